// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"recoupe"
	"recoupe/storetest"
)

// TestHindsight keeps any series of changes, some of all and some of a few strands, and wants each state back as it was
// known then, in its order, and only what changed to be written.
func TestHindsight(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		n++
		s, err := Open(ctx, filepath.Join(dir, fmt.Sprintf("%d.db", n)))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		now, written := map[string]recoupe.Strand{}, 0
		var states [][]string
		start := time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC)
		for i := range rapid.IntRange(1, 6).Draw(t, "states") {
			var xs []recoupe.Strand
			next := map[string]recoupe.Strand{}
			for _, id := range rapid.SliceOfNDistinct(rapid.IntRange(0, 6), 0, 5, rapid.ID).Draw(t, "strands") {
				x := recoupe.Strand{ID: fmt.Sprint(id)}
				for _, p := range rapid.SliceOfNDistinct(rapid.IntRange(0, 3), 0, 3, rapid.ID).Draw(t, "parts") {
					x.Parts = append(x.Parts, drawn(id, p))
				}
				xs, next[x.ID] = append(xs, x), x
				written += unlike(now[x.ID], x)
			}
			keep := s.Replace
			if rapid.Bool().Draw(t, "a few") {
				keep = s.Amend
				for id, x := range now {
					if _, ok := next[id]; !ok {
						next[id] = x
					}
				}
			}
			if _, err := keep(ctx, storetest.All(xs...), start.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			now = next
			states = append(states, names(now))
			if rapid.Bool().Draw(t, "looked at") {
				wantNow(t, s, states[i])
			}
		}
		for i, want := range states {
			w, err := s.Woven(ctx, start.Add(time.Duration(i)*time.Hour+time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, read(w)); diff != "" {
				t.Fatalf("state %d (-want +got):\n%s", i, diff)
			}
		}
		wantNow(t, s, names(now))
		var rows int
		if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM woven_part").Scan(&rows); err != nil || rows != written {
			t.Errorf("%d parts were written, %v; want %d", rows, err, written)
		}
	})
}

func wantNow(t *rapid.T, s *Store, want []string) {
	t.Helper()
	w, err := s.Woven(context.Background(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, read(w)); diff != "" {
		t.Fatalf("now (-want +got):\n%s", diff)
	}
}

// drawn is a part of a strand: an event, or a row that stands before others by its place.
func drawn(strand, p int) recoupe.Part {
	id := fmt.Sprint(9-p, " ", strand)
	if p > 1 {
		return recoupe.Part{Rank: id, Hold: &recoupe.Hold{ID: id}}
	}
	return recoupe.Part{Rank: id, Event: &recoupe.Event{ID: id}}
}

// unlike counts the parts of b that a lacks.
func unlike(a, b recoupe.Strand) (n int) {
	for _, p := range b.Parts {
		if !slices.ContainsFunc(a.Parts, func(q recoupe.Part) bool { return q.Rank == p.Rank }) {
			n++
		}
	}
	return n
}

// names are the parts of strands in the order of a state.
func names(now map[string]recoupe.Strand) []string {
	var events, holds []string
	for _, x := range now {
		for _, p := range x.Parts {
			if p.Event != nil {
				events = append(events, p.Rank)
			} else {
				holds = append(holds, p.Rank)
			}
		}
	}
	slices.Sort(events)
	slices.Sort(holds)
	return append(events, holds...)
}

func read(w recoupe.Woven) (out []string) {
	for _, e := range w.Events {
		out = append(out, e.ID)
	}
	for _, h := range w.Holds {
		out = append(out, h.ID)
	}
	return out
}
