// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recoupe/lang"
	"recoupe/link"
)

// item is a text with the incident that people assigned.
type item struct {
	text     link.Text
	incident string
}

// Linking groups texts into stories by text and date alone and compares with the incidents that people assigned:
// B-cubed and pairwise F1, in one order of arrival and in twenty others.
func Linking(w io.Writer, shared string) error {
	fmt.Fprintf(w, "\n### Same incident (texts and their dates only)\n\n| material | texts | incidents | B³ P / R / F | bar | pairwise P / R / F | bar | orders alike |\n|---|---|---|---|---|---|---|---|\n")
	for _, set := range []struct {
		name, pattern, b3, pairs string
		load                     func(string) ([]item, error)
	}{
		{"Airwars", "airwars_texts.*.jsonl.gz", ".85", ".72", airwarsTexts},
		{"GVA", "gva_texts.*.jsonl.gz", ".92", ".70", gvaTexts},
	} {
		names, _ := filepath.Glob(filepath.Join(shared, "data/linking", set.pattern))
		if len(names) == 0 {
			fmt.Fprintf(w, "| %s | the material is not here | | | | | | |\n", set.name)
			continue
		}
		items, err := set.load(names[0])
		if err != nil {
			return err
		}
		groups := stories(items)
		b, p := bCubed(items, groups), pairwise(items, groups)
		fmt.Fprintf(w, "| %s | %d | %d | %.3f / %.3f / **%.3f** | %s | %.3f / %.3f / **%.3f** | %s | %s |\n", set.name, len(items), incidents(items), b.p, b.r, b.f(), set.b3, p.p, p.r, p.f(), set.pairs, orders(items))
	}
	return nil
}

func stories(items []item) [][]int {
	texts := make([]link.Text, len(items))
	for i, x := range items {
		texts[i] = x.text
	}
	return link.Stories(texts)
}

func incidents(items []item) int {
	seen := map[string]bool{}
	for _, x := range items {
		seen[x.incident] = true
	}
	return len(seen)
}

// shuffles is how many other orders of arrival are tried, each on a sample of the texts.
const (
	shuffles = 20
	sample   = 400
)

// orders counts the orders of arrival that give the same groups.
func orders(items []item) string {
	items = items[:min(len(items), sample)]
	want := byName(items, stories(items))
	alike := 0
	for seed := range uint64(shuffles) {
		other := slices.Clone(items)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		if slices.Equal(want, byName(other, stories(other))) {
			alike++
		}
	}
	return fmt.Sprintf("%d of %d", alike, shuffles)
}

// byName writes groups by the ids of their texts.
func byName(items []item, groups [][]int) []string {
	var out []string
	for _, g := range groups {
		var ids []string
		for _, i := range g {
			ids = append(ids, items[i].text.ID)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

type precisionRecall struct{ p, r float64 }

func (x precisionRecall) f() float64 {
	if x.p+x.r == 0 {
		return 0
	}
	return 2 * x.p * x.r / (x.p + x.r)
}

// cells counts how many texts of each incident are in each group.
func cells(items []item, groups [][]int) (cell []map[string]int, gold map[string]int) {
	gold = map[string]int{}
	for _, g := range groups {
		m := map[string]int{}
		for _, i := range g {
			m[items[i].incident]++
			gold[items[i].incident]++
		}
		cell = append(cell, m)
	}
	return
}

// bCubed averages over texts: which part of its group is of its incident, which part of its incident is in its group.
func bCubed(items []item, groups [][]int) precisionRecall {
	cell, gold := cells(items, groups)
	var x precisionRecall
	for k, m := range cell {
		for incident, n := range m {
			x.p += float64(n*n) / float64(len(groups[k]))
			x.r += float64(n*n) / float64(gold[incident])
		}
	}
	n := float64(len(items))
	return precisionRecall{x.p / n, x.r / n}
}

// pairwise is over pairs of texts: together in a group, together in an incident.
func pairwise(items []item, groups [][]int) precisionRecall {
	cell, gold := cells(items, groups)
	both, system, wanted := 0, 0, 0
	for k, m := range cell {
		system += choose2(len(groups[k]))
		for _, n := range m {
			both += choose2(n)
		}
	}
	for _, n := range gold {
		wanted += choose2(n)
	}
	if system == 0 || wanted == 0 {
		return precisionRecall{}
	}
	return precisionRecall{float64(both) / float64(system), float64(both) / float64(wanted)}
}

func choose2(n int) int { return n * (n - 1) / 2 }

// decodeLines decodes a file of JSON lines.
func decodeLines[T any](name string, each func(T)) error {
	return eachLine(name, func(line []byte) error {
		var x T
		if err := json.Unmarshal(line, &x); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		each(x)
		return nil
	})
}

// airwarsText is a text that Airwars lists, with the times that it carries.
type airwarsText struct {
	Doc, URL, Publisher, Published, Title, Text string
	Posted                                      *time.Time `json:"posted_utc"`
	Incidents                                   []string
}

// airwarsTexts are those of one incident only.
func airwarsTexts(name string) ([]item, error) {
	var out []item
	err := decodeLines(name, func(t airwarsText) {
		if len(t.Incidents) != 1 {
			return
		}
		code, _ := lang.Identify(t.Title + " " + t.Text)
		out = append(out, item{link.Text{ID: t.Doc, Title: t.Title, Body: t.Text, Lang: code, Address: t.URL, Printed: t.printed()}, t.Incidents[0]})
	})
	return out, err
}

// printed is the time of the post in the country of the incidents, the stated date, or one in the address.
func (t *airwarsText) printed() time.Time {
	if t.Posted != nil {
		return t.Posted.Add(3 * time.Hour)
	}
	if d := link.FirstDate(t.Published); !d.IsZero() {
		return d
	}
	return link.FirstDate(t.URL)
}

// gvaText is an article of a local newspaper.
type gvaText struct{ Doc, Incident, URL, Published, Title, Text string }

// gvaTexts are the articles of 300 characters and more with a date, as in the floor.
func gvaTexts(name string) ([]item, error) {
	var out []item
	err := decodeLines(name, func(t gvaText) {
		d := link.FirstDate(t.Published)
		if len(t.Text) >= 300 && !d.IsZero() {
			out = append(out, item{link.Text{ID: t.Doc, Title: t.Title, Body: t.Text, Lang: "en", Address: t.URL, Printed: d}, t.Incident})
		}
	})
	return out, err
}

func (t *gvaText) printed() time.Time { return link.FirstDate(t.Published) }
