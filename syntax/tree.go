// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import "math"

// impossible is the score of what must not be chosen.
const impossible = -1e30

// Decode returns the heads (0 the root, else 1-based) of the best tree with one
// root; score[i·(n+1)+j] is the score of head j for word i+1. The best head of
// each word if that is such a tree, else Chu-Liu-Edmonds.
func Decode(score []float32, n int, heads []int) { (&scratch{}).decode(score, n, heads) }

// scratch is the memory of one tree, used again for the next.
//
// Chu-Liu-Edmonds grows a path from head to head; where it closes a cycle, the
// cycle becomes one node, which takes the place of one of its members among the
// scores (Tarjan 1977; Gabow et al. 1986). Every node is merged once and a merge
// looks at the scores of its members alone, so a tree takes time n².
type scratch struct {
	size  int
	w     []float64 // w[h·size+d] scores head h of d; places 0 (the root) to n
	arc   []int     // the arc between words, h·size+d, that a score stands for
	best  []int     // the head of a place
	into  []int     // the place that a place was merged into, itself while it stands
	node  []int     // the node at a place: a word, or a number above n for a cycle
	state []int8
	path  []int
	// of every node: the cycle that it went into, 0 for none, and the arc that enters it
	cycle, enter []int
	nodes        int
}

func (a *scratch) decode(score []float32, n int, heads []int) {
	roots := 0
	for i := range n {
		row := score[i*(n+1) : (i+1)*(n+1)]
		best := -1
		for j, v := range row {
			if j != i+1 && (best < 0 || v > row[best]) {
				best = j
			}
		}
		heads[i] = best
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && !a.cyclic(heads[:n]) {
		return
	}
	a.reset(score, n)
	for d := 1; d < a.size; d++ {
		if a.into[d] == d && a.state[d] == 0 {
			a.follow(d)
		}
	}
	a.open(heads)
}

func (a *scratch) cyclic(heads []int) bool {
	state := grow(&a.state, len(heads)+1)
	clear(state)
	state[0] = 2
	for i := range heads {
		j := i + 1
		for state[j] == 0 {
			state[j] = 1
			j = heads[j-1]
		}
		if state[j] == 1 {
			return true
		}
		for j = i + 1; state[j] == 1; j = heads[j-1] {
			state[j] = 2
		}
	}
	return false
}

// reset lays the scores of n words out by head and dependant. An arc from the
// root costs more than all others together can bring, so that the best tree has
// only one (Stanojević & Cohen 2021); hence the double precision.
func (a *scratch) reset(score []float32, n int) {
	a.size, a.nodes = n+1, n+1
	w, arc := grow(&a.w, a.size*a.size), grow(&a.arc, a.size*a.size)
	low, high := math.Inf(1), math.Inf(-1)
	for d := 1; d <= n; d++ {
		for h, v := range score[(d-1)*a.size : d*a.size] {
			x := bounded(v)
			w[h*a.size+d], arc[h*a.size+d] = x, h*a.size+d
			if h != d {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	for d := 1; d <= n; d++ {
		w[d] -= float64(a.size)*(high-low) + 1
	}
	best, into, node := grow(&a.best, a.size), grow(&a.into, a.size), grow(&a.node, a.size)
	for d := range a.size {
		into[d], node[d] = d, d
	}
	for d := 1; d <= n; d++ {
		best[d] = a.bestHead(d)
	}
	clear(grow(&a.cycle, 2*a.size))
	clear(grow(&a.enter, 2*a.size))
	clear(grow(&a.state, a.size))
	a.state[0] = 2
}

// bounded keeps what a hostile pack scores within what can be added up.
func bounded(v float32) float64 {
	if v != v {
		return -1e9
	}
	return max(-1e9, min(1e9, float64(v)))
}

// bestHead returns the best head of d among the places that stand.
func (a *scratch) bestHead(d int) int {
	b := -1
	for h := range a.size {
		if h != d && a.into[h] == h && (b < 0 || a.w[h*a.size+d] > a.w[b*a.size+d]) {
			b = h
		}
	}
	return b
}

// place returns the place that holds what place i was merged into.
func (a *scratch) place(i int) int {
	for a.into[i] != i {
		a.into[i] = a.into[a.into[i]]
		i = a.into[i]
	}
	return i
}

// follow goes along the best heads from d up to the root or to what is done, and merges the cycles on the way.
func (a *scratch) follow(d int) {
	a.path = a.path[:0]
	for a.state[d] != 2 {
		if a.state[d] == 1 {
			d = a.merge(d)
		}
		a.state[d] = 1
		a.path = append(a.path, d)
		d = a.place(a.best[d])
	}
	for _, i := range a.path {
		a.state[i] = 2
	}
}

// merge makes one node of the cycle that the path closes at place r; it stands at r from then on.
func (a *scratch) merge(r int) int {
	at := len(a.path) - 1
	for a.path[at] != r {
		at--
	}
	members := a.path[at:]
	a.path = a.path[:at]
	for _, d := range members {
		h := a.place(a.best[d])*a.size + d
		a.cycle[a.node[d]], a.enter[a.node[d]] = a.nodes, a.arc[h]
		own := a.w[h]
		for x := range a.size { // entering here costs the arc of the cycle
			a.w[x*a.size+d] -= own
		}
	}
	for _, d := range members[1:] {
		a.into[d] = r
	}
	for x := range a.size {
		if a.into[x] == x && x != r {
			a.join(x, r, members[1:])
		}
	}
	a.node[r] = a.nodes
	a.nodes++
	a.best[r] = a.bestHead(r)
	return r
}

// join gives place r the best of the members' arcs from and to place x.
func (a *scratch) join(x, r int, members []int) {
	in, out := x*a.size+r, r*a.size+x
	for _, d := range members {
		if k := x*a.size + d; a.w[k] > a.w[in] {
			a.w[in], a.arc[in] = a.w[k], a.arc[k]
		}
		if k := d*a.size + x; x > 0 && a.w[k] > a.w[out] {
			a.w[out], a.arc[out] = a.w[k], a.arc[k]
		}
	}
}

// open opens the merged nodes again, the last one first: the arc that enters a
// cycle takes the place of the one within the cycle that leads to the same word.
func (a *scratch) open(heads []int) {
	for d := 1; d < a.size; d++ {
		if a.into[d] == d {
			a.enter[a.node[d]] = a.arc[a.place(a.best[d])*a.size+d]
		}
	}
	for k := a.nodes - 1; k >= a.size; k-- {
		member := a.enter[k] % a.size
		for a.cycle[member] != k {
			member = a.cycle[member]
		}
		a.enter[member] = a.enter[k]
	}
	for d := 1; d < a.size; d++ {
		heads[d-1] = a.enter[d] / a.size
	}
}
