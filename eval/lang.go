// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"recoupe/lang"
	"recoupe/lang/gen/material"
)

// Bars of language identification, in per cent over the languages of newsLanguages.
const (
	headlineBar  = 96
	paragraphBar = 99.5
)

// newsLanguages are the languages that the bar is measured over: those in which news of wars reaches a desk most,
// and of which there is text that was kept out.
var newsLanguages = strings.Fields("ar de en es fa fr he hi id it ku nl pl ps pt ru sv tr uk ur")

// perSource bounds how many texts of one language and source are measured.
const perSource = 500

// tally counts right answers.
type tally struct{ right, unknown, all int }

func (t *tally) add(got, want string) {
	t.all++
	switch got {
	case want:
		t.right++
	case "":
		t.unknown++
	}
}

func (t tally) share() float64 { return 100 * float64(t.right) / float64(max(t.all, 1)) }

// Lang measures language identification on text that the table has not seen:
// headlines are the first four to nine words of a text, paragraphs texts in a
// row until they have forty words.
func Lang(w io.Writer, shared string) error {
	samples, err := material.Read(material.Folders{Treebanks: filepath.Join(shared, "data", "ud"), Fetched: filepath.Join("build", "lang")})
	if err != nil {
		return err
	}
	samples = slices.DeleteFunc(samples, func(s material.Sample) bool { return !s.Held })
	if len(samples) == 0 {
		return fmt.Errorf("neither treebanks in %s nor what make lang-material fetches", shared)
	}
	heads, paras := map[string]*[2]tally{}, map[string]*[2]tally{}
	wrong := map[string]int{}
	for _, g := range bySource(samples) {
		key := cmp.Or(g[0].Lang, "none of them")
		if heads[key] == nil {
			heads[key], paras[key] = &[2]tally{}, &[2]tally{}
		}
		kind := 0
		if g[0].Source == "ud" || g[0].Source == "fortune" {
			kind = 1 // prose of another kind than most of the training
		}
		for _, text := range headlines(g) {
			got, _ := lang.Identify(text)
			heads[key][kind].add(got, g[0].Lang)
			if got != g[0].Lang {
				wrong[g[0].Lang+" as "+cmp.Or(got, "unknown")]++
			}
		}
		for _, text := range paragraphs(g) {
			got, _ := lang.Identify(text)
			paras[key][kind].add(got, g[0].Lang)
		}
	}
	writeLang(w, heads, paras, wrong)
	return nil
}

// bySource groups samples by language and source, in order, bounded.
func bySource(samples []material.Sample) [][]material.Sample {
	by := map[string][]material.Sample{}
	for _, s := range samples {
		k := s.Lang + " " + s.Source
		by[k] = append(by[k], s)
	}
	var out [][]material.Sample
	for _, k := range slices.Sorted(maps.Keys(by)) {
		out = append(out, by[k])
	}
	return out
}

// headlines cuts texts to four to nine words and takes texts evenly.
func headlines(g []material.Sample) []string {
	var out []string
	for i, s := range g {
		words := strings.Fields(s.Text)
		if len(words) < 4 || len(g) > perSource && i%(len(g)/perSource) != 0 {
			continue
		}
		out = append(out, strings.Join(words[:min(len(words), 4+i%6)], " "))
	}
	return out
}

// paragraphs joins texts in a row until they have forty words.
func paragraphs(g []material.Sample) []string {
	var out []string
	cur, n := "", 0
	for _, s := range g {
		cur += s.Text + " "
		if n += len(strings.Fields(s.Text)); n >= 40 {
			out, cur, n = append(out, cur), "", 0
		}
	}
	return out[:min(len(out), perSource)]
}

func writeLang(w io.Writer, heads, paras map[string]*[2]tally, wrong map[string]int) {
	var h, p, far tally
	meanH, meanP := 0.0, 0.0
	fmt.Fprintln(w, "| language | headlines | right | of another kind of text | paragraphs | right |\n|---|---|---|---|---|---|")
	for _, code := range slices.Sorted(maps.Keys(heads)) {
		a, b := heads[code], paras[code]
		both := tally{right: a[0].right + a[1].right, all: a[0].all + a[1].all}
		para := tally{right: b[0].right + b[1].right, all: b[0].all + b[1].all}
		other := "–"
		if a[1].all > 0 {
			other = fmt.Sprintf("%.1f (%d)", a[1].share(), a[1].all)
		}
		fmt.Fprintf(w, "| %s | %d | %.1f | %s | %d | %.1f |\n", code, both.all, both.share(), other, para.all, para.share())
		if slices.Contains(newsLanguages, code) {
			h, p = sum(h, both), sum(p, para)
			far = sum(far, a[1])
			meanH, meanP = meanH+both.share(), meanP+para.share()
		}
	}
	n := float64(len(newsLanguages))
	fmt.Fprintf(w, "| **%d languages** | %d | **%.2f** (bar %d) | %.2f | %d | **%.2f** (bar %.1f) |\n", len(newsLanguages), h.all, h.share(), headlineBar, far.share(), p.all, p.share(), paragraphBar)
	fmt.Fprintf(w, "| mean of the %d | | %.2f | | | %.2f |\n\n", len(newsLanguages), meanH/n, meanP/n)
	worst := slices.SortedFunc(maps.Keys(wrong), func(a, b string) int { return cmp.Or(wrong[b]-wrong[a], strings.Compare(a, b)) })
	fmt.Fprint(w, "Headlines most often wrong: ")
	for i, k := range worst[:min(len(worst), 25)] {
		if i > 0 {
			fmt.Fprint(w, ", ")
		}
		fmt.Fprintf(w, "%s %d", k, wrong[k])
	}
	fmt.Fprintln(w, ".")
}

func sum(a, b tally) tally {
	return tally{right: a.right + b.right, unknown: a.unknown + b.unknown, all: a.all + b.all}
}
