// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// guarded reports whether the surroundings of a trigger meet its guards; the
// keys are described in docs/lexicon.md.
func (f *finder) guarded(s *sentence, t *trigger, words []int) bool {
	for _, g := range t.guard {
		if !f.guard(s, words, g) {
			return false
		}
	}
	return true
}

func (f *finder) guard(s *sentence, words []int, g guard) bool {
	head := words[0]
	if rest, negated := strings.CutPrefix(g.value, "!"); negated {
		return !f.guard(s, words, guard{g.key, rest})
	}
	values := strings.Split(g.value, "|")
	switch g.key {
	case "subj":
		subjects := f.agents(s, head)
		return f.anyIs(s, subjects, values) || len(subjects) == 0 && slices.Contains(values, "body") && s.verbal(head)
	case "obj":
		return f.anyIs(s, f.objects(s, words), values)
	case "at":
		return f.anyIs(s, append(f.objects(s, words), f.near(s, words)...), values)
	case "with":
		return slices.ContainsFunc(f.company(s, words), func(k int) bool {
			return slices.Contains(values, plain(s.lemma(k))) || slices.Contains(values, plain(s.low[k]))
		})
	case "prep":
		for _, k := range s.kids[head] {
			if c := s.child(k, "case"); c >= 0 && (slices.Contains(values, plain(s.lemma(c))) || slices.Contains(values, plain(s.low[c]))) {
				return true
			}
		}
		last := words[len(words)-1]
		return last+1 < s.n() && slices.Contains(values, plain(s.lemma(last+1)))
	case "case":
		c := s.child(head, "case")
		return c >= 0 && slices.Contains(values, plain(s.low[c]))
	case "refl":
		return s.reflexive(head)
	case "to":
		return f.anyIs(s, f.given(s, head), values)
	}
	return true
}

// given are the nominals to whom a verb gives something or itself up: "s'est rendu aux autorités", not "à Bamako".
func (f *finder) given(s *sentence, head int) []int {
	var out []int
	for _, k := range s.kids[head] {
		if c := s.child(k, "case"); k > head && s.nominal(k) && c >= 0 && f.g.is("told-case", plain(s.low[c])) && !f.placed(s.Words[k].Span) {
			out = append(out, k)
		}
	}
	return out
}

// near are the nominals behind a trigger up to the next comma or verb.
func (f *finder) near(s *sentence, words []int) []int {
	var out []int
	for j := words[len(words)-1] + 1; j < s.n() && j < words[0]+10 && s.pos(j) != "VERB" && !s.comma(j); j++ {
		if s.nominal(j) {
			out = append(out, j)
		}
	}
	return out
}

// company is every word that hangs on a trigger, two steps deep, and its neighbours.
func (f *finder) company(s *sentence, words []int) []int {
	var out []int
	for _, w := range words {
		for _, k := range s.kids[w] {
			out = append(append(out, k), s.kids[k]...)
		}
	}
	if i := words[0]; i > 0 {
		out = append(out, i-1)
	}
	if j := words[len(words)-1] + 1; j < s.n() {
		out = append(out, j)
	}
	return out
}

// reflexive: a reflexive clitic hangs on the verb ("s'est emparée").
func (s *sentence) reflexive(i int) bool {
	for _, k := range s.kids[i] {
		if s.low[k] == "se" || s.low[k] == "s'" || s.Words[k].Feat("Reflex") == "Yes" {
			return true
		}
	}
	return i > 0 && (s.low[i-1] == "se" || s.low[i-1] == "s'") || i > 1 && s.pos(i-1) == "AUX" && (s.low[i-2] == "se" || s.low[i-2] == "s'")
}

// objects are the nominals that a trigger is done to: object, passive subject,
// complement of the noun, and what a preposition of the phrase governs.
func (f *finder) objects(s *sentence, words []int) []int {
	var out []int
	for _, w := range words {
		for _, k := range s.kids[w] {
			switch {
			case slices.Contains(words, k):
			case s.rel(k) == "obj", f.bareObject(s, k), s.Words[k].Deprel == "nsubj:pass", s.rel(k) == "nmod", s.rel(k) == "obl" && f.oblique(s, words, k), s.rel(k) == "iobj":
				out = append(out, k)
			}
		}
	}
	if h := s.head(words[0]); s.rel(words[0]) == "acl" && h >= 0 && s.Words[words[0]].Feat("VerbForm") == "Part" {
		out = append(out, h)
	}
	if s.torn(words[0]) {
		out = append(out, s.head(words[0]))
	}
	if last := words[len(words)-1]; len(out) == 0 || f.g.lang == "ar" { // no tree to trust: the next nominal, in Arabic all of the clause
		for j := last + 1; j < s.n() && j <= last+7 && (!s.punct(j) || s.listed(j)) && s.pos(j) != "VERB" && s.pos(j) != "SCONJ"; j++ {
			if s.nominal(j) && !f.timeAt(s, j) {
				if out = append(out, j); f.g.lang != "ar" {
					break
				}
			}
		}
	}
	return out
}

