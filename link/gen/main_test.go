// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe/eval"
	"recoupe/link"
)

// madeUp are two reports of each of some incidents in places without a map.
func madeUp() (l link.Labelled) {
	for n, town := range []string{"Alifan", "Bakora", "Chelim", "Dorsuk", "Emrat", "Forhan", "Galub", "Harsim"} {
		for k, said := range []string{"%[3]s fell on the market of %[1]s and hurt %[2]d people.", "In %[1]s, %[2]d people were hurt when %[3]s hit the market."} {
			l.Texts = append(l.Texts, link.Text{ID: fmt.Sprint(town, k), Title: town, Lang: "en", Body: fmt.Sprintf(said, town, n+2, []string{"shells", "rockets", "mines", "drones"}[n%4]), Printed: time.Date(2030, 1, 1+n/3, 0, 0, 0, 0, time.UTC)})
			l.Incidents = append(l.Incidents, town)
		}
	}
	return
}

// TestRun: the same texts give the same table, and one row for each half is printed.
func TestRun(t *testing.T) {
	sets := []eval.LinkingSet{{Name: "made up", Lang: "en", Labelled: madeUp()}}
	var files, prints []string
	for range 2 {
		dir := t.TempDir()
		var out bytes.Buffer
		if err := run(&out, sets, dir); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(dir, "en", "story.txt"))
		if err != nil {
			t.Fatal(err)
		}
		files, prints = append(files, string(b)), append(prints, out.String())
	}
	if d := cmp.Diff(files[0], files[1]); d != "" {
		t.Errorf("tables (-first +second)\n%s", d)
	}
	if d := cmp.Diff(prints[0], prints[1]); d != "" {
		t.Errorf("halves (-first +second)\n%s", d)
	}
	if !strings.HasPrefix(files[0], "# Weights") || !strings.Contains(files[0], "\nbias\t-") {
		t.Errorf("no table:\n%s", files[0])
	}
	if n := strings.Count(prints[0], "| made up |"); n != 2 {
		t.Errorf("%d rows for two halves:\n%s", n, prints[0])
	}
}

// TestMissing: without its texts no table is written.
func TestMissing(t *testing.T) {
	dir := t.TempDir()
	if err := run(&bytes.Buffer{}, []eval.LinkingSet{{Name: "none", Lang: "en"}}, dir); err == nil {
		t.Error("fitted to nothing")
	}
	if _, err := os.Stat(filepath.Join(dir, "en")); err == nil {
		t.Error("a table was written")
	}
}

func TestHalves(t *testing.T) {
	l := madeUp()
	a, b := halves(l)
	if len(a.Texts) != len(b.Texts) || len(a.Texts)+len(b.Texts) != len(l.Texts) {
		t.Errorf("%d and %d texts of %d", len(a.Texts), len(b.Texts), len(l.Texts))
	}
	for _, x := range a.Incidents {
		for _, y := range b.Incidents {
			if x == y {
				t.Errorf("%s is in both halves", x)
			}
		}
	}
}
