// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"strconv"
	"time"
)

// date resolves what names a day or longer, and the hours in it.
func (ref *reference) date(s spec) (result, bool) {
	r, ok := ref.calendar(&s)
	if !ok {
		return r, false
	}
	if r.empty {
		return r, true
	}
	if s.moved != 0 {
		r = crisp(this(advance(r.lo, s.moved, s.movedBy), day), "day", r.rule)
		r.kind, r.value = "DATE", dayValue(r.lo)
	}
	r.flags = append(r.flags, s.flags...)
	switch {
	case s.edge == "" || s.hasTime():
	case s.edge == "EARLIER" || s.edge == "LATER":
		r.sided(ref, s.edge)
	default:
		r.edged(s.edge, &s)
	}
	if s.rest {
		r.start, r.lo = latest(r.lo, ref.lo), latest(r.lo, ref.lo)
		r.value = dayValue(r.lo) + "|" + dayValue(r.hi.Add(-time.Nanosecond))
	}
	if s.approx && !s.hasTime() {
		r.mod = "APPROX"
	}
	if s.hasTime() || s.early != "" {
		return ref.hour(s, r)
	}
	return r, true
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// calendar resolves the day, week, month or year of s; the dateline day where it names none.
func (ref *reference) calendar(s *spec) (result, bool) {
	switch {
	case s.ana != nil:
		return ref.storyDay(*s.ana), true
	case s.hmonth != 0 || s.hyear != 0:
		return ref.hijri(s)
	case s.nth != 0:
		return ref.ordinal(s)
	case s.isoWeek != 0:
		return ref.numberedWeek(s), true
	case s.month != 0:
		return ref.monthly(s)
	case s.weekday != 0:
		return ref.weekdayOf(s)
	case s.deic != nil:
		return dayResult(next(ref.day.lo, *s.deic, day), "W0"), true
	case s.bareDay():
		return ref.bareDay(s.day)
	case s.weekend:
		return ref.weekendOf(s), true
	case s.season != "":
		return ref.seasonOf(s), true
	case s.quarter != 0:
		return ref.quarterOf(s), true
	case s.rel != nil && s.unit == month && s.day != 0:
		d := next(next(ref.lo, *s.rel, month).lo, s.day-1, day)
		return dayResult(d, "K1"), d.lo.Before(next(ref.lo, *s.rel+1, month).lo)
	case s.rel != nil && (s.unit == hour || s.unit == minute || s.unit == second) && *s.rel != 0:
		return ref.recent(length{count: count{n: 1}, unit: s.unit}, *s.rel, false), true
	case s.rel != nil:
		return ref.relative(*s.rel, s.unit), true
	case s.decade != 0:
		lo := time.Date(s.decade, 1, 1, 0, 0, 0, 0, ref.lo.Location())
		return absolute(this(lo, decade), "year", strconv.Itoa(s.decade/10)), true
	case s.year != 0:
		lo := time.Date(s.year, 1, 1, 0, 0, 0, 0, ref.lo.Location())
		return absolute(this(lo, year), "year", yearValue(s.year)), true
	}
	return ref.unsaidDay(), true
}

// unsaidDay is the day of an hour without one: that of the sentence, else of the dateline.
func (ref *reference) unsaidDay() result {
	if ref.sameDay != nil {
		r := dayResult(*ref.sameDay, "P")
		r.anchor = "narrated"
		return r
	}
	return dayResult(ref.day, "P")
}

func dayResult(s stretch, rule string) result {
	r := crisp(s, "day", rule)
	r.kind, r.value = "DATE", dayValue(s.lo)
	return r
}

// absolute is a date that needs no dateline.
func absolute(s stretch, grain, value string) result {
	r := crisp(s, grain, "Y1")
	r.kind, r.value, r.anchor = "DATE", value, "none"
	return r
}

// storyDay counts from the story's last date (rule A1).
func (ref *reference) storyDay(n int) result {
	t, ok := ref.story()
	if !ok {
		return result{kind: "DATE", value: offset(n, day), grain: "day", rule: "A1", anchor: "narrated", flags: []string{"no_anchor"}, empty: true}
	}
	r := dayResult(next(t, n, day), "A1")
	r.anchor = "narrated"
	return r
}

// monthly resolves a month with or without day and year (rules Y1, C1).
func (ref *reference) monthly(s *spec) (result, bool) {
	y := s.year
	if y == 0 && s.rel != nil && s.unit == year {
		y = ref.lo.Year() + *s.rel
	}
	absoluteYear := s.year != 0
	if y == 0 {
		y = ref.nearestYear(s)
	}
	if s.day == 0 {
		r := crisp(this(time.Date(y, time.Month(s.month), 1, 0, 0, 0, 0, ref.lo.Location()), month), "month", "Y1")
		r.kind, r.value, r.anchor = "DATE", monthValue(r.lo), anchored(absoluteYear)
		return r, true
	}
	lo := time.Date(y, time.Month(s.month), s.day, 0, 0, 0, 0, ref.lo.Location())
	if lo.Day() != s.day {
		return result{}, false
	}
	r := dayResult(this(lo, day), "Y1")
	r.anchor = anchored(absoluteYear)
	if s.weekday != 0 {
		r.checked(s.weekday)
	}
	return r, true
}

func anchored(absolute bool) string {
	if absolute {
		return "none"
	}
	return "dct"
}

// checked compares a date with the weekday given beside it (rule C1): both are
// kept where they disagree, the date as value.
func (r *result) checked(wd int) {
	r.rule = "C1"
	near := weekday(r.lo, wd, 2)
	if ahead := weekday(r.lo, wd, 1); ahead.lo.Sub(r.lo) < r.lo.Sub(near.lo) {
		near = ahead
	}
	both, agree := check(r.stretch, near)
	if agree {
		return
	}
	r.flag("weekday_clash")
	if both.hi.Sub(both.lo) > 49*time.Hour { // not a neighbouring day: a stale year, a slip; the date stands
		return
	}
	r.stretch, r.start, r.end = both, both.lo, both.hi
}

// nearestYear is the year of the latest such day or month on or before the
// dateline, of the first after it where the verb is future; a weekday given
// beside it decides between neighbours.
func (ref *reference) nearestYear(s *spec) int {
	y := ref.lo.Year()
	first := func(y int) time.Time {
		return time.Date(y, time.Month(s.month), max(s.day, 1), 0, 0, 0, 0, ref.lo.Location())
	}
	u := day
	if s.day == 0 {
		u = month
	}
	current := floor(ref.lo, u)
	strict := s.dir != nil
	switch {
	case strict && *s.dir > 0 || !strict && ref.tense == future:
		if first(y).Before(current) || strict && first(y).Equal(current) {
			y++
		}
	case strict && *s.dir == 0:
	case first(y).After(current), strict && first(y).Equal(current):
		y--
	}
	if s.weekday == 0 || s.day == 0 || isoDay(first(y)) == s.weekday {
		return y
	}
	for _, near := range []int{1, -1} {
		if t := first(y + near); isoDay(t) == s.weekday && t.Sub(ref.lo).Abs() < 200*24*time.Hour {
			return y + near
		}
	}
	return y
}

// weekdayOf resolves a weekday (rules W1 to W3), alone, in a week, or with the number of the day.
func (ref *reference) weekdayOf(s *spec) (result, bool) {
	switch {
	case s.day != 0:
		return ref.weekdayNumber(s)
	case s.rel != nil && s.unit == week:
		w := next(ref.lo, *s.rel, week)
		return dayResult(next(w.lo, s.weekday-1, day), "K1"), true
	case s.deic != nil:
		r := dayResult(next(ref.day.lo, *s.deic, day), "W0")
		r.checked(s.weekday)
		return r, true
	case s.dir != nil:
		return ref.directedWeekday(s.weekday, *s.dir), true
	}
	if ref.tense == future {
		return dayResult(weekday(ref.lo, s.weekday, 1), "W1f"), true
	}
	return dayResult(weekday(ref.lo, s.weekday, 2), "W1"), true
}

func (ref *reference) directedWeekday(wd, dir int) result {
	switch {
	case dir < 0:
		return dayResult(weekday(ref.lo, wd, -1), "W2")
	case dir == 0:
		d := weekday(ref.lo, wd, 0)
		switch {
		case ref.tense == past && d.lo.After(ref.hi):
			d = weekday(ref.lo, wd, -1)
		case ref.tense == future && !d.hi.After(ref.lo):
			d = weekday(ref.lo, wd, 1)
		}
		return dayResult(d, "W1")
	}
	d := weekday(ref.lo, wd, 1)
	if dir == 2 {
		d = shift(d, 1, week)
	}
	r := dayResult(d, "W3")
	r.flag("ambiguous_next")
	return r
}

// bareDay: "le 16" is the latest 16th on or before the dateline, the first after it where the verb is future.
func (ref *reference) bareDay(d int) (result, bool) {
	step := -1
	if ref.tense == future {
		step = 1
	}
	for k := range 3 {
		m := next(ref.lo, step*k, month)
		at := next(m.lo, d-1, day)
		if at.hi.After(m.hi) || at.lo.After(ref.day.lo) && step < 0 || at.lo.Before(ref.day.lo) && step > 0 {
			continue
		}
		return dayResult(at, "Y1"), true
	}
	return result{}, false
}

// weekdayNumber: "samedi 23" is the nearest such day, in the past unless the verb is future.
func (ref *reference) weekdayNumber(s *spec) (result, bool) {
	step := -1
	if ref.tense == future {
		step = 1
	}
	for k := range 24 {
		m := next(ref.lo, step*k, month)
		d := next(m.lo, s.day-1, day)
		if d.hi.After(m.hi) || isoDay(d.lo) != s.weekday || k == 0 && (d.lo.Sub(ref.lo) > 0) != (step > 0) && !d.lo.Equal(ref.day.lo) {
			continue
		}
		return dayResult(d, "C1"), true
	}
	return result{}, false
}

// relative resolves this, the last, the next unit (rule K1).
func (ref *reference) relative(n int, u unit) result {
	s := next(ref.lo, n, u)
	grain, value := string(u), dayValue(s.lo)
	switch u {
	case week:
		value = weekValue(s.lo)
	case month:
		value = monthValue(s.lo)
	case quarter:
		value, grain = quarterValue(s.lo), "season"
	case year:
		value = yearValue(s.lo.Year())
	case decade:
		value, grain = strconv.Itoa(s.lo.Year()/10), "year"
	case century:
		value, grain = strconv.Itoa(s.lo.Year()/100), "year"
	case hour, minute, second:
		value = dayValue(s.lo) + "T" + s.lo.Format("15:04")
	}
	r := crisp(s, grain, "K1")
	r.kind, r.value = "DATE", value
	if u == hour || u == minute || u == second {
		r.kind = "TIME"
	}
	if n == 0 {
		r.clipTo(ref)
	}
	return r
}

// weekendOf: Saturday and Sunday, Friday and Saturday in the Arabic profile (rule K2).
func (ref *reference) weekendOf(s *spec) result {
	n := 0
	switch {
	case s.dir != nil:
		n = *s.dir
	case ref.tense != future && isoDay(ref.lo) < 6:
		n = -1
	}
	w := next(ref.lo, n, weekend)
	value := weekValue(w.lo) + "-WE"
	if ref.lang == "ar" {
		w = shift(w, -1, day)
	}
	w.hi = w.lo.AddDate(0, 0, 2)
	r := crisp(w, "day", "K2")
	r.kind, r.value = "DATE", value
	return r
}

// seasonOf uses the meteorological seasons of the northern half; winter belongs to the year in which it begins.
func (ref *reference) seasonOf(s *spec) result {
	first := map[string]time.Month{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[s.season]
	y, said := s.year, s.year != 0
	if y == 0 {
		y = ref.lo.Year()
		switch {
		case s.rel != nil && s.unit == year:
			y += *s.rel
		case s.dir != nil && *s.dir != 0:
			y += *s.dir
		case s.dir == nil && ref.tense != future && time.Date(y, first, 1, 0, 0, 0, 0, ref.lo.Location()).After(ref.hi):
			y--
		}
	}
	lo := time.Date(y, first, 1, 0, 0, 0, 0, ref.lo.Location())
	r := crisp(stretch{lo, lo.AddDate(0, 3, 0)}, "season", "Y1")
	r.kind, r.value, r.anchor = "DATE", yearValue(y)+"-"+s.season, anchored(said)
	return r
}

func (ref *reference) quarterOf(s *spec) result {
	y := s.year
	if y == 0 {
		y = ref.lo.Year()
		if s.rel != nil {
			y += *s.rel
		}
	}
	q := this(time.Date(y, time.Month(3*s.quarter-2), 1, 0, 0, 0, 0, ref.lo.Location()), quarter)
	r := crisp(q, "season", "Y1")
	r.kind, r.value, r.anchor = "DATE", quarterValue(q.lo), anchored(s.year != 0)
	return r
}

func (ref *reference) numberedWeek(s *spec) result {
	y := s.year
	if y == 0 {
		y, _ = ref.lo.ISOWeek()
		if s.rel != nil && s.unit == year {
			y += *s.rel
		}
	}
	// 4 January is always in week 1.
	w := next(time.Date(y, 1, 4, 0, 0, 0, 0, ref.lo.Location()), s.isoWeek-1, week)
	r := crisp(w, "week", "K1")
	r.kind, r.value, r.anchor = "DATE", weekValue(w.lo), anchored(s.year != 0)
	return r
}

// ordinal resolves "the second Monday of October", "la dernière semaine de mars".
func (ref *reference) ordinal(s *spec) (result, bool) {
	frame := *s
	frame.nth, frame.nthUnit, frame.weekday = 0, "", 0
	in, ok := ref.calendar(&frame)
	if !ok {
		return in, false
	}
	n, u := s.nth, s.nthUnit
	if s.weekday != 0 {
		first := weekday(in.lo.AddDate(0, 0, -1), s.weekday, 1)
		if n < 0 {
			return withAnchor(dayResult(weekday(in.hi, s.weekday, -1), "K1"), in), true
		}
		d := shift(first, n-1, week)
		return withAnchor(dayResult(d, "K1"), in), d.lo.Before(in.hi)
	}
	if u == weekend {
		return ref.nthWeekend(n, in)
	}
	lo := floor(in.lo, u)
	if u == week && isoDay(in.lo) > 4 { // the first week is the one with most of its days inside
		lo = lo.AddDate(0, 0, 7)
	}
	d := next(lo, n-1, u)
	if n < 0 {
		d = this(in.hi.Add(-time.Nanosecond), u)
		if u == week && isoDay(in.hi.AddDate(0, 0, -1)) < 4 {
			d = shift(d, -1, week)
		}
	}
	r := (&reference{lang: ref.lang, lo: d.lo, hi: d.lo, tense: future}).relative(0, u)
	r.rule = "K1"
	return withAnchor(r, in), d.lo.Before(in.hi)
}

// nthWeekend counts the weekends that begin inside.
func (ref *reference) nthWeekend(n int, in result) (result, bool) {
	first := weekday(in.lo.AddDate(0, 0, -1), 6, 1)
	d := shift(first, n-1, week)
	if n < 0 {
		d = weekday(in.hi, 6, -1)
	}
	r := (&reference{lang: ref.lang, lo: d.lo, hi: d.lo, tense: future}).weekendOf(&spec{})
	return withAnchor(r, in), d.lo.Before(in.hi)
}

func withAnchor(r, from result) result {
	r.anchor = from.anchor
	return r
}

// edged narrows to the beginning, middle or end (rule B1).
func (r *result) edged(which string, s *spec) {
	u := unit(r.grain)
	r.mod = which
	r.stretch = edge(r.stretch, which, u)
	r.start, r.end = r.lo, r.hi
	r.rule, r.days = "B1", nil
	if u == month {
		r.grain = "ten_days"
		r.edtf = dayValue(r.lo) + mark(which != "START") + "/" + dayValue(r.hi.AddDate(0, 0, -1)) + mark(which != "END")
	} else {
		y, m, d := r.hi.Add(12 * time.Hour).Date()
		r.hi = time.Date(y, m, d, 0, 0, 0, 0, r.lo.Location())
		y, m, d = r.lo.Add(12 * time.Hour).Date()
		r.lo = time.Date(y, m, d, 0, 0, 0, 0, r.lo.Location())
		r.start, r.end = r.lo, r.hi
		r.edtf = dayValue(r.lo) + mark(which != "START") + "/" + dayValue(r.hi.AddDate(0, 0, -1)) + mark(which != "END")
	}
	if s.hasTime() {
		r.flag("edge")
	}
}

// sided is the part of this week, month or day before or after the dateline: "earlier this month".
func (r *result) sided(ref *reference, side string) {
	whole := this(ref.lo, unit(r.grain))
	r.rule, r.days, r.edtf = "K1", nil, ""
	r.stretch, r.mod = stretch{whole.lo, ref.hi}, "START"
	if side == "LATER" {
		r.stretch, r.mod = stretch{ref.lo, whole.hi}, "END"
	}
	if !r.hi.After(r.lo) {
		r.stretch = whole
	}
	r.start, r.end = r.lo, r.hi
}

func mark(approximate bool) string {
	if approximate {
		return "~"
	}
	return ""
}
