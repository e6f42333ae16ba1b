// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"recoupe"
)

// unknownSource speaks where the text does not say who: "it is said that".
func unknownSource() *speaker { return &speaker{id: "x-unknown", anon: true, head: -1} }

// passive reports whether verb i is in the passive.
func (s *sentence) passive(i int) bool {
	return s.byRelation(i, "aux:pass") >= 0 || s.Words[i].Feat("Voice") == "Pass" && s.byRelation(i, "nsubj:pass") >= 0 && s.child(i, "aux") >= 0
}

// withPassive: what is said is the subject and the speaker the agent, or nobody.
//
//	L'attaque a été revendiquée par le groupe.
//	The general is said to have fled.
//	La prise de la ville n'a pas été confirmée.
func (f *finder) withPassive(a *attribution, _ []*attribution) string {
	s := a.s
	sub := s.child(a.head, "nsubj")
	if !s.passive(a.head) || sub < 0 || sub > a.head || s.relative(sub) {
		return ""
	}
	p := s.nounPhrase(sub)
	for _, k := range s.kids[sub] { // "The brigade and the council are believed to"
		if s.rel(k) == "conj" && s.nominal(k) && k < a.cue[0] {
			more := s.nounPhrase(k)
			p = span(p[0], max(p[len(p)-1], more[len(more)-1]))
		}
	}
	spans := []recoupe.Span{{Start: s.Words[p[0]].Span.Start, End: s.Words[p[len(p)-1]].Span.End}}
	c := s.child(a.head, "xcomp", "ccomp")
	if k := s.child(a.head, "advcl"); c < 0 && k > a.head && !s.finite(k) && f.infinitiveAfter(s, a.cue[len(a.cue)-1]) >= 0 {
		c = k // "are reported to have left", hung as a purpose
	}
	switch {
	case c > a.head && (s.verbal(c) && !s.finite(c) || s.infinitiveCopula(c)) && (a.entry.infinitive || a.entry.clause):
		spans = append(spans, f.contentFrom(a, max(s.subtree(c, nil)[0], a.cue[len(a.cue)-1]+1))...)
	case c >= 0 || s.pos(sub) == "PRON" || !a.entry.object || !f.eventIn(s, p):
		return ""
	}
	a.content = tidy(f.in.Dispatch.Text, spans)
	if agent := f.agent(s, a.head); agent >= 0 {
		a.source = f.speakerAt(s, agent)
	} else {
		a.source = unknownSource()
	}
	if c > a.head {
		return "passive_report"
	}
	return "verb_passive"
}

// infinitiveCopula: "to be close": the copula of the word is an infinitive.
func (s *sentence) infinitiveCopula(i int) bool {
	k := s.child(i, "cop")
	return k >= 0 && s.Words[k].Feat("VerbForm") == "Inf"
}

// eventIn reports whether one of the words carries an event.
func (f *finder) eventIn(s *sentence, words []int) bool {
	for _, i := range words {
		if t, _ := f.triggerAt(s, i); t != nil && t.event != "" {
			return true
		}
	}
	return false
}

// agent returns the head of the phrase that acts in a passive clause: UD
// obl:agent, or an oblique with the preposition of agents.
func (f *finder) agent(s *sentence, head int) int {
	if k := s.byRelation(head, "obl:agent"); k >= 0 {
		return k
	}
	for _, k := range s.kids[head] {
		if c := s.child(k, "case"); s.rel(k) == "obl" && c >= 0 && f.g.is("agent", s.low[c]) {
			return k
		}
	}
	return -1
}

// quotedSpeaker: the speaker himself is quoted by somebody who is not named
// ("was quoted as saying"): an unknown relay.
func (f *finder) quotedSpeaker(s *sentence, a *attribution) bool {
	return len(a.entry.words) > 1 && a.entry.class == "assert" && s.passive(a.head)
}

// withResumption: a second voice on what was just said: ", ce que le ministère a
// démenti", ", which the ministry denied", "، وهو ما نفته الوزارة".
func (f *finder) withResumption(a *attribution, found []*attribution) string {
	s := a.s
	r, agent := f.resumption(s, a.cue[0]), -1
	if r < 0 {
		if r, agent = f.namedAgain(s, a.head); r < 0 {
			return ""
		}
	}
	for n := len(found) - 1; n >= 0; n-- {
		if h := found[n].hull(); h.Start < s.Words[r].Span.Start {
			a.content = cutAt(found[n].content, s.Words[r].Span.Start)
			a.content = tidy(f.in.Dispatch.Text, a.content)
			break
		}
	}
	if len(a.content) == 0 {
		a.content = tidy(f.in.Dispatch.Text, []recoupe.Span{{Start: s.Words[0].Span.Start, End: s.Words[r].Span.Start}})
	}
	if agent >= 0 {
		a.source = f.speakerAt(s, agent)
	} else {
		a.source = f.resumingSubject(a, r)
	}
	if a.source == nil {
		return ""
	}
	return "resumed_by"
}

