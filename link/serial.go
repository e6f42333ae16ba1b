// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Publishers number their pages. Where some pages of a publisher have a date and a number, the numbers of the others
// date them too: between those of their neighbours.

// serial is a number in an address with the row of numbers that it belongs to: by the host, and, narrower, by what
// stands before the number.
type serial struct {
	n            int64
	host, narrow string
}

var longNumber = regexp.MustCompile(`\d{4,19}`)

// serialOf finds the last long number in the path of an address, or in its query where the path has none.
func serialOf(address string) (serial, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return serial{}, false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	path := u.Path
	ms := longNumber.FindAllStringIndex(path, -1)
	if len(ms) == 0 {
		path = u.RawQuery
		if i := strings.Index(path, "&"); i >= 0 {
			path = path[:i]
		}
		if strings.Contains(path, "clid=") {
			return serial{}, false
		}
		if ms = longNumber.FindAllStringIndex(path, -1); len(ms) == 0 {
			return serial{}, false
		}
	}
	m := ms[len(ms)-1]
	n, err := strconv.ParseInt(path[m[0]:m[1]], 10, 64)
	if err != nil || m[0] > 0 && isHex(path, m[0]-1) {
		return serial{}, false
	}
	return serial{n, host + " " + section(path[:m[0]]), host + " " + strings.Join(plainSegments(path[:m[0]]), "/")}, true
}

// isHex: a letter that makes the number behind it part of an opaque key.
func isHex(s string, i int) bool {
	c := s[i] | 0x20
	return c >= 'a' && c <= 'z' && (i == 0 || s[i-1] >= '0' && s[i-1] <= '9')
}

// section is the first part of a path where it is as short as the code of a language.
func section(path string) string {
	for _, p := range strings.Split(path, "/") {
		if p != "" {
			if len(p) <= 3 {
				return p
			}
			return ""
		}
	}
	return ""
}

// plainSegments are the parts of a path that are no titles.
func plainSegments(path string) []string {
	var out []string
	for _, p := range strings.Split(path, "/") {
		if p != "" && len(p) <= 30 && strings.Count(p, "-") < 2 {
			out = append(out, p)
		}
	}
	return out
}

// clock dates the numbers of one row: its ticks rise in number and day.
type clock []tick

type tick struct {
	n   int64
	day int
}

// numbered is a text of a row with what it says of its day by itself; nil is nothing.
type numbered struct {
	n      int64
	belief []float64
}

// A row dates nothing where fewer than enoughTicks of its texts know their day, or fewer than mostOrdered of those fall
// on the days that rise with the numbers best.
const (
	enoughTicks = 4
	mostOrdered = 0.6
	floorChance = 0.05 // of a text that is dated wrongly, spread over all days
	knowing     = 0.3
)

