// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe/lang"
)

// dateline returns the number of atoms of the dateline that opens a paragraph, 0 for none.
//
//	TRIPOLI, 4 déc (AGENCE) - Les combats…      HOMS (Agency) – Fighting…
//
// A dateline is a place, perhaps a date, perhaps an agency in brackets, and a
// dash, and shows at least one of: brackets, a date, a place in capitals, an
// agency before the dash.
func (d *document) dateline(atoms []atom) int {
	const most = 18
	place, evidence := 0, false
	for i := 0; i < len(atoms) && i < most; i++ {
		w := d.text[atoms[i].start:atoms[i].end]
		r, _ := utf8.DecodeRuneInString(w)
		folded := lang.Fold(w)
		switch {
		case dashAtom(w):
			if place == 0 && !evidence || !d.spaced0(atoms, i) {
				if d.lines.agencies[d.foldAt(atoms, i+1)] && place > 0 {
					continue
				}
				return 0
			}
			if d.dashAgain(atoms, i) {
				continue
			}
			if evidence && i+1 < len(atoms) {
				return i + 1
			}
			return 0
		case w == "(":
			k := d.bracketed(atoms, i)
			if k == 0 {
				return 0
			}
			evidence, i = true, k
		case w == "," || w == "/" || w == "،" || w == "." && i > 0 && place > 0:
		case d.lines.agencies[folded]:
			evidence = true
		case d.lines.months[strings.TrimSuffix(folded, ".")]:
			evidence = true
		case isDigit(r):
		case unicode.IsUpper(r) && !d.openers[strings.ToLower(w)]:
			place++
			if n := utf8.RuneCountInString(w); n >= 4 && strings.ToUpper(w) == w {
				evidence = true
			}
		case unicode.Is(unicode.Arabic, r):
			place++
		default:
			return 0
		}
		if place > 6 {
			return 0
		}
	}
	return 0
}

func (d *document) foldAt(atoms []atom, i int) string {
	if i >= len(atoms) {
		return ""
	}
	return lang.Fold(d.text[atoms[i].start:atoms[i].end])
}

func dashAtom(w string) bool {
	return w == "-" || w == "–" || w == "—" || w == "--" || w == "---" || w == "_"
}

// spaced0 wants the dash to stand free on its right, or behind a bracket.
func (d *document) spaced0(atoms []atom, i int) bool {
	if i+1 >= len(atoms) {
		return false
	}
	return atoms[i].end < atoms[i+1].start || d.text[atoms[i].start-1] == ')'
}

// dashAgain reports whether the dash stands inside the dateline: a date, an agency or a bracket and another dash follow.
func (d *document) dashAgain(atoms []atom, i int) bool {
	next := d.foldAt(atoms, i+1)
	if next == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	if !d.lines.agencies[next] && !isDigit(r) && next != "(" && !d.lines.months[next] {
		return false
	}
	for k := i + 1; k < len(atoms) && k < i+8; k++ {
		if dashAtom(d.text[atoms[k].start:atoms[k].end]) && d.spaced0(atoms, k) {
			return true
		}
	}
	return false
}

// bracketed returns the index of the closing bracket if what is inside can be an agency, a country or a date; else 0.
func (d *document) bracketed(atoms []atom, i int) int {
	for k := i + 1; k < len(atoms) && k < i+9; k++ {
		w := d.text[atoms[k].start:atoms[k].end]
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case w == ")":
			if k == i+1 {
				return 0
			}
			return k
		case unicode.IsUpper(r), isDigit(r), unicode.Is(unicode.Arabic, r), unicode.IsPunct(r), d.lines.agencies[lang.Fold(w)], d.lines.months[lang.Fold(w)]:
		default:
			return 0
		}
	}
	return 0
}
