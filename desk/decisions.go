// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"recoupe"
)

// decisionView is a decision with the two claims that it is about.
type decisionView struct {
	recoupe.Decision
	Left, Right quote
	// Event is the event that the first claim is in now, "" for none.
	Event string
	// Can says that a reader may undo it here.
	Can bool
}

type decisionsPage struct {
	List    []decisionView
	Problem string
}

// decisions lists what people decided about events, the latest first.
func (d *desk) decisions(w http.ResponseWriter, r *http.Request) {
	d.showDecisions(w, r, http.StatusOK, "")
}

func (d *desk) showDecisions(w http.ResponseWriter, r *http.Request, status int, problem string) {
	v, ds, err := d.decided(r)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	page := decisionsPage{Problem: problem}
	for _, x := range slices.Backward(ds) {
		page.List = append(page.List, v.decision(x))
	}
	d.render(w, r, status, "decisions", v.l.t("decide.title"), false, page)
}

// decided returns a viewer with all decisions.
func (d *desk) decided(r *http.Request) (*viewer, []recoupe.Decision, error) {
	if d.Decisions == nil {
		return nil, nil, recoupe.ErrNotFound
	}
	v, err := d.viewer(r.Context(), d.langOf(r))
	if err != nil {
		return nil, nil, err
	}
	ds, err := d.Decisions.Decisions(r.Context())
	return v, ds, err
}

func (v *viewer) decision(x recoupe.Decision) decisionView {
	a, b := v.at(x.A), v.at(x.B)
	out := decisionView{Decision: x, Left: v.quote(a), Right: v.quote(b), Can: !x.Undone}
	for _, e := range v.w.Events {
		if slices.Contains(e.Claims, a) {
			out.Event = e.ID
		}
	}
	return out
}

// at is the claim that an anchor names now.
func (v *viewer) at(a recoupe.Anchor) recoupe.ClaimRef {
	ref := recoupe.ClaimRef{Dispatch: a.Dispatch}
	if r, err := v.d.shelf.reading(v.ctx, a.Dispatch); err == nil {
		ref.Claim = r.At(a)
	}
	return ref
}

// concerns are the decisions about claims of an event, the latest first.
func (v *viewer) concerns(e recoupe.Event, ds []recoupe.Decision) []decisionView {
	var out []decisionView
	for _, x := range slices.Backward(ds) {
		if slices.Contains(e.Claims, v.at(x.A)) || slices.Contains(e.Claims, v.at(x.B)) {
			out = append(out, v.decision(x))
		}
	}
	return out
}

// mergeChoices bounds how many other events a reader may choose from.
const mergeChoices = 40

// choice is an event that another may be joined with.
type choice struct{ Value, Words string }

// choices are events of the same family as one, those at its places first, then the nearest in time.
func (v *viewer) choices(e recoupe.Event) []choice {
	family, _, _ := strings.Cut(e.Type, ".")
	var es []recoupe.Event
	for _, x := range v.w.Events {
		if f, _, _ := strings.Cut(x.Type, "."); f == family && x.ID != e.ID && len(x.Claims) > 0 {
			es = append(es, x)
		}
	}
	at := last(e)
	slices.SortStableFunc(es, func(a, b recoupe.Event) int {
		return cmp.Or(cmp.Compare(placesShared(&e, &b), placesShared(&e, &a)), cmp.Compare(last(a).Sub(at).Abs(), last(b).Sub(at).Abs()))
	})
	var out []choice
	for _, x := range es[:min(len(es), mergeChoices)] {
		c := v.card(x)
		words := c.Name
		if c.Where != "" {
			words += " – " + c.Where
		}
		if len(x.Origins) > 0 {
			words += " – " + first(v.actor(x.Origins[0].Source, x.Origins[0].Name), v.l.t("origin.unnamed"))
		}
		out = append(out, choice{refValue(x.Claims[0]), words})
	}
	return out
}

func placesShared(a, b *recoupe.Event) int {
	n := 0
	for _, p := range a.Places {
		if p.ID != "" && slices.ContainsFunc(b.Places, func(q recoupe.Place) bool { return q.ID == p.ID }) {
			n++
		}
	}
	return n
}

// refValue writes a claim for a form; refOf reads it.
func refValue(c recoupe.ClaimRef) string { return c.Dispatch + " " + c.Claim }

func refOf(s string) (recoupe.ClaimRef, error) {
	dispatch, claim, ok := strings.Cut(s, " ")
	if !ok || dispatch == "" || claim == "" {
		return recoupe.ClaimRef{}, fmt.Errorf("%q names no claim: %w", s, recoupe.ErrInvalid)
	}
	return recoupe.ClaimRef{Dispatch: dispatch, Claim: claim}, nil
}

