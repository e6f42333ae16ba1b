// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
)

// Traffic makes up dispatches for measurements of speed and size. Everything in it is invented: two sides, their
// agencies, two observatories and forty papers in a region of 5,000 towns. The same seed gives the same traffic.
//
// Each day has perDay dispatches. Places have a Zipf distribution: some towns are in the news every day, most are
// once a month. An event happens in one town at one hour, is told in one dispatch by one to three speakers, and
// that dispatch is printed again by up to eleven papers in the next hours, two words in a hundred changed. A
// dispatch holds five claims: three of its own event, two of other events of the day. One dispatch in 500 is
// killed, one in 200 corrected.
type Traffic struct {
	g     *rand.Rand
	zipf  *rand.Zipf
	n     int
	queue []recoupe.Reading // reprints still to come
	today []occurrence
	words []string
	old   []string // ids that may be killed
}

// occurrence is one made-up event.
type occurrence struct {
	town  int
	event string
	at    time.Time
	dead  float64
	flip  bool
}

// perDay is the traffic of a day; a million dispatches are then a year.
const (
	perDay  = 2740
	towns   = 5000
	outlets = 40
)

var firstDay = time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)

// NewTraffic starts traffic from a seed.
func NewTraffic(seed uint64) *Traffic {
	t := &Traffic{g: rand.New(rand.NewPCG(seed, 1))}
	t.zipf = rand.NewZipf(t.g, 1.1, 30, towns-1)
	for range 6000 {
		t.words = append(t.words, t.word())
	}
	return t
}

func (t *Traffic) word() string {
	var b strings.Builder
	for range 1 + t.g.IntN(3) {
		b.WriteString([]string{"ba", "ke", "li", "mo", "ru", "sa", "te", "vi", "zo", "dan", "fer", "gol", "nim", "pas"}[t.g.IntN(14)])
	}
	return b.String()
}

// Register knows the invented actors.
func (t *Traffic) Register() (*actor.Register, error) {
	var b strings.Builder
	for _, side := range []string{"north", "south"} {
		fmt.Fprintf(&b, "id %[1]s-army\nkind armed_force\ncountry XX\ncamp %[1]s\nen %[1]s army\n\nid %[1]s-agency\nkind agency\ncountry XX\nof %[1]s-army\nen %[1]s news agency\n\n", side)
	}
	b.WriteString("id hill-observatory\nkind observatory\nen Hill Observatory\n\nid river-observatory\nkind observatory\nen River Observatory\n\nfoe north south\n")
	return (&actor.Register{}).Extend(strings.NewReader(b.String()))
}

// Next is the next dispatch.
func (t *Traffic) Next() recoupe.Reading {
	at := firstDay.Add(time.Duration(float64(t.n) / perDay * 24 * float64(time.Hour)))
	if t.n%perDay == 0 {
		t.plan(at)
	}
	t.n++
	if len(t.queue) > 0 && t.g.IntN(3) > 0 {
		return t.reprint(at)
	}
	r := t.dispatch(at)
	for range min(11, int(t.g.ExpFloat64()*3)) {
		t.queue = append(t.queue, r)
	}
	return r
}

// plan draws the events of a day.
func (t *Traffic) plan(day time.Time) {
	t.today = t.today[:0]
	for range 500 {
		t.today = append(t.today, occurrence{town: int(t.zipf.Uint64()), at: day.Add(time.Duration(t.g.IntN(24)) * time.Hour), dead: float64(1 + t.g.IntN(30)), flip: t.g.IntN(2) == 0,
			event: []string{"VIO.CLASH", "VIO.SHELLING", "VIO.AIRSTRIKE", "CONS.KILLED", "CTRL.CAPTURE", "CTRL.HOLD", "CTRL.ADVANCE", "CONS.DISPLACED", "MIL.DEPLOY", "LAW.ARREST"}[t.g.IntN(10)]})
	}
}

