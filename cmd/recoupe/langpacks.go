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

// added lists the languages of added packs, sorted.
func (l languagesFlag) added() []string {
	dir, err := l.folder()
	if err != nil {
		return nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pack"))
	if err != nil {
		return nil
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".pack")
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
	return openPack(filepath.Join(dir, code+".pack"))
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

// opened holds the added packs by language; nil is none.
var opened sync.Map

// languagePack returns the pack of a language: an added one before that of the
// build. An added pack that cannot be read is passed over; "recoupe lang list" says why.
func languagePack(code string) (*syntax.Pack, bool) {
	if p, ok := opened.Load(code); ok {
		if p := p.(*syntax.Pack); p != nil {
			return p, true
		}
		return packs.Get(code)
	}
	p, err := languagesFlag{Languages: os.Getenv("RECOUPE_LANGUAGES")}.pack(code)
	if err != nil {
		p = nil
	}
	opened.Store(code, p)
	if p != nil {
		return p, true
	}
	return packs.Get(code)
}

type langAdd struct {
	languagesFlag
	File string `arg:"" help:"A pack file, as recoupe train writes it."`
}

// Run checks a pack and keeps it whole or not at all.
func (c *langAdd) Run(s *streams) error {
	p, err := openPack(c.File)
	if err != nil {
		return err
	}
	if p.Lang == "" || strings.ContainsAny(p.Lang, `/\.`) {
		return fmt.Errorf("%s: it names no language: %w", c.File, recoupe.ErrInvalid)
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	to := filepath.Join(dir, p.Lang+".pack")
	if err := os.WriteFile(to+".new", data, 0o644); err != nil {
		return errors.Join(err, os.Remove(to+".new"))
	}
	if err := os.Rename(to+".new", to); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: added%s\n", p.Lang, terms(p))
	return nil
}

// terms are the licence of a pack, with a word of warning where it asks for one.
func terms(p *syntax.Pack) string {
	switch {
	case p.Licence == "":
		return ""
	case strings.Contains(p.Licence, "NC"):
		return ", " + p.Licence + ": non-commercial use only"
	}
	return ", " + p.Licence
}

type langRemove struct {
	languagesFlag
	Lang string `arg:"" help:"The language of an added pack."`
}

// Run takes an added pack out.
func (c *langRemove) Run(s *streams) error {
	if !slices.Contains(c.added(), c.Lang) {
		return fmt.Errorf("no pack of %q was added", c.Lang)
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	return os.Remove(filepath.Join(dir, c.Lang+".pack"))
}
