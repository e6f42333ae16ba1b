// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
	"recoupe/lang"
)

type ledgerPage struct {
	Places     []ledgerPlace
	Query      string
	KnownText  string
	Rows       int
	Unmapped   int
	KnownLimit time.Time
}

// ledgerPlace is a place with everything that was said about who holds it, oldest first.
type ledgerPlace struct {
	Name string
	// ID leads to the page of the place, "" for a set of unnamed places.
	ID   string
	Rows []holdView
	// Now is the latest accepted row that says who holds the place, nil for none.
	Now *holdView
	// Anchor names the place in addresses; Lanes and Ticks draw it.
	Anchor string
	Lanes  []lane
	Ticks  []tick
}

// holdView is a row of the ledger in the reader's words.
type holdView struct {
	recoupe.Hold
	Words, Says, Holder string
	// Where is the place as it was said, where that is not the place itself: "au nord-est de".
	Where string
	Quote quote
	Link  string
	Side  Side
	// Times counts how often the same origin said the same without saying anything else in between.
	Times int
}

// ledger shows who is said to hold what, as known at a time.
func (d *desk) ledger(w http.ResponseWriter, r *http.Request, v *viewer) {
	page := ledgerPage{Query: strings.TrimSpace(r.URL.Query().Get("place")), KnownText: r.URL.Query().Get("known")}
	page.KnownLimit = d.knownAt(r.URL.Query())
	demo := false
	var rows []holdView
	for _, h := range v.w.Holds {
		if !knownAt(h, page.KnownLimit) || !v.asked(h, page.Query) {
			continue
		}
		x := v.hold(h)
		demo = demo || x.Quote.Published.Demonstration
		page.Rows++
		if !drawable(h.Place) {
			page.Unmapped++
		}
		rows = append(rows, x)
	}
	page.Places = v.byPlace(rows)
	d.render(w, r, http.StatusOK, "ledger", v.l.t("nav.ledger"), demo, page)
}

// asked reports whether a row speaks of a place that a reader asks for.
func (v *viewer) asked(h recoupe.Hold, query string) bool {
	return query == "" || strings.Contains(lang.Fold(v.l.place(h.Place)+" "+h.Place.Name+" "+h.Place.Text+" "+h.Place.ID), lang.Fold(query))
}

// byPlace puts rows under the settlement that they speak of, the most spoken of first. What is said of the
// surroundings of a place ("north-east of", "10 km from") stands under the place; a set of unnamed places stands apart.
func (v *viewer) byPlace(rows []holdView) []ledgerPlace {
	found := map[string]*ledgerPlace{}
	var order []string
	for _, x := range rows {
		place := x.Place
		if place.Count == 0 {
			place.Relation, place.Directions, place.Distance, place.Somewhere = "", nil, nil, false
		}
		name := v.l.place(place)
		key := first(place.ID, name)
		if place.Count > 0 {
			key += " " + name
		}
		p := found[key]
		if p == nil {
			p = &ledgerPlace{Name: name}
			if place.Count == 0 {
				p.ID = place.ID
			}
			found[key] = p
			order = append(order, key)
		}
		if where := v.l.place(x.Place); where != name {
			x.Where = where
		}
		p.Rows = append(p.Rows, x)
	}
	slices.SortFunc(order, func(a, b string) int {
		return cmp.Or(len(found[b].Rows)-len(found[a].Rows), strings.Compare(a, b))
	})
	var out []ledgerPlace
	for _, key := range order {
		p := found[key]
		slices.SortStableFunc(p.Rows, func(a, b holdView) int { return since(a.Hold).Compare(since(b.Hold)) })
		p.Rows = foldRows(p.Rows)
		p.Now = holder(p.Rows)
		out = append(out, *p)
	}
	s := v.scaleOf(out)
	for i := range out {
		p := &out[i]
		p.Anchor, p.Lanes, p.Ticks = "p"+strconv.Itoa(i), s.lanes(*p), s.ticks(v.l)
	}
	return out
}

// foldRows makes one row of those in which an origin says again what it said last.
func foldRows(rows []holdView) []holdView {
	var out []holdView
	last := map[string]int{}
	for _, x := range rows {
		x.Times = 1
		i, ok := last[x.Says]
		if ok && sameHold(out[i], x) {
			out[i].Times++
			continue
		}
		last[x.Says] = len(out)
		out = append(out, x)
	}
	return out
}

func sameHold(a, b holdView) bool {
	return a.Relation == b.Relation && a.Controller == b.Controller && a.Opponent == b.Opponent && a.Polarity == b.Polarity &&
		a.Status == b.Status && a.Hedged == b.Hedged && a.Where == b.Where && a.KnownTo.Equal(b.KnownTo)
}

// holder is the latest accepted row that says who holds the place.
func holder(rows []holdView) *holdView {
	var now *holdView
	for i, x := range rows {
		if x.Status == "accepted" && x.Relation != "threatened" && x.Relation != "line_cut" && x.Polarity != recoupe.Negative {
			now = &rows[i]
		}
	}
	return now
}

// knownAt is the moment up to which a reader wants to know things; zero is now.
func (d *desk) knownAt(q url.Values) time.Time {
	for _, layout := range []string{"2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, q.Get("known"), d.Zone); err == nil {
			if layout == time.DateOnly {
				t = t.AddDate(0, 0, 1)
			}
			return t
		}
	}
	return time.Time{}
}

// knownAt reports whether the desk knew a row at t; a zero t is now.
func knownAt(h recoupe.Hold, t time.Time) bool {
	if t.IsZero() {
		return h.KnownTo.IsZero()
	}
	return !h.KnownFrom.After(t) && (h.KnownTo.IsZero() || h.KnownTo.After(t))
}

// since is when a row begins to hold, as well as is known.
func since(h recoupe.Hold) time.Time {
	if h.Valid != nil && !h.Valid.Start.IsZero() {
		return h.Valid.Start
	}
	return h.Said
}

func (v *viewer) hold(h recoupe.Hold) holdView {
	x := holdView{Hold: h, Holder: v.actor(h.Controller, h.ControllerName), Says: v.actor(h.Origin, ""), Quote: v.quote(h.Claim), Link: claimLink(h.Claim)}
	if h.Origin == "" {
		x.Says = first(x.Quote.Publisher, v.l.t("author"))
	}
	if x.Holder == "" {
		x.Holder = v.l.t("holder.unknown")
	}
	x.Words = v.l.word("hold."+h.Relation, h.Relation)
	if h.Polarity == recoupe.Negative {
		x.Words = v.l.t("hold.not", x.Words)
	}
	x.Side = v.d.side(h.Controller, h.Place.Country, since(h))
	return x
}

// side is how a holder is drawn.
func (d *desk) side(actor, country string, on time.Time) Side {
	if actor != "" && d.Side != nil {
		if s := d.Side(actor, country, on); s.Class != "" {
			return s
		}
	}
	return Side{Letter: "?", Class: "unknown"}
}
