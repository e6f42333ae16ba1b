// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/claim"
	"recoupe/figure"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
	"recoupe/when"
)

// goldenText joins the texts of a golden file: about a thousand words of attributions.
func goldenText(b *testing.B, name string) string {
	b.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	text := false
	for _, line := range strings.Split(string(raw), "\n") {
		switch {
		case strings.HasPrefix(line, "dispatch "):
			text = true
		case line == "----":
			text = false
		case text:
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n\n")
}

// parsed runs the stages before the claims.
func parsed(b *testing.B, code, text string) (claim.Input, *syntax.Pack) {
	b.Helper()
	pack, ok := packs.Get(code)
	if !ok {
		b.Skip("no pack")
	}
	d := recoupe.Dispatch{Text: text, Lang: code, Published: time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC)}
	in := claim.Input{Dispatch: d, Register: actor.Default()}
	in.Regions, in.Sentences = token.With(text, code, pack.Habits())
	work := syntax.NewWork()
	for i := range in.Sentences {
		pack.Parse(&in.Sentences[i], work)
	}
	in.Actors = in.Register.Find(text, code, in.Sentences, d.Published)
	in.Places = reader().Places.Find(text, code, in.Regions, in.Sentences, place.Hint{})
	for i := range in.Sentences {
		in.Times = append(in.Times, when.Find(text, &in.Sentences[i], when.Context{Lang: code, Published: d.Published}))
		in.Figures = append(in.Figures, figure.Find(text, &in.Sentences[i], code))
	}
	return in, pack
}

func words(sents []ud.Sentence) int {
	n := 0
	for i := range sents {
		n += len(sents[i].Words)
	}
	return n
}

// BenchmarkFind finds the claims of analysed sentences; it must cost less than BenchmarkParse.
func BenchmarkFind(b *testing.B) {
	for _, code := range []string{"fr", "en", "ar"} {
		b.Run(code, func(b *testing.B) {
			in, _ := parsed(b, code, goldenText(b, "testdata/attribution-"+code+".txt"))
			b.ReportAllocs()
			for b.Loop() {
				claim.Find(in)
			}
			b.ReportMetric(float64(words(in.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}

// BenchmarkParse analyses the same sentences, for comparison.
func BenchmarkParse(b *testing.B) {
	for _, code := range []string{"fr", "en", "ar"} {
		b.Run(code, func(b *testing.B) {
			in, pack := parsed(b, code, goldenText(b, "testdata/attribution-"+code+".txt"))
			work := syntax.NewWork()
			b.ReportAllocs()
			for b.Loop() {
				for i := range in.Sentences {
					pack.Parse(&in.Sentences[i], work)
				}
			}
			b.ReportMetric(float64(words(in.Sentences))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
