// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/width"
)

// columns returns how many terminal cells s takes: marks and format characters none, wide ones two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide || width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pad cuts or fills s to w cells.
func pad(s string, w int) string {
	n := columns(s)
	if n <= w {
		return isolate(s) + strings.Repeat(" ", w-n)
	}
	var b strings.Builder
	n = 0
	for _, r := range s {
		if n+columns(string(r)) > w-1 {
			break
		}
		b.WriteRune(r)
		n += columns(string(r))
	}
	return isolate(b.String()) + "…" + strings.Repeat(" ", max(0, w-1-n))
}

// isolate wraps text that holds right-to-left letters in Unicode isolates (UAX
// 9), so that the columns beside it stay where they are.
func isolate(s string) string {
	for _, r := range s {
		if p, _ := bidi.LookupRune(r); p.Class() == bidi.R || p.Class() == bidi.AL {
			return "\u2068" + s + "\u2069"
		}
	}
	return s
}

// wrap breaks s at spaces into lines of at most w cells; a longer word stands alone.
func wrap(s string, w int) []string {
	var out []string
	line, n := "", 0
	for _, word := range strings.Fields(s) {
		k := columns(word)
		if n > 0 && n+1+k > w {
			out = append(out, line)
			line, n = "", 0
		}
		if n > 0 {
			line += " "
			n++
		}
		line += word
		n += k
	}
	return append(out, line)
}

// pack sets parts in lines of at most w cells with sep between them; a part is
// broken only where it is longer than a line.
func pack(parts []string, sep string, w int) []string {
	var out []string
	line := ""
	for _, p := range parts {
		switch {
		case line == "":
			line = p
		case columns(line)+columns(sep)+columns(p) <= w:
			line += sep + p
		default:
			out = append(out, wrap(line, w)...)
			line = p
		}
	}
	if line != "" {
		out = append(out, wrap(line, w)...)
	}
	return out
}
