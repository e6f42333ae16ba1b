// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "strings"

// monthDate reads a month with its day and year, in any order that the three
// languages use: "le 3 décembre 2024", "December 3rd, 2024", "27 تشرين الثاني/نوفمبر".
func (p *parser) monthDate(i int) (spec, int, bool) {
	if s, end, ok := p.dayFirst(i); ok {
		return p.withDirection(p.withYear(s, end))
	}
	if s, end, ok := p.numberedMonth(i); ok {
		return p.withYear(s, end)
	}
	m, ok := p.find(i, "mon")
	if !ok {
		return spec{}, i, false
	}
	s := spec{month: int(m.Num), amb: p.ambiguous(i, m.End)}
	end := p.twin(p.dotted(i, m.End), s.month)
	if p.lang == "en" || p.b.Arabic() {
		if d, e, ok := p.dayAfter(end); ok {
			s.day, end = d, e
		}
	}
	return p.withYear(s, end)
}

// numberedMonth reads "شهر 3", "الشهر الثامن": months by their number.
func (p *parser) numberedMonth(i int) (spec, int, bool) {
	if !p.b.Arabic() {
		return spec{}, i, false
	}
	m, ok := p.find(i, "unit")
	if before, found := p.find(i-1, "unit"); !ok && found && before.End == i { // من شهر ثلاثة, where "من شهر" is one phrase
		m, ok = before, true
	}
	if !ok || unit(m.Val) != month || m.End >= len(p.ls) {
		return spec{}, i, false
	}
	if n := p.ls[m.End].Num; n >= 1 && n <= 12 && !p.is(m.End+1, "unit") {
		return spec{month: n}, m.End + 1, true
	}
	if n, end, ok := p.words(m.End); ok && n.n > 1 && n.n <= 12 {
		return spec{month: int(n.n)}, end, true
	}
	if o, ok := p.find(m.End, "ord"); ok && o.Num >= 1 && o.Num <= 12 && p.ls[i].Bare != "" && p.ls[m.End].Bare != "" {
		return spec{month: int(o.Num)}, o.End, true
	}
	return spec{}, i, false
}

// dayFirst reads "3 décembre", "the 3rd of December", "اليوم الثالث من أكتوبر".
func (p *parser) dayFirst(i int) (spec, int, bool) {
	start := i
	if m, ok := p.find(i, "unit"); ok && p.b.Arabic() && unit(m.Val) == day { // اليوم الثالث
		start = m.End
	}
	d, j, ok := p.monthDay(start)
	if !ok {
		return spec{}, i, false
	}
	k := p.skip(j, "of")
	if p.lang != "fr" {
		k = p.skip(j, "of", "art")
	}
	if p.sign(k, ".") && p.ls[k-1].Num >= 0 && p.is(k+1, "mon") { // 16. Nov.
		k++
	}
	m, found := p.find(k, "mon")
	if s, end, ok := p.directed(k); ok && !found && s.rel != nil && s.unit == month { // 15 of this month
		s.day = d
		return s, end, true
	}
	if s, end, ok := p.numberedMonth(k); ok && !found {
		s.day = d
		return s, end, true
	}
	if !found {
		if p.sign(j, "-") && p.ls[j].Glued {
			m, found = p.find(j+1, "mon")
		}
		if !found {
			return spec{}, i, false
		}
	}
	s := spec{day: d, month: int(m.Num)}
	return s, p.twin(p.dotted(m.End-1, m.End), s.month), true
}

// twin reads the second name of a month: "تشرين الثاني/نوفمبر", "كانون الأول (ديسمبر)".
func (p *parser) twin(i, month int) int {
	if !p.b.Arabic() || !p.sign(i, "/") && !p.sign(i, "(") && !p.sign(i, "-") {
		return i
	}
	m, ok := p.find(i+1, "mon")
	if !ok || int(m.Num) != month {
		return i
	}
	if p.sign(i, "(") && p.sign(m.End, ")") {
		return m.End + 1
	}
	return m.End
}

