// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "recoupe/phrase"

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

// opened reads "depuis jeudi", "depuis 48 heures", "for a week", "منذ أسبوع".
func (p *parser) opened(i int) (expr, int, bool) {
	defer p.loosely()()
	if m, ok := p.find(i, "since"); ok {
		j := p.skip(m.End, "about", "quant")
		if s, end, ok := p.when(p.skip(m.End, "art")); ok && (!s.bareDay() || s.lone) {
			return expr{op: since, a: &s}, end, true
		}
		if l, end, ok := p.length(p.skip(j, "art")); ok {
			return expr{op: since, len: &l}, end, true
		}
	}
	if m, ok := p.find(i, "for"); ok && !p.is(i, "since") {
		if l, end, ok := p.length(p.skip(m.End, "about", "quant", "art")); ok && !p.is(end, "ago") {
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
		if l, end, ok := p.length(p.skip(m.End, "about", "quant")); ok {
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
		if l, end, ok := p.length(p.skip(m.End, "about", "quant", "art")); ok && !l.bare {
			return expr{op: recent, len: &l, dir: 1, inside: true}, end, true
		}
	}
	if m, ok := p.find(i, "in"); ok && m.Val == "pre" {
		if l, end, ok := p.length(p.skip(m.End, "about", "quant")); ok {
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
			return expr{op: kind, len: &l, event: kind == later && p.is(end, "of"), inside: kind == ahead && p.is(end, "of")}, end, true
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
		return p.eveOfEvent(m)
	}
	s.moved, s.movedBy = int(m.Num), day
	return expr{op: plain, a: &s}, end, true
}

// eveOfEvent: "au lendemain de la prise", "the day after the attack" count from
// an event that has no date here.
func (p *parser) eveOfEvent(m phrase.Match) (expr, int, bool) {
	if m.End >= len(p.ls) || !p.ls[m.End].Letter() || p.lang == "fr" && !p.is(m.End, "of") || p.lang == "en" && !p.is(m.End, "art") {
		return expr{}, m.End, false
	}
	l := length{count: count{n: 1}, unit: day}
	kind := later
	if m.Num < 0 {
		kind = earlier
	}
	return expr{op: kind, len: &l, event: true}, m.End, true
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
