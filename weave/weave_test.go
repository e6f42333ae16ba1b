// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/actor"
)

// told is one claim of a dispatch in a small language: who says what of which place.
type told struct {
	by, event, place string
	camps            []string // of agent or gainer, then of target or loser
	negative, hedged bool
	hour             int // of the event; 0 is not said
}

var start = time.Date(2024, 12, 3, 6, 0, 0, 0, time.UTC)

// reading makes a reading of claims; the text is the ids, so that no two share words.
func reading(id, publisher string, hour int, ts ...told) recoupe.Reading {
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: id, Publisher: publisher, Lang: "en", Published: start.Add(time.Duration(hour) * time.Hour)}}
	for n, t := range ts {
		c := recoupe.Claim{ID: fmt.Sprintf("c%d", n+1), Event: t.event, Polarity: recoupe.Positive, Modality: recoupe.Asserted}
		words := fmt.Sprintf("%s claim %d of %s. ", t.by, n, id)
		c.Trigger.Spans = []recoupe.Span{{Start: len(r.Dispatch.Text), End: len(r.Dispatch.Text) + 1}}
		c.Text = words
		r.Dispatch.Text += words
		value := recoupe.CTPlus
		if t.negative {
			c.Polarity, value = recoupe.Negative, recoupe.CTMinus
		}
		c.Commitment = []recoupe.Commitment{{Source: recoupe.Author, Value: value}}
		if t.by != "" {
			a := recoupe.Attribution{ID: fmt.Sprintf("a%d", n+1), Source: recoupe.Source{ID: t.by, Name: t.by}, Chain: []string{recoupe.Author, t.by}}
			r.Attributions = append(r.Attributions, a)
			c.Attribution = a.ID
			c.Commitment = []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {Source: t.by, Value: value}}
		}
		if t.hedged {
			c.Modality = recoupe.ReportedAs
		}
		for k, camp := range t.camps {
			if camp != "" {
				c.Actors = append(c.Actors, recoupe.Role{ID: forces[camp], Name: camp, Camp: camp, Role: roles(t.event)[k]})
			}
		}
		if p, ok := towns[t.place]; ok {
			c.Places = []recoupe.Place{{ID: "town:" + t.place, Name: t.place, Kind: "town", Point: &p, Uncertainty: 3000}}
		}
		if t.hour > 0 {
			from := start.Add(time.Duration(t.hour) * time.Hour)
			c.Time = &recoupe.Interval{Start: from, End: from.Add(time.Hour), Which: "event"}
		}
		r.Claims = append(r.Claims, c)
	}
	return r
}

var forces = map[string]string{"syria-assad": "sy-army", "syria-rebels": "hts"}

func roles(event string) [2]string {
	switch event {
	case "CTRL.CAPTURE", "CTRL.REGAIN", "CTRL.TRANSFER":
		return [2]string{"gainer", "loser"}
	case "CTRL.LOSS":
		return [2]string{"loser", "gainer"}
	case "VIO.CLASH":
		return [2]string{"party", "party"}
	}
	return [2]string{"agent", "target"}
}

// towns are invented.
var towns = map[string]recoupe.LonLat{"Alif": {36.7, 35.1}, "Ba": {36.8, 35.2}, "Jim": {37.9, 36.0}}

var options = Options{Register: actor.Default()}

// traffic is a made-up day: speakers of both sides and a monitor about three towns.
func traffic(seed uint64, n int) []recoupe.Reading {
	g := rand.New(rand.NewPCG(seed, 1))
	speakers := []string{"sohr", "sana", "sy-army", "hts", "x-Unknown Man", ""}
	events := []string{"VIO.CLASH", "CTRL.CAPTURE", "CTRL.REGAIN", "CTRL.WITHDRAW", "CTRL.HOLD", "VIO.AIRSTRIKE"}
	var out []recoupe.Reading
	for i := range n {
		var ts []told
		for range 1 + g.IntN(3) {
			t := told{by: speakers[g.IntN(len(speakers))], event: events[g.IntN(len(events))], place: []string{"Alif", "Ba", "Jim", ""}[g.IntN(4)], negative: g.IntN(8) == 0, hedged: g.IntN(6) == 0}
			t.camps = []string{"syria-assad", "syria-rebels"}
			if g.IntN(2) == 0 {
				slices.Reverse(t.camps)
			}
			if g.IntN(2) == 0 {
				t.hour = 1 + g.IntN(48)
			}
			ts = append(ts, t)
		}
		r := reading(fmt.Sprintf("d%03d", i), fmt.Sprintf("Paper %d", g.IntN(9)), g.IntN(60), ts...)
		if g.IntN(3) == 0 { // what a wire sent, and what some papers print every day
			r = withText(r, copied+fmt.Sprintf("Edition %d.", g.IntN(12)), 40)
		}
		if i > 3 && g.IntN(6) == 0 {
			r.Dispatch.Replaces = &recoupe.Replacement{ID: fmt.Sprintf("d%03d", g.IntN(i)), Kind: []string{"kill", "correction"}[g.IntN(2)]}
			r.Dispatch.Publisher = ""
		}
		out = append(out, r)
	}
	return out
}

