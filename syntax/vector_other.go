// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !amd64 || purego

package syntax

func sruStep(g, skip, state, out []float32) { sruStepPlain(g, skip, state, out) }

// Axpy adds f·x to y.
func Axpy(f float32, x, y []float32) { axpyPlain(f, x, y) }

// sum3 sets y to a + b + c.
func sum3(a, b, c, y []float32) { sum3Plain(a, b, c, y) }
