// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "strings"

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
