// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"math"
	"strings"

	"recoupe/ud"
)

// MaxWords is the longest stretch that is parsed as one tree; longer sentences
// are cut at a mark of punctuation where there is one.
const MaxWords = 160

// cacheSize bounds the number of word types whose first-layer products a Work
// keeps. They are kept in two generations: when the young one is half of that,
// it becomes the old one, and a type of the old one that is met again is young.
const cacheSize = 4096

// typeKey names a word type as it is written: the form, whether it is the
// first of its sentence, and whether the sentence is all capitals.
type typeKey struct {
	form            string
	first, capitals bool
}

// lemmaKey is a normalised form with a script.
type lemmaKey struct {
	form   string
	script int
}

// Work is scratch memory for one goroutine. The zero value is not usable; call NewWork.
type Work struct {
	pack  *Pack // whose products the cache holds
	cache map[typeKey]*typeValue
	old   map[typeKey]*typeValue
	// lemmas and feats keep strings that were made before; types are those of the sentence at hand.
	lemmas map[lemmaKey]string
	feats  map[string]string
	types  []*typeValue
	choice []byte
	sub    []uint32
	e, g, o1, o2, o3, c, tag,
	up, fe, le,
	ad, ah, ld, lh,
	a, headCols, score, lab, y []float32
	heads []int
	tree  scratch
}

// typeValue is what the network computes from a word type alone.
type typeValue struct {
	norm             string // the form for lemmas
	input            []float32
	left, mid, right []float32
}

// NewWork returns scratch memory for Parse.
func NewWork() *Work {
	return &Work{cache: map[typeKey]*typeValue{}, old: map[typeKey]*typeValue{}, lemmas: map[lemmaKey]string{}, feats: map[string]string{}}
}

func grow(b *[]float32, n int) []float32 {
	if cap(*b) < n {
		*b = make([]float32, n+n/2)
	}
	*b = (*b)[:n]
	return *b
}

// Parse fills in the words of s: UPOS, FEATS, lemma, head, relation and their probabilities.
func (p *Pack) Parse(s *ud.Sentence, w *Work) {
	if w.pack != p {
		w.pack = p
		clear(w.cache)
		clear(w.old)
		clear(w.lemmas)
		clear(w.feats)
	}
	for lo := 0; lo < len(s.Words); {
		hi := cutAt(s.Words, lo)
		p.parse(s.Words[lo:hi], w)
		if lo > 0 { // a later piece hangs on the root of the first
			attach(s.Words, lo, hi)
		}
		lo = hi
	}
}

// cutAt returns the end of the piece that begins at lo.
func cutAt(words []ud.Word, lo int) int {
	if len(words)-lo <= MaxWords {
		return len(words)
	}
	for i := lo + MaxWords; i > lo+MaxWords/2; i-- {
		if strings.Contains(";:،؛,.", words[i-1].Form) {
			return i
		}
	}
	return lo + MaxWords
}

// attach shifts the heads of a later piece and makes its root a parataxis of the first root.
func attach(words []ud.Word, lo, hi int) {
	root := 0
	for i := range words[:lo] {
		if words[i].Head == 0 {
			root = i + 1
			break
		}
	}
	for i := lo; i < hi; i++ {
		if words[i].Head == 0 {
			words[i].Head, words[i].Deprel = root, "parataxis"
			continue
		}
		words[i].Head += lo
	}
}

// value returns the cached products of a word type.
func (p *Pack) value(k typeKey, w *Work) *typeValue {
	if v := w.cache[k]; v != nil {
		return v
	}
	if len(w.cache) >= cacheSize/2 {
		w.cache, w.old = w.old, w.cache
		clear(w.cache)
	}
	if v := w.old[k]; v != nil {
		w.cache[k] = v
		return v
	}
	norm := p.norm(k.form)
	form := norm
	if k.capitals {
		form = strings.ToLower(form)
	}
	shape := Shape(form, k.first)
	d, n := p.Net.Input(), p.Net.L1.Out()
	v := &typeValue{norm: norm, input: make([]float32, d)}
	p.embed(form, shape, w, v.input)
	buf := make([]float32, 3*n)
	for q := range 3 {
		Gemm(1, n, d, v.input, d, 1, p.Net.L1.W.W[q*d*n:], n, buf[q*n:], n)
	}
	v.left, v.mid, v.right = buf[:n], buf[n:2*n], buf[2*n:]
	k.form = strings.Clone(k.form)
	w.cache[k] = v
	return v
}

