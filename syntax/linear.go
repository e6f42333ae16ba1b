// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import "math"

// linearRows is the number of hashed features of a Linear, a power of two.
const linearRows = 1 << 15

// Linear is a yes-or-no decision by a weighted vote of hashed features,
// learnt as an averaged perceptron (Collins 2002). The weights are signed bytes.
type Linear struct {
	Weights []byte
}

// Sample is a case to learn from.
type Sample struct {
	Rows []uint32
	Yes  bool
}

// feature returns the row of a feature.
func feature(kind, value string) uint32 {
	return hash(value, hash(kind, 77)) & (linearRows - 1)
}

// Learnt reports whether l holds anything.
func (l *Linear) Learnt() bool { return len(l.Weights) == linearRows }

// Score sums the weights of the rows; above 0 is yes.
func (l *Linear) Score(rows []uint32) int {
	sum := 0
	for _, r := range rows {
		sum += int(int8(l.Weights[r]))
	}
	return sum
}

// TrainLinear learns from samples, shuffled by a fixed rule, for some epochs.
func TrainLinear(samples []Sample, epochs int) Linear {
	if len(samples) == 0 {
		return Linear{}
	}
	w, total := make([]float64, linearRows), make([]float64, linearRows)
	step, stride := 0.0, strideFor(len(samples))
	for e := range epochs {
		for i := range samples {
			s := &samples[(i*stride+e)%len(samples)]
			step++
			sum := 0.0
			for _, r := range s.Rows {
				sum += w[r]
			}
			d := 1.0
			if !s.Yes {
				d = -1
			}
			if sum*d > margin {
				continue
			}
			for _, r := range s.Rows {
				w[r] += d
				total[r] += d * step
			}
		}
	}
	for i := range w {
		w[i] -= total[i] / step
	}
	return rounded(w)
}

// margin is how clearly a sample must be decided to be left alone.
const margin = 20

// strideFor returns a step that visits n samples in a scattered order, each once.
func strideFor(n int) int {
	for s := int(float64(n)*0.618) | 1; ; s += 2 {
		if gcd(s, n) == 1 {
			return s
		}
	}
}

func gcd(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// rounded scales the weights to signed bytes.
func rounded(w []float64) Linear {
	top := 0.0
	for _, v := range w {
		top = max(top, math.Abs(v))
	}
	l := Linear{Weights: make([]byte, len(w))}
	for i, v := range w {
		if top > 0 {
			l.Weights[i] = byte(int8(math.Round(v / top * 127)))
		}
	}
	return l
}

// Case is a choice among ways, each with its features.
type Case struct {
	Ways [][]uint32
	Gold int
}

// TrainRanker learns weights that put the right way of every case first.
func TrainRanker(cases []Case, epochs int) Linear {
	if len(cases) == 0 {
		return Linear{}
	}
	w, total := make([]float64, linearRows), make([]float64, linearRows)
	step, stride := 0.0, strideFor(len(cases))
	for e := range epochs {
		for i := range cases {
			c := &cases[(i*stride+e)%len(cases)]
			step++
			best, top := 0, 0.0
			for k, rows := range c.Ways {
				sum := 0.0
				for _, r := range rows {
					sum += w[r]
				}
				if k == 0 || sum > top {
					best, top = k, sum
				}
			}
			if best == c.Gold {
				continue
			}
			for _, r := range c.Ways[c.Gold] {
				w[r]++
				total[r] += step
			}
			for _, r := range c.Ways[best] {
				w[r]--
				total[r] -= step
			}
		}
	}
	for i := range w {
		w[i] -= total[i] / step
	}
	return rounded(w)
}
