// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/gazetteer"
	"recoupe/ud"
)

func TestInGazetteer(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	place := InGazetteer(g)
	for s, want := range map[string]Rank{"Alep": KnownPlace, "حلب": KnownPlace, "Syrie": KnownPlace, "Vronzagor": NoPlace, "": NoPlace} {
		if got := place(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
		if again := place(s); again != want {
			t.Errorf("%q asked again: %d", s, again)
		}
	}
}

func TestRank(t *testing.T) {
	town := func(how string, people int) gazetteer.Match {
		return gazetteer.Match{Entry: &gazetteer.Entry{Kind: "city", Population: people}, How: how}
	}
	for _, tt := range []struct {
		about string
		found []gazetteer.Match
		want  Rank
	}{
		{"nothing", nil, NoPlace},
		{"another spelling", []gazetteer.Match{town("spelling", 1_000_000)}, NoPlace},
		{"a village", []gazetteer.Match{town("exact", 800)}, SomePlace},
		{"a village and a town of its name", []gazetteer.Match{town("exact", 800), town("exact", 80_000)}, KnownPlace},
		{"a village and a town that is spelt alike", []gazetteer.Match{town("exact", 800), town("spelling", 80_000)}, SomePlace},
	} {
		if got := rank(tt.found); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.about, got, tt.want)
		}
	}
}

// TestPlaces: the longest name counts; little known ones are marked apart where there are no capitals.
func TestPlaces(t *testing.T) {
	known := map[string]Rank{"Bir Hassan": SomePlace, "Hassan": SomePlace, "بغداد": KnownPlace, "سجن": SomePlace, "غداد": NoPlace}
	f := NewFinder("ar", nil, func(s string) Rank { return known[s] })
	written := sent("في/ADP ب/ADP غداد/NOUN")
	written.Words[1].Span.End, written.Words[2].Span = written.Words[2].Span.End, written.Words[1].Span
	written.Tokens = []ud.Token{{First: 1, Last: 2, Form: "بغداد"}}
	for _, tt := range []struct {
		about string
		s     ud.Sentence
		want  string
	}{
		{"two words", sent("à/ADP Bir/PROPN Hassan/PROPN"), "- B I"},
		{"a small letter", sent("à/ADP bir/NOUN Hassan/PROPN"), "- - B"},
		{"a common word that is a village too", sent("في/ADP سجن/NOUN"), "- b"},
		{"a known place that was cut", written, "- - B"},
	} {
		ws := f.words(&tt.s)
		var got []string
		for _, w := range ws {
			if w.place == "" {
				w.place = "-"
			}
			got = append(got, w.place)
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", tt.about, diff)
		}
	}
}
