// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package weave runs the stages between dispatches: reprint, link, confirm, ledger.
//
// In: readings of any number of dispatches, in any order, and what is known of
// actors. Out: events with states and origins, contradictions, the ledger. What
// comes out depends on what was put in and never on the order in which it came;
// putting in one dispatch weaves again only what it touches. It reads no text
// itself and keeps nothing but memory.
package weave

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
	"recoupe/ledger"
	"recoupe/link"
	"recoupe/reprint"
)

// Options are what weaving needs to know about the world.
type Options struct {
	// Register knows who is who, with dated camps and bodies. Nil is no register: no origin then has a role.
	Register *actor.Register
	// Decisions are what people decided about events: merges and splits.
	Decisions []Decision
}

// Weave weaves readings, all at once.
func Weave(rs []recoupe.Reading, o Options) recoupe.Woven {
	w := New(o)
	for _, r := range rs {
		w.Put(r)
	}
	return w.Woven()
}

// Weaver keeps a woven state while dispatches come, are read again and go. It is not safe for concurrent use.
type Weaver struct {
	Options
	world  confirm.World
	linker *link.Linker
	prints *reprint.Index
	docs   map[string]*doc
	said   map[recoupe.ClaimRef]*said
	// notices are the dispatches that replace one, by its id, whether that has come or not.
	notices map[string][]*doc
	// pairs are copies of claims; places the claims about control, by place.
	pairs  map[recoupe.ClaimRef][]pair
	places map[string][]*said
	// events are what is woven, by opener; rows the unsettled rows of the ledger, holds the settled ones, by place.
	events map[recoupe.ClaimRef]*event
	rows   map[string]map[recoupe.ClaimRef][]recoupe.Hold
	holds  map[string][]recoupe.Hold
	// touched are claims of which something changed since the last weaving.
	touched map[recoupe.ClaimRef]bool
}

// event is an event with what it adds to the other results.
type event struct {
	recoupe.Event
	contradictions []recoupe.Contradiction
	places         []string // of its rows
}

// New returns an empty weaver.
func New(o Options) *Weaver {
	w := &Weaver{Options: o, world: confirm.World{Register: o.Register}, linker: link.New(), prints: reprint.New(reprint.Defaults()),
		docs: map[string]*doc{}, said: map[recoupe.ClaimRef]*said{}, notices: map[string][]*doc{}, pairs: map[recoupe.ClaimRef][]pair{},
		places: map[string][]*said{}, events: map[recoupe.ClaimRef]*event{}, rows: map[string]map[recoupe.ClaimRef][]recoupe.Hold{},
		holds: map[string][]recoupe.Hold{}, touched: map[recoupe.ClaimRef]bool{}}
	return w
}

// Put takes in a reading. Of several deliveries of one dispatch the newest revision counts, then the one with the
// greater digest, whatever came first; the same one again is read anew.
func (w *Weaver) Put(r recoupe.Reading) {
	id := r.Dispatch.ID
	if old := w.docs[id]; old != nil {
		if cmp.Or(cmp.Compare(r.Dispatch.Revision, old.r.Dispatch.Revision), strings.Compare(r.Dispatch.Digest, old.r.Dispatch.Digest)) < 0 {
			return
		}
		w.Drop(id)
	}
	d := newDoc(&r, w.Options)
	w.docs[id] = d
	for _, x := range d.claims {
		w.said[x.item.Ref] = x
		w.linker.Add(x.item)
		w.file(x)
		w.touch(x)
	}
	if x := r.Dispatch.Replaces; x != nil && x.ID != id {
		w.notices[x.ID] = append(w.notices[x.ID], d)
	}
	w.index(d)
	w.restand(d)
	w.decide(d)
}

// Drop forgets a dispatch, as if it had never come.
func (w *Weaver) Drop(id string) {
	d := w.docs[id]
	if d == nil {
		return
	}
	delete(w.docs, id)
	w.uncopy(d)
	for _, other := range w.prints.Remove(id) {
		w.recopy(w.docs[other])
	}
	for _, x := range d.claims {
		w.touch(x)
		for _, y := range w.neighbours(x) {
			w.touch(y)
		}
		w.unfile(x)
		w.linker.Remove(x.item.Ref)
		delete(w.said, x.item.Ref)
	}
	if x := d.r.Dispatch.Replaces; x != nil {
		w.notices[x.ID] = slices.DeleteFunc(w.notices[x.ID], func(n *doc) bool { return n == d })
		w.restand(d)
	}
}

// touch marks a claim: its event has to be woven again.
func (w *Weaver) touch(x *said) { w.touched[x.item.Ref] = true }

// opener names the event of a claim.
func (w *Weaver) opener(ref recoupe.ClaimRef) recoupe.ClaimRef {
	o, _ := w.linker.Opener(ref)
	return w.merged(o)
}

// Update weaves again what changed, and returns the openers of the events concerned.
func (w *Weaver) Update() []recoupe.ClaimRef {
	dirty := w.dirty()
	grounds := map[string]bool{}
	for _, o := range dirty {
		w.clear(o, grounds)
	}
	for _, o := range dirty {
		w.weave(o, grounds)
	}
	for _, p := range sortedKeys(grounds) {
		w.settle(p)
	}
	return dirty
}

