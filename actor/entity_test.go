// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import "testing"

// TestEntities: what the name layer marked and nothing else found is an actor of its kind; places and peoples are none.
func TestEntities(t *testing.T) {
	for tag, want := range map[string]string{"PERSON": "person", "ORG": "organisation", "GROUP": "armed_group", "UNIT": "armed_force", "MEDIA": "media",
		"PLACE": "", "NORP": "", "WEAPON": ""} {
		text := "Hier Vronza Zalt a parlé"
		sents := plainWords(text)
		sents[0].Words[1].Entity, sents[0].Words[2].Entity = "B-"+tag, "I-"+tag
		got := ""
		for _, m := range Default().Find(text, "fr", sents, day("2024-12-04")) {
			if m.Text == "Vronza Zalt" && m.Rule == "name" {
				got = m.Kind
			}
		}
		if got != want {
			t.Errorf("%s: kind %q, want %q", tag, got, want)
		}
	}
}
