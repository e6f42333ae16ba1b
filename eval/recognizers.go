// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
	"recoupe/when"
)

// turns reports whether past and future verbs give different values: then the
// default direction decides, whatever the set prefers.
func (c *timeCase) turns(ctx when.Context, e timeExpected) bool {
	value := func(tense string) string {
		ctx.Tense = tense
		g, _ := overlapping(c.Input, e.Text, e.Start, when.Resolve(c.Input, ctx))
		return g.Timex.Value
	}
	return value("past") != value("future")
}

// overlapping is the expression that shares most text with the expected one.
func overlapping(input, text string, start int, got []recoupe.Interval) (recoupe.Interval, bool) {
	at := strings.Index(strings.ToLower(input), strings.ToLower(text))
	if at < 0 {
		at = min(start, len(input))
	}
	want := recoupe.Span{Start: at, End: at + len(text)}
	best, share := recoupe.Interval{}, 0
	for _, g := range got {
		h := recoupe.Hull(g.Spans)
		if n := min(h.End, want.End) - max(h.Start, want.Start); n > share {
			best, share = g, n
		}
	}
	return best, share > 0
}

func (s *TimeScore) recognizers(c *timeCase, ctx when.Context, e timeExpected, got []recoupe.Interval, dated bool) {
	timex, bounds, ok := e.value()
	g, found := overlapping(c.Input, e.Text, e.Start, got)
	if why := c.unscored(ctx, e, timex, ok, dated, g, found); why != "" {
		s.LeftOut[why]++
		return
	}
	s.Scored++
	if found {
		s.Found++
	}
	if found && (sameTimex(g, timex) || sameBounds(g, bounds)) {
		s.Right++
		return
	}
	s.Misses = append(s.Misses, fmt.Sprintf("%s %s %s | %s | %s | want %s %v | got %s", c.Lang, c.Spec, c.refText(), c.Input, e.Text, timex, bounds, shown(g, found)))
}

func (c *timeCase) refText() string {
	if c.Ref == nil {
		return "-"
	}
	return *c.Ref
}

func shown(g recoupe.Interval, found bool) string {
	if !found {
		return "nothing"
	}
	return fmt.Sprintf("%q %s %s [%s %s]", g.Text, g.Timex.Value, g.Timex.Mod, g.Start.Format("2006-01-02T15:04"), g.End.Format("2006-01-02T15:04"))
}

// value returns the one value that is expected; ok is false where past and
// future differ, so that a default direction would decide.
func (e *timeExpected) value() (timex string, bounds [2]string, ok bool) {
	if len(e.Values) > 0 {
		v := e.Values[0]
		for _, o := range e.Values[1:] {
			if o != v {
				return "", bounds, false
			}
		}
		return v.Timex, [2]string{v.Start, v.End}, v.Timex != ""
	}
	if e.Timex == nil || fmt.Sprint(e.Past) != fmt.Sprint(e.Future) {
		return "", bounds, false
	}
	if m, isMap := e.Past.(map[string]any); isMap {
		for k, v := range m {
			switch {
			case strings.HasPrefix(k, "start"):
				bounds[0] = fmt.Sprint(v)
			case strings.HasPrefix(k, "end"):
				bounds[1] = fmt.Sprint(v)
			}
		}
	}
	return *e.Timex, bounds, true
}

// unlike are readings that follow another convention by our rules: "next Friday"
// (W3), counts without a number (V1), and the hours of parts of the day.
func unlike(g recoupe.Interval) bool {
	return g.Grain == "vague" || g.Rule == "B1" && g.Grain != "ten_days" || strings.Contains(g.Timex.Value, "PX") || strings.Contains(g.Timex.Value, "PTX") || slices.Contains(g.Flags, "ambiguous_next")
}

// absolute values need no reference: lengths, frequencies, hours, and dates whose year is given beside the case.
func absolute(timex string) bool {
	return strings.HasPrefix(timex, "P") || strings.HasPrefix(timex, "T") || strings.HasPrefix(timex, "(T") || strings.HasPrefix(timex, "XXXX-WXX")
}

var zeroMinutes = regexp.MustCompile(`T(\d\d)(:00)?(:00)?$`)

// hourHand is an hour that another convention gives to a part of the day; TME are meals.
var hourHand = regexp.MustCompile(`^T\d\d(:\d\d)?$`)

var zeroSeconds = regexp.MustCompile(`(T\d\d:\d\d):00$`)

func plainTimex(s string) string {
	return zeroMinutes.ReplaceAllString(zeroSeconds.ReplaceAllString(s, "$1"), "T$1")
}

