// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"recoupe"
)

// TestHindsight keeps any series of states, shuffled and repeated as they come,
// and wants each back as it was known then, in its order.
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
		var states []recoupe.Woven
		start := time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC)
		ids := rapid.SliceOfN(rapid.IntRange(0, 8), 0, 10)
		for i := range rapid.IntRange(1, 6).Draw(t, "states") {
			var w recoupe.Woven
			for _, id := range ids.Draw(t, "events") {
				w.Events = append(w.Events, recoupe.Event{ID: fmt.Sprint(id)})
			}
			for _, id := range ids.Draw(t, "holds") {
				w.Holds = append(w.Holds, recoupe.Hold{ID: fmt.Sprint(id)})
			}
			if err := s.SetWoven(ctx, w, start.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			states = append(states, w)
		}
		for i, want := range states {
			got, err := s.Woven(ctx, start.Add(time.Duration(i)*time.Hour+time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(names(want), names(got)); diff != "" {
				t.Fatalf("state %d (-want +got):\n%s", i, diff)
			}
		}
		got, err := s.Woven(ctx, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(names(states[len(states)-1]), names(got)); diff != "" {
			t.Fatalf("now (-want +got):\n%s", diff)
		}
	})
}

func names(w recoupe.Woven) (out []string) {
	for _, e := range w.Events {
		out = append(out, "event "+e.ID)
	}
	for _, h := range w.Holds {
		out = append(out, "hold "+h.ID)
	}
	return out
}

// TestDifference wants only what changed to be written, and everything where two neighbours have no room left.
func TestDifference(t *testing.T) {
	of := func(ids string, step int64) (ps []part) {
		for i, r := range ids {
			p := part{id: int64(i), place: int64(i) * step}
			p.digest[0] = byte(r)
			ps = append(ps, p)
		}
		return ps
	}
	for _, tt := range []struct {
		present, next string
		step          int64
		ended, begun  int
	}{
		{"abc", "abc", gap, 0, 0},
		{"abc", "xabc", gap, 0, 1},
		{"abc", "abcx", gap, 0, 1},
		{"abc", "axbyc", gap, 0, 2},
		{"abc", "ac", gap, 1, 0},
		{"abc", "cab", gap, 1, 1},
		{"aab", "aba", gap, 1, 1},
		{"", "ab", gap, 0, 2},
		{"ab", "", gap, 2, 0},
		{"abc", "axbc", 1, 3, 4},
	} {
		ended, begun := difference(of(tt.present, tt.step), of(tt.next, 0))
		if len(ended) != tt.ended || len(begun) != tt.begun {
			t.Errorf("%s to %s: %d ended, %d begun; want %d, %d", tt.present, tt.next, len(ended), len(begun), tt.ended, tt.begun)
		}
	}
}
