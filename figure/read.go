// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/phrase"
)

// counted reads a whole figure at i: qualifiers, number, unit, qualifiers after.
func (p *pass) counted(i int) (found, int, bool) {
	if f, end, ok := p.dual(i); ok {
		return f, end, true
	}
	if f, end, ok := p.singular(i); ok {
		return f, end, true
	}
	quals, j := p.before(i)
	a, k, ok := p.ranged(j)
	if !ok && len(quals) > 0 { // "quelques" is a number, "quelque 40" a qualifier
		quals, j = nil, i
		a, k, ok = p.ranged(i)
	}
	if !ok {
		if len(quals) == 0 {
			return p.ordinal(i)
		}
		return found{}, i, false
	}
	if p.refused(j, k, a) {
		return found{}, k, false
	}
	if m, ok := p.find(k, "after"); ok {
		quals, k = append(quals, m.Val), m.End
	}
	if m, ok := p.find(k, "part"); ok && len(p.found) > 0 && p.closes(m.End) { // "12 of them"
		return p.some(i, m.End, a)
	}
	return p.withUnit(i, k, a, quals)
}

// withUnit finishes a figure that began at i and whose number ends at k.
func (p *pass) withUnit(i, k int, a amount, quals []string) (found, int, bool) {
	u := p.unit(k, p.word[k-1])
	if v, ok := p.outOf(k); ok {
		u = v
	}
	if v, ok := p.twoOf(i, a); ok {
		u, i = v, i-1
	}
	if u.time {
		return found{}, max(u.end, k), false
	}
	if m, ok := p.find(u.end, "after"); ok {
		quals, u.end = append(quals, m.Val), m.End
	}
	if p.doubtful(a, u, len(quals) > 0) {
		return found{}, k, false
	}
	for q := len(quals) - 1; q >= 0; q-- {
		a = bounds(a, quals[q], !u.measure())
	}
	f := found{from: i, to: u.end, head: u.head, counted: u.known, article: a.article, bare: u.name == ""}
	f.Figure = recoupe.Figure{Unit: u.name, Category: u.category, Who: u.who}
	a.set(&f.Figure)
	return f, u.end, true
}

// outOf: a number of those that a second number counts is of their unit: "64 of 82 drones".
func (p *pass) outOf(k int) (unit, bool) {
	m, ok := p.find(k, "among")
	if !ok {
		return unit{}, false
	}
	_, end, ok := p.amount(m.End)
	if !ok {
		return unit{}, false
	}
	u := p.unit(end, p.word[end-1])
	u.end = k
	return u, u.name != ""
}

// twoOf: the Arabic two follows what it counts: "مدنيين اثنين".
func (p *pass) twoOf(i int, a amount) (unit, bool) {
	if !p.b.Arabic() || a.digits || a.best == nil || *a.best != 2 || i == 0 {
		return unit{}, false
	}
	m, ok := p.find(i-1, "unit")
	if !ok || p.figureAt(i-1) != nil {
		return unit{}, false
	}
	u := unitOf(m.Val)
	u.head, u.end = p.word[i-1], i+1
	return u, true
}

// closes reports whether no number follows, so that "of them" belongs to the number before it.
func (p *pass) closes(i int) bool {
	_, j := p.before(i)
	_, _, ok := p.amount(j)
	return !ok
}

// some reads "12 of them": a part of the figure before.
func (p *pass) some(i, end int, a amount) (found, int, bool) {
	f := found{from: i, to: end, head: -1}
	f.Scope = Part
	a.set(&f.Figure)
	return f, end, true
}

// before reads the qualifiers in front of a number, outermost first.
func (p *pass) before(i int) (quals []string, end int) {
	for {
		m, ok := p.find(i, "before")
		if !ok || len(quals) == 3 {
			return quals, i
		}
		quals, i = append(quals, m.Val), m.End
	}
}

