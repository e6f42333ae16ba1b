// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// mill makes a page long enough to be known again when it is copied.
const mill = " The men who run the mill said that nobody had come to work since the first shots, and that the bakeries of the quarter would run out of flour within two days."

// TestPitfallsOfCopies reads and weaves copies of one page of which one has a slip, P8: it is told from another event,
// from a contradiction and from another count, and what a page really says otherwise is left alone.
func TestPitfallsOfCopies(t *testing.T) {
	fought := func(where string) string {
		return "The Syrian Observatory for Human Rights said that rebels fought the army for six hours round the grain silos of " + where + " on Wednesday evening, before both sides pulled back to their lines." + mill
	}
	pushed := func(km string) string {
		return "The Syrian Observatory for Human Rights said that the army pushed the rebels back on Wednesday evening to a line about " + km + " km north of Hama, after a long day in which both sides used heavy guns." + mill
	}
	killed := func(n string) string {
		return "The Syrian Observatory for Human Rights said that air strikes killed " + n + " people in Hama on Wednesday evening, most of them in a street of small shops near the old bridge." + mill
	}
	captured := func(day string) string {
		return "The Syrian Observatory for Human Rights said that rebels captured Hama on " + day + " after a long day in which both sides used heavy guns near the silos." + mill
	}
	said := func(kind, text string) page { return page{"en", kind, text} }
	for _, tt := range []struct {
		name   string
		pages  []page
		kinds  string // of the events that are looked at
		want   []string
		drifts []string
	}{
		{"a wrong town", []page{said("Agency", fought("Hama")), said("Paper", fought("Hamas")), said("Post", fought("Hama"))},
			"VIO.CLASH CTRL.WITHDRAW", []string{"VIO.CLASH REPORTED 1: sohr, Hama", "CTRL.WITHDRAW REPORTED 1: sohr"}, []string{"place Hama>Hamas p2"}},
		{"a wrong town in the first copy", []page{said("Paper", fought("Hamas")), said("Agency", fought("Hama")), said("Post", fought("Hama"))},
			"VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr, Hama"}, []string{"place Hama>Hamas p1"}},
		{"another town that other copies go on without", []page{said("Agency", fought("Hama")), said("Paper", fought("Idlib")), said("Post", fought("Hama"))},
			"VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr, Hama"}, []string{"place Hama>Idlib p2"}},
		{"another town is other news where only one has each", []page{said("Agency", fought("Hama")), said("Paper", fought("Idlib"))},
			"VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr, Hama", "VIO.CLASH REPORTED 1: sohr, Idlib"}, nil},
		{"a distance ten times too long", []page{said("Agency", pushed("10")), said("Paper", pushed("100"))},
			"CTRL.HOLD", []string{"CTRL.HOLD REPORTED 1: sohr, Hama"}, []string{"distance 10>100 p2"}},
		{"a distance that another paper gives may be a later one", []page{said("Agency", pushed("10")), said("Paper", pushed("15"))},
			"CTRL.HOLD", []string{"CTRL.HOLD REPORTED 1: sohr, Hama, Hama"}, nil},
		{"figures that changed places", []page{said("Agency", killed("45")), said("Paper", killed("54"))},
			"CONS.KILLED", []string{"CONS.KILLED REPORTED 1: sohr, Hama"}, []string{"figure 45>54 p2"}},
		{"last year's date", []page{said("Agency", captured("4 December 2024")), said("Paper", captured("4 December 2023")), said("Post", captured("4 December 2024"))},
			"CTRL.CAPTURE", []string{"CTRL.CAPTURE REPORTED 1: sohr, Hama"}, []string{"time 2024>2023 p2"}},
		{"another day is another day", []page{said("Agency", captured("4 December 2024")), said("Paper", captured("3 December 2024"))},
			"CTRL.CAPTURE", []string{"CTRL.CAPTURE REPORTED 1: sohr, Hama", "CTRL.CAPTURE REPORTED 1: sohr, Hama"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, _ := woven(tt.pages...)
			var got, drifts []string
			for _, e := range w.Events {
				if strings.Contains(tt.kinds, e.Type) {
					got = append(got, statement(e)+names(e.Places))
				}
				for _, d := range e.Drifts {
					drifts = append(drifts, fmt.Sprintf("%s %s>%s %s", d.Slot, d.Was, d.Became, d.Claim.Dispatch))
				}
			}
			slices.Sort(drifts)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("events (-want +got)\n%s", d)
			}
			if d := cmp.Diff(tt.drifts, slices.Compact(drifts)); d != "" {
				t.Errorf("drifts (-want +got)\n%s", d)
			}
			if len(w.Contradictions) > 0 {
				t.Errorf("contradictions: %v", w.Contradictions)
			}
		})
	}
}

func names(ps []recoupe.Place) (s string) {
	for _, p := range ps {
		s += ", " + p.Name
	}
	return
}

// TestPitfallsOfOnePage: what a page says that cannot be is flagged without any sibling, and not repaired.
func TestPitfallsOfOnePage(t *testing.T) {
	for _, tt := range []struct{ text, flag string }{
		{"The Syrian Observatory for Human Rights said that rebels captured Hama on Monday, 4 December 2024.", "weekday_clash"},
		{"The Syrian Observatory for Human Rights said that rebels captured Hama on Wednesday, 4 December 2024.", ""},
		{"The Syrian Observatory for Human Rights said that rebels captured Homs, 400 km south of Hama, on Wednesday.", "distance_clash"},
		{"The Syrian Observatory for Human Rights said that rebels captured Homs, 45 km south of Hama, on Wednesday.", ""},
	} {
		w, rs := woven(page{"en", "Paper", tt.text})
		got := ""
		for _, e := range w.Events {
			for _, m := range e.Modifiers {
				if strings.HasSuffix(m, "_clash") {
					got = m
				}
			}
		}
		if got != tt.flag {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.flag)
			for _, c := range rs[0].Claims {
				for _, p := range c.Places {
					t.Logf("%s at %v within %g m", p.Text, p.Point, p.Uncertainty)
				}
			}
		}
	}
}
