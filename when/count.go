// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "time"

// counted resolves a length from the dateline (rule S0) or from the story's last time (A2).
func (ref *reference) counted(kind op, l length) (result, bool) {
	sign := 1
	if kind == ago || kind == earlier {
		sign = -1
	}
	lo, hi, anchor, rule := ref.lo, ref.hi, "dct", "S0"
	if kind == earlier || kind == later {
		rule = "A2"
		t, ok := ref.story()
		if ok {
			lo, hi, anchor = t, t, "narrated"
		} else {
			return result{kind: "DATE", value: "", grain: string(l.unit), rule: rule, anchor: "narrated", flags: []string{"no_anchor"}, empty: true}, true
		}
	}
	if l.vague {
		return ref.vaguely(l, sign, lo, hi, anchor, rule), true
	}
	lo, hi = l.from(lo, sign), l.from(hi, sign)
	return l.landing(lo, hi, anchor, rule), true
}

// from moves t by a length.
func (l length) from(t time.Time, sign int) time.Time {
	for _, x := range append([]length{l}, l.extra...) {
		whole := int(x.n)
		t = advance(t, sign*whole, x.unit)
		if part := x.n - float64(whole); part > 0 {
			t = t.Add(time.Duration(float64(sign) * part * float64(nominal(x.unit))))
		}
	}
	return t
}

// nominal is how long a unit about is, for halves and widths.
func nominal(u unit) time.Duration {
	d := 24 * time.Hour
	switch u {
	case second:
		return time.Second
	case minute:
		return time.Minute
	case hour:
		return time.Hour
	case week, weekend:
		return 7 * d
	case month:
		return 30 * d
	case quarter:
		return 91 * d
	case year:
		return 365 * d
	case decade:
		return 3652 * d
	case century:
		return 36524 * d
	}
	return d
}

// landing is where a count ends: the instant for hours, the day for days, the
// day with the grain of the unit for what is longer.
func (l length) landing(lo, hi time.Time, anchor, rule string) result {
	if l.timed() {
		r := timed(stretch{lo, lo.Add(nominal(minute))}, string(l.unit), dayValue(lo)+"T"+lo.Format("15:04"), rule)
		if l.unit == second {
			r.value = dayValue(lo) + "T" + lo.Format("15:04:05")
		}
		if !lo.Equal(hi) {
			r.value, r.end, r.stretch = dayValue(lo), hi, stretch{lo, hi}
		} else if l.unit == hour {
			r.start, r.end = lo.Add(-30*time.Minute), lo.Add(30*time.Minute)
			r.start, r.end = lo, lo.Add(time.Minute)
		}
		r.anchor = anchor
		return r
	}
	r := dayResult(this(lo, day), rule)
	r.anchor, r.grain = anchor, string(l.unit)
	if l.unit == workday {
		r.grain = "day"
	}
	if l.unit == decade || l.unit == century || l.unit == quarter {
		r.grain = "year"
	}
	return r
}

func (l length) timed() bool {
	for _, x := range append([]length{l}, l.extra...) {
		if x.unit == hour || x.unit == minute || x.unit == second {
			return true
		}
	}
	return false
}

// some is what "quelques", "recent" and a bare plural stand for (rules V1, A2): between min and max units.
func some(u unit, past bool) (lo, hi int) {
	switch {
	case u == hour && past:
		return 1, 12
	case u == hour:
		return 2, 12
	case u == minute || u == second:
		return 2, 59
	case u == week:
		return 2, 6
	case u == month:
		return 2, 8
	case u == year:
		return 2, 9
	}
	return 2, 7
}

// vaguely resolves "quelques heures plus tard", "il y a quelques jours".
func (ref *reference) vaguely(l length, sign int, lo, hi time.Time, anchor, rule string) result {
	least, most := some(l.unit, false)
	a, b := advance(lo, sign*least, l.unit), advance(hi, sign*most, l.unit)
	if sign < 0 {
		a, b = b, a
	}
	r := crisp(stretch{a, b}, "vague", rule)
	r.kind, r.value, r.anchor = "DATE", dayValue(a), anchor
	if l.timed() {
		r.kind = "TIME"
	} else {
		r.value = "P" + "X" + map[unit]string{day: "D", week: "W", month: "M", year: "Y"}[l.unit]
		r.kind = "DURATION"
	}
	return r
}

// recent resolves the last or next n units up to or from the dateline (rules S2, V1).
func (ref *reference) recent(l length, dir int, still bool) result {
	r := result{kind: "DURATION", value: l.timex(), grain: string(l.unit), rule: "S2", anchor: "dct"}
	if dir > 0 {
		r.start, r.end = ref.lo, l.from(ref.hi, 1)
		if l.vague {
			_, most := some(l.unit, true)
			r.end, r.grain, r.rule = advance(ref.hi, most, l.unit), "vague", "V1"
		}
		r.stretch = stretch{r.start, r.end}
		return r
	}
	if l.vague {
		least, most := some(l.unit, true)
		r.start, r.startLatest, r.end = advance(ref.lo, -most, l.unit), advance(ref.hi, -least, l.unit), ref.hi
		r.grain, r.rule = "vague", "V1"
		r.stretch = stretch{r.start, r.end}
		if !l.timed() {
			r.edtf = dayValue(r.start) + "~/" + dayValue(ref.lo)
		}
		return r
	}
	if still {
		return ref.lasting(l)
	}
	r.start, r.end = l.from(ref.lo, -1), ref.hi
	if !ref.exact() {
		r.startLatest = l.from(ref.hi, -1)
	}
	r.stretch = stretch{r.start, r.end}
	return r
}

// lasting counts a length back from the dateline, still true then (rule S2). A
// length in weeks or longer is not meant to the day.
func (ref *reference) lasting(l length) result {
	r := result{kind: "DURATION", value: l.timex(), grain: string(l.unit), rule: "S2", anchor: "dct", openEnd: true, contains: ref.inside()}
	if l.vague {
		least, most := some(l.unit, true)
		r.start, r.startLatest = advance(ref.lo, -most, l.unit), advance(ref.hi, -least, l.unit)
		r.grain, r.rule, r.edtf = "vague", "V1", dayValue(r.start)+"~/.."
		return r
	}
	at := l.from(ref.lo, -1)
	r.start, r.edtf = at, dayValue(at)+"/.."
	if !ref.exact() {
		r.startLatest = l.from(ref.hi, -1)
	}
	wide, grain := l.softness()
	if wide > 0 {
		r.start, r.startLatest = at.AddDate(0, 0, -wide), l.from(ref.hi, -1).AddDate(0, 0, wide)
		r.edtf = dayValue(at) + "~/.."
		r.grain = grain
	}
	return r
}

// softness is by how many days a length said in long units may be off, and the grain that is left.
func (l length) softness() (days int, grain string) {
	switch l.unit {
	case week:
		return 1, "day"
	case month, quarter:
		return 7, "week"
	case year:
		return 30, "month"
	case decade, century:
		return 365, "year"
	}
	return 0, string(l.unit)
}
