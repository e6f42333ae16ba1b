// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strconv"
	"strings"

	"recoupe/phrase"
)

// count is a number as words or digits say it; vague counts ("some", "quelques") have no n.
type count struct {
	n     float64
	vague bool
	// low says that it is the article "a", "un", which also stands for no number.
	low bool
}

// length is a count of units, possibly of several: "2 heures 30".
type length struct {
	count
	unit  unit
	bare  bool // a plural without a number: "hours later"
	extra []length
}

// find returns the longest match of a kind at i.
func (p *parser) find(i int, kind string) (phrase.Match, bool) {
	var best phrase.Match
	found := false
	for _, m := range p.at(i) {
		if m.Kind == kind && (!found || m.End > best.End) {
			best, found = m, true
		}
	}
	return best, found
}

func (p *parser) is(i int, kind string) bool { _, ok := p.find(i, kind); return ok }

func (p *parser) key(i int) string {
	if i < 0 || i >= len(p.ls) {
		return ""
	}
	return p.ls[i].Key
}

func (p *parser) sign(i int, s string) bool { return p.key(i) == s }

// number reads "3", "3,5", "vingt-cinq", "twenty five", "ثلاثة وعشرين", "a".
func (p *parser) number(i int) (count, int, bool) {
	if i >= len(p.ls) {
		return count{}, i, false
	}
	if l := p.ls[i]; l.Num >= 0 {
		if p.decimal(i) {
			f := float64(p.ls[i+2].Num)
			for range p.ls[i+2].Width {
				f /= 10
			}
			return count{n: float64(l.Num) + f}, i + 3, true
		}
		if p.sign(i+1, "/") && i+2 < len(p.ls) && p.ls[i+2].Num > l.Num && p.ls[i+2].Num < 10 && l.Num > 0 {
			return count{n: float64(l.Num) / float64(p.ls[i+2].Num)}, i + 3, true
		}
		return count{n: float64(l.Num)}, i + 1, true
	}
	if m, ok := p.find(i, "few"); ok {
		return count{vague: true}, m.End, true
	}
	if m, ok := p.find(i, "couple"); ok {
		return count{n: m.Num}, m.End, true
	}
	return p.words(i)
}

func (p *parser) decimal(i int) bool {
	return i+2 < len(p.ls) && (p.sign(i+1, ".") || p.sign(i+1, ",")) && p.ls[i+1].Glued && p.ls[i+2].Glued &&
		p.ls[i+2].Num >= 0 && p.ls[i+2].Width <= 2 && p.ls[i].Width <= 3
}

// words adds number words up: a smaller one after a greater one is added, a hundred or thousand multiplies.
func (p *parser) words(i int) (count, int, bool) {
	m, ok := p.find(i, "num")
	if !ok {
		return count{}, i, false
	}
	total, last, j := m.Num, m.Num, m.End
	low := m.Num == 1
	for {
		k := j
		if p.sign(k, "-") || p.sign(k, "و") || (p.sign(k, "et") || p.sign(k, "and")) && total >= 20 {
			k++
		}
		m, ok := p.find(k, "num")
		switch {
		case !ok:
			return count{n: total, low: low}, j, true
		case m.Num >= 100 && total < m.Num:
			total *= m.Num
		case m.Num < last && last >= 20 && m.Num > 0 && (last >= 100 || m.Num < 20), k > j && p.sign(j, "و") && int(m.Num)%10 == 0 && last < 10 && m.Num < 100:
			total += m.Num
		default:
			return count{n: total, low: low}, j, true
		}
		last, j, low = m.Num, m.End, false
	}
}

// length reads "trois jours", "two and a half hours", "ساعتين", "48 h", "3 years 2 months".
func (p *parser) length(i int) (length, int, bool) {
	l, j, ok := p.oneLength(i)
	if !ok {
		return l, i, false
	}
	for k := j; len(l.extra) < 3; {
		k = p.skipSigns(j, ",", "et", "and", "و")
		more, end, ok := p.oneLength(k)
		if !ok || more.vague || more.bare || rank(more.unit) == rank(l.unit) || l.vague {
			break
		}
		l.extra = append(l.extra, more)
		j = end
	}
	return l, j, true
}

