// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/confirm"
	"recoupe/link"
)

// doc is a dispatch with what weaving needs of it.
type doc struct {
	// no numbers it among all that ever came, first its first claim.
	no, first uint32
	head
	// said is when it was printed, zero where that is unknown or cannot be.
	said time.Time
	// known is when the desk had it; standing whether it may still be used.
	known    time.Time
	standing standing
	claims   []*said
	// same are the dispatches with exactly its text, document the least id of them all.
	same     []uint32
	document string
	// asked is the last turn in which it was asked for; changed says that the shelf has it otherwise.
	asked   uint64
	changed bool
}

// head is what is kept of a dispatch besides its claims.
type head struct {
	ID, Publisher, Lang, Digest string
	Revision                    int
	PublishedDay                bool
	Replaces                    *recoupe.Replacement
	Credits                     []string
}

// said is one claim that takes part in events.
type said struct {
	link.Node
	doc   *doc
	claim *recoupe.Claim
	// asRead is the claim as the text has it where copies show a slip in it, nil elsewhere.
	asRead *asRead
	voice  confirm.Voice
	// also are others who say it in the same words: "the observatory and the agency said".
	also []confirm.Voice
	// opposite says that the speaker asserts that it did not happen.
	opposite bool
	hedged   bool
	// pairs are the copies of it.
	pairs []pair
	// grounds are where its event has rows, event its event as woven, both only for one under which an event is kept.
	grounds []ground
	event   *event
	// stated are the rows that the claim makes by itself, nil before they were asked for.
	stated []statement
	asked  uint64
}

// used is the last turn in which a dispatch or a claim of it was asked for.
func (d *doc) used() uint64 {
	last := d.asked
	for _, x := range d.claims {
		last = max(last, x.asked)
	}
	return last
}

// Dates that cannot be: older than any wire that is still delivered, or after the dispatch was received.
const (
	oldest = 1980
	newest = 2090
	ahead  = 24 * time.Hour
)

// printed is when a dispatch was printed; a date that cannot be is unknown.
func printed(d *recoupe.Dispatch) time.Time {
	t := d.Published
	if t.IsZero() || t.Year() < oldest || t.Year() >= newest || !d.Received.IsZero() && t.After(d.Received.Add(ahead)) {
		return time.Time{}
	}
	return t
}

// replayed is how long after its printing a dispatch counts as loaded from an archive: it was then known when printed.
const replayed = 7 * 24 * time.Hour

func knownFrom(d *recoupe.Dispatch) time.Time {
	t := printed(d)
	if d.Received.IsZero() || !t.IsZero() && d.Received.Sub(t) > replayed {
		return t
	}
	return d.Received
}

// newDoc takes the claims out of a reading that may take part in events.
func newDoc(r *recoupe.Reading, o Options) *doc {
	x := &r.Dispatch
	d := &doc{head: head{x.ID, x.Publisher, x.Lang, x.Digest, x.Revision, x.PublishedDay, x.Replaces, x.Credits},
		said: printed(x), known: knownFrom(x), document: x.ID}
	if x := d.Replaces; x != nil && x.Kind == "kill" {
		return d // a notice of withdrawal speaks of a text, not of the world
	}
	sp := newSpeaker(r, o.Register)
	for i := range r.Claims {
		c := &r.Claims[i]
		if !takesPart(c) {
			continue
		}
		x := &said{doc: d, claim: c, voice: sp.voice(c), also: sp.also(c), hedged: hedged(c)}
		sign := sign(c)
		if sign == 0 {
			continue
		}
		x.opposite = sign < 0
		d.claims = append(d.claims, x)
	}
	d.furnish(mainPlace(r))
	return d
}

// takesPart: typed claims of what is said to have happened. Gloss and presupposition take part only where they
// say who holds a place, in the author's voice.
func takesPart(c *recoupe.Claim) bool {
	switch c.Modality {
	case recoupe.Future, recoupe.Wished, recoupe.Ordered, recoupe.Asked:
		return false
	}
	if c.Background {
		return c.Attribution == "" && strings.HasPrefix(c.Event, "CTRL.") && link.Group(c.Event) != ""
	}
	return link.Group(c.Event) != ""
}

// sign is +1 where the innermost speaker asserts the claim, -1 where he asserts that it is not so, 0 where he
// commits himself to nothing.
func sign(c *recoupe.Claim) int {
	if len(c.Commitment) == 0 {
		if c.Polarity == recoupe.Negative {
			return -1
		}
		return 1
	}
	switch c.Commitment[len(c.Commitment)-1].Value {
	case recoupe.CTPlus, recoupe.PRPlus, recoupe.PSPlus:
		return 1
	case recoupe.CTMinus, recoupe.PRMinus, recoupe.PSMinus:
		return -1
	}
	return 0
}

