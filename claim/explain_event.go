// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"fmt"
	"slices"
	"strings"

	"recoupe"
)

// whyNoClaim gives every event word, and every verb that heads a clause, that
// carries no claim its reason; for a trace only.
func (f *finder) whyNoClaim() {
	if !f.trace {
		return
	}
	for _, s := range f.sents {
		if s == nil {
			continue
		}
		if k := f.in.Regions[s.region].Kind; k != recoupe.Sentence {
			f.note(s, "region", span(0, s.n()-1), false, whyNoClaimsIn(k))
			continue
		}
		for i := range s.Words {
			if !f.toldOf(s)[i] {
				f.droppedEvent(s, i)
			}
		}
	}
}

// droppedEvent notes why word i carries no claim, if it could: the lexicon has it
// as an event, or it is a verb of its own.
func (f *finder) droppedEvent(s *sentence, i int) {
	t, words, why := f.candidate(s, i)
	switch carried := slices.IndexFunc(f.preds, func(p *predicate) bool { return p.s == s && p.head == i }); {
	case carried >= 0:
		f.note(s, "clause", []int{i}, false, fmt.Sprintf("it only carries %q, which makes the claim", s.mention(s.spans(f.preds[carried].trigger)).Text))
	case t != nil:
		f.note(s, "event "+t.event, words, false, why)
	case s.pos(i) == "VERB" && s.rel(i) != "aux" && s.rel(i) != "fixed" && s.rel(i) != "case":
		f.note(s, "clause", []int{i}, false, f.whyNoClause(s, i))
	}
}

// candidate returns the first event that the lexicon has for word i, the words
// that it takes, and why it makes no claim.
func (f *finder) candidate(s *sentence, i int) (*trigger, []int, string) {
	for _, key := range f.g.lookups(s, i) {
		list := f.g.triggers[key]
		for n := range list {
			t := &list[n]
			if t.event == "" || t.pos == "AGENT" || t.pos == "MEANS" {
				continue
			}
			if words := f.matchTrigger(s, i, t); words != nil {
				return t, words, f.whyNoEvent(s, i, t, words)
			}
		}
	}
	return nil, nil, ""
}

// whyNoEvent is the reason of an event word without a claim, the first that holds.
func (f *finder) whyNoEvent(s *sentence, i int, t *trigger, words []int) string {
	if f.figurative(s)[i] {
		return "a word of a phrase that is no event"
	}
	if !fits(t.pos, s.pos(i)) && !f.verbAnyway(s, i, t) && !f.nounAnyway(s, i, t) {
		return fmt.Sprintf("an event as %s only, and tagged %s", t.pos, s.pos(i))
	}
	for _, g := range t.guard {
		if !f.guard(s, words, g) {
			return fmt.Sprintf("%s: %s is asked for", unmet(g.key), strings.ReplaceAll(g.value, "|", " or "))
		}
	}
	for _, p := range f.preds {
		if p.s == s && slices.ContainsFunc(words, func(w int) bool { return slices.Contains(p.trigger, w) }) {
			return fmt.Sprintf("told already by %q", s.mention(s.spans(p.trigger)).Text)
		}
	}
	if m := s.actorAt(f, i); m != nil && m.Known && m.Rule == "name" {
		return fmt.Sprintf("a word of the name %q", m.Span.In(s.text))
	}
	if s.verbal(i) {
		return f.whyNoClause(s, i)
	}
	return fmt.Sprintf("a noun (%s) that brings in no place, actor or time", s.pos(i))
}

// unmet says in words which condition on its surroundings an event word misses.
func unmet(key string) string {
	switch key {
	case "subj":
		return "who does it is of another kind"
	case "obj":
		return "what it is done to is of another kind"
	case "at":
		return "nothing near it is of the kind"
	case "with":
		return "a word that goes with it is missing"
	case "prep":
		return "its preposition is another one"
	case "refl":
		return "it is not reflexive"
	}
	return "a condition on its surroundings is not met"
}

// whyNoClause is the reason of a verb without a claim.
func (f *finder) whyNoClause(s *sentence, i int) string {
	if a := f.cueOf(s, i); a != nil {
		return "a cue: that somebody says something is no event"
	}
	e, _ := f.cueAt(s, i, "phrase")
	switch {
	case e.class == "relay":
		return "it only says who passes something on"
	case e.class == "none":
		return "a set phrase that tells nothing"
	case f.attributive(s, i):
		return "it only describes its noun"
	case f.governs(s, i):
		return "the infinitive below it makes the claim"
	case s.rel(i) == "cop" || s.rel(i) == "aux":
		return "an auxiliary of another verb"
	case f.describesNobody(s, i):
		return "no event, and what it describes is no actor"
	case !s.finite(i):
		return fmt.Sprintf("no event, and a clause (%s) without a finite verb", s.Words[i].Deprel)
	}
	return fmt.Sprintf("no event, and a clause (%s) that is not asserted by itself", s.Words[i].Deprel)
}

// describesNobody: the verb heads a description of a noun that is no actor.
func (f *finder) describesNobody(s *sentence, i int) bool {
	h := s.head(i)
	return s.rel(i) == "acl" && h >= 0 && f.mentionAt(s, h, s.Words[h].Span) == nil
}
