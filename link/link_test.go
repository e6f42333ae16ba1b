// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"strings"
	"testing"
	"time"

	"recoupe"
	"recoupe/lexicon"
)

var noon = time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)

// base is a clash in the invented town V, printed at noon; changed says what else.
func base(changed func(*Item)) Item {
	it := Item{Ref: recoupe.ClaimRef{Dispatch: "d", Claim: "c1"}, Said: noon, Type: "VIO.CLASH", From: noon.Add(-24 * time.Hour), To: noon, Parties: []string{"a", "b"},
		Spots: []Spot{{ID: "V", Point: recoupe.LonLat{36, 35}, Km: 3}}}
	if changed != nil {
		changed(&it)
	}
	return it
}

func TestCompare(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	since := func(count float64, days int, qualifier string) func(*Item) {
		return func(it *Item) {
			it.Type, it.Spots, it.Parties, it.Source, it.Since = "CONS.KILLED", nil, nil, "x", noon.AddDate(0, 0, -days)
			f := recoupe.Figure{Low: n(count), High: n(count), Category: "killed", Unit: "person", Scope: "cumulative", Qualifier: qualifier}
			if qualifier != "" {
				f.High = nil
			}
			it.Figures = []recoupe.Figure{f}
		}
	}
	day := func(d int) func(*Item) {
		return func(it *Item) {
			it.From, it.To, it.Stated = noon.AddDate(0, 0, d).Add(-12*time.Hour), noon.AddDate(0, 0, d).Add(12*time.Hour), true
		}
	}
	both := func(fs ...func(*Item)) func(*Item) {
		return func(it *Item) {
			for _, f := range fs {
				f(it)
			}
		}
	}
	kind := func(s string) func(*Item) { return func(it *Item) { it.Type = s } }
	killed := func(x float64) func(*Item) {
		return func(it *Item) {
			it.Type, it.Figures = "CONS.KILLED", []recoupe.Figure{{Category: "killed", Unit: "person", Low: n(x), High: n(x)}}
		}
	}
	elsewhere := func(it *Item) { it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{37, 35}, Km: 3}} }
	nearby := func(it *Item) { it.Spots = []Spot{{ID: "W", Point: recoupe.LonLat{36.03, 35}, Km: 3}} }
	set := func(it *Item) {
		it.Type, it.Spots = "CTRL.REGAIN", []Spot{{ID: "V", Point: recoupe.LonLat{36, 35}, Km: 15, Count: 2, Relation: "around"}}
	}
	for _, tt := range []struct {
		name string
		a, b func(*Item)
		one  bool
	}{
		{"the same clash", nil, nil, true},
		{"another kind of event", nil, kind("VIO.IED"), false},
		{"shelling and air strike of one attack", kind("VIO.SHELLING"), kind("VIO.AIRSTRIKE"), true},
		{"two precise places apart", nil, elsewhere, false},
		{"areas that meet", nil, nearby, true},
		{"the same words for another day", day(0), day(2), false},
		{"one day, and the next, which begins where it ends", day(0), day(1), false},
		{"a day, and the moment when it begins", day(0), both(day(0), func(it *Item) { it.To = it.From }), true},
		{"one day, said twice", day(0), day(0), true},
		{"printed three days later, no time given", nil, func(it *Item) { it.From, it.To = noon.AddDate(0, 0, 3).Add(-24*time.Hour), noon.AddDate(0, 0, 3) }, false},
		{"who attacked and who was attacked", both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner, it.Loser = "a", "b" }), both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner, it.Loser = "b", "a" }), false},
		{"capture by one, loss by the other", both(kind("CTRL.CAPTURE"), func(it *Item) { it.Winner = "a" }), both(kind("CTRL.LOSS"), func(it *Item) { it.Loser = "b" }), true},
		{"a set of villages and the town that they lie round", set, both(set, func(it *Item) { it.Spots[0].Count, it.Spots[0].Relation = 0, "" }), false},
		{"the same set", set, set, true},
		{"two villages, three villages", set, both(set, func(it *Item) { it.Spots[0].Count = 3 }), false},
		{"one toll", killed(12), killed(12), true},
		{"two tolls", both(killed(300), func(it *Item) { it.Parties = nil }), both(killed(1), func(it *Item) { it.Parties = nil }), false},
		{"at the gates, and not in the town", both(kind("CTRL.ADVANCE"), func(it *Item) { it.Spots[0].Relation = "at_edge_of" }), both(kind("CTRL.ADVANCE"), func(it *Item) { it.Denied = true }), false},
		{"in the town, and not in the town", kind("CTRL.ADVANCE"), both(kind("CTRL.ADVANCE"), func(it *Item) { it.Denied = true }), true},
		{"704 since a day, more than 704 since that day, no place", since(704, 1, ""), since(705, 1, "more_than"), true},
		{"two counts since two days", since(704, 1, ""), since(704, 20, ""), false},
		{"an explicit second one by the same speaker", func(it *Item) { it.Source = "x" }, func(it *Item) { it.Source, it.Again, it.Said = "x", true, noon.Add(time.Hour) }, false},
		{"a launch and what goes on", kind("VIO.OFFENSIVE"), both(kind("VIO.OFFENSIVE"), func(it *Item) { it.Ongoing = true }), false},
		{"two strikes somewhere near one city", both(kind("VIO.AIRSTRIKE"), func(it *Item) { it.Spots[0].Relation, it.Parties, it.Source = "near", nil, "x" }), both(kind("VIO.AIRSTRIKE"), func(it *Item) { it.Spots[0].Relation, it.Source, it.Ref.Dispatch = "near", "y", "e" }), false},
		{"talks of the same parties", func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, true},
		{"talks of others", func(it *Item) { it.Type, it.Spots = "DIP.CONSULT", nil }, func(it *Item) { it.Type, it.Spots, it.Parties = "DIP.CONSULT", nil, []string{"c", "d"} }, false},
	} {
		a, b := base(tt.a), base(tt.b)
		x, y := Compare(&a, &b), Compare(&b, &a)
		if got := !x.Refused && x.Total >= Threshold; got != tt.one {
			t.Errorf("%s: one event is %v, want %v: %+v", tt.name, got, tt.one, x)
		}
		if x.Total != y.Total && max(x.Total-y.Total, y.Total-x.Total) > 1e-9 || x.Refused != y.Refused {
			t.Errorf("%s: %v one way, %v the other", tt.name, x, y)
		}
	}
}

// TestKinds: the table of occurrences knows every type that the tables of triggers give.
func TestKinds(t *testing.T) {
	for _, l := range []string{"fr", "en", "ar"} {
		rows, err := lexicon.Table(l + "/triggers.txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if len(r) < 3 || !strings.Contains(r[2], ".") {
				continue
			}
			if kind, _, _ := strings.Cut(r[2], "/"); Group(kind) == "" {
				t.Errorf("%s: %s of %q has no group", l, r[2], r[0])
			}
		}
	}
	if Group("VIO.NONE") != "" {
		t.Error("a type that is not there has a group")
	}
}

func TestAgain(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "another strike hit the bridge", true},
		{"en", "a strike hit the bridge", false},
		{"fr", "l'aviation a de nouveau frappé le pont", true},
		{"fr", "l'aviation a frappé le Pont-Neuf", false},
		{"ar", "غارة أخرى على الجسر", true},
		{"ar", "غارة على الجسر", false},
	} {
		if got := Again(tt.text, tt.lang); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.text, got, tt.want)
		}
	}
}
