// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"recoupe"
)

// kept is what somebody keeps who is told of strands only.
type kept map[string]recoupe.Strand

// take asks for strands again.
func (k kept) take(t *testing.T, w *Weaver, ids []string) {
	t.Helper()
	for _, id := range ids {
		s, err := w.Strand(id)
		if err != nil {
			t.Fatal(err)
		}
		k[id] = s
		if len(s.Parts) == 0 {
			delete(k, id)
		}
	}
}

// woven puts strands together.
func (k kept) woven() (out recoupe.Woven) {
	var parts []recoupe.Part
	for _, id := range slices.Sorted(maps.Keys(k)) {
		parts = append(parts, k[id].Parts...)
	}
	slices.SortStableFunc(parts, func(a, b recoupe.Part) int { return cmp.Compare(a.Rank, b.Rank) })
	last := ""
	for _, p := range parts {
		switch {
		case p.Event != nil:
			out.Events = append(out.Events, *p.Event)
		case p.Hold != nil:
			out.Holds = append(out.Holds, *p.Hold)
		case p.Rank != last:
			out.Contradictions, last = append(out.Contradictions, *p.Contradiction), p.Rank
		}
	}
	return out
}

// decisions are some about claims of readings.
func decisions(g *rand.Rand, rs []recoupe.Reading, n int) (out []Decision) {
	for i := range n {
		pick := func() Anchor {
			r := &rs[g.IntN(len(rs))]
			a, _ := r.Anchor(r.Claims[0].ID)
			return a
		}
		out = append(out, Decision{ID: fmt.Sprint(i), Together: g.IntN(2) == 0, A: pick(), B: pick(), Undone: g.IntN(4) == 0})
	}
	return out
}

// TestStrands: whoever keeps the strands that Update names has what weaving at once makes of all that is there, whatever
// came, was read again, was killed, was decided and went.
func TestStrands(t *testing.T) {
	for seed := range uint64(8) {
		g := rand.New(rand.NewPCG(seed, 11))
		rs := traffic(seed, 60)
		spread(rs, g)
		o := options
		w, err := Open(o, newBoard(), 5)
		if err != nil {
			t.Fatal(err)
		}
		if seed%2 == 0 {
			w = New(o)
		}
		k, here := kept{}, map[string]recoupe.Reading{}
		for step := range 160 {
			r := rs[g.IntN(len(rs))]
			switch g.IntN(8) {
			case 0:
				w.Drop(r.Dispatch.ID)
				delete(here, r.Dispatch.ID)
			case 1:
				o.Decisions = decisions(g, rs, g.IntN(6))
				w.Decide(o.Decisions)
			case 2: // read anew, with less
				r.Claims = r.Claims[:1]
				fallthrough
			default:
				w.Put(r)
				here[r.Dispatch.ID] = r
			}
			if g.IntN(3) > 0 {
				k.take(t, w, w.Update())
			}
			if step%10 != 9 {
				continue
			}
			k.take(t, w, w.Update())
			want := Weave(slices.Collect(maps.Values(here)), o)
			if d := gocmp.Diff(want, k.woven()); d != "" {
				t.Fatalf("seed %d, step %d: (-at once +by strands)\n%s", seed, step, d)
			}
			all := kept{}
			all.take(t, w, slices.Collect(w.Strands()))
			if d := gocmp.Diff(want, all.woven()); d != "" {
				t.Fatalf("seed %d, step %d: (-at once +all strands)\n%s", seed, step, d)
			}
		}
	}
}
