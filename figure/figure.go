// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package figure finds numbers of people and things in a parsed sentence.
package figure

import (
	"recoupe"
	"recoupe/ud"
)

// Find returns the figures of a sentence.
func Find(text string, s *ud.Sentence, lang string) []recoupe.Figure { return nil }
