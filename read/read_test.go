// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package read_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/intake"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/read"
)

// newReader wires the stages as the command does.
var newReader = sync.OnceValue(func() *read.Reader {
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return &read.Reader{Pack: packs.Get, Names: name.Finders(packs.Names, g, actor.Default()), Places: place.Finder{Gazetteer: g}, Register: actor.Default()}
})

func dispatch(t testing.TB, text string) recoupe.Dispatch {
	t.Helper()
	d, err := intake.Read([]byte(text), intake.Hints{Date: "2024-12-04", Publisher: "Radio du Nord"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const (
	frenchLine  = "Selon le gouverneur, l'armée a repris deux villages mercredi après trois jours de combats."
	englishLine = "Two villages were retaken on Wednesday after three days of fighting, according to the mayor."
	finnishLine = "Armeija kertoo vallanneensa kaksi kylää takaisin keskiviikkona pitkien taistelujen jälkeen."
)

// TestRead: spans lie in the text and say what the mention says; the same input gives the same reading.
func TestRead(t *testing.T) {
	d := dispatch(t, frenchLine+"\n\nLe pont tient, a-t-il ajouté.\n")
	r := newReader().Read(d)
	if len(r.Attributions) == 0 || len(r.Claims) == 0 {
		t.Fatalf("%d attributions, %d claims", len(r.Attributions), len(r.Claims))
	}
	check(t, r)
	if diff := cmp.Diff(r, newReader().Read(d)); diff != "" {
		t.Errorf("read again: (-first +second)\n%s", diff)
	}
}

// TestNames: the name layer marks what no register knows, the letters with the long form; a reader without it marks nothing.
func TestNames(t *testing.T) {
	d := dispatch(t, "Le Front de l'unité de Vronza (FUV) a démenti l'attaque. Le FUV a perdu deux villages, selon le maire.\n")
	tagOf := func(r *read.Reader) []string {
		_, trace := r.Explain(d)
		var out []string
		for _, s := range trace.Sentences {
			for _, w := range s.Words {
				if w.Form == "FUV" {
					out = append(out, w.Entity)
				}
			}
		}
		return out
	}
	if diff := cmp.Diff([]string{"B-GROUP", "B-GROUP"}, tagOf(newReader())); diff != "" {
		t.Error(diff)
	}
	without := &read.Reader{Pack: newReader().Pack, Places: newReader().Places, Register: newReader().Register}
	if diff := cmp.Diff([]string{"", ""}, tagOf(without)); diff != "" {
		t.Error(diff)
	}
}

// check holds a reading to its own text.
func check(t *testing.T, r recoupe.Reading) {
	t.Helper()
	text := r.Dispatch.Text
	known := map[string]bool{"": true}
	for _, a := range r.Attributions {
		known[a.ID] = true
	}
	for _, c := range r.Claims {
		for _, s := range c.Spans {
			if s.Start < 0 || s.Start > s.End || s.End > len(text) {
				t.Errorf("%s: span %+v outside the text", c.ID, s)
			}
		}
		if len(c.Trigger.Spans) == 1 && c.Trigger.Spans[0].In(text) != c.Trigger.Text {
			t.Errorf("%s: trigger %q stands as %q", c.ID, c.Trigger.Text, c.Trigger.Spans[0].In(text))
		}
		if !known[c.Attribution] {
			t.Errorf("%s: attribution %q is not in the reading", c.ID, c.Attribution)
		}
		if c.Region < 0 || c.Region >= len(r.Regions) || !r.Regions[c.Region].Span.Contains(recoupe.Hull(c.Trigger.Spans)) {
			t.Errorf("%s: region %d does not hold its trigger", c.ID, c.Region)
		}
	}
	for i := 1; i < len(r.Regions); i++ {
		if r.Regions[i].Span.Start < r.Regions[i-1].Span.Start {
			t.Errorf("region %d begins before the one above it", i)
		}
	}
}

// TestMixed: every part of a page is read by the pack of its language.
func TestMixed(t *testing.T) {
	tests := []struct {
		name, text string
		cues       []string
		notes      []string
	}{
		{"one language", frenchLine, []string{"selon"}, nil},
		{"two languages", frenchLine + "\n\n" + englishLine + "\n\n" + frenchLine, []string{"selon", "selon", "according to"}, nil},
		{"a language without a pack", frenchLine + "\n" + frenchLine + "\n\n" + finnishLine + "\n", []string{"selon", "selon"},
			[]string{`there is no language pack for "fi": paragraphs in it were left out`}},
		{"only a language without a pack", finnishLine, nil, []string{`there is no language pack for "fi": no claims were read`}},
	}
	for _, tt := range tests {
		r := newReader().Read(dispatch(t, tt.text))
		check(t, r)
		var cues []string
		for _, a := range r.Attributions {
			cues = append(cues, a.Cue.Lemma)
		}
		if diff := cmp.Diff(tt.cues, cues); diff != "" {
			t.Errorf("%s: cues (-want +got)\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.notes, r.Notes); diff != "" {
			t.Errorf("%s: notes (-want +got)\n%s", tt.name, diff)
		}
	}
}

// TestConcurrent: one reader serves any number of goroutines.
func TestConcurrent(t *testing.T) {
	r := newReader()
	d := dispatch(t, frenchLine+"\n"+englishLine)
	want := r.Read(d)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				if diff := cmp.Diff(want, r.Read(d)); diff != "" {
					t.Errorf("(-alone +beside others)\n%s", diff)
				}
			}
		})
	}
	wg.Wait()
}

// fiveHundred is a dispatch of about 500 words in sentences of our own.
func fiveHundred(t testing.TB) recoupe.Dispatch {
	para := strings.Join([]string{
		frenchLine,
		"« Les combattants ont quitté la ville dans la nuit », a déclaré un porte-parole, ajoutant que douze familles étaient rentrées.",
		"Un observateur a fait état de violents affrontements à environ 10 km au nord de Hama, où trois civils auraient été tués.",
		"La télévision a montré des images de soldats sur la place centrale, sans que l'on puisse dire quand elles ont été prises.",
		"Le ministère a démenti avoir perdu le contrôle de la route, tandis que des habitants disaient entendre des tirs depuis l'aube.",
	}, " ")
	text := para
	for len(strings.Fields(text)) < 500 {
		text += "\n\n" + para
	}
	return dispatch(t, text)
}

// BenchmarkRead reads a dispatch of 500 words, end to end, on one core.
func BenchmarkRead(b *testing.B) {
	r, d := newReader(), fiveHundred(b)
	words := len(strings.Fields(d.Text))
	r.Read(d)
	b.ReportAllocs()
	for b.Loop() {
		r.Read(d)
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(b.N)/seconds, "dispatches/s")
	b.ReportMetric(float64(b.N*words)/seconds, "words/s")
}
