// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ledger

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
)

// world is an invented register: two sides that fight, an army and its ministry, a monitor.
var world = func() *actor.Register {
	r, err := (&actor.Register{}).Extend(strings.NewReader(`id a-army
kind armed_force
camp a
en a army

id a-ministry
kind ministry
of a-army
en a ministry

id b-front
kind armed_group
camp b
en b front

id monitor
kind observatory
en Monitor

id second-monitor
kind observatory
en Second Monitor

foe a b
`))
	if err != nil {
		panic(err)
	}
	return r
}()

func hour(day, h int) time.Time { return time.Date(2024, 5, day, h, 0, 0, 0, time.UTC) }

// row makes a row "b-front held V".
func row(by, controller, relation, place string, said time.Time) recoupe.Hold {
	return recoupe.Hold{ID: fmt.Sprintf("%s %s %s", by, relation, said.Format("2T15")), Claim: recoupe.ClaimRef{Dispatch: by + said.Format("2T15"), Claim: "c1"}, Origin: by, Controller: controller, Relation: relation,
		Place: recoupe.Place{ID: place, Kind: "town", Point: &recoupe.LonLat{36, 35}, Uncertainty: 2000}, Extent: "whole", Said: said, Polarity: recoupe.Positive, Status: "claimed", KnownFrom: said}
}

func standing(s Standing) string {
	return strings.TrimSpace(fmt.Sprintf("%s(%s) %s %s", s.State, s.Holder, s.Status, strings.Join(s.Others, ",")))
}

