// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"sort"

	"recoupe/link"
)

// hall is where dispatches and their claims are while they are worked on. With a shelf, those that were not asked for
// for the longest lie there once there are more than a limit.
type hall struct {
	ids    map[string]uint32
	seats  []seat  // by number of the dispatch
	claims []*said // by number of the claim; nil where it lies on the shelf or is gone
	turn   uint64  // of work: one dispatch put in, dropped or woven
	shelf  Shelf
	limit  int
	queue  []waiting
	// ahead are the dispatches that changed since they were kept, first changed first.
	ahead  []uint32
	inside int
	err    error
	// lists is in how many records the dispatches are listed on the shelf, listed up to which number.
	lists  int64
	listed int
	// mark is that of the last checkpoint.
	mark string
}

// seat is the place of one dispatch.
type seat struct {
	doc   *doc
	first uint32
	away  bool // on the shelf
}

// waiting is a dispatch that is looked at in its turn, and when it was last used before.
type waiting struct {
	no   uint32
	used uint64
}

func newHall() hall {
	return hall{ids: map[string]uint32{}, seats: make([]seat, 1), claims: make([]*said, 1), listed: 1}
}

// byID is the dispatch of an id, nil for none.
func (w *Weaver) byID(id string) *doc {
	if no := w.ids[id]; no != 0 {
		return w.doc(no)
	}
	return nil
}

// doc is the dispatch of a number, which has to be there.
func (w *Weaver) doc(no uint32) *doc {
	d := w.seats[no].doc
	if d == nil {
		d = w.fetch(no)
	}
	d.asked = w.turn
	return d
}

// claim is the claim of a number, which has to be there.
func (w *Weaver) claim(no uint32) *said {
	x := w.claims[no]
	if x == nil {
		w.fetch(w.speaker(no))
		x = w.claims[no]
	}
	x.asked = w.turn
	return x
}

// Node is the claim of a number as the linker sees it.
func (w *Weaver) Node(no uint32) *link.Node { return &w.claim(no).Node }

// speaker is the number of the dispatch of a claim.
func (w *Weaver) speaker(claim uint32) uint32 {
	return uint32(sort.Search(len(w.seats), func(i int) bool { return w.seats[i].first > claim }) - 1)
}

// here reports whether a claim is there, in memory or on the shelf.
func (w *Weaver) here(no uint32) bool {
	return w.claims[no] != nil || no != 0 && w.seats[w.speaker(no)].away
}

// seat gives a new dispatch and its claims their numbers.
func (w *Weaver) seat(d *doc, text string) {
	d.no, d.first = uint32(len(w.seats)), uint32(len(w.claims))
	w.ids[d.ID] = d.no
	w.seats = append(w.seats, seat{doc: d, first: d.first})
	for i, x := range d.claims {
		x.Set(d.first+uint32(i), x.Item, link.Bonds{})
		w.claims = append(w.claims, x)
	}
	w.enter(d)
	w.alter(d)
	if w.shelf != nil {
		w.save(shelfText, int64(d.no), []byte(text))
	}
}

func (w *Weaver) enter(d *doc) {
	d.asked = w.turn
	w.inside++
	if w.shelf != nil {
		w.queue = append(w.queue, waiting{d.no, w.turn})
	}
}

// unseat forgets a dispatch. Its numbers are never given again.
func (w *Weaver) unseat(d *doc) {
	delete(w.ids, d.ID)
	for i := range d.claims {
		w.claims[d.first+uint32(i)] = nil
	}
	w.seats[d.no].doc = nil
	w.inside--
	if w.shelf != nil {
		w.save(shelfDoc, int64(d.no), nil)
		w.save(shelfText, int64(d.no), nil)
	}
}

// alter notes that what the shelf has of a dispatch holds no longer.
func (w *Weaver) alter(d *doc) {
	if w.shelf != nil && !d.changed {
		d.changed = true
		w.ahead = append(w.ahead, d.no)
	}
}

// Bound notes that linking changed a claim.
func (w *Weaver) Bound(n *link.Node) { w.alter(w.claims[n.No].doc) }

// everything is all dispatches that are there, in the order in which they came.
func (w *Weaver) everything() []*doc {
	var out []*doc
	for no := range w.seats {
		if s := &w.seats[no]; s.doc != nil || s.away {
			out = append(out, w.doc(uint32(no)))
		}
	}
	return out
}

