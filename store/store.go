// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package store says what a place that keeps dispatches, readings, the woven
// state and feeds must be able to do.
//
// In and out: the program's words. It keeps nothing itself: package sqlite is
// one such place, and package storetest holds every one to the same promises.
// Nothing is ever deleted but feeds; what was believed before stays readable.
package store

import (
	"context"
	"iter"
	"time"

	"recoupe"
)

// Query narrows a list of dispatches. Zero values do not narrow.
type Query struct {
	// Text is searched in title and text, folded; all words must occur.
	Text            string
	Publisher, Lang string
	// URL is the whole address.
	URL string
	// Replaces is the id of the dispatch that is corrected or withdrawn; Demonstration leaves only demonstrations.
	Replaces      string
	Demonstration bool
	// From and To bound the publication time; To is exclusive.
	From, To      time.Time
	Offset, Limit int
}

// Feed is a feed that is followed.
type Feed struct {
	URL, Title string
	// ETag and Modified are for conditional requests.
	ETag, Modified string
	LastTried      time.Time
	LastGood       time.Time
	// Next is when it is polled again.
	Next time.Time
	// Failures counts failed polls in a row; Error is the last one, "" after a success.
	Failures int
	Error    string
	// Received counts dispatches taken from it.
	Received int
}

// Store keeps everything. It is safe for any number of goroutines.
type Store interface {
	// Add keeps a dispatch with its reading, in one step. It reports false for
	// one that is there already with the same digest, and recoupe.ErrConflict
	// for another one under the same id.
	Add(ctx context.Context, r recoupe.Reading) (bool, error)
	// Dispatches returns dispatches, newest first, then by id, and how many match in all.
	Dispatches(ctx context.Context, q Query) ([]recoupe.Dispatch, int, error)
	// Reading returns a dispatch with what was read from it; recoupe.ErrNotFound where there is none.
	Reading(ctx context.Context, id string) (recoupe.Reading, error)
	// Readings returns all readings in order of publication, then id.
	Readings(ctx context.Context) ([]recoupe.Reading, error)
	// SetReading replaces what was read from a dispatch that is there; the dispatch stays.
	SetReading(ctx context.Context, r recoupe.Reading) error
	// Unwoven runs over the readings that were kept or changed after the woven state that a mark names, all of them for
	// "", in the order in which their dispatches came. It ends with the first error.
	Unwoven(ctx context.Context, mark string) iter.Seq2[recoupe.Reading, error]
	// Amend keeps strands of the woven state as they are now, in one step, as known from a time on. The other strands
	// stay, and what was known before stays readable. An error among the strands keeps nothing. It returns the mark of
	// the state, by which it can be named later.
	Amend(ctx context.Context, strands iter.Seq2[recoupe.Strand, error], known time.Time) (mark string, err error)
	// Replace does what Amend does, and the strands that are not among these are gone.
	Replace(ctx context.Context, strands iter.Seq2[recoupe.Strand, error], known time.Time) (mark string, err error)
	// Changed lists the strands that changed after the state that a mark names, in order; recoupe.ErrNotFound where that
	// never was a state of this store.
	Changed(ctx context.Context, mark string) ([]string, error)
	// Stale reports whether readings or decisions were kept or changed since the woven state was, as after a crash
	// between the two.
	Stale(ctx context.Context) (bool, error)
	// Woven returns the state as known at a time; the zero time is now. Nobody may change what it returns.
	Woven(ctx context.Context, known time.Time) (recoupe.Woven, error)
	// Event returns the last version of an event that was ever kept, also one that is no more; where its claims are
	// in another one now, Successor names that. recoupe.ErrNotFound where there was none.
	Event(ctx context.Context, id string) (recoupe.Event, error)
	// AddDecision keeps what a person decided; recoupe.ErrConflict where the id is taken.
	AddDecision(ctx context.Context, d recoupe.Decision) error
	// UndoDecision marks a decision undone at a time and keeps it; recoupe.ErrNotFound where there is none.
	UndoDecision(ctx context.Context, id string, at time.Time) error
	// Decisions returns all decisions, also those undone, in the order in which they were made.
	Decisions(ctx context.Context) ([]recoupe.Decision, error)
	// Feeds returns all feeds by address.
	Feeds(ctx context.Context) ([]Feed, error)
	// SetFeed adds or changes a feed.
	SetFeed(ctx context.Context, f Feed) error
	// DeleteFeed stops following; recoupe.ErrNotFound where there is none.
	DeleteFeed(ctx context.Context, url string) error
	Close() error
}
