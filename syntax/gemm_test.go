// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"fmt"
	"math"
	"math/rand"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// gemmSlow is the definition, in double precision.
func gemmSlow(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) []float64 {
	out := make([]float64, m*n)
	for i := range m {
		for j := range n {
			s := float64(c[i*ldc+j])
			for p := range k {
				s += float64(a[i*ars+p*aks]) * float64(b[p*ldb+j])
			}
			out[i*n+j] = s
		}
	}
	return out
}

func TestGemm(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	random := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = rng.Float32()*2 - 1
		}
		return out
	}
	for _, m := range []int{1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 17, 24} {
		for _, n := range []int{8, 16, 24, 32, 40, 48, 64, 88, 136, 232} {
			for _, k := range []int{1, 2, 7, 33} {
				for _, turned := range []bool{false, true} {
					a, b, c := random(m*k), random(k*(n+8)), random(m*(n+8))
					ars, aks := k, 1
					if turned {
						ars, aks = 1, m
					}
					want := gemmSlow(m, n, k, a, ars, aks, b, n+8, c, n+8)
					eachKernel(t, func(t *testing.T) {
						got := append([]float32(nil), c...)
						Gemm(m, n, k, a, ars, aks, b, n+8, got, n+8)
						for i := range m {
							for j := range n {
								if d := math.Abs(float64(got[i*(n+8)+j]) - want[i*n+j]); d > 1e-5 {
									t.Fatalf("%dx%dx%d turned %v: element %d,%d differs by %g", m, n, k, turned, i, j, d)
								}
							}
							for j := n; j < n+8; j++ {
								if got[i*(n+8)+j] != c[i*(n+8)+j] {
									t.Fatalf("%dx%dx%d: column %d behind the product was written", m, n, k, j)
								}
							}
						}
					})
				}
			}
		}
	}
}

func TestTanh(t *testing.T) {
	for x := float32(-12); x < 12; x += 0.003 {
		if d := math.Abs(float64(Tanh(x)) - math.Tanh(float64(x))); d > 8e-6 {
			t.Fatalf("Tanh(%g) is off by %g", x, d)
		}
		if d := math.Abs(float64(Sigmoid(x)) - 1/(1+math.Exp(-float64(x)))); d > 8e-6 {
			t.Fatalf("Sigmoid(%g) is off by %g", x, d)
		}
	}
}

// TestVectorKernels holds the kernels for rows to their portable twins.
func TestVectorKernels(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	random := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = rng.Float32()*8 - 4
		}
		return out
	}
	near := func(what string, got, want []float32) {
		t.Helper()
		for i := range want {
			if d := math.Abs(float64(got[i] - want[i])); d > 2e-5 {
				t.Fatalf("%s: element %d is %g, want %g", what, i, got[i], want[i])
			}
		}
	}
	for _, n := range []int{8, 16, 24, 128} {
		g, skip, state := random(3*n), random(n), random(n)
		s1, s2 := append([]float32(nil), state...), append([]float32(nil), state...)
		want, got := make([]float32, n), make([]float32, n)
		sruStepPlain(g, skip, s1, want)
		eachKernel(t, func(t *testing.T) {
			copy(s2, state)
			sruStep(g, skip, s2, got)
			near("state", s2, s1)
			near("output", got, want)
		})
	}
	for _, n := range []int{0, 7, 8, 64} {
		a, b, c := random(n), random(n), random(n)
		want := make([]float32, n)
		sum3Plain(a, b, c, want)
		eachKernel(t, func(t *testing.T) {
			got := make([]float32, n)
			sum3(a, b, c, got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("sum of %d: %s", n, diff)
			}
		})
	}
	for _, n := range []int{0, 1, 7, 8, 9, 31, 64} {
		x, y := random(n), random(n)
		want := append([]float32(nil), y...)
		axpyPlain(0.7, x, want)
		eachKernel(t, func(t *testing.T) {
			got := append([]float32(nil), y...)
			Axpy(0.7, x, got)
			near("axpy", got, want)
		})
	}
}

func BenchmarkGemm(b *testing.B) {
	for _, s := range [][3]int{{24, 768, 256}, {1, 1024, 144}, {20, 96, 256}, {150, 1024, 432}} {
		m, n, k := s[0], s[1], s[2]
		x, y, z := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
		b.Run(fmt.Sprint(m, "x", n, "x", k), func(b *testing.B) {
			for b.Loop() {
				Gemm(m, n, k, x, k, 1, y, n, z, n)
			}
			b.ReportMetric(float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
