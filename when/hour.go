// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"slices"
	"strconv"
	"time"
)

// profile holds the hours of the parts of the day in a language, version 1
// (judged, near CLDR): from and to in local hours.
type profile map[string][2]float64

var profiles = map[string]profile{
	"fr": {"EH": {0, 6}, "MO": {4, 12}, "MI": {11, 14}, "AF": {12, 18}, "EV": {18, 24}, "NI": {20, 30}, "DT": {6, 18}, "DW": {4, 8}, "DK": {17, 20}},
	"en": {"EH": {0, 6}, "MO": {4, 12}, "MI": {11, 14}, "AF": {12, 18}, "EV": {18, 24}, "NI": {20, 30}, "DT": {6, 18}, "DW": {4, 8}, "DK": {17, 20}},
	"ar": {"EH": {0, 6}, "MO": {6, 12}, "MI": {11, 14}, "AF": {13, 18}, "EV": {18, 24}, "NI": {20, 30}, "DT": {6, 18}, "DW": {4, 8}, "DK": {17, 20}},
}

// partToken is the TIMEX3 token of a part of the day; there is none for dawn, dusk and the early hours.
func partToken(part string) string {
	switch part {
	case "EH", "DW":
		return "MO"
	case "DK":
		return "EV"
	case "NIV":
		return "NI"
	}
	return part
}

// hour puts the hours of s into the day d.
func (ref *reference) hour(s spec, d result) (result, bool) {
	if d.grain != "day" {
		return d, s.clock == nil && !s.midnight
	}
	if slices.Contains(d.flags, "weekday_clash") { // the hours are of the date, not of the weekday beside it
		if t, err := time.ParseInLocation(time.DateOnly, d.value, d.lo.Location()); err == nil {
			d.stretch = this(t, day)
		}
	}
	unsaid := !s.hasDay() && ref.sameDay == nil
	var r result
	switch {
	case s.midnight:
		r = ref.midnight(s, d, unsaid)
	case s.clock != nil:
		r = ref.clockOf(s, d, unsaid)
	case s.night != "":
		r = ref.night(s, d, unsaid)
	case s.part == "NI":
		s.night = "thenight"
		r = ref.night(s, d, unsaid)
	case s.part != "":
		r = ref.partOf(s, d, unsaid)
	default:
		r = ref.fringe(s, d)
	}
	for _, f := range d.flags {
		r.flag(f)
	}
	if d.anchor != "dct" {
		r.anchor = d.anchor
	}
	return r, true
}

// timed is a result inside a day.
func timed(s stretch, grain, value, rule string) result {
	r := crisp(s, grain, rule)
	r.kind, r.value = "TIME", value
	return r
}

// passed moves a day that nobody named to the day before where what it says had
// not begun at the dateline, and to the day after where the verb looks ahead and it was over.
func (ref *reference) passed(d stretch, at func(stretch) stretch, unsaid bool) stretch {
	if !unsaid || !ref.exact() {
		return d
	}
	switch s := at(d); {
	case ref.tense != future && !s.lo.Before(ref.lo):
		return shift(d, -1, day)
	case ref.tense == future && !s.hi.After(ref.lo):
		return shift(d, 1, day)
	}
	return d
}

// partOf resolves a part of the day (rules P, D1, D2).
func (ref *reference) partOf(s spec, d result, unsaid bool) result {
	at := func(d stretch) stretch { out, _, _ := ref.partHours(s.part, d); return out }
	dd := ref.passed(d.stretch, at, unsaid)
	h, rule, flag := ref.partHours(s.part, dd)
	r := timed(h, "part", dayValue(dd.lo)+"T"+partToken(s.part), rule)
	if flag != "" {
		r.flag(flag)
	}
	switch {
	case s.part == "EH":
		r.mod = "START"
	case s.early != "":
		r.mod = s.early
		r.stretch = half(r.stretch, s.early)
		r.start, r.end = r.lo, r.hi
	case s.edge != "":
		r.mod = map[string]string{"EARLIER": "START", "LATER": "END"}[s.edge]
		if r.mod == "" {
			r.mod = s.edge
		}
		r.stretch = edge(r.stretch, r.mod, hour)
		r.start, r.end = r.lo, r.hi
	}
	r.clipPart(ref)
	return r
}

func half(s stretch, which string) stretch {
	mid := s.lo.Add(s.hi.Sub(s.lo) / 2)
	if which == "START" {
		return stretch{s.lo, mid}
	}
	return stretch{mid, s.hi}
}

