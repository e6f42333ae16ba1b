// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
)

// governs: i is a modal, implicative or aspectual verb whose infinitive carries the proposition.
func (f *finder) governs(s *sentence, i int) bool {
	if j := f.infinitiveOf(s, i); j > i && f.notYet(s, j) { // "have yet to capture"
		return true
	}
	if !f.g.has("implicative", s, i) || s.rel(i) == "aux" {
		return false
	}
	return f.infinitiveOf(s, i) >= 0 || f.g.valueOf("implicative", s, i) == "=" && (s.child(i, "ccomp", "csubj") >= 0 || i+1 < s.n() && f.g.is("complementizer", plain(s.low[i+1]))) // "il faut que"
}

// infinitiveOf returns the infinitive that verb i governs: UD xcomp or ccomp,
// else the next verb if only prepositions, adverbs, clitics or marks stand between.
func (f *finder) infinitiveOf(s *sentence, i int) int {
	if x := s.child(i, "xcomp", "ccomp"); x > i && s.verbal(x) && !s.finite(x) {
		return x
	}
	for j := i + 1; j < s.n() && j < i+6; j++ {
		switch {
		case s.pos(j) == "VERB":
			if s.Words[j].Feat("VerbForm") == "Inf" || f.g.lang != "fr" && s.rel(j) == "xcomp" {
				return j
			}
			return -1
		case s.pos(j) == "ADP", s.pos(j) == "ADV", s.pos(j) == "PRON", s.pos(j) == "PART", s.pos(j) == "AUX", isMark(s.Words[j].Form), s.rel(j) == "mark":
		default:
			return -1
		}
	}
	return -1
}

// governorOf returns the implicative or modal verb whose infinitive is i, or -1.
func (f *finder) governorOf(s *sentence, i int) int {
	if h := s.head(i); h >= 0 && h != i && (s.verbal(h) || s.pos(h) == "ADJ") && f.governs(s, h) && f.infinitiveOf(s, h) == i {
		return h
	}
	for j := i - 1; j >= 0 && j > i-6; j-- {
		if s.verbal(j) && f.governs(s, j) && f.infinitiveOf(s, j) == i {
			return j
		}
	}
	return -1
}

// climb notes the verbs above an infinitive: "ont pu repousser", "n'ont pas réussi à reprendre".
func (f *finder) climb(p *predicate) {
	s := p.s
	for n, k := 0, p.head; n < 4; n++ {
		h := f.governorOf(s, k)
		if h < 0 {
			break
		}
		v := f.g.valueOf("implicative", s, h)
		if plain(s.lemma(h)) == "pouvoir" && !s.perfect(h) {
			v = "?" // "peut reprendre" is possible, "a pu reprendre" happened
		}
		if plain(s.lemma(h)) == "pouvoir" && f.tooSoon(s, h) {
			v = "-"
		}
		if v == "=" {
			v = f.dutyOf(s, h, k)
		}
		if v == "?" && f.inVain(s, h) {
			v = "-"
		}
		p.effect = compose(p.effect, v)
		p.main = h
		k = h
	}
	if v := f.truth(s, p.main); v != "" {
		p.effect = compose(p.effect, v)
	}
	if v := f.nounGovernor(s, p.main); v != "" {
		p.effect = compose(p.effect, v)
	} else if v := f.beforeGerund(s, p.main); v != "" {
		p.effect = compose(p.effect, v)
	} else if f.purpose(s, p.head) {
		p.effect = "!"
	}
}

// tooSoon: what comes before somebody could do it did not let him: "a été abattu avant d'avoir pu frapper le dépôt".
func (f *finder) tooSoon(s *sentence, h int) bool {
	return slices.ContainsFunc(s.kids[h], func(k int) bool { return k < h && s.rel(k) == "mark" && f.g.is("not-before", plain(s.low[k])) })
}

// inVain: the attempt is said to have come to nothing: "ont tenté en vain de", "sans succès".
func (f *finder) inVain(s *sentence, h int) bool {
	return slices.ContainsFunc(s.kids[h], func(k int) bool {
		return (s.rel(k) == "obl" || s.rel(k) == "advmod") && f.g.has("vain", s, k)
	})
}

// nounGovernor gives the effect of a noun on its infinitive: "le refus de
// libérer les otages", "a decision to withdraw"; "" for any other noun.
func (f *finder) nounGovernor(s *sentence, i int) string {
	h := s.head(i)
	if h < 0 || s.rel(i) != "acl" || s.pos(h) != "NOUN" || s.finite(i) {
		return ""
	}
	if v := s.head(h); f.g.lang == "fr" && v >= 0 && s.rel(h) == "obj" && f.g.has("hinder", s, v) { // "ont empêché les soldats d'entrer"
		if f.negated(s, v) {
			return "+"
		}
		return "-"
	}
	return f.g.valueOf("implicative", s, h)
}

// actsItself: a verb above an infinitive is the act where the infinitive names
// none: "agreed to hold exercises" is an agreement, "agreed to withdraw" a withdrawal to come.
func (f *finder) actsItself(s *sentence, i int) bool {
	t, words := f.triggerAt(s, i)
	if t == nil || t.event == "" || words[0] != i {
		return false
	}
	_, below := f.eventOf(s, f.infinitiveOf(s, i))
	return below == nil
}

