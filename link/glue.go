// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"strings"
	"unicode"
)

// unglue sets blanks where a captured page has run two of its parts together: "accountMarch 8", "مقتلAll", "بلدة8:38".
// Names with a capital inside are cut too, which harms nobody who compares words.
func unglue(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if glued(last, r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

func glued(a, b rune) bool {
	if !unicode.IsLetter(a) || !unicode.IsLetter(b) && !unicode.IsDigit(b) {
		return unicode.IsDigit(a) && unicode.Is(unicode.Arabic, b) && unicode.IsLetter(b)
	}
	if unicode.IsDigit(b) {
		return unicode.Is(unicode.Arabic, a)
	}
	return unicode.Is(unicode.Arabic, a) != unicode.Is(unicode.Arabic, b) || unicode.IsLower(a) && unicode.IsUpper(b)
}
