// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/confirm"
	"recoupe/ledger"
)

// lands are what is said about control, by place and by when it was said: the claims that may contradict others, and
// the rows of the ledger. A word about who holds a place bears on others of some days; a ground is one place for so long.
type lands struct {
	names map[string]uint32 // of places, from 1
	open  map[ground]*land
	// ring are those in memory, in the order in which they are looked at next; gone ones among them.
	ring []ground
	// late are those that changed since they were kept, first changed first.
	late []ground
	// there are the stretches of each place that are in use, in order.
	there [][]int32
	// unsettled are when rows that came or went were said, by place.
	unsettled map[uint32][]time.Time
}

// ground is a place and a stretch of time.
type ground struct {
	Place uint32
	At    int32
}

// land is what one ground holds.
type land struct {
	claims  []stand
	rows    map[uint32][]row // by the claim under which their event is kept
	settled map[string][]recoupe.Hold
	used    uint64
	changed bool // the shelf has it otherwise
}

// stand is a claim about who holds the place.
type stand struct {
	Said int64
	No   uint32
}

// row is an unsettled row of the ledger and the claim that it is made of.
type row struct {
	No   uint32
	Hold recoupe.Hold
}

func newLands() lands {
	return lands{names: map[string]uint32{}, open: map[ground]*land{}, there: [][]int32{nil}, unsettled: map[uint32][]time.Time{}}
}

// stretch is how long a ground lasts: no shorter than a statement reaches.
const stretch = int64(ledger.Reach/time.Second) + 86400

// undated is the ground of what was said nobody knows when.
const undated = math.MinInt32

func stretchOf(t time.Time) int32 {
	if t.IsZero() {
		return undated
	}
	return int32(math.Floor(float64(t.Unix()) / float64(stretch)))
}

func (l *lands) place(name string) uint32 {
	no := l.names[name]
	if no == 0 {
		no = uint32(len(l.there))
		l.names[name] = no
		l.there = append(l.there, nil)
	}
	return no
}

// land returns a ground, nil where nothing is on it.
func (w *Weaver) land(g ground) *land {
	l := w.open[g]
	if l == nil {
		if _, ok := slices.BinarySearch(w.there[g.Place], g.At); !ok {
			return nil
		}
		l = w.fetchLand(g)
		w.enterLand(g, l)
	}
	l.used = w.turn
	return l
}

// clearing makes a ground that nothing is on yet.
func (w *Weaver) clearing(g ground) *land {
	if l := w.land(g); l != nil {
		return l
	}
	at, _ := slices.BinarySearch(w.there[g.Place], g.At)
	w.there[g.Place] = slices.Insert(w.there[g.Place], at, g.At)
	l := &land{rows: map[uint32][]row{}, settled: map[string][]recoupe.Hold{}, used: w.turn}
	w.enterLand(g, l)
	return l
}

func (w *Weaver) enterLand(g ground, l *land) {
	w.open[g] = l
	if w.shelf != nil {
		w.ring = append(w.ring, g)
	}
}

// alterLand notes that what the shelf has of a ground holds no longer.
func (w *Weaver) alterLand(g ground, l *land) {
	if w.shelf != nil && !l.changed {
		l.changed = true
		w.late = append(w.late, g)
	}
}

// waste forgets a ground that nothing is on any more.
func (w *Weaver) waste(g ground, l *land) {
	if len(l.claims)+len(l.rows) > 0 {
		return
	}
	delete(w.open, g)
	if at, ok := slices.BinarySearch(w.there[g.Place], g.At); ok {
		w.there[g.Place] = slices.Delete(w.there[g.Place], at, at+1)
	}
	w.forgetLand(g)
}

// file keeps a claim that may contradict others under the places that it speaks of.
func (w *Weaver) file(x *said) {
	for _, g := range w.groundsOf(x) {
		l := w.clearing(g)
		w.alterLand(g, l)
		s := stand{x.Said.UnixNano(), x.No}
		at, _ := slices.BinarySearchFunc(l.claims, s, compareStands)
		l.claims = slices.Insert(l.claims, at, s)
	}
}

