// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strings"

	"recoupe/phrase"
)

// clockTime reads a time of day: "10h00", "8:30 pm", "at 7", "three thirty",
// "midi", "الساعة السابعة والنصف", with a zone after it.
func (p *parser) clockTime(i int) (spec, int, bool) {
	j, marked := i, false
	about := false
	for range 2 {
		if m, ok := p.find(j, "about"); ok && !about {
			j, about = m.End, true
		}
		if m, ok := p.find(j, "at"); ok && !marked {
			j, marked = m.End, true
		}
	}
	s, j, ok := p.bareClock(j, marked, about)
	if !ok {
		return s, i, false
	}
	s.approx = about
	if m, ok := p.find(p.skipSigns(j, "(", "،", ","), "zone"); ok && s.clock != nil {
		s.zone, j = m.Val, m.End
		if k := j; p.sign(k, "+") || p.sign(k, "-") {
			if k+1 < len(p.ls) && p.ls[k+1].Num >= 0 && p.ls[k].Glued {
				s.zone, j = p.key(k)+two(p.ls[k+1].Num)+":00", k+2
			}
		}
	}
	return s, j, true
}

func (p *parser) bareClock(i int, marked, about bool) (spec, int, bool) {
	if m, ok := p.find(i, "midnight"); ok {
		return spec{midnight: true, nightOf: m.Val == "night"}, m.End, true
	}
	if m, ok := p.find(i, "noon"); ok {
		c := &clock{h: 12, hasM: true, fixed: true}
		j := p.minutesAfter(c, m.End)
		return spec{clock: c}, j, true
	}
	if s, j, ok := p.relativeClock(i); ok {
		return s, j, true
	}
	if p.b.Arabic() {
		return p.arabicClock(i, marked)
	}
	return p.digitClock(i, marked, about)
}

func (p *parser) digitClock(i int, marked, about bool) (spec, int, bool) {
	if i < len(p.ls) && p.ls[i].Num >= 0 {
		if c, j, ok := p.figures(i); ok {
			return p.withHalf(c, j)
		}
	}
	n, j, ok := p.number(i)
	if !ok || n.vague || n.n != float64(int(n.n)) || n.n > 24 || p.ls[i].Width > 2 {
		return p.military(i, marked)
	}
	c := &clock{h: int(n.n)}
	if m, ok := p.find(j, "hours"); ok {
		return p.hourWord(c, m.End, marked || about, p.ls[i].Num >= 0, m)
	}
	if s, k, ok := p.withAmPm(c, j); ok {
		return s, k, true
	}
	if n.low { // "at another"
		return spec{}, i, false
	}
	if m, k, ok := p.minuteWords(p.hyphen(j)); ok && (marked || p.ls[i].Num < 0 && (p.atEnd(k) || p.is(k, "ampm"))) {
		c.m, c.hasM = m, true
		return p.withHalf(c, k)
	}
	if k := p.fraction(c, j); k > j { // 8 et demie
		return p.withHalf(c, k)
	}
	if marked && p.key(j) == "-" && p.numberAfter(j) && !p.loose {
		return spec{}, i, false
	}
	if marked && p.atEnd(j) || p.partFollows(j) && (marked || about) {
		return p.withHalf(c, j)
	}
	return spec{}, i, false
}

// fraction reads "et demie", "et quart", "et trois quarts" right after the hour.
func (p *parser) fraction(c *clock, j int) int {
	if p.lang != "fr" || !p.sign(j, "et") {
		return j
	}
	if m, ok := p.find(j+1, "half"); ok {
		c.m, c.hasM = 30, true
		return m.End
	}
	if m, ok := p.find(j+1, "quarterof"); ok {
		c.m, c.hasM = int(m.Num), true
		return m.End
	}
	return j
}

