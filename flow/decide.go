// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"recoupe"
)

// reasonRunes bounds what a person may write beside a decision.
const reasonRunes = 500

// Decide keeps what a person decided about two claims, and weaves: that they are one event, or that they are not. The
// decision names places in texts, so that it holds when the archive is read again.
func (f *Flow) Decide(ctx context.Context, together bool, a, b recoupe.ClaimRef, by, reason string) (recoupe.Decision, error) {
	d := recoupe.Decision{Together: together, By: strings.TrimSpace(by), Reason: strings.TrimSpace(reason), At: f.Now()}
	if a == b {
		return d, fmt.Errorf("decide about a claim and itself: %w", recoupe.ErrInvalid)
	}
	if len([]rune(d.Reason))+len([]rune(d.By)) > reasonRunes {
		return d, fmt.Errorf("decide: more than %d characters: %w", reasonRunes, recoupe.ErrInvalid)
	}
	var err error
	if d.A, err = f.anchor(ctx, a); err != nil {
		return d, err
	}
	if d.B, err = f.anchor(ctx, b); err != nil {
		return d, err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%v\x00%v\x00%v\x00%d", d.Together, d.A, d.B, d.At.UnixNano()))
	d.ID = "d" + hex.EncodeToString(sum[:6])
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.open(ctx); err != nil {
		return d, err
	}
	if err := f.Store.AddDecision(ctx, d); err != nil {
		return d, err
	}
	return d, f.decided(ctx, d.ID)
}

// Undo marks a decision undone and weaves.
func (f *Flow) Undo(ctx context.Context, id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.open(ctx); err != nil {
		return err
	}
	if err := f.Store.UndoDecision(ctx, id, f.Now()); err != nil {
		return err
	}
	return f.decided(ctx, id)
}

// anchor names a claim that is there.
func (f *Flow) anchor(ctx context.Context, c recoupe.ClaimRef) (recoupe.Anchor, error) {
	r, err := f.Store.Reading(ctx, c.Dispatch)
	if err != nil {
		return recoupe.Anchor{}, err
	}
	a, ok := r.Anchor(c.Claim)
	if !ok {
		return a, fmt.Errorf("claim %s of dispatch %s: %w", c.Claim, c.Dispatch, recoupe.ErrNotFound)
	}
	return a, nil
}

// decided weaves with the decisions that are kept now, and tells the pages.
func (f *Flow) decided(ctx context.Context, id string) error {
	ds, err := f.Store.Decisions(ctx)
	if err != nil {
		return err
	}
	f.loom.Decide(ds)
	if err := f.keep(ctx); err != nil {
		return err
	}
	f.subs.publish(Change{Kind: "decision", ID: id})
	return nil
}
