// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longest is the number of atoms above which a sentence is cut by force.
const longest = 300

// sentences returns the ends (atom indexes, exclusive) of the sentences of one
// paragraph. Rules, in order, at every final mark:
//
//  1. closing quotation marks and brackets belong to the sentence before them;
//  2. no end inside brackets that close again;
//  3. an abbreviation's stop ends a sentence only if the abbreviation may and a sentence opener follows;
//  4. an ellipsis ends a sentence only before a capital;
//  5. no end before a lower-case letter (where the script has case), nor before a mark that continues;
//  6. behind a quotation that closes with its stop, no end before a speech clause ("P." a-t-elle ajouté).
//
// The habit End, if there is one, has the last word at every gap where an end may be.
func sentences(text string, atoms []atom, r *rules, h Habits) []int {
	var ends []int
	p := splitter{text: text, atoms: atoms, rules: r, common: h.Common}
	p.mark()
	last := 0
	for i := 0; i < len(atoms); i++ {
		k, rule := p.candidate(i)
		if h.End == nil || k == len(atoms) {
			if !rule {
				k = i
			}
		} else if k > i && !h.End(p.gap(last, k, rule)) {
			i, k = k-1, k-1
		}
		if k > i {
			ends = append(ends, k)
			last, i = k, k-1
			continue
		}
		if i+1-last >= longest {
			last = p.force(last, i+1)
			ends = append(ends, last)
		}
	}
	if len(atoms) > 0 && (len(ends) == 0 || ends[len(ends)-1] < len(atoms)) {
		ends = append(ends, len(atoms))
	}
	return ends
}

type splitter struct {
	text  string
	atoms []atom
	*rules
	depth  []int  // brackets open at an atom that close again
	opens  []bool // a quotation mark that opens
	closes []bool // a quotation mark that closes
	inside []bool // an atom inside a quotation
	common func(word string) bool
}

func (p *splitter) form(i int) string {
	if i < 0 || i >= len(p.atoms) {
		return ""
	}
	return p.text[p.atoms[i].start:p.atoms[i].end]
}

// spaceBefore reports white space between atoms i-1 and i.
func (p *splitter) spaceBefore(i int) bool {
	return i <= 0 || i >= len(p.atoms) || p.atoms[i-1].end < p.atoms[i].start
}

// mark finds matching brackets and which quotation marks open.
func (p *splitter) mark() {
	n := len(p.atoms)
	p.depth, p.opens, p.closes, p.inside = make([]int, n), make([]bool, n), make([]bool, n), make([]bool, n)
	var open []int
	quoted := false
	for i := range p.atoms {
		switch w := p.form(i); w {
		case "(", "[":
			open = append(open, i)
		case ")", "]":
			if k := len(open) - 1; k >= 0 {
				if i-open[k] <= 60 {
					for j := open[k]; j < i; j++ {
						p.depth[j]++
					}
				}
				open = open[:k]
			}
		case "«", "“", "„":
			p.opens[i], quoted = true, true
		case "»", "”":
			p.closes[i], quoted = true, false
		case `"`, "''", "``":
			opens := !quoted
			if before, behind := p.spaceBefore(i), p.spaceBefore(i+1); before != behind && i > 0 && i+1 < n {
				opens = before
			}
			p.opens[i], p.closes[i], quoted = opens, !opens, opens
		}
		p.inside[i] = quoted
	}
}

func final(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	switch r {
	case '.', '!', '?', '…', '؟', '۔', '。', '！', '？', '।', '։':
		return true
	}
	return false
}

// end returns the index behind the sentence that ends with the mark at i, or i if none does.
func (p *splitter) end(i int) int {
	w := p.form(i)
	short := p.atoms[i].abbrev
	if !final(w) && !short {
		return i
	}
	k := i + 1
	for k < len(p.atoms) && p.closer(k) {
		k++
	}
	if k == len(p.atoms) {
		return k
	}
	if p.depth[i] > 0 && p.depth[k-1] > 0 {
		return i
	}
	if short && !p.abbrevEnds(i, k) {
		return i
	}
	if !p.spaceBefore(k) && !p.unspaced(i, k) {
		return i
	}
	if !p.opener(i, k) {
		return i
	}
	return k
}

// unspaced allows an end without a blank behind it: before an opening quote, or in scripts without blanks.
func (p *splitter) unspaced(i, k int) bool {
	r, _ := utf8.DecodeRuneInString(p.form(k))
	if !cased(string(r)) && unicode.IsLetter(r) {
		return true
	}
	return k > i+1 || unicode.IsUpper(r) && final(p.form(i)) && utf8.RuneCountInString(p.form(i-1)) > 1
}

// closer reports whether atom k closes what the sentence before it opened.
func (p *splitter) closer(k int) bool {
	switch w := p.form(k); w {
	case ")", "]", "»", "”", "’", "’’":
		return true
	case `"`, "''":
		return p.closes[k]
	case "'":
		return !p.spaceBefore(k)
	default:
		return final(w) && !p.spaceBefore(k)
	}
}

// abbrevEnds decides whether the abbreviation at i ends a sentence before atom k.
func (p *splitter) abbrevEnds(i, k int) bool {
	w := strings.ToLower(strings.TrimSuffix(p.form(i), "."))
	may, known := p.abbrev[w]
	if known && !may {
		return false
	}
	if !known && !strings.Contains(w, ".") && utf8.RuneCountInString(w) == 1 {
		return false
	}
	next := p.form(k)
	return p.openers[strings.ToLower(next)] && next != strings.ToLower(next) || p.opens[k]
}

// opener reports whether a sentence may begin at atom k behind the mark at i.
func (p *splitter) opener(i, k int) bool {
	w := p.form(k)
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case p.opens[k] || w == "(" || w == "[" || w == "'" || w == "‘" || w == "-" || w == "–" || w == "—" || w == "•" || w == "*" || w == "--":
		if w == "(" && p.form(i) != "." {
			return p.openerBehind(k)
		}
		return p.form(i) != "..." && p.form(i) != "…" || p.openerBehind(k)
	case p.closes[k] || final(w) || w == "," || w == ";" || w == ":" || w == "،" || w == "؛" || w == ")" || w == "/":
		return false
	case unicode.IsLower(r):
		return false
	case isDigit(r):
		return p.form(i) != "..." && p.form(i) != "…"
	case strings.HasPrefix(w, "-"):
		return false
	}
	return true
}

// openerBehind looks behind an opening mark for a capital.
func (p *splitter) openerBehind(k int) bool {
	r, _ := utf8.DecodeRuneInString(p.form(k + 1))
	return r != utf8.RuneError && !unicode.IsLower(r)
}

// force finds a place to cut a stretch of atoms that never ends.
func (p *splitter) force(from, to int) int {
	for _, marks := range [...]string{";؛:", ",،"} {
		for k := to - 1; k > from+(to-from)/2; k-- {
			if strings.Contains(marks, p.form(k)) {
				return k + 1
			}
		}
	}
	return to
}
