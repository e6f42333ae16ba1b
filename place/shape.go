// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"math"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
)

// halfWay is how far a direction or a nearness reaches at most, in km.
const halfWay = 10

// radius is the extent of an entry in km.
func radius(e *gazetteer.Entry) float64 { return math.Max(0.5, e.Radius/1000) }

// shapeEntry draws an entry itself: a disc for a town (core r, outer 1.5 r), the
// widened hull of its populated places for a country or division.
func (r *run) shapeEntry(p *recoupe.Place, e *gazetteer.Entry) {
	if !e.Placed {
		return
	}
	pt := e.Point
	p.Point = &pt
	if e.Kind == "country" || e.Kind == "region" {
		p.Area = r.outline(e)
		p.Core = p.Area
		p.Uncertainty = 1000 * geo.Farthest(pt, p.Area)
		return
	}
	rr := radius(e)
	p.Core, p.Area, p.Uncertainty = geo.Disc(pt, rr), geo.Disc(pt, 1.5*rr), 1500*rr
}

// outline is the hull of the populated places of a country or division, widened
// by half the usual distance between them; a disc where there are fewer than three.
func (r *run) outline(e *gazetteer.Entry) recoupe.Area {
	if ring := r.ring(e); ring != nil {
		return recoupe.Area{{ring}}
	}
	return geo.Disc(e.Point, radius(e))
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
	return geo.Grow(hull, math.Max(5, radius(e)/math.Sqrt(float64(len(pts)))/2))
}

// shapeRelative draws core, outer, point and uncertainty of a relation to an
// entry, by the phrase table of the reference (Wieczorek et al. 2004 for the
// uncertainty of distances and headings).
func (r *run) shapeRelative(p *recoupe.Place, e *gazetteer.Entry, rel *relation) {
	if !e.Placed {
		return
	}
	c, rr := e.Point, radius(e)
	pt := c
	switch rel.name {
	case "inside":
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, rr), geo.Disc(c, 1.5*rr), 1500*rr
	case "at_edge_of":
		if rel.km > 0 { // suburbs
			p.Core, p.Area, p.Uncertainty = geo.Ring(c, 0.7*rr, 1.5*rr), geo.Ring(c, 0.5*rr, 2*rr+2), 1000*(2*rr+2)
		} else {
			p.Core, p.Area, p.Uncertainty = geo.Ring(c, rr-0.5, rr+2), geo.Ring(c, rr-1, rr+5), 1000*(rr+5)
		}
	case "near":
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, rr+5), geo.Disc(c, rr+10), 1000*(rr+10)
	case "around":
		p.Core, p.Area, p.Uncertainty = geo.Ring(c, rr, rr+10), geo.Ring(c, rr, rr+15), 1000*(rr+15)
	case "distance_from":
		pt = r.shapeDistance(p, c, rr, rel)
	case "direction_from":
		pt = r.shapeDirection(p, c, rr)
	case "part_of":
		pt = r.shapePart(p, e)
	case "travel_time":
		p.Core, p.Area, p.Uncertainty = geo.Ring(c, 30*rel.km, 60*rel.km), geo.Ring(c, 30*rel.km, 90*rel.km), 90_000*rel.km
	case "towards":
		p.Core, p.Area, p.Uncertainty = geo.Ring(c, rr, rr+10), geo.Ring(c, rr, rr+20), 1000*(rr+20)
	case "at_border":
		p.Core, p.Area, p.Uncertainty = r.outline(e), r.outline(e), 1000*geo.Farthest(c, r.outline(e))
	default:
		p.Core, p.Area, p.Uncertainty = geo.Disc(c, rr+5), geo.Disc(c, rr+15), 1000*(rr+15)
	}
	p.Point = &pt
}

