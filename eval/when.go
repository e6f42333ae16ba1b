// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"recoupe/when"
)

// timeCase is a line of data/time/time_cases.dev.jsonl.gz.
type timeCase struct {
	Case                          int
	Source, Lang, Spec, ID, Input string
	Ref                           *string
	Negative                      bool
	Expected                      []timeExpected
	Duckling                      string `json:"expected_expr"`
	Flags                         map[string]string
}

type timeExpected struct {
	Text, Type string
	Timex      *string
	Start      int
	Past       any
	Future     any
	Values     []struct{ Timex, Type, Value, Start, End string }
}

// TimeScore counts expectations of one language.
type TimeScore struct {
	// Right of Scored have the exact value; Found have an overlapping expression at all.
	Right, Scored, Found int
	// LeftOut counts what is not scored, by reason.
	LeftOut map[string]int
	// Clean of Negatives yield nothing.
	Clean, Negatives int
	// Misses are for people: input, what was wanted, what came.
	Misses []string
	// Unclean are the negatives with what was found.
	Unclean []string
}

// WhenLangs are the languages measured.
var WhenLangs = []string{"fr", "en", "ar"}

// When resolves the public time cases and prints how many have the exact value.
func When(w io.Writer, shared string) (map[string]*TimeScore, error) {
	path := filepath.Join(shared, "data", "time", "time_cases.dev.jsonl.gz")
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	scores := map[string]*TimeScore{}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c timeCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		for _, key := range c.keys() {
			if scores[key] == nil {
				scores[key] = &TimeScore{LeftOut: map[string]int{}}
			}
			scores[key].add(&c)
		}
	}
	fmt.Fprintln(w, "| time cases | value exact | found | of | left out | negatives clean | bar |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	bars := map[string]string{"fr": ".90", "en": ".90", "ar": ".85"}
	for _, lang := range WhenLangs {
		for _, key := range []string{lang, lang + " recognizers-text", lang + " duckling"} {
			if s := scores[key]; s != nil {
				fmt.Fprintf(w, "| %s | %s | %s | %d | %s | %d of %d | %s |\n", key, share(s.Right, s.Scored), share(s.Found, s.Scored), s.Scored, s.left(), s.Clean, s.Negatives, bars[key])
			}
		}
	}
	return scores, sc.Err()
}

// left writes what is left out: the sum, then each reason.
func (s *TimeScore) left() string {
	sum, parts := 0, []string{}
	for _, why := range slices.Sorted(maps.Keys(s.LeftOut)) {
		sum += s.LeftOut[why]
		parts = append(parts, fmt.Sprintf("%s %d", why, s.LeftOut[why]))
	}
	return fmt.Sprintf("%d (%s)", sum, strings.Join(parts, ", "))
}

func share(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(n)/float64(of))
}

// keys are the scores that a case counts in. Holidays, zones by name and other
// calendars are out of scope; specifications without values only say what to find.
func (c *timeCase) keys() []string {
	known := false
	for _, l := range WhenLangs {
		known = known || l == c.Lang
	}
	for _, out := range []string{"Holiday", "TimeZone", "ComplexCalendar", "Extractor", "Experimental", "ExtendedTypes", "CalendarMode", "SplitDateAndTime", "TasksMode"} {
		known = known && !strings.Contains(c.Spec, out)
	}
	if !known || outside.MatchString(c.Input) || strings.Contains(c.Duckling, "Holiday") {
		return nil
	}
	return []string{c.Lang, c.Lang + " " + c.Source}
}

// outside is what the reference leaves out: holidays by name, meals, the
// shorthand of chats and of accounting years, and days that no calendar has.
var outside = regexp.MustCompile(`(?i)easter|christmas|no[eë]l|new year|jour de l'an|toussaint|jour des morts|f[êe]te |labor day|earth day|juneteenth|ides of|عيد` +
	`|lunch|d[ée]jeuner|breakfast|dinner|d[îi]ner|غداء|\b[eb]o[dmy]\b|ish\b|\d[ap]\b|ampm|after school` +
	`|school year|\bsy ?\d|\bh[12]\b|\dh[12]\b|\b[cf]y ?\d|working week|workweek|\bseasons?\b|independence|feb(ruary)? 30|30/2\b|29/2[-/]|2/29-|31st of this month|الحادي والثلاثين من هذا` +
	`|\b(same|même) (week|month|year|semaine|mois)|[<>]`)

// bareUnit names no date by itself: "the week", "my day", "la journée".
var bareUnit = regexp.MustCompile(`(?i)^(the|my|la|le|any|n'importe quelle) (day|week|month|year|hour|journée|semaine|année)$`)

func (s *TimeScore) add(c *timeCase) {
	ref, dated := c.reference()
	ctx := when.Context{Lang: c.Lang, Published: ref, Zone: ref.Location(), ZoneFrom: "stated"}
	if !dated {
		ctx.Zone = time.UTC
	}
	got := when.Resolve(c.Input, ctx)
	switch {
	case c.Duckling != "":
		s.duckling(c, ctx, got)
	case c.Negative || len(c.Expected) == 0:
		s.Negatives++
		if len(got) == 0 {
			s.Clean++
		} else {
			s.Unclean = append(s.Unclean, fmt.Sprintf("%s %s | %s | %s", c.Lang, c.Spec, c.Input, shown(got[0], true)))
		}
	default:
		for _, e := range c.Expected {
			s.recognizers(c, ctx, e, got, dated)
		}
	}
}

func (c *timeCase) reference() (time.Time, bool) {
	if c.Ref == nil {
		return time.Date(2016, 11, 7, 0, 0, 0, 0, time.UTC), false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, *c.Ref); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
