// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"slices"
	"time"

	"recoupe"
)

// result is an interval in the making. The crisp stretch carries the EDTF; soft
// and open bounds are put on it by the rule that knows them.
type result struct {
	stretch
	start, startLatest time.Time
	endEarliest, end   time.Time
	openStart, openEnd bool
	contains           time.Time
	grain              string
	kind, value, mod   string
	edtf               string
	rule, anchor       string
	flags              []string
	// days overrides the days that the EDTF is written from.
	days *stretch
	// empty says that there is no interval at all.
	empty bool
}

// crisp is a result whose bounds are those of a stretch.
func crisp(s stretch, grain, rule string) result {
	return result{stretch: s, start: s.lo, end: s.hi, grain: grain, rule: rule, anchor: "dct"}
}

func (r *result) flag(f string) {
	if !slices.Contains(r.flags, f) {
		r.flags = append(r.flags, f)
	}
}

// resolve makes an interval of an expression.
func (ref *reference) resolve(e expr) (result, bool) {
	switch e.op {
	case refer:
		return ref.timeless(e.val), true
	case each:
		return result{kind: "SET", value: e.val, grain: "none", rule: "F1", anchor: "none", empty: true}, true
	case span:
		return result{kind: "DURATION", value: e.len.timex(), grain: "none", rule: "S2", anchor: "none", empty: true}, true
	case ago, ahead, earlier, later:
		if e.event {
			return result{kind: "DURATION", value: e.len.timex(), grain: string(e.len.unit), rule: "A2", anchor: "previous_event", flags: []string{"no_anchor"}, empty: true}, true
		}
		if e.inside && ref.tense == past { // "displaced in a week of fighting"
			return ref.recent(*e.len, -1, false), true
		}
		return ref.counted(e.op, *e.len)
	case recent:
		if e.inside && ref.tense == past {
			return ref.resolve(expr{op: span, len: e.len})
		}
		return ref.recent(*e.len, e.dir, e.still), true
	case since:
		if e.len != nil {
			if e.still && ref.over {
				return ref.resolve(expr{op: span, len: e.len})
			}
			return ref.lasting(*e.len), true
		}
	case lasts:
		return ref.from(*e.a, *e.len)
	case betwixt:
		return ref.between(*e.a, *e.b)
	}
	if e.habit && ref.tense != past && ref.tense != future {
		return result{kind: "SET", value: weekdayValue(e.a.weekday), grain: "none", rule: "F1", anchor: "none", empty: true}, true
	}
	return ref.bound(e)
}

// timeless resolves references that name no date (rules R1 to R3).
func (ref *reference) timeless(val string) result {
	r := result{kind: "DATE", grain: "vague", anchor: "dct", rule: "R1", value: "PRESENT_REF", edtf: none}
	now := stretch{ref.day.lo, ref.day.hi}
	switch val {
	case "ongoing":
		r.openStart, r.openEnd, r.contains = true, true, ref.inside()
	case "sofar":
		r.openStart, r.end = true, ref.hi
		r.edtf = "../" + dayValue(now.lo)
	case "PAST":
		r.value, r.rule, r.openStart, r.end = "PAST_REF", "R2", true, ref.hi
	default:
		r.value, r.rule, r.openEnd, r.start = "FUTURE_REF", "R3", true, ref.lo
		r.edtf = dayValue(now.lo) + "/.."
	}
	return r
}

// bound resolves a date alone or with a bound before it.
func (ref *reference) bound(e expr) (result, bool) {
	turned := *ref
	if e.op == by || e.op == onward {
		turned.tense = future
	}
	s := *e.a
	if (e.op == after || e.op == before) && s.midnight {
		return turned.aroundMidnight(s, e.op)
	}
	r, ok := turned.date(s)
	if !ok {
		return r, false
	}
	switch e.op {
	case since, onward:
		r.opens(ref, e.op)
	case until, by:
		r.closes(true)
		if e.op == by {
			r.mod = "BEFORE"
		}
	case before:
		r.closes(false)
	case after:
		r.follows(ref, s.hasTime())
	}
	return r, true
}

