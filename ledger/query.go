// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ledger

import (
	"cmp"
	"slices"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/geo"
)

// States of a place in the consensus view.
const (
	Held       = "HELD"
	PartlyHeld = "PARTLY_HELD"
	Contested  = "CONTESTED"
	Besieged   = "BESIEGED"
	Threatened = "THREATENED"
	Vacated    = "VACATED"
	Unknown    = "UNKNOWN"
)

// Standing is what is accepted about a place at a time, as known at another.
type Standing struct {
	State string
	// Holder is a camp, or the id of an actor without one; "" is nobody known.
	Holder string
	// Others are those who are said to hold it, to fight in it or to stand before it.
	Others []string
	// Status is accepted, disputed or stale; claimed where nothing is accepted yet, "" where nothing is known.
	Status string
	// Proof are the ids of the rows that it rests on.
	Proof []string
}

// How long a state holds without being said again: near fighting, and elsewhere.
const (
	staleNear = 14 * 24 * time.Hour
	staleFar  = 90 * 24 * time.Hour
)

// At is the consensus about a place at time T, as known at K; a zero K is now. A holder changes only by an
// admission of the losing side or by corroboration with one who does not gain; what is claimed besides is in
// Others. A state holds until it is changed; when nobody has said it again for long it is stale.
func At(holds []recoupe.Hold, reg *actor.Register, place string, t, k time.Time) Standing {
	rows := knownRows(holds, place, t, k)
	j := newJury(rows, reg)
	s := Standing{State: Unknown}
	var since time.Time
	for _, i := range byBeginning(rows) {
		h := &rows[i]
		b, isChange := j.hear(i, endOfTime, j.around(i))
		if b.loser == "" && s.Holder != b.winner {
			b.loser = s.Holder
		}
		switch {
		case isChange && b.moves() && !h.Hedged && h.Status != "presupposed":
			s = j.accept(h, &b, s)
			since = from(h)
		case isChange && h.Status != "presupposed":
			s.claim(j.camp(h.Controller, h.Said), h)
		default:
			s.annotate(&j, h)
		}
		if h.Status != "presupposed" && from(h).After(since) {
			since = from(h)
		}
	}
	limit := staleFar
	if s.State != Held && s.State != Vacated {
		limit = staleNear
	}
	if s.State != Unknown && s.Status == "accepted" && t.Sub(since) > limit {
		s.Status = "stale"
	}
	return s
}

// Says is the view of one origin, by its id, or of a side, by its camp: what it says itself about a place at T, as
// known at K, where a later word takes the place of an earlier one. Nothing is accepted in it.
func Says(holds []recoupe.Hold, reg *actor.Register, place, who string, t, k time.Time) Standing {
	rows := slices.DeleteFunc(knownRows(holds, place, t, k), func(h recoupe.Hold) bool {
		j := jury{reg: reg}
		return h.Origin != who && (h.Origin == "" || j.camp(h.Origin, h.Said) != who)
	})
	j := newJury(rows, reg)
	s := Standing{State: Unknown}
	for _, i := range byBeginning(rows) {
		h := &rows[i]
		c, isChange := j.changeOf(h)
		switch {
		case isChange && c.winner != "":
			s = Standing{State: Held, Holder: c.winner, Status: "claimed", Proof: []string{h.ID}}
		case isChange:
			s = Standing{State: Vacated, Others: []string{c.loser}, Status: "claimed", Proof: []string{h.ID}}
		default:
			s.annotate(&j, h)
		}
	}
	return s
}

// endOfTime is later than any known time: rows are cut to what was known already.
var endOfTime = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// accept makes a change of hands the state.
func (j *jury) accept(h *recoupe.Hold, b *box, old Standing) Standing {
	s := Standing{State: Held, Holder: b.winner, Status: "accepted", Proof: []string{h.ID}}
	if b.winner == "" {
		s.State = Vacated
	}
	if len(b.against) > 0 {
		s.Status = "disputed"
		s.Others = append(s.Others, b.loser)
	}
	if old.Holder == s.Holder && old.State == s.State {
		s.Proof = append(old.Proof, h.ID)
	}
	return s
}

// claim notes a change that is not accepted.
func (s *Standing) claim(by string, h *recoupe.Hold) {
	if s.Status == "" {
		s.Status = "claimed"
	}
	if h.Status == "disputed" {
		s.Status = "disputed"
	}
	if by != "" && by != s.Holder && !slices.Contains(s.Others, by) {
		s.Others = append(s.Others, by)
	}
	s.Proof = append(s.Proof, h.ID)
}

// annotate notes what moves no holder: fighting inside, a siege, a threat, a part.
func (s *Standing) annotate(j *jury, h *recoupe.Hold) {
	if h.Hedged || h.Status == "presupposed" || h.Polarity == recoupe.Negative {
		return
	}
	state, other := "", h.Opponent
	switch h.Relation {
	case "entered":
		state, other = Contested, h.Controller
	case "contested":
		state = Contested
	case "besieged":
		state = Besieged
	case "partly_held":
		state, other = PartlyHeld, h.Controller
	case "threatened":
		state = Threatened
	case "repelled":
		if s.Holder != "" {
			state = Held
		}
	}
	if state == "" || state == Threatened && s.State != Unknown && s.State != Held {
		return
	}
	s.State = state
	if other = j.camp(other, h.Said); other != "" && other != s.Holder && !slices.Contains(s.Others, other) {
		s.Others = append(s.Others, other)
	}
	if s.Status == "" {
		s.Status = "claimed"
	}
	s.Proof = append(s.Proof, h.ID)
}

