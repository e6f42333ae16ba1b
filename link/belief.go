// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"math"
	"slices"
)

// stretch is the days that the texts of a corpus may be of, with what a calendar says of them.
type stretch struct {
	first                    int
	monthDay, weekday, years []int
}

// margin is how many days before the first and behind the last dated text are thought possible; longestStretch bounds
// the days that are weighed one by one.
const (
	margin         = 20
	longestStretch = 6000
)

// stretchOf is from the first printed day to the last; a hundredth at either end may be slips.
func stretchOf(texts []sketch) stretch {
	var ds []int
	for i := range texts {
		if d := texts[i].days.printed; d != 0 {
			ds = append(ds, d)
		}
	}
	if len(ds) == 0 {
		return stretch{}
	}
	slices.Sort(ds)
	cut := len(ds) / 100
	s := stretch{first: ds[cut] - margin}
	for d := s.first; d <= ds[len(ds)-1-cut]+margin && len(s.monthDay) < longestStretch; d++ {
		s.monthDay, s.weekday, s.years = append(s.monthDay, monthDay(d)), append(s.weekday, weekday(d)), append(s.years, yearOf(d))
	}
	return s
}

// mention is a date in a text: a full one, or a day of a month without a year.
type mention struct {
	day, monthDay int
	word          int // which word of the text it is
}

// How much likelier a day is made by what a text says of it, against any other day. A text speaks first of what it
// reports, and of older things later.
const (
	inLead, inMiddle = 60, 180 // words
	leadDate         = 1500.0
	middleDate       = 300.0
	lateDate         = 40.0
	withYear         = 4.0
	dayBefore        = 0.15 // of what the day itself gets
	dayBehind        = 0.05
	daysBehind       = 0.02 // a text may look back on a date
	lookBack         = 7
	weekdayIs        = 6.0
	weekdayBefore    = 1.2
	weekdayNot       = 0.35
	weekdayLate      = 2.0
	yearIs           = 2.0
)

func (m mention) weight() float64 {
	w := lateDate
	switch {
	case m.word < inLead:
		w = leadDate
	case m.word < inMiddle:
		w = middleDate
	}
	if m.day != 0 {
		return w * withYear
	}
	return w
}

