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