// figures reads "8:30", "8h30", "10.30 am", "12:23:59".
func (p *parser) figures(i int) (*clock, int, bool) {
	h := p.ls[i]
	if h.Width > 2 || h.Num > 24 || i+2 >= len(p.ls) {
		return nil, i, false
	}
	m := p.ls[i+2]
	sep := p.key(i + 1)
	if m.Num < 0 || m.Width != 2 || m.Num > 59 || !p.ls[i+1].Glued && sep != "h" || sep != ":" && sep != "h" && !(sep == "." && p.is(i+3, "ampm")) {
		return nil, i, false
	}
	c := &clock{h: h.Num, m: m.Num, hasM: true, fixed: h.Num > 12 || h.Num == 0 || sep == "h" || h.Width == 2 && h.Num < 10}
	j := i + 3
	if (p.sign(j, ":") || p.sign(j, "m") || p.sign(j, "h") || p.sign(j, "min") || p.sign(j, "mn")) && j+1 < len(p.ls) && p.ls[j+1].Width == 2 && p.ls[j+1].Num < 60 && p.ls[j+1].Num >= 0 && p.ls[j+1].Glued {
		c.s, c.hasS = p.ls[j+1].Num, true
		j += 2
	}
	if p.sign(j, "h") || p.sign(j, "hrs") || p.ls[j-1].Num >= 0 && j < len(p.ls) && p.ls[j].Glued && (p.sign(j, "min") || p.sign(j, "mn") || p.sign(j, "s")) {
		j++
	}
	return c, j, true
}

// hourWord goes on after "8 heures", "8 h", "eight o'clock".
func (p *parser) hourWord(c *clock, j int, marked, figure bool, m phrase.Match) (spec, int, bool) {
	clockOnly := p.ls[m.End-1].Key == "clock" || p.ls[m.End-1].Key == "oclock"
	end := p.minutesAfter(c, j)
	if c.h > 12 || c.h == 0 {
		c.fixed = true
	}
	if s, k, ok := p.withAmPm(c, end); ok {
		return s, k, true
	}
	if p.lang == "en" && !clockOnly && !p.loose {
		return spec{}, j, false
	}
	glued := p.lang == "fr" && figure && p.ls[j-1].Glued && p.key(j-1) == "h" && !p.is(end, "of")
	if marked || glued || p.loose && p.lang == "fr" || clockOnly || p.partFollows(end) || p.is(end, "zone") || end > j && !p.is(end, "unit") && figure {
		return p.withHalf(c, end)
	}
	return spec{}, j, false
}

// minutesAfter reads the minutes of "8 heures 30", "8 heures et demie", "midi et quart".
func (p *parser) minutesAfter(c *clock, j int) int {
	k := p.skipSigns(j, "et", "and", "passe", "de")
	if m, ok := p.find(k, "half"); ok && k > j {
		c.m, c.hasM = 30, true
		return m.End
	}
	if m, ok := p.find(k, "quarterof"); ok {
		c.m, c.hasM = int(m.Num), true
		return m.End
	}
	if p.sign(j, "moins") {
		return p.minusAfter(c, j+1)
	}
	n, e, ok := p.number(k)
	if !ok || n.low || n.vague || n.n > 59 || p.ls[k].Width == 1 && !p.is(e, "minutes") || p.is(e, "mon") || p.sign(e, "/") {
		return j
	}
	if m, ok := p.find(e, "minutes"); ok {
		e = m.End
	} else if m, ok := p.find(e, "unit"); ok {
		if m.Val != string(second) {
			return j
		}
		c.s, c.hasS, c.hasM = int(n.n), true, true
		return m.End
	}
	c.m, c.hasM = int(n.n), true
	return e
}

func (p *parser) minusAfter(c *clock, j int) int {
	j = p.skipSigns(j, "le", "un")
	if m, ok := p.find(j, "quarterof"); ok {
		c.minusMinutes, c.hasM = 15, true
		return m.End
	}
	if n, e, ok := p.number(j); ok && n.n < 60 {
		if m, ok := p.find(e, "minutes"); ok {
			e = m.End
		}
		c.minusMinutes, c.hasM = int(n.n), true
		return e
	}
	return j
}

// relativeClock reads "half past three", "quarter to five", "ten past eight".
func (p *parser) relativeClock(i int) (spec, int, bool) {
	if p.lang != "en" {
		return spec{}, i, false
	}
	n, sign, j, ok := p.offset(i)
	if !ok {
		return spec{}, i, false
	}
	c, e, ok := p.fullHour(j)
	if !ok {
		return spec{}, i, false
	}
	c.m = n
	if mm, k, ok := p.minuteWords(e); ok { // three minutes to five thirty
		c.m += mm * sign
		e = k
	}
	if !p.atEnd(e) && !p.is(e, "hours") && !p.is(e, "ampm") { // two to four people
		return spec{}, i, false
	}
	if sign < 0 {
		c.m, c.minusMinutes = max(0, -c.m+n), n
	}
	return p.withHalf(c, p.skip(e, "hours"))
}

