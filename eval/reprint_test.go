// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"math"
	"testing"
)

// TestLabels: every pair has two judgements and one that was settled, which is one of them; no pair stands twice.
func TestLabels(t *testing.T) {
	labels, err := pairLabels()
	if err != nil || len(labels) < 300 {
		t.Fatalf("%d pairs, %v", len(labels), err)
	}
	seen := map[[2]string]bool{}
	for _, l := range labels {
		for _, x := range []string{l.first, l.second, l.settled} {
			if x != "copied" && x != "own" {
				t.Errorf("%s %s: label %q", l.a, l.b, x)
			}
		}
		if l.settled != l.first && l.settled != l.second || seen[[2]string{l.a, l.b}] || seen[[2]string{l.b, l.a}] {
			t.Errorf("%s %s is settled otherwise, or stands twice", l.a, l.b)
		}
		seen[[2]string{l.a, l.b}] = true
	}
}

func TestKappa(t *testing.T) {
	c := func(first, second string, n int) (out []pairLabel) {
		for range n {
			out = append(out, pairLabel{first: first, second: second})
		}
		return
	}
	both := append(c("copied", "copied", 20), c("own", "own", 15)...)
	got, alike := kappa(append(both, append(c("copied", "own", 5), c("own", "copied", 10)...)...))
	if math.Abs(got-0.4) > 1e-9 || alike != 35 {
		t.Errorf("got %.3f and %d, want .400 and 35", got, alike)
	}
}
