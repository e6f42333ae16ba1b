// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/confirm"
	"recoupe/lang"
)

// states are the labels in the order in which the desk counts them.
var states = []recoupe.State{recoupe.Corroborated, recoupe.Acknowledged, recoupe.OneSided, recoupe.Reported, recoupe.Claimed,
	recoupe.Disputed, recoupe.Denied, recoupe.Unsourced, recoupe.Withdrawn}

// counter is a state with how many events have it.
type counter struct {
	Label label
	Count int
	On    bool
	Link  string
}

// eventQuery is what a reader filters by.
type eventQuery struct {
	State, Type, Place, Text string
	From, To                 time.Time
	FromText, ToText         string
}

func eventQueryOf(q url.Values, zone *time.Location) eventQuery {
	e := eventQuery{State: q.Get("state"), Type: q.Get("type"), Place: strings.TrimSpace(q.Get("place")), Text: strings.TrimSpace(q.Get("q"))}
	if t, err := time.ParseInLocation(time.DateOnly, q.Get("from"), zone); err == nil {
		e.From, e.FromText = t, q.Get("from")
	}
	if t, err := time.ParseInLocation(time.DateOnly, q.Get("to"), zone); err == nil {
		e.To, e.ToText = t.AddDate(0, 0, 1), q.Get("to")
	}
	return e
}

// Narrow reports whether anything is filtered.
func (q eventQuery) Narrow() bool { return q != eventQuery{} }

type todayPage struct {
	Counters []counter
	All      int
	Cards    []card
	// Conflicts are the contradictions of the events, the latest first, at most a few.
	Conflicts     []clash
	Query         eventQuery
	Types         []typeChoice
	Recent        []recoupe.Dispatch
	Dispatches    int
	Mapped, Total int
	MapLink       string
	Clear         string
	// Failing counts the feeds whose last attempt failed: a quiet page may be a deaf one.
	Failing int
	// Newer and Older lead to the rest of a long list.
	Newer, Older string
	Contested    int
	// Totals are the tolls of the events added up, lows, bests and highs apart.
	Totals []string
}

type typeChoice struct {
	ID, Name string
	On       bool
}

// today is the first page: what stands, how well, and where.
func (d *desk) today(w http.ResponseWriter, r *http.Request, v *viewer) {
	recent, total, err := d.Library.Dispatches(r.Context(), DispatchQuery{Limit: 8})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	q := eventQueryOf(r.URL.Query(), d.Zone)
	page := todayPage{Query: q, Recent: recent, Dispatches: total, MapLink: "/api/map.json?" + keepOnly(r.URL.Query())}
	found := v.filter(withoutState(q))
	page.All = len(found)
	page.Counters = v.counters(found, q, r.URL.Query())
	demo := false
	offset := offsetOf(r.URL.Query())
	var asked []recoupe.Event
	for _, e := range found {
		if q.State != "" && string(e.State) != q.State {
			continue
		}
		asked = append(asked, e)
		if cs := v.contradictions(e); len(cs) > 0 {
			page.Contested++
			page.Conflicts = v.addClash(page.Conflicts, cs[0], e)
		}
		if mapped(e) {
			page.Mapped++
		}
		if page.Total >= offset && page.Total < offset+perPage {
			c := v.card(e)
			demo = demo || c.Demonstration
			page.Cards = append(page.Cards, c)
		}
		page.Total++
	}
	if q.Narrow() || offset > 0 {
		page.Conflicts = nil
	}
	for _, b := range confirm.Totals(asked) {
		page.Totals = append(page.Totals, v.l.figure(b))
	}
	page.Newer, page.Older = pager("/", r.URL.Query(), offset, page.Total)
	page.Types = v.types(q.Type)
	page.Failing = d.failing(r.Context())
	page.Clear = "/?" + keepOnly(without(r.URL.Query(), "state"))
	d.render(w, r, http.StatusOK, "today", v.l.t("nav.today"), demo, page)
}

// clash is a contradiction with the event that it is about.
type clash struct {
	conflict
	Event, Name, Where string
}

// clashesShown bounds how many contradictions stand before the events.
const clashesShown = 3