// TestSoftLoss is a loss told softly: asked as known at a time, the answer stays what it was then.
func TestSoftLoss(t *testing.T) {
	base := row("desk-a", "a-army", "held", "V", hour(1, 0))
	base.Origin = "a-army"
	over := row("monitor", "a-army", "held", "V", hour(1, 0)) // who held it on day 0
	rows := Settle([]recoupe.Hold{base, over,
		row("b-front", "b-front", "held", "V", hour(6, 10)),
		row("a-ministry", "a-army", "held", "V", hour(6, 11)),
		row("monitor", "b-front", "held", "V", hour(6, 15)),
		row("a-ministry", "a-army", "vacated", "V", hour(6, 18)),
	}, world)
	for _, tt := range []struct {
		name string
		at   time.Time
		want string
	}{
		{"before", hour(5, 0), "HELD(a) accepted"},
		{"one side says so", hour(6, 10), "HELD(a) accepted b"},
		{"the other says no", hour(6, 12), "HELD(a) disputed b"},
		{"a monitor says so, only the loser contradicts", hour(6, 16), "HELD(b) disputed a"},
		{"the loser says so, softly", hour(6, 19), "HELD(b) accepted"},
	} {
		if got := standing(At(rows, world, "V", tt.at, tt.at)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
	if got := standing(At(rows, world, "V", hour(6, 12), hour(6, 12))); got != "HELD(a) disputed b" {
		t.Errorf("as known at noon: got %s after more had come", got)
	}
}

// TestSays: each side has its own view, and changes its line in it.
func TestSays(t *testing.T) {
	rows := Settle([]recoupe.Hold{
		row("b-front", "b-front", "held", "V", hour(6, 10)),
		row("a-ministry", "a-army", "held", "V", hour(6, 11)),
		row("monitor", "b-front", "contested", "V", hour(6, 12)),
		row("a-army", "a-army", "vacated", "V", hour(6, 18)),
	}, world)
	for _, tt := range []struct {
		who  string
		at   time.Time
		want string
	}{
		{"b-front", hour(6, 20), "HELD(b) claimed"},
		{"a", hour(6, 12), "HELD(a) claimed"},
		{"a", hour(6, 20), "VACATED() claimed a"},
		{"a-ministry", hour(6, 20), "HELD(a) claimed"},
		{"monitor", hour(6, 20), "CONTESTED() claimed"},
		{"second-monitor", hour(6, 20), "UNKNOWN()"},
	} {
		if got := standing(Says(rows, world, "V", tt.who, tt.at, tt.at)); got != tt.want {
			t.Errorf("%s at %s: got %s, want %s", tt.who, tt.at, got, tt.want)
		}
	}
}

// TestTwoAxes: a correction closes a row, and a late report speaks of an old time.
func TestTwoAxes(t *testing.T) {
	r1 := row("monitor", "b-front", "held", "V", hour(4, 9))
	r1.KnownTo = hour(6, 12)
	r3 := row("monitor", "b-front", "held", "W", hour(6, 12))
	r3.Valid = &recoupe.Interval{Start: hour(3, 0), End: hour(4, 0)}
	r4 := row("a-army", "a-army", "held", "V", hour(7, 8))
	r4.Valid = &recoupe.Interval{Start: hour(1, 0), End: hour(2, 0)}
	rows := Settle([]recoupe.Hold{r1, r3, r4}, world)
	for _, tt := range []struct {
		place   string
		t, k    time.Time
		want    string
		history int
	}{
		{"V", hour(4, 12), hour(5, 0), "UNKNOWN() claimed b", 2},
		{"V", hour(4, 12), hour(8, 0), "UNKNOWN() claimed a", 2},
		{"W", hour(4, 12), hour(5, 0), "UNKNOWN()", 1},
		{"W", hour(4, 12), hour(8, 0), "UNKNOWN() claimed b", 1},
	} {
		if got := standing(At(rows, world, tt.place, tt.t, tt.k)); got != tt.want {
			t.Errorf("%s at %s as known at %s: got %s, want %s", tt.place, tt.t, tt.k, got, tt.want)
		}
		if n := len(History(rows, tt.place)); n != tt.history {
			t.Errorf("%s has %d rows, want %d", tt.place, n, tt.history)
		}
	}
	begun, ended := Changes(rows, hour(6, 0), hour(7, 0))
	if len(begun) != 1 || len(ended) != 1 {
		t.Errorf("on 6 May %d rows began and %d ended, want 1 and 1", len(begun), len(ended))
	}
}

// TestNotAccepted: no row is accepted whose proof does not meet the rule.
func TestNotAccepted(t *testing.T) {
	hedged := row("monitor", "b-front", "held", "V", hour(6, 15))
	hedged.Hedged = true
	own := row("", "b-front", "held", "V", hour(6, 15))
	own.Status = "presupposed"
	part := row("monitor", "b-front", "held", "V", hour(6, 15))
	part.Extent = "part"
	for _, tt := range []struct {
		name string
		rows []recoupe.Hold
	}{
		{"the gaining side alone", []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10))}},
		{"one monitor alone", []recoupe.Hold{row("monitor", "b-front", "held", "V", hour(6, 10))}},
		{"a monitor twice", []recoupe.Hold{row("monitor", "b-front", "held", "V", hour(6, 10)), row("monitor", "b-front", "held", "V", hour(6, 12))}},
		{"a side and what nobody vouches for", []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10)), hedged}},
		{"a side and the reporter", []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10)), own}},
		{"a side and a part of the place", []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10)), part}},
		{"two organs of one side", []recoupe.Hold{row("a-army", "a-army", "held", "V", hour(6, 10)), row("a-ministry", "a-army", "held", "V", hour(6, 12))}},
	} {
		for _, h := range Settle(tt.rows, world) {
			if h.Status == "accepted" {
				t.Errorf("%s: %s is accepted", tt.name, h.ID)
			}
		}
		if s := At(Settle(tt.rows, world), world, "V", hour(7, 0), time.Time{}); s.Holder != "" {
			t.Errorf("%s: %s holds V", tt.name, s.Holder)
		}
	}
}

func TestAccepted(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []recoupe.Hold
	}{
		{"a side and a monitor", []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10)), row("monitor", "b-front", "held", "V", hour(6, 12))}},
		{"two monitors", []recoupe.Hold{row("second-monitor", "b-front", "held", "V", hour(6, 10)), row("monitor", "b-front", "held", "V", hour(6, 12))}},
		{"handed over, both sides say", []recoupe.Hold{row("b-front", "b-front", "handed_over", "V", hour(6, 10)), row("a-army", "b-front", "handed_over", "V", hour(6, 12))}},
	} {
		if got := standing(At(Settle(tt.rows, world), world, "V", hour(7, 0), time.Time{})); got != "HELD(b) accepted" {
			t.Errorf("%s: %s", tt.name, got)
		}
	}
}

