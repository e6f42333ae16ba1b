// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"container/heap"
	"slices"
)

// agglomerate joins groups of n items while the mean probability between two of them is at least the
// threshold, best first (average linkage). Pairs that are not listed have probability 0; those that lie too far apart in
// time to be compared are left out of the mean, so that a story may go on for longer.
func agglomerate(n int, pairs []likely, threshold float64, compared func(i, j int) bool) [][]int {
	g := newGrouping(n)
	g.compared = compared
	for _, p := range pairs {
		g.weight[p.a][p.b], g.weight[p.b][p.a] = p.p, p.p
		if p.p >= threshold {
			g.queue = append(g.queue, merge{p.p, min(p.a, p.b), max(p.a, p.b), 0, 0})
		}
	}
	heap.Init(&g.queue)
	for g.queue.Len() > 0 {
		m := heap.Pop(&g.queue).(merge)
		if g.members[m.a] != nil && g.members[m.b] != nil && g.version[m.a] == m.va && g.version[m.b] == m.vb {
			g.join(m.a, m.b, threshold)
		}
	}
	return g.groups()
}

// grouping is the state of average linkage: for every group, by its first item, the summed probabilities towards the
// others, and its members, nil for one that was joined to another.
type grouping struct {
	weight   []map[int]float64
	version  []int
	queue    mergeQueue
	members  [][]int
	compared func(i, j int) bool
}

func newGrouping(n int) *grouping {
	g := &grouping{weight: make([]map[int]float64, n), members: make([][]int, n), version: make([]int, n)}
	for i := range n {
		g.weight[i], g.members[i] = map[int]float64{}, []int{i}
	}
	return g
}

func (g *grouping) join(a, b int, threshold float64) {
	for _, k := range sortedInts(g.weight[b]) {
		delete(g.weight[k], b)
		if k != a {
			g.weight[a][k] += g.weight[b][k]
			g.weight[k][a] = g.weight[a][k]
		}
	}
	delete(g.weight[a], b)
	g.weight[b] = nil
	g.members[a], g.members[b] = append(g.members[a], g.members[b]...), nil
	g.version[a]++
	for _, k := range sortedInts(g.weight[a]) {
		if mean := g.weight[a][k] / g.pairs(a, k); mean >= threshold {
			i, j := min(a, k), max(a, k)
			heap.Push(&g.queue, merge{mean, i, j, g.version[i], g.version[j]})
		}
	}
}

// pairs counts the pairs of two groups that are compared, one at least.
func (g *grouping) pairs(a, b int) float64 {
	n := 0
	for _, i := range g.members[a] {
		for _, j := range g.members[b] {
			if g.compared(i, j) {
				n++
			}
		}
	}
	return float64(max(1, n))
}

func sortedInts(m map[int]float64) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (g *grouping) groups() [][]int {
	var out [][]int
	for _, m := range g.members {
		if m != nil {
			slices.Sort(m)
			out = append(out, m)
		}
	}
	return out
}

// merge is a candidate: two groups in the versions in which they were compared.
type merge struct {
	mean         float64
	a, b, va, vb int
}

type mergeQueue []merge

func (q mergeQueue) Len() int { return len(q) }
func (q mergeQueue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].mean, q[i].mean), cmp.Compare(q[i].a, q[j].a), cmp.Compare(q[i].b, q[j].b)) < 0
}
func (q mergeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *mergeQueue) Push(x any)   { *q = append(*q, x.(merge)) }
func (q *mergeQueue) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
