// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

func TestPlaceWords(t *testing.T) {
	km := 10.0
	for _, tt := range []struct {
		place recoupe.Place
		want  string
	}{
		{recoupe.Place{Name: "Alif"}, "Alif"},
		{recoupe.Place{Name: "Alif", Relation: "near"}, "near Alif"},
		{recoupe.Place{Name: "Alif", Relation: "direction_from", Directions: []string{"N", "NE"}}, "N, NE of Alif"},
		{recoupe.Place{Name: "Alif", Relation: "distance_from", Distance: &km}, "10 km Alif"},
	} {
		if got := placeWords(tt.place); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestWovenTable: an event shows its state, both counts, its speakers with their sign, and what is missing; a row
// of the ledger says what it is about, and that it is over.
func TestWovenTable(t *testing.T) {
	ref := recoupe.ClaimRef{Dispatch: "d", Claim: "c1"}
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: "d", Text: "fighting near Alif"}, Claims: []recoupe.Claim{{ID: "c1", Event: "VIO.CLASH", Mention: recoupe.Mention{Text: "fighting near Alif"}}}}
	said := time.Date(2031, 5, 6, 10, 0, 0, 0, time.UTC)
	w := recoupe.Woven{
		Events: []recoupe.Event{{ID: "e1", Type: "VIO.CLASH", State: recoupe.Disputed, Named: 1, Publications: 2, Claims: []recoupe.ClaimRef{ref}, Missing: []string{"a second origin"},
			Origins: []recoupe.Origin{{Name: "Alpha", Named: true, Role: "monitor", Collapsed: []recoupe.Collapse{{Rule: "O1"}}}, {Name: "Beta", Named: true, Role: "party", Against: true}, {Role: "unknown", Withdrawn: true}}}},
		Contradictions: []recoupe.Contradiction{{A: ref, B: ref, Slot: "occurrence", Why: "one says no"}},
		Holds: []recoupe.Hold{
			{Place: recoupe.Place{Name: "Alif"}, Relation: "held", Polarity: recoupe.Negative, Status: "claimed", Controller: "b", Origin: "alpha", Said: said},
			{Place: recoupe.Place{Name: "Alif", Count: 2}, Relation: "held", Status: "claimed", ControllerName: "B", Said: said, KnownTo: said},
		},
	}
	var b strings.Builder
	if err := WriteWovenTable(&b, Style{Width: 80}, w, []recoupe.Reading{r}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(b.String()) {
		if s := strings.Join(strings.Fields(line), " "); s != "" {
			got = append(got, s)
		}
	}
	want := []string{
		"DISPUTED VIO.CLASH 1 named of 3 origins, 2 publications",
		"fighting near Alif",
		"+ Alpha, monitor, 1 more that depend on it (O1)",
		"− Beta, party",
		"+ (unnamed), unknown, withdrawn",
		"· a second origin",
		"Contradictions",
		"occurrence d: fighting near Alif",
		"one says no",
		"fighting near Alif",
		"Ledger: who is said to hold what",
		"claimed Alif not held b according to alpha, said 2031-05-06",
		"was claimed 2 unnamed places near Alif held B according to own voice, said 2031-05-06",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestWriteBrief(t *testing.T) {
	var b strings.Builder
	br := recoupe.Brief{Title: "Situation", Sentences: []recoupe.BriefSentence{{Text: "Fighting took place.", Claims: []recoupe.ClaimRef{{Dispatch: "d", Claim: "c1"}, {Dispatch: "e", Claim: "c2"}}}}}
	if err := WriteBrief(&b, br); err != nil {
		t.Fatal(err)
	}
	if want := "Situation\n\nFighting took place. [d#c1, e#c2]\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
