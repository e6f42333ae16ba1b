// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// lookups lists the keys under which the lexicon may know word i: its lemma,
// its form, the lemma of an irregular form, and the stems of regular endings,
// because the tagger's lemma of a rare form is a guess ("freed" is not "fre").
func (g *grammar) lookups(s *sentence, i int) []string {
	if s.keys == nil {
		s.keys = make([][]string, s.n())
	}
	if s.keys[i] == nil {
		s.keys[i] = g.keysOf(s, i)
	}
	return s.keys[i]
}

func (g *grammar) keysOf(s *sentence, i int) []string {
	low := plain(s.low[i])
	out := []string{plain(s.lemma(i)), low}
	if g.lang == "ar" && s.verbal(i) && len(g.triggers[low]) > 0 { // an entry for the form says more: تسيطر holds, سيطر has taken
		out = []string{low, plain(s.lemma(i))}
	}
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if l := g.value("form", low); l != "" {
		add(l)
	}
	if g.lang == "ar" {
		for _, k := range arabicKeys(low, s.verbal(i)) {
			add(k)
		}
		for _, affix := range slices.Sorted(maps.Keys(g.classes["affix"])) { // a preposition that was not cut off: "بانسحاب"
			if rest, ok := strings.CutPrefix(low, affix); ok && len(g.triggers[rest]) > 0 {
				add(rest)
			}
		}
		for _, k := range out[:2] {
			if rest, ok := strings.CutPrefix(k, "ال"); ok {
				add(rest)
			}
		}
		if stem, ok := strings.CutSuffix(low, "ت"); ok && i+1 < s.n() && s.pos(i) == "NOUN" && s.pos(i+1) == "PRON" {
			add(stem + "ة") // مسؤوليته is of مسؤولية
		}
	}
	if pos := s.pos(i); pos != "VERB" && pos != "NOUN" && pos != "ADJ" && pos != "AUX" && g.lang != "ar" {
		return out
	}
	for n := range g.endings {
		e := &g.endings[n]
		if stem, ok := strings.CutSuffix(low, e.ending); ok && len(stem) > 2 {
			if rest, ok := strings.CutPrefix(stem, "ال"); ok && g.lang == "ar" && utf8.RuneCountInString(rest) > 2 {
				add(rest + e.instead) // النازحين
			}
			add(stem + e.instead)
			if e.instead == "" && len(stem) > 3 && stem[len(stem)-1] == stem[len(stem)-2] {
				add(stem[:len(stem)-1]) // "stabbed"
			}
		}
	}
	if g.lang == "fr" {
		for _, k := range out {
			if strings.Contains(k, "è") {
				add(strings.ReplaceAll(k, "è", "é")) // "assiègent" is of "assiéger"
			}
		}
	}
	return out
}

// ending says what stands instead of a regular ending in the lemma.
type ending struct{ ending, instead string }

// has reports whether word i is in a class under any of its keys.
func (g *grammar) has(class string, s *sentence, i int) bool {
	return slices.ContainsFunc(g.lookups(s, i), func(k string) bool { return g.is(class, k) })
}

// valueOf returns the value of word i in a class under the first key that has one.
func (g *grammar) valueOf(class string, s *sentence, i int) string {
	for _, k := range g.lookups(s, i) {
		if v := g.value(class, k); v != "" {
			return v
		}
	}
	return ""
}
