// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"recoupe/lang"
	"recoupe/lexicon"
)

// days are the dates of a text: the day it was printed, or the first full date in it; day and month without a
// year; weekdays.
type days struct {
	printed  int // days since 1970, 0 is unknown
	dates    map[int]bool
	weekdays map[int]bool
	// mentions are the dates in the order of the text, firstWeekday is the first weekday, 0 for none, and the word it is.
	mentions                []mention
	firstWeekday, weekdayAt int
	years                   map[int]bool
}

// calendar holds the names of months and weekdays of all languages.
type calendar struct{ months, weekdays map[string]int }

var calendars = sync.OnceValue(func() calendar {
	c := calendar{map[string]int{}, map[string]int{}}
	for _, l := range lexicon.Langs() {
		rows, err := lexicon.Table(l + "/time-calendar.txt")
		if err != nil {
			continue
		}
		for _, r := range rows {
			n, err := strconv.Atoi(r[2])
			k := lang.Fold(r[0])
			switch {
			case err != nil:
			case r[1] == "mon":
				c.months[k] = n // counts only beside the number of a day
			case r[1] == "wd" && len(k) > 3 && (strings.HasPrefix(k, "ال") || l != "ar"):
				c.weekdays[k] = n
			}
		}
	}
	return c
})

var (
	yearFirst = regexp.MustCompile(`(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})`)
	dayFirst  = regexp.MustCompile(`(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(20\d\d)`)
)

func daysOf(t *Text) days {
	d := days{dates: map[int]bool{}, weekdays: map[int]bool{}, years: map[int]bool{}}
	d.find(t.Title + " " + head(t.Body, dayRunes))
	if !t.Printed.IsZero() {
		d.printed = ordinal(t.Printed)
	}
	return d
}

// longAgo is how many days back a day and month without a year is thought to reach.
const longAgo = 300

// names reports whether a text names an earlier day, or the one before it.
func (d *days) names(day int) bool {
	if d.printed-day > longAgo {
		return false
	}
	for _, m := range d.mentions {
		for back := range 2 {
			if m.day == day-back || m.day == 0 && m.monthDay == monthDay(day-back) {
				return true
			}
		}
	}
	return false
}

func ordinal(t time.Time) int {
	y, m, day := t.Date()
	return int(time.Date(y, m, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// full makes a day of numbers that can be one.
func full(year, month, day int) int {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0
	}
	return ordinal(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

// find collects the dates of a text and returns the first full one, 0 for none.
func (d *days) find(s string) int {
	first := 0
	for _, m := range yearFirst.FindAllStringSubmatchIndex(s, -1) {
		n := full(number(s[m[2]:m[3]]), number(s[m[4]:m[5]]), number(s[m[6]:m[7]]))
		first = or(first, n)
		d.mention(s, m[0], n)
	}
	for _, m := range dayFirst.FindAllStringSubmatchIndex(s, -1) {
		n := full(number(s[m[6]:m[7]]), number(s[m[4]:m[5]]), number(s[m[2]:m[3]]))
		first = or(first, n)
		d.mention(s, m[0], n)
	}
	ts := rawTokens(s)
	for i := range ts {
		if n := calendars().weekdays[ts[i]]; n > 0 {
			d.weekdays[n] = true
			if d.firstWeekday == 0 {
				d.firstWeekday, d.weekdayAt = n, i
			}
		}
		if n := number(ts[i]); n >= 2000 && n < 2100 {
			d.years[n] = true
		}
		month, after := monthAt(ts, i)
		if month == 0 {
			continue
		}
		day := dayNumber(ts, i-1)
		if day == 0 {
			day = dayNumber(ts, after)
			after++
		}
		if day == 0 {
			continue
		}
		d.dates[month*100+day] = true
		m := mention{monthDay: month*100 + day, word: i}
		if year := at(ts, after); year >= 2000 && year < 2100 {
			m.day = full(year, month, day)
			first = or(first, m.day)
		}
		d.mentions = append(d.mentions, m)
	}
	return first
}

// mention notes a full date that begins at a byte of a text.
func (d *days) mention(s string, start, day int) {
	if day != 0 {
		d.mentions = append(d.mentions, mention{day: day, word: len(rawTokens(s[:start]))})
	}
}

func or(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

// monthAt reads the name of a month at i, of two words first, and where it ends.
func monthAt(ts []string, i int) (month, after int) {
	if i+1 < len(ts) {
		if n := calendars().months[ts[i]+" "+ts[i+1]]; n > 0 {
			return n, i + 2
		}
	}
	return calendars().months[ts[i]], i + 1
}

func dayNumber(ts []string, i int) int {
	if n := at(ts, i); n >= 1 && n <= 31 {
		return n
	}
	return 0
}

func at(ts []string, i int) int {
	if i < 0 || i >= len(ts) {
		return 0
	}
	return number(ts[i])
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func rawTokens(s string) []string {
	return strings.FieldsFunc(lang.Fold(unglue(s)), func(r rune) bool { return !isLetterOrDigit(r) })
}

// monthDay and weekday of a day since 1970; Monday is 1.
func monthDay(day int) int {
	t := time.Unix(int64(day)*86400, 0).UTC()
	return int(t.Month())*100 + t.Day()
}

func yearOf(day int) int { return time.Unix(int64(day)*86400, 0).UTC().Year() }

func weekday(day int) int {
	return (int(time.Unix(int64(day)*86400, 0).UTC().Weekday())+6)%7 + 1
}

// FirstDate is the first full date that stands in a text: in digits, or with the name of a month in any of the
// languages; the zero time where there is none.
func FirstDate(s string) time.Time {
	d := days{dates: map[int]bool{}, weekdays: map[int]bool{}, years: map[int]bool{}}
	n := d.find(s)
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(int64(n)*86400, 0).UTC()
}
