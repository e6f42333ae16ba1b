// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

// Gemm adds A·B to C: A is m×k with row stride ars and column stride aks, B is
// k×n with row stride ldb, C is m×n with row stride ldc, all in elements; n is
// a multiple of 8. Every element of C sums over k from 0 upwards.
func Gemm(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if haveTiles {
		gemmTiles(m, n, k, a, ars, aks, b, ldb, c, ldc)
		return
	}
	gemmPlain(m, n, k, a, ars, aks, b, ldb, c, ldc)
}

// gemmPlain is the portable twin: the rows of B are cut into panels of eight
// columns that lie together in memory, for which every row of A keeps eight sums in registers.
func gemmPlain(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	if m < 2 || aks != 1 {
		gemmRows(m, n, k, a, ars, aks, b, ldb, c, ldc)
		return
	}
	var packed panel
	for from := 0; from < k; from += len(packed) {
		p := packed[:min(len(packed), k-from)]
		for j := 0; j < n; j += 8 {
			for q := range p {
				at := (from+q)*ldb + j
				p[q] = [8]float32(b[at : at+8])
			}
			for i := range m {
				row := i*ars + from
				eightSums(p, a[row:row+len(p)], (*[8]float32)(c[i*ldc+j:]))
			}
		}
	}
}

// panel is eight columns of B, row by row.
type panel [512][8]float32

// eightSums adds x·p to c. Eight steps a round, because the compiler keeps all
// eight sums and the next products in registers only within straight code.
func eightSums(p [][8]float32, x []float32, c *[8]float32) {
	s0, s1, s2, s3, s4, s5, s6, s7 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	x = x[:len(p)]
	q := 0
	for ; q+8 <= len(p); q += 8 {
		r, u := (*[8][8]float32)(p[q:]), (*[8]float32)(x[q:])
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[0], &r[0], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[1], &r[1], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[2], &r[2], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[3], &r[3], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[4], &r[4], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[5], &r[5], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[6], &r[6], s0, s1, s2, s3, s4, s5, s6, s7)
		s0, s1, s2, s3, s4, s5, s6, s7 = step(u[7], &r[7], s0, s1, s2, s3, s4, s5, s6, s7)
	}
	for ; q < len(p); q++ {
		s0, s1, s2, s3, s4, s5, s6, s7 = step(x[q], &p[q], s0, s1, s2, s3, s4, s5, s6, s7)
	}
	*c = [8]float32{s0, s1, s2, s3, s4, s5, s6, s7}
}

// step adds u·r to the sums; it is inlined.
func step(u float32, r *[8]float32, s0, s1, s2, s3, s4, s5, s6, s7 float32) (_, _, _, _, _, _, _, _ float32) {
	return s0 + u*r[0], s1 + u*r[1], s2 + u*r[2], s3 + u*r[3], s4 + u*r[4], s5 + u*r[5], s6 + u*r[6], s7 + u*r[7]
}

// gemmRows is for shapes that gemmPlain does not pack: one row at a time.
func gemmRows(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	for i := range m {
		row := c[i*ldc : i*ldc+n]
		for p := range k {
			axpyPlain(a[i*ars+p*aks], b[p*ldb:p*ldb+n], row)
		}
	}
}

// Dot returns the sum of a[i]·b[i], in order.
func Dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}

func axpyPlain(f float32, x, y []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += f * v
	}
}

// sum3Plain is the portable twin of sum3.
func sum3Plain(a, b, c, y []float32) {
	a, b, c = a[:len(y)], b[:len(y)], c[:len(y)]
	for i := range y {
		y[i] = a[i] + b[i] + c[i]
	}
}

// tanhClamp is where the approximant of tanh reaches 1.
const tanhClamp = 6.297

// Tanh is the [9/8] Padé approximant of the hyperbolic tangent in a fixed order
// of operations, so that every platform rounds alike; error below 8e-6.
func Tanh(x float32) float32 {
	x = max(-tanhClamp, min(tanhClamp, x))
	y := x * x
	p := (((y+990)*y+135135)*y+4729725)*y + 34459425
	q := (((45*y+13860)*y+945945)*y+16216200)*y + 34459425
	return p * x / q
}

// Sigmoid is 1/(1+e^-x) through Tanh.
func Sigmoid(x float32) float32 { return Tanh(x*0.5)*0.5 + 0.5 }
