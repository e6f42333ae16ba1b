// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// seedGold is the part of gold/seed/gold.json that is scored; offsets are bytes.
type seedGold struct {
	Regions []struct {
		Kind       string
		Start, End int
	}
	Attributions []seedAttribution
	Claims       []seedClaim
	Places       []struct {
		ID, Kind, Name, Relation, Country string
		Mentions                          []seedSpan
		Direction                         any
		Count                             any
	}
	Times []struct {
		ID, Type, Value string
		Span            *seedSpan
		Earliest        string
		Latest          string
		Mod             string `json:"timex_mod"`
	}
	Figures []struct {
		ID        string
		Span      seedSpan
		Value     *float64
		Min, Max  *float64
		Unit      string
		Vagueness string
	}
}

type seedSpan struct {
	Start int `json:"bstart"`
	End   int `json:"bend"`
	Text  string
}

func (s seedSpan) span() recoupe.Span { return recoupe.Span{Start: s.Start, End: s.End} }

type seedAttribution struct {
	ID     string
	Source struct {
		Entity   string
		Span     *seedSpan
		Explicit bool
	}
	Cue struct {
		Spans []seedSpan
		Head  seedSpan
	}
	Content struct{ Spans []seedSpan }
	Chain   []string `json:"source_chain"`
	Parent  string
	Strict  *bool
}

type seedClaim struct {
	ID, Attribution string
	Span, Trigger   seedSpan
	EventType       string `json:"event_type"`
	Polarity        string
	Modality        string
	Factuality      []struct{ Source, Value string }
	Chain           []string `json:"source_chain"`
}

// SeedScore is how a reading of the reference article compares with its gold.
type SeedScore struct {
	// SourceCue counts attributions with the right source and cue, of Attributions.
	SourceCue, Attributions int
	// Content is the token F1 of the contents of matched attributions; Chains counts exact chains.
	Content float64
	Chains  int
	// Predicted is the number of attributions found.
	Predicted int
	// Found counts gold claims with a claim of the right source chain, of Claims.
	Found, Claims, Matched, Spurious   int
	Types, Typed, Modal, Committed     int
	Places, AllPlaces, Times, AllTimes int
	Figures, AllFigures                int
	Lines                              []string
}

// Reader reads one dispatch.
type Reader func(recoupe.Dispatch) recoupe.Reading

// Seed reads the reference article and prints how the reading compares with its gold.
func Seed(w io.Writer, shared string, read Reader) (SeedScore, error) {
	dir := filepath.Join(shared, "gold", "seed")
	text, err := os.ReadFile(filepath.Join(dir, "seed.txt"))
	if err != nil {
		return SeedScore{}, err
	}
	raw, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		return SeedScore{}, err
	}
	var gold seedGold
	if err := json.Unmarshal(raw, &gold); err != nil {
		return SeedScore{}, fmt.Errorf("read gold.json: %w", err)
	}
	types, err := seedTypes(filepath.Join(dir, "event_type_map.tsv"))
	if err != nil {
		return SeedScore{}, err
	}
	r := read(recoupe.Dispatch{ID: "seed", Publisher: "radio-télévision", Text: string(text), Lang: "fr",
		Published: time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC), PublishedDay: true})
	s := scoreSeed(r, gold, types)
	fmt.Fprintf(w, "attributions %d of %d with source and cue (%d predicted), content token F1 %.3f, chains %d\n", s.SourceCue, s.Attributions, s.Predicted, s.Content, s.Chains)
	fmt.Fprintf(w, "claims %d of %d with the right chain (%d matched), %d spurious; types %d of %d, polarity and modality %d, commitment %d of %d matched\n",
		s.Found, s.Claims, s.Matched, s.Spurious, s.Types, s.Typed, s.Modal, s.Committed, s.Matched)
	fmt.Fprintf(w, "places %d of %d, times %d of %d, figures %d of %d\n", s.Places, s.AllPlaces, s.Times, s.AllTimes, s.Figures, s.AllFigures)
	for _, l := range s.Lines {
		fmt.Fprintln(w, "  "+l)
	}
	return s, nil
}

func seedTypes(path string) (map[string]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, line := range strings.Split(string(raw), "\n")[1:] {
		if f := strings.Split(line, "\t"); len(f) > 1 {
			out[f[0]] = f[1]
		}
	}
	return out, nil
}

