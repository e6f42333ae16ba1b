// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"errors"
	"math"
	"math/rand"
	"testing"

	"recoupe"
)

func TestPrincipal(t *testing.T) {
	// Two axes of spread 3 and 1, turned by 30°, and a third of almost none.
	rng := rand.New(rand.NewSource(1))
	c, s := math.Cos(math.Pi/6), math.Sin(math.Pi/6)
	var rows [][]float64
	for range 4000 {
		x, y, z := 3*rng.NormFloat64(), rng.NormFloat64(), 0.01*rng.NormFloat64()
		rows = append(rows, []float64{c*x - s*y, s*x + c*y, z})
	}
	axes := principal(covariance(rows, []float64{0, 0, 0}))
	for i, want := range [][]float64{{c, s, 0}, {-s, c, 0}, {0, 0, 1}} {
		var dot float64
		for k := range want {
			dot += want[k] * axes[i][k]
		}
		if math.Abs(dot) < 0.999 {
			t.Errorf("axis %d: got %.3f, want %.3f", i, axes[i], want)
		}
	}
}

func TestReadVectors(t *testing.T) {
	forms, rows, err := readVectors([]byte("3 2\nthe 0.5 1\nThe 9 9\nL’eau -1 2\nlast 3 4\n"), 2)
	if err != nil || len(forms) != 2 || forms[0] != "the" || forms[1] != "l'eau" || rows[0][0] != 0.5 || rows[1][1] != 2 {
		t.Errorf("got %q %v %v", forms, rows, err)
	}
	for _, text := range []string{"a 1 2\nb 1\n", "a 1 x\n", "a\n", "a NaN 1\n"} {
		if _, _, err := readVectors([]byte(text), 9); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

func TestReduce(t *testing.T) {
	rows := [][]float64{{1, 0, 0}, {-1, 0, 0}, {0, 0.1, 0}, {0, -0.1, 0}}
	m := reduce(rows, 1)
	if m.Rows != 5 || m.Row(0)[0] != 0 || m.Row(1)[0] != -m.Row(2)[0] || math.Abs(float64(m.Row(3)[0])) > 1e-6 {
		t.Errorf("got %v", m.W)
	}
	if got := math.Abs(float64(m.Row(1)[0])); math.Abs(got-vectorSpread*math.Sqrt2) > 1e-6 {
		t.Errorf("spread: got %v", got)
	}
}
