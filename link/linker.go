// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// Linker holds items and keeps them linked as more arrive.
type Linker struct {
	items  []*node
	index  map[recoupe.ClaimRef]*node
	blocks map[block][]*node
	// apart is what a person decided to keep apart.
	apart map[recoupe.ClaimRef][]recoupe.ClaimRef
	// changed are the openers of events that gained or lost items since they were last asked for.
	changed map[recoupe.ClaimRef]bool
	search  int
}

// node is an item with the event that it belongs to.
type node struct {
	Item
	root    *node   // the item that opened the event; itself for an opener
	members []*node // of an opener: all items of the event, in order
	keys    []block
	seen    int // the last search that came by
}

// block is a bucket in which items are compared: a group of types, a day, a cell of about half a degree.
type block struct {
	group    string
	day      int32
	lon, lat int16
}

// New returns an empty linker.
func New() *Linker {
	return &Linker{index: map[recoupe.ClaimRef]*node{}, blocks: map[block][]*node{}, apart: map[recoupe.ClaimRef][]recoupe.ClaimRef{}, changed: map[recoupe.ClaimRef]bool{}}
}

// Cells beyond the map: items without a place or with a wide one lie nowhere; everything lies anywhere.
const (
	nowhere  = math.MaxInt16
	anywhere = math.MaxInt16 - 1
)

const cellDegrees = 0.5

func day(t time.Time) int32 { return int32(t.Unix() / 86400) }

// days are those on which an item may have happened, with one more on either side.
func (it *Item) days() (from, to int32) {
	if it.From.IsZero() {
		return math.MinInt32, math.MinInt32
	}
	return day(it.From), max(day(it.To), day(it.From))
}

// longest bounds how many days an item is filed under; longer ones are filed under their ends.
const longest = 7

// file lists the blocks that an item is kept in.
func (it *Item) file() []block {
	from, to := it.days()
	group := Group(it.Type)
	var out []block
	for d := from; ; d++ {
		for _, c := range it.cells() {
			out = append(out, block{group, d, c[0], c[1]})
		}
		out = append(out, block{group, d, anywhere, anywhere})
		if d == to || d-from >= longest {
			return out
		}
	}
}

func (it *Item) cells() [][2]int16 {
	var out [][2]int16
	for _, s := range it.Spots {
		c := [2]int16{nowhere, nowhere}
		if !s.Wide {
			c = cell(s.Point)
		}
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = append(out, [2]int16{nowhere, nowhere})
	}
	return out
}

func cell(p recoupe.LonLat) [2]int16 {
	return [2]int16{int16(math.Floor(p[0] / cellDegrees)), int16(math.Floor(p[1] / cellDegrees))}
}

// candidates lists the items that it may belong with, in order, each once.
func (l *Linker) candidates(it *Item) []*node {
	l.search++
	var out []*node
	take := func(b block) {
		for _, n := range l.blocks[b] {
			if n.seen != l.search {
				n.seen = l.search
				out = append(out, n)
			}
		}
	}
	from, to := it.days()
	group := Group(it.Type)
	if from != math.MinInt32 {
		from, to = from-2, min(to, from+longest)+2
	}
	for d := from; d <= to; d++ {
		for _, c := range it.cells() {
			if c[0] == nowhere {
				take(block{group, d, anywhere, anywhere})
				continue
			}
			for dx := int16(-1); dx <= 1; dx++ {
				for dy := int16(-1); dy <= 1; dy++ {
					take(block{group, d, c[0] + dx, c[1] + dy})
				}
			}
			take(block{group, d, nowhere, nowhere})
		}
	}
	slices.SortFunc(out, func(a, b *node) int { return compare(&a.Item, &b.Item) })
	return out
}

// Add puts an item in, or replaces the one of that name, and links whatever that changes.
func (l *Linker) Add(it Item) {
	if Group(it.Type) == "" {
		return
	}
	if l.index[it.Ref] != nil {
		l.Remove(it.Ref)
	}
	n := &node{Item: it}
	n.keys = n.file()
	l.index[it.Ref] = n
	at, _ := slices.BinarySearchFunc(l.items, n, func(a, b *node) int { return compare(&a.Item, &b.Item) })
	l.items = slices.Insert(l.items, at, n)
	for _, k := range n.keys {
		l.blocks[k] = append(l.blocks[k], n)
	}
	l.settle(n)
}

// Remove takes an item out and links again what rested on it.
func (l *Linker) Remove(ref recoupe.ClaimRef) {
	n := l.index[ref]
	if n == nil {
		return
	}
	delete(l.index, ref)
	later := l.later(n)
	l.items = slices.DeleteFunc(l.items, func(x *node) bool { return x == n })
	for _, k := range n.keys {
		if l.blocks[k] = slices.DeleteFunc(l.blocks[k], func(x *node) bool { return x == n }); len(l.blocks[k]) == 0 {
			delete(l.blocks, k)
		}
	}
	l.leave(n)
	l.settle(later...)
}

// later lists the candidates of an item that come behind it.
func (l *Linker) later(n *node) []*node { return behind(n, l.candidates(&n.Item)) }

func behind(n *node, cs []*node) []*node {
	return slices.DeleteFunc(cs, func(c *node) bool { return c == n || compare(&c.Item, &n.Item) < 0 })
}

