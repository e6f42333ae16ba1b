// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package weave runs the stages between dispatches: reprint, link, confirm, ledger.
//
// In: readings of any number of dispatches, in any order, and what is known of
// actors. Out: events with states and origins, contradictions, the ledger. It
// is a pure function of its input: the order of arrival changes nothing. It
// reads no text itself and keeps nothing.
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
)

// Options are what weaving needs to know about the world.
type Options struct {
	// Register knows who is who, with dated camps and bodies. Nil is no register: no origin then has a role.
	Register *actor.Register
}

// weaver holds everything while one state is woven.
type weaver struct {
	Options
	docs  []*doc // in order of printing
	byID  map[string]*doc
	said  map[recoupe.ClaimRef]*said
	pairs map[recoupe.ClaimRef][]pair
	world confirm.World
}

// Weave weaves readings.
func Weave(rs []recoupe.Reading, o Options) recoupe.Woven {
	w := &weaver{Options: o, byID: map[string]*doc{}, said: map[recoupe.ClaimRef]*said{}, pairs: map[recoupe.ClaimRef][]pair{}, world: confirm.World{Register: o.Register}}
	w.take(rs)
	w.withdraw()
	w.copies()
	w.retract()
	return w.events(w.link())
}

// take makes documents of readings. Of several deliveries of one dispatch the newest revision counts, then the
// one with the greater digest, whatever came first.
func (w *weaver) take(rs []recoupe.Reading) {
	best := map[string]*recoupe.Reading{}
	for i := range rs {
		r := &rs[i]
		if old := best[r.Dispatch.ID]; old == nil || cmp.Or(cmp.Compare(r.Dispatch.Revision, old.Dispatch.Revision), strings.Compare(r.Dispatch.Digest, old.Dispatch.Digest)) > 0 {
			best[r.Dispatch.ID] = r
		}
	}
	for _, r := range best {
		w.docs = append(w.docs, newDoc(r, w.Options))
	}
	slices.SortFunc(w.docs, func(a, b *doc) int {
		return cmp.Or(a.said.Compare(b.said), strings.Compare(a.r.Dispatch.ID, b.r.Dispatch.ID))
	})
	for _, d := range w.docs {
		w.byID[d.r.Dispatch.ID] = d
		for _, x := range d.claims {
			w.said[x.item.Ref] = x
		}
	}
}

// link groups the claims into events.
func (w *weaver) link() [][]*said {
	l := link.New()
	for _, d := range w.docs {
		for _, x := range d.claims {
			l.Add(x.item)
		}
	}
	var out [][]*said
	for _, refs := range l.Events() {
		var ms []*said
		for _, ref := range refs {
			ms = append(ms, w.said[ref])
		}
		out = append(out, ms)
	}
	return out
}

// events weighs every event, with what other events say against it.
func (w *weaver) events(groups [][]*said) recoupe.Woven {
	var out recoupe.Woven
	foreign, across := w.across(groups)
	out.Contradictions = across
	for i, g := range groups {
		as := make([]confirm.Assertion, 0, len(g))
		for _, x := range g {
			as = append(as, x.assertion())
		}
		links := w.links(g)
		out.Contradictions = append(out.Contradictions, w.world.Within(as, links)...)
		out.Events = append(out.Events, w.world.Event(append(as, foreign[i]...), links))
	}
	slices.SortFunc(out.Contradictions, compareContradictions)
	out.Holds = w.ledger(groups)
	return out
}

func compareContradictions(a, b recoupe.Contradiction) int {
	return cmp.Or(compareRefs(a.A, b.A), compareRefs(a.B, b.B), strings.Compare(a.Slot, b.Slot))
}

func compareRefs(a, b recoupe.ClaimRef) int {
	return cmp.Or(strings.Compare(a.Dispatch, b.Dispatch), cmp.Compare(len(a.Claim), len(b.Claim)), strings.Compare(a.Claim, b.Claim))
}

// ledger makes the rows of all claims, one for each statement of an origin, and settles them.
func (w *weaver) ledger(groups [][]*said) []recoupe.Hold {
	var rows []recoupe.Hold
	for _, g := range groups {
		rows = append(rows, w.rows(g)...)
	}
	return ledger.Settle(rows, w.Register)
}

// rows makes the rows of one event. What an origin says again, and what is copied from it, makes no second row:
// the first stands, and the next takes over where its dispatch is withdrawn.
func (w *weaver) rows(g []*said) []recoupe.Hold {
	byStatement := map[string][]recoupe.Hold{}
	for _, x := range g {
		e := ledger.Entry{Assertion: x.assertion(), Lang: x.doc.r.Dispatch.Lang, Known: x.doc.known, Until: x.doc.until}
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
