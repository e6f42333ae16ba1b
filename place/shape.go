// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"maps"
	"math"
	"slices"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
)

// How far a direction reaches at most, in km: where it is likely, and where the truth should be.
const (
	likely = 10
	reach  = 25
)

// radius is the extent of an entry in km.
func radius(e *gazetteer.Entry) float64 { return math.Max(0.5, e.Radius/1000) }

// shapeEntry draws an entry itself: a disc for a town (core r, outer 1.5 r), the
// outline of a pack for a division, else the widened hull of its populated places,
// a strip for a road or river whose course is known.
func (r *run) shapeEntry(p *recoupe.Place, e *gazetteer.Entry) {
	if !e.Placed {
		return
	}
	pt := e.Point
	p.Point = &pt
	if lines := e.Lines(); lines != nil {
		p.Core, p.Area = geo.Buffer(lines, 1), geo.Buffer(lines, 3)
		at, far := geo.Circle(p.Area)
		p.Point, p.Uncertainty = &at, 1000*far
		return
	}
	if divided(e) {
		p.Area = r.outline(e)
		p.Core = p.Area
		p.Uncertainty = 1000 * geo.Farthest(pt, p.Area)
		return
	}
	rr := radius(e)
	p.Core, p.Area, p.Uncertainty = geo.Disc(pt, rr), geo.Disc(pt, 1.5*rr), 1500*rr
}

// divided reports whether an entry is a country or a division, drawn by its outline.
func divided(e *gazetteer.Entry) bool {
	return e.Kind == "country" || e.Kind == "region" || e.Kind == "county" && e.Area() != nil
}

// outline is the polygon of a pack, else the hull of the populated places of a
// country or division, widened by half the usual distance between them; a disc
// where there are fewer than three.
func (r *run) outline(e *gazetteer.Entry) recoupe.Area {
	if a := e.Area(); a != nil {
		return a
	}
	if a, ok := r.outlines[e.ID]; ok {
		return a
	}
	a := geo.Disc(e.Point, radius(e))
	if ring := r.ring(e); ring != nil {
		a = recoupe.Area{{ring}}
	}
	r.outlines[e.ID] = a
	return a
}

func (r *run) ring(e *gazetteer.Entry) recoupe.Ring {
	code := e.Country
	if e.Kind == "region" {
		code = e.Division
	}
	var pts []recoupe.LonLat
	for _, m := range r.f.Gazetteer.Members(code) {
		pts = append(pts, m.Point)
	}
	hull := geo.Hull(pts)
	if hull == nil {
		return nil
	}
	low, high := hull[0][0], hull[0][0]
	for _, p := range hull {
		low, high = math.Min(low, p[0]), math.Max(high, p[0])
	}
	if high-low > 180 { // on both sides of the date line: no hull in the plane
		return nil
	}
	return geo.Grow(hull, math.Max(5, radius(e)/math.Sqrt(float64(len(pts)))/2))
}

// shapeRelative draws core, outer, point and uncertainty of a relation to the
// anchor m, by the phrase table of the reference (Wieczorek et al. 2004 for the
// uncertainty of distances and headings).
func (r *run) shapeRelative(l *line, m *mention, p *recoupe.Place, rel *relation) {
	e := m.entry
	if !e.Placed {
		return
	}
	c, rr := e.Point, radius(e)
	pt := c
	switch rel.name {
	case "inside":
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, rr), geo.Disc(c, 1.5*rr), 1500*rr
	case "at_edge_of":
		if rel.suburb {
			p.Core, p.Area, p.Uncertainty = geo.Ring(c, 0.7*rr, 1.5*rr), geo.Ring(c, 0.5*rr, 2*rr+2), 1000*(2*rr+2)
		} else {
			p.Core, p.Area, p.Uncertainty = geo.Ring(c, rr-0.5, rr+2), geo.Ring(c, rr-1, rr+5), 1000*(rr+5)
		}
	case "around":
		p.Core, p.Area, p.Uncertainty = geo.Ring(c, rr, rr+10), geo.Ring(c, rr, rr+15), 1000*(rr+15)
	case "distance_from":
		pt = r.shapeDistance(p, c, rr, rel)
	case "direction_from":
		pt = r.shapeDirection(p, e, rr)
	case "part_of":
		pt = r.shapePart(p, e)
	case "travel_time":
		p.Core, p.Area, p.Uncertainty = geo.Ring(c, 30*rel.km, 90*rel.km), geo.Ring(c, 30*rel.km-rr, 90*rel.km+rr), 90_000*rel.km
	case "towards":
		pt = r.shapeTowards(l, m, p, rr)
	case "along":
		pt = shapeAlong(p, e)
	case "at_border":
		pt = r.shapeBorder(p, e)
	default: // near
		half := r.halfWay(e, rr, 5)
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, rr+half), geo.Disc(c, rr+10), 1000*(rr+10)
	}
	p.Point = &pt
}

// halfWay is how far a nearness or direction reaches beyond the anchor's edge: at
// most km, cut half-way to the edge of the next place of like size.
func (r *run) halfWay(e *gazetteer.Entry, rr, km float64) float64 {
	if e.Population == 0 || divided(e) {
		return km
	}
	for _, o := range r.f.Gazetteer.Around(e.Point, rr+3*km) {
		gap := geo.Distance(e.Point, o.Point) - rr - radius(o)
		if o.ID != e.ID && o.Population*2 >= e.Population && gap > 1 {
			return math.Max(1, math.Min(km, gap/2))
		}
	}
	return km
}

