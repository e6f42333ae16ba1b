// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strconv"
	"strings"

	"recoupe/phrase"
)

// reference reads "en cours", "recently", "حتى الآن".
func (p *parser) reference(i int) (expr, int, bool) {
	m, ok := p.find(i, "ref")
	return expr{op: refer, val: m.Val}, m.End, ok && p.reach(i) == m.End // "shortly after" is no "shortly"
}

// frequency reads "hebdomadaire", "every two days", "كل يوم أحد".
func (p *parser) frequency(i int) (expr, int, bool) {
	if m, ok := p.find(i, "wds"); ok {
		return p.recurring(weekdayValue(int(m.Num)), m.End)
	}
	defer p.loosely()()
	if c, end, ok := p.clockTime(i); ok && c.clock != nil { // à 9 heures chaque dimanche
		if e, k, ok := p.frequency(p.comma(end)); ok && len(e.val) > 0 && !strings.Contains(e.val, "T") {
			e.val = atHour(e.val, c)
			return e, k, true
		}
	}
	every, ok := p.find(i, "every")
	set, fixed := p.find(i, "set")
	if ok {
		if e, end, ok := p.every(every.End); ok && end >= set.End {
			return e, end, true
		}
	}
	if !fixed {
		return expr{}, i, false
	}
	return p.recurring(set.Val, set.End)
}

// every reads what recurs, with its hour: "chaque lundi à 16 heures".
func (p *parser) every(i int) (expr, int, bool) {
	if m, ok := p.find(p.skip(i, "art"), "wd"); ok {
		return p.recurring(weekdayValue(int(m.Num)), m.End)
	}
	if m, ok := p.find(p.skip(i, "art"), "wds"); ok {
		return p.recurring(weekdayValue(int(m.Num)), m.End)
	}
	if m, ok := p.find(i, "part"); ok {
		if c, end, ok := p.clockTime(m.End); ok && c.clock != nil {
			c.part = m.Val
			return expr{op: each, val: atHour("P1D", c)}, end, true
		}
		return expr{op: each, val: "XXXX-XX-XXT" + partToken(m.Val)}, m.End, true
	}
	if l, end, ok := p.length(i); ok && !l.vague {
		return p.recurring(l.timex(), end)
	}
	if m, ok := p.find(i, "unit"); ok && unit(m.Val) == weekend {
		return expr{op: each, val: "XXXX-WXX-WE"}, m.End, true
	}
	if m, ok := p.find(i, "unit"); ok {
		return p.recurring(length{count: count{n: 1}, unit: unit(m.Val)}.timex(), m.End)
	}
	return expr{}, i, false
}

// recurring adds the hour or the part of the day to a frequency.
func (p *parser) recurring(val string, end int) (expr, int, bool) {
	if m, ok := p.find(end, "part"); ok && val[0] == 'X' {
		return expr{op: each, val: val + "T" + partToken(m.Val)}, m.End, true
	}
	c, e, ok := p.clockTime(p.comma(end))
	if !ok || c.clock == nil {
		return expr{op: each, val: val}, end, true
	}
	return expr{op: each, val: atHour(val, c)}, e, true
}

// atHour is the value of a frequency with its hour; every day at four is T16.
func atHour(val string, c spec) string {
	t := c.clock.settled(c.part, "")
	hour := "T" + two(t.h)
	if t.m > 0 {
		hour += ":" + two(t.m)
	}
	if val == "P1D" {
		return hour
	}
	return val + hour
}

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

// spanned reads a length with its beginning: "pendant trois jours à partir de
// lundi", "from 4 pm for two hours", "for a week starting tomorrow".
func (p *parser) spanned(i int) (expr, int, bool) {
	if l, j, ok := p.length(p.skip(i, "for")); ok && !l.vague {
		j = p.comma(j)
		if m, ok := p.begins(j); ok && (p.is(j, "start") && !p.is(j, "from") || p.is(i, "for")) { // "3 days from today" is a day
			if s, end, ok := p.when(p.skip(m, "art", "at")); ok {
				return expr{op: lasts, a: &s, len: &l}, end, true
			}
		}
		return expr{}, i, false
	}
	m, ok := p.begins(i)
	if !ok {
		return expr{}, i, false
	}
	s, j, ok := p.when(p.skip(m, "art", "at"))
	f, isFor := p.find(p.comma(j), "for")
	if !ok || !isFor {
		return expr{}, i, false
	}
	l, end, ok := p.length(f.End)
	return expr{op: lasts, a: &s, len: &l}, end, ok && !l.vague
}

// begins finds a word that says where something begins.
func (p *parser) begins(i int) (int, bool) {
	if m, ok := p.find(i, "start"); ok {
		return m.End, true
	}
	m, ok := p.find(i, "from")
	return m.End, ok && p.lang == "en"
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
	if m, ok := p.find(j, "dur"); ok && (p.b.Arabic() || dir != 0) {
		l, j, numbered = durOf(m), m.End, true
	} else if m, ok := p.find(j, "unit"); ok && !numbered && dir < 0 && p.is(j-1, "rolling") && unit(m.Val) != weekend && unit(m.Val) != day { // the past week
		l, j, numbered = length{count: count{n: 1}, unit: unit(m.Val)}, m.End, true
	} else if m, ok := p.find(j, "unit"); ok && (numbered && !p.oneOf(j, n, dir) || p.is(j, "plural") || p.many(j)) {
		l, j = length{count: n, unit: unit(m.Val), bare: !numbered}, m.End
	} else {
		return l, 0, j, false
	}
	number()
	if p.lang != "en" {
		direction()
	}
	for numbered && p.lang == "en" && len(l.extra) < 3 {
		more, k, ok := p.oneLength(p.skipSigns(j, ",", "and"))
		if !ok || more.vague || rank(more.unit) >= rank(l.unit) || p.is(k, "ago") {
			break
		}
		l.extra, j = append(l.extra, more), k
	}
	if !l.bare || numbered {
		l.bare = false
		if l.n == 0 {
			l.count = n
		}
	}
	return l, dir, j, dir != 0
}