// monthDay reads the number of a day: "3", "1er", "third", "الحادي والعشرين".
func (p *parser) monthDay(i int) (int, int, bool) {
	if i >= len(p.ls) {
		return 0, i, false
	}
	if l := &p.ls[i]; l.Num >= 0 {
		end := i + 1
		if end < len(p.ls) && p.ls[end].Glued && p.is(end, "nthmark") {
			end++
		}
		return l.Num, end, l.Width <= 2 && l.Num >= 1 && l.Num <= 31
	}
	if m, ok := p.find(i, "ord"); ok && m.Num > 0 && !(p.b.Arabic() && m.End == i+1 && strings.HasSuffix(p.key(i), "ه")) { // الثامنة is an hour
		if p.sign(m.End, "و") || p.sign(m.End, "-") {
			if tens, ok := p.find(m.End+1, "ord"); ok && tens.Num >= 20 && p.b.Arabic() && m.Num < 10 {
				return int(m.Num + tens.Num), tens.End, m.Num+tens.Num <= 31
			}
		}
		return int(m.Num), m.End, m.Num <= 31
	}
	return p.spokenDay(i)
}

// spokenDay reads a day in words: "vingt-sept novembre", "twenty first of May".
func (p *parser) spokenDay(i int) (int, int, bool) {
	n, j, ok := p.words(i)
	if !ok || n.low && p.lang != "fr" || n.n < 1 || n.n > 31 || n.n != float64(int(n.n)) {
		return 0, i, false
	}
	if n.n == 20 || n.n == 30 {
		k := j
		if p.sign(k, "-") {
			k++
		}
		if m, ok := p.find(k, "ord"); ok && m.Num > 0 && m.Num < 10 && p.lang == "en" {
			return int(n.n + m.Num), m.End, n.n+m.Num <= 31
		}
	}
	return int(n.n), j, true
}

// dayAfter reads the day that follows a month: "December 3", "December the third", "October2".
func (p *parser) dayAfter(i int) (int, int, bool) {
	j := i
	if p.sign(j, "the") || p.sign(j, "-") && p.lang == "en" {
		j++
	}
	if p.sign(j, ".") {
		j++
	}
	d, end, ok := p.monthDay(j)
	if !ok || end == j+1 && p.is(end, "ampm") || p.is(end, "unit") && !p.is(end, "wd") || p.sign(end, ":") || p.sign(end, "%") {
		return 0, i, false
	}
	if p.ls[j].Num < 0 && p.ls[j].Key == "second" && !p.atEnd(end) && !p.sign(end, ",") {
		return 0, i, false
	}
	return d, end, true
}

// withYear reads the year after a month: "2024", ", 2024", "من عام 2024", "'24".
func (p *parser) withYear(s spec, i int) (spec, int, bool) {
	for _, j := range []int{p.skip(p.comma(i), "of", "art", "yearmark"), p.skip(i, "of", "art", "yearmark"), p.comma(i)} {
		if y, end, ok := p.yearNumber(j); ok && (j > i || s.day != 0 || y > 31) {
			s.year, s.amb = y, false
			return s, end, true
		}
	}
	if i < len(p.ls) && p.ls[i].Width == 2 && p.ls[i].Num > 31 && !p.is(i+1, "unit") && s.day == 0 { // juillet 98
		s.year = century2(p.ls[i].Num)
		return s, i + 1, true
	}
	if p.sign(i, ",") && p.digitsOf(i+1, 2) && s.day != 0 && p.ls[i].Glued { // 08/12,15
		s.year = century2(p.ls[i+1].Num)
		return s, i + 2, true
	}
	if (p.sign(i, "'") || s.day == 0 && (p.sign(i, "-") || p.sign(i, "/"))) && i+1 < len(p.ls) && p.ls[i+1].Glued && p.ls[i+1].Width == 2 && p.ls[i+1].Num >= 0 {
		s.year = century2(p.ls[i+1].Num)
		return s, i + 2, true
	}
	return s, i, true
}

func (p *parser) digitsOf(i, width int) bool {
	return i < len(p.ls) && p.ls[i].Glued && p.ls[i].Width == width
}