// embed computes the input numbers of a word type.
func (p *Pack) embed(form string, shape int, w *Work, e []float32) {
	low := strings.ToLower(form)
	copy(e, p.Net.Form.Row(p.forms[low]))
	w.sub = Subwords(form, w.sub[:0])
	scale := float32(1 / math.Sqrt(float64(len(w.sub))))
	for _, h := range w.sub {
		Axpy(scale, p.Net.Sub.Row(int(h)), e[FormSize:FormSize+SubSize])
	}
	copy(e[FormSize+SubSize:], p.Net.Shape.Row(shape+Shapes*p.House))
	p.Net.AddLex(p.Lexicon.Lookup(low), e)
}

// AddLex adds the rows of a lexicon's tags to the last part of the input e.
func (n *Net) AddLex(tags []int, e []float32) {
	scale := float32(1 / math.Sqrt(float64(len(tags))))
	for _, t := range tags {
		Axpy(scale, n.Lex.Row(t), e[InputSize:])
	}
}

func (p *Pack) parse(words []ud.Word, w *Work) {
	t, n := len(words), p.Net
	h2 := 2 * n.Hidden
	e, g := grow(&w.e, t*n.Input()), grow(&w.g, t*n.L1.Out())
	p.first(words, w, e, g)
	c := grow(&w.c, n.Hidden)
	o1, o2, o3 := grow(&w.o1, t*h2), grow(&w.o2, t*h2), grow(&w.o3, t*h2)
	Sru(t, n.Hidden, g, 4, nil, o1, c)
	n.L2.Forward(t, o1, g[:t*n.L2.Out()])
	Sru(t, n.Hidden, g, 3, o1, o2, c)
	n.L3.Forward(t, o2, g[:t*n.L3.Out()])
	Sru(t, n.Hidden, g, 3, o2, o3, c)
	p.tags(words, w, e, o2)
	p.tree(words, w, o3)
}

// first fills the inputs and the first layer's gates from the type cache:
// word t adds its products to its left neighbour, itself and its right neighbour.
func (p *Pack) first(words []ud.Word, w *Work, e, g []float32) {
	n := p.Net.L1.Out()
	for i := range words {
		copy(g[i*n:(i+1)*n], p.Net.L1.B.W)
	}
	capitals := mostlyCapitals(words)
	w.types = w.types[:0]
	for i := range words {
		v := p.value(typeKey{words[i].Form, i == 0, capitals}, w)
		w.types = append(w.types, v)
		copy(e[i*len(v.input):], v.input)
		add(g[i*n:(i+1)*n], v.mid)
		if i > 0 { // I am the right neighbour of the word before
			add(g[(i-1)*n:i*n], v.right)
		}
		if i+1 < len(words) {
			add(g[(i+1)*n:(i+2)*n], v.left)
		}
	}
}

func add(y, x []float32) { Axpy(1, x, y) }

// mostlyCapitals: a headline in capitals, whose letters are lower-cased for lookup.
func mostlyCapitals(words []ud.Word) bool {
	upper, all := 0, 0
	for i := range words {
		for _, r := range words[i].Form {
			if r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'Þ' {
				upper++
				all++
			} else if r >= 'a' && r <= 'z' || r >= 'ß' && r <= 'ÿ' {
				all++
			}
		}
	}
	return len(words) > 2 && all > 10 && upper*10 > all*8
}

// tags fills in UPOS, FEATS and lemma.
func (p *Pack) tags(words []ud.Word, w *Work, e, o2 []float32) {
	n, t := p.Net, len(words)
	h2, d := 2*n.Hidden, n.Input()
	in := grow(&w.tag, t*(h2+d))
	for i := range t {
		copy(in[i*(h2+d):], o2[i*h2:(i+1)*h2])
		copy(in[i*(h2+d)+h2:], e[i*d:(i+1)*d])
	}
	up, fe, le := grow(&w.up, t*n.UPOS.Out()), grow(&w.fe, t*n.Feats.Out()), grow(&w.le, t*n.Lemma.Out())
	n.UPOS.Forward(t, in, up)
	n.Feats.Forward(t, in, fe)
	n.Lemma.Forward(t, in, le)
	for i := range words {
		wd := &words[i]
		k, prob := best(up[i*n.UPOS.Out():], len(p.UPOS))
		wd.UPOS, wd.PTag = p.UPOS[k], prob
		wd.Feats = p.feats(fe[i*n.Feats.Out():], w)
		wd.Lemma = p.lemma(w.types[i].norm, le[i*n.Lemma.Out():], w)
	}
}

