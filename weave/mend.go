// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"maps"
	"slices"

	"recoupe"
	"recoupe/link"
)

// doubt marks the dispatches of two copies that may show a slip in each other.
func (w *Weaver) doubt(x, y *said) {
	c, _ := x.read()
	d, _ := y.read()
	if c.Text == d.Text && x.asRead == nil && y.asRead == nil && !unplaced(x, y) {
		return
	}
	w.doubted[x.doc.no], w.doubted[y.doc.no] = true, true
}

// unplaced: one of two copies takes its place over from its text, and not as the other does.
func unplaced(x, y *said) bool {
	return len(x.claim.Places) == 0 && len(y.claim.Places) == 0 && !slices.Equal(x.Spots, y.Spots)
}

// mend corrects the slips of the dispatches in doubt, or takes corrections back.
func (w *Weaver) mend() {
	for _, no := range slices.Sorted(maps.Keys(w.doubted)) {
		if w.seats[no].doc == nil && !w.seats[no].away {
			continue
		}
		d := w.doc(no)
		trusted := map[uint32]bool{} // dispatches that a place was taken from
		for _, x := range d.claims {
			w.mendClaim(x, trusted)
		}
	}
	clear(w.doubted)
}

func (w *Weaver) mendClaim(x *said, trusted map[uint32]bool) {
	siblings := w.siblings(x)
	c, it := x.read()
	r := &asRead{Claim: *c, Item: *it}
	meant, item := *c, *it
	for _, s := range w.slips(x, siblings) {
		s.correct(&meant, &item)
		like := s.like.Ref
		r.Drifts = append(r.Drifts, recoupe.Drift{Claim: x.Ref, Like: like, Slot: s.slot, Was: s.was, Became: s.became})
		if s.slot == "place" {
			trusted[s.like.doc.no] = true
		}
	}
	moved := len(r.Drifts) > 0 || inherit(&item, siblings, trusted)
	switch {
	case moved:
		w.restate(x, &meant, item, r)
	case x.asRead != nil:
		w.restate(x, &r.Claim, r.Item, nil)
	}
}

// inherit gives what took the place over from a slip before it that of the copy which the slip was told by.
func inherit(it *link.Item, siblings []*said, trusted map[uint32]bool) bool {
	if len(it.Spots) > 0 && !it.Inferred {
		return false
	}
	for _, y := range siblings {
		if _, o := y.read(); trusted[y.doc.no] && o.Inferred && !slices.Equal(o.Spots, it.Spots) {
			it.Spots, it.Inferred = o.Spots, true
			return true
		}
	}
	return false
}

// correct puts into a claim and its item what the sibling has in the slot of a slip.
func (s *slip) correct(c *recoupe.Claim, it *link.Item) {
	d, o := s.like.read()
	switch s.slot {
	case "place", "distance":
		c.Places = slices.Clone(d.Places)
		for i := range c.Places { // the words stand in another text
			c.Places[i].Spans, c.Places[i].Toponym = nil, recoupe.Span{}
		}
		c.Actors = slices.DeleteFunc(slices.Clone(c.Actors), func(r recoupe.Role) bool { return fold(bare(r.Text)) == fold(s.became) })
		it.Spots, it.Inferred = o.Spots, o.Inferred
		it.Winner, it.Loser = sides(c)
		it.Parties = parties(c)
	case "figure":
		c.Figures = slices.Clone(d.Figures)
		for i := range c.Figures {
			c.Figures[i].Spans = nil
		}
		it.Figures = c.Figures
	case "time":
		t := *d.Time
		t.Spans = nil
		c.Time = &t
		it.From, it.To, it.Stated, it.Since = o.From, o.To, o.Stated, o.Since
	}
}

// restate links a claim anew as it is meant; what it was read as is kept, nil where that is the same.
func (w *Weaver) restate(x *said, meant *recoupe.Claim, it link.Item, r *asRead) {
	for _, y := range w.rivals(x) {
		w.again[y.No] = true
	}
	w.again[x.Root] = true
	w.unfile(x)
	w.linker.Remove(&x.Node)
	x.claim, x.asRead, x.stated = meant, r, nil
	x.Set(x.No, it, link.Bonds{})
	w.linker.Add(&x.Node)
	w.file(x)
	w.touch(x)
}
