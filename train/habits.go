// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

// habitEpochs is how often the samples of a text cutter are gone through.
const habitEpochs = 30

// leastEnds is the number of sentence ends inside paragraphs that a bank must
// show: in one that has a paragraph a sentence there is nothing to learn.
const leastEnds = 50

// learnHabits teaches a pack to cut text: ambiguous contractions of French,
// ends of sentences from the texts of the banks called raw, clitics of Arabic.
func learnHabits(p *syntax.Pack, banks []loaded, raw []int) {
	var splits, ends []syntax.Sample
	var clitics []syntax.Case
	for _, b := range banks {
		switch p.Lang {
		case "fr":
			splits = append(splits, splitSamples(p, b.sents)...)
		case "ar":
			clitics = append(clitics, cliticCases(p, b.sents)...)
		}
		if slices.Contains(raw, b.id) {
			ends = append(ends, endSamples(p, b.sents)...)
		}
	}
	p.Splits = syntax.TrainLinear(splits, habitEpochs)
	p.Ends = syntax.Linear{}
	if ended := slices.DeleteFunc(slices.Clone(ends), func(s syntax.Sample) bool { return !s.Yes }); len(ended) >= leastEnds {
		p.Ends = syntax.TrainLinear(ends, habitEpochs)
	}
	if !p.Clitics.Learnt() { // those of a base stay
		p.Clitics = syntax.TrainRanker(clitics, habitEpochs)
	}
}

// splitSamples collects the tokens that are sometimes contractions and sometimes words.
func splitSamples(p *syntax.Pack, sents []ud.Sentence) []syntax.Sample {
	var out []syntax.Sample
	for i := range sents {
		forms, split := writtenTokens(&sents[i])
		for k, f := range forms {
			if low := strings.ToLower(f); low == "des" || low == "du" {
				out = append(out, syntax.Sample{Rows: p.SplitRows(low, forms[:k], forms[k+1:]), Yes: split[k]})
			}
		}
	}
	return out
}

// writtenTokens returns the written tokens of a sentence and which of them are several words.
func writtenTokens(s *ud.Sentence) (forms []string, split []bool) {
	t := 0
	for k := 0; k < len(s.Words); k++ {
		if t < len(s.Tokens) && s.Tokens[t].First == k {
			forms, split = append(forms, s.Tokens[t].Form), append(split, true)
			k = s.Tokens[t].Last
			t++
			continue
		}
		forms, split = append(forms, s.Words[k].Form), append(split, false)
	}
	return forms, split
}

// endSamples cuts the joined text of a treebank and notes at every gap whether a sentence ends there.
func endSamples(p *syntax.Pack, sents []ud.Sentence) []syntax.Sample {
	text, base := ud.Join(sents)
	ends := map[int]bool{}
	for i := range sents {
		if n := len(sents[i].Words); n > 0 {
			ends[base[i]+sents[i].Words[n-1].Span.End] = true
		}
	}
	var out []syntax.Sample
	token.With(text, p.Lang, token.Habits{Common: p.Common, End: func(g token.Gap) bool {
		out = append(out, syntax.Sample{Rows: p.EndRows(g), Yes: ends[g.At]})
		return ends[g.At]
	}})
	return out
}

// cliticCases collects the written words of an Arabic treebank with the ways to cut them.
func cliticCases(p *syntax.Pack, sents []ud.Sentence) []syntax.Case {
	var out []syntax.Case
	for i := range sents {
		forms, parts := arabicTokens(&sents[i])
		for k, w := range forms {
			ways := token.Ways(w)
			gold := slices.IndexFunc(ways, func(way []string) bool { return slices.Equal(way, parts[k]) })
			if gold < 0 || len(ways) < 2 {
				continue
			}
			c := syntax.Case{Gold: gold}
			for _, way := range ways {
				c.Ways = append(c.Ways, p.CliticRows(way, forms[:k], forms[k+1:]))
			}
			out = append(out, c)
		}
	}
	return out
}

// arabicTokens joins words that touch into the written tokens they are parts of.
func arabicTokens(s *ud.Sentence) (forms []string, parts [][]string) {
	for k := range s.Words {
		w := s.Words[k].Form
		if n := len(forms) - 1; n >= 0 && s.Words[k-1].Span.End == s.Words[k].Span.Start && letter(w) && letter(forms[n]) {
			forms[n] += w
			parts[n] = append(parts[n], w)
			continue
		}
		forms, parts = append(forms, w), append(parts, []string{w})
	}
	return forms, parts
}

func letter(w string) bool {
	r, _ := utf8.DecodeRuneInString(lang.Norm(w))
	return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r)
}
