// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build amd64 && !purego

package syntax

import "golang.org/x/sys/cpu"

// haveTiles says that the AVX2 kernels may run on this processor.
var haveTiles = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func tile4x16(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x16(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

//go:noescape
func tile1x8(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

// gemmTiles walks C in tiles of 4×16, then single rows, then eight columns.
func gemmTiles(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	_, _, _ = a[(m-1)*ars+(k-1)*aks], b[(k-1)*ldb+n-1], c[(m-1)*ldc+n-1]
	j := 0
	for ; j+16 <= n; j += 16 {
		i := 0
		for ; i+4 <= m; i += 4 {
			tile4x16(k, &a[i*ars], uintptr(ars)*4, uintptr(aks)*4, &b[j], uintptr(ldb)*4, &c[i*ldc+j], uintptr(ldc)*4)
		}
		for ; i < m; i++ {
			tile1x16(k, &a[i*ars], uintptr(aks)*4, &b[j], uintptr(ldb)*4, &c[i*ldc+j])
		}
	}
	for ; j < n; j += 8 {
		for i := 0; i < m; i++ {
			tile1x8(k, &a[i*ars], uintptr(aks)*4, &b[j], uintptr(ldb)*4, &c[i*ldc+j])
		}
	}
}
