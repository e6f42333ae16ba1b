// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package brief

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

var said = time.Date(2031, 5, 6, 10, 0, 0, 0, time.UTC)

// one is an event with one claim in the town of Alif, and the reading that it rests on.
func one(changed func(*recoupe.Event)) (recoupe.Woven, []recoupe.Reading) {
	ref := recoupe.ClaimRef{Dispatch: "d", Claim: "c1"}
	r := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: "d", Lang: "fr", Text: "des combats ont éclaté près de la gare"}}
	r.Claims = []recoupe.Claim{{ID: "c1", Event: "VIO.CLASH", Mention: recoupe.Mention{Text: r.Dispatch.Text, Spans: []recoupe.Span{{Start: 0, End: len(r.Dispatch.Text)}}}}}
	e := recoupe.Event{ID: "e1", Type: "VIO.CLASH", State: recoupe.Reported, Named: 1, Claims: []recoupe.ClaimRef{ref}, Places: []recoupe.Place{{ID: "x", Name: "Alif", Relation: "near", Kind: "town"}},
		Origins: []recoupe.Origin{{Source: "x-a", Name: "Centre Alpha", Named: true, Claims: []recoupe.ClaimRef{ref}, First: said, Last: said}}}
	if changed != nil {
		changed(&e)
	}
	return recoupe.Woven{Events: []recoupe.Event{e}}, []recoupe.Reading{r}
}

func against(e *recoupe.Event) {
	e.Origins = append(e.Origins, recoupe.Origin{Source: "x-b", Name: "Centre Beta", Named: true, Against: true})
}

// TestMood: the verb says no more than the state.
func TestMood(t *testing.T) {
	second := func(e *recoupe.Event) {
		e.Named = 2
		e.Origins = append(e.Origins, recoupe.Origin{Source: "x-b", Name: "Centre Beta", Named: true, Claims: e.Claims})
	}
	quote := " : « des combats ont éclaté près de la gare »."
	for _, tt := range []struct {
		lang    string
		changed func(*recoupe.Event)
		want    string
	}{
		{"fr", nil, "Selon le Centre Alpha, des combats ont eu lieu près d'Alif" + quote},
		{"en", nil, "According to Centre Alpha, fighting took place near Alif."},
		{"ar", nil, "بحسب Centre Alpha، وقعت اشتباكات قرب Alif."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Corroborated; second(e) }, "Des combats ont eu lieu près d'Alif, selon 2 origines indépendantes : le Centre Alpha et le Centre Beta" + quote},
		{"fr", func(e *recoupe.Event) { e.Modifiers = []string{"hedged"} }, "Des combats auraient eu lieu près d'Alif, selon le Centre Alpha" + quote},
		{"en", func(e *recoupe.Event) { e.Modifiers = []string{"hedged"} }, "Fighting reportedly took place near Alif, according to Centre Alpha."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Claimed }, "Le Centre Alpha affirme que des combats ont eu lieu près d'Alif" + quote},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Disputed; against(e) }, "Selon le Centre Alpha, des combats ont eu lieu près d'Alif ; le Centre Beta dit le contraire" + quote},
		{"en", func(e *recoupe.Event) { e.State = recoupe.Denied; against(e) }, "According to Centre Alpha, fighting took place near Alif, which Centre Beta denies."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Acknowledged; e.Origins[0].Interest = -1 }, "Des combats ont eu lieu près d'Alif, ce que le Centre Alpha reconnaît" + quote},
		{"fr", func(e *recoupe.Event) { e.Modifiers = []string{"negated"} }, "Selon le Centre Alpha, des combats n'ont pas eu lieu près d'Alif" + quote},
		{"fr", func(e *recoupe.Event) { e.State, e.Origins[0].Named = recoupe.Unsourced, false }, "Sans source indiquée : des combats auraient eu lieu près d'Alif."},
	} {
		w, rs := one(tt.changed)
		got := Write(w, rs, tt.lang)
		if len(got.Sentences) != 1 || got.Sentences[0].Text != tt.want {
			t.Errorf("%s: got %+v\nwant %s", tt.lang, got.Sentences, tt.want)
		}
	}
}

