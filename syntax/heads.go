// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"math"
	"slices"
	"strings"

	"recoupe/ud"
)

// stringsKept bounds the strings of each kind that a Work keeps.
const stringsKept = 8192

// kept are strings of a pack that were made before.
type kept struct {
	lemmas map[lemmaKey]string
	feats  map[string]string
}

// lemmaKey is a normalised form with a script.
type lemmaKey struct {
	form   string
	script int
}

// tags fills in UPOS, FEATS and lemma: to each type's share comes that of the second layer.
func (p *Pack) tags(w *Work, o2 []float32) {
	n, t := p.Net, w.rows
	h2, width := 2*n.Hidden, n.tagWidth()
	y := grow(&w.tag, t*width)
	for r, x := range w.row {
		copy(y[r*width:(r+1)*width], x.products[3*n.L1.Out():])
	}
	at := 0
	for _, l := range []*Layer{&n.UPOS, &n.Feats, &n.Lemma} {
		Gemm(t, l.Out(), h2, o2, h2, 1, l.W.W, l.Out(), y[at:], width)
		at += l.Out()
	}
	for i := range w.pieces {
		c := &w.pieces[i]
		for k, words := 0, c.words(); k < len(words); k++ {
			r := c.row + k
			p.tag(&words[k], w.row[r].norm, y[r*width:(r+1)*width], w)
		}
	}
}

// tag reads the outputs y of the three tag heads for one word.
func (p *Pack) tag(wd *ud.Word, norm string, y []float32, w *Work) {
	upos := y[:len(p.UPOS)]
	y = y[p.Net.UPOS.Out():]
	k := p.choose(upos, y, w)
	wd.UPOS, wd.PTag = p.UPOS[k], probability(upos, k)
	wd.Feats = p.feats(w)
	lemma, listed := p.lemmas[formTag{norm, k}]
	if !listed {
		lemma = p.lemma(norm, y[p.Net.Feats.Out():], w)
	}
	wd.Lemma = lemma
}

// feats joins the chosen value of every attribute that is not absent, in
// the order of CoNLL-U (names without regard to case).
func (p *Pack) feats(w *Work) string {
	if f, ok := w.kept.feats[string(w.choice)]; ok {
		return f
	}
	var b strings.Builder
	for i, o := range p.order {
		k := int(w.choice[i])
		if k == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('|')
		}
		b.WriteString(p.Attributes[o.attr].Name)
		b.WriteByte('=')
		b.WriteString(p.Attributes[o.attr].Values[k])
	}
	if len(w.kept.feats) >= stringsKept {
		clear(w.kept.feats)
	}
	f := p.intern(b.String())
	w.kept.feats[string(w.choice)] = f
	return f
}

// lemma applies the likeliest script to a normalised form.
func (p *Pack) lemma(norm string, x []float32, w *Work) string {
	k := lemmaKey{norm, argmax(x[:len(p.Scripts)])}
	if l, ok := w.kept.lemmas[k]; ok {
		return l
	}
	l := ApplyScript(norm, p.Scripts[k.script])
	if len(norm) >= longForm {
		return l
	}
	if len(w.kept.lemmas) >= stringsKept {
		clear(w.kept.lemmas)
	}
	w.kept.lemmas[k] = l
	return l
}

// trees fills in heads and relations.
func (p *Pack) trees(w *Work, o3 []float32) {
	n, t := p.Net, w.rows
	ad, ah := project(&n.ArcD, t, o3, &w.ad), project(&n.ArcH, t, o3, &w.ah)
	ld, lh := project(&n.LabD, t, o3, &w.ld), project(&n.LabH, t, o3, &w.lh)
	a := grow(&w.a, t*HeadSize)
	for i := range t {
		copy(a[i*HeadSize:], n.Ub.W)
	}
	Gemm(t, HeadSize, HeadSize, ad, HeadSize, 1, n.U.W, HeadSize, a, HeadSize)
	heads := grow(&w.heads, t)
	for i := range w.pieces {
		c := &w.pieces[i]
		from, to := c.row, c.row+c.hi-c.lo
		p.arcs(c.words(), w, a[from*HeadSize:to*HeadSize], ah[from*HeadSize:to*HeadSize], heads[from:to])
	}
	p.labels(w, heads, ld, lh)
}