// settle decides the items in order; where a decision changes, those behind it that might see it are decided too.
func (l *Linker) settle(ns ...*node) {
	queue := slices.Clone(ns)
	for len(queue) > 0 {
		slices.SortFunc(queue, func(a, b *node) int { return compare(&a.Item, &b.Item) })
		queue = slices.Compact(queue)
		n := queue[0]
		queue = queue[1:]
		fresh := n.root == nil
		cs := l.candidates(&n.Item)
		root := l.decide(n, cs)
		if root == n.root && !fresh {
			continue
		}
		if n.root != nil {
			l.leave(n)
		}
		l.enter(n, root)
		queue = append(queue, behind(n, cs)...)
	}
}

// leave takes n out of its event. Items that had joined an opener that leaves are decided again by settle,
// because they are candidates of it.
func (l *Linker) leave(n *node) {
	if r := n.root; r != nil {
		r.members = slices.DeleteFunc(r.members, func(x *node) bool { return x == n })
		l.changed[r.Ref] = true
	}
	n.root = nil
}

func (l *Linker) enter(n, root *node) {
	n.root = root
	at, _ := slices.BinarySearchFunc(root.members, n, func(a, b *node) int { return compare(&a.Item, &b.Item) })
	root.members = slices.Insert(root.members, at, n)
	l.changed[root.Ref] = true
}

// decide picks the best event for n among those opened before it; n itself is a new one. An event is scored by
// the mean over those of its claims that n may belong with; one refusal, by any of them or by its opener, keeps n out.
func (l *Linker) decide(n *node, candidates []*node) *node {
	sum, count := map[*node]float64{}, map[*node]int{}
	refused := map[*node]bool{}
	for _, c := range candidates {
		if c == n || compare(&c.Item, &n.Item) >= 0 {
			continue
		}
		r := c.root
		if r == nil || compare(&r.Item, &n.Item) >= 0 {
			continue
		}
		s := Compare(&c.Item, &n.Item)
		if s.Refused || l.keptApart(c, n) || r != c && count[r] == 0 && Compare(&r.Item, &n.Item).Refused {
			refused[r] = true
			continue
		}
		sum[r] += s.Total
		count[r]++
	}
	best, top := n, Threshold
	for _, r := range sortedRoots(sum) {
		if refused[r] {
			continue
		}
		if score := sum[r] / float64(count[r]); score >= top && (best == n || score > top) {
			best, top = r, score
		}
	}
	return best
}

func sortedRoots(m map[*node]float64) []*node {
	out := make([]*node, 0, len(m))
	for r := range m {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b *node) int { return compare(&a.Item, &b.Item) })
	return out
}

func (l *Linker) keptApart(a, b *node) bool {
	return slices.Contains(l.apart[a.Ref], b.Ref) || slices.Contains(l.apart[b.Ref], a.Ref)
}

// Part keeps two items out of one event, or lets them be in one again: what a person decided about a split.
func (l *Linker) Part(a, b recoupe.ClaimRef, apart bool) {
	if apart {
		l.apart[a] = append(l.apart[a], b)
	} else {
		l.apart[a] = slices.DeleteFunc(l.apart[a], func(x recoupe.ClaimRef) bool { return x == b })
		l.apart[b] = slices.DeleteFunc(l.apart[b], func(x recoupe.ClaimRef) bool { return x == a })
	}
	var again []*node
	for _, ref := range []recoupe.ClaimRef{a, b} {
		if n := l.index[ref]; n != nil {
			again = append(again, n)
		}
	}
	l.settle(again...)
}

// Opener is the item that opened the event of an item.
func (l *Linker) Opener(ref recoupe.ClaimRef) (recoupe.ClaimRef, bool) {
	if n := l.index[ref]; n != nil {
		return n.root.Ref, true
	}
	return recoupe.ClaimRef{}, false
}

// Members lists the items of the event that an item opened, in order; none where it opened none.
func (l *Linker) Members(opener recoupe.ClaimRef) []recoupe.ClaimRef {
	n := l.index[opener]
	if n == nil || n.root != n {
		return nil
	}
	refs := make([]recoupe.ClaimRef, len(n.members))
	for i, m := range n.members {
		refs[i] = m.Ref
	}
	return refs
}

// Changed lists the openers of the events that gained or lost items since the last call, in order, also those that
// are openers no more.
func (l *Linker) Changed() []recoupe.ClaimRef {
	out := make([]recoupe.ClaimRef, 0, len(l.changed))
	for ref := range l.changed {
		out = append(out, ref)
	}
	clear(l.changed)
	slices.SortFunc(out, func(a, b recoupe.ClaimRef) int {
		return cmp.Or(strings.Compare(a.Dispatch, b.Dispatch), compareClaims(a.Claim, b.Claim))
	})
	return out
}

// Openers lists the openers of all events, in order.
func (l *Linker) Openers() []recoupe.ClaimRef {
	var out []recoupe.ClaimRef
	for _, n := range l.items {
		if n.root == n {
			out = append(out, n.Ref)
		}
	}
	return out
}

// Why explains a pair: the score with its reasons.
func (l *Linker) Why(a, b recoupe.ClaimRef) (Score, bool) {
	x, y := l.index[a], l.index[b]
	if x == nil || y == nil {
		return Score{}, false
	}
	return Compare(&x.Item, &y.Item), true
}
