// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"strings"

	"recoupe/ud"
)

// cacheSize bounds the number of word types whose products a Work keeps. It is
// far larger than windowRows, so that a window's own types are always kept.
const cacheSize = 3072

// longForm is the length in bytes from which on a form is noise or an address
// that will not come again: nothing of it is kept behind its window.
const longForm = 128

// typeKey names a word type of a pack as it is written: the form, whether it is
// the first of its sentence, and whether the sentence is all capitals.
type typeKey struct {
	pack            *Pack
	form            string
	first, capitals bool
}

// wordType is what the network computes from a word type alone.
type wordType struct {
	key  typeKey
	norm string // the form for lemmas
	// products of the input with the first layer, as left neighbour, as the word
	// itself (with the bias) and as right neighbour, then its share of UPOS, FEATS and lemma (with the bias).
	products []float32
	window   int  // the last window that it was in
	again    bool // it was met again since the hand passed
}

// typeWidth is the number of products of a word type.
func (n *Net) typeWidth() int { return 3*n.L1.Out() + n.tagWidth() }

// tagWidth is the number of outputs of the three tag heads.
func (n *Net) tagWidth() int { return n.UPOS.Out() + n.Feats.Out() + n.Lemma.Out() }

// typeCache keeps the types that were met last. A full one gives up what the
// hand of a clock finds that was not met again since it passed, and never a
// type of the window at hand.
type typeCache struct {
	index  map[typeKey]*wordType
	clock  []*wordType
	hand   int
	window int
	spare  []float32 // memory for the next types
}

// get returns the type of k, and whether it is new and its products are yet to be computed.
func (c *typeCache) get(k typeKey) (t *wordType, fresh bool) {
	if t = c.index[k]; t != nil {
		t.window, t.again = c.window, true
		return t, false
	}
	t = c.place(k.pack.Net.typeWidth())
	k.form = strings.Clone(k.form)
	t.key, t.window, t.again = k, c.window, false
	c.index[k] = t
	return t, true
}

// place returns a type to be overwritten, with memory for width products.
func (c *typeCache) place(width int) *wordType {
	t := c.leave()
	if cap(t.products) < width {
		room := (width + 511) / 512 * 512 // the packs' widths differ little: they can take each other's places
		if len(c.spare) < room {
			c.spare = make([]float32, 64*room)
		}
		t.products, c.spare = c.spare[:room:room], c.spare[room:]
	}
	t.products = t.products[:width]
	return t
}

// leave returns a new type, or the one that is given up.
func (c *typeCache) leave() *wordType {
	if len(c.clock) < cacheSize {
		t := &wordType{}
		c.clock = append(c.clock, t)
		return t
	}
	for {
		t := c.clock[c.hand]
		c.hand = (c.hand + 1) % len(c.clock)
		if t.window != c.window && !t.again {
			delete(c.index, t.key)
			return t
		}
		t.again = false
	}
}

// forget gives up those of the types that have long forms.
func (c *typeCache) forget(types []*wordType) {
	for _, t := range types {
		if len(t.key.form) >= longForm {
			delete(c.index, t.key)
			t.key, t.norm, t.again = typeKey{}, "", false
		}
	}
}

// lookUp finds the type of every row of the window and computes the new ones together.
func (p *Pack) lookUp(w *Work) {
	w.types.window++
	w.row, w.fresh = w.row[:0], w.fresh[:0]
	for i := range w.pieces {
		words := w.pieces[i].words()
		capitals := mostlyCapitals(words)
		for k := range words {
			t, fresh := w.types.get(typeKey{p, words[k].Form, k == 0, capitals})
			w.row = append(w.row, t)
			if fresh {
				w.fresh = append(w.fresh, t)
			}
		}
	}
	if len(w.fresh) > 0 {
		p.compute(w)
	}
}

// compute fills in the products of the new types.
func (p *Pack) compute(w *Work) {
	n, d := p.Net, p.Net.Input()
	e := grow(&w.e, len(w.fresh)*d)
	clear(e)
	for i, t := range w.fresh {
		t.norm = p.norm(t.key.form)
		form := t.norm
		if t.key.capitals {
			form = strings.ToLower(form)
		}
		p.embed(form, Shape(form, t.key.first), w, e[i*d:(i+1)*d])
	}
	out := n.L1.Out()
	for q := range 3 {
		bias := w.none
		if q == 1 {
			bias = n.L1.B.W
		}
		w.share(e, d, n.L1.W.W[q*d*out:(q+1)*d*out], bias, q*out)
	}
	at := 3 * out
	for _, l := range []*Layer{&n.UPOS, &n.Feats, &n.Lemma} {
		w.share(e, d, l.W.W[2*n.Hidden*l.Out():], l.B.W, at)
		at += l.Out()
	}
}

// share writes bias + e·m into the products of the new types from place at on; e has rows of d.
func (w *Work) share(e []float32, d int, m, bias []float32, at int) {
	t, n := len(w.fresh), len(bias)
	y := grow(&w.y, t*n)
	for i := range t {
		copy(y[i*n:], bias)
	}
	Gemm(t, n, d, e, d, 1, m, n, y, n)
	for i, x := range w.fresh {
		copy(x.products[at:at+n], y[i*n:])
	}
}

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
