// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package geo

import (
	"math"

	"github.com/peterstace/simplefeatures/geom"

	"recoupe"
)

// draw puts a polygon that reaches some km from p onto the map. Where it crosses
// the date line it is cut there into polygons on either side (RFC 7946, 3.1.9).
// Where it comes within a degree of a pole it becomes the band of latitudes that
// holds it: no flat ring can go round a pole.
func draw(p recoupe.LonLat, reach float64, poly recoupe.Polygon) recoupe.Area {
	if math.Abs(p[1])+reach/110 > 89 {
		return band(p, reach)
	}
	out := false
	for _, r := range poly {
		for i := range r {
			for r[i][0]-p[0] > 180 {
				r[i][0] -= 360
			}
			for r[i][0]-p[0] < -180 {
				r[i][0] += 360
			}
			out = out || math.Abs(r[i][0]) > 180
		}
	}
	for k := range poly {
		oriented(poly[k], k == 0)
	}
	if !out {
		return recoupe.Area{poly}
	}
	return cut(poly)
}

// band is every longitude from the lowest latitude of a disc round p to its pole.
func band(p recoupe.LonLat, reach float64) recoupe.Area {
	low, high := math.Max(-90, p[1]-reach/110), 90.0
	if p[1] < 0 {
		low, high = -90, math.Min(90, p[1]+reach/110)
	}
	return recoupe.Area{{box(-180, low, 180, high)}}
}

func box(west, south, east, north float64) recoupe.Ring {
	return recoupe.Ring{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}
}

// cut divides a polygon whose longitudes go beyond ±180.
func cut(poly recoupe.Polygon) recoupe.Area {
	whole := toGeom(recoupe.Area{poly})
	var out recoupe.Area
	for _, shift := range []float64{-360, 0, 360} {
		part, err := geom.Intersection(whole, toGeom(recoupe.Area{{box(shift-180, -90, shift+180, 90)}}))
		if err != nil {
			return extent(poly)
		}
		for _, p := range fromGeom(part) {
			for _, r := range p {
				for i := range r {
					r[i][0] = math.Max(-180, math.Min(180, r[i][0]-shift))
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// extent is the box of a polygon on the side of the date line where its first corner
// lies, and on the other.
func extent(poly recoupe.Polygon) recoupe.Area {
	south, north := 90.0, -90.0
	west, east := math.Inf(1), math.Inf(-1)
	for _, q := range poly[0] {
		south, north, west, east = math.Min(south, q[1]), math.Max(north, q[1]), math.Min(west, q[0]), math.Max(east, q[0])
	}
	if east-west >= 360 {
		return recoupe.Area{{box(-180, south, 180, north)}}
	}
	var out recoupe.Area
	for _, shift := range []float64{-360, 0, 360} {
		if w, e := math.Max(-180, west-shift), math.Min(180, east-shift); e-w > 1e-9 {
			out = append(out, recoupe.Polygon{box(w, south, e, north)})
		}
	}
	return out
}

// Union is the area that any of the areas covers, as polygons that do not overlap.
func Union(areas ...recoupe.Area) recoupe.Area {
	var parts []geom.Geometry
	var plain recoupe.Area
	for _, a := range areas {
		plain = append(plain, a...)
		for _, p := range a {
			parts = append(parts, toGeom(recoupe.Area{p}))
		}
	}
	if len(plain) < 2 {
		return plain
	}
	g, err := geom.UnionMany(parts)
	if err != nil {
		return plain
	}
	return fromGeom(g)
}

// Intersect is the area that both cover; false where that is nothing.
func Intersect(a, b recoupe.Area) (recoupe.Area, bool) {
	g, err := geom.Intersection(toGeom(a), toGeom(b))
	if err != nil {
		return nil, false
	}
	out := fromGeom(g)
	return out, len(out) > 0
}

// Without is a less b; a itself where nothing would be left.
func Without(a, b recoupe.Area) recoupe.Area {
	g, err := geom.Difference(toGeom(a), toGeom(b))
	if err != nil {
		return a
	}
	if out := fromGeom(g); len(out) > 0 {
		return out
	}
	return a
}

func toGeom(a recoupe.Area) geom.Geometry {
	polys := make([]geom.Polygon, 0, len(a))
	for _, p := range a {
		rings := make([]geom.LineString, 0, len(p))
		for _, r := range p {
			flat := make([]float64, 0, 2*len(r))
			for _, q := range r {
				flat = append(flat, q[0], q[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
		}
		polys = append(polys, geom.NewPolygon(rings))
	}
	if len(polys) == 1 {
		return polys[0].AsGeometry()
	}
	return geom.NewMultiPolygon(polys).AsGeometry()
}

// fromGeom keeps the polygons of a geometry, outer rings counter-clockwise, and
// drops slivers of less than about ten square metres.
func fromGeom(g geom.Geometry) recoupe.Area {
	var out recoupe.Area
	for _, part := range g.Dump() {
		p, ok := part.AsPolygon()
		if !ok || p.Area() < 1e-9 {
			continue
		}
		var poly recoupe.Polygon
		for k, s := range p.ForceCCW().Coordinates() {
			r := make(recoupe.Ring, s.Length())
			for i := range r {
				q := s.GetXY(i)
				r[i] = recoupe.LonLat{q.X, q.Y}
			}
			poly = append(poly, oriented(r, k == 0))
		}
		out = append(out, poly)
	}
	return out
}
