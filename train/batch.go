// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"math"
	"strings"

	"recoupe/syntax"
)

// lexDrop and vecDrop are the shares of words whose lexicon entry and whose vector are hidden in training, so
// that forms unknown to the lists are learnt too.
const (
	lexDrop = 0.2
	vecDrop = 0.15
)

// example is one word as the trainer sees it: indexes into the tables.
type example struct {
	form   string // normalised
	shape  int    // with the treebank id
	upos   int
	feats  []int // value per attribute
	script int
	head   int // 0 is the root
	rel    int
	weight float32
}

// batch holds everything of one forward pass.
type batch struct {
	t, h   int
	starts []int
	words  []*example
	ids    []int
	subs   [][]uint32
	lex    [][]int
	e, x1, g1, g2, g3, c1, c2, c3, o1, o2, o3, in,
	up, fe, le, ad, ah, ld, lh []float32
	me, m1, m2, m3 []float32
}

func (m *model) forward(sents [][]example) *batch {
	b := &batch{h: m.net.Hidden}
	for _, s := range sents {
		b.starts = append(b.starts, b.t)
		b.t += len(s)
		for i := range s {
			b.words = append(b.words, &s[i])
		}
	}
	b.starts = append(b.starts, b.t)
	m.inputs(b)
	m.layers(b)
	return b
}

// inputs embeds the words, with word dropout and dropout on the numbers, and
// lays out the three-word window of the first layer.
func (m *model) inputs(b *batch) {
	n, d := m.net, m.net.Input()
	b.e = make([]float32, b.t*d)
	b.ids, b.subs, b.lex = make([]int, b.t), make([][]uint32, b.t), make([][]int, b.t)
	for t, w := range b.words {
		low := strings.ToLower(w.form)
		id := m.pack.FormIndex(low)
		if m.rng.Float32() < 0.5/(0.5+float32(m.count[low])) {
			id = 0
		}
		b.ids[t], b.subs[t] = id, m.subwords(w.form)
		e := b.e[t*d : (t+1)*d]
		copy(e, n.Form.Row(id))
		scale := float32(1 / math.Sqrt(float64(len(b.subs[t]))))
		for _, h := range b.subs[t] {
			syntax.Axpy(scale, n.Sub.Row(int(h)), e[syntax.FormSize:syntax.FormSize+syntax.SubSize])
		}
		copy(e[syntax.FormSize+syntax.SubSize:], n.Shape.Row(w.shape))
		if b.lex[t] = m.pack.Lexicon.Lookup(low); len(b.lex[t]) > 0 && m.rng.Float32() < lexDrop {
			b.lex[t] = nil
		}
		n.AddLex(b.lex[t], e)
		if m.rng.Float32() >= vecDrop {
			n.AddVector(m.pack.Vectors.Row(low), e)
		}
	}
	b.me = m.bernoulli(b.t*d, m.dropIn)
	multiply(b.e, b.me)
	b.x1 = make([]float32, b.t*3*d)
	b.window(func(t, u, k int) { copy(b.x1[t*3*d+k*d:t*3*d+(k+1)*d], b.e[u*d:(u+1)*d]) })
}

// window calls f for every word t and its neighbour u at place k (0 left, 1 itself, 2 right).
func (b *batch) window(f func(t, u, k int)) {
	for s := 0; s+1 < len(b.starts); s++ {
		for t := b.starts[s]; t < b.starts[s+1]; t++ {
			for k := range 3 {
				if u := t + k - 1; u >= b.starts[s] && u < b.starts[s+1] {
					f(t, u, k)
				}
			}
		}
	}
}

func (m *model) subwords(form string) []uint32 {
	if s, ok := m.subs[form]; ok {
		return s
	}
	s := syntax.Subwords(form, nil)
	m.subs[form] = s
	return s
}

func (m *model) bernoulli(n int, p float32) []float32 {
	out := make([]float32, n)
	keep := 1 / (1 - p)
	for i := range out {
		if p == 0 || m.rng.Float32() >= p {
			out[i] = keep
		}
	}
	return out
}

