// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/phrase"
)

// parser reads the time expressions of one stretch of text.
type parser struct {
	lang string
	b    *phrase.Book
	ls   []phrase.Lexeme
	text string
	// here remembers the phrases that begin at each lexeme.
	here [][]phrase.Match
	done []bool
	// strict and free remember the dates read at each lexeme, without and with loose.
	strict, free memory
	// loose lets bare years and days count: "depuis 2011", "du 27 au 30".
	loose bool
	// year is the lexeme after the last bare year, 0 for none.
	year int
	// accented says that the text has letters beyond ASCII.
	accented bool
}

func newParser(text string, at recoupe.Span, lang string) (*parser, bool) {
	load, ok := books[lang]
	if !ok {
		return nil, false
	}
	b := load()
	p := &parser{lang: lang, b: b, text: text, ls: b.Cut(text, at)}
	p.accented = strings.IndexFunc(text, func(r rune) bool { return r >= 'À' && r <= 'ÿ' }) >= 0
	p.here, p.done = make([][]phrase.Match, len(p.ls)), make([]bool, len(p.ls))
	return p, true
}

// at returns the phrases that begin at lexeme i.
func (p *parser) at(i int) []phrase.Match {
	if i < 0 || i >= len(p.ls) {
		return nil
	}
	if !p.done[i] {
		p.here[i], p.done[i] = p.written(i, p.b.Matches(p.ls, i, nil)), true
	}
	return p.here[i]
}

// written drops phrases that the accents forbid, where the text uses accents: "a" is not "à", "des" not "dès".
func (p *parser) written(i int, found []phrase.Match) []phrase.Match {
	if p.b.Arabic() {
		return p.articled(i, found)
	}
	if p.lang != "fr" || !p.accented || p.ls[i].Span.In(p.text) != p.ls[i].Key {
		return found
	}
	switch p.ls[i].Key {
	case "a":
		return slices.DeleteFunc(found, func(m phrase.Match) bool { return m.Kind != "ampm" })
	case "des":
		return slices.DeleteFunc(found, func(m phrase.Match) bool { return m.Kind == "since" || m.Kind == "at" })
	}
	return found
}

// op is what an expression does with the dates and lengths that it names.
type op string

const (
	plain   op = ""        // the date itself
	span    op = "span"    // a length without a place in time
	ago     op = "ago"     // a length back from the dateline
	ahead   op = "ahead"   // a length on from the dateline
	later   op = "later"   // a length on from the story's last time
	earlier op = "earlier" // a length back from the story's last time
	recent  op = "recent"  // the last or next n units
	since   op = "since"
	until   op = "until"
	before  op = "before"
	after   op = "after"
	by      op = "by"
	onward  op = "onward" // from a date on, said of what is to come
	betwixt op = "between"
	refer   op = "refer" // now, lately, soon
	each    op = "each"  // a frequency
	lasts   op = "lasts" // a length from a date on
)

// expr is one expression as its words say it.
type expr struct {
	op   op
	a, b *spec
	len  *length
	// val is the value of a reference or a frequency.
	val string
	// dir is -1 or 1 for recent; still says that it goes on ("for the past 48 hours").
	dir   int
	still bool
	// inside marks "within two days", which is a mere length where the verb is past, and "in a week of fighting", which is
	// then the week before.
	inside bool
	// event says that it counts from an event and not from a date.
	event bool
	// habit marks "le mardi", which names every Tuesday unless a verb tells of one.
	habit    bool
	from, to int
}

// readers are tried at every place; the longest reading wins, the first of equals.
var readers = []func(*parser, int) (expr, int, bool){
	(*parser).reference, (*parser).frequency, (*parser).ranged, (*parser).recently, (*parser).spanned, (*parser).opened,
	(*parser).ago, (*parser).ahead, (*parser).eve, (*parser).single, (*parser).bounded, (*parser).lasting,
}

// expression reads the longest expression at lexeme i.
func (p *parser) expression(i int) (expr, bool) {
	var best expr
	if len(p.at(i)) == 0 && p.ls[i].Num < 0 {
		return best, false
	}
	for _, read := range readers {
		if e, end, ok := read(p, i); ok && end > best.to {
			e.from, e.to = i, end
			best = e
		}
	}
	return best, best.to > i
}

// all returns the expressions in text order; they do not overlap.
func (p *parser) all() []expr {
	var out []expr
	for i := 0; i < len(p.ls); {
		if m, ok := p.find(i, "noise"); ok { // "up to date", "Russia Today"
			i = m.End
			continue
		}
		e, ok := p.expression(i)
		if !ok || !p.stands(e) {
			i++
			continue
		}
		if e.a != nil && e.a.onlyYear() {
			p.year = e.to
		}
		out = append(out, e)
		i = e.to
	}
	return out
}

// stands refuses readings inside other things: codes, prices, parts of words.
func (p *parser) stands(e expr) bool {
	if first := &p.ls[e.from]; first.Glued && e.from > 0 && first.Num >= 0 {
		switch k := p.key(e.from - 1); {
		case k == "$", k == "€", k == "£", k == "#", k == "/", k == ".", k == ",", p.ls[e.from-1].Letter() && !p.b.Arabic():
			return false
		case k == "-":
			return !p.ls[e.from-1].Glued
		}
	}
	if e.to < len(p.ls) && p.ls[e.to].Glued && p.ls[e.to].Num >= 0 && p.ls[e.to-1].Letter() && !p.b.Arabic() { // 2016 H2
		return false
	}
	if e.to < len(p.ls) && p.ls[e.to].Glued && p.ls[e.to-1].Num >= 0 {
		k := p.key(e.to)
		if (k == "." || k == "-" || k == "/") && p.numberAfter(e.to) { // 30/4.85, 2010-2015-86
			return false
		}
		return !(k == "%" || p.ls[e.to].Letter() && !p.b.Arabic())
	}
	return true
}

// articled drops months with the article ("الأب" is the father, not August),
// pieces of words that their writer has cut up with tatweel, and parts of the day that are verbs.
func (p *parser) articled(i int, found []phrase.Match) []phrase.Match {
	if strings.HasPrefix(p.ls[i].Span.In(p.text), "ـ") {
		return nil
	}
	if doubled(p.ls[i].Span.In(p.text)) {
		return slices.DeleteFunc(found, func(m phrase.Match) bool { return m.Kind == "part" && m.End == i+1 })
	}
	if p.ls[i].Bare == "" {
		return found
	}
	return slices.DeleteFunc(found, func(m phrase.Match) bool { return m.Kind == "mon" || m.Kind == "amb" })
}

// doubled: the middle letter of three is written doubled, which makes a verb of a noun: فجّر blew up, فجر is dawn.
func doubled(w string) bool {
	const shadda = '\u0651'
	r := []rune(w)
	return len(r) == 4 && r[2] == shadda
}

func (p *parser) numberAfter(i int) bool {
	return i+1 < len(p.ls) && p.ls[i+1].Glued && p.ls[i+1].Width > 0
}

// skip passes over phrases of the given kinds.
func (p *parser) skip(i int, kinds ...string) int {
	for again := true; again; {
		again = false
		for _, k := range kinds {
			m, ok := p.find(i, k)
			if d, directs := p.direction(i); directs && k == "art" && d.End >= m.End { // "this" points, it does not only lead in
				continue
			}
			end := m.End
			if ok && p.b.Arabic() && p.ls[end-1].Bare != "" && p.is(end-1, "unit") { // "شهر" leads in, "الشهر" is the month itself
				end--
			}
			if ok && end > i {
				i, again = end, true
			}
		}
	}
	return i
}
