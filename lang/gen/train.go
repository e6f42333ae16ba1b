// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"recoupe/lang"
	"recoupe/lang/gen/material"
)

// sizes are the scripts in which several languages are told apart, with how many pieces each may use.
var sizes = []struct {
	script string
	rows   int
}{{"Latn", 24000}, {"Cyrl", 10000}, {"Arab", 8000}, {"Deva", 4000}, {"Hebr", 2000}, {"Ethi", 2000}}

// effort is how long to train: epochs, and snippets of each language in an epoch.
type effort struct{ epochs, snippets int }

var full = effort{epochs: 6, snippets: 16000}

const (
	rate  = 0.25
	decay = 2e-6
	// rarely is how much rarer a language is drawn that is not among those of most news,
	// stranger how much rarer each class of languages that are not told apart.
	rarely, stranger = 0.5, 0.25
	// strangers is how many classes "none of them" has: one line does not part them from the rest.
	strangers = 16
)

// corpus is the text of one language by source.
type corpus struct {
	code    string
	share   float64      // of snippets in an epoch
	sources [][][]string // source → text → words
}

// trainer fits a softmax over pieces by stochastic gradient descent (AdaGrad) on snippets of one to forty words.
type trainer struct {
	effort
	rng     *rand.Rand
	corpora []corpus
	rows    map[uint32]int
	w, sq   []float32 // rows × languages
	bias    []float32
}

// train returns the model for the languages of one script.
func train(script string, rows int, samples []material.Sample, e effort) lang.Group {
	t := &trainer{effort: e, rng: rand.New(rand.NewPCG(7, uint64(len(script)))), corpora: corpora(samples)}
	hashes := t.choose(rows)
	t.rows = make(map[uint32]int, len(hashes))
	for i, h := range hashes {
		t.rows[h] = i
	}
	n := len(t.corpora)
	t.w, t.sq, t.bias = make([]float32, len(hashes)*n), make([]float32, len(hashes)*n), make([]float32, n)
	for e := range t.epochs {
		loss := t.epoch(rate * (1 - float64(e)/float64(t.epochs)))
		fmt.Fprintf(os.Stderr, "%s: epoch %d of %d, loss %.4f\n", script, e+1, t.epochs, loss)
	}
	g := lang.Group{Script: script, Hashes: hashes, Bias: t.bias}
	for _, c := range t.corpora {
		g.Codes = append(g.Codes, c.code)
	}
	g.Weights, g.Scale = round(t.w)
	return g
}

// corpora sorts samples by language and source, both in alphabetical order.
func corpora(samples []material.Sample) []corpus {
	by := map[string]map[string][][]string{}
	share := map[string]float64{}
	for _, s := range samples {
		key := s.Lang
		switch {
		case s.Lang == "":
			key = fmt.Sprintf("?%02d", s.Stranger%strangers)
			share[key] = stranger
		case s.Often:
			share[key] = 1
		default:
			share[key] = rarely
		}
		if by[key] == nil {
			by[key] = map[string][][]string{}
		}
		if words := strings.Fields(s.Text); len(words) > 0 {
			by[key][s.Source] = append(by[key][s.Source], words)
		}
	}
	var out []corpus
	for _, code := range slices.Sorted(maps.Keys(by)) {
		c := corpus{code: strings.TrimRight(code, "?0123456789"), share: share[code]}
		for _, src := range slices.Sorted(maps.Keys(by[code])) {
			c.sources = append(c.sources, by[code][src])
		}
		out = append(out, c)
	}
	return out
}

