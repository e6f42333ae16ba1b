// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
)

// prepositional reads "selon X, P", "according to X", "بحسب X".
//
// UD: the preposition is case of X, X is obl of the head of P. Attributive if
// the phrase opens the sentence, is set off by punctuation, or X is a name or
// an actor, and X is no rule, treaty or plan ("selon l'accord").
func (f *finder) prepositional(s *sentence, e entry, words []int, found []*attribution) *attribution {
	last := words[len(words)-1]
	if own := s.ownNoun(words); own >= 0 { // "de source militaire": the cue names its source
		return f.ownSource(s, e, words, own, found)
	}
	if a := f.accordingToWhich(s, e, words); a != nil {
		return a
	}
	x := f.complement(s, words)
	if x < 0 {
		f.note(s, "prepositional", words, false, "no noun follows that could speak")
		return nil
	}
	if why := f.whyNoSource(s, e, words, x); why != "" {
		f.note(s, "prepositional", append(slices.Clone(words), x), false, why)
		return nil
	}
	sp := f.speakerAt(s, x)
	if len(sp.words) == 0 {
		return nil
	}
	for k, w := range sp.words { // "بحسب المحافظ، وهو ما نفته": what resumes is no part of the name
		if k > 0 && f.g.is("resume", plain(s.low[w])) {
			sp.words = sp.words[:k]
			for len(sp.words) > 1 && s.comma(sp.words[len(sp.words)-1]) {
				sp.words = sp.words[:len(sp.words)-1]
			}
			sp.spans = s.spans(sp.words)
			f.resolve(s, sp)
			break
		}
	}
	a := &attribution{s: s, source: sp, cue: words, head: words[0], entry: e, rule: "selon_x"}
	end := max(sp.words[len(sp.words)-1], last)
	a.content = f.around(s, words[0], end, x, found)
	if len(a.content) == 0 {
		f.note(s, a.rule, words, false, "nothing is said around it")
		return nil
	}
	f.note(s, a.rule, append(slices.Clone(words), sp.words...), true, "attributes "+s.mention(a.content).Text)
	return a
}

// namesSource: the preposition before X names a source: it is set off, or X is a
// name, an actor or something that reports, and X is no rule or plan.
func (f *finder) namesSource(s *sentence, e entry, words []int, x int) bool {
	return f.whyNoSource(s, e, words, x) == ""
}

// whyNoSource says why the preposition before X names no source, "" where it does.
func (f *finder) whyNoSource(s *sentence, e entry, words []int, x int) string {
	detached := f.detached(s, words[0])
	known := f.mentionAt(s, x, s.Words[x].Span) != nil
	named := known || s.pos(x) == "PROPN" || s.pos(x) == "PRON"
	switch {
	case f.weakPreposition(e) && !detached:
		return "this preposition names a source only where it is set off"
	case f.weakPreposition(e) && f.g.has("quantity-noun", s, x):
		return "it tells how many: \"pour la plupart\""
	case f.weakPreposition(e) && !known:
		return "this preposition names a source only before an actor"
	case named:
		return ""
	case f.g.is("norm", s.lemma(x)):
		return "its noun is a rule or plan: in accordance with, not according to"
	case f.varies(s):
		return "the sentence says that something varies with it"
	case detached || f.g.is("report-noun", s.lemma(x)):
		return ""
	}
	return "not set off, and its noun is neither a name nor a report"
}

// varies: the sentence says that something differs, so that "selon les régions"
// names what it depends on.
func (f *finder) varies(s *sentence) bool {
	for i := range s.Words {
		if f.g.is("vary", s.lemma(i)) {
			return true
		}
	}
	return false
}

// ownNoun returns the noun inside the cue itself ("de source militaire"), or -1.
func (s *sentence) ownNoun(words []int) int {
	for _, w := range words[1:] {
		if s.pos(w) == "NOUN" && s.g.is("source-noun", s.lemma(w)) && w == words[len(words)-1] {
			return w
		}
	}
	return -1
}

// ownSource: "de source militaire, P": an anonymous source, only where it is set off.
func (f *finder) ownSource(s *sentence, e entry, words []int, own int, found []*attribution) *attribution {
	if !f.detached(s, words[0]) {
		f.note(s, "de_source", words, false, "not set off: it tells where something comes from")
		return nil
	}
	sp := f.speakerAt(s, own)
	sp.anon = true
	a := &attribution{s: s, source: sp, cue: words[:1], head: words[0], entry: e, rule: "de_source"}
	a.content = f.around(s, words[0], sp.words[len(sp.words)-1], own, found)
	if len(a.content) == 0 {
		f.note(s, a.rule, words, false, "nothing is said around it")
		return nil
	}
	f.note(s, a.rule, words, true, "attributes "+s.mention(a.content).Text)
	return a
}

