// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"iter"
	"slices"
	"strings"

	"recoupe"
)

// predicate is one proposition while the rules work on it.
type predicate struct {
	s       *sentence
	head    int   // word that the tree hangs the arguments on
	main    int   // head of the whole clause ("ont pu" for "ont pu repousser"); equal to head else
	trigger []int // words that carry the event
	event   string
	mode    string
	words   []int // the clause
	attr    *attribution
	nominal bool
	// effect of the governing verbs: "" none, + happened, - did not, ? open, ! future or willed.
	effect     string
	negative   bool
	background bool
	suffered   bool // the subject suffers the event
	speech     bool // the claim is that somebody hopes, orders, accuses
	rule       string
}

// claims finds the predicates of every sentence.
func (f *finder) claims() {
	for _, s := range f.sents {
		if s == nil || f.in.Regions[s.region].Kind != recoupe.Sentence {
			continue
		}
		taken := make([]bool, s.n())
		for i := range s.Words {
			if p := f.verbalPredicate(s, i, taken); p != nil {
				f.keep(p, taken)
			}
		}
		f.gloss(s, taken)
		for i := range s.Words {
			if p := f.nominalPredicate(s, i, taken); p != nil {
				f.keep(p, taken)
			}
		}
		f.tolls(s, taken)
		f.circumstances(s, taken)
	}
}

func (f *finder) keep(p *predicate, taken []bool) {
	for _, w := range p.trigger {
		taken[w] = true
	}
	p.attr = f.attributionOf(p)
	f.preds = append(f.preds, p)
	f.note(p.s, p.rule, p.trigger, true, "claim "+p.event)
}

// attributionOf returns the innermost attribution whose content holds the trigger.
func (f *finder) attributionOf(p *predicate) *attribution {
	at := p.s.Words[p.trigger[0]].Span
	var best *attribution
	for _, a := range f.voices[p.s.index] {
		if !a.holds(at) || p.speech && a.s == p.s && a.head == p.head || f.onlyPart(a, p) {
			continue
		}
		if p.background && a.conditional && p.s.rel(p.main) == "acl" {
			continue // a description inside a conditional clause is the author's
		}
		if best == nil || a.hull().Len() < best.hull().Len() {
			best = a
		}
	}
	return best
}

// onlyPart: who denies a part in something does not deny that it happened:
// "denied any role in the attack".
func (f *finder) onlyPart(a *attribution, p *predicate) bool {
	if a.entry.class != "deny" || a.s != p.s || !p.nominal {
		return false
	}
	for _, w := range p.s.wordsIn(a.hull()) {
		if w >= p.trigger[0] {
			return false
		}
		if f.g.has("part-noun", p.s, w) {
			return true
		}
	}
	return false
}

// cueOf returns the attribution whose cue is carried by word i, or nil.
func (f *finder) cueOf(s *sentence, i int) *attribution {
	if s.index >= len(f.voices) { // not all voices are known yet
		return nil
	}
	for _, a := range f.voices[s.index] {
		if a.s == s && !a.conditional && len(a.cue) > 0 && (a.head == i || slices.Contains(a.cue, i)) {
			return a
		}
	}
	return nil
}

// verbalPredicate makes a claim of a clause head.
//
// A clause counts when it is asserted (root, its conjuncts, reported clauses),
// or when its verb or the noun that the verb only carries names an event; a
// relative clause or participle without an event counts as background when it
// describes an actor. Auxiliaries, implicatives and modals pass to their infinitive.
func (f *finder) verbalPredicate(s *sentence, i int, taken []bool) *predicate {
	if taken[i] || !f.headsClause(s, i) || f.attributive(s, i) || s.rel(i) == "aux" || s.rel(i) == "cop" || s.rel(i) == "fixed" || s.rel(i) == "case" {
		return nil
	}
	if a := f.cueOf(s, i); a != nil {
		return f.speechPredicate(s, i, a)
	}
	if p, ok := f.seen(s, i); ok {
		return p
	}
	if e, _ := f.cueAt(s, i, "phrase"); e.class == "relay" || e.class == "none" {
		return nil
	}
	if f.governs(s, i) && !f.actsItself(s, i) {
		return nil // the infinitive below it makes the claim
	}
	p := &predicate{s: s, head: i, main: i, rule: "clause"}
	f.climb(p)
	p.name(f.eventOf(s, i))
	if t := f.hitBy(s, i, p.event); t != nil {
		p.event, p.mode = t.event, t.mode
	}
	p.negative = f.negated(s, i) != (p.main != i && f.negated(s, p.main))
	if p.event == "" && !f.worthTelling(s, p) {
		return nil
	}
	if p.negative && f.g.has("toll-noun", s, p.trigger[0]) {
		return nil // "aucun bilan n'était disponible": nobody says that nobody died
	}
	p.background = p.event == "" || s.scene(p)
	p.words = f.clauseWords(s, p.main)
	if h := s.head(i); strings.HasPrefix(p.event, "CONS.") && s.passiveParticiple(i) && h >= 0 {
		p.words = union(p.words, s.nounPhrase(h)) // "12 000 personnes déplacées"
	}
	if !slices.Contains(p.words, p.head) {
		p.words = union(p.words, f.clauseWords(s, p.head))
	}
	return p
}

