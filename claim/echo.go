// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// withNothing: a denial or confirmation without an object answers what was said
// before it in the paragraph: "Le porte-parole a aussitôt démenti."
func (f *finder) withNothing(a *attribution, found []*attribution) string {
	s := a.s
	if a.entry.class != "deny" && a.entry.class != "confirm" || len(a.entry.words) > 1 || s.child(a.head, "ccomp", "xcomp") >= 0 || s.passive(a.head) {
		return ""
	}
	if o := s.child(a.head, "obj"); o >= 0 && !f.g.is("that-pronoun", plain(s.low[o])) {
		return ""
	}
	if j := a.cue[len(a.cue)-1] + 1; j < s.bodyEnd() && !s.punct(j) && s.pos(j) != "ADV" && s.pos(j) != "CCONJ" && !f.timeAt(s, j) && !f.g.is("that-pronoun", plain(s.low[j])) && !s.under(j, f.subjectBehind(s, a.head)) {
		return ""
	}
	before := f.answered(s, found)
	if before == nil {
		return ""
	}
	a.content = slices.Clone(before.content)
	return "bare_answer"
}

// subjectBehind is the subject that stands behind the verb, or a word of no sentence.
func (f *finder) subjectBehind(s *sentence, head int) int {
	if sub := s.child(head, "nsubj"); sub > head {
		return sub
	}
	return s.n()
}

// answered is the attribution that a bare denial answers: the last one of the
// sentence, else of the sentences before it in the paragraph.
func (f *finder) answered(s *sentence, found []*attribution) *attribution {
	if len(found) > 0 {
		return found[len(found)-1]
	}
	for n := len(f.attrs) - 1; n >= 0; n-- {
		if a := f.attrs[n]; a.s.paragraph == s.paragraph && a.rule != "bare_answer" {
			return a
		}
	}
	return nil
}

// passedOn: "نقلت الوكالة عن المتحدث قوله إن P": who is quoted is the source, and
// the subject only passes his words on.
func (f *finder) passedOn(a *attribution) {
	f.quotedThrough(a)
	if a.source == nil || a.entry.class != "relay" || len(a.content) == 0 {
		return
	}
	s := a.s
	for j := a.cue[len(a.cue)-1] + 1; j+1 < s.n() && s.Words[j].Span.Start < a.content[0].Start; j++ {
		if !f.g.is("quoted-from", plain(s.low[j])) {
			continue
		}
		x := f.nounAfter(s, j)
		if x < s.n() && s.nominal(x) && s.Words[x].Span.Start < a.content[0].Start {
			a.relays = append(a.relays, a.source)
			a.source = f.speakerAt(s, x)
		}
		return
	}
}

// quotedThrough: whoever quotes a speaker passes him on, and is no unknown relay:
// "was quoted as saying by the agency".
func (f *finder) quotedThrough(a *attribution) {
	s := a.s
	if a.source == nil || !f.quotedSpeaker(s, a) {
		return
	}
	for j := a.cue[len(a.cue)-1] + 1; j < s.n() && s.Words[j].Span.Start < a.hull().Start; j++ {
		if x := f.nounAfter(s, j); f.g.is("agent", s.low[j]) && s.pos(j) == "ADP" && x < s.n() && s.nominal(x) && !f.timeAt(s, x) {
			if by := f.speakerAt(s, s.phraseEnd(x)); by.kind != "person" {
				a.relays, a.unknown = append(a.relays, by), s.conditional(a.head)
			}
			return
		}
	}
}

// phraseEnd is the head of the noun phrase that begins with noun i: the last noun of a compound.
func (s *sentence) phraseEnd(i int) int {
	for s.head(i) > i && s.nominal(s.head(i)) && (s.rel(i) == "compound" || s.rel(i) == "amod" || s.rel(i) == "nmod") {
		i = s.head(i)
	}
	return i
}

// trimSource cuts what is said, and the cue, out of the words of its source, where a wrong arc
// drew the one into the other.
func (f *finder) trimSource(a *attribution) {
	if len(a.source.spans) == 0 || a.s.quotedAt(a.head) {
		return
	}
	holes := append(a.s.spans(a.cue), a.content...)
	cut := tidy(a.s.text, minus(a.source.spans, holes...))
	if len(cut) == 0 || recoupe.Hull(cut) == recoupe.Hull(a.source.spans) || !cut[0].Contains(a.s.Words[a.source.head].Span) {
		return
	}
	a.source.words = f.dropTail(a.s, a.s.wordsIn(cut[0]), a.source.head)
	a.source.spans = a.s.spans(a.source.words)
	if strings.HasPrefix(a.source.id, "x-") {
		f.named(a.s, a.source)
	}
}

// echo repeats, for a second voice on the same words ("…, ce que le ministère a
// démenti"), the claims that they hold: one claim for every voice.
func (f *finder) echo() {
	var more []*predicate
	for _, a := range f.attrs {
		if a.rule != "resumed_by" && a.rule != "bare_answer" {
			continue
		}
		for _, p := range f.preds {
			if p.speech || p.background || p.attr == a || !a.holds(p.s.Words[p.trigger[0]].Span) {
				continue
			}
			q := *p
			q.attr, q.rule = a, a.rule
			more = append(more, &q)
		}
	}
	f.preds = append(f.preds, more...)
}
