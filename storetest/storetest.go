// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package storetest holds every store to the promises of package store.
//
// In: a function that opens an empty store. Out: failed tests. It is imported
// by tests only.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

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

// Run tests the stores that open makes.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	day := time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC)
	ctx := context.Background()
	must := func(t *testing.T, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Run("a dispatch delivered twice is kept once", func(t *testing.T) {
		s := open(t)
		r := Sample("a", day, "Des combats ont éclaté.")
		for i, want := range []bool{true, false} {
			got, err := s.Add(ctx, r)
			must(t, err)
			if got != want {
				t.Errorf("delivery %d: added %v, want %v", i+1, got, want)
			}
		}
		r.Dispatch.Digest = "other"
		if _, err := s.Add(ctx, r); !errors.Is(err, recoupe.ErrConflict) {
			t.Errorf("another text under the same id: %v, want a conflict", err)
		}
	})
	t.Run("a reading comes back as it was", func(t *testing.T) {
		s := open(t)
		r := Sample("a", day, "Des combats ont éclaté.")
		_, err := s.Add(ctx, r)
		must(t, err)
		got, err := s.Reading(ctx, "a")
		must(t, err)
		if got.Dispatch.Text != r.Dispatch.Text || len(got.Claims) != 1 || *got.Claims[0].Figures[0].Low != 20 || got.Claims[0].Figures[0].High != nil {
			t.Errorf("got %+v", got)
		}
		if _, err := s.Reading(ctx, "none"); !errors.Is(err, recoupe.ErrNotFound) {
			t.Errorf("a reading that is not there: %v", err)
		}
	})
	t.Run("dispatches are found by folded words, publisher and time", func(t *testing.T) {
		s := open(t)
		for i, text := range []string{"L'armée a repris Hama.", "خرجت القوات من حماة", "Rien à signaler."} {
			_, err := s.Add(ctx, Sample(string(rune('a'+i)), day.Add(time.Duration(i)*time.Hour), text))
			must(t, err)
		}
		for _, tt := range []struct {
			q    store.Query
			want string
		}{
			{store.Query{}, "[c b a]"}, {store.Query{URL: "https://example.org/b"}, "[b]"}, {store.Query{URL: "https://example.org/"}, "[]"}, {store.Query{Text: "ARMEE hama"}, "[a]"}, {store.Query{Text: "حَمَاة"}, "[b]"}, {store.Query{Publisher: "Radio c"}, "[c]"},
			{store.Query{From: day.Add(time.Hour)}, "[c b]"}, {store.Query{To: day.Add(time.Hour)}, "[a]"}, {store.Query{Limit: 1, Offset: 1}, "[b]"}, {store.Query{Text: `"'*`}, "[c b a]"},
		} {
			ds, _, err := s.Dispatches(ctx, tt.q)
			must(t, err)
			var ids []string
			for _, d := range ds {
				ids = append(ids, d.ID)
			}
			if got := fmt.Sprint(ids); got != tt.want {
				t.Errorf("%+v: %v, want %v", tt.q, got, tt.want)
			}
		}
	})
	t.Run("the woven state is readable as known at a time", func(t *testing.T) {
		s := open(t)
		for i, id := range []string{"e1", "e2"} {
			must(t, s.SetWoven(ctx, recoupe.Woven{Events: []recoupe.Event{{ID: id}}}, day.Add(time.Duration(i)*time.Hour)))
		}
		for _, tt := range []struct {
			at   time.Time
			want string
		}{{time.Time{}, "e2"}, {day.Add(time.Minute), "e1"}, {day.Add(2 * time.Hour), "e2"}} {
			w, err := s.Woven(ctx, tt.at)
			must(t, err)
			if len(w.Events) != 1 || w.Events[0].ID != tt.want {
				t.Errorf("as known at %v: %v, want %s", tt.at, w.Events, tt.want)
			}
		}
		if w, err := s.Woven(ctx, day.Add(-time.Hour)); err != nil || len(w.Events) != 0 {
			t.Errorf("before anything was known: %v %v", w, err)
		}
	})
	t.Run("a reading that was not woven makes the state stale", func(t *testing.T) {
		s := open(t)
		stale := func(when string, want bool) {
			t.Helper()
			got, err := s.Stale(ctx)
			must(t, err)
			if got != want {
				t.Errorf("%s: stale %v, want %v", when, got, want)
			}
		}
		stale("empty", false)
		r := Sample("a", day, "Des combats ont éclaté.")
		_, err := s.Add(ctx, r)
		must(t, err)
		stale("after Add", true)
		must(t, s.SetWoven(ctx, recoupe.Woven{}, day))
		stale("after SetWoven", false)
		must(t, s.SetReading(ctx, r))
		stale("after SetReading", true)
		r.Dispatch.ID = "none"
		if err := s.SetReading(ctx, r); !errors.Is(err, recoupe.ErrNotFound) {
			t.Errorf("a reading of nothing: %v", err)
		}
	})
	t.Run("feeds are kept, changed and deleted", func(t *testing.T) {
		s := open(t)
		must(t, s.SetFeed(ctx, store.Feed{URL: "https://example.org/b"}))
		must(t, s.SetFeed(ctx, store.Feed{URL: "https://example.org/a"}))
		must(t, s.SetFeed(ctx, store.Feed{URL: "https://example.org/b", Error: "status 500"}))
		fs, err := s.Feeds(ctx)
		must(t, err)
		if len(fs) != 2 || fs[1].Error != "status 500" {
			t.Errorf("feeds %+v", fs)
		}
		must(t, s.DeleteFeed(ctx, "https://example.org/a"))
		if err := s.DeleteFeed(ctx, "https://example.org/a"); !errors.Is(err, recoupe.ErrNotFound) {
			t.Errorf("delete twice: %v", err)
		}
	})
	t.Run("many at once", func(t *testing.T) {
		s := open(t)
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				for k := range 10 {
					if _, err := s.Add(ctx, Sample(fmt.Sprintf("d%d-%d", i, k), day, fmt.Sprintf("texte %d %d", i, k))); err != nil {
						t.Error(err)
					}
					if _, _, err := s.Dispatches(ctx, store.Query{Limit: 5}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if _, n, err := s.Dispatches(ctx, store.Query{}); err != nil || n != 80 {
			t.Errorf("%d dispatches, %v; want 80", n, err)
		}
	})
}
