// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/lang"
)

// Lexeme is a run of letters, a run of digits, or one other sign.
type Lexeme struct {
	Span recoupe.Span
	// Key is folded; Bare is Key without the Arabic article, "" where there is none.
	Key, Bare string
	// Lemma is a second key that the caller may set.
	Lemma string
	// Num is the value of up to nine digits, -1 for others; Width the number of digits.
	Num, Width int
	// Glued says that no white space stands before it.
	Glued bool
}

// Letter reports whether l is a word.
func (l *Lexeme) Letter() bool {
	r, _ := utf8.DecodeRuneInString(l.Key)
	return unicode.IsLetter(r)
}

// Cut cuts a stretch of text. Spans count bytes of the whole text.
func (b *Book) Cut(text string, at recoupe.Span) []Lexeme {
	out := cut(text, at)
	if !b.arabic {
		return out
	}
	split := make([]Lexeme, 0, len(out)+4)
	for _, l := range out {
		if l.Num >= 0 || !l.Letter() {
			split = append(split, l)
			continue
		}
		l.Bare = bare(l.Key)
		split = b.proclitic(split, text, l)
	}
	return split
}

func cut(text string, at recoupe.Span) []Lexeme {
	out := make([]Lexeme, 0, at.Len()/5+1)
	glued := false
	for i := at.Start; i < at.End; {
		r, n := utf8.DecodeRuneInString(text[i:at.End])
		if unicode.IsSpace(r) {
			i, glued = i+n, false
			continue
		}
		end := run(text, i, at.End)
		out = append(out, lexeme(text, recoupe.Span{Start: i, End: end}, classOf(r), glued))
		i, glued = end, true
	}
	return out
}

// run returns the end of the lexeme that begins at i.
func run(text string, i, limit int) int {
	r, n := utf8.DecodeRuneInString(text[i:limit])
	class, end := classOf(r), i+n
	for class != sign && end < limit {
		r, n := utf8.DecodeRuneInString(text[end:limit])
		if classOf(r) != class && !unicode.Is(unicode.Mn, r) {
			break
		}
		end += n
	}
	return end
}

func lexeme(text string, at recoupe.Span, c class, glued bool) Lexeme {
	l := Lexeme{Span: at, Key: lang.Fold(at.In(text)), Num: -1, Glued: glued}
	if c != digits {
		return l
	}
	l.Width = utf8.RuneCountInString(l.Key)
	if l.Width <= 9 {
		l.Num = atoi(l.Key)
	}
	return l
}

type class uint8

const (
	sign class = iota
	letters
	digits
)

func classOf(r rune) class {
	switch {
	case unicode.IsDigit(r):
		return digits
	case unicode.IsLetter(r), r == 'ـ':
		return letters
	}
	return sign
}

func (b *Book) knows(l Lexeme) bool {
	return b.words[l.Key] || l.Bare != "" && b.words[l.Bare]
}

// proclitic cuts "وبالأمس", "للساعة", "والأربعاء" where what is left is a word of the book.
func (b *Book) proclitic(out []Lexeme, text string, l Lexeme) []Lexeme {
	if b.knows(l) {
		return append(out, l)
	}
	_, n := utf8.DecodeRuneInString(l.Span.In(text))
	first, k := utf8.DecodeRuneInString(l.Key)
	if !strings.ContainsRune("وفبلك", first) || len(l.Key)-k < 2 {
		return append(out, l)
	}
	rest := Lexeme{Span: recoupe.Span{Start: l.Span.Start + n, End: l.Span.End}, Key: l.Key[k:], Num: -1, Glued: true}
	if first == 'ل' && strings.HasPrefix(rest.Key, "ل") {
		rest.Key = "ا" + rest.Key
	}
	rest.Bare = bare(rest.Key)
	head := Lexeme{Span: recoupe.Span{Start: l.Span.Start, End: rest.Span.Start}, Key: l.Key[:k], Num: -1, Glued: l.Glued}
	if b.knows(rest) && utf8.RuneCountInString(rest.Key) >= least(first) { // "باب" is a door, not "in August"
		return append(out, head, rest)
	}
	if first == 'و' || first == 'ف' { // the conjunction stands first, before a preposition
		if more := b.proclitic(nil, text, rest); len(more) == 2 {
			return append(append(out, head), more...)
		}
	}
	return append(out, l)
}

// least is how many letters must be left behind a particle: "ومن" is cut, "باب" and "كمية" are not.
func least(particle rune) int {
	switch particle {
	case 'و', 'ف':
		return 2
	case 'ك':
		return 4
	}
	return 3
}

// bare drops the article of a word that keeps at least two letters.
func bare(key string) string {
	if rest, ok := strings.CutPrefix(key, "ال"); ok && utf8.RuneCountInString(rest) > 1 {
		return rest
	}
	return ""
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
