// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"sort"
	"strings"
)

// LexSize is the width of the input that a lexicon's tags make.
const LexSize = 24

// Lexicon says what word lists know of a form: a set of tags such as "NOUN
// Gender=Fem".
type Lexicon struct {
	// Tags are sorted; Classes are the sets of tags that occur, as indexes. Classes[0] is empty.
	Tags    []string
	Classes [][]int
	table   prints
}

// NewLexicon makes a lexicon of the tags of lower-cased normalised forms; tags
// of fewer than least forms are left out.
func NewLexicon(entries map[string][]string, least int) Lexicon {
	var l Lexicon
	index := l.tags(entries, least)
	forms := make([]string, 0, len(entries))
	for f := range entries {
		forms = append(forms, f)
	}
	sort.Strings(forms)
	l.table = newPrints(len(forms))
	l.Classes = [][]int{{}}
	classes := map[string]int{}
	for _, f := range forms {
		if c := l.class(entries[f], index, classes); c > 0 {
			l.table.put(f, c)
		}
	}
	return l
}

// tags fills in the frequent tags and returns their indexes.
func (l *Lexicon) tags(entries map[string][]string, least int) map[string]int {
	count := map[string]int{}
	for _, tags := range entries {
		for _, t := range tags {
			count[t]++
		}
	}
	for t, n := range count {
		if n >= least {
			l.Tags = append(l.Tags, t)
		}
	}
	sort.Strings(l.Tags)
	index := make(map[string]int, len(l.Tags))
	for i, t := range l.Tags {
		index[t] = i
	}
	return index
}

// class returns the number of a set of tags, a new one if need be; 0 for none and once numbers run out.
func (l *Lexicon) class(tags []string, index, classes map[string]int) int {
	sorted := append([]string(nil), tags...)
	sort.Strings(sorted)
	var set []int
	for i, t := range sorted {
		if k, ok := index[t]; ok && (i == 0 || t != sorted[i-1]) {
			set = append(set, k)
		}
	}
	if len(set) == 0 {
		return 0
	}
	key := strings.Join(sorted, "\x00")
	c, ok := classes[key]
	if !ok && len(l.Classes) < 1<<16 {
		c = len(l.Classes)
		classes[key] = c
		l.Classes = append(l.Classes, set)
	}
	return c
}

// Lookup returns the tags of a lower-cased normalised form as indexes; none for an unknown one.
func (l *Lexicon) Lookup(form string) []int {
	if c := l.table.get(form); c > 0 && c < len(l.Classes) {
		return l.Classes[c]
	}
	return nil
}

// check refuses tags out of range.
func (l *Lexicon) check() string {
	if len(l.Tags) > 4096 || len(l.Classes) > 1<<16 {
		return "lexicon out of range"
	}
	for _, c := range l.Classes {
		for _, t := range c {
			if t < 0 || t >= len(l.Tags) {
				return "lexicon class out of range"
			}
		}
	}
	return ""
}
