// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package storetest holds every store to the promises of package store.
//
// In: a function that opens an empty store. Out: failed tests. It is imported
// by tests only.
package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/store"
)

// Sample is a reading of a short text.
func Sample(id string, published time.Time, text string) recoupe.Reading {
	low := 20.0
	return recoupe.Reading{
		Dispatch: recoupe.Dispatch{ID: id, Publisher: "Radio " + id[:1], Title: "Titre " + id, Text: text, Lang: "fr", URL: "https://example.org/" + id, Published: published,
			Received: published.Add(time.Hour), Digest: fmt.Sprintf("%x", text)},
		Regions: []recoupe.Region{{Kind: recoupe.Sentence, Span: recoupe.Span{End: len(text)}}},
		Claims: []recoupe.Claim{{ID: "c1", Mention: recoupe.Mention{Text: text, Spans: []recoupe.Span{{End: len(text)}}}, Event: "VIO.CLASH", Polarity: recoupe.Positive,
			Figures: []recoupe.Figure{{Low: &low, Unit: "household"}}}},
	}
}

// Run tests the stores that open makes, each test with a store of its own.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, tt := range []struct {
		name string
		run  func(*testing.T, store.Store)
	}{
		{"a dispatch delivered twice is kept once", twice},
		{"a reading comes back as it was", roundTrip},
		{"dispatches are found by folded words, publisher and time", found},
		{"the woven state is readable as known at a time", asKnown},
		{"a reading that was not woven makes the state stale", stale},
		{"decisions are kept, undone and never deleted", decisions},
		{"an event that is no more is found, with its successor", successors},
		{"feeds are kept, changed and deleted", feeds},
		{"many at once", atOnce},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, open(t)) })
	}
}

var day = time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// twice: a dispatch delivered twice is kept once.
func twice(t *testing.T, s store.Store) {
	r := Sample("a", day, "Des combats ont éclaté.")
	for i, want := range []bool{true, false} {
		got, err := s.Add(t.Context(), r)
		must(t, err)
		if got != want {
			t.Errorf("delivery %d: added %v, want %v", i+1, got, want)
		}
	}
	r.Dispatch.Digest = "other"
	if _, err := s.Add(t.Context(), r); !errors.Is(err, recoupe.ErrConflict) {
		t.Errorf("another text under the same id: %v, want a conflict", err)
	}
}

// roundTrip: a reading comes back as it was.
func roundTrip(t *testing.T, s store.Store) {
	r := Sample("a", day, "Des combats ont éclaté.")
	_, err := s.Add(t.Context(), r)
	must(t, err)
	got, err := s.Reading(t.Context(), "a")
	must(t, err)
	if got.Dispatch.Text != r.Dispatch.Text || len(got.Claims) != 1 || *got.Claims[0].Figures[0].Low != 20 || got.Claims[0].Figures[0].High != nil {
		t.Errorf("got %+v", got)
	}
	if _, err := s.Reading(t.Context(), "none"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("a reading that is not there: %v", err)
	}
}

// found: dispatches are found by folded words, publisher and time.
func found(t *testing.T, s store.Store) {
	for i, text := range []string{"L'armée a repris Hama.", "خرجت القوات من حماة", "Rien à signaler."} {
		_, err := s.Add(t.Context(), Sample(string(rune('a'+i)), day.Add(time.Duration(i)*time.Hour), text))
		must(t, err)
	}
	for _, tt := range []struct {
		q    store.Query
		want string
	}{
		{store.Query{}, "[c b a]"}, {store.Query{URL: "https://example.org/b"}, "[b]"}, {store.Query{URL: "https://example.org/"}, "[]"}, {store.Query{Text: "ARMEE hama"}, "[a]"}, {store.Query{Text: "حَمَاة"}, "[b]"}, {store.Query{Publisher: "Radio c"}, "[c]"},
		{store.Query{From: day.Add(time.Hour)}, "[c b]"}, {store.Query{To: day.Add(time.Hour)}, "[a]"}, {store.Query{Limit: 1, Offset: 1}, "[b]"}, {store.Query{Text: `"'*`}, "[c b a]"},
	} {
		ds, _, err := s.Dispatches(t.Context(), tt.q)
		must(t, err)
		var ids []string
		for _, d := range ds {
			ids = append(ids, d.ID)
		}
		if got := fmt.Sprint(ids); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.q, got, tt.want)
		}
	}
}

// asKnown: the woven state is readable as known at a time.
func asKnown(t *testing.T, s store.Store) {
	for i, id := range []string{"e1", "e2"} {
		must(t, s.SetWoven(t.Context(), recoupe.Woven{Events: []recoupe.Event{{ID: id}}}, day.Add(time.Duration(i)*time.Hour)))
	}
	for _, tt := range []struct {
		at   time.Time
		want string
	}{{time.Time{}, "e2"}, {day.Add(time.Minute), "e1"}, {day.Add(2 * time.Hour), "e2"}} {
		w, err := s.Woven(t.Context(), tt.at)
		must(t, err)
		if len(w.Events) != 1 || w.Events[0].ID != tt.want {
			t.Errorf("as known at %v: %v, want %s", tt.at, w.Events, tt.want)
		}
	}
	if w, err := s.Woven(t.Context(), day.Add(-time.Hour)); err != nil || len(w.Events) != 0 {
		t.Errorf("before anything was known: %v %v", w, err)
	}
}