// compose combines the effects of an outer verb with what is below it.
func compose(inner, outer string) string {
	switch {
	case inner == "" || inner == "+":
		return outer
	case outer == "+" || outer == "":
		return inner
	case inner == "-" && outer == "-":
		return "+"
	case outer == "=" || inner == "=" || outer == "~":
		return outer
	case outer == "-" || inner == "-":
		return "-"
	}
	return "?"
}

// perfect: the verb is a past participle with an auxiliary, or a simple past.
func (s *sentence) perfect(i int) bool {
	return s.child(i, "aux") >= 0 || s.Words[i].Feat("Tense") == "Past"
}

// purpose: "pour stabiliser", "afin de reprendre", English "to retake" as an adverbial.
func (f *finder) purpose(s *sentence, i int) bool {
	if s.rel(i) != "advcl" && s.rel(i) != "acl" && s.rel(i) != "obl" || s.Words[i].Feat("VerbForm") != "Inf" || s.ranked(i) {
		return false
	}
	for _, k := range s.kids[i] {
		if f.g.is("purpose", s.low[k]) {
			return true
		}
	}
	return false
}

// ranked: the infinitive tells what the first, second or last of a row did: "the
// first town to fall" has fallen.
func (s *sentence) ranked(i int) bool {
	h := s.head(i)
	if h < 0 || s.rel(i) != "acl" || s.g.lang == "ar" {
		return false
	}
	if s.Words[h].Feat("NumType") == "Ord" {
		return true
	}
	for _, k := range s.kids[h] {
		if k < i && s.rel(k) == "amod" && (s.Words[k].Feat("NumType") == "Ord" || s.g.is("last-of-row", s.low[k])) {
			return true
		}
	}
	return false
}

// beforeGerund gives the effect of the words right before a gerund or infinitive:
// "close to capturing" is open, "on the verge of capturing" to come, "stopped short
// of entering" and "prevented from entering" did not happen; "" for any others.
func (f *finder) beforeGerund(s *sentence, i int) string {
	form := s.Words[i].Feat("VerbForm")
	if !f.g.hasClass("before-gerund") || form != "Ger" && form != "Part" || s.Words[i].Feat("Tense") == "Past" {
		return ""
	}
	k := i - 1
	for k > 0 && s.pos(k) == "ADV" {
		k--
	}
	for n := 4; n > 0; n-- {
		if k-n+1 < 0 {
			continue
		}
		phrase := strings.Join(s.low[k-n+1:k+1], " ")
		if v := f.g.value("before-gerund", phrase); v != "" {
			return v
		}
	}
	if h := s.head(i); k >= 0 && h >= 0 && h < k && s.low[k] == "from" && f.g.has("hinder", s, h) {
		return "-"
	}
	return ""
}

// truth says what a predicate of truth makes of the clause it speaks of: "it is
// not true that P", "reports that P were false" deny P; "" for any other.
func (f *finder) truth(s *sentence, i int) string {
	h := s.head(i)
	switch {
	case h < 0:
		return ""
	case f.truthBehind(s, i) >= 0:
		h = f.truthBehind(s, i)
	case s.rel(i) == "ccomp", s.rel(i) == "csubj":
	case s.rel(i) == "acl" && f.g.isNounCue(s.lemma(h)) && s.rel(h) == "nsubj" && s.head(h) >= 0:
		h = s.head(h)
	default:
		return ""
	}
	v := f.g.valueOf("truth", s, h)
	if v != "" && f.negated(s, h) {
		v = map[string]string{"+": "-", "-": "+"}[v]
	}
	return v
}

// truthBehind is the predicate of truth right behind the clause of i where a noun of saying or its plural, which the
// tree may take for a verb, opens that clause: "the army said that reports that P were false"; -1 for none.
func (f *finder) truthBehind(s *sentence, i int) int {
	m := i - 1
	for m > 0 && !f.g.is("complementizer", s.low[m]) && !s.comma(m) && s.pos(m) != "VERB" {
		m--
	}
	if f.g.lang != "en" || m < 1 || !f.g.is("complementizer", s.low[m]) || !f.g.isNounCue(s.lemma(m-1)) || s.child(m-1, "nsubj") >= 0 {
		return -1
	}
	for j := i + 1; j < s.n() && !s.comma(j); j++ {
		if s.rel(j) != "cop" || s.head(j) <= j {
			continue
		}
		k := s.head(j)
		if n := s.child(k, "nsubj"); n > m && !s.objectBehind(i, n) || !f.g.has("truth", s, k) {
			return -1
		}
		return k
	}
	return -1
}

// objectBehind: the noun stands behind the verb with nothing but what may stand in its phrase between: its object, wherever the tree hangs it.
func (s *sentence) objectBehind(verb, noun int) bool {
	for j := verb + 1; j < noun; j++ {
		if s.pos(j) != "DET" && s.pos(j) != "ADJ" && s.pos(j) != "NUM" && s.pos(j) != "PROPN" {
			return false
		}
	}
	return verb < noun
}
