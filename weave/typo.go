// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"strings"
	"unicode"
)

// digits are the digits of a number, in Latin script, without what parts its thousands; "" for a word that is none.
func digits(w string) string {
	var b strings.Builder
	for _, r := range w {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '٠' && r <= '٩':
			b.WriteRune(r - '٠' + '0')
		case r != ',' && r != '.' && r != ' ' && r != '٬':
			return ""
		}
	}
	return b.String()
}

// mistyped: a number with a nought too many or too few, or with two neighbours that changed places.
func mistyped(m, n string) bool {
	if len(m) < len(n) {
		m, n = n, m
	}
	return m == n+"0" || m == n+"00" || swapped([]rune(m), []rune(n))
}

// longName is from how many letters on two of a name may be wrong.
const longName = 8

// misspelt: one letter too many, too few, other or in the wrong place; two in a long name. Short words of two letters
// are never taken for each other.
func misspelt(x, y string) bool {
	a, b := []rune(x), []rune(y)
	most := 1
	if min(len(a), len(b)) >= longName {
		most = 2
	}
	return min(len(a), len(b)) > 2 && !strings.ContainsFunc(x+y, unicode.IsDigit) && (swapped(a, b) || edits(a, b) <= most)
}

// swapped says that two words differ by two neighbours that changed places.
func swapped(a, b []rune) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
		}
	}
	return false
}

// edits is Levenshtein's distance.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		last := row[0]
		row[0] = i + 1
		for j, y := range b {
			up := row[j+1]
			if row[j+1] = last; x != y {
				row[j+1] = min(up, row[j], last) + 1
			}
			last = up
		}
	}
	return row[len(b)]
}