// offset reads the minutes and the direction: "ten past", "a quarter to".
func (p *parser) offset(i int) (n, sign, end int, ok bool) {
	j := i
	if m, ok := p.find(i, "half"); ok {
		n, j = 30, m.End
	} else if m, ok := p.find(i, "quarterof"); ok {
		n, j = int(m.Num), m.End
	} else if c, e, ok := p.number(i); ok && !c.vague && !c.low && c.n < 60 {
		n, j = int(c.n), p.skip(e, "minutes")
	}
	if n == 0 {
		return 0, 0, i, false
	}
	if m, ok := p.find(j, "past"); ok {
		sign, j = 1, m.End
	} else if m, ok := p.find(j, "tilhour"); ok {
		sign, j = -1, m.End
	}
	bare := sign < 0 && p.ls[i].Num >= 0 && !p.is(i+1, "minutes")
	return n, sign, j, sign != 0 && !bare && (n%5 == 0 || p.minutesSaid(i, j))
}

// fullHour reads the hour that an offset counts from.
func (p *parser) fullHour(i int) (*clock, int, bool) {
	if m, ok := p.find(i, "noon"); ok {
		return &clock{h: 12, hasM: true, fixed: true}, m.End, true
	}
	if m, ok := p.find(i, "midnight"); ok {
		return &clock{hasM: true, fixed: true}, m.End, true
	}
	h, end, ok := p.number(i)
	return &clock{h: int(h.n), hasM: true}, end, ok && !h.vague && h.n <= 24
}

// minutesSaid: "two minutes to four", not "two to four people".
func (p *parser) minutesSaid(i, j int) bool {
	for k := i; k < j; k++ {
		if p.is(k, "minutes") {
			return true
		}
	}
	return false
}

// minuteWords reads the second number of "eight forty", "twelve oh three".
func (p *parser) minuteWords(i int) (int, int, bool) {
	if p.sign(i, "oh") || p.sign(i, "zero") || p.sign(i, "o") {
		if n, j, ok := p.number(i + 1); ok && n.n < 10 && n.n > 0 {
			return int(n.n), j, true
		}
	}
	n, j, ok := p.number(i)
	if !ok || n.vague || n.low || n.n < 10 || n.n > 59 || p.ls[i].Num >= 0 {
		return 0, i, false
	}
	return int(n.n), j, true
}

// military reads "1000 GMT", "0600", "1430 hours".
func (p *parser) military(i int, marked bool) (spec, int, bool) {
	if i >= len(p.ls) || p.ls[i].Width != 4 && (p.ls[i].Width != 3 || !p.is(i+1, "ampm")) || p.ls[i].Num%100 > 59 || p.ls[i].Num > 2400 {
		return spec{}, i, false
	}
	c := &clock{h: p.ls[i].Num / 100, m: p.ls[i].Num % 100, hasM: true, fixed: true}
	if p.is(i+1, "zone") || p.is(i+1, "hours") && p.lang == "en" {
		j := i + 1
		if m, ok := p.find(j, "hours"); ok {
			j = m.End
		}
		return spec{clock: c}, j, true
	}
	if s, j, ok := p.withAmPm(c, i+1); ok {
		return s, j, true
	}
	return spec{}, i, false
}

// withHalf adds am, pm or nothing.
func (p *parser) withHalf(c *clock, j int) (spec, int, bool) {
	if c.h > 24 || c.h == 24 && c.m > 0 {
		return spec{}, j, false
	}
	if s, k, ok := p.withAmPm(c, j); ok {
		return s, k, true
	}
	return spec{clock: c}, j, true
}

func (p *parser) withAmPm(c *clock, j int) (spec, int, bool) {
	k := p.skipSigns(j, "(")
	m, ok := p.find(k, "ampm")
	if !ok || c.h > 24 {
		return spec{}, j, false
	}
	end := m.End
	if p.sign(end, ".") && end < len(p.ls) && p.ls[end].Glued && p.sign(end-2, ".") {
		end++
	}
	s := spec{clock: c}
	halfDay(c, m.Val, p.nightWord(k))
	return s, end, true
}

func (p *parser) nightWord(i int) bool {
	m, ok := p.find(i, "part")
	return ok && m.Val == "NI"
}

