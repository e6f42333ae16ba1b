// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strconv"
	"strings"
)

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
