// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/ledger"
)

// heldPage is one place of the ledger: its state at a time as known at another, everything ever said about it, and
// the nearest front.
type heldPage struct {
	Name, ID          string
	OnText, KnownText string
	On, Known         time.Time
	State             standingView
	Sides             []standingView
	Rows              []holdView
	Front             *frontView
}

// standingView is the state of a place in the reader's words. By is whose view it is, "" for what is accepted.
type standingView struct {
	By, State, Holder, Status string
	StatusWords               string
	Others                    []string
	Side                      Side
}

// frontView is the nearest place where two sides are said to meet.
type frontView struct {
	Km  float64
	Row holdView
	// Where is its place.
	Where string
}

// held shows one place.
func (d *desk) held(w http.ResponseWriter, r *http.Request) {
	v, page, err := d.heldPage(r)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	demo := slices.ContainsFunc(page.Rows, func(x holdView) bool { return x.Quote.Published.Demonstration })
	d.render(w, r, http.StatusOK, "held", v.l.t("nav.ledger")+" · "+page.Name, demo, page)
}

func (d *desk) heldPage(r *http.Request) (*viewer, heldPage, error) {
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		return nil, heldPage{}, err
	}
	q := r.URL.Query()
	page := heldPage{ID: r.PathValue("place"), OnText: q.Get("on"), KnownText: q.Get("known"), On: d.timeOf(q, "on"), Known: d.timeOf(q, "known")}
	rows := ledger.History(v.w.Holds, page.ID)
	if len(rows) == 0 {
		return v, page, recoupe.ErrNotFound
	}
	on := page.On
	if on.IsZero() {
		on = v.latest()
	}
	page.Name = v.settlement(rows[0].Place)
	page.State = v.standing("", ledger.At(v.w.Holds, d.Register, page.ID, on, page.Known), rows, on)
	for _, h := range rows {
		x := v.hold(h)
		if where := v.l.place(h.Place); where != page.Name {
			x.Where = where
		}
		page.Rows = append(page.Rows, x)
	}
	for _, who := range speakers(rows) {
		if s := ledger.Says(v.w.Holds, d.Register, page.ID, who, on, page.Known); s.State != ledger.Unknown {
			page.Sides = append(page.Sides, v.standing(v.actor(who, who), s, rows, on))
		}
	}
	page.Front = v.front(rows, on, page.Known)
	return v, page, nil
}

// latest is when the ledger was last spoken of: the time that is asked about where a reader states none.
func (v *viewer) latest() time.Time {
	var t time.Time
	for _, h := range v.w.Holds {
		if h.Said.After(t) {
			t = h.Said
		}
	}
	return t
}

// settlement names a place without what is said of its surroundings.
func (v *viewer) settlement(p recoupe.Place) string {
	p.Relation, p.Directions, p.Distance, p.Somewhere = "", nil, nil, false
	return v.l.place(p)
}

// speakers are the named origins of rows, each once.
func speakers(rows []recoupe.Hold) []string {
	var out []string
	for _, h := range rows {
		if h.Origin != "" && !slices.Contains(out, h.Origin) {
			out = append(out, h.Origin)
		}
	}
	slices.Sort(out)
	return out
}

func (v *viewer) standing(by string, s ledger.Standing, rows []recoupe.Hold, on time.Time) standingView {
	x := standingView{By: by, State: v.l.word("standing."+strings.ToLower(s.State), s.State), Status: s.Status}
	if s.Status != "" {
		x.StatusWords = v.l.word("status."+s.Status, s.Status)
	}
	holder := v.of(s.Holder, rows)
	x.Holder, x.Side = v.actor(holder, holder), v.d.side(holder, rows[0].Place.Country, on)
	for _, o := range s.Others {
		o = v.of(o, rows)
		x.Others = append(x.Others, v.actor(o, o))
	}
	return x
}

// of is an actor of a side that rows speak of, to give the side a name and a sign; the side itself where they name none.
func (v *viewer) of(side string, rows []recoupe.Hold) string {
	for _, h := range slices.Backward(rows) {
		for _, id := range []string{h.Controller, h.Opponent, h.Origin} {
			if e, ok := v.d.Register.Get(id); ok && e.CampOn(h.Said) == side {
				return id
			}
		}
	}
	return side
}