// listed: a comma between two adjectives of one noun.
func (s *sentence) listed(j int) bool {
	return s.comma(j) && j > 0 && j+1 < s.n() && s.pos(j-1) == "ADJ" && s.pos(j+1) == "ADJ"
}

// bareObject: an oblique without preposition that is no time is an object with a wrong arc.
func (f *finder) bareObject(s *sentence, k int) bool {
	return s.Words[k].Deprel == "obl:unmarked" && s.head(k) < k && s.nominal(k) && s.child(k, "case") < 0 && !f.timeAt(s, k)
}

// oblique: the complement that a preposition governs is what the verb is done
// to where the language or the phrase has it so ("s'emparer de la ville", "took
// control of the town"); with a single English verb it is only where or how.
func (f *finder) oblique(s *sentence, words []int, k int) bool {
	if s.Words[k].Deprel == "obl:agent" {
		return false
	}
	if len(words) > 1 || !s.verbal(words[0]) || f.g.lang == "ar" {
		return true
	}
	c := s.child(k, "case") // "s'emparer de la ville"; "reprendre à Uvira" says where
	return c >= 0 && f.g.is("object-case", plain(s.low[c])) && s.child(words[0], "obj") < 0 && s.byRelation(words[0], "nsubj:pass") < 0
}

func (f *finder) agents(s *sentence, head int) []int {
	var out []int
	for _, k := range s.kids[head] {
		if s.rel(k) == "nsubj" && (s.Words[k].Deprel != "nsubj:pass" || s.Words[head].Feat("Voice") == "Act") || s.Words[k].Deprel == "obl:agent" {
			out = append(out, k)
		}
	}
	if h := s.head(head); len(out) == 0 && f.g.lang == "ar" && !s.verbal(head) && h >= 0 && (f.g.has("implicative", s, h) || f.g.has("light", s, h)) {
		return f.agents(s, h) // "تمكن المتمردون من دخول المدينة"
	}
	if len(out) == 0 {
		if k, fn := f.inheritedSubject(s, head); k >= 0 && fn == subject {
			out = append(out, k)
		} else if k := f.subjectBefore(s, head); k >= 0 {
			out = append(out, k)
		}
	}
	return out
}

func (f *finder) anyIs(s *sentence, args []int, values []string) bool {
	for _, a := range args {
		for _, v := range values {
			if f.isA(s, a, v) || f.conjunctIs(s, a, v) {
				return true
			}
		}
	}
	return false
}

// saidOfOneself returns the subject of the verb of saying above a personal pronoun that is the subject of what is
// said, -1 if there is none: "the army said it held the bridge".
func (s *sentence) saidOfOneself(i int) int {
	w := &s.Words[i]
	if w.UPOS != "PRON" || w.Feat("PronType") != "Prs" && s.g.lang != "ar" || w.Feat("Person") != "3" || w.Base() != "nsubj" || s.head(i) < 0 || s.rel(s.head(i)) != "ccomp" {
		return -1
	}
	for _, k := range s.kids[max(s.head(s.head(i)), 0)] {
		if s.rel(k) == "nsubj" && k < i && s.nominal(k) && s.pos(k) != "PRON" && s.agrees(i, k) {
			return k
		}
	}
	return -1
}

// agrees: in Arabic a pronoun has the gender of the one noun that it takes up: "قال المتحدث إنها سقطت" is of the town.
func (s *sentence) agrees(pronoun, noun int) bool {
	a, b := s.Words[pronoun].Feat("Gender"), s.Words[noun].Feat("Gender")
	return s.g.lang != "ar" || a == "" || b == "" || a == b || s.Words[noun].Feat("Number") == "Plur" || s.pos(noun) == "PROPN"
}

// conjunctIs: one that the nominal is coordinated with is of the class.
func (f *finder) conjunctIs(s *sentence, i int, class string) bool {
	for _, k := range s.kids[i] {
		if s.rel(k) == "conj" && s.nominal(k) && f.isA(s, k, class) {
			return true
		}
	}
	return false
}

