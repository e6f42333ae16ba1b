// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"math"
	"math/rand"
	"sync"

	"recoupe/syntax"
)

// shards is the number of parts of a batch that are learnt side by side. It is
// fixed, and their gradients are added in their order, so that a training gives
// the same weights on any number of cores.
const shards = 4

// learnt are the losses of a batch: tags, arcs, labels.
type learnt struct{ tags, arcs, labels float64 }

func (l *learnt) add(x learnt) {
	l.tags, l.arcs, l.labels = l.tags+x.tags, l.arcs+x.arcs, l.labels+x.labels
}

// learnBatch runs a batch forward and backward, a part a shard, and leaves the gradients with the shards.
func (m *model) learnBatch(sents [][]example, seed int64) (sum learnt) {
	m.transpose()
	parts := split(sents, len(m.shards))
	losses := make([]learnt, len(parts))
	unit := float32(1) / float32(words(sents))
	parallel(len(parts), func(i int) {
		s := m.shards[i]
		s.dropIn, s.dropOut = m.dropIn, m.dropOut
		s.rng = rand.New(rand.NewSource(seed*shards + int64(i)))
		losses[i] = s.learn(parts[i], unit)
	})
	for _, l := range losses {
		sum.add(l)
	}
	return sum
}

// split cuts a batch into at most n parts of about the same number of words.
func split(sents [][]example, n int) [][][]example {
	var out [][][]example
	all, done, from := words(sents), 0, 0
	for i := range sents {
		done += len(sents[i])
		if done*n >= all*(len(out)+1) || i == len(sents)-1 {
			out = append(out, sents[from:i+1])
			from = i + 1
		}
	}
	return out
}

// parallel calls f(0) to f(n-1) side by side and waits for all.
func parallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

// span is a stretch of a parameter's numbers: a whole matrix is cut into spans, an
// embedding has one for each touched row.
type span struct {
	p      *parameter
	others []*parameter // the same parameter of the shards
	lo, hi int
	norm   float64
}

// widest is the most numbers of a span.
const widest = 1 << 15

// spans lists what has a gradient, in a fixed order.
func (m *model) spans() []span {
	var out []span
	for k, p := range m.order {
		others := make([]*parameter, len(m.shards))
		for i, s := range m.shards {
			others[i] = s.order[k]
		}
		if !p.Embedding {
			for lo := 0; lo < len(p.g); lo += widest {
				out = append(out, span{p: p, others: others, lo: lo, hi: min(lo+widest, len(p.g))})
			}
			continue
		}
		for _, o := range others {
			for _, t := range o.touched {
				p.touch(t)
			}
			o.untouch()
		}
		for _, t := range p.touched {
			out = append(out, span{p: p, others: others, lo: int(t) * p.M.Cols, hi: (int(t) + 1) * p.M.Cols})
		}
		p.untouch()
	}
	return out
}

// adam adds the shards' gradients and takes one step of Adam (Kingma & Ba 2015;
// β 0.9 and 0.98) with the gradient clipped to norm 5; embedding rows move only
// when touched.
func (m *model) adam(rate float32) {
	m.step++
	all := m.spans()
	m.eachSpan(all, (*span).collect)
	var norm float64
	for i := range all {
		norm += all[i].norm
	}
	a := adamStep{rate: rate / float32(1-math.Pow(b1, float64(m.step))), c2: float32(1 - math.Pow(b2, float64(m.step))), scale: 1}
	if norm = math.Sqrt(norm); norm > 5 {
		a.scale = float32(5 / norm)
	}
	m.eachSpan(all, func(s *span) { a.move(s.p, s.lo, s.hi) })
}

// eachSpan shares the spans out among as many goroutines as there are shards.
func (m *model) eachSpan(all []span, f func(*span)) {
	n := max(len(m.shards), 1)
	parallel(n, func(k int) {
		for i := k; i < len(all); i += n {
			f(&all[i])
		}
	})
}

// collect moves the shards' gradients into the parameter's and takes the norm.
func (s *span) collect() {
	g := s.p.g[s.lo:s.hi]
	for _, o := range s.others {
		syntax.Axpy(1, o.g[s.lo:s.hi], g)
		clear(o.g[s.lo:s.hi])
	}
	s.norm = float64(syntax.Dot(g, g))
}

// adamStep holds what is the same for all numbers of a step; rate is corrected for β1, c2 corrects for β2.
type adamStep struct{ rate, c2, scale float32 }

const b1, b2 = 0.9, 0.98

func (a adamStep) move(p *parameter, lo, hi int) {
	w, g, m, v := p.M.W[lo:hi], p.g[lo:hi], p.m[lo:hi], p.v[lo:hi]
	for i := range w {
		x := g[i] * a.scale
		m[i] = b1*m[i] + (1-b1)*x
		v[i] = b2*v[i] + (1-b2)*x*x
		w[i] -= a.rate * m[i] / (float32(math.Sqrt(float64(v[i]/a.c2))) + 1e-8)
		g[i] = 0
	}
}