// halfDay puts the hour into the half of the day that was said.
func halfDay(c *clock, half string, night bool) {
	switch {
	case half == "PM" && night && c.h == 12:
		c.h = 0
	case half == "PM" && night && c.h < 6:
	case half == "PM" && c.h < 12:
		c.h += 12
	case half == "AM" && c.h == 12:
		c.h = 0
	}
	c.fixed = true
}

// arabicClock reads "الساعة السابعة والنصف", "الثالثة إلا ربعا", "الساعة 8:30", "8 مساء".
func (p *parser) arabicClock(i int, marked bool) (spec, int, bool) {
	if i < len(p.ls) && p.ls[i].Num >= 0 {
		if c, j, ok := p.figures(i); ok {
			return p.arabicHalf(c, j)
		}
	}
	h, j := 0, i
	word := false
	if m, ok := p.find(i, "ord"); ok && m.Num > 0 {
		h, j, word = int(m.Num), m.End, true
	} else if n, e, ok := p.number(i); ok && !n.vague && n.n <= 24 && n.n == float64(int(n.n)) {
		h, j = int(n.n), e
	}
	if j == i || h > 24 {
		return spec{}, i, false
	}
	c := &clock{h: h}
	end := p.arabicMinutes(c, j)
	if !marked && end == j && !p.is(p.afterComma(end), "ampm") && !(word && p.hourly(i, end)) {
		return spec{}, i, false
	}
	if p.is(end, "mon") || !marked && !word && end == j && p.ls[i].Num < 0 || !marked && word && p.is(i, "mon") {
		return spec{}, i, false
	}
	return p.arabicHalf(c, end)
}

// hourly: a feminine ordinal after "في" at the end of a clause is an hour: "في السابعة".
func (p *parser) hourly(i, end int) bool {
	return (p.sign(i-1, "في") || p.loose) && strings.HasSuffix(p.key(i), "ه") && p.ends(end)
}

func (p *parser) afterComma(i int) int { return p.skipSigns(i, "،") }

func (p *parser) arabicMinutes(c *clock, j int) int {
	for range 3 {
		sub := false
		k := j
		if p.sign(k, "و") {
			k++
		} else if m, ok := p.find(k, "less"); ok {
			sub, k = true, m.End
		} else {
			return j
		}
		n, e := 0, k
		if m, ok := p.find(k, "half"); ok {
			n, e = 30, m.End
		} else if m, ok := p.find(k, "quarterof"); ok {
			n, e = int(m.Num), m.End
		} else if w, end, ok := p.number(k); ok && w.n < 60 {
			n, e = int(w.n), end
			if !p.is(e, "minutes") && (p.ls[k].Num < 0 && w.n < 5 || p.ls[k].Width == 1) {
				return j
			}
		} else {
			return j
		}
		if m, ok := p.find(e, "minutes"); ok {
			e = m.End
		}
		if sub {
			c.minusMinutes += n
		} else {
			c.m += n
		}
		c.hasM, j = true, e
	}
	return j
}

func (p *parser) arabicHalf(c *clock, j int) (spec, int, bool) {
	if c.h > 12 || c.h == 0 {
		c.fixed = true
	}
	k := p.skipSigns(j, "،")
	if m, ok := p.find(k, "ampm"); ok {
		night := p.nightWord(k)
		halfDay(c, m.Val, night)
		return spec{clock: c}, m.End, true
	}
	if c.m > 59 {
		return spec{}, j, false
	}
	return spec{clock: c}, j, true
}

func (p *parser) partFollows(i int) bool {
	return p.is(i, "part") || p.is(p.skipSigns(i, ","), "part")
}

// atEnd reports whether nothing that a bare number could count follows.
func (p *parser) atEnd(i int) bool {
	if i >= len(p.ls) {
		return true
	}
	if k := p.key(i); len(k) == 1 && p.ls[i].Num < 0 && k != "%" && k != "$" || k == "؟" || k == "،" {
		return !(p.sign(i, ".") || p.sign(i, ",")) || i+1 >= len(p.ls) || p.ls[i+1].Num < 0 || !p.ls[i+1].Glued
	}
	for _, m := range p.at(i) {
		switch m.Kind {
		case "wd", "deic", "of", "art", "part", "to", "and", "until", "zone", "from", "since", "this", "between", "night", "mon", "thenight", "tonight", "lastnight":
			return true
		}
	}
	return false
}

func two(n int) string { return string([]byte{'0' + byte(n/10%10), '0' + byte(n%10)}) }
