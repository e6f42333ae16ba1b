// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"slices"

	"recoupe"
)

// layer is one stretch of a text with what it is; claim or attribution names what it belongs to.
type layer struct {
	recoupe.Span
	kind string // claim, hedged, trigger, source, cue, content, place, time, figure, loaded
	id   string
}

// segment is a stretch of a text in which nothing begins or ends.
type segment struct {
	Text string
	// Kinds are the layers over it, Claims the claims, both sorted and without repeats.
	Kinds, Claims []string
	// Starts are the claims whose first words these are.
	Starts []string
}

// segments cuts text[in] wherever a layer begins or ends, so that layers may overlap freely.
func segments(text string, in recoupe.Span, layers []layer, first map[string]int) []segment {
	cuts := []int{in.Start, in.End}
	var over []layer
	for _, l := range layers {
		if !l.Overlaps(in) || l.Empty() {
			continue
		}
		over = append(over, l)
		cuts = append(cuts, max(l.Start, in.Start), min(l.End, in.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	for i := 1; i < len(cuts); i++ {
		s := segment{Text: text[cuts[i-1]:cuts[i]]}
		for _, l := range over {
			if l.Start > cuts[i-1] || l.End < cuts[i] {
				continue
			}
			s.Kinds = append(s.Kinds, l.kind)
			if l.kind == "claim" && l.id != "" {
				s.Claims = append(s.Claims, l.id)
				if first[l.id] == cuts[i-1] {
					s.Starts = append(s.Starts, l.id)
				}
			}
		}
		for _, list := range []*[]string{&s.Kinds, &s.Claims, &s.Starts} {
			slices.Sort(*list)
			*list = slices.Compact(*list)
		}
		out = append(out, s)
	}
	return out
}

// block is a paragraph of a text.
type block struct {
	Kind     string
	Segments []segment
}

// blocks lays a reading out as paragraphs of segments.
func blocks(r *recoupe.Reading) []block {
	text := r.Dispatch.Text
	layers, first := layersOf(r)
	var out []block
	for i := 0; i < len(r.Regions); {
		j, in := i+1, clip(r.Regions[i].Span, len(text))
		for j < len(r.Regions) && r.Regions[j].Paragraph == r.Regions[i].Paragraph && r.Regions[j].Kind == r.Regions[i].Kind {
			in.End = clip(r.Regions[j].Span, len(text)).End
			j++
		}
		if !in.Empty() {
			out = append(out, block{string(r.Regions[i].Kind), segments(text, in, layers, first)})
		}
		i = j
	}
	if len(r.Regions) == 0 && text != "" {
		out = append(out, block{"sentence", segments(text, recoupe.Span{End: len(text)}, layers, first)})
	}
	return out
}

func clip(s recoupe.Span, n int) recoupe.Span {
	s.Start = max(0, min(s.Start, n))
	s.End = max(s.Start, min(s.End, n))
	return s
}

// layersOf collects everything that a reading marks, and the first byte of every claim.
func layersOf(r *recoupe.Reading) ([]layer, map[string]int) {
	var out []layer
	first := map[string]int{}
	n := len(r.Dispatch.Text)
	add := func(kind, id string, spans []recoupe.Span) {
		for _, s := range spans {
			if s = clip(s, n); !s.Empty() {
				out = append(out, layer{s, kind, id})
			}
		}
	}
	for _, a := range r.Attributions {
		add("source", a.ID, a.Source.Spans)
		add("cue", a.ID, a.Cue.Spans)
		add("content", a.ID, a.Content.Spans)
	}
	for _, c := range r.Claims {
		spans := c.Spans
		if len(spans) == 0 {
			spans = c.Trigger.Spans
		}
		if len(spans) > 0 {
			first[c.ID] = clip(spans[0], n).Start
		}
		add("claim", c.ID, spans)
		if hedged(&c) {
			add("hedged", c.ID, spans)
		}
		add("trigger", c.ID, c.Trigger.Spans)
		for _, a := range c.Actors {
			if a.Loaded {
				add("loaded", c.ID, a.Spans)
			}
		}
		for _, f := range c.Figures {
			add("figure", c.ID, f.Spans)
		}
	}
	for _, p := range r.Places {
		add("place", "", p.Spans)
	}
	for _, t := range r.Times {
		add("time", "", t.Spans)
	}
	return out, first
}

// hedged reports whether nobody in the text asserts the claim outright.
func hedged(c *recoupe.Claim) bool {
	return c.Modality == recoupe.ReportedAs || c.Modality == recoupe.Possible
}
