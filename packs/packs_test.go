// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package packs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recoupe/syntax"
)

// TestEmbedded: every pack and name model of the build opens, keeps its bounds, and may ship.
func TestEmbedded(t *testing.T) {
	for _, code := range []string{"ar", "en", "fr"} {
		p, ok := Get(code)
		if !ok || p.Lang != code {
			t.Fatalf("%s: no pack", code)
		}
		if l := strings.ToLower(p.Licence); l == "" || strings.Contains(l, "non-commercial") || strings.Contains(l, "by-nc") {
			t.Errorf("%s: licence %q", code, p.Licence)
		}
		if n := len(File(code)); n > 8<<20 {
			t.Errorf("%s: %d bytes, more than 8 MB", code, n)
		}
		if m := Names(code); m == nil || m.Lang != code {
			t.Errorf("%s: no name model", code)
		}
	}
	if _, ok := Get("xx"); ok {
		t.Error("a pack for xx")
	}
}

// TestMore: the packs beyond the build open, and those that forbid commercial use say so in their names.
func TestMore(t *testing.T) {
	files, err := filepath.Glob("more/*.pack")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d packs in more: %v", len(files), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := syntax.Open(data)
		if err != nil {
			t.Errorf("%s: %v", f, err)
			continue
		}
		code, marked := strings.CutSuffix(strings.TrimSuffix(filepath.Base(f), ".pack"), "-noncommercial")
		if p.Lang != code || marked != strings.Contains(p.Licence, "non-commercial") || len(data) > 8<<20 {
			t.Errorf("%s: language %s, %d bytes, licence %q", f, p.Lang, len(data), p.Licence)
		}
	}
}
