// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// entry is an indexed document.
type entry struct {
	Doc
	tokens []token
	hashes []uint64
	marks  []mark
	body   uint64
}

// posting is what is known of one fingerprint.
type posting struct {
	docs        []string // sorted
	first, last time.Time
}

// Index holds documents and finds what they share. What it answers depends on
// the documents in it, never on the order in which they came.
type Index struct {
	p        Params
	docs     map[string]*entry
	postings map[uint64]*posting
	bodies   map[uint64][]string
}

// New returns an empty index.
func New(p Params) *Index {
	return &Index{p: p, docs: map[string]*entry{}, postings: map[uint64]*posting{}, bodies: map[uint64][]string{}}
}

// Len returns the number of documents in x.
func (x *Index) Len() int { return len(x.docs) }

// Add puts d into x, in place of a document with the same id.
func (x *Index) Add(d Doc) {
	x.Remove(d.ID)
	e := &entry{Doc: d, tokens: tokens(d.Text)}
	e.hashes = grams(e.tokens, x.p.Gram)
	e.marks = winnow(e.hashes, x.p.Window)
	body := uint64(offset64)
	for _, t := range e.tokens {
		body = mix(body ^ t.hash)
	}
	e.body = body
	x.docs[d.ID] = e
	if len(e.tokens) > 0 {
		x.bodies[body] = insert(x.bodies[body], d.ID)
	}
	for _, h := range distinct(e.marks) {
		p := x.postings[h]
		if p == nil {
			p = &posting{}
			x.postings[h] = p
		}
		p.docs = insert(p.docs, d.ID)
		p.see(d.Published)
	}
}

// see widens the time in which a fingerprint was printed.
func (p *posting) see(t time.Time) {
	if t.IsZero() {
		return
	}
	if p.first.IsZero() || t.Before(p.first) {
		p.first = t
	}
	if t.After(p.last) {
		p.last = t
	}
}

// Remove takes a document out of x.
func (x *Index) Remove(id string) {
	e := x.docs[id]
	if e == nil {
		return
	}
	delete(x.docs, id)
	x.bodies[e.body] = without(x.bodies[e.body], id)
	for _, h := range distinct(e.marks) {
		p := x.postings[h]
		p.docs = without(p.docs, id)
		if len(p.docs) == 0 {
			delete(x.postings, h)
			continue
		}
		p.first, p.last = time.Time{}, time.Time{}
		for _, d := range p.docs {
			p.see(x.docs[d].Published)
		}
	}
}

func distinct(ms []mark) []uint64 {
	out := make([]uint64, len(ms))
	for i, m := range ms {
		out[i] = m.hash
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func insert(ids []string, id string) []string {
	i, found := slices.BinarySearch(ids, id)
	if found {
		return ids
	}
	return slices.Insert(ids, i, id)
}

func without(ids []string, id string) []string {
	if i, found := slices.BinarySearch(ids, id); found {
		return slices.Delete(ids, i, i+1)
	}
	return ids
}

// furniture reports whether a fingerprint counts for nothing in a document of
// that publisher: seen over too long a time anywhere, repeated by the
// publisher, or held by too many documents.
func (x *Index) furniture(h uint64, publisher string) bool {
	p := x.postings[h]
	if p == nil {
		return false
	}
	if p.last.Sub(p.first) > time.Duration(x.p.Stock)*24*time.Hour || len(p.docs) > x.p.Common {
		return true
	}
	if publisher == "" || len(p.docs) < x.p.Host {
		return false
	}
	n := 0
	for _, id := range p.docs {
		if x.docs[id].Publisher == publisher {
			n++
		}
	}
	return n >= x.p.Host
}

// Stock returns the stretches of a document that are furniture: seen more than
// Params.Stock days apart.
func (x *Index) Stock(id string) []Passage {
	e := x.docs[id]
	if e == nil {
		return nil
	}
	var out []Passage
	for _, m := range e.marks {
		p := x.postings[m.hash]
		if p.last.Sub(p.first) <= time.Duration(x.p.Stock)*24*time.Hour {
			continue
		}
		s := e.tokens[m.pos].span
		s.End = e.tokens[m.pos+x.p.Gram-1].span.End
		if n := len(out); n > 0 && s.Start <= out[n-1].A.End+80 {
			out[n-1].A.End, out[n-1].Tokens = max(out[n-1].A.End, s.End), out[n-1].Tokens+1
			continue
		}
		out = append(out, Passage{A: s, Tokens: 1})
	}
	return out
}

// candidates returns the ids that share two fingerprints with e, or its whole text, and were printed near it.
func (x *Index) candidates(e *entry) []string {
	shared := map[string]int{}
	for _, h := range distinct(e.marks) {
		if x.furniture(h, e.Publisher) {
			continue
		}
		for _, id := range x.postings[h].docs {
			shared[id]++
		}
	}
	for _, id := range x.bodies[e.body] {
		shared[id] += 2
	}
	var out []string
	for id, n := range shared {
		if id != e.ID && n >= 2 && x.near(e, x.docs[id]) {
			out = append(out, id)
		}
	}
	sort.Strings(out)
	return out
}

func (x *Index) near(a, b *entry) bool {
	if a.Published.IsZero() || b.Published.IsZero() {
		return true
	}
	d := a.Published.Sub(b.Published)
	return max(d, -d) <= time.Duration(x.p.Days)*24*time.Hour
}

// Of returns everything that shares passages with a document, by id of the other.
func (x *Index) Of(id string) []Reuse {
	e := x.docs[id]
	if e == nil {
		return nil
	}
	var out []Reuse
	for _, other := range x.candidates(e) {
		a, b := e, x.docs[other]
		if b.ID < a.ID {
			a, b = b, a
		}
		if r, ok := x.compare(a, b); ok {
			out = append(out, r)
		}
	}
	return out
}

// All returns every reuse between documents of x, sorted.
func (x *Index) All() []Reuse {
	var out []Reuse
	for _, id := range sortedKeys(x.docs) {
		for _, r := range x.Of(id) {
			if r.A == id {
				out = append(out, r)
			}
		}
	}
	slices.SortFunc(out, func(a, b Reuse) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
