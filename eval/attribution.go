// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"slices"

	"recoupe"
)

// record is one attribution in the terms of the published sets: three lists of byte spans of one text.
type record struct{ source, cue, content []recoupe.Span }

// roles are the three parts of a record in the order of the published tables.
var roles = []struct {
	name string
	of   func(record) []recoupe.Span
}{
	{"source", func(r record) []recoupe.Span { return r.source }},
	{"cue", func(r record) []recoupe.Span { return r.cue }},
	{"content", func(r record) []recoupe.Span { return r.content }},
}

// ratio counts hits over predictions and over gold; the two hits differ where shares are summed.
type ratio struct{ hitPred, pred, hitGold, gold float64 }

func (r ratio) p() float64 { return r.hitPred / max(1, r.pred) }

func (r ratio) r() float64 { return r.hitGold / max(1, r.gold) }

func (r ratio) f1() float64 {
	if r.p()+r.r() == 0 {
		return 0
	}
	return 2 * r.p() * r.r() / (r.p() + r.r())
}

// count adds one decision of a yes-or-no question.
func (r *ratio) count(predicted, gold bool) {
	if predicted {
		r.pred++
	}
	if gold {
		r.gold++
	}
	if predicted && gold {
		r.hitPred++
		r.hitGold++
	}
}

// attributionScore holds what is printed for a set of records.
type attributionScore struct {
	// exact has, for source, cue and content, the contiguous spans that are the same (CofeNet).
	exact [3]ratio
	// partial is the share of contents covered (PARC).
	partial ratio
}

// add scores the records of one text.
func (s *attributionScore) add(text string, pred, gold []record) {
	for i, role := range roles {
		p, g := pieces(text, pred, role.of), pieces(text, gold, role.of)
		s.exact[i].pred += float64(len(p))
		s.exact[i].gold += float64(len(g))
		for k := range p {
			if g[k] {
				s.exact[i].hitPred++
				s.exact[i].hitGold++
			}
		}
	}
	hit, of := covered(text, pred, gold)
	s.partial.hitPred += hit
	s.partial.pred += of
	hit, of = covered(text, gold, pred)
	s.partial.hitGold += hit
	s.partial.gold += of
}

// pieces are the contiguous spans of one role over all records, as first and last token.
func pieces(text string, records []record, of func(record) []recoupe.Span) map[recoupe.Span]bool {
	out := map[recoupe.Span]bool{}
	for _, r := range records {
		for _, sp := range of(r) {
			m := tokenPattern.FindAllStringIndex(sp.In(text), -1)
			if len(m) > 0 {
				out[recoupe.Span{Start: sp.Start + m[0][0], End: sp.Start + m[len(m)-1][1]}] = true
			}
		}
	}
	return out
}

// covered sums, over the contents of a, the share of tokens that contents of b cover.
func covered(text string, a, b []record) (hit, of float64) {
	sets := make([]map[int]bool, len(b))
	for i, r := range b {
		sets[i] = tokenSet(text, r.content)
	}
	for _, r := range a {
		own := tokenSet(text, r.content)
		if len(own) == 0 {
			continue
		}
		shared := 0
		for _, set := range sets {
			for k := range own {
				if set[k] {
					shared++
				}
			}
		}
		hit += min(1, float64(shared)/float64(len(own)))
		of++
	}
	return hit, of
}

// bar is one line of a table: a figure and what it must reach.
type bar struct {
	name  string
	value float64
	least float64
	more  string
}

// printBars writes a markdown table of figures and bars.
func printBars(w io.Writer, bars []bar) {
	fmt.Fprintln(w, "| figure | value | bar | detail |\n|---|---|---|---|")
	for _, b := range bars {
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", b.name, number(b.value), number(b.least), b.more)
	}
}

func number(v float64) string {
	if v > 1.5 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

func (r ratio) detail() string {
	return fmt.Sprintf("P %.3f R %.3f; %.0f predicted, %.0f gold", r.p(), r.r(), r.pred, r.gold)
}

// recordsOf turns the attributions of a reading into records, those that keep accepts.
func recordsOf(r recoupe.Reading, keep func(recoupe.Attribution) bool) []record {
	var out []record
	for _, a := range r.Attributions {
		if keep(a) {
			out = append(out, record{source: slices.Clone(a.Source.Spans), cue: a.Cue.Spans, content: a.Content.Spans})
		}
	}
	return out
}