// withDirection reads "26 تموز الماضي", "le 3 mars dernier".
func (p *parser) withDirection(s spec, i int, ok bool) (spec, int, bool) {
	m, found := p.direction(i)
	if !ok || !found || s.year != 0 || p.lang == "en" {
		return s, i, ok
	}
	s.dir = ptr(int(m.Num))
	return s, m.End, true
}

// numericDate reads "27/11/2024", "2024-11-27", "27.11.24", "27/11".
func (p *parser) numericDate(i int) (spec, int, bool) {
	if n := p.ls[i].Num; p.ls[i].Width == 8 && n > 19000000 && n < 21000000 {
		return calendarDay(spec{year: n / 10000, month: n / 100 % 100, day: n % 100}, i+1)
	}
	part := func(k int) (int, int) {
		if k < len(p.ls) && (k == i || p.ls[k].Glued) {
			return p.ls[k].Num, p.ls[k].Width
		}
		return -1, 0
	}
	a, wa := part(i)
	sep := p.key(i + 1)
	if s, end, ok := p.spacedMonth(i); ok {
		return s, end, true
	}
	b, wb := part(i + 2)
	if a < 0 || b < 0 || sep != "/" && sep != "-" && sep != "." || !p.ls[i+1].Glued {
		return spec{}, i, false
	}
	c, wc := -1, 0
	if p.sign(i+3, sep) && p.ls[i+3].Glued {
		c, wc = part(i + 4)
	}
	switch {
	case wa == 4 && wb <= 2 && wc > 0 && wc <= 2:
		return calendarDay(spec{year: a, month: b, day: c}, i+5)
	case wa <= 2 && wb <= 2 && wc == 4:
		return p.ordered(a, b, c, i+5)
	case wa <= 2 && wb <= 2 && wc == 2 && (sep != "." || wa == 2 && wb == 2):
		return p.ordered(a, b, century2(c), i+5)
	case wa == 4 && wb == 2 && sep == "-" && wc == 0 && b == a%100+1: // the season 2007-08
		return spec{}, i, false
	case wa == 4 && wb <= 2 && wc == 0 && a >= 1900 && a < 2100:
		return calendarDay(spec{year: a, month: b}, i+3)
	case wa <= 2 && wb == 4 && wc == 0 && sep != "." && b >= 1900 && b < 2100:
		return calendarDay(spec{year: b, month: a}, i+3)
	case wa <= 2 && wb <= 2 && wc == 0 && sep == "/":
		s, end, ok := p.ordered(a, b, 0, i+3)
		if !ok {
			return s, i, false
		}
		s, end, _ = p.withYear(s, end)
		return s, end, s.year != 0 || p.introduced(i)
	}
	return spec{}, i, false
}

// introduced: "4/12" alone may be a share or a score; it is a date after a
// weekday, an article or a preposition, or where it is the whole line.
func (p *parser) introduced(i int) bool {
	if i == 0 || p.loose {
		return true
	}
	for _, m := range p.at(i - 1) {
		switch m.Kind {
		case "art", "of", "wd", "from", "to", "until", "since", "before", "after", "by", "at", "dir", "every", "between":
			return true
		}
	}
	return p.key(i-1) == "," && p.is(i-2, "wd") || p.key(i-1) == "-"
}

// namedDate reads "2019/aug/01", "23-Sep-2020", "Sep-23-2020".
func (p *parser) namedDate(i int) (spec, int, bool) {
	if i+4 >= len(p.ls) || !p.sign(i+1, "/") && !p.sign(i+1, "-") || p.key(i+3) != p.key(i+1) || !p.ls[i+1].Glued || !p.ls[i+4].Glued {
		return spec{}, i, false
	}
	s := spec{}
	for _, k := range []int{i, i + 2, i + 4} {
		switch l := &p.ls[k]; {
		case l.Width == 4:
			s.year = l.Num
		case l.Num >= 0:
			s.day = l.Num
		default:
			m, ok := p.find(k, "mon")
			if !ok {
				return s, i, false
			}
			s.month = int(m.Num)
		}
	}
	return calendarDay(s, i+5)
}

