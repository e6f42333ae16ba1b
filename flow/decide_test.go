// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recoupe"
	"recoupe/intake"
)

// TestDecide keeps a decision that two events are one, tells the pages, and takes it back.
func TestDecide(t *testing.T) {
	f, m := newFlow(t, nil)
	f.Now = func() time.Time { return time.Date(2024, 12, 4, 12, 0, 0, 0, time.UTC) }
	f.Read = func(d recoupe.Dispatch) recoupe.Reading {
		return recoupe.Reading{Dispatch: d, Claims: []recoupe.Claim{{ID: "c1", Event: "VIO.CLASH", Trigger: recoupe.Mention{Spans: []recoupe.Span{{Start: 4, End: 11}}}}}}
	}
	ctx := t.Context()
	var refs []recoupe.ClaimRef
	for _, text := range []string{"Des combats ont éclaté près du pont.", "Des combats se poursuivent près du pont."} {
		d, _, err := f.Add(ctx, []byte(text), intake.Hints{})
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, recoupe.ClaimRef{Dispatch: d.ID, Claim: "c1"})
	}
	changes := f.Subscribe(ctx, 2)
	d, err := f.Decide(ctx, true, refs[0], refs[1], " K. ", "one fight")
	if err != nil || len(m.decided) != 1 || m.decided[0].ID != d.ID || d.A.Start != 4 || d.By != "K." || len(m.events()) != 1 {
		t.Fatalf("decided %+v, kept %+v, events %v, %v", d, m.decided, m.events(), err)
	}
	if c := <-changes; c.Kind != "decision" || c.ID != d.ID {
		t.Errorf("change %+v", c)
	}
	if err := f.Undo(ctx, d.ID); err != nil || !m.decided[0].Undone || len(m.events()) != 2 {
		t.Errorf("undone %+v, events %v, %v", m.decided, m.events(), err)
	}
	for _, tt := range []struct {
		name string
		a, b recoupe.ClaimRef
		why  string
		want error
	}{
		{"a claim and itself", refs[0], refs[0], "", recoupe.ErrInvalid},
		{"no such dispatch", refs[0], recoupe.ClaimRef{Dispatch: "none", Claim: "c1"}, "", recoupe.ErrNotFound},
		{"no such claim", recoupe.ClaimRef{Dispatch: refs[0].Dispatch, Claim: "c7"}, refs[1], "", recoupe.ErrNotFound},
		{"an essay", refs[0], refs[1], strings.Repeat("x", 600), recoupe.ErrInvalid},
	} {
		if _, err := f.Decide(ctx, true, tt.a, tt.b, "", tt.why); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if err := f.Undo(ctx, "d0"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("undo what nobody decided: %v", err)
	}
	if len(m.decided) != 1 {
		t.Errorf("%d decisions are kept, want 1", len(m.decided))
	}
}
