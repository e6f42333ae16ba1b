// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"embed"
	"fmt"
	"strings"
	"time"

	"recoupe"
)

//go:embed locale/*.txt
var localeFiles embed.FS

// Langs are the languages of the pages.
var Langs = []string{"fr", "en", "ar"}

// locale is the words of one language of the pages.
type locale struct {
	code, dir string
	words     map[string]string
	// placeName is a gazetteer entry's name in a language, "" where it is unknown; nil for none.
	placeName func(id, lang string) string
}

func mustLocales() map[string]*locale {
	out := map[string]*locale{}
	for _, code := range Langs {
		raw, err := localeFiles.ReadFile("locale/" + code + ".txt")
		if err != nil {
			panic(err)
		}
		words, err := parseLocale(string(raw))
		if err != nil {
			panic(fmt.Errorf("locale %s: %w", code, err))
		}
		l := &locale{code: code, dir: "ltr", words: words}
		if code == "ar" {
			l.dir = "rtl"
		}
		out[code] = l
	}
	return out
}

// parseLocale reads "key = words" lines; "#" begins a remark line.
func parseLocale(raw string) (map[string]string, error) {
	words := map[string]string{}
	for line := range strings.Lines(raw) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		if _, twice := words[key]; !ok || twice {
			return nil, fmt.Errorf("line %q: %w", line, recoupe.ErrInvalid)
		}
		words[key] = strings.TrimSpace(value)
	}
	return words, nil
}

// t returns the words for a key with its arguments; the key itself where there are none.
func (l *locale) t(key string, args ...any) string {
	w, ok := l.words[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return w
	}
	return fmt.Sprintf(w, args...)
}

// has reports whether the language has words for the key.
func (l *locale) has(key string) bool { _, ok := l.words[key]; return ok }

// n returns the words for a number of things: key.one, key.two, key.few, key.many, key.other as CLDR has them.
func (l *locale) n(key string, n int) string {
	form := l.plural(n)
	w, ok := l.words[key+"."+form]
	if !ok {
		w, ok = l.words[key+".other"]
	}
	if !ok {
		return fmt.Sprintf("%d %s", n, key)
	}
	return strings.ReplaceAll(w, "#", l.number(float64(n)))
}

// plural is the CLDR plural category of a whole number.
func (l *locale) plural(n int) string {
	switch {
	case l.code == "fr" && n < 2, l.code == "en" && n == 1:
		return "one"
	case l.code != "ar":
		return "other"
	case n == 0:
		return "zero"
	case n == 1:
		return "one"
	case n == 2:
		return "two"
	case n%100 >= 3 && n%100 <= 10:
		return "few"
	case n%100 >= 11:
		return "many"
	}
	return "other"
}

// number writes a number with the language's grouping; no more than one decimal.
func (l *locale) number(x float64) string {
	s := fmt.Sprintf("%.1f", x)
	whole, frac, _ := strings.Cut(s, ".")
	group, point := ",", "."
	if l.code == "fr" {
		group, point = "\u202f", ","
	}
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && c != '-' && (len(whole)-i)%3 == 0 && whole[i-1] != '-' {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	if frac != "0" {
		b.WriteString(point + frac)
	}
	return b.String()
}

// day writes a date: "4 déc. 2024".
func (l *locale) day(t time.Time) string {
	if t.IsZero() {
		return l.t("date.unknown")
	}
	return fmt.Sprintf("%d %s %d", t.Day(), l.t(fmt.Sprintf("month.%d", int(t.Month()))), t.Year())
}

// moment writes a date with its hour.
func (l *locale) moment(t time.Time) string {
	if t.IsZero() {
		return l.t("date.unknown")
	}
	return l.t("date.moment", l.day(t), t.Format("15:04"))
}

// told writes when something was said. Midnight in UTC is where a day of which no hour is known begins: the day alone is written.
func (l *locale) told(t time.Time, zone *time.Location) string {
	if u := t.UTC(); !t.IsZero() && u.Truncate(24*time.Hour).Equal(u) {
		return l.day(u)
	}
	return l.moment(inZone(t, zone))
}

// interval writes the outer bounds of an interval at its grain, never finer.
func (l *locale) interval(i *recoupe.Interval, zone *time.Location) string {
	if i == nil || i.Start.IsZero() && i.End.IsZero() {
		return l.t("date.unknown")
	}
	start, end := i.Start.In(zone), i.End.In(zone)
	switch {
	case i.Start.IsZero() || i.OpenStart:
		return l.t("date.until", l.day(end.Add(-time.Second)))
	case i.End.IsZero() || i.OpenEnd:
		return l.t("date.since", l.momentAt(start, i.Grain))
	case i.Grain == "minute" || i.Grain == "second":
		return l.moment(start)
	}
	last := end.Add(-time.Second)
	if sameDay(start, last) {
		if i.Grain == "day" || end.Sub(start) > 20*time.Hour {
			return l.day(start)
		}
		return l.t("date.moment", l.day(start), start.Format("15:04")+"–"+end.Format("15:04"))
	}
	if end.Sub(start) <= 20*time.Hour {
		return l.t("date.night", start.Day(), l.day(last))
	}
	return l.day(start) + " – " + l.day(last)
}

func (l *locale) momentAt(t time.Time, grain string) string {
	if grain == "hour" || grain == "minute" || grain == "second" || grain == "part" {
		return l.moment(t)
	}
	return l.day(t)
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