// weakPreposition marks cues that mean speech only before an actor: "pour X," and "per X".
func (f *finder) weakPreposition(e entry) bool {
	return f.g.is("weak-preposition", e.words[0])
}

// complement finds X of "selon X": by the tree, else the next nominal; through
// "ce que V X" and "ما V X" it is the subject of V.
func (f *finder) complement(s *sentence, words []int) int {
	last := words[len(words)-1]
	first := words[0]
	x := -1
	if h := s.head(first); h > last && s.nominal(h) && h-last < 12 && !s.commaBetween(last, h) {
		x = h
	}
	if x < 0 || f.g.is("what", s.low[x]) {
		for j := last + 1; j < s.n() && j < last+10; j++ {
			if s.verbal(j) && j > last+1 && s.pos(j) == "VERB" {
				if sub := s.child(j, "nsubj"); sub >= 0 && !f.g.is("what", s.low[sub]) && !s.relativeWord(sub) {
					return sub
				}
			}
			if s.nominal(j) && !f.g.is("what", s.low[j]) && !f.g.is("which", s.low[j]) && !s.relativeWord(j) && !f.g.is("resumptive", plain(s.low[j])) && !(f.g.lang == "ar" && s.pos(j) == "PRON") {
				return s.top(j, last)
			}
			if s.comma(j) {
				break
			}
		}
		return -1
	}
	return x
}

// top climbs from a nominal to the head of its noun phrase without passing word limit.
func (s *sentence) top(i, limit int) int {
	for n := 0; n < 8; n++ {
		h := s.head(i)
		r := s.rel(i)
		if h <= limit || !s.nominal(h) || s.timed != nil && s.timed[h] && !s.timed[i] || r != "nmod" && r != "flat" && r != "compound" && r != "amod" && r != "appos" && r != "nummod" && r != "det" {
			return i
		}
		i = h
	}
	return i
}

// detached reports whether word i opens the sentence or follows punctuation or an adverb that does.
func (f *finder) detached(s *sentence, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.punct(j) {
			return true
		}
		if s.pos(j) != "ADV" && s.pos(j) != "CCONJ" && s.pos(j) != "PART" {
			return false
		}
	}
	return true
}

// around gives the content of a cue phrase that stands at lo..hi: what follows
// if the phrase opens the sentence, else the clause on both sides of it.
func (f *finder) around(s *sentence, lo, hi, x int, found []*attribution) []recoupe.Span {
	text := f.in.Dispatch.Text
	end := s.bodyEnd()
	if f.opens(s, lo) {
		from := f.overRelay(s, s.afterPhrase(hi, x))
		if from >= end {
			return nil
		}
		return tidy(text, []recoupe.Span{{Start: s.Words[from].Span.Start, End: s.endOf(end)}})
	}
	start := 0
	for _, a := range found { // "X a dit que A, et selon Y B": begin behind what is taken
		if !a.holds(s.Words[lo].Span) && a.hull().End <= s.Words[lo].Span.Start {
			for start < lo && s.Words[start].Span.Start < a.hull().End {
				start++
			}
		}
	}
	for start < lo && s.punct(start) && !s.mark(start) {
		start++
	}
	if start >= lo { // "X a revendiqué l'attentat, selon Y": Y says all of it
		start = 0
	}
	hi = f.phraseEnd(s, hi)
	if hi+1 < end && s.mark(hi+1) && s.closes(hi+1) && s.quotedAt(hi) && !s.quotedAt(lo) {
		hi++ // the mark behind a quoted name
	}
	last := end
	if gov := s.clause(x); gov >= 0 && (gov < lo || gov > hi) && (!s.comma(max(lo-1, 0)) || hi+1 < end) {
		sub := s.subtree(gov, nil)
		if sub[0] > start && s.rel(gov) != "root" && s.rel(gov) != "conj" {
			start = sub[0]
			last = min(last, sub[len(sub)-1]+1)
		}
	}
	for start < lo && (s.punct(start) && !s.mark(start) || f.joins(s, start) || s.pos(start) == "SCONJ") {
		start++
	}
	var spans []recoupe.Span
	if start < lo {
		spans = append(spans, recoupe.Span{Start: s.Words[start].Span.Start, End: s.Words[lo-1].Span.End})
	}
	if hi+1 < last && s.comma(hi+1) {
		hi++
	}
	if hi+1 < last && s.relativeWord(hi+1) && s.pos(hi+1) == "PRON" && s.under(hi+1, x) { // "selon l'armée, qui dit": more of the source
		return tidy(text, spans)
	}
	if hi+1 < last && !f.resumesAt(s, hi+1) && !f.participleCue(s, hi+1) && !f.otherVoice(s, hi+1) {
		spans = append(spans, recoupe.Span{Start: s.Words[hi+1].Span.Start, End: s.endOf(last)})
	}
	return tidy(text, spans)
}

