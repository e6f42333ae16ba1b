// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strconv"
	"strings"
)

// reference reads "en cours", "recently", "حتى الآن".
func (p *parser) reference(i int) (expr, int, bool) {
	m, ok := p.find(i, "ref")
	return expr{op: refer, val: m.Val}, m.End, ok
}

// frequency reads "hebdomadaire", "every two days", "كل يوم أحد".
func (p *parser) frequency(i int) (expr, int, bool) {
	every, ok := p.find(i, "every")
	set, fixed := p.find(i, "set")
	if ok {
		if e, end, ok := p.every(every.End); ok && end >= set.End {
			return e, end, true
		}
	}
	return expr{op: each, val: set.Val}, set.End, fixed
}

func (p *parser) every(i int) (expr, int, bool) {
	if m, ok := p.find(p.skip(i, "art"), "wd"); ok {
		return expr{op: each, val: "XXXX-WXX-" + m.Val}, m.End, true
	}
	if m, ok := p.find(i, "part"); ok {
		return expr{op: each, val: "XXXX-XX-XXT" + partToken(m.Val)}, m.End, true
	}
	if l, end, ok := p.length(i); ok && !l.vague {
		return expr{op: each, val: l.timex()}, end, true
	}
	if m, ok := p.find(i, "unit"); ok {
		return expr{op: each, val: length{count: count{n: 1}, unit: unit(m.Val)}.timex()}, m.End, true
	}
	return expr{}, i, false
}

// ranged reads "entre lundi et mercredi", "du 27 au 30 novembre", "14h-16h".
func (p *parser) ranged(i int) (expr, int, bool) {
	defer p.loosely()()
	open, joint := "", "to"
	j := i
	if m, ok := p.find(i, "between"); ok {
		open, joint, j = "between", "and", m.End
	} else if m, ok := p.find(i, "from"); ok {
		open, j = "from", m.End
	}
	if open == "" {
		p.loose = false
	}
	a, k, ok := p.when(j)
	if !ok {
		return expr{}, i, false
	}
	m, ok := p.find(k, joint)
	if !ok || open == "" && !p.tight(k, m.End) {
		return expr{}, i, false
	}
	p.loose = true
	b, end, ok := p.when(p.skip(m.End, "art", "at"))
	if !ok || !fill(&a, &b, open != "") {
		return expr{}, i, false
	}
	return expr{op: betwixt, a: &a, b: &b}, end, true
}

// tight: without a word that opens a range only a dash, "to" or "au" joins two
// dates, not "à" or "و", which also begin other phrases.
func (p *parser) tight(i, end int) bool {
	k := p.key(i)
	return k == "-" || k == "–" || k == "—" || p.is(i, "until") || p.lang == "en" && k == "to" || p.lang == "fr" && k == "au"
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
	switch {
	case a.bareDay() && b.month != 0 && b.day != 0:
		a.month, a.year = b.month, b.year
	case b.bareDay() && a.month != 0 && a.day != 0:
		b.month, b.year = a.month, a.year
	case a.bareDay() || b.bareDay():
		return opened && a.bareDay() && b.bareDay()
	}
	if a.year == 0 && b.year != 0 && a.month != 0 {
		a.year = b.year
		if a.month > b.month && b.month != 0 {
			a.year--
		}
	}
	if a.clock != nil && !a.hasDay() && b.hasDay() && b.hasTime() {
		day := *b
		day.clock, day.part, day.midnight = a.clock, a.part, a.midnight
		*a = day
	} else if b.hasTime() && !b.hasDay() && a.hasDay() && a.hasTime() {
		day := *a
		day.clock, day.part, day.midnight, day.zone = b.clock, b.part, b.midnight, b.zone
		*b = day
	}
	if a.clock != nil && b.clock != nil && b.clock.fixed && !a.clock.fixed && b.clock.h >= 12 && a.clock.h < 12 && a.clock.h+12 <= b.clock.h {
		a.clock.h += 12
	}
	return a.hasDay() == b.hasDay() || a.hasTime() == b.hasTime()
}

// recently reads the last or next units: "ces dernières heures", "in the past
// 24 hours", "خلال الساعات الـ24 الماضية", "les 24 prochaines heures".
func (p *parser) recently(i int) (expr, int, bool) {
	j, still := i, false
	for range 4 {
		m, ok := p.find(j, "within")
		if f, isFor := p.find(j, "for"); isFor && (!ok || f.End >= m.End) {
			m, ok, still = f, true, p.lang != "fr" || p.is(j, "since")
		}
		if t, isThis := p.find(j, "this"); isThis && !ok {
			m, ok = t, true
		}
		if a, isArt := p.find(j, "art"); isArt && !ok {
			m, ok = a, true
		}
		if !ok {
			break
		}
		j = m.End
	}
	l, dir, end, ok := p.counted(j)
	return expr{op: recent, len: &l, dir: dir, still: still && dir < 0}, end, ok
}

