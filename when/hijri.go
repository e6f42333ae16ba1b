// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import "time"

// hijriDay returns the Gregorian day of a date of the Hijra by the tabular
// calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29). The sighted
// calendar may differ by a day: every result carries the flag hijri.
func hijriDay(y, m, d int, loc *time.Location) time.Time {
	julian := (11*y+3)/30 + 354*y + 30*m - (m-1)/2 + d + 1948440 - 385
	const unixEpoch = 2440588
	t := time.Unix(int64(julian-unixEpoch)*86400, 0).UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc)
}

// hijri resolves a day, month or year of the Hijra; without a year the nearest past one.
func (ref *reference) hijri(s *spec) (result, bool) {
	loc := ref.lo.Location()
	y, said := s.hyear, s.hyear != 0
	if s.hmonth == 0 {
		a, b := hijriDay(y, 1, 1, loc), hijriDay(y+1, 1, 1, loc)
		r := crisp(stretch{a, b}, "year", "Y1")
		r.kind, r.value, r.anchor = "DATE", dayValue(a)+"|"+dayValue(b.AddDate(0, 0, -1)), "none"
		r.flag("hijri")
		return r, true
	}
	if !said {
		y = int(float64(ref.lo.Year()-622)*1.0307) + 2
		for hijriDay(y, s.hmonth, max(s.day, 1), loc).After(ref.hi) {
			y--
		}
		if ref.tense == future && hijriDay(y, s.hmonth, max(s.day, 1), loc).Before(ref.day.lo) {
			y++
		}
	}
	if s.day == 0 {
		m := s.hmonth%12 + 1
		a, b := hijriDay(y, s.hmonth, 1, loc), hijriDay(y+s.hmonth/12, m, 1, loc)
		r := crisp(stretch{a, b}, "month", "Y1")
		r.kind, r.value, r.anchor = "DATE", dayValue(a)+"|"+dayValue(b.AddDate(0, 0, -1)), anchored(said)
		return r, true
	}
	r := dayResult(this(hijriDay(y, s.hmonth, s.day, loc), day), "Y1")
	r.anchor = anchored(said)
	return r, s.day <= 30
}
