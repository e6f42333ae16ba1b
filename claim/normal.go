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
//   - "se sont accusées" is no passive.
//   - "plus de 3 000 familles" is a phrase of families, not of an adverb.
//   - "…, faisant six morts" is a clause of its own and no copula.
//   - Behind the second of two verbs an object is that verb's: "a brûlé le marché et pillé l'hôpital".
//   - What the English parser breaks in ways of its own is mended, see repairs.
func normal(g *grammar, s *ud.Sentence) *ud.Sentence {
	switch g.lang {
	case "en":
		return mended(g, s)
	case "fr":
	default:
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
	for i := range s.Words {
		moved := frenchArcs(s, i)
		if len(moved) == 0 {
			continue
		}
		if out == nil {
			c := *s
			c.Words = slices.Clone(s.Words)
			out = &c
		}
		for _, m := range moved {
			w := &out.Words[m.word]
			w.Head, w.Deprel = m.head+1, m.relation
			if m.relation == "advcl" {
				w.UPOS = "VERB"
			}
		}
	}
	if out == nil {
		return s
	}
	return out
}

// arc hangs a word on another head.
type arc struct {
	word, head int
	relation   string
}

// frenchArcs are the arcs around word i that parsers draw wrong.
func frenchArcs(s *ud.Sentence, i int) []arc {
	w := &s.Words[i]
	h := w.Head - 1
	if h < 0 || h >= len(s.Words) {
		return nil
	}
	switch base := w.Base(); {
	case w.UPOS == "ADV" && (base == "nsubj" || base == "obj"):
		for k := i + 1; k < len(s.Words); k++ {
			if n := &s.Words[k]; n.Head-1 == i && n.UPOS == "NOUN" && s.Words[i+1].Lemma == "de" {
				return []arc{{k, h, w.Deprel}, {i, k, "advmod"}, {i + 1, i, "fixed"}}
			}
		}
	case base == "cop" && plain(w.Lemma) == "faire" && w.Feat("VerbForm") == "Part" && s.Words[h].Head > 0 && i > 0 && s.Words[i-1].Form == ",":
		return []arc{{i, s.Words[h].Head - 1, "advcl"}, {h, i, "obj"}}
	case base == "obj" && h < i:
		for k := h + 1; k < i; k++ {
			if v := &s.Words[k]; v.Head-1 == h && v.Base() == "conj" && v.UPOS == "VERB" && !hasObject(s, k) {
				return []arc{{i, k, w.Deprel}}
			}
		}
	}
	return nil
}

// hasObject: an object hangs on the verb.
func hasObject(s *ud.Sentence, verb int) bool {
	return slices.ContainsFunc(s.Words, func(w ud.Word) bool {
		return w.Head-1 == verb && (w.Base() == "obj" || w.Base() == "ccomp" || w.Base() == "xcomp")
	})
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
	case w.Deprel == "nsubj:pass" && reflexive(s, h):
		return "nsubj"
	case w.Deprel == "expl:subj" && g.hasVerb(lemma) && !g.is("impersonal-verb", lemma) && personal(s, h):
		return "nsubj"
	}
	return w.Deprel
}

// reflexive: a clitic of its own and no passive auxiliary hang on the verb: "se sont accusées".
func reflexive(s *ud.Sentence, verb int) bool {
	self := false
	for k := range s.Words {
		if w := &s.Words[k]; w.Head-1 == verb {
			if w.Deprel == "aux:pass" {
				return false
			}
			self = self || w.Deprel == "expl:pv" || w.Deprel == "expl:comp" && w.Feat("Reflex") == "Yes"
		}
	}
	return self
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
