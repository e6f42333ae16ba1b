// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"errors"
	"testing"

	"recoupe"
)

// TestReadings: what a pack lists is left as the heads choose it; what it does
// not list becomes the likeliest of what it does; a pack without a list is free.
func TestReadings(t *testing.T) {
	listed := []string{"DET ", "NOUN Number=Plur", "NOUN Number=Sing"}
	for _, tt := range []struct {
		name        string
		list        []string
		upos, feats []float32 // DET NOUN; no NumType, Card; no Number, Plur, Sing
		want        string
	}{
		{"listed", listed, []float32{0, 1}, []float32{1, 0, 0, 1, 0}, "NOUN Number=Plur"},
		{"an attribute gives way", listed, []float32{0, 3}, []float32{0, 1, 0, 1, 2}, "NOUN Number=Sing"},
		{"the tag gives way", listed, []float32{1, 0}, []float32{1, 0, 0, 3, 0}, "NOUN Number=Plur"},
		{"free", nil, []float32{1, 0}, []float32{0, 1, 0, 3, 0}, "DET Number=Plur|NumType=Card"},
	} {
		h := small(t).Header
		h.Readings = tt.list
		p, w := New(h, h.NewNet()), NewWork()
		w.serve(p)
		k := p.choose(tt.upos, tt.feats, w)
		if got := Reading(p.UPOS[k], p.feats(w)); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestIrregular: a listed form has its lemma under its tag only.
func TestIrregular(t *testing.T) {
	h := small(t).Header
	h.Irregular = []string{Irregular("pont", "NOUN", "PONT!")}
	for _, upos := range h.UPOS {
		h.Readings = []string{Reading(upos, "")} // the tag that every word gets
		p := New(h, h.NewNet())
		s := sentence("pont", "gare")
		p.Parse(&s, NewWork())
		if got := s.Words[0].Lemma == "PONT!"; got != (upos == "NOUN") || s.Words[1].Lemma == "PONT!" {
			t.Errorf("%s: lemmas %s, %s", upos, s.Words[0].Lemma, s.Words[1].Lemma)
		}
	}
}

func TestListsRefused(t *testing.T) {
	for _, tt := range []struct {
		readings, irregular []string
		ok                  bool
	}{
		{[]string{"NOUN Number=Sing|NumType=Card", "DET "}, []string{"yeux\tNOUN\tœil"}, true},
		{[]string{"VERB "}, nil, false},
		{[]string{"NOUN Number=Dual"}, nil, false},
		{[]string{"NOUN Tense=Past"}, nil, false},
		{nil, []string{"yeux\tVERB\tœil"}, false},
		{nil, []string{"yeux"}, false},
		{nil, []string{"yeux\tNOUN\tœil", "yeux\tNOUN\tœil"}, false},
	} {
		p := small(t)
		p.Header.Readings, p.Header.Irregular = tt.readings, tt.irregular
		data, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(data); (err == nil) != tt.ok || err != nil && !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%q %q: %v", tt.readings, tt.irregular, err)
		}
	}
}
