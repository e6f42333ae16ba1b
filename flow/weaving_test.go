// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"recoupe"
	"recoupe/intake"
	"recoupe/weave"
)

// board is a shelf in memory that may be lost, and may fail.
type board struct {
	now, kept map[[2]int64][]byte
	fail      error
	opened    int
}

func newBoard() *board {
	return &board{now: map[[2]int64][]byte{}, kept: map[[2]int64][]byte{}}
}

func (b *board) Get(kind int, key int64) ([]byte, error) {
	return b.now[[2]int64{int64(kind), key}], b.fail
}

func (b *board) Put(kind int, key int64, body []byte) error {
	k := [2]int64{int64(kind), key}
	if b.now[k] = body; body == nil {
		delete(b.now, k)
	}
	return b.fail
}

func (b *board) Keys(kind int) (out []int64, err error) {
	for k := range b.now {
		if k[0] == int64(kind) {
			out = append(out, k[1])
		}
	}
	slices.Sort(out)
	return out, b.fail
}

func (b *board) Commit() error { b.kept = maps.Clone(b.now); return b.fail }

// weaver opens a weaver over it, where its last checkpoint was.
func (b *board) weaver(_ context.Context, anew bool) (*weave.Weaver, error) {
	b.opened++
	b.now = maps.Clone(b.kept)
	if anew {
		clear(b.now)
	}
	return weave.Open(weave.Options{}, b, 4)
}

// clash reads one claim out of every dispatch.
func clash(d recoupe.Dispatch) recoupe.Reading {
	return recoupe.Reading{Dispatch: d, Claims: []recoupe.Claim{{ID: "c1", Event: "VIO.CLASH", Trigger: recoupe.Mention{Spans: []recoupe.Span{{Start: 4, End: 11}}}}}}
}

func add(t *testing.T, f *Flow, n int) error {
	t.Helper()
	_, _, err := f.Add(t.Context(), fmt.Appendf(nil, "Des combats ont éclaté près du pont numéro %d.", n), intake.Hints{})
	return err
}

// TestGoOn: another run goes on from the last checkpoint, puts in what came later, and has everything.
func TestGoOn(t *testing.T) {
	for _, tt := range []struct {
		name   string
		end    func(f *Flow, m *memory, b *board) error
		opened int
		whole  int
	}{
		{"after an orderly end", func(f *Flow, _ *memory, _ *board) error { return f.Close() }, 2 + 1, 1},
		{"after a crash", func(*Flow, *memory, *board) error { return nil }, 2 + 1, 1},
		{"without its shelf", func(_ *Flow, _ *memory, b *board) error { clear(b.kept); return nil }, 2 + 2, 2},
		{"with the shelf of another store", func(_ *Flow, m *memory, _ *board) error { m.states = m.states[:0]; return nil }, 2 + 2, 2},
		{"after a crash before weaving", func(_ *Flow, m *memory, _ *board) error {
			_, err := m.Add(t.Context(), clash(recoupe.Dispatch{ID: "late", Text: "Des combats"}))
			return err
		}, 2 + 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, m := newFlow(t, nil)
			b := newBoard()
			f.Read, f.Weaver = clash, b.weaver
			for n := range 3 {
				if err := add(t, f, n); err != nil {
					t.Fatal(err)
				}
			}
			if err := tt.end(f, m, b); err != nil {
				t.Fatal(err)
			}
			again := New(f.Config)
			if err := add(t, again, 7); err != nil {
				t.Fatal(err)
			}
			if b.opened != tt.opened || m.whole != tt.whole || len(m.events()) != len(m.readings) {
				t.Errorf("opened %d times, woven whole %d times, %d events of %d dispatches", b.opened, m.whole, len(m.events()), len(m.readings))
			}
		})
	}
}

// TestCatchUp: what was kept and not woven before a crash is woven without another dispatch; nothing is done where
// nothing is missing.
func TestCatchUp(t *testing.T) {
	f, m := newFlow(t, nil)
	b := newBoard()
	f.Weaver = b.weaver
	if err := f.CatchUp(t.Context()); err != nil || b.opened != 0 {
		t.Errorf("opened %d times for nothing, %v", b.opened, err)
	}
	if _, err := m.Add(t.Context(), clash(recoupe.Dispatch{ID: "a", Text: "Des combats"})); err != nil {
		t.Fatal(err)
	}
	if err := f.CatchUp(t.Context()); err != nil || len(m.events()) != 1 {
		t.Errorf("%d events, %v", len(m.events()), err)
	}
}

// TestFails: what could not be kept is kept with the next dispatch, be it the store or the shelf that failed.
func TestFails(t *testing.T) {
	full := errors.New("no space left")
	f, m := newFlow(t, nil)
	b := newBoard()
	f.Read, f.Weaver = clash, b.weaver
	if err := add(t, f, 1); err != nil {
		t.Fatal(err)
	}
	m.full = full
	if err := add(t, f, 2); !errors.Is(err, full) {
		t.Errorf("a full store: %v", err)
	}
	m.full = nil
	if err := add(t, f, 3); err != nil || len(m.events()) != 3 {
		t.Errorf("afterwards: %d events, %v", len(m.events()), err)
	}
	b.fail = full
	if err := add(t, f, 4); !errors.Is(err, full) {
		t.Errorf("a full shelf: %v", err)
	}
	b.fail = nil
	if err := add(t, f, 5); err != nil || len(m.events()) != 5 || m.whole != 1 {
		t.Errorf("afterwards: %d events, woven whole %d times, %v", len(m.events()), m.whole, err)
	}
}
