// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"math/rand"
	"path/filepath"
	"strconv"
	"strings"

	"recoupe"
	"recoupe/name"
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
	words, vectors, err := commonest(raw, g.words)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", g.path, err)
	}
	rows := make([][]uint16, len(words))
	for _, k := range g.grains {
		for i, c := range group(vectors, k, r.Seed) {
			rows[i] = append(rows[i], c)
		}
	}
	return name.NewClasses(words, rows), nil
}

// commonest reads the first n lines "word number number …", as GloVe writes
// them, the commonest word first; vectors are brought to length one.
func commonest(raw []byte, n int) (words []string, vectors [][]float32, err error) {
	sc := bufio.NewScanner(bytes.NewReader(raw))
	for sc.Scan() && len(words) < n {
		f := strings.Fields(sc.Text())
		if len(f) < 2 || len(vectors) > 0 && len(f) != len(vectors[0])+1 {
			return nil, nil, fmt.Errorf("line %d has %d columns: %w", len(words)+1, len(f), recoupe.ErrInvalid)
		}
		v := make([]float32, len(f)-1)
		for i, s := range f[1:] {
			x, err := strconv.ParseFloat(s, 32)
			if err != nil {
				return nil, nil, fmt.Errorf("line %d: %q is no number: %w", len(words)+1, s, recoupe.ErrInvalid)
			}
			v[i] = float32(x)
		}
		unit(v)
		words, vectors = append(words, f[0]), append(vectors, v)
	}
	return words, vectors, sc.Err()
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

// nearest returns the nearest middle of every vector, the first of equals.
func nearest(middles, vectors [][]float32) []uint16 {
	out := make([]uint16, len(vectors))
	for i, v := range vectors {
		best := float32(-2)
		for k, m := range middles {
			if d := dot(v, m); d > best {
				best, out[i] = d, uint16(k)
			}
		}
	}
	return out
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

// dot sums in four parts in a fixed order, for speed.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+3 < len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
