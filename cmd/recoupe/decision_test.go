// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"log/slog"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"recoupe"
	"recoupe/intake"
)

// TestDecisionsSurvive: what a person joined stays joined when the folder is closed, opened and read again, until it is
// undone; the address of the event that went leads to the one that has its claims.
func TestDecisionsSurvive(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	f := openFolder(t, dir)
	var refs []recoupe.ClaimRef
	for _, text := range []string{
		"According to the observatory, government forces captured the town of Tarfa on Monday.",
		"According to the ministry of defence, rebels shelled the airport of Qasira on Thursday.",
	} {
		d, _, err := f.flow.Add(t.Context(), []byte(text), intake.Hints{Lang: "en", Date: "2024-12-05"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.store.Reading(t.Context(), d.ID)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(r.Claims, func(c recoupe.Claim) bool { return c.Event != "" })
		if i < 0 {
			t.Fatalf("no claim in %q", text)
		}
		refs = append(refs, recoupe.ClaimRef{Dispatch: d.ID, Claim: r.Claims[i].ID})
	}
	if eventOf(t, f, refs[0]) == eventOf(t, f, refs[1]) {
		t.Fatal("the two are one event before anybody decided")
	}
	before := eventOf(t, f, refs[1])
	d, err := f.flow.Decide(t.Context(), true, refs[0], refs[1], "K.", "a test")
	if err != nil {
		t.Fatal(err)
	}
	joined := eventOf(t, f, refs[0])
	if joined != eventOf(t, f, refs[1]) {
		t.Fatal("not joined")
	}
	former, err := f.store.Event(t.Context(), before)
	if joined != before && (err != nil || former.Successor != joined) {
		t.Errorf("the event %s has the successor %q, %v; want %s", before, former.Successor, err, joined)
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	f = openFolder(t, dir)
	if _, err := f.flow.Reread(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if eventOf(t, f, refs[0]) != eventOf(t, f, refs[1]) {
		t.Error("reading the archive again lost the decision")
	}
	if err := f.flow.Undo(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	if eventOf(t, f, refs[0]) == eventOf(t, f, refs[1]) {
		t.Error("undoing changed nothing")
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
}

func openFolder(t *testing.T, dir string) *folder {
	t.Helper()
	f, err := dataFlag{Data: dir}.open(t.Context(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// eventOf is the id of the event that a claim is in now.
func eventOf(t *testing.T, f *folder, c recoupe.ClaimRef) string {
	t.Helper()
	w, err := f.store.Woven(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range w.Events {
		if slices.Contains(e.Claims, c) {
			return e.ID
		}
	}
	t.Fatalf("%v is in no event", c)
	return ""
}
