// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package packs embeds the language packs of the default build.
//
// In: nothing. Out: opened packs by language, each read once on first use and
// shared by all. It holds no pack trained on non-commercial material; NOTICE.md
// beside the files names every treebank and its terms.
package packs

import (
	"embed"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"recoupe/name"
	"recoupe/syntax"
)

//go:embed *.pack *.names
var files embed.FS

var (
	mu   sync.Mutex
	open = map[string]*syntax.Pack{}

	names = map[string]*name.Model{}
)

// Get returns the pack of a language (ISO 639-1), false where the build has none.
// A damaged embedded file is a broken build and panics.
func Get(lang string) (*syntax.Pack, bool) {
	mu.Lock()
	defer mu.Unlock()
	if p, ok := open[lang]; ok {
		return p, true
	}
	data, err := files.ReadFile(lang + ".pack")
	if err != nil {
		return nil, false
	}
	p, err := syntax.Open(data)
	if err != nil {
		panic("embedded " + err.Error())
	}
	open[lang] = p
	return p, true
}

// File returns the bytes of an embedded pack, nil where the build has none.
func File(lang string) []byte { return file(lang + ".pack") }

// NamesFile returns the bytes of an embedded name model, nil where the build has none.
func NamesFile(lang string) []byte { return file(lang + ".names") }

func file(name string) []byte {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

// Names returns the name model of a language, nil where the build has none.
// A damaged embedded file is a broken build and panics.
func Names(lang string) *name.Model {
	mu.Lock()
	defer mu.Unlock()
	if m, ok := names[lang]; ok {
		return m
	}
	data, err := files.ReadFile(lang + ".names")
	if err != nil {
		return nil
	}
	m, err := name.Open(data)
	if err != nil {
		panic("embedded " + err.Error())
	}
	names[lang] = m
	return m
}

// Langs lists the languages of the build, sorted.
func Langs() []string {
	out, err := fs.Glob(files, "*.pack")
	if err != nil {
		return nil
	}
	for i, n := range out {
		out[i] = strings.TrimSuffix(n, ".pack")
	}
	sort.Strings(out)
	return out
}
