// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"recoupe"
	"recoupe/token"
)

// hama is Friday 7 March 2025, 15:00 in a zone of three hours.
func hama(lang string) Context {
	lat, lon := 35.13, 36.75
	zone := time.FixedZone("+03", 3*3600)
	return Context{Lang: lang, Published: time.Date(2025, 3, 7, 15, 0, 0, 0, zone), Zone: zone, ZoneFrom: "place", Lat: &lat, Lon: &lon}
}

// brief writes an interval as day and hour of both ends, value, grain and flags.
func brief(i recoupe.Interval) string {
	at := func(t time.Time) string {
		if t.IsZero() {
			return "_"
		}
		return t.Format("01-02T15")
	}
	s := i.Text + " [" + at(i.Start) + " " + at(i.End) + "] " + i.Timex.Value + " " + i.Grain
	if i.Timex.Mod != "" {
		s += " " + i.Timex.Mod
	}
	for _, f := range i.Flags {
		s += " !" + f
	}
	return s
}

func briefs(in []recoupe.Interval) []string {
	out := []string{}
	for _, i := range in {
		out = append(out, brief(i))
	}
	return out
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []string
	}{
		{"fr", "Les tirs ont repris jeudi soir puis vendredi à l'aube.", []string{
			"jeudi soir [03-06T18 03-07T00] 2025-03-06TEV part", "vendredi à l'aube [03-07T05 03-07T07] 2025-03-07TMO part"}},
		{"fr", "Le convoi partira lundi.", []string{"lundi [03-10T00 03-11T00] 2025-03-10 day"}},
		{"fr", "Le convoi est parti lundi.", []string{"lundi [03-03T00 03-04T00] 2025-03-03 day"}},
		{"fr", "Trois hommes de 40 ans et le 12e régiment", []string{}},
		{"fr", "L'heure est grave, au 18e jour du siège.", []string{}},
		{"fr", "Il a été libéré fin février, après avoir été pris le 2 mars 2024 vers 14h30.", []string{
			"fin février [02-21T00 03-01T00] 2025-02 ten_days END", "2 mars 2024 vers 14h30 [03-02T14 03-02T15] 2024-03-02T14:30 hour APPROX"}},
		{"fr", "dans la nuit du 5 au 6 mars", []string{"dans la nuit du 5 au 6 mars [03-05T20 03-06T06] 2025-03-05TNI night"}},
		{"fr", "d'ici mardi", []string{"d'ici mardi [_ 03-12T00] 2025-03-11 open BEFORE"}},
		{"en", "The bridge may fall; troops march on.", []string{}},
		{"en", "The town fell late on Monday, two days before the truce of 5 March.", []string{
			"late on Monday [03-03T20 03-04T02] 2025-03-03 part END", "two days before [_ _] P2D day !no_anchor", "5 March [03-05T00 03-06T00] 2025-03-05 day"}},
		{"en", "Aid will arrive on Tuesday.", []string{"Tuesday [03-11T00 03-12T00] 2025-03-11 day"}},
		{"en", "40 drones launched overnight, more will follow", []string{"overnight [03-06T20 03-07T06] 2025-03-06TNI night"}},
		{"en", "the drones will be launched overnight", []string{"overnight [03-07T20 03-08T06] 2025-03-07TNI night"}},
		{"en", "They fought overnight into Friday", []string{"overnight into Friday [03-06T20 03-07T06] 2025-03-06TNI night"}},
		{"en", "12/04/2024", []string{"12/04/2024 [12-04T00 12-05T00] 2024-12-04 day !day_month_order"}},
		{"ar", "سيصل الوفد يوم الاثنين", []string{"الاثنين [03-10T00 03-11T00] 2025-03-10 day"}},
		{"ar", "صباح اليوم الجمعة 7 آذار/مارس", []string{"صباح اليوم الجمعة 7 آذار/مارس [03-07T06 03-07T12] 2025-03-07TMO part"}},
		{"ar", "في ٣ مارس ٢٠٢٥", []string{"٣ مارس ٢٠٢٥ [03-03T00 03-04T00] 2025-03-03 day"}},
		{"ar", "15 رمضان 1446 هـ", []string{"15 رمضان 1446 هـ [03-15T00 03-16T00] 2025-03-15 day !hijri"}},
		{"fr", "mardi peu après minuit", []string{"mardi [03-04T00 03-05T00] 2025-03-04 day", "peu après minuit [03-04T00 03-05T00] 2025-03-04T00:00 hour AFTER"}},
		{"fr", "depuis plus de deux ans", []string{"depuis plus de deux ans [02-05T15 _] P2Y month"}},
		{"fr", "au lendemain de la prise de la ville", []string{"au lendemain [_ _] P1D day !no_anchor"}},
		{"fr", "chaque lundi à 16 heures", []string{"chaque lundi à 16 heures [_ _] XXXX-WXX-1T16 none"}},
		{"fr", "mardi entre 14h et 16h", []string{"mardi entre 14h et 16h [03-04T14 03-04T16] 2025-03-04T14:00|2025-03-04T16:00 minute"}},
		{"fr", "du 20 au 25 février", []string{"du 20 au 25 février [02-20T00 02-26T00] 2025-02-20|2025-02-25 day"}},
		{"en", "between February 25 and March 10", []string{"between February 25 and March 10 [02-25T00 03-07T15] 2025-02-25|2025-03-10 day !clipped"}},
		{"en", "from 2 to 5 pm on Tuesday", []string{"from 2 to 5 pm on Tuesday [03-04T14 03-04T17] 2025-03-04T14:00|2025-03-04T17:00 minute"}},
		{"en", "two days after the truce", []string{"two days after [_ _] P2D day !no_anchor"}},
		{"en", "earlier this month", []string{"earlier this month [03-01T00 03-07T15] 2025-03 month START !clipped"}},
		{"ar", "قبيل فجر الخميس", []string{"قبيل فجر الخميس [_ 03-06T05] 2025-03-06TMO open BEFORE"}},
		{"ar", "فجّر مسلحون جسرا يوم الخميس", []string{"الخميس [03-06T00 03-07T00] 2025-03-06 day"}},
		{"ar", "قُصف الحي فجر الخميس", []string{"فجر الخميس [03-06T05 03-06T07] 2025-03-06TMO part"}},
		{"ar", "خلال الأيام القليلة الماضية", []string{"خلال الأيام القليلة الماضية [02-28T15 03-07T15] PXD vague"}},
		{"ar", "26 شباط الماضي", []string{"26 شباط الماضي [02-26T00 02-27T00] 2025-02-26 day"}},
		{"de", "am Montag", []string{}},
	} {
		if d := cmp.Diff(tt.want, briefs(Resolve(tt.text, hama(tt.lang)))); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}

