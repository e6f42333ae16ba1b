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
		{"fr", nil, "Selon Centre Alpha, des combats ont eu lieu près d'Alif" + quote},
		{"en", nil, "According to Centre Alpha, fighting took place near Alif."},
		{"ar", nil, "بحسب Centre Alpha، وقعت اشتباكات قرب Alif."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Corroborated; second(e) }, "Des combats ont eu lieu près d'Alif, selon 2 origines indépendantes : Centre Alpha et Centre Beta" + quote},
		{"fr", func(e *recoupe.Event) { e.Modifiers = []string{"hedged"} }, "Des combats auraient eu lieu près d'Alif, selon Centre Alpha" + quote},
		{"en", func(e *recoupe.Event) { e.Modifiers = []string{"hedged"} }, "Fighting reportedly took place near Alif, according to Centre Alpha."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Claimed }, "Centre Alpha affirme que des combats ont eu lieu près d'Alif" + quote},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Disputed; against(e) }, "Selon Centre Alpha, des combats ont eu lieu près d'Alif ; Centre Beta dit le contraire" + quote},
		{"en", func(e *recoupe.Event) { e.State = recoupe.Denied; against(e) }, "According to Centre Alpha, fighting took place near Alif, which Centre Beta denies."},
		{"fr", func(e *recoupe.Event) { e.State = recoupe.Acknowledged; e.Origins[0].Interest = -1 }, "Des combats ont eu lieu près d'Alif, ce que Centre Alpha reconnaît" + quote},
		{"fr", func(e *recoupe.Event) { e.Modifiers = []string{"negated"} }, "Selon Centre Alpha, des combats n'ont pas eu lieu près d'Alif" + quote},
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
		{recoupe.FigureBand{Low: n(300), HighOpen: true, Values: []recoupe.FigureSaid{{Origin: "x-a", Figure: recoupe.Figure{Mention: recoupe.Mention{Text: "au moins 300"}}}}}, "bilan donné par"},
	} {
		tt.band.Category, tt.band.Unit = "killed", "person"
		w, rs := one(func(e *recoupe.Event) { e.Figures = []recoupe.FigureBand{tt.band} })
		if got := Write(w, rs, "fr").Sentences[0].Text; !strings.Contains(got, tt.want) {
			t.Errorf("got %s\nwant %s in it", got, tt.want)
		}
	}
}

// TestTables: every language can write every type and every state.
func TestTables(t *testing.T) {
	for l, w := range tables() {
		for key := range tables()["en"] {
			if strings.HasPrefix(key, "fact.") || strings.HasPrefix(key, "report.") || strings.HasPrefix(key, "not.") || strings.HasPrefix(key, "article.") || strings.HasPrefix(key, "kind.") {
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
