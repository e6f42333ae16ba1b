// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/lang"
)

// kindOf says what block i is. Rules, in order:
//
//  1. arrows in front, or a phrase that sends the reader elsewhere: navigation;
//  2. a credit, signature or date line: byline;
//  3. a picture's credit or label: caption;
//  4. with a final mark, or the only block: prose;
//  5. without one: a heading if it is short, or has no finite verb, or opens the page; prose otherwise.
func (d *document) kindOf(i, prose int) recoupe.RegionKind {
	line := d.text[d.pars[i].start:d.pars[i].end]
	folded := lang.Fold(line)
	open := !stopped(line)
	switch {
	case d.navigates(line, folded, open):
		return recoupe.Navigation
	case d.signs(line):
		return recoupe.Byline
	case matches(folded, d.lines.captions) && (open || len(strings.Fields(line)) <= 30):
		return recoupe.Caption
	case !open || len(d.pars) == 1:
		return recoupe.Sentence
	case d.heads(i, line, prose):
		return recoupe.Heading
	}
	return recoupe.Sentence
}

// navigates reports a line that leads to another page.
func (d *document) navigates(line, folded string, open bool) bool {
	for _, arrow := range [...]string{">>", "»»", "→", "►", "▶", "👉", "➡", "⇒", "↓", "<<", "←"} {
		if strings.HasPrefix(line, arrow) {
			return true
		}
	}
	folded = strings.TrimLeft(folded, "-•*([| ")
	if !matches(folded, d.lines.navigation) {
		return false
	}
	return open || strings.Contains(folded, ":") || len(strings.Fields(folded)) <= 6
}

// signs reports a by-line, a signature, an agency credit or a date line.
func (d *document) signs(line string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > 60 {
		return false
	}
	bracketed := strings.HasPrefix(line, "(") && strings.HasSuffix(strings.TrimRight(line, "."), ")")
	folded := lang.Fold(strings.Trim(line, "()[]*_-–— "))
	if bracketed && d.agencyLine(folded) {
		return true
	}
	if len(words) > 25 && !bracketed {
		return false
	}
	if !bracketed && (stopped(line) || strings.Contains(line, ". ") && len(words) > 12 || strings.HasSuffix(line, ")") && len(words) > 3) {
		return false
	}
	return initialsLine(line) || d.agencyLine(folded) || matches(folded, d.lines.bylines) && d.named(line, folded)
}

// named wants behind a weak opening ("Par", "By") nothing but names; other credits stand for themselves.
func (d *document) named(line, folded string) bool {
	first, _, _ := strings.Cut(folded, " ")
	if first != "par" && first != "by" && first != "de" && first != "von" && first != "por" {
		return true
	}
	n := 0
	for _, w := range strings.Fields(line)[1:] {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !joiner(w) {
			return false
		}
		n++
	}
	return n > 0 && n <= 14
}

func joiner(w string) bool {
	switch strings.Trim(w, ",") {
	case "and", "et", "avec", "with", "in", "à", "de", "du", "al", "el", "ben", "bin", "van", "von", "der", "&", "-", "–", "—", "|", "le", "la", "les", "agences", "agencies", "":
		return true
	}
	return false
}

// initialsLine reports editors' initials: "ab/cd", "tre-jmk/vl/feb".
func initialsLine(line string) bool {
	line = strings.Trim(line, "() .")
	if !strings.Contains(line, "/") || len(line) > 40 || strings.ContainsAny(line, " .:") {
		return false
	}
	for part := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '/' || r == '-' }) {
		n := utf8.RuneCountInString(part)
		if n > 5 || strings.ToLower(part) != part && strings.ToUpper(part) != part {
			return false
		}
	}
	return true
}

// agencyLine reports a line that names agencies and hands only: "AFP", "avec AFP et Reuters", "xy with the agencies".
func (d *document) agencyLine(folded string) bool {
	agency, other := false, 0
	words := strings.FieldsFunc(folded, func(r rune) bool { return !isWord(r) && r != '\'' })
	for _, w := range words {
		switch {
		case d.lines.agencies[w]:
			agency = true
		case joiner(w) || w == "the" || w == "des" || w == "source" || w == "sources" || w == "المصدر" || w == "مع" || w == "و" || w == "وكالات":
		default:
			other++
		}
	}
	return agency && len(words) <= 8 && (other == 0 || other <= 1 && len(words) >= 3 && withAgency(words, d.lines.agencies))
}

// withAgency wants "with" between the hand and the agencies.
func withAgency(words []string, agencies map[string]bool) bool {
	for i, w := range words {
		if (w == "avec" || w == "with" || w == "مع" || w == "et" || w == "and") && i > 0 && i+1 < len(words) && !agencies[words[0]] {
			return i <= 2
		}
	}
	return false
}

// heads reports whether a line without a final mark is a heading.
func (d *document) heads(i int, line string, prose int) bool {
	words := strings.Fields(line)
	r := lastRune(line)
	switch {
	case r == ':' || r == ',' || r == ';' || r == '،' || r == '؛':
		return false
	case listItem(line):
		return false
	case prose == 0 && len(d.pars) > 1 && i > 0:
		return len(words) <= 6
	case i == 0:
		return len(words) <= 30
	case len(words) <= 12:
		return true
	}
	return len(words) <= 30 && !d.hasFinite(words)
}

func listItem(line string) bool {
	for _, b := range [...]string{"- ", "– ", "— ", "• ", "* ", "· "} {
		if strings.HasPrefix(line, b) {
			return true
		}
	}
	return false
}

func (d *document) hasFinite(words []string) bool {
	for _, w := range words {
		if d.lines.finite[key(strings.Trim(w, `"'«»“”(),;:`))] {
			return true
		}
	}
	return false
}
