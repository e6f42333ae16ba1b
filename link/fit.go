// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"fmt"
	"io"
	"math"
	"slices"
)

// Labelled are texts with the incident that people assigned to each.
type Labelled struct {
	Texts     []Text
	Incidents []string
}

// Fit learns the weights of a language from labelled texts by logistic regression with a ridge: of all pairs that are
// compared, those of one incident against the others. It is done twice, the second time with the days that texts have
// told each other by the first weights. The weights of the other languages are those of the lexicon.
func Fit(lang string, l Labelled) Weights {
	w := Weights{}
	for k, v := range weights() {
		w[k] = v
	}
	w[lang] = new([features]float64)
	c, order := newCorpus(l.Texts)
	incident := func(i int) string { return l.Incidents[order[i]] }
	w[lang] = regress(c.examples(w, lang, incident))
	if c.stretch.hearsay(c.texts, c.score(w)) {
		w[lang] = regress(c.examples(w, lang, incident))
	}
	return w
}

// example is a pair that is compared.
type example struct {
	x    [features]float64
	same bool
}

// examples are the pairs that the weights of a language judge.
func (c *corpus) examples(w Weights, lang string, incident func(i int) string) []example {
	var out []example
	c.each(func(i, j int, f *[features]float64) {
		if w.judges(&c.texts[i], &c.texts[j]) == lang {
			out = append(out, example{*f, incident(i) == incident(j)})
		}
	})
	return out
}

// The ridge holds all weights but the constant ones towards zero; steps end when none of the weights moves any more.
const (
	ridge    = 1
	steps    = 30
	standing = 1e-6
)

// regress finds the weights of the likeliest logistic model by Newton's method.
func regress(es []example) *[features]float64 {
	w := new([features]float64)
	for range steps {
		g, h := slope(es, w)
		step, ok := solve(h, g)
		if !ok {
			break
		}
		most := 0.0
		for k := range w {
			w[k] += step[k]
			most = max(most, math.Abs(step[k]))
		}
		if most < standing {
			break
		}
	}
	return w
}

// slope is the gradient of the logarithm of the likelihood, less the ridge, and the negated matrix of its second
// derivatives.
func slope(es []example, w *[features]float64) (g [features]float64, h [][features]float64) {
	h = make([][features]float64, features)
	for k := range w {
		g[k], h[k][k] = -ridge*w[k], ridge
	}
	for n := range es {
		e := &es[n]
		p := probability(w, &e.x)
		y := 0.0
		if e.same {
			y = 1
		}
		v := p * (1 - p)
		for k, x := range e.x {
			if x == 0 {
				continue
			}
			g[k] += (y - p) * x
			for m := range k + 1 {
				h[k][m] += v * x * e.x[m]
			}
		}
	}
	for k := range h {
		for m := range k {
			h[m][k] = h[k][m]
		}
	}
	return
}

// solve solves h·x = g for a symmetrical positive h by Cholesky's factors; false where h is not positive.
func solve(h [][features]float64, g [features]float64) (x [features]float64, ok bool) {
	for k := range h {
		for m := range k + 1 {
			s := h[k][m]
			for i := range m {
				s -= h[k][i] * h[m][i]
			}
			switch {
			case m < k:
				h[k][m] = s / h[m][m]
			case s <= 0:
				return x, false
			default:
				h[k][k] = math.Sqrt(s)
			}
		}
	}
	for k := range h {
		s := g[k]
		for i := range k {
			s -= h[k][i] * x[i]
		}
		x[k] = s / h[k][k]
	}
	for k := len(h) - 1; k >= 0; k-- {
		s := x[k]
		for i := k + 1; i < len(h); i++ {
			s -= h[i][k] * x[i]
		}
		x[k] = s / h[k][k]
	}
	return x, true
}

// Write writes the weights of a language as its table in the lexicon, sorted, less those that are not used.
func (w Weights) Write(out io.Writer, lang string) error {
	var rows []string
	for k, x := range w[lang] {
		if s := fmt.Sprintf("%.2f", x); x != 0 && s != "0.00" && s != "-0.00" {
			rows = append(rows, featureNames[k]+"\t"+s+"\n")
		}
	}
	slices.Sort(rows)
	for _, r := range rows {
		if _, err := io.WriteString(out, r); err != nil {
			return fmt.Errorf("write the weights of %s: %w", lang, err)
		}
	}
	return nil
}
