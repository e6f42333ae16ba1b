// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"math"
	"strings"

	"recoupe/ud"
)

// Learn trains a model on sentences whose words carry BIO tags in Entity, some
// epochs in a fixed scattered order (averaged structured perceptron with a
// margin: a wrong label is given a lead, so that the right one must win by more).
func Learn(f *Finder, sents []ud.Sentence, epochs int) *Model {
	l := learner{w: make([]float64, rowCount*labels), sum: make([]float64, rowCount*labels)}
	rows, gold := make([][][]uint32, len(sents)), make([][]int, len(sents))
	for i := range sents {
		rows[i], gold[i] = f.rows(&sents[i]), goldLabels(&sents[i])
	}
	stride := coprime(len(sents))
	for e := range epochs {
		for i := range sents {
			k := (i*stride + e) % len(sents)
			l.step++
			l.learn(rows[k], gold[k])
		}
	}
	m := l.model()
	m.classes = f.Classes
	return m
}

// margin is the lead that wrong labels are given while learning, in steps of the weights.
const margin = 4

type learner struct {
	w, sum     []float64
	pair, psum [labels * labels]float64
	step       float64
}

func (l *learner) learn(rows [][]uint32, gold []int) {
	got := viterbi(len(rows), func(t int) (sum [labels]float64) {
		for _, r := range rows[t] {
			w := l.w[int(r)*labels:][:labels]
			for b := range sum {
				sum[b] += w[b]
			}
		}
		for b := range sum {
			if b != gold[t] {
				sum[b] += margin
			}
		}
		return sum
	}, func(a, b int) float64 { return l.pair[a*labels+b] })
	g, x := 0, 0
	for t := range rows {
		if got[t] != gold[t] {
			for _, r := range rows[t] {
				l.move(int(r)*labels+gold[t], 1)
				l.move(int(r)*labels+got[t], -1)
			}
		}
		if g != x || got[t] != gold[t] {
			l.movePair(g*labels+gold[t], 1)
			l.movePair(x*labels+got[t], -1)
		}
		g, x = gold[t], got[t]
	}
}

func (l *learner) move(i int, d float64) {
	l.w[i] += d
	l.sum[i] += d * l.step
}

func (l *learner) movePair(i int, d float64) {
	l.pair[i] += d
	l.psum[i] += d * l.step
}

// model rounds the averaged weights to signed bytes, the pairs on the same scale.
func (l *learner) model() *Model {
	top := 0.0
	for i := range l.w {
		l.w[i] -= l.sum[i] / max(1, l.step)
		top = max(top, math.Abs(l.w[i]))
	}
	m := &Model{emit: make([]int8, len(l.w))}
	scale := 127 / max(top, 1e-9)
	for i, v := range l.w {
		m.emit[i] = int8(math.Round(v * scale))
	}
	for i := range l.pair {
		m.pair[i] = int16(max(-32000, min(32000, math.Round((l.pair[i]-l.psum[i]/max(1, l.step))*scale))))
	}
	return m
}

// goldLabels reads Entity: armed groups, units and media are organisations to the model.
func goldLabels(s *ud.Sentence) []int {
	out := make([]int, len(s.Words))
	for i := range s.Words {
		pos, kind, ok := strings.Cut(s.Words[i].Entity, "-")
		if !ok {
			continue
		}
		switch kind {
		case Group, Unit, Media:
			kind = Organisation
		}
		for k, name := range kinds {
			if name == kind {
				out[i] = 1 + 2*k
				if pos == "I" {
					out[i]++
				}
			}
		}
		if prev := 0; out[i] > 0 && out[i]%2 == 0 {
			if i > 0 {
				prev = out[i-1]
			}
			if !follows(prev, out[i]) {
				out[i]--
			}
		}
	}
	return out
}

func coprime(n int) int {
	for s := int(float64(n)*0.618) | 1; ; s += 2 {
		a, b := s, n
		for b > 0 {
			a, b = b, a%b
		}
		if a == 1 || n == 0 {
			return s
		}
	}
}
