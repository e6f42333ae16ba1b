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
		s.count, s.wT = m.count, m.wT
		m.shards = append(m.shards, s)
	}
	return m
}

// bare makes a model with gradients of its own and without moments.
func bare(p *syntax.Pack) *model {
	m := &model{pack: p, net: p.Net, params: map[*syntax.Matrix]*parameter{}, subs: map[string][]uint32{}, wT: map[*syntax.Matrix][]float32{}}
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

// transpose brings the copies of the layers' weights up to date, with rows and columns exchanged.
func (m *model) transpose() {
	var all []*syntax.Matrix
	for _, p := range m.order {
		if !p.Embedding && p.M.Rows > 1 {
			all = append(all, p.M)
			if m.wT[p.M] == nil {
				m.wT[p.M] = make([]float32, len(p.M.W))
			}
		}
	}
	parallel(len(all), func(k int) { exchange(all[k], m.wT[all[k]]) })
}

// exchange writes w with rows and columns exchanged, in tiles that stay in the cache.
func exchange(w *syntax.Matrix, t []float32) {
	const tile = 16
	for i0 := 0; i0 < w.Rows; i0 += tile {
		for j0 := 0; j0 < w.Cols; j0 += tile {
			for i := i0; i < min(i0+tile, w.Rows); i++ {
				for j := j0; j < min(j0+tile, w.Cols); j++ {
					t[j*w.Rows+i] = w.W[i*w.Cols+j]
				}
			}
		}
	}
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
		syntax.Gemm(t, in, out, dy, out, 1, m.wT[&l.W], in, dx, in)
	}
}
