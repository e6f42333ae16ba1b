// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"strings"
	"sync"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/lexicon"
)

// placeRunes is how much of a text is looked at for places, in code points.
const placeRunes = 800

// placeWords are the class words of places of all languages, as tokens: those before a name ("قرية"), and those behind.
var placeWords = sync.OnceValue(func() (out struct{ before, behind map[string]bool }) {
	out.before, out.behind = map[string]bool{}, map[string]bool{}
	for _, l := range lexicon.Langs() {
		rows, err := lexicon.Table(l + "/place.txt")
		if err != nil {
			continue
		}
		for _, r := range rows {
			if len(r) < 3 || strings.Contains(r[1], " ") || !smallPlace[r[2]] {
				continue
			}
			w := unprefixed(lang.Fold(r[1]))
			switch r[0] {
			case "before", "kind":
				out.before[w] = true
				if l != "ar" {
					out.behind[w] = true
				}
			case "after":
				out.behind[w] = true
			}
		}
	}
	return
})

// smallPlace are the kinds of places that are small enough to tell incidents apart.
var smallPlace = map[string]bool{"village": true, "town": true, "city": true, "quarter": true, "site": true, "hill": true, "county": true, "base": true}

// placesIn lists the names that stand beside a class word of places, or behind a hash.
func placesIn(s string) (all map[string]bool, first string) {
	all = map[string]bool{}
	take := func(w string) {
		if utf8.RuneCountInString(w) < 3 || isNumber(w) || placeWords().before[w] {
			return
		}
		if first == "" {
			first = w
		}
		all[w] = true
	}
	for _, f := range strings.Fields(joinLetters(s)) {
		if tag, ok := strings.CutPrefix(f, "#"); ok {
			for _, w := range tokens(strings.ReplaceAll(tag, "_", " ")) {
				take(w)
			}
		}
	}
	ts := tokens(s)
	for i, w := range ts {
		if placeWords().before[w] {
			if j := i + 1; j < len(ts) {
				if ts[j] == "of" && j+1 < len(ts) {
					j++
				}
				take(ts[j])
				if j+1 < len(ts) && utf8.RuneCountInString(ts[j]) <= 3 {
					take(ts[j+1])
				}
			}
		}
		if placeWords().behind[w] && i > 0 && ts[i-1] != "the" {
			take(ts[i-1])
		}
	}
	return
}
