// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/reprint"
)

// Open returns a weaver that holds at most so many dispatches in memory and the others on a shelf, in the state of its
// last Checkpoint, which had this Mark. What came later has to be put in again: Holds tells what is there.
func Open(o Options, s Shelf, limit int) (w *Weaver, err error) {
	w = empty(o)
	w.shelf, w.limit = s, limit
	w.prints = reprint.NewOver(reprint.Defaults(), w)
	defer func() {
		if w.failed(recover()) {
			err = w.err
		}
	}()
	if body := w.seek(shelfState, 0); body != nil {
		w.restore(body)
		w.Decide(o.Decisions)
	}
	return w, w.err
}

// Holds reports whether this revision of a dispatch is in the weaver, or a newer one.
func (w *Weaver) Holds(d *recoupe.Dispatch) bool {
	if !w.begin() {
		return false
	}
	defer w.end()
	old := w.byID(d.ID)
	return old != nil && cmp.Or(cmp.Compare(d.Revision, old.Revision), strings.Compare(d.Digest, old.Digest)) <= 0
}

// Mark is that of the last Checkpoint, "" where there was none.
func (w *Weaver) Mark() string { return w.mark }

// stateRecord is what a weaver knows besides its records; of the dispatches it says in how many records they are listed.
type stateRecord struct {
	Lists     int64
	Claims    int
	Places    []string // by number, from 1
	Notices   []noticeRecord
	Decisions []Decision
	Mark      string
}

type noticeRecord struct {
	ID  string
	Nos []uint32
}

// listRecord lists dispatches that came one after another.
type listRecord struct{ Seats []seatRecord }

type seatRecord struct {
	First uint32
	Entry reprint.Entry // empty for one that went again
}

// Checkpoint weaves what is to be woven and makes the shelf hold the whole state, so that Open finds it after a crash.
// It takes as long as it takes to write what changed since it was written last (see Ahead); today is the day of the
// traffic, by which it is decided what need not stay at hand. The mark is the caller's: by it he knows after Open what
// came later.
func (w *Weaver) Checkpoint(today time.Time, mark string) error {
	if w.shelf == nil || !w.begin() {
		return w.err
	}
	defer w.end()
	for _, id := range w.update() {
		w.told[id] = true // nobody was told yet
	}
	w.mark = mark
	w.keep(func(n int) int { return n })
	w.prints.Seal(today)
	w.save(shelfState, w.lists+1, pack(w.list()))
	w.lists++
	w.listed = len(w.seats)
	w.save(shelfState, 0, pack(w.state()))
	if err := w.shelf.Commit(); err != nil {
		panic(shelfError{err})
	}
	return nil
}

// Ahead writes a share of what changed to the shelf, one in so many, what changed first first. Nothing rests on it before
// the next Checkpoint, which then has less to write: spread over the work before it, it is no pause.
func (w *Weaver) Ahead(share int) {
	if w.shelf == nil || !w.begin() {
		return
	}
	defer w.end()
	w.keep(func(n int) int { return (n + share - 1) / share })
}

// keep writes some of what changed: of so many, how many some says.
func (w *Weaver) keep(some func(of int) int) {
	n := some(len(w.ahead))
	for _, no := range w.ahead[:n] {
		if d := w.seats[no].doc; d != nil {
			w.keepDoc(d)
		}
	}
	w.ahead = w.ahead[n:]
	n = some(len(w.late))
	for _, g := range w.late[:n] {
		if l := w.open[g]; l != nil {
			w.keepLand(g, l)
		}
	}
	w.late = w.late[n:]
	w.linker.Save(some(w.linker.Unsaved()), func(key int64, body []byte) { w.save(shelfDay, key, body) })
}

// list lists the dispatches that came since the last checkpoint.
func (w *Weaver) list() *listRecord {
	r := listRecord{Seats: make([]seatRecord, len(w.seats)-w.listed)}
	for i := range r.Seats {
		r.Seats[i].First = w.seats[w.listed+i].first
	}
	for id, no := range w.ids {
		if i := int(no) - w.listed; i >= 0 {
			r.Seats[i].Entry, _ = w.prints.Entry(id)
		}
	}
	return &r
}

func (w *Weaver) state() *stateRecord {
	r := &stateRecord{Lists: w.lists, Claims: len(w.claims), Places: make([]string, len(w.names)), Decisions: w.Decisions, Mark: w.mark}
	for name, no := range w.names {
		r.Places[no-1] = name
	}
	for _, id := range sortedKeys(w.notices) {
		r.Notices = append(r.Notices, noticeRecord{id, w.notices[id]})
	}
	return r
}

// restore reads what Checkpoint wrote.
func (w *Weaver) restore(body []byte) {
	var r stateRecord
	unpack(body, &r)
	w.lists, w.Decisions, w.mark = r.Lists, r.Decisions, r.Mark
	for _, name := range r.Places {
		w.place(name)
	}
	for _, n := range r.Notices {
		w.notices[n.ID] = n.Nos
	}
	for _, key := range w.keys(shelfLand) {
		g := groundOf(key)
		w.there[g.Place] = append(w.there[g.Place], g.At)
	}
	for _, ats := range w.there {
		slices.Sort(ats)
	}
	w.restoreSeats(r.Claims)
	for _, d := range w.Decisions {
		if a, b := w.find(d.A), w.find(d.B); a != nil && b != nil && !d.Undone && !d.Together {
			w.linker.Apart(a.Ref, b.Ref)
		}
	}
}

// restoreSeats reads the lists of dispatches; those that have no record any more are gone.
func (w *Weaver) restoreSeats(claims int) {
	there := w.keys(shelfDoc)
	entries := []reprint.Entry{}
	for n := int64(1); n <= w.lists; n++ {
		var r listRecord
		unpack(w.load(shelfState, n), &r)
		for _, s := range r.Seats {
			no := len(w.seats)
			_, ok := slices.BinarySearch(there, int64(no))
			if !ok {
				s.Entry = reprint.Entry{}
			} else {
				w.ids[s.Entry.ID] = uint32(no)
			}
			w.seats = append(w.seats, seat{first: s.First, away: ok})
			entries = append(entries, s.Entry)
		}
	}
	w.listed = len(w.seats)
	w.prints.Restore(entries)
	w.claims = make([]*said, claims)
}
