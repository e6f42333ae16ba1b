// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"recoupe"
)

// Selon scores which French "selon" name a source, on the hand-labelled
// sentences, from their raw text.
func Selon(w io.Writer, shared string, read Reader) error {
	var score judged
	seen := map[string]int{}
	err := eachRow(filepath.Join(shared, "data", "attribution", "fr_selon_gold.tsv"), func(row map[string]string) error {
		text := row["text"]
		form := selonIn(row["phrase"])
		at := nthWord(text, form, seen[row["sent_id"]+form])
		seen[row["sent_id"]+form]++
		r := read(recoupe.Dispatch{ID: row["sent_id"], Text: text, Lang: "fr"})
		predicted := slices.ContainsFunc(r.Attributions, func(a recoupe.Attribution) bool {
			return overlapsSpans(append([]recoupe.Span{a.Cue.Head}, a.Cue.Spans...), recoupe.Span{Start: at, End: at + len(form)}) ||
				a.Rule == "noun_selon_which" && a.Cue.Head.End <= at && at < recoupe.Hull(a.Content.Spans).Start
		})
		score.add(w, row, predicted, "ATTR", "attribution")
		return nil
	})
	if err != nil {
		return err
	}
	score.print(w, "selon names a source, F1", .90)
	return nil
}

// selonIn returns the preposition of a phrase as it is written there; the
// phrase may begin with the comma or bracket before it.
func selonIn(phrase string) string {
	for _, w := range strings.Fields(phrase) {
		if strings.EqualFold(w, "selon") {
			return w
		}
	}
	return "selon"
}