func (r *result) clipPart(ref *reference) {
	if ref.exact() && ref.tense != future && r.lo.Before(ref.lo) && ref.lo.Before(r.hi) {
		r.end = ref.lo
		r.flag("clipped")
	}
}

// partHours returns the hours of a part; dawn and dusk are the sun's where the place is known.
func (ref *reference) partHours(part string, d stretch) (s stretch, rule, flag string) {
	h := profiles[ref.lang][part]
	table := hours(d, h[0], h[1])
	rule = "P"
	solar := dawn
	switch part {
	case "DW":
		rule = "D1"
	case "DK":
		rule, solar = "D2", dusk
	default:
		return table, rule, ""
	}
	if ref.lat == nil || ref.lon == nil {
		return table, rule, "solar_no_place"
	}
	if s, ok := solar(d, *ref.lat, *ref.lon); ok {
		return s, rule, ""
	}
	return table, rule, "solar_none"
}

// fringe resolves "tôt mercredi", "late Tuesday".
func (ref *reference) fringe(s spec, d result) result {
	if s.early == "START" {
		r := timed(hours(d.stretch, 0, 9), "part", dayValue(d.lo)+"TMO", "P")
		r.mod = "START"
		r.clipPart(ref)
		return r
	}
	r := timed(hours(d.stretch, 20, 26), "part", dayValue(d.lo), "P")
	r.kind, r.mod, r.endEarliest = "DATE", "END", d.hi
	r.days = &d.stretch
	return r
}

// night resolves a night (rules N1 to N3): 20:00 to 06:00, "last night" in English
// from 18:00. What happened "overnight on Wednesday" by a Wednesday's dispatch
// happened in the night before, flagged.
func (ref *reference) night(s spec, d result, unsaid bool) result {
	first, rule := d.stretch, "N3"
	switch {
	case s.night == "between":
		rule = "N2"
	case s.night == "into":
		first, rule = shift(d.stretch, -1, day), "N2"
	case unsaid || s.night == "lastnight" || s.night == "tonight":
		first, rule = ref.nightUnsaid(s.night), "N1"
	}
	early := rule == "N3" && ref.tense == past && ref.yetToCome(first)
	if early { // the one that led into the day
		first = shift(first, -1, day)
	}
	from := 20.0
	if s.night == "lastnight" && ref.lang == "en" {
		from = 18
	}
	h := hours(first, from, 30)
	r := timed(h, "night", dayValue(first.lo)+"TNI", rule)
	if early {
		r.flag("night_side")
	}
	if s.early != "" || s.edge != "" {
		r.mod = either(s.early, s.edge)
		r.stretch = half(h, r.mod)
		r.start, r.end = r.lo, r.hi
	}
	r.clipPart(ref)
	return r
}

