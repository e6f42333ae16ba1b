// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package phrase

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

func keys(ls []Lexeme) []string {
	var out []string
	for _, l := range ls {
		out = append(out, l.Key)
	}
	return out
}

func TestCut(t *testing.T) {
	b := New("ar")
	b.Add("الأمس", "day", "-1")
	b.Add("ساعة", "unit", "hour")
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"words, digits and signs", "3h30, à l'Été", []string{"3", "h", "30", ",", "a", "l", "'", "ete"}},
		{"other digits", "٢٧ نوفمبر", []string{"27", "نوفمبر"}},
		{"two particles before a known word", "وبالأمس", []string{"و", "ب", "الامس"}},
		{"the article swallowed by li", "للساعة", []string{"ل", "الساعه"}},
		{"an unknown word stays whole", "وبيروت", []string{"وبيروت"}},
		{"a door is not in the father", "باب", []string{"باب"}},
		{"two prepositions are never cut", "بلساعة", []string{"بلساعه"}},
		{"nothing", "  ", nil},
	} {
		if d := cmp.Diff(tt.want, keys(b.Cut(tt.text, recoupe.Span{End: len(tt.text)}))); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, d)
		}
	}
}

func TestMatches(t *testing.T) {
	b := New("fr")
	b.Add("plus", "more", "")
	b.Add("plus d'", "more", "of")
	b.Add("village", "unit", "3")
	text := "plus d'un village"
	ls := b.Cut(text, recoupe.Span{End: len(text)})
	want := []Match{{Entry{Kind: "more"}, 1}, {Entry{Kind: "more", Val: "of"}, 3}}
	if d := cmp.Diff(want, b.Matches(ls, 0, nil)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := b.Matches(ls, 3, nil); got != nil {
		t.Errorf("un is in no phrase: got %v", got)
	}
	ls[3].Lemma = "village"
	if d := cmp.Diff([]Match{{Entry{"unit", "3", 3}, 4}}, b.Matches(ls, 3, nil)); d != "" {
		t.Errorf("by lemma (-want +got)\n%s", d)
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"وبالأمس 3h30", "e\u0301te\u0301 ـــ", "\xff\xfe3", "١٢٣٤٥٦٧٨٩٠١٢"} {
		f.Add(s)
	}
	b := New("ar")
	b.Add("أمس", "day", "-1")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, l := range b.Cut(text, recoupe.Span{End: len(text)}) {
			if l.Span.Start < last || l.Span.Empty() || l.Span.End > len(text) {
				t.Fatalf("span %v after %d of %d", l.Span, last, len(text))
			}
			last = l.Span.End
		}
	})
}
