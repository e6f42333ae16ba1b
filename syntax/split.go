// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/token"
)

// Habits returns what the pack has learnt about cutting text.
func (p *Pack) Habits() token.Habits {
	var h token.Habits
	if p.Splits.Learnt() {
		h.Choose = p.Choose
	}
	if p.Ends.Learnt() {
		h.End, h.Common = p.End, p.Common
	}
	if p.Clitics.Learnt() {
		h.Cut = p.Cut
	}
	return h
}

// Choose reports whether an ambiguous token is a contraction ("la mort des
// otages" against "des combats"); it is a token.Chooser.
func (p *Pack) Choose(form string, before, after []string) bool {
	return !p.Splits.Learnt() || p.Splits.Score(p.SplitRows(form, before, after)) >= 0
}

// SplitRows returns the features of an ambiguous token between its neighbours.
func (p *Pack) SplitRows(form string, before, after []string) []uint32 {
	form = strings.ToLower(lang.Norm(form))
	rows := make([]uint32, 0, 64)
	add := func(kind, v string) { rows = append(rows, feature(kind+form, v)) }
	p1, p2, n1, n2 := near(before, len(before)-1), near(before, len(before)-2), near(after, 0), near(after, 1)
	add("", "")
	add("p1", p1)
	add("p2", p2)
	add("p12", p2+" "+p1)
	add("n1", n1)
	add("n2", n2)
	add("pn", p1+" "+n1)
	for k := 2; k <= 4; k++ {
		add("ps", tail(p1, k))
		add("ns", tail(n1, k))
		add("2s", tail(p2, k))
	}
	add("n2s", tail(n2, 3))
	add("pns", tail(p1, 3)+" "+tail(n1, 3))
	add("cap", capital(before, len(before)-1)+capital(after, 0))
	rows = p.classes(rows, "p1c"+form, p1)
	rows = p.classes(rows, "p2c"+form, p2)
	rows = p.classes(rows, "p3c"+form, near(before, len(before)-3))
	rows = p.classes(rows, "n1c"+form, n1)
	return p.classes(rows, "n2c"+form, n2)
}

// classes adds what the lexicon knows of a word: each of its tags, and all together.
func (p *Pack) classes(rows []uint32, kind, word string) []uint32 {
	all := kind
	for _, t := range p.Lexicon.Lookup(word) {
		if tag := p.Lexicon.Tags[t]; !strings.HasPrefix(tag, "lemma ") {
			rows = append(rows, feature(kind, tag))
			word, _, _ := strings.Cut(tag, " ")
			all += " " + word
		}
	}
	return append(rows, feature("all", all))
}

// Common reports whether the lexicon knows a word and knows it as no name; without a lexicon no word is.
func (p *Pack) Common(word string) bool {
	tags := p.Lexicon.Lookup(strings.ToLower(lang.Norm(word)))
	for _, t := range tags {
		for _, kind := range [...]string{"PROPN", "place", "name", "part of name"} {
			if strings.HasPrefix(p.Lexicon.Tags[t], kind) {
				return false
			}
		}
	}
	return len(tags) > 0
}

// End reports whether a sentence ends at a gap; it is a token.Ender.
func (p *Pack) End(g token.Gap) bool {
	return p.Ends.Score(p.EndRows(g)) >= 0
}

// EndRows returns the features of a gap: the rule's word, the written tokens
// around it, their shapes, what the lexicon knows of them, and how long the
// sentence has been.
func (p *Pack) EndRows(g token.Gap) []uint32 {
	rows := make([]uint32, 0, 64)
	rule := strconv.FormatBool(g.Rule)
	add := func(kind, v string) { rows = append(rows, feature("e"+kind, v), feature("r"+rule+kind, v)) }
	p1, p2, n1, n2 := near(g.Before, len(g.Before)-1), near(g.Before, len(g.Before)-2), near(g.After, 0), near(g.After, 1)
	s1, s2, t1, t2 := form(g.Before, len(g.Before)-1), form(g.Before, len(g.Before)-2), form(g.After, 0), form(g.After, 1)
	add("", "")
	add("p1", p1)
	add("n1", n1)
	add("n1s", t1+n1)
	add("p1s", s1)
	add("pn", p1+" "+t1)
	add("sn", s1+" "+n1+t1)
	add("ss", s2+s1+t1+t2)
	add("s", s1+t1)
	add("p2", p2+" "+s1)
	add("n2", n2+" "+t1)
	add("nn", n1+" "+t2)
	add("ps", tail(p1, 3)+t1)
	add("len", bucket(g.Length)+s1)
	add("verb", p.predicates(g.Sentence)+s1+t1)
	add("state", strconv.FormatBool(g.Quoted)+strconv.FormatBool(g.Bracketed)+strconv.FormatBool(g.Blank)+s1+t1)
	rows = p.classes(rows, "n1c"+s1+t1, n1)
	rows = p.classes(rows, "p1c"+s1+t1, p1)
	return p.classes(rows, "p2c"+s1+t1, p2)
}

// predicates tells whether words have a finite verb by the lexicon: "v" for a form that is nothing else,
// "?" for one that may be another class too, nothing otherwise.
func (p *Pack) predicates(words []string) string {
	best := ""
	for _, w := range words {
		finite, other := false, false
		for _, t := range p.Lexicon.Lookup(strings.ToLower(lang.Norm(w))) {
			tag := p.Lexicon.Tags[t]
			finite = finite || strings.Contains(tag, "VerbForm=Fin")
			other = other || strings.HasPrefix(tag, "NOUN") || strings.HasPrefix(tag, "ADJ") || strings.HasPrefix(tag, "ADP")
		}
		if finite && !other {
			return "v"
		}
		if finite {
			best = "?"
		}
	}
	return best
}

// bucket names a length by its power of two.
func bucket(n int) string {
	b := 0
	for ; n > 0; n /= 2 {
		b++
	}
	return strconv.Itoa(b)
}

// form is the shape of a written token: capital, capitals, letters, digits, or the mark itself.
func form(words []string, i int) string {
	if i < 0 || i >= len(words) || words[i] == "" {
		return "|"
	}
	w := words[i]
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsDigit(r):
		return "9"
	case unicode.IsUpper(r) && len(w) > n && strings.ToUpper(w) == w:
		return "AA"
	case unicode.IsUpper(r):
		return "A"
	case unicode.IsLetter(r):
		return "a"
	}
	return lang.Norm(w)
}

func near(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return "|"
	}
	return strings.ToLower(lang.Norm(words[i]))
}

func capital(words []string, i int) string {
	if i < 0 || i >= len(words) || words[i] == "" {
		return "-"
	}
	if r, _ := utf8.DecodeRuneInString(words[i]); unicode.IsUpper(r) {
		return "C"
	}
	return "c"
}

func tail(s string, k int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-k):])
}
