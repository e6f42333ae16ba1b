// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package weave runs the stages between dispatches: reprint, link, confirm, ledger.
//
// In: readings of any number of dispatches, in any order, and what is known of
// actors. Out: events with states and origins, contradictions, the ledger. What
// comes out depends on what was put in and never on the order in which it came;
// putting in one dispatch weaves again only what it touches. What is not worked
// on may lie on a shelf (Open), so that years fit into little memory; without
// one (New, Weave) everything is in memory. It reads no text itself.
package weave

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
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
//
// Dispatches and claims have numbers in the order in which they came; what one keeps of another is its number, so that
// those that are not worked on can lie on a shelf (see Open) and come back when they are touched.
type Weaver struct {
	Options
	world  confirm.World
	linker *link.Linker
	prints *reprint.Index
	hall
	lands
	// notices are the dispatches that replace one, by its id, whether that has come or not.
	notices map[string][]uint32
	// touched are claims that say or count something else since the last weaving, or are in another event; again are
	// claims whose event alone has to be woven again.
	touched, again map[uint32]bool
	// told are the strands that changed since the last weaving, by their ids.
	told map[string]bool
	// doubted are dispatches with copies that may show a slip in them, or in which they may show one.
	doubted map[uint32]bool
}

// event is an event with what it adds to the other results.
type event struct {
	recoupe.Event
	contradictions []recoupe.Contradiction
}

// New returns an empty weaver that keeps everything in memory.
func New(o Options) *Weaver {
	w := empty(o)
	w.prints = reprint.New(reprint.Defaults())
	return w
}

// empty is a weaver that has everything but an index of fingerprints.
func empty(o Options) *Weaver {
	w := &Weaver{Options: o, world: confirm.World{Register: o.Register}, hall: newHall(), lands: newLands(),
		notices: map[string][]uint32{}, touched: map[uint32]bool{}, again: map[uint32]bool{}, told: map[string]bool{}, doubted: map[uint32]bool{}}
	w.linker = link.New(w)
	return w
}

// Put takes in a reading. Of several deliveries of one dispatch the newest revision counts, then the one with the
// greater digest, whatever came first; the same one again is read anew.
func (w *Weaver) Put(r recoupe.Reading) {
	if !w.begin() {
		return
	}
	defer w.end()
	if old := w.byID(r.Dispatch.ID); old != nil {
		if cmp.Or(cmp.Compare(r.Dispatch.Revision, old.Revision), strings.Compare(r.Dispatch.Digest, old.Digest)) < 0 {
			return
		}
		w.drop(old)
	}
	d := newDoc(&r, w.Options)
	w.seat(d, r.Dispatch.Text)
	for _, x := range d.claims {
		w.linker.Add(&x.Node)
		w.file(x)
		w.touch(x)
	}
	if x := d.Replaces; x != nil && x.ID != d.ID {
		w.notices[x.ID] = append(w.notices[x.ID], d.no)
	}
	w.index(d, r.Dispatch.Text)
	w.mend()
	w.stand(d)
	w.restand(d.Replaces)
	w.decide(d)
}

// Drop forgets a dispatch, as if it had never come.
func (w *Weaver) Drop(id string) {
	if !w.begin() {
		return
	}
	defer w.end()
	if d := w.byID(id); d != nil {
		w.drop(d)
	}
}

func (w *Weaver) drop(d *doc) {
	w.part(d)
	w.uncopy(d)
	touched := w.prints.Remove(d.ID)
	for _, x := range d.claims {
		if x.Root == x.No {
			w.told[eventStrand(x.Ref)] = true
		}
		w.again[x.Root] = true
		for _, y := range w.rivals(x) {
			w.again[y.No] = true
		}
		w.unfile(x)
		w.linker.Remove(&x.Node)
		w.replaceRows(x, nil)
	}
	w.unseat(d)
	for _, other := range touched {
		w.recopy(w.byID(other))
	}
	if x := d.Replaces; x != nil {
		if w.notices[x.ID] = slices.DeleteFunc(w.notices[x.ID], func(no uint32) bool { return no == d.no }); len(w.notices[x.ID]) == 0 {
			delete(w.notices, x.ID)
		}
		w.restand(x)
	}
	w.mend()
}

