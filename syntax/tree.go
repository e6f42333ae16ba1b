// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

const impossible = float32(-1e30)

// scratch lends memory for one tree at a time; after some trees it takes none from the heap.
type scratch struct {
	f      []float32
	i      []int
	usedF  int
	usedI  int
	states []int8
}

func (a *scratch) reset() { a.usedF, a.usedI = 0, 0 }

func (a *scratch) floats(n int, fill float32) []float32 {
	if a.usedF+n > len(a.f) {
		a.f, a.usedF = make([]float32, 2*(len(a.f)+n)), 0
	}
	out := a.f[a.usedF : a.usedF+n]
	a.usedF += n
	for k := range out {
		out[k] = fill
	}
	return out
}

func (a *scratch) ints(n int) []int {
	if a.usedI+n > len(a.i) {
		a.i, a.usedI = make([]int, 2*(len(a.i)+n)), 0
	}
	out := a.i[a.usedI : a.usedI+n]
	a.usedI += n
	clear(out)
	return out
}

// marks returns n states, all 0.
func (a *scratch) marks(n int) []int8 {
	if len(a.states) < n {
		a.states = make([]int8, 2*n)
	}
	clear(a.states[:n])
	return a.states[:n]
}

// Decode returns the heads (0 the root, else 1-based) of the best tree with one
// root; score[i·(n+1)+j] is the score of head j for word i+1. The best head of
// each word if that is such a tree, else Chu-Liu-Edmonds over each candidate root.
func Decode(score []float32, n int, heads []int) { (&scratch{}).decode(score, n, heads) }

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
	a.reset()
	best := a.spanningTree(a.graph(score, n, 0), n+1)
	candidates := a.ints(n)[:0]
	for i := 1; i <= n; i++ {
		if best[i] == 0 {
			candidates = append(candidates, i)
		}
	}
	if len(candidates) > 1 {
		best = a.bestRoot(score, n, candidates)
	}
	copy(heads, best[1:])
}

// bestRoot tries each candidate as the only root; at most eight, the first ones.
func (a *scratch) bestRoot(score []float32, n int, candidates []int) []int {
	if len(candidates) > 8 {
		candidates = candidates[:8]
	}
	best := a.ints(n + 1)
	top, found := float32(0), false
	for _, r := range candidates {
		usedF, usedI := a.usedF, a.usedI
		t := a.spanningTree(a.graph(score, n, r), n+1)
		var sum float32
		for i := 1; i <= n; i++ {
			sum += score[(i-1)*(n+1)+t[i]]
		}
		if !found || sum > top {
			copy(best, t)
			top, found = sum, true
		}
		a.usedF, a.usedI = min(usedF, a.usedF), min(usedI, a.usedI)
	}
	return best
}

// graph lays the scores out by head and dependant, w[h·(n+1)+d]; root > 0 lets only that word hang on the root.
func (a *scratch) graph(score []float32, n, root int) []float32 {
	w := a.floats((n+1)*(n+1), impossible)
	for i := 1; i <= n; i++ {
		for j := 0; j <= n; j++ {
			if j != i && (root == 0 || j != 0 || i == root) {
				w[j*(n+1)+i] = score[(i-1)*(n+1)+j]
			}
		}
	}
	return w
}

func (a *scratch) cyclic(heads []int) bool {
	state := a.marks(len(heads) + 1)
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

// findCycle returns the members of one cycle among the heads h[1:] as ones, or nil.
func (a *scratch) findCycle(h []int) []int {
	state := a.marks(len(h))
	state[0] = 2
	for i := 1; i < len(h); i++ {
		j := i
		for state[j] == 0 {
			state[j] = 1
			j = h[j]
		}
		if state[j] == 1 {
			in := a.ints(len(h))
			for ; in[j] == 0; j = h[j] {
				in[j] = 1
			}
			return in
		}
		for j = i; state[j] == 1; j = h[j] {
			state[j] = 2
		}
	}
	return nil
}

// spanningTree is Chu-Liu-Edmonds by contraction: w[h·n+d] scores head h of d, 0 is the root.
func (a *scratch) spanningTree(w []float32, n int) []int {
	h := a.ints(n)
	for d := 1; d < n; d++ {
		b := -1
		for j := range n {
			if j != d && (b < 0 || w[j*n+d] > w[b*n+d]) {
				b = j
			}
		}
		h[d] = b
	}
	in := a.findCycle(h)
	if in == nil {
		return h
	}
	return a.expand(w, n, h, in)
}

// expand contracts the cycle into one node, solves the rest and opens it again.
func (a *scratch) expand(w []float32, n int, h, in []int) []int {
	id, back := a.ints(n), a.ints(n)[:0]
	for i := range n {
		if in[i] == 0 {
			id[i] = len(back)
			back = append(back, i)
		}
	}
	c := len(back)
	m := c + 1
	small := a.floats(m*m, impossible)
	enter, leave := a.ints(n), a.ints(n)
	for x := range n {
		if in[x] != 0 {
			continue
		}
		into, outOf := impossible*4, impossible*4
		for d := range n {
			switch {
			case in[d] != 0:
				if v := w[x*n+d] - w[h[d]*n+d]; v > into {
					into, enter[x] = v, d
				}
				if x != 0 && w[d*n+x] > outOf {
					outOf, leave[x] = w[d*n+x], d
				}
			case d != 0 && x != d:
				small[id[x]*m+id[d]] = w[x*n+d]
			}
		}
		small[id[x]*m+c] = into
		if x != 0 {
			small[c*m+id[x]] = outOf
		}
	}
	inner := a.spanningTree(small, m)
	out := a.ints(n)
	copy(out, h)
	for d := 1; d < n; d++ {
		if in[d] != 0 {
			continue
		}
		if p := inner[id[d]]; p == c {
			out[d] = leave[d]
		} else {
			out[d] = back[p]
		}
	}
	e := back[inner[c]]
	out[enter[e]] = e
	return out
}
