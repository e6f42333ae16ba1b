// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"slices"

	"recoupe/lang"
	"recoupe/syntax"
)

// readings lists the tags with their features in the sentences of the house's treebank id: other ids have other conventions.
func readings(banks []loaded, house int) []string {
	seen := map[string]bool{}
	for _, b := range banks {
		if b.id != house {
			continue
		}
		for i := range b.sents {
			for k := range b.sents[i].Words {
				w := &b.sents[i].Words[k]
				seen[syntax.Reading(w.UPOS, w.Feats)] = true
			}
		}
	}
	return sortedKeys(seen)
}

// irregular lists the forms whose commonest lemma, for a tag, no script of the pack makes.
func irregular(banks []loaded, scripts []string) []string {
	type tagged struct{ form, upos string }
	count := map[tagged]map[string]int{}
	for _, b := range banks {
		for i := range b.sents {
			for k := range b.sents[i].Words {
				w := &b.sents[i].Words[k]
				t := tagged{lang.Norm(w.Form), w.UPOS}
				if count[t] == nil {
					count[t] = map[string]int{}
				}
				count[t][lang.Norm(w.Lemma)]++
			}
		}
	}
	var out []string
	for t, lemmas := range count {
		if l := most(lemmas); l != "" && !slices.Contains(scripts, syntax.LemmaScript(t.form, l)) {
			out = append(out, syntax.Irregular(t.form, t.upos, l))
		}
	}
	slices.Sort(out)
	return out
}

// most returns the key that was counted most often, the first of equals.
func most(count map[string]int) string {
	best := ""
	for _, k := range sortedKeys(count) {
		if count[k] > count[best] {
			best = k
		}
	}
	return best
}
