// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"strings"
	"unicode"
)

// sounds writes a folded name as consonants and the vowels a, i and u, in any
// script: "kheirbet" and "khirbat" come close, "qomhana" and قمحانه too. A
// script without short vowels lacks them.
func sounds(fold string) string {
	var b strings.Builder
	for w := range strings.SplitSeq(fold, " ") {
		switch {
		case isASCII(w):
			latinVowels(&b, latinSounds(w, letters().latin))
		default:
			for _, r := range w {
				switch t := letters(); {
				case t.vowels[r] != "":
					b.WriteString(t.vowels[r])
				case unicode.Is(unicode.Cyrillic, r):
					b.WriteString(t.cyrillic[r])
				default:
					b.WriteString(t.arabic[r])
				}
			}
		}
	}
	return collapse(b.String())
}

// latinVowels writes vowel groups as one of three vowels: the group that French
// and English write for ū is u, for ī i.
func latinVowels(b *strings.Builder, w []byte) {
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case strings.IndexByte("aeiouyw", c) < 0:
			if c == 'p' {
				c = 'b'
			} else if c == 'v' {
				c = 'f'
			}
			b.WriteByte(c)
		default:
			j := i
			for j < len(w) && strings.IndexByte("aeiouyw", w[j]) >= 0 {
				j++
			}
			b.WriteByte(vowel(string(w[i:j])))
			i = j - 1
		}
	}
}

func vowel(group string) byte {
	switch {
	case strings.ContainsAny(group, "uow"):
		return 'u'
	case strings.ContainsAny(group, "iy") || group == "e" || group == "ee":
		return 'i'
	}
	return 'a'
}

// apart is how far two names are in sound over the length of the first, read
// side by side: a vowel for a vowel costs 0.3, a vowel more or less 0.4 (0.1 where
// one script writes no short vowels, but 0.4 more at the beginning), an h 0.5,
// another consonant 1. Once they are farther apart than most, how far does not matter.
func apart(a, b string, unwritten bool, most float64) float64 {
	if a == b {
		return 0
	}
	cost, i, j := 0.0, 0, 0
	most *= float64(max(1, len(a)))
	if b == "" || a == "" || isVowel(a[0]) != isVowel(b[0]) { // every script writes the first vowel
		cost = 0.4
	}
	for (i < len(a) || j < len(b)) && cost <= most {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case i < len(a) && j < len(b) && isVowel(a[i]) && isVowel(b[j]):
			cost, i, j = cost+0.3, i+1, j+1
		case i < len(a) && (isVowel(a[i]) || a[i] == 'h'):
			cost, i = cost+extra(a[i], unwritten), i+1
		case j < len(b) && (isVowel(b[j]) || b[j] == 'h'):
			cost, j = cost+extra(b[j], unwritten), j+1
		default:
			cost, i, j = cost+1, i+1, j+1
		}
	}
	return cost / float64(max(1, len(a)))
}

func isVowel(c byte) bool { return vowels[c] }

var vowels = [256]bool{'a': true, 'i': true, 'u': true}

// extra is the price of a letter that the other name lacks.
func extra(c byte, unwritten bool) float64 {
	switch {
	case c == 'h':
		return 0.5
	case unwritten:
		return 0.1
	}
	return 0.4
}
