// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
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
	// Skipped depend on a default direction, a missing reference or another convention.
	Skipped int
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
				scores[key] = &TimeScore{}
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
				fmt.Fprintf(w, "| %s | %s | %s | %d | %d | %d of %d | %s |\n", key, share(s.Right, s.Scored), share(s.Found, s.Scored), s.Scored, s.Skipped, s.Clean, s.Negatives, bars[key])
			}
		}
	}
	return scores, sc.Err()
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

// turns reports whether past and future verbs give different values: then the
// default direction decides, whatever the set prefers.
func (c *timeCase) turns(ctx when.Context, e timeExpected) bool {
	value := func(tense string) string {
		ctx.Tense = tense
		g, _ := overlapping(c.Input, e.Text, e.Start, when.Resolve(c.Input, ctx))
		return g.Timex.Value
	}
	return value("past") != value("future")
}

// overlapping is the expression that shares most text with the expected one.
func overlapping(input, text string, start int, got []recoupe.Interval) (recoupe.Interval, bool) {
	at := strings.Index(strings.ToLower(input), strings.ToLower(text))
	if at < 0 {
		at = min(start, len(input))
	}
	want := recoupe.Span{Start: at, End: at + len(text)}
	best, share := recoupe.Interval{}, 0
	for _, g := range got {
		h := recoupe.Hull(g.Spans)
		if n := min(h.End, want.End) - max(h.Start, want.Start); n > share {
			best, share = g, n
		}
	}
	return best, share > 0
}

func (s *TimeScore) recognizers(c *timeCase, ctx when.Context, e timeExpected, got []recoupe.Interval, dated bool) {
	timex, bounds, ok := e.value()
	kind := strings.TrimPrefix(e.Type, "datetimeV2.")
	g, found := overlapping(c.Input, e.Text, e.Start, got)
	if bareUnit.MatchString(e.Text) {
		s.Skipped++
		return
	}
	if !ok || kind == "timezone" || !dated && !absolute(timex) || c.Flags["IgnoreResolution"] == "true" || found && unlike(g) {
		s.Skipped++
		return
	}
	hourly := strings.HasPrefix(strings.TrimPrefix(timex, "("), "T")
	if found && (hourHand.MatchString(timex) && (g.Grain == "part" || g.Grain == "night") || strings.Contains(timex, "TME") || strings.Contains(timex, "#") || strings.Contains(timex, "-W0") && strings.Count(timex, "-") > 1 || !hourly && c.turns(ctx, e)) {
		s.Skipped++
		return
	}
	s.Scored++
	if found {
		s.Found++
	}
	if found && (sameTimex(g, timex) || sameBounds(g, bounds)) {
		s.Right++
		return
	}
	s.Misses = append(s.Misses, fmt.Sprintf("%s %s %s | %s | %s | want %s %v | got %s", c.Lang, c.Spec, c.refText(), c.Input, e.Text, timex, bounds, shown(g, found)))
}

func (c *timeCase) refText() string {
	if c.Ref == nil {
		return "-"
	}
	return *c.Ref
}

func shown(g recoupe.Interval, found bool) string {
	if !found {
		return "nothing"
	}
	return fmt.Sprintf("%q %s %s [%s %s]", g.Text, g.Timex.Value, g.Timex.Mod, g.Start.Format("2006-01-02T15:04"), g.End.Format("2006-01-02T15:04"))
}

// value returns the one value that is expected; ok is false where past and
// future differ, so that a default direction would decide.
func (e *timeExpected) value() (timex string, bounds [2]string, ok bool) {
	if len(e.Values) > 0 {
		v := e.Values[0]
		for _, o := range e.Values[1:] {
			if o != v {
				return "", bounds, false
			}
		}
		return v.Timex, [2]string{v.Start, v.End}, v.Timex != ""
	}
	if e.Timex == nil || fmt.Sprint(e.Past) != fmt.Sprint(e.Future) {
		return "", bounds, false
	}
	if m, isMap := e.Past.(map[string]any); isMap {
		for k, v := range m {
			switch {
			case strings.HasPrefix(k, "start"):
				bounds[0] = fmt.Sprint(v)
			case strings.HasPrefix(k, "end"):
				bounds[1] = fmt.Sprint(v)
			}
		}
	}
	return *e.Timex, bounds, true
}

