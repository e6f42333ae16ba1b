// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/read"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata/*.txt")

// reader runs the stages as the program does.
var reader = sync.OnceValue(func() *read.Reader {
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return &read.Reader{Pack: packs.Get, Names: name.Finders(packs.Names, g, actor.Default()), Places: place.Finder{Gazetteer: g}, Register: actor.Default()}
})

// goldenCase is one dispatch of a golden file:
//
//	# what the case is about
//	dispatch fr gazette 2024-12-04T10:00Z attributions
//	Selon la mairie, le pont est fermé.
//	----
//	a1 selon_x cue="Selon" by="la mairie" says="le pont est fermé" chain=author>x-la-mairie
//
// The words behind the time say what is printed: attributions, claims, or wholes: typed claims with their roles,
// places, time and figures.
type goldenCase struct {
	remarks []string
	header  string
	text    string
	want    string
	line    int
}

// TestGolden reads every case of testdata/*-LANG.txt; -update rewrites what is expected.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*-??.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			cases := readGolden(t, name)
			for i := range cases {
				c := &cases[i]
				got := runGolden(t, name, c)
				if *update {
					c.want = got
				} else if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("%s:%d %s\n(-want +got):\n%s", name, c.line, c.text, diff)
				}
			}
			if *update {
				writeGolden(t, name, cases)
			}
		})
	}
}

func readGolden(t *testing.T, name string) []goldenCase {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	var remarks, text, want []string
	part := "" // "", text, want
	flush := func() {
		if part != "" {
			c := &cases[len(cases)-1]
			c.text, c.want = strings.Trim(strings.Join(text, "\n"), "\n"), strings.Trim(strings.Join(want, "\n"), "\n")
		}
		text, want, part = nil, nil, ""
	}
	for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
			if part != "text" {
				flush()
				remarks = append(remarks, line)
				continue
			}
			text = append(text, line)
		case strings.HasPrefix(line, "dispatch "):
			flush()
			cases = append(cases, goldenCase{remarks: remarks, header: line, line: n + 1})
			remarks, part = nil, "text"
		case line == "----":
			part = "want"
		case part == "text":
			text = append(text, line)
		case part == "want":
			want = append(want, line)
		}
	}
	flush()
	return cases
}

