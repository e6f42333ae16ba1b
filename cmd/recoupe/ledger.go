// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/export"
	"recoupe/lang"
	"recoupe/ledger"
)

type ledgerCommand struct {
	At      ledgerAt      `cmd:"" help:"Who holds a place at a time, as known at another."`
	History ledgerHistory `cmd:"" help:"Everything that was ever said about who holds a place, in the order in which it became known."`
	Changes ledgerChanges `cmd:"" help:"What became known between two times, and what ceased to be."`
	Front   ledgerFront   `cmd:"" help:"The nearest place to a place or a point where two sides are said to meet."`
}

// ledgerFlags are what every question to the ledger has.
type ledgerFlags struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// moments are the two times of a question: when it was so, and when that was known.
type moments struct {
	On    string `help:"The time asked about, such as 2024-12-04 or 2024-12-04T18:00 (UTC); now if left out."`
	Known string `help:"As known at this time; now if left out."`
}

func (m moments) times() (on, known time.Time, err error) {
	if on, err = moment("--on", m.On); err == nil {
		known, err = moment("--known", m.Known)
	}
	if on.IsZero() {
		on = time.Now()
	}
	return on, known, err
}

// moment reads a time of a flag; a day alone is its end.
func moment(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			if layout == time.DateOnly {
				t = t.AddDate(0, 0, 1).Add(-time.Second)
			}
			return t, nil
		}
	}
	return time.Time{}, usageError{fmt.Sprintf("%s %q is no time; write 2024-12-04 or 2024-12-04T18:00", flag, s)}
}

// rows gives the ledger of a data folder with the readings that it rests on.
func (c ledgerFlags) rows(s *streams, f func(hs []recoupe.Hold, rs []recoupe.Reading) error) error {
	return c.with(s, func(d *folder) error {
		w, err := d.store.Woven(s.ctx, time.Time{})
		if err != nil {
			return err
		}
		var rs []recoupe.Reading
		if c.JSON {
			if rs, err = d.store.Readings(s.ctx); err != nil {
				return err
			}
		}
		return f(w.Holds, rs)
	})
}

// print writes a value as JSON.
func print(s *streams, v any) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// placeOf finds the place of the ledger that a person means: by its id, else by
// one of its names. Of a town and the divisions called after it, of all of which
// the ledger speaks, the town is meant, and standard error says so; of two places of one kind the person must say which.
func placeOf(s *streams, hs []recoupe.Hold, name string) (recoupe.Place, error) {
	found := called(hs, name)
	if len(found) == 0 {
		return recoupe.Place{}, fmt.Errorf("nobody is said to hold %q: %w", name, recoupe.ErrNotFound)
	}
	slices.SortStableFunc(found, func(a, b recoupe.Place) int { return wideness(a.Kind) - wideness(b.Kind) })
	var ids []string
	for _, p := range found {
		ids = append(ids, strings.TrimSpace(p.ID+" "+p.Kind))
	}
	if len(found) > 1 && wideness(found[0].Kind) == wideness(found[1].Kind) {
		return recoupe.Place{}, fmt.Errorf("%q is several places, say which by its id: %s: %w", name, strings.Join(ids, ", "), recoupe.ErrConflict)
	}
	if len(found) > 1 {
		fmt.Fprintf(s.err, "recoupe: %q is taken for %s; the ledger knows %s too\n", name, ids[0], strings.Join(ids[1:], ", "))
	}
	return found[0], nil
}

// wideness puts settlements and spots before what holds them.
func wideness(kind string) int {
	return 1 + slices.Index([]string{"county", "region", "country"}, kind)
}

// called are the places of the ledger with an id or name.
func called(hs []recoupe.Hold, name string) []recoupe.Place {
	var found []recoupe.Place
	for _, h := range hs {
		p := h.Place
		if p.ID == "" || p.Count > 0 || p.ID != name && !slices.Contains([]string{lang.Fold(p.Name), lang.Fold(p.Text)}, lang.Fold(name)) && !alsoCalled(p.ID, name) {
			continue
		}
		if !slices.ContainsFunc(found, func(q recoupe.Place) bool { return q.ID == p.ID }) {
			found = append(found, p)
		}
	}
	return found
}

// alsoCalled: the gazetteer knows the place by this name in some language of the desk.
func alsoCalled(id, name string) bool {
	e, ok := newFinder().Gazetteer.Get(id)
	return ok && slices.ContainsFunc([]string{"fr", "en", "ar"}, func(l string) bool { return lang.Fold(e.In(l)) == lang.Fold(name) })
}

type ledgerAt struct {
	ledgerFlags
	moments
	By    string `help:"Only what one actor or one side says, by its id."`
	Place string `arg:"" help:"A place, by name or id."`
}

// standingJSON is the state of a place.
type standingJSON struct {
	Place  string   `json:"place"`
	State  string   `json:"state"`
	Holder *string  `json:"holder"`
	Others []string `json:"others"`
	Status *string  `json:"status"`
	Proof  []string `json:"proof"`
}

