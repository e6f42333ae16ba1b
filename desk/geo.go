// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"cmp"
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
)

// collection is a GeoJSON FeatureCollection with what the map needs to know about it.
type collection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
	// Box is west, south, east, north of everything drawn; absent for nothing.
	Box []float64 `json:"bbox,omitempty"`
	// Focus is the part of the box in which most of it lies; absent where that is all.
	Focus []float64 `json:"focus,omitempty"`
	// Times are the bounds of the slider in Unix seconds.
	Times []int64 `json:"times,omitempty"`
}

type feature struct {
	Type       string     `json:"type"`
	Geometry   any        `json:"geometry"`
	Properties properties `json:"properties"`
}

type properties struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title"`
	Note  string `json:"note,omitempty"`
	State string `json:"state,omitempty"`
	// Kind is event, place or hold; Part is outer, core, point or disc.
	Kind  string `json:"kind"`
	Part  string `json:"part"`
	Hatch bool   `json:"hatch,omitempty"`
	// Wide marks a whole country: outlined, never filled.
	Wide   bool `json:"wide,omitempty"`
	Hedged bool `json:"hedged,omitempty"`
	// Disc names the sign of a settlement: "state:G", "state:G|opposition:O", with "!" solid and "@" besieged.
	Disc  string `json:"disc,omitempty"`
	From  int64  `json:"from"`
	Until int64  `json:"until"`
	Link  string `json:"link,omitempty"`
	Index int    `json:"index"`
}

// forever is later than any time on the slider.
const forever = int64(1) << 40

// exact is the uncertainty in metres below which a dot may be drawn.
const exact = 2000

type point struct {
	Type        string         `json:"type"`
	Coordinates recoupe.LonLat `json:"coordinates"`
}

// place adds the outer area, the likely core and, if it is sure enough, the point.
func (c *collection) place(p recoupe.Place, q properties) bool {
	if !drawable(p) {
		return false
	}
	q.Hatch = len(p.Directions) > 0
	q.Wide = p.Kind == "country" && p.Relation == ""
	if len(p.Area) > 0 {
		c.add(p.Area, q, "outer")
	}
	core := p.Core
	if len(core) == 0 {
		core = p.Area
	}
	if len(core) > 0 && !q.Wide {
		c.add(core, q, "core")
	}
	c.grow(p.Area)
	c.grow(p.Core)
	if p.Point != nil && (p.Uncertainty <= exact || len(core) == 0) {
		c.add(point{"Point", round(*p.Point)}, q, "point")
		c.stretch(*p.Point)
	}
	return true
}

func round(p recoupe.LonLat) recoupe.LonLat {
	for i := range p {
		p[i], _ = strconv.ParseFloat(strconv.FormatFloat(p[i], 'f', 5, 64), 64)
	}
	return p
}

func (c *collection) add(geometry any, q properties, part string) {
	q.Part = part
	c.Features = append(c.Features, feature{"Feature", geometry, q})
}

func (c *collection) grow(a recoupe.Area) {
	for _, polygon := range a {
		for _, ring := range polygon {
			for _, p := range ring {
				c.stretch(p)
			}
		}
	}
}

func (c *collection) stretch(p recoupe.LonLat) {
	if len(c.Box) == 0 {
		c.Box = []float64{p[0], p[1], p[0], p[1]}
	}
	c.Box[0], c.Box[1] = min(c.Box[0], p[0]), min(c.Box[1], p[1])
	c.Box[2], c.Box[3] = max(c.Box[2], p[0]), max(c.Box[3], p[1])
}

func (c *collection) finish() collection {
	c.Type = "FeatureCollection"
	if c.Features == nil {
		c.Features = []feature{}
	}
	for _, f := range c.Features {
		for _, t := range []int64{f.Properties.From, f.Properties.Until} {
			if t <= 0 || t >= forever {
				continue
			}
			if c.Times == nil {
				c.Times = []int64{t, t}
			}
			c.Times[0], c.Times[1] = min(c.Times[0], t), max(c.Times[1], t)
		}
	}
	c.focus()
	// Large areas below small ones, so that each can be reached.
	slices.SortStableFunc(c.Features, func(a, b feature) int { return cmp.Compare(b.Properties.size(), a.Properties.size()) })
	return *c
}