// TestUndated: without a dateline what is absolute stays, the rest has no bounds and says so.
func TestUndated(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"mardi soir", "mardi soir [_ _] XXXX-WXX-2TEV part !no_date"},
		{"hier", "hier [_ _] OFFSET P-1D day !no_date"},
		{"le 5 mai", "5 mai [_ _] XXXX-05-05 day !no_date"},
		{"le 5 mai 2023", "5 mai 2023 [05-05T00 05-06T00] 2023-05-05 day !zone"},
		{"récemment", "récemment [_ _] PAST_REF vague !no_date"},
	} {
		got := Resolve(tt.text, Context{Lang: "fr"})
		if len(got) != 1 || brief(got[0]) != tt.want {
			t.Errorf("%s: got %v, want %s", tt.text, briefs(got), tt.want)
		}
	}
}

// sound checks what must hold of every interval.
func sound(t interface{ Errorf(string, ...any) }, text string, i recoupe.Interval) {
	for _, sp := range i.Spans {
		if sp.Empty() || sp.In(text) != i.Text || utf8.ValidString(text) && !utf8.ValidString(i.Text) {
			t.Errorf("%q: span %v does not give %q", text, sp, i.Text)
		}
	}
	order := []time.Time{}
	for _, b := range []time.Time{i.Start, i.End} {
		if !b.IsZero() {
			order = append(order, b)
		}
	}
	if len(order) == 2 && !order[0].Before(order[1]) {
		t.Errorf("%q: starts %v, ends %v (%s %s)", text, i.Start, i.End, i.Rule, i.Text)
	}
	if !i.StartLatest.IsZero() && i.StartLatest.Before(i.Start) || !i.EndEarliest.IsZero() && !i.End.IsZero() && i.End.Before(i.EndEarliest) {
		t.Errorf("%q: soft bounds cross: %v", text, i)
	}
	if i.Grain == "" || i.Timex.Type == "" || i.Rule == "" || i.Anchor == "" {
		t.Errorf("%q: unsaid: %+v", text, i)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"dans la nuit du 3 au 4", "31/02/2024", "du 30 février au 31 juin", "at 25:61 on 12/34", "ليلة الثلاثاء الأربعاء", "depuis 99999999 ans", "il y a 3,5 siècles", "Monday Monday 31 Feb", "5th Monday of February", "30 صفر 1400", "24h00-2h", "٩٩٩٩"} {
		for _, lang := range []string{"fr", "en", "ar"} {
			f.Add(s, lang, int64(1733313600))
		}
	}
	f.Fuzz(func(t *testing.T, text, lang string, at int64) {
		c := hama(lang)
		c.Published = time.Unix(at%(1<<33), 0).In(c.Zone)
		for _, i := range Resolve(text, c) {
			sound(t, text, i)
		}
		c.PublishedDay, c.Lat = true, nil
		_, sents := token.Document(text, lang, nil)
		for k := range sents {
			for _, i := range Find(text, &sents[k], c) {
				sound(t, text, i)
			}
		}
	})
}

