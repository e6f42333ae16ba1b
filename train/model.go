// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package train makes language packs: it reads treebanks by a recipe, learns
// the weights of package syntax's network, measures them on development parts
// and writes the pack file.
//
// In: a recipe and CoNLL-U files. Out: a pack file with its scores. The same
// recipe, files and seed give the same pack bit for bit on one platform. It
// never runs below the desk, and touches nothing but the files it is told of.
package train

import (
	"math"
	"math/rand"

	"recoupe/syntax"
)

// parameter is a weight with its gradient and Adam's two moments.
type parameter struct {
	syntax.Named
	g, m, v []float32
	touched []int32
	mark    []bool
}

// model is a net while it learns.
type model struct {
	pack   *syntax.Pack
	net    *syntax.Net
	params map[*syntax.Matrix]*parameter
	order  []*parameter
	index  tables
	count  map[string]int
	rng    *rand.Rand
	step   int
	// dropIn and dropOut are the shares dropped of inputs and layer outputs.
	dropIn, dropOut float32
	subs            map[string][]uint32
	wT              map[*syntax.Matrix][]float32
	fresh           map[*syntax.Matrix]bool // transposed in this batch
	shards          []*model
}

// newModel makes a pack ready to learn.
func newModel(p *syntax.Pack, seed int64) *model {
	m := bare(p)
	m.rng, m.count = rand.New(rand.NewSource(seed)), map[string]int{}
	for _, q := range m.order {
		q.m, q.v = make([]float32, len(q.M.W)), make([]float32, len(q.M.W))
	}
	for range shards {
		s := bare(p)
		s.count = m.count
		m.shards = append(m.shards, s)
	}
	return m
}

// bare makes a model with gradients of its own and without moments.
func bare(p *syntax.Pack) *model {
	m := &model{pack: p, net: p.Net, params: map[*syntax.Matrix]*parameter{}, subs: map[string][]uint32{}, wT: map[*syntax.Matrix][]float32{}, fresh: map[*syntax.Matrix]bool{}}
	for _, n := range p.Net.Matrices() {
		if n.Name == "vec" { // learnt elsewhere
			continue
		}
		q := &parameter{Named: n, g: make([]float32, len(n.M.W))}
		if n.Embedding {
			q.mark = make([]bool, n.M.Rows)
		}
		m.params[n.M] = q
		m.order = append(m.order, q)
	}
	return m
}

// randomise gives every weight its initial value.
func (m *model) randomise() {
	for _, p := range m.order {
		fill(p.Named, m.rng)
	}
}

func fill(n syntax.Named, rng *rand.Rand) {
	scale := initial(n)
	for i := range n.M.W {
		n.M.W[i] = float32((rng.Float64()*2 - 1) * scale)
	}
}

// initial is the half-width of the uniform start: 0.1 for embeddings, Glorot for layers.
func initial(n syntax.Named) float64 {
	switch {
	case n.Embedding:
		return 0.1
	case n.Name == "u" || n.Name == "ub":
		return 0.05
	case n.Name == "rootarc" || n.Name == "rootlab":
		return 0.3
	case n.M.Rows == 1:
		return 0
	}
	return math.Sqrt(6 / float64(n.M.Rows+n.M.Cols))
}

// grad returns the gradient row of an embedding and marks it.
func (p *parameter) grad(i int) []float32 {
	p.touch(int32(i))
	return p.g[i*p.M.Cols : (i+1)*p.M.Cols]
}

func (p *parameter) touch(i int32) {
	if !p.mark[i] {
		p.mark[i] = true
		p.touched = append(p.touched, i)
	}
}

// untouch forgets the touched rows.
func (p *parameter) untouch() {
	for _, t := range p.touched {
		p.mark[t] = false
	}
	p.touched = p.touched[:0]
}

// transposed returns a copy of w with rows and columns exchanged, made once a batch.
func (m *model) transposed(w *syntax.Matrix) []float32 {
	t := m.wT[w]
	if t == nil {
		t = make([]float32, len(w.W))
		m.wT[w] = t
	}
	if m.fresh[w] {
		return t
	}
	m.fresh[w] = true
	for i := range w.Rows {
		for j, v := range w.Row(i) {
			t[j*w.Rows+i] = v
		}
	}
	return t
}

// back propagates through a layer: adds to its gradients, and to dx unless nil.
func (m *model) back(l *syntax.Layer, t int, x, dy, dx []float32) {
	in, out := l.In(), l.Out()
	gb, gw := m.params[&l.B].g, m.params[&l.W].g
	for i := range t {
		syntax.Axpy(1, dy[i*out:(i+1)*out], gb)
	}
	syntax.Gemm(in, out, t, x, 1, in, dy, out, gw, out)
	if dx != nil {
		syntax.Gemm(t, in, out, dy, out, 1, m.transposed(&l.W), in, dx, in)
	}
}