// ranged reads a number or a range of two.
func (p *pass) ranged(i int) (amount, int, bool) {
	if m, ok := p.find(i, "between"); ok && !p.changes(i) {
		if a, j, ok := p.amount(m.End); ok {
			if t, ok := p.find(j, "then"); ok {
				if b, k, ok := p.amount(t.End); ok {
					if r, ok := span(a, b); ok {
						return r, k, true
					}
				}
			}
		}
	}
	a, j, ok := p.amount(i)
	if !ok {
		return a, i, false
	}
	k := j
	if m, ok := p.find(j, "or"); ok {
		k = m.End
	} else if (p.key(j) == "-" || p.key(j) == "–") && a.digits && p.digitsGlued(j) {
		k = j + 1
	}
	if k > j && !p.changes(i) {
		if b, end, ok := p.amount(k); ok && !a.article {
			if r, ok := span(a, b); ok {
				return r, end, true
			}
		}
	}
	return a, j, true
}

// changes reports whether the verb before "de 10 à 15" tells of a rise, not of a range.
func (p *pass) changes(i int) bool {
	for k := i - 1; k >= max(0, i-5); k-- {
		if p.is(k, "change") {
			return true
		}
	}
	return false
}

// refused reports whether digits are a year, an hour, a date or part of a name or code.
func (p *pass) refused(i, end int, a amount) bool {
	if !a.digits { // World War Two
		return p.named(i) && p.capital(i)
	}
	prev := p.key(i - 1)
	switch {
	case i > 0 && p.ls[i].Glued && p.ls[i-1].Letter() && !p.b.Arabic(), // M5
		i > 1 && p.ls[i].Glued && p.ls[i-1].Glued && (prev == "-" || prev == "/" || prev == ":" || prev == "."), // T-72, 4/12
		p.named(i), p.dated(i), p.coded(end),
		end == i+1 && p.ls[i].Width == 4 && yearly(float64(p.ls[i].Num)) && !p.is(end, "unit"),
		end == i+1 && p.ls[i].Width > 1 && p.ls[i].Num < 10 && p.ls[i].Num >= 0 && p.key(i)[0] == '0':
		return true
	}
	return false
}

func (p *pass) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.ls[i].Span.In(p.text))
	return unicode.IsUpper(r)
}

// named: "la brigade 25", "route 4", "n° 12".
func (p *pass) named(i int) bool {
	k := i - 1
	for k >= 0 && !p.ls[k].Letter() && p.ls[k].Num < 0 && p.key(k) != "," && p.key(k) != "." && p.key(k) != "،" {
		k--
	}
	return k >= 0 && i-k <= 2 && p.is(k, "name") && (k == i-1 || p.key(k+1) == "°" || p.key(k+1) == "o")
}

// dated: "December 4". A unit after the number wins.
func (p *pass) dated(i int) bool { return i > 0 && p.is(i-1, "month") && !p.is(i+1, "unit") }

// coded: digits that letters or further digits are written onto: "4th", "10:30", "24/7".
func (p *pass) coded(end int) bool {
	if end >= len(p.ls) || !p.ls[end].Glued {
		return false
	}
	if p.ls[end].Letter() {
		return !p.is(end, "unit") && !p.is(end, "mult")
	}
	switch p.key(end) {
	case "/", ":", "°":
		return p.digitsGlued(end)
	case "-":
		return p.digitsGlued(end) || end+1 < len(p.ls) && p.ls[end+1].Glued && p.is(end+1, "time")
	}
	return false
}

// doubtful: an article, or a vague word before a noun that nobody counts, says no figure.
func (p *pass) doubtful(a amount, u unit, qualified bool) bool {
	switch {
	case a.article:
		return !u.known || !qualified && u.name != "person" && u.name != "household"
	case a.qualifier == "several" || a.qualifier == "many":
		return !u.known
	case a.best != nil && *a.best == 1 && !qualified, a.definite:
		return !u.known
	}
	return false
}

