// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// board is a shelf in memory.
type board struct {
	now, kept map[[2]int64][]byte
	gets      int
	puts      int
	fail      error
}

func newBoard() *board {
	return &board{now: map[[2]int64][]byte{}, kept: map[[2]int64][]byte{}}
}

func (b *board) Get(kind int, key int64) ([]byte, error) {
	b.gets++
	return b.now[[2]int64{int64(kind), key}], b.fail
}

func (b *board) Put(kind int, key int64, body []byte) error {
	b.puts++
	k := [2]int64{int64(kind), key}
	if b.now[k] = slices.Clone(body); body == nil {
		delete(b.now, k)
	}
	return b.fail
}

func (b *board) Keys(kind int) ([]int64, error) {
	var out []int64
	for k := range b.now {
		if k[0] == int64(kind) {
			out = append(out, k[1])
		}
	}
	slices.Sort(out)
	return out, b.fail
}

func (b *board) Commit() error { b.kept = maps.Clone(b.now); return b.fail }

// crash forgets what was not committed.
func (b *board) crash() { b.now = maps.Clone(b.kept) }

// TestShelf: with room for a handful of dispatches in memory, whatever comes, is read again and goes leaves what
// weaving at once makes of what is there.
func TestShelf(t *testing.T) {
	for seed := range uint64(6) {
		g := rand.New(rand.NewPCG(seed, 3))
		rs := traffic(seed, 60)
		b := newBoard()
		w, err := Open(options, b, 4)
		if err != nil {
			t.Fatal(err)
		}
		here := map[string]recoupe.Reading{}
		for step := range 160 {
			r := rs[g.IntN(len(rs))]
			switch g.IntN(4) {
			case 0:
				w.Drop(r.Dispatch.ID)
				delete(here, r.Dispatch.ID)
			default:
				w.Put(r)
				here[r.Dispatch.ID] = r
			}
			if g.IntN(3) == 0 {
				w.Update()
			}
			if step%20 != 19 {
				continue
			}
			wantAsKept(t, w, b)
			var now []recoupe.Reading
			for _, id := range sortedKeys(here) {
				now = append(now, here[id])
			}
			if d := cmp.Diff(Weave(now, options), w.Woven()); d != "" || w.Err() != nil {
				t.Fatalf("seed %d, step %d: %v (-at once +with a shelf)\n%s", seed, step, w.Err(), d)
			}
		}
		if b.gets < 1000 {
			t.Errorf("seed %d: only %d records came back from the shelf", seed, b.gets)
		}
	}
}

// wantAsKept: what is in memory and not marked as changed is on the shelf as it is.
func wantAsKept(t *testing.T, w *Weaver, b *board) {
	t.Helper()
	for no := range w.seats {
		if d := w.seats[no].doc; d != nil && !d.changed && !bytes.Equal(pack(d.record()), b.now[[2]int64{shelfDoc, int64(no)}]) {
			t.Errorf("dispatch %s changed and is not marked", d.ID)
		}
	}
	for g, l := range w.open {
		if !l.changed && !bytes.Equal(pack(l.record()), b.now[[2]int64{shelfLand, g.key()}]) {
			t.Errorf("ground %v changed and is not marked", g)
		}
	}
}

// TestAhead: what is written ahead need not be written by the checkpoint again, unless it changes once more.
func TestAhead(t *testing.T) {
	rs := traffic(3, 60)
	puts := func(share int) int {
		b := newBoard()
		w, err := Open(options, b, 100)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rs {
			w.Put(r)
			w.Update()
			if share > 0 && i >= len(rs)-10 {
				w.Ahead(len(rs) - i)
			}
		}
		b.puts = 0
		if err := w.Checkpoint(start, ""); err != nil {
			t.Fatal(err)
		}
		return b.puts
	}
	if without, with := puts(0), puts(10); without < 60 || with > 12 {
		t.Errorf("the checkpoint wrote %d records, after writing ahead %d; want 60 at least, a dozen at most", without, with)
	}
}

