// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"recoupe"
	"recoupe/export"
	"recoupe/intake"
	"recoupe/lang"
	"recoupe/packs"
	"recoupe/when"
)

type whenCommand struct {
	Lang  string `placeholder:"fr" help:"Language of the expressions."`
	Ref   string `required:"" placeholder:"DATETIME" help:"The dateline: a day or an RFC 3339 time."`
	TZ    string `placeholder:"ZONE" help:"Time zone of the place, such as Asia/Damascus."`
	At    string `placeholder:"PLACE" help:"The place: gives the zone, dawn and dusk."`
	Story string `placeholder:"DATETIME" help:"The story's last date, for \"the next day\"; the dateline if left out."`
	Tense string `placeholder:"TENSE" enum:"past,present,future," default:"" help:"Tense of the governing verb, where the line has none: past, present or future."`
	File  string `arg:"" optional:"" help:"A file, or - for standard input (the default)."`
}

// whenAnswer is one line out.
type whenAnswer struct {
	Text        string        `json:"text"`
	Start       *string       `json:"start"`
	End         *string       `json:"end"`
	Grain       *string       `json:"grain"`
	EDTF        *string       `json:"edtf"`
	Timex3      *export.Timex `json:"timex3"`
	StartLatest *string       `json:"start_latest,omitempty"`
	EndEarliest *string       `json:"end_earliest,omitempty"`
	Contains    *string       `json:"contains,omitempty"`
	Anchor      *string       `json:"anchor,omitempty"`
	DateFrom    *string       `json:"date_from,omitempty"`
	ZoneFrom    *string       `json:"zone_from,omitempty"`
	Rule        *string       `json:"rule,omitempty"`
	Flags       []string      `json:"flags,omitempty"`
}

// Run resolves one expression a line.
func (c *whenCommand) Run(s *streams) error {
	ctx, err := c.context()
	if err != nil {
		return err
	}
	return eachLine(s, c.File, func(line string) (any, error) {
		found := resolve(line, ctx)
		if len(found) == 0 {
			return whenAnswer{Text: line}, nil
		}
		return answerOf(line, longest(found)), nil
	})
}

func answerOf(line string, found recoupe.Interval) whenAnswer {
	t := export.NewOffsets(line).Time(found)
	return whenAnswer{Text: line, Start: t.Start, End: t.End, Grain: t.Grain, EDTF: t.EDTF, Timex3: t.Timex3, StartLatest: t.StartLatest, EndEarliest: t.EndEarliest,
		Contains: t.Contains, Anchor: t.Anchor, DateFrom: t.DateFrom, ZoneFrom: t.ZoneFrom, Rule: t.Rule, Flags: t.Flags}
}

// longest is the expression that covers most of a line, the first of equals.
func longest(in []recoupe.Interval) recoupe.Interval {
	best := in[0]
	for _, i := range in[1:] {
		if len(i.Text) > len(best.Text) {
			best = i
		}
	}
	return best
}

// resolve resolves an expression in the language that was said, else in the
// one that it looks like, else in the first of the build in which it is one.
func resolve(line string, ctx when.Context) []recoupe.Interval {
	if ctx.Lang != "" {
		return when.Resolve(line, ctx)
	}
	like, _ := lang.Identify(line)
	for _, code := range append([]string{like}, packs.Langs()...) {
		ctx.Lang = code
		if found := when.Resolve(line, ctx); len(found) > 0 {
			return found
		}
	}
	return nil
}

func (c *whenCommand) context() (when.Context, error) {
	ctx := when.Context{Lang: c.Lang}
	if err := checkRules(c.Lang); err != nil {
		return ctx, err
	}
	if c.TZ != "" {
		loc, err := time.LoadLocation(c.TZ)
		if err != nil {
			return ctx, usageError{fmt.Sprintf("--tz %q is no time zone; write one such as Asia/Damascus", c.TZ)}
		}
		ctx.Zone, ctx.ZoneFrom = loc, "stated"
	}
	if c.At != "" {
		if err := c.place(&ctx); err != nil {
			return ctx, err
		}
	}
	ref, day, err := parseDate(c.Ref, ctx.Zone)
	if err != nil {
		return ctx, usageError{fmt.Sprintf("--ref %q: %v", c.Ref, err)}
	}
	ctx.Published, ctx.PublishedDay, ctx.DateFrom, ctx.Tense = ref, day, "stated", c.Tense
	if c.Story != "" {
		at, _, err := parseDate(c.Story, ctx.Zone)
		if err != nil {
			return ctx, usageError{fmt.Sprintf("--story %q: %v", c.Story, err)}
		}
		ctx.Narrated = &recoupe.Interval{Start: at}
	}
	return ctx, nil
}

func (c *whenCommand) place(ctx *when.Context) error {
	finder := newFinder()
	found := finder.Gazetteer.Lookup(c.At)
	if len(found) == 0 {
		return usageError{fmt.Sprintf("--at %q is no place of the gazetteer", c.At)}
	}
	lat, lon := found[0].Point[1], found[0].Point[0]
	ctx.Lat, ctx.Lon = &lat, &lon
	if ctx.Zone == nil {
		if loc, err := time.LoadLocation(finder.Zone(found[0].Country)); err == nil {
			ctx.Zone, ctx.ZoneFrom = loc, "place"
		}
	}
	return nil
}

// parseDate reads a day or a time; day says that the hour is unknown.
func parseDate(s string, loc *time.Location) (t time.Time, day bool, err error) {
	if loc == nil {
		loc = time.UTC
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, loc); err == nil {
		return t, true, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t, false, nil
		}
	}
	return t, false, fmt.Errorf("not a date; write 2024-12-04 or 2024-12-04T16:00:00+03:00")
}

// eachLine answers every line of a file with one JSON object.
func eachLine(s *streams, name string, answer func(string) (any, error)) error {
	var h intake.Hints
	raw, err := slurp(s.ctx, s.in, orDash(name), &h)
	if err != nil {
		return err
	}
	text, err := intake.Text(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", shown(name), err)
	}
	out := bufio.NewWriter(s.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" {
			continue
		}
		a, err := answer(line)
		if err != nil {
			return err
		}
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return out.Flush()
}

func orDash(name string) string {
	if name == "" {
		return "-"
	}
	return name
}

func bytesReader(b []byte) io.Reader { return bytes.NewReader(b) }
