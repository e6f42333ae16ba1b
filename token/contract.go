// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
)

// Chooser says whether an ambiguous written token is a contraction, from the
// written tokens of its sentence before and behind it, in text order: is "des"
// here "de les" (true) or the article (false)?
type Chooser func(form string, before, after []string) bool

// expand turns the contractions among the atoms of one sentence into words.
func expand(text string, atoms []atom, r *rules, h Habits) {
	var forms []string
	for i := range atoms {
		if atoms[i].words != nil {
			continue
		}
		w := text[atoms[i].start:atoms[i].end]
		if forms == nil && (r.arabic || r.endings[key(w)] != nil) {
			forms = written(text, atoms)
		}
		var parts []string
		if r.arabic {
			parts = r.arab.parts(w, forms[:i], forms[i+1:], h.Cut)
		} else {
			parts = r.parts(w)
		}
		if parts == nil {
			continue
		}
		if r.ambiguous(w) {
			if h.Choose != nil && !h.Choose(w, forms[:i], forms[i+1:]) {
				continue
			}
		}
		atoms[i].words, atoms[i].cuts = parts, partition(w, atoms[i].start, parts)
	}
}

func written(text string, atoms []atom) []string {
	out := make([]string, len(atoms))
	for i, a := range atoms {
		out[i] = text[a.start:a.end]
	}
	return out
}

// parts returns the words of a contraction in the case of its writing, nil for a plain token.
func (r *rules) parts(w string) []string {
	if r.english {
		return nil
	}
	words, ok := r.endings[key(w)]
	if !ok {
		return nil
	}
	out := append([]string(nil), words...)
	if upper := []rune(w); unicode.IsUpper(upper[0]) {
		if len(upper) > 1 && unicode.IsUpper(upper[1]) {
			out[0] = strings.ToUpper(out[0])
		} else {
			head := []rune(out[0])
			out[0] = string(unicode.ToUpper(head[0])) + string(head[1:])
		}
	}
	return out
}

// ambiguous reports whether w can also be one word.
func (r *rules) ambiguous(w string) bool {
	k := key(w)
	return r.french && (k == "des" || k == "du")
}

// partition returns the ends of the words in the text where their forms, put together, are what is written; nil otherwise.
func partition(w string, start int, parts []string) []int {
	if strings.Join(parts, "") != w {
		return nil
	}
	cuts := make([]int, len(parts))
	for i, p := range parts {
		start += len(p)
		cuts[i] = start
	}
	return cuts
}
