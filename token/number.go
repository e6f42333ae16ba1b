// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// number returns the end of the number at i: digits with the separators of
// thousands, decimals, times, dates, ordinal endings. A unit written onto the
// number is cut off (20h, 5km), a code is not (3e, 1980s, 105th, A36).
func (s *scanner) number(i int) int {
	if !isDigit(s.at(i)) {
		_, n := utf8.DecodeRuneInString(s.text[i:])
		i += n
	}
	start := i
	i = s.digits(i)
	for {
		next := s.group(start, i)
		if next == i {
			break
		}
		i = next
	}
	return s.suffix(start, i)
}

func (s *scanner) digits(i int) int {
	for i < len(s.text) && isDigit(s.at(i)) {
		_, n := utf8.DecodeRuneInString(s.text[i:])
		i += n
	}
	return i
}

// group returns the end of a further group of digits behind i, or i.
func (s *scanner) group(start, i int) int {
	r, n := s.at(i), 0
	if i < len(s.text) {
		_, n = utf8.DecodeRuneInString(s.text[i:])
	}
	if n == 0 || !isDigit(s.at(i+n)) {
		return i
	}
	end := s.digits(i + n)
	size := utf8.RuneCountInString(s.text[i+n : end])
	lead := s.text[start:i]
	switch {
	case r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009':
		if size == 3 && s.spaced && groupOf(lead) && !isWord(s.at(end)) {
			return end
		}
	case r == '.' || r == ',' || r == '٫' || r == '٬':
		return end
	case r == ':':
		if size == 2 {
			return end
		}
	case r == '/':
		if !s.english || size <= 4 {
			return end
		}
	case r == '-' || r == '–':
		return s.ranged(lead, i, end, r)
	case r == '\'' || r == '’':
		if size == 3 {
			return end
		}
	}
	return i
}

// groupOf reports whether lead can be the digits in front of a spaced group of three.
func groupOf(lead string) bool {
	if k := strings.LastIndexFunc(lead, func(r rune) bool { return !isDigit(r) }); k >= 0 {
		_, n := utf8.DecodeRuneInString(lead[k:])
		return utf8.RuneCountInString(lead[k+n:]) == 3 && !strings.ContainsAny(lead, ".,/-:")
	}
	n := utf8.RuneCountInString(lead)
	return n <= 3 && lead[0] != '0'
}

// ranged keeps 1914-1918 whole in French, splits it in English, and keeps telephone numbers and dates whole.
func (s *scanner) ranged(lead string, i, end int, r rune) int {
	if !s.english {
		if r == '–' {
			return i
		}
		return end
	}
	size := end - i - 1
	if r != '-' || strings.ContainsAny(lead, ".,:/") && !strings.Contains(lead, "-") {
		return i
	}
	if strings.Contains(lead, "-") {
		return end
	}
	if size == 4 && len(lead) == 3 {
		return end
	}
	if c := s.at(end); c == '-' && isDigit(s.at(end+1)) {
		return end
	}
	return i
}

// suffix takes in letters behind a number unless they are a unit.
func (s *scanner) suffix(start, i int) int {
	j := i
	for j < len(s.text) && isWord(s.at(j)) {
		_, n := utf8.DecodeRuneInString(s.text[j:])
		j += n
	}
	if j == i {
		return i
	}
	tail := strings.ToLower(s.text[i:j])
	if s.glued[tail] || s.glued[strings.TrimRightFunc(tail, isDigit)] && strings.TrimRightFunc(tail, isDigit) == "h" {
		return i
	}
	if !unicode.IsLetter(s.at(i)) && s.at(i) != '_' {
		return i
	}
	return s.wordFrom(start, j)
}
