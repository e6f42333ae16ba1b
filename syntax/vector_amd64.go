// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build amd64 && !purego

package syntax

//go:noescape
func sruStep8(n int, gates, skip, state, out *float32)

//go:noescape
func axpy8(n int, f float32, x, y *float32)

//go:noescape
func sum8(n int, a, b, c, y *float32)

// sruStep runs one word of one direction of an SRU layer: g holds x~, f and r,
// state is read and written.
func sruStep(g, skip, state, out []float32) {
	n := len(state)
	if haveTiles && n >= 8 && n%8 == 0 {
		_, _, _ = g[3*n-1], skip[n-1], out[n-1]
		sruStep8(n, &g[0], &skip[0], &state[0], &out[0])
		return
	}
	sruStepPlain(g, skip, state, out)
}

// Axpy adds f·x to y.
func Axpy(f float32, x, y []float32) {
	y = y[:len(x)]
	n := 0
	if haveTiles && len(x) >= 8 {
		n = len(x) &^ 7
		axpy8(n, f, &x[0], &y[0])
	}
	axpyPlain(f, x[n:], y[n:])
}

// sum3 sets y to a + b + c.
func sum3(a, b, c, y []float32) {
	n := len(y)
	if haveTiles && n >= 8 && n%8 == 0 {
		_, _, _ = a[n-1], b[n-1], c[n-1]
		sum8(n, &a[0], &b[0], &c[0], &y[0])
		return
	}
	sum3Plain(a, b, c, y)
}
