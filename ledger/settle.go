// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
)

// Settle gives every row its status for every stretch of known time: where a later word changes it, the row is
// closed at that moment and inserted again. Rows that start together are known together. The result is sorted
// by place, known time and id.
func Settle(rows []recoupe.Hold, reg *actor.Register) []recoupe.Hold {
	byPlace := map[string][]recoupe.Hold{}
	for _, h := range rows {
		byPlace[PlaceKey(h.Place)] = append(byPlace[PlaceKey(h.Place)], h)
	}
	keys := make([]string, 0, len(byPlace))
	for k := range byPlace {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []recoupe.Hold
	for _, k := range keys {
		out = append(out, SettlePlace(byPlace[k], reg)...)
	}
	return out
}

// PlaceKey names what rows are settled together: a place; sets and surroundings by themselves.
func PlaceKey(p recoupe.Place) string {
	if p.Count > 0 || p.Somewhere {
		return fmt.Sprintf("%s set %d", p.ID, p.Count)
	}
	return p.ID
}

// Statement names what a row says, without who says it when: place, relation, sides, sign.
func Statement(h recoupe.Hold) string {
	d := ""
	if h.Place.Distance != nil {
		d = fmt.Sprint(*h.Place.Distance)
	}
	return fmt.Sprint(h.Place.ID, " ", h.Place.Relation, " ", h.Place.Directions, " ", d, " ", h.Place.Count, " ", h.Relation, " ", h.Controller, " ", h.Opponent, " ", h.Polarity, " ", h.Hedged, " ", h.Status)
}

// Collapse keeps of rows that say one thing by one origin those that are needed for it to be known all the time:
// the first, and the next one from where the first was withdrawn.
func Collapse(rows []recoupe.Hold) []recoupe.Hold {
	slices.SortFunc(rows, func(a, b recoupe.Hold) int { return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), compare(a, b)) })
	out := rows[:1:1]
	for _, h := range rows[1:] {
		last := out[len(out)-1]
		if last.KnownTo.IsZero() || !h.KnownTo.IsZero() && !h.KnownTo.After(last.KnownTo) {
			continue
		}
		if h.KnownFrom.Before(last.KnownTo) {
			h.KnownFrom = last.KnownTo
		}
		out = append(out, h)
	}
	return out
}

// SettlePlace settles the rows of one place.
func SettlePlace(rows []recoupe.Hold, reg *actor.Register) []recoupe.Hold {
	var out []recoupe.Hold
	for _, spans := range SettleRows(rows, reg, func(*recoupe.Hold) bool { return true }) {
		out = append(out, spans...)
	}
	Order(out)
	return out
}

// SettleRows settles some of the rows of one place, and returns what each becomes by its id. Rows said within Reach of
// those that are wanted, and rows of which it is not known when they were said, have to be among the others.
func SettleRows(rows []recoupe.Hold, reg *actor.Register, wanted func(*recoupe.Hold) bool) map[string][]recoupe.Hold {
	slices.SortFunc(rows, compare)
	j := newJury(rows, reg)
	out := map[string][]recoupe.Hold{}
	for i := range rows {
		if wanted(&rows[i]) {
			out[rows[i].ID] = j.spans(i)
		}
	}
	return out
}

// Order sorts settled rows of one place: by when they were known, then by when they were said, then by name.
func Order(rows []recoupe.Hold) {
	slices.SortFunc(rows, func(a, b recoupe.Hold) int {
		return cmp.Or(a.KnownFrom.Compare(b.KnownFrom), compare(a, b))
	})
}

func compare(a, b recoupe.Hold) int {
	if c := a.Said.Compare(b.Said); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Claim.Dispatch, b.Claim.Dispatch), cmp.Compare(len(a.Claim.Claim), len(b.Claim.Claim)), strings.Compare(a.Claim.Claim, b.Claim.Claim), strings.Compare(a.ID, b.ID))
}

// jury decides about the rows of one place.
type jury struct {
	rows []recoupe.Hold
	reg  *actor.Register
	// changes are the changes of hands that the rows state, moves whether they state one.
	changes []change
	moves   []bool
}

func newJury(rows []recoupe.Hold, reg *actor.Register) jury {
	j := jury{rows: rows, reg: reg, changes: make([]change, len(rows)), moves: make([]bool, len(rows))}
	for i := range rows {
		j.changes[i], j.moves[i] = j.changeOf(&rows[i])
	}
	return j
}

// Reach is how long a statement about a change of hands speaks to another one about the same change.
const Reach = 3 * 24 * time.Hour

