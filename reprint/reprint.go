// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package reprint finds the passages that one text took from another.
//
// In: documents with an id, a publisher, a time and a canonical text. Out: for
// every pair that shares a passage the copied spans on both sides, how much of
// the shorter text is covered, and which of the two came first where that can
// be told. Fingerprints are winnowed word 4-grams (Schleimer, Wilkerson, Aiken
// 2003): any shared run of at least 11 words is found. What a publisher repeats
// and what comes back after more than thirty days is furniture and counts for
// nothing. It will not say whether two texts mean the same, only what is copied.
package reprint

import (
	"time"

	"recoupe"
)

// Params are the settings of an index; they are kept with it.
type Params struct {
	// Gram is the number of words hashed together, Window the number of hashes of which one is kept.
	Gram, Window int
	// Days is how far apart two publications may lie; Stock after how many days a fingerprint is furniture.
	Days, Stock int
	// Common is how many documents may hold a fingerprint before it is skipped.
	Common int
	// Host is in how many documents of one publisher a fingerprint makes it furniture of that publisher.
	Host int
}

// Defaults are the measured settings.
func Defaults() Params {
	return Params{Gram: 4, Window: 8, Days: 14, Stock: 30, Common: 200, Host: 4}
}

// Doc is a text to compare.
type Doc struct {
	ID, Publisher, Text string
	// Published orders a pair; the zero time is unknown.
	Published time.Time
	// Credits name whom the text says it comes from; they decide the direction before time does.
	Credits []string
	// Agency marks a publisher that lives from passing texts on.
	Agency bool
}

// Passage is one copied stretch, on both sides.
type Passage struct {
	A, B   recoupe.Span
	Tokens int
}

// Kind says how much of the shorter text is copied.
type Kind string

// Kinds of reuse: the same words, a derived copy, single passages.
const (
	Same    Kind = "same_text"
	Copy    Kind = "copy"
	Partial Kind = "partial"
)

// Reuse is a pair of documents that share passages; A < B by id.
type Reuse struct {
	A, B     string
	Kind     Kind
	Passages []Passage
	// Containment is the covered share of the shorter text, in tokens.
	Containment float64
	// From is the id of the one that was copied; "" is unknown.
	From string
	// Why says what decided From: credit, time, agency, length.
	Why string
}
