// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
)

// entry is an indexed document. Its words are cut again when it is compared; only fingerprints are kept.
type entry struct {
	id        string
	publisher int32 // by number
	day       int32 // of publication since 1970, from 1; 0 is unknown
	published int64 // in nanoseconds
	body      uint64
	words     int32
	agency    bool
	// met says that it had something in common with another one when that was asked last.
	met bool
	*page
}

// page is what of an entry can be put away.
type page struct {
	text    string
	credits []string
	marks   []mark
}

// handle numbers an entry while it is in the index, from 1.
type handle int32

// posting is what is known of one fingerprint: the one document that holds it, or the list of several; days count
// from 1970, the first is 0 for none.
type posting struct {
	one         handle
	list        int32
	first, last int32
}

// Index holds documents and finds what they share. What it answers depends on
// the documents in it, never on the order in which they came.
type Index struct {
	p          Params
	words      folded
	views      map[handle]*view // cut last
	cuts       []handle         // the ring of those of which there is a view, next the oldest
	next       int
	vault      Vault
	volumes    []volume
	fresh      []pair   // since the last volume was written
	recalled   []uint64 // fingerprints that came back from volumes since
	docs       map[string]handle
	entries    []*entry
	postings   map[uint64]posting
	lists      [][]handle // of postings, in no order
	freeLists  []int32
	bodies     map[uint64][]handle
	publishers map[string]int32 // 0 is the one without a name
	printers   []string
	counts     map[int32]int
	shared     map[handle]int
}

// New returns an empty index that holds everything in memory.
func New(p Params) *Index { return NewOver(p, nil) }

// NewOver returns an empty index that may put away into a vault what it does not work on.
func NewOver(p Params, v Vault) *Index {
	return &Index{p: p, words: folded{}, views: map[handle]*view{}, vault: v, docs: map[string]handle{}, entries: make([]*entry, 1), postings: map[uint64]posting{}, lists: make([][]handle, 1),
		bodies: map[uint64][]handle{}, publishers: map[string]int32{"": 0}, printers: []string{""}, counts: map[int32]int{}, shared: map[handle]int{}}
}

// Len returns the number of documents in x.
func (x *Index) Len() int { return len(x.docs) }

// Has reports whether a document is in x.
func (x *Index) Has(id string) bool { return x.docs[id] != 0 }

// at is an entry with its page.
func (x *Index) at(h handle) *entry {
	e := x.entries[h]
	if e.page == nil {
		text, credits := x.vault.Text(e.id)
		e.page = x.page(text, credits)
	}
	return e
}

func (x *Index) page(text string, credits []string) *page {
	return &page{text, credits, winnow(grams(x.words.tokens(text), x.p.Gram), x.p.Window)}
}

// PutAway forgets the text of a document until it is needed.
func (x *Index) PutAway(id string) {
	if h := x.docs[id]; h != 0 {
		x.entries[h].page = nil
	}
}

// Add puts d into x, in place of a document with the same id. It returns the
// ids of other documents of which something became furniture, or ceased to be:
// what they share has to be asked again.
func (x *Index) Add(d Doc) []string {
	touched := x.Remove(d.ID)
	ts := x.words.tokens(d.Text)
	hashes := grams(ts, x.p.Gram)
	e := &entry{id: d.ID, publisher: x.printer(d.Publisher), day: dayOf(d.Published), published: instant(d.Published), body: offset64, words: int32(len(ts)), agency: d.Agency,
		page: &page{d.Text, d.Credits, winnow(hashes, x.p.Window)}}
	for _, t := range ts {
		e.body = mix(e.body ^ t.hash)
	}
	h := x.number(e)
	x.view(h, e, ts, hashes)
	if e.words > 0 {
		x.bodies[e.body] = append(x.bodies[e.body], h)
	}
	for _, m := range distinct(e.marks) {
		p := x.posting(m)
		was := x.everywhere(p)
		p = x.hold(p, h)
		if x.vault != nil {
			x.fresh = append(x.fresh, pair{m, h})
		}
		p.see(e.day)
		x.postings[m] = p
		touched = x.turned(touched, p, was, e.publisher, x.p.Host, true)
	}
	return others(touched, d.ID)
}

