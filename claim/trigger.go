// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
)

// triggerAt returns the trigger that begins at word i and passes its guards, with its words.
func (f *finder) triggerAt(s *sentence, i int) (*trigger, []int) {
	if f.figurative(s)[i] {
		return nil, nil
	}
	for _, key := range f.g.lookups(s, i) {
		list := f.g.triggers[key]
		for t := range list {
			tr := &list[t]
			if !fits(tr.pos, s.pos(i)) && !f.verbAnyway(s, i, tr) && !f.nounAnyway(s, i, tr) || tr.pos == "AGENT" || tr.pos == "MEANS" {
				continue
			}
			words := f.matchTrigger(s, i, tr)
			if words != nil && f.guarded(s, tr, words) {
				return tr, words
			}
		}
	}
	return nil, nil
}

// verbAnyway: an Arabic word that the tagger takes for a noun is a verb by its features or its shape.
func (f *finder) verbAnyway(s *sentence, i int, t *trigger) bool {
	first := i == 0 || i == 1 && s.pos(0) != "NOUN" && s.pos(0) != "ADP" && s.pos(0) != "VERB"
	clause := s.child(i, "nsubj") >= 0 && (s.rel(i) == "ccomp" || s.rel(i) == "root") // "قال إن المدينة سقطت"
	return f.g.lang == "ar" && t.pos == "VERB" && !s.punct(i) && (s.Words[i].Feat("Aspect") != "" || derived(t.words[0]) || (first || clause) && !strings.HasPrefix(s.low[i], "ال"))
}

// usedAsNoun: an adjective or participle that counts people: "12 000 déplacés", "the wounded".
func (s *sentence) usedAsNoun(i int) bool {
	part := s.pos(i) == "VERB" && s.Words[i].Feat("VerbForm") == "Part" && s.Words[i].Feat("Tense") != "Pres"
	return (s.pos(i) == "ADJ" || part) && s.adjectiveAsNoun(i)
}

