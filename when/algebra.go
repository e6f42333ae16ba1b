// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "time"

// unit is a unit of the calendar.
type unit string

const (
	second  unit = "second"
	minute  unit = "minute"
	hour    unit = "hour"
	day     unit = "day"
	week    unit = "week"
	weekend unit = "weekend"
	month   unit = "month"
	quarter unit = "quarter"
	year    unit = "year"
	decade  unit = "decade"
	century unit = "century"
	workday unit = "businessday"
)

// stretch is a half-open interval of local time: the crisp value on which the
// operations work. Soft bounds are put on at the end, by the rule that knows them.
type stretch struct{ lo, hi time.Time }

// this returns the whole unit around t: the day, the ISO week, the month.
func this(t time.Time, u unit) stretch {
	lo := floor(t, u)
	return stretch{lo, advance(lo, 1, u)}
}

// next returns the unit n after the one around t; n may be negative or zero.
func next(t time.Time, n int, u unit) stretch {
	lo := advance(floor(t, u), n, u)
	return stretch{lo, advance(lo, 1, u)}
}

// floor returns the beginning of the unit around t.
func floor(t time.Time, u unit) time.Time {
	y, m, d := t.Date()
	switch u {
	case second:
		return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	case minute:
		return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, t.Location())
	case hour:
		return time.Date(y, m, d, t.Hour(), 0, 0, 0, t.Location())
	case week:
		return date(t, y, m, d-isoDay(t)+1)
	case weekend:
		return date(t, y, m, d-isoDay(t)+6)
	case month:
		return date(t, y, m, 1)
	case quarter:
		return date(t, y, (m-1)/3*3+1, 1)
	case year:
		return date(t, y, 1, 1)
	case decade:
		return date(t, y-y%10, 1, 1)
	case century:
		return date(t, y-(y-1)%100, 1, 1)
	}
	return date(t, y, m, d)
}

func date(t time.Time, y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// isoDay counts Monday 1 to Sunday 7.
func isoDay(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// advance moves t by n units. Months and years keep to the last day of a shorter
// month: 31 January and one month is the last of February.
func advance(t time.Time, n int, u unit) time.Time {
	switch u {
	case second:
		return t.Add(time.Duration(n) * time.Second)
	case minute:
		return t.Add(time.Duration(n) * time.Minute)
	case hour:
		return t.Add(time.Duration(n) * time.Hour)
	case week, weekend:
		return t.AddDate(0, 0, 7*n)
	case month:
		return addMonths(t, n)
	case quarter:
		return addMonths(t, 3*n)
	case year:
		return addMonths(t, 12*n)
	case decade:
		return addMonths(t, 120*n)
	case century:
		return addMonths(t, 1200*n)
	case workday:
		return addWorkdays(t, n)
	}
	return t.AddDate(0, 0, n)
}

func addMonths(t time.Time, n int) time.Time {
	y, m, d := t.Date()
	first := time.Date(y, m+time.Month(n), 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(d, last)-1)
}

func addWorkdays(t time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n = min(n, 5000); n > 0; {
		t = t.AddDate(0, 0, step)
		if isoDay(t) < 6 {
			n--
		}
	}
	return t
}

// weekday returns the day d (Monday 1) in the direction dir from t: -1 strictly
// before, 1 strictly after, 0 in the same ISO week, and the latest on or before
// for any other value (rule W1).
func weekday(t time.Time, d, dir int) stretch {
	diff := d - isoDay(t)
	switch {
	case dir == 0:
	case dir == 1 && diff <= 0:
		diff += 7
	case dir == 1:
	case diff > 0, dir == -1 && diff == 0:
		diff -= 7
	}
	return next(t, diff, day)
}

// shift moves both ends.
func shift(s stretch, n int, u unit) stretch {
	return stretch{advance(s.lo, n, u), advance(s.hi, n, u)}
}

// hours returns the part of the day at whose midnight s begins; to may pass 24.
func hours(s stretch, from, to float64) stretch {
	at := func(h float64) time.Time {
		y, m, d := s.lo.Date()
		return time.Date(y, m, d, 0, int(h*60), 0, 0, s.lo.Location())
	}
	return stretch{at(from), at(to)}
}

// between runs from the beginning of the first to the end of the last (rule B2).
func between(a, b stretch) stretch { return stretch{a.lo, b.hi} }

// edge returns the beginning, middle or end of s: days 1 to 10, 11 to 20, 21 to
// the end of a month (rule B1), thirds of anything else.
func edge(s stretch, which string, u unit) stretch {
	if u == month {
		cut := []time.Time{s.lo, s.lo.AddDate(0, 0, 10), s.lo.AddDate(0, 0, 20), s.hi}
		i := map[string]int{"START": 0, "MID": 1, "END": 2}[which]
		return stretch{cut[i], cut[i+1]}
	}
	third := s.hi.Sub(s.lo) / 3
	switch which {
	case "START":
		return stretch{s.lo, s.lo.Add(third)}
	case "MID":
		return stretch{s.lo.Add(third), s.hi.Add(-third)}
	}
	return stretch{s.hi.Add(-third), s.hi}
}

// check joins two readings of one day: they agree, or both are kept.
func check(a, b stretch) (stretch, bool) {
	if a.lo.Equal(b.lo) {
		return a, true
	}
	lo, hi := a.lo, a.hi
	if b.lo.Before(lo) {
		lo = b.lo
	}
	if b.hi.After(hi) {
		hi = b.hi
	}
	return stretch{lo, hi}, false
}
