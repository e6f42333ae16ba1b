// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"slices"
)

// Pairs below a cosine are no pairs; above another more of it adds nothing.
const (
	leastCosine = 0.04
	mostCosine  = 0.34
	scale       = 8
)

// In what part of all texts a word may stand that is rare, one that makes pairs, and a name that makes pairs across
// scripts; among few texts in fewFull.
const (
	rareShare, indexedShare, namedShare = 0.04, 0.06, 0.12
	fewRare, fewFull                    = 5, 20
)

// window is how many days may lie between two texts that both have a date.
const window = 7

// likely is a pair of texts with the probability that they report one incident.
type likely struct {
	a, b int
	p    float64
}

// worth is the probability below which a pair is left out.
const worth = 0.02

// pairs scores the pairs that are compared: once, and again when the texts that are likely to belong together have told
// each other their days.
func (c *corpus) pairs(w Weights) []likely {
	ps := c.score(w)
	if c.stretch.hearsay(c.texts, ps) {
		return c.score(w)
	}
	return ps
}

func (c *corpus) score(w Weights) []likely {
	var out []likely
	c.each(func(i, j int, f *[features]float64) {
		if p := probability(w[w.judges(&c.texts[i], &c.texts[j])], f); p >= worth {
			out = append(out, likely{i, j, p})
		}
	})
	slices.SortFunc(out, func(x, y likely) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) })
	return out
}

// each measures every pair of texts of one script that share a word that is not common, and of two scripts that share
// such a name.
func (c *corpus) each(f func(i, j int, f *[features]float64)) {
	words, names := map[string][]int{}, map[string][]int{}
	for i := range c.texts {
		t := &c.texts[i]
		for _, w := range sortedWords(t.vector) {
			if float64(c.frequency[w]) <= max(fewFull, indexedShare*float64(len(c.texts))) {
				words[w] = append(words[w], i)
			}
		}
		for _, w := range sortedWords(t.names) {
			if float64(c.named[w]) <= max(fewFull, namedShare*float64(len(c.texts))) {
				names[w] = append(names[w], i)
			}
		}
	}
	met := make([]int, len(c.texts)) // the round in which a text was last met
	for i := range c.texts {
		a := &c.texts[i]
		for _, j := range partners(c, i, a.vector, words, met, 2*i+1) {
			b := &c.texts[j]
			if a.script != b.script {
				continue
			}
			if cos := dot(a.vector, b.vector); cos >= leastCosine {
				x := c.measure(a, b, cos)
				f(i, j, &x)
			}
		}
		for _, j := range partners(c, i, a.names, names, met, 2*i+2) {
			if b := &c.texts[j]; a.script != b.script {
				x := c.acrossScripts(a, b)
				f(i, j, &x)
			}
		}
	}
}

// near reports whether two texts may be compared: printed within the window, or the later names the day of the earlier or
// the one before, or the day of one of them is unknown.
func (c *corpus) near(i, j int) bool {
	a, b := &c.texts[i].days, &c.texts[j].days
	if a.printed == 0 || b.printed == 0 {
		return true
	}
	if a.printed > b.printed {
		a, b = b, a
	}
	return b.printed-a.printed <= window || b.names(a.printed)
}

// partners are the texts before i that share an indexed word with it and are near enough in time; those that were met
// in this round are passed over.
func partners[V any](c *corpus, i int, words map[string]V, index map[string][]int, met []int, round int) []int {
	var out []int
	for w := range words {
		for _, j := range index[w] {
			if j >= i {
				break
			}
			if met[j] != round {
				met[j] = round
				if c.near(i, j) {
					out = append(out, j)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
