// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/lexicon"
)

// forms are the plural forms that a counted word needs in each language (CLDR, for whole numbers).
var forms = map[string][]string{"fr": {"one", "other"}, "en": {"one", "other"}, "ar": {"one", "two", "few", "many", "other"}}

var plural = regexp.MustCompile(`\.(zero|one|two|few|many|other)$`)

// stems are the keys of a language without plural forms.
func stems(l *locale) []string {
	var out []string
	for key := range l.words {
		out = append(out, plural.ReplaceAllString(key, ".#"))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestLocales wants the same keys in every language, every plural form, and the same arguments in the same number.
func TestLocales(t *testing.T) {
	ls := mustLocales()
	fr := ls["fr"]
	verbs := regexp.MustCompile(`%[sd]`)
	for _, code := range Langs {
		if diff := cmp.Diff(stems(fr), stems(ls[code])); diff != "" {
			t.Errorf("keys of fr and %s differ (-fr +%s):\n%s", code, code, diff)
		}
		for key, words := range ls[code].words {
			if words == "" {
				t.Errorf("%s: %s has no words", code, key)
			}
			if base, form, ok := cutForm(key); ok {
				for _, f := range forms[code] {
					if !ls[code].has(base + "." + f) {
						t.Errorf("%s: %s has the form %s and not %s", code, base, form, f)
					}
				}
				continue
			}
			if got, want := verbs.FindAllString(words, -1), verbs.FindAllString(fr.words[key], -1); !slices.Equal(got, want) {
				t.Errorf("%s: %s takes %v, in French %v", code, key, got, want)
			}
		}
	}
}

func cutForm(key string) (base, form string, ok bool) {
	m := plural.FindStringSubmatch(key)
	if m == nil {
		return "", "", false
	}
	return strings.TrimSuffix(key, m[0]), m[1], true
}

// TestKeysUsed wants words for every key that a page or the program asks for, and no words that nobody asks for.
func TestKeysUsed(t *testing.T) {
	l := mustLocales()["fr"]
	source := ""
	for _, pattern := range []string{"pages/*.html", "*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				source += string(raw)
			}
		}
	}
	for _, m := range regexp.MustCompile(`\b[tn] "([a-z0-9._]+)"|\.[tn]\("([a-z0-9._]+)"[,)]`).FindAllStringSubmatch(source, -1) {
		key := m[1] + m[2]
		counted := strings.HasPrefix(m[0], "n ") || strings.HasPrefix(m[0], ".n(")
		if !counted && !l.has(key) || counted && !l.has(key+".other") {
			t.Errorf("no words for %s", key)
		}
	}
	// A key is asked for whole, or its beginning is, with the rest made by the program.
	asked := regexp.MustCompile(`"([a-z]+(?:\.[a-z0-9]+)*\.?)`)
	beginnings := map[string]bool{}
	for _, m := range asked.FindAllStringSubmatch(source, -1) {
		beginnings[m[1]] = true
	}
	for _, key := range stems(l) {
		key = strings.TrimSuffix(key, ".#")
		if beginnings[key] {
			continue
		}
		found := false
		for i := strings.IndexByte(key, '.'); i >= 0; {
			found = found || beginnings[key[:i+1]]
			j := strings.IndexByte(key[i+1:], '.')
			if j < 0 {
				break
			}
			i += j + 1
		}
		if !found {
			t.Errorf("nobody asks for %s", key)
		}
	}
}

// TestVocabulary wants words for everything that the readings may hold.
func TestVocabulary(t *testing.T) {
	l := mustLocales()["ar"]
	want := []string{}
	for _, s := range states {
		want = append(want, "state."+string(s), "about.state."+string(s))
	}
	for _, v := range []recoupe.Value{recoupe.CTPlus, recoupe.CTMinus, recoupe.PRPlus, recoupe.PRMinus, recoupe.PSPlus, recoupe.PSMinus, recoupe.CTu, recoupe.Uu} {
		want = append(want, "commit."+string(v))
	}
	for _, m := range []recoupe.Modality{recoupe.Asserted, recoupe.ReportedAs, recoupe.Possible, recoupe.Future, recoupe.Wished, recoupe.Ordered, recoupe.Asked, recoupe.DeniedAs} {
		want = append(want, "mood."+string(m))
	}
	for _, s := range []string{"occurrence", "holder", "extent", "place", "time", "author", "figure", "distance"} {
		want = append(want, "slot."+s)
	}
	for _, s := range []string{"held", "partly_held", "vacated", "entered", "contested", "besieged", "threatened", "line_cut", "repelled", "handed_over"} {
		want = append(want, "hold."+s)
	}
	for _, s := range []string{"accepted", "claimed", "disputed", "presupposed", "stale"} {
		want = append(want, "status."+s)
	}
	for _, code := range lexicon.Langs() {
		if rows, err := lexicon.Table(code + "/triggers.txt"); err == nil {
			for _, row := range rows {
				for _, cell := range row {
					if regexp.MustCompile(`^[A-Z]{3,4}\.[A-Z]+$`).MatchString(cell) {
						want = append(want, "ev."+cell)
					}
				}
			}
		}
	}
	slices.Sort(want)
	for _, key := range slices.Compact(want) {
		if !l.has(key) {
			t.Errorf("no words for %s", key)
		}
	}
}