// overRelay walks over a relay phrase that stands at word i, to behind its comma: "Selon X, citant Y, P".
func (f *finder) overRelay(s *sentence, i int) int {
	if i >= s.n() {
		return i
	}
	e, words := f.cueAt(s, i, "phrase")
	if words == nil || e.class != "relay" {
		return i
	}
	x := f.complement(s, words)
	if x < 0 {
		return i
	}
	p := s.nounPhrase(x)
	for j := p[len(p)-1] + 1; j < s.bodyEnd(); j++ {
		if s.comma(j) {
			return j + 1
		}
		if s.verbal(j) && s.finite(j) {
			return i
		}
	}
	return i
}

// phraseEnd stretches a cue phrase behind a comma to the next comma, mark or the
// end: what follows its noun describes the source ("…, selon un rapport publié
// mardi à Genève"), unless a clause of its own begins there.
func (f *finder) phraseEnd(s *sentence, hi int) int {
	for j := hi + 1; j < s.bodyEnd(); j++ {
		switch {
		case s.comma(j), s.dash(j), s.mark(j), s.Words[j].Form == "(", s.Words[j].Form == ")", s.Words[j].Form == ";", s.Words[j].Form == ":":
			return j - 1
		case s.verbal(j) && s.Words[j].Feat("VerbForm") == "Fin", s.pos(j) == "CCONJ":
			return hi
		}
	}
	return s.bodyEnd() - 1
}

// endOf returns the byte behind the word before end.
func (s *sentence) endOf(end int) int { return s.Words[end-1].Span.End }

// opens reports whether only adverbs, conjunctions or marks stand before word i.
func (f *finder) opens(s *sentence, i int) bool {
	for j := 0; j < i; j++ {
		if !s.punct(j) && s.pos(j) != "ADV" && !f.joins(s, j) {
			return false
		}
	}
	return true
}

// joins: the word is a conjunction, tagged as one or not.
func (f *finder) joins(s *sentence, i int) bool {
	return s.pos(i) == "CCONJ" || f.g.is("prefix", s.low[i])
}

// afterPhrase returns the first word behind the noun phrase that ends at hi and
// behind what hangs on its head x between commas ("selon l'ONG, basée à Genève, P").
func (s *sentence) afterPhrase(hi, x int) int {
	i := hi + 1
	if i >= s.n() || !s.comma(i) {
		return s.describedOver(i)
	}
	i++
	if end := s.apposition(i); end > 0 { // "According to Sana, the state news agency, …"
		return end
	}
	for i < s.n() && s.under(i, x) && !s.comma(i) {
		i++
	}
	for j := i; j < s.n() && s.under(s.next(j), x); j++ { // several such insertions
		i = j + 1
	}
	if i < s.n() && s.comma(i) && i > hi+2 {
		i++
	}
	if i >= s.bodyEnd() { // a wrong arc hung everything on the source
		return hi + 2
	}
	return i
}

// describedOver walks from word i over what goes on to describe a source, without a
// finite verb, to behind the comma or colon that ends it; i where there is none.
//
//	Selon les déclarations faites à la radio : « Le pont est coupé »
func (s *sentence) describedOver(i int) int {
	for j := i; j < s.bodyEnd() && j < i+14; j++ {
		switch {
		case s.comma(j) || s.Words[j].Form == ":":
			for k := j + 1; k < s.bodyEnd(); k++ {
				if s.verbal(k) && s.finite(k) {
					return j + 1
				}
			}
			return i
		case s.verbal(j) && (s.finite(j) || s.pos(j) == "AUX"), s.mark(j), s.pos(j) == "PRON" && s.rel(j) == "nsubj", s.rel(j) == "nsubj" && s.g.lang != "ar":
			return i
		case s.g.lang == "ar":
			return i
		}
	}
	return i
}

