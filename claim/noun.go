// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// takesNoun are the classes whose verbs say something by a noun alone.
var takesNoun = []string{"relay", "deny", "doubt", "confirm", "concede", "claim_responsibility", "claim_distanced", "accuse", "order_demand", "warn_threat", "assert", "assert_strong", "promise", "fear_hope", "opinion_estimate", "assert_factive"}

// anyNoun are the classes that need no event: what is demanded, threatened or
// promised is one, and what is stressed is said ("stressed the need for talks").
var anyNoun = []string{"order_demand", "warn_threat", "promise", "accuse", "claim_responsibility", "assert_strong", "assert_factive"}

// withNoun: a verb with a noun that carries an event, is quoted, or itself means
// something said: "dément la perte de la base", "a fait état de combats", "denied
// the claim". Showing verbs take pictures only.
func (f *finder) withNoun(a *attribution, _ []*attribution) string {
	s, last := a.s, a.cue[len(a.cue)-1]
	if !a.entry.object && len(a.entry.preps) == 0 || f.g.lang == "ar" && a.cue[0] > 0 && f.g.is("relative", plain(s.low[a.cue[0]-1])) {
		return ""
	}
	o := f.saidNoun(a)
	if o <= last || o >= s.bodyEnd() || !s.nominal(o) && s.pos(o) != "ADJ" && !s.counted(o) {
		return ""
	}
	images := f.images(s, o)
	if a.entry.class == "show_evidence" || a.entry.class == "relay" && images {
		if start := f.nounStart(a, o); !images && f.suffered(s, start) { // "a documenté la mort de sept personnes"
			a.content = f.upToVerb(a, f.contentFrom(a, start))
			return "verb_noun"
		}
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
	if !f.eventful(s, start) && !f.g.isNounCue(s.lemma(o)) && !slices.Contains(anyNoun, a.entry.class) && !(f.g.lang == "ar" && a.entry.class == "deny" && s.rel(o) == "obj" && s.pos(o) == "NOUN") && !(images && a.entry.class == "confirm") {
		return ""
	}
	a.content = f.upToVerb(a, f.contentFrom(a, start))
	return "verb_noun"
}

// suffered: within a few words from start stands the noun of something that people suffer.
func (f *finder) suffered(s *sentence, start int) bool {
	for i := start; i < s.bodyEnd() && i < start+4; i++ {
		if t, _ := f.triggerAt(s, i); t != nil && strings.HasPrefix(t.event, "CONS.") && s.nominal(i) {
			return true
		}
		if s.verbal(i) {
			return false
		}
	}
	return false
}

// upToVerb ends a nominal content where a second verb of the same subject goes on: "Paris condamne les frappes et appelle Israël".
func (f *finder) upToVerb(a *attribution, content []recoupe.Span) []recoupe.Span {
	s := a.s
	for j := a.head + 1; j < s.bodyEnd(); j++ {
		h := s.head(j)
		if s.pos(j) == "CCONJ" && !s.quotedAt(j) && h > j && s.rel(h) == "conj" && s.head(h) == a.head && s.verbal(h) && s.finite(h) {
			return tidy(f.in.Dispatch.Text, cutAt(content, s.Words[j].Span.Start))
		}
	}
	return content
}

// saidNoun finds the noun that is said: behind the last word of a phrase, the
// object, what one of the verb's prepositions governs, pictures, or an event noun.
func (f *finder) saidNoun(a *attribution) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	if len(a.entry.words) > 1 {
		return f.nounAfter(s, last)
	}
	if f.g.lang == "ar" && !f.selfDone(s, a.head) {
		last = f.behindSubject(s, last)
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
	if o := f.calledFalse(a); o > last {
		return o
	}
	for j := last + 1; j < s.bodyEnd() && j < last+10 && (!s.verbal(j) || s.counted(j)); j++ {
		if (f.eventNoun(s, j) || s.counted(j)) && (f.g.lang != "ar" || a.entry.object) { // "reported 12 killed"
			return j
		}
		if o := f.governed(a.entry, s, j); o >= 0 {
			return o
		}
	}
	return -1
}

// calledFalse is the noun that a verb of denial takes behind what it calls it: "dismissed as
// false reports that P"; -1 for none.
func (f *finder) calledFalse(a *attribution) int {
	s := a.s
	if !a.entry.object || a.entry.class != "deny" {
		return -1
	}
	for _, k := range s.kids[a.head] {
		c, t := s.child(k, "case"), s.child(k, "amod")
		if k > a.head && c >= 0 && c < t && t < k && f.g.is("as", s.low[c]) && f.g.isNounCue(s.lemma(k)) && f.g.valueOf("truth", s, t) == "-" {
			return k
		}
	}
	return -1
}

// behindSubject is the last word of the subject that stands behind an Arabic
// verb: what is said comes after it.
func (f *finder) behindSubject(s *sentence, last int) int {
	if j := f.nominalBehind(s, last); j >= 0 {
		words := f.sourceWords(s, s.top(j, last))
		for k, w := range words { // a wrong arc may draw in what is said
			if k > 0 && f.eventNoun(s, w) && !f.inName(s, words[0], w) {
				return w - 1
			}
		}
		return words[len(words)-1]
	}
	return last
}

// inName: both words stand in one name of an actor.
func (f *finder) inName(s *sentence, a, b int) bool {
	m := f.mentionAt(s, a, s.Words[a].Span)
	return m != nil && m.Known && m.Span.Contains(s.Words[b].Span)
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
	for o < s.n() && (s.pos(o) == "DET" || s.pos(o) == "ADJ" && !s.adjectiveAsNoun(o) || s.mark(o) || s.pos(o) == "NUM" || s.pos(o) == "ADP") {
		o++
	}
	return o
}

// adjectiveAsNoun: an adjective behind a number or article with no noun behind it: "12 000 déplacés".
func (s *sentence) adjectiveAsNoun(i int) bool {
	return i > 0 && (s.pos(i-1) == "NUM" || s.pos(i-1) == "DET") && (i+1 >= s.n() || !s.nominal(i+1) && s.pos(i+1) != "ADJ")
}

// nounStart is the first word of what is said by noun o: its phrase, without the
// preposition of the verb and adverbials between.
func (f *finder) nounStart(a *attribution, o int) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	if f.g.lang == "ar" && !f.selfDone(s, a.head) && len(a.entry.words) == 1 {
		last = min(f.behindSubject(s, last), o-1)
	}
	start := last + 1
	if f.g.lang == "ar" && o > start+1 && s.pos(o-1) == "ADP" && slices.Contains(a.entry.preps, plain(s.low[o-1])) && a.entry.class == "order_demand" && s.child(a.head, "obj") < 0 {
		return o // "دعت فرنسا وبريطانيا إلى هدنة"
	}
	if lo := s.subtree(o, nil)[0]; lo > start {
		start = lo
	}
	for start < o && (s.pos(start) == "ADP" && s.Words[start].Span != s.Words[min(start+1, s.n()-1)].Span || s.pos(start) == "ADV" || f.timeAt(s, start) || s.pos(start) == "NOUN" && s.rel(start) == "obl") {
		start++
	}
	return start
}

