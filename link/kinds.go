// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"fmt"
	"sync"

	"recoupe/lexicon"
)

// kind is what the table says about an event type.
type kind struct {
	group   string
	parties bool // parties, not the place, tell occurrences apart
	lasting bool
	number  int16 // of the group, from 1 in the order of the table
}

// kinds is the table of occurrences; a broken table is a broken build.
var kinds = sync.OnceValue(func() map[string]kind {
	rows, err := lexicon.Table("x/occurrences.txt")
	if err != nil {
		panic(err)
	}
	out := map[string]kind{}
	numbers := map[string]int16{}
	for _, r := range rows {
		if len(r) != 4 {
			panic(fmt.Sprintf("lexicon x/occurrences.txt: %q has %d columns, want 4", r[0], len(r)))
		}
		if numbers[r[1]] == 0 {
			numbers[r[1]] = int16(len(numbers) + 1)
		}
		out[r[0]] = kind{number: numbers[r[1]], group: r[1], parties: r[2] == "parties", lasting: r[3] == "lasting"}
	}
	return out
})

// Group returns the group of types that may be one occurrence, "" for a type that the table lacks.
func Group(eventType string) string { return kinds()[eventType].group }