// spacedMonth reads "11 / 2016", "2016 / 11".
func (p *parser) spacedMonth(i int) (spec, int, bool) {
	if i+2 >= len(p.ls) || !p.sign(i+1, "/") && !p.sign(i+1, "-") || p.ls[i+1].Glued && p.ls[i+2].Glued {
		return spec{}, i, false
	}
	m, y := &p.ls[i], &p.ls[i+2]
	if m.Width == 4 {
		m, y = y, m
	}
	if m.Num < 1 || m.Num > 12 || y.Width != 4 || y.Num < 1900 || y.Num > 2100 {
		return spec{}, i, false
	}
	return spec{year: y.Num, month: m.Num}, i + 3, true
}

// ordered decides which number is the day: day first, in English month first,
// unless only one order is a date. An order that both allow is flagged in English.
func (p *parser) ordered(a, b, y, end int) (spec, int, bool) {
	if p.lang == "en" && a <= 12 {
		s := spec{year: y, month: a, day: b}
		if a != b && b <= 12 {
			s.flags = []string{"day_month_order"}
		}
		return calendarDay(s, end)
	}
	if b > 12 {
		a, b = b, a
	}
	return calendarDay(spec{year: y, month: b, day: a}, end)
}

func calendarDay(s spec, end int) (spec, int, bool) {
	return s, end, s.month >= 1 && s.month <= 12 && s.day <= 31 && (s.day > 0 || s.year > 0)
}

// dayNumber reads a bare day, "le 27", "the 21st": it counts only beside a weekday or in a range.
func (p *parser) dayNumber(i int) (spec, int, bool) {
	lone := p.lone(i)
	if !p.loose && !lone && !p.is(i-1, "wd") && !(p.is(i-1, "art") && p.is(i-2, "wd")) || p.key(i+1) == "-" && !p.loose {
		return spec{}, i, false
	}
	d, end, ok := p.monthDay(i)
	if !ok || p.is(end, "unit") || p.is(end, "hours") || p.is(end, "ampm") || p.sign(end, ":") || p.sign(end, "h") || !p.atEnd(end) {
		return spec{}, i, false
	}
	return spec{day: d, lone: lone && (p.ends(end) || p.is(end, "at"))}, end, true
}

// lone: "le 16", "the 21st", "يوم 27" may stand alone.
func (p *parser) lone(i int) bool {
	switch p.lang {
	case "fr":
		return p.sign(i-1, "le")
	case "en":
		return (p.sign(i-1, "the") || p.sign(i-1, "on")) && (p.ls[i].Num < 0 || i+1 < len(p.ls) && p.is(i+1, "nthmark") && p.ls[i+1].Glued)
	}
	return p.sign(i-1, "يوم") && p.ls[i].Num >= 0
}

// ends reports whether the clause stops at i.
func (p *parser) ends(i int) bool {
	switch p.key(i) {
	case "", ".", ",", ";", ")", "،", "؛", "?", "!":
		return true
	}
	return false
}

// hijriDate reads "15 رمضان 1446 هـ".
func (p *parser) hijriDate(i int) (spec, int, bool) {
	if !p.b.Arabic() {
		return spec{}, i, false
	}
	d, j, ok := p.monthDay(i)
	if !ok {
		d, j = 0, i
	}
	m, ok := p.find(p.skip(j, "of", "art"), "hmon")
	if !ok {
		return spec{}, i, false
	}
	s, end := spec{hmonth: int(m.Num), day: d, flags: []string{"hijri"}}, m.End
	k := p.skip(end, "of", "art", "yearmark")
	if k < len(p.ls) && p.ls[k].Width == 4 && p.ls[k].Num > 1200 && p.ls[k].Num < 1600 {
		s.hyear, end = p.ls[k].Num, k+1
		if h, ok := p.find(end, "hijri"); ok {
			end = h.End
		}
	}
	return s, end, d != 0 || s.hyear != 0
}
