// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// mapJSON serves events and the ledger's points for the map.
func (d *desk) mapJSON(w http.ResponseWriter, r *http.Request, v *viewer) {
	q := r.URL.Query()
	var out collection
	switch {
	case q.Get("event") != "":
		if e, ok := v.find(q.Get("event")); ok {
			out.event(v, e, 0)
		}
	case q.Get("dispatch") != "":
		v.dispatchPlaces(&out, q.Get("dispatch"))
	default:
		out.areas(v, v.filter(eventQueryOf(q, d.Zone)))
		if !eventQueryOf(q, d.Zone).Narrow() {
			out.holds(v, d.knownAt(q))
		}
	}
	w.Header().Set("Vary", "Cookie, Accept-Language")
	sendJSON(w, d, out.finish())
}

func (c *collection) event(v *viewer, e recoupe.Event, index int) {
	label := v.label(e, e.State)
	q := properties{ID: e.ID, Title: v.l.eventName(e.Type), Note: label.Words, State: string(e.State), Kind: "event", Until: forever,
		Hedged: slices.Contains(e.Modifiers, "hedged"), Link: "/events/" + pathEscape(e.ID), Index: index}
	q.From, q.Until = window(e)
	seen := map[string]bool{}
	for _, p := range e.Places {
		name := v.l.place(p)
		if seen[name] {
			continue
		}
		seen[name] = true
		q.Title = v.l.eventName(e.Type) + " — " + name
		c.place(p, q)
	}
}

// areas adds what several events share once: one area for each place, in the colour of its best state, that tells of
// all events there. Otherwise ten events near one town would be ten rings on each other.
func (c *collection) areas(v *viewer, events []recoupe.Event) {
	type shared struct {
		place recoupe.Place
		properties
		notes []string
	}
	byName := map[string]*shared{}
	var order []string
	for _, e := range events {
		label := v.label(e, e.State)
		from, until := window(e)
		hedged := slices.Contains(e.Modifiers, "hedged")
		seen := map[string]bool{}
		for _, p := range e.Places {
			name := v.l.place(p)
			if !local(p) || seen[name] {
				continue
			}
			seen[name] = true
			x := byName[name]
			if x == nil {
				x = &shared{place: p, properties: properties{ID: e.ID, Title: name, State: string(e.State), Kind: "event", Hedged: hedged, From: from, Until: until, Link: "/events/" + pathEscape(e.ID)}}
				byName[name] = x
				order = append(order, name)
			}
			x.notes = append(x.notes, v.l.eventName(e.Type)+" — "+label.Words)
			x.From, x.Until, x.Hedged = min(x.From, from), max(x.Until, until), x.Hedged && hedged
			if slices.Index(states, e.State) < slices.Index(states, recoupe.State(x.State)) {
				x.State = string(e.State)
			}
		}
	}
	for i, name := range order {
		x := byName[name]
		x.Index, x.Note = i, strings.Join(x.notes, "\n")
		if len(x.notes) > 1 {
			x.Link = "/?" + url.Values{"place": {v.l.named(x.place)}}.Encode()
		}
		c.place(x.place, x.properties)
	}
}

// window is when an event is shown on the slider: its time, at least a day.
func window(e recoupe.Event) (from, until int64) {
	start, end := last(e), time.Time{}
	if e.Time != nil {
		if !e.Time.Start.IsZero() {
			start = e.Time.Start
		}
		end = e.Time.End
	}
	if end.Before(start.Add(24 * time.Hour)) {
		end = start.Add(24 * time.Hour)
	}
	if start.IsZero() {
		return 0, forever
	}
	return start.Unix(), end.Unix()
}

func (v *viewer) dispatchPlaces(c *collection, id string) {
	r, err := v.d.shelf.reading(v.ctx, id)
	if err != nil {
		return
	}
	seen := map[string]bool{}
	for i, x := range r.Claims {
		for _, p := range x.Places {
			name := v.l.place(p)
			if seen[name] || x.Background {
				continue
			}
			seen[name] = true
			c.place(p, properties{ID: x.ID, Title: name, Note: v.l.eventName(x.Event), State: "PLACE", Kind: "place", Until: forever,
				Hedged: hedged(&r.Claims[i]), Link: "#" + x.ID, Index: i})
		}
	}
}