func (x *Index) printer(name string) int32 {
	n, ok := x.publishers[name]
	if !ok {
		n = int32(len(x.printers))
		x.publishers[name], x.printers = n, append(x.printers, name)
	}
	return n
}

func dayOf(t time.Time) int32 {
	if t.IsZero() {
		return 0
	}
	return int32(t.Unix()/86400) + 1
}

// unknown is the instant of what has none.
const unknown = math.MinInt64

func instant(t time.Time) int64 {
	if t.IsZero() {
		return unknown
	}
	return t.UnixNano()
}

func (x *Index) number(e *entry) handle {
	h := handle(len(x.entries))
	x.entries = append(x.entries, e)
	x.docs[e.id] = h
	return h
}

// holders are the documents that hold a fingerprint.
func (x *Index) holders(p *posting) []handle {
	switch {
	case p.list != 0:
		return x.lists[p.list]
	case p.one != 0:
		return []handle{p.one}
	}
	return nil
}

// size is how many documents hold a fingerprint.
func (x *Index) size(p *posting) int {
	switch {
	case p.list != 0:
		return len(x.lists[p.list])
	case p.one != 0:
		return 1
	}
	return 0
}

// hold adds a holder.
func (x *Index) hold(p posting, h handle) posting {
	switch {
	case p.list != 0:
		x.lists[p.list] = append(x.lists[p.list], h)
	case p.one == 0:
		p.one = h
	default:
		if n := len(x.freeLists); n > 0 {
			p.list, x.freeLists = x.freeLists[n-1], x.freeLists[:n-1]
		} else {
			p.list, x.lists = int32(len(x.lists)), append(x.lists, nil)
		}
		x.lists[p.list] = append(x.lists[p.list], p.one, h)
		p.one = 0
	}
	return p
}

// release takes a holder away.
func (x *Index) release(p posting, h handle) posting {
	if p.list == 0 {
		p.one = 0
		return p
	}
	l := x.lists[p.list]
	l = slices.Delete(l, slices.Index(l, h), slices.Index(l, h)+1)
	x.lists[p.list] = l
	if len(l) == 1 {
		p.one = l[0]
		x.lists[p.list] = nil
		x.freeLists = append(x.freeLists, p.list)
		p.list = 0
	}
	return p
}

// turned adds those for whom a fingerprint has just become furniture or ceased to be: where it is so for all,
// everybody whose publisher did not repeat it anyhow (furniture to one side of a pair is furniture to the pair); else the
// documents of one publisher where their number has just come to the limit. Those that had nothing in
// common with any other before have no more so after something became furniture.
func (x *Index) turned(ids []string, p posting, was bool, publisher int32, limit int, became bool) []string {
	is := x.everywhere(p)
	if is && was || is == was && (publisher == 0 || x.size(&p) < limit || x.printedBy(p, publisher) != limit) {
		return ids
	}
	repeated := func(int32) bool { return false }
	if is != was {
		if repeated = x.repeats(&p); became {
			repeated = x.repeatedBefore(repeated, publisher)
		}
	}
	for _, h := range x.holders(&p) {
		if e := x.entries[h]; (is != was || e.publisher == publisher) && (e.met || !became) && !repeated(e.publisher) {
			ids = append(ids, e.id)
		}
	}
	return ids
}

// repeatedBefore is what repeats said before one document of a publisher more held the fingerprint.
func (x *Index) repeatedBefore(repeats func(int32) bool, publisher int32) func(int32) bool {
	return func(p int32) bool { return repeats(p) && (p != publisher || x.counts[p] > x.p.Host) }
}

func others(ids []string, id string) []string {
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(s string) bool { return s == id })
}

// see widens the time in which a fingerprint was printed.
func (p *posting) see(day int32) {
	if day == 0 {
		return
	}
	if p.first == 0 || day < p.first {
		p.first = day
	}
	p.last = max(p.last, day)
}

