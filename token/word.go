// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word returns the end of the word at i with its inner marks: apostrophes and
// hyphens (the language cuts them later), the stops of initials and
// abbreviations, "&" and "@" between letters, one bracketed ending (élu(e)s).
func (s *scanner) word(i int) int { return s.wordFrom(i, i) }

func (s *scanner) wordFrom(start, j int) int {
	for j < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[j:])
		if isWord(r) {
			j += n
			continue
		}
		if k := s.joined(start, j, r, n); k > j {
			j = k
			continue
		}
		break
	}
	return j
}

// joined returns the end of the mark at j if it stands inside the word, else j.
func (s *scanner) joined(start, j int, r rune, n int) int {
	next := s.at(j + n)
	switch r {
	case '\'', '’', 'ʼ', '`', '´':
		if unicode.IsLetter(next) || s.elided[key(s.text[start:j])] {
			return j + n
		}
	case '-', '‑', '‐':
		if isWord(next) {
			return j + n
		}
	case '&', '@':
		if isWord(next) && (r == '@' || unicode.IsUpper(next) && unicode.IsUpper(s.before(j))) {
			return j + n
		}
	case '.':
		return s.stop(start, j, next)
	case '(':
		return s.bracket(j)
	case '°', '/':
		return s.mark(start, j, r, n, next)
	}
	return j
}

// mark joins n° and, between single capitals or Latin ordinals, nothing else.
func (s *scanner) mark(start, j int, r rune, n int, next rune) int {
	lead := s.text[start:j]
	if r == '°' && (lead == "n" || lead == "N") {
		return j + n
	}
	if r == '/' && s.english && len(lead) == 1 && unicode.IsLetter(next) && !isWord(s.at(j+n+utf8.RuneLen(next))) {
		return j + n
	}
	return j
}

// bracket joins a bracketed ending of one to three letters: élu(e)s.
func (s *scanner) bracket(j int) int {
	if s.english || !unicode.IsLetter(s.before(j)) {
		return j
	}
	for k, n := j+1, 0; k < len(s.text) && n <= 3; n++ {
		c, m := utf8.DecodeRuneInString(s.text[k:])
		if c == ')' && n > 0 {
			return k + m
		}
		if !unicode.IsLetter(c) {
			return j
		}
		k += m
	}
	return j
}

// stop decides whether the stop at j belongs to the word.
func (s *scanner) stop(start, j int, next rune) int {
	lead := s.text[start:j]
	if strings.HasSuffix(lead, ".") {
		return j
	}
	last := lead[strings.LastIndexAny(lead, ".-'’")+1:]
	if next == '.' && !(s.at(j+2) == 0 || isBlank(s.at(j+2))) {
		return j
	}
	switch {
	case isWord(next):
		return s.inner(lead, last, j, next)
	case s.abbreviated(lead, last, j):
		return j + 1
	}
	return j
}

// inner decides on a stop between letters: initials, file and site names, section numbers.
func (s *scanner) inner(lead, last string, j int, next rune) int {
	if utf8.RuneCountInString(last) == 1 && unicode.IsLetter(next) && (!unicode.Is(unicode.Lo, next)) {
		return j + 1
	}
	k := j + 1
	for k < len(s.text) && isWord(s.at(k)) {
		_, n := utf8.DecodeRuneInString(s.text[k:])
		k += n
	}
	after := strings.ToLower(s.text[j+1 : k])
	if s.sites[after] || strings.Contains(lead, ".") && unicode.IsLower(next) || isDigit(next) && isDigit(s.before(j)) {
		return j + 1
	}
	// a name such as one.two.three: a further stop with a letter behind
	if s.at(k) == '.' && unicode.IsLower(next) && unicode.IsLetter(s.at(k+1)) {
		return j + 1
	}
	return j
}

// abbreviated reports whether the stop behind lead is an abbreviation's.
func (s *scanner) abbreviated(lead, last string, j int) bool {
	if _, ok := s.abbrev[strings.ToLower(lead)]; ok {
		return true
	}
	if strings.Contains(lead, ".") && utf8.RuneCountInString(last) <= 2 && initials(lead) {
		return true
	}
	if cased(last) && utf8.RuneCountInString(last) == 1 && unicode.IsUpper([]rune(last)[0]) && (lead == last || strings.HasSuffix(lead, "-"+last)) {
		return s.nameAhead(j + 1)
	}
	if k := strings.LastIndexByte(lead, '-'); k > 0 && s.english {
		_, ok := s.abbrev[strings.ToLower(lead[k+1:])]
		return ok
	}
	return false
}

// initials reports whether every part of lead is one letter, or two where the first is a capital.
func initials(lead string) bool {
	for part := range strings.SplitSeq(lead, ".") {
		n := utf8.RuneCountInString(part)
		if n == 0 || n > 2 || n == 2 && !unicode.IsUpper([]rune(part)[0]) {
			return false
		}
	}
	return true
}

func cased(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsLower(r)
	}
	return false
}

// nameAhead reports whether a capital or another initial follows: "J. Martin", "J.-P. Martin".
func (s *scanner) nameAhead(i int) bool {
	r := s.at(i)
	if r == '-' {
		return unicode.IsUpper(s.at(i + 1))
	}
	if r != ' ' && r != '\u00a0' {
		return false
	}
	_, n := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsUpper(s.at(i + n))
}
