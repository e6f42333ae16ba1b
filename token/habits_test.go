// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWays(t *testing.T) {
	got := map[string]bool{}
	for _, w := range Ways("وبها") {
		got[strings.Join(w, "+")] = true
	}
	for _, want := range []string{"وبها", "و+بها", "و+ب+ها", "وب+ها"} {
		if !got[want] {
			t.Errorf("no way %s in %v", want, got)
		}
	}
	if got["ب+و+ها"] {
		t.Error("clitics changed places")
	}
	if w := Ways("pont"); len(w) != 1 {
		t.Errorf("ways to cut a word of another script: %v", w)
	}
}

// TestEnder: the ender is asked where a sentence may end, and only there: behind no semicolon, before no name.
// TestWholes: a listed word is not cut inside, whatever the pack would choose; clitics around it are cut off. A word that may be
// either way, and one that only begins like a listed one, stay the pack's.
func TestWholes(t *testing.T) {
	last := func(_ string, ways [][]string, _, _ []string) int { return len(ways) - 1 }
	a := loadArabic()
	for _, tt := range []struct {
		word string
		want []string
	}{
		{"وزير", nil},
		{"لبنان", nil},
		{"ولبنان", []string{"و", "لبنان"}},
		{"لوزيرها", []string{"ل", "وزير", "ها"}},
		{"وزارته", []string{"وزارت", "ه"}},
		{"بلبنان", []string{"ب", "لبنان"}},
		{"بلدها", []string{"بلد", "ها"}},
		{"بلدي", nil},
		{"اللجوء", nil},
		{"وبلجوئهم", []string{"و", "ب", "لجوئ", "هم"}},
		{"ودعت", []string{"و", "دعت"}},
		{"بنانا", []string{"ب", "نا", "نا"}},
	} {
		if d := cmp.Diff(tt.want, a.parts(tt.word, nil, nil, last)); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.word, d)
		}
	}
}

func TestEnder(t *testing.T) {
	text := "Bilan du jour Le pont tient ; Sana confirme. il pleut"
	var asked []string
	_, sents := With(text, "fr", Habits{End: func(g Gap) bool {
		asked = append(asked, g.Before[len(g.Before)-1]+"|"+g.After[0])
		return g.After[0] == "Le"
	}})
	if diff := cmp.Diff([]string{"jour|Le", ".|il"}, asked); diff != "" {
		t.Errorf("asked: %s", diff)
	}
	if len(sents) != 2 || sents[1].Span.In(text) != "Le pont tient ; Sana confirme. il pleut" {
		t.Errorf("%d sentences", len(sents))
	}
}

// TestEnderCommon: before a capital the ender is asked where the word is no name.
func TestEnderCommon(t *testing.T) {
	var asked []string
	h := Habits{Common: func(w string) bool { return w == "Effets" }, End: func(g Gap) bool {
		asked = append(asked, strings.Join(g.Sentence, " ")+"|"+g.After[0])
		return g.After[0] == "Effets"
	}}
	With("Grossesse et suites Effets connus de l'agence Sana.", "fr", h)
	if diff := cmp.Diff([]string{"Grossesse et suites|Effets"}, asked); diff != "" {
		t.Error(diff)
	}
}
