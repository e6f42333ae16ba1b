// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !purego

#include "textflag.h"

// One row of a tile of two vectors: broadcast a, then two multiply-adds.
#define ROWN(c0, c1) \
	VDUP  V18.S[0], V18.S4; \
	VFMLA V16.S4, V18.S4, c0.S4; \
	VFMLA V17.S4, V18.S4, c1.S4

// func tile4x8(k int, a *float32, ars, aks uintptr, b *float32, ldb uintptr, c *float32, ldc uintptr)
// Adds A·B to a tile of C: k > 0 steps, strides in bytes, each element of C
// summed over k from 0 upwards by fused multiply-add.
TEXT ·tile4x8(SB), NOSPLIT, $0-64
	MOVD k+0(FP), R0
	MOVD a+8(FP), R1
	MOVD ars+16(FP), R2
	MOVD aks+24(FP), R3
	MOVD b+32(FP), R4
	MOVD ldb+40(FP), R5
	MOVD c+48(FP), R6
	MOVD ldc+56(FP), R7
	ADD  R2, R1, R8
	ADD  R2, R8, R9
	ADD  R2, R9, R10
	ADD  R7, R6, R11
	ADD  R7, R11, R12
	ADD  R7, R12, R13
	VLD1 (R6), [V0.S4, V1.S4]
	VLD1 (R11), [V2.S4, V3.S4]
	VLD1 (R12), [V4.S4, V5.S4]
	VLD1 (R13), [V6.S4, V7.S4]

loop4:
	VLD1  (R4), [V16.S4, V17.S4]
	FMOVS (R1), F18
	ROWN(V0, V1)
	FMOVS (R8), F18
	ROWN(V2, V3)
	FMOVS (R9), F18
	ROWN(V4, V5)
	FMOVS (R10), F18
	ROWN(V6, V7)
	ADD   R3, R1
	ADD   R3, R8
	ADD   R3, R9
	ADD   R3, R10
	ADD   R5, R4
	SUBS  $1, R0
	BNE   loop4

	VST1 [V0.S4, V1.S4], (R6)
	VST1 [V2.S4, V3.S4], (R11)
	VST1 [V4.S4, V5.S4], (R12)
	VST1 [V6.S4, V7.S4], (R13)
	RET

// func tile1x8(k int, a *float32, aks uintptr, b *float32, ldb uintptr, c *float32)
TEXT ·tile1x8(SB), NOSPLIT, $0-48
	MOVD k+0(FP), R0
	MOVD a+8(FP), R1
	MOVD aks+16(FP), R3
	MOVD b+24(FP), R4
	MOVD ldb+32(FP), R5
	MOVD c+40(FP), R6
	VLD1 (R6), [V0.S4, V1.S4]

loop1:
	VLD1  (R4), [V16.S4, V17.S4]
	FMOVS (R1), F18
	ROWN(V0, V1)
	ADD   R3, R1
	ADD   R5, R4
	SUBS  $1, R0
	BNE   loop1

	VST1 [V0.S4, V1.S4], (R6)
	RET
