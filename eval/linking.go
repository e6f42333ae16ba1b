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

// LinkingSet is texts with the incidents that people assigned, and the figures that are to be reached.
type LinkingSet struct {
	Name string
	// Lang is the table of weights that is fitted to the set.
	Lang string
	link.Labelled
	b3, pairs string
}

// linkingSets are the sets by the names of their files.
var linkingSets = []struct {
	LinkingSet
	pattern string
	load    func(string) (link.Labelled, error)
}{
	{LinkingSet{Name: "Airwars", Lang: "x", b3: ".85", pairs: ".72"}, "airwars_texts.*.jsonl.gz", airwarsTexts},
	{LinkingSet{Name: "GVA", Lang: "en", b3: ".92", pairs: ".70"}, "gva_texts.*.jsonl.gz", gvaTexts},
}

// LinkingSets reads the sets of texts with incidents; one that is not there has no texts.
func LinkingSets(shared string) ([]LinkingSet, error) {
	var out []LinkingSet
	for _, s := range linkingSets {
		set := s.LinkingSet
		names, _ := filepath.Glob(filepath.Join(shared, "data/linking", s.pattern))
		if len(names) > 0 {
			l, err := s.load(names[0])
			if err != nil {
				return nil, err
			}
			set.Labelled = l
		}
		out = append(out, set)
	}
	return out, nil
}

// Linking groups texts into stories by text and date alone and compares with the incidents that people assigned:
// B-cubed and pairwise F1, in one order of arrival and in twenty others.
func Linking(w io.Writer, shared string) error {
	sets, err := LinkingSets(shared)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n### Same incident (texts and their dates only)\n\n| material | texts | incidents | B³ P / R / F | bar | pairwise P / R / F | bar | orders alike |\n|---|---|---|---|---|---|---|---|\n")
	for _, set := range sets {
		if len(set.Texts) == 0 {
			fmt.Fprintf(w, "| %s | the material is not here | | | | | | |\n", set.Name)
			continue
		}
		b, p := GradeStories(set.Labelled, link.Stories(set.Texts))
		fmt.Fprintf(w, "| %s | %d | %d | %s | %s | %s | %s | %s |\n", set.Name, len(set.Texts), incidents(set.Incidents), b, set.b3, p, set.pairs, orders(set.Texts))
	}
	return nil
}

// GradeStories compares groups of texts with their incidents: B-cubed, which averages over texts, and pairwise.
func GradeStories(l link.Labelled, groups [][]int) (b3, pairs Grade) {
	return bCubed(l.Incidents, groups), pairwise(l.Incidents, groups)
}

func incidents(of []string) int {
	seen := map[string]bool{}
	for _, x := range of {
		seen[x] = true
	}
	return len(seen)
}

// shuffles is how many other orders of arrival are tried, each on a sample of the texts.
const (
	shuffles = 20
	sample   = 400
)

// orders counts the orders of arrival that give the same groups.
func orders(texts []link.Text) string {
	texts = texts[:min(len(texts), sample)]
	want := byName(texts, link.Stories(texts))
	alike := 0
	for seed := range uint64(shuffles) {
		other := slices.Clone(texts)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
		if slices.Equal(want, byName(other, link.Stories(other))) {
			alike++
		}
	}
	return fmt.Sprintf("%d of %d", alike, shuffles)
}

// byName writes groups by the ids of their texts.
func byName(texts []link.Text, groups [][]int) []string {
	var out []string
	for _, g := range groups {
		var ids []string
		for _, i := range g {
			ids = append(ids, texts[i].ID)
		}
		slices.Sort(ids)
		out = append(out, strings.Join(ids, " "))
	}
	slices.Sort(out)
	return out
}

// Grade is how well groups agree with incidents.
type Grade struct{ Precision, Recall float64 }

// F1 is the harmonic mean of precision and recall.
func (x Grade) F1() float64 {
	if x.Precision+x.Recall == 0 {
		return 0
	}
	return 2 * x.Precision * x.Recall / (x.Precision + x.Recall)
}

// String writes a grade as precision, recall and, in bold, F1.
func (x Grade) String() string {
	return fmt.Sprintf("%.3f / %.3f / **%.3f**", x.Precision, x.Recall, x.F1())
}

// cells counts how many texts of each incident are in each group.
func cells(incident []string, groups [][]int) (cell []map[string]int, gold map[string]int) {
	gold = map[string]int{}
	for _, g := range groups {
		m := map[string]int{}
		for _, i := range g {
			m[incident[i]]++
			gold[incident[i]]++
		}
		cell = append(cell, m)
	}
	return
}

// bCubed averages over texts: which part of its group is of its incident, which part of its incident is in its group.
func bCubed(incident []string, groups [][]int) Grade {
	cell, gold := cells(incident, groups)
	var x Grade
	for k, m := range cell {
		for name, n := range m {
			x.Precision += float64(n*n) / float64(len(groups[k]))
			x.Recall += float64(n*n) / float64(gold[name])
		}
	}
	n := float64(len(incident))
	return Grade{x.Precision / n, x.Recall / n}
}

// pairwise is over pairs of texts: together in a group, together in an incident.
func pairwise(incident []string, groups [][]int) Grade {
	cell, gold := cells(incident, groups)
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
		return Grade{}
	}
	return Grade{float64(both) / float64(system), float64(both) / float64(wanted)}
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
func airwarsTexts(name string) (out link.Labelled, err error) {
	err = decodeLines(name, func(t airwarsText) {
		if len(t.Incidents) != 1 {
			return
		}
		code, _ := lang.Identify(t.Title + " " + t.Text)
		out.Texts = append(out.Texts, link.Text{ID: t.Doc, Title: t.Title, Body: t.Text, Lang: code, Address: t.URL, Printed: t.printed()})
		out.Incidents = append(out.Incidents, t.Incidents[0])
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
func gvaTexts(name string) (out link.Labelled, err error) {
	err = decodeLines(name, func(t gvaText) {
		d := link.FirstDate(t.Published)
		if len(t.Text) >= 300 && !d.IsZero() {
			out.Texts = append(out.Texts, link.Text{ID: t.Doc, Title: t.Title, Body: t.Text, Lang: "en", Address: t.URL, Printed: d})
			out.Incidents = append(out.Incidents, t.Incident)
		}
	})
	return out, err
}

func (t *gvaText) printed() time.Time { return link.FirstDate(t.Published) }
