// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import "time"

// A text in another language is a probable translation (O6) when it was printed within six hours and says, in the
// same order, three things at least of the same kind by the same speakers, and most of what the shorter one says.
const (
	translated     = 6 * time.Hour
	leastTogether  = 3
	leastOfShorter = 0.6
)

func translation(a, b *doc) bool {
	if a == b || a.Lang == b.Lang || a.said.IsZero() || b.said.IsZero() || a.said.Sub(b.said).Abs() > translated {
		return false
	}
	n := common(a.claims, b.claims)
	return n >= leastTogether && float64(n) >= leastOfShorter*float64(min(len(a.claims), len(b.claims)))
}

// common is the length of the longest sequence of claims of one type by one named speaker that both texts have.
func common(a, b []*said) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		last := 0 // the entry up and to the left
		for j, y := range b {
			up := row[j+1]
			switch {
			case x.claim.Event == y.claim.Event && x.voice.Named && x.voice.ID == y.voice.ID:
				row[j+1] = last + 1
			default:
				row[j+1] = max(row[j], row[j+1])
			}
			last = up
		}
	}
	return row[len(b)]
}
