// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"container/heap"
	"iter"
	"maps"
	"slices"

	"recoupe"
)

// Keeper holds the nodes of a linker. Node returns the node of a number; asking for one that is not there is a fault
// of the asker. A node stays where it is until the linker's call ends.
type Keeper interface {
	Node(no uint32) *Node
	// Page returns a page as it was put away last, nil for one that never was.
	Page(key int64) []byte
	// Bound is told of every node whose bonds have changed.
	Bound(n *Node)
}

// Linker keeps nodes linked as more arrive. It holds numbers only; the nodes are its keeper's.
type Linker struct {
	Days
	keep Keeper
	// apart is what a person decided to keep apart.
	apart map[recoupe.ClaimRef][]recoupe.ClaimRef
	// changed are the openers of events that gained or lost items since they were last asked for.
	changed map[uint32]bool
	// moved are the nodes that are in another event since then.
	moved   map[uint32]bool
	search  uint64
	found   []*Node
	tallies map[uint32]*tally
	spare   []*tally
}

// New returns an empty linker over nodes that k keeps.
func New(k Keeper) *Linker {
	return &Linker{Days: Days{pages: map[sheet]*page{}, load: k.Page}, keep: k, apart: map[recoupe.ClaimRef][]recoupe.ClaimRef{}, changed: map[uint32]bool{}, moved: map[uint32]bool{}, tallies: map[uint32]*tally{}}
}

// candidates lists the nodes that n may belong with, each once, in no order; without all of them it leaves out most of
// those that are asunder from n. The list is good until the next call.
func (l *Linker) candidates(n *Node, all bool) []*Node {
	l.search++
	l.found = l.found[:0]
	own := n.hint()
	for k := range l.near(n) {
		for i, no := range k.nos {
			h := &k.hints[i]
			if !all && h.parts(&own) {
				continue
			}
			c := l.keep.Node(no)
			if h.reach == unread {
				*h = c.hint()
			}
			if c.seen != l.search {
				c.seen = l.search
				l.found = append(l.found, c)
			}
		}
	}
	return l.found
}

// Add puts a node in and links whatever that changes.
func (l *Linker) Add(n *Node) {
	if !n.Links() {
		return
	}
	l.file(n)
	l.settle(n)
}

// Remove takes a node out and links again what rested on it.
func (l *Linker) Remove(n *Node) {
	if n.Root == 0 {
		return
	}
	l.unfile(n)
	later := behind(n, l.candidates(n, true))
	l.leave(n)
	l.settle(later...)
}

// behind are the candidates that come after a node.
func behind(n *Node, cs []*Node) []*Node {
	var out []*Node
	for _, c := range cs {
		if n.before(c) {
			out = append(out, c)
		}
	}
	return out
}

// settle decides nodes in order; where a decision changes, those behind it that it bears on are decided too.
func (l *Linker) settle(ns ...*Node) {
	var q queue
	for _, n := range ns {
		q.put(n)
	}
	for len(q) > 0 {
		n := q.take()
		old := n.Root
		cs := l.candidates(n, false)
		root := l.decide(n, cs)
		if root == old {
			continue
		}
		l.leave(n)
		l.enter(n, root)
		if old != 0 {
			for _, c := range behind(n, l.candidates(n, true)) {
				q.put(c)
			}
			continue
		}
		for _, c := range cs {
			if n.before(c) && l.bears(n, c) {
				q.put(c)
			}
		}
		for m := range l.unseen(l.keep.Node(root), n) {
			if n.before(m) {
				q.put(m)
			}
		}
	}
}

// bears says whether a new node may change what is decided about c behind it. One that keeps c out of its event
// changes nothing for c, unless c is in that event.
func (l *Linker) bears(n, c *Node) bool {
	if c.Root == n.Root || c.Root == 0 {
		return true
	}
	_, refused := weigh(n, c)
	return !refused && !l.keptApart(n.Ref, c.Ref)
}

// unseen runs over the members of an event that may be compared with n and were left out of its candidates.
func (l *Linker) unseen(root, n *Node) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		for _, no := range root.Members {
			if m := l.keep.Node(no); m != n && m.seen != l.search && n.meets(m) && !yield(m) {
				return
			}
		}
	}
}

// leave takes n out of its event. Nodes that had joined an opener that leaves are decided again by settle,
// because they are candidates of it.
func (l *Linker) leave(n *Node) {
	if n.Root != 0 {
		r := l.keep.Node(n.Root)
		r.Members = without(r.Members, n.No)
		l.changed[r.No] = true
		l.keep.Bound(r)
	}
	n.Root = 0
	l.keep.Bound(n)
}

