// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"slices"
	"strings"
	"time"

	"recoupe"
)

// holds adds one sign for each settlement and stretch of time: every origin's latest word about it.
func (c *collection) holds(v *viewer, known time.Time) {
	byPlace := map[string][]recoupe.Hold{}
	for _, h := range v.w.Holds {
		if h.Place.ID != "" && h.Place.Point != nil && h.Place.Relation == "" && h.Place.Count == 0 && knownAt(h, known) && settles(h) {
			byPlace[h.Place.ID] = append(byPlace[h.Place.ID], h)
		}
	}
	var ids []string
	for id := range byPlace {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		rows := byPlace[id]
		slices.SortStableFunc(rows, func(a, b recoupe.Hold) int { return since(a).Compare(since(b)) })
		latest := map[string]recoupe.Hold{}
		for i, h := range rows {
			latest[h.Origin] = h
			if i+1 < len(rows) && since(rows[i+1]).Equal(since(h)) {
				continue
			}
			until := forever
			if i+1 < len(rows) {
				until = since(rows[i+1]).Unix()
			}
			from := since(h).Unix()
			if since(h).IsZero() {
				from = 0
			}
			c.add(point{"Point", round(*h.Place.Point)}, v.disc(latest, h, from, until), "disc")
			c.stretch(*h.Place.Point)
		}
	}
}

// settles reports whether a row says who holds the place, and so paints its disc.
func settles(h recoupe.Hold) bool {
	return h.Controller != "" && h.Polarity != recoupe.Negative &&
		slices.Contains([]string{"held", "partly_held", "entered", "contested", "besieged", "handed_over", "repelled"}, h.Relation)
}

func (v *viewer) disc(latest map[string]recoupe.Hold, now recoupe.Hold, from, until int64) properties {
	var origins, parts, notes []string
	for o := range latest {
		origins = append(origins, o)
	}
	slices.Sort(origins)
	solid, besieged := false, false
	for _, o := range origins {
		h := latest[o]
		s := v.d.side(h.Controller, h.Place.Country, since(h))
		if part := s.Class + ":" + s.Letter; !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
		solid = solid || h.Status == "accepted"
		besieged = besieged || h.Relation == "besieged"
		x := v.hold(h)
		notes = append(notes, x.Says+" : "+x.Holder+" — "+x.Words)
	}
	slices.Sort(parts)
	sign := strings.Join(parts, "|")
	if solid {
		sign += "!"
	}
	if besieged {
		sign += "@"
	}
	return properties{ID: now.ID, Title: v.l.place(now.Place), Note: strings.Join(notes, "\n"), Kind: "hold", Disc: sign, Hedged: now.Hedged,
		From: from, Until: until, Link: "/ledger?place=" + pathEscape(now.Place.Name)}
}
