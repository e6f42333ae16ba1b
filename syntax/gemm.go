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

// gemmPlain is the portable twin: columns of B are packed four by four, and
// blocks of two rows and four columns are kept in registers.
func gemmPlain(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	if m < 2 || aks != 1 || k > len(panel{}) {
		gemmRows(m, n, k, a, ars, aks, b, ldb, c, ldc)
		return
	}
	var packed panel
	for j := 0; j < n; j += 4 {
		p := packed[:k]
		for q := range p {
			p[q] = [4]float32(b[q*ldb+j : q*ldb+j+4])
		}
		i := 0
		for ; i+2 <= m; i += 2 {
			twoRows(p, a[i*ars:i*ars+k], a[(i+1)*ars:(i+1)*ars+k], (*[4]float32)(c[i*ldc+j:]), (*[4]float32)(c[(i+1)*ldc+j:]))
		}
		if i < m {
			oneRow(p, a[i*ars:i*ars+k], (*[4]float32)(c[i*ldc+j:]))
		}
	}
}

// panel is four columns of B, row by row.
type panel [512][4]float32

func twoRows(p [][4]float32, x, y []float32, c0, c1 *[4]float32) {
	s00, s01, s02, s03 := c0[0], c0[1], c0[2], c0[3]
	s10, s11, s12, s13 := c1[0], c1[1], c1[2], c1[3]
	x, y = x[:len(p)], y[:len(p)]
	for q := range p {
		r, u, v := &p[q], x[q], y[q]
		s00 += u * r[0]
		s01 += u * r[1]
		s02 += u * r[2]
		s03 += u * r[3]
		s10 += v * r[0]
		s11 += v * r[1]
		s12 += v * r[2]
		s13 += v * r[3]
	}
	*c0, *c1 = [4]float32{s00, s01, s02, s03}, [4]float32{s10, s11, s12, s13}
}

func oneRow(p [][4]float32, x []float32, c *[4]float32) {
	s0, s1, s2, s3 := c[0], c[1], c[2], c[3]
	x = x[:len(p)]
	for q := range p {
		r, u := &p[q], x[q]
		s0 += u * r[0]
		s1 += u * r[1]
		s2 += u * r[2]
		s3 += u * r[3]
	}
	*c = [4]float32{s0, s1, s2, s3}
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
