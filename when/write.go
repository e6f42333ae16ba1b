// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"fmt"
	"strconv"
	"time"
)

// none is the mark of a result that EDTF cannot say.
const none = "-"

func dayValue(t time.Time) string   { return t.Format(time.DateOnly) }
func monthValue(t time.Time) string { return t.Format("2006-01") }
func yearValue(y int) string        { return fmt.Sprintf("%04d", y) }

func weekValue(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

func quarterValue(t time.Time) string {
	return fmt.Sprintf("%04d-Q%d", t.Year(), (int(t.Month())+2)/3)
}

func weekdayValue(d int) string { return "XXXX-WXX-" + strconv.Itoa(d) }

// offset says how far a date lies from one that is not known.
func offset(n int, u unit) string {
	l := length{count: count{n: float64(max(n, -n))}, unit: u}
	if n < 0 {
		return "OFFSET P-" + l.timex()[1:]
	}
	return "OFFSET " + l.timex()
}

// clockValue is the TIMEX3 value of an instant: local, or with its zone where that was said.
func clockValue(t time.Time, seconds, stated bool, zone *time.Location) string {
	layout := "2006-01-02T15:04"
	if seconds {
		layout += ":05"
	}
	switch {
	case stated && zone == time.UTC:
		layout += "Z"
	case stated:
		layout += "-07:00"
	}
	return t.Format(layout)
}

// written is the EDTF of a result (ISO 8601-2, levels 0 and 1): the days that it
// touches; a month, a year or an instant of a stated zone as they are. Hours
// have no place in an EDTF interval, and what has neither end has no EDTF.
func (r *result) written() string {
	switch {
	case r.edtf == none || r.empty:
		return ""
	case r.edtf != "":
		return r.edtf
	case (r.grain == "month" || r.grain == "year") && r.kind == "DATE" && (len(r.value) == 7 || len(r.value) == 4):
		return r.value
	}
	s := r.stretch
	if r.days != nil {
		s = *r.days
	}
	if s.lo.IsZero() || s.hi.IsZero() {
		return ""
	}
	a, b := dayValue(s.lo), dayValue(latest(s.lo, s.hi.Add(-time.Nanosecond)))
	approx := mark(r.mod == "APPROX" && r.grain == "day")
	if a == b {
		return a + approx
	}
	return a + approx + "/" + b + approx
}