// shapeDistance: a ring round the anchor, or a ring sector where a heading is
// said; a disc for "less than", the ring up to twice as far for "more than".
func (r *run) shapeDistance(p *recoupe.Place, c recoupe.LonLat, rr float64, rel *relation) recoupe.LonLat {
	n := rel.km
	prec := geo.Precision(rel.written, n, rel.about)
	from, to := n-prec, n+prec
	switch rel.bound {
	case "less":
		from, to = 0, n
	case "more":
		from, to = n, 2*n
	}
	outer := math.Max(0, from-rr)
	if len(rel.directions) == 0 {
		p.Core, p.Area = geo.Ring(c, from, to), geo.Ring(c, outer, to+rr)
		p.Uncertainty = 1000 * (to + rr)
		return c
	}
	d := rel.directions[0].point
	bearing, _ := geo.Degrees(d)
	half := geo.HalfAngle(d)
	p.Core, p.Area = geo.Sector(c, from, to, bearing, half), geo.Sector(c, outer, to+rr, bearing, half+5)
	p.Uncertainty = 1000 * geo.AtHeading(n, half, rr+prec)
	if rel.bound != "" {
		p.Uncertainty = 1000 * geo.Farthest(geo.Move(c, n, bearing), p.Area)
	}
	return geo.Move(c, n, bearing)
}

// shapeDirection: a sector outside the anchor; beside the course of a river. In
// Arabic the words may as well mean the part inside, which the outer area holds too.
func (r *run) shapeDirection(p *recoupe.Place, e *gazetteer.Entry, rr float64) recoupe.LonLat {
	c, d := e.Point, p.Directions[0]
	bearing, ok := geo.Degrees(d)
	if !ok {
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, 0.4*rr), geo.Disc(c, rr), 1000*rr
		return c
	}
	if lines := e.Lines(); lines != nil {
		p.Core, p.Area = geo.Beside(lines, bearing, likely), geo.Beside(lines, bearing, reach)
		at, far := geo.Circle(p.Area)
		p.Uncertainty = 1000 * far
		return at
	}
	half := geo.HalfAngle(d)
	p.Core, p.Area = geo.Sector(c, rr, rr+r.halfWay(e, rr, likely), bearing, half), geo.Sector(c, rr, rr+reach, bearing, half)
	if r.g.lang == "ar" {
		p.Area = geo.Sector(c, 0, rr+reach, bearing, half)
	}
	at := geo.Move(c, rr+likely/2, bearing)
	p.Uncertainty = 1000 * geo.Farthest(at, p.Area)
	return at
}

// shapePart: the wedges of a country, division or town in the directions said, one
// area; the outer reaches to the line through the middle. The centre of a place is
// a disc; without a direction it is all of it.
func (r *run) shapePart(p *recoupe.Place, e *gazetteer.Entry) recoupe.LonLat {
	c, whole, town := e.Point, geo.Disc(e.Point, radius(e)), true
	if divided(e) {
		whole, town = r.outline(e), false
		if !geo.Contains(whole, c) {
			c, _ = geo.Circle(whole)
		}
	}
	var core, outer []recoupe.Area
	for _, d := range p.Directions {
		b, ok := geo.Degrees(d)
		if !ok {
			core, outer = append(core, geo.Disc(c, 0.4*radius(e))), append(outer, geo.Disc(c, radius(e)))
			continue
		}
		core, outer = append(core, geo.Part(whole, c, b, geo.HalfAngle(d))), append(outer, geo.Part(whole, c, b, 90))
	}
	if len(core) == 0 {
		core, outer = []recoupe.Area{whole}, []recoupe.Area{whole}
	}
	p.Core, p.Area = geo.Union(core...), geo.Union(outer...)
	if town {
		p.Uncertainty = 1000 * radius(e)
		return c
	}
	at, far := geo.Circle(p.Area)
	p.Uncertainty = 1000 * far
	return at
}

// shapeAlong: a strip along the course of a river or road, else round the point.
func shapeAlong(p *recoupe.Place, e *gazetteer.Entry) recoupe.LonLat {
	lines := e.Lines()
	if lines == nil {
		rr := radius(e)
		p.Core, p.Area, p.Uncertainty = geo.Disc(e.Point, rr+5), geo.Disc(e.Point, rr+15), 1000*(rr+15)
		return e.Point
	}
	core, outer := 2.0, 5.0
	if e.Kind == "road" {
		core, outer = 1, 3
	}
	p.Core, p.Area = geo.Buffer(lines, core), geo.Buffer(lines, outer)
	at, far := geo.Circle(p.Area)
	p.Uncertainty = 1000 * far
	return at
}

// shapeBorder: the border of a country with the one that the text speaks of most,
// else all round its outline.
func (r *run) shapeBorder(p *recoupe.Place, e *gazetteer.Entry) recoupe.LonLat {
	best, line := 0.0, []recoupe.Ring(nil)
	for _, code := range slices.Sorted(maps.Keys(r.countries)) {
		n := r.countries[code]
		if b := r.f.Gazetteer.Border(code, e.Country); b != nil && n > best && e.Kind == "country" {
			best, line = n, b
		}
	}
	if line == nil {
		p.Core, p.Area = r.outline(e), r.outline(e)
	} else {
		p.Core, p.Area = geo.Buffer(line, 5), geo.Buffer(line, 15)
	}
	at, far := geo.Circle(p.Area)
	p.Uncertainty = 1000 * far
	return at
}
