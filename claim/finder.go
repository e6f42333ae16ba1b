// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
)

// finder holds the state of one run over one dispatch.
type finder struct {
	in    Input
	g     *grammar
	sents []*sentence // by Input.Sentences; nil for regions that yield no claims
	attrs []*attribution
	preds []*predicate
	// lastSpeaker is who spoke last, for "he added" and the bare conditional.
	lastSpeaker *speaker
	lastIn      int // paragraph of the last attribution
	trace       bool
	steps       []Step
}

// attribution is one while the rules work on it.
type attribution struct {
	s       *sentence
	source  *speaker
	cue     []int // words of the cue
	head    int   // word that carries it
	entry   entry
	content []recoupe.Span
	// quoteAll says that the content runs on over the sentences of its quotation.
	parent *attribution
	// relays are sources between the author and this source.
	relays      []*speaker
	unknown     bool // the cue itself is hedged: an unknown relay
	conditional bool
	negated     bool
	rule        string
	uttered     *recoupe.Interval
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
		v := newSentence(sn, i, f.in.Dispatch.Text)
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
	run := recoupe.Span{Start: sents[0].Span.Start, End: sents[len(sents)-1].Span.End}
	for _, q := range quotations(f.in.Dispatch.Text, run) {
		for _, s := range sents {
			if !q.Overlaps(s.Span) {
				continue
			}
			c := recoupe.Span{Start: max(q.Start, s.Span.Start), End: min(q.End, s.Span.End)}
			s.runsIn = s.runsIn || q.Start < s.Span.Start
			s.runsOut = s.runsOut || q.End > s.Span.End
			s.quotes = append(s.quotes, c)
		}
	}
}

func (f *finder) note(s *sentence, rule string, words []int, taken bool, why string) {
	if f.trace {
		f.steps = append(f.steps, Step{Sentence: s.index, Rule: rule, Words: s.mention(s.spans(words)).Text, Taken: taken, Why: why})
	}
}

// attributions runs the rules over every sentence, in text order.
func (f *finder) attributions() {
	for _, s := range f.sents {
		if s == nil {
			continue
		}
		var found []*attribution
		used := make([]bool, s.n())
		for i := range s.Words {
			if used[i] {
				continue
			}
			a := f.atWord(s, i, found)
			if a == nil {
				continue
			}
			for _, w := range a.cue {
				used[w] = true
			}
			found = append(found, a)
			if len(a.cue) == 0 || !s.quotedAt(a.head) { // a voice inside a quotation is not the next speaker
				f.lastSpeaker, f.lastIn = a.source, s.paragraph
			}
		}
		f.continued(s, found)
		if a := f.bareConditional(s, found); a != nil {
			found = append(found, a)
		}
		f.attrs = append(f.attrs, found...)
	}
	f.nest()
	f.order()
}

// atWord tries the rules that begin at word i.
func (f *finder) atWord(s *sentence, i int, found []*attribution) *attribution {
	if e, words := f.cueAt(s, i, "adp", "prep"); words != nil {
		return f.prepositional(s, e, words, found)
	}
	if e, words := f.cueAt(s, i, "verb", "mwe", "phrase"); words != nil {
		switch {
		case e.kind != "verb" && e.class == "relay":
			f.relay(s, words, found)
			return nil
		case e.kind == "verb":
			return f.verbal(s, e, words, found)
		case e.class == "assert" || e.class == "claim_distanced":
			return f.prepositional(s, e, words, found)
		}
	}
	return nil
}

// cueAt returns the longest cue of one of the kinds that begins at word i, with its words.
func (f *finder) cueAt(s *sentence, i int, kinds ...string) (entry, []int) {
	for _, key := range []string{plain(s.lemma(i)), plain(s.low[i])} {
		for _, e := range f.g.cues[key] {
			if !slices.Contains(kinds, e.kind) {
				continue
			}
			if e.kind == "verb" && !s.verbal(i) || e.reflexive && !s.reflexive(i) {
				continue
			}
			if words := f.match(s, i, e.words); words != nil {
				return e, words
			}
		}
	}
	return entry{}, nil
}

// match finds the words of a phrase from word i on, letting up to two adverbs stand between.
func (f *finder) match(s *sentence, i int, phrase []string) []int {
	words := []int{i}
	at := i + 1
	for _, p := range phrase[1:] {
		for gap := 0; at < s.n() && gap < 3 && (s.pos(at) == "ADV" || f.timeAt(s, at)) && !same(s, at, p); gap++ {
			at++
		}
		if k := s.particle(i, p); k >= 0 { // "pushed the rebels back"
			words = append(words, k)
			at = max(at, k+1)
			continue
		}
		if n := s.contraction(at, p); n > 0 { // "aux" is two words
			words, at = append(words, span(at, at+n-1)...), at+n
			continue
		}
		if at >= s.n() || !same(s, at, p) {
			return nil
		}
		words = append(words, at)
		at++
	}
	return words
}

