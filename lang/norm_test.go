// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"testing"

	"pgregory.net/rapid"
)

func TestNorm(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain stays", "Villages", "Villages"},
		{"case and accents stay", "Été", "Été"},
		{"decomposed is composed", "e\u0301te\u0301", "été"},
		{"typographic apostrophe", "l’", "l'"},
		{"modifier apostrophe", "Sanaʼa", "Sana'a"},
		{"guillemets", "«", `"`},
		{"curly quotes", "”", `"`},
		{"dash", "—", "-"},
		{"hyphen in a word stays", "Hauts-de-Seine", "Hauts-de-Seine"},
		{"ellipsis", "…", "..."},
		{"thin space in a number", "12\u202f000", "12 000"},
		{"tashkeel", "حَمَاة", "حماة"},
		{"shadda", "مدنيّ", "مدني"},
		{"tatweel", "العــراق", "العراق"},
		{"hamza stays", "إدلب", "إدلب"},
		{"Arabic comma", "،", ","},
		{"Arabic question mark", "؟", "?"},
		{"Eastern digits", "٢٠٢٤", "2024"},
		{"Persian digits", "۱۲", "12"},
		{"ligature", "ﬁn", "fin"},
		{"presentation form", "ﻻ", "لا"},
		{"zero-width joiner stays", "می\u200cخواهد", "می\u200cخواهد"},
	}
	for _, tt := range tests {
		if got := Norm(tt.in); got != tt.want {
			t.Errorf("%s: Norm(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestDigits(t *testing.T) {
	tests := []struct{ in, want string }{
		{"18h30", "00h00"}, {"٢٥", "00"}, {"abc", "abc"}, {"000", "000"},
	}
	for _, tt := range tests {
		if got := Digits(tt.in); got != tt.want {
			t.Errorf("Digits(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"case", "ALEP", "alep"},
		{"French accents", "L’Armée a été", "l'armee a ete"},
		{"ligature oe", "Œuvre", "oeuvre"},
		{"Turkish", "İstanbul ıssız", "istanbul issiz"},
		{"Arabic marks", "حَمَاة", "حماه"},
		{"ta marbuta like ha", "حماه", "حماه"},
		{"hamza on alef", "إدلب", "ادلب"},
		{"alef madda", "آمد", "امد"},
		{"alef maksura", "مصطفى", "مصطفي"},
		{"Persian letters", "کی", "كي"},
		{"tatweel", "العـراق", "العراق"},
		{"digits", "٢٠٢٤", "2024"},
		{"white space", "  deux\u00a0\n villages ", "deux villages"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"sharp s", "Straße", "strasse"},
		{"final sigma", "ΛΌΓΟΣ λόγος", "λογοσ λογοσ"},
		{"Devanagari keeps its vowels", "दिल्ली", "दिल्ली"},
		{"Hangul stays whole", "서울", "서울"},
	}
	for _, tt := range tests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

func TestIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if n := Norm(s); Norm(n) != n {
			t.Fatalf("Norm(%q) = %q, again %q", s, n, Norm(n))
		}
		if f := Fold(s); Fold(f) != f {
			t.Fatalf("Fold(%q) = %q, again %q", s, f, Fold(f))
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Été", "حَمَاة", "ﷺ", "\xff", "a\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if x := Fold(s); Fold(x) != x {
			t.Fatalf("Fold(%q) = %q, again %q", s, x, Fold(x))
		}
		if x := Norm(s); Norm(x) != x {
			t.Fatalf("Norm(%q) = %q, again %q", s, x, Norm(x))
		}
	})
}