// sentenceMask drops the same outputs for all words of a sentence (Gal & Ghahramani 2016).
func (m *model) sentenceMask(b *batch) []float32 {
	w := 2 * b.h
	out := make([]float32, b.t*w)
	for s := 0; s+1 < len(b.starts); s++ {
		mask := m.bernoulli(w, m.dropOut)
		for t := b.starts[s]; t < b.starts[s+1]; t++ {
			copy(out[t*w:], mask)
		}
	}
	return out
}

func multiply(x, mask []float32) {
	for i := range x {
		x[i] *= mask[i]
	}
}

func (m *model) layers(b *batch) {
	n, t, h := m.net, b.t, b.h
	layer := func(l *syntax.Layer, x []float32, gates int, in []float32) (g, c, o []float32) {
		g, c, o = make([]float32, t*l.Out()), make([]float32, t*4*h), make([]float32, t*2*h)
		l.Forward(t, x, g)
		sruForward(h, b.starts, g, gates, in, o, c)
		return g, c, o
	}
	b.g1, b.c1, b.o1 = layer(&n.L1, b.x1, 4, nil)
	b.m1 = m.sentenceMask(b)
	multiply(b.o1, b.m1)
	b.g2, b.c2, b.o2 = layer(&n.L2, b.o1, 3, b.o1)
	b.m2 = m.sentenceMask(b)
	multiply(b.o2, b.m2)
	b.g3, b.c3, b.o3 = layer(&n.L3, b.o2, 3, b.o2)
	b.m3 = m.sentenceMask(b)
	multiply(b.o3, b.m3)
	d := n.Input()
	w := 2*h + d
	b.in = make([]float32, t*w)
	for i := range t {
		copy(b.in[i*w:], b.o2[i*2*h:(i+1)*2*h])
		copy(b.in[i*w+2*h:], b.e[i*d:(i+1)*d])
	}
	run := func(l *syntax.Layer, x []float32) []float32 {
		y := make([]float32, t*l.Out())
		l.Forward(t, x, y)
		return y
	}
	b.up, b.fe, b.le = run(&n.UPOS, b.in), run(&n.Feats, b.in), run(&n.Lemma, b.in)
	leaky := func(l *syntax.Layer) []float32 {
		y := run(l, b.o3)
		for i, v := range y {
			if v < 0 {
				y[i] = v * 0.1
			}
		}
		return y
	}
	b.ad, b.ah, b.ld, b.lh = leaky(&n.ArcD), leaky(&n.ArcH), leaky(&n.LabD), leaky(&n.LabH)
}

// crossEntropy returns the loss of the first n scores against gold and turns x into its gradient times w.
func crossEntropy(x []float32, n, gold int, w float32) float64 {
	top := x[0]
	for _, v := range x[1:n] {
		top = max(top, v)
	}
	var z float64
	for _, v := range x[:n] {
		z += math.Exp(float64(v - top))
	}
	loss := math.Log(z) - float64(x[gold]-top)
	for i, v := range x[:n] {
		x[i] = w * float32(math.Exp(float64(v-top))/z)
	}
	x[gold] -= w
	clear(x[n:])
	return loss
}

// learn runs sentences forward and backward and returns their losses; unit is what a word of weight one counts.
func (m *model) learn(sents [][]example, unit float32) (sum learnt) {
	b := m.forward(sents)
	n, t, h := m.net, b.t, b.h
	sum.tags = m.tagLoss(b, unit)
	din := make([]float32, len(b.in))
	m.back(&n.UPOS, t, b.in, b.up, din)
	m.back(&n.Feats, t, b.in, b.fe, din)
	m.back(&n.Lemma, t, b.in, b.le, din)
	dad, dah := make([]float32, len(b.ad)), make([]float32, len(b.ah))
	dld, dlh := make([]float32, len(b.ld)), make([]float32, len(b.lh))
	sum.labels = m.labelLoss(b, unit, dld, dlh)
	for s := 0; s+1 < len(b.starts); s++ {
		sum.arcs += m.arcLoss(b, s, unit, dad, dah)
	}
	do3 := make([]float32, len(b.o3))
	for _, q := range []struct {
		l    *syntax.Layer
		y, d []float32
	}{{&n.ArcD, b.ad, dad}, {&n.ArcH, b.ah, dah}, {&n.LabD, b.ld, dld}, {&n.LabH, b.lh, dlh}} {
		for i := range q.d {
			if q.y[i] < 0 {
				q.d[i] *= 0.1
			}
		}
		m.back(q.l, t, b.o3, q.d, do3)
	}
	m.encoderBack(b, do3, din, h)
	return sum
}

