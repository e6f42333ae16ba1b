// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import "slices"

// mood says what the mood of a clause makes of its proposition, where no verb
// above it decides: "?" it is only supposed, "=" it is a duty, "!" it is to
// come, "~" it is inferred, "" it is told.
//
//	Si l'armée reculait, la ville tomberait.      both supposed
//	The rebels must leave the town.               a duty
//	Le maire a promis que la route rouvrirait.    to come
//	The rebels must have left.                    inferred
func (f *finder) mood(p *predicate) string {
	s := p.s
	switch {
	case f.supposed(s, p.main), f.leftOpen(p):
		return "?"
	case f.required(s, p.main):
		if s.past(p.head) && s.child(p.main, "aux") >= 0 && f.anteriorInfinitive(s, p.main) {
			return "~"
		}
		return "="
	case f.g.lang == "fr" && s.conditional(p.main) && !f.hedged(p):
		if f.underSpeech(s, p.main) {
			return "!"
		}
		return "?"
	case f.destined(s, p.main):
		return "!"
	case f.g.lang == "ar":
		return f.unreached(s, p.main)
	}
	return ""
}

// leftOpen: an indirect question that nobody asks: "it was not clear whether the
// bridge had fallen".
func (f *finder) leftOpen(p *predicate) bool {
	s := p.s
	if s.rel(p.main) != "ccomp" && s.rel(p.main) != "csubj" && s.rel(p.main) != "advcl" {
		return false
	}
	for _, k := range s.kids[p.main] {
		if k < p.main && f.g.is("open-question", s.low[k]) && s.rel(k) == "mark" {
			return p.attr == nil || p.attr.hull().Start < s.Words[k].Span.Start
		}
	}
	return false
}

// supposed: the clause, or one that it is coordinated with, hangs on a word of
// condition; or it is what would follow from such a clause.
func (f *finder) supposed(s *sentence, i int) bool {
	for n := 0; n < 4 && i >= 0; n++ {
		if f.condition(s, i) {
			return true
		}
		if s.rel(i) != "conj" {
			break
		}
		i = s.head(i)
	}
	if i < 0 || !f.unreal(s, i) {
		return false
	}
	if f.g.lang == "ar" && f.afterCondition(s, i) {
		return true
	}
	return slices.ContainsFunc(s.kids[i], func(k int) bool { return s.rel(k) == "advcl" && f.condition(s, k) })
}

// condition: the clause opens with "si", "if", "unless", "إذا". In French the
// perfect behind "si" grants a fact: "Si l'armée a pris le pont, la ville tient."
func (f *finder) condition(s *sentence, i int) bool {
	if s.rel(i) == "ccomp" || s.rel(i) == "xcomp" {
		return false
	}
	for _, k := range s.kids[i] {
		if k > i || !f.g.is("condition", plain(s.low[k])) || s.pos(k) != "SCONJ" && s.rel(k) != "mark" && f.g.lang != "ar" {
			continue
		}
		return f.g.lang != "fr" || !s.perfect(i) || s.imperfectAux(i)
	}
	return false
}

// imperfectAux: "si l'armée avait pris".
func (s *sentence) imperfectAux(i int) bool {
	return slices.ContainsFunc(s.kids[i], func(k int) bool { return s.rel(k) == "aux" && s.Words[k].Feat("Tense") == "Imp" })
}

// unreal: the clause is in a mood of what would be; Arabic has none.
func (f *finder) unreal(s *sentence, i int) bool {
	if f.g.lang == "ar" || s.conditional(i) {
		return true
	}
	return slices.ContainsFunc(s.kids[i], func(k int) bool {
		return s.rel(k) == "aux" && f.g.is("unreal", s.low[k])
	})
}

// owed: an Arabic noun of action that a verb of duty has below it: "يجب على الجيش الانسحاب".
func (f *finder) owed(s *sentence, i int) bool {
	for n, h := 0, s.head(i); f.g.lang == "ar" && n < 3 && h >= 0; n, h = n+1, s.head(h) {
		if s.verbal(h) {
			return f.g.valueOf("implicative", s, h) == "="
		}
	}
	return false
}

// required: a modal of duty stands in the verb group ("must leave"), or a verb of
// duty has the clause as its subject or complement ("il faut que", يجب أن).
func (f *finder) required(s *sentence, i int) bool {
	for _, k := range s.kids[i] {
		if (s.rel(k) == "aux" || s.rel(k) == "advmod") && k < i && f.g.is("duty", plain(s.low[k])) {
			return true
		}
	}
	if m := s.child(i, "mark"); m > 0 && m < i && f.g.is("complementizer", plain(s.low[m])) && f.g.valueOf("implicative", s, m-1) == "=" {
		return true // "يجب أن ينسحب الجيش", wherever the tree hangs it
	}
	h := s.head(i)
	return h >= 0 && (s.rel(i) == "ccomp" || s.rel(i) == "csubj") && f.g.valueOf("implicative", s, h) == "="
}

// anteriorInfinitive: "must have left": an auxiliary of the perfect behind the modal.
func (f *finder) anteriorInfinitive(s *sentence, i int) bool {
	modal := -1
	for _, k := range s.kids[i] {
		switch {
		case s.rel(k) == "aux" && f.g.is("duty", plain(s.low[k])):
			modal = k
		case modal >= 0 && s.rel(k) == "aux" && k > modal && s.lemma(k) == "have":
			return true
		}
	}
	return false
}

// dayNamed: one of the verbs has a day or date of its own, bare or behind "le" or "à": a term that somebody is set
// ("avant mardi", "d'ici à vendredi") keeps the duty.
func (f *finder) dayNamed(s *sentence, verbs ...int) bool {
	return slices.ContainsFunc(verbs, func(v int) bool {
		return slices.ContainsFunc(s.kids[v], func(k int) bool {
			c := s.child(k, "case")
			return s.nominal(k) && (s.rel(k) == "obl" || s.rel(k) == "nmod") && f.timeAt(s, k) && (c < 0 || f.g.is("on-day", plain(s.low[c])))
		})
	})
}

// destined: "was to withdraw": a form of "be" right before the infinitive.
func (f *finder) destined(s *sentence, i int) bool {
	return f.g.lang == "en" && i > 1 && s.low[i-1] == "to" && s.lemma(i-2) == "be" && s.finiteWord(i-2)
}

func (s *sentence) finiteWord(i int) bool { return s.Words[i].Feat("VerbForm") == "Fin" }

// dutyOf is what a verb of duty above an infinitive makes of it: in the present
// a duty, in the perfect it was done, in the imperfect or conditional it is to come.
//
//	L'armée doit se retirer.  L'armée a dû se retirer.  L'armée devrait se retirer.
//
// In the present with a day to come it tells what is planned: "le convoi doit arriver mardi".
func (f *finder) dutyOf(s *sentence, h, infinitive int) string {
	switch {
	case s.Words[h].Feat("Tense") == "Imp" || s.conditional(h):
		return "!"
	case f.g.lang == "fr" && s.perfect(h):
		return "+"
	case f.g.lang == "fr" && s.Words[infinitive].Feat("VerbForm") == "Part":
		return "~" // "doivent avoir quitté"
	case f.g.lang == "fr" && s.Words[h].Feat("Tense") == "Pres" && f.dayNamed(s, h, infinitive):
		return "!"
	}
	return "="
}
