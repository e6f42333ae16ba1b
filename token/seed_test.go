// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// TestReferenceArticle holds the regions of the reference article to the hand-made answer.
func TestReferenceArticle(t *testing.T) {
	raw, err := os.ReadFile("../../shared/gold/seed/seed.txt")
	if err != nil {
		t.Skipf("no reference article: %v", err)
	}
	answer, err := os.ReadFile("../../shared/gold/seed/gold.json")
	if err != nil {
		t.Skipf("no answer: %v", err)
	}
	var gold struct {
		Regions []struct{ Kind, Text string }
	}
	if err := json.Unmarshal(answer, &gold); err != nil {
		t.Fatal(err)
	}
	text := norm.NFC.String(string(raw))
	regions, _ := Document(text, "fr", nil)
	var got, want [][2]string
	for _, r := range regions {
		got = append(got, [2]string{string(r.Kind), r.Span.In(text)})
	}
	for _, r := range gold.Regions {
		want = append(want, [2]string{r.Kind, r.Text})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
