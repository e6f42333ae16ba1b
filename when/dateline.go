// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"time"

	"recoupe"
)

// What the date of a dispatch was taken from (Interval.DateFrom).
const (
	FromDateline = "dateline"
	FromPage     = "page"
)

// stale is how far a dateline may lie before the page's date: beyond it the line
// is an old one that a page shows again.
const stale = 31 * 24 * time.Hour

// Dateline returns the context with the date of the first dateline that has
// one: "HOMS, 4 déc (Agence) –". The dateline's day wins over the page's date;
// on the same day the page's hour stays. A dateline without a year needs a page
// date near it.
func Dateline(text string, lines []recoupe.Span, ctx Context) Context {
	if !ctx.Published.IsZero() {
		ctx.DateFrom = FromPage
	}
	for _, at := range lines {
		d, ok := datelineDay(text, at, ctx)
		if !ok {
			continue
		}
		ctx.DateFrom = FromDateline
		if y, m, day := ctx.Published.Date(); ctx.Published.IsZero() || d != time.Date(y, m, day, 0, 0, 0, 0, d.Location()) {
			ctx.Published, ctx.PublishedDay = d, true
		}
		return ctx
	}
	return ctx
}

func datelineDay(text string, at recoupe.Span, ctx Context) (time.Time, bool) {
	p, ok := newParser(text, at, ctx.Lang)
	if !ok {
		return time.Time{}, false
	}
	ref := ctx.refer(past)
	for _, e := range p.all() {
		if e.op != plain || e.a.day == 0 || e.a.month == 0 || !ref.dated && e.a.year == 0 {
			continue
		}
		r, ok := ref.date(*e.a)
		if !ok || r.empty {
			continue
		}
		day := floor(r.lo, day)
		if age := ref.hi.Sub(day); !ref.dated || age >= -48*time.Hour && age < stale {
			return day, true
		}
	}
	return time.Time{}, false
}
