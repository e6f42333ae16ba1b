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
