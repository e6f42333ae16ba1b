// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"cmp"
	"slices"

	"recoupe"
)

// Total sums bands of different events: lows, bests and highs apart (F7). Cumulative counts are left out, they
// hold the events already; so is what has another category, unit or people than the first.
func Total(bands []recoupe.FigureBand) recoupe.FigureBand {
	var out recoupe.FigureBand
	first := true
	for _, b := range bands {
		if b.Scope == "cumulative" || b.Scope == "area" {
			continue
		}
		if first {
			out.Category, out.Unit, out.Who = b.Category, b.Unit, b.Who
			out.Low, out.Best, out.High = b.Low, b.Best, b.High
			first = false
			continue
		}
		if b.Category != out.Category || b.Unit != out.Unit || b.Who != out.Who {
			continue
		}
		out.Low, out.Best, out.High = plus(out.Low, b.Low), plus(out.Best, b.Best), plus(out.High, b.High)
		out.HighOpen = out.HighOpen || b.HighOpen
	}
	return out
}

// plus adds; what is unknown on one side is unknown in the sum.
func plus(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	s := *a + *b
	return &s
}

// inconsistent says that a part is larger than its whole: more civilians than people (F6). It is flagged, never repaired.
func inconsistent(bands []recoupe.FigureBand) bool {
	for _, part := range bands {
		for _, whole := range bands {
			same := part.Category == whole.Category && part.Unit == whole.Unit && part.Scope == whole.Scope && part.Category != ""
			if same && part.Who != whole.Who && (whole.Who == "" || whole.Who == "all") && under(whole.High, part.Low) && !whole.HighOpen {
				return true
			}
		}
	}
	return false
}

// Totals adds the tolls of events (F7), one sum for each category, unit and kind of people that two events at least
// count, in order. Withdrawn events, cumulative tolls and numbers that are not of people are left out.
func Totals(events []recoupe.Event) []recoupe.FigureBand {
	type key struct{ category, unit, who string }
	bands := map[key][]recoupe.FigureBand{}
	var order []key
	for _, e := range events {
		seen := map[key]bool{}
		for _, b := range e.Figures {
			k := key{b.Category, b.Unit, b.Who}
			if e.State == recoupe.Withdrawn || b.Scope == "cumulative" || b.Scope == "area" || k.unit != "person" && k.unit != "household" || k.category == "" || seen[k] {
				continue
			}
			seen[k] = true
			if bands[k] == nil {
				order = append(order, k)
			}
			bands[k] = append(bands[k], b)
		}
	}
	slices.SortFunc(order, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.category, b.category), cmp.Compare(a.unit, b.unit), cmp.Compare(a.who, b.who))
	})
	var out []recoupe.FigureBand
	for _, k := range order {
		if len(bands[k]) > 1 {
			out = append(out, Total(bands[k]))
		}
	}
	return out
}
