// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"recoupe"
	"recoupe/weave"
)

// loom is the weaver with what the store is to be told of it.
type loom struct {
	*weave.Weaver
	// loose are the strands that the store does not have as they are now.
	loose map[string]bool
	// since counts what was put in after the last checkpoint; mark names the state that the store keeps.
	since int
	mark  string
}

// Of many dispatches those of a bundle are woven together. A checkpoint is made after so many dispatches: a crash costs
// putting in again what came later, and nothing else. Most of it is written ahead, with the dispatches before it.
const (
	bundle     = 100
	checkpoint = 1000
	ahead      = 200
)

// open opens the weaver, once, where its last checkpoint was, and brings it to what the store holds.
func (f *Flow) open(ctx context.Context) error {
	if f.loom != nil {
		return nil
	}
	w, err := f.Weaver(ctx, false)
	if err != nil {
		f.Log.Warn("what was woven cannot be gone on with", "error", err)
		return f.anew(ctx)
	}
	loose, err := f.Store.Changed(ctx, w.Mark())
	switch {
	case w.Mark() == "" || errors.Is(err, recoupe.ErrNotFound):
		return f.anew(ctx) // it was never used, or is of another store
	case err != nil:
		return err
	}
	l := &loom{Weaver: w, loose: map[string]bool{}, mark: w.Mark()}
	for _, id := range loose {
		l.loose[id] = true
	}
	if err := f.putAll(ctx, l); err != nil {
		return err
	}
	f.loom = l
	stale, err := f.Store.Stale(ctx)
	if err != nil || !stale && len(l.loose) == 0 {
		return err
	}
	return f.keep(ctx)
}

// anew weaves everything that the store holds with an empty weaver, and keeps that in the place of what was woven before.
func (f *Flow) anew(ctx context.Context) error {
	f.loom = nil
	w, err := f.Weaver(ctx, true)
	if err != nil {
		return err
	}
	l := &loom{Weaver: w, loose: map[string]bool{}}
	if err := f.putAll(ctx, l); err != nil {
		return err
	}
	if l.mark, err = f.Store.Replace(ctx, l.strands(l.Strands()), f.Now()); err != nil {
		return err
	}
	clear(l.loose)
	f.loom = l
	return f.checkpoint()
}

// putAll puts in what the store holds and the weaver does not, with what people decided.
func (f *Flow) putAll(ctx context.Context, l *loom) error {
	ds, err := f.Store.Decisions(ctx)
	if err != nil {
		return err
	}
	l.Decide(ds)
	for r, err := range f.Store.Unwoven(ctx, l.mark) {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		l.put(r)
	}
	l.loosen()
	if l.since >= checkpoint {
		f.Log.Info("woven again", "dispatches", l.since)
	}
	return l.Err()
}

// put puts a reading in.
func (l *loom) put(r recoupe.Reading) {
	l.Put(r)
	if l.since++; l.since%bundle == 0 {
		l.loosen()
	}
}

// loosen weaves what was put in.
func (l *loom) loosen() {
	for _, id := range l.Update() {
		l.loose[id] = true
	}
}

// strands runs over strands as they are now.
func (l *loom) strands(ids iter.Seq[string]) iter.Seq2[recoupe.Strand, error] {
	return func(yield func(recoupe.Strand, error) bool) {
		for id := range ids {
			if x, err := l.Strand(id); !yield(x, err) || err != nil {
				return
			}
		}
		if err := l.Err(); err != nil {
			yield(recoupe.Strand{}, err)
		}
	}
}

// keep weaves, hands the store the strands that changed, and makes a checkpoint where one is due. A weaver that has
// failed is given up; the next use opens it again.
func (f *Flow) keep(ctx context.Context) error {
	l := f.loom
	l.loosen()
	mark, err := f.Store.Amend(ctx, l.strands(slices.Values(slices.Sorted(maps.Keys(l.loose)))), f.Now())
	if l.Err() != nil {
		f.loom = nil
	}
	if err != nil {
		return err
	}
	clear(l.loose)
	l.mark = mark
	switch {
	case l.since >= checkpoint:
		return f.checkpoint()
	case l.since >= checkpoint-ahead:
		l.Ahead(checkpoint - l.since)
	}
	return nil
}

func (f *Flow) checkpoint() error {
	if err := f.loom.Checkpoint(f.Now(), f.loom.mark); err != nil {
		f.loom = nil
		return fmt.Errorf("keep the weaver's state: %w", err)
	}
	f.loom.since = 0
	return nil
}

// CatchUp weaves what a crash left unwoven, if anything.
func (f *Flow) CatchUp(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	stale, err := f.Store.Stale(ctx)
	if err != nil || !stale {
		return err
	}
	return f.open(ctx)
}

// Close makes a checkpoint, so that the next run goes on from here.
func (f *Flow) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.loom == nil || f.loom.mark == f.loom.Mark() {
		return nil
	}
	return f.checkpoint()
}
