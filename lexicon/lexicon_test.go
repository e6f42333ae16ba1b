// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lexicon

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"recoupe"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, raw string
		want      []string
	}{
		{"remarks and empty lines go", "# remark\n\nalpha\nbeta\tx\n", []string{"alpha", "beta\tx"}},
		{"a mark inside stays", "n# 5\n", []string{"n# 5"}},
		{"carriage returns go", "alpha\r\nbeta\r\n", []string{"alpha", "beta"}},
		{"nothing", "# only\n", nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, split(tt.raw)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

func TestUnknownFile(t *testing.T) {
	if _, err := Table("xx/none.txt"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("Table of a missing file: got %v, want ErrNotFound", err)
	}
	if Has("xx/none.txt") {
		t.Error("Has says that a missing file is there")
	}
}

// TestFiles holds every file to the form: valid UTF-8 in NFC, sorted by bytes, no entry twice, no stray blanks.
func TestFiles(t *testing.T) {
	err := fs.WalkDir(FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(FS, name)
		if err != nil {
			return err
		}
		check(t, name, string(raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func check(t *testing.T, name, raw string) {
	t.Helper()
	if !utf8.ValidString(raw) {
		t.Errorf("%s: not UTF-8", name)
	}
	if strings.ContainsAny(raw, "\r\uFEFF") {
		t.Errorf("%s: carriage return or byte order mark", name)
	}
	lines := split(raw)
	if len(lines) == 0 {
		t.Errorf("%s: no entry", name)
	}
	for i, line := range lines {
		if !norm.NFC.IsNormalString(line) {
			t.Errorf("%s: not NFC: %q", name, line)
		}
		if line != strings.TrimLeft(line, " \t") {
			t.Errorf("%s: blank at the start of %q", name, line)
		}
		if i > 0 && line == lines[i-1] {
			t.Errorf("%s: twice: %q", name, line)
		}
	}
	if !slices.IsSorted(lines) {
		for i := 1; i < len(lines); i++ {
			if lines[i] < lines[i-1] {
				t.Errorf("%s: not sorted at %q", name, lines[i])
				break
			}
		}
	}
}

func TestLangs(t *testing.T) {
	got := Langs()
	for _, want := range []string{"ar", "en", "fr"} {
		if !slices.Contains(got, want) {
			t.Errorf("Langs() = %v, want %s among them", got, want)
		}
	}
}
