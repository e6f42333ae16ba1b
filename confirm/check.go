// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"slices"

	"recoupe"
	"recoupe/geo"
)

// driftsOf lists the slips of the copies that count.
func driftsOf(as []Assertion) []recoupe.Drift {
	var out []recoupe.Drift
	for _, a := range as {
		for _, d := range a.Drifts {
			if !a.Foreign && a.Withdrawn == "" && !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// checks are what a page says that cannot be, siblings or none: a weekday that is not that of the date beside it, a
// distance that is not that between the two places. They are flagged and never repaired.
func checks(as []Assertion) []string {
	var out []string
	for _, a := range as {
		if a.Foreign || a.Withdrawn != "" {
			continue
		}
		if t := a.Claim.Time; t != nil && slices.Contains(t.Flags, "weekday_clash") {
			out = append(out, "weekday_clash")
		}
		if misplaced(a.Claim.Places) {
			out = append(out, "distance_clash")
		}
	}
	return out
}

// beside is how many bytes stand at most between a place and the measure in apposition to it: a comma and a blank.
const beside = 3

// misplaced says that a named place stands with a distance at which it does not lie: "Alif, 90 km north of Ba". News
// rounds, and measures along roads: up to twice the distance, or half of it, is no slip.
func misplaced(ps []recoupe.Place) bool {
	for _, q := range ps {
		anchor, ok := measuredFrom(q)
		if !ok {
			continue
		}
		for _, p := range ps {
			if p.Relation != "" || p.Point == nil || p.Role != "" || p.ID == q.ID || !apposed(p, q) {
				continue
			}
			d, off := geo.Distance(*p.Point, anchor), p.Uncertainty/1000
			if d+off < *q.Distance/2 || d-off > *q.Distance*2 {
				return true
			}
		}
	}
	return false
}

// measuredFrom is the point from which a place is measured off in a direction.
func measuredFrom(q recoupe.Place) (recoupe.LonLat, bool) {
	if q.Relation != "distance_from" || q.Distance == nil || q.Point == nil || len(q.Directions) != 1 {
		return recoupe.LonLat{}, false
	}
	bearing, ok := geo.Degrees(q.Directions[0])
	return geo.Move(*q.Point, *q.Distance, bearing+180), ok
}

// apposed: the measure stands right behind the place.
func apposed(p, q recoupe.Place) bool {
	if len(p.Spans) == 0 || len(q.Spans) == 0 {
		return false
	}
	gap := recoupe.Hull(q.Spans).Start - recoupe.Hull(p.Spans).End
	return gap >= 0 && gap <= beside
}
