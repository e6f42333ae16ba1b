// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"fmt"
	"slices"
	"time"

	"recoupe"
)

// scale places moments on a strip, in percent, mirrored for scripts that run from right to left.
type scale struct {
	from, to time.Time
	mirrored bool
}

// lane is what one origin says about a place, on a strip of time.
type lane struct {
	Name string
	Bars []bar
	// Around says that the lane is about the surroundings of the place.
	Around bool
}

// bar is one row of the ledger on its lane: from where it begins to where the same origin says something else.
type bar struct {
	X, W string
	// Mirrored puts the letter at the right end.
	Mirrored      bool
	Class, Letter string
	// Hatch marks a row that is not accepted, Open one that does not say who holds the place.
	Hatch, Open bool
}

// tick is a day on the axis.
type tick struct{ X, Words, Anchor string }

// scaleOf covers all rows, from the day of the first to the day after the last.
func (v *viewer) scaleOf(places []ledgerPlace) scale {
	s := scale{mirrored: v.l.dir == "rtl"}
	for _, p := range places {
		for _, r := range p.Rows {
			t := since(r.Hold)
			if t.IsZero() {
				continue
			}
			if s.from.IsZero() || t.Before(s.from) {
				s.from = t
			}
			if t.After(s.to) {
				s.to = t
			}
		}
	}
	if s.from.IsZero() {
		return s
	}
	s.from = dayOf(s.from.In(v.d.Zone))
	s.to = dayOf(s.to.In(v.d.Zone)).AddDate(0, 0, 1)
	return s
}

func dayOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// at is where a moment lies, in percent from the left.
func (s scale) at(t time.Time) float64 {
	x := 100 * float64(t.Sub(s.from)) / float64(s.to.Sub(s.from))
	x = max(0, min(100, x))
	if s.mirrored {
		return 100 - x
	}
	return x
}

func percent(x float64) string { return fmt.Sprintf("%.2f", x) }

// narrowest is the least width of a bar, in percent, so that its letter can be read.
const narrowest = 2.5

// lanes lays the rows of a place out by origin, in the order in which the origins first spoke.
func (s scale) lanes(p ledgerPlace) []lane {
	if s.from.IsZero() {
		return nil
	}
	type key struct {
		says   string
		around bool
	}
	rows := map[key][]holdView{}
	var order []key
	for _, r := range p.Rows {
		if since(r.Hold).IsZero() {
			continue
		}
		k := key{r.Says, r.Where != "" || r.Relation == "threatened" || r.Relation == "line_cut"}
		if rows[k] == nil {
			order = append(order, k)
		}
		rows[k] = append(rows[k], r)
	}
	// What is said of the place itself stands above what is said of its surroundings.
	slices.SortStableFunc(order, func(a, b key) int {
		switch {
		case a.around == b.around:
			return 0
		case a.around:
			return 1
		}
		return -1
	})
	var out []lane
	for _, k := range order {
		out = append(out, lane{Name: k.says, Around: k.around, Bars: s.bars(rows[k])})
	}
	return out
}

// bars lets each row reach to the next one that begins later.
func (s scale) bars(rows []holdView) []bar {
	var out []bar
	for i, r := range rows {
		until := s.to
		for _, next := range rows[i+1:] {
			if since(next.Hold).After(since(r.Hold)) {
				until = since(next.Hold)
				break
			}
		}
		out = append(out, s.bar(r, until))
	}
	return out
}

func (s scale) bar(r holdView, until time.Time) bar {
	a, b := s.at(since(r.Hold)), s.at(until)
	if s.mirrored {
		a, b = b, a
	}
	if b-a < narrowest {
		a = min(a, 100-narrowest)
		b = a + narrowest
	}
	out := bar{Mirrored: s.mirrored, X: percent(a), W: percent(b - a), Class: r.Side.Class, Letter: r.Side.Letter, Hatch: r.Status != "accepted"}
	switch {
	case r.Polarity == recoupe.Negative:
		out.Letter, out.Open = "≠", true
	case r.Relation == "vacated":
		out.Letter, out.Open = "∅", true
	case r.Relation == "threatened" || r.Relation == "line_cut" || r.Where != "":
		out.Open = true
	}
	return out
}

// ticks are at most a dozen days on the axis.
func (s scale) ticks(l *locale) []tick {
	if s.from.IsZero() {
		return nil
	}
	days := int(s.to.Sub(s.from).Hours()/24 + 0.5)
	step := 1 + (days-1)/12
	var out []tick
	for i := 0; i <= days; i += step {
		t := s.from.AddDate(0, 0, i)
		anchor := "middle"
		switch {
		case i == 0 && !s.mirrored, i == days && s.mirrored:
			anchor = "start"
		case i == 0, i == days:
			anchor = "end"
		}
		out = append(out, tick{percent(s.at(t)), l.shortDay(t), anchor})
	}
	return out
}

// shortDay writes a day without its year: "4 déc."
func (l *locale) shortDay(t time.Time) string {
	return fmt.Sprintf("%d %s", t.Day(), l.t(fmt.Sprintf("month.%d", int(t.Month()))))
}
