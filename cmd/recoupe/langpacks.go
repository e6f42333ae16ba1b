// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"recoupe"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/syntax"
)

// languagesFlag is the folder of the language packs that a person added.
type languagesFlag struct {
	Languages string `type:"path" env:"RECOUPE_LANGUAGES" placeholder:"DIR" help:"Folder of added language packs; by default recoupe/languages among the user's files."`
}

// folder is where added packs are kept: the flag, else the user's own folder.
func (l languagesFlag) folder() (string, error) {
	if l.Languages != "" {
		return l.Languages, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for language packs (say --languages): %w", err)
	}
	return filepath.Join(dir, "recoupe", "languages"), nil
}

// The endings of the two kinds of files: tags and trees, and names.
const (
	packEnding  = ".pack"
	namesEnding = ".names"
)

// added lists the languages of added files with an ending, sorted.
func (l languagesFlag) added(ending string) []string {
	dir, err := l.folder()
	if err != nil {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"+ending))
	if err != nil {
		return nil
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ending)
	}
	slices.Sort(files)
	return files
}

// pack opens an added pack; fs.ErrNotExist where there is none.
func (l languagesFlag) pack(code string) (*syntax.Pack, error) {
	if code == "" || strings.ContainsAny(code, `/\.`) {
		return nil, fs.ErrNotExist
	}
	dir, err := l.folder()
	if err != nil {
		return nil, fs.ErrNotExist
	}
	return openPack(filepath.Join(dir, code+packEnding))
}

// names opens an added name model; fs.ErrNotExist where there is none.
func (l languagesFlag) names(code string) (*name.Model, error) {
	if code == "" || strings.ContainsAny(code, `/\.`) {
		return nil, fs.ErrNotExist
	}
	dir, err := l.folder()
	if err != nil {
		return nil, fs.ErrNotExist
	}
	file := filepath.Join(dir, code+namesEnding)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	m, err := name.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// nameModel returns the name model of a language: an added one before that of
// the build, nil where there is none. An added one that cannot be read is passed over.
func nameModel(code string) *name.Model {
	if m, err := (languagesFlag{Languages: os.Getenv("RECOUPE_LANGUAGES")}).names(code); err == nil {
		return m
	}
	return packs.Names(code)
}

func openPack(name string) (*syntax.Pack, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	p, err := syntax.Open(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// openedPacks holds the added packs by language; nil is none.
var openedPacks sync.Map

// languagePack returns the pack of a language: an added one before that of the
// build. An added pack that cannot be read is passed over; "recoupe lang list" says why.
func languagePack(code string) (*syntax.Pack, bool) {
	if p, ok := openedPacks.Load(code); ok {
		if p := p.(*syntax.Pack); p != nil {
			return p, true
		}
		return packs.Get(code)
	}
	p, err := languagesFlag{Languages: os.Getenv("RECOUPE_LANGUAGES")}.pack(code)
	if err != nil {
		p = nil
	}
	openedPacks.Store(code, p)
	if p != nil {
		return p, true
	}
	return packs.Get(code)
}

type langAdd struct {
	languagesFlag
	File string `arg:"" help:"A pack or a name model, as recoupe train writes them."`
}

// Run checks a pack or a name model and keeps it whole or not at all.
func (c *langAdd) Run(s *streams) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	lang, licence, ending, err := opened(data)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	if lang == "" || strings.ContainsAny(lang, `/\.`) {
		return fmt.Errorf("%s: it names no language: %w", c.File, recoupe.ErrInvalid)
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	to := filepath.Join(dir, lang+ending)
	if err := os.WriteFile(to+".new", data, 0o644); err != nil {
		return errors.Join(err, os.Remove(to+".new"))
	}
	if err := os.Rename(to+".new", to); err != nil {
		return err
	}
	what := ""
	if ending == namesEnding {
		what = " names"
	}
	fmt.Fprintf(s.out, "%s%s: added%s\n", lang, what, terms(licence))
	return nil
}

// opened checks the bytes of a pack or a name model and says what it is.
func opened(data []byte) (lang, licence, ending string, err error) {
	if name.IsModel(data) {
		m, err := name.Open(data)
		if err != nil {
			return "", "", "", err
		}
		return m.Lang, m.Licence, namesEnding, nil
	}
	p, err := syntax.Open(data)
	if err != nil {
		return "", "", "", err
	}
	return p.Lang, p.Licence, packEnding, nil
}

// terms are a licence with a word of warning where it asks for one.
func terms(licence string) string {
	switch {
	case licence == "":
		return ""
	case strings.Contains(licence, "NC"):
		return ", " + licence + ": non-commercial use only"
	}
	return ", " + licence
}

type langRemove struct {
	languagesFlag
	Lang string `arg:"" help:"The language of an added pack or name model."`
}

// Run takes what was added for a language out.
func (c *langRemove) Run(s *streams) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	found := false
	for _, ending := range []string{packEnding, namesEnding} {
		if !slices.Contains(c.added(ending), c.Lang) {
			continue
		}
		found = true
		if err := os.Remove(filepath.Join(dir, c.Lang+ending)); err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("no pack of %q was added", c.Lang)
	}
	return nil
}
