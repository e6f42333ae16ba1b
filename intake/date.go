// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"fmt"
	"strings"
	"time"

	"recoupe"
)

// layouts with an hour; the first that fits counts. Those without a zone are taken as UTC.
var layouts = []string{
	time.RFC3339Nano, time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02T15:04:05-0700", "2006-01-02T15:04:05.000-0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700",
}

// days are layouts of a day alone.
var days = []string{"2006-01-02", "20060102", "2006/01/02"}

// ParseDate reads a day or a time. The zone is the offset that it states, "" for none or UTC.
func ParseDate(s string) (at time.Time, day bool, zone string, err error) {
	s = strings.TrimSpace(s)
	for _, l := range days {
		if t, err := time.Parse(l, s); err == nil {
			return bounded(t, true, "", s)
		}
	}
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		if name, off := t.Zone(); off != 0 || name != "UTC" && name != "" && strings.ContainsAny(name, "+-") {
			zone = t.Format("-07:00")
		}
		return bounded(t.UTC(), false, zone, s)
	}
	return time.Time{}, false, "", fmt.Errorf("%q is not a date: write 2024-12-04 or 2024-12-04T10:00:00Z: %w", clip(s), recoupe.ErrInvalid)
}

// bounded refuses years that no dispatch has.
func bounded(t time.Time, day bool, zone, s string) (time.Time, bool, string, error) {
	if t.Year() < 1800 || t.Year() > 2200 {
		return time.Time{}, false, "", fmt.Errorf("%q is an impossible date: %w", clip(s), recoupe.ErrInvalid)
	}
	return t, day, zone, nil
}

func setDate(d *recoupe.Dispatch, s string) error {
	t, day, zone, err := ParseDate(s)
	if err != nil {
		return err
	}
	d.Published, d.PublishedDay = t, day
	if zone != "" {
		d.Zone = zone
	}
	return nil
}

// clip bounds what is shown of a bad value.
func clip(s string) string {
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}
