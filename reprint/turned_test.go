// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTouchedAreEnough: who asks again only for what Add and Remove return knows at every moment what asking for everything
// gives, while stretches become furniture of a publisher or of everybody, and cease to be.
func TestTouchedAreEnough(t *testing.T) {
	var stretches []string
	for i := range 7 {
		var words []string
		for k := range 24 {
			words = append(words, fmt.Sprintf("word%dx%d", i, k))
		}
		stretches = append(stretches, strings.Join(words, " ")+".")
	}
	for seed := range int64(30) {
		g := rand.New(rand.NewSource(seed))
		x := New(Params{Gram: 4, Window: 8, Days: 9, Stock: 6, Common: 8, Host: 3})
		known := map[[2]string]Reuse{}
		ask := func(id string) {
			for k := range known {
				if k[0] == id || k[1] == id {
					delete(known, k)
				}
			}
			for _, r := range x.Of(id) {
				known[[2]string{r.A, r.B}] = r
			}
		}
		for step := range 120 {
			id := fmt.Sprintf("d%02d", g.Intn(40))
			var touched []string
			if g.Intn(4) == 0 {
				touched = x.Remove(id)
			} else {
				d := Doc{ID: id, Publisher: fmt.Sprint("P", g.Intn(4)), Published: day(1 + g.Intn(12))}
				for range 1 + g.Intn(3) {
					d.Text += stretches[g.Intn(len(stretches))] + " "
				}
				touched = x.Add(d)
			}
			for _, o := range append(touched, id) {
				ask(o)
			}
			want := map[[2]string]Reuse{}
			for _, r := range x.All() {
				want[[2]string{r.A, r.B}] = r
			}
			if d := cmp.Diff(want, known); d != "" {
				t.Fatalf("seed %d, step %d (-all +asked)\n%s", seed, step, d)
			}
		}
	}
}
