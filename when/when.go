// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package when finds time expressions and makes them intervals.
package when

import (
	"time"

	"recoupe"
	"recoupe/ud"
)

// Context is what an expression is resolved against.
type Context struct {
	Lang         string
	Published    time.Time
	PublishedDay bool
	Zone         *time.Location
	ZoneFrom     string
	Lat, Lon     *float64
	Narrated     *recoupe.Interval
}

// Find returns the time expressions of a sentence.
func Find(text string, s *ud.Sentence, ctx Context) []recoupe.Interval { return nil }

// Resolve returns the time expressions of a line.
func Resolve(line string, ctx Context) []recoupe.Interval { return nil }