// newClock finds the days that rise with the numbers and are likeliest together (the path of Viterbi, 1967), and keeps
// those that the texts themselves say.
func (s *stretch) newClock(row []numbered) clock {
	slices.SortStableFunc(row, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
	row = slices.DeleteFunc(row, func(x numbered) bool { return x.belief == nil })
	path := s.rising(row)
	var out clock
	know := 0
	for i, x := range row {
		if slices.Max(x.belief) >= knowing {
			know++
		}
		if near := nearly(x.belief, path[i]); near >= knowing {
			t := tick{x.n, s.first + path[i]}
			if len(out) == 0 || out[len(out)-1].n < t.n {
				out = append(out, t)
			}
		}
	}
	if len(out) < enoughTicks || float64(len(out)) < mostOrdered*float64(know) {
		return nil
	}
	return out
}

// nearly is how much of a belief lies within a day of a day.
func nearly(p []float64, day int) float64 {
	sum := 0.0
	for d := max(0, day-1); d <= min(len(p)-1, day+1); d++ {
		sum += p[d]
	}
	return sum
}

// rising is the likeliest row of days that never fall.
func (s *stretch) rising(row []numbered) []int {
	days := len(s.monthDay)
	best, from := make([]float64, days), make([][]int32, len(row))
	for i, x := range row {
		from[i] = make([]int32, days)
		top := int32(0)
		value := best[0]
		for d := range days {
			if best[d] > value {
				top, value = int32(d), best[d]
			}
			from[i][d] = top
			best[d] = value + math.Log(x.belief[d]+floorChance/float64(days))
		}
	}
	at := int32(0)
	for d := range best {
		if best[d] > best[at] {
			at = int32(d)
		}
	}
	out := make([]int, len(row))
	for i := len(row) - 1; i >= 0; i-- {
		out[i] = int(at)
		at = from[i][at]
	}
	return out
}

// How sure a number is: by the days to the nearer of its neighbours, and outside of all to the last.
const (
	insideShare, outsideShare = 0.3, 0.35
	narrowest                 = 0.7
	farOutside                = 60 // days
)

// at estimates the day of a number.
func (c clock) at(n int64) estimate {
	if len(c) == 0 {
		return estimate{}
	}
	i, exact := slices.BinarySearchFunc(c, n, func(t tick, n int64) int { return cmp.Compare(t.n, n) })
	switch {
	case exact:
		return estimate{c[i].day - 1, c[i].day + 1, float64(c[i].day), narrowest}
	case i > 0 && i < len(c):
		a, b := c[i-1], c[i]
		share := float64(n-a.n) / float64(b.n-a.n)
		gap := float64(b.day - a.day)
		return estimate{a.day - 1, b.day + 1, float64(a.day) + share*gap, max(narrowest, insideShare*gap*min(share, 1-share))}
	}
	return c.outside(n, i)
}

// outside estimates the day of a number before or behind all ticks from the pace of the whole row.
func (c clock) outside(n int64, i int) estimate {
	first, last := c[0], c[len(c)-1]
	if last.day == first.day {
		return estimate{}
	}
	pace := float64(last.day-first.day) / float64(last.n-first.n)
	near := first
	if i > 0 {
		near = last
	}
	off := pace * float64(n-near.n)
	if max(off, -off) > farOutside {
		return estimate{}
	}
	at := float64(near.day) + off
	e := estimate{near.day - 1, int(at+2*off) + 2, at, max(narrowest, outsideShare*max(off, -off))}
	if i == 0 {
		e.low, e.high = int(at+2*off)-2, near.day+1
	}
	return e
}

// clocks makes the clocks of all rows: of a host where its numbers go with the days, else of what stands before them.
func clocks(s *stretch, texts []sketch) map[string]clock {
	rows := map[string][]numbered{}
	for i := range texts {
		if t := &texts[i]; t.numbered {
			x := numbered{t.serial.n, t.own}
			rows[t.serial.host] = append(rows[t.serial.host], x)
			if t.serial.narrow != t.serial.host {
				rows[t.serial.narrow] = append(rows[t.serial.narrow], x)
			}
		}
	}
	out := map[string]clock{}
	for k, row := range rows {
		if c := s.newClock(row); c != nil {
			out[k] = c
		}
	}
	return out
}

// dated estimates the day of a text from its number.
func dated(cs map[string]clock, t *sketch) estimate {
	if !t.numbered {
		return estimate{}
	}
	if c := cs[t.serial.host]; c != nil {
		return c.at(t.serial.n)
	}
	return cs[t.serial.narrow].at(t.serial.n)
}

// estimate is the day that a number in an address stands for: most likely at, and within low and high.
type estimate struct {
	low, high int
	at, width float64
}

// beyond is how likely it is that a number lies outside of its neighbours after all.
const beyond = 0.02

func (e estimate) likelihood(day int) float64 {
	if e.width == 0 {
		return 1
	}
	if day < e.low || day > e.high {
		return beyond / 100
	}
	return beyond/100 + math.Exp(-math.Abs(float64(day)-e.at)/e.width)/e.width
}
