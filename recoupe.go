// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package recoupe holds the words that the whole program speaks: plain types
// for dispatches, sources, attributions, claims, places, intervals, figures,
// events and holds, and the few sentinel errors.
//
// In: nothing. Out: nothing. It imports the standard library only, does no
// work beyond what a type needs to keep its own promise, and never will.
//
// Every span inside the program counts bytes of the canonical text of its
// dispatch, end exclusive. Borders (command line, API, exports) convert to
// Unicode code points.
package recoupe

import "errors"

// Sentinel errors. Wrap them with what was being done; test with errors.Is.
var (
	// ErrNotFound says that the thing asked for does not exist.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that the thing exists already in another form.
	ErrConflict = errors.New("conflict")
	// ErrInvalid says that the input cannot be used as it is.
	ErrInvalid = errors.New("invalid")
	// ErrForbidden says that the input may not be touched (a private address, a locked file).
	ErrForbidden = errors.New("forbidden")
)

// Span is a half-open range of bytes of a dispatch's canonical text.
type Span struct{ Start, End int }

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// In returns the bytes of text that s covers, or "" where s does not fit into text.
func (s Span) In(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
		return ""
	}
	return text[s.Start:s.End]
}

// Hull returns the smallest span that covers all spans; the zero Span for none.
func Hull(spans []Span) Span {
	if len(spans) == 0 {
		return Span{}
	}
	h := spans[0]
	for _, s := range spans[1:] {
		h.Start, h.End = min(h.Start, s.Start), max(h.End, s.End)
	}
	return h
}

// Mention is a stretch of text, possibly discontinuous: what was read, with its place.
type Mention struct {
	// Text is the covered text, the parts joined by one space.
	Text string
	// Spans are in text order and do not overlap. Empty means: not in the text.
	Spans []Span
}
