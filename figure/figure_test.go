// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

var update = flag.Bool("update", false, "rewrite the answers of testdata")

func parse(text, lang string) []ud.Sentence {
	pack, ok := packs.Get(lang)
	if !ok {
		_, sents := token.Document(text, lang, nil)
		return sents
	}
	_, sents := token.With(text, lang, pack.Habits())
	w := syntax.NewWork()
	for i := range sents {
		pack.Parse(&sents[i], w)
	}
	return sents
}

func find(text, lang string) []recoupe.Figure {
	var out []recoupe.Figure
	for _, s := range parse(text, lang) {
		out = append(out, Find(text, &s, lang)...)
	}
	return out
}

// line writes a figure as the files of testdata do: text, [low best high], then what is known.
func line(f recoupe.Figure) string {
	num := func(v *float64) string {
		if v == nil {
			return "_"
		}
		return fmt.Sprintf("%.10g", *v)
	}
	s := fmt.Sprintf("%s [%s %s %s] %s", f.Text, num(f.Low), num(f.Best), num(f.High), f.Qualifier)
	for _, kv := range [][2]string{{"unit", f.Unit}, {"cat", f.Category}, {"who", f.Who}, {"scope", f.Scope}} {
		if kv[1] != "" {
			s += " " + kv[0] + "=" + kv[1]
		}
	}
	return s
}

// TestSentences reads testdata/LANG.txt: sentences, each followed by its figures and an empty line.
func TestSentences(t *testing.T) {
	for _, lang := range []string{"ar", "en", "fr"} {
		path := filepath.Join("testdata", lang+".txt")
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for block := range strings.SplitSeq(strings.TrimSpace(string(raw)), "\n\n") {
			text, _, _ := strings.Cut(block, "\n")
			got := []string{text}
			for _, f := range find(text, lang) {
				got = append(got, line(f))
			}
			fmt.Fprintf(&out, "%s\n\n", strings.Join(got, "\n"))
			if d := cmp.Diff(strings.Split(block, "\n"), got); d != "" && !*update {
				t.Errorf("%s (-want +got)\n%s", path, d)
			}
		}
		if *update {
			if err := os.WriteFile(path, []byte(strings.TrimSpace(out.String())+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestWithoutTree: what must hold when a parse is missing.
func TestWithoutTree(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"fr", "Au moins 12 personnes ont été tuées.", "Au moins 12 personnes [12 12 _] at_least unit=person cat=killed who=all"},
		{"en", "Dozens of families were displaced.", "Dozens of families [24 _ 99] tens unit=household cat=displaced"},
		{"ar", "نزوح عشرات العائلات", "عشرات العائلات [20 _ 99] tens unit=household cat=displaced"},
		{"de", "12 Tote", ""},
	} {
		_, sents := token.Document(tt.text, tt.lang, nil)
		got := ""
		for _, f := range Find(tt.text, &sents[0], tt.lang) {
			got += line(f)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}

func TestBounds(t *testing.T) {
	ten := exactly(10)
	dozens := amount{low: val(20), high: val(99), qualifier: "tens"}
	hundred := amount{low: val(90), best: val(100), high: val(110), qualifier: "about"}
	for _, tt := range []struct {
		a         amount
		qualifier string
		counted   bool
		want      string
	}{
		{ten, "", true, "[10 10 10] exact"},
		{ten, "at_least", true, "[10 10 _] at_least"},
		{ten, "at_most", true, "[0 _ 10] at_most"},
		{ten, "more_than", true, "[11 10 _] more_than"},
		{ten, "less_than", true, "[0 _ 9] less_than"},
		{ten, "about", true, "[9 10 11] about"},
		{exactly(15), "about", true, "[13 15 17] about"},
		{exactly(15), "about", false, "[13.5 15 16.5] about"},
		{exactly(15), "almost", true, "[13 15 15] almost"},
		{exactly(20), "odd", true, "[21 _ 29] odd"},
		{dozens, "at_least", true, "[20 _ _] at_least"},
		{dozens, "about", true, "[20 _ 99] about"},
		{hundred, "more_than", true, "[101 100 _] more_than"},
		{hundred, "almost", true, "[90 100 110] almost"},
	} {
		var f recoupe.Figure
		bounds(tt.a, tt.qualifier, tt.counted).set(&f)
		if got := strings.TrimSpace(line(f)); got != tt.want {
			t.Errorf("%s %s: got %s, want %s", line(f), tt.qualifier, got, tt.want)
		}
	}
}

// sound checks what must hold of every figure.
func sound(t testing.TB, text string, f recoupe.Figure) {
	t.Helper()
	for _, sp := range f.Spans {
		if sp.Empty() || sp.In(text) != f.Text || !utf8.ValidString(f.Text) && utf8.ValidString(text) {
			t.Errorf("%q: span %v does not give %q", text, sp, f.Text)
		}
	}
	if f.Low != nil && f.High != nil && *f.Low > *f.High {
		t.Errorf("%q: low %g above high %g", f.Text, *f.Low, *f.High)
	}
	if f.Low == nil && f.Best == nil && f.High == nil {
		t.Errorf("%q: no bound at all", f.Text)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Entre 10 et 15 morts", "dont 5 enfants", "3,5 millions de déplacés", "٦٠ ألف نازح", "T-72 12/4 10:30", "between 5 and", "mille mille cent", "1 200 000 000 000"} {
		for _, lang := range []string{"fr", "en", "ar"} {
			f.Add(s, lang)
		}
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		_, sents := token.Document(text, lang, nil)
		for i := range sents {
			for _, g := range Find(text, &sents[i], lang) {
				sound(t, text, g)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	text := "Au moins vingt-cinq civils, dont 5 enfants, ont été tués et une dizaine d'autres blessés dans deux villages à environ 10 km de la ville."
	sents := parse(text, "fr")
	n := 0
	for b.Loop() {
		n += len(Find(text, &sents[0], "fr"))
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "figures/s")
}
