// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

// yearNumber reads four digits or the words of a year.
func (p *parser) yearNumber(i int) (int, int, bool) {
	if i >= len(p.ls) {
		return 0, i, false
	}
	if l := &p.ls[i]; l.Num >= 0 {
		if l.Width != 4 || l.Num < 1000 || l.Num > 2999 || p.is(i+1, "zone") || p.is(i+1, "unit") && !p.b.Arabic() {
			return 0, i, false
		}
		return l.Num, i + 1, true
	}
	n, end, ok := p.words(i)
	least := 1900.0
	if p.is(i-1, "yearmark") {
		least = 1000
	}
	if ok && n.n >= least && n.n <= 2100 && n.n == float64(int(n.n)) && !p.is(end, "unit") {
		return int(n.n), end, true
	}
	return p.pairYear(i)
}

// pairYear reads "nineteen eighty-four", "twenty sixteen".
func (p *parser) pairYear(i int) (int, int, bool) {
	m, ok := p.find(i, "num")
	if p.lang != "en" || !ok || m.Num < 15 || m.Num > 20 {
		return 0, i, false
	}
	n, end, ok := p.words(m.End)
	if !ok || n.n < 10 || n.n > 99 || n.low {
		return 0, i, false
	}
	return int(m.Num)*100 + int(n.n), end, true
}

// century2 puts two digits into the hundred years around 2000.
func century2(n int) int {
	if n < 60 {
		return 2000 + n
	}
	return 1900 + n
}

// yearPiece reads "en 2016", "l'année 2016", "semaine 48", "les années 1990", "the 1990s".
func (p *parser) yearPiece(i int) (spec, int, bool) {
	if m, ok := p.find(i, "weekn"); ok && m.End < len(p.ls) && p.ls[m.End].Num >= 1 && p.ls[m.End].Num <= 53 {
		return spec{isoWeek: p.ls[m.End].Num}, m.End + 1, true
	}
	if s, end, ok := p.decadePiece(i); ok {
		return s, end, true
	}
	if s, end, ok := p.quarterPiece(i); ok {
		return s, end, true
	}
	j := i
	if m, ok := p.find(i, "yearmark"); ok {
		j = p.skip(m.End, "yearmark", "art")
	}
	if s, end, ok := p.decadePiece(j); ok && j > i {
		return s, end, true
	}
	y, end, ok := p.yearNumber(j)
	if !ok || j == i && !p.loose && !p.listed(i) && !(p.b.Arabic() && p.is(end, "hijri")) {
		return spec{}, i, false
	}
	if m, ok := p.find(end, "hijri"); ok {
		return spec{hyear: y}, m.End, true
	}
	if y < 1500 && p.b.Arabic() {
		return spec{}, i, false
	}
	return spec{year: y}, end, true
}

// listed: "in 2007 and 2009".
func (p *parser) listed(i int) bool {
	return p.year > 0 && i == p.year+1 && p.is(i-1, "and") && p.ls[i].Width == 4
}

// quarterPiece reads "Q3 2019", "2019-Q1", "T3".
func (p *parser) quarterPiece(i int) (spec, int, bool) {
	y, j := 0, i
	if j < len(p.ls) && p.ls[j].Width == 4 && p.sign(j+1, "-") && p.ls[j+1].Glued {
		y, j = p.ls[j].Num, j+2
	}
	m, ok := p.find(j, "quartermark")
	if !ok || m.End >= len(p.ls) || !p.ls[m.End].Glued || p.ls[m.End].Num < 1 || p.ls[m.End].Num > 4 {
		return spec{}, i, false
	}
	s := spec{year: y, quarter: p.ls[m.End].Num}
	end := m.End + 1
	k := p.skip(end, "of", "art")
	if p.sign(end, "-") && p.ls[end].Glued {
		k = end + 1
	}
	if n, e, ok := p.yearNumber(k); ok && y == 0 {
		s.year, end = n, e
	}
	return s, end, true
}

// plainDecade: the digits of "1990s", "1990's".
func (p *parser) plainDecade(i int) bool {
	return i+1 < len(p.ls) && p.ls[i+1].Glued && (p.sign(i+1, "s") || p.sign(i+1, "'") && p.sign(i+2, "s"))
}

func (p *parser) decadePiece(i int) (spec, int, bool) {
	j := i
	if m, ok := p.find(i, "decadeof"); ok && (p.lang != "en" || p.plainDecade(m.End)) {
		j = m.End
	} else if i >= len(p.ls) || p.ls[i].Num < 0 || !p.plainDecade(i) {
		return spec{}, i, false
	}
	if j >= len(p.ls) || p.ls[j].Num < 0 || p.ls[j].Num%10 != 0 || p.ls[j].Width != 4 && p.ls[j].Width != 2 {
		return spec{}, i, false
	}
	y := p.ls[j].Num
	if y < 100 {
		y += 1900
	}
	if p.sign(j+1, "'") && p.sign(j+2, "s") {
		j++
	}
	if p.sign(j+1, "s") {
		j++
	}
	return spec{decade: y}, j + 1, true
}
