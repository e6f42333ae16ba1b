// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "recoupe/phrase"

// ranged reads "entre lundi et mercredi", "du 27 au 30 novembre", "14h-16h",
// also after the day that it lies in: "mardi entre 14h et 16h".
func (p *parser) ranged(i int) (expr, int, bool) {
	if e, end, ok := p.bothEnds(i); ok {
		return e, end, true
	}
	d, j, ok := p.when(i)
	if !ok || d.hasTime() || !d.hasDay() || d.rel != nil {
		return expr{}, i, false
	}
	e, end, ok := p.bothEnds(p.comma(j))
	if !ok || e.a.hasDay() || e.b.hasDay() || !e.a.hasTime() {
		return expr{}, i, false
	}
	a, okA := merge(d, *e.a)
	b, okB := merge(d, *e.b)
	return expr{op: betwixt, a: &a, b: &b}, end, okA && okB
}

// bothEnds reads both ends of a range.
func (p *parser) bothEnds(i int) (expr, int, bool) {
	defer p.loosely()()
	opened, joint := false, "to"
	j := i
	if m, ok := p.find(i, "between"); ok {
		opened, joint, j = true, "and", m.End
	} else if m, ok := p.find(i, "from"); ok {
		opened, j = true, m.End
	}
	a, k, ok := p.when(p.skip(j, "art"))
	if !ok {
		return expr{}, i, false
	}
	m, ok := p.joint(k, joint)
	if !ok || !opened && !p.tight(k) {
		return expr{}, i, false
	}
	b, end, ok := p.when(p.skip(m.End, "art", "at"))
	if now, isNow := p.find(m.End, "ref"); !ok && isNow && now.Val == "ongoing" {
		b, end, ok = spec{deic: ptr(0)}, now.End, true
	}
	if ok && a.bareDay() && b.bareDay() && !p.daysMeant(i, m.End) { // "from 16 to 20" counts
		return p.hoursMeant(a, b, end)
	}
	if !ok || !fill(&a, &b, opened) || !opened && a.onlyYear() != b.onlyYear() || !opened && p.key(k) == "a" && (a.clock == nil || b.clock == nil) {
		return expr{}, i, false
	}
	return expr{op: betwixt, a: &a, b: &b}, end, true
}

// daysMeant: "du 13 au 18", "from the 13th to the 18th".
func (p *parser) daysMeant(i, second int) bool {
	switch p.lang {
	case "fr":
		return p.sign(i, "du")
	case "en":
		return p.is(i+2, "nthmark") || p.is(i+3, "nthmark")
	}
	return p.sign(i+1, "يوم") || p.sign(second, "يوم")
}

// hoursMeant: "between 3 and 5 on 4 March" are hours.
func (p *parser) hoursMeant(a, b spec, i int) (expr, int, bool) {
	d, end, ok := p.nextPiece(i)
	if !ok || d.month == 0 || d.day == 0 || d.hasTime() || a.day > 24 || b.day > 24 {
		return expr{}, i, false
	}
	x, y := d, d
	x.clock, y.clock = &clock{h: a.day}, &clock{h: b.day}
	return expr{op: betwixt, a: &x, b: &y}, end, true
}

// joint finds what joins the ends: "et" after "entre", "à" after "de", a dash after either.
func (p *parser) joint(i int, kind string) (phrase.Match, bool) {
	if m, ok := p.find(i, kind); ok {
		return m, true
	}
	return p.find(i, "to")
}

// tight: without a word that opens a range only a dash, "to" or "au" joins two
// dates, not "à" or "و", which also begin other phrases.
func (p *parser) tight(i int) bool {
	k := p.key(i)
	return k == "-" || k == "–" || k == "—" || p.is(i, "until") || p.lang == "en" && k == "to" || p.lang == "fr" && (k == "au" || k == "a")
}

// loosely lets bare years and days count until the function that it returns is called.
func (p *parser) loosely() func() {
	was := p.loose
	p.loose = true
	return func() { p.loose = was }
}

// fill gives each end of a range what only the other says; false where the two
// ends are of different kinds.
func fill(a, b *spec, opened bool) bool {
	a.hourly()
	b.hourly()
	switch {
	case a.bareDay() && b.bareDay():
		return opened
	case a.bareDay():
		if !a.like(b) {
			return false
		}
	case b.bareDay():
		if !b.like(a) {
			return false
		}
	}
	shareYear(a, b)
	shareDay(a, b)
	shareHalf(a.clock, b.clock)
	return a.hasDay() == b.hasDay() || a.hasTime() == b.hasTime()
}

// hourly makes "18 après-midi" an hour.
func (s *spec) hourly() {
	if s.bareDay() && (s.part != "" || s.night != "") && s.clock == nil && s.day <= 24 {
		s.clock, s.day = &clock{h: s.day}, 0
	}
}

// like makes a bare number the day of the other end's month, or an hour beside an hour.
func (s *spec) like(o *spec) bool {
	switch {
	case o.clock != nil && s.day <= 24:
		h := s.day
		s.day, s.clock = 0, &clock{h: h}
		if s.part == "" && o.part != "" && !o.clock.fixed {
			s.part = o.part
		}
		return true
	case o.month != 0 && o.day != 0:
		s.month, s.year = o.month, o.year
		return true
	case o.rel != nil && o.unit == month && o.day != 0:
		s.rel, s.unit = o.rel, o.unit
		return true
	}
	return false
}

func shareYear(a, b *spec) {
	if a.year == 0 && b.year != 0 && a.month != 0 {
		a.year = b.year
		if a.month > b.month && b.month != 0 {
			a.year--
		}
	}
}

// shareDay: "de 10h à 12h mardi", "mardi de 10h à 12h".
func shareDay(a, b *spec) {
	switch {
	case a.clock != nil && !a.hasDay() && b.hasDay() && b.hasTime():
		day := *b
		day.clock, day.midnight = a.clock, a.midnight
		day.part = either(a.part, b.part)
		*a = day
	case b.hasTime() && !b.hasDay() && a.hasDay() && a.hasTime():
		day := *a
		day.clock, day.midnight, day.zone = b.clock, b.midnight, either(b.zone, a.zone)
		day.part = b.part
		*b = day
	}
}

// shareHalf: in "5 to 6 pm" and "1 pm to 4" both hours are of the afternoon.
func shareHalf(a, b *clock) {
	if a == nil || b == nil {
		return
	}
	if b.fixed && !a.fixed && b.h < a.h && a.h < 12 { // 11 to 3 am
		a.h += 12
	}
	if b.fixed && !a.fixed && b.h >= 12 && a.h < 12 && a.h+12 <= b.h {
		a.h += 12
	}
	from, to := a.h*60+a.m, b.h*60+b.m
	if a.fixed && !b.fixed && b.h > 0 && b.h < 12 && to < from && to+720 > from {
		b.h += 12
	}
}