// shapeDistance: a ring round the anchor, or a ring sector where a heading is said.
func (r *run) shapeDistance(p *recoupe.Place, c recoupe.LonLat, rr float64, rel *relation) recoupe.LonLat {
	n := rel.km
	prec := geo.Precision(rel.written, n, rel.about)
	if len(rel.directions) == 0 {
		p.Core, p.Area = geo.Ring(c, n-prec, n+prec), geo.Ring(c, n-prec-rr, n+prec+rr)
		p.Uncertainty = 1000 * (n + rr + prec)
		return c
	}
	d := rel.directions[0].point
	bearing, _ := geo.Degrees(d)
	half := geo.HalfAngle(d)
	p.Core, p.Area = geo.Sector(c, n-prec, n+prec, bearing, half), geo.Sector(c, math.Max(0, n-prec-rr), n+prec+rr, bearing, half+5)
	p.Uncertainty = 1000 * geo.AtHeading(n, half, rr+prec)
	return geo.Move(c, n, bearing)
}

// shapeDirection: a sector from the edge outwards.
func (r *run) shapeDirection(p *recoupe.Place, c recoupe.LonLat, rr float64) recoupe.LonLat {
	d := p.Directions[0]
	bearing, ok := geo.Degrees(d)
	if !ok {
		p.Core, p.Area = geo.Disc(c, 0.4*rr), geo.Disc(c, rr)
		p.Uncertainty = 1000 * rr
		return c
	}
	half := geo.HalfAngle(d)
	p.Core, p.Area = geo.Sector(c, rr, rr+halfWay, bearing, half), geo.Sector(c, rr, math.Max(25, rr+15), bearing, half)
	at := geo.Move(c, rr+halfWay/2, bearing)
	p.Uncertainty = 1000 * geo.Farthest(at, p.Area)
	return at
}

// shapePart: the named sides of a place, as wedges of its outline; all of it where no side is said.
func (r *run) shapePart(p *recoupe.Place, e *gazetteer.Entry) recoupe.LonLat {
	c := e.Point
	ring := r.ring(e)
	if e.Kind != "country" && e.Kind != "region" || ring == nil {
		return partOfDisc(p, c, radius(e))
	}
	center := geo.Center(ring)
	for _, d := range p.Directions {
		b, ok := geo.Degrees(d)
		if !ok {
			p.Core, p.Area = geo.Disc(center, radius(e)/2), append(p.Area, geo.Disc(center, radius(e))...)
			continue
		}
		if w := geo.Wedge(ring, center, b, 45); w != nil {
			p.Core = append(p.Core, recoupe.Polygon{w})
			p.Area = append(p.Area, recoupe.Polygon{w})
		}
	}
	if len(p.Area) == 0 {
		p.Core, p.Area = recoupe.Area{{ring}}, recoupe.Area{{ring}}
	}
	p.Uncertainty = 1000 * geo.Farthest(center, p.Area)
	return center
}

func partOfDisc(p *recoupe.Place, c recoupe.LonLat, rr float64) recoupe.LonLat {
	p.Uncertainty = 1000 * rr
	for _, d := range p.Directions {
		b, ok := geo.Degrees(d)
		if !ok {
			p.Core, p.Area = geo.Disc(c, 0.4*rr), geo.Disc(c, rr)
			return c
		}
		p.Core = append(p.Core, geo.Sector(c, 0, rr, b, 44)...)
		p.Area = append(p.Area, geo.Sector(c, 0, rr, b, 45)...)
	}
	if len(p.Area) == 0 {
		p.Core, p.Area = geo.Disc(c, rr), geo.Disc(c, 1.5*rr)
		p.Uncertainty = 1500 * rr
	}
	return c
}

// shapeBetween: a corridor between two anchors.
func shapeBetween(p *recoupe.Place, a, b recoupe.LonLat) {
	d := geo.Distance(a, b)
	mid := geo.Move(a, d/2, geo.Bearing(a, b))
	from, to := geo.Move(a, 0.1*d, geo.Bearing(a, b)), geo.Move(a, 0.9*d, geo.Bearing(a, b))
	p.Core, p.Area = geo.Corridor(from, to, math.Max(3, 0.15*d)), geo.Corridor(a, b, math.Max(5, 0.3*d))
	p.Point, p.Uncertainty = &mid, 500*d
}