// spans cuts the known time of row i where its status changes.
func (j *jury) spans(i int) []recoupe.Hold {
	h := j.rows[i]
	if h.Status != "claimed" || h.Hedged {
		return []recoupe.Hold{h}
	}
	around := j.relevant(i, j.around(i))
	cuts := []time.Time{h.KnownFrom}
	for _, k := range around {
		for _, t := range []time.Time{j.rows[k].KnownFrom, j.rows[k].KnownTo} {
			if t.After(h.KnownFrom) && (h.KnownTo.IsZero() || t.Before(h.KnownTo)) {
				cuts = append(cuts, t)
			}
		}
	}
	slices.SortFunc(cuts, time.Time.Compare)
	cuts = slices.CompactFunc(cuts, time.Time.Equal)
	var out []recoupe.Hold
	for _, t := range cuts {
		status, n := j.status(i, t, around), len(out)
		if n > 0 {
			if out[n-1].Status == status {
				continue
			}
			out[n-1].KnownTo = t
		}
		out = append(out, Span(h, n, status, t, h.KnownTo))
	}
	return out
}

// Span is the n-th stretch of known time of a row, from 0, with its status in it. The first keeps the row's name.
func Span(h recoupe.Hold, n int, status string, from, to time.Time) recoupe.Hold {
	if n > 0 {
		h.ID = fmt.Sprintf("%s.%d", h.ID, n)
	}
	h.Status, h.KnownFrom, h.KnownTo = status, from, to
	return h
}

// around lists the rows that can bear on the status of row i: those said within reach of it, and those of which it
// is not known when they were said. Rows are sorted by when they were said, unknown times first.
func (j *jury) around(i int) []int {
	at := j.rows[i].Said
	var out []int
	for k := 0; k < len(j.rows) && (at.IsZero() || j.rows[k].Said.IsZero()); k++ {
		out = append(out, k)
	}
	if at.IsZero() {
		return out
	}
	from := sort.Search(len(j.rows), func(k int) bool { return !j.rows[k].Said.Before(at.Add(-Reach)) })
	for k := max(from, len(out)); k < len(j.rows) && !j.rows[k].Said.After(at.Add(Reach)); k++ {
		out = append(out, k)
	}
	return out
}

// relevant leaves of the rows around row i those that can bear on its status at some time.
func (j *jury) relevant(i int, around []int) []int {
	h, c := &j.rows[i], j.changes[i]
	return slices.DeleteFunc(around, func(k int) bool {
		o := &j.rows[k]
		if j.moves[i] {
			d := j.changes[k]
			return !(j.moves[k] && (c.agrees(d) || c.denies(d)) || o.Polarity == recoupe.Negative && j.negates(c, o))
		}
		return !seconds(o, h)
	})
}

// seconds: a row of another relation than a change of hands that says the same as h.
func seconds(o, h *recoupe.Hold) bool {
	return !o.Hedged && o.Origin != "" && o.Status != "presupposed" && o.Relation == h.Relation && o.Polarity == h.Polarity && o.Extent == h.Extent && onePlace(o.Place, h.Place)
}

// change is a change of hands that a row states: who holds the place afterwards and who lost it, as camps or ids.
type change struct{ winner, loser string }

// changeOf reads it; ok is false for rows that change no holder: outside, a part, a threat, a fight.
func (j *jury) changeOf(h *recoupe.Hold) (change, bool) {
	if h.Polarity == recoupe.Negative || h.Extent != "whole" {
		return change{}, false
	}
	x, y := j.camp(h.Controller, h.Said), j.camp(h.Opponent, h.Said)
	switch h.Relation {
	case "held", "handed_over":
		return change{winner: x, loser: y}, x != ""
	case "vacated":
		return change{winner: y, loser: x}, x != ""
	}
	return change{}, false
}

func (j *jury) camp(id string, on time.Time) string {
	if e, ok := j.reg.Get(id); ok {
		if c := e.CampOn(on); c != "" {
			return c
		}
	}
	return id
}

// agrees says that two changes can be one: same winner, same loser, or one names only the winner, the other only
// another side as the loser.
func (a change) agrees(b change) bool {
	switch {
	case a.winner != "" && b.winner != "":
		return a.winner == b.winner
	case a.loser != "" && b.loser != "":
		return a.loser == b.loser
	}
	winner, loser := cmp.Or(a.winner, b.winner), cmp.Or(a.loser, b.loser)
	return winner != "" && loser != "" && winner != loser
}

// denies says that b leaves another side in the place than a.
func (a change) denies(b change) bool {
	return a.winner != "" && b.winner != "" && a.winner != b.winner || a.loser != "" && a.loser == b.winner
}

// status is what a row is worth at a known time: accepted where the losing side says it or, better, where two
// origins do that are not both of the gaining side; disputed where somebody states another holder.
func (j *jury) status(i int, at time.Time, around []int) string {
	b, ok := j.hear(i, at, around)
	if !ok {
		return j.annotation(i, at, around)
	}
	return b.verdict()
}

