// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build (!amd64 && !arm64) || purego

package syntax

const haveTiles = false

func gemmTiles(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	gemmPlain(m, n, k, a, ars, aks, b, ldb, c, ldc)
}

// Kernel names the matrix kernel that this process uses.
func Kernel() string { return "portable" }