// dispatch tells one event of the day, and two others in passing.
func (t *Traffic) dispatch(at time.Time) recoupe.Reading {
	id := fmt.Sprintf("t%08d", t.n)
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: id, Publisher: fmt.Sprintf("Paper %d", t.g.IntN(outlets)), Lang: "en", Published: at, Received: at.Add(time.Minute)}}
	var text strings.Builder
	main := t.today[t.g.IntN(len(t.today))]
	for k := range 5 {
		o := main
		if k > 2 {
			o = t.today[t.g.IntN(len(t.today))]
		}
		t.claim(&r, &text, o, k)
	}
	r.Dispatch.Text = text.String()
	switch {
	case len(t.old) > 0 && t.n%500 == 0:
		r.Dispatch.Replaces = &recoupe.Replacement{ID: t.old[t.g.IntN(len(t.old))], Kind: "kill"}
		r.Dispatch.Publisher = ""
	case len(t.old) > 0 && t.n%200 == 0:
		r.Dispatch.Replaces = &recoupe.Replacement{ID: t.old[t.g.IntN(len(t.old))], Kind: "correction"}
		r.Dispatch.Publisher = ""
	}
	if t.old = append(t.old, id); len(t.old) > 2000 {
		t.old = t.old[1000:]
	}
	return r
}

var speakers = []string{"north-army", "north-agency", "south-army", "south-agency", "hill-observatory", "river-observatory"}

// claim adds a sentence of some twenty words with one claim.
func (t *Traffic) claim(r *recoupe.Reading, text *strings.Builder, o occurrence, k int) {
	start := text.Len()
	for range 15 + t.g.IntN(15) {
		text.WriteString(t.words[t.g.IntN(len(t.words))])
		text.WriteByte(' ')
	}
	text.WriteString(". ")
	c := recoupe.Claim{ID: fmt.Sprintf("c%d", k+1), Event: o.event, Polarity: recoupe.Positive, Modality: recoupe.Asserted}
	c.Spans = []recoupe.Span{{Start: start, End: text.Len() - 2}}
	c.Trigger.Spans = []recoupe.Span{{Start: start + 20, End: start + 25}}
	p := townAt(o.town)
	c.Places = []recoupe.Place{{ID: fmt.Sprintf("town:%d", o.town), Name: fmt.Sprintf("Town %d", o.town), Kind: "town", Country: "XX", Point: &p, Uncertainty: 3000}}
	if t.g.IntN(2) == 0 {
		c.Time = &recoupe.Interval{Start: o.at.Truncate(24 * time.Hour), End: o.at.Truncate(24 * time.Hour).Add(24 * time.Hour), Grain: "day", Which: "event"}
	}
	a, b := "north", "south"
	if o.flip {
		a, b = b, a
	}
	c.Actors = []recoupe.Role{{ID: a + "-army", Name: a, Camp: a, Role: roleOf(o.event, 0)}, {ID: b + "-army", Name: b, Camp: b, Role: roleOf(o.event, 1)}}
	if strings.HasPrefix(o.event, "CONS.") {
		n := o.dead
		c.Figures = []recoupe.Figure{{Low: &n, Best: &n, High: &n, Unit: "person", Category: "killed", Qualifier: "exact"}}
	}
	by := speakers[t.g.IntN(len(speakers))]
	att := recoupe.Attribution{ID: fmt.Sprintf("a%d", k+1), Source: recoupe.Source{ID: by, Name: by}, Chain: []string{recoupe.Author, by}}
	c.Attribution = att.ID
	c.Commitment = []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {Source: by, Value: recoupe.CTPlus}}
	r.Attributions = append(r.Attributions, att)
	r.Claims = append(r.Claims, c)
}

func roleOf(event string, k int) string {
	if event == "CTRL.CAPTURE" {
		return []string{"gainer", "loser"}[k]
	}
	return []string{"agent", "target"}[k]
}

func townAt(n int) recoupe.LonLat {
	return recoupe.LonLat{30 + math.Mod(float64(n)*0.61803, 1)*8, 30 + float64(n)/towns*8}
}

// reprint prints a dispatch again in another paper, two words in a hundred changed; claims stay where they were.
func (t *Traffic) reprint(at time.Time) recoupe.Reading {
	k := t.g.IntN(len(t.queue))
	r := t.queue[k]
	t.queue[k] = t.queue[len(t.queue)-1]
	t.queue = t.queue[:len(t.queue)-1]
	r.Dispatch.ID = fmt.Sprintf("t%08d", t.n)
	r.Dispatch.Publisher = fmt.Sprintf("Paper %d", t.g.IntN(outlets))
	r.Dispatch.Published, r.Dispatch.Received = at, at.Add(time.Minute)
	r.Dispatch.Replaces = nil
	text := []byte(r.Dispatch.Text)
	for range len(text) / 300 {
		if i := t.g.IntN(len(text)); text[i] != ' ' && text[i] != '.' {
			text[i] = 'x'
		}
	}
	r.Dispatch.Text = string(text)
	return r
}
