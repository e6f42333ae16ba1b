// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/lang"
	"recoupe/lexicon"
)

// block is one paragraph: a line, or several that were wrapped by force.
type block struct {
	start, end int
	kind       recoupe.RegionKind
}

// lineRules hold what lines of pages say that are not prose, from all languages together: pages mix them.
type lineRules struct {
	navigation, bylines, captions []phrase
	finite                        map[string]bool
	months, agencies              map[string]bool
}

// phrase is a folded phrase and where in a line it counts: start, end, whole.
type phrase struct{ text, where string }

func loadLines(code string) lineRules {
	l := lineRules{finite: set(code, "finite", ""), months: map[string]bool{}, agencies: map[string]bool{}}
	for _, c := range lexicon.Langs() {
		l.navigation = append(l.navigation, phrases(c, "navigation")...)
		l.bylines = append(l.bylines, phrases(c, "bylines")...)
		l.captions = append(l.captions, phrases(c, "captions")...)
		for w := range set(c, "months", "") {
			l.months[lang.Fold(w)] = true
		}
		for w := range set(c, "agencies", "") {
			l.agencies[lang.Fold(w)] = true
		}
	}
	return l
}

func phrases(code, name string) []phrase {
	var out []phrase
	for _, row := range rows(code, name, "") {
		if len(row) > 1 {
			out = append(out, phrase{text: lang.Fold(row[0]), where: row[1]})
		}
	}
	return out
}

// matches reports whether a folded line has one of the phrases in its place, at word borders.
func matches(folded string, ps []phrase) bool {
	for _, p := range ps {
		switch p.where {
		case "start":
			if rest, ok := strings.CutPrefix(folded, p.text); ok && border(rest, p.text) {
				return true
			}
		case "end":
			if rest, ok := strings.CutSuffix(folded, p.text); ok && (rest == "" || !isWord(lastRune(rest))) {
				return true
			}
		case "whole":
			if strings.Trim(folded, " ().:-*_[]") == p.text {
				return true
			}
		}
	}
	return false
}

func border(rest, text string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !isWord(r) || !isWord(lastRune(text))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// paragraphs cuts the text into blocks at line ends, joins lines that were
// wrapped by force, and says what each block is.
func (d *document) paragraphs() []block {
	d.pars = joinWrapped(d.text, lines(d.text))
	prose := 0
	for _, b := range d.pars {
		if stopped(d.text[b.start:b.end]) {
			prose++
		}
	}
	for i := range d.pars {
		d.pars[i].kind = d.kindOf(i, prose)
	}
	return d.pars
}

// lines returns the lines of text that hold something, trimmed; an empty line leaves a block with start == end.
func lines(text string) []block {
	var out []block
	for from := 0; from <= len(text); {
		to := strings.IndexByte(text[from:], '\n')
		if to < 0 {
			to = len(text)
		} else {
			to += from
		}
		line := text[from:to]
		start := from + len(line) - len(strings.TrimLeftFunc(line, isBlank))
		end := from + len(strings.TrimRightFunc(line, isBlank))
		out = append(out, block{start: min(start, end), end: end})
		from = to + 1
	}
	return out
}

// joinWrapped joins the lines of hard-wrapped copy: lines between blank ones
// of which nearly every one ends where the next word would not have fitted.
// Where one group of lines shows the width of the page, shorter groups follow it.
func joinWrapped(text string, ls []block) []block {
	groups := grouped(ls)
	width := 0
	for _, g := range groups {
		if w := widest(text, g); len(g) > 2 && filled(text, g, w) {
			width = max(width, w)
		}
	}
	var out []block
	for _, g := range groups {
		if width > 0 && len(g) > 1 && filled(text, g, width) {
			out = append(out, block{start: g[0].start, end: g[len(g)-1].end})
			continue
		}
		out = append(out, joinBroken(text, g)...)
	}
	return out
}

// grouped returns the runs of lines between blank ones.
func grouped(ls []block) [][]block {
	var out [][]block
	for i := 0; i < len(ls); i++ {
		j := i
		for j < len(ls) && ls[j].start < ls[j].end {
			j++
		}
		if j > i {
			out = append(out, ls[i:j])
		}
		i = j
	}
	return out
}

func widest(text string, group []block) int {
	width := 0
	for _, l := range group {
		width = max(width, utf8.RuneCountInString(text[l.start:l.end]))
	}
	return width
}

// filled reports whether a group of lines was filled to a width by force: the
// next line's first word would hardly ever have fitted, and most lines end in mid-sentence.
func filled(text string, group []block, width int) bool {
	if width < 40 || width > 130 {
		return false
	}
	full, open := 0, 0
	for i := 0; i+1 < len(group); i++ {
		line := text[group[i].start:group[i].end]
		next, _, _ := strings.Cut(text[group[i+1].start:group[i+1].end], " ")
		if utf8.RuneCountInString(line)+1+utf8.RuneCountInString(next) > width-3 {
			full++
		}
		if !stopped(line) {
			open++
		}
	}
	n := len(group) - 1
	return full*10 >= n*8 && open*10 >= n*5
}

// joinBroken joins a line without a stop to a next line that begins in lower case with prose behind it.
func joinBroken(text string, group []block) []block {
	out := []block{group[0]}
	for _, l := range group[1:] {
		last := &out[len(out)-1]
		a, b := text[last.start:last.end], text[l.start:l.end]
		r, _ := utf8.DecodeRuneInString(b)
		if unicode.IsLower(r) && !stopped(a) && !strings.HasSuffix(a, ":") && utf8.RuneCountInString(a) >= 30 && stopped(b) {
			last.end = l.end
			continue
		}
		out = append(out, l)
	}
	return out
}

// stopped reports whether a line ends with a final mark, closing quotation
// marks and brackets aside; a bracketed note behind the mark counts as nothing.
func stopped(line string) bool {
	trim := func(s string) string {
		return strings.TrimRightFunc(s, func(r rune) bool { return isBlank(r) || strings.ContainsRune(`"'”’»)]`, r) })
	}
	if final(string(lastRune(trim(line)))) {
		return true
	}
	if k := strings.LastIndexByte(line, '('); k > 0 && strings.HasSuffix(line, ")") {
		return final(string(lastRune(trim(line[:k]))))
	}
	return false
}
