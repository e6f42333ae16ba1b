// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package when finds time expressions and makes them intervals.
//
// In: a sentence, and what it is counted from: the dateline, the zone and the
// place, the story's last date. Out: every expression in text order as an
// interval with soft bounds, a grain, the rule that read it, EDTF (ISO 8601-2)
// and TIMEX3 (TimeML). Expressions are parsed into what they say and computed by
// a small algebra of intervals (after Bethard and Parker 2016), not matched
// against patterns. Without a dateline the bounds stay unknown and the value
// relative. It will not say which of the three times an expression is (event,
// utterance, publication: package claim does, by the tree), nor read holidays.
package when

import (
	"time"

	"recoupe"
	"recoupe/phrase"
	"recoupe/ud"
)

type match = phrase.Match

// Context is what an expression is resolved against.
type Context struct {
	Lang string
	// Published is the dateline, else the page's date; zero is unknown. PublishedDay says that only its day is known.
	Published    time.Time
	PublishedDay bool
	// DateFrom is what Published was taken from: dateline, page, stated; it is passed on.
	DateFrom string
	// Zone is the local time of the place, else of the publisher; ZoneFrom says which: stated, place, publisher.
	Zone     *time.Location
	ZoneFrom string
	// Lat and Lon are where dawn and dusk are seen; nil is unknown.
	Lat, Lon *float64
	// Narrated is the story's last date, for "la veille" and the like.
	Narrated *recoupe.Interval
	// Tense, if not empty, overrides the verbs: past, present, future.
	Tense string
}

// Find returns the time expressions of a sentence in text order. The governing
// verb decides between past and future; without a tree the words do.
func Find(text string, s *ud.Sentence, ctx Context) []recoupe.Interval {
	p, ok := newParser(text, s.Span, ctx.Lang)
	if !ok {
		return nil
	}
	parsed := len(s.Words) > 0 && s.Words[0].UPOS != ""
	return p.intervals(ctx, func(e expr) tense {
		if parsed {
			return p.tenseAt(s, e.from, e.to)
		}
		return p.lexicalTense(e)
	})
}

// Resolve returns the time expressions of a line that stands alone. There is no
// story before it: the dateline is also the story's last date.
func Resolve(line string, ctx Context) []recoupe.Interval {
	p, ok := newParser(line, spanOf(line), ctx.Lang)
	if !ok {
		return nil
	}
	if ctx.Narrated == nil && !ctx.Published.IsZero() {
		ref := ctx.refer(unknown)
		ctx.Narrated = &recoupe.Interval{Start: ref.lo, End: ref.hi}
	}
	return p.intervals(ctx, p.lexicalTense)
}

func spanOf(s string) recoupe.Span { return recoupe.Span{End: len(s)} }

// intervals resolves every expression of the stretch. A day named earlier in it
// is the day of a bare hour that follows.
func (p *parser) intervals(ctx Context, tenseOf func(expr) tense) []recoupe.Interval {
	var out []recoupe.Interval
	var day0 *stretch
	for _, e := range p.all() {
		t := tenseOf(e)
		if ctx.Tense != "" {
			t = tense(ctx.Tense)
		}
		ref := ctx.refer(t)
		ref.sameDay = day0
		r, ok := ref.resolve(e)
		if !ok {
			continue
		}
		if !r.empty && r.grain == "day" && e.op == plain {
			d := this(r.lo, day)
			day0 = &d
		}
		if !ref.dated {
			r.undate(e)
		}
		out = append(out, r.interval(ref, p.mention(e)))
	}
	return out
}

func (p *parser) mention(e expr) recoupe.Mention {
	at := recoupe.Span{Start: p.ls[e.from].Span.Start, End: p.ls[e.to-1].Span.End}
	return recoupe.Mention{Text: at.In(p.text), Spans: []recoupe.Span{at}}
}

// undate takes off what was counted from a date that is not known: the bounds
// go, the value says how the date lies to the unknown one.
func (r *result) undate(e expr) {
	if r.anchor == "none" || r.empty {
		return
	}
	r.empty, r.anchor = true, "none"
	r.start, r.startLatest, r.endEarliest, r.end, r.contains = time.Time{}, time.Time{}, time.Time{}, time.Time{}, time.Time{}
	r.flag("no_date")
	if r.kind == "DATE" || r.kind == "TIME" {
		r.value = e.relativeValue(r.value)
	}
}

// relativeValue is the TIMEX3 value of an expression without a dateline.
func (e *expr) relativeValue(value string) string {
	switch {
	case e.op == refer:
		return value
	case e.len != nil:
		n := int(e.len.n)
		if e.op == ago || e.op == earlier {
			n = -n
		}
		return offset(n, e.len.unit)
	case e.a == nil || e.b != nil:
		return ""
	}
	return e.a.undated() + tail(value)
}

// tail is the part of a value after the date.
func tail(value string) string {
	for i := range value {
		if value[i] == 'T' {
			return value[i:]
		}
	}
	return ""
}

// undated says what a spec says without a year.
func (s *spec) undated() string {
	two := func(n int) string {
		if n == 0 {
			return "XX"
		}
		return two(n)
	}
	switch {
	case s.deic != nil:
		return offset(*s.deic, day)
	case s.ana != nil:
		return offset(*s.ana, day)
	case s.rel != nil:
		return offset(*s.rel, s.unit)
	case s.month != 0 && s.day != 0:
		return "XXXX-" + two(s.month) + "-" + two(s.day)
	case s.month != 0:
		return "XXXX-" + two(s.month)
	case s.weekday != 0:
		return weekdayValue(s.weekday)
	}
	return "XXXX-XX-XX"
}
