// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ledger

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"recoupe/lang"
	"recoupe/lexicon"
)

// phrase is a line of a control table: words that decide what a claim means for the ledger.
type phrase struct {
	words          []string
	effect, extent string
}

// anyWords stands for up to gap words.
const (
	anyWords = "..."
	gap      = 4
)

// effects are the relations that a table may give; none makes no row.
var effects = map[string]bool{"held": true, "partly_held": true, "vacated": true, "entered": true, "contested": true,
	"besieged": true, "threatened": true, "line_cut": true, "repelled": true, "handed_over": true, "none": true}

// tables are the control phrases by language, longest first.
var tables = sync.OnceValue(func() map[string][]phrase {
	out := map[string][]phrase{}
	for _, l := range lexicon.Langs() {
		name := l + "/control.txt"
		if !lexicon.Has(name) {
			continue
		}
		rows, err := lexicon.Table(name)
		if err != nil {
			panic(err)
		}
		for _, r := range rows {
			p, err := parsePhrase(r)
			if err != nil {
				panic(fmt.Sprintf("lexicon %s: %v", name, err))
			}
			out[l] = append(out[l], p)
		}
	}
	return out
})

func parsePhrase(r []string) (phrase, error) {
	if len(r) != 2 {
		return phrase{}, fmt.Errorf("%q has %d columns, want 2", r[0], len(r))
	}
	effect, extent, _ := strings.Cut(r[1], " ")
	if !effects[effect] {
		return phrase{}, fmt.Errorf("unknown effect %q", effect)
	}
	return phrase{words: strings.Fields(r[0]), effect: effect, extent: extent}, nil
}

// find returns the longest phrase of a language in a text.
func find(text, code string) (phrase, bool) {
	words := split(text)
	var best phrase
	for _, p := range tables()[code] {
		if len(p.words) < len(best.words) || len(p.words) == len(best.words) && letters(p) <= letters(best) {
			continue
		}
		for i := range words {
			if matches(words[i:], p.words) {
				best = p
				break
			}
		}
	}
	return best, len(best.words) > 0
}

func letters(p phrase) int {
	n := 0
	for _, w := range p.words {
		n += len(w)
	}
	return n
}

// split folds a text and cuts it into words; apostrophes and hyphens part words. Arabic conjunctions and
// prepositions written on a word are taken off where the rest is long enough to stand alone.
func split(text string) []string {
	return strings.FieldsFunc(lang.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func matches(words, pattern []string) bool {
	if len(pattern) == 0 {
		return true
	}
	if pattern[0] == anyWords {
		for n := 0; n <= gap && n <= len(words); n++ {
			if matches(words[n:], pattern[1:]) {
				return true
			}
		}
		return false
	}
	return len(words) > 0 && word(words[0], pattern[0]) && matches(words[1:], pattern[1:])
}

func word(w, pattern string) bool {
	if stem, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(w, stem) || strings.HasPrefix(strings.TrimPrefix(w, "و"), stem)
	}
	return w == pattern || strings.TrimPrefix(w, "و") == pattern
}
