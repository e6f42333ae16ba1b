// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"fmt"
	"slices"
	"time"

	"recoupe"
)

// Clash is why two assertions cannot both hold.
type Clash struct {
	Slot, Why string
	// Certain is false where they only may contradict each other.
	Certain bool
}

// exclusive are groups of types with one author: who fired, who bombed.
var exclusive = []string{"VIO.AIRSTRIKE", "VIO.SHELLING", "VIO.IED", "VIO.SUICIDE", "VIO.CHEMICAL", "VIO.ATTACK", "VIO.ABDUCT", "VIO.GRENADE"}

// within lists the contradictions inside one event: its opposite, another author, numbers that do not meet. A
// voice without a name contradicts nobody; it only makes a conflict possible. Words of one speaker never
// contradict each other: the later revises the earlier. Of several pairs of two origins the first is given.
func (w World) within(as []Assertion, groups []group) []recoupe.Contradiction {
	of := make([]int, len(as))
	for n, g := range groups {
		for _, m := range g.members {
			of[m] = n
		}
	}
	type key struct {
		a, b int
		slot string
	}
	seen := map[key]bool{}
	var out []recoupe.Contradiction
	for j := range as {
		for i := range j {
			a, b := &as[i], &as[j]
			if of[i] == of[j] || a.Withdrawn != "" || b.Withdrawn != "" || !a.Voice.Named || !b.Voice.Named {
				continue
			}
			for _, c := range w.clashes(a, b) {
				k := key{min(of[i], of[j]), max(of[i], of[j]), c.Slot}
				if c.Certain && !seen[k] {
					seen[k] = true
					out = append(out, recoupe.Contradiction{A: a.Ref, B: b.Ref, Slot: c.Slot, Why: c.Why})
				}
			}
		}
	}
	return out
}

// clashes compares two assertions of one event.
func (w World) clashes(a, b *Assertion) []Clash {
	var out []Clash
	if a.Opposite != b.Opposite && !a.Foreign && !b.Foreign {
		return []Clash{{"occurrence", "one says that it happened, the other that it did not", true}}
	}
	if a.Opposite || b.Opposite || a.Foreign || b.Foreign {
		return nil
	}
	if a.Claim.Event == b.Claim.Event && slices.Contains(exclusive, a.Claim.Event) {
		if x, y := authors(a.Claim), authors(b.Claim); len(x) > 0 && len(y) > 0 && !meet(x, y) && !w.allied(x, y, a.Said) {
			out = append(out, Clash{"author", "different authors of one act", true})
		}
	}
	if c, ok := distances(a, b); ok {
		out = append(out, c)
	}
	return append(out, figureClashes(a, b)...)
}

// about is how far a distance in the news may be off.
const about = 0.25

// distances: one thing measured from one anchor at one time, and the measures do not meet. A city and its province
// of the same name are one anchor here.
func distances(a, b *Assertion) (Clash, bool) {
	if a.Said.IsZero() || b.Said.IsZero() || a.Said.Sub(b.Said).Abs() > cutOff || a.Claim.Event != b.Claim.Event {
		return Clash{}, false
	}
	for _, p := range a.Claim.Places {
		for _, q := range b.Claim.Places {
			if p.ID == "" || p.ID != q.ID && p.Name != q.Name || p.Distance == nil || q.Distance == nil || !slices.Equal(p.Directions, q.Directions) {
				continue
			}
			x, y := min(*p.Distance, *q.Distance), max(*p.Distance, *q.Distance)
			if x*(1+about) < y*(1-about) {
				return Clash{"distance", fmt.Sprintf("%g km and %g km from one place at one time", *p.Distance, *q.Distance), true}, true
			}
		}
	}
	return Clash{}, false
}

