// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"fmt"
	"testing"
)

func TestVectors(t *testing.T) {
	v := NewVectors([]string{"the", "bridge", "river"}, 8)
	for form, want := range map[string]int{"the": 1, "bridge": 2, "river": 3, "hill": 0} {
		if got := v.Row(form); got != want {
			t.Errorf("%s: row %d, want %d", form, got, want)
		}
	}
	var none Vectors
	if none.Row("the") != 0 || none.check() != "" {
		t.Error("no vectors are not taken for none")
	}
	many := make([]string, maxVectors+5)
	for i := range many {
		many[i] = fmt.Sprint("w", i)
	}
	if v := NewVectors(many, 8); v.Rows != maxVectors || v.Row("w0") != 1 || v.check() != "" {
		t.Errorf("%d rows of %d forms, the first is %d, %s", v.Rows, len(many), v.Row("w0"), v.check())
	}
	for _, v := range []Vectors{{Dim: 9, Rows: 2}, {Dim: 8}, {Rows: 3}, {Dim: 512, Rows: maxVectors}, {Dim: -8, Rows: 1}} {
		if v.check() == "" {
			t.Errorf("taken: %+v", v)
		}
	}
}

// TestPackVectors: a pack keeps its vectors over its file, and a word's vector changes what it is read as.
func TestPackVectors(t *testing.T) {
	h := small(t).Header
	h.Vectors = NewVectors([]string{"pont", "route"}, 8)
	n := h.NewNet()
	for _, m := range n.Matrices() {
		for i := range m.M.W {
			m.M.W[i] = float32(i%13-6) / 10
		}
	}
	clear(n.Vec.Row(0))
	data, err := New(h, n).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if p.Vectors.Row("route") != 2 || len(p.Net.Vec.W) != 24 {
		t.Errorf("read back: row %d, %d numbers", p.Vectors.Row("route"), len(p.Net.Vec.W))
	}
	w := NewWork()
	with, without := make([]float32, p.Net.Input()), make([]float32, p.Net.Input())
	p.embed("route", 0, w, with)
	p.embed("colline", 0, w, without)
	if with[len(with)-1] == 0 || without[len(without)-1] != 0 {
		t.Errorf("input ends with %v for a known form, %v for an unknown one", with[len(with)-8:], without[len(without)-8:])
	}
	if _, err := Open(data[:len(data)-300]); err == nil {
		t.Error("a pack cut off was taken")
	}
}
