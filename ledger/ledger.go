// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package ledger keeps who is said to hold which place, according to whom,
// since when in the world, and as known from when.
//
// In: assertions with their claims, and the register of actors. Out: rows, never changed
// once known: a row whose status changes or whose dispatch is withdrawn is
// closed and another inserted, so that "as known at K" has one answer for
// ever. A holder is accepted only where the side that lost it says so or two
// independent origins do of whom one does not gain by it. It draws no line,
// fills no area and paints no place that nobody named.
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
	"recoupe/geo"
)

// Entry is an assertion with the times at which the desk came to know it and lost it.
type Entry struct {
	confirm.Assertion
	// Lang is the language of the words.
	Lang string
	// Known is when the desk had it; Until when its dispatch was withdrawn, zero for never.
	Known, Until time.Time
}

// Rows makes the rows of one assertion, one for each place; their status is not settled yet.
func Rows(e Entry, reg *actor.Register) []recoupe.Hold {
	c := e.Claim
	r, ok := relate(c, e.Lang)
	if !ok {
		return nil
	}
	r.controller, r.opponent = body(r.controller, reg, e.Said), body(r.opponent, reg, e.Said)
	var out []recoupe.Hold
	for n, p := range targets(c.Places) {
		h := recoupe.Hold{ID: rowID(&e, p, n), Claim: e.Ref, Origin: origin(e.Voice), Place: p, Relation: r.relation,
			Controller: r.controller.ID, ControllerName: r.controller.Name, Opponent: r.opponent.ID, Extent: extent(r, p), Valid: c.Time,
			Said: e.Said, Polarity: polarity(e), Hedged: e.Hedged || c.Modality == recoupe.Possible, Status: "claimed", KnownFrom: e.Known, KnownTo: e.Until}
		h.Relation = near(h.Relation, p)
		if !e.Voice.Named || c.Background {
			h.Status = "presupposed"
		}
		out = append(out, h)
	}
	return out
}

// rowID names a row by the claim, the place and who says it: two speakers of one sentence have a row each.
func rowID(e *Entry, p recoupe.Place, n int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d\x00%s", e.Ref.Dispatch, e.Ref.Claim, p.ID, n, e.Voice.ID))
	return "h" + hex.EncodeToString(sum[:6])
}

func origin(v confirm.Voice) string {
	if v.Named {
		return v.ID
	}
	return ""
}

func polarity(e Entry) recoupe.Polarity {
	if e.Opposite {
		return recoupe.Negative
	}
	return recoupe.Positive
}

// body puts the force of a side in the place of a phrase ("its units", "the troops") whose side is known.
func body(r recoupe.Role, reg *actor.Register, on time.Time) recoupe.Role {
	if _, known := reg.Get(r.ID); known || r.Camp == "" {
		return r
	}
	for _, kind := range []string{"armed_force", "armed_group", "coalition"} {
		for _, e := range reg.All() {
			if e.Kind == kind && e.CampOn(on) == r.Camp && e.Active.Holds(on) {
				r.ID = e.ID
				return r
			}
		}
	}
	return r
}

// related is what a claim says about who holds a place.
type related struct {
	relation, extent     string
	controller, opponent recoupe.Role
}

// settled modalities make rows; what is planned, wished, ordered, asked or threatened makes none.
func real(c *recoupe.Claim) bool {
	switch c.Modality {
	case recoupe.Future, recoupe.Wished, recoupe.Ordered, recoupe.Asked:
		return false
	}
	return true
}

// relate reads the relation off the type, and off the phrase where the table has one.
func relate(c *recoupe.Claim, code string) (related, bool) {
	if !real(c) || !strings.HasPrefix(c.Event, "CTRL.") && c.Event != "VIO.CLASH" && c.Event != "VIO.OFFENSIVE" {
		return related{}, false
	}
	r := byType(c)
	p, found := find(c.Text, code)
	if found {
		r = r.refine(c, p)
	}
	if r.relation == "none" || r.relation == "" {
		return related{}, false
	}
	return r, true
}