// oneOf: in "we are three next week" the number does not count the weeks.
func (p *parser) oneOf(j int, n count, dir int) bool {
	return !p.b.Arabic() && dir != 0 && n.n > 1 && !p.is(j, "plural") && !p.is(j, "invariable") && p.is(j-1, "dir")
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
		if s, end, ok := p.when(p.skip(m.End, "art")); ok && (!s.bareDay() || s.lone) {
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
	if m, ok := p.find(i, "in"); ok && m.Val == "inside" {
		if l, end, ok := p.length(p.skip(m.End, "about", "art")); ok && !l.bare {
			return expr{op: recent, len: &l, dir: 1, inside: true}, end, true
		}
	}
	if m, ok := p.find(i, "in"); ok && m.Val == "pre" {
		if l, end, ok := p.length(p.skip(m.End, "about")); ok {
			if l.bare && p.lang == "en" && !p.is(i, "story") { // "the worst in years"
				return expr{op: recent, len: &l, dir: -1}, end, true
			}
			kind := ahead
			if p.is(i, "story") || p.is(i, "after") {
				kind = later
			}
			if now, ok := p.find(end, "in"); ok && now.Val == "post" { // بعد أسبوعين من الآن
				return expr{op: ahead, len: &l}, now.End, true
			}
			return expr{op: kind, len: &l, event: kind == later && p.is(end, "of")}, end, true
		}
	}
	if l, end, ok := p.length(i); ok {
		if e, to, ok := p.measured(l, end); ok {
			return e, to, true
		}
		if m, ok := p.find(end, "in"); ok && m.Val == "post" {
			kind := ahead
			if p.anaphoric(end) {
				kind = later
			}
			return expr{op: kind, len: &l, event: p.ofEvent(end, m.End)}, m.End, true
		}
	}
	return expr{}, i, false
}

// eve reads "la veille du 3 mars", "the day after Monday".
func (p *parser) eve(i int) (expr, int, bool) {
	m, ok := p.find(i, "eve")
	if !ok {
		return expr{}, i, false
	}
	s, end, ok := p.when(p.skip(m.End, "of", "art"))
	if !ok || !s.hasDay() || s.hasTime() {
		return expr{}, i, false
	}
	s.moved, s.movedBy = int(m.Num), day
	return expr{op: plain, a: &s}, end, true
}

// measured reads "two days before the 10th of March".
func (p *parser) measured(l length, i int) (expr, int, bool) {
	sign := 1
	m, ok := p.find(i, "after")
	if b, isBefore := p.find(i, "before"); isBefore && b.End > m.End {
		m, sign, ok = b, -1, true
	}
	if f, isFrom := p.find(i, "from"); isFrom && !ok && p.lang == "en" {
		m, ok = f, true
	}
	if !ok {
		return expr{}, i, false
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
		if !ok || p.reach(i) > m.End { // "بعد ظهر" is the afternoon, "avant-hier" a day
			continue
		}
		s, e, ok := p.when(p.skip(m.End, "art", "at"))
		if ok && e > end && (!s.bareDay() || s.lone) {
			best, end = expr{op: kind, a: &s}, e
		}
	}
	return best, end, end > i
}

// reach is where the longest phrase that begins at i ends.
func (p *parser) reach(i int) int {
	end := i
	for _, m := range p.at(i) {
		if m.Kind != "ampm" && (m.Kind != "edge" || p.is(m.End, "unit")) {
			end = max(end, m.End)
		}
	}
	return end
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
	if m, ok := p.find(i, "whole"); ok {
		k := p.hyphen(m.End)
		if !p.is(k, "unit") {
			k = p.skip(k, "art")
		}
		if u, ok := p.find(k, "unit"); ok {
			l := length{count: count{n: 1}, unit: unit(u.Val)}
			return expr{op: span, len: &l}, u.End, true
		}
	}
	l, end, ok := p.length(i)
	if !ok || l.bare || l.low && (p.b.Arabic() || l.unit == second) || p.aged(i, end, l) {
		return expr{}, i, false
	}
	return expr{op: span, len: &l}, end, true
}

func (p *parser) hyphen(i int) int {
	if p.sign(i, "-") && p.ls[i].Glued {
		return i + 1
	}
	return i
}

// aged: "un homme de 40 ans", "a 12-year-old".
func (p *parser) aged(i, end int, l length) bool {
	if l.unit != year {
		return false
	}
	if p.b.Arabic() {
		return i > 0 && !p.is(i-1, "for") && !p.is(i-1, "within")
	}
	if p.is(end-1, "stop") && i > 0 {
		return !p.is(i-1, "for") && (!p.is(i-1, "art") || p.is(i-1, "of"))
	}
	return p.sign(end, "-") || p.sign(end, "old")
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
