// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"sort"

	"recoupe"
)

// finder holds the state of one run over one dispatch.
type finder struct {
	in    Input
	g     *grammar
	sents []*sentence // by Input.Sentences; nil for regions that yield no claims
	attrs []*attribution
	// voices are the attributions by sentence, see index.
	voices [][]*attribution
	preds  []*predicate
	// relays are phrases like "citée par X" of the sentence at hand that found nothing to extend yet.
	relays [][]int
	void   map[int][]bool // words of phrases that are no event, by sentence
	// quoted are all quotations, in text order.
	quoted []quotation
	// lastSpeaker is who spoke last, for "he added" and the bare conditional.
	lastSpeaker *speaker
	lastIn      int // paragraph of the last attribution
	trace       bool
	steps       []Step
	// told are the words that a step of the present stage begins at or fires on, by sentence; filled for a trace only.
	told map[int][]bool
}

// attribution is one while the rules work on it.
type attribution struct {
	s       *sentence
	source  *speaker
	cue     []int // words of the cue
	head    int   // word that carries it
	entry   entry
	content []recoupe.Span
	parent  *attribution
	// relays are sources between the author and this source.
	relays      []*speaker
	unknown     bool // the cue itself is hedged: an unknown relay
	conditional bool
	negated     bool
	fear        bool // what is said is feared, not hoped for
	rule        string
	id          string
}

func (a *attribution) hull() recoupe.Span { return recoupe.Hull(a.content) }

func (a *attribution) holds(sp recoupe.Span) bool {
	for _, c := range a.content {
		if c.Contains(sp) {
			return true
		}
	}
	return false
}

// prepare makes sentence views and finds the quotations, paragraph by paragraph.
func (f *finder) prepare() {
	f.lastIn = -1
	f.sents = make([]*sentence, len(f.in.Sentences))
	byParagraph := map[int][]*sentence{}
	var order []int
	for i := range f.in.Sentences {
		sn := &f.in.Sentences[i]
		if sn.Region < 0 || sn.Region >= len(f.in.Regions) || len(sn.Words) == 0 {
			continue
		}
		r := f.in.Regions[sn.Region]
		if r.Kind != recoupe.Sentence && r.Kind != recoupe.Caption {
			continue
		}
		v := newSentence(f.g, sn, i, f.in.Dispatch.Text)
		v.timed = make([]bool, v.n())
		for k := range v.timed {
			v.timed[k] = f.timeAt(v, k)
		}
		v.paragraph = r.Paragraph
		f.sents[i] = v
		if byParagraph[r.Paragraph] == nil {
			order = append(order, r.Paragraph)
		}
		byParagraph[r.Paragraph] = append(byParagraph[r.Paragraph], v)
	}
	for _, p := range order {
		f.quote(byParagraph[p])
	}
}

// quote gives the sentences of one paragraph the quotations that touch them.
func (f *finder) quote(sents []*sentence) {
	text := f.in.Dispatch.Text
	run := recoupe.Span{Start: sents[0].Span.Start, End: sents[len(sents)-1].Span.End}
	for _, q := range quotations(text, run) {
		var first, last *sentence
		for _, s := range sents {
			if !q.Overlaps(s.Span) {
				continue
			}
			if first == nil {
				first = s
			}
			last = s
			c := recoupe.Span{Start: max(q.Start, s.Span.Start), End: min(q.End, s.Span.End)}
			s.runsIn = s.runsIn || q.Start < s.Span.Start
			s.runsOut = s.runsOut || q.End > s.Span.End
			s.quotes, s.full = append(s.quotes, c), append(s.full, q)
		}
		if first != nil {
			alone := q.Start == first.Span.Start && trim(text, recoupe.Span{Start: q.End, End: last.Span.End}).Empty()
			f.quoted = append(f.quoted, quotation{span: q, s: first, alone: alone, opensParagraph: first == sents[0]})
		}
	}
}

// attributions runs the rules over every sentence, in text order.
func (f *finder) attributions() {
	for _, s := range f.sents {
		if s == nil {
			continue
		}
		found, spoken := f.atWords(s)
		if !spoken {
			if a := f.withoutVerb(s); a != nil {
				found = append(found, a)
				f.lastSpeaker, f.lastIn = a.source, s.paragraph
			}
		}
		if a := f.bareConditional(s, found); a != nil {
			found = append(found, a)
		}
		f.attrs = append(f.attrs, found...)
	}
	f.order()
	f.continueQuotations()
	f.index()
	f.nest()
}

