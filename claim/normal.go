// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe/ud"
)

// normal puts right what treebanks write in different ways and parsers take for
// one another, so that the rules need to know one form only. The sentence given
// stays as it is.
//
//   - A French verb of motion or change takes être without being passive: in "la
//     ville est tombée" the town is the subject.
func normal(g *grammar, s *ud.Sentence) *ud.Sentence {
	if g.lang != "fr" {
		return s
	}
	var out *ud.Sentence
	for i := range s.Words {
		w := &s.Words[i]
		h := w.Head - 1
		if !strings.HasSuffix(w.Deprel, ":pass") || h < 0 || h >= len(s.Words) || !g.is("être", plain(s.Words[h].Lemma)) {
			continue
		}
		if out == nil {
			c := *s
			c.Words = slices.Clone(s.Words)
			out = &c
		}
		if w.Base() == "aux" {
			out.Words[i].Deprel = "aux:tense"
		} else {
			out.Words[i].Deprel = w.Base()
		}
	}
	if out == nil {
		return s
	}
	return out
}
