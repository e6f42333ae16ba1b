// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/weave"
)

// page is a text with who printed it; texts are printed an hour apart, from nine on the fourth of December 2024.
type page struct{ lang, publisher, text string }

// woven reads and weaves pages.
func woven(pages ...page) (recoupe.Woven, []recoupe.Reading) {
	r := newReader()
	var rs []recoupe.Reading
	for i, p := range pages {
		rs = append(rs, r.Read(recoupe.Dispatch{ID: fmt.Sprint("p", i+1), Publisher: p.publisher, Lang: p.lang, Text: p.text, Published: time.Date(2024, 12, 4, 9+i, 0, 0, 0, time.UTC)}))
	}
	return weave.Weave(rs, weaveOptions()), rs
}

// statement writes an event as "TYPE STATE named: speakers", contrary ones with a minus, unnamed ones as "?".
func statement(e recoupe.Event) string {
	var who []string
	for _, o := range e.Origins {
		name := o.Source
		if name == "" {
			name = "?"
		}
		if o.Against {
			name = "-" + name
		}
		who = append(who, name)
	}
	slices.Sort(who)
	return fmt.Sprintf("%s %s %d: %s", e.Type, e.State, e.Named, strings.Join(who, " "))
}

// TestPitfalls reads and weaves what same-day coverage of a war gets wrong, in made-up sentences about real
// organisations that say no more than such organisations are publicly reported to say, and invented places.
func TestPitfalls(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pages []page
		kind  string // of the events that are looked at
		want  []string
	}{
		{"P1: two outlets quote one observatory", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said government forces retook two villages near Hama on Wednesday."},
			{"fr", "Gazette", "Selon l'Observatoire syrien des droits de l'homme, l'armée a repris mercredi deux villages près de Hama."},
		}, "CTRL.REGAIN", []string{"CTRL.REGAIN REPORTED 1: sohr"}},
		{"P2: two sources in one sentence", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights and the SANA agency reported clashes in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: sana sohr"}},
		{"P2: two sources in one sentence, in French", []page{
			{"fr", "Gazette", "L'OSDH et l'agence Sana ont fait état de combats à Hama mercredi."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: sana sohr"}},
		{"P2: two sources in one sentence, in Arabic", []page{
			{"ar", "الجريدة", "قال المرصد السوري لحقوق الإنسان ووكالة سانا إن اشتباكات اندلعت في حماة الأربعاء."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: sana sohr"}},
		{"P2: a source and its own people are one", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights and its informants said that the army was fighting rebels in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr"}},
		{"an outlet's own correspondent and the observatory are two", []page{
			{"en", "Paper", "Our correspondent in Hama said that the army was fighting rebels in the city on Wednesday."},
			{"en", "Post", "The Syrian Observatory for Human Rights said that the army was fighting rebels in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: reporter:paper sohr"}},
		{"the correspondents of two outlets are two, in Arabic", []page{
			{"ar", "الجريدة", "وأفاد مراسلنا بأن اشتباكات اندلعت في حماة الأربعاء."},
			{"ar", "الصحيفة", "وقال مراسلنا إن اشتباكات تدور في حماة صباح الأربعاء."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: reporter:الجريده reporter:الصحيفه"}},
		{"somebody's correspondent has no name", []page{
			{"en", "Paper", "A correspondent said that the army was fighting rebels in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH UNSOURCED 0: ?"}},
		{"P11: the director speaks for the observatory", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said that the army was fighting rebels in Hama on Wednesday."},
			{"en", "Post", "Rami Abdel Rahman, director of the Syrian Observatory for Human Rights, said that the army was fighting rebels in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr"}},
		{"P11: one group under its French and its English name", []page{
			{"en", "Paper", "Hayat Tahrir al-Sham said that the army was fighting rebels in Hama on Wednesday."},
			{"fr", "Gazette", "Hayat Tahrir al-Cham a affirmé que des combats avaient éclaté mercredi à Hama."},
		}, "VIO.CLASH", []string{"VIO.CLASH CLAIMED 1: hts"}},
		{"P12: a denial that hangs on a relative", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said rebels captured Hama on Wednesday, which the Syrian defence ministry denied."},
		}, "CTRL.CAPTURE", []string{"CTRL.CAPTURE DENIED 1: -sy-mod-assad sohr"}},
		{"P13: silence is no denial", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said rebels captured Hama on Wednesday. The defence ministry did not immediately comment."},
		}, "CTRL.CAPTURE", []string{"CTRL.CAPTURE REPORTED 1: sohr"}},
		{"P14: almost is not", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said rebels failed to capture Hama on Wednesday."},
			{"en", "Post", "Hayat Tahrir al-Sham said it captured Hama on Wednesday."},
		}, "CTRL.CAPTURE", []string{"CTRL.CAPTURE DISPUTED 1: -sohr hts"}},
		{"P15: a capital speaks for its government", []page{
			{"en", "Paper", "Moscow said that its forces had bombed the town of Suran on Wednesday."},
		}, "VIO.SHELLING", []string{"VIO.SHELLING CLAIMED 1: ru-gov"}},
		{"P16: terrorists and rebels are one party", []page{
			{"en", "SANA", "SANA said that the army was fighting terrorist groups in Hama on Wednesday."},
			{"en", "Post", "Hayat Tahrir al-Sham said that its fighters were fighting the army in Hama on Wednesday."},
		}, "VIO.CLASH", []string{"VIO.CLASH CORROBORATED 2: hts sana"}},
		{"P17: a quotation of a quotation", []page{
			{"en", "Post", "AFP, citing the Syrian Observatory for Human Rights, said that the army was fighting rebels in Hama on Wednesday."},
			{"en", "AFP", "The army was fighting rebels in Hama on Wednesday, according to the Syrian Observatory for Human Rights."},
		}, "VIO.CLASH", []string{"VIO.CLASH REPORTED 1: sohr"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, rs := woven(tt.pages...)
			var got []string
			for _, e := range w.Events {
				if e.Type == tt.kind {
					got = append(got, statement(e))
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
				for _, r := range rs {
					for _, c := range r.Claims {
						t.Logf("%s %s %s %s by %s %v", r.Dispatch.ID, c.ID, c.Event, c.Polarity, c.Attribution, c.Commitment)
					}
				}
			}
		})
	}
}

// TestPitfallsOfControl: what the verbs of control do to the ledger and to contradictions, from page to row: P5, P10, P14.
func TestPitfallsOfControl(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pages []page
		// rows are "relation by status", of those that are not presupposed; slots are those of contradictions.
		rows, slots []string
	}{
		{"P5: withdrawn from inside, denied near", []page{
			{"en", "Paper", "The Syrian army said that its units had withdrawn from Hama on Wednesday."},
			{"en", "SANA", "The Syrian defence ministry denied that rebels were present near Hama on Wednesday."},
		}, []string{"vacated sy-army accepted"}, nil},
		{"P5: at the gates, and not in the town", []page{
			{"en", "Paper", "The Syrian Observatory for Human Rights said that rebels had reached the gates of Hama on Wednesday."},
			{"en", "SANA", "SANA said that rebels had not entered Hama on Wednesday."},
		}, []string{"entered sana claimed", "threatened sohr claimed"}, nil},
		{"P10: redeployed out of a town is a loss", []page{
			{"en", "SANA", "The Syrian army said on Wednesday that its units had redeployed outside Hama."},
		}, []string{"vacated sy-army accepted"}, nil},
		{"P10: working to retake is no capture", []page{
			{"en", "SANA", "The Syrian army said on Wednesday that it was working to retake Hama."},
		}, nil, nil},
		{"P10: redeployed out of a town is a loss, in French", []page{
			{"fr", "Sana", "L'armée syrienne a annoncé mercredi que ses unités s'étaient redéployées hors de Hama."},
		}, []string{"vacated sy-army accepted"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, _ := woven(tt.pages...)
			var rows, slots []string
			for _, h := range w.Holds {
				if h.Status != "presupposed" {
					rows = append(rows, strings.Join([]string{h.Relation, h.Origin, h.Status}, " "))
				}
			}
			slices.Sort(rows)
			for _, c := range w.Contradictions {
				slots = append(slots, c.Slot)
			}
			if d := cmp.Diff(tt.rows, rows); d != "" {
				t.Errorf("rows (-want +got)\n%s", d)
			}
			if d := cmp.Diff(tt.slots, slots); d != "" {
				t.Errorf("contradictions (-want +got)\n%s", d)
			}
		})
	}
}
