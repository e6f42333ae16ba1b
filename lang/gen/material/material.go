// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package material reads the texts by which the language table is trained and
// tested: treebanks of Universal Dependencies, the GNOME help (CC BY-SA 3.0),
// the Universal Declaration of Human Rights, and the names and labels of
// Unicode CLDR (Unicode-3.0).
//
// In: folders. Out: samples with their language, where they came from, and
// whether they are kept out of training; always in the same order. It fetches
// nothing, and a source whose folder is missing gives no samples.
package material

import (
	_ "embed"
	"fmt"
	"strings"
)

// Sample is a piece of running text, a sentence or a paragraph.
type Sample struct {
	// Lang is the code, "" for a language that is not in the list.
	Lang string
	// Script is where the sample is told from others.
	Script string
	// Often marks the languages in which most news of wars is written.
	Often bool
	// Stranger numbers the languages that are not in the list.
	Stranger int
	// Source is ud, help, declaration, cldr, words or fortune.
	Source string
	Text   string
	// Held says that it must not be trained on.
	Held bool
}

// Folders says where the material lies; "" leaves a source out.
type Folders struct {
	// Treebanks holds one folder for each treebank.
	Treebanks string
	// Fetched holds what "make lang-material" fetches: help, udhr, cldr and fortunes.
	Fetched string
}

//go:embed languages.txt
var listing string

// language is one line of the list.
type language struct {
	code, script              string
	banks, help, udhr, labels []string
	test, prose               []string
	often                     bool
}

type list struct {
	languages []language
	skip      []string
}

// find returns the language of a code, nil for none.
func (l *list) find(code string) *language {
	for i := range l.languages {
		if l.languages[i].code == code {
			return &l.languages[i]
		}
	}
	return nil
}

// parseList reads languages.txt.
func parseList(text string) (list, error) {
	var l list
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := l.line(strings.Split(line, "\t")); err != nil {
			return l, fmt.Errorf("languages.txt:%d: %w", n+1, err)
		}
	}
	return l, nil
}

// line takes up one line: a language of six columns, or a remark on languages above.
func (l *list) line(f []string) error {
	if len(f) == 6 {
		l.languages = append(l.languages, language{code: f[0], script: f[1], banks: split(f[2]), help: split(f[3]), udhr: split(f[4]), labels: split(f[5])})
		return nil
	}
	switch f[0] {
	case "skip":
		l.skip = append(l.skip, strings.Fields(f[1])...)
		return nil
	case "often":
		for _, code := range strings.Fields(f[1]) {
			x := l.find(code)
			if x == nil {
				return fmt.Errorf("no language %q above", code)
			}
			x.often = true
		}
		return nil
	}
	x := l.find(f[min(1, len(f)-1)])
	if x == nil || len(f) != 3 {
		return fmt.Errorf("%d columns", len(f))
	}
	switch f[0] {
	case "test":
		x.test = split(f[2])
	case "prose":
		x.prose = strings.Fields(f[2])
	default:
		return fmt.Errorf("%q is unknown", f[0])
	}
	return nil
}

func split(s string) []string {
	if s == "-" {
		return nil
	}
	return strings.Split(s, ",")
}

// Read returns all samples of the folders.
func Read(f Folders) ([]Sample, error) {
	l, err := parseList(listing)
	if err != nil {
		return nil, err
	}
	var out []Sample
	for _, x := range l.languages {
		for _, read := range []func(Folders, language) ([]Sample, error){treebanks, help, declarations, labels, words, fortunes} {
			ss, err := read(f, x)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", x.code, err)
			}
			for _, s := range ss {
				s.Lang, s.Script, s.Often = x.code, x.script, x.often
				out = append(out, s)
			}
		}
	}
	others, err := strangers(f, l)
	return append(out, others...), err
}

// held keeps every fifth run of ten texts out of training: neighbours repeat each other's words.
func held(i int) bool { return i/10%5 == 4 }
