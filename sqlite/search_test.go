// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe/store"
	"recoupe/storetest"
)

func opened(t testing.TB, texts ...string) *Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for i, text := range texts {
		if _, err := s.Add(context.Background(), storetest.Sample(fmt.Sprintf("d%d", i+1), time.Unix(int64(i), 0), text)); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestSearch: people type words, not a query language: every word must be
// there, in any spelling that folding knows, and no sign has a meaning.
func TestSearch(t *testing.T) {
	s := opened(t, "L’armée a repris Hama.", "دخلت القوات إِدلب", "The road NEAR the bridge AND the dam")
	tests := []struct {
		query string
		want  []string
	}{
		{"armee", []string{"d1"}},
		{"ARMÉE hama", []string{"d1"}},
		{"armée idlib", nil},
		{"ادلب", []string{"d2"}},
		{"near", []string{"d3"}},
		{"road AND dam", []string{"d3"}},
		{"road OR hama", nil},
		{"NOT road", nil},
		{"text: hama", nil},
		{`"hama"`, []string{"d1"}},
		{`hama"`, []string{"d1"}},
		{"(hama", []string{"d1"}},
		{"hama^2", nil},
		{"-hama", []string{"d1"}},
		{"hama\x00", []string{"d1"}},
		{"\x00\x01", []string{"d3", "d2", "d1"}},
		{"*", []string{"d3", "d2", "d1"}},
		{"", []string{"d3", "d2", "d1"}},
	}
	for _, tt := range tests {
		ds, _, err := s.Dispatches(t.Context(), store.Query{Text: tt.query})
		if err != nil {
			t.Errorf("%q: %v", tt.query, err)
		}
		var got []string
		for _, d := range ds {
			got = append(got, d.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", tt.query, diff)
		}
	}
}

// FuzzSearch: whatever is typed is answered.
func FuzzSearch(f *testing.F) {
	for _, q := range []string{"", "hama", `"`, "NEAR(a b)", "a AND", "col:x", "{a b}: c", "a* ^b", "\x00", "حماة", "'; DROP TABLE dispatch; --"} {
		f.Add(q)
	}
	s := opened(f, "L’armée a repris Hama.")
	f.Fuzz(func(t *testing.T, q string) {
		if _, _, err := s.Dispatches(context.Background(), store.Query{Text: q}); err != nil {
			t.Fatalf("%q: %v", q, err)
		}
	})
}

// BenchmarkSearch looks for two words in two thousand dispatches.
func BenchmarkSearch(b *testing.B) {
	var texts []string
	for i := range 2000 {
		texts = append(texts, fmt.Sprintf("L’armée a repris le village %d au nord de Hama, selon des habitants.", i))
	}
	s := opened(b, texts...)
	for b.Loop() {
		if _, n, err := s.Dispatches(context.Background(), store.Query{Text: "armee 1234", Limit: 20}); err != nil || n != 1 {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "queries/s")
}
