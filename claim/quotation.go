// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"recoupe"
)

// withQuotation reads a cue behind or inside what it introduces.
//
//	« La ville est sûre », a déclaré le maire.
//	La ville est sûre, a-t-il ajouté.
//	"The road is open," the governor said.
//
// UD: in French the predicate of the quotation is the head and the cue its
// parataxis; in English the cue is the head and the quotation its ccomp.
func (f *finder) withQuotation(a *attribution, found []*attribution) string {
	s := a.s
	if !a.entry.quote && !a.entry.clause {
		return ""
	}
	subject := f.inverted(s, a)
	lo := a.cue[0]
	if subject >= 0 && subject < lo {
		lo = s.nounPhrase(subject)[0]
	}
	before := lo - 1
	for before >= 0 && (s.pos(before) == "ADV" || s.pos(before) == "PRON") && !s.comma(before) {
		before--
	}
	if before < 0 && s.runsIn { // the quotation ended with the sentence before
		return f.quotedBefore(a, subject)
	}
	if before < 0 || !s.comma(before) && !isMark(s.Words[before].Form) {
		return ""
	}
	quoted := isMark(s.Words[before].Form) || before > 0 && isMark(s.Words[before-1].Form)
	if !quoted && subject < 0 {
		return ""
	}
	if !quoted && s.quotedAt(a.head) {
		return ""
	}
	if !quoted && f.g.lang == "fr" && subject < a.head && !s.clitic(max(subject, 0)) {
		return ""
	}
	start := 0
	for _, b := range found {
		for start < before && s.Words[start].Span.Start < b.hull().End && b.hull().Start <= s.Words[start].Span.Start {
			start++
		}
	}
	if start >= before {
		start = 0
	}
	for start < before && (s.comma(start) || s.pos(start) == "CCONJ" && start == 0) {
		start++
	}
	spans := []recoupe.Span{{Start: s.Words[start].Span.Start, End: s.Words[before].Span.End}}
	hi := a.cue[len(a.cue)-1]
	if subject > hi {
		p := s.nounPhrase(subject)
		hi = p[len(p)-1]
	}
	if rest := f.resumed(s, hi); !rest.Empty() {
		spans = append(spans, rest)
	}
	a.content = append(f.quotedOpen(s), tidy(f.in.Dispatch.Text, spans)...)
	a.source = f.speakerOf(s, a, subject, found)
	if subject >= 0 && s.clitic(subject) {
		return "quotation_inversion"
	}
	if quoted {
		return "quotation_cue"
	}
	return "clause_cue"
}

// quotedBefore: the quotation closed with the sentence before; this one only says who spoke.
func (f *finder) quotedBefore(a *attribution, subject int) string {
	a.content = f.quotedOpen(a.s)
	if len(a.content) == 0 {
		return ""
	}
	a.source = f.speakerOf(a.s, a, subject, nil)
	return "quotation_cue"
}

// quotedOpen gives the earlier sentences of a quotation that runs into s.
func (f *finder) quotedOpen(s *sentence) []recoupe.Span {
	var out []recoupe.Span
	for at := s; at.runsIn; {
		prev := f.before(at)
		if prev == nil || !prev.runsOut || len(prev.quotes) == 0 {
			break
		}
		q := prev.quotes[len(prev.quotes)-1]
		out = append([]recoupe.Span{trim(f.in.Dispatch.Text, q)}, out...)
		at = prev
		if q.Start > prev.Span.Start {
			break
		}
	}
	return out
}

// resumed gives what goes on behind an inserted cue: « A », dit X, « B ».
func (f *finder) resumed(s *sentence, hi int) recoupe.Span {
	i := hi + 1
	for i < s.n() && !s.comma(i) && !isMark(s.Words[i].Form) { // over adverbials of the cue
		if s.verbal(i) {
			return recoupe.Span{}
		}
		i++
	}
	for i < s.n() && s.comma(i) {
		i++
	}
	end := s.bodyEnd()
	if i >= end || end-i < 3 || !isMark(s.Words[i].Form) && s.child(i, "mark") < 0 && !f.finiteIn(s, i, end) {
		return recoupe.Span{}
	}
	if f.tail(s, i-1, s.n()) {
		return recoupe.Span{}
	}
	return recoupe.Span{Start: s.Words[i].Span.Start, End: s.endOf(end)}
}

func (f *finder) finiteIn(s *sentence, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.verbal(i) && s.Words[i].Feat("VerbForm") == "Fin" {
			return true
		}
	}
	return false
}

// inverted finds the subject of an inserted cue: a clitic, the noun behind the
// verb, or in English the noun before it.
func (f *finder) inverted(s *sentence, a *attribution) int {
	lo, hi := a.cue[0], a.cue[len(a.cue)-1]
	for i := lo; i <= hi+1 && i < s.n(); i++ {
		if s.clitic(i) {
			return i
		}
	}
	if sub := s.child(a.head, "nsubj"); sub >= 0 && (sub > hi || f.g.lang != "fr" || s.pos(sub) == "PRON") {
		return sub
	}
	if m := f.namedBefore(s, lo); m >= 0 {
		return m
	}
	for i := hi + 1; i < s.n() && i < hi+5; i++ {
		if s.nominal(i) && !f.timeAt(s, i) {
			return s.top(i, hi)
		}
		if s.pos(i) != "DET" && s.pos(i) != "ADJ" && s.pos(i) != "ADV" {
			break
		}
	}
	return -1
}

