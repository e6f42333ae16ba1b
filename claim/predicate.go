// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
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
	speech     bool // the claim is that somebody hopes, orders, accuses
	hedge      recoupe.Modality
	rule       string
	id         string
}

// triggerAt returns the trigger that begins at word i and passes its guards, with its words.
func (f *finder) triggerAt(s *sentence, i int) (*trigger, []int) {
	for _, key := range []string{plain(s.lemma(i)), plain(s.low[i])} {
		list := f.g.triggers[key]
		for t := range list {
			tr := &list[t]
			if !fits(tr.pos, s.pos(i)) {
				continue
			}
			words := f.match(s, i, tr.words)
			if words != nil && f.guarded(s, tr, words) {
				return tr, words
			}
		}
	}
	return nil, nil
}

func fits(want, got string) bool {
	switch want {
	case "VERB":
		return got == "VERB" || got == "AUX" || got == "ADJ"
	case "NOUN":
		return got == "NOUN" || got == "PROPN"
	case "ADJ":
		return got == "ADJ" || got == "VERB"
	}
	return got != "PUNCT"
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
	for _, a := range f.attrs {
		if !a.holds(at) || p.speech && a.s == p.s && a.head == p.head {
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

// cueOf returns the attribution whose cue is carried by word i, or nil.
func (f *finder) cueOf(s *sentence, i int) *attribution {
	for _, a := range f.attrs {
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
	if taken[i] || !s.verbal(i) && s.child(i, "cop") < 0 || s.rel(i) == "aux" || s.rel(i) == "cop" || s.rel(i) == "fixed" || s.rel(i) == "case" {
		return nil
	}
	if a := f.cueOf(s, i); a != nil {
		return f.speechPredicate(s, i, a)
	}
	if p, ok := f.seen(s, i); ok {
		return p
	}
	if f.governs(s, i) {
		return nil // the infinitive below it makes the claim
	}
	p := &predicate{s: s, head: i, main: i, rule: "clause"}
	f.climb(p)
	p.name(f.eventOf(s, i))
	p.negative = f.negated(s, i) != (p.main != i && f.negated(s, p.main))
	if p.event == "" && !f.worthTelling(s, p) {
		return nil
	}
	p.background = p.event == ""
	p.words = f.clauseWords(s, p.main)
	if !slices.Contains(p.words, p.head) {
		p.words = union(p.words, f.clauseWords(s, p.head))
	}
	return p
}

func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// governs: i is a modal, implicative or aspectual verb whose infinitive carries the proposition.
func (f *finder) governs(s *sentence, i int) bool {
	return f.g.is("implicative", plain(s.lemma(i))) && f.infinitiveOf(s, i) >= 0
}

// infinitiveOf returns the infinitive that verb i governs: UD xcomp or ccomp,
// else the next verb if only prepositions, adverbs, clitics or marks stand between.
func (f *finder) infinitiveOf(s *sentence, i int) int {
	if x := s.child(i, "xcomp", "ccomp"); x > i && s.verbal(x) && !s.finite(x) {
		return x
	}
	for j := i + 1; j < s.n() && j < i+6; j++ {
		switch {
		case s.pos(j) == "VERB":
			if s.Words[j].Feat("VerbForm") == "Inf" || f.g.lang != "fr" && s.rel(j) == "xcomp" {
				return j
			}
			return -1
		case s.pos(j) == "ADP", s.pos(j) == "ADV", s.pos(j) == "PRON", s.pos(j) == "PART", s.pos(j) == "AUX", isMark(s.Words[j].Form), s.rel(j) == "mark":
		default:
			return -1
		}
	}
	return -1
}

// governorOf returns the implicative or modal verb whose infinitive is i, or -1.
func (f *finder) governorOf(s *sentence, i int) int {
	if h := s.head(i); h >= 0 && h != i && s.verbal(h) && f.governs(s, h) && f.infinitiveOf(s, h) == i {
		return h
	}
	for j := i - 1; j >= 0 && j > i-6; j-- {
		if s.verbal(j) && f.governs(s, j) && f.infinitiveOf(s, j) == i {
			return j
		}
	}
	return -1
}

// climb notes the verbs above an infinitive: "ont pu repousser", "n'ont pas réussi à reprendre".
func (f *finder) climb(p *predicate) {
	s := p.s
	for n, k := 0, p.head; n < 4; n++ {
		h := f.governorOf(s, k)
		if h < 0 {
			break
		}
		v := f.g.value("implicative", plain(s.lemma(h)))
		if plain(s.lemma(h)) == "pouvoir" && !s.perfect(h) {
			v = "?" // "peut reprendre" is possible, "a pu reprendre" happened
		}
		p.effect = compose(p.effect, v)
		p.main = h
		k = h
	}
	if f.purpose(s, p.head) {
		p.effect = "!"
	}
}

// compose combines the effects of an outer verb with what is below it.
func compose(inner, outer string) string {
	switch {
	case inner == "" || inner == "+":
		return outer
	case outer == "+" || outer == "":
		return inner
	case inner == "-" && outer == "-":
		return "+"
	case outer == "-" || inner == "-":
		return "-"
	}
	return "?"
}

// perfect: the verb is a past participle with an auxiliary, or a simple past.
func (s *sentence) perfect(i int) bool {
	return s.child(i, "aux") >= 0 || s.Words[i].Feat("Tense") == "Past"
}

// purpose: "pour stabiliser", "afin de reprendre", English "to retake" as an adverbial.
func (f *finder) purpose(s *sentence, i int) bool {
	if s.rel(i) != "advcl" && s.rel(i) != "acl" && s.rel(i) != "obl" || s.Words[i].Feat("VerbForm") != "Inf" {
		return false
	}
	for _, k := range s.kids[i] {
		if f.g.is("purpose", s.low[k]) {
			return true
		}
	}
	return false
}

// name gives the predicate the event of a trigger.
func (p *predicate) name(words []int, t *trigger) {
	p.trigger = words
	if t != nil {
		p.event, p.mode = t.event, t.mode
	}
}

// eventOf finds the trigger of a clause: its verb, or the event noun that a
// light verb only carries ("ont lancé une contre-offensive", "sont engagées
// dans des combats"); nil where it has none, with the verb itself.
func (f *finder) eventOf(s *sentence, i int) ([]int, *trigger) {
	if t, words := f.triggerAt(s, i); t != nil && t.event != "" {
		return words, t
	}
	if s.verbal(i) && (f.g.is("light", plain(s.lemma(i))) || f.g.is("implicative", plain(s.lemma(i)))) || s.child(i, "cop") >= 0 {
		for _, k := range s.kids[i] {
			if !s.carried(i, k) {
				continue
			}
			if t, words := f.triggerAt(s, k); t != nil && t.event != "" {
				return words, t
			}
		}
		if s.pos(i) == "ADV" || s.pos(i) == "ADJ" || s.nominal(i) {
			for _, k := range s.kids[i] { // "sont en contact", copular with the noun below
				if t, words := f.triggerAt(s, k); t != nil && t.event != "" && s.rel(k) != "nsubj" {
					return words, t
				}
			}
		}
	}
	return []int{i}, nil
}

// carried: the light verb i may only carry the noun k: its object, its oblique, or the subject of one without an object.
func (s *sentence) carried(i, k int) bool {
	if !s.nominal(k) {
		return false
	}
	switch s.rel(k) {
	case "obj", "obl", "xcomp", "iobj":
		return true
	case "nsubj":
		return s.Words[k].Deprel == "nsubj:pass" || s.child(i, "obj") < 0
	}
	return false
}

// worthTelling: an untyped clause that is asserted, or that describes an actor.
func (f *finder) worthTelling(s *sentence, p *predicate) bool {
	i := p.main
	rel := s.rel(i)
	if sub := s.child(i, "nsubj"); sub >= 0 && s.relative(sub) && sub < i {
		rel = "acl" // a relative clause, whatever the tree calls it
	}
	switch rel {
	case "root", "parataxis":
		return s.finite(i) || s.child(i, "nsubj") >= 0
	case "ccomp":
		return s.finite(i)
	case "conj", "acl":
		h := s.head(i)
		if h >= 0 && rel == "conj" && s.rel(h) != "acl" {
			return s.finite(i) && (s.rel(h) == "root" || s.rel(h) == "ccomp")
		}
		if h >= 0 && rel == "conj" {
			h = s.head(h)
		}
		if h < 0 || s.quotedAt(i) || f.mentionAt(s, h, s.Words[h].Span) == nil {
			return false
		}
		lo := s.subtree(i, nil)[0]
		agent := s.full(i, "obl:agent") >= 0
		return agent || s.comma(lo) || lo > 0 && s.comma(lo-1) || s.coordinatedDescription(i)
	}
	return false
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
	if a.entry.class == "fear_hope" && p.event == "" {
		p.event = "DIP.REQUEST"
	}
	switch a.entry.class {
	case "fear_hope", "order_demand", "accuse", "warn_threat", "claim_responsibility", "promise":
	default:
		return nil
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
			return f.g.is("complementizer", plain(s.low[k]))
		case s.indicativeRelative(k) && s.conditional(i):
			return true
		}
		return false
	})
	for len(sub) > 0 && (s.punct(sub[len(sub)-1]) && !isMark(s.Words[sub[len(sub)-1]].Form) && s.low[sub[len(sub)-1]] != ")" || s.pos(sub[len(sub)-1]) == "CCONJ") {
		sub = sub[:len(sub)-1]
	}
	for len(sub) > 0 && (s.comma(sub[0]) || s.pos(sub[0]) == "CCONJ" && sub[0] < i || sub[0] < i && s.pos(sub[0]) == "SCONJ" && f.g.is("complementizer", plain(s.low[sub[0]]))) {
		sub = sub[1:]
	}
	return sub
}

// nominalPredicate makes a claim of an event noun that no verb carries: the
// nominal content of an attribution, or a definite noun with a place, actor or
// time of its own, which is presupposed ("la perte d'Alep", "after the capture of the town").
func (f *finder) nominalPredicate(s *sentence, i int, taken []bool) *predicate {
	if taken[i] || s.pos(i) != "NOUN" {
		return nil
	}
	t, words := f.triggerAt(s, i)
	if t == nil || t.event == "" || slices.ContainsFunc(words, func(w int) bool { return taken[w] }) {
		return nil
	}
	p := &predicate{s: s, head: i, main: i, trigger: words, event: t.event, mode: t.mode, nominal: true, rule: "nominal", words: f.nounClause(s, i)}
	if a := f.contentHead(s, i); a != nil {
		p.rule = "nominal_content"
		p.words = nil
		for _, c := range a.content {
			p.words = append(p.words, s.wordsIn(c)...)
		}
		return p
	}
	if !f.furnished(s, i) {
		f.note(s, p.rule, words, false, "refers back: no place, actor or time of its own")
		return nil
	}
	p.background = f.presupposed(s, i)
	return p
}

// contentHead: the attribution whose nominal content is headed by this noun.
func (f *finder) contentHead(s *sentence, i int) *attribution {
	for _, a := range f.attrs {
		if a.s == s && a.rule != "verb_que" && strings.Contains(a.rule, "_") && a.holds(s.Words[i].Span) && len(a.entry.words) > 0 && a.entry.object {
			first := s.wordsIn(a.content[0])
			if len(first) > 0 && i-first[0] <= 4 && !f.finiteIn(s, first[0], i) {
				return a
			}
		}
	}
	return nil
}

// nounClause is the noun with its complements, without relative clauses and conjuncts.
func (f *finder) nounClause(s *sentence, i int) []int {
	sub := s.subtree(i, func(k int) bool {
		return s.head(k) == i && (s.rel(k) == "case" || s.rel(k) == "conj" || s.rel(k) == "cc" || s.indicativeRelative(k) || s.rel(k) == "punct" || s.rel(k) == "cop" || s.rel(k) == "nsubj" || s.rel(k) == "mark")
	})
	return sub
}

// furnished: the noun has a complement that is a place, an actor or a time.
func (f *finder) furnished(s *sentence, i int) bool {
	for _, k := range s.kids[i] {
		if r := s.rel(k); r != "nmod" && r != "amod" && r != "obl" && r != "obj" && r != "nummod" {
			continue
		}
		sp := recoupe.Hull(s.spans(s.subtree(k, nil)))
		for j := range f.in.Places {
			if f.in.Places[j].Role == "" && overlapsAny(f.in.Places[j].Spans, sp) && s.rel(k) != "amod" {
				return true
			}
		}
		if f.mentionAt(s, k, s.Words[k].Span) != nil && s.rel(k) == "nmod" {
			return true
		}
		if f.timeAt(s, k) {
			return true
		}
	}
	return false
}

func overlapsAny(spans []recoupe.Span, sp recoupe.Span) bool {
	return slices.ContainsFunc(spans, sp.Overlaps)
}

// presupposed: a definite noun takes the event for granted.
func (f *finder) presupposed(s *sentence, i int) bool {
	d := s.child(i, "det")
	return d >= 0 && (s.Words[d].Feat("Definite") == "Def" || s.low[d] == "the" || s.low[d] == "la" || s.low[d] == "le" || s.low[d] == "l'") || f.g.lang == "ar"
}

// circumstances: "sous couverture aérienne", "with air support": means that are said in passing.
func (f *finder) circumstances(s *sentence, taken []bool) {
	for i := range s.Words {
		if taken[i] {
			continue
		}
		for _, key := range []string{plain(s.low[i])} {
			for t := range f.g.triggers[key] {
				tr := &f.g.triggers[key][t]
				if tr.pos != "MEANS" {
					continue
				}
				if words := f.match(s, i, tr.words); words != nil {
					p := &predicate{s: s, head: words[len(words)-1], main: words[0], trigger: words[1:], event: tr.event, nominal: true, rule: "circumstance", words: words}
					f.keep(p, taken)
				}
			}
		}
	}
}

// gloss makes a background claim of the author of an apposition that was cut out of a content.
func (f *finder) gloss(s *sentence, taken []bool) {
	for _, a := range f.attrs {
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