// begin opens a turn of work; false says that the shelf has failed before.
func (w *Weaver) begin() bool {
	if w.err != nil {
		return false
	}
	w.turn++
	w.linker.Turn()
	return true
}

// end closes a turn: what there is too much of goes to the shelf. It is deferred, and catches what the shelf did.
func (w *Weaver) end() {
	if w.failed(recover()) || w.shelf == nil {
		return
	}
	defer func() { w.failed(recover()) }()
	w.tidy()
}

// failed keeps the failure of a shelf that was caught; any other panic goes on.
func (w *Weaver) failed(caught any) bool {
	switch e := caught.(type) {
	case nil:
		return false
	case shelfError:
		w.err = e
	case link.Broken:
		w.err = e
	default:
		panic(e)
	}
	return true
}

// steps is how many dispatches are looked at in one turn.
const steps = 256

// tidy puts dispatches away that were not used since they were last looked at, and, now and then, idle pages.
func (w *Weaver) tidy() {
	for n := 0; n < steps && w.inside > w.limit && len(w.queue) > 0; n++ {
		q := w.queue[0]
		w.queue = w.queue[1:]
		d := w.seats[q.no].doc
		if d == nil {
			continue
		}
		if used := d.used(); used > q.used {
			w.queue = append(w.queue, waiting{q.no, used})
			continue
		}
		w.putAway(d)
	}
	idle := max(uint64(w.limit)/4, 1)
	if w.turn > idle {
		w.linker.PutAway(w.linker.Turns()-idle, pageSteps, func(key int64, body []byte) { w.save(shelfDay, key, body) })
		w.tidyLands(w.turn - idle)
	}
}

// pageSteps is how many pages of the linker, and how many grounds, are looked at in one turn.
const pageSteps = 8

func (w *Weaver) putAway(d *doc) {
	w.keepDoc(d)
	w.prints.PutAway(d.ID)
	w.seats[d.no] = seat{first: d.first, away: true}
	for i := range d.claims {
		w.claims[d.first+uint32(i)] = nil
	}
	w.inside--
}

// tidyLands looks at some of the grounds and puts those away that were last used before a turn.
func (w *Weaver) tidyLands(before uint64) {
	for range min(pageSteps, len(w.ring)) {
		g := w.ring[0]
		w.ring = w.ring[1:]
		l := w.open[g]
		switch {
		case l == nil:
		case l.used >= before:
			w.ring = append(w.ring, g)
		default:
			w.keepLand(g, l)
			delete(w.open, g)
		}
	}
}

// keepDoc writes a dispatch to the shelf if the shelf has another version of it.
func (w *Weaver) keepDoc(d *doc) {
	if d.changed {
		w.save(shelfDoc, int64(d.no), pack(d.record()))
		d.changed = false
	}
}

func (w *Weaver) keepLand(g ground, l *land) {
	if l.changed {
		w.save(shelfLand, g.key(), pack(l.record()))
		l.changed = false
	}
}

// fetch brings a dispatch back into memory.
func (w *Weaver) fetch(no uint32) *doc {
	var r docRecord
	unpack(w.load(shelfDoc, int64(no)), &r)
	d := r.doc(no, w.seats[no].first)
	w.seats[no].doc, w.seats[no].away = d, false
	for i, x := range d.claims {
		w.claims[d.first+uint32(i)] = x
	}
	w.enter(d)
	return d
}

func (w *Weaver) fetchLand(g ground) *land {
	var r landRecord
	unpack(w.load(shelfLand, g.key()), &r)
	return r.land()
}

func (w *Weaver) forgetLand(g ground) {
	if w.shelf != nil {
		w.save(shelfLand, g.key(), nil)
	}
}

// Page is a page of the linker that was put away, nil where none was.
func (w *Weaver) Page(key int64) []byte {
	if w.shelf == nil {
		return nil
	}
	return w.seek(shelfDay, key)
}

// Chunk is what SetChunk kept of what the index of fingerprints does not hold.
func (w *Weaver) Chunk(key int64) []byte { return w.seek(shelfMarks, key) }

// SetChunk keeps a record for Chunk.
func (w *Weaver) SetChunk(key int64, body []byte) { w.save(shelfMarks, key, body) }

// Text is the text of a dispatch whose text was put away.
func (w *Weaver) Text(id string) (string, []string) {
	no := w.ids[id]
	return string(w.load(shelfText, int64(no))), slices.Clone(w.doc(no).Credits)
}
