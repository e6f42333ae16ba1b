// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"unicode"
	"unicode/utf8"
)

// longest is the length in letters of the longest piece that is no whole word.
const longest = 5

// Pieces calls f with a hash of every piece of every word of text by which
// languages are told apart: one to five letters in a row, word ends included,
// and the word as a whole. Words are runs of letters in lower case, without
// the vowel marks of Arabic and Hebrew and without tatweel; an apostrophe ends
// a word and belongs to it.
func Pieces(text string, f func(hash uint32)) {
	var w []rune
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			if r != tatweel {
				w = append(w, unicode.ToLower(r))
			}
			continue
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || r == '\u200c':
			if len(w) > 0 && !foldMark(r) {
				w = append(w, r)
			}
			continue
		case apostrophe(r) && len(w) > 0:
			w = append(w, '\'')
		}
		pieces(w, f)
		w = w[:0]
	}
	pieces(w, f)
}

// pieces yields the pieces of one word, of which at most forty letters count.
func pieces(letters []rune, f func(uint32)) {
	if len(letters) == 0 {
		return
	}
	letters = letters[:min(len(letters), 40)]
	n := len(letters) + 2
	at := func(i int) rune {
		if i == 0 || i == n-1 {
			return ' '
		}
		return letters[i-1]
	}
	for i := range n {
		h := uint32(fnvOffset)
		for k := i; k < n && k < i+longest; k++ {
			h = add(h, at(k))
			if k > i || at(i) != ' ' {
				f(h)
			}
		}
	}
	if n > longest {
		h := add(fnvOffset, ' ')
		for i := 1; i < n; i++ {
			h = add(h, at(i))
		}
		f(h ^ wholeWord)
	}
}

// fnvOffset and fnvPrime are those of FNV-1a; wholeWord keeps words apart from pieces.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
	wholeWord = 0x9e3779b9
)

func add(h uint32, r rune) uint32 {
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], r)] {
		h = (h ^ uint32(c)) * fnvPrime
	}
	return h
}
