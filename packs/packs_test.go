// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package packs

import (
	"strings"
	"testing"
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
