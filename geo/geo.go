// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package geo does the geometry of places: distances, bearings, discs, rings,
// sectors and corridors on the sphere, and the published uncertainty formulas.
//
// In: positions in degrees (longitude first), lengths in kilometres, bearings
// in degrees clockwise from north. Out: the same, and recoupe.Area values that
// are valid GeoJSON (RFC 7946): closed rings, outer ones counter-clockwise, no
// NaN, within ±180 and ±90. It knows no names and no languages.
package geo

import (
	"math"
	"slices"

	"recoupe"
)

// Radius is the mean radius of the Earth in kilometres (IUGG).
const Radius = 6371.0088

// Steps is the number of points of a full circle.
const Steps = 64

const deg = math.Pi / 180

// Distance is the great-circle distance in kilometres (haversine).
func Distance(a, b recoupe.LonLat) float64 {
	dy, dx := (b[1]-a[1])*deg, (b[0]-a[0])*deg
	h := math.Pow(math.Sin(dy/2), 2) + math.Cos(a[1]*deg)*math.Cos(b[1]*deg)*math.Pow(math.Sin(dx/2), 2)
	return 2 * Radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Bearing is the initial bearing from a to b in degrees, 0 to 360.
func Bearing(a, b recoupe.LonLat) float64 {
	dx := (b[0] - a[0]) * deg
	y := math.Sin(dx) * math.Cos(b[1]*deg)
	x := math.Cos(a[1]*deg)*math.Sin(b[1]*deg) - math.Sin(a[1]*deg)*math.Cos(b[1]*deg)*math.Cos(dx)
	return math.Mod(math.Atan2(y, x)/deg+360, 360)
}

// Move returns the position km away from p along a bearing.
func Move(p recoupe.LonLat, km, bearing float64) recoupe.LonLat {
	d, b := km/Radius, bearing*deg
	lat := p[1] * deg
	y := math.Asin(math.Sin(lat)*math.Cos(d) + math.Cos(lat)*math.Sin(d)*math.Cos(b))
	x := p[0]*deg + math.Atan2(math.Sin(b)*math.Sin(d)*math.Cos(lat), math.Cos(d)-math.Sin(lat)*math.Sin(y))
	lon := math.Mod(x/deg+540, 360) - 180
	return recoupe.LonLat{lon, math.Max(-90, math.Min(90, y/deg))}
}

// arc appends the points at km from p between two bearings, both ends included.
func arc(r recoupe.Ring, p recoupe.LonLat, km, from, to float64) recoupe.Ring {
	n := max(1, int(math.Ceil(math.Abs(to-from)/360*Steps)))
	for i := 0; i <= n; i++ {
		r = append(r, Move(p, km, from+(to-from)*float64(i)/float64(n)))
	}
	return r
}

// Disc is the area within km of p.
func Disc(p recoupe.LonLat, km float64) recoupe.Area { return Ring(p, 0, km) }

// Ring is the area between inner and outer km of p; an inner radius of 0 or less gives a disc.
func Ring(p recoupe.LonLat, inner, outer float64) recoupe.Area {
	outer = clampKm(outer)
	poly := recoupe.Polygon{closed(arc(nil, p, outer, 360, 0))}
	if inner > 0 && inner < outer {
		poly = append(poly, closed(arc(nil, p, inner, 0, 360)))
	}
	return draw(p, outer, poly)
}

// clampKm keeps radii within 1 metre and a quarter of the globe.
func clampKm(km float64) float64 {
	if !(km > 0.001) {
		return 0.001
	}
	return math.Min(km, 9000)
}

// Sector is the part of a ring within half degrees of a bearing.
func Sector(p recoupe.LonLat, inner, outer, bearing, half float64) recoupe.Area {
	if half >= 180 {
		return Ring(p, inner, outer)
	}
	outer = clampKm(outer)
	r := arc(nil, p, outer, bearing+half, bearing-half)
	if inner > 0 && inner < outer {
		r = arc(r, p, inner, bearing-half, bearing+half)
	} else {
		r = append(r, p)
	}
	return draw(p, outer, recoupe.Polygon{closed(r)})
}

// Corridor is the strip of a half-width along the great circle from a to b, a disc where they are one.
func Corridor(a, b recoupe.LonLat, half float64) recoupe.Area {
	half = clampKm(half)
	d := Distance(a, b)
	if d < 0.01 {
		return Disc(a, half)
	}
	var left, right recoupe.Ring
	n := 1 + int(d/200)
	for i := 0; i <= n; i++ {
		at, ahead := b, Bearing(b, a)+180
		if i < n {
			at = Move(a, d*float64(i)/float64(n), Bearing(a, b))
			ahead = Bearing(at, b)
		}
		left, right = append(left, Move(at, half, ahead-90)), append(right, Move(at, half, ahead+90))
	}
	slices.Reverse(left)
	mid := Move(a, d/2, Bearing(a, b))
	return draw(mid, d/2+half, recoupe.Polygon{closed(append(right, left...))})
}

// closed repeats the first point at the end.
func closed(r recoupe.Ring) recoupe.Ring {
	if len(r) > 0 {
		r[len(r)-1] = lastOr(r)
		if r[0] != r[len(r)-1] {
			r = append(r, r[0])
		}
	}
	return r
}

// lastOr snaps the last point to the first where both are the same place.
func lastOr(r recoupe.Ring) recoupe.LonLat {
	if math.Abs(r[0][0]-r[len(r)-1][0]) < 1e-9 && math.Abs(r[0][1]-r[len(r)-1][1]) < 1e-9 {
		return r[0]
	}
	return r[len(r)-1]
}

// signed is twice the planar area, positive for counter-clockwise rings.
func signed(r recoupe.Ring) float64 {
	var s float64
	for i := 0; i+1 < len(r); i++ {
		s += (r[i][0]-r[0][0])*(r[i+1][1]-r[0][1]) - (r[i+1][0]-r[0][0])*(r[i][1]-r[0][1])
	}
	return s
}

func oriented(r recoupe.Ring, ccw bool) recoupe.Ring {
	if (signed(r) > 0) != ccw {
		slices.Reverse(r)
	}
	return r
}

// Hull is the convex hull of points, in the plane of longitude and latitude; nil for fewer than three.
func Hull(points []recoupe.LonLat) recoupe.Ring {
	pts := slices.Clone(points)
	slices.SortFunc(pts, func(a, b recoupe.LonLat) int {
		if a[0] != b[0] {
			if a[0] < b[0] {
				return -1
			}
			return 1
		}
		if a[1] < b[1] {
			return -1
		}
		if a[1] > b[1] {
			return 1
		}
		return 0
	})
	pts = slices.Compact(pts)
	if len(pts) < 3 {
		return nil
	}
	half := func(pts []recoupe.LonLat) recoupe.Ring {
		var h recoupe.Ring
		for _, p := range pts {
			for len(h) > 1 && cross(h[len(h)-2], h[len(h)-1], p) <= 0 {
				h = h[:len(h)-1]
			}
			h = append(h, p)
		}
		return h[:len(h)-1]
	}
	lower := half(pts)
	slices.Reverse(pts)
	h := append(lower, half(pts)...)
	if len(h) < 3 {
		return nil
	}
	return closed(h)
}

func cross(o, a, b recoupe.LonLat) float64 {
	return (a[0]-o[0])*(b[1]-o[1]) - (a[1]-o[1])*(b[0]-o[0])
}

// Grow widens a convex ring by km: the hull of discs round its corners.
func Grow(r recoupe.Ring, km float64) recoupe.Ring {
	var pts []recoupe.LonLat
	for _, p := range r {
		for i := range 16 {
			pts = append(pts, Move(p, km, float64(i)*22.5))
		}
	}
	return Hull(pts)
}

// Wedge cuts a convex ring to the directions within half (at most 90) degrees
// of a bearing seen from p; nil where nothing is left.
func Wedge(r recoupe.Ring, p recoupe.LonLat, bearing, half float64) recoupe.Ring {
	half = math.Min(half, 90)
	left, right := Move(p, 50, bearing-half), Move(p, 50, bearing+half)
	out := clip(clip(r, left, p), p, right)
	if len(out) < 4 {
		return nil
	}
	return oriented(out, true)
}

// clip keeps the part of a convex ring to the left of the line from a to b.
func clip(r recoupe.Ring, a, b recoupe.LonLat) recoupe.Ring {
	var out recoupe.Ring
	for i := 0; i+1 < len(r); i++ {
		p, q := r[i], r[i+1]
		cp, cq := cross(a, b, p), cross(a, b, q)
		if cp >= 0 {
			out = append(out, p)
		}
		if cp > 0 && cq < 0 || cp < 0 && cq > 0 {
			t := cp / (cp - cq)
			out = append(out, recoupe.LonLat{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])})
		}
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0])
	}
	return out
}

// Center is the mean of a ring's corners.
func Center(r recoupe.Ring) recoupe.LonLat {
	var x, y float64
	n := float64(max(1, len(r)-1))
	for i := 0; i+1 < len(r); i++ {
		x, y = x+r[i][0], y+r[i][1]
	}
	return recoupe.LonLat{x / n, y / n}
}

// Farthest is the distance in km from p to the farthest corner of an area.
func Farthest(p recoupe.LonLat, a recoupe.Area) float64 {
	var far float64
	for _, poly := range a {
		for _, q := range poly[0] {
			far = math.Max(far, Distance(p, q))
		}
	}
	return far
}

// Contains reports whether p lies inside an area (even-odd rule).
func Contains(a recoupe.Area, p recoupe.LonLat) bool {
	for _, poly := range a {
		in := false
		for _, r := range poly {
			for i := 0; i+1 < len(r); i++ {
				if (r[i][1] > p[1]) != (r[i+1][1] > p[1]) && p[0] < (r[i+1][0]-r[i][0])*(p[1]-r[i][1])/(r[i+1][1]-r[i][1])+r[i][0] {
					in = !in
				}
			}
		}
		if in {
			return true
		}
	}
	return false
}
