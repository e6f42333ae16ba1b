// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"math/rand"
	"strings"

	"recoupe"
	"recoupe/token"
	"recoupe/ud"
)

// pool holds names by type to vary marked sentences with.
type pool map[string][][]string

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
		names := p[kind]
		if !ok || len(names) == 0 {
			push(&out, s.Words[i].Form, s.Words[i].Entity)
			continue
		}
		for i+1 < len(s.Words) && s.Words[i+1].Entity == "I-"+kind {
			i++
		}
		name := names[rng.Intn(len(names))]
		if kind == "PERSON" && rng.Intn(3) == 0 {
			name = name[len(name)-1:]
		}
		for k, form := range name {
			push(&out, form, map[bool]string{true: "B-", false: "I-"}[k == 0]+kind)
		}
		changed = true
	}
	return out, changed
}

// push appends a word with its label, a blank behind the one before.
func push(s *ud.Sentence, form, label string) {
	at := 0
	if n := len(s.Words); n > 0 {
		at = s.Words[n-1].Span.End + 1
	}
	s.Words = append(s.Words, ud.Word{Form: form, Head: -1, Entity: label, Span: recoupe.Span{Start: at, End: at + len(form)}})
}
