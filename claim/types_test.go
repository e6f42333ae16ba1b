// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"recoupe"
)

func readWhole(lang, text string) recoupe.Reading {
	return reader().Read(recoupe.Dispatch{ID: "t", Lang: lang, Text: text, Published: time.Date(2025, 1, 14, 0, 0, 0, 0, time.UTC), PublishedDay: true})
}

// typeCase is a line of testdata/types.txt.
type typeCase struct{ lang, event, trigger, text string }

func typeCases(t *testing.T) []typeCase {
	t.Helper()
	f, err := os.Open("testdata/types.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []typeCase
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			t.Fatalf("types.txt: want four columns: %q", line)
		}
		out = append(out, typeCase{c[0], c[1], c[2], c[3]})
	}
	return out
}

// TestTypes reads one sentence a case: the type must be found with its trigger, or must not be found.
func TestTypes(t *testing.T) {
	for _, tt := range typeCases(t) {
		r := readWhole(tt.lang, tt.text)
		var found []string
		hit := false
		event, no := strings.CutPrefix(tt.event, "!")
		for _, c := range r.Claims {
			if c.Event == "" {
				continue
			}
			found = append(found, c.Event+" <"+c.Trigger.Text+">")
			hit = hit || c.Event == event && (no || strings.Contains(c.Trigger.Text, tt.trigger) || strings.Contains(tt.trigger, c.Trigger.Text))
		}
		if hit == no {
			t.Errorf("%s %s <%s>: found %q in %q", tt.lang, tt.event, tt.trigger, found, tt.text)
		}
	}
}

// TestTypesCovered wants a firing case for each of the 40 types in each language.
func TestTypesCovered(t *testing.T) {
	seen := map[string]map[string]bool{}
	for _, tt := range typeCases(t) {
		if seen[tt.lang] == nil {
			seen[tt.lang] = map[string]bool{}
		}
		if tt.event[0] != '!' {
			seen[tt.lang][tt.event] = true
		}
	}
	for _, lang := range []string{"ar", "en", "fr"} {
		if n := len(seen[lang]); n != 40 {
			t.Errorf("%s: %d types, want 40", lang, n)
		}
	}
}