// nounAnyway: a word that counts people, or an Arabic noun of action that the tagger takes for an
// adjective or does not know: it has the article or stands behind a preposition.
func (f *finder) nounAnyway(s *sentence, i int, t *trigger) bool {
	if t.pos == "NOUN" && s.usedAsNoun(i) {
		return true
	}
	return f.g.lang == "ar" && t.pos == "NOUN" && (s.pos(i) == "ADJ" || s.pos(i) == "X") && (strings.HasPrefix(s.low[i], "ال") || s.child(i, "case") >= 0)
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

// matchTrigger finds the words of a trigger from word i on. Behind a verb the
// article of an entry may be missing or another one, and what describes its
// noun may stand between: "declared a unilateral ceasefire" is "declare a ceasefire".
func (f *finder) matchTrigger(s *sentence, i int, t *trigger) []int {
	words := f.match(s, i, t.words)
	if words != nil || t.pos != "VERB" && (f.g.lang != "ar" || t.mode != "fall") || len(t.words) == 1 {
		return words
	}
	words = []int{i}
	at := i + 1
	for _, p := range t.words[1:] {
		if f.g.is("article", p) {
			continue
		}
		k := f.reach(s, at, p)
		if k < 0 {
			return nil
		}
		words = append(words, k)
		at = k + 1
	}
	return words
}

// reach looks from word at on for a word of a phrase, over what may describe it.
func (f *finder) reach(s *sentence, at int, p string) int {
	for j := at; j < s.n() && j < at+7; j++ {
		if f.matches(s, j, p) || slices.Contains(f.g.lookups(s, j), p) {
			return j
		}
		if !s.describing(j) && !f.timeAt(s, j) && !f.g.is("article", s.low[j]) && !(f.g.lang == "ar" && s.nominal(j)) { // the Arabic subject stands between verb and noun
			return -1
		}
	}
	return -1
}

// describing: an article, adjective, number, adverb or describing noun.
func (s *sentence) describing(j int) bool {
	switch s.pos(j) {
	case "ADV", "DET", "ADJ", "NUM", "PART":
		return true
	case "NOUN", "PROPN", "PRON", "VERB":
		switch s.rel(j) {
		case "compound", "amod", "flat", "nummod":
			return true
		case "nmod":
			return s.Words[j].Deprel == "nmod:poss" || s.pos(j) == "PRON" // the Arabic suffix
		case "det":
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
	if words, t := f.struckBy(s, i); t != nil {
		return words, t
	}
	if t, words := f.triggerAt(s, i); t != nil && t.event != "" {
		return words, t
	}
	if t, words := f.struck(s, i); t != nil {
		return words, t
	}
	if s.verbal(i) && (f.g.has("light", s, i) || f.g.has("implicative", s, i)) || s.child(i, "cop") >= 0 {
		for _, k := range s.kids[i] {
			if f.g.lang == "ar" && (f.onlyWhen(s, i, k) || s.rel(k) == "nsubj" && f.g.has("result", s, i)) {
				continue // "لم يتمكنوا من دخول المدينة رغم المعارك": the battles were fought
			}
			if !s.carried(i, k) && !(f.g.lang == "ar" && s.rel(k) == "nsubj") || s.Words[k].Deprel == "nsubj" && s.verbal(i) && !f.g.has("light", s, i) {
				continue // "the embargo did not work" is no embargo that somebody did not impose
			}
			if t, words := f.triggerAt(s, k); t != nil && t.event != "" {
				return words, t
			}
			if of := f.counted(s, k); of >= 0 { // "ont fait des dizaines de blessés"
				if t, words := f.triggerAt(s, of); t != nil && t.event != "" {
					return words, t
				}
			}
		}
		if s.pos(i) == "ADV" || s.pos(i) == "ADJ" || s.nominal(i) {
			for _, k := range s.kids[i] { // "sont en contact", copular with the noun below
				if t, words := f.triggerAt(s, k); t != nil && t.event != "" && s.rel(k) != "nsubj" && !(f.g.lang == "en" && s.verbal(k)) && !s.clausalSubject(k) {
					return words, t
				}
			}
		}
	}
	if f.g.lang == "ar" {
		if words, t := f.amount(s, i); t != nil {
			return words, t
		}
	}
	for _, k := range s.kids[i] { // "protesters chanted": whoever does it tells what is done
		if s.rel(k) == "nsubj" && s.verbal(i) {
			if t := f.agentAt(s, k); t != nil {
				return []int{i}, t
			}
		}
	}
	return []int{i}, nil
}

// clausalSubject: what "il est inexact que" speaks of is a clause of its own.
func (s *sentence) clausalSubject(k int) bool {
	return s.g.lang == "fr" && s.verbal(k) && s.finite(k) && (s.rel(k) == "csubj" || s.rel(k) == "ccomp")
}

// struckBy: the subject of a verb of hitting is the attack, its object the target: "deux frappes ont visé un pont";
// that of a verb of going on is what goes on.
func (f *finder) struckBy(s *sentence, i int) ([]int, *trigger) {
	happens := f.g.has("happen", s, i) && s.child(i, "obj") < 0 // "les bombardements ont repris sur la ville"
	if !s.verbal(i) || !happens && !f.g.has("hit", s, i) {
		return nil, nil
	}
	for _, k := range s.kids[i] {
		if s.Words[k].Deprel != "nsubj" && s.Words[k].Deprel != "obl:agent" || !s.nominal(k) || s.relative(k) {
			continue
		}
		for _, n := range []int{k, f.counted(s, k)} {
			if n < 0 {
				continue
			}
			if t, words := f.triggerAt(s, n); t != nil && strings.HasPrefix(t.event, "VIO.") {
				return words, t
			}
		}
	}
	return nil, nil
}

// struck reads a verb of hitting whose subject is the attack itself: "air strikes
// hit the market" is an air strike on the market.
func (f *finder) struck(s *sentence, i int) (*trigger, []int) {
	k := s.subjectOf(i)
	if !s.verbal(i) || k < 0 || !f.g.has("striking", s, i) {
		return nil, nil
	}
	t, words := f.triggerAt(s, k)
	if t == nil || !strings.HasPrefix(t.event, "VIO.") {
		for _, c := range s.kids[k] { // the trigger may begin before its head: "air strikes"
			if c < k && s.rel(c) == "compound" {
				if t, words = f.triggerAt(s, c); t != nil && slices.Contains(words, k) && strings.HasPrefix(t.event, "VIO.") {
					return t, words
				}
			}
		}
		return nil, nil
	}
	return t, words
}

// figurative marks the words of phrases that are no event though a word of them
// is: "une offensive de charme", "a legal battle".
func (f *finder) figurative(s *sentence) []bool {
	if v, done := f.void[s.index]; done {
		return v
	}
	v := make([]bool, s.n())
	for i := range s.Words {
		if e, words := f.cueAt(s, i, "phrase"); words != nil && e.class == "none" { // "asked not to be named"
			for _, w := range words {
				v[w] = true
			}
		}
		for _, key := range f.g.lookups(s, i) {
			for t := range f.g.triggers[key] {
				tr := &f.g.triggers[key][t]
				if tr.event != "" || tr.pos == "MEANS" || len(tr.words) < 2 {
					continue
				}
				for _, w := range f.match(s, i, tr.words) {
					v[w] = true
				}
			}
		}
	}
	f.void[s.index] = v
	return v
}

// agentAt returns the trigger that word i is as somebody who does something.
func (f *finder) agentAt(s *sentence, i int) *trigger {
	for _, key := range f.g.lookups(s, i) {
		for t := range f.g.triggers[key] {
			tr := &f.g.triggers[key][t]
			if words := f.match(s, i, tr.words); tr.pos == "AGENT" && words != nil && f.guarded(s, tr, words) {
				return tr
			}
		}
	}
	return nil
}

// carried: the light verb i may only carry the noun k: its object, its oblique, or the subject of one without an object.
func (s *sentence) carried(i, k int) bool {
	if !s.nominal(k) && !s.usedAsNoun(k) {
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
