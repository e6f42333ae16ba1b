// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Habits are decisions that a trained pack makes better than a rule; a nil one leaves it to the rule.
type Habits struct {
	Choose Chooser
	End    Ender
	Cut    Cutter
	// Common knows the words that are no names: before one with a capital End is asked too.
	Common func(word string) bool
}

// Cutter chooses one of the ways (at least two; the first is the whole word)
// to cut a written word into clitics and stem, between the words before and after.
type Cutter func(w string, ways [][]string, before, after []string) int

// Gap is a place behind a written token where a sentence may end.
type Gap struct {
	// Before and After are up to three written tokens each.
	Before, After []string
	// Sentence are all written tokens since the last end.
	Sentence []string
	// At is the offset of the end of the last token before.
	At int
	// Length is the number of tokens since the last end.
	Length int
	// Rule is what the rules say. Blank: white space follows. Quoted, Bracketed: inside of what closes again.
	Rule, Blank, Quoted, Bracketed bool
}

// Ender decides whether a sentence ends at a gap.
type Ender func(Gap) bool

// reach is the number of written tokens shown on each side of a gap.
const reach = 3

// candidate returns the atom index behind a possible end at i, or i: where the
// rules see one, behind a colon or a dash (never a semicolon), and before a digit, an
// opening mark or a capitalised word that opens sentences or is no name ("the
// agency Sana said" is one sentence).
func (p *splitter) candidate(i int) (k int, rule bool) {
	if k = p.end(i); k > i {
		return k, true
	}
	k = i + 1
	if k >= len(p.atoms) || p.closer(k) || p.atoms[k].start == p.atoms[i].end {
		return i, false
	}
	w := p.form(i)
	if final(w) || p.atoms[i].abbrev || w == ":" || w == "-" || w == "–" || w == "…" || p.closes[i] || p.opens[k] {
		return k, false
	}
	if r, _ := utf8.DecodeRuneInString(p.form(k)); isDigit(r) || r == '-' || r == '–' || r == '•' || r == '*' || unicode.IsUpper(r) && p.mayOpen(p.form(k)) {
		return k, false
	}
	return i, false
}

// mayOpen reports whether a word with a capital may open a sentence rather than be a name.
func (p *splitter) mayOpen(w string) bool {
	return p.openers[strings.ToLower(w)] || p.common != nil && p.common(w)
}

// gap describes the place before atom k in a sentence that began at last.
func (p *splitter) gap(last, k int, rule bool) Gap {
	g := Gap{At: p.atoms[k-1].end, Length: k - last, Rule: rule, Blank: p.spaceBefore(k), Quoted: p.inside[k-1], Bracketed: p.depth[k-1] > 0}
	for j := max(0, k-reach); j < k; j++ {
		g.Before = append(g.Before, p.form(j))
	}
	for j := last; j < k; j++ {
		g.Sentence = append(g.Sentence, p.form(j))
	}
	for j := k; j < min(len(p.atoms), k+reach); j++ {
		g.After = append(g.After, p.form(j))
	}
	return g
}
