// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