// choose takes the pieces whose frequency differs most between languages.
func (t *trainer) choose(rows int) []uint32 {
	freq := map[uint32][]float32{}
	for k, c := range t.corpora {
		for range 2 * t.snippets {
			words := t.snippet(c)
			seen := 0
			lang.Pieces(words, func(uint32) { seen++ })
			lang.Pieces(words, func(h uint32) {
				if freq[h] == nil {
					freq[h] = make([]float32, len(t.corpora))
				}
				freq[h][k] += 1 / float32(seen)
			})
		}
	}
	type scored struct {
		hash  uint32
		score float64
	}
	all := make([]scored, 0, len(freq))
	for h, f := range freq {
		all = append(all, scored{h, spread(f)})
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.hash, b.hash)) })
	var out []uint32
	for _, s := range all[:min(rows, len(all))] {
		out = append(out, s.hash)
	}
	slices.Sort(out)
	return out
}

// spread is the root of the sum of squared distances of the roots of the
// frequencies from their mean: rare pieces of one language count beside common ones of all.
func spread(f []float32) float64 {
	mean := 0.0
	for _, x := range f {
		mean += math.Sqrt(float64(x))
	}
	mean /= float64(len(f))
	sum := 0.0
	for _, x := range f {
		d := math.Sqrt(float64(x)) - mean
		sum += d * d
	}
	return sum
}

// snippet draws words in a row from one text of the language; sources are drawn alike.
func (t *trainer) snippet(c corpus) string {
	src := c.sources[t.rng.IntN(len(c.sources))]
	words := src[t.rng.IntN(len(src))]
	n := 1 + t.rng.IntN(6)
	switch t.rng.IntN(4) {
	case 0:
		n = 1 + t.rng.IntN(2)
	case 1:
		n = 6 + t.rng.IntN(12)
	case 2:
		n = 3 + t.rng.IntN(6)
	}
	start := t.rng.IntN(max(1, len(words)-n+1))
	s := strings.Join(words[start:min(len(words), start+n)], " ")
	if t.rng.IntN(16) == 0 {
		s = bare(s) // capitals and telegrams come without accents
	}
	return s
}

// bare takes the marks off Latin letters.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

// epoch goes once through a fresh draw of snippets, languages mixed.
func (t *trainer) epoch(rate float64) float64 {
	var order []int
	for k, c := range t.corpora {
		for range int(float64(t.snippets) * c.share) {
			order = append(order, k)
		}
	}
	t.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	loss := 0.0
	var rows []int
	for _, k := range order {
		rows = rows[:0]
		lang.Pieces(t.snippet(t.corpora[k]), func(h uint32) {
			if r, ok := t.rows[h]; ok {
				rows = append(rows, r)
			}
		})
		loss += t.step(rows, k, rate)
	}
	return loss / float64(len(order))
}

// step moves the weights of the rows towards language k.
func (t *trainer) step(rows []int, k int, rate float64) float64 {
	n := len(t.corpora)
	p := make([]float64, n)
	for i := range p {
		p[i] = float64(t.bias[i])
	}
	for _, r := range rows {
		for i, w := range t.w[r*n : (r+1)*n] {
			p[i] += float64(w)
		}
	}
	softmax(p)
	loss := -math.Log(max(p[k], 1e-12))
	p[k]--
	norm := 1 / math.Sqrt(float64(len(rows))+1)
	for _, r := range rows {
		w, sq := t.w[r*n:(r+1)*n], t.sq[r*n:(r+1)*n]
		for i, g := range p {
			g := g*norm + decay*float64(w[i])
			sq[i] += float32(g * g)
			w[i] -= float32(rate * norm * g / (math.Sqrt(float64(sq[i])) + 1e-3))
		}
	}
	for i, g := range p {
		t.bias[i] -= float32(0.001 * rate * g)
	}
	return loss
}

func softmax(p []float64) {
	top := slices.Max(p)
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// round turns weights into bytes of one scale; the few beyond six deviations are cut.
func round(w []float32) ([]int8, float32) {
	sum := 0.0
	for _, x := range w {
		sum += float64(x) * float64(x)
	}
	scale := 8 * math.Sqrt(sum/float64(len(w))) / 127
	out := make([]int8, len(w))
	for i, x := range w {
		out[i] = int8(max(-127, min(127, math.RoundToEven(float64(x)/scale))))
	}
	return out, float32(scale)
}