// dirty lists the events to be woven again: those of touched claims, those that the linker changed, and those that
// speak of the same places at the same time.
func (w *Weaver) dirty() []recoupe.ClaimRef {
	set := map[recoupe.ClaimRef]bool{}
	for _, o := range w.linker.Changed() {
		set[w.merged(o)] = true
		set[o] = true
	}
	for ref := range w.touched {
		set[ref] = true // it may have been an opener
		set[w.opener(ref)] = true
	}
	clear(w.touched)
	for o := range set {
		for _, x := range w.members(o) {
			for _, y := range w.neighbours(x) {
				w.touched[w.opener(y.item.Ref)] = true
			}
		}
	}
	for o := range w.touched {
		set[o] = true
	}
	clear(w.touched)
	out := make([]recoupe.ClaimRef, 0, len(set))
	for o := range set {
		out = append(out, o)
	}
	slices.SortFunc(out, compareRefs)
	return out
}

// members are the claims of the event that a claim opened, in order.
func (w *Weaver) members(opener recoupe.ClaimRef) []*said {
	if w.opener(opener) != opener {
		return nil
	}
	var out []*said
	for _, o := range w.parts(opener) {
		for _, ref := range w.linker.Members(o) {
			if x := w.said[ref]; x != nil {
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, order)
	return out
}

// clear takes an event out and notes the places of its rows.
func (w *Weaver) clear(opener recoupe.ClaimRef, grounds map[string]bool) {
	e := w.events[opener]
	if e == nil {
		return
	}
	for _, p := range e.places {
		grounds[p] = true
		delete(w.rows[p], opener)
	}
	delete(w.events, opener)
}

// weave weighs one event and makes its rows.
func (w *Weaver) weave(opener recoupe.ClaimRef, grounds map[string]bool) {
	g := w.members(opener)
	if len(g) == 0 {
		return
	}
	as := make([]confirm.Assertion, len(g))
	for i, x := range g {
		as[i] = w.assertion(x)
	}
	links := w.links(g)
	foreign, against := w.across(g, opener)
	x, inside := w.world.Event(append(as, foreign...), links)
	e := &event{Event: x, contradictions: append(against, inside...)}
	for _, h := range w.rowsOf(g) {
		p := ledger.PlaceKey(h.Place)
		if w.rows[p] == nil {
			w.rows[p] = map[recoupe.ClaimRef][]recoupe.Hold{}
		}
		w.rows[p][opener] = append(w.rows[p][opener], h)
		grounds[p] = true
		if !slices.Contains(e.places, p) {
			e.places = append(e.places, p)
		}
	}
	w.events[opener] = e
}

// rowsOf makes the rows of one event. What an origin says again, and what is copied from it, makes no second row:
// the first stands, and the next takes over where its dispatch is withdrawn.
func (w *Weaver) rowsOf(g []*said) []recoupe.Hold {
	byStatement := map[string][]recoupe.Hold{}
	for _, x := range g {
		e := ledger.Entry{Assertion: w.assertion(x), Lang: x.doc.r.Dispatch.Lang, Known: x.doc.known, Until: w.gone(x).until}
		for _, h := range ledger.Rows(e, w.Register) {
			k := x.voice.ID + " " + ledger.Statement(h)
			byStatement[k] = append(byStatement[k], h)
		}
	}
	var out []recoupe.Hold
	for _, k := range sortedKeys(byStatement) {
		out = append(out, ledger.Collapse(byStatement[k])...)
	}
	return out
}

// settle settles the rows of one place.
func (w *Weaver) settle(place string) {
	var rows []recoupe.Hold
	for _, hs := range w.rows[place] {
		rows = append(rows, hs...)
	}
	if len(rows) == 0 {
		delete(w.rows, place)
		delete(w.holds, place)
		return
	}
	w.holds[place] = ledger.SettlePlace(rows, w.Register)
}

// Woven is the whole state, sorted: events by their first words, contradictions by claim, rows by place.
func (w *Weaver) Woven() recoupe.Woven {
	w.Update()
	var out recoupe.Woven
	seen := map[recoupe.Contradiction]bool{}
	for _, o := range w.linker.Openers() {
		e := w.events[o]
		if e == nil {
			continue
		}
		out.Events = append(out.Events, e.Event)
		for _, c := range e.contradictions {
			if !seen[c] {
				seen[c] = true
				out.Contradictions = append(out.Contradictions, c)
			}
		}
	}
	slices.SortFunc(out.Contradictions, func(a, b recoupe.Contradiction) int {
		return cmp.Or(compareRefs(a.A, b.A), compareRefs(a.B, b.B), strings.Compare(a.Slot, b.Slot))
	})
	for _, p := range sortedKeys(w.holds) {
		out.Holds = append(out.Holds, w.holds[p]...)
	}
	return out
}

func compareRefs(a, b recoupe.ClaimRef) int {
	return cmp.Or(strings.Compare(a.Dispatch, b.Dispatch), cmp.Compare(len(a.Claim), len(b.Claim)), strings.Compare(a.Claim, b.Claim))
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