// hedged: in the conditional of report, possible, or less than certain to whoever says it.
func hedged(c *recoupe.Claim) bool {
	if c.Modality == recoupe.ReportedAs || c.Modality == recoupe.Possible {
		return true
	}
	for _, m := range c.Commitment {
		switch m.Value {
		case recoupe.PRPlus, recoupe.PRMinus, recoupe.PSPlus, recoupe.PSMinus:
			return true
		}
	}
	return false
}

// furnish makes the items of linking; a claim without a place takes over that of the claim before it, else the
// place that the dispatch names most.
func (d *doc) furnish(main []link.Spot) {
	var before []link.Spot
	for _, x := range d.claims {
		c := x.claim
		it := d.item(x)
		it.Source, it.Again = source(x.voice), link.Again(c.Text, d.Lang)
		it.Spots = link.Places(c.Places)
		switch {
		case len(it.Spots) > 0:
			before = it.Spots
		case strings.HasPrefix(c.Event, "DIP."):
		case len(before) > 0:
			it.Spots, it.Inferred = before, true
		default:
			it.Spots, it.Inferred = main, len(main) > 0
		}
		it.From, it.To, it.Stated = when(d, c)
		if t := c.Time; t != nil && t.Which != "utterance" && t.End.IsZero() {
			it.Since = t.Start
		}
		it.Winner, it.Loser = sides(c)
		it.Parties = parties(c)
		x.Item = it
	}
}

// item is what linking knows of a claim by the claim itself.
func (d *doc) item(x *said) link.Item {
	c := x.claim
	return link.Item{Ref: recoupe.ClaimRef{Dispatch: d.ID, Claim: c.ID}, Said: d.said, Type: c.Event, Figures: c.Figures, Ongoing: c.Ongoing, Denied: x.opposite}
}

func source(v confirm.Voice) string {
	if v.Named {
		return v.ID
	}
	return ""
}

// mainPlace is the settlement that a dispatch names most, the first of those named as often.
func mainPlace(r *recoupe.Reading) []link.Spot {
	n := map[string]int{}
	var best *recoupe.Place
	for i := range r.Places {
		if p := &r.Places[i]; p.Role == "" && p.ID != "" && p.Point != nil && p.Kind != "country" && p.Count == 0 {
			n[p.ID]++
		}
	}
	for i := range r.Places {
		p := &r.Places[i]
		if n[p.ID] > 0 && p.Role == "" && p.Kind != "country" && p.Count == 0 && (best == nil || n[p.ID] > n[best.ID]) {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return link.Places([]recoupe.Place{*best})
}

// guess is how far back a claim without a time may have happened before it was printed.
const guess = 24 * time.Hour

// when bounds the time of a claim: as stated, or the day before it was printed.
func when(d *doc, c *recoupe.Claim) (from, to time.Time, stated bool) {
	if t := c.Time; t != nil && t.Which != "utterance" && !t.Start.IsZero() && !t.End.IsZero() && t.End.After(t.Start) {
		return t.Start, t.End, true
	}
	if d.said.IsZero() {
		return
	}
	to = d.said
	if d.PublishedDay {
		to = to.Add(24 * time.Hour)
	}
	return d.said.Add(-guess), to, false
}

// sides are the winner and the loser of a change of hands.
func sides(c *recoupe.Claim) (winner, loser string) {
	for _, r := range c.Actors {
		switch {
		case c.Event == "CTRL.WITHDRAW" && r.Role == "agent", c.Event != "CTRL.WITHDRAW" && r.Role == "loser":
			loser = side(r, loser)
		case r.Role == "gainer":
			winner = side(r, winner)
		}
	}
	return
}

func side(r recoupe.Role, old string) string {
	if old != "" {
		return old
	}
	return r.Camp
}

// parties are the camps of those who take part, or their ids where the camp is unknown and the name is not.
func parties(c *recoupe.Claim) []string {
	var out []string
	for _, r := range c.Actors {
		p := r.Camp
		if p == "" && !strings.HasPrefix(r.ID, made) {
			p = r.ID
		}
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// assertion is a claim as confirm wants it.
func (w *Weaver) assertion(x *said) confirm.Assertion {
	d := x.doc
	a := confirm.Assertion{Ref: x.Ref, Claim: x.claim, Voice: x.voice, Publisher: d.Publisher, Lang: d.Lang, Document: d.document,
		Said: d.said, Opposite: x.opposite, Hedged: x.hedged, Withdrawn: w.gone(x).why}
	if x.asRead != nil {
		a.Drifts = x.asRead.Drifts
	}
	return a
}