// scene: the event is only what something in a relative clause was or had been:
// "a town that was the scene of a chemical attack in 2017".
func (s *sentence) scene(p *predicate) bool {
	return s.Words[p.main].Deprel == "acl:relcl" && !s.verbal(p.main) && !s.verbal(p.trigger[0]) && s.child(p.main, "cop") >= 0
}

// headsClause: a verb, or what a copula makes a predicate; in Arabic also a verb that the tagger takes for a noun.
func (f *finder) headsClause(s *sentence, i int) bool {
	if s.verbal(i) || s.child(i, "cop") >= 0 {
		return true
	}
	after := s.pos(i) == "ADJ" && s.rel(i) == "amod" && s.head(i) < i && s.head(i) >= 0 && s.rel(s.head(i)) == "root" ||
		s.pos(i) == "ADJ" && s.rel(i) == "root" && s.child(i, "nsubj") >= 0 && s.child(i, "cop") < 0
	if f.g.lang != "ar" && !(f.g.lang == "en" && after) { // "fighters advanced towards"
		return false
	}
	t, _ := f.triggerAt(s, i)
	return t != nil && t.pos == "VERB"
}

// attributive: a participle that only describes its noun ("the besieged
// town"). An English one behind its noun is a verb in the wrong place ("forces seized control").
func (f *finder) attributive(s *sentence, i int) bool {
	return s.rel(i) == "amod" && s.child(i, "obj", "nsubj", "ccomp", "xcomp") < 0 && (f.g.lang != "en" || s.head(i) > i && !s.torn(i))
}

func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// worthTelling: an untyped clause that is asserted, or that describes an actor.
func (f *finder) worthTelling(s *sentence, p *predicate) bool {
	i := p.main
	rel := s.rel(i)
	if sub := s.child(i, "nsubj"); sub >= 0 && s.relative(sub) && sub < i && rel != "conj" {
		rel = "acl" // a relative clause, whatever the tree calls it
	}
	if f.saidOfItself(s, i) {
		return true
	}
	switch rel {
	case "root", "parataxis":
		return s.finite(i) || s.child(i, "nsubj") >= 0
	case "ccomp":
		return s.finite(i)
	case "conj", "acl":
		h := s.head(i)
		sub := s.child(i, "nsubj")
		relative := sub >= 0 && s.relative(sub) && sub < i
		if h >= 0 && rel == "conj" && s.rel(h) != "acl" && !(relative && s.nominal(h)) {
			return s.finite(i) && (s.rel(h) == "root" || s.rel(h) == "ccomp")
		}
		if h >= 0 && rel == "conj" && !s.nominal(h) { // "basée à X mais qui dispose de Y", hung on the first or on the noun
			h = s.head(h)
		}
		if h < 0 || s.quotedAt(i) || f.mentionAt(s, h, s.Words[h].Span) == nil {
			return false
		}
		if f.g.has("asked", s, i) && s.passiveParticiple(i) {
			return false // "a teacher reached by phone said": how he was asked
		}
		lo := s.subtree(i, nil)[0]
		agent := s.byRelation(i, "obl:agent") >= 0
		return agent || s.comma(lo) || lo > 0 && s.comma(lo-1) || s.coordinatedDescription(i)
	}
	return false
}

// saidOfItself: the infinitive that a speaker says of himself: "a démenti avoir visé des civils".
func (f *finder) saidOfItself(s *sentence, i int) bool {
	h := s.head(i)
	if h < 0 || s.rel(i) != "xcomp" && s.rel(i) != "ccomp" {
		return false
	}
	a := f.cueOf(s, h)
	return a != nil && a.head == h && a.rule == "verb_infinitive" && a.holds(s.Words[i].Span)
}

// coordinatedDescription: "basée à X mais qui dispose de Y": the second of two descriptions.
func (s *sentence) coordinatedDescription(i int) bool {
	lo := s.subtree(i, nil)[0]
	return s.pos(lo) == "CCONJ" || lo > 0 && s.pos(lo-1) == "CCONJ"
}

// finite: the verb or one of its auxiliaries or copula is finite.
func (s *sentence) finite(i int) bool {
	if s.Words[i].Feat("VerbForm") == "Fin" || s.Words[i].Feat("Mood") != "" {
		return true
	}
	if s.pos(i) == "VERB" && s.Words[i].Feat("Aspect") != "" { // Arabic verbs are finite
		return true
	}
	for _, k := range s.kids[i] {
		if (s.rel(k) == "aux" || s.rel(k) == "cop") && (s.Words[k].Feat("VerbForm") == "Fin" || s.Words[k].Feat("Mood") != "") {
			return true
		}
	}
	return false
}