// believe spreads a text over the days that it may be of: the day it was printed, else what it names, and where its
// number lies among those of its publisher. Nil is no idea.
func (s *stretch) believe(d *days, e estimate) []float64 {
	n := len(s.monthDay)
	if n == 0 || d.printed == 0 && len(d.mentions) == 0 && d.firstWeekday == 0 && e.width == 0 {
		return nil
	}
	p := make([]float64, n)
	if d.printed != 0 {
		if i := d.printed - s.first; i >= 0 && i < n {
			p[i] = 1
			return p
		}
		return nil
	}
	s.name(p, d.mentions)
	sum := 0.0
	for i := range p {
		p[i] *= s.onWeekday(i, d) * e.likelihood(s.first+i)
		if d.years[s.years[i]] {
			p[i] *= yearIs
		}
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// name gives every day 1, and more to those that a text names.
func (s *stretch) name(p []float64, ms []mention) {
	for i := range p {
		p[i] = 1
	}
	seen := map[int]bool{}
	for _, m := range ms {
		if seen[m.day*10000+m.monthDay] {
			continue
		}
		seen[m.day*10000+m.monthDay] = true
		w := m.weight()
		for i := range p {
			if m.day != 0 && m.day != s.first+i || m.day == 0 && m.monthDay != s.monthDay[i] {
				continue
			}
			p[i] += w
			if i > 0 {
				p[i-1] += w * dayBefore
			}
			if i+1 < len(p) {
				p[i+1] += w * dayBehind
			}
			for k := 2; k <= lookBack && i+k < len(p); k++ {
				p[i+k] += w * daysBehind
			}
		}
	}
}

func (s *stretch) onWeekday(i int, d *days) float64 {
	switch {
	case d.firstWeekday == 0:
		return 1
	case d.weekdayAt >= inLead && s.weekday[i] == d.firstWeekday:
		return weekdayLate
	case d.weekdayAt >= inLead:
		return 1
	case s.weekday[i] == d.firstWeekday:
		return weekdayIs
	case s.weekday[i] == d.firstWeekday-1 || s.weekday[i] == d.firstWeekday+6:
		return weekdayBefore
	}
	return weekdayNot
}

// daysApart is how often two reports of one incident are so many days apart; the rest is spread over all days.
var daysApart = []float64{0.55, 0.13, 0.03, 0.015, 0.01, 0.007, 0.005, 0.004}

const apartAny = 0.04

// smear turns the days of a text into those of the reports that may belong to it.
func smear(p []float64) []float64 {
	if p == nil {
		return nil
	}
	q := make([]float64, len(p))
	for i, x := range p {
		if x < 1e-6 {
			continue
		}
		for k, w := range daysApart {
			if i+k < len(q) {
				q[i+k] += w * x
			}
			if k > 0 && i-k >= 0 {
				q[i-k] += w * x
			}
		}
	}
	for i := range q {
		q[i] += apartAny / float64(len(q))
	}
	return q
}

// spread is a belief with what makes it quick to multiply: its peaks, and the mean of the rest by weekday.
type spread struct {
	p     []float64
	peaks []int
	rest  [7]float64
}

// peak is how many times likelier than by chance a day is that is looked at by itself.
const peak = 8

func newSpread(p []float64) *spread {
	if p == nil {
		return nil
	}
	s := &spread{p: p}
	least := peak / float64(len(p))
	var n [7]int
	for i, x := range p {
		if x > least {
			s.peaks = append(s.peaks, i)
			continue
		}
		s.rest[i%7] += x
		n[i%7]++
	}
	for k := range n {
		s.rest[k] /= float64(max(1, n[k]))
	}
	return s
}

// together is the logarithm of how much likelier the days of two texts are for one incident than by chance. Away from
// the peaks of both only the weekday is looked at.
func together(q, p *spread) float64 {
	if q == nil || p == nil {
		return 0
	}
	n := float64(len(q.p))
	least := peak / n
	sum := 0.0
	for k := range q.rest {
		sum += q.rest[k] * p.rest[k]
	}
	sum *= n / 7
	for _, i := range q.peaks {
		sum += q.p[i] * p.p[i]
	}
	for _, i := range p.peaks {
		if q.p[i] <= least {
			sum += q.p[i] * p.p[i]
		}
	}
	return math.Log(sum * n)
}

// date says of every text which days it may be of: by what it says itself, and by where its number lies among those of
// the texts of its row that know their day.
func (s *stretch) date(texts []sketch) {
	for i := range texts {
		texts[i].own = s.believe(&texts[i].days, estimate{})
	}
	s.clockIn(texts)
}

// clockIn weighs what texts believe of their days by their numbers.
func (s *stretch) clockIn(texts []sketch) {
	cs := clocks(s, texts)
	for i := range texts {
		t := &texts[i]
		t.belief = t.own
		if e := dated(cs, t); t.days.printed == 0 && e.width > 0 {
			t.belief = s.weigh(t.own, func(day int) float64 { return e.likelihood(day) })
		}
		t.days1, t.days2 = newSpread(t.belief), newSpread(smear(t.belief))
	}
}

// weigh multiplies a belief by likelihoods.
func (s *stretch) weigh(p []float64, by func(day int) float64) []float64 {
	out := make([]float64, len(s.monthDay))
	sum := 0.0
	for i := range out {
		out[i] = by(s.first + i)
		if p != nil {
			out[i] *= p[i]
		}
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// hearsay dates texts again by those that are likely to report the same incident; false where there was nobody to tell.
func (s *stretch) hearsay(texts []sketch, ps []likely) bool {
	days := len(s.monthDay)
	if days == 0 || !slices.ContainsFunc(texts, func(t sketch) bool { return t.days.printed == 0 }) {
		return false
	}
	said := make([][]float64, len(texts))
	hear := func(i, j int, p float64) {
		if texts[i].days.printed != 0 || texts[j].days2 == nil || p < leastHeard {
			return
		}
		if said[i] == nil {
			said[i] = make([]float64, days)
		}
		for d, x := range texts[j].days2.p {
			said[i][d] += p * p / (certain - p) * x * float64(days)
		}
	}
	for _, x := range ps {
		hear(x.a, x.b, x.p)
		hear(x.b, x.a, x.p)
	}
	for i, h := range said {
		if h != nil {
			texts[i].own = s.weigh(texts[i].own, func(day int) float64 { return 1 + h[day-s.first] })
		}
	}
	s.clockIn(texts)
	return true
}

// Texts tell each other their days from a likelihood on, and count the more the likelier they belong together.
const (
	leastHeard = 0.15
	certain    = 1.02
)