// TestHindsight: what was known at each hour is the same whatever came later.
func TestHindsight(t *testing.T) {
	all := []recoupe.Hold{row("b-front", "b-front", "held", "V", hour(6, 10)), row("a-ministry", "a-army", "held", "V", hour(6, 11)), row("monitor", "b-front", "held", "V", hour(6, 15)), row("a-ministry", "a-army", "vacated", "V", hour(6, 18)), row("monitor", "a-army", "held", "V", hour(7, 18))}
	final := Settle(append([]recoupe.Hold(nil), all...), world)
	for n := 1; n <= len(all); n++ {
		k := all[n-1].KnownFrom
		then := Settle(append([]recoupe.Hold(nil), all[:n]...), world)
		if d := cmp.Diff(At(then, world, "V", k, k), At(final, world, "V", k, k)); d != "" {
			t.Errorf("as known at %s: (-then +later)\n%s", k, d)
		}
	}
}

func TestSeats(t *testing.T) {
	set := row("monitor", "a-army", "held", "V", hour(4, 9))
	set.Place.Count, set.Place.Uncertainty = 2, 20000
	named := func(by, place string, lon float64) recoupe.Hold {
		h := row(by, "a-army", "held", place, hour(5, 9))
		h.Place.Point = &recoupe.LonLat{lon, 35}
		return h
	}
	rows := []recoupe.Hold{set, named("monitor", "K", 36.1), named("a-army", "L", 36.1), named("monitor", "M", 38)}
	got := Seats(rows)
	if len(got) != 1 || got[0].Named.Place.ID != "K" {
		t.Errorf("filled %v; want K alone: L is of another origin, M too far", got)
	}
}

func TestNearest(t *testing.T) {
	h := row("monitor", "", "contested", "V", hour(6, 10))
	rows := []recoupe.Hold{h}
	f, ok := Nearest(rows, recoupe.LonLat{36, 35.09}, hour(8, 0), time.Time{})
	if !ok || f.Km < 7.5 || f.Km > 8.5 {
		t.Errorf("got %.1f km, %v; want 8", f.Km, ok)
	}
	if _, ok := Nearest(rows, recoupe.LonLat{36, 35.09}, hour(28, 0), time.Time{}); ok {
		t.Error("fighting of three weeks ago still marks a front")
	}
}

