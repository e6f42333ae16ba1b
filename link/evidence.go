// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"math"
	"slices"
	"unicode"
)

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (c *corpus) measure(a, b *sketch, cos float64) [features]float64 {
	var f [features]float64
	cos = min(cos, mostCosine)
	f[fBias], f[fCosine], f[fCosineSquared] = 1, cos, cos*cos
	f[fRare], f[fRarest] = c.rare(a, b)
	c.lead(&f, a, b)
	datesOf(&f, a, b)
	c.placesOf(&f, a, b)
	n := 0
	for w := range a.counts {
		if b.counts[w] {
			n++
		}
	}
	f[fCounts] = math.Log1p(float64(n))
	if f[fUndated] > 0 {
		f[fUndatedCosine] = cos
	}
	if near := max(f[fDaySame], f[fDayNext], f[fDays]); near > 0 {
		f[fNear] = near
		f[fNearPlace], f[fNearOther], f[fNearLead], f[fNearCounts] = near*f[fPlace], near*f[fPlaceOther], near*f[fLeadRarest], near*f[fCounts]
	}
	if f[fDays7] > 0 {
		f[fFarRare] = f[fRare]
	}
	return f
}

// dot multiplies in the order of the words, so that the sum is the same on every run.
func dot(a, b map[string]float64) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	var xs []float64
	for w, x := range a {
		if y := b[w]; y > 0 {
			xs = append(xs, x*y)
		}
	}
	return sum(xs)
}

// sum adds from the smallest up.
func sum(xs []float64) float64 {
	slices.Sort(xs)
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

func (c *corpus) rare(a, b *sketch) (total, rarest float64) {
	va, vb := a.vector, b.vector
	if len(vb) < len(va) {
		va, vb = vb, va
	}
	rare := max(fewRare, rareShare*float64(len(c.texts)))
	least := math.Log(float64(len(c.texts)) / rare)
	var xs []float64
	for w := range va {
		if _, ok := vb[w]; !ok || isNumber(w) {
			continue
		}
		x := c.rarity(w)
		if float64(c.frequency[w]) <= rare {
			xs = append(xs, x-least)
		}
		rarest = max(rarest, x)
	}
	return math.Log1p(sum(xs)), rarest / scale
}

// lead compares what stands in title and first lines.
func (c *corpus) lead(f *[features]float64, a, b *sketch) {
	var shared, na, nb []float64
	first, second := 0.0, 0.0
	for w := range a.lead {
		x := c.leadRarity(w)
		na = append(na, x*x)
		if !b.lead[w] {
			continue
		}
		shared = append(shared, x*x)
		if x > first {
			first, second = x, first
		} else if x > second {
			second = x
		}
	}
	for w := range b.lead {
		x := c.leadRarity(w)
		nb = append(nb, x*x)
	}
	s := sum(shared)
	f[fLeadRarest], f[fLeadSecond], f[fLeadSum] = first/scale, second/scale, math.Log1p(s)/3
	if a.days.printed != 0 && b.days.printed != 0 {
		return
	}
	f[fUndated], f[fUndatedRarest] = 1, first/scale
	if norm := sum(na) * sum(nb); norm > 0 {
		f[fUndatedLeadCos] = s / math.Sqrt(norm)
	}
}

func (c *corpus) leadRarity(w string) float64 {
	if len([]rune(w)) < 3 {
		return 0
	}
	return c.rarity(w)
}

// datesOf compares the days: of printing where both have one, else what they say of their days.
func datesOf(f *[features]float64, a, b *sketch) {
	switch {
	case a.days.printed != 0 && b.days.printed != 0:
		f[dayFeature(max(a.days.printed-b.days.printed, b.days.printed-a.days.printed))] = 1
	case a.belief == nil || b.belief == nil:
		f[fNoDay] = 1
	default:
		f[fDays] = max(-1, min(1.6, together(a.days2, b.days1)/daysScale))
	}
}

const daysScale = 4

// placesOf compares the places that both name.
func (c *corpus) placesOf(f *[features]float64, a, b *sketch) {
	if len(a.places) == 0 || len(b.places) == 0 {
		return
	}
	for p := range a.places {
		if b.places[p] {
			f[fPlace] = max(f[fPlace], c.placeRarity(p)/scale)
		}
	}
	if f[fPlace] == 0 {
		f[fPlaceOther] = 1
	}
	if a.firstPlace == b.firstPlace {
		f[fPlaceLead] = c.placeRarity(a.firstPlace) / scale
	}
}

func (c *corpus) placeRarity(p string) float64 {
	return math.Log(float64(len(c.texts)) / float64(max(1, c.placed[p])))
}

func dayFeature(apart int) int {
	switch {
	case apart == 0:
		return fDaySame
	case apart == 1:
		return fDayNext
	case apart <= 3:
		return fDays3
	case apart <= window:
		return fDays7
	}
	return fNamed
}
