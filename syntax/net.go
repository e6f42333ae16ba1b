// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package syntax tags words, finds lemmas and draws Universal Dependencies
// trees, with a probability for every tag and arc.
//
// In: sentences cut into words by package token, and a pack (a trained model
// in its file format). Out: the same sentences with UPOS, FEATS, lemma, head
// and relation filled in. It trains nothing (package train does), reads no
// disk, and holds no state: a Pack may be shared by any number of goroutines,
// each with a Work of its own.
//
// The network: hashed character n-grams, form and shape → three bidirectional
// SRU layers (Lei et al. 2018) → softmax heads for tag, features and lemma
// script, biaffine arcs (Dozat & Manning 2017) → maximum spanning tree.
package syntax

// Matrix is rows × cols numbers, row by row.
type Matrix struct {
	Rows, Cols int
	W          []float32
}

// NewMatrix returns a matrix of zeros.
func NewMatrix(rows, cols int) Matrix { return Matrix{rows, cols, make([]float32, rows*cols)} }

// Row returns row i.
func (m *Matrix) Row(i int) []float32 { return m.W[i*m.Cols : (i+1)*m.Cols] }

// Layer is a linear map with a bias; outputs are padded to a multiple of 8.
type Layer struct{ W, B Matrix }

// NewLayer returns a layer of zeros from in to out numbers.
func NewLayer(in, out int) Layer {
	out = (out + 7) / 8 * 8
	return Layer{NewMatrix(in, out), NewMatrix(1, out)}
}

// In and Out are the sizes of the layer's input and output.
func (l *Layer) In() int { return l.W.Rows }

// Out is the size of the layer's output.
func (l *Layer) Out() int { return l.W.Cols }

// Forward computes y = x·W + b for t rows.
func (l *Layer) Forward(t int, x, y []float32) {
	n := l.Out()
	for i := range t {
		copy(y[i*n:(i+1)*n], l.B.W)
	}
	Gemm(t, n, l.In(), x, l.In(), 1, l.W.W, n, y, n)
}

// Net is all weights of a model.
type Net struct {
	// Hidden is the number of units a direction.
	Hidden           int
	Form, Sub, Shape Matrix
	// Lex has a row for each tag of the pack's lexicon; no rows if it has none.
	Lex Matrix
	// Vec has the rows of the pack's vectors; none if it has none. They are not trained.
	Vec              Matrix
	L1, L2, L3       Layer
	UPOS, Feats      Layer
	Lemma            Layer
	ArcD, ArcH       Layer
	LabD, LabH       Layer
	U, Ub            Matrix
	RootArc, RootLab Matrix
	Lab              Layer
}

// HeadSize is the width of the vectors that score arcs and labels.
const HeadSize = 96

// NewNet returns a network of zeros for the tables of h.
func (h *Header) NewNet() *Net {
	h2, in := 2*h.Hidden, InputSize
	if len(h.Lexicon.Tags) > 0 {
		in += LexSize
	}
	in += h.Vectors.Dim
	return &Net{
		Hidden: h.Hidden,
		Form:   NewMatrix(len(h.Forms), FormSize), Sub: NewMatrix(SubRows, SubSize), Shape: NewMatrix(Shapes*Treebanks, ShapeSize),
		Lex: NewMatrix(len(h.Lexicon.Tags), LexSize), Vec: NewMatrix(h.Vectors.Rows, h.Vectors.Dim),
		L1: NewLayer(3*in, 8*h.Hidden), L2: NewLayer(h2, 6*h.Hidden), L3: NewLayer(h2, 6*h.Hidden),
		UPOS: NewLayer(h2+in, len(h.UPOS)), Feats: NewLayer(h2+in, h.FeatWidth()), Lemma: NewLayer(h2+in, len(h.Scripts)),
		ArcD: NewLayer(h2, HeadSize), ArcH: NewLayer(h2, HeadSize), LabD: NewLayer(h2, HeadSize), LabH: NewLayer(h2, HeadSize),
		U: NewMatrix(HeadSize, HeadSize), Ub: NewMatrix(1, HeadSize),
		RootArc: NewMatrix(1, HeadSize), RootLab: NewMatrix(1, HeadSize),
		Lab: NewLayer(3*HeadSize, len(h.Rels)),
	}
}