// counted reads number, direction and unit in whatever order the language has.
func (p *parser) counted(j int) (l length, dir, end int, ok bool) {
	n, numbered := count{vague: true}, false
	number := func() {
		if c, k, ok := p.number(p.arabicThe(j)); ok && !numbered && !c.low {
			n, numbered, j = c, true, k
		}
	}
	direction := func() {
		if m, ok := p.find(j, "dir"); ok && dir == 0 {
			dir, j = int(m.Num), m.End
		}
	}
	number()
	direction()
	number()
	direction()
	if m, ok := p.find(j, "dur"); ok && p.b.Arabic() {
		l, j, numbered = durOf(m), m.End, true
	} else if m, ok := p.find(j, "unit"); ok && (numbered || p.is(j, "plural") || p.many(j)) {
		l, j = length{count: n, unit: unit(m.Val), bare: !numbered}, m.End
	} else {
		return l, 0, j, false
	}
	number()
	direction()
	if !l.bare || numbered {
		l.bare = false
		if l.n == 0 {
			l.count = n
		}
	}
	return l, dir, j, dir != 0
}

// many: a noun with one form for both numbers is plural beside a plural adjective: "derniers mois".
func (p *parser) many(j int) bool {
	return p.is(j, "invariable") && (p.is(j-1, "dir") && plural(p.key(j-1)) || p.is(j+1, "dir") && plural(p.key(j+1)))
}

func plural(key string) bool { return strings.HasSuffix(key, "s") }

// arabicThe skips the article of "الـ24".
func (p *parser) arabicThe(j int) int {
	if p.b.Arabic() && p.sign(j, "ال") {
		return j + 1
	}
	return j
}

// opened reads "depuis jeudi", "depuis 48 heures", "for a week", "منذ أسبوع".
func (p *parser) opened(i int) (expr, int, bool) {
	defer p.loosely()()
	if m, ok := p.find(i, "since"); ok {
		j := p.skip(m.End, "about")
		if s, end, ok := p.when(p.skip(m.End, "art")); ok {
			return expr{op: since, a: &s}, end, true
		}
		if l, end, ok := p.length(p.skip(j, "art")); ok {
			return expr{op: since, len: &l}, end, true
		}
	}
	if m, ok := p.find(i, "for"); ok && !p.is(i, "since") {
		if l, end, ok := p.length(p.skip(m.End, "about", "art")); ok && !p.is(end, "ago") {
			if p.lang == "en" {
				return expr{op: since, len: &l, still: true}, end, true
			}
			return expr{op: span, len: &l}, end, true
		}
	}
	return expr{}, i, false
}

// ago reads "il y a trois jours", "three days ago", "قبل ثلاثة أيام", "two days earlier".
func (p *parser) ago(i int) (expr, int, bool) {
	if m, ok := p.find(i, "ago"); ok && m.Val == "pre" {
		if l, end, ok := p.length(p.skip(m.End, "about")); ok {
			return expr{op: ago, len: &l}, p.skipAgo(end), true
		}
	}
	if l, end, ok := p.length(i); ok {
		if m, ok := p.find(end, "ago"); ok && m.Val == "post" {
			kind := ago
			if p.anaphoric(end) {
				kind = earlier
			}
			return expr{op: kind, len: &l, event: p.ofEvent(end, m.End)}, m.End, true
		}
	}
	return expr{}, i, false
}

// skipAgo passes over the second half of "منذ يومين مضت".
func (p *parser) skipAgo(i int) int {
	if m, ok := p.find(i, "ago"); ok && m.Val == "post" && p.b.Arabic() {
		return m.End
	}
	return i
}

// anaphoric words count from the story: "trois jours plus tôt", "earlier".
func (p *parser) anaphoric(i int) bool { return p.is(i, "story") }

// ofEvent: "two days before the truce" counts from what the next words name.
func (p *parser) ofEvent(i, end int) bool {
	return (p.is(i, "before") || p.is(i, "after")) && end < len(p.ls) && p.ls[end].Letter()
}

