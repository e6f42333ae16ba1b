// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadPlacesAndNames(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	e, digests := entries{}, map[string]string{}
	if err := readPlaces(e, write("p.tsv", "id\ten\tar\n1\tEast Hill\tالتل الشرقي\n2\tHill\t\n"), "en", digests); err != nil {
		t.Fatal(err)
	}
	if err := readNames(e, write("n.tsv", "# type name\nPER\tHill\n"), digests); err != nil {
		t.Fatal(err)
	}
	want := entries{"east": {"place part"}, "hill": {"place part", "place", "name PER"}}
	if diff := cmp.Diff(want, e); diff != "" {
		t.Error(diff)
	}
	if err := readPlaces(e, filepath.Join(dir, "p.tsv"), "fr", digests); err == nil {
		t.Error("a gazetteer without the language was taken")
	}
	if len(digests) != 2 {
		t.Errorf("digests of %d files, want 2", len(digests))
	}
}