// nearby is how far in degrees from the middle a centre may lie to be looked at first.
const nearby = 4.0

// focus leaves out of the first view what lies far from the middle of all, as one wrong or far place would do.
func (c *collection) focus() {
	var lons, lats []float64
	boxes := make([]collection, len(c.Features))
	for i, f := range c.Features {
		switch g := f.Geometry.(type) {
		case recoupe.Area:
			boxes[i].grow(g)
		case point:
			boxes[i].stretch(g.Coordinates)
		}
		if b := boxes[i].Box; b != nil {
			lons, lats = append(lons, (b[0]+b[2])/2), append(lats, (b[1]+b[3])/2)
		}
	}
	if len(lons) == 0 {
		return
	}
	slices.Sort(lons)
	slices.Sort(lats)
	lon, lat := lons[len(lons)/2], lats[len(lats)/2]
	var first collection
	kept := 0
	for _, x := range boxes {
		b := x.Box
		if b == nil || math.Abs((b[0]+b[2])/2-lon) > nearby || math.Abs((b[1]+b[3])/2-lat) > nearby || b[2]-b[0] > nearby {
			continue
		}
		kept++
		first.stretch(recoupe.LonLat{b[0], b[1]})
		first.stretch(recoupe.LonLat{b[2], b[3]})
	}
	if kept*2 >= len(boxes) && kept < len(boxes) {
		c.Focus = first.Box
	}
}

func (p properties) size() int {
	switch p.Part {
	case "outer":
		return 3
	case "core":
		return 2
	case "point":
		return 1
	}
	return 0
}

// mapJSON serves events and the ledger's points for the map.
func (d *desk) mapJSON(w http.ResponseWriter, r *http.Request) {
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
		return
	}
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
		for i, e := range v.filter(eventQueryOf(q, d.Zone)) {
			out.event(v, e, i)
		}
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

type city struct {
	Name string         `json:"name"`
	At   recoupe.LonLat `json:"at"`
	Size int            `json:"size"`
	Kind string         `json:"kind"`
}

// citiesJSON serves names for the map inside a box.
func (d *desk) citiesJSON(w http.ResponseWriter, r *http.Request) {
	box, ok := boxOf(r.URL.Query().Get("box"))
	out := []city{}
	if ok && d.Cities != nil {
		for _, p := range d.Cities(box[0], box[1], box[2], box[3], 160, d.langOf(r)) {
			if p.Kind == "region" || p.Kind == "county" {
				continue
			}
			out = append(out, city{Name: p.Name, At: round(p.Point), Size: p.Population, Kind: p.Kind})
		}
	}
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Header().Set("Vary", "Cookie, Accept-Language")
	sendJSON(w, d, out)
}

func boxOf(s string) (box [4]float64, ok bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 {
		return box, false
	}
	for i, p := range parts {
		x, err := strconv.ParseFloat(p, 64)
		if err != nil || !(-360 <= x && x <= 360) {
			return box, false
		}
		box[i] = x
	}
	return box, true
}

// eventsJSON serves the filtered events with their labels.
func (d *desk) eventsJSON(w http.ResponseWriter, r *http.Request) {
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
		return
	}
	type row struct {
		ID           string        `json:"id"`
		Type         string        `json:"type"`
		State        recoupe.State `json:"state"`
		Label        string        `json:"label"`
		Origins      int           `json:"origins"`
		Publications int           `json:"publications"`
		Places       []string      `json:"places"`
		Claims       [][2]string   `json:"claims"`
	}
	out := []row{}
	for _, e := range v.filter(eventQueryOf(r.URL.Query(), d.Zone)) {
		x := row{ID: e.ID, Type: e.Type, State: e.State, Label: v.label(e, e.State).Words, Origins: e.Named, Publications: e.Publications, Places: []string{}}
		for _, p := range e.Places {
			x.Places = append(x.Places, v.l.place(p))
		}
		for _, c := range e.Claims {
			x.Claims = append(x.Claims, [2]string{c.Dispatch, c.Claim})
		}
		out = append(out, x)
	}
	sendJSON(w, d, out)
}

func sendJSON(w http.ResponseWriter, d *desk, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		d.Log.Error("encode", "error", err)
		http.Error(w, "could not be encoded", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Write(raw)
}
