// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package demo holds the demonstration day: short dispatches of 3 to 5
// December 2024 round Hama, written for this program.
//
// In: nothing. Out: dispatches, each marked as a demonstration. They paraphrase
// what was publicly reported; the outlets that carry them are invented, the
// organisations quoted say only what they were publicly reported to have said.
// The two lines of an outlet of ours that are withdrawn again (20, 21) are
// invented, to show a withdrawal.
package demo

import (
	_ "embed"
	"strings"

	"recoupe"
	"recoupe/intake"
)

//go:embed day.jsonl
var day string

// Day returns the dispatches in the order in which they were printed.
func Day() ([]recoupe.Dispatch, error) {
	return intake.JSONLines(strings.NewReader(day), intake.Hints{})
}
