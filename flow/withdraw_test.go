// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"errors"
	"testing"

	"recoupe"
	"recoupe/intake"
)

// TestWithdraw: a person's withdrawal is a captured notice of the publisher's name that kills the dispatch.
func TestWithdraw(t *testing.T) {
	f, m := newFlow(t, nil)
	ctx := t.Context()
	d, _, err := f.Add(ctx, []byte("Des combats ont éclaté près du pont."), intake.Hints{Publisher: "Gazette", Date: "2024-12-04"})
	if err != nil {
		t.Fatal(err)
	}
	changes := f.Subscribe(ctx, 1)
	n, err := f.Withdraw(ctx, d.ID, "K.", "the page was a forgery")
	if err != nil || n.Replaces == nil || *n.Replaces != (recoupe.Replacement{ID: d.ID, Kind: "kill"}) || n.Publisher != "Gazette" || len(m.readings) != 2 {
		t.Fatalf("%+v, %v", n, err)
	}
	if c := <-changes; c.Kind != "withdrawn" || c.ID != n.ID {
		t.Errorf("change %+v", c)
	}
	if _, err := f.Withdraw(ctx, "none", "K.", "a reason"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("what is not there: %v", err)
	}
	if _, err := f.Withdraw(ctx, d.ID, "K.", " "); !errors.Is(err, recoupe.ErrInvalid) {
		t.Errorf("without a reason: %v", err)
	}
}