// byType is the relation that an event type has by itself.
func byType(c *recoupe.Claim) related {
	gainer, loser := role(c, "gainer"), role(c, "loser")
	agent, target := role(c, "agent"), role(c, "target")
	switch c.Event {
	case "CTRL.CAPTURE", "CTRL.REGAIN":
		return related{"held", "", gainer, loser}
	case "CTRL.TRANSFER":
		return related{"handed_over", "", gainer, loser}
	case "CTRL.LOSS":
		if gainer.ID != "" {
			return related{"held", "", gainer, loser}
		}
		return related{"vacated", "", loser, gainer}
	case "CTRL.WITHDRAW":
		if agent.Kind == "civilians" || agent.ID == "" {
			return related{}
		}
		return related{"vacated", "", agent, target}
	case "CTRL.HOLD":
		return related{"repelled", "", agent, target}
	case "CTRL.ADVANCE":
		return related{"threatened", "", target, agent}
	case "CTRL.SIEGE":
		return related{"besieged", "", target, agent}
	case "VIO.CLASH":
		return related{relation: "contested"}
	}
	return related{}
}

// refine lets a phrase decide. A phrase never turns fighting into holding, nor a capture into less than the
// table's own degrees: part, entered, none.
func (r related) refine(c *recoupe.Claim, p phrase) related {
	switch c.Event {
	case "VIO.CLASH", "VIO.OFFENSIVE":
		if p.effect == "contested" || p.effect == "threatened" {
			r.relation = p.effect
		}
		return r
	case "CTRL.CAPTURE", "CTRL.REGAIN", "CTRL.TRANSFER", "CTRL.LOSS":
		if !slices.Contains([]string{"partly_held", "entered", "none", "handed_over"}, p.effect) {
			return r
		}
	case "CTRL.HOLD", "CTRL.ADVANCE", "CTRL.SIEGE":
		if p.effect == "vacated" { // who is driven out is not who acts
			return r
		}
	case "CTRL.WITHDRAW":
		if p.effect != "vacated" && p.effect != "none" || r.relation == "" {
			return r
		}
	}
	if p.effect == "entered" && r.relation == "threatened" {
		r.controller, r.opponent = r.opponent, r.controller
	}
	r.relation, r.extent = p.effect, p.extent
	return r
}

// role is the first actor in a role; a known side goes before an unknown one.
func role(c *recoupe.Claim, name string) recoupe.Role {
	var out recoupe.Role
	for _, r := range c.Actors {
		if r.Role == name && (out.ID == "" || out.Camp == "" && r.Camp != "") {
			out = r
		}
	}
	return out
}

// targets are the places that a row is about: unnamed sets before the place they lie round, a town before what it lies in, and never a seat
// or a government that a place's name stands for.
func targets(ps []recoupe.Place) []recoupe.Place {
	var sets, named []recoupe.Place
	for _, p := range ps {
		switch {
		case p.Role != "" || p.ID == "":
		case p.Count > 0 || p.Somewhere:
			sets = append(sets, p)
		default:
			named = append(named, p)
		}
	}
	if len(sets) > 0 {
		return sets
	}
	return slices.DeleteFunc(named, func(p recoupe.Place) bool {
		return slices.ContainsFunc(ps, func(town recoupe.Place) bool { return holds(p, town) })
	})
}

// holds reports whether a place is the country or division that a town of the same claim lies in: who has taken
// "Suran, in the province of Hama" has not taken the province.
func holds(p, town recoupe.Place) bool {
	wide := slices.Contains([]string{"country", "region", "county"}, p.Kind) && (p.Relation == "" || p.Relation == "inside")
	if !wide || !settlement(town) || town.Relation != "" || p.Country != town.Country || p.Point == nil || town.Point == nil {
		return false
	}
	return p.Kind == "country" || geo.Distance(*p.Point, *town.Point)*1000 <= p.Uncertainty
}

// near keeps what happens outside a place from being a state of the place.
func near(relation string, p recoupe.Place) string {
	outside := p.Relation != "" && p.Relation != "inside" && p.Relation != "part_of" && p.Count == 0
	switch {
	case outside && (relation == "contested" || relation == "repelled" || relation == "entered"):
		return "threatened"
	case p.Relation == "" && relation == "contested" && !settlement(p):
		return "threatened"
	}
	return relation
}

func settlement(p recoupe.Place) bool {
	return slices.Contains([]string{"city", "town", "village", "quarter"}, p.Kind)
}

// extent is how much of the place is meant.
func extent(r related, p recoupe.Place) string {
	switch {
	case r.extent == "part" || r.extent == "whole": // "redeployed outside the town" leaves all of it
		return r.extent
	case r.extent == "weak":
		return "unknown"
	case r.relation == "line_cut":
		return "line"
	case p.Relation == "part_of" || p.Somewhere || r.relation == "partly_held":
		return "part"
	case p.Relation == "at_edge_of":
		return "outskirts"
	case p.Relation == "" || p.Relation == "inside" || p.Count > 0:
		return "whole"
	}
	return "unknown"
}