// TestRests: a sentence without a claim that stands in a text is not written, nor one that was withdrawn.
func TestRests(t *testing.T) {
	w, rs := one(nil)
	if d := cmp.Diff(w.Events[0].Claims, Write(w, rs, "fr").Sentences[0].Claims); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	for name, changed := range map[string]func(*recoupe.Event){
		"withdrawn":          func(e *recoupe.Event) { e.State = recoupe.Withdrawn },
		"all say it no more": func(e *recoupe.Event) { e.Origins[0].Withdrawn = true },
		"a claim that is not there": func(e *recoupe.Event) {
			e.Origins[0].Claims = []recoupe.ClaimRef{{Dispatch: "d", Claim: "c9"}}
		},
	} {
		w, rs := one(changed)
		if got := Write(w, rs, "fr").Sentences; len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestFigures(t *testing.T) {
	n := func(x float64) *float64 { return &x }
	for _, tt := range []struct {
		band recoupe.FigureBand
		want string
	}{
		{recoupe.FigureBand{Low: n(12), Best: n(12), High: n(12), Values: make([]recoupe.FigureSaid, 2)}, "bilan : 12 morts"},
		{recoupe.FigureBand{Low: n(9), Best: n(12), High: n(15), Values: make([]recoupe.FigureSaid, 3)}, "bilan : entre 9 et 15 morts (le plus souvent 12, 3 origines)"},
		{recoupe.FigureBand{Low: n(20), High: n(99), Values: make([]recoupe.FigureSaid, 2)}, "bilan : entre 20 et 99 morts"},
		{recoupe.FigureBand{Low: n(1), High: n(1), Values: make([]recoupe.FigureSaid, 2)}, "bilan : 1 mort"},
		{recoupe.FigureBand{Low: n(1500), Best: n(1500), High: n(115000), Values: make([]recoupe.FigureSaid, 3)}, "entre 1500 et 115\u202f000 morts (le plus souvent 1500,"},
		{recoupe.FigureBand{Low: n(115001), HighOpen: true, Best: n(115001), Values: []recoupe.FigureSaid{{Figure: recoupe.Figure{Low: n(115001), Qualifier: "more_than"}}}}, "bilan : plus de 115\u202f000 morts"},
		{recoupe.FigureBand{Low: n(300), HighOpen: true, Values: []recoupe.FigureSaid{{Origin: "x-a", Figure: recoupe.Figure{Mention: recoupe.Mention{Text: "au moins 300"}}, Claim: recoupe.ClaimRef{Dispatch: "d"}}}}, "bilan donné seulement par : au moins 300"},
		{recoupe.FigureBand{Low: n(300), HighOpen: true, Who: "civilian", Values: []recoupe.FigureSaid{{Origin: "x-a", Figure: recoupe.Figure{Mention: recoupe.Mention{Text: "at least 300"}}, Claim: recoupe.ClaimRef{Dispatch: "in English"}}}}, "au moins 300 morts (civils)"},
	} {
		tt.band.Category, tt.band.Unit = "killed", "person"
		w, rs := one(func(e *recoupe.Event) { e.Figures = []recoupe.FigureBand{tt.band} })
		if got := Write(w, rs, "fr").Sentences[0].Text; !strings.Contains(got, tt.want) {
			t.Errorf("got %s\nwant %s in it", got, tt.want)
		}
	}
}

// TestSuperseded: of an origin that says the opposite now, what it said before carries nothing and is not quoted.
func TestSuperseded(t *testing.T) {
	w, rs := one(func(e *recoupe.Event) {
		early := recoupe.ClaimRef{Dispatch: "d", Claim: "c0"}
		e.Origins[0].Claims = append([]recoupe.ClaimRef{early}, e.Origins[0].Claims...)
	})
	before := rs[0].Claims[0]
	before.ID, before.Polarity, before.Text = "c0", recoupe.Negative, "il n'y a pas de combats"
	rs[0].Claims = append(rs[0].Claims, before)
	s := Write(w, rs, "fr").Sentences[0]
	if d := cmp.Diff(w.Events[0].Claims, s.Claims); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if !strings.Contains(s.Text, "« des combats ont éclaté près de la gare »") {
		t.Error(s.Text)
	}
	o := &w.Events[0].Origins[0]
	o.Collapsed, o.Claims = []recoupe.Collapse{{Claim: o.Claims[1], Rule: "O1"}}, o.Claims[:1]
	if d := cmp.Diff(w.Events[0].Claims, Write(w, rs, "fr").Sentences[0].Claims); d != "" {
		t.Errorf("the later word is among those that collapsed: (-want +got)\n%s", d)
	}
}

// TestCounted: the form of what is counted, and the marks of the number.
func TestCounted(t *testing.T) {
	for _, tt := range []struct {
		lang, category, unit string
		n                    float64
		want                 string
	}{
		{"fr", "injured", "person", 0, "0 blessé"}, {"fr", "injured", "person", 2, "2 blessés"}, {"fr", "displaced", "household", 1, "1 famille déplacée"},
		{"fr", "displaced", "household", 12000, "12\u202f000 familles déplacées"}, {"en", "killed", "person", 1500, "1,500 killed"}, {"en", "displaced", "household", 1, "1 displaced family"},
		{"ar", "killed", "person", 1, "قتيل واحد"}, {"ar", "killed", "person", 2, "قتيلان"}, {"ar", "killed", "person", 7, "7 قتلى"}, {"ar", "killed", "person", 12, "12 قتيلا"},
		{"ar", "killed", "person", 100, "100 قتيل"}, {"ar", "killed", "person", 1103, "1,103 قتلى"}, {"ar", "missing", "household", 3, ""}, {"fr", "places", "person", 3, ""},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.counted(tt.n, tt.category, tt.unit); got != tt.want {
			t.Errorf("%s: %v %s: got %q, want %q", tt.lang, tt.n, tt.category, got, tt.want)
		}
	}
}

// TestAgrees: the verb has the number, in Arabic the gender, of who speaks.
func TestAgrees(t *testing.T) {
	for _, tt := range []struct {
		lang, who string
		several   bool
		want      string
	}{
		{"en", "the Northern Defence Forces", false, "state.CLAIMED.p"},
		{"en", "the Ministry of Armed Forces", false, "state.CLAIMED"},
		{"en", "forces of the north", false, "state.CLAIMED.p"},
		{"en", "the United Nations", false, "state.CLAIMED"},
		{"en", "Centre Alpha and Centre Beta", true, "state.CLAIMED.p"},
		{"fr", "les forces du nord", false, "state.CLAIMED.p"},
		{"fr", "l'armée du nord", false, "state.CLAIMED"},
		{"ar", "وزارة الدفاع", false, "state.CLAIMED.f"},
		{"ar", "القوات الشمالية", false, "state.CLAIMED.f"},
		{"ar", "المرصد", false, "state.CLAIMED"},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.agrees("state.CLAIMED", tt.who, tt.several); got != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.lang, tt.who, got, tt.want)
		}
	}
}

