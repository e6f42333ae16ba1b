// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"unicode"

	"recoupe/ud"
)

// agree carries types through the dispatch: a name seen twice has the type
// that lists decided, else the one it has most often; a surname alone is the
// person whose full name came before.
func (f *Finder) agree(sents []ud.Sentence, names []Name) {
	votes := map[string]map[string]int{}
	surnames := map[string]bool{}
	for _, n := range names {
		t := text(sents, n)
		if votes[t] == nil {
			votes[t] = map[string]int{}
		}
		weight := 1
		if n.Why != "model" {
			weight = 10
		}
		votes[t][n.Type] += weight
		if n.Type == Person && n.Last > n.First {
			surnames[sents[n.Sentence].Words[n.Last].Form] = true
		}
	}
	for i := range names {
		n := &names[i]
		t := text(sents, *n)
		if n.First == n.Last && n.Why == "model" && surnames[t] {
			n.Type, n.Why = Person, "surname of a person named before"
			continue
		}
		if best := winner(votes[t]); best != n.Type && n.Why == "model" {
			n.Type, n.Why = best, "the same name elsewhere"
		}
	}
}

// winner is the type with the most votes, the first by name of equals.
func winner(votes map[string]int) string {
	best := ""
	for t, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && t < best {
			best = t
		}
	}
	return best
}

func capitalised(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
