// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"

	"recoupe"
	"recoupe/export"
)

// readerPage is a dispatch with its words marked and its claims beside them.
type readerPage struct {
	Dispatch recoupe.Dispatch
	Blocks   []block
	Claims   []claimView
	Notes    []string
	// Withdrawn is what this dispatch replaces, Replaced what replaces it; nil for none.
	Withdrawn, Replaced *recoupe.Replacement
	// CanWithdraw says that a reader may take the dispatch out.
	CanWithdraw bool
	Events      []eventLink
	MapLink     string
}

type claimView struct {
	recoupe.Claim
	Name   string
	Words  string
	Hedged bool
	// Chain is the speakers from the author outwards.
	Chain  []member
	Actors []part
	// Rule found the claim, How its attribution.
	Rule, How string
	Cue       string
	Carried   bool
	Figures   []string
	Event     string
	Against   []conflict
}

// part is an actor's part in a claim, named in the reader's language.
type part struct {
	recoupe.Role
	Display string
}

// member is one speaker of a chain; the inner one is whose claim it is.
// Value is how far it vouches for the claim (FactBank), with its words.
type member struct {
	Name, Value, Words string
	Inner              bool
}

type eventLink struct{ ID, Name string }

// dispatch shows one dispatch.
func (d *desk) dispatch(w http.ResponseWriter, r *http.Request) {
	reading, err := d.shelf.reading(r.Context(), r.PathValue("id"))
	if err != nil {
		d.fail(w, r, err)
		return
	}
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		d.fail(w, r, err)
		return
	}
	page := v.reader(&reading)
	title := reading.Dispatch.Title
	if title == "" {
		title = v.l.t("dispatch.untitled")
	}
	d.render(w, r, http.StatusOK, "dispatch", title, reading.Dispatch.Demonstration, page)
}

func (v *viewer) reader(r *recoupe.Reading) readerPage {
	page := readerPage{Dispatch: r.Dispatch, Blocks: blocks(r), Notes: r.Notes, Withdrawn: r.Dispatch.Replaces, CanWithdraw: v.d.Decisions != nil && r.Dispatch.Replaces == nil,
		MapLink: "/api/map.json?dispatch=" + pathEscape(r.Dispatch.ID)}
	page.Replaced = v.d.shelf.replaced(v.ctx, r.Dispatch.ID)
	in := v.eventsOf(r.Dispatch.ID)
	names := map[string]string{recoupe.Author: v.l.t("author")}
	for _, a := range r.Attributions {
		if a.Source.ID != "" {
			names[a.Source.ID] = v.actor(a.Source.ID, first(a.Source.Name, a.Source.Text))
		}
	}
	for i := range r.Claims {
		c := v.claimView(r, &r.Claims[i], names)
		c.Event = in[c.ID]
		page.Claims = append(page.Claims, c)
	}
	seen := map[string]bool{}
	for _, c := range page.Claims {
		if c.Event != "" && !seen[c.Event] {
			seen[c.Event] = true
			e, _ := v.find(c.Event)
			page.Events = append(page.Events, eventLink{c.Event, v.l.eventName(e.Type)})
		}
	}
	return page
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// eventsOf maps the claims of a dispatch to events.
func (v *viewer) eventsOf(dispatch string) map[string]string {
	out := map[string]string{}
	for _, e := range v.w.Events {
		if e.Successor != "" {
			continue
		}
		for _, ref := range e.Claims {
			if ref.Dispatch == dispatch {
				out[ref.Claim] = e.ID
			}
		}
	}
	return out
}

func (v *viewer) claimView(r *recoupe.Reading, c *recoupe.Claim, names map[string]string) claimView {
	out := claimView{Claim: *c, Name: v.l.eventName(c.Event), Words: claimText(c), Hedged: hedged(c), Rule: c.Rule}
	ref := recoupe.ClaimRef{Dispatch: r.Dispatch.ID, Claim: c.ID}
	chain := []string{recoupe.Author}
	if a := attribution(r, c.Attribution); a != nil {
		out.Cue, out.Carried = a.Cue.Text, !a.Source.Explicit
		out.How = a.Rule
		chain = a.Chain
	}
	for i, id := range chain {
		m := member{Name: first(names[id], v.actor(id, "")), Inner: i == len(chain)-1}
		for _, x := range c.Commitment {
			if x.Source == id {
				m.Value, m.Words = string(x.Value), v.l.t("commit."+string(x.Value))
			}
		}
		out.Chain = append(out.Chain, m)
	}
	for _, a := range c.Actors {
		out.Actors = append(out.Actors, part{a, v.actor(a.ID, first(a.Name, a.Text))})
	}
	for _, f := range c.Figures {
		out.Figures = append(out.Figures, v.l.said(f))
	}
	for _, x := range v.against[ref] {
		a, b := v.quote(x.A), v.quote(x.B)
		out.Against = append(out.Against, conflict{Contradiction: x, Left: a, Right: b, LeftWho: v.speaker(x.A), RightWho: v.speaker(x.B),
			LeftLink: claimLink(x.A), RightLink: claimLink(x.B)})
	}
	return out
}

// dispatchJSON serves a reading by the contract, offsets in code points.
func (d *desk) dispatchJSON(w http.ResponseWriter, r *http.Request) {
	reading, err := d.shelf.reading(r.Context(), r.PathValue("id"))
	if err != nil {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
		return
	}
	sendJSON(w, d, export.OfReading(reading))
}
