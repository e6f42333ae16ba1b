// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"cmp"
	"iter"
	"slices"

	"recoupe"
)

// Bounds of a passage: gaps that are bridged, and the shortest that is kept.
const (
	bridge   = 8
	shortest = 12
	// whole is the share of the shorter text from which a pair is a copy, part from which it is worth keeping.
	whole, part = .5, .05
)

// view is an entry cut into words.
type view struct {
	*entry
	tokens []token
	hashes []uint64
	// heads and next chain the grams of one bucket of hashes, from the first in the text on; 0 ends a chain, places count from 1.
	heads, next []int32
}

// viewed is how many views are kept: what is compared is mostly of the last hours.
const viewed = 2048

// cut is the view of a document, made anew where it is not at hand.
func (x *Index) cut(h handle) *view {
	e := x.at(h)
	if v := x.views[h]; v != nil {
		return v
	}
	ts := x.words.tokens(e.text)
	return x.view(h, e, ts, grams(ts, x.p.Gram))
}

// view keeps a view in the place of the one that was made before all others.
func (x *Index) view(h handle, e *entry, ts []token, hashes []uint64) *view {
	v := &view{entry: e, tokens: ts, hashes: hashes}
	v.chain()
	if x.views[h] = v; len(x.cuts) < viewed {
		x.cuts = append(x.cuts, h)
		return v
	}
	if old := x.cuts[x.next]; old != h {
		delete(x.views, old)
	}
	x.cuts[x.next] = h
	x.next = (x.next + 1) % viewed
	return v
}

// chain makes the grams of a view findable by hash.
func (v *view) chain() {
	size := 1
	for size < 2*len(v.hashes) {
		size *= 2
	}
	v.heads, v.next = make([]int32, size), make([]int32, len(v.hashes)+1)
	for i := len(v.hashes); i > 0; i-- {
		b := v.hashes[i-1] & uint64(size-1)
		v.next[i], v.heads[b] = v.heads[b], int32(i)
	}
}

// at runs over the places where a gram stands, in order.
func (v *view) at(hash uint64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := v.heads[hash&uint64(len(v.heads)-1)]; i > 0; i = v.next[i] {
			if v.hashes[i-1] == hash && !yield(int(i-1)) {
				return
			}
		}
	}
}

// run is a stretch of equal tokens, [a, a+n) and [b, b+n).
type run struct{ a, b, n int }

// compare aligns two documents around the grams that they share and decides.
// All.Of both sides give the same answer.
func (x *Index) compare(a, b *view) (Reuse, bool) {
	r := Reuse{A: a.id, B: b.id}
	shorter := min(len(a.tokens), len(b.tokens))
	if shorter == 0 {
		return r, false
	}
	if a.body == b.body && len(a.tokens) == len(b.tokens) {
		r.Kind, r.Containment = Same, 1
		r.Passages = []Passage{{A: hull(a, 0, len(a.tokens)), B: hull(b, 0, len(b.tokens)), Tokens: len(a.tokens)}}
	} else {
		covered := 0
		for _, m := range join(x.runs(a, b)) {
			if m.n < shortest && !quoted(a, m.a, m.n) {
				continue
			}
			covered += m.n
			r.Passages = append(r.Passages, Passage{A: hull(a, m.a, m.spanA), B: hull(b, m.b, m.spanB), Tokens: m.n})
		}
		r.Containment = float64(covered) / float64(shorter)
		r.Kind = Partial
		if r.Containment >= whole {
			r.Kind = Copy
		}
	}
	if len(r.Passages) == 0 || r.Containment < part && longest(r.Passages) < shortest {
		return r, false
	}
	r.From, r.Why = x.direction(a.entry, b.entry)
	return r, true
}

func longest(ps []Passage) int {
	n := 0
	for _, p := range ps {
		n = max(n, p.Tokens)
	}
	return n
}

func hull(e *view, from, n int) recoupe.Span {
	return recoupe.Span{Start: e.tokens[from].span.Start, End: e.tokens[from+n-1].span.End}
}

// quoted: the stretch stands between quotation marks.
func quoted(e *view, from, n int) bool {
	s := hull(e, from, n)
	before, after := e.text[max(0, s.Start-4):s.Start], e.text[s.End:min(len(e.text), s.End+5)]
	return hasQuote(before) && hasQuote(after)
}

func hasQuote(s string) bool {
	for _, r := range s {
		switch r {
		case '"', '«', '»', '“', '”', '„':
			return true
		}
	}
	return false
}

// runs finds the longest stretches of equal tokens that start from a shared
// gram which is not furniture, each token of a used once.
func (x *Index) runs(a, b *view) []run {
	var out []run
	for i := 0; i < len(a.hashes); {
		best := run{}
		for k := range b.at(a.hashes[i]) {
			n := 0
			for i+n < len(a.tokens) && k+n < len(b.tokens) && a.tokens[i+n].hash == b.tokens[k+n].hash {
				n++
			}
			if n > best.n {
				best = run{i, k, n}
			}
		}
		if best.n < x.p.Gram || x.stale(a, b, best) {
			i += max(1, best.n-x.p.Gram+1)
			continue
		}
		out = append(out, best)
		i += best.n
	}
	return out
}

// stale: every fingerprint inside the run is furniture to one of the two.
func (x *Index) stale(a, b *view, r run) bool {
	seen := false
	for _, m := range a.marks {
		if m.pos >= r.a && m.pos+x.p.Gram <= r.a+r.n {
			seen = true
			if !x.furniture(m.hash, a.publisher) && !x.furniture(m.hash, b.publisher) {
				return false
			}
		}
	}
	return seen
}

// joined is a chain of runs with small gaps; n counts equal tokens only.
type joined struct{ a, b, n, spanA, spanB int }

// join bridges runs that follow each other closely on both sides.
func join(rs []run) []joined {
	slices.SortFunc(rs, func(p, q run) int { return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b)) })
	var out []joined
	for _, r := range rs {
		if k := len(out) - 1; k >= 0 {
			p := &out[k]
			ga, gb := r.a-(p.a+p.spanA), r.b-(p.b+p.spanB)
			if ga >= 0 && gb >= 0 && ga <= bridge && gb <= bridge {
				p.spanA, p.spanB, p.n = r.a+r.n-p.a, r.b+r.n-p.b, p.n+r.n
				continue
			}
		}
		out = append(out, joined{r.a, r.b, r.n, r.n, r.n})
	}
	return out
}

// direction says which of a pair came first: an explicit credit, then the
// earlier publication, then the agency, then the longer text.
func (x *Index) direction(a, b *entry) (from, why string) {
	ca, cb := x.credits(a, b), x.credits(b, a)
	dated := a.published != unknown && b.published != unknown
	switch {
	case ca && !cb:
		return b.id, "credit"
	case cb && !ca:
		return a.id, "credit"
	case dated && a.published < b.published:
		return a.id, "time"
	case dated && b.published < a.published:
		return b.id, "time"
	case a.agency && !b.agency:
		return a.id, "agency"
	case b.agency && !a.agency:
		return b.id, "agency"
	case a.words > b.words:
		return a.id, "length"
	case b.words > a.words:
		return b.id, "length"
	}
	return "", ""
}

// credits: a names the publisher of b.
func (x *Index) credits(a, b *entry) bool {
	return b.publisher != 0 && a.publisher != b.publisher && slices.Contains(a.credits, x.printers[b.publisher])
}
