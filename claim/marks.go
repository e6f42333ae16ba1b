// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
)

// closers says which mark ends a quotation that a mark opens. The double
// apostrophe is the wires' quotation mark.
var closers = []struct{ open, shut string }{
	{"«", "»"}, {"“", "”"}, {"„", "”"}, {"``", "''"}, {"''", "''"}, {`"`, `"`}, {"‘", "’"}, {"'", "'"},
}

// singleReach is how far, in bytes, the mark that closes a single quotation mark may stand.
const singleReach = 1500

// quotations finds quoted stretches over a run of text, their marks included;
// an unclosed one ends with the run. A quotation inside another one is not told apart.
func quotations(text string, run recoupe.Span) []recoupe.Span {
	var out []recoupe.Span
	for at := run.Start; at < run.End; {
		q, ok := quotationAt(text, run, at)
		if !ok {
			_, n := utf8.DecodeRuneInString(text[at:run.End])
			at += max(1, n)
			continue
		}
		out = append(out, q)
		at = q.End
	}
	return out
}

// quotationAt returns the quotation that opens at byte at.
func quotationAt(text string, run recoupe.Span, at int) (recoupe.Span, bool) {
	rest := text[at:run.End]
	for _, c := range closers {
		if !strings.HasPrefix(rest, c.open) {
			continue
		}
		single := c.open == "'" || c.open == "‘"
		if single && !opensSingle(text, run, at, len(c.open)) {
			return recoupe.Span{}, false
		}
		end := closing(rest[len(c.open):], c.shut, single)
		switch {
		case end >= 0:
			return recoupe.Span{Start: at, End: at + len(c.open) + end}, true
		case single || len(rest) <= 2+len(c.open):
			return recoupe.Span{}, false
		}
		return recoupe.Span{Start: at, End: run.End}, true
	}
	return recoupe.Span{}, false
}

// closing returns the byte behind the closing mark in rest, or -1.
func closing(rest, shut string, single bool) int {
	if !single {
		i := strings.Index(rest, shut)
		if shut == "”" { // a typist may close with the plain mark
			if j := strings.Index(rest, `"`); j >= 0 && (i < 0 || j < i) {
				return j + 1
			}
		}
		if i < 0 {
			return -1
		}
		return i + len(shut)
	}
	return closingSingle(rest[:min(len(rest), singleReach)], shut)
}

// closingSingle finds the mark that closes a single quotation and is no
// apostrophe: no letter follows it. One behind a comma or stop wins over one
// that may be a plural possessive ("the soldiers' homes").
func closingSingle(rest, shut string) int {
	first := -1
	for at := 0; at < len(rest); {
		i := strings.Index(rest[at:], shut)
		if i < 0 {
			return first
		}
		at += i + len(shut)
		before, _ := utf8.DecodeLastRuneInString(rest[:at-len(shut)])
		after, _ := utf8.DecodeRuneInString(rest[at:])
		if unicode.IsLetter(after) || unicode.IsDigit(after) || unicode.IsSpace(before) {
			continue
		}
		if strings.ContainsRune(",.!?", before) {
			return at
		}
		if first < 0 {
			first = at
		}
	}
	return first
}

// opensSingle: a single mark opens a quotation where a word begins: nothing or
// white space or a bracket before it, a letter behind it.
func opensSingle(text string, run recoupe.Span, at, n int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[run.Start:at])
	after, _ := utf8.DecodeRuneInString(text[at+n : run.End])
	return (at == run.Start || unicode.IsSpace(before) || before == '(' || before == '—') && (unicode.IsLetter(after) || unicode.IsDigit(after))
}
