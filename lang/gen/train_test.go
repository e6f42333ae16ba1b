// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bytes"
	"testing"

	"recoupe/lang"
	"recoupe/lang/gen/material"
)

var tiny = []material.Sample{
	{Lang: "fr", Often: true, Source: "a", Text: "le pont de la ville a été repris par les soldats dans la nuit"},
	{Lang: "fr", Often: true, Source: "b", Text: "selon des habitants les écoles restent fermées"},
	{Lang: "en", Often: true, Source: "a", Text: "the bridge of the town was retaken by the soldiers in the night"},
	{Lang: "en", Often: true, Source: "b", Text: "according to residents the schools remain closed"},
	{Stranger: 3, Source: "a", Text: "zubia gauean hartu zuten berriro soldaduek hirian"},
}

// TestTrain: the same material gives the same table, byte for byte, and the table tells its languages apart.
func TestTrain(t *testing.T) {
	few := effort{epochs: 3, snippets: 400}
	g := train("Latn", 500, tiny, few)
	again := train("Latn", 500, tiny, few)
	if !bytes.Equal(lang.Encode([]lang.Group{g}), lang.Encode([]lang.Group{again})) {
		t.Error("two trainings gave two tables")
	}
	if len(g.Codes) != 3 || g.Codes[0] != "" || g.Codes[1] != "en" || g.Codes[2] != "fr" {
		t.Fatalf("codes %q", g.Codes)
	}
	for _, tt := range []struct{ text, want string }{
		{"le pont est repris", "fr"}, {"the town was retaken", "en"}, {"soldaduek zubia hartu", ""},
	} {
		if got := best(g, tt.text); got != tt.want {
			t.Errorf("%q is told to be %q, want %q", tt.text, got, tt.want)
		}
	}
}

// best scores a text by the rounded weights.
func best(g lang.Group, text string) string {
	score := make([]float64, len(g.Codes))
	for i := range score {
		score[i] = float64(g.Bias[i])
	}
	lang.Pieces(text, func(h uint32) {
		for r, known := range g.Hashes {
			if known == h {
				for i := range score {
					score[i] += float64(g.Scale) * float64(g.Weights[r*len(score)+i])
				}
			}
		}
	})
	top := 0
	for i := range score {
		if score[i] > score[top] {
			top = i
		}
	}
	return g.Codes[top]
}
