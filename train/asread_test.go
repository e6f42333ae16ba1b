// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/packs"
)

func TestReadBracketed(t *testing.T) {
	got, err := ReadBracketed("# remark\n\nÀ [LOC Gao], le [GRP Front de l'est] attend.\nRien.\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Marked{
		{"À Gao, le Front de l'est attend.", []MarkedName{{recoupe.Span{Start: 3, End: 6}, "PLACE"}, {recoupe.Span{Start: 11, End: 25}, "GROUP"}}},
		{"Rien.", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, line := range []string{"[LOC Gao", "[Gao]", "[CAT Minou]"} {
		if _, err := ReadBracketed(line); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %v", line, err)
		}
	}
}

// TestMarkedWords: names are cut as a reading cuts them; what is written onto one is no part of it.
func TestMarkedWords(t *testing.T) {
	for _, tt := range []struct{ lang, line, want string }{
		{"fr", "Il vit à [LOC Bir Hassan].", "Il vit à Bir/B-PLACE Hassan/I-PLACE ."},
		{"fr", "Le chef de l'[ORG Union du fleuve] part.", "Le chef de l' Union/B-ORG de/I-ORG le/I-ORG fleuve/I-ORG part ."},
		{"ar", "وصل الوفد إلى [LOC دمشق].", "وصل الوفد إلى دمشق/B-PLACE ."},
		{"ar", "عاد الوفد ل[LOC دمشق].", "عاد الوفد ل دمشق/B-PLACE ."},
	} {
		pack, _ := packs.Get(tt.lang)
		texts, err := ReadBracketed(tt.line)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range texts[0].Words(tt.lang, pack.Habits()) {
			got = append(got, labelled(&s))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", tt.line, diff)
		}
	}
}

func TestSpaced(t *testing.T) {
	sents, err := ReadMarked("columns", "x", []byte("Omar B-PER\nZein I-PER\nà O\nGao B-LOC\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Marked{"Omar Zein à Gao", []MarkedName{{recoupe.Span{Start: 0, End: 9}, "PERSON"}, {recoupe.Span{Start: 13, End: 16}, "PLACE"}}}
	if diff := cmp.Diff(want, Spaced(&sents[0])); diff != "" {
		t.Error(diff)
	}
}
