// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
)

// tollTypes are the events that a counted consequence stands for.
var tollTypes = map[string]string{
	"killed": "CONS.KILLED", "injured": "CONS.INJURED", "displaced": "CONS.DISPLACED", "captured": "CONS.CAPTURED",
	"arrested": "LAW.ARREST", "abducted": "VIO.ABDUCT", "released": "LAW.RELEASE",
}

// tolls makes a claim of a number of people to whom something happened, where
// the number alone is what is said: "L'ONU fait état de 12 000 déplacés",
// "Twelve dead, according to the mayor". Inside a clause its verb tells what happened.
func (f *finder) tolls(s *sentence, taken []bool) {
	if s.index >= len(f.in.Figures) {
		return
	}
	for i := range f.in.Figures[s.index] {
		g := &f.in.Figures[s.index][i]
		event := tollTypes[g.Category]
		words := s.wordsIn(recoupe.Hull(g.Spans))
		if event == "" || len(words) == 0 || slices.ContainsFunc(words, func(w int) bool { return taken[w] }) {
			continue
		}
		head := s.headOf(words)
		a := f.contentHead(s, head)
		if a == nil && (s.rel(head) != "root" || s.finite(head)) || f.toldBy(s, head, event) || f.takesPart(s, head) {
			continue
		}
		f.keep(&predicate{s: s, head: head, main: head, trigger: []int{head}, event: event, nominal: true, rule: "toll", words: union(words, f.nounClause(s, head))}, taken)
	}
}

// headOf is the word of a phrase that hangs on a word outside it, the last such one.
func (s *sentence) headOf(words []int) int {
	for n := len(words) - 1; n >= 0; n-- {
		if h := s.head(words[n]); !slices.Contains(words, h) && s.pos(words[n]) != "PUNCT" {
			return words[n]
		}
	}
	return words[len(words)-1]
}

// toldBy: a claim of the type has the word in its clause.
func (f *finder) toldBy(s *sentence, w int, event string) bool {
	return slices.ContainsFunc(f.preds, func(p *predicate) bool {
		return p.s == s && p.event == event && slices.Contains(p.words, w)
	})
}