// leak is the slope of the leaky ReLU, by the sign bit of its input.
var leak = [2]float32{1, 0.1}

// project maps t rows of x to the vectors of a head.
func project(l *Layer, t int, x []float32, b *[]float32) []float32 {
	y := grow(b, t*HeadSize)
	l.Forward(t, x, y)
	for i, v := range y { // without a branch: signs are as good as random
		y[i] = v * leak[math.Float32bits(v)>>31]
	}
	return y
}

// arcs scores every head (0 the root) of every word of a piece and fills in the best tree.
func (p *Pack) arcs(words []ud.Word, w *Work, a, ah []float32, heads []int) {
	t := len(words)
	cols := (t + 1 + 7) / 8 * 8
	b := grow(&w.headCols, HeadSize*cols) // the heads' vectors as columns
	wide := grow(&w.y, t*cols)
	clear(b)
	clear(wide)
	for k := range HeadSize {
		row := b[k*cols : (k+1)*cols]
		row[0] = p.Net.RootArc.W[k]
		for j := range t {
			row[j+1] = ah[j*HeadSize+k]
		}
	}
	Gemm(t, cols, HeadSize, a, HeadSize, 1, b, cols, wide, cols)
	score := grow(&w.score, t*(t+1))
	for i := range t {
		row := score[i*(t+1) : (i+1)*(t+1)]
		copy(row, wide[i*cols:])
		row[i+1] = impossible
	}
	w.tree.decode(score, t, heads)
	for i := range words {
		words[i].Head = heads[i]
		words[i].PArc = probability(score[i*(t+1):(i+1)*(t+1)], heads[i])
	}
}

// labels fills in the relation of every word to its head.
func (p *Pack) labels(w *Work, heads []int, ld, lh []float32) {
	n, t := p.Net, w.rows
	x, y := grow(&w.lab, t*3*HeadSize), grow(&w.y, t*n.Lab.Out())
	for i := range w.pieces {
		c := &w.pieces[i]
		for r := c.row; r < c.row+c.hi-c.lo; r++ {
			h := n.RootLab.W
			if heads[r] > 0 {
				k := c.row + heads[r] - 1
				h = lh[k*HeadSize : (k+1)*HeadSize]
			}
			LabelInput(ld[r*HeadSize:(r+1)*HeadSize], h, x[r*3*HeadSize:])
		}
	}
	n.Lab.Forward(t, x, y)
	root := slices.Index(p.Rels, "root")
	for i := range w.pieces {
		c := &w.pieces[i]
		for k, words := 0, c.words(); k < len(words); k++ {
			r := (c.row + k) * n.Lab.Out()
			words[k].Deprel, words[k].PRel = p.relation(y[r:r+len(p.Rels)], root, words[k].Head == 0)
		}
	}
}

// relation returns the likeliest relation; only the root's dependant is root.
func (p *Pack) relation(y []float32, root int, top bool) (string, float32) {
	for k := range y {
		if (k == root) != top {
			y[k] = impossible
		}
	}
	k, prob := best(y, len(y))
	return p.Rels[k], prob
}

// LabelInput lays out [d; h; d×h] for the label layer.
func LabelInput(d, h, x []float32) {
	copy(x, d)
	copy(x[HeadSize:], h)
	for k := range HeadSize {
		x[2*HeadSize+k] = d[k] * h[k]
	}
}

func argmax(x []float32) int {
	b := 0
	for i := range x {
		if x[i] > x[b] {
			b = i
		}
	}
	return b
}

// best returns the largest of the first n numbers and its softmax.
func best(x []float32, n int) (int, float32) {
	k := argmax(x[:n])
	return k, probability(x[:n], k)
}

// probability is the softmax of x at k.
func probability(x []float32, k int) float32 {
	top := x[argmax(x)]
	var z float64
	for _, v := range x {
		z += math.Exp(float64(v - top))
	}
	return float32(math.Exp(float64(x[k]-top)) / z)
}