// yetToCome reports whether the night of a day had not begun at the dateline.
func (ref *reference) yetToCome(d stretch) bool {
	return !d.lo.Before(ref.day.lo) && ref.lo.Before(d.lo.Add(20*time.Hour))
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// nightUnsaid is the evening on which a night without a day began: the last one
// that ended before the dateline, the one in progress, or the coming one.
func (ref *reference) nightUnsaid(kind string) stretch {
	yesterday := shift(ref.day, -1, day)
	h := ref.lo.Hour()
	switch {
	case kind == "lastnight":
		return yesterday
	case kind == "tonight":
		if ref.exact() && h < 6 && ref.tense == past {
			return yesterday
		}
		return ref.day
	case ref.tense == future:
		return ref.day
	case ref.exact() && h >= 20:
		return ref.day
	}
	return yesterday
}

// midnight is 00:00 of the day that begins (rule M1); with a day named, the one
// that ends it (M2), flagged because some writers mean the other.
func (ref *reference) midnight(s spec, d result, unsaid bool) result {
	at, rule := d.lo, "M1"
	switch {
	case !unsaid && s.night != "tonight":
		at, rule = d.hi, "M2"
	case unsaid && ref.tense == future, s.night == "tonight":
		at = d.hi
	}
	r := timed(stretch{at, at.Add(time.Minute)}, "minute", dayValue(at)+"T00:00", rule)
	if rule == "M2" {
		r.flag("midnight_side")
	}
	return r
}

// aroundMidnight: after midnight starts before 04:00 of the day that begins, its
// end bounded by the dateline (rule M1).
func (ref *reference) aroundMidnight(s spec, kind op) (result, bool) {
	named := s.hasDay()
	s.midnight = false
	d := dayResult(ref.day, "M1")
	if ref.sameDay != nil {
		d = dayResult(*ref.sameDay, "M1")
	}
	if named {
		var ok bool
		if d, ok = ref.date(s); !ok || d.empty || d.grain != "day" {
			return d, ok && d.empty
		}
	}
	at := d.lo
	if named && s.nightOf { // بعد منتصف ليل الثلاثاء: the midnight that ends Tuesday
		d = dayResult(next(d.lo, 1, day), "M2")
		at = d.lo
	}
	if kind == before {
		r := timed(stretch{at.Add(-4 * time.Hour), at}, "hour", dayValue(at)+"T00:00", "M1")
		r.startLatest, r.mod = at, "BEFORE"
		return r, true
	}
	r := timed(stretch{at, at.Add(4 * time.Hour)}, "hour", dayValue(at)+"T00:00", "M1")
	r.startLatest, r.mod, r.end = r.hi, "AFTER", d.hi
	if ref.hi.After(at) && ref.hi.Before(d.hi) {
		r.end = ref.hi
		r.startLatest = earliest(r.startLatest, r.end)
	}
	return r, true
}

// clockOf resolves a time of day: a minute wide, half an hour either side where
// it is approximate (rule Q1), in a stated zone where there is one (Z1).
func (ref *reference) clockOf(s spec, d result, unsaid bool) result {
	c := s.clock.settled(s.part, s.night)
	zone, stated := ref.statedZone(s.zone)
	at := func(d stretch) stretch {
		y, m, day := d.lo.Date()
		lo := time.Date(y, m, day, c.h, c.m, c.s, 0, zone)
		return stretch{lo, lo.Add(time.Minute)}
	}
	dd := ref.passed(d.stretch, at, unsaid)
	if s.night != "" || s.part == "NI" {
		dd = ref.nightDay(s, dd, c.h, unsaid)
	}
	h := at(dd)
	r := timed(stretch{h.lo.In(ref.lo.Location()), h.hi.In(ref.lo.Location())}, "minute", "", "P")
	r.value = clockValue(h.lo, s.clock.hasS, stated, zone)
	if stated {
		r.rule = "Z1"
		r.edtf = h.lo.UTC().Format("2006-01-02T15:04:05Z")
	}
	if s.clock.hasS {
		r.grain, r.hi = "second", r.lo.Add(time.Second)
		r.end = r.hi
	}
	if !s.clock.fixed && s.part == "" && s.night == "" && ref.lang == "en" && c.h > 0 && c.h <= 12 {
		r.flag("ampm")
	}
	if s.approx {
		r.grain, r.mod, r.rule, r.edtf = "hour", "APPROX", "Q1", dayValue(r.lo)
		r.start, r.end = r.lo.Add(-30*time.Minute), r.lo.Add(30*time.Minute)
		r.stretch = stretch{r.start, r.end}
	}
	return r
}

// nightDay: an hour after midnight of a night belongs to the next date.
func (ref *reference) nightDay(s spec, d stretch, h int, unsaid bool) stretch {
	if unsaid || s.night == "lastnight" || s.night == "tonight" {
		d = ref.nightUnsaid(either(s.night, "thenight"))
	}
	if h < 12 {
		return shift(d, 1, day)
	}
	return d
}

// settled applies "moins le quart" and the half of the day that a part names.
func (c clock) settled(part, night string) clock {
	if !c.fixed {
		switch {
		case (part == "AF" || part == "EV" || part == "DK" || part == "MI" && c.h < 6) && c.h < 12,
			(part == "NI" || night != "") && c.h >= 6 && c.h < 12:
			c.h += 12
		case (part == "MO" || part == "EH" || part == "DW" || part == "NI") && c.h == 12:
			c.h = 0
		}
	}
	if c.minusMinutes > 0 {
		total := (c.h*60 - c.minusMinutes + c.m + 1440) % 1440
		c.h, c.m = total/60, total%60
	}
	return c
}

// statedZone returns the zone that the words name, else the reference's.
func (ref *reference) statedZone(name string) (*time.Location, bool) {
	local := ref.lo.Location()
	switch {
	case name == "" || name == "local":
		return local, false
	case name == "UTC":
		return time.UTC, true
	case name[0] == '+' || name[0] == '-':
		h, err := strconv.Atoi(name[1:3])
		if err != nil {
			return local, false
		}
		if name[0] == '-' {
			h = -h
		}
		return time.FixedZone(name, h*3600), true
	}
	if len(name) > 4 && name[:3] == "UTC" {
		return ref.statedZone(name[3:])
	}
	if z, err := time.LoadLocation(name); err == nil {
		return z, true
	}
	return local, false
}