// Run prints the state of a place.
func (c *ledgerAt) Run(s *streams) error {
	on, known, err := c.times()
	if err != nil {
		return err
	}
	return c.rows(s, func(hs []recoupe.Hold, _ []recoupe.Reading) error {
		p, err := placeOf(s, hs, c.Place)
		if err != nil {
			return err
		}
		reg := actor.Default()
		x := ledger.At(hs, reg, p.ID, on, known)
		if c.By != "" {
			x = ledger.Says(hs, reg, p.ID, c.By, on, known)
		}
		if c.JSON {
			out := standingJSON{Place: p.ID, State: x.State, Others: append([]string{}, x.Others...), Proof: append([]string{}, x.Proof...)}
			if x.Holder != "" {
				out.Holder = &x.Holder
			}
			if x.Status != "" {
				out.Status = &x.Status
			}
			return print(s, out)
		}
		fmt.Fprintf(s.out, "%s: %s\n", p.Name, standingWords(x))
		return nil
	})
}

func standingWords(x ledger.Standing) string {
	words := x.State
	if x.Holder != "" {
		words += " " + x.Holder
	}
	if len(x.Others) > 0 {
		words += ", others: " + strings.Join(x.Others, ", ")
	}
	if x.Status != "" {
		words += " (" + x.Status + ")"
	}
	return words
}

type ledgerHistory struct {
	ledgerFlags
	Place string `arg:"" help:"A place, by name or id."`
}

// Run prints all rows about a place, also those that hold no more.
func (c *ledgerHistory) Run(s *streams) error {
	return c.rows(s, func(hs []recoupe.Hold, rs []recoupe.Reading) error {
		p, err := placeOf(s, hs, c.Place)
		if err != nil {
			return err
		}
		return c.print(s, ledger.History(hs, p.ID), rs)
	})
}

func (c ledgerFlags) print(s *streams, hs []recoupe.Hold, rs []recoupe.Reading) error {
	if c.JSON {
		return print(s, export.Holds(hs, rs))
	}
	return export.WriteHolds(s.out, style(s.out), hs)
}

type ledgerChanges struct {
	ledgerFlags
	From string `required:"" help:"The first moment, such as 2024-12-04 or 2024-12-04T06:00 (UTC)."`
	To   string `help:"The moment after the last; now if left out."`
}

// times reads both ends; a day alone begins at its beginning and ends at its end.
func (c *ledgerChanges) times() (from, to time.Time, err error) {
	if from, err = time.Parse(time.DateOnly, c.From); err != nil {
		if from, err = moment("--from", c.From); err != nil {
			return from, to, err
		}
	}
	if to, err = moment("--to", c.To); err != nil {
		return from, to, err
	}
	switch {
	case to.IsZero():
		if to = time.Now(); to.Before(from) {
			return from, to, usageError{fmt.Sprintf("--from %s has not come yet", c.From)}
		}
	case to.Before(from):
		return from, to, usageError{fmt.Sprintf("--to %s is before --from %s", c.To, c.From)}
	}
	return from, to, nil
}

// Run prints what became known and what ceased to be.
func (c *ledgerChanges) Run(s *streams) error {
	from, to, err := c.times()
	if err != nil {
		return err
	}
	return c.rows(s, func(hs []recoupe.Hold, rs []recoupe.Reading) error {
		begun, ended := ledger.Changes(hs, from, to)
		if c.JSON {
			return print(s, map[string][]export.Hold{"begun": export.Holds(begun, rs), "ended": export.Holds(ended, rs)})
		}
		fmt.Fprintf(s.out, "%d became known\n", len(begun))
		if err := c.print(s, begun, rs); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%d ceased to be\n", len(ended))
		return c.print(s, ended, rs)
	})
}

type ledgerFront struct {
	ledgerFlags
	moments
	Place string `arg:"" help:"A place by name or id, or LAT,LON."`
}

// Run prints the nearest claimed front with its distance.
func (c *ledgerFront) Run(s *streams) error {
	on, known, err := c.times()
	if err != nil {
		return err
	}
	return c.rows(s, func(hs []recoupe.Hold, rs []recoupe.Reading) error {
		at, err := pointOf(s, hs, c.Place)
		if err != nil {
			return err
		}
		f, ok := ledger.Nearest(hs, at, on, known)
		switch {
		case !ok && c.JSON:
			return print(s, nil)
		case !ok:
			fmt.Fprintln(s.out, "no front is claimed anywhere at that time")
			return nil
		case c.JSON:
			return print(s, struct {
				Km  float64     `json:"km"`
				Row export.Hold `json:"row"`
			}{float64(int(f.Km*10+.5)) / 10, export.Holds([]recoupe.Hold{f.Hold}, rs)[0]})
		}
		fmt.Fprintf(s.out, "%.1f km\n", f.Km)
		return export.WriteHolds(s.out, style(s.out), []recoupe.Hold{f.Hold})
	})
}

// pointOf reads LAT,LON, or finds a place of the ledger, else of the gazetteer by its id.
func pointOf(s *streams, hs []recoupe.Hold, name string) (recoupe.LonLat, error) {
	if lat, lon, ok := strings.Cut(name, ","); ok {
		y, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		x, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
		if err1 == nil && err2 == nil && -90 <= y && y <= 90 && -180 <= x && x <= 180 {
			return recoupe.LonLat{x, y}, nil
		}
	}
	p, err := placeOf(s, hs, name)
	if errors.Is(err, recoupe.ErrConflict) {
		return recoupe.LonLat{}, err
	}
	if err == nil && p.Point != nil {
		return *p.Point, nil
	}
	if e, ok := newFinder().Gazetteer.Get(name); ok {
		return e.Point, nil
	}
	return recoupe.LonLat{}, fmt.Errorf("%q is no place of the ledger and no LAT,LON: %w", name, recoupe.ErrNotFound)
}
