// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"container/heap"
	"slices"
)

// agglomerate joins groups of n items while the mean probability between two of them is at least the
// threshold, best first (average linkage). Pairs that are not listed have probability 0.
func agglomerate(n int, pairs []likely, threshold float64) [][]int {
	g := newGrouping(n)
	for _, p := range pairs {
		g.weight[p.a][p.b], g.weight[p.b][p.a] = p.p, p.p
		if p.p >= threshold {
			g.queue = append(g.queue, merge{p.p, min(p.a, p.b), max(p.a, p.b), 0, 0})
		}
	}
	heap.Init(&g.queue)
	for g.queue.Len() > 0 {
		m := heap.Pop(&g.queue).(merge)
		if g.into[m.a] == m.a && g.into[m.b] == m.b && g.version[m.a] == m.va && g.version[m.b] == m.vb {
			g.join(m.a, m.b, threshold)
		}
	}
	return g.groups()
}

// grouping is the state of average linkage: for every group the summed probabilities towards the others.
type grouping struct {
	weight        []map[int]float64
	into          []int // the group that an item is in, by its first item
	size, version []int
	queue         mergeQueue
}

func newGrouping(n int) *grouping {
	g := &grouping{weight: make([]map[int]float64, n), into: make([]int, n), size: make([]int, n), version: make([]int, n)}
	for i := range n {
		g.weight[i], g.into[i], g.size[i] = map[int]float64{}, i, 1
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
	g.size[a] += g.size[b]
	g.into[b] = a
	g.version[a]++
	for _, k := range sortedInts(g.weight[a]) {
		if mean := g.weight[a][k] / float64(g.size[a]*g.size[k]); mean >= threshold {
			i, j := min(a, k), max(a, k)
			heap.Push(&g.queue, merge{mean, i, j, g.version[i], g.version[j]})
		}
	}
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
	at := map[int]int{}
	var out [][]int
	for i := range g.into {
		r := i
		for g.into[r] != r {
			r = g.into[r]
		}
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], i)
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
