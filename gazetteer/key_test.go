// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"slices"
	"testing"
)

func TestSkeleton(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"Qomhana", "kmhn"}, {"قمحانة", "kmhn"}, {"Maarchahour", "mrChr"}, {"معر شحور", "mrChr"},
		{"Khattab", "xtb"}, {"خطاب", "xtb"}, {"Hama", "hm"}, {"حماة", "hm"},
		{"Deir ez-Zor", "drzr"}, {"Dayr az Zawr", "drzr"}, {"دير الزور", "drzr"},
		{"Mazra`at as Sufi", "mzrtsf"}, {"مزرعة الصوفي", "mzrtsf"}, {"Kheurbet el Brhâl", "xrbtbgl"}, {"خربة البغال", "xrbtbgl"},
		{"Харків", "xrkf"}, {"Харьков", "xrkf"}, {"Kharkiv", "xrkf"}, {"Дергачі", "drhC"},
		{"Damas", "dms"}, {"دمشق", "dmCk"}, {"Sana", "sn"}, {"صنعاء", "sn"},
	} {
		if got := Skeleton(tt.name); got != tt.want {
			t.Errorf("Skeleton(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
	if got := Skeletons("Derhachi"); !slices.Contains(got, "drhC") || !slices.Contains(got, "dgC") {
		t.Errorf("Skeletons(Derhachi) = %q, want both readings of rh", got)
	}
}

func TestExact(t *testing.T) {
	for _, tt := range []struct{ a, b string }{{"El-Facher", "facher"}, {"Lattaquié", "lattaquie"}, {"الرقة", "رقه"}, {"L'Euphrate", "leuphrate"}} {
		if got := Exact(tt.a); got != tt.b {
			t.Errorf("Exact(%q) = %q, want %q", tt.a, got, tt.b)
		}
	}
}
