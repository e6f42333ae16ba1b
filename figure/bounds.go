// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"math"

	"recoupe"
)

// bounds puts a qualifier on a number. Counted says that it counts whole things,
// so that bounds are whole numbers and "more than 12" begins at 13.
//
//	at_least   N to open, best N        at_most    0 to N, no best
//	more_than  N+1 to open, best N      less_than  0 to N-1, no best
//	about      0.9N to 1.1N, best N     almost     0.9N to N, best N
//	odd        N+1 to N+9, no best
//
// A vague word keeps its own bounds under about and almost, and lends its point,
// else its nearer bound, to the others.
func bounds(a amount, qualifier string, counted bool) amount {
	out := a
	if qualifier == "" {
		return out
	}
	out.qualifier = qualifier
	step := 0.0
	if counted {
		step = 1
	}
	n, m := first(a.best, a.low), first(a.best, a.high)
	switch qualifier {
	case "at_least":
		out.low, out.high = n, nil
	case "at_most":
		out.low, out.best, out.high = val(0), nil, m
	case "more_than":
		out.low, out.high = plus(n, step, a.best != nil), nil
	case "less_than":
		out.low, out.best, out.high = val(0), nil, plus(m, -step, a.best != nil)
	case "odd":
		out.low, out.best, out.high = plus(n, 1, true), nil, plus(n, 9, true)
	case "about":
		out.spread(a, 0.9, 1.1, counted)
	case "almost":
		out.spread(a, 0.9, 1, counted)
	}
	return out
}

// spread widens an exact number.
func (a *amount) spread(from amount, lo, hi float64, counted bool) {
	if from.best == nil || from.qualifier != "exact" {
		return
	}
	a.low, a.high = val(tidy(*from.best*lo)), val(tidy(*from.best*hi))
	if counted {
		a.low, a.high = val(math.Floor(*a.low)), val(math.Ceil(*a.high))
	}
}

// tidy removes what binary fractions add to a decimal one.
func tidy(v float64) float64 { return math.Round(v*1e6) / 1e6 }

func val(v float64) *float64 { return &v }

func first(a, b *float64) *float64 {
	if a != nil {
		return a
	}
	return b
}

// plus moves an exact bound; a vague one stays.
func plus(v *float64, step float64, exact bool) *float64 {
	if v == nil || !exact {
		return v
	}
	return val(max(0, *v+step))
}

// span joins two numbers to a range: "entre 10 et 15", "five or six".
func span(a, b amount) (amount, bool) {
	if a.best == nil || b.best == nil || *a.best >= *b.best || a.digits && yearly(*a.best) && !yearly(*b.best) {
		return amount{}, false
	}
	return amount{low: a.low, high: b.high, qualifier: "between", digits: a.digits}, true
}

// yearly numbers may be years: "from 2003 to 33,760" is no range.
func yearly(v float64) bool { return v >= 1700 && v < 2100 }

func (a amount) set(f *recoupe.Figure) {
	f.Low, f.Best, f.High, f.Qualifier = a.low, a.best, a.high, a.qualifier
}
