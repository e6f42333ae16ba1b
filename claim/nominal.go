// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/ud"
)

// nominalPredicate makes a claim of an event noun that no verb carries: the
// nominal content of an attribution, or a definite noun with a place, actor or
// time of its own, which is presupposed ("la perte d'Alep", "after the capture of the town").
func (f *finder) nominalPredicate(s *sentence, i int, taken []bool) *predicate {
	if taken[i] || s.pos(i) != "NOUN" && !s.usedAsNoun(i) && !(f.g.lang == "ar" && (s.pos(i) == "PROPN" || s.pos(i) == "ADJ" || s.pos(i) == "X")) {
		return nil
	}
	t, words := f.triggerAt(s, i)
	if m := s.actorAt(f, i); m != nil && m.Known && m.Rule == "name" {
		return nil // a word of a name: "Army of National Liberation", الدعم السريع
	}
	if t == nil || t.event == "" || slices.ContainsFunc(words, func(w int) bool { return taken[w] }) {
		return nil
	}
	if t.event == "DIP.RESP" && f.saidAlready(s, i) {
		return nil
	}
	if f.takesPart(s, i) {
		f.note(s, "nominal", words, false, "people to whom the event of the clause happens")
		return nil
	}
	if c := s.child(i, "case"); f.g.lang == "ar" && c >= 0 && f.g.is("without", plain(s.low[c])) {
		f.note(s, "nominal", words, false, "it is said that it did not happen: without")
		return nil
	}
	if f.g.lang == "ar" && f.toldAlready(s, i, t) {
		f.note(s, "nominal", words, false, "a claim of the same event is made by the word that it hangs on")
		return nil
	}
	if q := f.partOf(s, i, t); q != nil {
		f.note(s, "nominal", words, false, "a part of "+q.event+", which its verb tells")
		return nil
	}
	p := &predicate{s: s, head: i, main: i, trigger: words, event: t.event, mode: t.mode, nominal: true, rule: "nominal", words: f.nounClause(s, i)}
	if a := f.contentHead(s, i); a != nil && f.g.lang == "ar" && a.entry.class == "deny" && t.event == "DIP.ACCUSE" {
		return nil // "رفضت اتهامات بارتكاب مجازر" denies the massacres
	}
	if a := f.contentHead(s, i); a != nil {
		p.rule = "nominal_content"
		p.words = nil
		for _, c := range a.content {
			p.words = append(p.words, s.wordsIn(c)...)
		}
		return p
	}
	if !(f.g.lang == "ar" && t.mode == "fall") && !f.furnished(s, i) && !f.bringsIn(s, i, t) && !f.sufferers(s, i, t) {
		f.note(s, p.rule, words, false, "refers back: no place, actor or time of its own")
		return nil
	}
	p.background = f.presupposed(s, i) || s.aside(i)
	return p
}

// takesPart: people who are called by what happened to them once are whom another event happens to now:
// "trois otages ont été libérés" takes no hostages, "un échange de prisonniers" no prisoners.
func (f *finder) takesPart(s *sentence, i int) bool {
	if slices.ContainsFunc(f.voices[s.index], func(a *attribution) bool { return a.s == s && a.source != nil && a.source.head == i }) {
		return true // "confie une déplacée": it tells who speaks
	}
	if slices.ContainsFunc(f.preds, func(p *predicate) bool {
		return p.s == s && s.head(p.head) == i && s.rel(p.head) == "acl" && p.event == f.typeAt(s, i)
	}) {
		return true // "un obus tombé sur une école"
	}
	if h := s.head(i); h >= 0 && (s.rel(i) == "nsubj" || s.rel(i) == "obj") && slices.ContainsFunc(f.preds, func(p *predicate) bool {
		return p.s == s && p.head == h && slices.Contains(p.trigger, h) && p.event == f.typeAt(s, i)
	}) {
		return true // "un cessez-le-feu est entré en vigueur" is one event, told once
	}
	if !f.g.has("status-noun", s, i) {
		return false
	}
	top := i
	for h := s.head(top); h >= 0 && f.g.has("quantity-noun", s, h); h = s.head(h) {
		top = h
	}
	h := s.head(top)
	return h >= 0 && s.rel(top) != "conj" && s.rel(top) != "appos" && slices.ContainsFunc(f.preds, func(p *predicate) bool {
		return p.s == s && p.event != "" && !p.speech && slices.Contains(p.trigger, h)
	})
}

