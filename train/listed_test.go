// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"testing"

	"recoupe/ud"
)

func TestMarkListed(t *testing.T) {
	kinds := map[string]string{"Gao": "PLACE", "Union du fleuve": "ORG", "fleuve": "PLACE", "Mardi": "NONE"}
	word := func(form, tag string) ud.Word { return ud.Word{Form: form, UPOS: tag} }
	for _, tt := range []struct {
		about string
		words []ud.Word
		ok    bool
		want  string
	}{
		{"the longest name", []ud.Word{word("Union", "PROPN"), word("du", "ADP"), word("fleuve", "NOUN"), word("à", "ADP"), word("Gao", "PROPN")}, true,
			"Union/B-ORG du/I-ORG fleuve/I-ORG à Gao/B-PLACE"},
		{"a listed word that is no proper noun", []ud.Word{word("le", "DET"), word("fleuve", "NOUN")}, true, "le fleuve"},
		{"a proper noun that is no name", []ud.Word{word("Mardi", "PROPN"), word("à", "ADP"), word("Gao", "PROPN")}, true, "Mardi à Gao/B-PLACE"},
		{"a proper noun that is not listed", []ud.Word{word("Vronza", "PROPN")}, false, "Vronza"},
	} {
		s := ud.Sentence{Words: tt.words}
		if ok := markListed(&s, kinds); ok != tt.ok || labelled(&s) != tt.want {
			t.Errorf("%s: %t, %s", tt.about, ok, labelled(&s))
		}
	}
}