// TestCrash: a weaver opened again after a crash is where its last checkpoint was, and after what came later was put in
// again, where weaving at once is: nothing is lost, and nothing is there twice.
func TestCrash(t *testing.T) {
	for seed := range uint64(6) {
		g := rand.New(rand.NewPCG(seed, 5))
		rs := traffic(seed, 60)
		spread(rs, g)
		b := newBoard()
		w, err := Open(options, b, 5)
		if err != nil {
			t.Fatal(err)
		}
		crashes := 0
		for i, r := range rs {
			w.Put(r)
			switch g.IntN(12) {
			case 2, 3:
				w.Ahead(1 + g.IntN(3))
				wantAsKept(t, w, b)
			case 0:
				if err := w.Checkpoint(r.Dispatch.Published, ""); err != nil {
					t.Fatal(err)
				}
			case 1:
				b.crash()
				if w, err = Open(options, b, 5); err != nil {
					t.Fatal(err)
				}
				crashes++
				for k := range rs[:i+1] {
					if !w.Holds(&rs[k].Dispatch) {
						w.Put(rs[k])
					}
				}
			}
			if i%6 == 0 {
				if d := cmp.Diff(Weave(rs[:i+1], options), w.Woven()); d != "" || w.Err() != nil {
					t.Fatalf("seed %d, %d dispatches, %d crashes: %v (-at once +after)\n%s", seed, i+1, crashes, w.Err(), d)
				}
			}
		}
		if d := cmp.Diff(Weave(rs, options), w.Woven()); d != "" || w.Err() != nil {
			t.Fatalf("seed %d, %d crashes: %v (-at once +after)\n%s", seed, crashes, w.Err(), d)
		}
	}
}

// spread puts traffic of two days into four months, so that what is printed again is furniture by then, and what is
// said of an old day comes late.
func spread(rs []recoupe.Reading, g *rand.Rand) {
	for i := range rs {
		by := time.Duration(g.IntN(5)) * 24 * 30 * time.Hour
		rs[i].Dispatch.Published = rs[i].Dispatch.Published.Add(by)
		for k := range rs[i].Claims {
			if t := rs[i].Claims[k].Time; t != nil && g.IntN(4) > 0 {
				t.Start, t.End = t.Start.Add(by), t.End.Add(by)
			}
		}
	}
}

// TestShelfOrder: twenty orders of arrival, in a weaver that holds five dispatches at a time, leave one state.
func TestShelfOrder(t *testing.T) {
	g := rand.New(rand.NewPCG(9, 2))
	rs := traffic(9, 80)
	spread(rs, g)
	want := Weave(rs, options)
	for n := range 20 {
		g.Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
		w, err := Open(options, newBoard(), 5)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rs {
			w.Put(r)
			if i%7 == n%7 {
				w.Update()
			}
			if i%25 == 24 {
				if err := w.Checkpoint(r.Dispatch.Published, ""); err != nil {
					t.Fatal(err)
				}
			}
		}
		if d := cmp.Diff(want, w.Woven()); d != "" || w.Err() != nil {
			t.Fatalf("order %d: %v (-at once +in that order)\n%s", n, w.Err(), d)
		}
	}
}

// TestShelfFails: a shelf that fails stops the weaver with its reason.
func TestShelfFails(t *testing.T) {
	b := newBoard()
	w, err := Open(options, b, 4)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	for i, r := range traffic(1, 40) {
		if i == 20 {
			b.fail = full
		}
		w.Put(r)
		w.Update()
	}
	if !errors.Is(w.Err(), full) {
		t.Errorf("got %v, want %v", w.Err(), full)
	}
	if got := w.Woven(); len(got.Events) > 0 {
		t.Errorf("%d events of a weaver that has stopped", len(got.Events))
	}
}

// TestChain: a text printed again and again is one document, also over those that lie too far apart to be compared; where
// an earlier one comes, all of them are marked.
func TestChain(t *testing.T) {
	b := newBoard()
	w, err := Open(options, b, 100)
	if err != nil {
		t.Fatal(err)
	}
	printed := func(id string, day int) recoupe.Reading {
		return withText(reading(id, "Paper "+id, 24*day, told{by: "sohr", event: "VIO.CLASH", place: "Alif", camps: clash}), copied, 40)
	}
	w.Put(printed("b", 10))
	w.Put(printed("c", 20))
	w.Update()
	w.Ahead(1)
	w.Put(printed("a", 0))
	w.Update()
	wantAsKept(t, w, b)
	if got := w.byID("c").document; got != "a" || !w.byID("c").changed {
		t.Errorf("c is document %s, marked %v", got, w.byID("c").changed)
	}
}
