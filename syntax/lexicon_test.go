// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLexicon(t *testing.T) {
	l := NewLexicon(map[string][]string{
		"pont":  {"NOUN Gender=Masc", "noun"},
		"route": {"NOUN Gender=Fem", "noun"},
		"gare":  {"noun", "NOUN Gender=Fem"},
		"vite":  {"ADV"}, // one form only: not a tag to learn
	}, 2)
	if diff := cmp.Diff([]string{"NOUN Gender=Fem", "noun"}, l.Tags); diff != "" {
		t.Fatal(diff)
	}
	for form, want := range map[string][]int{"pont": {1}, "route": {0, 1}, "gare": {0, 1}, "vite": nil, "colline": nil} {
		if diff := cmp.Diff(want, l.Lookup(form)); diff != "" {
			t.Errorf("%s: %s", form, diff)
		}
	}
	var read Lexicon
	read.Tags, read.Classes = l.Tags, l.Classes
	b := l.table.appendTo(nil)
	rest, ok := []byte(nil), false
	read.table, rest, ok = readPrints(append(b, 9))
	if !ok || len(rest) != 1 || len(read.Lookup("route")) != 2 {
		t.Errorf("the table read back: %v, %d bytes left, %v", ok, len(rest), read.Lookup("route"))
	}
	for _, n := range []int{0, 3, len(b) - 1} {
		if _, _, ok := readPrints(b[:n]); ok {
			t.Errorf("a table cut off at %d bytes was taken", n)
		}
	}
}

// TestLexiconCollisions: unknown forms are rarely taken for known ones, known ones never lost.
func TestLexiconCollisions(t *testing.T) {
	entries := map[string][]string{}
	for i := range 20_000 {
		entries[fmt.Sprintf("mot%d", i)] = []string{"x"}
	}
	l := NewLexicon(entries, 1)
	for f := range entries {
		if len(l.Lookup(f)) != 1 {
			t.Fatalf("%s is lost", f)
		}
	}
	taken := 0
	for i := range 20_000 {
		taken += len(l.Lookup(fmt.Sprintf("autre%d", i)))
	}
	if taken > 20 {
		t.Errorf("%d of 20,000 unknown forms were taken for known ones", taken)
	}
}
