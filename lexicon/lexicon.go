// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package lexicon embeds what is known of languages as data: one folder a
// language, one entry a line, "#" for remarks, sorted by bytes.
//
// In: the name of a file ("fr/cues.txt"). Out: its lines, or its lines cut at
// tabs. It gives no entry a meaning; the package that asks does. It will not
// read files from disk.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"recoupe"
)

// FS holds the lexicon files, rooted at this folder: "fr/cues.txt".
//
//go:embed */*.txt
var FS embed.FS

// Lines returns the entries of a file in order, without remarks and empty
// lines. White space at the end of a line is dropped.
func Lines(name string) ([]string, error) {
	raw, err := fs.ReadFile(FS, name)
	if err != nil {
		return nil, fmt.Errorf("lexicon %s: %w", name, recoupe.ErrNotFound)
	}
	return split(string(raw)), nil
}

// Table returns the entries of a file cut at tabs.
func Table(name string) ([][]string, error) {
	lines, err := Lines(name)
	if err != nil {
		return nil, err
	}
	rows := make([][]string, len(lines))
	for i, line := range lines {
		rows[i] = strings.Split(line, "\t")
	}
	return rows, nil
}

// Has reports whether the lexicon holds a file of that name.
func Has(name string) bool {
	_, err := fs.Stat(FS, name)
	return err == nil
}

// Langs returns the codes of the languages that have a folder, sorted.
func Langs() []string {
	entries, err := fs.ReadDir(FS, ".")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

func split(raw string) []string {
	var out []string
	for line := range strings.Lines(raw) {
		line = strings.TrimRight(line, " \t\r\n")
		if line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}