// from is a length from a date on.
func (ref *reference) from(s spec, l length) (result, bool) {
	r, ok := ref.date(s)
	if !ok || r.empty {
		return r, ok
	}
	r.stretch = stretch{r.lo, l.from(r.lo, 1)}
	r.start, r.end, r.rule, r.edtf, r.days, r.startLatest, r.mod = r.lo, r.hi, "S2", "", nil, time.Time{}, ""
	r.value += "|" + dayValue(r.hi)
	if l.timed() || s.hasTime() {
		r.value = dayValue(r.lo) + r.lo.Format("T15:04") + "|" + dayValue(r.hi) + r.hi.Format("T15:04")
	}
	return r, r.hi.After(r.lo)
}

// opens: it began then and still holds (rule S1), or begins then and has no stated end.
func (r *result) opens(ref *reference, kind op) {
	if r.empty {
		return
	}
	if r.startLatest = r.hi; r.grain == "minute" || r.grain == "second" {
		r.startLatest = r.lo
	}
	r.start, r.end, r.endEarliest, r.openEnd = r.lo, time.Time{}, time.Time{}, true
	if kind == since && !r.lo.After(ref.hi) {
		r.contains = ref.inside()
	}
	r.edtf, r.grain, r.rule = dayValue(r.lo)+"/..", "open", "S1"
}

// closes: it ended then; until includes the unit (rule U1), before excludes it (U2).
func (r *result) closes(included bool) {
	if r.empty {
		return
	}
	last := r.hi
	r.rule = "U1"
	if included && (r.grain == "minute" || r.grain == "second") {
		r.end, r.endEarliest = r.lo, time.Time{}
	} else if included {
		r.endEarliest, r.end = r.lo, r.hi
	} else {
		r.endEarliest, r.end, r.mod, r.rule, last = time.Time{}, r.lo, "BEFORE", "U2", r.lo
	}
	r.grain = "open"
	r.start, r.startLatest, r.openStart, r.contains = time.Time{}, time.Time{}, true, time.Time{}
	r.edtf = "../" + dayValue(last.Add(-time.Nanosecond))
}

// follows: it began after that; after an hour within four hours, the end bounded by the dateline.
func (r *result) follows(ref *reference, timed bool) {
	if r.empty {
		return
	}
	r.mod, r.start, r.startLatest = "AFTER", r.hi, time.Time{}
	if timed {
		r.start, r.startLatest = r.lo, r.lo.Add(4*time.Hour)
		r.end = time.Time{}
		if ref.tense != future && ref.hi.After(r.lo) {
			r.end = ref.hi
			r.startLatest = earliest(r.startLatest, r.end)
		}
		r.openEnd = r.end.IsZero()
		return
	}
	r.end, r.openEnd, r.grain, r.rule = time.Time{}, true, "open", "S1"
	r.edtf = dayValue(r.hi) + "/.."
}

