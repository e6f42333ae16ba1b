// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"slices"
	"strings"
	"sync"

	"recoupe/lang"
	"recoupe/lexicon"
)

// rules are the writing habits of one language, from its lexicon.
type rules struct {
	code    string
	english bool
	french  bool
	arabic  bool
	// spaced: digits are grouped by spaces.
	spaced bool
	// abbrev holds abbreviations without their last stop, folded to lower case; the value says whether one may end a sentence.
	abbrev map[string]bool
	// glued are units that writers put onto a number.
	glued map[string]bool
	// sites are the endings of file and site names.
	sites map[string]bool
	// endings are contracted endings ('s, n't) and whole contractions, with their words.
	endings map[string][]string
	// whole are words with an apostrophe or a hyphen that stay one.
	whole map[string]bool
	// elided are the parts before an apostrophe that are words of their own.
	elided map[string]bool
	// clitics are pronouns that stand behind a verb with a hyphen.
	clitics map[string]bool
	// prefixes keep their hyphen in English.
	prefixes map[string]bool
	// openers are words that open sentences, told by lower case.
	openers map[string]bool
	lines   lineRules
	arab    arabicRules
}

var cache sync.Map // of *rules, by language code

// rulesFor returns the habits of a language; a language without a lexicon has the common ones.
func rulesFor(code string) *rules {
	if !slices.Contains(lexicon.Langs(), code) {
		code = ""
	}
	if r, ok := cache.Load(code); ok {
		return r.(*rules)
	}
	r := load(code)
	cache.Store(code, r)
	return r
}

func load(code string) *rules {
	r := &rules{
		code: code, english: code == "en", french: code == "fr", arabic: code == "ar",
		spaced:   code != "en" && code != "ar",
		abbrev:   map[string]bool{},
		glued:    set(code, "units", "x"),
		sites:    set(code, "sites", "x"),
		endings:  map[string][]string{},
		whole:    set(code, "whole", ""),
		elided:   set(code, "elided", ""),
		clitics:  set(code, "clitics", ""),
		prefixes: set(code, "prefixes", ""),
		openers:  set(code, "openers", ""),
	}
	for _, row := range rows(code, "abbreviations", "x") {
		r.abbrev[strings.ToLower(row[0])] = len(row) > 1 && row[1] == "end"
	}
	for _, row := range rows(code, "contractions", "") {
		r.endings[row[0]] = row[1:]
	}
	r.lines = loadLines(code)
	if r.arabic {
		r.arab = loadArabic()
	}
	return r
}

// rows returns the table of one language and, where both is not "", of that common folder too.
func rows(code, name, both string) [][]string {
	var out [][]string
	for _, folder := range [...]string{both, code} {
		if folder == "" {
			continue
		}
		if t, err := lexicon.Table(folder + "/token_" + name + ".txt"); err == nil {
			out = append(out, t...)
		}
	}
	return out
}

func set(code, name, both string) map[string]bool {
	out := map[string]bool{}
	for _, row := range rows(code, name, both) {
		out[row[0]] = true
	}
	return out
}

// key is the form under which the lexicon knows a word.
func key(s string) string { return strings.ToLower(lang.Norm(s)) }
