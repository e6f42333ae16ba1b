// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

// subject finds who speaks: the subject, through coordination the subject of
// the verb before, for a participle the noun it hangs on, in the passive the
// agent; impersonal "il" is nobody.
func (f *finder) subject(s *sentence, head int, found []*attribution) *speaker {
	if f.g.lang == "ar" {
		return f.arabicSubject(s, head, found)
	}
	if s.passive(head) {
		if agent := f.agent(s, head); agent >= 0 {
			return f.speakerAt(s, agent)
		}
		if sub := s.child(head, "nsubj", "expl", "csubj"); sub < 0 || !f.speaks(s, sub) {
			return unknownSource()
		}
	}
	if agent := f.agent(s, head); agent >= 0 && s.passiveParticiple(head) {
		return f.speakerAt(s, agent) // "le pays, accusé par l'armée d'armer le groupe"
	}
	if left := f.leftSubject(s, head, f.groupStart(s, head)); left >= 0 {
		return f.speakerAt(s, left)
	}
	v := head
	for n := 0; n < 4 && v >= 0; n++ {
		if agent := f.agent(s, v); agent >= 0 && s.passive(v) {
			return f.speakerAt(s, agent)
		}
		for _, k := range s.kids[v] {
			if s.rel(k) != "nsubj" || s.Words[k].Deprel == "nsubj:pass" && n == 0 && f.g.lang != "en" {
				continue
			}
			if f.impersonal(s, k) {
				return f.impersonalVoice(found)
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

// impersonalVoice: "on apprend que" behind "de source militaire" adds nobody.
func (f *finder) impersonalVoice(found []*attribution) *speaker {
	if len(found) > 0 {
		return nil
	}
	return unknownSource()
}

// speaks: in a passive the subject speaks only where he is quoted ("was quoted as saying"); "it" never does.
func (f *finder) speaks(s *sentence, sub int) bool {
	return s.pos(sub) != "PRON" && s.child(s.head(sub), "advcl", "xcomp") >= 0 && s.Words[sub].Deprel == "nsubj:pass"
}

// subjectOf returns the subject of a verb, or -1.
func (s *sentence) subjectOf(head int) int {
	for _, k := range s.kids[head] {
		if s.rel(k) == "nsubj" && s.Words[k].Deprel != "nsubj:pass" {
			return k
		}
	}
	return -1
}

// leftSubject returns the head of the noun phrase that stands right before the
// verb group that begins at lo, in English; -1 for none. Nearness is surer than
// an arc: "These days, he said, the mayor slept". It is not asked where the verb
// is not finite, or where an infinitive or a preposition separates the two.
func (f *finder) leftSubject(s *sentence, head, lo int) int {
	if s.pos(head) == "NOUN" && lo > 0 && s.nominal(lo-1) { // "The charity estimates that": a verb tagged as a noun
		if sub := s.child(head, "nsubj"); sub >= 0 && sub < lo {
			return sub
		}
		return s.phraseHead(lo - 1)
	}
	if f.g.lang != "en" || !s.finite(head) {
		return -1
	}
	sub := s.child(head, "nsubj")
	x := lo - 1
	for x >= 0 && s.pos(x) == "ADV" {
		x--
	}
	if x > 2 && (s.comma(x) || s.low[x] == ")") && sub < 0 {
		return f.apposedSubject(s, x)
	}
	if x < 0 || !s.nominal(x) || s.relative(x) {
		return sub
	}
	if h := s.phraseHead(x); s.child(h, "case") >= 0 && s.child(h, "case") < h && !f.g.is("as", s.low[s.child(h, "case")]) { // "Residents reached by phone said"
		if v := s.head(h); sub < 0 && v >= 0 && v < head {
			return s.child(v, "nsubj")
		}
		return sub
	}
	if sub >= 0 && s.under(x, sub) && s.child(sub, "acl") >= 0 {
		return sub // "Residents reached by phone said"
	}
	if sub >= 0 {
		if p := s.nounPhrase(sub); p[len(p)-1] >= x || s.apposed(p[len(p)-1], x) {
			return sub
		}
	}
	if s.rel(x) == "obj" || s.pos(x) == "PRON" && s.Words[x].Feat("Case") == "Acc" {
		return sub
	}
	return s.phraseHead(x)
}

// apposedSubject: "…, Dana Low, the mayor of the town, said": the name before
// the appositions that end at word x. A name is preceded by a comma, a quotation or nothing.
func (f *finder) apposedSubject(s *sentence, x int) int {
	for n := 0; n < 3; n++ {
		c := x - 1
		for c >= 0 && !s.comma(c) && !s.mark(c) && s.low[c] != "(" {
			if s.verbal(c) && s.Words[c].Feat("VerbForm") == "Fin" && !s.relativeClauseWord(c) {
				return -1
			}
			c--
		}
		if c < 1 || s.mark(c) {
			return -1
		}
		if k := c - 1; s.pos(k) == "PROPN" {
			return s.phraseHead(k)
		}
		x = c
	}
	return -1
}

// relativeClauseWord: the verb stands in a relative clause.
func (s *sentence) relativeClauseWord(i int) bool {
	c := s.clause(i)
	return c >= 0 && s.rel(c) == "acl"
}

// apposed: between the end of a noun phrase and word x lies an apposition in commas or brackets.
func (s *sentence) apposed(end, x int) bool {
	return end+1 < x && (s.comma(end+1) || s.low[end+1] == "(") && x+1 < s.n() && (s.comma(x) || s.comma(x+1) || s.low[x] == ")")
}

// phraseHead climbs from the last word of a noun phrase to its head, over
// names, compounds and complements, and never over a verb or comma.
func (s *sentence) phraseHead(x int) int {
	i := x
	for n := 0; n < 8; n++ {
		h := s.head(i)
		if h < 0 || h > x || !s.nominal(h) {
			return i
		}
		for k := h; k < x; k++ {
			if s.comma(k) || s.verbal(k) || s.mark(k) {
				return i
			}
		}
		i = h
	}
	return i
}

// nominalBefore is the fallback without a tree: the noun right before the verb
// group, else the actor named last before it.
func (f *finder) nominalBefore(s *sentence, head int) *speaker {
	x := f.groupStart(s, head) - 1
	for x > 0 && (s.pos(x) == "ADV" || s.pos(x) == "PRON" && !s.relative(x)) {
		x--
	}
	if x >= 0 && (s.pos(x) == "NOUN" || s.pos(x) == "PROPN") && !f.timeAt(s, x) && s.finite(head) {
		if h := s.phraseHead(x); s.child(h, "case") < 0 {
			return f.speakerAt(s, h)
		}
	}
	for i := head - 1; i >= 0; i-- {
		if m := f.mentionAt(s, i, s.Words[i].Span); m != nil && s.nominal(i) {
			return f.speakerAt(s, s.top(i, -1))
		}
	}
	return nil
}

// arabicSubject: the subject stands behind the verb, or before it; without one
// the verb goes on from the last speaker ("وأضاف أن"), and a passive names nobody.
func (f *finder) arabicSubject(s *sentence, head int, found []*attribution) *speaker {
	if f.selfDone(s, head) {
		return unknownSource()
	}
	if f.g.is("participle", f.unprefixed(plain(s.low[head]))) && len(found) > 0 {
		return found[len(found)-1].source // "مضيفا أن": the participle goes on
	}
	sub := s.child(head, "nsubj")
	if sub < 0 || f.startsContent(s, sub) || f.g.is("that-pronoun", plain(s.low[sub])) || f.g.is("his-words", plain(s.low[sub])) {
		sub = f.nominalBehind(s, head)
	}
	if sub >= 0 {
		return f.speakerAt(s, sub)
	}
	if e, _ := f.cueAt(s, head, "verb"); e.class == "accuse" && len(found) > 0 && head > 0 && s.pos(head-1) == "CCONJ" {
		again := *found[len(found)-1].source
		again.words, again.spans, again.explicit = nil, nil, false
		return &again
	}
	if head > 0 && s.nominal(head-1) && !f.timeAt(s, head-1) {
		return f.speakerAt(s, s.phraseHead(head-1))
	}
	if f.lastSpeaker == nil {
		return unknownSource() // somebody says it, and the author does not
	}
	carried := *f.lastSpeaker
	carried.words, carried.spans, carried.explicit = nil, nil, false
	return &carried
}

// startsContent: a complementizer stands between the verb and the word, which
// therefore belongs to what is said.
func (f *finder) startsContent(s *sentence, i int) bool {
	for j := i; j >= 0 && j > i-4; j-- {
		if f.g.is("complementizer", plain(s.low[j])) {
			return true
		}
	}
	return false
}

// nominalBehind is the nominal right behind an Arabic verb, or -1.
func (f *finder) nominalBehind(s *sentence, head int) int {
	if j := head + 1; j < s.n() && s.nominal(j) && !f.timeAt(s, j) && !f.g.is("complementizer", plain(s.low[j])) && !f.g.is("that-pronoun", plain(s.low[j])) && !f.written(s, j) && !(s.rel(j) == "obj" && s.head(j) == head) {
		return j
	}
	return -1
}