// speechPredicate: a cue that is itself an act between actors (a hope, an order, an accusation).
func (f *finder) speechPredicate(s *sentence, i int, a *attribution) *predicate {
	if a.head != i {
		return nil
	}
	words, t := f.eventOf(s, i)
	p := &predicate{s: s, head: i, main: i, speech: true, rule: "speech_act", words: f.clauseWords(s, i), negative: f.negated(s, i)}
	p.name(words[:1], t)
	if a.fear && f.g.lang == "ar" {
		return nil // who fears asks nobody for anything
	}
	if a.entry.class == "fear_hope" && p.event == "" {
		p.event = "DIP.REQUEST"
	}
	if a.fear && p.event == "DIP.REQUEST" {
		return nil // who fears something asks for nothing
	}
	if a.entry.class == "question" && a.entry.reflexive {
		return nil // to wonder asks nobody for anything
	}
	switch a.entry.class {
	case "fear_hope", "order_demand", "accuse", "warn_threat", "claim_responsibility", "promise":
	default:
		if t == nil || words[0] != i || a.rule != "verb_noun" && a.rule != "verb_passive" && (t.asks("obj") || a.entry.class == "assert" || a.entry.class == "assert_factive") {
			return nil // saying is no event, and what is said makes its own claims; who admits a defeat recognises nobody
		}
	}
	if p.event == "" {
		return nil
	}
	return p
}

// clauseWords gives the words of a clause: the subtree without coordinated
// clauses, the complementizer, and clauses that make claims of their own.
func (f *finder) clauseWords(s *sentence, i int) []int {
	sub := s.subtree(i, func(k int) bool {
		switch {
		case s.rel(k) == "conj" && s.head(k) == i && (s.verbal(k) || s.child(k, "cop") >= 0):
			return true
		case s.rel(k) == "parataxis":
			return true
		case s.rel(k) == "mark" && s.head(k) == i:
			return f.g.is("complementizer", plain(s.low[k])) && !f.condition(s, i)
		case s.indicativeRelative(k) && s.conditional(i):
			return true
		}
		return false
	})
	for len(sub) > 0 && (s.punct(sub[len(sub)-1]) && !isMark(s.Words[sub[len(sub)-1]].Form) && s.low[sub[len(sub)-1]] != ")" || s.pos(sub[len(sub)-1]) == "CCONJ") {
		sub = sub[:len(sub)-1]
	}
	for len(sub) > 0 && f.foreword(s, sub[0], i) {
		sub = sub[1:]
	}
	return sub
}

// foreword: word w opens the clause of i without belonging to what it says: a
// comma, a conjunction, a complementizer. In Arabic that has several tags.
func (f *finder) foreword(s *sentence, w, i int) bool {
	if s.comma(w) || s.pos(w) == "CCONJ" && w < i {
		return true
	}
	if w >= i || !f.g.is("complementizer", plain(s.low[w])) || f.condition(s, i) {
		return false
	}
	return s.pos(w) == "SCONJ" && s.head(w) == i || f.g.lang == "ar"
}

// circumstances: "sous couverture aérienne", "with air support": means that are said in passing.
func (f *finder) circumstances(s *sentence, taken []bool) {
	for i := range s.Words {
		if taken[i] {
			continue
		}
		for tr, words := range f.meansAt(s, i) {
			p := &predicate{s: s, head: words[len(words)-1], main: words[0], trigger: words[1:], event: tr.event, nominal: true, rule: "circumstance", words: words}
			f.keep(p, taken)
		}
	}
}

// meansAt yields the circumstances of the lexicon that begin at word i, each with its words.
func (f *finder) meansAt(s *sentence, i int) iter.Seq2[*trigger, []int] {
	return func(yield func(*trigger, []int) bool) {
		key := plain(s.low[i])
		for t := range f.g.triggers[key] {
			tr := &f.g.triggers[key][t]
			if tr.pos != "MEANS" {
				continue
			}
			if words := f.match(s, i, tr.words); words != nil && !yield(tr, words) {
				return
			}
		}
	}
}

// gloss makes a background claim of the author of an apposition that was cut out of a content.
func (f *finder) gloss(s *sentence, taken []bool) {
	for _, a := range f.voices[s.index] {
		if a.s != s || len(a.content) < 2 {
			continue
		}
		for n := 1; n < len(a.content); n++ {
			gap := trim(f.in.Dispatch.Text, recoupe.Span{Start: a.content[n-1].End, End: a.content[n].Start})
			words := s.wordsIn(gap)
			head := -1
			for _, w := range words {
				if s.pos(w) == "NOUN" {
					head = w
					break
				}
			}
			if head < 0 || slices.ContainsFunc(words, func(w int) bool { return slices.Contains(a.cue, w) }) || s.pos(words[0]) != "DET" {
				continue
			}
			f.keep(&predicate{s: s, head: head, main: head, trigger: []int{head}, nominal: true, background: true, rule: "gloss", words: words}, taken)
			for _, w := range words {
				taken[w] = true
			}
		}
	}
}