// decide takes a decision from a form and goes to the event that the first claim is in then.
func (d *desk) decide(w http.ResponseWriter, r *http.Request) {
	if d.Decisions == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if id := r.FormValue("undo"); id != "" {
		d.undone(w, r, id)
		return
	}
	a, err := refOf(r.FormValue("a"))
	if err == nil {
		var b recoupe.ClaimRef
		if b, err = refOf(r.FormValue("b")); err == nil {
			_, err = d.Decisions.Decide(r.Context(), r.FormValue("together") != "", a, b, r.FormValue("by"), r.FormValue("reason"))
		}
	}
	if err != nil {
		d.showDecisions(w, r, statusOf(err), err.Error())
		return
	}
	d.shelf.clear()
	http.Redirect(w, r, d.eventOf(r, a), http.StatusSeeOther)
}

// undone takes a decision back and returns to where the reader was.
func (d *desk) undone(w http.ResponseWriter, r *http.Request, id string) {
	if err := d.Decisions.Undo(r.Context(), id); err != nil {
		d.showDecisions(w, r, statusOf(err), err.Error())
		return
	}
	d.shelf.clear()
	if a, err := refOf(r.FormValue("a")); err == nil {
		http.Redirect(w, r, d.eventOf(r, a), http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, "/decisions", http.StatusSeeOther)
}

// withdraw takes a dispatch out, with a reason, and returns to it.
func (d *desk) withdraw(w http.ResponseWriter, r *http.Request) {
	if d.Decisions == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	id := r.PathValue("id")
	if _, err := d.Decisions.Withdraw(r.Context(), id, r.FormValue("by"), r.FormValue("reason")); err != nil {
		d.fail(w, r, err)
		return
	}
	d.shelf.clear()
	http.Redirect(w, r, "/dispatches/"+pathEscape(id), http.StatusSeeOther)
}

// eventOf is the page of the event that a claim is in, else the list of decisions.
func (d *desk) eventOf(r *http.Request, c recoupe.ClaimRef) string {
	if w, err := d.Library.Woven(r.Context()); err == nil {
		for _, e := range w.Events {
			if slices.Contains(e.Claims, c) {
				return "/events/" + pathEscape(e.ID)
			}
		}
	}
	return "/decisions"
}

// decisionJSON is a decision as the interface gives it.
type decisionJSON struct {
	ID       string    `json:"id"`
	Together bool      `json:"together"`
	A        [2]string `json:"a"`
	B        [2]string `json:"b"`
	By       string    `json:"by"`
	Reason   string    `json:"reason"`
	At       string    `json:"at"`
	Undone   bool      `json:"undone"`
	UndoneAt *string   `json:"undone_at"`
}

func (v *viewer) decisionJSON(x recoupe.Decision) decisionJSON {
	pair := func(a recoupe.Anchor) [2]string { c := v.at(a); return [2]string{c.Dispatch, c.Claim} }
	out := decisionJSON{ID: x.ID, Together: x.Together, A: pair(x.A), B: pair(x.B), By: x.By, Reason: x.Reason, At: x.At.UTC().Format(isoSeconds), Undone: x.Undone}
	if x.Undone {
		s := x.UndoneAt.UTC().Format(isoSeconds)
		out.UndoneAt = &s
	}
	return out
}

const isoSeconds = "2006-01-02T15:04:05Z"

// decisionsJSON lists all decisions, also those undone, in the order in which they were made.
func (d *desk) decisionsJSON(w http.ResponseWriter, r *http.Request) {
	v, ds, err := d.decided(r)
	if err != nil {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
		return
	}
	out := []decisionJSON{}
	for _, x := range ds {
		out = append(out, v.decisionJSON(x))
	}
	sendJSON(w, d, out)
}

// decideJSON takes a decision as JSON, {"together": true, "a": ["dispatch", "claim"], "b": […], "by": "", "reason": ""},
// and answers with it.
func (d *desk) decideJSON(w http.ResponseWriter, r *http.Request) {
	if d.Decisions == nil {
		http.NotFound(w, r)
		return
	}
	var in decisionJSON
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil || in.A[1] == "" || in.B[1] == "" {
		http.Error(w, `want {"together": true or false, "a": ["dispatch", "claim"], "b": ["dispatch", "claim"], "by": "", "reason": ""}`, http.StatusBadRequest)
		return
	}
	x, err := d.Decisions.Decide(r.Context(), in.Together, recoupe.ClaimRef{Dispatch: in.A[0], Claim: in.A[1]}, recoupe.ClaimRef{Dispatch: in.B[0], Claim: in.B[1]}, in.By, in.Reason)
	d.answerJSON(w, r, x.ID, err)
}

// undoJSON marks a decision undone and answers with it.
func (d *desk) undoJSON(w http.ResponseWriter, r *http.Request) {
	if d.Decisions == nil {
		http.NotFound(w, r)
		return
	}
	id := r.PathValue("id")
	d.answerJSON(w, r, id, d.Decisions.Undo(r.Context(), id))
}

func (d *desk) answerJSON(w http.ResponseWriter, r *http.Request, id string, err error) {
	if err != nil {
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	d.shelf.clear()
	v, ds, err := d.decided(r)
	i := slices.IndexFunc(ds, func(x recoupe.Decision) bool { return x.ID == id })
	if err != nil || i < 0 {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	sendJSON(w, d, v.decisionJSON(ds[i]))
}
