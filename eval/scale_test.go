// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/sqlite"
	"recoupe/weave"
)

// TestTraffic: the same seed gives the same traffic.
func TestTraffic(t *testing.T) {
	a, b := NewTraffic(3), NewTraffic(3)
	for range 500 {
		if d := cmp.Diff(a.Next(), b.Next()); d != "" {
			t.Fatal(d)
		}
	}
}

// TestTrafficOnShelf: a weaver that holds thirty dispatches of the traffic at a time, in a file, makes of it what one
// that holds all of them does.
func TestTrafficOnShelf(t *testing.T) {
	traffic := NewTraffic(2)
	reg, err := traffic.Register()
	if err != nil {
		t.Fatal(err)
	}
	shelf, err := sqlite.OpenShelf(t.Context(), filepath.Join(t.TempDir(), "shelf.db"), "test")
	if err != nil {
		t.Fatal(err)
	}
	defer shelf.Close()
	o := weave.Options{Register: reg}
	w, err := weave.Open(o, shelf, 30)
	if err != nil {
		t.Fatal(err)
	}
	var all []recoupe.Reading
	for n := range 400 {
		r := traffic.Next()
		all = append(all, r)
		w.Put(r)
		if n%5 == 0 {
			w.Update()
		}
		if n%150 == 149 {
			if err := w.Checkpoint(r.Dispatch.Received, ""); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := w.Woven()
	if d := cmp.Diff(weave.Weave(all, o), got); d != "" || w.Err() != nil || len(got.Events) < 100 {
		t.Errorf("%d events, %v (-in memory +on a shelf)\n%s", len(got.Events), w.Err(), d)
	}
}

// TestScale runs the measurement in small and checks that it measured.
func TestScale(t *testing.T) {
	var b strings.Builder
	if err := Scale(&b, []int{300}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "| 300 | 1500 |") {
		t.Error(b.String())
	}
	if testing.Verbose() {
		os.Stdout.WriteString(b.String())
	}
}
