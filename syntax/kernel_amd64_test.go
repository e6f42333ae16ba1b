// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build amd64 && !purego

package syntax

import "testing"

// eachKernel runs f with every kernel that the processor has.
func eachKernel(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	tiles, wide := haveTiles, haveWide
	defer func() { haveTiles, haveWide = tiles, wide }()
	for _, k := range []struct{ tiles, wide bool }{{false, false}, {true, false}, {true, true}} {
		if k.tiles && !tiles || k.wide && !wide {
			continue
		}
		haveTiles, haveWide = k.tiles, k.wide
		f(t)
	}
}
