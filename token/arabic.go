// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// arabicRules cut clitics off Arabic words: a closed list, else the ways that
// the prefixes and suffixes of the lexicon allow, of which a pack chooses.
type arabicRules struct {
	closed   map[string][]string
	prefixes []string
	suffixes []string
	// wholes begin with what looks like a prefix and is none: وزير is no و with a زير.
	wholes map[string]bool
}

func loadArabic() arabicRules {
	a := arabicRules{closed: map[string][]string{}, wholes: map[string]bool{}}
	for _, row := range rows("ar", "contractions", "") {
		if len(row) > 1 {
			a.closed[row[0]] = row[1:]
		}
	}
	for _, row := range rows("ar", "clitics", "") {
		switch {
		case len(row) < 2:
		case row[1] == "prefix":
			a.prefixes = append(a.prefixes, row[0])
		case row[1] == "suffix":
			a.suffixes = append(a.suffixes, row[0])
		}
	}
	for _, row := range rows("ar", "wholes", "") {
		a.wholes[row[0]] = true
	}
	return a
}

// leastStem is the number of letters that a stem has, two where it is one of the closed class.
const leastStem = 2

// ways returns the whole word and every way to cut it into prefixes (in their
// order: conjunction, preposition or future), stem and at most one suffix.
//
//	وبمدينتهم -> و ب مدينت هم
func (a arabicRules) ways(w string) [][]string {
	out := [][]string{{w}}
	if !slices.ContainsFunc([]rune(w), isArabic) || utf8.RuneCountInString(w) <= leastStem {
		return out
	}
	for _, pre := range a.heads(w) {
		rest := w[len(strings.Join(pre, "")):]
		if len(pre) > 0 && utf8.RuneCountInString(rest) >= 1 {
			out = append(out, slices.Concat(pre, []string{rest}))
		}
		for _, suf := range a.suffixes {
			stem, ok := strings.CutSuffix(rest, suf)
			if ok && utf8.RuneCountInString(stem) >= 1 {
				out = append(out, slices.Concat(pre, []string{stem, suf}))
			}
		}
	}
	return out
}

func isArabic(r rune) bool { return r >= 0x620 && r <= 0x64a }

// heads returns the sequences of prefixes that w may begin with, none first.
func (a arabicRules) heads(w string) [][]string {
	out := [][]string{nil}
	for _, p := range a.prefixes {
		rest, ok := strings.CutPrefix(w, p)
		if !ok || rest == "" {
			continue
		}
		out = append(out, []string{p})
		for _, q := range a.prefixes {
			if strings.HasPrefix(rest, q) && len(rest) > len(q) && conjunction(p) && !conjunction(q) {
				out = append(out, []string{p, q})
			}
		}
	}
	return out
}

func conjunction(p string) bool { return p == "و" || p == "ف" }

// Stem returns the index of the stem among the parts of a way: the longest part, the first of equals.
func Stem(way []string) int {
	best := 0
	for i, p := range way {
		if len(p) > len(way[best]) {
			best = i
		}
	}
	return best
}

// parts returns the words of w: the closed list's, or of the ways the one that cut chooses; nil for a whole word.
func (a arabicRules) parts(w string, before, after []string, cut Cutter) []string {
	if p := a.closed[key(w)]; len(p) > 1 {
		return p
	}
	if cut == nil {
		return nil
	}
	ways := a.ways(w)
	if len(ways) < 2 {
		return nil
	}
	switch way := a.aroundWhole(ways); {
	case len(way) > 1:
		return way
	case len(way) == 1:
		return nil
	}
	if k := cut(w, ways, before, after); k > 0 && k < len(ways) {
		return ways[k]
	}
	return nil
}

// aroundWhole returns the way whose stem is a listed whole, the longest, nil where there is none.
// A final ة is written ت before a suffix: وزارت ه.
func (a arabicRules) aroundWhole(ways [][]string) []string {
	var out []string
	longest := 0
	for _, way := range ways {
		stem := way[Stem(way)]
		open, ok := strings.CutSuffix(stem, "ت")
		if (a.wholes[stem] || ok && a.wholes[open+"ة"]) && len(stem) > longest {
			out, longest = way, len(stem)
		}
	}
	return out
}

// Ways returns the whole word and every way to cut an Arabic word into clitics and stem.
func Ways(w string) [][]string { return rulesFor("ar").arab.ways(w) }
