// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package brief

import (
	"strings"
	"sync"

	"recoupe/lexicon"
)

// words is the table that briefs of one language are written from.
type words map[string]string

var tables = sync.OnceValue(func() map[string]words {
	out := map[string]words{}
	for _, l := range lexicon.Langs() {
		name := l + "/brief.txt"
		if !lexicon.Has(name) {
			continue
		}
		rows, err := lexicon.Table(name)
		if err != nil {
			panic(err)
		}
		out[l] = words{}
		for _, r := range rows {
			if len(r) != 2 {
				panic("lexicon " + name + ": " + strings.Join(r, " "))
			}
			out[l][r[0]] = edges(r[1])
		}
	}
	return out
})

// edges turns "_" at an edge of an entry into the blank that it stands for.
func edges(s string) string {
	if rest, ok := strings.CutPrefix(s, "_"); ok {
		s = " " + rest
	}
	if rest, ok := strings.CutSuffix(s, "_"); ok {
		s = rest + " "
	}
	return s
}

// wordsOf returns the table of a language, English where there is none.
func wordsOf(code string) words {
	if w, ok := tables()[code]; ok {
		return w
	}
	return tables()["en"]
}

// fill puts values into the slots of an entry: fill("x {a}", "a", "1").
func (w words) fill(key string, slots ...string) string {
	s := w[key]
	for i := 0; i+1 < len(slots); i += 2 {
		s = strings.ReplaceAll(s, "{"+slots[i]+"}", slots[i+1])
	}
	return s
}