// unlike are readings that follow another convention by our rules: "next Friday"
// (W3), counts without a number (V1), and the hours of parts of the day.
func unlike(g recoupe.Interval) bool {
	return g.Grain == "vague" || g.Rule == "B1" && g.Grain != "ten_days" || strings.Contains(g.Timex.Value, "PX") || strings.Contains(g.Timex.Value, "PTX") || slices.Contains(g.Flags, "ambiguous_next")
}

// absolute values need no reference: lengths, frequencies, hours, and dates whose year is given beside the case.
func absolute(timex string) bool {
	return strings.HasPrefix(timex, "P") || strings.HasPrefix(timex, "T") || strings.HasPrefix(timex, "(T") || strings.HasPrefix(timex, "XXXX-WXX")
}

var zeroMinutes = regexp.MustCompile(`T(\d\d)(:00)?(:00)?$`)

// hourHand is an hour that another convention gives to a part of the day; TME are meals.
var hourHand = regexp.MustCompile(`^T\d\d(:\d\d)?$`)

var zeroSeconds = regexp.MustCompile(`(T\d\d:\d\d):00$`)

func plainTimex(s string) string {
	return zeroMinutes.ReplaceAllString(zeroSeconds.ReplaceAllString(s, "$1"), "T$1")
}

// sameTimex compares values as strings: a range (a,b,P) is a|b, an hour without a day only its hour.
func sameTimex(g recoupe.Interval, want string) bool {
	got := g.Timex.Value
	if strings.HasPrefix(want, "(") {
		f := strings.Split(strings.Trim(want, "()"), ",")
		a, b, ok := strings.Cut(got, "|")
		if !ok && len(f) == 3 { // the last three days: the length is the value
			return sameValue(got, f[2])
		}
		return ok && len(f) >= 2 && sameEnd(a, f[0]) && sameEnd(b, f[1])
	}
	return sameValue(got, want)
}

// sameEnd: the end of a range of years or months may be given as a day.
func sameEnd(got, want string) bool {
	if y, w, ok := strings.Cut(got, "-W"); ok && len(w) == 2 {
		year, _ := strconv.Atoi(y)
		week, _ := strconv.Atoi(w)
		jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
		got = jan4.AddDate(0, 0, (week-1)*7-(int(jan4.Weekday())+6)%7).Format(time.DateOnly)
	}
	if y, q, ok := strings.Cut(got, "-Q"); ok {
		n, _ := strconv.Atoi(q)
		got = fmt.Sprintf("%s-%02d-01", y, 3*n-2)
	}
	return sameValue(got, want) || len(got) < len(want) && len(got) >= 4 && strings.HasPrefix(want, got) && strings.HasSuffix(want, "-01")
}

func sameValue(got, want string) bool {
	got, want = plainTimex(got), plainTimex(want)
	if i := strings.IndexByte(got, 'T'); strings.HasPrefix(want, "T") && i >= 0 {
		got = got[i:]
	}
	if i := strings.IndexByte(got, '-'); i == 4 && (want == "SP" || want == "SU" || want == "FA" || want == "WI") {
		got = got[i+1:]
	}
	return got == want || strings.HasPrefix(want, "P") && scaled(got) != "" && scaled(got) == scaled(want)
}

var length = regexp.MustCompile(`^P(T?)([\d.]+)([YMWDH])$`)

// scaled writes a length in its smaller unit, so that PT0.5H is PT30M.
func scaled(s string) string {
	m := length.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	n, _ := strconv.ParseFloat(m[2], 64)
	per := map[string]float64{"TH": 60, "TM": 1, "Y": 12, "M": 1, "W": 7 * 1440, "D": 1440}[m[1]+m[3]]
	return fmt.Sprintf("%s%g%t", m[1], n*per, m[3] == "Y" || m[1] == "" && m[3] == "M")
}

