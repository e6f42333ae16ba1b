// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// TestAttributionScore holds the scores to what can be counted by hand.
func TestAttributionScore(t *testing.T) {
	text := `The mayor said the bridge was open.`
	at := func(lo, hi int) []recoupe.Span { return []recoupe.Span{{Start: lo, End: hi}} }
	gold := record{source: at(0, 9), cue: at(10, 14), content: at(15, 34)}
	tests := []struct {
		name    string
		pred    []record
		exact   [3]float64
		partial float64
	}{
		{"gold against itself", []record{gold}, [3]float64{1, 1, 1}, 1},
		{"the final stop is a token of its own", []record{{gold.source, gold.cue, at(15, 35)}}, [3]float64{1, 1, 0}, 8. / 9},
		{"half the content", []record{{gold.source, gold.cue, at(15, 25)}}, [3]float64{1, 1, 0}, 2. / 3},
		{"nothing predicted", nil, [3]float64{}, 0},
	}
	for _, tt := range tests {
		var s attributionScore
		s.add(text, tt.pred, []record{gold})
		got := [3]float64{s.exact[0].f1(), s.exact[1].f1(), s.exact[2].f1()}
		if diff := cmp.Diff(tt.exact, got); diff != "" {
			t.Errorf("%s: exact (-want +got):\n%s", tt.name, diff)
		}
		if d := s.partial.f1() - tt.partial; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s: partial %.3f, want %.3f", tt.name, s.partial.f1(), tt.partial)
		}
	}
}

func TestNthWord(t *testing.T) {
	tests := []struct {
		text, form string
		n, want    int
	}{
		{"il serait là, il serait ici", "serait", 0, 3},
		{"il serait là, il serait ici", "serait", 1, 18},
		{"ils seraient ce que l'on serait", "serait", 0, 25},
		{"rien", "serait", 0, -1},
	}
	for _, tt := range tests {
		if got := nthWord(tt.text, tt.form, tt.n); got != tt.want {
			t.Errorf("nthWord(%q, %q, %d) = %d, want %d", tt.text, tt.form, tt.n, got, tt.want)
		}
	}
}

// TestPolnearRecords: nested attributions are left out, an apposition before the cue belongs to the source.
func TestPolnearRecords(t *testing.T) {
	text := "Ana Low, the mayor, said she thinks so."
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{Text: text}, Attributions: []recoupe.Attribution{
		{ID: "a1", Source: recoupe.Source{Mention: recoupe.Mention{Spans: []recoupe.Span{{Start: 0, End: 7}}}}, Cue: recoupe.Cue{Mention: recoupe.Mention{Spans: []recoupe.Span{{Start: 20, End: 24}}}}},
		{ID: "a2", Parent: "a1"},
	}}
	got := polnearRecords(r)
	want := []recoupe.Span{{Start: 0, End: 19}}
	if len(got) != 1 {
		t.Fatalf("%d records, want 1", len(got))
	}
	if diff := cmp.Diff(want, got[0].source); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

// TestAnnodisText: tokens are joined with French spacing and keep their places.
func TestAnnodisText(t *testing.T) {
	var d annodisText
	for _, form := range []string{"L'", "ONG", ",", "dit", "-t-elle", "."} {
		d.add(form)
	}
	if got, want := d.text.String(), "L'ONG, dit-t-elle."; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	want := []recoupe.Span{{Start: 0, End: 5}, {Start: 7, End: 10}}
	if diff := cmp.Diff(want, d.unit("1-2,4")); diff != "" {
		t.Errorf("unit (-want +got):\n%s", diff)
	}
}
