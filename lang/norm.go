// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package lang holds what is true of writing before any word is understood:
// the normal form of a word for look-ups, folding for search, and which
// language a text is in.
//
// In: a word, a text. Out: another string, or a language code with a
// confidence. Nothing here keeps offsets: spans belong to the canonical text,
// and a folded or normalised string is only ever a key. It will not guess a
// language where the text carries none.
package lang

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Norm returns the form of one word under which lexicons and models know it:
// compatibility composition (ligatures and presentation forms opened), one
// apostrophe, one quotation mark, one dash, "..." for the ellipsis, plain
// spaces, Arabic without vowel marks and tatweel, Latin comma, semicolon and
// question mark, Western digits. Letter case stays. Norm(Norm(s)) == Norm(s).
func Norm(s string) string {
	if plain(s) {
		return s
	}
	for range 4 {
		next := norm.NFKC.String(mapRunes(norm.NFKC.String(s), normRune))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// Digits returns s with every decimal digit written as 0: the digit class of
// models, for which one number is like another.
func Digits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return digit(r) > '0' }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if digit(r) != 0 {
			return '0'
		}
		return r
	}, s)
}

// plain reports whether s is ASCII without anything that Norm changes.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return false
		}
	}
	return true
}

// mapRunes rewrites every rune by f, which appends to the builder.
func mapRunes(s string, f func(*strings.Builder, rune)) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		f(&b, r)
	}
	return b.String()
}

func normRune(b *strings.Builder, r rune) {
	switch {
	case apostrophe(r):
		b.WriteByte('\'')
	case doubleQuote(r):
		b.WriteByte('"')
	case dash(r):
		b.WriteByte('-')
	case r == '…':
		b.WriteString("...")
	case space(r):
		b.WriteByte(' ')
	case arabicMark(r), r == tatweel, invisible(r):
	case arabicStop(r) != 0:
		b.WriteByte(arabicStop(r))
	case digit(r) != 0:
		b.WriteByte(digit(r))
	default:
		b.WriteRune(r)
	}
}

const tatweel = 'ـ'

func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '‛', 'ʹ', '′', '`', '´', '＇', 'ʻ', 'ʿ', 'ʾ':
		return true
	}
	return false
}

func doubleQuote(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '″', '＂':
		return true
	}
	return false
}

func dash(r rune) bool {
	return r >= '‐' && r <= '―' || r == '−' || r == '﹘' || r == '－'
}

func space(r rune) bool {
	return r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\u205f' || r == '\u3000'
}

// invisible marks carry direction or nothing; zero-width joiners are spelling in Persian and stay.
func invisible(r rune) bool {
	return r == '\u00ad' || r == '\u200e' || r == '\u200f' || r == '\ufeff' || r == '\u200b' || r == '\u2060' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u061c'
}

// arabicMark reports vowel signs, shadda, tanwin, the dagger alef and Koranic marks.
// Hamza and madda above are letters' parts, composed by NFKC, and are not among them.
func arabicMark(r rune) bool {
	return r >= '\u064b' && r <= '\u0652' || r >= '\u0656' && r <= '\u065f' || r == '\u0670' ||
		r >= '\u0610' && r <= '\u061a' || r >= '\u06d6' && r <= '\u06dc' || r >= '\u06df' && r <= '\u06e8' ||
		r >= '\u06ea' && r <= '\u06ed'
}

func arabicStop(r rune) byte {
	switch r {
	case '،':
		return ','
	case '؛':
		return ';'
	case '؟':
		return '?'
	case '٪':
		return '%'
	}
	return 0
}

// digit returns the Western digit of a decimal digit in Western, Arabic, Persian or Devanagari writing, 0 for others.
func digit(r rune) byte {
	switch {
	case r >= '0' && r <= '9':
		return byte(r)
	case r >= '٠' && r <= '٩':
		return byte('0' + r - '٠')
	case r >= '۰' && r <= '۹':
		return byte('0' + r - '۰')
	case r >= '०' && r <= '९':
		return byte('0' + r - '०')
	}
	return 0
}
