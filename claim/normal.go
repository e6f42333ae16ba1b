// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe/ud"
)

// normal puts right what treebanks write in different ways and parsers take for
// one another, so that the rules need to know one form only. The sentence given
// stays as it is.
//
//   - A French verb of motion or change takes être without being passive: in "la
//     ville est tombée" the town is the subject.
//   - A French verb of saying in the active has somebody as its subject: in "il a
//     rappelé que", "il" is no empty word as in "il convient de".
func normal(g *grammar, s *ud.Sentence) *ud.Sentence {
	if g.lang != "fr" {
		return s
	}
	var out *ud.Sentence
	for i := range s.Words {
		relation := frenchRelation(g, s, i)
		if relation == s.Words[i].Deprel {
			continue
		}
		if out == nil {
			c := *s
			c.Words = slices.Clone(s.Words)
			out = &c
		}
		out.Words[i].Deprel = relation
	}
	if out == nil {
		return s
	}
	return out
}

// frenchRelation is the relation that word i should have.
func frenchRelation(g *grammar, s *ud.Sentence, i int) string {
	w := &s.Words[i]
	h := w.Head - 1
	if h < 0 || h >= len(s.Words) {
		return w.Deprel
	}
	lemma := plain(s.Words[h].Lemma)
	switch {
	case w.Deprel == "aux:pass" && g.is("être", lemma):
		return "aux:tense"
	case strings.HasSuffix(w.Deprel, ":pass") && g.is("être", lemma):
		return w.Base()
	case w.Deprel == "expl:subj" && g.hasVerb(lemma) && !g.is("impersonal-verb", lemma) && personal(s, h):
		return "nsubj"
	}
	return w.Deprel
}

// personal: the verb is neither passive nor reflexive.
func personal(s *ud.Sentence, verb int) bool {
	for k := range s.Words {
		if w := &s.Words[k]; w.Head-1 == verb && (w.Deprel == "aux:pass" || w.Feat("Reflex") == "Yes" || w.Base() == "cop") {
			return false
		}
	}
	return s.Words[verb].UPOS == "VERB"
}