// namedBefore is the fallback for ", the governor said": an actor that stands
// right before the verb group and right behind a comma or a quotation.
func (f *finder) namedBefore(s *sentence, lo int) int {
	if f.g.lang != "en" {
		return -1
	}
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence != s.index {
			continue
		}
		w := s.wordsIn(m.Span)
		if len(w) == 0 || w[len(w)-1] != lo-1 {
			continue
		}
		first := w[0]
		for first > 0 && (s.pos(first-1) == "DET" || s.pos(first-1) == "ADJ") {
			first--
		}
		if first > 0 && (s.comma(first-1) || isMark(s.Words[first-1].Form)) {
			return s.headOf(w)
		}
	}
	return -1
}

// headOf returns the word of a phrase whose head lies outside it.
func (s *sentence) headOf(words []int) int {
	for _, w := range words {
		if h := s.head(w); h < words[0] || h > words[len(words)-1] {
			if s.nominal(w) {
				return w
			}
		}
	}
	return words[len(words)-1]
}

func (f *finder) speakerOf(s *sentence, a *attribution, subject int, found []*attribution) *speaker {
	if subject >= 0 {
		return f.speakerAt(s, subject)
	}
	return f.subject(s, a.head, found)
}

// withColon: X V : « P ». UD parataxis or ccomp behind a colon.
func (f *finder) withColon(a *attribution, _ []*attribution) string {
	s := a.s
	if !a.entry.quote && !a.entry.clause {
		return ""
	}
	for j := a.cue[len(a.cue)-1] + 1; j < s.bodyEnd(); j++ {
		if s.Words[j].Form == ":" && j+1 < s.n() {
			a.content = f.contentFrom(a, j+1)
			return "verb_colon"
		}
		if s.verbal(j) && s.Words[j].Feat("VerbForm") == "Fin" {
			break
		}
	}
	return ""
}

// subject finds who speaks: the subject, through coordination the subject of
// the verb before, for a participle the noun it hangs on, in the passive the
// agent; impersonal "il" is nobody.
func (f *finder) subject(s *sentence, head int, found []*attribution) *speaker {
	v := head
	for n := 0; n < 4 && v >= 0; n++ {
		if agent := s.full(v, "obl:agent"); agent >= 0 {
			return f.speakerAt(s, agent)
		}
		for _, k := range s.kids[v] {
			if s.rel(k) != "nsubj" || s.Words[k].Deprel == "nsubj:pass" && n == 0 {
				continue
			}
			if s.pos(k) == "PRON" && s.Words[k].Feat("PronType") == "Rel" || s.low[k] == "qui" || s.low[k] == "who" || s.low[k] == "which" {
				if ant := s.antecedent(k); ant >= 0 {
					return f.speakerAt(s, ant)
				}
			}
			return f.speakerAt(s, k)
		}
		if s.child(v, "expl") >= 0 {
			return nil
		}
		if s.rel(v) != "conj" && s.rel(v) != "xcomp" && s.rel(v) != "advcl" && s.rel(v) != "acl" {
			break
		}
		v = s.head(v)
		if v >= 0 && s.nominal(v) {
			return f.speakerAt(s, v)
		}
	}
	return f.nominalBefore(s, head)
}

// nominalBefore is the fallback without a tree: the actor named last before the verb.
func (f *finder) nominalBefore(s *sentence, head int) *speaker {
	for i := head - 1; i >= 0; i-- {
		if m := f.mentionAt(s, i, s.Words[i].Span); m != nil && s.nominal(i) {
			return f.speakerAt(s, s.top(i, -1))
		}
	}
	return nil
}

// continued gives cues without a speaker of their own ("He added: …") nothing
// to do; a quotation that opens a sentence with no cue goes on from the speaker before.
//
//	« Nous tiendrons », a dit le maire. « La ville est calme. »
func (f *finder) continued(s *sentence, found []*attribution) {
	if len(found) > 0 || f.lastSpeaker == nil || f.lastIn != s.paragraph || len(s.quotes) == 0 || s.runsIn || s.runsOut {
		return
	}
	q := s.quotes[0]
	if len(s.quotes) != 1 || q.Start != s.Span.Start || s.Span.End-q.End > 3 {
		return
	}
	carried := *f.lastSpeaker
	carried.words, carried.spans, carried.explicit = nil, nil, false
	a := &attribution{s: s, source: &carried, head: s.wordsIn(q)[0], entry: entry{lemma: "«»", class: "assert"}, rule: "quotation_continued"}
	a.content = tidy(f.in.Dispatch.Text, []recoupe.Span{q})
	f.note(s, a.rule, s.wordsIn(q), true, "goes on from "+carried.name)
	f.attrs = append(f.attrs, a)
}

// negated reports a negation on word i: UD advmod Polarity=Neg, or a negative word on the verb.
func (f *finder) negated(s *sentence, i int) bool {
	for _, k := range s.kids[i] {
		if s.Words[k].Feat("Polarity") == "Neg" || f.g.is("negation", plain(s.low[k])) {
			if s.low[k] != "ne" && s.low[k] != "n'" {
				return true
			}
			// "ne" alone: look for its second half near the verb.
			for j := k + 1; j < s.n() && j < k+6; j++ {
				if f.g.is("negation", plain(s.low[j])) {
					return true
				}
			}
		}
	}
	if f.g.lang == "ar" && i > 0 && f.g.is("negation", plain(s.low[i-1])) && s.low[i-1] != "ما" {
		return true
	}
	return false
}
