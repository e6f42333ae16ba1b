// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atom is a written token: a stretch of the text that the grammar sees as one
// written thing. A contraction is one atom of several words.
type atom struct {
	start, end int
	// words are the forms of a contraction; nil for a plain token.
	words []string
	// cuts are the ends of the words inside the atom, where they can be told apart in writing; nil where not.
	cuts []int
	// abbrev marks a token whose final stop is its own.
	abbrev bool
}

// scanner cuts text into atoms by the habits of one language.
type scanner struct {
	text string
	rules
	out []atom
}

// scan returns the atoms of text[from:to].
func scan(text string, from, to int, r rules) []atom {
	s := scanner{text: text[:to], rules: r}
	for i := from; i < to; {
		if n := s.blank(i); n > 0 {
			i += n
			continue
		}
		end := s.next(i)
		if end <= i {
			_, n := utf8.DecodeRuneInString(s.text[i:])
			end = i + n
		}
		s.emit(i, end)
		i = end
	}
	return s.out
}

// blank returns the length of the white space or invisible mark at i, 0 for none.
func (s *scanner) blank(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	if isBlank(r) {
		return n
	}
	return 0
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060' || isBidi(r)
}

// isBidi reports the marks that only steer the direction of writing.
func isBidi(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r == '\u061c' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// next returns the end of the atom that starts at i, before the language's own splits.
func (s *scanner) next(i int) int {
	if end := s.address(i); end > i {
		return end
	}
	r, n := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case isDigit(r), (r == '-' || r == '+' || r == '−') && s.signed(i, n):
		return s.number(i)
	case r == 'h' && isDigit(s.before(i)) && isDigit(s.at(i+n)):
		return i + n
	case isWord(r):
		return s.word(i)
	case (r == '@' || r == '#') && isWord(s.at(i+n)) && !isDigit(s.at(i+n)) && !isWord(s.before(i)):
		return s.word(i + n)
	case r == '\'' || r == '’':
		if end := s.tail(i, n); end > 0 {
			return end
		}
	}
	return s.punct(i, r, n)
}

// tail keeps 's and n't together where they stand alone.
func (s *scanner) tail(i, n int) int {
	if !s.english || isWord(s.before(i)) {
		return 0
	}
	j := i + n
	for j < len(s.text) && isWord(s.at(j)) {
		_, m := utf8.DecodeRuneInString(s.text[j:])
		j += m
	}
	if _, ok := s.endings[strings.ToLower(strings.ReplaceAll(s.text[i:j], "’", "'"))]; ok {
		return j
	}
	return 0
}

// at returns the rune at i, 0 beyond the end.
func (s *scanner) at(i int) rune {
	if i >= len(s.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return r
}

// before returns the rune that ends at i, 0 at the start.
func (s *scanner) before(i int) rune {
	if i <= 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return r
}

func isDigit(r rune) bool { return unicode.Is(unicode.Nd, r) }

// isWord reports letters, marks, digits and what joins letters inside words.
func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || isDigit(r) || r == '_' || r == '\u200c' || r == '\u200d' || r == '\u00ad' || r == 'º' || r == 'ª'
}

// signed reports whether the sign at i belongs to the number behind it.
func (s *scanner) signed(i, n int) bool {
	b := s.before(i)
	return isDigit(s.at(i+n)) && !s.english && (b == 0 || isBlank(b) || b == '(')
}

// address returns the end of a web or mail address at i, or i.
func (s *scanner) address(i int) int {
	rest := s.text[i:]
	if b := s.before(i); isWord(b) {
		return i
	}
	for _, p := range [...]string{"http://", "https://", "ftp://", "www.", "mailto:", "Http://", "HTTP://", "WWW."} {
		if strings.HasPrefix(rest, p) {
			return i + trimAddress(upToBlank(rest))
		}
	}
	c := rest[0]
	if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
		return i
	}
	run := upToBlank(rest)
	if k := strings.IndexByte(run, '@'); k > 0 {
		if n := trimAddress(run); strings.Contains(run[k:n], ".") && !strings.ContainsAny(run[:n], ",;()<>") {
			return i + n
		}
	}
	return i
}

func upToBlank(s string) string {
	if k := strings.IndexFunc(s, func(r rune) bool { return isBlank(r) || r == '<' || r == '>' || r == '"' || r == '»' || r == '”' }); k >= 0 {
		return s[:k]
	}
	return s
}

// trimAddress leaves final punctuation to the sentence.
func trimAddress(s string) int {
	t := strings.TrimRight(s, ".,;:!?'’…،؛؟*|")
	for _, pair := range [...]string{"()", "[]"} {
		for strings.HasSuffix(t, pair[1:]) && strings.Count(t, pair[1:]) > strings.Count(t, pair[:1]) {
			t = strings.TrimRight(t[:len(t)-1], ".,;:!?")
		}
	}
	return len(t)
}

// punct returns the end of a punctuation mark: runs of one mark stay together.
func (s *scanner) punct(i int, r rune, n int) int {
	for _, face := range [...]string{":-)", ";-)", ":-(", ":)", ";)", ":(", "^_^", "+/-", "->", "°C", "°F", "(:", "=)"} {
		if strings.HasPrefix(s.text[i:], face) && !isWord(s.at(i+len(face))) {
			return i + len(face)
		}
	}
	j := i + n
	same := func(c rune) bool { return c == r }
	switch r {
	case '.', '!', '?', '…', '؟':
		same = func(c rune) bool { return c == '.' && r != '؟' || c == '!' || c == '?' || c == '؟' || c == '…' }
		if !s.english {
			same = func(c rune) bool { return c == r }
		}
	case '-', '=', '*', '_', '+', '~', '#', '<', '>', '\'', '‘', '’', '`', '$', '|', '—', '–', '•':
	case '(', ')', '[', ']', '"', '«', '»', '“', '”', ',', ';', ':', '/', '،', '؛':
		return j
	default:
		if !unicode.IsPunct(r) && !unicode.IsSymbol(r) || unicode.Is(unicode.So, r) {
			return j
		}
	}
	for j < len(s.text) && same(s.at(j)) {
		_, m := utf8.DecodeRuneInString(s.text[j:])
		j += m
	}
	return j
}
