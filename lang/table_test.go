// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var small = []Group{
	{Script: "Latn", Codes: []string{"", "en", "fr"}, Bias: []float32{0, 0.5, -0.5}, Scale: 0.01, Hashes: []uint32{3, 9}, Weights: []int8{1, 2, -3, 127, -127, 0}},
	{Script: "Arab", Codes: []string{"ar"}, Bias: []float32{1}, Scale: 0.5, Hashes: []uint32{}, Weights: []int8{}},
}

func TestTable(t *testing.T) {
	got, err := Decode(Encode(small))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(small, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestTableRefused: a table cut short, changed, or with too much behind it is refused.
func TestTableRefused(t *testing.T) {
	good := Encode(small)
	for n := range good {
		if _, err := Decode(good[:n]); err == nil {
			t.Errorf("a table of the first %d bytes is accepted", n)
		}
		bad := bytes.Clone(good)
		bad[n] ^= 0x10
		if _, err := Decode(bad); err == nil {
			t.Errorf("a table with byte %d changed is accepted", n)
		}
	}
	if _, err := Decode(signed(append(bytes.Clone(good[:len(good)-4]), 0))); err == nil {
		t.Error("a table with a byte too many is accepted")
	}
}

// signed puts the right checksum behind a body.
func signed(body []byte) []byte {
	return binary.LittleEndian.AppendUint32(body, crc32.Checksum(body, castagnoli))
}

// TestEmbedded: the table of this build can be read, knows the languages of the desk, and is small.
func TestEmbedded(t *testing.T) {
	if len(embedded) > 2<<20 {
		t.Errorf("the table has %d bytes, more than 2 MB", len(embedded))
	}
	known := map[string]bool{}
	for _, g := range table().groups {
		for _, c := range g.codes {
			known[c] = true
		}
	}
	for _, code := range only {
		known[code] = true
	}
	for _, code := range []string{"fr", "en", "ar", "es", "ru", "tr", "de", "uk", "he", "fa"} {
		if !known[code] {
			t.Errorf("%s is not in the table", code)
		}
	}
	if len(known) < 40 {
		t.Errorf("%d languages, want 40 and more", len(known))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(small)[:len(Encode(small))-4])
	f.Add([]byte("RLID\x01\x01\x04Latn\xff"))
	f.Fuzz(func(t *testing.T, body []byte) {
		groups, err := Decode(signed(body))
		if err != nil {
			return
		}
		for _, g := range groups {
			if len(g.Weights) != len(g.Hashes)*len(g.Codes) {
				t.Fatalf("%d weights for %d pieces and %d languages", len(g.Weights), len(g.Hashes), len(g.Codes))
			}
		}
	})
}
