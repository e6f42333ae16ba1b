// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"encoding/binary"
	"iter"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/ledger"
)

// Strands are named by the claim under which an event is kept: the event, and the rows that it makes.
const (
	eventKind = "event"
	rowsKind  = "rows"
)

func eventStrand(c recoupe.ClaimRef) string { return eventKind + " " + c.Claim + " " + c.Dispatch }
func rowsStrand(c recoupe.ClaimRef) string  { return rowsKind + " " + c.Claim + " " + c.Dispatch }

// Strand is the strand of an id as it was woven last, without parts where there is none.
func (w *Weaver) Strand(id string) (recoupe.Strand, error) {
	s := recoupe.Strand{ID: id}
	if !w.begin() {
		return s, w.err
	}
	func() {
		defer w.end()
		kind, x := w.named(id)
		switch {
		case x == nil:
		case kind == eventKind:
			s.Parts = w.eventParts(x)
		case kind == rowsKind:
			s.Parts = w.rowParts(x)
		}
	}()
	return s, w.err
}

// named is the claim that a strand is named by, nil where it is gone.
func (w *Weaver) named(id string) (kind string, x *said) {
	kind, rest, _ := strings.Cut(id, " ")
	claim, dispatch, _ := strings.Cut(rest, " ")
	d := w.byID(dispatch)
	if d == nil {
		return kind, nil
	}
	i := slices.IndexFunc(d.claims, func(x *said) bool { return x.Ref.Claim == claim })
	if i < 0 {
		return kind, nil
	}
	return kind, d.claims[i]
}

func (w *Weaver) eventParts(x *said) []recoupe.Part {
	if x.Root != x.No {
		return nil
	}
	e := w.eventOf(x)
	if e == nil {
		return nil
	}
	event := e.Event
	out := []recoupe.Part{{Rank: string(appendRef(appendTime(nil, x.Said), x.Ref)), Event: &event}}
	for _, c := range e.contradictions {
		rank := appendRef(appendRef(nil, c.A), c.B)
		out = append(out, recoupe.Part{Rank: string(rank) + c.Slot + "\x00" + c.Why, Contradiction: &c})
	}
	return out
}

func (w *Weaver) rowParts(x *said) []recoupe.Part {
	var out []recoupe.Part
	for _, g := range x.grounds {
		l := w.land(g)
		for _, r := range l.rows[x.No] {
			for _, h := range l.settled[r.Hold.ID] {
				rank := append([]byte(ledger.PlaceKey(h.Place)), 0)
				rank = appendRef(appendTime(appendTime(rank, h.KnownFrom), h.Said), h.Claim)
				out = append(out, recoupe.Part{Rank: string(rank) + h.ID, Hold: &h})
			}
		}
	}
	return out
}

// appendTime writes a moment so that bytes sort as moments do.
func appendTime(b []byte, t time.Time) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(t.Unix())^1<<63)
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

// appendRef writes a claim so that bytes sort by dispatch, then "c2" before "c10".
func appendRef(b []byte, c recoupe.ClaimRef) []byte {
	b = append(append(b, c.Dispatch...), 0, byte(min(len(c.Claim), 255)))
	return append(append(b, c.Claim...), 0)
}

// Strands runs over the ids of all strands of what is in the weaver, in the order in which its dispatches came; of some
// there may be nothing.
func (w *Weaver) Strands() iter.Seq[string] {
	return func(yield func(string) bool) {
		for no := range w.seats {
			for _, id := range w.strandsOf(uint32(no)) {
				if !yield(id) {
					return
				}
			}
		}
	}
}

// strandsOf names the strands that may be kept under the claims of a dispatch.
func (w *Weaver) strandsOf(no uint32) (out []string) {
	if s := &w.seats[no]; s.doc == nil && !s.away || !w.begin() {
		return nil
	}
	defer w.end()
	for _, x := range w.doc(no).claims {
		if x.Root == x.No {
			out = append(out, eventStrand(x.Ref))
		}
		if len(x.grounds) > 0 {
			out = append(out, rowsStrand(x.Ref))
		}
	}
	return out
}