// particle returns the particle p of a phrasal verb (UD compound:prt, or an
// adverb of its own), wherever it stands behind the verb, or -1.
func (s *sentence) particle(verb int, p string) int {
	if !s.verbal(verb) {
		return -1
	}
	for _, k := range s.kids[verb] {
		if k > verb && k < verb+8 && s.low[k] == p && (s.Words[k].Deprel == "compound:prt" || s.rel(k) == "advmod" && s.pos(k) != "ADJ") {
			return k
		}
	}
	return -1
}

// contraction returns the number of words of the written token at word i if it is p, else 0.
func (s *sentence) contraction(i int, p string) int {
	n := 1
	for i+n < s.n() && s.Words[i+n].Span == s.Words[i].Span {
		n++
	}
	if i >= s.n() || n == 1 || strings.ToLower(s.Words[i].Span.In(s.text)) != p {
		return 0
	}
	return n
}

func same(s *sentence, i int, p string) bool {
	return plain(s.lemma(i)) == p || plain(s.low[i]) == p || p == "de" && (s.low[i] == "d'" || s.low[i] == "du" || s.low[i] == "des")
}

// verbGroup returns the finite group around a verbal cue: auxiliaries to the
// left, the words of the cue, adverbs inside; never the subject.
func (s *sentence) verbGroup(words []int) []int {
	head := words[0]
	lo := head
	for _, k := range s.kids[head] {
		if s.rel(k) == "aux" && k < lo && head-k <= 5 {
			lo = k
		}
	}
	if lo == head { // fallback: an auxiliary right before, adverbs or a clitic between
		for k := head - 1; k >= 0 && head-k <= 3; k-- {
			if s.pos(k) == "AUX" {
				lo = k
				break
			}
			if s.pos(k) != "ADV" && !s.clitic(k) {
				break
			}
		}
	}
	var out []int
	for k := lo; k < head; k++ {
		if s.clitic(k) || s.pos(k) == "PRON" || s.punct(k) || s.pos(k) == "NOUN" || s.pos(k) == "PROPN" || s.pos(k) == "DET" {
			continue
		}
		out = append(out, k)
	}
	for k := head; k <= words[len(words)-1]; k++ {
		out = append(out, k)
	}
	return out
}

// nest finds for every attribution the smallest other one that holds its cue.
func (f *finder) nest() {
	for _, a := range f.attrs {
		cue := a.s.Words[a.head].Span
		for _, b := range f.attrs {
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

// trim cuts white space and separators at both ends.
func trim(text string, sp recoupe.Span) recoupe.Span {
	for sp.Start < sp.End && strings.ContainsRune(" ,;:\n\t\u00a0\u202f–—،؛", firstRune(text[sp.Start:])) {
		sp.Start += len(string(firstRune(text[sp.Start:])))
	}
	for sp.Start < sp.End {
		r := lastRune(text[sp.Start:sp.End])
		if !strings.ContainsRune(" ,;:.\n\t\u00a0\u202f–—…،؛؟", r) || r == '.' && abbreviated(text[sp.Start:sp.End]) {
			break
		}
		sp.End -= len(string(r))
	}
	return sp
}

// abbreviated reports whether s ends in an abbreviation like "U.S." whose stop belongs to it.
func abbreviated(s string) bool {
	i := strings.LastIndexAny(s, " \u00a0") + 1
	w := s[i:]
	return strings.Count(w, ".") > 1 && len(w) <= 8
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	r := []rune(s[max(0, len(s)-4):])
	if len(r) == 0 {
		return 0
	}
	return r[len(r)-1]
}

// minus cuts the holes out of spans.
func minus(spans []recoupe.Span, holes ...recoupe.Span) []recoupe.Span {
	for _, h := range holes {
		var out []recoupe.Span
		for _, sp := range spans {
			if !sp.Overlaps(h) {
				out = append(out, sp)
				continue
			}
			if sp.Start < h.Start {
				out = append(out, recoupe.Span{Start: sp.Start, End: h.Start})
			}
			if h.End < sp.End {
				out = append(out, recoupe.Span{Start: h.End, End: sp.End})
			}
		}
		spans = out
	}
	return spans
}

// tidy trims the spans, drops empty ones and sorts them.
func tidy(text string, spans []recoupe.Span) []recoupe.Span {
	var out []recoupe.Span
	for _, sp := range spans {
		if t := trim(text, sp); t.End > t.Start {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b recoupe.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}
