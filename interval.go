// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

import "time"

// Interval is a time expression resolved to soft bounds: the beginning lies in
// [Start, StartLatest], the end in [EndEarliest, End], ends exclusive. The zero
// time is unknown, or open where OpenStart or OpenEnd says so.
type Interval struct {
	Mention
	Start, StartLatest time.Time
	EndEarliest, End   time.Time
	OpenStart, OpenEnd bool
	// Contains is an instant certainly inside ("en cours", "depuis"); zero for none.
	Contains time.Time
	// Grain is second minute hour part night day week ten_days month season year open vague none.
	Grain string
	// Which is event, utterance or publication; "" until attached.
	Which string
	// Anchor is dct, narrated, previous_event or none.
	Anchor string
	// DateFrom is what the date that it is counted from was taken from: dateline, page, stated; "" is not counted from one.
	DateFrom string
	// Zone is the zone the bounds are in, ZoneFrom why: stated, place, publisher, none.
	Zone, ZoneFrom string
	// Timex is the TimeML type, value and modifier.
	Timex Timex
	// EDTF is the value in ISO 8601-2 at day grain; "" where EDTF cannot say it.
	EDTF  string
	Rule  string
	Flags []string
}

// Timex is a TimeML TIMEX3 reading.
type Timex struct{ Type, Value, Mod string }
