// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

const smallVectors = "north 1 0.1\nsouth 0.9 0.1\neast 0.95 0.05\nbread 0 2\nmilk 0.1 1.5\nsalt 0 0.2\n"

func TestGroup(t *testing.T) {
	words, numbers, err := readVectors([]byte(smallVectors), 5)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"north", "south", "east", "bread", "milk"}, words); diff != "" {
		t.Error(diff)
	}
	vectors := units(numbers)
	got := group(vectors, 2, 7)
	if got[0] != got[1] || got[1] != got[2] || got[3] != got[4] || got[0] == got[3] {
		t.Errorf("classes %v: directions and food are two", got)
	}
	if diff := cmp.Diff(got, group(vectors, 2, 7)); diff != "" {
		t.Errorf("the same seed gave other classes: %s", diff)
	}
	if n := len(group(vectors, 50, 7)); n != 5 {
		t.Errorf("%d words have a class, want 5: more classes than words are no trouble", n)
	}
}

func TestClassesOfRecipe(t *testing.T) {
	dir := t.TempDir()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte(smallVectors)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "v.txt.gz"), z.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := ReadRecipe(filepath.Join(dir, "x.recipe"), strings.NewReader("lang en\nclasses ./v.txt.gz 6 2 3\nnames columns x\n"))
	if err != nil {
		t.Fatal(err)
	}
	digests := map[string]string{}
	c, err := r.classes(dir, digests)
	if err != nil || c.Len() != 6 || digests["v.txt.gz"] == "" {
		t.Errorf("%d words, digests %v, error %v", c.Len(), digests, err)
	}
	for _, line := range []string{"classes v.txt 6", "classes v.txt six 2", "classes v.txt 6 1"} {
		if _, err := ReadRecipe("x", strings.NewReader("lang en\n"+line+"\n")); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %v", line, err)
		}
	}
}