// touch marks a claim: its event has to be woven again, and those that it contradicts.
func (w *Weaver) touch(x *said) { w.touched[x.No] = true }

// opener is the claim under which the event of a claim is kept.
func (w *Weaver) opener(x *said) uint32 { return w.merged(x.Root) }

// Update weaves again what changed, and returns the ids of the strands concerned, sorted: those that may hold something
// else now, and those that are gone.
func (w *Weaver) Update() []string {
	if !w.begin() {
		return nil
	}
	defer w.end()
	return w.update()
}

func (w *Weaver) update() []string {
	for _, x := range w.dirty() {
		x.event = w.weigh(x)
		w.told[eventStrand(x.Ref)] = true
		w.replaceRows(x, w.rowsOf(x))
	}
	w.settle()
	ids := sortedKeys(w.told)
	clear(w.told)
	return ids
}

// dirty lists the claims under which events are kept, or were until now, that have to be woven again: those of touched
// claims, those that the linker changed, and those that contradict a claim that changed.
func (w *Weaver) dirty() []*said {
	openers, moved := w.linker.Changed()
	for _, no := range moved {
		w.touched[no] = true
	}
	set := map[uint32]bool{}
	add := func(no uint32) {
		if w.here(no) {
			set[no] = true // it may have been an opener
			set[w.opener(w.claim(no))] = true
		}
	}
	for _, no := range openers {
		add(no)
	}
	for no := range w.again {
		add(no)
	}
	for no := range w.touched {
		add(no)
	}
	if len(w.Decisions) > 0 { // what is joined by decision may have become another event as a whole
		for no := range set {
			for _, x := range w.members(w.claim(no)) {
				w.touched[x.No] = true
			}
		}
	}
	for no := range w.touched {
		if !w.here(no) {
			continue
		}
		for _, y := range w.rivals(w.claim(no)) {
			set[w.opener(y)] = true
		}
	}
	clear(w.touched)
	clear(w.again)
	out := make([]*said, 0, len(set))
	for no := range set {
		x := w.claim(no)
		if _, was := slices.BinarySearch(openers, no); was || x.event != nil || len(x.grounds) > 0 || x.Root == no {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, order)
	return out
}

// members are the claims of the event that is kept under a claim, in order; none where no event is.
func (w *Weaver) members(x *said) []*said {
	if w.opener(x) != x.No {
		return nil
	}
	var out []*said
	for _, o := range w.parts(x.No) {
		for _, no := range w.claim(o).Members {
			out = append(out, w.claim(no))
		}
	}
	slices.SortFunc(out, order)
	return out
}

// weigh weighs the event that is kept under a claim, nil where none is.
func (w *Weaver) weigh(x *said) *event {
	g := w.members(x)
	if len(g) == 0 {
		return nil
	}
	as := make([]confirm.Assertion, len(g))
	for i, m := range g {
		as[i] = w.assertion(m)
	}
	for i, m := range g {
		for _, v := range m.also {
			a := as[i]
			a.Voice = v
			as = append(as, a)
		}
	}
	links := w.links(g)
	foreign, against := w.across(g, x.No)
	e, inside := w.world.Event(append(as, foreign...), links)
	return &event{Event: e, contradictions: append(against, inside...)}
}

// eventOf is the event kept under a claim: as woven, or woven again where it lay on the shelf.
func (w *Weaver) eventOf(x *said) *event {
	if x.event == nil && w.shelf != nil {
		x.event = w.weigh(x)
	}
	return x.event
}

// Woven is the whole state, sorted: events by their first words, contradictions by claim, rows by place.
func (w *Weaver) Woven() recoupe.Woven {
	var out recoupe.Woven
	if !w.begin() {
		return out
	}
	defer w.end()
	w.update()
	seen := map[recoupe.Contradiction]bool{}
	for _, x := range w.openers() {
		e := w.eventOf(x)
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
		return cmp.Or(compareRefs(a.A, b.A), compareRefs(a.B, b.B), strings.Compare(a.Slot, b.Slot), strings.Compare(a.Why, b.Why))
	})
	out.Holds = w.holds()
	return out
}

// openers are the claims that opened an event, in order.
func (w *Weaver) openers() []*said {
	var out []*said
	for _, d := range w.everything() {
		for _, x := range d.claims {
			if x.Root == x.No {
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, order)
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
