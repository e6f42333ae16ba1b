// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import "recoupe"

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
