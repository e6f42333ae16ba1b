// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"cmp"
	"slices"

	"recoupe"
	"recoupe/geo"
)

// joined makes one place of two relations that speak of the same spot, where the
// words put them side by side:
//
//	à 10 km au nord d'Alep, sur la route d'Azaz
//	une colline à l'est de Hama et au sud de Salamiyeh
//	à 15 km de Hama et à 30 km de Homs
//
// Its area is what both cover. Behind a plural ("des villages à l'est de A et au
// sud de B") a conjunction lists several spots; so do areas that do not meet.
func (r *run) joined(l *line, places []recoupe.Place) []recoupe.Place {
	var order []int
	for k := range places {
		if p := &places[k]; p.Relation != "" && p.Role == "" && p.Area != nil && p.Count == 0 && !p.Somewhere {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(recoupe.Hull(places[a].Spans).Start, recoupe.Hull(places[b].Spans).Start)
	})
	gone := map[int]bool{}
	for n := 0; n+1 < len(order); n++ {
		a, b := &places[order[n]], &places[order[n+1]]
		if !r.sameSpot(l, a, b) || n+2 < len(order) && r.between(l, b, &places[order[n+2]]) != apart {
			continue
		}
		switch {
		case r.meet(l, a, b):
			gone[order[n+1]] = true
			n++
		case b.Relation == "at_border" || b.Relation == "along": // these only narrow
			a.Why = append(slices.Clone(a.Why), "conflict: does not meet "+b.Text)
		}
	}
	kept := places[:0]
	for k := range places {
		if !gone[k] {
			kept = append(kept, places[k])
		}
	}
	return kept
}

// link is what stands between two phrases.
type link int

const (
	apart       link = iota // other words
	comma                   // a comma
	conjunction             // et, and, و
)

// between tells what stands between the phrases of two places.
func (r *run) between(l *line, a, b *recoupe.Place) link {
	end, start := recoupe.Hull(a.Spans).End, recoupe.Hull(b.Spans).Start
	found := apart
	for k := range l.toks {
		t := &l.toks[k]
		if t.span.Start < end || t.span.Start >= start {
			continue
		}
		switch {
		case r.g.is("join", t.low):
			found = conjunction
		case t.comma && found == apart:
			found = comma
		case !t.comma:
			return apart
		}
	}
	return found
}

// sameSpot reports whether the words put two relations side by side for one spot.
// A conjunction does so for distances, and for directions behind a singular; each
// from an anchor of its own.
func (r *run) sameSpot(l *line, a, b *recoupe.Place) bool {
	switch r.between(l, a, b) {
	case comma:
		return true
	case conjunction:
		if a.ID == b.ID {
			return false
		}
		return a.Relation == "distance_from" && b.Relation == "distance_from" || directed(a) && directed(b) && !l.pluralBefore(recoupe.Hull(a.Spans).Start)
	}
	return false
}

func directed(p *recoupe.Place) bool {
	return p.Relation == "direction_from" || p.Relation == "distance_from"
}

// pluralBefore reports whether the noun before a position is a plural.
func (l *line) pluralBefore(at int) bool {
	for k := len(l.sent.Words) - 1; k >= 0; k-- {
		w := &l.sent.Words[k]
		if w.Span.End > at {
			continue
		}
		if w.UPOS == "NOUN" {
			return w.Feat("Number") == "Plur" || w.Feat("Number") == "Dual"
		}
		if w.UPOS != "ADJ" && w.UPOS != "ADP" && w.UPOS != "DET" && w.Feat("VerbForm") != "Part" {
			break
		}
	}
	return false
}

// meet gives a the area that b covers too, and b's words; false, with a
// unchanged, where they have none in common. On the way to a place, "10 km north
// of A, on the road to B", the strip from A to B counts.
func (r *run) meet(l *line, a, b *recoupe.Place) bool {
	if a.Area == nil {
		return false
	}
	with := *b
	if b.Relation == "towards" && a.ID != b.ID {
		if from, ok := r.f.Gazetteer.Get(a.ID); ok && from.Placed {
			if to, ok := r.f.Gazetteer.Get(b.ID); ok && to.Placed {
				with.Relation = "along"
				shapePair(&with, from.Point, to.Point)
			}
		}
	}
	area, ok := geo.Intersect(a.Area, with.Area)
	if !ok {
		return false
	}
	core, ok := geo.Intersect(a.Core, with.Core)
	if !ok {
		core = area
	}
	at, far := geo.Circle(core)
	sp := recoupe.Span{Start: recoupe.Hull(a.Spans).Start, End: recoupe.Hull(b.Spans).End}
	a.Mention = recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}
	a.Area, a.Core, a.Point, a.Uncertainty = area, core, &at, 1000*max(far, geo.Farthest(at, area))
	a.Score = min(a.Score, b.Score)
	a.Why = append(slices.Clone(a.Why), "where it meets: "+b.Text)
	if a.Relation == "at_border" { // the other says of what
		a.ID, a.Name, a.Kind, a.Country = b.ID, b.Name, b.Kind, b.Country
		a.Relation, a.Directions, a.Distance = b.Relation, b.Directions, b.Distance
	}
	return true
}