// feats joins the likeliest value of every attribute that is not absent, in
// the order of CoNLL-U (names without regard to case).
func (p *Pack) feats(x []float32, w *Work) string {
	w.choice = w.choice[:0]
	for _, o := range p.order {
		w.choice = append(w.choice, byte(argmax(x[o.at:o.at+len(p.Attributes[o.attr].Values)])))
	}
	if f, ok := w.feats[string(w.choice)]; ok {
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
	if len(w.feats) >= cacheSize {
		clear(w.feats)
	}
	f := p.intern(b.String())
	w.feats[string(w.choice)] = f
	return f
}

// lemma applies the likeliest script to a normalised form.
func (p *Pack) lemma(norm string, x []float32, w *Work) string {
	k := lemmaKey{norm, argmax(x[:len(p.Scripts)])}
	if l, ok := w.lemmas[k]; ok {
		return l
	}
	if len(w.lemmas) >= 2*cacheSize {
		clear(w.lemmas)
	}
	l := ApplyScript(norm, p.Scripts[k.script])
	w.lemmas[k] = l
	return l
}

// tree fills in heads and relations.
func (p *Pack) tree(words []ud.Word, w *Work, o3 []float32) {
	n, t := p.Net, len(words)
	project := func(l *Layer, b *[]float32) []float32 {
		y := grow(b, t*HeadSize)
		l.Forward(t, o3, y)
		for i, v := range y {
			if v < 0 {
				y[i] = v * 0.1
			}
		}
		return y
	}
	ad, ah := project(&n.ArcD, &w.ad), project(&n.ArcH, &w.ah)
	ld, lh := project(&n.LabD, &w.ld), project(&n.LabH, &w.lh)
	a := grow(&w.a, t*HeadSize)
	for i := range t {
		copy(a[i*HeadSize:], n.Ub.W)
	}
	Gemm(t, HeadSize, HeadSize, ad, HeadSize, 1, n.U.W, HeadSize, a, HeadSize)
	score := p.arcs(t, w, a, ah)
	if cap(w.heads) < t {
		w.heads = make([]int, t+t/2)
	}
	heads := w.heads[:t]
	w.tree.decode(score, t, heads)
	p.labels(words, w, heads, ld, lh)
	for i := range words {
		words[i].Head = heads[i]
		words[i].PArc = probability(score[i*(t+1):(i+1)*(t+1)], heads[i])
	}
}

// arcs scores every head (0 the root) of every word: a row of t+1 numbers a word.
func (p *Pack) arcs(t int, w *Work, a, ah []float32) []float32 {
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
	return score
}

// labels fills in the relation of every word to its head.
func (p *Pack) labels(words []ud.Word, w *Work, heads []int, ld, lh []float32) {
	n, t := p.Net, len(words)
	x, y := grow(&w.lab, t*3*HeadSize), grow(&w.y, t*n.Lab.Out())
	for i := range t {
		d, h := ld[i*HeadSize:(i+1)*HeadSize], n.RootLab.W
		if heads[i] > 0 {
			h = lh[(heads[i]-1)*HeadSize : heads[i]*HeadSize]
		}
		LabelInput(d, h, x[i*3*HeadSize:])
	}
	n.Lab.Forward(t, x, y)
	for i := range words {
		row := y[i*n.Lab.Out() : i*n.Lab.Out()+len(p.Rels)]
		for k, rel := range p.Rels { // only the root's dependant is root
			if (rel == "root") != (heads[i] == 0) {
				row[k] = impossible
			}
		}
		k, prob := best(row, len(p.Rels))
		words[i].Deprel, words[i].PRel = p.Rels[k], prob
	}
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
