// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as search knows it: lower case, without diacritics, vowel
// marks and tatweel, with one letter for the spellings that writers mix (the
// hamza's seats, alef maksura and ya, ta marbuta and ha, Persian and Arabic kaf
// and ya, ß and ss, œ and oe), Western digits, one apostrophe, one quotation
// mark, one dash, runs of white space as one space. Query and index are folded
// alike. Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	if f, ok := foldASCII(s); ok {
		return f
	}
	for range 4 {
		next := foldOnce(s)
		if next == s {
			break
		}
		s = next
	}
	return s
}

func foldASCII(s string) (string, bool) {
	lower, blank := true, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == '`' || c == 0x7f {
			return "", false
		}
		if c == ' ' && (blank || i == 0 || i == len(s)-1) {
			return "", false
		}
		blank = c == ' '
		lower = lower && (c < 'A' || c > 'Z')
	}
	if lower {
		return s, true
	}
	return strings.ToLower(s), true
}

func foldOnce(s string) string {
	s = norm.NFKD.String(strings.ToLower(norm.NFKD.String(s)))
	s = norm.NFC.String(mapRunes(s, foldRune))
	return strings.Join(strings.Fields(s), " ")
}

func foldRune(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf && r != '`':
		b.WriteRune(r)
	case foldMark(r), r == '\u200c', r == '\u200d':
	case folded(r) != "":
		b.WriteString(folded(r))
	default:
		normRune(b, unicode.ToLower(r))
	}
}

// foldMark reports the combining marks of the scripts in which search ignores
// them. In Indic scripts vowels are marks too, and stay.
func foldMark(r rune) bool {
	return r >= '\u0300' && r <= '\u036f' || r >= '\u0483' && r <= '\u0489' || r >= '\u0591' && r <= '\u05c7' && r != '\u05be' ||
		r >= '\u0610' && r <= '\u061a' || r >= '\u064b' && r <= '\u065f' || r == '\u0670' || r >= '\u06d6' && r <= '\u06ed' && r != '\u06de' && r != '\u06e9' ||
		r >= '\u08d3' && r <= '\u08ff' || r == 'ـ' || r == '\u0640' || r >= '\u1ab0' && r <= '\u1aff' || r >= '\u20d0' && r <= '\u20f0'
}

// folded returns the letters that stand for r in every search; "" if r stands for itself.
func folded(r rune) string {
	switch r {
	case 'ٱ', 'آ', 'أ', 'إ':
		return "ا"
	case 'ى', 'ئ', 'ی', 'ې', 'ێ':
		return "ي"
	case 'ؤ', 'ۆ', 'ۇ':
		return "و"
	case 'ة', 'ە', 'ہ', 'ھ', 'ۀ':
		return "ه"
	case 'ک', 'ڪ':
		return "ك"
	case 'ء', 'ʻ', 'ʿ', 'ʾ', 'ʼ', 'ʹ':
		return dropOrQuote(r)
	case 'ß', 'ẞ':
		return "ss"
	case 'œ':
		return "oe"
	case 'æ':
		return "ae"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	case 'þ':
		return "th"
	case 'ς':
		return "σ"
	case '־':
		return "-"
	}
	return ""
}

// dropOrQuote keeps the seatless hamza a letter and makes the romanised ain and hamza apostrophes.
func dropOrQuote(r rune) string {
	if r == 'ء' {
		return "ء"
	}
	return "'"
}