// byBeginning orders rows by when they begin to hold.
func byBeginning(rows []recoupe.Hold) []int {
	out := make([]int, len(rows))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return from(&rows[a]).Compare(from(&rows[b])) })
	return out
}

// knownRows are the rows about a place that were known at K and speak of T or before, by when they were said. What
// happens before the place, in surroundings or a direction of it, is about the place too, as a threat.
func knownRows(holds []recoupe.Hold, place string, t, k time.Time) []recoupe.Hold {
	var out []recoupe.Hold
	for _, h := range holds {
		if h.Place.ID == place && h.Place.Count == 0 && !h.Place.Somewhere && KnownAt(h, k) && !from(&h).After(t) {
			h.KnownTo = time.Time{} // what closed it came later
			out = append(out, h)
		}
	}
	slices.SortFunc(out, compare)
	return out
}

// from is when a row begins to hold: its valid time, else when it was said.
func from(h *recoupe.Hold) time.Time {
	if h.Valid != nil && !h.Valid.Start.IsZero() {
		return h.Valid.Start
	}
	return h.Said
}

// KnownAt reports whether a row was known at K and not withdrawn or replaced by then; a zero K is now.
func KnownAt(h recoupe.Hold, k time.Time) bool {
	if k.IsZero() {
		return h.KnownTo.IsZero()
	}
	return known(&h, k)
}

// History lists all rows about a place, also those no longer known, in the order in which they were known.
func History(holds []recoupe.Hold, place string) []recoupe.Hold {
	var out []recoupe.Hold
	for _, h := range holds {
		if h.Place.ID == place {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b recoupe.Hold) int { return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), compare(a, b)) })
	return out
}

// Changes lists the rows that became known, and those that ceased to be, in [from, to).
func Changes(holds []recoupe.Hold, from, to time.Time) (begun, ended []recoupe.Hold) {
	in := func(t time.Time) bool { return !t.IsZero() && !t.Before(from) && t.Before(to) }
	for _, h := range holds {
		if in(h.KnownFrom) {
			begun = append(begun, h)
		}
		if in(h.KnownTo) {
			ended = append(ended, h)
		}
	}
	return begun, ended
}

// frontDays is how long fighting is taken to mark a front after it was last said.
const frontDays = 14

// Front is the nearest place where somebody says that two sides meet.
type Front struct {
	Hold recoupe.Hold
	// Km is from the point asked about to the place, less its radius: never negative.
	Km float64
}

// Nearest finds the nearest claimed front to a point at T, as known at K: fighting in a place, a siege, an entry, or
// a threat to it, said in the fourteen days before. ok is false where nobody says any.
func Nearest(holds []recoupe.Hold, p recoupe.LonLat, t, k time.Time) (f Front, ok bool) {
	for _, h := range holds {
		at := from(&h)
		if h.Place.Point == nil || !marksFront(&h) || !KnownAt(h, k) || at.After(t) || t.Sub(at) > frontDays*24*time.Hour {
			continue
		}
		km := max(0, geo.Distance(p, *h.Place.Point)-h.Place.Uncertainty/1000)
		if !ok || km < f.Km {
			f, ok = Front{h, km}, true
		}
	}
	return f, ok
}

func marksFront(h *recoupe.Hold) bool {
	return h.Polarity != recoupe.Negative && slices.Contains([]string{"contested", "entered", "besieged", "threatened", "repelled"}, h.Relation)
}

// Seat is a place of a set that a later claim named.
type Seat struct{ Set, Named recoupe.Hold }

// Seats fills the seats of unnamed sets: a later named claim by the same origin for the same side inside the area,
// made within a week, fills one, in the order of time. Seats are never guessed.
func Seats(holds []recoupe.Hold) []Seat {
	var out []Seat
	for _, set := range holds {
		if set.Place.Count == 0 || set.Origin == "" || !set.KnownTo.IsZero() {
			continue
		}
		free := set.Place.Count
		for _, h := range holds {
			if free > 0 && fills(&set, &h) {
				out = append(out, Seat{set, h})
				free--
			}
		}
	}
	return out
}

func fills(set, h *recoupe.Hold) bool {
	if h.Place.Count > 0 || h.Place.Relation != "" || h.Origin != set.Origin || h.Controller != set.Controller || h.Relation != set.Relation || !h.KnownTo.IsZero() {
		return false
	}
	if h.Place.Point == nil || set.Place.Point == nil || h.Place.ID == set.Place.ID {
		return false
	}
	later := h.Said.Sub(set.Said)
	return later > 0 && later <= 7*24*time.Hour && geo.Distance(*h.Place.Point, *set.Place.Point)*1000 <= set.Place.Uncertainty
}