func (m *model) tagLoss(b *batch, unit float32) (loss float64) {
	n, p := m.net, m.pack
	for t, w := range b.words {
		u := unit * w.weight
		loss += crossEntropy(b.up[t*n.UPOS.Out():(t+1)*n.UPOS.Out()], len(p.UPOS), w.upos, u)
		row := b.fe[t*n.Feats.Out() : (t+1)*n.Feats.Out()]
		at := 0
		for i, a := range p.Attributes {
			k := len(a.Values)
			loss += crossEntropy(row[at:at+k], k, w.feats[i], u)
			at += k
		}
		clear(row[at:])
		loss += crossEntropy(b.le[t*n.Lemma.Out():(t+1)*n.Lemma.Out()], len(p.Scripts), w.script, u)
	}
	return loss
}

// labelLoss scores the relation to the gold head.
func (m *model) labelLoss(b *batch, unit float32, dld, dlh []float32) (loss float64) {
	const k = syntax.HeadSize
	n := m.net
	x, y := make([]float32, b.t*3*k), make([]float32, b.t*n.Lab.Out())
	m.eachArc(b, func(t, head int) {
		hh := n.RootLab.W
		if head >= 0 {
			hh = b.lh[head*k : (head+1)*k]
		}
		syntax.LabelInput(b.ld[t*k:(t+1)*k], hh, x[t*3*k:])
	})
	n.Lab.Forward(b.t, x, y)
	for t, w := range b.words {
		loss += crossEntropy(y[t*n.Lab.Out():(t+1)*n.Lab.Out()], len(m.pack.Rels), w.rel, unit*w.weight)
	}
	dx := make([]float32, len(x))
	m.back(&n.Lab, b.t, x, y, dx)
	root := m.params[&n.RootLab].g
	m.eachArc(b, func(t, head int) {
		g, v := dx[t*3*k:(t+1)*3*k], x[t*3*k:(t+1)*3*k]
		dd, dh := dld[t*k:(t+1)*k], root
		if head >= 0 {
			dh = dlh[head*k : (head+1)*k]
		}
		for q := range k {
			dd[q] += g[q] + g[2*k+q]*v[k+q]
			dh[q] += g[k+q] + g[2*k+q]*v[q]
		}
	})
	return loss
}

// eachArc calls f with every word and its gold head as indexes into the batch, -1 for the root.
func (m *model) eachArc(b *batch, f func(t, head int)) {
	for s := 0; s+1 < len(b.starts); s++ {
		for t := b.starts[s]; t < b.starts[s+1]; t++ {
			head := -1
			if h := b.words[t].head; h > 0 {
				head = b.starts[s] + h - 1
			}
			f(t, head)
		}
	}
}