func scoreSeed(r recoupe.Reading, gold seedGold, types map[string]string) SeedScore {
	s := SeedScore{Attributions: len(gold.Attributions), Claims: len(gold.Claims), Predicted: len(r.Attributions)}
	ids := map[string]string{recoupe.Author: "e_author"}
	s.attributions(r, gold, ids)
	s.claims(r, gold, types, ids)
	s.places(r, gold)
	s.times(r, gold)
	s.figures(r, gold)
	return s
}

// attributions matches by the head of the cue; ids learns which source id is which entity.
func (s *SeedScore) attributions(r recoupe.Reading, gold seedGold, ids map[string]string) {
	match := map[int]int{}
	for gi, g := range gold.Attributions {
		match[gi] = slices.IndexFunc(r.Attributions, func(a recoupe.Attribution) bool {
			return a.Cue.Head == g.Cue.Head.span() || overlapsSpans(a.Cue.Spans, g.Cue.Head.span())
		})
		if i := match[gi]; i >= 0 {
			if _, known := ids[r.Attributions[i].Source.ID]; !known {
				ids[r.Attributions[i].Source.ID] = g.Source.Entity
			}
		}
	}
	var f1 float64
	for gi, g := range gold.Attributions {
		i := match[gi]
		if i < 0 {
			s.say("%s missed: cue %s", g.ID, g.Cue.Head.Text)
			continue
		}
		a := r.Attributions[i]
		cue := sameTokens(r.Dispatch.Text, a.Cue.Spans, spansOf(g.Cue.Spans))
		source := ids[a.Source.ID] == g.Source.Entity
		if g.Source.Span != nil {
			source = source && sameTokens(r.Dispatch.Text, a.Source.Spans, []recoupe.Span{g.Source.Span.span()})
		}
		if cue && source {
			s.SourceCue++
		} else {
			s.say("%s cue %v (%q) source %v (%q %s)", g.ID, cue, a.Cue.Text, source, a.Source.Text, a.Source.ID)
		}
		f := tokenF1(r.Dispatch.Text, a.Content.Spans, spansOf(g.Content.Spans))
		f1 += f
		if f < 1 {
			s.say("%s content %.2f: %q", g.ID, f, a.Content.Text)
		}
		if slices.Equal(mapped(a.Chain, ids), g.Chain) {
			s.Chains++
		} else {
			s.say("%s chain %v, want %v", g.ID, a.Chain, g.Chain)
		}
	}
	s.Content = f1 / float64(len(gold.Attributions))
	for i, a := range r.Attributions {
		if !slices.Contains(values(match), i) {
			s.say("attribution not in the gold: %s %q: %q", a.Rule, a.Cue.Text, a.Content.Text)
		}
	}
}

// claims matches one to one, best pair first: by the trigger, then by the overlap of the spans.
func (s *SeedScore) claims(r recoupe.Reading, gold seedGold, types, ids map[string]string) {
	taken := map[int]bool{}
	assigned := make([]int, len(gold.Claims))
	for i := range assigned {
		assigned[i] = -1
	}
	for _, byTrigger := range []bool{true, false} {
		for gi, g := range gold.Claims {
			if assigned[gi] >= 0 {
				continue
			}
			best, score := -1, 0.0
			for i, c := range r.Claims {
				if taken[i] {
					continue
				}
				v := tokenF1(r.Dispatch.Text, c.Spans, []recoupe.Span{g.Span.span()})
				if byTrigger && overlapsSpans(c.Trigger.Spans, g.Trigger.span()) && v > 0.2 {
					v += 1
				} else if byTrigger || v < 0.5 {
					continue
				}
				if v > score {
					best, score = i, v
				}
			}
			if best >= 0 {
				assigned[gi], taken[best] = best, true
			}
		}
	}
	for gi, g := range gold.Claims {
		if assigned[gi] < 0 {
			s.say("%s missed: %s", g.ID, g.Span.Text)
			continue
		}
		s.claim(r, g, r.Claims[assigned[gi]], gold, types, ids)
	}
	for i, c := range r.Claims {
		if !taken[i] {
			s.Spurious++
			s.say("spurious %s (%s) %s: %q", c.ID, c.Rule, c.Event, c.Text)
		}
	}
}

