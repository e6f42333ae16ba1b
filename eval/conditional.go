// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"recoupe"
	"recoupe/claim"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

// Conditional scores which French conditionals are read as reports, on the
// hand-labelled sentences, from their raw text: our words and trees.
func Conditional(w io.Writer, shared string) error {
	pack, ok := packs.Get("fr")
	if !ok {
		return fmt.Errorf("no French pack: %w", recoupe.ErrNotFound)
	}
	var score judged
	seen := map[string]int{} // sentence and form → how many were scored
	err := eachRow(filepath.Join(shared, "data", "attribution", "fr_conditional_gold.tsv"), func(row map[string]string) error {
		key := row["sent_id"] + " " + row["form"]
		at := nthWord(row["text"], row["form"], seen[key])
		seen[key]++
		found := reportativeIn(pack, row["text"])
		predicted := slices.ContainsFunc(found, func(sp recoupe.Span) bool { return sp.Start <= at && at < sp.End })
		score.add(w, row, predicted, "REP", "report")
		return nil
	})
	if err != nil {
		return err
	}
	score.print(w, "reportative conditionals, F1", .88)
	return nil
}

// reportativeIn parses a text and returns its conditionals of report.
func reportativeIn(pack *syntax.Pack, text string) []recoupe.Span {
	var out []recoupe.Span
	for _, s := range parsed(pack, text, "fr") {
		out = append(out, claim.Reportative(&s, text, "fr")...)
	}
	return out
}

// parsed runs the stages before the claims over a text.
func parsed(pack *syntax.Pack, text, code string) []ud.Sentence {
	_, sents := token.With(text, code, pack.Habits())
	pack.ParseAll(sents, syntax.NewWork())
	return sents
}

// nthWord returns the offset of the n-th occurrence of form as a whole word in
// text, or of the first one if there are fewer.
func nthWord(text, form string, n int) int {
	first := -1
	for at := 0; ; {
		i := strings.Index(text[at:], form)
		if i < 0 {
			return first
		}
		at += i
		if wordAt(text, at, len(form)) {
			if first < 0 {
				first = at
			}
			if n == 0 {
				return at
			}
			n--
		}
		at += len(form)
	}
}

// wordAt reports whether no letter touches the stretch of length n at byte at.
func wordAt(text string, at, n int) bool {
	m := tokenPattern.FindAllStringIndex(text[at:], 1)
	if len(m) == 0 || m[0][0] != 0 {
		return false
	}
	before := tokenPattern.FindAllStringIndex(text[:at+n], -1)
	last := before[len(before)-1]
	return last[0] == at || last[0] > at && last[1] == at+n
}