// hear collects who says that a change of hands happened and who says otherwise; ok is false for rows that move
// no holder.
func (j *jury) hear(i int, at time.Time, around []int) (box, bool) {
	h := &j.rows[i]
	c := j.changes[i]
	if !j.moves[i] {
		return box{}, false
	}
	b := box{j: j, on: h.Said}
	for _, k := range around {
		o := &j.rows[k]
		if !known(o, at) || o.Hedged || o.Status == "presupposed" || o.Origin == "" {
			continue
		}
		d, isChange := j.changes[k], j.moves[k]
		switch {
		case isChange && c.agrees(d):
			b.loser, b.winner = cmp.Or(b.loser, d.loser), cmp.Or(b.winner, d.winner)
			b.for_ = append(b.for_, o.Origin)
		case (isChange && c.denies(d) || o.Polarity == recoupe.Negative && j.negates(c, o)) && !j.revised(k, at, c, around):
			b.against = append(b.against, o.Origin)
		}
	}
	b.loser, b.winner = cmp.Or(b.loser, c.loser), cmp.Or(b.winner, c.winner)
	return b, true
}

// annotation is the status of rows that move no holder: shown from one origin, accepted from two that are independent.
func (j *jury) annotation(i int, at time.Time, around []int) string {
	h := &j.rows[i]
	b := box{j: j, on: h.Said, winner: j.camp(h.Controller, h.Said)}
	for _, k := range around {
		o := &j.rows[k]
		if known(o, at) && seconds(o, h) {
			b.for_ = append(b.for_, o.Origin)
		}
	}
	if b.corroborated() {
		return "accepted"
	}
	return "claimed"
}

// about is how far a distance in the news may be off.
const about = 0.25

// onePlace says that two places have one relation to their anchor: same direction, distances that meet.
func onePlace(a, b recoupe.Place) bool {
	if a.Relation != b.Relation || !slices.Equal(a.Directions, b.Directions) || (a.Distance == nil) != (b.Distance == nil) {
		return false
	}
	return a.Distance == nil || min(*a.Distance, *b.Distance)*(1+about) >= max(*a.Distance, *b.Distance)*(1-about)
}

// negates: a negative row about the same change ("has not taken the town").
func (j *jury) negates(c change, o *recoupe.Hold) bool {
	x := j.camp(o.Controller, o.Said)
	switch o.Relation {
	case "held", "handed_over", "entered":
		return x == "" || x == c.winner
	case "vacated":
		return x == "" || x == c.loser
	}
	return false
}

// revised: the same origin, or its body, said later what agrees with the change: its earlier word stands no longer.
func (j *jury) revised(k int, at time.Time, c change, around []int) bool {
	o := &j.rows[k]
	for _, n := range around {
		x := &j.rows[n]
		if d := j.changes[n]; j.moves[n] && known(x, at) && x.Said.After(o.Said) && j.reg.SameBody(x.Origin, o.Origin, x.Said) && c.agrees(d) {
			return true
		}
	}
	return false
}

func known(h *recoupe.Hold, at time.Time) bool {
	return !h.KnownFrom.After(at) && (h.KnownTo.IsZero() || h.KnownTo.After(at))
}

// box holds the origins for and against one change.
type box struct {
	j             *jury
	on            time.Time
	winner, loser string
	for_, against []string
}

func (b *box) verdict() string {
	switch {
	case len(b.against) > 0:
		return "disputed"
	case b.admitted(), b.corroborated():
		return "accepted"
	}
	return "claimed"
}

// moves says that the consensus changes its holder: by an admission that nobody contradicts, or by corroboration
// that nobody but the losing side contradicts. The latter stays disputed.
func (b *box) moves() bool {
	onlyLoser := !slices.ContainsFunc(b.against, func(o string) bool { return b.loser == "" || b.side(o) != b.loser })
	return b.admitted() && len(b.against) == 0 || b.corroborated() && onlyLoser
}

func (b *box) side(origin string) string { return b.j.camp(origin, b.on) }

// admitted: an origin of the side that lost says so.
func (b *box) admitted() bool {
	return b.loser != "" && slices.ContainsFunc(b.for_, func(o string) bool { return b.side(o) == b.loser })
}

// corroborated: two bodies, of which one is no side and no ally of the winner, or two that fight each other.
func (b *box) corroborated() bool {
	for i, x := range b.for_ {
		for _, y := range b.for_[:i] {
			if b.j.reg.SameBody(x, y, b.on) {
				continue
			}
			if b.neutral(x) || b.neutral(y) || b.j.reg.Opposed(b.side(x), b.side(y), b.on) {
				return true
			}
		}
	}
	return false
}

func (b *box) neutral(origin string) bool {
	switch b.j.reg.RoleTowards(origin, []string{b.winner}, b.on) {
	case "monitor", "press", "intergov", "witness":
		return true
	}
	return false
}