// front is the nearest one to the first row that has a point; nil where none is claimed.
func (v *viewer) front(rows []recoupe.Hold, on, known time.Time) *frontView {
	for _, h := range rows {
		if h.Place.Point == nil {
			continue
		}
		f, ok := ledger.Nearest(v.w.Holds, *h.Place.Point, on, known)
		if !ok {
			return nil
		}
		return &frontView{Km: f.Km, Row: v.hold(f.Hold), Where: v.l.place(f.Hold.Place)}
	}
	return nil
}

// changesPage is what became known between two times, and what ceased to be.
type changesPage struct {
	FromText, ToText string
	From, To         time.Time
	Begun, Ended     []holdView
	Asked            bool
}

// changes shows what changed in the ledger between two times.
func (d *desk) changes(w http.ResponseWriter, r *http.Request, v *viewer) {
	page := d.changesPage(v, r.URL.Query())
	demo := slices.ContainsFunc(page.Begun, func(x holdView) bool { return x.Quote.Published.Demonstration })
	d.render(w, r, http.StatusOK, "changes", v.l.t("changes.title"), demo, page)
}

func (d *desk) changesPage(v *viewer, q url.Values) changesPage {
	page := changesPage{FromText: q.Get("from"), ToText: q.Get("to"), From: d.timeOf(q, "from"), To: d.timeOf(q, "to")}
	page.Asked = !page.From.IsZero() || !page.To.IsZero()
	if !page.Asked {
		return page
	}
	to := page.To
	if to.IsZero() {
		to = v.latest().AddDate(1, 0, 0)
	}
	begun, ended := ledger.Changes(v.w.Holds, page.From, to)
	for _, h := range begun {
		page.Begun = append(page.Begun, v.placed(h))
	}
	for _, h := range ended {
		page.Ended = append(page.Ended, v.placed(h))
	}
	return page
}

// placed is a row with its place.
func (v *viewer) placed(h recoupe.Hold) holdView {
	x := v.hold(h)
	x.Where = v.l.place(h.Place)
	return x
}

// timeOf reads a moment of the reader's zone; a day alone is its end for known and on, and its start otherwise.
func (d *desk) timeOf(q url.Values, key string) time.Time {
	for _, layout := range []string{"2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, q.Get(key), d.Zone); err == nil {
			if layout == time.DateOnly && (key == "known" || key == "on") {
				t = t.AddDate(0, 0, 1).Add(-time.Second)
			}
			return t
		}
	}
	return time.Time{}
}

// standingAnswer is the state of a place as the interface gives it.
type standingAnswer struct {
	Place  string   `json:"place"`
	State  string   `json:"state"`
	Holder *string  `json:"holder"` // null where none is known
	Others []string `json:"others"`
	Status *string  `json:"status"` // null where nothing is known
	Proof  []string `json:"proof"`
	// FrontKm is null where no front is claimed.
	FrontKm *float64 `json:"front_km"`
	Rows    []string `json:"rows"`
}

// known returns nil for an empty string, which JSON writes as null.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// heldJSON serves the state of a place at a time (on) as known at another (known), with the ids of all rows about it.
func (d *desk) heldJSON(w http.ResponseWriter, r *http.Request) {
	v, page, err := d.heldPage(r)
	if err != nil {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
		return
	}
	on := page.On
	if on.IsZero() {
		on = v.latest()
	}
	s := ledger.At(v.w.Holds, d.Register, page.ID, on, page.Known)
	out := standingAnswer{Place: page.ID, State: s.State, Holder: known(s.Holder), Others: append([]string{}, s.Others...), Status: known(s.Status), Proof: append([]string{}, s.Proof...), Rows: []string{}}
	for _, x := range page.Rows {
		out.Rows = append(out.Rows, x.ID)
	}
	if page.Front != nil {
		km := float64(int(page.Front.Km*10+.5)) / 10
		out.FrontKm = &km
	}
	sendJSON(w, d, out)
}

// changesJSON serves the ids of the rows that became known between two times, and of those that ceased to be.
func (d *desk) changesJSON(w http.ResponseWriter, r *http.Request, v *viewer) {
	page := d.changesPage(v, r.URL.Query())
	if !page.Asked {
		http.Error(w, "want from=, to= or both", http.StatusBadRequest)
		return
	}
	out := map[string][]string{"begun": {}, "ended": {}}
	for _, x := range page.Begun {
		out["begun"] = append(out["begun"], x.ID)
	}
	for _, x := range page.Ended {
		out["ended"] = append(out["ended"], x.ID)
	}
	sendJSON(w, d, out)
}