// isA tests the class of a nominal: place, force, person, weapon …, or the lemma itself.
func (f *finder) isA(s *sentence, i int, class string) bool {
	if s.pos(i) == "PRON" && s.relative(i) {
		if a := s.antecedent(i); a >= 0 {
			i = a
		}
	}
	if k := s.saidOfOneself(i); k >= 0 {
		i = k
	}
	if k := f.counted(s, i); k >= 0 {
		i = k
	}
	if f.g.has(class+"-noun", s, i) || class == "person" && f.g.has("human-noun", s, i) {
		return true
	}
	sp := s.Words[i].Span
	switch class {
	case "relief":
		return f.relief(s, i)
	case "place":
		return f.placed(sp) || f.placeBefore(s, i) || f.maybePlace(s, i)
	case "event":
		return f.isEvent(s, i)
	case "body", "state":
		return f.canAct(s, i)
	case "official":
		m := s.actorAt(f, i)
		return m != nil && (m.Kind == "person" && !m.Anonymous || m.Kind == "government" || m.Kind == "ministry") || f.g.is("office", plain(s.lemma(i)))
	case "figure":
		u := f.figureUnit(s, i)
		return u == "person" || u == "household" || u == "fighter"
	case "force", "person", "actor", "civilian", "human":
		m := s.actorAt(f, i)
		if m == nil && class == "force" && f.g.is("first-person", s.low[i]) {
			return f.armedVoice(s, i)
		}
		if m == nil {
			u := f.figureUnit(s, i)
			return class != "force" && (u == "person" || u == "household" || class == "person" && s.pos(i) == "PROPN" && !f.placed(sp))
		}
		switch class {
		case "force":
			if f.relief(s, i) {
				return false
			}
			return armed(m.Kind) || m.Kind == "state" || m.Kind == "government"
		case "civilian":
			return m.Kind == "civilians" || m.Kind == "person"
		case "person", "human":
			return m.Kind == "civilians" || m.Kind == "person" || armed(m.Kind)
		}
		return true
	}
	return slices.Contains(f.g.lookups(s, i), class)
}

// relief: the phrase speaks of help that is brought: "un convoi de quinze camions d'aide" is no force.
func (f *finder) relief(s *sentence, i int) bool {
	return f.g.hasClass("relief-noun") && slices.ContainsFunc(s.nounPhrase(i), func(w int) bool { return f.g.has("relief-noun", s, w) })
}

// armedVoice: who says "we" there is under arms or speaks for those who are.
func (f *finder) armedVoice(s *sentence, i int) bool {
	return s.index < len(f.voices) && slices.ContainsFunc(f.voices[s.index], func(a *attribution) bool {
		return a.holds(s.Words[i].Span) && (armed(a.source.kind) || a.source.body != nil && armed(a.source.body.Kind))
	})
}

func (f *finder) figureUnit(s *sentence, i int) string {
	if s.index >= len(f.in.Figures) {
		return ""
	}
	for _, g := range f.in.Figures[s.index] {
		if recoupe.Hull(g.Spans).Overlaps(s.Words[i].Span) {
			return g.Unit
		}
	}
	return ""
}

// maybePlace: a name that is neither a known place nor an actor nor a plural
// ("Palestinians") may be a place that no gazetteer has; one word that only
// looks like a person may too.
func (f *finder) maybePlace(s *sentence, i int) bool {
	if s.pos(i) != "PROPN" || s.Words[i].Feat("Number") == "Plur" {
		return false
	}
	m := s.actorAt(f, i)
	return m == nil || m.Kind == "person" && m.Rule == "name" && !m.Known && m.Span == s.Words[i].Span
}

// placeBefore: a pronoun that may take up a place, the last of which stands before it in the sentence: "fled the town and the rebels took it".
func (f *finder) placeBefore(s *sentence, i int) bool {
	if s.pos(i) != "PRON" || !f.g.is("place-pronoun", plain(s.low[i])) {
		return false
	}
	for j := i - 1; j >= 0; j-- {
		if s.nominal(j) && s.pos(j) != "PRON" && (f.g.has("place-noun", s, j) || f.placed(s.Words[j].Span)) {
			return true
		}
	}
	return false
}

// placed: a place was found there.
func (f *finder) placed(sp recoupe.Span) bool {
	for j := range f.in.Places {
		if overlapsAny(f.in.Places[j].Spans, sp) {
			return true
		}
	}
	return false
}

// isEvent: the nominal is itself an event, or somebody's words: a proposal, a call, a demand.
func (f *finder) isEvent(s *sentence, i int) bool {
	if f.g.is("words-noun", plain(s.lemma(i))) {
		return true
	}
	for _, key := range f.g.lookups(s, i) {
		for _, t := range f.g.triggers[key] {
			if t.event != "" && t.pos == "NOUN" {
				return true
			}
		}
	}
	return false
}

// canAct: somebody who can act in his own name: an actor, a name, a pronoun of a person.
func (f *finder) canAct(s *sentence, i int) bool {
	return s.actorAt(f, i) != nil || s.pos(i) == "PROPN" || s.pos(i) == "PRON" || f.g.is("office", plain(s.lemma(i)))
}