// counted: a participle used as a noun behind a number: "12 000 déplacés".
func (s *sentence) counted(o int) bool {
	return o > 0 && s.Words[o].Feat("Tense") == "Past" && s.Words[o].Feat("Mood") == "" && (s.pos(o-1) == "NUM" || s.pos(o-1) == "DET")
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
		if t, _ := f.triggerAt(s, j); t != nil && t.event != "" || f.eventNoun(s, j) {
			return true
		}
	}
	return false
}

// eventNoun: the word is a noun that carries an event. Arabic tags are weak, and
// an article, a preposition or a possessive may be one word with the noun.
func (f *finder) eventNoun(s *sentence, j int) bool {
	if t, _ := f.triggerAt(s, j); t != nil && t.event != "" && s.pos(j) != "VERB" {
		return true
	}
	if f.g.lang != "ar" || s.pos(j) == "VERB" {
		return false
	}
	form := plain(s.low[j])
	if t := f.g.triggers[form]; len(t) > 0 && t[0].event != "" && t[0].pos == "NOUN" && s.child(j, "case") >= 0 {
		return true // behind the verb's preposition, whatever it is done to
	}
	for affix := range f.g.classes["affix"] {
		for _, key := range []string{strings.TrimPrefix(form, affix), strings.TrimSuffix(form, affix)} {
			if t := f.g.triggers[key]; key != form && len(t) > 0 && t[0].event != "" {
				return true
			}
		}
	}
	return false
}
