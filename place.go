// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

import (
	"encoding/json"
	"strconv"
)

// LonLat is a position in degrees, longitude first as in RFC 7946.
type LonLat [2]float64

// Ring is a closed line: first and last position are equal, at least four positions.
type Ring []LonLat

// Polygon is an outer ring, counter-clockwise, and its holes, clockwise.
type Polygon []Ring

// Area is a set of polygons that do not overlap. It encodes as a GeoJSON geometry.
type Area []Polygon

// MarshalJSON writes a as GeoJSON Polygon or MultiPolygon with five decimals (about one metre), or null.
func (a Area) MarshalJSON() ([]byte, error) {
	switch len(a) {
	case 0:
		return []byte("null"), nil
	case 1:
		return append(appendPolygon([]byte(`{"type":"Polygon","coordinates":`), a[0]), '}'), nil
	}
	b := []byte(`{"type":"MultiPolygon","coordinates":[`)
	for i, p := range a {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendPolygon(b, p)
	}
	return append(b, ']', '}'), nil
}

// UnmarshalJSON reads a GeoJSON Polygon or MultiPolygon.
func (a *Area) UnmarshalJSON(b []byte) error {
	var g *struct {
		Type        string
		Coordinates json.RawMessage
	}
	if err := json.Unmarshal(b, &g); err != nil {
		return err
	}
	*a = nil
	if g == nil {
		return nil
	}
	switch g.Type {
	case "Polygon":
		var p Polygon
		if err := json.Unmarshal(g.Coordinates, &p); err != nil {
			return err
		}
		*a = Area{p}
		return nil
	case "MultiPolygon":
		var ps []Polygon
		if err := json.Unmarshal(g.Coordinates, &ps); err != nil {
			return err
		}
		*a = ps
		return nil
	}
	return ErrInvalid
}

func appendPolygon(b []byte, p Polygon) []byte {
	b = append(b, '[')
	for i, r := range p {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for j, c := range r {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, '[')
			b = strconv.AppendFloat(b, round5(c[0]), 'f', -1, 64)
			b = append(b, ',')
			b = strconv.AppendFloat(b, round5(c[1]), 'f', -1, 64)
			b = append(b, ']')
		}
		b = append(b, ']')
	}
	return append(b, ']')
}

func round5(x float64) float64 {
	if x < 0 {
		return -round5(-x)
	}
	return float64(int64(x*1e5+0.5)) / 1e5
}

// Place is where something is said to be: a gazetteer entry or an area relative to one.
type Place struct {
	Mention
	// Toponym is the name alone, without class word or article; empty where the words name no place ("la ville").
	Toponym Span
	// ID is the gazetteer's id of the entry, or of the anchor of a relative place; "" where none was chosen.
	ID string
	// Name is the display name of the entry or anchor.
	Name string
	// Kind is country, region, county, city, town, village, quarter, road, river, hill, bridge, base, site …
	Kind string
	// Country is an ISO 3166-1 alpha-2 code; "" is unknown.
	Country string
	// Relation is inside, at_edge_of, direction_from, around, distance_from, part_of, near, between,
	// midway, along, towards, at_border, travel_time; "" for the entry itself.
	Relation string
	// Directions are compass points of the relation: N, NE …
	Directions []string
	// Distance is in kilometres for distance_from; nil where none is said.
	Distance *float64
	// Count is the number of unnamed places ("deux villages"); 0 for a named one.
	Count int
	// Somewhere marks "plusieurs zones de": somewhere in the area, never all of it.
	Somewhere bool
	// Area should contain the truth (drawn dashed); Core is the likely part (drawn filled).
	Area, Core Area
	// Point and Uncertainty (metres) follow the point-radius method (Wieczorek et al. 2004); Point is nil if unknown.
	Point       *LonLat
	Uncertainty float64
	// Score is in 0..1; Why gives the reasons of the choice, Others the runners-up.
	Score  float64
	Why    []string
	Others []Candidate
	// Role is "" for a place where something may happen; "government" for a capital that stands for its
	// government, "seat" for a source's address, "background" for an apposition. Only "" is mapped.
	Role string
}

// Candidate is a gazetteer entry that a name might mean.
type Candidate struct {
	ID, Name, Kind, Country, Region string
	Point                           LonLat
	Population                      int
	Score                           float64
	Why                             []string
}