// apposition: from word i to the next comma stands a short phrase with an
// article and no verb, and a clause behind the comma; it returns the word behind
// the comma, or -1.
func (s *sentence) apposition(i int) int {
	if i >= s.n() || s.pos(i) != "DET" {
		return -1
	}
	for j := i + 1; j < s.n() && j < i+9; j++ {
		if s.comma(j) {
			for k := j + 1; k < s.n(); k++ {
				if s.comma(k) {
					return -1
				}
				if s.verbal(k) && s.Words[k].Feat("VerbForm") == "Fin" {
					return j + 1
				}
			}
			return -1
		}
		if s.verbal(j) || s.mark(j) {
			return -1
		}
	}
	return -1
}

func (s *sentence) next(i int) int {
	if i+1 < s.n() {
		return i + 1
	}
	return -1
}

// clause climbs from word i to the head of the clause that holds it.
func (s *sentence) clause(i int) int {
	for n := 0; i >= 0 && n <= s.n(); n++ {
		switch s.rel(i) {
		case "root", "ccomp", "advcl", "acl", "parataxis", "csubj", "conj", "xcomp":
			if s.verbal(i) || s.child(i, "cop", "nsubj") >= 0 || s.rel(i) == "root" {
				return i
			}
		}
		i = s.head(i)
	}
	return -1
}

func (s *sentence) commaBetween(lo, hi int) bool {
	for i := lo + 1; i < hi; i++ {
		if s.comma(i) {
			return true
		}
	}
	return false
}

// accordingToWhich: "l'information du ministère selon laquelle P": the noun is
// the cue, what it belongs to the source, and the relative clause what is said.
func (f *finder) accordingToWhich(s *sentence, e entry, words []int) *attribution {
	last, noun := words[len(words)-1], words[0]-1
	for noun >= 0 && s.comma(noun) {
		noun--
	}
	if last+2 >= s.n() || !f.g.is("which", s.low[last+1]) || noun < 0 || !s.nominal(noun) {
		return nil
	}
	noun = s.phraseHead(noun)
	a := &attribution{s: s, cue: []int{noun}, head: noun, entry: e, rule: "noun_selon_which", source: unknownSource()}
	if !f.g.isNounCue(s.lemma(noun)) && f.couldSpeak(s, noun) { // "l'agence cite le ministère, selon lequel P"
		a.cue, a.head, a.rule, a.source = words, words[0], "selon_x", f.speakerAt(s, noun)
		f.quotedBy(a, noun)
	} else if x := s.child(noun, "nmod"); x > noun && x < words[0] {
		a.source = f.speakerAt(s, x)
	}
	a.content = f.contentFrom(a, last+2)
	if len(a.content) == 0 {
		return nil
	}
	f.note(s, a.rule, append([]int{noun}, words...), true, "attributes "+s.mention(a.content).Text)
	return a
}

// quotedBy: who is quoted is the object of a verb of passing on, whose subject is the relay.
func (f *finder) quotedBy(a *attribution, noun int) {
	s, v := a.s, a.s.head(noun)
	if v < 0 || s.rel(noun) != "obj" {
		return
	}
	if e, words := f.cueAt(s, v, "verb"); words != nil && e.class == "relay" {
		if sub := s.subjectOf(v); sub >= 0 {
			a.relays = append(a.relays, f.speakerAt(s, sub))
		}
	}
}

// relayed is the attribution that a relay phrase at word i stands by: the one
// whose source it follows, else the last one before it, else the next one.
func (f *finder) relayed(s *sentence, i int, found []*attribution) *attribution {
	for _, a := range found {
		if w := a.source.words; len(w) > 0 && a.s == s && (w[len(w)-1] == i-1 || w[len(w)-1] == i-2 && s.comma(i-1)) {
			return a
		}
	}
	last := found[0]
	for _, a := range found {
		if a.head < i {
			last = a
		}
	}
	return last
}

// relay extends the chain of what it stands by: "citée par X", "citant X",
// "نقلا عن X". The participle's noun, or the sentence's attribution, was
// passed on by (cité par) or rests on (citant) X. It reports whether it did.
func (f *finder) relay(s *sentence, words []int, found []*attribution) bool {
	x := f.complement(s, words)
	if x < 0 || len(found) == 0 {
		return false
	}
	if slices.Contains(found[len(found)-1].source.words, words[len(words)-1]) {
		return true // "نقلت الوكالة عن مصدر قوله إن": he is the source already
	}
	a := f.relayed(s, words[0], found)
	sp := f.speakerAt(s, x)
	f.note(s, "relay", append(slices.Clone(words), sp.words...), true, "extends the chain of "+a.source.name)
	if f.g.is("agent", s.low[words[len(words)-1]]) {
		a.relays = append(a.relays, sp)
		return true
	}
	a.relays = append(a.relays, a.source)
	a.source = sp
	return true
}