func earliest(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// between resolves a range; the last unit is included (rule B2).
func (ref *reference) between(a, b spec) (result, bool) {
	ref.together(&a, &b)
	x, ok := ref.date(a)
	if !ok {
		return x, false
	}
	second := *ref
	if !x.empty && b.hasTime() && !b.hasDay() {
		d := this(x.lo, day)
		second.sameDay = &d
	}
	if b.weekday != 0 && a.weekday != 0 && b.dir == nil && a.dir == nil && ref.tense != future {
		if x, ok = ref.weekdaysEnding(a, b); !ok {
			return x, false
		}
	}
	y, ok := second.date(b)
	if !ok {
		return y, false
	}
	if !x.empty && !y.empty && y.hi.Before(x.lo) {
		y = y.turned(x)
	}
	r := x.upTo(y, a.hasTime() && b.clock != nil)
	r.clipTo(ref)
	return r, !r.hi.Before(r.lo)
}

// together gives two ends that name no year or month the same one.
func (ref *reference) together(a, b *spec) {
	if a.month != 0 && b.month != 0 && a.year == 0 && b.year == 0 && a.weekday == 0 {
		ref.oneYear(a, b)
	}
	if a.bareDay() && b.bareDay() && a.day < b.day { // du 13 au 18: of one month
		if y, ok := ref.date(*b); ok {
			a.month, a.year = int(y.lo.Month()), y.lo.Year()
		}
	}
}

// oneYear dates a range without a year: its beginning lies in the past, or its
// end ahead where the verb is future; the other end follows.
func (ref *reference) oneYear(a, b *spec) {
	if ref.tense == future {
		b.year = ref.nearestYear(b)
		shareYear(a, b)
		return
	}
	a.year = ref.nearestYear(a)
	b.year = a.year
	if b.month < a.month {
		b.year++
	}
}

// upTo joins two results; an hour ends the range where it begins.
func (r result) upTo(y result, hourly bool) result {
	r.value, r.rule, r.mod, r.edtf, r.days, r.startLatest = r.value+"|"+y.value, "B2", "", "", nil, time.Time{}
	r.start, r.end, r.endEarliest = r.lo, y.hi, time.Time{}
	r.stretch = between(r.stretch, y.stretch)
	if hourly {
		r.end, r.hi = y.lo, y.lo
	}
	for _, f := range y.flags {
		r.flag(f)
	}
	return r
}

// weekdaysEnding reads the first of two weekdays as the last one before the second.
func (ref *reference) weekdaysEnding(a, b spec) (result, bool) {
	y, ok := ref.date(b)
	if !ok || y.empty {
		return y, false
	}
	back := *ref
	back.lo, back.hi = y.lo, y.lo.AddDate(0, 0, 1)
	back.day = this(y.lo, day)
	back.sameDay = nil
	return back.date(a)
}

// turned moves an end that lies before the beginning to the next day or year.
func (r result) turned(from result) result {
	step := day
	if r.grain == "day" || r.grain == "month" || r.grain == "ten_days" {
		step = year
	}
	if r.hi.AddDate(1, 0, 0).Before(from.lo) {
		return r
	}
	r.stretch = shift(r.stretch, 1, step)
	r.start, r.end = r.lo, r.hi
	if len(r.value) > 10 && r.value[10] == 'T' {
		r.value = dayValue(r.lo) + r.value[10:]
	} else if r.grain == "day" {
		r.value = dayValue(r.lo)
	}
	return r
}

// clipTo ends what is told in the past at the dateline (rule T).
func (r *result) clipTo(ref *reference) {
	if ref.tense == future || !ref.exact() || r.empty || !r.start.Before(ref.lo) || !ref.lo.Before(r.end) {
		return
	}
	whole := r.stretch
	r.days = &whole
	r.end = ref.lo
	r.flag("clipped")
}

// interval is the finished record.
func (r *result) interval(ref *reference, m recoupe.Mention) recoupe.Interval {
	out := recoupe.Interval{Mention: m, Start: r.start, StartLatest: r.startLatest, EndEarliest: r.endEarliest, End: r.end,
		OpenStart: r.openStart, OpenEnd: r.openEnd, Contains: r.contains, Grain: r.grain, Anchor: r.anchor, Zone: ref.zone, ZoneFrom: ref.zoneFrom,
		Timex: recoupe.Timex{Type: r.kind, Value: r.value, Mod: r.mod}, EDTF: r.written(), Rule: r.rule, Flags: r.flags}
	if r.empty {
		out.Zone, out.ZoneFrom = "", ""
		return out
	}
	if r.anchor == "dct" {
		out.DateFrom = ref.dateFrom
	}
	out.Flags = append(out.Flags, ref.flags...)
	return out
}
