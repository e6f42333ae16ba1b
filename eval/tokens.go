// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"regexp"

	"recoupe"
)

// tokenPattern is the unit of the published attribution scores: a run of word characters, or one other character.
var tokenPattern = regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\s]`)

// tokenSet returns the starts of the tokens of text that the spans cover.
func tokenSet(text string, spans []recoupe.Span) map[int]bool {
	out := map[int]bool{}
	for _, sp := range spans {
		for _, m := range tokenPattern.FindAllStringIndex(sp.In(text), -1) {
			out[sp.Start+m[0]] = true
		}
	}
	return out
}

func sameTokens(text string, a, b []recoupe.Span) bool {
	x, y := tokenSet(text, a), tokenSet(text, b)
	if len(x) != len(y) {
		return false
	}
	for k := range x {
		if !y[k] {
			return false
		}
	}
	return true
}

// tokenF1 is the harmonic mean of the shares of shared tokens.
func tokenF1(text string, a, b []recoupe.Span) float64 {
	x, y := tokenSet(text, a), tokenSet(text, b)
	shared := 0
	for k := range x {
		if y[k] {
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}
