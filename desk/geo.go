// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"recoupe"
)

// collection is a GeoJSON FeatureCollection with what the map needs to know about it.
type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
	// Box is west, south, east, north of everything drawn; absent for nothing.
	Box []float64 `json:"bbox,omitempty"`
	// Focus is the part of the box in which most of it lies; absent where that is all.
	Focus []float64 `json:"focus,omitempty"`
	// Times are the bounds of the slider in Unix seconds.
	Times []int64 `json:"times,omitempty"`
}

type feature struct {
	Type       string     `json:"type"`
	Geometry   any        `json:"geometry"`
	Properties properties `json:"properties"`
}

type properties struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title"`
	Note  string `json:"note,omitempty"`
	State string `json:"state,omitempty"`
	// Kind is event, place or hold; Part is outer, core, point or disc.
	Kind string `json:"kind"`
	Part string `json:"part"`
	// Wide marks a whole country: outlined, never filled.
	Wide   bool `json:"wide,omitempty"`
	Hedged bool `json:"hedged,omitempty"`
	// Disc names the sign of a settlement: "state:G", "state:G|opposition:O", with "!" solid and "@" besieged.
	Disc  string `json:"disc,omitempty"`
	From  int64  `json:"from"`
	Until int64  `json:"until"`
	Link  string `json:"link,omitempty"`
	Index int    `json:"index"`
}

// forever is later than any time on the slider.
const forever = int64(1) << 40

// exact is the uncertainty in metres below which a dot may be drawn.
const exact = 2000

type point struct {
	Type        string         `json:"type"`
	Coordinates recoupe.LonLat `json:"coordinates"`
}

// place adds the outer area, the likely core and, if it is sure enough, the point.
func (c *collection) place(p recoupe.Place, q properties) bool {
	if !drawable(p) {
		return false
	}
	q.Wide = p.Kind == "country" && p.Relation == ""
	if len(p.Area) > 0 {
		c.add(p.Area, q, "outer")
	}
	core := p.Core
	if len(core) == 0 {
		core = p.Area
	}
	if len(core) > 0 && !q.Wide {
		c.add(core, q, "core")
	}
	c.grow(p.Area)
	c.grow(p.Core)
	if p.Point != nil && (p.Uncertainty <= exact || len(core) == 0) {
		c.add(point{"Point", round(*p.Point)}, q, "point")
		c.stretch(*p.Point)
	}
	return true
}

func round(p recoupe.LonLat) recoupe.LonLat {
	for i := range p {
		p[i], _ = strconv.ParseFloat(strconv.FormatFloat(p[i], 'f', 5, 64), 64)
	}
	return p
}

func (c *collection) add(geometry any, q properties, part string) {
	q.Part = part
	c.Features = append(c.Features, feature{"Feature", geometry, q})
}

func (c *collection) grow(a recoupe.Area) {
	for _, polygon := range a {
		for _, ring := range polygon {
			for _, p := range ring {
				c.stretch(p)
			}
		}
	}
}

func (c *collection) stretch(p recoupe.LonLat) {
	if len(c.Box) == 0 {
		c.Box = []float64{p[0], p[1], p[0], p[1]}
	}
	c.Box[0], c.Box[1] = min(c.Box[0], p[0]), min(c.Box[1], p[1])
	c.Box[2], c.Box[3] = max(c.Box[2], p[0]), max(c.Box[3], p[1])
}

func (c *collection) finish() collection {
	c.Type = "FeatureCollection"
	if c.Features == nil {
		c.Features = []feature{}
	}
	for _, f := range c.Features {
		for _, t := range []int64{f.Properties.From, f.Properties.Until} {
			if t <= 0 || t >= forever {
				continue
			}
			if c.Times == nil {
				c.Times = []int64{t, t}
			}
			c.Times[0], c.Times[1] = min(c.Times[0], t), max(c.Times[1], t)
		}
	}
	c.focus()
	// Large areas below small ones, so that each can be reached.
	slices.SortStableFunc(c.Features, func(a, b feature) int { return cmp.Compare(b.Properties.size(), a.Properties.size()) })
	return *c
}

// nearby is how far in degrees from the middle a centre may lie to be looked at first.
const nearby = 4.0

// focus leaves out of the first view what lies far from the middle of all, as one wrong or far place would do.
func (c *collection) focus() {
	var lons, lats []float64
	boxes := make([]collection, len(c.Features))
	for i, f := range c.Features {
		switch g := f.Geometry.(type) {
		case recoupe.Area:
			boxes[i].grow(g)
		case point:
			boxes[i].stretch(g.Coordinates)
		}
		if b := boxes[i].Box; b != nil {
			lons, lats = append(lons, (b[0]+b[2])/2), append(lats, (b[1]+b[3])/2)
		}
	}
	if len(lons) == 0 {
		return
	}
	slices.Sort(lons)
	slices.Sort(lats)
	lon, lat := lons[len(lons)/2], lats[len(lats)/2]
	var first collection
	kept := 0
	for _, x := range boxes {
		b := x.Box
		if b == nil || math.Abs((b[0]+b[2])/2-lon) > nearby || math.Abs((b[1]+b[3])/2-lat) > nearby || b[2]-b[0] > nearby {
			continue
		}
		kept++
		first.stretch(recoupe.LonLat{b[0], b[1]})
		first.stretch(recoupe.LonLat{b[2], b[3]})
	}
	if kept*2 >= len(boxes) && kept < len(boxes) {
		c.Focus = first.Box
	}
}

func (p properties) size() int {
	switch p.Part {
	case "outer":
		return 3
	case "core":
		return 2
	case "point":
		return 1
	}
	return 0
}