// namedAgain: a noun takes up what was said and a participle tells what somebody made of it: ", une affirmation
// aussitôt contestée par le gouvernement"; it returns the first word and the agent, or -1.
func (f *finder) namedAgain(s *sentence, head int) (first, agent int) {
	noun := s.head(head)
	if noun < 0 || s.rel(head) != "acl" || s.Words[head].Feat("VerbForm") != "Part" || !f.g.isNounCue(s.lemma(noun)) {
		return -1, -1
	}
	first = s.determinerOf(noun, 0)
	if agent = f.agent(s, head); agent < 0 || first < 1 || !s.comma(first-1) {
		return -1, -1
	}
	return first, agent
}

// cutAt keeps what lies before byte at.
func cutAt(spans []recoupe.Span, at int) []recoupe.Span {
	var out []recoupe.Span
	for _, sp := range spans {
		if sp.Start < at {
			out = append(out, recoupe.Span{Start: sp.Start, End: min(sp.End, at)})
		}
	}
	return out
}

// resumption returns the first word of ", ce que", ", which", "وهو ما" that stands
// before the verb group at lo with at most its subject between, or -1.
func (f *finder) resumption(s *sentence, lo int) int {
	for k := lo - 1; k >= 1 && k > lo-9; k-- {
		if s.comma(k) || s.verbal(k) {
			return -1
		}
		if at := f.resumedNoun(s, k); at >= 0 {
			return at
		}
		if !f.g.is("resume-relative", plain(s.low[k])) {
			continue
		}
		at := k
		if f.g.is("resume", plain(s.low[k-1])) {
			at = k - 1
		} else if f.g.hasClass("resume") {
			return -1
		}
		for at > 0 && f.joins(s, at-1) {
			at-- // "وهو ما" in three words
		}
		if at > 0 && s.comma(at-1) {
			return at
		}
	}
	return -1
}

// resumedNoun: ", a claim that the ministry denied", ", allegations denied by": an
// indefinite noun that takes up what was said. It returns its first word, -1 for none.
func (f *finder) resumedNoun(s *sentence, k int) int {
	if !f.g.has("resume-noun", s, k) || s.pos(k) != "NOUN" {
		return -1
	}
	at := k
	for at > 0 && (s.pos(at-1) == "ADJ" || s.pos(at-1) == "DET" && s.Words[at-1].Feat("Definite") == "Ind") {
		at--
	}
	if at > 0 && (s.comma(at-1) || s.dash(at-1)) && (at < k || s.Words[k].Feat("Number") == "Plur") {
		return at
	}
	return -1
}

// resumingSubject is who speaks in a resuming clause: the noun between the
// relative and the verb, or the noun behind it.
func (f *finder) resumingSubject(a *attribution, r int) *speaker {
	s := a.s
	if sub := s.child(a.head, "nsubj"); sub > r && !s.relative(sub) && !f.g.is("resume", plain(s.low[sub])) && !f.g.has("resume-noun", s, sub) {
		return f.speakerAt(s, sub)
	}
	for j := a.cue[0] - 1; j > r; j-- {
		if s.nominal(j) && !f.g.is("resume-relative", plain(s.low[j])) && !f.g.has("resume-noun", s, j) {
			return f.speakerAt(s, s.phraseHead(j))
		}
	}
	if j := f.nounAfter(s, a.cue[len(a.cue)-1]); j < s.bodyEnd() && s.nominal(j) {
		return f.speakerAt(s, s.top(j, a.cue[len(a.cue)-1]))
	}
	return nil
}

// withAs: "comme l'a rappelé le maire, P", "P, as the governor said, P".
func (f *finder) withAs(a *attribution, found []*attribution) string {
	s := a.s
	if !a.entry.clause && !a.entry.quote || f.complementizer(s, a.head) == a.cue[len(a.cue)-1]+1 {
		return ""
	}
	k := a.cue[0] - 1
	for k >= 0 && k > a.cue[0]-10 && !f.g.is("as", s.low[k]) && !s.comma(k) && !s.mark(k) {
		k--
	}
	if k < 0 || !f.g.is("as", s.low[k]) || k > 0 && !s.punct(k-1) {
		return ""
	}
	in := insertion{lo: k, hi: a.cue[len(a.cue)-1], subject: f.asSubject(a, k)}
	if in.subject < 0 {
		return ""
	}
	p := f.sourceWords(s, in.subject)
	in.hi = max(in.hi, p[len(p)-1])
	if !f.closesInsertion(a, &in) {
		return ""
	}
	if k == 0 {
		i := in.hi + 1
		for i < s.n() && s.punct(i) && !s.mark(i) {
			i++
		}
		if i >= s.bodyEnd() {
			return ""
		}
		a.content = f.contentFrom(a, i)
	} else {
		a.content = f.aroundInsertion(a, in, found)
	}
	a.source = f.speakerAt(s, in.subject)
	return "as_said"
}

// asSubject is the nominal of "as X said", "comme l'a dit X".
func (f *finder) asSubject(a *attribution, as int) int {
	s := a.s
	if sub := s.child(a.head, "nsubj"); sub > as {
		return sub
	}
	for j := a.cue[0] - 1; j > as; j-- {
		if s.nominal(j) && s.pos(j) != "PRON" {
			return s.phraseHead(j)
		}
	}
	if j := f.nounAfter(s, a.cue[len(a.cue)-1]); j < s.bodyEnd() && s.nominal(j) {
		return s.top(j, a.cue[len(a.cue)-1])
	}
	return -1
}