// ordinal reads a rank: "quatrième ville", "the fourth largest city".
func (p *pass) ordinal(i int) (found, int, bool) {
	m, ok := p.find(i, "ordinal")
	if !ok {
		return found{}, i, false
	}
	for k := m.End; k < min(len(p.ls), m.End+4) && p.ls[k].Letter(); k++ {
		if p.is(k, "rank") {
			f := found{from: i, to: k + 1, head: -1, counted: true}
			f.Figure = recoupe.Figure{Low: &m.Num, Best: &m.Num, High: &m.Num, Unit: "rank", Qualifier: "ordinal"}
			return f, k + 1, true
		}
	}
	return found{}, m.End, false
}

// singular reads an Arabic noun that is its own number: "استشهاد طفل" counts one,
// where it is indefinite, stands alone and something is said to have happened to it.
func (p *pass) singular(i int) (found, int, bool) {
	m, ok := p.find(i, "one")
	if !ok || p.ls[i].Bare != "" || m.End < len(p.ls) && p.ls[m.End].Num >= 0 || i > 0 && (p.ls[i-1].Num >= 0 || p.is(i-1, "num") || p.is(i-1, "mult") || p.is(i-1, "vague")) {
		return found{}, i, false
	}
	if w := p.at(i); w != nil && (w.Feat("Number") == "Plur" || w.Feat("Number") == "Dual" || w.UPOS == "VERB") {
		return found{}, i, false
	}
	u := unitOf(m.Val)
	if u.category == "" {
		if u.category = p.justBefore(i); u.category == "" {
			return found{}, i, false
		}
	}
	f := found{from: i, to: m.End, head: p.word[i], counted: true}
	f.Figure = recoupe.Figure{Unit: u.name, Category: u.category, Who: u.who}
	exactly(1).set(&f.Figure)
	return f, m.End, true
}

// justBefore is what the word before says was done: "killing 12", "مقتل 12".
func (p *pass) justBefore(i int) string {
	if i == 0 || p.figureAt(i-1) != nil && p.figureAt(i-1).to != i-1 && !p.is(i-1, "act") {
		return ""
	}
	m, ok := p.find(i-1, "act")
	if !ok || m.End != i || p.upos(i-1) == "ADJ" {
		return ""
	}
	return m.Val
}

// dual reads an Arabic dual, which is its own number: "قتيلان". A form that is
// also the plural counts only where the tagger says dual or the numeral follows.
func (p *pass) dual(i int) (found, int, bool) {
	m, ok := p.find(i, "dual")
	if !ok {
		if m, ok = p.regularDual(i); !ok {
			return found{}, i, false
		}
	}
	w, end := p.at(i), m.End
	if n, ok := p.find(end, "num"); ok && n.Num == 2 {
		end = n.End
	} else if p.is(i, "unit") && (w == nil || w.Feat("Number") != "Dual") {
		return found{}, i, false
	}
	u := unitOf(m.Val)
	f := found{from: i, to: end, head: p.word[i], counted: true}
	f.Figure = recoupe.Figure{Unit: u.name, Category: u.category, Who: u.who}
	exactly(2).set(&f.Figure)
	return f, end, true
}

// regularDual takes the ending of the dual off a singular that the lexicon counts:
// طفلتين, مدنيان. The ending -ين of men is also that of the plural: only the tagger may call it dual.
func (p *pass) regularDual(i int) (phrase.Match, bool) {
	if !p.b.Arabic() || i >= len(p.ls) {
		return phrase.Match{}, false
	}
	key, w := p.ls[i].Key, p.at(i)
	if p.ls[i].Bare != "" {
		key = p.ls[i].Bare
	}
	for _, e := range [][2]string{{"تان", "ه"}, {"تين", "ه"}, {"ان", ""}, {"ين", ""}} {
		stem, ok := strings.CutSuffix(key, e[0])
		if !ok || len(stem) < 4 || e[0] == "ين" && (w == nil || w.Feat("Number") != "Dual") {
			continue
		}
		one := phrase.Lexeme{Key: stem + e[1]}
		for _, m := range p.b.Matches([]phrase.Lexeme{one}, 0, nil) {
			if m.Kind == "one" {
				return phrase.Match{Entry: m.Entry, End: i + 1}, true
			}
		}
	}
	return phrase.Match{}, false
}
