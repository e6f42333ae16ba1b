// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShelf: records are replaced and removed, kinds are kept apart, and what was not committed is lost together.
func TestShelf(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a shelf%20?.db")
	s, err := OpenShelf(t.Context(), path, "one")
	if err != nil {
		t.Fatal(err)
	}
	put := func(kind int, key int64, body string) {
		t.Helper()
		b := []byte(body)
		if body == "" {
			b = nil
		}
		if err := s.Put(kind, key, b); err != nil {
			t.Fatal(err)
		}
	}
	put(1, 5, "five")
	put(1, 5, "five again")
	put(1, 1<<57, "far")
	put(2, 5, "another kind")
	put(1, 6, "six")
	put(1, 6, "")
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	put(1, 7, "seven")
	put(2, 5, "")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = OpenShelf(t.Context(), path, "one"); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for kind := 1; kind <= 2; kind++ {
		keys, err := s.Keys(kind)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			body, err := s.Get(kind, k)
			if err != nil {
				t.Fatal(err)
			}
			got[fmt.Sprint(kind, " ", k)] = string(body)
		}
	}
	want := map[string]string{"1 5": "five again", "1 144115188075855872": "far", "2 5": "another kind"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if s, err = OpenShelf(t.Context(), path, "another"); err != nil {
		t.Fatal(err)
	}
	if keys, err := s.Keys(1); err != nil || len(keys) > 0 {
		t.Errorf("what another program made: %v, %v", keys, err)
	}
	for _, tt := range []struct {
		kind int
		key  int64
	}{{0, 1}, {16, 1}, {1, -1}, {1, 1 << 58}} {
		if err := s.Put(tt.kind, tt.key, []byte("x")); err == nil {
			t.Errorf("kind %d, key %d was taken", tt.kind, tt.key)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkShelf(b *testing.B) {
	s, err := OpenShelf(b.Context(), filepath.Join(b.TempDir(), "shelf.db"), "one")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	body := make([]byte, 2000)
	n := int64(0)
	for b.Loop() {
		if err := s.Put(1, n, body); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Get(1, n*7919%(n+1)); err != nil {
			b.Fatal(err)
		}
		n++
	}
}
