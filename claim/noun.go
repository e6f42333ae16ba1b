// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
)

// takesNoun are the classes whose verbs say something by a noun alone.
var takesNoun = []string{"relay", "deny", "doubt", "confirm", "concede", "claim_responsibility", "claim_distanced", "accuse", "order_demand", "warn_threat", "assert", "assert_strong", "promise", "fear_hope", "opinion_estimate", "assert_factive"}

// anyNoun are the classes that need no event: what is demanded, threatened or promised is one.
var anyNoun = []string{"order_demand", "warn_threat", "promise", "accuse", "claim_responsibility"}

// withNoun: a verb with a noun that carries an event, is quoted, or itself means
// something said: "dément la perte de la base", "a fait état de combats", "denied
// the claim". Showing verbs take pictures only.
func (f *finder) withNoun(a *attribution, _ []*attribution) string {
	s, last := a.s, a.cue[len(a.cue)-1]
	if !a.entry.object && len(a.entry.preps) == 0 {
		return ""
	}
	o := f.saidNoun(a)
	if o <= last || o >= s.bodyEnd() || !s.nominal(o) && s.pos(o) != "ADJ" {
		return ""
	}
	images := f.images(s, o)
	if a.entry.class == "show_evidence" || a.entry.class == "relay" && images {
		if !images {
			return ""
		}
		a.content = f.contentFrom(a, s.determinerOf(o, last+1))
		return "show_images"
	}
	if !slices.Contains(takesNoun, a.entry.class) {
		return ""
	}
	start := f.nounStart(a, o)
	if len(a.entry.words) > 1 {
		a.content = f.contentFrom(a, start)
		return strings.ReplaceAll(a.entry.lemma, " ", "_")
	}
	if !f.eventful(s, start) && !f.g.isNounCue(s.lemma(o)) && !slices.Contains(anyNoun, a.entry.class) {
		return ""
	}
	a.content = f.contentFrom(a, start)
	return "verb_noun"
}

// saidNoun finds the noun that is said: behind the last word of a phrase, the
// object, what one of the verb's prepositions governs, pictures, or an event noun.
func (f *finder) saidNoun(a *attribution) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	if len(a.entry.words) > 1 {
		return f.nounAfter(s, last)
	}
	if a.entry.class == "show_evidence" || a.entry.class == "relay" {
		for j := last + 1; j < s.bodyEnd() && j < last+9 && !s.comma(j) && !s.verbal(j); j++ {
			if f.images(s, j) { // a wrong arc may hide the pictures behind an adverbial
				return j
			}
		}
	}
	if o := s.child(a.head, "obj"); o > last && a.entry.object {
		return o
	}
	for j := last + 1; j < s.bodyEnd() && j < last+10 && !s.verbal(j); j++ {
		if t, _ := f.triggerAt(s, j); t != nil && t.event != "" && s.pos(j) != "VERB" {
			return j
		}
		if o := f.governed(a.entry, s, j); o >= 0 {
			return o
		}
	}
	return -1
}

// governed returns the noun that word j, one of the verb's prepositions, governs;
// an Arabic preposition may be one word with its noun.
func (f *finder) governed(e entry, s *sentence, j int) int {
	form := plain(s.low[j])
	for _, p := range e.preps {
		switch {
		case form == p && s.pos(j) == "ADP":
			return f.nounAfter(s, j)
		case f.g.is("joined", p) && strings.HasPrefix(form, p) && len(form) > len(p)+4 && s.nominal(j):
			return j
		}
	}
	return -1
}

// nounAfter returns the next noun behind word last over what may stand before a noun.
func (f *finder) nounAfter(s *sentence, last int) int {
	o := last + 1
	for o < s.n() && (s.pos(o) == "DET" || s.pos(o) == "ADJ" || s.mark(o) || s.pos(o) == "NUM" || s.pos(o) == "ADP") {
		o++
	}
	return o
}

// nounStart is the first word of what is said by noun o: its phrase, without the
// preposition of the verb and adverbials between.
func (f *finder) nounStart(a *attribution, o int) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	start := last + 1
	if lo := s.subtree(o, nil)[0]; lo > start {
		start = lo
	}
	for start < o && (s.pos(start) == "ADP" && s.Words[start].Span != s.Words[min(start+1, s.n()-1)].Span || s.pos(start) == "ADV" || f.timeAt(s, start) || s.pos(start) == "NOUN" && s.rel(start) == "obl") {
		start++
	}
	return start
}

// determinerOf steps back from a noun over its adjectives to its determiner, not before word least.
func (s *sentence) determinerOf(noun, least int) int {
	i := noun
	for i > least && (s.pos(i-1) == "ADJ" || s.pos(i-1) == "DET" || s.pos(i-1) == "NUM" || s.Words[i-1].Span == s.Words[i].Span) {
		i--
	}
	return i
}

// images reports whether the object is what shows: images, une vidéo, footage.
func (f *finder) images(s *sentence, o int) bool {
	return f.g.is("image", plain(s.lemma(o))) || f.g.is("image", strings.TrimSuffix(plain(s.lemma(o)), "s"))
}

// eventful reports whether an event noun or a quotation follows word i before the sentence ends.
func (f *finder) eventful(s *sentence, i int) bool {
	for j := i; j < s.bodyEnd() && j < i+14; j++ {
		if s.mark(j) {
			return true
		}
		if t, _ := f.triggerAt(s, j); t != nil && t.event != "" {
			return true
		}
	}
	return false
}
