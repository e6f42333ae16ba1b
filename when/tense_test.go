// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
)

// parsed reads a text with the tree of its language's pack. The dateline is Friday 7 March 2025, 15:00.
func parsed(t *testing.T, text, lang string) []recoupe.Interval {
	t.Helper()
	pack, ok := packs.Get(lang)
	if !ok {
		t.Skipf("no pack for %s: tense by the tree is not checked", lang)
	}
	_, sents := token.Document(text, lang, pack.Choose)
	work := syntax.NewWork()
	var out []recoupe.Interval
	for i := range sents {
		pack.Parse(&sents[i], work)
		out = append(out, Find(text, &sents[i], hama(lang))...)
	}
	return out
}

// TestTense: the governing verb decides between past and future, clips, and ends a length.
func TestTense(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []string
	}{
		{"fr", "Les soldats ont quitté la ville lundi.", []string{"lundi [03-03T00 03-04T00] 2025-03-03 day"}},
		{"fr", "Les soldats quitteront la ville lundi.", []string{"lundi [03-10T00 03-11T00] 2025-03-10 day"}},
		{"fr", "Les soldats vont quitter la ville lundi.", []string{"lundi [03-10T00 03-11T00] 2025-03-10 day"}},
		{"fr", "Les soldats auraient quitté la ville lundi.", []string{"lundi [03-03T00 03-04T00] 2025-03-03 day"}},
		{"fr", "Le conseil se réunit le lundi.", []string{"lundi [_ _] XXXX-WXX-1 none"}},
		{"en", "The convoy left the town on Monday.", []string{"Monday [03-03T00 03-04T00] 2025-03-03 day"}},
		{"en", "The convoy will leave the town on Monday.", []string{"Monday [03-10T00 03-11T00] 2025-03-10 day"}},
		{"en", "The two sides fought for three days.", []string{"for three days [_ _] P3D none"}},
		{"en", "The two sides have fought for three days.", []string{"for three days [03-04T15 _] P3D day"}},
		{"en", "Talks will resume this week.", []string{"this week [03-03T00 03-10T00] 2025-W10 week"}},
		{"en", "Thousands were displaced in a week of fighting.", []string{"in a week [02-28T15 03-07T15] P1W week"}},
		{"en", "Talks resumed this week.", []string{"this week [03-03T00 03-07T15] 2025-W10 week !clipped"}},
		{"en", "The ministry will publish its figures on the raid launched overnight.", []string{"overnight [03-06T20 03-07T06] 2025-03-06TNI night"}},
		{"en", "The raid will be launched overnight.", []string{"overnight [03-07T20 03-08T06] 2025-03-07TNI night"}},
		{"en", "The port was shelled overnight on Friday.", []string{"overnight on Friday [03-06T20 03-07T06] 2025-03-06TNI night !night_side"}},
		{"en", "The port was shelled overnight on Thursday.", []string{"overnight on Thursday [03-06T20 03-07T06] 2025-03-06TNI night"}},
		{"ar", "غادر الوفد المدينة الاثنين.", []string{"الاثنين [03-03T00 03-04T00] 2025-03-03 day"}},
		{"ar", "سيغادر الوفد المدينة الاثنين.", []string{"الاثنين [03-10T00 03-11T00] 2025-03-10 day"}},
	} {
		if d := cmp.Diff(tt.want, briefs(parsed(t, tt.text, tt.lang))); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}

// TestNoise: what looks like a time and is none.
func TestNoise(t *testing.T) {
	for _, tt := range []struct{ lang, text string }{
		{"fr", "Il y a 2-4 blocs près du pont."},
		{"fr", "Un homme de 40 ans, le 12e bataillon et 1/10 des maisons."},
		{"en", "Two to four people pointed a gun at another."},
		{"en", "The building in the 7600 block is up to date."},
		{"en", "About 10 shells fell; the victims range in age from 16 to 20."},
		{"ar", "أصيب مدنيين اثنين قرب معبر باب الهوى"},
		{"ar", "الأب والأم وطفل (14 عاماً)"},
		{"ar", "سقط نحو 10 جرحى"},
	} {
		if got := briefs(parsed(t, tt.text, tt.lang)); len(got) > 0 {
			t.Errorf("%s: got %v, want nothing", tt.text, got)
		}
	}
}

// TestDateline: the dateline's day wins over the page's date, unless it is an old page shown again.
func TestDateline(t *testing.T) {
	page := time.Date(2025, 3, 7, 15, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, line string
		published  time.Time
		day        string
		dayOnly    bool
		from       string
	}{
		{"the day before", "NAHR, 6 mars (Agence) -", page, "2025-03-06", true, FromDateline},
		{"the same day keeps the hour", "NAHR, 7 mars 2025 -", page, "2025-03-07", false, FromDateline},
		{"without a date", "NAHR (Agence) -", page, "2025-03-07", false, FromPage},
		{"last year's", "NAHR, 6 mars 2024 -", page, "2025-03-07", false, FromPage},
		{"no page date, no year", "NAHR, 6 mars -", time.Time{}, "0001-01-01", false, ""},
		{"no page date", "NAHR, 6 mars 2025 -", time.Time{}, "2025-03-06", true, FromDateline},
	} {
		ctx := Dateline(tt.line, []recoupe.Span{spanOf(tt.line)}, Context{Lang: "fr", Published: tt.published})
		if got := dayValue(ctx.Published); got != tt.day || ctx.PublishedDay != tt.dayOnly || ctx.DateFrom != tt.from {
			t.Errorf("%s: %s day only %v from %q, want %s %v %q", tt.name, got, ctx.PublishedDay, ctx.DateFrom, tt.day, tt.dayOnly, tt.from)
		}
	}
}
