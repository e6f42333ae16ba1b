// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"recoupe"
)

// polnearText is one article with the layers of its annotators; offsets are code points.
type polnearText struct {
	ID, Text    string
	Annotations []struct {
		Attributions []struct{ Source, Cue, Content [][2]int }
	}
}

// Polnear scores English attributions against PolNeAR dev: exact spans as
// CofeNet counts them, and partial contents as PARC does. Every annotator's
// layer counts as a text of its own.
//
// Two conventions of that set differ from ours and are met here, not in the
// rules: it marks no attribution inside another one, and a source takes in the
// apposition or relative clause between it and its cue, with the comma behind.
func Polnear(w io.Writer, shared string, read Reader) error {
	var s attributionScore
	err := eachLine(filepath.Join(shared, "data", "attribution", "polnear", "dev.jsonl.gz"), func(line []byte) error {
		var d polnearText
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		pred := polnearRecords(read(recoupe.Dispatch{ID: d.ID, Text: d.Text, Lang: "en"}))
		for _, layer := range d.Annotations {
			var gold []record
			for _, a := range layer.Attributions {
				gold = append(gold, record{byteSpans(d.Text, a.Source), byteSpans(d.Text, a.Cue), byteSpans(d.Text, a.Content)})
			}
			s.add(d.Text, pred, gold)
		}
		return nil
	})
	if err != nil {
		return err
	}
	least := []float64{45, 50, 35}
	var bars []bar
	for i, role := range roles {
		bars = append(bars, bar{"PolNeAR dev, exact F1, " + role.name, 100 * s.exact[i].f1(), least[i], s.exact[i].detail()})
	}
	printBars(w, append(bars, bar{"PolNeAR dev, partial F1, content", s.partial.f1(), .65, s.partial.detail()}))
	return nil
}

// polnearRecords are the outermost attributions in the conventions of PolNeAR.
func polnearRecords(r recoupe.Reading) []record {
	out := recordsOf(r, func(a recoupe.Attribution) bool { return a.Parent == "" })
	for _, a := range out {
		if len(a.source) == 0 || len(a.cue) == 0 {
			continue
		}
		src := &a.source[len(a.source)-1]
		gap := recoupe.Span{Start: src.End, End: a.cue[0].Start}.In(r.Dispatch.Text)
		if t := strings.TrimSpace(gap); t != "" && strings.ContainsRune(",(", rune(t[0])) && len(gap) < 150 && !strings.ContainsAny(gap, "\n\"“”") {
			src.End += len(strings.TrimRight(gap, " \u00a0"))
		}
	}
	return out
}

// byteSpans turns pairs of code points into spans of bytes.
func byteSpans(text string, pairs [][2]int) []recoupe.Span {
	out := make([]recoupe.Span, 0, len(pairs))
	for _, p := range pairs {
		out = append(out, recoupe.Span{Start: byteAt(text, p[0]), End: byteAt(text, p[1])})
	}
	return out
}

// byteAt returns the byte offset of the n-th code point.
func byteAt(text string, n int) int {
	at := 0
	for ; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}