// TestPhrases: what sentences mean for the ledger. The types are those that reading gives them.
func TestPhrases(t *testing.T) {
	for _, tt := range []struct{ lang, event, text, want string }{
		{"fr", "CTRL.CAPTURE", "les rebelles se sont emparés du bourg", "held"},
		{"fr", "CTRL.HOLD", "l'armée contrôle toujours le bourg", "held"},
		{"fr", "CTRL.HOLD", "l'armée a repoussé l'attaque", "repelled"},
		{"fr", "CTRL.ADVANCE", "les rebelles sont entrés dans le bourg", "entered"},
		{"fr", "CTRL.ADVANCE", "les rebelles avancent vers le bourg", "threatened"},
		{"fr", "CTRL.WITHDRAW", "l'armée s'est redéployée hors du bourg", "vacated"},
		{"fr", "CTRL.CAPTURE", "l'armée a pris presque entièrement le bourg", "partly_held"},
		{"fr", "CTRL.REGAIN", "l'armée tente de reprendre le bourg", ""},
		{"fr", "CTRL.SIEGE", "les rebelles ont coupé la route du bourg", "line_cut"},
		{"fr", "CTRL.HOLD", "l'armée tient le bourg sous son feu", "threatened"},
		{"fr", "CTRL.HOLD", "l'armée a repoussé les rebelles hors du bourg", "repelled"},
		{"en", "CTRL.REGAIN", "troops retook the town", "held"},
		{"en", "CTRL.CAPTURE", "the rebels all but took the town", "partly_held"},
		{"en", "CTRL.HOLD", "the army still holds the town", "held"},
		{"en", "CTRL.ADVANCE", "the rebels entered the town", "entered"},
		{"en", "CTRL.REGAIN", "the army is working to retake the town", ""},
		{"en", "CTRL.SIEGE", "the rebels surrounded the town", "besieged"},
		{"en", "CTRL.WITHDRAW", "the army regrouped outside the town", "vacated"},
		{"ar", "CTRL.ADVANCE", "دخل المقاتلون البلدة", "entered"},
		{"ar", "CTRL.HOLD", "لا يزال يسيطر على البلدة", "held"},
		{"ar", "CTRL.SIEGE", "طوق المقاتلون البلدة", "besieged"},
		{"en", "CTRL.WITHDRAW", "the army evacuated civilians from the town", ""},
		{"en", "VIO.AIRSTRIKE", "jets bombed the town", ""},
	} {
		c := &recoupe.Claim{Event: tt.event, Mention: recoupe.Mention{Text: tt.text}, Modality: recoupe.Asserted, Places: []recoupe.Place{{ID: "V", Name: "V", Kind: "town"}},
			Actors: []recoupe.Role{{ID: "a-army", Role: "agent"}, {ID: "a-army", Role: "gainer"}}}
		rows := Rows(Entry{Assertion: confirm.Assertion{Claim: c, Voice: confirm.Voice{ID: "monitor", Named: true}, Said: hour(1, 0)}, Lang: tt.lang}, world)
		got := ""
		if len(rows) > 0 {
			got = rows[0].Relation
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestNothingPainted: unnamed sets, surroundings and plans make no statement about a named place.
func TestNothingPainted(t *testing.T) {
	claim := func(p recoupe.Place, m recoupe.Modality) []recoupe.Hold {
		c := &recoupe.Claim{Event: "CTRL.REGAIN", Modality: m, Places: []recoupe.Place{p}, Actors: []recoupe.Role{{ID: "a-army", Role: "gainer"}}}
		return Rows(Entry{Assertion: confirm.Assertion{Claim: c, Voice: confirm.Voice{ID: "monitor", Named: true}}}, world)
	}
	set := claim(recoupe.Place{ID: "V", Relation: "around", Count: 2}, recoupe.Asserted)
	if len(set) != 1 || PlaceKey(set[0].Place) == "V" {
		t.Errorf("two villages near V are %v", set)
	}
	if n := len(claim(recoupe.Place{ID: "V"}, recoupe.Future)); n != 0 {
		t.Errorf("a plan makes %d rows", n)
	}
	if n := len(claim(recoupe.Place{Mention: recoupe.Mention{Text: "the town"}}, recoupe.Asserted)); n != 0 {
		t.Errorf("a place that was not found makes %d rows", n)
	}
}

// TestTownOfDivision: who takes a town in a province has not taken the province; who takes a province, or a town and another province, has.
func TestTownOfDivision(t *testing.T) {
	at := func(lat, lon float64) *recoupe.LonLat { return &recoupe.LonLat{lon, lat} }
	town := recoupe.Place{ID: "V", Kind: "town", Country: "SY", Point: at(35.2, 36.7), Uncertainty: 1000}
	province := recoupe.Place{ID: "P", Kind: "region", Country: "SY", Point: at(35.0, 37.0), Uncertainty: 60_000}
	other := recoupe.Place{ID: "Q", Kind: "region", Country: "SY", Point: at(33.0, 36.0), Uncertainty: 60_000}
	north := province
	north.Relation = "part_of"
	for _, tt := range []struct {
		places []recoupe.Place
		want   string
	}{
		{[]recoupe.Place{town, province}, "V"},
		{[]recoupe.Place{town, {ID: "S", Kind: "country", Country: "SY", Point: at(35, 38)}}, "V"},
		{[]recoupe.Place{province}, "P"},
		{[]recoupe.Place{town, other}, "VQ"},
		{[]recoupe.Place{town, north}, "VP"},
	} {
		got := ""
		for _, p := range targets(tt.places) {
			got += p.ID
		}
		if got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
