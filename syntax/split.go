// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"strings"
)

// splitRows is the number of hashed features of a Splitter, a power of two.
const splitRows = 1 << 13

// Splitter decides whether an ambiguous written token is a contraction
// ("la mort des otages" against "des combats"), by a perceptron over the
// neighbouring words (Collins 2002: averaged).
type Splitter struct {
	// Weights has splitRows numbers; empty always splits.
	Weights []float32
}

// SplitFeatures returns the feature rows of a token between its neighbours.
func SplitFeatures(form string, before, after []string) []int {
	out := make([]int, 0, 24)
	f := strings.ToLower(form)
	add := func(kind, v string) { out = append(out, int(hash(kind+"\x00"+f+"\x00"+v, 77)&(splitRows-1))) }
	p1, p2 := near(before, len(before)-1), near(before, len(before)-2)
	n1, n2 := near(after, 0), near(after, 1)
	add("b", "")
	add("p1", p1)
	add("p2", p2)
	add("p12", p2+" "+p1)
	add("n1", n1)
	add("n2", n2)
	add("pn", p1+" "+n1)
	for _, k := range []int{2, 3, 4} {
		add("ps", tail(p1, k))
		add("ns", tail(n1, k))
		add("2s", tail(p2, k))
	}
	add("n2s", tail(n2, 3))
	add("pns", tail(p1, 3)+" "+tail(n1, 3))
	add("cap", capital(before, len(before)-1)+capital(after, 0))
	if len(before) == 0 {
		add("first", "")
	}
	return out
}

func near(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return "|"
	}
	return strings.ToLower(words[i])
}

func capital(words []string, i int) string {
	if i < 0 || i >= len(words) || words[i] == "" {
		return "-"
	}
	if strings.ToLower(words[i][:1]) != words[i][:1] {
		return "C"
	}
	return "c"
}

func tail(s string, k int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-k):])
}

// Split scores a token; true is a contraction.
func (s *Splitter) Split(form string, before, after []string) bool {
	if len(s.Weights) != splitRows {
		return true
	}
	var sum float32
	for _, f := range SplitFeatures(form, before, after) {
		sum += s.Weights[f]
	}
	return sum >= 0
}

// TrainSplitter learns from (form, before, after, split) samples, in order, with averaging.
func TrainSplitter(samples []SplitSample, epochs int) Splitter {
	w, total := make([]float32, splitRows), make([]float64, splitRows)
	step := 0.0
	for range epochs {
		for _, s := range samples {
			step++
			feats := SplitFeatures(s.Form, s.Before, s.After)
			var sum float32
			for _, f := range feats {
				sum += w[f]
			}
			if (sum >= 0) == s.Split {
				continue
			}
			d := float32(1)
			if !s.Split {
				d = -1
			}
			for _, f := range feats {
				w[f] += d
				total[f] += float64(d) * step
			}
		}
	}
	out := Splitter{Weights: make([]float32, splitRows)}
	for i := range w {
		out.Weights[i] = w[i] - float32(total[i]/max(step, 1))
	}
	return out
}

// SplitSample is one token of a treebank with its neighbours.
type SplitSample struct {
	Form          string
	Before, After []string
	Split         bool
}

// Chooses reports whether the pack has learnt to tell contractions at all.
func (p *Pack) Chooses() bool {
	for _, w := range p.Splits.Weights {
		if w != 0 {
			return true
		}
	}
	return false
}

// Choose reports whether an ambiguous token is a contraction; it is a token.Chooser.
func (p *Pack) Choose(form string, before, after []string) bool {
	return p.Splits.Split(form, before, after)
}
