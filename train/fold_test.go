// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"testing"

	"recoupe/ud"
)

// TestFold: the parts cover a treebank once, and leave another alone.
func TestFold(t *testing.T) {
	const n, of = 47, 3
	seen := map[int]int{}
	for k := range of {
		banks := []loaded{{treebank{id: 0}, make([]ud.Sentence, 5)}, {treebank{id: 1}, make([]ud.Sentence, n)}}
		for i := range n {
			banks[1].sents[i].Words = make([]ud.Word, i+1)
		}
		out := fold{1, k, of}.cut(banks)
		if len(out) == 0 || len(out)+len(banks[1].sents) != n || len(banks[0].sents) != 5 {
			t.Fatalf("part %d: %d out, %d kept", k, len(out), len(banks[1].sents))
		}
		for _, s := range out {
			seen[len(s.Words)]++
		}
	}
	for size, times := range seen {
		if times != 1 || len(seen) != n {
			t.Errorf("sentence %d came %d times, %d of %d sentences came", size, times, len(seen), n)
		}
	}
}
