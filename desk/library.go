// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"context"
	"io"
	"sync"
	"time"

	"recoupe"
)

// Library is what the desk reads from.
type Library interface {
	// Dispatches returns dispatches without their readings, newest first, and how many there are in all.
	Dispatches(ctx context.Context, q DispatchQuery) ([]recoupe.Dispatch, int, error)
	// Reading returns what was read from one dispatch; recoupe.ErrNotFound where there is none.
	Reading(ctx context.Context, id string) (recoupe.Reading, error)
	// Woven returns the present state of events, contradictions and ledger.
	Woven(ctx context.Context) (recoupe.Woven, error)
}

// DispatchQuery narrows a list of dispatches. Zero values do not narrow.
type DispatchQuery struct {
	Text, Publisher, Lang string
	// Replaces is the id of the dispatch that is corrected or withdrawn.
	Replaces string
	// Demonstration leaves only demonstrations.
	Demonstration bool
	From, To      time.Time
	Offset, Limit int
}

// Submission is what a person hands in.
type Submission struct {
	// Raw is the file or the pasted text; URL is fetched where Raw is empty.
	Raw  []byte
	Name string
	URL  string
	// Publisher, Published and PublishedDay are as stated by the person; empty is unknown.
	Publisher    string
	Published    time.Time
	PublishedDay bool
	Lang         string
}

// Intake takes new dispatches.
type Intake interface {
	// Add captures, reads and weaves a submission and returns the dispatch. A
	// dispatch that is there already is returned as it is.
	Add(ctx context.Context, s Submission) (recoupe.Dispatch, error)
}

// Feed is a feed that is followed.
type Feed struct {
	URL, Title          string
	LastTried, LastGood time.Time
	// Error is the last failure; "" after a success.
	Error string
	// Received counts dispatches taken from it.
	Received int
}

// Feeds lists and changes what is followed.
type Feeds interface {
	Feeds(ctx context.Context) ([]Feed, error)
	AddFeed(ctx context.Context, url string) error
	RemoveFeed(ctx context.Context, url string) error
}

// Decisions keeps what people decide about events.
type Decisions interface {
	// Decisions returns all, also those undone, in the order in which they were made.
	Decisions(ctx context.Context) ([]recoupe.Decision, error)
	// Decide keeps that two claims are one event, or are not, and weaves.
	Decide(ctx context.Context, together bool, a, b recoupe.ClaimRef, by, reason string) (recoupe.Decision, error)
	// Undo marks a decision undone and weaves.
	Undo(ctx context.Context, id string) error
	// Withdraw takes a dispatch out of everything that rests on it, with a reason, and returns the notice.
	Withdraw(ctx context.Context, id, by, reason string) (recoupe.Dispatch, error)
	// Former returns the last version of an event that is no more, with its successor.
	Former(ctx context.Context, id string) (recoupe.Event, error)
}

// Change is one thing that happened, for pages that are open.
type Change struct {
	// Seq grows by at least one from change to change.
	Seq int64
	// Kind is dispatch, event, withdrawn, feed or decision.
	Kind string
	ID   string
	Text string
}

// Changes tells of changes as they happen.
type Changes interface {
	// Subscribe returns changes after seq (0 is from now on) until the context ends; then the channel closes.
	Subscribe(ctx context.Context, seq int64) <-chan Change
}

// maxUpload bounds a file that is handed in.
const maxUpload = 64 << 20

// shelf keeps readings at hand until something changes.
type shelf struct {
	lib  Library
	mu   sync.Mutex
	read map[string]recoupe.Reading
	// total is how many dispatches there were when it was asked whether one is a demonstration, and demonstration the answer.
	total         int
	demonstration bool
}

// shelfSize bounds how many readings are kept.
const shelfSize = 1000

func newShelf(lib Library) *shelf { return &shelf{lib: lib, read: map[string]recoupe.Reading{}} }

func (s *shelf) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.read)
}

func (s *shelf) reading(ctx context.Context, id string) (recoupe.Reading, error) {
	s.mu.Lock()
	r, ok := s.read[id]
	s.mu.Unlock()
	if ok {
		return r, nil
	}
	r, err := s.lib.Reading(ctx, id)
	if err != nil {
		return r, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.read) >= shelfSize {
		clear(s.read)
	}
	s.read[id] = r
	return r, nil
}

// holdsDemonstration reports whether some dispatch is a demonstration; it is asked again whenever the library has grown.
func (s *shelf) holdsDemonstration(ctx context.Context) bool {
	_, total, err := s.lib.Dispatches(ctx, DispatchQuery{Limit: 1})
	s.mu.Lock()
	known, is := s.total == total || err != nil, s.demonstration
	s.mu.Unlock()
	if known {
		return is
	}
	_, n, err := s.lib.Dispatches(ctx, DispatchQuery{Demonstration: true, Limit: 1})
	if err != nil {
		return is
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total, s.demonstration = total, n > 0
	return n > 0
}

// replaced is the first dispatch that corrects or withdraws another one, nil for none.
func (s *shelf) replaced(ctx context.Context, id string) *recoupe.Replacement {
	ds, _, err := s.lib.Dispatches(ctx, DispatchQuery{Replaces: id, Limit: 100})
	if err != nil || len(ds) == 0 {
		return nil
	}
	d := ds[len(ds)-1]
	return &recoupe.Replacement{ID: d.ID, Kind: d.Replaces.Kind}
}

// claim returns a claim with its reading, false where either is missing.
func (s *shelf) claim(ctx context.Context, ref recoupe.ClaimRef) (recoupe.Claim, recoupe.Reading, bool) {
	r, err := s.reading(ctx, ref.Dispatch)
	if err != nil {
		return recoupe.Claim{}, r, false
	}
	for _, c := range r.Claims {
		if c.ID == ref.Claim {
			return c, r, true
		}
	}
	return recoupe.Claim{}, r, false
}

func readAll(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, maxUpload+1)) }
