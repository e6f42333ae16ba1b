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

	"recoupe/syntax"
)

//go:embed *.pack
var files embed.FS

var (
	mu   sync.Mutex
	open = map[string]*syntax.Pack{}
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

// File returns the bytes of an embedded pack file, nil where the build has none.
func File(lang string) []byte {
	data, err := files.ReadFile(lang + ".pack")
	if err != nil {
		return nil
	}
	return data
}

// Langs lists the languages of the build, sorted.
func Langs() []string {
	names, err := fs.Glob(files, "*.pack")
	if err != nil {
		return nil
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".pack")
	}
	sort.Strings(names)
	return names
}
