// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe/gazetteer"
)

// Texts of different scripts share no words. What they share are names, compared by their consonants, the days, and
// numbers.

// nameRunes is how much of a text is searched for names, in code points.
const nameRunes = 900

// leastConsonants of a name that is compared.
const leastConsonants = 3

// scriptOf is the script of most letters: 'a' Arabic, 'c' Cyrillic, else 'l'.
func scriptOf(s string) byte {
	n := map[byte]int{}
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Arabic, r):
			n['a']++
		case unicode.Is(unicode.Cyrillic, r):
			n['c']++
		default:
			n['l']++
		}
	}
	switch m := max(n['a'], n['c'], n['l']); {
	case n['l'] == m:
		return 'l'
	case n['a'] == m:
		return 'a'
	}
	return 'c'
}

// namesIn are the consonants of what may be names: words with a capital, and in Arabic all longer words.
func namesIn(s string) map[string]bool {
	out := map[string]bool{}
	for _, f := range strings.FieldsFunc(unglue(joinLetters(s)), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		first, _ := utf8.DecodeRuneInString(f)
		arabic := unicode.Is(unicode.Arabic, first)
		if utf8.RuneCountInString(f) < 4 || !arabic && !unicode.IsUpper(first) {
			continue
		}
		if arabic {
			f = unprefixed(f)
		}
		if k := gazetteer.Skeleton(f); len(k) >= leastConsonants {
			out[k] = true
		}
	}
	return out
}

// acrossScripts compares two texts of different scripts.
func (c *corpus) acrossScripts(a, b *sketch) (f [features]float64) {
	f[fAcross] = 1
	var xs []float64
	for k := range a.names {
		if b.names[k] {
			xs = append(xs, math.Log(float64(len(c.texts))/float64(c.named[k]))/scale)
		}
	}
	slices.Sort(xs)
	if n := len(xs); n > 0 {
		f[fAcrossRarest] = xs[n-1]
		if n > 1 {
			f[fAcrossSecond] = xs[n-2]
		}
	}
	f[fAcrossSum] = math.Log1p(sum(xs))
	if a.belief == nil || b.belief == nil {
		f[fAcrossNoDay] = 1
	} else {
		f[fAcrossDays] = max(-1, min(1.6, together(a.days2, b.days1)/daysScale))
	}
	n := 0
	for w := range a.numbers {
		if b.numbers[w] {
			n++
		}
	}
	f[fAcrossNumbers] = math.Log1p(float64(n))
	return
}