// stale: a reading that was not woven makes the state stale.
func stale(t *testing.T, s store.Store) {
	stale := func(when string, want bool) {
		t.Helper()
		got, err := s.Stale(t.Context())
		must(t, err)
		if got != want {
			t.Errorf("%s: stale %v, want %v", when, got, want)
		}
	}
	stale("empty", false)
	r := Sample("a", day, "Des combats ont éclaté.")
	_, err := s.Add(t.Context(), r)
	must(t, err)
	stale("after Add", true)
	must(t, s.SetWoven(t.Context(), recoupe.Woven{}, day))
	stale("after SetWoven", false)
	must(t, s.SetReading(t.Context(), r))
	stale("after SetReading", true)
	r.Dispatch.ID = "none"
	if err := s.SetReading(t.Context(), r); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("a reading of nothing: %v", err)
	}
}

// feeds: feeds are kept, changed and deleted.
func feeds(t *testing.T, s store.Store) {
	must(t, s.SetFeed(t.Context(), store.Feed{URL: "https://example.org/b"}))
	must(t, s.SetFeed(t.Context(), store.Feed{URL: "https://example.org/a"}))
	must(t, s.SetFeed(t.Context(), store.Feed{URL: "https://example.org/b", Error: "status 500"}))
	fs, err := s.Feeds(t.Context())
	must(t, err)
	if len(fs) != 2 || fs[1].Error != "status 500" {
		t.Errorf("feeds %+v", fs)
	}
	must(t, s.DeleteFeed(t.Context(), "https://example.org/a"))
	if err := s.DeleteFeed(t.Context(), "https://example.org/a"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("delete twice: %v", err)
	}
}

// atOnce: many at once.
func atOnce(t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for k := range 10 {
				if _, err := s.Add(t.Context(), Sample(fmt.Sprintf("d%d-%d", i, k), day, fmt.Sprintf("texte %d %d", i, k))); err != nil {
					t.Error(err)
				}
				if _, _, err := s.Dispatches(t.Context(), store.Query{Limit: 5}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if _, n, err := s.Dispatches(t.Context(), store.Query{}); err != nil || n != 80 {
		t.Errorf("%d dispatches, %v; want 80", n, err)
	}
}

// decisions are kept, undone and never deleted.
func decisions(t *testing.T, s store.Store) {
	a := recoupe.Decision{ID: "d1", Together: true, A: recoupe.Anchor{Dispatch: "a", Start: 3, Event: "VIO.CLASH"}, B: recoupe.Anchor{Dispatch: "b"}, By: "desk", Reason: "one fight", At: day}
	b := recoupe.Decision{ID: "d2", A: recoupe.Anchor{Dispatch: "a"}, B: recoupe.Anchor{Dispatch: "c"}, At: day.Add(time.Hour)}
	must(t, s.AddDecision(t.Context(), a))
	must(t, s.AddDecision(t.Context(), b))
	if err := s.AddDecision(t.Context(), a); !errors.Is(err, recoupe.ErrConflict) {
		t.Errorf("a second d1: %v", err)
	}
	must(t, s.UndoDecision(t.Context(), "d1", day.Add(2*time.Hour)))
	must(t, s.UndoDecision(t.Context(), "d1", day.Add(3*time.Hour))) // changes nothing
	if err := s.UndoDecision(t.Context(), "d9", day); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("undo what nobody decided: %v", err)
	}
	got, err := s.Decisions(t.Context())
	must(t, err)
	a.Undone, a.UndoneAt = true, day.Add(2*time.Hour)
	if d := cmp.Diff([]recoupe.Decision{a, b}, got); d != "" {
		t.Error("(-want +got)\n" + d)
	}
	if is, err := s.Stale(t.Context()); err != nil || !is {
		t.Errorf("a decision leaves the woven state as it was: stale %v, %v", is, err)
	}
}

// successors: an event that is no more is found, with the one that has its claims now.
func successors(t *testing.T, s store.Store) {
	c := func(id string) recoupe.ClaimRef { return recoupe.ClaimRef{Dispatch: id, Claim: "c1"} }
	must(t, s.SetWoven(t.Context(), recoupe.Woven{Events: []recoupe.Event{{ID: "e1", Claims: []recoupe.ClaimRef{c("a")}}, {ID: "e2", Claims: []recoupe.ClaimRef{c("b")}}, {ID: "e3", Claims: []recoupe.ClaimRef{c("x")}}}}, day))
	must(t, s.SetWoven(t.Context(), recoupe.Woven{Events: []recoupe.Event{{ID: "e1", Claims: []recoupe.ClaimRef{c("a"), c("b")}}}}, day.Add(time.Hour)))
	for _, tt := range []struct{ id, successor string }{{"e1", ""}, {"e2", "e1"}, {"e3", ""}} {
		e, err := s.Event(t.Context(), tt.id)
		must(t, err)
		if e.ID != tt.id || e.Successor != tt.successor {
			t.Errorf("%s: got %s with successor %q, want %q", tt.id, e.ID, e.Successor, tt.successor)
		}
	}
	if _, err := s.Event(t.Context(), "e9"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("an event that never was: %v", err)
	}
}