// Input is the number of numbers that a word goes in as.
func (n *Net) Input() int { return n.L1.In() / 3 }

// AddVector puts row of the vectors into the last part of the input e.
func (n *Net) AddVector(row int, e []float32) {
	if n.Vec.Rows > 0 {
		copy(e[len(e)-n.Vec.Cols:], n.Vec.Row(row))
	}
}

// Named is a weight with its name in the pack file.
type Named struct {
	Name string
	M    *Matrix
	// Embedding rows are looked up, not multiplied; only touched ones are trained, those of "vec" never.
	Embedding bool
}

// Matrices lists all weights in file order.
func (n *Net) Matrices() []Named {
	out := []Named{{"form", &n.Form, true}, {"sub", &n.Sub, true}, {"shape", &n.Shape, true}}
	if n.Lex.Rows > 0 {
		out = append(out, Named{"lex", &n.Lex, true})
	}
	if n.Vec.Rows > 0 {
		out = append(out, Named{"vec", &n.Vec, true})
	}
	for _, l := range []struct {
		name string
		l    *Layer
	}{{"l1", &n.L1}, {"l2", &n.L2}, {"l3", &n.L3}, {"upos", &n.UPOS}, {"feats", &n.Feats}, {"lemma", &n.Lemma},
		{"arcd", &n.ArcD}, {"arch", &n.ArcH}, {"labd", &n.LabD}, {"labh", &n.LabH}, {"lab", &n.Lab}} {
		out = append(out, Named{l.name + ".w", &l.l.W, false}, Named{l.name + ".b", &l.l.B, false})
	}
	return append(out, Named{"u", &n.U, false}, Named{"ub", &n.Ub, false}, Named{"rootarc", &n.RootArc, false}, Named{"rootlab", &n.RootLab, false})
}

// Attribute is one feature with its values; Values[0] is "" for absent.
type Attribute struct {
	Name   string
	Values []string
}

// Tables name the outputs of a net.
type Tables struct {
	Forms      []string // index 0 is the unknown form
	UPOS       []string
	Attributes []Attribute
	Scripts    []string
	Rels       []string
}

// FeatWidth returns the number of outputs of the feature head: all values of all attributes.
func (t *Tables) FeatWidth() int {
	n := 0
	for _, a := range t.Attributes {
		n += len(a.Values)
	}
	return n
}

// Sru runs one bidirectional SRU layer over t words. g holds a word's gates,
// per direction x~|f|r(|skip), and is left as it is; in is the highway input for three gates; c is
// scratch for the states, o gets the outputs (2·hidden a word).
func Sru(t, hidden int, g []float32, gates int, in, o, c []float32) {
	w := gates * hidden * 2
	for d := range 2 {
		state := c[:hidden]
		clear(state)
		for k := range t {
			i := k
			if d == 1 {
				i = t - 1 - k
			}
			b := i*w + d*gates*hidden
			skip := in
			if gates == 4 {
				skip = g[b+3*hidden : b+4*hidden]
			} else {
				skip = in[i*2*hidden+d*hidden : i*2*hidden+(d+1)*hidden]
			}
			sruStep(g[b:b+3*hidden], skip, state, o[i*2*hidden+d*hidden:i*2*hidden+(d+1)*hidden])
		}
	}
}

// sruStepPlain is the portable twin of the vector kernel:
//
//	c = f·c + (1-f)·x~    h = r·tanh(c) + (1-r)·skip    with f and r through a sigmoid
func sruStepPlain(g, skip, state, out []float32) {
	n := len(state)
	x, f, r, skip, out := g[:n], g[n:2*n], g[2*n:3*n], skip[:n], out[:n]
	for j := range state {
		a, b := Sigmoid(f[j]), Sigmoid(r[j])
		s := a*state[j] + (1-a)*x[j]
		state[j] = s
		out[j] = b*Tanh(s) + (1-b)*skip[j]
	}
}