// typeAt is the event that word i carries, "" for none.
func (f *finder) typeAt(s *sentence, i int) string {
	if t, _ := f.triggerAt(s, i); t != nil {
		return t.event
	}
	return ""
}

// partOf is the claim of the verb above a noun that only tells a part of the same:
// its weapon ("a shell hit", "destroyed two missiles"), the same once more ("fired a
// barrage"), what was withstood ("repelled an attack"), or whom it happened to
// ("exchanged 160 prisoners"); nil for none.
func (f *finder) partOf(s *sentence, i int, t *trigger) *predicate {
	h := s.head(i)
	if h < 0 || f.g.lang != "en" || s.rel(i) != "obj" && s.rel(i) != "nsubj" && !(s.rel(i) == "obl" && f.isInstrument(s, i)) {
		return nil
	}
	for _, q := range f.preds {
		if q.s != s || q.head != h || q.event == "" || q.nominal {
			continue
		}
		family, _, _ := cut(q.event)
		if q.event == t.event || q.event == "VIO.ATTACK" && s.rel(i) == "obj" && strings.HasPrefix(t.event, "VIO.") || f.isInstrument(s, i) && family == "VIO" || f.g.has("human-noun", s, i) || q.event == "CTRL.HOLD" && strings.HasPrefix(t.event, "VIO.") {
			return q
		}
	}
	return nil
}

// saidAlready: the verb above a noun made the claim that the noun would make: "denied responsibility".
func (f *finder) saidAlready(s *sentence, i int) bool {
	return slices.ContainsFunc(f.preds, func(p *predicate) bool { return p.s == s && p.event == "DIP.RESP" && p.head == s.head(i) })
}

