// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package read

import (
	"cmp"
	"fmt"
	"slices"

	"recoupe"
	"recoupe/claim"
	"recoupe/lang"
)

// mixed reads a dispatch whose paragraphs are in several languages: the parts
// of each language are read by themselves, with blanks in the place of the
// others, and the readings are joined. It reports false for a text in one language.
func (r *Reader) mixed(d recoupe.Dispatch, find func(claim.Input) claim.Found) (recoupe.Reading, Trace, bool) {
	if d.Lang == "" {
		return recoupe.Reading{}, Trace{}, false
	}
	parts := lang.Parts(d.Text, d.Lang)
	langs := []string{d.Lang}
	for _, p := range parts {
		if !slices.Contains(langs, p.Lang) {
			langs = append(langs, p.Lang)
		}
	}
	if len(langs) == 1 {
		return recoupe.Reading{}, Trace{}, false
	}
	out, trace := recoupe.Reading{Dispatch: d}, Trace{}
	for _, code := range langs {
		if _, known := r.Pack(code); !known {
			out.Notes = append(out.Notes, unreadPart(code))
			continue
		}
		one := d
		one.Lang, one.Text = code, only(d.Text, parts, code)
		reading, t := r.single(one, find)
		join(&out, reading)
		for _, step := range t.Steps {
			step.Sentence += len(trace.Sentences)
			trace.Steps = append(trace.Steps, step)
		}
		trace.Sentences = append(trace.Sentences, t.Sentences...)
	}
	order(&out)
	return out, trace, true
}

func unreadPart(code string) string {
	if code == "" {
		return "paragraphs in an unknown language were left out"
	}
	return fmt.Sprintf("there is no language pack for %q: paragraphs in it were left out", code)
}

// only returns text with blanks in the place of all parts in other languages.
func only(text string, parts []lang.Part, code string) string {
	b := []byte(text)
	for _, p := range parts {
		if p.Lang == code {
			continue
		}
		for i := p.Start; i < p.End; i++ {
			if b[i] != '\n' {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// join appends the reading of one language; ids go on where the reading before ended.
func join(out *recoupe.Reading, r recoupe.Reading) {
	attributions, regions := len(out.Attributions), len(out.Regions)
	renumber := map[string]string{"": ""}
	for i, a := range r.Attributions {
		renumber[a.ID] = fmt.Sprintf("a%d", attributions+i+1)
	}
	for _, a := range r.Attributions {
		a.ID, a.Parent = renumber[a.ID], renumber[a.Parent]
		out.Attributions = append(out.Attributions, a)
	}
	for _, c := range r.Claims {
		c.Attribution = renumber[c.Attribution]
		c.Region += regions
		out.Claims = append(out.Claims, c)
	}
	out.Regions = append(out.Regions, r.Regions...)
	out.Places = append(out.Places, r.Places...)
	out.Times = append(out.Times, r.Times...)
	out.Notes = append(out.Notes, r.Notes...)
}

// order puts regions and claims into the order of the text and numbers the claims.
func order(out *recoupe.Reading) {
	at := make([]int, len(out.Regions))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int {
		return cmp.Compare(out.Regions[a].Span.Start, out.Regions[b].Span.Start)
	})
	regions, to := make([]recoupe.Region, len(at)), make([]int, len(at))
	for i, old := range at {
		regions[i], to[old] = out.Regions[old], i
	}
	out.Regions = regions
	for i := range out.Claims {
		if k := out.Claims[i].Region; k >= 0 && k < len(to) {
			out.Claims[i].Region = to[k]
		}
	}
	slices.SortStableFunc(out.Claims, func(a, b recoupe.Claim) int { return cmp.Compare(a.Region, b.Region) })
	for i := range out.Claims {
		out.Claims[i].ID = fmt.Sprintf("c%d", i+1)
	}
}