func TestPlural(t *testing.T) {
	ls := mustLocales()
	tests := []struct {
		lang string
		n    int
		want string
	}{
		{"fr", 0, "0 dépêche"}, {"fr", 1, "1 dépêche"}, {"fr", 2, "2 dépêches"}, {"en", 0, "0 dispatches"}, {"en", 1, "1 dispatch"}, {"en", 12, "12 dispatches"},
		{"fr", 1234, "1\u202f234 dépêches"}, {"en", 1234, "1,234 dispatches"},
		{"ar", 0, "لا أخبار"}, {"ar", 1, "خبر واحد"}, {"ar", 2, "خبران"}, {"ar", 7, "7 أخبار"}, {"ar", 11, "11 خبرا"}, {"ar", 100, "100 خبر"}, {"ar", 103, "103 أخبار"},
	}
	for _, tt := range tests {
		if got := ls[tt.lang].n("count.dispatch", tt.n); got != tt.want {
			t.Errorf("%s %d: got %q, want %q", tt.lang, tt.n, got, tt.want)
		}
	}
}

func TestPlaceWords(t *testing.T) {
	ls := mustLocales()
	ten := 10.0
	tests := []struct {
		lang string
		p    recoupe.Place
		want string
	}{
		{"fr", recoupe.Place{Name: "Alep", Relation: "direction_from", Directions: []string{"NE", "NW"}}, "au nord-est et au nord-ouest d’Alep"},
		{"fr", recoupe.Place{Name: "Homs", Relation: "direction_from", Directions: []string{"E"}}, "à l’est de Homs"},
		{"fr", recoupe.Place{Name: "Hama", Relation: "part_of", Directions: []string{"W", "N"}}, "ouest et nord de Hama"},
		{"fr", recoupe.Place{Name: "Liban", Kind: "country", Relation: "part_of", Directions: []string{"S"}}, "sud du Liban"},
		{"fr", recoupe.Place{Name: "Ukraine", Kind: "country", Relation: "part_of", Directions: []string{"E"}}, "est de l'Ukraine"},
		{"fr", recoupe.Place{Name: "Idleb", Relation: "distance_from", Distance: &ten}, "à 10 km d’Idleb"},
		{"fr", recoupe.Place{Name: "Idleb", Relation: "distance_from", Distance: &ten, Directions: []string{"N"}}, "à 10 km au nord d’Idleb"},
		{"en", recoupe.Place{Name: "Hama", Relation: "distance_from", Distance: &ten, Directions: []string{"SW"}}, "10 km south-west of Hama"},
		{"fr", recoupe.Place{Name: "Le Caire", Relation: "near"}, "près du Caire"},
		{"fr", recoupe.Place{Name: "Hama", Relation: "around", Count: 2}, "2 lieux sans nom, Hama"},
		{"en", recoupe.Place{Name: "Hama", Relation: "distance_from", Distance: &ten, Directions: nil}, "10 km from Hama"},
		{"en", recoupe.Place{Name: "Hama", Relation: "at_edge_of"}, "at the gates of Hama"},
		{"en", recoupe.Place{Mention: recoupe.Mention{Text: "the old mill"}}, "the old mill"},
		{"ar", recoupe.Place{Name: "حماة", Relation: "near"}, "قرب حماة"},
		{"fr", recoupe.Place{Name: "Homs – Hama", Relation: "between"}, "Homs – Hama"},
	}
	for _, tt := range tests {
		if got := ls[tt.lang].place(tt.p); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.lang, got, tt.want)
		}
	}
}

func TestFigureWords(t *testing.T) {
	l := mustLocales()["en"]
	n := func(x float64) *float64 { return &x }
	tests := []struct {
		band recoupe.FigureBand
		want string
	}{
		{recoupe.FigureBand{Low: n(12), High: n(15), Unit: "person", Category: "killed"}, "12–15 people · killed"},
		{recoupe.FigureBand{Low: n(12), High: n(12), HighOpen: true, Unit: "person"}, "at least 12 people"},
		{recoupe.FigureBand{Low: n(300), Unit: "household"}, "at least 300 families"},
		{recoupe.FigureBand{High: n(9)}, "at most 9"},
		{recoupe.FigureBand{}, "number not said"},
	}
	for _, tt := range tests {
		if got := l.figure(tt.band); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	if got := l.said(recoupe.Figure{Low: n(705), Qualifier: "more_than", Unit: "person"}); got != "more than 704 people" {
		t.Errorf("got %q", got)
	}
}

// TestInterval wants no instant finer than what was said.
func TestInterval(t *testing.T) {
	l := mustLocales()["en"]
	at := func(day, hour int) time.Time { return time.Date(2024, 12, day, hour, 0, 0, 0, time.UTC) }
	tests := []struct {
		in   *recoupe.Interval
		want string
	}{
		{nil, "date unknown"},
		{&recoupe.Interval{Start: at(4, 0), End: at(5, 0), Grain: "day"}, "4 Dec 2024"},
		{&recoupe.Interval{Start: at(3, 18), End: at(4, 6), Grain: "part"}, "night of 3 to 4 Dec 2024"},
		{&recoupe.Interval{Start: at(4, 6), End: at(4, 12), Grain: "part"}, "4 Dec 2024, 06:00–12:00"},
		{&recoupe.Interval{Start: at(1, 0), End: at(8, 0), Grain: "week"}, "1 Dec 2024 – 7 Dec 2024"},
		{&recoupe.Interval{Start: at(2, 0), OpenEnd: true, Grain: "day"}, "since 2 Dec 2024"},
		{&recoupe.Interval{End: at(5, 0), OpenStart: true, Grain: "day"}, "until 4 Dec 2024"},
	}
	for _, tt := range tests {
		if got := l.interval(tt.in, time.UTC); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestTold: a day without an hour is not given one by the zone.
func TestTold(t *testing.T) {
	l, zone := mustLocales()["en"], time.FixedZone("", 3*3600)
	for want, at := range map[string]time.Time{
		"4 Dec 2024":        time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC),
		"4 Dec 2024, 03:01": time.Date(2024, 12, 4, 0, 1, 0, 0, time.UTC),
		l.t("date.unknown"): {},
	} {
		if got := l.told(at, zone); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