func writeGolden(t *testing.T, name string, cases []goldenCase) {
	t.Helper()
	var b strings.Builder
	for i, c := range cases {
		if i > 0 {
			b.WriteByte('\n')
		}
		for _, r := range c.remarks {
			fmt.Fprintln(&b, r)
		}
		fmt.Fprintf(&b, "%s\n%s\n----\n", c.header, c.text)
		if c.want != "" {
			fmt.Fprintln(&b, c.want)
		}
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func runGolden(t *testing.T, name string, c *goldenCase) string {
	t.Helper()
	f := strings.Fields(c.header)
	if len(f) < 5 {
		t.Fatalf("%s:%d: want: dispatch LANG PUBLISHER TIME WHAT…", name, c.line)
	}
	at, err := time.Parse("2006-01-02T15:04Z", f[3])
	if err != nil {
		t.Fatalf("%s:%d: %v", name, c.line, err)
	}
	r := reader().Read(recoupe.Dispatch{ID: "golden", Lang: f[1], Publisher: f[2], Published: at, Text: c.text})
	reproduces(t, r)
	var out []string
	if slices.Contains(f[4:], "attributions") {
		for _, a := range r.Attributions {
			out = append(out, attributionLine(a))
		}
	}
	if slices.Contains(f[4:], "claims") {
		for _, c := range r.Claims {
			out = append(out, claimLine(c))
		}
	}
	if slices.Contains(f[4:], "wholes") {
		for _, c := range r.Claims {
			if c.Event != "" && !c.Background {
				out = append(out, wholeLine(r, c))
			}
		}
	}
	return strings.Join(out, "\n")
}

// wholeLine prints a claim as an editor reads it: who says it, how surely, what, who took part, where, when, how many.
func wholeLine(r recoupe.Reading, c recoupe.Claim) string {
	sure := make([]string, len(c.Commitment))
	for i, m := range c.Commitment {
		sure[i] = m.Source + ":" + string(m.Value)
	}
	b := []string{c.Event, string(c.Polarity) + string(c.Modality), strings.Join(sure, ","), fmt.Sprintf("%q", parts(c.Trigger))}
	for _, a := range c.Actors {
		b = append(b, fmt.Sprintf("%s=%q", a.Role, a.Text))
	}
	for _, p := range c.Places {
		b = append(b, fmt.Sprintf("place=%q", p.Text))
	}
	if c.Time != nil {
		b = append(b, "time="+c.Time.Timex.Value)
	}
	for _, g := range c.Figures {
		b = append(b, fmt.Sprintf("figure=%q", g.Text))
	}
	return strings.Join(b, " ")
}

// attributionLine prints what an attribution says that is not plain.
func attributionLine(a recoupe.Attribution) string {
	b := []string{a.ID, a.Rule, fmt.Sprintf("cue=%q", parts(a.Cue.Mention))}
	if a.Source.Explicit {
		b = append(b, fmt.Sprintf("by=%q", parts(a.Source.Mention)))
	} else {
		b = append(b, "carried")
	}
	b = append(b, fmt.Sprintf("says=%q", parts(a.Content.Mention)), "chain="+strings.Join(a.Chain, ">"), "class="+a.Cue.Class)
	for _, w := range []struct {
		show bool
		text string
	}{
		{a.Parent != "", "in=" + a.Parent},
		{a.Content.Type != recoupe.Indirect, string(a.Content.Type)},
		{a.Stance != recoupe.Neutral, string(a.Stance)},
		{a.Source.Anonymous, "anonymous"},
		{a.Uttered != nil, "said=" + edtf(a.Uttered)},
	} {
		if w.show {
			b = append(b, w.text)
		}
	}
	return strings.Join(b, " ")
}

func claimLine(c recoupe.Claim) string {
	sure := make([]string, len(c.Commitment))
	for i, m := range c.Commitment {
		sure[i] = m.Source + ":" + string(m.Value)
	}
	b := []string{c.ID, c.Event}
	if c.Event == "" {
		b[1] = "untyped"
	}
	b = append(b, string(c.Polarity)+string(c.Modality), "sure="+strings.Join(sure, ","), fmt.Sprintf("%q", parts(c.Mention)))
	if c.Attribution != "" {
		b = append(b, "by="+c.Attribution)
	}
	if c.Background {
		b = append(b, "background")
	}
	for _, l := range c.Links {
		b = append(b, fmt.Sprintf("%s=%s(%q)", l.Relation, l.Claim, l.Text))
	}
	return strings.Join(b, " ")
}

func edtf(t *recoupe.Interval) string {
	if t == nil {
		return ""
	}
	return t.Timex.Value
}

// parts joins the stretches of a discontinuous mention by a bar.
func parts(m recoupe.Mention) string {
	text, out := m.Text, []string{}
	for _, sp := range m.Spans {
		n := min(sp.Len(), len(text))
		out = append(out, text[:n])
		text = strings.TrimPrefix(text[n:], " ")
	}
	return strings.Join(out, "|")
}

// reproduces holds a reading to its promise: every span lies in the text and
// gives back the words that are printed for it.
func reproduces(t *testing.T, r recoupe.Reading) {
	t.Helper()
	check := func(what string, m recoupe.Mention) {
		words := make([]string, len(m.Spans))
		for i, sp := range m.Spans {
			words[i] = sp.In(r.Dispatch.Text)
			if sp.Empty() || sp.End > len(r.Dispatch.Text) || i > 0 && sp.Start < m.Spans[i-1].End {
				t.Errorf("%s %v: bad span %v", what, m, sp)
			}
		}
		if len(m.Spans) > 0 && strings.Join(words, " ") != m.Text {
			t.Errorf("%s: text %q, spans give %q", what, m.Text, words)
		}
	}
	for _, a := range r.Attributions {
		check("source", a.Source.Mention)
		check("cue", a.Cue.Mention)
		check("content", a.Content.Mention)
		if len(a.Content.Spans) == 0 || len(a.Chain) < 2 || a.Chain[0] != recoupe.Author {
			t.Errorf("attribution %s: content %v, chain %v", a.ID, a.Content.Spans, a.Chain)
		}
	}
	for _, c := range r.Claims {
		check("claim", c.Mention)
		check("trigger", c.Trigger)
		if len(c.Commitment) == 0 || c.Commitment[0].Source != recoupe.Author {
			t.Errorf("claim %s: commitment %v", c.ID, c.Commitment)
		}
		for _, a := range c.Actors {
			check("actor", a.Mention)
		}
	}
}
