// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build amd64 && !purego

package syntax

import "golang.org/x/sys/cpu"

// haveTiles says that the AVX2 kernels may run on this processor, haveWide the
// AVX-512 ones. Variables, so that tests can compare the kernels.
var (
	haveTiles = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	haveWide  = haveTiles && cpu.X86.HasAVX512F
)

//go:noescape
func tile6x16(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile4x16(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x64(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

//go:noescape
func tile1x16(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

//go:noescape
func tile1x8(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

//go:noescape
func tile8x8(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile8x32(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile4x32(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)

//go:noescape
func tile1x128(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)

// gemmTiles walks C in tiles: wide ones where the processor has them, then 16
// columns, then the last 8; the rows that fill no tile go one at a time.
func gemmTiles(m, n, k int, a []float32, ars, aks int, b []float32, ldb int, c []float32, ldc int) {
	_, _, _ = a[(m-1)*ars+(k-1)*aks], b[(k-1)*ldb+n-1], c[(m-1)*ldc+n-1]
	ra, ka, rb, rc := uintptr(ars)*4, uintptr(aks)*4, uintptr(ldb)*4, uintptr(ldc)*4
	full, j := tiledRows(m), 0
	if haveWide {
		for ; j+32 <= n; j += 32 {
			i := 0
			for ; i+8 <= full; i += 8 {
				tile8x32(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
			}
			for ; i < full; i += 4 {
				tile4x32(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
			}
		}
	}
	for ; j+16 <= n; j += 16 {
		i := 0
		for ; !haveWide && i+6 <= full; i += 6 {
			tile6x16(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
		}
		for ; i < full; i += 4 {
			tile4x16(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
		}
	}
	i := 0
	for ; j < n && i+8 <= full; i += 8 {
		tile8x8(k, &a[i*ars], ra, ka, &b[j], rb, &c[i*ldc+j], rc)
	}
	for ; i < m; i++ {
		if i >= full {
			j = 0
		}
		tileRow(n, k, &a[i*ars], ka, b, rb, c[i*ldc:], j)
	}
}

// tiledRows is the number of rows that whole tiles cover.
func tiledRows(m int) int {
	if haveWide {
		return m &^ 3
	}
	if m%6 >= 4 {
		return m - m%6 + 4
	}
	return m - m%6
}

// tileRow adds one row of the product from column at on.
func tileRow(n, k int, a *float32, ka uintptr, b []float32, rb uintptr, c []float32, at int) {
	for ; haveWide && at+128 <= n; at += 128 {
		tile1x128(k, a, ka, &b[at], rb, &c[at])
	}
	for ; at+64 <= n; at += 64 {
		tile1x64(k, a, ka, &b[at], rb, &c[at])
	}
	for ; at+16 <= n; at += 16 {
		tile1x16(k, a, ka, &b[at], rb, &c[at])
	}
	for ; at < n; at += 8 {
		tile1x8(k, a, ka, &b[at], rb, &c[at])
	}
}

// Kernel names the matrix kernel that this process uses.
func Kernel() string {
	switch {
	case haveWide:
		return "AVX-512"
	case haveTiles:
		return "AVX2"
	}
	return "portable"
}