// contentHead: the attribution whose nominal content is headed by this noun.
func (f *finder) contentHead(s *sentence, i int) *attribution {
	for _, a := range f.voices[s.index] {
		if a.s == s && a.rule != "verb_que" && strings.Contains(a.rule, "_") && a.holds(s.Words[i].Span) && len(a.entry.words) > 0 && a.entry.object && !f.onlyPart(a, &predicate{s: s, trigger: []int{i}, nominal: true}) {
			first := s.wordsIn(a.content[0])
			if h := s.head(i); h >= 0 && s.verbal(h) && h != a.head && a.holds(s.Words[h].Span) && s.finite(h) {
				continue // the subject of a clause that is said is not what is said
			}
			if len(first) > 0 && i-first[0] <= 4 && !f.finiteIn(s, first[0], i) && !slices.ContainsFunc(s.Words[first[0]:i], func(w ud.Word) bool { return w.UPOS == "VERB" }) {
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
		if r := s.rel(k); r != "nmod" && r != "amod" && r != "obl" && r != "obj" && r != "nummod" && !s.pastTaken(k) {
			continue
		}
		sp := recoupe.Hull(s.spans(s.subtree(k, nil)))
		for j := range f.in.Places {
			if f.in.Places[j].Role == "" && overlapsAny(f.in.Places[j].Spans, sp) && s.rel(k) != "amod" {
				return true
			}
		}
		if s.rel(k) == "nmod" && (s.pos(k) == "PROPN" || f.mentionAt(s, k, s.Words[k].Span) != nil) {
			return true
		}
		if f.timeAt(s, k) || s.rel(k) == "nummod" {
			return true
		}
	}
	if h := s.head(i); h >= 0 && s.rel(i) == "nmod" && f.g.has("quantity-noun", s, h) && strings.HasPrefix(f.typeAt(s, i), "CONS.") { // "et une quarantaine de blessés"
		return true
	}
	return false
}

// sufferers: the noun of a consequence says whose: "la mort d'un passant", مقتل امرأة.
func (f *finder) sufferers(s *sentence, i int, t *trigger) bool {
	family, _, _ := cut(t.event)
	return family == "CONS" && slices.ContainsFunc(s.kids[i], func(k int) bool { return s.rel(k) == "nmod" && f.isA(s, k, "person") })
}

// bringsIn: an indefinite noun of violence or protest brings in a new event:
// "in clashes", "un attentat"; not what is feared, prevented or only possible.
func (f *finder) bringsIn(s *sentence, i int, t *trigger) bool {
	family, _, _ := cut(t.event)
	if family != "VIO" && family != "CIV" || !s.bringsNew(i) && !(f.g.lang == "ar" && s.bareArabic(i)) {
		return false
	}
	switch s.rel(i) {
	case "obl", "obj", "nsubj", "conj", "root":
	case "nmod": // "the victims of an attack": the article brings it in
		if s.child(i, "det") < 0 && !f.g.has("quantity-noun", s, s.head(i)) && !f.g.has("course-noun", s, s.head(i)) { // "a series of attacks", "au cours d'affrontements"
			return false
		}
	default:
		return false
	}
	h := s.head(i)
	if h < 0 || f.g.lang == "ar" && f.onlyWhen(s, h, i) { // "لم يدخلوا رغم معارك": the battles were fought
		return true
	}
	v := f.g.valueOf("implicative", s, h)
	return v != "-" && v != "?" && v != "!" && f.cueOf(s, h) == nil && !f.governedAway(s, h)
}

// governedAway: the verb above the noun is itself held open or denied.
func (f *finder) governedAway(s *sentence, i int) bool {
	g := f.governorOf(s, i)
	return g >= 0 && f.g.valueOf("implicative", s, g) != "+" || f.negated(s, i)
}

// bringsNew: an indefinite article or number, or a bare plural.
func (s *sentence) bringsNew(i int) bool {
	for _, k := range s.kids[i] {
		switch {
		case s.rel(k) == "nummod", s.rel(k) == "det" && (s.Words[k].Feat("Definite") == "Ind" || s.Words[k].Feat("PronType") == "Ind"):
			return true
		case s.rel(k) == "det", s.Words[k].Deprel == "nmod:poss":
			return false
		}
	}
	return s.Words[i].Feat("Number") == "Plur" && s.Words[i].Feat("Definite") != "Def" && s.Words[i].Feat("Definite") != "Cons"
}

// bareArabic: without article, suffix or a definite second term a noun is indefinite: هجوم عنيف.
func (s *sentence) bareArabic(i int) bool {
	if strings.HasPrefix(s.low[i], "ال") {
		return false
	}
	for _, k := range s.kids[i] {
		if s.rel(k) == "nmod" && s.child(k, "case") < 0 && (strings.HasPrefix(s.low[k], "ال") || s.pos(k) == "PRON" || s.pos(k) == "PROPN") {
			return false
		}
	}
	return true
}

func overlapsAny(spans []recoupe.Span, sp recoupe.Span) bool {
	return slices.ContainsFunc(spans, sp.Overlaps)
}

// aside: the noun stands in a relative clause that describes something else.
func (s *sentence) aside(i int) bool {
	for n := 0; i >= 0 && n < 8; n++ {
		if s.Words[i].Deprel == "acl:relcl" {
			return true
		}
		i = s.head(i)
	}
	return false
}

// presupposed: a definite noun takes the event for granted.
func (f *finder) presupposed(s *sentence, i int) bool {
	d := s.child(i, "det")
	return d >= 0 && (s.Words[d].Feat("Definite") == "Def" || s.low[d] == "the" || s.low[d] == "la" || s.low[d] == "le" || s.low[d] == "l'") || f.g.lang == "ar" && strings.HasPrefix(s.low[i], "ال")
}
