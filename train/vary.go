// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"math/rand"
	"slices"
	"strings"

	"recoupe"
	"recoupe/token"
	"recoupe/ud"
)

// pool holds names by type to vary marked sentences with.
type pool map[string][][]string

// pairs are the parts of full names: a first name and a last name of one pair
// are put together, so that a short list makes many persons.
var pairs = [...][2]string{{"FIRST", "LAST"}, {"FIRST2", "LAST2"}}

// readPool reads "TYPE<TAB>name" lines; names are cut into words as texts are.
func readPool(text, lang string) pool {
	p := pool{}
	for line := range strings.Lines(text) {
		kind, name, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(kind, "#") {
			continue
		}
		var words []string
		_, sents := token.Document(name, lang, nil)
		for i := range sents {
			for k := range sents[i].Words {
				words = append(words, sents[i].Words[k].Form)
			}
		}
		if len(words) > 0 {
			p[kind] = append(p[kind], words)
		}
	}
	return p
}

// vary returns n variants of every marked sentence in which names are
// exchanged for others of their type, so that the model learns where names
// stand and not which. A person is now and then named by the last name alone.
func (p pool) vary(sents []ud.Sentence, n int, seed int64) []ud.Sentence {
	rng := rand.New(rand.NewSource(seed))
	var out []ud.Sentence
	for i := range sents {
		for range n {
			if v, ok := p.variant(&sents[i], rng); ok {
				out = append(out, v)
			}
		}
	}
	return out
}

func (p pool) variant(s *ud.Sentence, rng *rand.Rand) (ud.Sentence, bool) {
	var out ud.Sentence
	changed := false
	for i := 0; i < len(s.Words); i++ {
		kind, ok := strings.CutPrefix(s.Words[i].Entity, "B-")
		if !ok || len(p[kind]) == 0 {
			push(&out, s.Words[i].Form, s.Words[i].Entity)
			continue
		}
		for i+1 < len(s.Words) && s.Words[i+1].Entity == "I-"+kind {
			i++
		}
		name := p[kind][rng.Intn(len(p[kind]))]
		if kind == "PERSON" {
			name = p.person(name, rng)
		}
		for k, form := range name {
			push(&out, form, map[bool]string{true: "B-", false: "I-"}[k == 0]+kind)
		}
		changed = true
	}
	return out, changed
}

// person returns a full name, the given one or one that is put together, or now
// and then only the last part of it.
func (p pool) person(full []string, rng *rand.Rand) []string {
	last := full[len(full)-1:]
	if len(p[pairs[0][0]]) > 0 && rng.Intn(4) > 0 {
		pair := pairs[rng.Intn(len(pairs))]
		if firsts, lasts := p[pair[0]], p[pair[1]]; len(firsts) > 0 && len(lasts) > 0 {
			last = lasts[rng.Intn(len(lasts))]
			full = slices.Concat(firsts[rng.Intn(len(firsts))], last)
			if rng.Intn(6) == 0 { // a second given name, or the father's
				full = slices.Concat(firsts[rng.Intn(len(firsts))], full)
			}
		}
	}
	if rng.Intn(3) == 0 {
		return last
	}
	return full
}

// push appends a word with its label, a blank behind the one before.
func push(s *ud.Sentence, form, label string) {
	at := 0
	if n := len(s.Words); n > 0 {
		at = s.Words[n-1].Span.End + 1
	}
	s.Words = append(s.Words, ud.Word{Form: form, Head: -1, Entity: label, Span: recoupe.Span{Start: at, End: at + len(form)}})
}