// index notes for every sentence the attributions that stand in it or say a part of it.
func (f *finder) index() {
	f.voices = make([][]*attribution, len(f.sents))
	for _, a := range f.attrs {
		h := a.hull()
		first := sort.Search(len(f.in.Sentences), func(i int) bool { return f.in.Sentences[i].Span.End > h.Start })
		own := false
		for i := first; i < len(f.sents) && f.in.Sentences[i].Span.Start < h.End; i++ {
			f.voices[i] = append(f.voices[i], a)
			own = own || i == a.s.index
		}
		if !own {
			f.voices[a.s.index] = append(f.voices[a.s.index], a)
		}
	}
}

// atWords runs the rules of every word of a sentence; spoken says that
// somebody speaks in it outside a quotation.
func (f *finder) atWords(s *sentence) (found []*attribution, spoken bool) {
	used := make([]bool, s.n())
	f.relays = f.relays[:0]
	for i := range s.Words {
		if used[i] {
			continue
		}
		a := f.atWord(s, i, found, used)
		if a == nil {
			continue
		}
		for _, w := range a.cue {
			used[w] = true
		}
		found = append(found, a)
		if len(a.cue) == 0 || !s.quotedAt(a.head) || a.rule == "quotation_inside" { // a voice inside a quotation is not the next speaker
			f.lastSpeaker, f.lastIn = a.source, s.paragraph
			spoken = true
		}
	}
	for _, words := range f.relays { // "L'ONU, citée par la radio, fait état de": its attribution came later
		if !f.relay(s, words, found) {
			f.note(s, "relay", words, false, f.whyNoRelay(s, words))
		}
	}
	return found, spoken
}

// atWord tries the rules that begin at word i. Phrases go before single verbs:
// "citant X" is a relay, not somebody who cites, and a phrase of the class none
// says nothing ("demander l'anonymat") and uses its words up.
func (f *finder) atWord(s *sentence, i int, found []*attribution, used []bool) *attribution {
	if e, words := f.cueAt(s, i, "phrase"); words != nil && e.class == "none" {
		f.note(s, "phrase", words, false, "a set phrase: nothing is said")
		for _, w := range words {
			used[w] = true
		}
		return nil
	}
	if e, words := f.cueAt(s, i, "prep"); words != nil {
		return f.prepositional(s, e, words, found)
	}
	if e, words := f.cueAt(s, i, "phrase"); words != nil {
		switch e.class {
		case "relay":
			if !f.relay(s, words, found) {
				f.relays = append(f.relays, words)
			}
			return nil
		case "assert", "claim_distanced":
			return f.prepositional(s, e, words, found)
		}
	}
	if s.rel(i) == "amod" {
		if a := f.hedge(s, i, found); a != nil {
			return a
		}
	}
	if e, words := f.cueAt(s, i, "verb"); words != nil {
		return f.verbal(s, e, words, found)
	}
	if a := f.nounClaim(s, i, found); a != nil || s.rel(i) == "amod" {
		return a
	}
	return f.hedge(s, i, found)
}

// nest finds for every attribution the smallest other one that holds its cue.
func (f *finder) nest() {
	for _, a := range f.attrs {
		cue := a.s.Words[a.head].Span
		for _, b := range f.voices[a.s.index] {
			if a == b || !b.holds(cue) || a.conditional && b.conditional {
				continue
			}
			if b.hull() == a.hull() && slices.Index(f.attrs, b) > slices.Index(f.attrs, a) {
				continue
			}
			if a.holds(b.s.Words[b.head].Span) { // each in the other's content: the outer one is the longer
				if a.hull().Len() >= b.hull().Len() {
					continue
				}
			}
			if a.parent == nil || b.hull().Len() < a.parent.hull().Len() {
				a.parent = b
			}
		}
	}
	f.firstPersons()
	for _, a := range f.attrs { // no cycles
		for p, n := a.parent, 0; p != nil; p, n = p.parent, n+1 {
			if p == a || n > len(f.attrs) {
				a.parent = nil
				break
			}
		}
	}
}

// firstPersons: "we" inside what somebody says is the body that he speaks for, else himself.
func (f *finder) firstPersons() {
	for _, a := range f.attrs {
		h := a.source.head
		if a.parent == nil || !a.source.explicit || h < 0 || h >= a.s.n() || !f.g.is("first-person", a.s.low[h]) {
			continue
		}
		outer := a.parent.source
		a.source.id, a.source.name, a.source.kind = outer.id, outer.name, outer.kind
		if outer.body != nil {
			a.source.id, a.source.name, a.source.kind = outer.body.ID, outer.body.Name, outer.body.Kind
		}
	}
}
