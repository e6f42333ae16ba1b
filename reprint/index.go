// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// entry is an indexed document. Its words are cut again when it is compared; only fingerprints are kept.
type entry struct {
	Doc
	marks []mark
	body  uint64
	words int
}

// handle numbers an entry while it is in the index.
type handle int32

// posting is what is known of one fingerprint; days count from 1970, the first is 0 for none.
type posting struct {
	docs        []handle // in no order
	first, last int32
}

// Index holds documents and finds what they share. What it answers depends on
// the documents in it, never on the order in which they came.
type Index struct {
	p        Params
	docs     map[string]handle
	entries  []*entry
	free     []handle
	postings map[uint64]posting
	bodies   map[uint64][]string
}

// New returns an empty index.
func New(p Params) *Index {
	return &Index{p: p, docs: map[string]handle{}, postings: map[uint64]posting{}, bodies: map[uint64][]string{}}
}

// Len returns the number of documents in x.
func (x *Index) Len() int { return len(x.docs) }

// Get returns a document of x, nil for none.
func (x *Index) Get(id string) *Doc {
	if e := x.get(id); e != nil {
		return &e.Doc
	}
	return nil
}

func (x *Index) get(id string) *entry {
	if h, ok := x.docs[id]; ok {
		return x.entries[h]
	}
	return nil
}

// Add puts d into x, in place of a document with the same id. It returns the
// ids of other documents of which something became furniture, or ceased to be:
// what they share has to be asked again.
func (x *Index) Add(d Doc) []string {
	touched := x.Remove(d.ID)
	ts := tokens(d.Text)
	e := &entry{Doc: d, marks: winnow(grams(ts, x.p.Gram), x.p.Window), body: offset64, words: len(ts)}
	for _, t := range ts {
		e.body = mix(e.body ^ t.hash)
	}
	h := x.number(e)
	if e.words > 0 {
		x.bodies[e.body] = insert(x.bodies[e.body], d.ID)
	}
	for _, m := range distinct(e.marks) {
		p := x.postings[m]
		was := x.everywhere(p)
		p.docs = append(p.docs, h)
		p.see(d.Published)
		x.postings[m] = p
		touched = x.turned(touched, p, was, d.Publisher, x.p.Host)
	}
	return others(touched, d.ID)
}

func (x *Index) number(e *entry) handle {
	var h handle
	if n := len(x.free); n > 0 {
		h, x.free = x.free[n-1], x.free[:n-1]
		x.entries[h] = e
	} else {
		h = handle(len(x.entries))
		x.entries = append(x.entries, e)
	}
	x.docs[e.ID] = h
	return h
}

// turned adds those for whom a fingerprint has just become furniture or ceased to be: everybody where it is
// so for all, the documents of one publisher where their number has just come to the limit.
func (x *Index) turned(ids []string, p posting, was bool, publisher string, limit int) []string {
	all := x.everywhere(p) != was
	if !all && (publisher == "" || x.printedBy(p, publisher) != limit) {
		return ids
	}
	for _, h := range p.docs {
		if all || x.entries[h].Publisher == publisher {
			ids = append(ids, x.entries[h].ID)
		}
	}
	return ids
}

func others(ids []string, id string) []string {
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(s string) bool { return s == id })
}

// see widens the time in which a fingerprint was printed.
func (p *posting) see(t time.Time) {
	if t.IsZero() {
		return
	}
	d := int32(t.Unix()/86400) + 1
	if p.first == 0 || d < p.first {
		p.first = d
	}
	p.last = max(p.last, d)
}

// Remove takes a document out of x and returns what Add returns.
func (x *Index) Remove(id string) []string {
	h, ok := x.docs[id]
	if !ok {
		return nil
	}
	e := x.entries[h]
	delete(x.docs, id)
	x.entries[h] = nil
	x.free = append(x.free, h)
	if x.bodies[e.body] = without(x.bodies[e.body], id); len(x.bodies[e.body]) == 0 {
		delete(x.bodies, e.body)
	}
	var touched []string
	for _, m := range distinct(e.marks) {
		p := x.postings[m]
		was := x.everywhere(p)
		p.docs = slices.DeleteFunc(p.docs, func(o handle) bool { return o == h })
		if len(p.docs) == 0 {
			delete(x.postings, m)
			continue
		}
		p.first, p.last = 0, 0
		for _, o := range p.docs {
			p.see(x.entries[o].Published)
		}
		x.postings[m] = p
		touched = x.turned(touched, p, was, e.Publisher, x.p.Host-1)
	}
	return others(touched, id)
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

// everywhere: a fingerprint that is furniture whoever prints it: seen over too long a time, or in too many documents.
func (x *Index) everywhere(p posting) bool {
	return p.last-p.first > int32(x.p.Stock) || len(p.docs) > x.p.Common
}

// printedBy counts the documents of a publisher that hold a fingerprint.
func (x *Index) printedBy(p posting, publisher string) int {
	n := 0
	for _, h := range p.docs {
		if x.entries[h].Publisher == publisher {
			n++
		}
	}
	return n
}

// furniture reports whether a fingerprint counts for nothing in a document of
// that publisher: seen over too long a time anywhere, repeated by the
// publisher, or held by too many documents.
func (x *Index) furniture(h uint64, publisher string) bool {
	p, ok := x.postings[h]
	if !ok {
		return false
	}
	if x.everywhere(p) {
		return true
	}
	return publisher != "" && len(p.docs) >= x.p.Host && x.printedBy(p, publisher) >= x.p.Host
}

// repeats are the publishers whose furniture a fingerprint is; nil where it is nobody's.
func (x *Index) repeats(p posting) map[string]bool {
	if len(p.docs) < x.p.Host {
		return nil
	}
	n := map[string]int{}
	for _, h := range p.docs {
		n[x.entries[h].Publisher]++
	}
	var out map[string]bool
	for publisher, k := range n {
		if publisher != "" && k >= x.p.Host {
			if out == nil {
				out = map[string]bool{}
			}
			out[publisher] = true
		}
	}
	return out
}

// Stock returns the stretches of a document that are furniture: seen more than
// Params.Stock days apart.
func (x *Index) Stock(id string) []Passage {
	e := x.get(id)
	if e == nil {
		return nil
	}
	ts := tokens(e.Text)
	var out []Passage
	for _, m := range e.marks {
		if p := x.postings[m.hash]; p.last-p.first <= int32(x.p.Stock) {
			continue
		}
		s := ts[m.pos].span
		s.End = ts[m.pos+x.p.Gram-1].span.End
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
	for _, m := range distinct(e.marks) {
		p := x.postings[m]
		if x.everywhere(p) {
			continue
		}
		own := x.repeats(p)
		if own[e.Publisher] {
			continue
		}
		for _, h := range p.docs {
			if o := x.entries[h]; !own[o.Publisher] {
				shared[o.ID]++
			}
		}
	}
	for _, id := range x.bodies[e.body] {
		shared[id] += 2
	}
	var out []string
	for id, n := range shared {
		if id != e.ID && n >= 2 && x.near(e, x.get(id)) {
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
	e := x.get(id)
	if e == nil {
		return nil
	}
	own := x.cut(e)
	var out []Reuse
	for _, other := range x.candidates(e) {
		a, b := own, x.cut(x.get(other))
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