// TestOrder: the order of arrival changes nothing.
func TestOrder(t *testing.T) {
	for seed := range uint64(5) {
		rs := traffic(seed, 60)
		want := Weave(rs, options)
		g := rand.New(rand.NewPCG(seed, 2))
		for range 4 {
			g.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
			if d := cmp.Diff(want, Weave(rs, options)); d != "" {
				t.Fatalf("seed %d: (-want +got)\n%s", seed, d)
			}
		}
	}
}

// TestSteps: whatever came, was read again and was dropped on the way, the state is that of what is there.
func TestSteps(t *testing.T) {
	for seed := range uint64(4) {
		g := rand.New(rand.NewPCG(seed, 3))
		rs := traffic(seed, 40)
		w := New(options)
		here := map[string]recoupe.Reading{}
		for step := range 120 {
			r := rs[g.IntN(len(rs))]
			switch g.IntN(3) {
			case 0:
				w.Drop(r.Dispatch.ID)
				delete(here, r.Dispatch.ID)
			default:
				w.Put(r)
				here[r.Dispatch.ID] = r
			}
			if step%20 != 19 {
				continue
			}
			var now []recoupe.Reading
			for _, id := range sortedKeys(here) {
				now = append(now, here[id])
			}
			if d := cmp.Diff(Weave(now, options), w.Woven()); d != "" {
				t.Fatalf("seed %d, step %d: (-fresh +kept)\n%s", seed, step, d)
			}
		}
	}
}

// TestDecisions: a person joins and parts events, undoes it, and an archive that is read again keeps both.
func TestDecisions(t *testing.T) {
	a := reading("a", "One", 5, told{by: "sohr", event: "VIO.CLASH", place: "Alif", camps: []string{"syria-assad", "syria-rebels"}})
	b := reading("b", "Two", 6, told{by: "hts", event: "VIO.CLASH", place: "Jim", camps: []string{"syria-assad", "syria-rebels"}})
	c := reading("c", "Three", 7, told{by: "sana", event: "VIO.CLASH", place: "Alif", camps: []string{"syria-assad", "syria-rebels"}})
	at := func(r recoupe.Reading) Anchor {
		x, ok := r.Anchor("c1")
		if !ok {
			t.Fatal("no anchor")
		}
		return x
	}
	join := Decision{Together: true, A: at(a), B: at(b), By: "editor", Reason: "one battle"}
	part := Decision{A: at(a), B: at(c), By: "editor", Reason: "another street"}
	undone := join
	undone.Undone = true
	renumbered := b
	renumbered.Claims = slices.Clone(b.Claims)
	renumbered.Claims[0].ID = "c9"
	for _, tt := range []struct {
		name string
		rs   []recoupe.Reading
		ds   []Decision
		want []string
	}{
		{"none", []recoupe.Reading{a, b, c}, nil, []string{"VIO.CLASH CORROBORATED 2/2 k2: sohr sana", "VIO.CLASH CLAIMED 1/1 k1: hts"}},
		{"joined", []recoupe.Reading{a, b, c}, []Decision{join}, []string{"VIO.CLASH CORROBORATED 3/3 k3: sohr hts sana"}},
		{"joined, undone", []recoupe.Reading{a, b, c}, []Decision{undone}, []string{"VIO.CLASH CORROBORATED 2/2 k2: sohr sana", "VIO.CLASH CLAIMED 1/1 k1: hts"}},
		{"joined, then read again with other numbers", []recoupe.Reading{a, renumbered, c}, []Decision{join}, []string{"VIO.CLASH CORROBORATED 3/3 k3: sohr hts sana"}},
		{"parted", []recoupe.Reading{a, b, c}, []Decision{part}, []string{"VIO.CLASH REPORTED 1/1 k1: sohr", "VIO.CLASH CLAIMED 1/1 k1: hts", "VIO.CLASH CLAIMED 1/1 k1: sana"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := options
			o.Decisions = tt.ds
			if d := cmp.Diff(tt.want, partial(Weave(tt.rs, o))); d != "" {
				t.Errorf("at once: (-want +got)\n%s", d)
			}
			w := New(options)
			for _, r := range tt.rs {
				w.Put(r)
			}
			w.Woven()
			w.Decide([]Decision{join, part})
			w.Woven()
			w.Decide(tt.ds)
			if d := cmp.Diff(tt.want, partial(w.Woven())); d != "" {
				t.Errorf("later: (-want +got)\n%s", d)
			}
		})
	}
}

// partial leaves the modifiers out that do not matter here.
func partial(w recoupe.Woven) []string {
	for i := range w.Events {
		w.Events[i].Modifiers = nil
	}
	return lines(w)
}

// TestEventID: an event keeps its name while claims join it.
func TestEventID(t *testing.T) {
	rs := []recoupe.Reading{reading("a", "One", 5, told{by: "sohr", event: "VIO.CLASH", place: "Alif", camps: clash})}
	id := Weave(rs, options).Events[0].ID
	rs = append(rs, reading("b", "Two", 6, told{by: "sana", event: "VIO.CLASH", place: "Alif", camps: clash}))
	got := Weave(rs, options)
	if len(got.Events) != 1 || got.Events[0].ID != id {
		t.Errorf("the event %s became %v", id, got.Events)
	}
}
