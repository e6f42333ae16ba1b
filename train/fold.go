// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"fmt"
	"strconv"

	"recoupe"
	"recoupe/ud"
)

// fold is the kth of so many parts of a treebank, for cross-validation and for
// treebanks of which only one part is to be had.
type fold struct{ bank, k, of int }

// foldBlock is how many sentences stay together, so that a text is seldom cut.
const foldBlock = 10

// addFold reads "ID K OF".
func (r *Recipe) addFold(f []string) error {
	var n [3]int
	for i := range n {
		if i >= len(f) {
			return fmt.Errorf("fold wants a treebank id, which part and of how many: %w", recoupe.ErrInvalid)
		}
		x, err := strconv.Atoi(f[i])
		if err != nil || x < 0 {
			return fmt.Errorf("fold %q is no number: %w", f[i], recoupe.ErrInvalid)
		}
		n[i] = x
	}
	if n[2] < 2 || n[1] >= n[2] {
		return fmt.Errorf("fold %d of %d: %w", n[1], n[2], recoupe.ErrInvalid)
	}
	r.Fold = fold{n[0], n[1], n[2]}
	return nil
}

// cut takes the fold's sentences out of its treebank and returns them.
func (f fold) cut(banks []loaded) (out []ud.Sentence) {
	if f.of == 0 {
		return nil
	}
	for i := range banks {
		if banks[i].id != f.bank {
			continue
		}
		var kept []ud.Sentence
		for k, s := range banks[i].sents {
			if k/foldBlock%f.of == f.k {
				out = append(out, s)
			} else {
				kept = append(kept, s)
			}
		}
		banks[i].sents = kept
	}
	return out
}
