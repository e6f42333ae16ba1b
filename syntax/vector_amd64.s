// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !purego

#include "textflag.h"

// Eight copies of each constant of Tanh.
DATA tanhTable<>+0(SB)/8, $0x40c9810640c98106 // 6.297
DATA tanhTable<>+8(SB)/8, $0x40c9810640c98106
DATA tanhTable<>+16(SB)/8, $0x40c9810640c98106
DATA tanhTable<>+24(SB)/8, $0x40c9810640c98106
DATA tanhTable<>+32(SB)/8, $0xc0c98106c0c98106 // -6.297
DATA tanhTable<>+40(SB)/8, $0xc0c98106c0c98106
DATA tanhTable<>+48(SB)/8, $0xc0c98106c0c98106
DATA tanhTable<>+56(SB)/8, $0xc0c98106c0c98106
DATA tanhTable<>+64(SB)/8, $0x4477800044778000 // 990.0
DATA tanhTable<>+72(SB)/8, $0x4477800044778000
DATA tanhTable<>+80(SB)/8, $0x4477800044778000
DATA tanhTable<>+88(SB)/8, $0x4477800044778000
DATA tanhTable<>+96(SB)/8, $0x4803f7c04803f7c0 // 135135.0
DATA tanhTable<>+104(SB)/8, $0x4803f7c04803f7c0
DATA tanhTable<>+112(SB)/8, $0x4803f7c04803f7c0
DATA tanhTable<>+120(SB)/8, $0x4803f7c04803f7c0
DATA tanhTable<>+128(SB)/8, $0x4a9056fa4a9056fa // 4729725.0
DATA tanhTable<>+136(SB)/8, $0x4a9056fa4a9056fa
DATA tanhTable<>+144(SB)/8, $0x4a9056fa4a9056fa
DATA tanhTable<>+152(SB)/8, $0x4a9056fa4a9056fa
DATA tanhTable<>+160(SB)/8, $0x4c0373c84c0373c8 // 34459425.0
DATA tanhTable<>+168(SB)/8, $0x4c0373c84c0373c8
DATA tanhTable<>+176(SB)/8, $0x4c0373c84c0373c8
DATA tanhTable<>+184(SB)/8, $0x4c0373c84c0373c8
DATA tanhTable<>+192(SB)/8, $0x4234000042340000 // 45.0
DATA tanhTable<>+200(SB)/8, $0x4234000042340000
DATA tanhTable<>+208(SB)/8, $0x4234000042340000
DATA tanhTable<>+216(SB)/8, $0x4234000042340000
DATA tanhTable<>+224(SB)/8, $0x4658900046589000 // 13860.0
DATA tanhTable<>+232(SB)/8, $0x4658900046589000
DATA tanhTable<>+240(SB)/8, $0x4658900046589000
DATA tanhTable<>+248(SB)/8, $0x4658900046589000
DATA tanhTable<>+256(SB)/8, $0x4966f1904966f190 // 945945.0
DATA tanhTable<>+264(SB)/8, $0x4966f1904966f190
DATA tanhTable<>+272(SB)/8, $0x4966f1904966f190
DATA tanhTable<>+280(SB)/8, $0x4966f1904966f190
DATA tanhTable<>+288(SB)/8, $0x4b7770884b777088 // 16216200.0
DATA tanhTable<>+296(SB)/8, $0x4b7770884b777088
DATA tanhTable<>+304(SB)/8, $0x4b7770884b777088
DATA tanhTable<>+312(SB)/8, $0x4b7770884b777088
DATA tanhTable<>+320(SB)/8, $0x3f0000003f000000 // 0.5
DATA tanhTable<>+328(SB)/8, $0x3f0000003f000000
DATA tanhTable<>+336(SB)/8, $0x3f0000003f000000
DATA tanhTable<>+344(SB)/8, $0x3f0000003f000000
DATA tanhTable<>+352(SB)/8, $0x3f8000003f800000 // 1.0
DATA tanhTable<>+360(SB)/8, $0x3f8000003f800000
DATA tanhTable<>+368(SB)/8, $0x3f8000003f800000
DATA tanhTable<>+376(SB)/8, $0x3f8000003f800000
GLOBL tanhTable<>(SB), RODATA|NOPTR, $384

