// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
	"recoupe/demo"
	"recoupe/lang"
	"recoupe/weave"
)

// Weaving measures what is woven: the reference article alone, the order of arrival, the rule for the best figure,
// and how often one source is shown as several.
func Weaving(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading) error {
	o := weave.Options{Register: actor.Default()}
	for _, part := range []func() error{
		func() error { return wovenSeed(w, shared, read, o) },
		func() error { return wovenOrders(w, read, o) },
		func() error { return population(w, shared) },
		func() error { return falseCorroborated(w, shared, read, o) },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// seedStates are the rows of the worked example: type, speaker ("" is the author's own voice), state, named origins.
var seedStates = []struct {
	event, by string
	state     recoupe.State
	named     int
}{
	{"VIO.CLASH", "sana", recoupe.Corroborated, 2},
	{"VIO.OFFENSIVE", "sohr", recoupe.Reported, 1},
	{"CTRL.HOLD", "sohr", recoupe.Reported, 1},
	{"CTRL.REGAIN", "sohr", recoupe.Reported, 1},
	{"CONS.DISPLACED", "sohr", recoupe.Reported, 1},
	{"VIO.OFFENSIVE", "sana", recoupe.Claimed, 1},
	{"MIL.DEPLOY", "sy-tv", recoupe.Claimed, 1},
	{"CTRL.ADVANCE", "", recoupe.Unsourced, 0},
	{"CTRL.LOSS", "", recoupe.Unsourced, 0},
	{"DIP.CONSULT", "maria-zakharova", recoupe.Claimed, 1},
}

// wovenSeed compares the states of the reference article alone with the worked example, and its two ledger entries.
func wovenSeed(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading, o weave.Options) error {
	raw, err := os.ReadFile(filepath.Join(shared, "gold/seed/seed.txt"))
	if err != nil {
		fmt.Fprintln(w, "\nThe reference article is not here.")
		return nil
	}
	d := recoupe.Dispatch{ID: "seed", Publisher: "broadcaster", Lang: "fr", Text: string(raw), Published: time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC), PublishedDay: true}
	x := weave.Weave([]recoupe.Reading{read(d)}, o)
	fmt.Fprintf(w, "\n### The reference article alone\n\n| statement | wanted | woven |\n|---|---|---|\n")
	right := 0
	for _, s := range seedStates {
		got := "missing"
		for _, e := range x.Events {
			if e.Type == s.event && speaksIn(e, s.by) {
				got = fmt.Sprintf("%s (%d)", e.State, e.Named)
			}
		}
		want := fmt.Sprintf("%s (%d)", s.state, s.named)
		if got == want {
			right++
		}
		fmt.Fprintf(w, "| %s, %s | %s | %s |\n", s.event, or(s.by, "own voice"), want, got)
	}
	set, lost := false, false
	for _, h := range x.Holds {
		set = set || h.Place.Count == 2 && h.Relation == "held" && h.Origin == "sohr" && h.Status == "claimed"
		lost = lost || h.Relation == "vacated" && h.Origin == "" && h.Status == "presupposed"
	}
	fmt.Fprintf(w, "\nStates right: **%d of %d**; contradictions %d (wanted 0); ledger: two unnamed villages claimed %v, the loss of Aleppo presupposed %v.\n", right, len(seedStates), len(x.Contradictions), set, lost)
	return nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func speaksIn(e recoupe.Event, source string) bool {
	for _, o := range e.Origins {
		if o.Source == source && (source != "" || e.Named == 0) {
			return true
		}
	}
	return false
}

// wovenOrders weaves the demonstration day in twenty orders of arrival.
func wovenOrders(w io.Writer, read func(recoupe.Dispatch) recoupe.Reading, o weave.Options) error {
	ds, err := demo.Day()
	if err != nil {
		return err
	}
	var rs []recoupe.Reading
	for _, d := range ds {
		rs = append(rs, read(d))
	}
	want := weave.Weave(rs, o)
	alike := 0
	for seed := range uint64(shuffles) {
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		if reflect.DeepEqual(want, weave.Weave(rs, o)) {
			alike++
		}
	}
	fmt.Fprintf(w, "\nThe demonstration day (%d dispatches) in other orders of arrival: **%d of %d** alike.\n", len(rs), alike, shuffles)
	return nil
}

// population chooses among conflicting numbers by the rule for the best figure; right is within one percent.
func population(w io.Writer, shared string) error {
	claims, err1 := csvRows(filepath.Join(shared, "data/truth/population_claims.csv"))
	truths, err2 := csvRows(filepath.Join(shared, "data/truth/population_truths.csv"))
	if err1 != nil || err2 != nil {
		fmt.Fprintln(w, "\nPopulation claims: the material is not here.")
		return nil
	}
	values := map[string][]confirm.Value{}
	for _, r := range claims {
		x, err := strconv.ParseFloat(strings.TrimSpace(r[2]), 64)
		if err == nil {
			values[r[0]] = append(values[r[0]], confirm.Value{FigureSaid: recoupe.FigureSaid{Figure: recoupe.Figure{Low: &x, Best: &x, High: &x}, Origin: r[1]}})
		}
	}
	right, n := 0, 0
	for _, r := range truths {
		x, err := strconv.ParseFloat(strings.TrimSpace(r[1]), 64)
		if err != nil || len(values[r[0]]) == 0 {
			continue
		}
		n++
		if best := confirm.Best(values[r[0]]); best != nil && math.Abs(*best-x) <= .01*math.Abs(x) {
			right++
		}
	}
	fmt.Fprintf(w, "\nPopulation claims: best figure right for **%.3f** of %d objects (bar .84).\n", float64(right)/float64(max(1, n)), n)
	return nil
}

// csvRows are the rows of a file behind its head.
func csvRows(name string) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[1:], nil
}

// falseCorroborated weaves the texts of each incident by themselves and counts how many that people graded "single
// source" are shown corroborated.
func falseCorroborated(w io.Writer, shared string, read func(recoupe.Dispatch) recoupe.Reading, o weave.Options) error {
	texts, _ := filepath.Glob(filepath.Join(shared, "data/linking/airwars_texts.*.jsonl.gz"))
	incidents, _ := filepath.Glob(filepath.Join(shared, "data/linking/airwars_incidents.*.jsonl.gz"))
	if len(texts) == 0 || len(incidents) == 0 {
		fmt.Fprintln(w, "\nAirwars: the material is not here.")
		return nil
	}
	weak := map[string]bool{}
	err := decodeLines(incidents[0], func(x struct{ Incident, Grade string }) {
		if x.Grade == "Weak" {
			weak[x.Incident] = true
		}
	})
	if err != nil {
		return err
	}
	groups := map[string][]recoupe.Reading{}
	err = decodeLines(texts[0], func(t airwarsText) {
		if len(t.Incidents) == 1 && weak[t.Incidents[0]] {
			d := recoupe.Dispatch{ID: t.Doc, Publisher: t.Publisher, Title: t.Title, Text: firstRunes(t.Text, 4000), Published: t.printed()}
			d.Lang, _ = lang.Identify(d.Text)
			groups[t.Incidents[0]] = append(groups[t.Incidents[0]], read(d))
		}
	})
	if err != nil {
		return err
	}
	shown := 0
	for _, rs := range groups {
		for _, e := range weave.Weave(rs, o).Events {
			if e.State == recoupe.Corroborated {
				shown++
				break
			}
		}
	}
	fmt.Fprintf(w, "\nAirwars: of %d incidents graded \"single source\" with texts, %d hold an event shown corroborated: **%.1f %%** (bar 10 %%).\n", len(groups), shown, 100*float64(shown)/float64(max(1, len(groups))))
	return nil
}

// firstRunes cuts a text short, as the rest of a page is about other things.
func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
