// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import "recoupe/syntax"

// sruForward is syntax.Sru keeping the states: c holds per word and direction state and its tanh.
func sruForward(h int, starts []int, g []float32, gates int, in, o, c []float32) {
	w := gates * h * 2
	for s := 0; s+1 < len(starts); s++ {
		for d := range 2 {
			var prev []float32
			for k := starts[s]; k < starts[s+1]; k++ {
				t := at(starts, s, d, k)
				b := t*w + d*gates*h
				x, f, r := g[b:b+h], g[b+h:b+2*h], g[b+2*h:b+3*h]
				skip := skipOf(g, in, b, t, d, h, gates)
				state, act := c[t*4*h+d*2*h:t*4*h+d*2*h+h], c[t*4*h+d*2*h+h:t*4*h+d*2*h+2*h]
				out := o[t*2*h+d*h : t*2*h+d*h+h]
				for i := range state {
					f[i], r[i] = syntax.Sigmoid(f[i]), syntax.Sigmoid(r[i])
					v := (1 - f[i]) * x[i]
					if prev != nil {
						v += f[i] * prev[i]
					}
					state[i] = v
					act[i] = syntax.Tanh(v)
					out[i] = r[i]*act[i] + (1-r[i])*skip[i]
				}
				prev = state
			}
		}
	}
}

// at maps step k of a sentence to its word for direction d.
func at(starts []int, s, d, k int) int {
	if d == 0 {
		return k
	}
	return starts[s+1] - 1 - (k - starts[s])
}

func skipOf(g, in []float32, b, t, d, h, gates int) []float32 {
	if gates == 4 {
		return g[b+3*h : b+4*h]
	}
	return in[t*2*h+d*h : t*2*h+d*h+h]
}

// sruBackward turns output gradients into gate gradients dg; with three gates
// the highway's share is added to din.
func sruBackward(h int, starts []int, g []float32, gates int, in, c, do, dg, din []float32) {
	w := gates * h * 2
	dc := make([]float32, h)
	for s := 0; s+1 < len(starts); s++ {
		for d := range 2 {
			clear(dc)
			for k := starts[s+1] - 1; k >= starts[s]; k-- {
				t := at(starts, s, d, k)
				var prev []float32
				if k > starts[s] {
					p := at(starts, s, d, k-1)
					prev = c[p*4*h+d*2*h : p*4*h+d*2*h+h]
				}
				b := t*w + d*gates*h
				x, f, r := g[b:b+h], g[b+h:b+2*h], g[b+2*h:b+3*h]
				skip := skipOf(g, in, b, t, d, h, gates)
				act := c[t*4*h+d*2*h+h : t*4*h+d*2*h+2*h]
				o := do[t*2*h+d*h : t*2*h+d*h+h]
				for i := range h {
					if gates == 4 {
						dg[b+3*h+i] = o[i] * (1 - r[i])
					} else {
						din[t*2*h+d*h+i] += o[i] * (1 - r[i])
					}
					dc[i] += o[i] * r[i] * (1 - act[i]*act[i])
					before := float32(0)
					if prev != nil {
						before = prev[i]
					}
					dg[b+i] = dc[i] * (1 - f[i])
					dg[b+h+i] = dc[i] * (before - x[i]) * f[i] * (1 - f[i])
					dg[b+2*h+i] = o[i] * (act[i] - skip[i]) * r[i] * (1 - r[i])
					dc[i] *= f[i]
				}
			}
		}
	}
}