// ahead reads "dans trois jours", "in two hours", "خلال يومين", "three days later".
func (p *parser) ahead(i int) (expr, int, bool) {
	if m, ok := p.find(i, "in"); ok && m.Val == "pre" {
		if l, end, ok := p.length(p.skip(m.End, "about")); ok {
			kind := ahead
			if p.is(i, "story") || p.is(i, "after") {
				kind = later
			}
			return expr{op: kind, len: &l, event: kind == later && p.is(end, "of")}, end, true
		}
	}
	if l, end, ok := p.length(i); ok {
		if m, ok := p.find(end, "in"); ok && m.Val == "post" {
			kind := ahead
			if p.anaphoric(end) {
				kind = later
			}
			return expr{op: kind, len: &l, event: p.ofEvent(end, m.End)}, m.End, true
		}
		if p.is(end, "after") || p.is(end, "before") {
			return p.measured(l, end)
		}
	}
	return expr{}, i, false
}

// measured reads "two days before the 10th of March".
func (p *parser) measured(l length, i int) (expr, int, bool) {
	sign := 1
	m, ok := p.find(i, "after")
	if !ok {
		m, _ = p.find(i, "before")
		sign = -1
	}
	s, end, ok := p.when(p.skip(m.End, "art"))
	if !ok || !s.hasDay() || l.vague || l.n != float64(int(l.n)) {
		return expr{}, i, false
	}
	s.moved, s.movedBy = int(l.n)*sign, l.unit
	return expr{op: plain, a: &s}, end, true
}

// bounded reads a bound and a date: "jusqu'à mardi", "before noon", "d'ici jeudi".
func (p *parser) bounded(i int) (expr, int, bool) {
	defer p.loosely()()
	var best expr
	end := i
	for _, kind := range []op{until, before, after, by, onward} {
		name := string(kind)
		if kind == onward {
			name = "start"
		}
		m, ok := p.find(i, name)
		if part, isPart := p.find(i, "part"); !ok || isPart && part.End > m.End { // "بعد ظهر" is the afternoon
			continue
		}
		s, e, ok := p.when(p.skip(m.End, "art", "at"))
		if ok && e > end {
			s := s
			best, end = expr{op: kind, a: &s}, e
		}
	}
	return best, end, end > i
}

// single reads a date or a time that stands alone.
func (p *parser) single(i int) (expr, int, bool) {
	s, end, ok := p.when(i)
	if !ok {
		return expr{}, i, false
	}
	return expr{a: &s, habit: p.habit(i, end, s)}, end, true
}

// habit: "le mardi" without a date is every Tuesday.
func (p *parser) habit(i, end int, s spec) bool {
	return p.lang == "fr" && s.weekday != 0 && s.onlyWeekday() && end == i+1 && i > 0 && (p.sign(i-1, "le") || p.sign(i-1, "les"))
}

// lasting reads a length that stands alone: "two hours". An age is none.
func (p *parser) lasting(i int) (expr, int, bool) {
	l, end, ok := p.length(i)
	if !ok || l.bare || l.low && p.b.Arabic() || p.aged(i, end, l) {
		return expr{}, i, false
	}
	return expr{op: span, len: &l}, end, true
}

// aged: "un homme de 40 ans", "a 12-year-old".
func (p *parser) aged(i, end int, l length) bool {
	return l.unit == year && (p.is(end-1, "stop") || p.sign(end, "-") || p.sign(end, "old"))
}

// timex is the TIMEX3 value of a length: P1W, PT48H, P2Y6M, PXD.
func (l length) timex() string {
	date, clock := "", ""
	for _, x := range append([]length{l}, l.extra...) {
		n, letter, timed := x.scaled()
		if timed {
			clock += n + letter
		} else {
			date += n + letter
		}
	}
	if clock != "" {
		clock = "T" + clock
	}
	return "P" + date + clock
}

// scaled returns the number and the letter of a length, and whether it is one of the clock.
func (l length) scaled() (n, letter string, timed bool) {
	times := 1.0
	switch l.unit {
	case second, minute, hour:
		letter, timed = map[unit]string{second: "S", minute: "M", hour: "H"}[l.unit], true
	case week:
		letter = "W"
	case weekend:
		letter = "WE"
	case month:
		letter = "M"
	case quarter:
		letter, times = "M", 3
	case year:
		letter = "Y"
	case decade:
		letter, times = "Y", 10
	case century:
		letter, times = "Y", 100
	case workday:
		letter = "BD"
	default:
		letter = "D"
	}
	if l.vague {
		return "X", letter, timed
	}
	return strconv.FormatFloat(l.n*times, 'f', -1, 64), letter, timed
}
