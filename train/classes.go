// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"fmt"
	"math"
	"math/rand"
	"path/filepath"
	"strconv"

	"recoupe"
	"recoupe/name"
	"recoupe/syntax"
)

// grouping is a file of word vectors and what to make of it: the classes of
// its commonest words in several grains.
type grouping struct {
	path   string
	words  int
	grains []int
}

const (
	// groupedFrom is the number of commonest words that the middles of classes are found from.
	groupedFrom = 25_000
	// groupingRounds is how often the words are shared out and the middles found anew.
	groupingRounds = 12
)

// addClasses reads "FILE WORDS GRAIN…".
func (r *Recipe) addClasses(f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("classes wants a file, a number of words and numbers of classes: %w", recoupe.ErrInvalid)
	}
	var n []int
	for _, s := range f[1:] {
		k, err := strconv.Atoi(s)
		if err != nil || k < 2 || k > 1<<20 {
			return fmt.Errorf("classes: %q is no such number: %w", s, recoupe.ErrInvalid)
		}
		n = append(n, k)
	}
	r.Classes = &grouping{path: f[0], words: n[0], grains: n[1:]}
	return nil
}

// classes makes the table of a recipe, nil if it asks for none.
func (r Recipe) classes(root string, digests map[string]string) (*name.Classes, error) {
	g := r.Classes
	if g == nil {
		return nil, nil
	}
	path := r.find(root, g.path)
	raw, err := readPlain(path)
	if err != nil {
		return nil, err
	}
	digests[filepath.Base(path)] = digest(raw)
	words, numbers, err := readVectors(raw, g.words)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	vectors := units(numbers)
	rows := make([][]uint16, len(words))
	for _, k := range g.grains {
		for i, c := range group(vectors, k, r.Seed) {
			rows[i] = append(rows[i], c)
		}
	}
	return name.NewClasses(words, rows), nil
}

// units returns the rows brought to length one.
func units(rows [][]float64) [][]float32 {
	out := make([][]float32, len(rows))
	for i, r := range rows {
		out[i] = make([]float32, len(r))
		for k, x := range r {
			out[i][k] = float32(x)
		}
		unit(out[i])
	}
	return out
}

// unit brings a vector to length one.
func unit(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	scale := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= scale
	}
}

// group shares vectors of length one out over k classes (spherical k-means):
// the middles are found from the commonest words, then every word goes to the nearest.
func group(vectors [][]float32, k int, seed int64) []uint16 {
	common := vectors[:min(len(vectors), groupedFrom)]
	middles := make([][]float32, min(k, len(common)))
	for i, at := range rand.New(rand.NewSource(seed)).Perm(len(common))[:len(middles)] {
		middles[i] = append([]float32(nil), common[at]...)
	}
	for range groupingRounds {
		centre(middles, common, nearest(middles, common))
	}
	return nearest(middles, vectors)
}

// nearestBlock is how many vectors are compared with all middles at once.
const nearestBlock = 64

// nearest returns the nearest middle of every vector, the first of equals.
func nearest(middles, vectors [][]float32) []uint16 {
	out := make([]uint16, len(vectors))
	if len(middles) == 0 {
		return out
	}
	dim, n := len(middles[0]), (len(middles)+7)/8*8
	columns := make([]float32, dim*n)
	for k, m := range middles {
		for d, x := range m {
			columns[d*n+k] = x
		}
	}
	rows, scores := make([]float32, nearestBlock*dim), make([]float32, nearestBlock*n)
	for from := 0; from < len(vectors); from += nearestBlock {
		part := vectors[from:min(from+nearestBlock, len(vectors))]
		for i, v := range part {
			copy(rows[i*dim:], v)
		}
		clear(scores)
		syntax.Gemm(len(part), n, dim, rows, dim, 1, columns, n, scores, n)
		for i := range part {
			out[from+i] = uint16(largest(scores[i*n : i*n+len(middles)]))
		}
	}
	return out
}

// largest returns the index of the largest number, the first of equals.
func largest(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}

// centre puts every middle into the middle of its vectors; one without vectors stays.
func centre(middles, vectors [][]float32, class []uint16) {
	sums := make([][]float32, len(middles))
	for i, v := range vectors {
		c := class[i]
		if sums[c] == nil {
			sums[c] = make([]float32, len(v))
		}
		for d, x := range v {
			sums[c][d] += x
		}
	}
	for c, s := range sums {
		if s != nil {
			unit(s)
			middles[c] = s
		}
	}
}
