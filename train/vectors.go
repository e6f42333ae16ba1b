// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"recoupe"
	"recoupe/lang"
	"recoupe/syntax"
)

// vectors names a file of word vectors in the text format of word2vec and
// GloVe (a form and its numbers a line, the commonest first; plain or .gz), how
// many forms to keep and in how many numbers.
type vectors struct {
	path       string
	count, dim int
}

// vectorSpread is the standard deviation that the numbers are brought to: that of trained embeddings.
const vectorSpread = 0.25

// addVectors reads "FILE COUNT DIM".
func (r *Recipe) addVectors(f []string) error {
	if len(f) != 3 {
		return fmt.Errorf("vectors wants a file, how many forms and how many numbers a form: %w", recoupe.ErrInvalid)
	}
	count, err := strconv.Atoi(f[1])
	if err != nil || count < 1 {
		return fmt.Errorf("vectors of %q forms: %w", f[1], recoupe.ErrInvalid)
	}
	dim, err := strconv.Atoi(f[2])
	if err != nil || dim < 8 || dim%8 != 0 {
		return fmt.Errorf("vectors of %q numbers, which is no multiple of 8: %w", f[2], recoupe.ErrInvalid)
	}
	r.Vectors = vectors{f[0], count, dim}
	return nil
}

// vectors reads the recipe's word vectors and brings them to the numbers it asks for.
func (r Recipe) vectors(root string, digests map[string]string) (syntax.Vectors, syntax.Matrix, error) {
	if r.Vectors.path == "" {
		return syntax.Vectors{}, syntax.Matrix{}, nil
	}
	path := r.find(root, r.Vectors.path)
	raw, err := readPlain(path)
	if err != nil {
		return syntax.Vectors{}, syntax.Matrix{}, err
	}
	digests[filepath.Base(path)] = digest(raw)
	forms, rows, err := readVectors(raw, r.Vectors.count)
	if err == nil && (len(rows) == 0 || len(rows[0]) < r.Vectors.dim) {
		err = fmt.Errorf("fewer numbers a form than %d: %w", r.Vectors.dim, recoupe.ErrInvalid)
	}
	if err != nil {
		return syntax.Vectors{}, syntax.Matrix{}, fmt.Errorf("read %s: %w", path, err)
	}
	v := syntax.NewVectors(forms, r.Vectors.dim)
	return v, reduce(rows[:v.Rows-1], r.Vectors.dim), nil
}

// readVectors reads the first count forms and their numbers; forms are normalised and lower-cased, of like ones the first stays.
func readVectors(raw []byte, count int) (forms []string, rows [][]float64, err error) {
	sc := bufio.NewScanner(bytes.NewReader(raw))
	sc.Buffer(nil, 1<<20)
	seen := map[string]bool{}
	for line := 1; sc.Scan() && len(forms) < count; line++ {
		f := strings.Fields(sc.Text())
		if line == 1 && len(f) == 2 { // word2vec begins with the sizes
			continue
		}
		row, err := numbers(f)
		if err != nil || len(rows) > 0 && len(row) != len(rows[0]) {
			return nil, nil, fmt.Errorf("line %d is not a form and its numbers: %w", line, recoupe.ErrInvalid)
		}
		if form := strings.ToLower(lang.Norm(f[0])); !seen[form] {
			seen[form] = true
			forms, rows = append(forms, form), append(rows, row)
		}
	}
	return forms, rows, sc.Err()
}

// numbers reads the fields behind the form.
func numbers(f []string) ([]float64, error) {
	if len(f) < 2 {
		return nil, recoupe.ErrInvalid
	}
	out := make([]float64, len(f)-1)
	for i := range out {
		x, err := strconv.ParseFloat(f[i+1], 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, recoupe.ErrInvalid
		}
		out[i] = x
	}
	return out, nil
}

// reduce projects rows on their dim principal components and scales all by one
// factor. Row 0 of the result is zero, for unknown forms.
func reduce(rows [][]float64, dim int) syntax.Matrix {
	n := len(rows[0])
	mean := make([]float64, n)
	for _, r := range rows {
		for i, x := range r {
			mean[i] += x / float64(len(rows))
		}
	}
	axes := principal(covariance(rows, mean))[:dim]
	out := syntax.NewMatrix(len(rows)+1, dim)
	var square float64
	for k, r := range rows {
		row := out.Row(k + 1)
		for j, axis := range axes {
			var x float64
			for i := range r {
				x += (r[i] - mean[i]) * axis[i]
			}
			row[j] = float32(x)
			square += x * x
		}
	}
	scale := float32(vectorSpread / math.Sqrt(square/float64(len(rows)*dim)))
	for i := range out.W {
		out.W[i] *= scale
	}
	return out
}

func covariance(rows [][]float64, mean []float64) [][]float64 {
	n := len(mean)
	c := make([][]float64, n)
	for i := range c {
		c[i] = make([]float64, n)
	}
	d := make([]float64, n)
	for _, r := range rows {
		for i := range d {
			d[i] = r[i] - mean[i]
		}
		for i := range n {
			for j := range i + 1 {
				c[i][j] += d[i] * d[j]
			}
		}
	}
	for i := range n {
		for j := range i {
			c[j][i] = c[i][j]
		}
	}
	return c
}

// principal returns the eigenvectors of a symmetric matrix, that of the largest
// eigenvalue first, by Jacobi's rotations (Golub & Van Loan, section 8.5). a is used up.
func principal(a [][]float64) [][]float64 {
	n := len(a)
	v := make([][]float64, n) // rows become the eigenvectors
	for i := range v {
		v[i] = make([]float64, n)
		v[i][i] = 1
	}
	for range 30 {
		for p := range n {
			for q := p + 1; q < n; q++ {
				rotate(a, v, p, q)
			}
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return a[order[i]][order[i]] > a[order[j]][order[j]] })
	out := make([][]float64, n)
	for i, k := range order {
		out[i] = v[k]
	}
	return out
}

// rotate makes a[p][q] zero.
func rotate(a, v [][]float64, p, q int) {
	if math.Abs(a[p][q]) < 1e-12*math.Abs(a[p][p]*a[q][q]) || a[p][q] == 0 {
		return
	}
	theta := (a[q][q] - a[p][p]) / (2 * a[p][q])
	t := math.Copysign(1, theta) / (math.Abs(theta) + math.Hypot(theta, 1))
	c := 1 / math.Hypot(t, 1)
	s := t * c
	for k := range a {
		x, y := a[k][p], a[k][q]
		a[k][p], a[k][q] = c*x-s*y, s*x+c*y
	}
	for k := range a {
		x, y := a[p][k], a[q][k]
		a[p][k], a[q][k] = c*x-s*y, s*x+c*y
		x, y = v[p][k], v[q][k]
		v[p][k], v[q][k] = c*x-s*y, s*x+c*y
	}
}