func (s *SeedScore) claim(r recoupe.Reading, g seedClaim, c recoupe.Claim, gold seedGold, types, ids map[string]string) {
	s.Matched++
	chain := g.Chain
	for _, a := range gold.Attributions {
		if a.ID == g.Attribution {
			chain = a.Chain
		}
	}
	var got []string
	values := map[string]string{}
	for _, m := range c.Commitment {
		got = append(got, m.Source)
		id := m.Source
		if e, ok := ids[id]; ok {
			id = e
		}
		values[id] = string(m.Value)
	}
	if slices.Equal(mapped(got, ids), chain) {
		s.Found++
	} else {
		s.say("%s chain %v, want %v", g.ID, got, chain)
	}
	want, ok := types[g.EventType]
	if ok {
		s.Typed++
	}
	if ok && c.Event == want {
		s.Types++
	} else if ok {
		s.say("%s type %q, want %q", g.ID, c.Event, want)
	}
	modality := map[string]string{"presupposed": "asserted", "shown": "asserted", "reported_unconfirmed": "reported", "hoped_future": "wished"}[g.Modality]
	if modality == "" {
		modality = g.Modality
	}
	if string(c.Modality) == modality && string(c.Polarity) == g.Polarity {
		s.Modal++
	} else {
		s.say("%s modality %s%s, want %s%s", g.ID, c.Polarity, c.Modality, g.Polarity, modality)
	}
	same := len(values) == len(g.Factuality)
	for _, f := range g.Factuality {
		same = same && values[f.Source] == f.Value
	}
	if same {
		s.Committed++
	} else {
		s.say("%s commitment %v, want %v", g.ID, values, g.Factuality)
	}
}

func (s *SeedScore) places(r recoupe.Reading, gold seedGold) {
	for _, g := range gold.Places {
		s.AllPlaces++
		ok := false
		for _, m := range g.Mentions {
			for _, p := range r.Places {
				if !overlapsSpans(p.Spans, m.span()) || tokenF1(r.Dispatch.Text, p.Spans, []recoupe.Span{m.span()}) < 0.5 {
					continue
				}
				relative := strings.HasPrefix(g.Kind, "relative") || g.Kind == "sub_place"
				if relative && p.Relation == g.Relation || !relative && p.ID != "" && p.Country == g.Country {
					ok = true
				}
			}
		}
		if ok {
			s.Places++
		} else {
			s.say("place %s missed or wrong: %s", g.ID, g.Mentions[0].Text)
		}
	}
}

func (s *SeedScore) times(r recoupe.Reading, gold seedGold) {
	for _, g := range gold.Times {
		if g.Span == nil {
			s.AllTimes++
			if r.Dispatch.Published.Format(time.DateOnly) == g.Value {
				s.Times++
			}
			continue
		}
		s.AllTimes++
		ok := slices.ContainsFunc(r.Times, func(t recoupe.Interval) bool {
			value, _, _ := strings.Cut(g.Value, "+")
			return overlapsSpans(t.Spans, g.Span.span()) && t.Timex.Value == value
		})
		if ok {
			s.Times++
		} else {
			s.say("time %s missed or wrong: %s %s", g.ID, g.Span.Text, g.Value)
		}
	}
}

func (s *SeedScore) figures(r recoupe.Reading, gold seedGold) {
	for _, g := range gold.Figures {
		if g.Vagueness == "ordinal" {
			continue
		}
		s.AllFigures++
		ok := false
		for _, c := range r.Claims {
			for _, f := range c.Figures {
				if overlapsSpans(f.Spans, g.Span.span()) && sameUnit(f.Unit, g.Unit) && (g.Value == nil || f.Best != nil && *f.Best == *g.Value) && (g.Min == nil || f.Low != nil && *f.Low == *g.Min) {
					ok = true
				}
			}
		}
		if ok {
			s.Figures++
		} else {
			s.say("figure %s missed or wrong: %s", g.ID, g.Span.Text)
		}
	}
}

func sameUnit(got, want string) bool {
	if want == "family" {
		want = "household"
	}
	return got == want || got == "" && want == "area" || got == "place" || got == "zone" && want == "area"
}

func (s *SeedScore) say(format string, args ...any) {
	s.Lines = append(s.Lines, fmt.Sprintf(format, args...))
}

func spansOf(in []seedSpan) []recoupe.Span {
	out := make([]recoupe.Span, len(in))
	for i, s := range in {
		out[i] = s.span()
	}
	return out
}

func mapped(chain []string, ids map[string]string) []string {
	out := make([]string, len(chain))
	for i, c := range chain {
		out[i] = c
		if e, ok := ids[c]; ok {
			out[i] = e
		}
	}
	return out
}

func values(m map[int]int) []int {
	var out []int
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func overlapsSpans(spans []recoupe.Span, sp recoupe.Span) bool {
	return slices.ContainsFunc(spans, sp.Overlaps)
}