// arcLoss scores the heads of one sentence: s(i←j) = d_i·U·h_j + u·h_j.
func (m *model) arcLoss(b *batch, s int, unit float32, dad, dah []float32) (loss float64) {
	const k = syntax.HeadSize
	lo, hi := b.starts[s], b.starts[s+1]
	n, net := hi-lo, m.net
	a := make([]float32, n*k)
	for i := range n {
		copy(a[i*k:], net.Ub.W)
	}
	syntax.Gemm(n, k, k, b.ad[lo*k:], k, 1, net.U.W, k, a, k)
	hh := make([]float32, (n+1)*k)
	copy(hh, net.RootArc.W)
	copy(hh[k:], b.ah[lo*k:hi*k])
	score := make([]float32, n*(n+1))
	for i := range n {
		for j := range n + 1 {
			score[i*(n+1)+j] = syntax.Dot(a[i*k:(i+1)*k], hh[j*k:(j+1)*k])
		}
		w := b.words[lo+i]
		loss += crossEntropy(score[i*(n+1):(i+1)*(n+1)], n+1, w.head, unit*w.weight)
	}
	da, dhh := make([]float32, n*k), make([]float32, (n+1)*k)
	syntax.Gemm(n, k, n+1, score, n+1, 1, hh, k, da, k)
	syntax.Gemm(n+1, k, n, score, 1, n+1, a, k, dhh, k)
	syntax.Axpy(1, dhh[:k], m.params[&net.RootArc].g)
	syntax.Axpy(1, dhh[k:], dah[lo*k:hi*k])
	for i := range n {
		syntax.Axpy(1, da[i*k:(i+1)*k], m.params[&net.Ub].g)
	}
	syntax.Gemm(n, k, k, da, k, 1, m.wT[&net.U], k, dad[lo*k:], k)
	syntax.Gemm(k, k, n, b.ad[lo*k:], 1, k, da, k, m.params[&net.U].g, k)
	return loss
}

// encoderBack carries the gradients through the three layers into the embeddings.
func (m *model) encoderBack(b *batch, do3, din []float32, h int) {
	n, t, d := m.net, b.t, m.net.Input()
	multiply(do3, b.m3)
	do2 := make([]float32, len(b.o2))
	dg := make([]float32, len(b.g3))
	sruBackward(h, b.starts, b.g3, 3, b.o2, b.c3, do3, dg, do2)
	m.back(&n.L3, t, b.o2, dg, do2)
	de := make([]float32, len(b.e))
	w := 2*h + d
	for i := range t {
		syntax.Axpy(1, din[i*w:i*w+2*h], do2[i*2*h:(i+1)*2*h])
		syntax.Axpy(1, din[i*w+2*h:(i+1)*w], de[i*d:(i+1)*d])
	}
	multiply(do2, b.m2)
	do1 := make([]float32, len(b.o1))
	clear(dg)
	sruBackward(h, b.starts, b.g2, 3, b.o1, b.c2, do2, dg, do1)
	m.back(&n.L2, t, b.o1, dg, do1)
	multiply(do1, b.m1)
	dg = make([]float32, len(b.g1))
	sruBackward(h, b.starts, b.g1, 4, nil, b.c1, do1, dg, nil)
	dx := make([]float32, len(b.x1))
	m.back(&n.L1, t, b.x1, dg, dx)
	b.window(func(t, u, k int) { syntax.Axpy(1, dx[t*3*d+k*d:t*3*d+(k+1)*d], de[u*d:(u+1)*d]) })
	multiply(de, b.me)
	m.embeddingBack(b, de)
}

func (m *model) embeddingBack(b *batch, de []float32) {
	n, d := m.net, m.net.Input()
	form, sub, shape, lex := m.params[&n.Form], m.params[&n.Sub], m.params[&n.Shape], m.params[&n.Lex]
	for t, w := range b.words {
		e := de[t*d : (t+1)*d]
		syntax.Axpy(1, e[:syntax.FormSize], form.grad(b.ids[t]))
		scale := float32(1 / math.Sqrt(float64(len(b.subs[t]))))
		for _, h := range b.subs[t] {
			syntax.Axpy(scale, e[syntax.FormSize:syntax.FormSize+syntax.SubSize], sub.grad(int(h)))
		}
		syntax.Axpy(1, e[syntax.FormSize+syntax.SubSize:syntax.InputSize], shape.grad(w.shape))
		scale = float32(1 / math.Sqrt(float64(len(b.lex[t]))))
		for _, g := range b.lex[t] {
			syntax.Axpy(scale, e[syntax.InputSize:syntax.InputSize+syntax.LexSize], lex.grad(g))
		}
	}
}
