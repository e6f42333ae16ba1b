// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package storetest holds every store to the promises of package store.
//
// In: a function that opens an empty store. Out: failed tests. It is imported
// by tests only.
package storetest

import (
	"errors"
	"fmt"
	"iter"
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
		{"strands change alone, or all together", amended},
		{"a mark names a state and tells what came after it", marked},
		{"what fails half way keeps nothing", half},
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
		r := Sample(string(rune('a'+i)), day.Add(time.Duration(i)*time.Hour), text)
		if r.Dispatch.ID == "c" {
			r.Dispatch.Replaces, r.Dispatch.Demonstration = &recoupe.Replacement{ID: "a", Kind: "kill"}, true
		}
		_, err := s.Add(t.Context(), r)
		must(t, err)
	}
	for _, tt := range []struct {
		q    store.Query
		want string
	}{
		{store.Query{}, "[c b a]"}, {store.Query{URL: "https://example.org/b"}, "[b]"}, {store.Query{URL: "https://example.org/"}, "[]"}, {store.Query{Text: "ARMEE hama"}, "[a]"}, {store.Query{Text: "حَمَاة"}, "[b]"}, {store.Query{Publisher: "Radio c"}, "[c]"},
		{store.Query{Replaces: "a"}, "[c]"}, {store.Query{Replaces: "b"}, "[]"}, {store.Query{Demonstration: true}, "[c]"},
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
		replace(t, s, day.Add(time.Duration(i)*time.Hour), strand("1", event(id)))
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

// All runs over strands as a weaver's are run over.
func All(xs ...recoupe.Strand) iter.Seq2[recoupe.Strand, error] {
	return func(yield func(recoupe.Strand, error) bool) {
		for _, x := range xs {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func strand(id string, ps ...recoupe.Part) recoupe.Strand { return recoupe.Strand{ID: id, Parts: ps} }

// event is a part that stands by its id.
func event(id string, claims ...recoupe.ClaimRef) recoupe.Part {
	return recoupe.Part{Rank: id, Event: &recoupe.Event{ID: id, Claims: claims}}
}

func hold(id string) recoupe.Part { return recoupe.Part{Rank: id, Hold: &recoupe.Hold{ID: id}} }

func contradiction(slot string) recoupe.Part {
	return recoupe.Part{Rank: slot, Contradiction: &recoupe.Contradiction{Slot: slot}}
}

func amend(t *testing.T, s store.Store, known time.Time, xs ...recoupe.Strand) string {
	t.Helper()
	mark, err := s.Amend(t.Context(), All(xs...), known)
	must(t, err)
	return mark
}

func replace(t *testing.T, s store.Store, known time.Time, xs ...recoupe.Strand) string {
	t.Helper()
	mark, err := s.Replace(t.Context(), All(xs...), known)
	must(t, err)
	return mark
}

// state is what a state holds, in its order.
func state(t *testing.T, s store.Store, known time.Time) (out []string) {
	t.Helper()
	w, err := s.Woven(t.Context(), known)
	must(t, err)
	for _, e := range w.Events {
		out = append(out, e.ID)
	}
	for _, c := range w.Contradictions {
		out = append(out, c.Slot)
	}
	for _, h := range w.Holds {
		out = append(out, h.ID)
	}
	return out
}

// amended: strands change alone, or all together.
func amended(t *testing.T, s store.Store) {
	at := func(hours int) time.Time { return day.Add(time.Duration(hours) * time.Hour) }
	amend(t, s, at(0), strand("1", event("e2"), contradiction("place"), contradiction("place")), strand("2", event("e1"), contradiction("place")))
	amend(t, s, at(1), strand("3", hold("h2"), hold("h1")))
	amend(t, s, at(2), strand("3", hold("h1")), strand("2", event("e3")))
	amend(t, s, at(3), strand("1"), strand("none"))
	replace(t, s, at(4), strand("3", hold("h1")), strand("4", event("e4")))
	amend(t, s, at(5))
	for hours, want := range [][]string{{"e1", "e2", "place"}, {"e1", "e2", "place", "h1", "h2"}, {"e2", "e3", "place", "h1"}, {"e3", "h1"}, {"e4", "h1"}, {"e4", "h1"}} {
		if d := cmp.Diff(want, state(t, s, at(hours))); d != "" {
			t.Errorf("after %d hours (-want +got)\n%s", hours, d)
		}
	}
	if d := cmp.Diff([]string{"e4", "h1"}, state(t, s, time.Time{})); d != "" {
		t.Errorf("now (-want +got)\n%s", d)
	}
}

// marked: a mark names a state and tells what came after it.
func marked(t *testing.T, s store.Store) {
	add := func(id string) {
		t.Helper()
		_, err := s.Add(t.Context(), Sample(id, day, "Des combats ont éclaté."))
		must(t, err)
	}
	add("a")
	one := amend(t, s, day, strand("1", event("e1")), strand("2", event("e2")))
	add("b")
	must(t, s.SetReading(t.Context(), Sample("a", day, "Des combats ont éclaté.")))
	two := amend(t, s, day, strand("2"), strand("3", hold("h")))
	add("c")
	for _, tt := range []struct{ mark, readings, strands string }{{"", "[a b c]", "[1 2 3]"}, {one, "[a b c]", "[2 3]"}, {two, "[c]", "[]"}} {
		var ids []string
		for r, err := range s.Unwoven(t.Context(), tt.mark) {
			must(t, err)
			ids = append(ids, r.Dispatch.ID)
		}
		strands, err := s.Changed(t.Context(), tt.mark)
		must(t, err)
		if fmt.Sprint(ids) != tt.readings || fmt.Sprint(strands) != tt.strands {
			t.Errorf("after %q: readings %v, strands %v; want %s, %s", tt.mark, ids, strands, tt.readings, tt.strands)
		}
	}
	for _, mark := range []string{"nonsense", "7 7", one + "1"} {
		if _, err := s.Changed(t.Context(), mark); !errors.Is(err, recoupe.ErrNotFound) {
			t.Errorf("changed after %q: %v", mark, err)
		}
		for _, err := range s.Unwoven(t.Context(), mark) {
			if !errors.Is(err, recoupe.ErrNotFound) {
				t.Errorf("unwoven after %q: %v", mark, err)
			}
		}
	}
}

// half: what fails half way keeps nothing.
func half(t *testing.T, s store.Store) {
	mark := amend(t, s, day, strand("1", event("e1")))
	broken := errors.New("a shelf broke")
	_, err := s.Replace(t.Context(), func(yield func(recoupe.Strand, error) bool) {
		if yield(strand("2", event("e2")), nil) {
			yield(recoupe.Strand{}, broken)
		}
	}, day.Add(time.Hour))
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if got := state(t, s, time.Time{}); fmt.Sprint(got) != "[e1]" {
		t.Errorf("kept %v, want e1 alone", got)
	}
	if ids, err := s.Changed(t.Context(), mark); err != nil || len(ids) > 0 {
		t.Errorf("changed %v, %v", ids, err)
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
	amend(t, s, day)
	stale("after Amend", false)
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
	amend(t, s, day, strand("1", event("e1", c("a"))), strand("2", event("e2", c("b"))), strand("3", event("e3", c("x"))))
	amend(t, s, day.Add(time.Hour), strand("1", event("e1", c("a"), c("b"))), strand("2"), strand("3"))
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