func (l *Linker) enter(n *Node, root uint32) {
	n.Root = root
	r := l.keep.Node(root)
	r.Members = l.insert(r.Members, n)
	l.changed[root], l.moved[n.No] = true, true
	l.keep.Bound(r)
	l.keep.Bound(n)
}

// tally is what speaks for and against one event.
type tally struct {
	root    *Node
	sum     int64
	count   int64
	refused bool
}

// decide picks the best event for n among those opened before it; n itself is a new one. An event is scored by
// the mean over those of its claims that n may belong with; one refusal, by any of them or by its opener, keeps n out.
func (l *Linker) decide(n *Node, candidates []*Node) uint32 {
	for _, c := range candidates {
		if c.Root == 0 || !c.before(n) {
			continue
		}
		t := l.tally(c.Root, n)
		if t.refused {
			continue
		}
		total, refused := weigh(c, n)
		if refused || l.keptApart(c.Ref, n.Ref) {
			t.refused = true
			continue
		}
		t.sum += total
		t.count++
	}
	for _, t := range l.tallies {
		for m := range l.unseen(t.root, n) { // asunder from n
			t.refused = t.refused || m.before(n)
		}
	}
	return l.best(n)
}

// tally opens the account of an event: an opener behind n, or one that refuses n, keeps it out.
func (l *Linker) tally(root uint32, n *Node) *tally {
	t := l.tallies[root]
	if t != nil {
		return t
	}
	if k := len(l.spare); k > 0 {
		t, l.spare = l.spare[k-1], l.spare[:k-1]
	} else {
		t = new(tally)
	}
	*t = tally{root: l.keep.Node(root)}
	if !t.root.before(n) {
		t.refused = true
	} else {
		_, t.refused = weigh(t.root, n)
	}
	l.tallies[root] = t
	return t
}

// best closes the accounts: the highest mean from the threshold on, of equal ones the event that opened first.
func (l *Linker) best(n *Node) uint32 {
	var best *tally
	for _, t := range l.tallies {
		if !t.refused && t.count > 0 && t.sum >= threshold*t.count && (best == nil || better(t, best)) {
			best = t
		}
	}
	root := n.No
	if best != nil {
		root = best.root.No
	}
	for k, t := range l.tallies {
		t.root = nil
		l.spare = append(l.spare, t)
		delete(l.tallies, k)
	}
	return root
}

const threshold = int64(Threshold * millionths)

func better(a, b *tally) bool {
	x, y := a.sum*b.count, b.sum*a.count
	return x > y || x == y && a.root.before(b.root)
}

// Part keeps two claims out of one event, or lets them be in one again: what a person decided about a split.
func (l *Linker) Part(a, b *Node, apart bool) {
	if apart {
		l.Apart(a.Ref, b.Ref)
	} else {
		l.join(a.Ref, b.Ref)
		l.join(b.Ref, a.Ref)
	}
	l.settle(a, b)
}

// Apart notes a decision that the present events obey already.
func (l *Linker) Apart(a, b recoupe.ClaimRef) { l.apart[a] = append(l.apart[a], b) }

func (l *Linker) join(a, b recoupe.ClaimRef) {
	l.apart[a] = slices.DeleteFunc(l.apart[a], func(x recoupe.ClaimRef) bool { return x == b })
	if len(l.apart[a]) == 0 {
		delete(l.apart, a)
	}
}

// Changed lists the openers of the events that gained or lost nodes since the last call, also those that are openers
// no more or are gone, and the nodes that moved.
func (l *Linker) Changed() (openers, moved []uint32) {
	openers, moved = slices.Sorted(maps.Keys(l.changed)), slices.Sorted(maps.Keys(l.moved))
	clear(l.changed)
	clear(l.moved)
	return openers, moved
}

// queue is a heap of nodes, first said first, each in it once.
type queue []*Node

func (q *queue) put(n *Node) {
	if !n.queued {
		n.queued = true
		heap.Push(q, n)
	}
}

func (q *queue) take() *Node {
	n := heap.Pop(q).(*Node)
	n.queued = false
	return n
}

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].before(q[j]) }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*Node)) }
func (q *queue) Pop() any {
	old := *q
	n := old[len(old)-1]
	*q = old[:len(old)-1]
	return n
}
