// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fields collects the JSON names of a type and of all that it holds.
func fields(typ reflect.Type, into map[string]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		fields(typ.Elem(), into)
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
				into[name] = true
			}
			if f.IsExported() {
				fields(f.Type, into)
			}
		}
	}
}

// TestDocumentedFields: docs/formats.md names every field of the contract.
func TestDocumentedFields(t *testing.T) {
	raw, err := os.ReadFile("../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, w := range regexp.MustCompile(`[a-z_0-9]+`).FindAllString(string(raw), -1) {
		words[w] = true
	}
	names := map[string]bool{}
	fields(reflect.TypeFor[Reading](), names)
	fields(reflect.TypeFor[wovenJSON](), names)
	if len(names) < 60 {
		t.Fatalf("only %d fields found", len(names))
	}
	for _, n := range slices.Sorted(maps.Keys(names)) {
		if !words[n] {
			t.Errorf("docs/formats.md does not name the field %q", n)
		}
	}
}

func TestOffsets(t *testing.T) {
	text := strings.Repeat("été حماة 𝄞 ", 20) + "fin"
	o := NewOffsets(text)
	n := 0
	for i := range text {
		if got := o.Runes(i); got != n {
			t.Fatalf("Runes(%d) = %d, want %d", i, got, n)
		}
		n++
	}
	for _, tt := range []struct{ in, want int }{{len(text), n}, {len(text) + 9, n}, {-1, 0}} {
		if got := o.Runes(tt.in); got != tt.want {
			t.Errorf("Runes(%d) = %d, want %d", tt.in, got, tt.want)
		}
	}
	for n := range 130 { // every length around the marks of the index
		if got := NewOffsets(strings.Repeat("x", n)).Runes(n); got != n {
			t.Errorf("the end of %d letters: %d", n, got)
		}
	}
	if got := NewOffsets("").Runes(0); got != 0 {
		t.Errorf("empty text: %d", got)
	}
}