// addClash adds a contradiction about an event that is not there yet from its other side.
func (v *viewer) addClash(list []clash, x recoupe.Contradiction, e recoupe.Event) []clash {
	same := func(y clash) bool { return y.A == x.A && y.B == x.B || y.A == x.B && y.B == x.A }
	if len(list) == clashesShown || slices.ContainsFunc(list, same) {
		return list
	}
	return append(list, clash{v.conflict(x), e.ID, v.l.eventName(e.Type), v.l.placesLine(e.Places)})
}

// failing counts the feeds whose last attempt failed.
func (d *desk) failing(ctx context.Context) int {
	if d.Feeds == nil {
		return 0
	}
	list, err := d.Feeds.Feeds(ctx)
	if err != nil {
		d.Log.Error("feeds", "error", err)
		return 0
	}
	n := 0
	for _, f := range list {
		if f.Error != "" {
			n++
		}
	}
	return n
}

func without(q url.Values, key string) url.Values { q.Del(key); return q }

func withoutState(q eventQuery) eventQuery { q.State = ""; return q }

// keepOnly encodes the filters of an address.
func keepOnly(q url.Values) string {
	out := url.Values{}
	for _, k := range []string{"state", "type", "place", "q", "from", "to"} {
		if s := q.Get(k); s != "" {
			out.Set(k, s)
		}
	}
	return out.Encode()
}

func (v *viewer) counters(found []recoupe.Event, q eventQuery, address url.Values) []counter {
	count := map[recoupe.State]int{}
	for _, e := range found {
		count[e.State]++
	}
	var out []counter
	for _, s := range states {
		on := q.State == string(s)
		if count[s] == 0 && !on {
			continue
		}
		to, _ := url.ParseQuery(keepOnly(address))
		to.Set("state", string(s))
		if on {
			to.Del("state")
		}
		out = append(out, counter{label{string(s), v.l.t("state." + string(s))}, count[s], on, "/?" + to.Encode()})
	}
	return out
}

// types are the event types that occur, by name.
func (v *viewer) types(chosen string) []typeChoice {
	seen := map[string]bool{}
	var out []typeChoice
	for _, e := range v.w.Events {
		if e.Type != "" && !seen[e.Type] {
			seen[e.Type] = true
			out = append(out, typeChoice{e.Type, v.l.eventName(e.Type), e.Type == chosen})
		}
	}
	slices.SortFunc(out, func(a, b typeChoice) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) })
	return out
}

// filter returns the events that a query lets through, latest change first.
func (v *viewer) filter(q eventQuery) []recoupe.Event {
	place, text := lang.Fold(q.Place), lang.Fold(q.Text)
	var out []recoupe.Event
	for _, e := range v.w.Events {
		if e.Successor != "" || q.State != "" && string(e.State) != q.State || q.Type != "" && e.Type != q.Type {
			continue
		}
		if !q.From.IsZero() && !touches(e, q.From, time.Time{}) || !q.To.IsZero() && !touches(e, time.Time{}, q.To) {
			continue
		}
		if place != "" && !v.named(e, place) || text != "" && !v.worded(e, text) {
			continue
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b recoupe.Event) int {
		if c := last(b).Compare(last(a)); c != 0 {
			return c
		}
		if a.Publications != b.Publications {
			return b.Publications - a.Publications
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// touches reports whether an event may lie in [from, to); one of unknown time does so by when it was last said.
func touches(e recoupe.Event, from, to time.Time) bool {
	start, end := last(e), last(e)
	if e.Time != nil && !e.Time.Start.IsZero() {
		start, end = e.Time.Start, e.Time.Start
	}
	if e.Time != nil && !e.Time.End.IsZero() {
		end = e.Time.End
	}
	return (from.IsZero() || !end.Before(from)) && (to.IsZero() || start.Before(to))
}

func (v *viewer) named(e recoupe.Event, folded string) bool {
	for _, p := range e.Places {
		if strings.Contains(lang.Fold(p.Name+" "+p.Text+" "+v.l.named(p)), folded) {
			return true
		}
	}
	return false
}

func (v *viewer) worded(e recoupe.Event, folded string) bool {
	for _, ref := range e.Claims {
		if c, r, ok := v.d.shelf.claim(v.ctx, ref); ok &&
			strings.Contains(lang.Fold(claimText(&c)+" "+v.speaker(ref)+" "+r.Dispatch.Publisher), folded) {
			return true
		}
	}
	return strings.Contains(lang.Fold(v.l.eventName(e.Type)), folded)
}