func (p *parser) oneLength(i int) (length, int, bool) {
	if m, ok := p.find(i, "dur"); ok {
		l := durOf(m)
		if k, ok := p.half(m.End); ok && p.b.Arabic() { // ساعتين ونصف
			l.n += 0.5
			return l, k, true
		}
		return l, p.skip(m.End, "full"), true
	}
	if m, ok := p.find(i, "half"); ok { // نصف عام, half a day
		k := m.End
		if p.sign(k, "a") || p.sign(k, "an") || p.sign(k, "-") && p.lang == "fr" {
			k++
		}
		if u, ok := p.find(k, "unit"); ok && (p.lang != "en" || k > m.End || !p.ls[i].Letter()) {
			return length{count: count{n: 0.5}, unit: unit(u.Val)}, u.End, true
		}
	}
	c, j, ok := p.number(i)
	if !ok {
		return p.bareLength(i)
	}
	if m, ok := p.find(j, "dur"); ok && c.low {
		return durOf(m), m.End, true
	}
	if p.sign(j, "-") && p.is(j+1, "unit") {
		j++
	}
	j = p.skip(j, "full")
	if k, ok := p.half(j); ok { // two and a half hours
		if m, ok := p.find(k, "unit"); ok {
			c.n += 0.5
			return length{count: c, unit: unit(m.Val)}, m.End, true
		}
	}
	m, ok := p.find(j, "unit")
	if !ok {
		return length{}, i, false
	}
	j = m.End
	if k, ok := p.half(j); ok && !p.is(k, "unit") { // une heure et demie, ساعة ونصف
		c.n += 0.5
		j = k
	}
	return length{count: c, unit: unit(m.Val)}, p.skip(j, "full"), true
}

// bareLength reads a unit without a number: the Arabic singular is one, a plural is some.
func (p *parser) bareLength(i int) (length, int, bool) {
	if m, ok := p.find(i, "plural"); ok {
		return length{count: count{vague: true}, unit: unit(m.Val), bare: true}, m.End, true
	}
	if !p.b.Arabic() || i >= len(p.ls) || p.ls[i].Bare != "" {
		return length{}, i, false
	}
	if m, ok := p.find(i, "unit"); ok {
		l := length{count: count{n: 1, low: true}, unit: unit(m.Val)}
		if one, ok := p.find(m.End, "num"); ok && one.Num == 1 { // شهر واحد
			l.low = false
			return l, one.End, true
		}
		if k := p.skip(m.End, "full"); k > m.End { // يوم كامل
			l.low = false
			return l, k, true
		}
		if k, ok := p.half(m.End); ok {
			l.n = 1.5
			return l, k, true
		}
		return l, m.End, true
	}
	return length{}, i, false
}

func (p *parser) half(i int) (int, bool) {
	j := i
	if p.sign(j, "et") || p.sign(j, "and") || p.sign(j, "و") {
		j++
	} else {
		return i, false
	}
	if p.sign(j, "a") || p.sign(j, "an") || p.sign(j, "one") {
		j++
	}
	if m, ok := p.find(j, "half"); ok {
		return m.End, true
	}
	return i, false
}

func durOf(m phrase.Match) length {
	n, u, _ := strings.Cut(m.Val, " ")
	f, _ := strconv.ParseFloat(n, 64)
	return length{count: count{n: f}, unit: unit(u)}
}

func (p *parser) skipSigns(i int, keys ...string) int {
	for again := true; again; {
		again = false
		for _, k := range keys {
			if p.sign(i, k) {
				i, again = i+1, true
			}
		}
	}
	return i
}

// rank orders units by length.
func rank(u unit) int {
	for i, v := range []unit{second, minute, hour, workday, day, weekend, week, month, quarter, year, decade, century} {
		if u == v {
			return i
		}
	}
	return -1
}