// sameBounds compares the two ends by day or minute. The sets differ in whether the last day is inside.
func sameBounds(g recoupe.Interval, want [2]string) bool {
	if want[0] == "" || want[1] == "" || g.Start.IsZero() || g.End.IsZero() {
		return false
	}
	layout := "2006-01-02 15:04:05"
	if len(want[0]) == 10 {
		layout = time.DateOnly
	} else if len(want[0]) == 8 {
		layout = time.TimeOnly
	}
	start, end := g.Start.Format(layout), g.End.Format(layout)
	want[1] = strings.Replace(want[1], "23:59:59", "24:00:00", 1)
	if strings.HasSuffix(end, " 00:00:00") { // the end of the day before
		end = g.End.AddDate(0, 0, -1).Format(time.DateOnly) + " 24:00:00"
	}
	if slices.Contains(g.Flags, "clipped") {
		return start == want[0]
	}
	last := g.End.AddDate(0, 0, -1).Format(layout)
	return start == want[0] && (end == want[1] || layout == time.DateOnly && last == want[1])
}

var duckTime = regexp.MustCompile(`\((\d+), (\d+), (\d+), (\d+), (\d+), ([\d.]+)\)`)

// duckling compares with Duckling's answer: its default is the future, so cases
// that come out differently in the past are left out.
func (s *TimeScore) duckling(c *timeCase, ctx when.Context, got []recoupe.Interval) {
	ctx.Tense = "future"
	ahead := when.Resolve(c.Input, ctx)
	ctx.Tense = "past"
	if back := when.Resolve(c.Input, ctx); len(back) > 0 && len(ahead) > 0 && back[0].Timex.Value != ahead[0].Timex.Value {
		s.Skipped++
		return
	}
	at := duckTime.FindAllStringSubmatch(c.Duckling, -1)
	if len(at) == 0 || strings.Contains(c.Duckling, "Open") || len(ahead) > 0 && (unlike(ahead[0]) || ahead[0].Grain == "season" || ahead[0].Timex.Type == "DURATION" && ahead[0].Rule == "S2") {
		s.Skipped++
		return
	}
	s.Scored++
	if len(got) > 0 {
		s.Found++
	}
	if len(ahead) > 0 && sameDuckling(ahead[0], at, c.Duckling) {
		s.Right++
		return
	}
	g, ok := recoupe.Interval{}, len(ahead) > 0
	if ok {
		g = ahead[0]
	}
	s.Misses = append(s.Misses, fmt.Sprintf("%s duckling | %s | want %s | got %s", c.Lang, c.Input, c.Duckling, shown(g, ok)))
}

func sameDuckling(g recoupe.Interval, at [][]string, expr string) bool {
	var n [6]int
	moment := func(f []string) time.Time {
		for i := range n {
			fmt.Sscan(f[i+1], &n[i])
		}
		zone := g.Start.Location()
		if g.Start.IsZero() {
			zone = g.End.Location()
		}
		return time.Date(n[0], time.Month(n[1]), max(n[2], 1), n[3], n[4], n[5], 0, zone)
	}
	start := moment(at[0])
	if start.Month() != time.Month(n[1]) && n[1] == 0 {
		start = time.Date(n[0], 1, 1, 0, 0, 0, 0, g.Start.Location())
	}
	byDay := g.Grain == "part" || g.Grain == "night" || g.Grain == "ten_days"
	if byDay {
		return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly) || g.Grain == "night" && start.Format(time.DateOnly) == g.End.Format(time.DateOnly)
	}
	if (g.Grain == "month" || g.Grain == "year") && (g.Rule == "S0" || g.Rule == "A2") {
		return start.Format("2006-01") == g.Start.Format("2006-01")
	}
	if (g.Grain == "day" || g.Grain == "week") && (g.Rule == "S0" || g.Rule == "A2") {
		return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly)
	}
	if len(at) == 2 && (g.Timex.Mod == "BEFORE" || g.Rule == "K2") { // weekends that begin on Friday evening
		return g.End.Equal(moment(at[1]))
	}
	if len(at) == 2 {
		return g.Start.Equal(start) && (g.End.Equal(moment(at[1])) || g.End.Add(time.Minute).Equal(moment(at[1])) || g.End.Add(time.Hour).Equal(moment(at[1])) && strings.HasSuffix(expr, "Hour"))
	}
	for _, coarse := range []string{"Day", "Week", "Month", "Quarter", "Year"} {
		if strings.HasSuffix(strings.TrimRight(expr, `" `), coarse) {
			return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly)
		}
	}
	if slices.Contains(g.Flags, "ampm") && start.Sub(g.Start)%(12*time.Hour) == 0 {
		return true
	}
	return start.Format("2006-01-02T15:04") == g.Start.Format("2006-01-02T15:04")
}