// Remove takes a document out of x and returns what Add returns.
func (x *Index) Remove(id string) []string {
	h := x.docs[id]
	if h == 0 {
		return nil
	}
	e := x.at(h)
	var touched []string
	for _, m := range distinct(e.marks) {
		p := x.posting(m)
		was := x.everywhere(p)
		if p = x.release(p, h); x.size(&p) == 0 {
			delete(x.postings, m)
			continue
		}
		p.first, p.last = 0, 0
		for _, o := range x.holders(&p) {
			p.see(x.entries[o].day)
		}
		x.postings[m] = p
		touched = x.turned(touched, p, was, e.publisher, x.p.Host-1, false)
	}
	if x.bodies[e.body] = slices.DeleteFunc(x.bodies[e.body], func(o handle) bool { return o == h }); len(x.bodies[e.body]) == 0 {
		delete(x.bodies, e.body)
	}
	delete(x.docs, id)
	x.entries[h] = nil
	delete(x.views, h)
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

// everywhere: a fingerprint that is furniture whoever prints it: seen over too long a time, or in too many documents.
func (x *Index) everywhere(p posting) bool {
	return p.last-p.first > int32(x.p.Stock) || x.size(&p) > x.p.Common
}

// printedBy counts the documents of a publisher that hold a fingerprint.
func (x *Index) printedBy(p posting, publisher int32) int {
	n := 0
	for _, h := range x.holders(&p) {
		if x.entries[h].publisher == publisher {
			n++
		}
	}
	return n
}

// furniture reports whether a fingerprint counts for nothing in a document of
// that publisher: seen over too long a time anywhere, repeated by the
// publisher, or held by too many documents.
func (x *Index) furniture(h uint64, publisher int32) bool {
	p := x.posting(h)
	if x.everywhere(p) {
		return true
	}
	return publisher != 0 && x.size(&p) >= x.p.Host && x.printedBy(p, publisher) >= x.p.Host
}

// repeats says whose furniture a fingerprint is that is not everybody's.
func (x *Index) repeats(p *posting) func(publisher int32) bool {
	holders := x.holders(p)
	if len(holders) < x.p.Host {
		return func(int32) bool { return false }
	}
	clear(x.counts)
	for _, h := range holders {
		x.counts[x.entries[h].publisher]++
	}
	return func(publisher int32) bool { return publisher != 0 && x.counts[publisher] >= x.p.Host }
}

// Stock returns the stretches of a document that are furniture: seen more than
// Params.Stock days apart.
func (x *Index) Stock(id string) []Passage {
	if !x.Has(id) {
		return nil
	}
	e := x.at(x.docs[id])
	ts := x.words.tokens(e.text)
	var out []Passage
	for _, m := range e.marks {
		if p := x.posting(m.hash); p.last-p.first <= int32(x.p.Stock) {
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

// candidates returns the documents that share two fingerprints with one, or its whole text, and were printed near it,
// in order of their ids.
func (x *Index) candidates(own handle) []handle {
	e := x.at(own)
	clear(x.shared)
	for _, m := range distinct(e.marks) {
		p := x.posting(m)
		if x.everywhere(p) || x.size(&p) < 2 {
			continue
		}
		repeats := x.repeats(&p)
		if repeats(e.publisher) {
			continue
		}
		for _, h := range x.holders(&p) {
			if !repeats(x.entries[h].publisher) {
				x.shared[h]++
			}
		}
	}
	for _, h := range x.bodies[e.body] {
		x.shared[h] += 2
	}
	var out []handle
	for h, n := range x.shared {
		if h != own && n >= 2 && x.near(e, x.entries[h]) {
			x.entries[h].met = true
			out = append(out, h)
		}
	}
	e.met = len(out) > 0
	slices.SortFunc(out, func(a, b handle) int { return strings.Compare(x.entries[a].id, x.entries[b].id) })
	return out
}

func (x *Index) near(a, b *entry) bool {
	if a.published == unknown || b.published == unknown {
		return true
	}
	d := a.published - b.published
	return max(d, -d) <= int64(x.p.Days)*24*int64(time.Hour)
}

// Of returns everything that shares passages with a document, by id of the other.
func (x *Index) Of(id string) []Reuse {
	h := x.docs[id]
	if h == 0 {
		return nil
	}
	var own *view
	var out []Reuse
	for _, other := range x.candidates(h) {
		if own == nil {
			own = x.cut(h)
		}
		a, b := own, x.cut(other)
		if b.id < a.id {
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
