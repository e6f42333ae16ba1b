// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"time"

	"recoupe"
)

// reference is what an expression is counted from: the dateline in the zone of
// the place, the story's last time, the place for the sun, and the verb's tense.
type reference struct {
	lang string
	// now lies in [lo, hi]; they differ where only the day of the dateline is known.
	lo, hi   time.Time
	day      stretch
	zone     string
	zoneFrom string
	lat, lon *float64
	narrated *recoupe.Interval
	tense    tense
	over     bool // the verb is a preterite
	flags    []string
	// dated is false where the dispatch has no date; the bounds are then taken off again.
	dated    bool
	dateFrom string
	// sameDay is the last day that the same sentence named, for a bare hour after it.
	sameDay *stretch
}

// pretended stands in for the date of a dispatch that has none.
var pretended = time.Date(2001, 1, 3, 0, 0, 0, 0, time.UTC)

// refer puts the dateline into the zone: stated or of the place, else the publisher's, else UTC.
func (c Context) refer(t tense) *reference {
	r := &reference{lang: c.Lang, lat: c.Lat, lon: c.Lon, narrated: c.Narrated, tense: t, dateFrom: c.DateFrom, over: t == preterite, dated: !c.Published.IsZero(), zoneFrom: c.ZoneFrom}
	if r.over {
		r.tense = past
	}
	zone := c.Zone
	if zone == nil {
		zone, r.zoneFrom, r.flags = time.UTC, "none", []string{"zone"}
		if !c.PublishedDay && !c.Published.IsZero() {
			zone = c.Published.Location()
		}
	}
	r.zone = zone.String()
	at, dayOnly := c.Published, c.PublishedDay
	if !r.dated {
		at, dayOnly = pretended, true
	}
	if dayOnly {
		y, m, d := at.Date()
		r.lo = time.Date(y, m, d, 0, 0, 0, 0, zone)
		r.hi = r.lo.AddDate(0, 0, 1)
	} else {
		r.lo = at.In(zone)
		r.hi = r.lo
	}
	r.day = this(r.lo, day)
	return r
}

// exact reports whether the hour of the dateline is known.
func (r *reference) exact() bool { return r.lo.Equal(r.hi) }

// inside is an instant of the dateline that what goes on certainly contains: noon where only the day is known.
func (r *reference) inside() time.Time {
	if r.exact() {
		return r.lo
	}
	return r.lo.Add(12 * time.Hour)
}

// story returns the story's last day and time.
func (r *reference) story() (time.Time, bool) {
	if r.narrated == nil || r.narrated.Start.IsZero() {
		return time.Time{}, false
	}
	return r.narrated.Start.In(r.lo.Location()), true
}
