// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package flow joins the stages to the store: it takes a capture all the way
// down, once, and tells whoever listens.
//
// In: captured bytes, addresses, feeds. Out: kept dispatches with their
// readings, after each change the strands of the woven state that changed, and
// changes for open pages. Bytes are in the archive before anything else happens
// with them; a dispatch delivered twice is kept once. It computes nothing
// itself: reading and weaving are handed in.
//
// A dispatch and its reading are in the store before the weaver sees them, and
// the strands are in the store before the weaver's checkpoint is made. So
// whatever a crash leaves, the weaver's last checkpoint names a state that the
// store knows, and what the store has since then is put in again.
package flow

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"recoupe"
	"recoupe/archive"
	"recoupe/fetch"
	"recoupe/intake"
	"recoupe/store"
	"recoupe/weave"
)

// Config is what a flow is made of. All but Fetch and Log are needed.
type Config struct {
	Store   store.Store
	Archive *archive.Archive
	// Read reads a dispatch.
	Read func(recoupe.Dispatch) recoupe.Reading
	// Weaver opens the weaver where its last checkpoint was, or anew, empty. It is called again after a weaver has failed.
	Weaver func(ctx context.Context, anew bool) (*weave.Weaver, error)
	// Fetch gets pages and feeds; nil refuses addresses.
	Fetch interface {
		Get(ctx context.Context, address string, c fetch.Conditional) (fetch.Page, error)
	}
	Now func() time.Time
	Log *slog.Logger
}

// Flow takes dispatches down. It is safe for any number of goroutines.
type Flow struct {
	Config
	mu   sync.Mutex // one dispatch is added at a time
	loom *loom      // nil before it is used
	subs subscribers
}

// New returns a flow.
func New(c Config) *Flow {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Flow{Config: c}
}

// Add takes in captured bytes: archive, intake, read, store, weave. It reports
// false for a dispatch that is there already.
func (f *Flow) Add(ctx context.Context, raw []byte, h intake.Hints) (recoupe.Dispatch, bool, error) {
	d, err := intake.Read(raw, h)
	if err != nil {
		return d, false, err
	}
	if _, err := f.Archive.Put(raw, h.Name, f.Now()); err != nil {
		return d, false, err
	}
	d, known, err := f.revise(ctx, d)
	if err != nil || known {
		return d, false, err
	}
	return f.AddDispatch(ctx, d)
}

// revise makes a capture the next revision of what came from its address
// before. The same text with other bytes around it is known already.
func (f *Flow) revise(ctx context.Context, d recoupe.Dispatch) (_ recoupe.Dispatch, known bool, err error) {
	if d.URL == "" || d.Replaces != nil {
		return d, false, nil
	}
	before, _, err := f.Store.Dispatches(ctx, store.Query{URL: d.URL, Limit: 1})
	if err != nil || len(before) == 0 {
		return d, false, err
	}
	last := before[0]
	if last.ID == d.ID || last.Text == d.Text {
		return last, true, nil
	}
	d.Revision = last.Revision + 1
	d.Replaces = &recoupe.Replacement{ID: last.ID, Kind: "correction"}
	return d, false, nil
}

// AddURL fetches a page and adds it.
func (f *Flow) AddURL(ctx context.Context, address string, h intake.Hints) (recoupe.Dispatch, bool, error) {
	if f.Fetch == nil {
		return recoupe.Dispatch{}, false, fmt.Errorf("fetch %s: this desk fetches nothing: %w", address, recoupe.ErrForbidden)
	}
	page, err := f.Fetch.Get(ctx, address, fetch.Conditional{})
	if err != nil {
		return recoupe.Dispatch{}, false, err
	}
	h.URL, h.ContentType, h.Name = page.URL, page.ContentType, page.URL
	d, added, err := f.Add(ctx, page.Body, h)
	if err != nil {
		return d, added, fmt.Errorf("%s: %w", address, err)
	}
	return d, added, nil
}

// AddDispatch takes a dispatch that is captured already down to the woven state.
func (f *Flow) AddDispatch(ctx context.Context, d recoupe.Dispatch) (recoupe.Dispatch, bool, error) {
	ds, err := f.AddAll(ctx, []recoupe.Dispatch{d})
	return d, len(ds) > 0, err
}

// AddAll takes several dispatches down and weaves once. It returns those that are new.
func (f *Flow) AddAll(ctx context.Context, ds []recoupe.Dispatch) ([]recoupe.Dispatch, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.open(ctx); err != nil {
		return nil, err
	}
	var added []recoupe.Dispatch
	for _, d := range ds {
		if d.Received.IsZero() {
			d.Received = f.Now()
		}
		r := f.Read(d)
		isNew, err := f.Store.Add(ctx, r)
		if err != nil {
			return added, err
		}
		if isNew {
			f.loom.put(r)
			added = append(added, r.Dispatch)
		}
	}
	if len(added) == 0 {
		return nil, nil
	}
	if err := f.keep(ctx); err != nil {
		return added, err
	}
	for _, d := range added {
		kind := "dispatch"
		if d.Replaces != nil && d.Replaces.Kind == "kill" {
			kind = "withdrawn"
		}
		f.subs.publish(Change{Kind: kind, ID: d.ID, Text: d.Title})
	}
	return added, nil
}

// Reread reads every dispatch again, with present packs and rules, and weaves.
// It returns how many readings differ in their number of claims.
func (f *Flow) Reread(ctx context.Context, progress func(done, all int)) (changed int, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.reread(ctx, &changed, progress); err != nil {
		return changed, err
	}
	return changed, f.anew(ctx)
}

func (f *Flow) reread(ctx context.Context, changed *int, progress func(done, all int)) error {
	_, all, err := f.Store.Dispatches(ctx, store.Query{Limit: 1})
	if err != nil {
		return err
	}
	done := 0
	for old, err := range f.Store.Unwoven(ctx, "") {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		r := f.Read(old.Dispatch)
		if len(r.Claims) != len(old.Claims) {
			*changed++
		}
		if err := f.Store.SetReading(ctx, r); err != nil {
			return err
		}
		if done++; progress != nil {
			progress(done, all)
		}
	}
	return nil
}