// authors are the camps that act, or the ids of actors without a camp.
func authors(c *recoupe.Claim) []string {
	var out []string
	for _, r := range c.Actors {
		if r.Role != "agent" && r.Role != "gainer" {
			continue
		}
		if r.Camp != "" {
			out = include(out, r.Camp)
		}
	}
	return out
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

func (w World) allied(a, b []string, on time.Time) bool {
	for _, x := range a {
		for _, y := range b {
			if w.Register.Allied(x, y, on) {
				return true
			}
		}
	}
	return false
}

// cutOff is how far apart two counts may be made and still be counts of one moment.
const cutOff = 6 * time.Hour

// figureClashes: numbers of one kind whose intervals do not meet. A lower toll before a higher one is growth.
func figureClashes(a, b *Assertion) []Clash {
	if b.Said.Before(a.Said) {
		a, b = b, a
	}
	for i := range a.Claim.Figures {
		for j := range b.Claim.Figures {
			x, y := &a.Claim.Figures[i], &b.Claim.Figures[j]
			if x.Category == "" || (kindOf{x.Category, x.Unit, x.Who, x.Scope}) != (kindOf{y.Category, y.Unit, y.Who, y.Scope}) || x.Category == "distance" && placeKeys(a.Claim) != placeKeys(b.Claim) {
				continue
			}
			grew := under(x.High, y.Low)
			fell := under(y.High, x.Low)
			together := b.Said.Sub(a.Said) <= cutOff && !a.Said.IsZero()
			if fell || grew && together {
				slot := "figure"
				if x.Category == "distance" {
					slot = "distance"
					if !together {
						continue
					}
				}
				return []Clash{{slot, "the numbers do not meet", true}}
			}
		}
	}
	return nil
}

func placeKeys(c *recoupe.Claim) string {
	s := ""
	for _, p := range c.Places {
		s += p.ID + ";"
	}
	return s
}

func under(high, low *float64) bool { return high != nil && low != nil && *high < *low }

// Contends reports whether an assertion can contradict one of another event at all.
func (w World) Contends(a *Assertion) bool {
	return a.Voice.Named && (holder(a) != "" || a.Claim.Event == "CTRL.REGAIN" && !a.Opposite || a.Claim.Event == "CTRL.CAPTURE" && a.Opposite)
}

// Across compares assertions of two events at one place: who holds it, and what a word presupposes.
// It is given only pairs of different speakers.
func (w World) Across(a, b *Assertion) (Clash, bool) {
	if a.Withdrawn != "" || b.Withdrawn != "" || !a.Voice.Named || !b.Voice.Named || !near(a, b) {
		return Clash{}, false
	}
	c, ok := w.presupposed(a, b)
	if !ok {
		c, ok = w.presupposed(b, a)
	}
	if x, y := holder(a), holder(b); !ok && x != "" && y != "" && x != y && !w.Register.Allied(x, y, a.Said) {
		c, ok = Clash{"holder", "two sides are said to hold the place at one time", true}, true
	}
	if !ok || w.Register.SameBody(a.Voice.ID, b.Voice.ID, a.Said) {
		return Clash{}, false
	}
	return c, true
}

// presupposed: "retook" says that it had been lost; "the attackers did not take it" says that it never was.
func (w World) presupposed(a, b *Assertion) (Clash, bool) {
	if a.Claim.Event != "CTRL.REGAIN" || a.Opposite || b.Claim.Event != "CTRL.CAPTURE" || !b.Opposite || !onePlace(a.Claim, b.Claim) {
		return Clash{}, false
	}
	x, y := campOf(a.Claim, "gainer"), campOf(b.Claim, "gainer")
	if x != "" && x == y {
		return Clash{}, false
	}
	return Clash{"occurrence", "retaken presupposes that it was lost; it is said not to have been taken", true}, true
}

// onePlace: the same named place or the same direction from it; never a set of unnamed ones.
func onePlace(a, b *recoupe.Claim) bool {
	for _, p := range a.Places {
		for _, q := range b.Places {
			if p.Role == "" && q.Role == "" && p.Count == 0 && !p.Somewhere && p.ID != "" && placeKey(p) == placeKey(q) {
				return true
			}
		}
	}
	return false
}

// holder is the side that an assertion says holds the whole place afterwards, "" for none.
func holder(a *Assertion) string {
	if a.Opposite || partial(a.Claim) {
		return ""
	}
	switch a.Claim.Event {
	case "CTRL.CAPTURE", "CTRL.REGAIN", "CTRL.TRANSFER":
		return campOf(a.Claim, "gainer")
	case "CTRL.HOLD":
		if campOf(a.Claim, "target") == "" {
			return campOf(a.Claim, "agent")
		}
	}
	return ""
}

// partial: a part of the place, its edge, its surroundings or unnamed places round it.
func partial(c *recoupe.Claim) bool {
	return slices.ContainsFunc(c.Places, func(p recoupe.Place) bool {
		return p.Role == "" && (p.Relation != "" && p.Relation != "inside" || p.Count > 0 || p.Somewhere || p.ID == "")
	})
}

func campOf(c *recoupe.Claim, role string) string {
	for _, r := range c.Actors {
		if r.Role == role && r.Camp != "" {
			return r.Camp
		}
	}
	return ""
}

// Persistence is how long a word about who holds a place is taken to speak of the same moment.
const Persistence = 24 * time.Hour

func near(a, b *Assertion) bool {
	d := a.Said.Sub(b.Said).Abs()
	return !a.Said.IsZero() && !b.Said.IsZero() && d <= Persistence
}
