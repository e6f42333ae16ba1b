// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"math"
	"math/rand"
	"testing"
)

// bestOf tries every assignment of heads to n words.
func bestOf(score []float32, n int) float32 {
	heads := make([]int, n)
	top := float32(impossible)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if sum, ok := weigh(score, n, heads); ok && sum > top {
				top = sum
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h != i+1 {
				heads[i] = h
				try(i + 1)
			}
		}
	}
	try(0)
	return top
}

// weigh returns the score of heads and whether they are a tree with one root.
func weigh(score []float32, n int, heads []int) (float32, bool) {
	var sum float32
	roots := 0
	for i, h := range heads {
		sum += score[i*(n+1)+h]
		if h == 0 {
			roots++
		}
		steps := 0
		for k := i + 1; k != 0; k = heads[k-1] {
			if steps++; steps > n {
				return 0, false
			}
		}
	}
	return sum, roots == 1
}

// TestDecode compares with exhaustive search, the memory used again and again.
func TestDecode(t *testing.T) {
	rng := rand.New(rand.NewSource(4))
	var a scratch
	for range 1500 {
		n := 1 + rng.Intn(5)
		score := make([]float32, n*(n+1))
		for i := range score {
			score[i] = rng.Float32() * 4
		}
		for i := range n {
			score[i*(n+1)+i+1] = impossible
		}
		heads := make([]int, n)
		a.decode(score, n, heads)
		got, ok := weigh(score, n, heads)
		if want := bestOf(score, n); !ok || want-got > 1e-4 {
			t.Fatalf("%d words: heads %v score %g, the best tree has %g", n, heads, got, want)
		}
	}
}

// TestDecodeOneRoot: where every word likes the root best, and where scores are
// out of all bounds, the answer still is a tree with one root.
func TestDecodeOneRoot(t *testing.T) {
	rng := rand.New(rand.NewSource(5))
	var a scratch
	for name, draw := range map[string]func(head int) float32{
		"root first": func(h int) float32 {
			if h == 0 {
				return 50 + rng.Float32()
			}
			return rng.Float32()
		},
		"all alike": func(int) float32 { return 0 },
		"hostile": func(int) float32 {
			return []float32{float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()), 3e38, -3e38, 1}[rng.Intn(6)]
		},
	} {
		for n := 1; n < 60; n++ {
			score := make([]float32, n*(n+1))
			for i := range score {
				score[i] = draw(i % (n + 1))
			}
			for i := range n {
				score[i*(n+1)+i+1] = impossible
			}
			heads := make([]int, n)
			a.decode(score, n, heads)
			if _, ok := weigh(score, n, heads); !ok {
				t.Fatalf("%s, %d words: heads %v", name, n, heads)
			}
		}
	}
}
