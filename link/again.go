// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"strings"
	"sync"

	"recoupe/lang"
	"recoupe/lexicon"
)

// againWords are the words of each language for "another", "a second".
var againWords = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, l := range lexicon.Langs() {
		if lines, err := lexicon.Lines(l + "/again.txt"); err == nil {
			for _, w := range lines {
				out[l] = append(out[l], " "+lang.Fold(w)+" ")
			}
		}
	}
	return out
})

// Again reports whether words say of an event that it is not the one told before.
func Again(text, code string) bool {
	words := " " + strings.Join(rawTokens(text), " ") + " "
	for _, w := range againWords()[code] {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}
