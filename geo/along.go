// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package geo

import (
	"math"

	"recoupe"
)

// maxLegs bounds how many legs of a course are grown; a longer one is thinned.
const maxLegs = 80

// Buffer is the area within km of courses: a road, a river, a border.
func Buffer(lines []recoupe.Ring, km float64) recoupe.Area {
	var parts []recoupe.Area
	for _, l := range thin(lines) {
		for i := 0; i+1 < len(l); i++ {
			parts = append(parts, Corridor(l[i], l[i+1], km), Disc(l[i], km))
		}
		parts = append(parts, Disc(l[len(l)-1], km))
	}
	return Union(parts...)
}

// Beside is the area within km of courses on the side of a bearing: the eastern
// bank of a river.
func Beside(lines []recoupe.Ring, bearing, km float64) recoupe.Area {
	var parts []recoupe.Area
	for _, l := range thin(lines) {
		for i := 0; i+1 < len(l); i++ {
			a, b := l[i], l[i+1]
			r := recoupe.Ring{a, b, Move(b, km, bearing), Move(a, km, bearing), a}
			part := draw(a, km+Distance(a, b), recoupe.Polygon{r})
			if len(part) > 1 || len(part) == 1 && math.Abs(signed(part[0][0])) > 1e-6 { // not a leg that runs along the bearing
				parts = append(parts, part)
			}
		}
	}
	return Union(parts...)
}

// thin leaves out points so that at most maxLegs legs remain; ends stay.
func thin(lines []recoupe.Ring) []recoupe.Ring {
	n := 0
	for _, l := range lines {
		n += len(l) - 1
	}
	step := 1 + n/maxLegs
	var out []recoupe.Ring
	for _, l := range lines {
		if len(l) < 2 {
			continue
		}
		var t recoupe.Ring
		for i := 0; i < len(l)-1; i += step {
			t = append(t, l[i])
		}
		out = append(out, append(t, l[len(l)-1]))
	}
	return out
}

// Circle is the middle of an area's box and the radius in km that reaches its farthest corner.
func Circle(a recoupe.Area) (recoupe.LonLat, float64) {
	low, high := recoupe.LonLat{181, 91}, recoupe.LonLat{-181, -91}
	for _, poly := range a {
		for _, q := range poly[0] {
			low = recoupe.LonLat{math.Min(low[0], q[0]), math.Min(low[1], q[1])}
			high = recoupe.LonLat{math.Max(high[0], q[0]), math.Max(high[1], q[1])}
		}
	}
	mid := recoupe.LonLat{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2}
	return mid, Farthest(mid, a)
}

// Part is the part of an area within half degrees of a bearing seen from p; the
// whole where nothing is left.
func Part(a recoupe.Area, p recoupe.LonLat, bearing, half float64) recoupe.Area {
	reach := 1.5*Farthest(p, a) + 1
	if reach > 8000 {
		return a
	}
	if out, ok := Intersect(a, Sector(p, 0, reach, bearing, math.Min(half, 90))); ok {
		return out
	}
	return a
}
