// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"recoupe"
)

// annodisText is a document rebuilt from its tokens: where each token stands in the text.
type annodisText struct {
	text   strings.Builder
	tokens []recoupe.Span
}

// Annodis counts the pairs of discourse units joined by an attribution that
// some attribution of ours joins too: its cue or source in one unit, its content
// in the other. The texts are rebuilt from tokens with French spacing.
func Annodis(w io.Writer, shared string, read Reader) error {
	dir := filepath.Join(shared, "data", "attribution", "disrpt_annodis")
	found, pairs := 0, 0
	for _, part := range []string{"train", "dev"} {
		f, n, err := annodisPart(w, dir, part, read)
		if err != nil {
			return err
		}
		found, pairs = found+f, pairs+n
	}
	printBars(w, []bar{{"ANNODIS attribution pairs found, share", float64(found) / float64(max(1, pairs)), 62. / 74, fmt.Sprintf("%d of %d", found, pairs)}})
	return nil
}

func annodisPart(w io.Writer, dir, part string, read Reader) (found, pairs int, err error) {
	docs, err := annodisTexts(packed(filepath.Join(dir, "fra.sdrt.annodis_"+part+".conllu")))
	if err != nil {
		return 0, 0, err
	}
	readings := map[string]recoupe.Reading{}
	err = eachRow(packed(filepath.Join(dir, "fra.sdrt.annodis_"+part+".rels")), func(row map[string]string) error {
		d := docs[row["doc"]]
		if row["orig_label"] != "attribution" || d == nil {
			return nil
		}
		r, ok := readings[row["doc"]]
		if !ok {
			r = read(recoupe.Dispatch{ID: row["doc"], Text: d.text.String(), Lang: "fr"})
			readings[row["doc"]] = r
		}
		pairs++
		if joins(r, d.unit(row["unit1_toks"]), d.unit(row["unit2_toks"])) {
			found++
		} else {
			fmt.Fprintf(w, "<!-- missed in %s: tokens %s, %s -->\n", row["doc"], row["unit1_toks"], row["unit2_toks"])
		}
		return nil
	})
	return found, pairs, err
}

// joins reports whether an attribution stands in one unit and says the other.
func joins(r recoupe.Reading, one, other []recoupe.Span) bool {
	meet := func(a, b []recoupe.Span) bool {
		return slices.ContainsFunc(a, func(sp recoupe.Span) bool { return overlapsSpans(b, sp) })
	}
	return slices.ContainsFunc(r.Attributions, func(a recoupe.Attribution) bool {
		in := func(unit []recoupe.Span) bool { return meet(a.Cue.Spans, unit) || meet(a.Source.Spans, unit) }
		return in(one) && meet(a.Content.Spans, other) || in(other) && meet(a.Content.Spans, one)
	})
}

// unit turns "97-100,114-115" (tokens counted from 1) into spans of text.
func (d *annodisText) unit(list string) []recoupe.Span {
	var out []recoupe.Span
	for _, r := range strings.Split(list, ",") {
		lo, hi, ok := strings.Cut(r, "-")
		if !ok {
			hi = lo
		}
		a, err1 := strconv.Atoi(lo)
		b, err2 := strconv.Atoi(hi)
		if err1 == nil && err2 == nil && a >= 1 && b <= len(d.tokens) && a <= b {
			out = append(out, recoupe.Span{Start: d.tokens[a-1].Start, End: d.tokens[b-1].End})
		}
	}
	return out
}

// annodisTexts rebuilds the documents of a CoNLL-U file.
func annodisTexts(path string) (map[string]*annodisText, error) {
	docs := map[string]*annodisText{}
	var d *annodisText
	err := eachLine(path, func(raw []byte) error {
		line := string(raw)
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			d = &annodisText{}
			docs[strings.TrimSpace(id)] = d
			return nil
		}
		f := strings.Split(line, "\t")
		if _, err := strconv.Atoi(f[0]); err != nil || len(f) < 2 || d == nil {
			return nil
		}
		d.add(f[1])
		return nil
	})
	return docs, err
}

// add writes a token with French spacing: none behind an apostrophe, none before a comma, a stop or a clitic.
func (d *annodisText) add(form string) {
	t := d.text.String()
	if t != "" && !strings.HasSuffix(t, "'") && !strings.HasSuffix(t, "’") && !strings.HasSuffix(t, "(") && !strings.HasSuffix(t, "[") &&
		!strings.Contains(",.)]…", form) && !strings.HasPrefix(form, "-t") {
		d.text.WriteByte(' ')
	}
	start := d.text.Len()
	d.text.WriteString(form)
	d.tokens = append(d.tokens, recoupe.Span{Start: start, End: d.text.Len()})
}

// packed returns path, or path with .gz where only that is there.
func packed(path string) string {
	if err := eachLine(path, func([]byte) error { return io.EOF }); errors.Is(err, fs.ErrNotExist) {
		return path + ".gz"
	}
	return path
}
