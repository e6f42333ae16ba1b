// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build arm64 && !purego

package syntax

// haveTiles: every arm64 processor has NEON. A variable, so that tests can compare the kernels.
var haveTiles = true

//go:noescape
func tile4x8(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x8(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

// gemmTiles walks C in tiles of four rows and eight columns; rows that fill no tile go one at a time.
func gemmTiles(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	_, _, _ = a[(m-1)*ars+(k-1)*aks], b[(k-1)*ldb+n-1], c[(m-1)*ldc+n-1]
	ra, ka, rb, rc := uintptr(ars)*4, uintptr(aks)*4, uintptr(ldb)*4, uintptr(ldc)*4
	for j := 0; j < n; j += 8 {
		i := 0
		for ; i+4 <= m; i += 4 {
			tile4x8(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
		}
		for ; i < m; i++ {
			tile1x8(k, &a[i*ars], ka, &b[j], rb, &c[i*ldc+j])
		}
	}
}

// Kernel names the matrix kernel that this process uses.
func Kernel() string {
	if haveTiles {
		return "NEON"
	}
	return "portable"
}
