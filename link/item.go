// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package link decides which claims speak of the same occurrence.
//
// In: claims as items with type, places, time, parties, figures and speaker.
// Out: for every item the item that opened its event, and for every pair a
// score with named reasons. Items are taken in the order in which they were
// said, each joins the best event above a threshold or opens one; an item that
// arrives late is put where it belongs and whatever that changes is decided
// again, so that the result does not depend on the order of arrival. Events
// are linked, never merged: two precise places apart, two precise times apart
// and opposite sides are refusals, whatever the words. It will not judge
// whether anything is true.
package link

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// Item is what linking knows of one claim.
type Item struct {
	Ref recoupe.ClaimRef
	// Said orders items; it is when the claim was printed, the zero time is unknown.
	Said time.Time
	// Type is the event type.
	Type string
	// Spots are where it happened; Inferred says that they are taken over from the dispatch.
	Spots    []Spot
	Inferred bool
	// From and To bound the time; Stated says that the text gives it.
	From, To time.Time
	Stated   bool
	// Since is when a count over a time begins ("704 killed since 27 November"), the zero time for none.
	Since time.Time
	// Winner and Loser are the sides of a change of hands; "" is not said.
	Winner, Loser string
	// Parties are the camps or, where these are unknown, the ids of those who take part.
	Parties []string
	// Source is the innermost nameable speaker.
	Source  string
	Figures []recoupe.Figure
	Ongoing bool
	// Denied says that the speaker asserts that it did not happen.
	Denied bool
	// Again marks an explicit "another", "a second": not what the speaker said before.
	Again bool
}

// Spot is a place as a disc round a point.
type Spot struct {
	// ID is the gazetteer's id of the place or anchor; Count > 0 is a set of unnamed places.
	ID    string
	Point recoupe.LonLat
	// Km is the radius.
	Km float64
	// Wide marks regions and countries.
	Wide  bool
	Count int
	// Relation is the place's relation to its anchor.
	Relation string
}

// compare orders items by when they were said, then by name.
func compare(a, b *Item) int {
	if c := a.Said.Compare(b.Said); c != 0 {
		return c
	}
	if c := strings.Compare(a.Ref.Dispatch, b.Ref.Dispatch); c != 0 {
		return c
	}
	return compareClaims(a.Ref.Claim, b.Ref.Claim)
}

// compareClaims orders "c2" before "c10".
func compareClaims(a, b string) int {
	if c := cmp.Compare(len(a), len(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// Places makes spots of the places of a claim; places of another role than "here it happened" are left out, and
// the place that a set of unnamed ones lies round.
func Places(ps []recoupe.Place) []Spot {
	var out []Spot
	for _, p := range ps {
		if p.Role != "" || p.Point == nil || p.Count == 0 && slices.ContainsFunc(ps, func(q recoupe.Place) bool { return q.Count > 0 && q.ID == p.ID }) {
			continue
		}
		out = append(out, Spot{ID: p.ID, Point: *p.Point, Km: p.Uncertainty / 1000, Wide: wide(p), Count: p.Count, Relation: p.Relation})
	}
	return out
}

// wideKm is the radius from which a place says little about where.
const wideKm = 60

func wide(p recoupe.Place) bool {
	return p.Kind == "country" || p.Uncertainty > wideKm*1000
}
