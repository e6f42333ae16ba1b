// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

const impossible = float32(-1e30)

// Decode returns the heads (0 the root, else 1-based) of the best tree with one
// root; score[i·(n+1)+j] is the score of head j for word i+1. The best head of
// each word if that is such a tree, else Chu-Liu-Edmonds over each candidate root.
func Decode(score []float32, n int, heads []int) {
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
	if roots == 1 && !cyclic(heads[:n]) {
		return
	}
	best := spanningTree(graph(score, n, 0))
	var candidates []int
	for i := 1; i <= n; i++ {
		if best[i] == 0 {
			candidates = append(candidates, i)
		}
	}
	if len(candidates) > 1 {
		best = bestRoot(score, n, candidates)
	}
	copy(heads, best[1:])
}

// bestRoot tries each candidate as the only root; at most eight, the strongest first.
func bestRoot(score []float32, n int, candidates []int) []int {
	if len(candidates) > 8 {
		candidates = candidates[:8]
	}
	var best []int
	top := float32(0)
	for _, r := range candidates {
		t := spanningTree(graph(score, n, r))
		var sum float32
		for i := 1; i <= n; i++ {
			sum += score[(i-1)*(n+1)+t[i]]
		}
		if best == nil || sum > top {
			best, top = t, sum
		}
	}
	return best
}

// graph lays the scores out by head and dependant; root > 0 lets only that word hang on the root.
func graph(score []float32, n, root int) [][]float32 {
	w := make([][]float32, n+1)
	for i := range w {
		w[i] = make([]float32, n+1)
		for j := range w[i] {
			w[i][j] = impossible
		}
	}
	for i := 1; i <= n; i++ {
		for j := 0; j <= n; j++ {
			if j != i && (root == 0 || j != 0 || i == root) {
				w[j][i] = score[(i-1)*(n+1)+j]
			}
		}
	}
	return w
}

func cyclic(heads []int) bool {
	state := make([]int8, len(heads)+1)
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

// findCycle returns the members of one cycle among the heads h[1:], or nil.
func findCycle(h []int) []bool {
	state := make([]int8, len(h))
	state[0] = 2
	for i := 1; i < len(h); i++ {
		j := i
		for state[j] == 0 {
			state[j] = 1
			j = h[j]
		}
		if state[j] == 1 {
			in := make([]bool, len(h))
			for ; !in[j]; j = h[j] {
				in[j] = true
			}
			return in
		}
		for j = i; state[j] == 1; j = h[j] {
			state[j] = 2
		}
	}
	return nil
}

// spanningTree is Chu-Liu-Edmonds by contraction: w[h][d] scores head h of d, 0 is the root.
func spanningTree(w [][]float32) []int {
	n := len(w)
	h := make([]int, n)
	for d := 1; d < n; d++ {
		b := -1
		for j := range n {
			if j != d && (b < 0 || w[j][d] > w[b][d]) {
				b = j
			}
		}
		h[d] = b
	}
	in := findCycle(h)
	if in == nil {
		return h
	}
	return expand(w, h, in)
}

// expand contracts the cycle into one node, solves the rest and opens it again.
func expand(w [][]float32, h []int, in []bool) []int {
	n := len(w)
	id := make([]int, n)
	var back []int
	for i := range n {
		if !in[i] {
			id[i] = len(back)
			back = append(back, i)
		}
	}
	c := len(back)
	small := make([][]float32, c+1)
	for i := range small {
		small[i] = make([]float32, c+1)
		for j := range small[i] {
			small[i][j] = impossible
		}
	}
	enter, leave := make([]int, n), make([]int, n)
	for a := range n {
		if in[a] {
			continue
		}
		into, outOf := impossible*4, impossible*4
		for d := range n {
			switch {
			case in[d]:
				if v := w[a][d] - w[h[d]][d]; v > into {
					into, enter[a] = v, d
				}
				if a != 0 && w[d][a] > outOf {
					outOf, leave[a] = w[d][a], d
				}
			case d != 0 && a != d:
				small[id[a]][id[d]] = w[a][d]
			}
		}
		small[id[a]][c] = into
		if a != 0 {
			small[c][id[a]] = outOf
		}
	}
	inner := spanningTree(small)
	out := make([]int, n)
	copy(out, h)
	for d := 1; d < n; d++ {
		if in[d] {
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