// TANH replaces Y0 by its hyperbolic tangent; it uses Y1 to Y3.
#define TANH \
	VMINPS tanhTable<>+0(SB), Y0, Y0; \
	VMAXPS tanhTable<>+32(SB), Y0, Y0; \
	VMULPS Y0, Y0, Y1; \
	VADDPS tanhTable<>+64(SB), Y1, Y2; \
	VFMADD213PS tanhTable<>+96(SB), Y1, Y2; \
	VFMADD213PS tanhTable<>+128(SB), Y1, Y2; \
	VFMADD213PS tanhTable<>+160(SB), Y1, Y2; \
	VMULPS tanhTable<>+192(SB), Y1, Y3; \
	VADDPS tanhTable<>+224(SB), Y3, Y3; \
	VFMADD213PS tanhTable<>+256(SB), Y1, Y3; \
	VFMADD213PS tanhTable<>+288(SB), Y1, Y3; \
	VFMADD213PS tanhTable<>+160(SB), Y1, Y3; \
	VMULPS Y0, Y2, Y2; \
	VDIVPS Y3, Y2, Y0

// SIGMOID replaces Y0 by 1/(1+e^-Y0).
#define SIGMOID \
	VMULPS tanhTable<>+320(SB), Y0, Y0; \
	TANH; \
	VMULPS tanhTable<>+320(SB), Y0, Y0; \
	VADDPS tanhTable<>+320(SB), Y0, Y0

// func sruStep8(n int, gates, skip, state, out *float32)
// One word of one direction: n units (a multiple of 8), gates holds x~, f, r.
TEXT ·sruStep8(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ skip+16(FP), R8
	MOVQ state+24(FP), R9
	MOVQ out+32(FP), DI
	LEAQ (SI)(CX*4), R10
	LEAQ (R10)(CX*4), R11
	XORQ AX, AX
	VMOVUPS tanhTable<>+352(SB), Y15

step:
	VMOVUPS (R10)(AX*4), Y0
	SIGMOID
	VMOVAPS Y0, Y4
	VMOVUPS (R11)(AX*4), Y0
	SIGMOID
	VMOVAPS Y0, Y5
	VMULPS (R9)(AX*4), Y4, Y0
	VSUBPS Y4, Y15, Y8
	VFMADD231PS (SI)(AX*4), Y8, Y0
	VMOVUPS Y0, (R9)(AX*4)
	TANH
	VMULPS Y5, Y0, Y0
	VSUBPS Y5, Y15, Y8
	VFMADD231PS (R8)(AX*4), Y8, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT  step
	VZEROUPPER
	RET

// func axpy8(n int, f float32, x, y *float32)
// y += f·x for n numbers, a multiple of 8.
TEXT ·axpy8(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	VBROADCASTSS f+8(FP), Y0
	MOVQ x+16(FP), SI
	MOVQ y+24(FP), DI
	XORQ AX, AX

more:
	VMOVUPS (DI)(AX*4), Y2
	VFMADD231PS (SI)(AX*4), Y0, Y2
	VMOVUPS Y2, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT  more
	VZEROUPPER
	RET

// func sum8(n int, a, b, c, y *float32)
// y = a + b + c for n numbers, a multiple of 8.
TEXT ·sum8(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), R8
	MOVQ c+24(FP), R9
	MOVQ y+32(FP), DI
	XORQ AX, AX

eight:
	VMOVUPS (SI)(AX*4), Y0
	VADDPS (R8)(AX*4), Y0, Y0
	VADDPS (R9)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT  eight
	VZEROUPPER
	RET
