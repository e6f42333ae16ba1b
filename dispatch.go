// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

import "time"

// Dispatch is one received document in one revision.
type Dispatch struct {
	// ID names the document in this revision; derived from the digest where the publisher gives none.
	ID string
	// Publisher is who printed it, as given or read from the page; "" is unknown.
	Publisher string
	Title     string
	// URL is where it was fetched from; "" for a file or pasted text.
	URL string
	// Text is the canonical text: NFC, "\n" line ends, every span counts its bytes.
	Text string
	// Lang is an ISO 639-1 code; "" is unknown.
	Lang string
	// Published is when this revision was printed; the zero time is unknown.
	Published time.Time
	// PublishedDay says that only the day of Published is known, not the hour.
	PublishedDay bool
	// Zone is the IANA time zone or offset stated by the publisher; "" is none.
	Zone string
	// Received is when the desk had it: the ledger's known time.
	Received time.Time
	// Rights is the licence or rights line as printed.
	Rights string
	// Digest is the SHA-256 of the captured bytes, in hexadecimal.
	Digest string
	// Revision counts from 0.
	Revision int
	// Replaces is what this dispatch does to an earlier one; nil for none.
	Replaces *Replacement
	// Credits are the agencies and hands named in structured fields or credit lines, outermost first.
	Credits []string
	// Demonstration marks paraphrases of public reporting that ship with the program.
	Demonstration bool
}

// Replacement says that a dispatch corrects or withdraws an earlier one.
type Replacement struct {
	// ID is the earlier dispatch.
	ID string
	// Kind is "correction" or "kill" (IPTC: the earlier one is withdrawn and must not be used).
	Kind string
}

// RegionKind says what a stretch of a page is.
type RegionKind string

// Kinds of region. Only sentences yield claims of their own.
const (
	Sentence   RegionKind = "sentence"
	Heading    RegionKind = "heading"
	Navigation RegionKind = "navigation"
	Caption    RegionKind = "caption"
	Byline     RegionKind = "byline"
	Dateline   RegionKind = "dateline"
)

// Region is a stretch of the text with its kind. Regions of a text are in
// order, do not overlap, and cover everything but white space.
type Region struct {
	Kind RegionKind
	Span Span
	// Paragraph counts blocks of the text from 0; sentences of one paragraph share it.
	Paragraph int
}

// Reading is what was read from one dispatch.
type Reading struct {
	Dispatch     Dispatch
	Regions      []Region
	Attributions []Attribution
	Claims       []Claim
	// Places and Times are all mentions found, also those that no claim uses.
	Places []Place
	Times  []Interval
	// Notes say what could not be read and why, one line each.
	Notes []string
}
