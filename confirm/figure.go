// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"cmp"
	"slices"
	"time"

	"recoupe"
)

// Value is one origin's current number.
type Value struct {
	recoupe.FigureSaid
	// Party marks a value of a side; Access is first_hand, compiled or relayed.
	Party  bool
	Access string
}

// kindOf is what must agree before two numbers may be compared (F1): category, unit, whom and what it covers.
type kindOf struct{ category, unit, who, scope string }

// partyFactor is how many times the others' median a side's number may be before it stays outside the band (F3).
const partyFactor = 5

// figures makes one band for every kind of number: the latest value of each origin (F2), low and high over
// them (F3), the best (F4, F5). Nothing is averaged (F0) and nothing converted (F1).
func (w World) figures(as []Assertion, groups []group, origins []recoupe.Origin) []recoupe.FigureBand {
	values := map[kindOf][]Value{}
	var kinds []kindOf
	for n, g := range groups {
		latest := map[kindOf]Value{}
		var order []kindOf
		for _, m := range g.members {
			a := &as[m]
			if a.Foreign || a.Opposite || a.Withdrawn != "" {
				continue
			}
			copied := g.links[m].Rule == "O2" || g.links[m].Rule == "O6"
			for _, f := range a.Claim.Figures {
				k := kindOf{f.Category, f.Unit, f.Who, f.Scope}
				old, known := latest[k]
				if known && (copied || inflated(old.Figure, f)) {
					continue // the wording of the text that was copied wins (P7)
				}
				if !known {
					order = append(order, k)
				}
				latest[k] = Value{recoupe.FigureSaid{Figure: f, Origin: origins[n].Source, Claim: a.Ref, AsOf: a.Said}, side(origins[n]), origins[n].Access}
			}
		}
		for _, k := range order {
			if len(values[k]) == 0 {
				kinds = append(kinds, k)
			}
			values[k] = append(values[k], latest[k])
		}
	}
	var out []recoupe.FigureBand
	for _, k := range kinds {
		b := Band(values[k])
		b.Category, b.Unit, b.Who, b.Scope = k.category, k.unit, k.who, k.scope
		out = append(out, b)
	}
	return out
}

// inflated says that a number is an earlier one made bigger by rewriting: 704 that became "more than 704".
func inflated(old, f recoupe.Figure) bool {
	return f.Qualifier == "more_than" && f.Low != nil && old.Low != nil && old.High != nil && *old.Low == *old.High && *f.Low == *old.High+1
}

// Band is low, best and high over the current values of origins.
func Band(vs []Value) recoupe.FigureBand {
	var b recoupe.FigureBand
	for i, v := range vs {
		b.Values = append(b.Values, v.FigureSaid)
		if !outside(vs, i) {
			widen(&b, v.Figure)
		}
	}
	if b.HighOpen {
		b.High = largest(vs)
	}
	b.Best = Best(vs)
	return b
}

func widen(b *recoupe.FigureBand, f recoupe.Figure) {
	if f.Low != nil && (b.Low == nil || *f.Low < *b.Low) {
		b.Low = f.Low
	}
	switch {
	case f.High == nil:
		b.HighOpen = true
	case b.High == nil || *f.High > *b.High:
		b.High = f.High
	}
}

// largest is the largest number that anybody names.
func largest(vs []Value) *float64 {
	var out *float64
	for i, v := range vs {
		if outside(vs, i) {
			continue
		}
		for _, x := range []*float64{v.Figure.Low, v.Figure.Best, v.Figure.High} {
			if x != nil && (out == nil || *x > *out) {
				out = x
			}
		}
	}
	return out
}

// outside says that a side's number is far over what the others say.
func outside(vs []Value, i int) bool {
	if !vs[i].Party {
		return false
	}
	var others []float64
	for j := range vs {
		if x := point(vs[j].Figure); j != i && x != nil {
			others = append(others, *x)
		}
	}
	x := point(vs[i].Figure)
	if len(others) == 0 || x == nil {
		return false
	}
	slices.Sort(others)
	return *x > partyFactor*others[(len(others)-1)/2]
}

// point is the number that stands for a figure when sizes are compared.
func point(f recoupe.Figure) *float64 {
	for _, x := range []*float64{f.Best, f.Low, f.High} {
		if x != nil {
			return x
		}
	}
	return nil
}

// Best is the value that most origins support (F4). A bound or a vague word supports what it contains and
// proposes nothing, unless it stands alone. Ties go to those who are no side and saw it, then to compilers,
// then to the latest, then to the lower. One side alone proposes nothing (F5).
func Best(vs []Value) *float64 {
	if len(vs) == 1 {
		if vs[0].Party {
			return nil
		}
		return vs[0].Figure.Best
	}
	var best *Value
	top := 0
	for i := range vs {
		v := &vs[i]
		if v.Figure.Best == nil || vague(v.Figure) {
			continue
		}
		n := support(vs, *v.Figure.Best)
		if best == nil || n > top || n == top && prefer(v, best) < 0 {
			best, top = v, n
		}
	}
	if best == nil {
		return nil
	}
	return best.Figure.Best
}

// vague figures propose no value among others.
func vague(f recoupe.Figure) bool {
	return f.Low == nil || f.High == nil || *f.Low != *f.High
}

func support(vs []Value, x float64) int {
	n := 0
	for _, v := range vs {
		if (v.Figure.Low == nil || *v.Figure.Low <= x) && (v.Figure.High == nil || x <= *v.Figure.High) {
			n++
		}
	}
	return n
}

func prefer(a, b *Value) int {
	return cmp.Or(rank(a)-rank(b), later(a.AsOf, b.AsOf), cmp.Compare(*a.Figure.Best, *b.Figure.Best))
}

func rank(v *Value) int {
	switch {
	case v.Party:
		return 3
	case v.Access == "first_hand":
		return 0
	case v.Access == "compiled":
		return 1
	}
	return 2
}

func later(a, b time.Time) int { return b.Compare(a) }