func (w *Weaver) unfile(x *said) {
	for _, g := range w.groundsOf(x) {
		if l := w.land(g); l != nil {
			w.alterLand(g, l)
			l.claims = slices.DeleteFunc(l.claims, func(s stand) bool { return s.No == x.No })
			w.waste(g, l)
		}
	}
}

func compareStands(a, b stand) int {
	return cmp.Or(cmp.Compare(a.Said, b.Said), cmp.Compare(a.No, b.No))
}

// groundsOf are the grounds of the places that a claim about control speaks of, if it can contradict any other.
func (w *Weaver) groundsOf(x *said) []ground {
	if !strings.HasPrefix(x.claim.Event, "CTRL.") || x.Said.IsZero() || !w.world.Contends(&confirm.Assertion{Claim: x.claim, Voice: x.voice, Opposite: x.opposite}) {
		return nil
	}
	var out []ground
	for i := range x.Spots {
		if id := x.Spots[i].ID; id != "" {
			if g := (ground{w.place(id), stretchOf(x.Said)}); !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// around are the claims about control of one place that were said near a claim in time.
func (w *Weaver) around(x *said) []*said {
	var out []*said
	from, to := x.Said.Add(-confirm.Persistence), x.Said.Add(confirm.Persistence)
	for _, g := range w.groundsOf(x) {
		for at := stretchOf(from); at <= stretchOf(to); at++ {
			l := w.land(ground{g.Place, at})
			if l == nil {
				continue
			}
			k, _ := slices.BinarySearchFunc(l.claims, stand{Said: from.UnixNano()}, compareStands)
			for ; k < len(l.claims) && l.claims[k].Said <= to.UnixNano(); k++ {
				if y := w.claim(l.claims[k].No); y != x && !slices.Contains(out, y) {
					out = append(out, y)
				}
			}
		}
	}
	return out
}

// rowsOf makes the rows of the event kept under a claim. What an origin says again, and what is copied from it, makes
// no second row: the first stands, and the next takes over where its dispatch is withdrawn.
func (w *Weaver) rowsOf(opener *said) []row {
	byStatement := map[string][]recoupe.Hold{}
	no := map[recoupe.ClaimRef]uint32{}
	for _, x := range w.members(opener) {
		if !strings.HasPrefix(x.claim.Event, "CTRL.") && !strings.HasPrefix(x.claim.Event, "VIO.") {
			continue
		}
		for _, s := range w.statements(x) {
			s.hold.KnownTo = w.gone(x).until
			byStatement[s.key] = append(byStatement[s.key], s.hold)
			no[x.Ref] = x.No
		}
	}
	var out []row
	for _, k := range sortedKeys(byStatement) {
		for _, h := range ledger.Collapse(byStatement[k]) {
			out = append(out, row{no[h.Claim], h})
		}
	}
	return out
}

// statement is a row that one claim makes, with what it says and who says it.
type statement struct {
	key  string
	hold recoupe.Hold
}

// statements are the rows that a claim makes as long as its dispatch stands.
func (w *Weaver) statements(x *said) []statement {
	if x.stated == nil {
		x.stated = []statement{}
		a := w.assertion(x)
		for _, v := range append([]confirm.Voice{x.voice}, x.also...) {
			a.Voice = v
			for _, h := range ledger.Rows(ledger.Entry{Assertion: a, Lang: x.doc.Lang, Known: x.doc.known}, w.Register) {
				x.stated = append(x.stated, statement{v.ID + " " + ledger.Statement(h), h})
			}
		}
	}
	return x.stated
}

// replaceRows puts rows in place of those that the event kept under a claim had.
func (w *Weaver) replaceRows(x *said, rows []row) {
	if len(x.grounds)+len(rows) == 0 {
		return
	}
	var old []row
	for _, g := range x.grounds {
		old = append(old, w.land(g).rows[x.No]...)
	}
	changed := unlike(old, rows)
	if len(changed) == 0 {
		return
	}
	w.told[rowsStrand(x.Ref)] = true
	w.alter(x.doc)
	for _, g := range x.grounds {
		l := w.land(g)
		w.alterLand(g, l)
		delete(l.rows, x.No)
	}
	left := x.grounds
	x.grounds = nil
	for _, r := range rows {
		g := ground{w.place(ledger.PlaceKey(r.Hold.Place)), stretchOf(r.Hold.Said)}
		l := w.clearing(g)
		w.alterLand(g, l)
		l.rows[x.No] = append(l.rows[x.No], r)
		if !slices.Contains(x.grounds, g) {
			x.grounds = append(x.grounds, g)
		}
	}
	for _, r := range changed {
		p := w.place(ledger.PlaceKey(r.Hold.Place))
		w.unsettled[p] = append(w.unsettled[p], r.Hold.Said)
		g := ground{p, stretchOf(r.Hold.Said)}
		if l := w.open[g]; l != nil {
			w.alterLand(g, l)
			delete(l.settled, r.Hold.ID)
		}
	}
	for _, g := range left {
		w.waste(g, w.land(g))
	}
}

// unlike are the rows that only one of two lists has.
func unlike(a, b []row) []row {
	type key struct {
		no       uint32
		id       string
		from, to int64
	}
	n := map[key]int{}
	of := func(r *row) key { return key{r.No, r.Hold.ID, r.Hold.KnownFrom.UnixNano(), r.Hold.KnownTo.UnixNano()} }
	for i := range a {
		n[of(&a[i])]++
	}
	for i := range b {
		n[of(&b[i])]--
	}
	var out []row
	for _, list := range [][]row{a, b} {
		for i := range list {
			if n[of(&list[i])] != 0 {
				out = append(out, list[i])
			}
		}
	}
	return out
}

// settle gives the rows near those that came or went their status again.
func (w *Weaver) settle() {
	for place, times := range w.unsettled {
		everywhere := slices.ContainsFunc(times, time.Time.IsZero)
		for _, at := range slices.Clone(w.there[place]) {
			if !everywhere && at != undated && !slices.ContainsFunc(times, func(t time.Time) bool { return stretchOf(t)-1 <= at && at <= stretchOf(t)+1 }) {
				continue
			}
			w.settleLand(ground{place, at}, func(h *recoupe.Hold) bool {
				return everywhere || h.Said.IsZero() || slices.ContainsFunc(times, func(t time.Time) bool { return h.Said.Sub(t).Abs() <= ledger.Reach })
			})
		}
	}
	clear(w.unsettled)
}

// settleLand settles the rows of one ground that are wanted, hearing the grounds before and after it and what was
// said nobody knows when; that in turn hears the whole place.
func (w *Weaver) settleLand(g ground, wanted func(*recoupe.Hold) bool) {
	own := w.land(g)
	if len(own.rows) == 0 {
		return
	}
	var rows []recoupe.Hold
	owner := map[string]uint32{}
	for no, rs := range own.rows {
		for i := range rs {
			owner[rs[i].Hold.ID] = no
		}
	}
	for _, at := range w.there[g.Place] {
		if g.At == undated || at == undated || g.At-1 <= at && at <= g.At+1 {
			for _, rs := range w.land(ground{g.Place, at}).rows {
				for i := range rs {
					rows = append(rows, rs[i].Hold)
				}
			}
		}
	}
	for id, spans := range ledger.SettleRows(rows, w.Register, func(h *recoupe.Hold) bool { return stretchOf(h.Said) == g.At && wanted(h) }) {
		if !sameSpans(own.settled[id], spans) {
			own.settled[id] = spans
			w.alterLand(g, own)
			w.told[rowsStrand(w.claim(owner[id]).Ref)] = true
		}
	}
}

// sameSpans reports whether a row is cut alike.
func sameSpans(a, b []recoupe.Hold) bool {
	return slices.EqualFunc(a, b, func(a, b recoupe.Hold) bool {
		return a.Status == b.Status && a.KnownFrom.Equal(b.KnownFrom) && a.KnownTo.Equal(b.KnownTo)
	})
}

// holds is the settled ledger, by place.
func (w *Weaver) holds() []recoupe.Hold {
	var out []recoupe.Hold
	for _, name := range sortedKeys(w.names) {
		from := len(out)
		for _, at := range w.there[w.names[name]] {
			g := ground{w.names[name], at}
			for _, spans := range w.land(g).settled {
				out = append(out, spans...)
			}
		}
		ledger.Order(out[from:])
	}
	return out
}
