// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestStories(t *testing.T) {
	filler := []string{"The council met about the harvest festival and the new bus line on Tuesday evening.", "A storm closed the mountain road for two days.", "Swimmers from five clubs met at the lake for the spring race.", "The library opens a reading room for children next month.", "Bakers in the old quarter raised the price of bread again.", "The museum shows coins from a wreck found last summer."}
	texts := []Text{
		{ID: "a", Title: "Teenager wounded at Brindle Park", Body: "A teenager, Orso Vantreuil, was wounded when shots were fired at Brindle Park on Friday night, officers said.", Lang: "en", Printed: noon},
		{ID: "b", Title: "Shots fired in Brindle Park", Body: "Officers are looking for whoever wounded Orso Vantreuil, 17, in Brindle Park late on Friday.", Lang: "en", Printed: noon.AddDate(0, 0, 1)},
		{ID: "c", Title: "Rifle goes off in Quellmark", Body: "A hunter from Quellmark hurt his foot when his rifle went off while he cleaned it.", Lang: "en", Printed: noon.AddDate(0, 0, 1)},
	}
	for i, s := range filler {
		for k := range 40 {
			texts = append(texts, Text{ID: fmt.Sprintf("f%d-%d", i, k), Title: fmt.Sprintf("Item %c", 'p'+i), Body: s + fmt.Sprintf(" Edition %c%c.", 'a'+i, 'a'+k%26), Lang: "en", Printed: noon.AddDate(0, 0, 30*i)})
		}
	}
	got := Stories(texts)
	if !slices.ContainsFunc(got, func(g []int) bool { return slices.Equal(g, []int{0, 1}) }) {
		t.Errorf("a and b are not one story, or not alone: %v", got)
	}
}

func TestJoinLetters(t *testing.T) {
	for in, want := range map[string]string{"قـ.ـصف": "قصف", "قسـد": "قسد", "plain text": "plain text", "نهايةـ كلمة": "نهاية كلمة"} {
		if got := joinLetters(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestUnglue(t *testing.T) {
	for in, want := range map[string]string{
		"accountMarch 8, 2025": "account March 8, 2025", "بلدة8:38 PM": "بلدة 8:38 PM", "الشحيلAll reactions": "الشحيل All reactions",
		"Shared with Publicقصف": "Shared with Public قصف", "A1 and T72": "A1 and T72", "قصف مدفعي": "قصف مدفعي", "NATO": "NATO",
	} {
		if got := unglue(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestPlacesIn(t *testing.T) {
	for _, tt := range []struct{ text, want, first string }{
		{"قصف على قرية كفرعمة غربي حلب", "كفرعمه", "كفرعمه"},
		{"#سرمين قصف #كفر_نوران", "سرمين نوران", "سرمين"},
		{"Shelling hit the village of Ketrin and Tarfa town", "ketrin tarfa", "ketrin"},
		{"Nobody was hurt", "", ""},
	} {
		all, first := placesIn(tt.text)
		for _, w := range strings.Fields(tt.want) {
			if !all[w] {
				t.Errorf("%s: %s is missing in %v", tt.text, w, all)
			}
		}
		if first != tt.first || tt.want == "" && len(all) > 0 {
			t.Errorf("%s: got %v, first %q", tt.text, all, first)
		}
	}
}

// TestAcross: a report in another script shares the names of places and people, by their consonants.
func TestAcross(t *testing.T) {
	if a, b := namesIn("Shelling hit Kafr Ketrin near Sarmada"), namesIn("قصف على كترين قرب سرمدا"); !a["srmd"] || !b["srmd"] {
		t.Errorf("no name in common: %v %v", a, b)
	}
	if scriptOf("قصف on the بلدة") != 'a' || scriptOf("Shelling of بلدة") != 'l' || scriptOf("обстрел села") != 'c' || scriptOf("12") != 'l' {
		t.Error("a script is mistaken")
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("قـ.ـصف ـ ـ. الجيش 12")
	f.Add("a-b c’d 2024-05-06")
	f.Fuzz(func(t *testing.T, s string) {
		tokens(s)
		FirstDate(s)
	})
}
