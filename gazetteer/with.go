// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"strings"
)

// sameWithin is how near two records of one name and kind are one place, in metres.
const sameWithin = 2000

// Compile turns the places of a pack into one table that goes on top of below.
// Its country and first-level divisions become those of below with the same
// name; a place that below holds by its id, or by name within 2 km and of the
// same kind, becomes that place and keeps what the pack adds.
func Compile(entries []Entry, info PackInfo, below *Gazetteer) ([]byte, error) {
	same, parents := below.divisions(entries), map[string]string{}
	for i := range entries {
		e := &entries[i]
		e.Pack = info.Name
		if id, ok := same[e.ID]; ok {
			e.ID = id
		} else if !e.division() && !below.has(e.ID) {
			if id := below.twin(e); id != "" {
				e.ID = id
			}
		}
		if id, ok := same[e.Division]; ok {
			e.Division = strings.TrimPrefix(id, "div:")
		}
		if e.Kind == "region" {
			e.Division = cmp.Or(strings.TrimPrefix(same[e.ID], "div:"), strings.TrimPrefix(e.ID, "div:"))
		}
		if e.parent != "" && e.Division == "" {
			key := e.Country + "\t" + e.parent
			if _, known := parents[key]; !known {
				parents[key] = below.divisionOf(e.Country, e.parent)
			}
			e.Division = parents[key]
		}
	}
	return compile(entries, info, below.has)
}

func (g *Gazetteer) has(id string) bool {
	for _, l := range g.layers {
		for f := range l.find(idKey, id) {
			if l.id(f.i) == id {
				return true
			}
		}
	}
	return false
}

// twin finds the record of g that is the same settlement or feature.
func (g *Gazetteer) twin(e *Entry) string {
	key, kind := Exact(e.Name), e.settled()
	for _, l := range g.layers {
		for f := range l.find(exactKey, key) {
			if t := l.entry(f.i); t.Placed && !t.division() && t.settled() == kind && (kind || t.Kind == e.Kind) && meters(t.Point, e.Point) <= twinWithin(&t, e) {
				return t.ID
			}
		}
	}
	return ""
}

// twinWithin is 2 km, and for towns with a known population up to their radius.
func twinWithin(a, b *Entry) float64 {
	if a.Population > 0 && b.Population > 0 {
		return max(sameWithin, a.Radius+b.Radius)
	}
	return sameWithin
}

// divisionOf is the code of a country's first-level division by its name, "" if unknown.
func (g *Gazetteer) divisionOf(country, name string) string {
	for _, m := range g.MatchExact(name) {
		if m.Kind == "region" && m.Country == country && strings.HasPrefix(m.ID, "div:") {
			return strings.TrimPrefix(m.ID, "div:")
		}
	}
	return ""
}

// With returns a gazetteer that holds the places of a pack too; g itself is
// unchanged, so that a reader never sees half a pack.
func (g *Gazetteer) With(entries []Entry, info PackInfo) (*Gazetteer, error) {
	b, err := Compile(entries, info, g)
	if err != nil {
		return nil, err
	}
	return g.on(string(b))
}

// on returns g with one more compiled table.
func (g *Gazetteer) on(table string) (*Gazetteer, error) {
	l, err := readLayer(table)
	if err != nil {
		return nil, err
	}
	return &Gazetteer{layers: append(g.layers[:len(g.layers):len(g.layers)], l)}, nil
}

// divisions maps the ids of a pack's country and first-level divisions to the
// entries of g that are the same: same country and equal skeleton.
func (g *Gazetteer) divisions(entries []Entry) map[string]string {
	out := map[string]string{}
	for i := range entries {
		e := &entries[i]
		if e.Country == "" || e.ID == "" {
			continue
		}
		switch e.Kind {
		case "country":
			if g.has("cc:" + e.Country) {
				out[e.ID] = "cc:" + e.Country
			}
		case "region":
			if id := g.sameDivision(e); id != "" {
				out[e.ID] = id
				if e.Division != "" {
					out[e.Division] = id
				}
			}
		}
	}
	return out
}

func (g *Gazetteer) sameDivision(e *Entry) string {
	for name := range e.all {
		for _, k := range Skeletons(bare(name)) {
			if len(k) < 2 {
				continue
			}
			for _, l := range g.layers {
				for f := range l.find(skeletonKey, k) {
					if d := l.entry(f.i); d.Kind == "region" && d.Country == e.Country && strings.HasPrefix(d.ID, "div:") {
						return d.ID
					}
				}
			}
		}
	}
	return ""
}