// TestAlgebra: shifting there and back, units that tile time, weekdays within a week.
func TestAlgebra(t *testing.T) {
	units := []unit{minute, hour, day, week, month, quarter, year, decade}
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(-1<<31, 1<<32).Draw(t, "at"), 0).UTC()
		u := rapid.SampledFrom(units).Draw(t, "unit")
		n := rapid.IntRange(-40, 40).Draw(t, "n")
		s := this(at, u)
		if at.Before(s.lo) || !at.Before(s.hi) {
			t.Errorf("this %s of %v is %v", u, at, s)
		}
		if a, b := next(at, n, u), next(at, n+1, u); !a.hi.Equal(b.lo) {
			t.Errorf("%s %d ends %v, the next begins %v", u, n, a.hi, b.lo)
		}
		if back := shift(shift(s, n, u), -n, u); back != s {
			t.Errorf("shift %d %s and back: %v, was %v", n, u, back, s)
		}
		d := rapid.IntRange(1, 7).Draw(t, "weekday")
		w := weekday(at, d, 2)
		if isoDay(w.lo) != d || w.lo.After(at) || at.Sub(w.lo) >= 7*24*time.Hour {
			t.Errorf("latest weekday %d on or before %v is %v", d, at, w.lo)
		}
	})
}

// TestSun compares with the table of the NOAA calculator at four places; local time, two minutes.
func TestSun(t *testing.T) {
	for _, tt := range []struct {
		name     string
		y, m, d  int
		zone     int
		lat, lon float64
		alt      float64
		rising   bool
		want     string
	}{
		{"Hama, winter, sunrise", 2024, 12, 4, 3, 35.13, 36.75, horizon, true, "07:26"},
		{"Hama, winter, fajr", 2024, 12, 4, 3, 35.13, 36.75, astronomical, true, "05:56"},
		{"Hama, summer, sunset", 2024, 6, 21, 3, 35.13, 36.75, horizon, false, "19:50"},
		{"El Fasher, nautical dawn", 2024, 12, 4, 2, 13.63, 25.35, nautical, true, "05:39"},
		{"Kyiv, summer, never that dark", 2024, 6, 21, 3, 50.45, 30.52, astronomical, true, "never"},
	} {
		day := time.Date(tt.y, time.Month(tt.m), tt.d, 0, 0, 0, 0, time.FixedZone("", tt.zone*3600))
		at, ok := sun(day, tt.lat, tt.lon, tt.alt, tt.rising)
		if !ok {
			if tt.want != "never" {
				t.Errorf("%s: never, want %s", tt.name, tt.want)
			}
			continue
		}
		want, err := time.Parse("15:04", tt.want)
		if err != nil || math.Abs(float64(at.Hour()*60+at.Minute()-want.Hour()*60-want.Minute())) > 2 {
			t.Errorf("%s: %s, want %s", tt.name, at.Format("15:04"), tt.want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := "L'armée a affirmé mercredi matin avoir repris la ville dans la nuit de lundi à mardi, après des combats qui duraient depuis le 27 novembre, selon des habitants joints par téléphone vers 10h30."
	_, sents := token.Document(text, "fr", nil)
	n := 0
	for b.Loop() {
		n += len(Find(text, &sents[0], hama("fr")))
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "mentions/s")
}
