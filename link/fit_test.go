// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRegress: with a constant alone the likeliest chance is that of the examples, less what the ridge takes; a measure
// that goes with being the same weighs for it, one that goes with neither nothing.
func TestRegress(t *testing.T) {
	var es []example
	for i := range 4000 {
		e := example{same: i%4 == 0}
		e.x[fBias] = 1
		e.x[fPlace] = float64(i / 4 % 2) // both kinds alike
		if e.same == (i/8%5 > 0) {
			e.x[fCounts] = 1
		}
		es = append(es, e)
	}
	w := regress(es)
	g, _ := slope(es, w)
	for k, x := range g {
		if math.Abs(x) > 1e-6 {
			t.Errorf("%s could still climb: %g", featureNames[k], x)
		}
	}
	if w[fCounts] < 2 || math.Abs(w[fPlace]) > 0.1 || w[fRare] != 0 {
		t.Errorf("counts %.2f, place %.2f, rare %.2f", w[fCounts], w[fPlace], w[fRare])
	}
}

// madeUp are three reports of each of many incidents in places without a map.
func madeUp() (l Labelled) {
	towns := []string{"Alifan", "Bakora", "Chelim", "Dorsuk", "Emrat", "Forhan", "Galub", "Harsim", "Imbar", "Jolat", "Kemur", "Lusan"}
	deeds := []string{"shells fell on the market of %s", "a mine blew up a bus near %s", "a drone struck a workshop in %s", "armed men raided the mill of %s"}
	for n := range 36 {
		town, deed := towns[n%12], fmt.Sprintf(deeds[n%4], towns[n%12])
		for k := range 3 {
			said := []string{"Residents said that %s, and %d people were hurt.", "The mayor told us: %s; %d were taken to hospital.", "Late news: %s. The doctors speak of %d hurt."}[k]
			l.Texts = append(l.Texts, Text{ID: fmt.Sprintf("t%02d%d", n, k), Title: "News of " + town, Lang: "en",
				Body: fmt.Sprintf(said, deed, 2+n%7), Printed: time.Date(2030, 1, 1+3*(n/12)+n%3, 8+k, 0, 0, 0, time.UTC)})
			l.Incidents = append(l.Incidents, fmt.Sprint("i", n))
		}
	}
	return
}

// TestFit: weights fitted to texts tell their incidents apart, come out the same each time, and can be read back.
func TestFit(t *testing.T) {
	l := madeUp()
	var first, again bytes.Buffer
	w := Fit("en", l)
	for _, b := range []*bytes.Buffer{&first, &again} {
		if err := Fit("en", l).Write(b, "en"); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(first.String(), again.String()); d != "" {
		t.Errorf("fitted twice (-first +again)\n%s", d)
	}
	var rows [][]string
	for line := range strings.Lines(first.String()) {
		rows = append(rows, strings.Split(strings.TrimSpace(line), "\t"))
	}
	read := parseWeights("en", rows)
	for k, x := range w["en"] {
		if math.Abs(x-read[k]) > 0.005+1e-9 {
			t.Errorf("%s is %g, written %g", featureNames[k], x, read[k])
		}
	}
	if got := len(w.Stories(l.Texts)); got != 36 {
		t.Errorf("got %d groups, want 36", got)
	}
	if d := cmp.Diff(*weights()["x"], *w["x"]); d != "" {
		t.Errorf("the general weights changed\n%s", d)
	}
}
