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

// windowRows is the number of words, of whole sentences, that go through the
// matrices together: enough that the weights are read once for many words, few
// enough that what is computed of them stays in the processor's cache.
const windowRows = 256

// Work is scratch memory for one goroutine. The zero value is not usable; call NewWork.
type Work struct {
	types   typeCache
	strings map[*Pack]*kept
	kept    *kept // the strings of the pack at hand
	choice  []byte
	// pieces are the sentences of the window at hand, rows the number of their words, row by row of a type.
	pieces []piece
	rows   int
	row    []*wordType
	fresh  []*wordType
	none   []float32 // zeros, the neighbour that is not there
	sub    []uint32
	e, g, o1, o2, o3, c, tag, y,
	ad, ah, ld, lh,
	a, headCols, score, lab []float32
	heads []int
	tree  scratch
}

// piece is a stretch of a sentence that is parsed as one tree; its words have
// the rows of the window from row on.
type piece struct {
	sentence    []ud.Word
	lo, hi, row int
}

func (c *piece) words() []ud.Word { return c.sentence[c.lo:c.hi] }

// NewWork returns scratch memory for Parse.
func NewWork() *Work {
	return &Work{types: typeCache{index: map[typeKey]*wordType{}}, strings: map[*Pack]*kept{}}
}

func grow[T any](b *[]T, n int) []T {
	if cap(*b) < n {
		*b = make([]T, n+n/2)
	}
	*b = (*b)[:n]
	return *b
}

// Parse fills in the words of s: UPOS, FEATS, lemma, head, relation and their probabilities.
func (p *Pack) Parse(s *ud.Sentence, w *Work) {
	w.serve(p)
	p.gather(s.Words, w)
	p.flush(w)
}

// ParseAll parses the sentences of a text together, which is faster than one by
// one; each gets, to the last bit, what Parse would give it alone.
func (p *Pack) ParseAll(sents []ud.Sentence, w *Work) {
	w.serve(p)
	for i := range sents {
		p.gather(sents[i].Words, w)
	}
	p.flush(w)
}

// serve makes ready for a pack. What was kept for others stays: the texts of a
// day come in turns in their languages.
func (w *Work) serve(p *Pack) {
	if w.kept = w.strings[p]; w.kept == nil {
		w.kept = &kept{lemmas: map[lemmaKey]string{}, feats: map[string]string{}}
		w.strings[p] = w.kept
	}
	clear(grow(&w.none, p.Net.L1.Out()))
}

// gather puts the pieces of a sentence into the window; a full window is parsed first.
func (p *Pack) gather(words []ud.Word, w *Work) {
	for lo := 0; lo < len(words); {
		hi := cutAt(words, lo)
		if w.rows+hi-lo > windowRows {
			p.flush(w)
		}
		w.pieces = append(w.pieces, piece{words, lo, hi, w.rows})
		w.rows += hi - lo
		lo = hi
	}
}

// flush parses the window and empties it. A later piece of a sentence hangs on the root of the first.
func (p *Pack) flush(w *Work) {
	if w.rows > 0 {
		p.window(w)
		w.types.forget(w.fresh)
	}
	for _, c := range w.pieces {
		if c.lo > 0 {
			attach(c.sentence, c.lo, c.hi)
		}
	}
	clear(w.pieces)
	w.pieces, w.rows = w.pieces[:0], 0
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
	p.Net.AddVector(p.Vectors.Row(low), e)
}

// AddLex adds the rows of a lexicon's tags to the part of the input e behind InputSize.
func (n *Net) AddLex(tags []int, e []float32) {
	scale := float32(1 / math.Sqrt(float64(len(tags))))
	for _, t := range tags {
		Axpy(scale, n.Lex.Row(t), e[InputSize:])
	}
}

// window runs the network over the window: what reads one word at a time over
// all rows at once, what reads a sentence piece by piece.
func (p *Pack) window(w *Work) {
	n, t := p.Net, w.rows
	h2 := 2 * n.Hidden
	g := grow(&w.g, t*n.L1.Out())
	p.first(w, g)
	o1, o2, o3 := grow(&w.o1, t*h2), grow(&w.o2, t*h2), grow(&w.o3, t*h2)
	w.sru(n.Hidden, g, 4, nil, o1)
	n.L2.Forward(t, o1, g[:t*n.L2.Out()])
	w.sru(n.Hidden, g, 3, o1, o2)
	n.L3.Forward(t, o2, g[:t*n.L3.Out()])
	w.sru(n.Hidden, g, 3, o2, o3)
	p.tags(w, o2)
	p.trees(w, o3)
}

// sru runs an SRU layer over every piece.
func (w *Work) sru(hidden int, g []float32, gates int, in, o []float32) {
	state := grow(&w.c, hidden)
	for i := range w.pieces {
		c := &w.pieces[i]
		from, to := c.row*2*hidden, (c.row+c.hi-c.lo)*2*hidden
		skip := in
		if in != nil {
			skip = in[from:to]
		}
		Sru(c.hi-c.lo, hidden, g[from*gates:to*gates], gates, skip, o[from:to], state)
	}
}

// first fills in the first layer's gates: a word's are the sum of the products
// of its left neighbour, of itself with the bias, and of its right neighbour.
func (p *Pack) first(w *Work, g []float32) {
	p.lookUp(w)
	n := p.Net.L1.Out()
	for i := range w.pieces {
		c := &w.pieces[i]
		end := c.row + c.hi - c.lo
		for r := c.row; r < end; r++ {
			left, right := w.none, w.none
			if r > c.row {
				left = w.row[r-1].products[:n] // as a left neighbour
			}
			if r+1 < end {
				right = w.row[r+1].products[2*n : 3*n]
			}
			sum3(left, w.row[r].products[n:2*n], right, g[r*n:(r+1)*n])
		}
	}
}