// TestByCount: Arabic has a dual, and another form from eleven on.
func TestByCount(t *testing.T) {
	for _, tt := range []struct {
		lang, key string
		n         int
		want      string
	}{
		{"ar", "state.CORROBORATED", 2, "state.CORROBORATED.two"},
		{"ar", "state.CORROBORATED", 3, "state.CORROBORATED"},
		{"ar", "state.CORROBORATED", 12, "state.CORROBORATED.many"},
		{"ar", "state.REPORTED", 2, "state.REPORTED"},
		{"fr", "place.set", 1, "place.set.one"},
		{"fr", "place.set", 2, "place.set"},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.byCount(tt.key, tt.n); got != tt.want {
			t.Errorf("%s %s %d: got %s, want %s", tt.lang, tt.key, tt.n, got, tt.want)
		}
	}
}

// TestInside: what French puts before a country or division.
func TestInside(t *testing.T) {
	b := &writer{lang: "fr", words: wordsOf("fr")}
	for _, tt := range []struct{ kind, name, want string }{
		{"country", "Syrie", "en Syrie"}, {"country", "Irak", "en Irak"}, {"country", "Liban", "au Liban"}, {"country", "Pays-Bas", "aux Pays-Bas"},
		{"country", "Mozambique", "au Mozambique"}, {"country", "Émirats arabes unis", "aux Émirats arabes unis"}, {"country", "États-Unis", "aux États-Unis"},
		{"region", "Alif", "dans la région d'Alif"}, {"county", "Sud", "dans le district de Sud"}, {"city", "Alif", "à Alif"},
	} {
		if got := elide(b.placePhrase(recoupe.Place{Name: tt.name, Kind: tt.kind})); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

// TestNames: the article that a name takes, and what lies in a part of a country.
func TestNames(t *testing.T) {
	for _, tt := range []struct{ lang, name, want string }{
		{"en", "Northern Defence Forces", "the Northern Defence Forces"},
		{"en", "Ministry of Defence", "the Ministry of Defence"},
		{"en", "Centre Alpha", "Centre Alpha"},
		{"en", "Army", "Army"},
		{"fr", "comités de quartier", "les comités de quartier"},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.name(recoupe.Origin{Name: tt.name}); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	for _, tt := range []struct{ lang, name, want string }{
		{"fr", "Ukraine", "dans l'est de l'Ukraine"}, {"fr", "Liban", "dans l'est du Liban"}, {"fr", "Syrie", "dans l'est de la Syrie"}, {"fr", "Pays-Bas", "dans l'est des Pays-Bas"},
		{"en", "Ukraine", "in the east of Ukraine"}, {"ar", "سوريا", "في شرق سوريا"},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.placePhrase(recoupe.Place{Name: tt.name, Kind: "country", Relation: "direction_from", Directions: []string{"E"}}); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	for _, tt := range []struct {
		lang, kind, name string
		directions       []string
		want             string
	}{
		{"fr", "country", "Liban", []string{"S"}, "dans le sud du Liban"}, {"fr", "region", "Alif", []string{"W", "N"}, "dans l'ouest et le nord de la région de Alif"},
		{"fr", "city", "Alif", nil, "dans une partie de Alif"}, {"fr", "country", "Mali", nil, "dans une partie du Mali"},
		{"en", "region", "Alif", []string{"W", "N"}, "in the west and north of Alif"}, {"en", "city", "Alif", nil, "in a part of Alif"}, {"ar", "region", "ألف", []string{"S"}, "في جنوب ألف"},
	} {
		b := &writer{lang: tt.lang, words: wordsOf(tt.lang)}
		if got := b.placePhrase(recoupe.Place{Name: tt.name, Kind: tt.kind, Relation: "part_of", Directions: tt.directions}); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	if got := Of(recoupe.Place{Name: "Alep", Kind: "city"}) + Of(recoupe.Place{Name: "Syrie", Kind: "country"}); got != "d'Alepde la Syrie" {
		t.Error(got)
	}
	if got := elide("la prise de Le Caire"); got != "la prise du Caire" {
		t.Error(got)
	}
}

// TestTables: every language can write every type and every state.
func TestTables(t *testing.T) {
	for l, w := range tables() {
		for key := range tables()["en"] {
			if strings.HasPrefix(key, "fact.") || strings.HasPrefix(key, "report.") || strings.HasPrefix(key, "not.") || strings.HasPrefix(key, "article.") || strings.HasPrefix(key, "kind.") ||
				strings.HasPrefix(key, "plural.") || strings.HasSuffix(key, ".p") || strings.Contains(key, ".household") || strings.HasPrefix(key, "the.") || key == "article" || key == "number.four" || strings.HasPrefix(key, "place.name") {
				continue
			}
			if w[key] == "" {
				t.Errorf("%s lacks %s", l, key)
			}
		}
		for key, entry := range w {
			if rest, ok := strings.CutPrefix(key, "type."); ok {
				class := entry[strings.LastIndexByte(entry, ' ')+1:]
				if w["fact."+class] == "" || w["report."+class] == "" || w["not."+class] == "" {
					t.Errorf("%s: %s has class %q without verbs", l, rest, class)
				}
			}
		}
	}
}
