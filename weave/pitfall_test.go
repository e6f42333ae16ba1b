// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// lines writes events as "TYPE STATE n/max k modifiers: speakers", contrary ones with a minus.
func lines(w recoupe.Woven) []string {
	var out []string
	for _, e := range w.Events {
		var who []string
		for _, o := range e.Origins {
			name := o.Source
			if name == "" {
				name = "?"
			}
			if o.Against {
				name = "-" + name
			}
			if o.Withdrawn {
				name = "(" + name + ")"
			}
			who = append(who, name)
		}
		s := fmt.Sprintf("%s %s %d/%d k%d", e.Type, e.State, e.Named, len(e.Origins), e.Publications)
		if len(e.Modifiers) > 0 {
			s += " " + strings.Join(e.Modifiers, ",")
		}
		out = append(out, s+": "+strings.Join(who, " "))
	}
	return out
}

var clash = []string{"syria-assad", "syria-rebels"}

// TestPitfalls holds one case at least for each pitfall of same-day coverage that falls to weaving. The pitfalls
// of reading (half negations, capitals as speakers, two sources on one span) are tested where texts are read.
func TestPitfalls(t *testing.T) {
	said := func(by string) told { return told{by: by, event: "VIO.CLASH", place: "Alif", camps: clash} }
	took := func(by string) told {
		return told{by: by, event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", "syria-assad"}}
	}
	for _, tt := range []struct {
		name string
		rs   []recoupe.Reading
		want []string
	}{
		{"P1: five outlets that quote one observatory are one origin", []recoupe.Reading{
			reading("a", "One", 5, said("sohr")), reading("b", "Two", 6, said("sohr")), reading("c", "Three", 7, said("sohr")), reading("d", "Four", 8, said("sohr")), reading("e", "Five", 9, said("sohr")),
		}, []string{"VIO.CLASH REPORTED 1/1 k5: sohr"}},
		{"P1: the reporter's own voice is nobody's testimony", []recoupe.Reading{
			reading("a", "One", 5, said("")), reading("b", "Two", 6, said("")),
		}, []string{"VIO.CLASH UNSOURCED 0/2 k2: ? ?"}},
		{"P1: and adds nothing to what somebody said", []recoupe.Reading{
			reading("a", "One", 5, said("sohr")), reading("b", "Two", 6, said("")),
		}, []string{"VIO.CLASH REPORTED 1/2 k2: sohr ?"}},
		{"P2: two sides in one dispatch confirm each other", []recoupe.Reading{
			reading("a", "One", 5, said("sy-army"), said("hts")),
		}, []string{"VIO.CLASH CORROBORATED 2/2 k1: sy-army hts"}},
		{"P2: that something did not happen can be confirmed", []recoupe.Reading{
			reading("a", "One", 5, told{by: "sohr", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", ""}, negative: true},
				told{by: "hts", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", ""}, negative: true}),
		}, []string{"CTRL.CAPTURE CORROBORATED 2/2 k1 negated: sohr hts"}},
		{"P4: the same words for another day are another event", []recoupe.Reading{
			reading("a", "One", 5, told{by: "sohr", event: "VIO.AIRSTRIKE", place: "Alif", camps: clash, hour: 3}),
			reading("b", "One", 40, told{by: "sohr", event: "VIO.AIRSTRIKE", place: "Alif", camps: clash, hour: 36}),
		}, []string{"VIO.AIRSTRIKE REPORTED 1/1 k1: sohr", "VIO.AIRSTRIKE REPORTED 1/1 k1: sohr"}},
		{"P6: a source that changes its line does not dispute with itself", []recoupe.Reading{
			reading("a", "One", 5, told{by: "sohr", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", ""}, negative: true}),
			reading("b", "Two", 9, took("sohr")),
		}, []string{"CTRL.CAPTURE REPORTED 1/1 k2: sohr"}},
		{"P6: the side that lost says so", []recoupe.Reading{
			reading("a", "One", 5, took("hts")),
			reading("b", "Two", 9, told{by: "sy-army", event: "CTRL.WITHDRAW", place: "Alif", camps: []string{"syria-assad", ""}}),
		}, []string{"CTRL.CAPTURE ACKNOWLEDGED 2/2 k2: hts sy-army"}},
		{"P11: organs of one government are one origin, before it fell", []recoupe.Reading{
			reading("a", "One", 5, said("sana")), reading("b", "Two", 6, said("sy-army")),
		}, []string{"VIO.CLASH CLAIMED 1/1 k2: sana"}},
		{"P13: a bare denial by the side that lost", []recoupe.Reading{
			reading("a", "One", 5, took("sohr")),
			reading("b", "Two", 9, told{by: "sy-army", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", "syria-assad"}, negative: true}),
		}, []string{"CTRL.CAPTURE DENIED 1/2 k2: sohr -sy-army"}},
		{"a monitor that says the opposite is more than a denial", []recoupe.Reading{
			reading("a", "One", 5, took("hts")),
			reading("b", "Two", 9, told{by: "sohr", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", "syria-assad"}, negative: true}),
		}, []string{"CTRL.CAPTURE DISPUTED 1/2 k2: hts -sohr"}},
		{"P16: one actor under two labels is one clash", []recoupe.Reading{
			reading("a", "One", 5, said("sana")), reading("b", "Two", 6, said("hts")),
		}, []string{"VIO.CLASH CORROBORATED 2/2 k2: sana hts"}},
		{"allies of one side are one-sided", []recoupe.Reading{
			reading("a", "One", 5, said("sy-army")), reading("b", "Two", 6, said("ru-mod")),
		}, []string{"VIO.CLASH ONE_SIDED 2/2 k2: sy-army ru-mod"}},
		{"an unknown speaker confirms nothing", []recoupe.Reading{
			reading("a", "One", 5, said("sy-army")), reading("b", "Two", 6, said("x-Unknown Man")),
		}, []string{"VIO.CLASH REPORTED 2/2 k2 role_unknown: sy-army x-Unknown Man"}},
		{"a place elsewhere is another event", []recoupe.Reading{
			reading("a", "One", 5, said("sohr")), reading("b", "Two", 6, told{by: "hts", event: "VIO.CLASH", place: "Jim", camps: clash}),
		}, []string{"VIO.CLASH REPORTED 1/1 k1: sohr", "VIO.CLASH CLAIMED 1/1 k1: hts"}},
		{"hedged by all, by some", []recoupe.Reading{
			reading("a", "One", 5, told{by: "sohr", event: "VIO.CLASH", place: "Alif", camps: clash, hedged: true}), reading("b", "Two", 6, told{by: "sohr", event: "VIO.CLASH", place: "Jim", camps: clash, hedged: true}, told{by: "sohr", event: "VIO.CLASH", place: "Jim", camps: clash}),
		}, []string{"VIO.CLASH REPORTED 1/1 k1 hedged: sohr", "VIO.CLASH REPORTED 1/1 k1 partly_hedged: sohr"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, lines(Weave(tt.rs, options))); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// copied is a text of an agency long enough to be recognised.
const copied = "Fighters of both sides exchanged heavy fire round the old mill of Alif through most of the night, and people who live close to the river left their houses before dawn with what they could carry. "

// withText puts a text before the claims of a reading; the triggers stand in it.
func withText(r recoupe.Reading, text string, at int) recoupe.Reading {
	r.Dispatch.Text = text
	for i := range r.Claims {
		r.Claims[i].Trigger.Spans = []recoupe.Span{{Start: at, End: at + 5}}
	}
	return r
}

// TestCopies: O2, and P7: what a rewrite makes of a source does not count.
func TestCopies(t *testing.T) {
	clashOf := func(by string) told { return told{by: by, event: "VIO.CLASH", place: "Alif", camps: clash} }
	a := withText(reading("a", "Agency", 5, clashOf("sohr")), copied, 40)
	b := withText(reading("b", "Paper", 6, clashOf("")), copied+"Shops stayed shut.", 40)
	c := withText(reading("c", "Other", 7, clashOf("reuters")), "Our summary of the night. "+copied, 40+len("Our summary of the night. "))
	got := Weave([]recoupe.Reading{a, b, c}, options)
	if d := cmp.Diff([]string{"VIO.CLASH REPORTED 1/1 k3 drift: sohr"}, lines(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	var rules []string
	for _, x := range got.Events[0].Origins[0].Collapsed {
		rules = append(rules, x.Rule)
	}
	if d := cmp.Diff([]string{"O2", "O2"}, rules); d != "" {
		t.Errorf("rules: (-want +got)\n%s", d)
	}
}

// TestWithdrawal: a kill, a correction and what they may not do.
func TestWithdrawal(t *testing.T) {
	claim := func(by string) told { return told{by: by, event: "VIO.CLASH", place: "Alif", camps: clash} }
	replaces := func(r recoupe.Reading, id, kind string, revision int) recoupe.Reading {
		r.Dispatch.Replaces = &recoupe.Replacement{ID: id, Kind: kind}
		r.Dispatch.Revision = revision
		return r
	}
	old := reading("old", "One", 5, claim("sohr"))
	for _, tt := range []struct {
		name string
		rs   []recoupe.Reading
		want []string
	}{
		{"a kill takes the claims out", []recoupe.Reading{old, replaces(reading("k", "One", 6, claim("sohr")), "old", "kill", 1)},
			[]string{"VIO.CLASH WITHDRAWN 0/1 k1: (sohr)"}},
		{"what others say stands", []recoupe.Reading{old, reading("b", "Two", 5, claim("hts")), replaces(reading("k", "One", 6), "old", "kill", 1)},
			[]string{"VIO.CLASH CLAIMED 1/2 k1: hts (sohr)"}},
		{"another publisher kills nothing", []recoupe.Reading{old, replaces(reading("k", "Two", 6), "old", "kill", 1)},
			[]string{"VIO.CLASH REPORTED 1/1 k1: sohr"}},
		{"nor does a notice that is older", []recoupe.Reading{old, replaces(reading("k", "One", 4), "old", "kill", 1)},
			[]string{"VIO.CLASH REPORTED 1/1 k1: sohr"}},
		{"a kill for what never came changes nothing", []recoupe.Reading{old, replaces(reading("k", "One", 6), "never", "kill", 1)},
			[]string{"VIO.CLASH REPORTED 1/1 k1: sohr"}},
		{"a correction that repeats it: one origin, one publication", []recoupe.Reading{old, replaces(reading("c", "One", 6, claim("sohr")), "old", "correction", 1)},
			[]string{"VIO.CLASH REPORTED 1/1 k1: sohr"}},
		{"a correction that leaves it out", []recoupe.Reading{old, replaces(reading("c", "One", 6, told{by: "sohr", event: "VIO.CLASH", place: "Jim", camps: clash}), "old", "correction", 1)},
			[]string{"VIO.CLASH WITHDRAWN 0/1 k1: (sohr)", "VIO.CLASH REPORTED 1/1 k1: sohr"}},
		{"of two revisions with one number the later stands", []recoupe.Reading{old,
			replaces(reading("c", "One", 6, told{by: "sohr", event: "VIO.CLASH", place: "Jim", camps: clash}), "old", "correction", 1),
			replaces(reading("d", "One", 7, told{by: "hts", event: "VIO.CLASH", place: "Alif", camps: clash}), "old", "correction", 1)},
			[]string{"VIO.CLASH CLAIMED 1/2 k1: hts (sohr)", "VIO.CLASH WITHDRAWN 0/1 k1: (sohr)"}},
		{"delivered twice", []recoupe.Reading{old, old}, []string{"VIO.CLASH REPORTED 1/1 k1: sohr"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 2 {
				got := lines(Weave(tt.rs, options))
				if d := cmp.Diff(tt.want, got); d != "" {
					t.Errorf("(-want +got)\n%s", d)
				}
				slices.Reverse(tt.rs)
			}
		})
	}
}

// TestImpossibleDates: 1970 and 2099 are no dates; nothing is lost.
func TestImpossibleDates(t *testing.T) {
	r := reading("a", "One", 5, told{by: "sohr", event: "VIO.CLASH", place: "Alif", camps: clash})
	want := []string{"VIO.CLASH REPORTED 1/1 k1: sohr"}
	for _, year := range []int{1970, 2099} {
		x := r
		x.Dispatch.Published = r.Dispatch.Published.AddDate(year-2024, 0, 0)
		got := Weave([]recoupe.Reading{x}, options)
		if d := cmp.Diff(want, lines(got)); d != "" {
			t.Errorf("%d: (-want +got)\n%s", year, d)
		}
		if !got.Events[0].Origins[0].First.IsZero() {
			t.Errorf("%d is taken for a date", year)
		}
	}
}

// TestTranslation: O6, a text in another language that says the same in the same order adds no voice.
func TestTranslation(t *testing.T) {
	parts := []told{
		{by: "sohr", event: "CONS.DISPLACED", place: "Alif"}, {by: "sana", event: "MIL.DEPLOY", place: "Alif"}, {by: "sohr", event: "VIO.SHELLING", place: "Alif"},
		{event: "VIO.CLASH", place: "Alif", camps: clash},
	}
	first, second := reading("a", "One", 5, parts...), reading("b", "Two", 7, parts...)
	second.Dispatch.Lang = "fr"
	other := reading("c", "Three", 7, parts[3], parts[0])
	other.Dispatch.Lang = "fr"
	for _, tt := range []struct {
		name string
		rs   []recoupe.Reading
		want string
	}{
		{"a translation", []recoupe.Reading{first, second}, "VIO.CLASH UNSOURCED 0/1 k2: ?"},
		{"another text in another language", []recoupe.Reading{first, other}, "VIO.CLASH UNSOURCED 0/2 k2: ? ?"},
	} {
		if got := lines(Weave(tt.rs, options)); !slices.Contains(got, tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, got, tt.want)
		}
	}
}

// TestCompatible: P3 and P5, what only looks like a contradiction, beside what is one.
func TestCompatible(t *testing.T) {
	km := func(r recoupe.Reading, d float64) recoupe.Reading {
		r.Claims[0].Places[0].Relation, r.Claims[0].Places[0].Distance = "distance_from", &d
		return r
	}
	pushed := func(by string) told {
		return told{by: by, event: "CTRL.HOLD", place: "Alif", camps: []string{"syria-assad", "syria-rebels"}}
	}
	gates := reading("a", "One", 5, told{by: "sohr", event: "CTRL.ADVANCE", place: "Alif", camps: []string{"syria-rebels", "syria-assad"}})
	gates.Claims[0].Places[0].Relation = "at_edge_of"
	notIn := reading("b", "Two", 6, told{by: "sana", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", ""}, negative: true})
	holds := reading("c", "Three", 7, told{by: "sana", event: "CTRL.HOLD", place: "Alif", camps: []string{"syria-assad", ""}})
	took := reading("d", "Four", 6, told{by: "hts", event: "CTRL.CAPTURE", place: "Alif", camps: []string{"syria-rebels", "syria-assad"}})
	for _, tt := range []struct {
		name  string
		rs    []recoupe.Reading
		slots []string
	}{
		{"at the gates, and not in the town", []recoupe.Reading{gates, notIn}, nil},
		{"at the gates, and still held", []recoupe.Reading{gates, holds}, nil},
		{"taken, and still held", []recoupe.Reading{took, holds}, []string{"holder"}},
		{"taken, and not taken", []recoupe.Reading{took, notIn}, []string{"occurrence"}},
		{"10 km in the morning, 20 in the evening, by one", []recoupe.Reading{km(reading("a", "One", 5, pushed("sohr")), 10), km(reading("b", "Two", 14, pushed("sohr")), 20)}, nil},
		{"10 km, 20 km, by two at one time", []recoupe.Reading{km(reading("a", "One", 5, pushed("sohr")), 10), km(reading("b", "Two", 6, pushed("sana")), 20)}, []string{"distance"}},
		{"10 km, 20 km, by two hours apart", []recoupe.Reading{km(reading("a", "One", 5, pushed("sohr")), 10), km(reading("b", "Two", 14, pushed("sana")), 20)}, nil},
		{"taken by one side, and a day and a half later held by the other", []recoupe.Reading{took, reading("e", "Five", 43, told{by: "sana", event: "CTRL.HOLD", place: "Alif", camps: []string{"syria-assad", ""}})}, nil},
	} {
		var slots []string
		for _, c := range Weave(tt.rs, options).Contradictions {
			slots = append(slots, c.Slot)
		}
		if d := cmp.Diff(tt.slots, slots); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

// TestTolls: P9, an origin's later toll replaces its earlier one; a toll since a day is not that of one event.
func TestTolls(t *testing.T) {
	toll := func(id string, hour int, n float64, scope string) recoupe.Reading {
		r := reading(id, "One", hour, told{by: "sohr", event: "CONS.KILLED", place: "Alif", camps: clash})
		r.Claims[0].Figures = []recoupe.Figure{{Low: &n, Best: &n, High: &n, Category: "killed", Unit: "person", Scope: scope}}
		return r
	}
	w := Weave([]recoupe.Reading{toll("a", 5, 4, ""), toll("b", 6, 6, ""), toll("c", 7, 11, ""), toll("d", 8, 704, "cumulative")}, options)
	var got []string
	for _, e := range w.Events {
		for _, f := range e.Figures {
			got = append(got, fmt.Sprintf("%g/%g/%g %s", *f.Low, *f.Best, *f.High, f.Scope))
		}
	}
	if d := cmp.Diff([]string{"11/11/11 ", "704/704/704 cumulative"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
