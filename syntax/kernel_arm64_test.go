// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build arm64 && !purego

package syntax

import "testing"

// eachKernel runs f with the portable kernel and with NEON.
func eachKernel(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	defer func() { haveTiles = true }()
	for _, haveTiles = range []bool{false, true} {
		f(t)
	}
}
