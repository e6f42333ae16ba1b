// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
)

// trim cuts white space and separators at both ends.
func trim(text string, sp recoupe.Span) recoupe.Span {
	for sp.Start < sp.End && strings.ContainsRune(" ,;:\n\t\u00a0\u202f–—،؛", firstRune(text[sp.Start:])) {
		sp.Start += len(string(firstRune(text[sp.Start:])))
	}
	for sp.Start < sp.End {
		r := lastRune(text[sp.Start:sp.End])
		if !strings.ContainsRune(" ,;:.\n\t\u00a0\u202f–—…،؛؟", r) || r == '.' && abbreviated(text[sp.Start:sp.End]) {
			break
		}
		sp.End -= len(string(r))
	}
	return sp
}

// abbreviated reports whether s ends in an abbreviation like "U.S." whose stop belongs to it.
func abbreviated(s string) bool {
	i := strings.LastIndexAny(s, " \u00a0") + 1
	w := s[i:]
	return strings.Count(w, ".") > 1 && len(w) <= 8
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) rune {
	r := []rune(s[max(0, len(s)-4):])
	if len(r) == 0 {
		return 0
	}
	return r[len(r)-1]
}

// minus cuts the holes out of spans.
func minus(spans []recoupe.Span, holes ...recoupe.Span) []recoupe.Span {
	for _, h := range holes {
		var out []recoupe.Span
		for _, sp := range spans {
			if !sp.Overlaps(h) {
				out = append(out, sp)
				continue
			}
			if sp.Start < h.Start {
				out = append(out, recoupe.Span{Start: sp.Start, End: h.Start})
			}
			if h.End < sp.End {
				out = append(out, recoupe.Span{Start: h.End, End: sp.End})
			}
		}
		spans = out
	}
	return spans
}

// tidy trims the spans, drops empty ones and sorts them.
func tidy(text string, spans []recoupe.Span) []recoupe.Span {
	var out []recoupe.Span
	for _, sp := range spans {
		if t := trim(text, sp); t.End > t.Start {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b recoupe.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}
