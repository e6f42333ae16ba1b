// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
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
	ID, Name string
	Rows     []holdView
	// Now is the latest accepted row, nil for none.
	Now *holdView
	// Anchor names the place in addresses; Lanes and Ticks draw it.
	Anchor string
	Lanes  []lane
	Ticks  []tick
}

type holdView struct {
	recoupe.Hold
	Words, Says, Holder string
	Quote               quote
	Link                string
	Side                Side
}

// ledger shows who is said to hold what, as known at a time.
func (d *desk) ledger(w http.ResponseWriter, r *http.Request) {
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		d.fail(w, r, err)
		return
	}
	page := ledgerPage{Query: strings.TrimSpace(r.URL.Query().Get("place")), KnownText: r.URL.Query().Get("known")}
	page.KnownLimit = d.knownAt(r.URL.Query())
	demo := false
	byPlace := map[string]*ledgerPlace{}
	var order []string
	for _, h := range v.w.Holds {
		if !knownAt(h, page.KnownLimit) {
			continue
		}
		name := v.l.place(h.Place)
		if page.Query != "" && !strings.Contains(lang.Fold(name+" "+h.Place.Text+" "+h.Place.ID), lang.Fold(page.Query)) {
			continue
		}
		key := name
		p := byPlace[key]
		if p == nil {
			p = &ledgerPlace{ID: h.Place.ID, Name: name}
			byPlace[key] = p
			order = append(order, key)
		}
		x := v.hold(h)
		demo = demo || x.Quote.Published.Demonstration
		p.Rows = append(p.Rows, x)
		page.Rows++
		if !drawable(h.Place) {
			page.Unmapped++
		}
	}
	slices.SortFunc(order, func(a, b string) int {
		if n := len(byPlace[b].Rows) - len(byPlace[a].Rows); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	for _, key := range order {
		p := byPlace[key]
		slices.SortStableFunc(p.Rows, func(a, b holdView) int { return since(a.Hold).Compare(since(b.Hold)) })
		for i := range p.Rows {
			if p.Rows[i].Status == "accepted" {
				p.Now = &p.Rows[i]
			}
		}
		page.Places = append(page.Places, *p)
	}
	s := v.scaleOf(page.Places)
	for i := range page.Places {
		p := &page.Places[i]
		p.Anchor, p.Lanes, p.Ticks = "p"+strconv.Itoa(i), s.lanes(*p), s.ticks(v.l)
	}
	d.render(w, r, http.StatusOK, "ledger", v.l.t("nav.ledger"), demo, page)
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
	x.Side = v.d.side(h.Controller, since(h))
	return x
}

// side is how a holder is drawn.
func (d *desk) side(actor string, on time.Time) Side {
	if actor != "" && d.Side != nil {
		if s := d.Side(actor, on); s.Class != "" {
			return s
		}
	}
	return Side{Letter: "?", Class: "unknown"}
}