// sameTimex compares values as strings: a range (a,b,P) is a|b, an hour without a day only its hour.
func sameTimex(g recoupe.Interval, want string) bool {
	got := g.Timex.Value
	if strings.HasPrefix(want, "(") {
		f := strings.Split(strings.Trim(want, "()"), ",")
		a, b, ok := strings.Cut(got, "|")
		if !ok && len(f) == 3 { // the last three days: the length is the value
			return sameValue(got, f[2])
		}
		return ok && len(f) >= 2 && sameEnd(a, f[0]) && sameEnd(b, f[1])
	}
	return sameValue(got, want)
}

// sameEnd: the end of a range of years or months may be given as a day.
func sameEnd(got, want string) bool {
	if strings.HasPrefix(want, "XXXX-") && len(got) >= 4 { // the bounds of the case settle the year
		want = got[:4] + want[4:]
	}
	if y, w, ok := strings.Cut(got, "-W"); ok && len(w) == 2 {
		year, _ := strconv.Atoi(y)
		week, _ := strconv.Atoi(w)
		jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
		got = jan4.AddDate(0, 0, (week-1)*7-(int(jan4.Weekday())+6)%7).Format(time.DateOnly)
	}
	if y, q, ok := strings.Cut(got, "-Q"); ok {
		n, _ := strconv.Atoi(q)
		got = fmt.Sprintf("%s-%02d-01", y, 3*n-2)
	}
	return sameValue(got, want) || len(got) < len(want) && len(got) >= 4 && strings.HasPrefix(want, got) && strings.HasSuffix(want, "-01")
}

func sameValue(got, want string) bool {
	got, want = plainTimex(got), plainTimex(want)
	if i := strings.IndexByte(got, 'T'); strings.HasPrefix(want, "T") && i >= 0 {
		got = got[i:]
	}
	if i := strings.IndexByte(got, '-'); i == 4 && (want == "SP" || want == "SU" || want == "FA" || want == "WI") {
		got = got[i+1:]
	}
	return got == want || strings.HasPrefix(want, "P") && scaled(got) != "" && scaled(got) == scaled(want)
}

var length = regexp.MustCompile(`^P(T?)([\d.]+)([YMWDH])$`)

// scaled writes a length in its smaller unit, so that PT0.5H is PT30M.
func scaled(s string) string {
	m := length.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	n, _ := strconv.ParseFloat(m[2], 64)
	per := map[string]float64{"TH": 60, "TM": 1, "Y": 12, "M": 1, "W": 7 * 1440, "D": 1440}[m[1]+m[3]]
	return fmt.Sprintf("%s%g%t", m[1], n*per, m[3] == "Y" || m[1] == "" && m[3] == "M")
}

// sameBounds compares the two ends by day or minute. The sets differ in whether the last day is inside.
func sameBounds(g recoupe.Interval, want [2]string) bool {
	if want[0] == "" || want[1] == "" || g.Start.IsZero() || g.End.IsZero() {
		return false
	}
	layout := "2006-01-02 15:04:05"
	if len(want[0]) == 10 {
		layout = time.DateOnly
	} else if len(want[0]) == 8 {
		layout = time.TimeOnly
	}
	start, end := g.Start.Format(layout), g.End.Format(layout)
	want[1] = strings.Replace(want[1], "23:59:59", "24:00:00", 1)
	if strings.HasSuffix(end, " 00:00:00") { // the end of the day before
		end = g.End.AddDate(0, 0, -1).Format(time.DateOnly) + " 24:00:00"
	}
	if slices.Contains(g.Flags, "clipped") {
		return start == want[0]
	}
	last := g.End.AddDate(0, 0, -1).Format(layout)
	return start == want[0] && (end == want[1] || layout == time.DateOnly && last == want[1])
}

// unscored says why an expectation is not scored, "" where it is.
func (c *timeCase) unscored(ctx when.Context, e timeExpected, timex string, ok, dated bool, g recoupe.Interval, found bool) string {
	hourly := strings.HasPrefix(strings.TrimPrefix(timex, "("), "T")
	switch {
	case !ok:
		return "two answers"
	case strings.HasSuffix(e.Type, "timezone") || bareUnit.MatchString(e.Text):
		return "no date"
	case !dated && !absolute(timex):
		return "no reference time"
	case c.Flags["IgnoreResolution"] == "true":
		return "value excused by the set"
	case found && (unlike(g) || otherConvention(g, timex)):
		return "other convention"
	case found && !hourly && c.turns(ctx, e):
		return "default direction"
	}
	return ""
}

// otherConvention: hours for parts of the day, meals, the set's own notation for the nth weekday and week.
func otherConvention(g recoupe.Interval, timex string) bool {
	return hourHand.MatchString(timex) && (g.Grain == "part" || g.Grain == "night") || strings.Contains(timex, "TME") ||
		strings.Contains(timex, "#") || strings.Contains(timex, "-W0") && strings.Count(timex, "-") > 1
}
