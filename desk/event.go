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

func pathEscape(s string) string { return url.PathEscape(s) }

// proof is an event with everything that its state rests on.
type proof struct {
	card
	Sides []originView
	// Figures by band, each with who said what.
	Bands   []band
	History []moment
	MapLink string
	Drifts  []driftView
	// Needs says what the next state would need.
	Needs []string
	// Decided are the decisions about its claims; Choices the events that it may be joined with.
	CanDecide bool
	Decided   []decisionView
	Choices   []choice
}

// driftView is a slip of a copy in words, with the copy's words.
type driftView struct {
	Words string
	Quote quote
}

// originView is an origin with all its claims and the copies that collapsed into it.
type originView struct {
	recoupe.Origin
	Display   string
	Quotes    []quote
	Collapsed []collapse
}

type collapse struct {
	Quote     quote
	Rule, Why string
}

type band struct {
	Words  string
	Values []bandValue
}

type bandValue struct {
	Who, Words string
	Quote      quote
	AsOf       time.Time
}

// moment is one publication in the order of time. Apart is the claim that it would be kept apart from.
type moment struct {
	Quote quote
	Who   string
	Apart string
}

// event shows one event with its proof.
func (d *desk) event(w http.ResponseWriter, r *http.Request, v *viewer) {
	e, ok := v.find(r.PathValue("id"))
	if !ok {
		d.former(w, r, r.PathValue("id"))
		return
	}
	p := v.proof(e)
	if d.Decisions != nil {
		ds, err := d.Decisions.Decisions(r.Context())
		if err != nil {
			d.fail(w, r, err)
			return
		}
		p.CanDecide, p.Decided, p.Choices = true, v.concerns(e, ds), v.choices(e)
	}
	d.render(w, r, http.StatusOK, "event", p.Name, p.Demonstration, p)
}

// former leads from an event that is no more to the one that has its claims now.
func (d *desk) former(w http.ResponseWriter, r *http.Request, id string) {
	if d.Decisions != nil {
		if e, err := d.Decisions.Former(r.Context(), id); err == nil && e.Successor != "" {
			http.Redirect(w, r, "/events/"+pathEscape(e.Successor), http.StatusFound)
			return
		}
	}
	d.fail(w, r, recoupe.ErrNotFound)
}

func (v *viewer) find(id string) (recoupe.Event, bool) {
	for _, e := range v.w.Events {
		if e.ID == id {
			return e, true
		}
	}
	return recoupe.Event{}, false
}

func (v *viewer) proof(e recoupe.Event) proof {
	p := proof{card: v.card(e), Needs: v.needs(e), MapLink: "/api/map.json?event=" + url.QueryEscape(e.ID)}
	for _, o := range e.Origins {
		x := originView{Origin: o, Display: v.actor(o.Source, o.Name)}
		if x.Display == "" {
			x.Display = v.l.t("origin.unnamed")
		}
		for _, ref := range o.Claims {
			x.Quotes = append(x.Quotes, v.quote(ref))
		}
		for _, c := range o.Collapsed {
			x.Collapsed = append(x.Collapsed, collapse{v.quote(c.Claim), c.Rule, v.why(c)})
		}
		p.Sides = append(p.Sides, x)
	}
	for _, f := range e.Figures {
		b := band{Words: first(v.l.band(f), v.l.figure(f))}
		for _, s := range f.Values {
			b.Values = append(b.Values, bandValue{v.actor(s.Origin, s.Origin), v.l.said(s.Figure), v.quote(s.Claim), s.AsOf})
		}
		p.Bands = append(p.Bands, b)
	}
	for _, x := range e.Drifts {
		p.Drifts = append(p.Drifts, driftView{v.l.t("drift.line", v.l.word("slot."+x.Slot, x.Slot), x.Became, x.Was), v.quote(x.Claim)})
	}
	for i, ref := range e.Claims {
		m := moment{Quote: v.quote(ref), Who: v.speaker(ref)}
		if len(e.Claims) > 1 {
			m.Apart = refValue(e.Claims[min(1, max(0, 1-i))])
		}
		p.History = append(p.History, m)
	}
	return p
}

// needs puts into words what an event lacks for the next state; nothing where it lacks nothing.
func (v *viewer) needs(e recoupe.Event) []string {
	if len(e.Missing) == 0 {
		return nil
	}
	switch e.Support {
	case recoupe.Unsourced:
		return []string{v.l.t("needs.named")}
	case recoupe.Claimed, recoupe.OneSided:
		for _, o := range e.Origins {
			if !o.Against && !o.Withdrawn {
				return []string{v.l.t("needs.outside", v.actor(o.Source, o.Name))}
			}
		}
	case recoupe.Reported:
		out := []string{v.l.t("needs.independent")}
		if slices.Contains(e.Modifiers, "role_unknown") {
			out = append(out, v.l.t("needs.role"))
		}
		return out
	}
	return nil
}

// why gives the reason of a collapse: the rule in the reader's language, else what the rule wrote.
func (v *viewer) why(c recoupe.Collapse) string {
	return v.l.word("collapse."+c.Rule, c.Why)
}

// mapped reports whether an event can be drawn.
func mapped(e recoupe.Event) bool {
	return slices.ContainsFunc(e.Places, local)
}

// local: drawable, and less than a whole country, which is no place for an event on a map of many.
func local(p recoupe.Place) bool {
	return drawable(p) && (p.Kind != "country" || p.Relation != "")
}

// drawable: a named place with an area or a point in which something may have happened.
func drawable(p recoupe.Place) bool {
	return p.Role == "" && p.Count == 0 && (len(p.Area) > 0 || len(p.Core) > 0 || p.Point != nil)
}

// placesShown bounds how many places a line names.
const placesShown = 3

// placesLine names the places of an event, each once.
func (l *locale) placesLine(ps []recoupe.Place) string {
	var out []string
	for _, p := range ps {
		s := l.place(p)
		if s == "" || slices.Contains(out, s) {
			continue
		}
		if len(out) == placesShown {
			out = append(out, "…")
			break
		}
		out = append(out, s)
	}
	return strings.Join(out, " · ")
}
