// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"recoupe"
	"recoupe/export"
)

// offsetSets are the folders of the material that hold texts.
var offsetSets = []string{"gold", "data/attribution", "data/events", "data/linking", "data/geoparsing", "data/figures", "data/time", "data/ner", "data/ud"}

// Offsets reads every document of every set and counts the spans of the
// readings that do not give back, counted in code points of the text, the words
// that are printed for them. None may.
func Offsets(w io.Writer, shared string, read Reader) error {
	fmt.Fprintln(w, "| set | documents | attributions | claims | spans | wrong | bar |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|")
	var all offsetCount
	seen := map[string]bool{}
	for _, set := range offsetSets {
		c := offsetCount{seen: seen}
		if err := c.set(filepath.Join(shared, set), 0, read); err != nil {
			return err
		}
		fmt.Fprint(w, c.row(set))
		for _, m := range c.first {
			fmt.Fprintf(w, "<!-- %s -->\n", m)
		}
		all.add(c)
	}
	fmt.Fprint(w, all.row("**all**"))
	return nil
}

// offsetCount is what was read and what was wrong; first holds the first faults.
type offsetCount struct {
	documents, attributions, claims, spans, wrong int
	first                                         []string
	// seen are the texts read before: some sets hold one text in several forms.
	seen map[string]bool
}

func (c *offsetCount) add(o offsetCount) {
	c.documents += o.documents
	c.attributions += o.attributions
	c.claims += o.claims
	c.spans += o.spans
	c.wrong += o.wrong
}

func (c *offsetCount) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %d | %d | %d | 0 |\n", name, c.documents, c.attributions, c.claims, c.spans, c.wrong)
}

// set reads the documents below dir, at most limit of a file where limit is not 0.
func (c *offsetCount) set(dir string, limit int, read Reader) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n := 0
		err = documents(path, func(text string) error {
			if limit > 0 && n == limit {
				return io.EOF
			}
			if c.seen[text] {
				return nil
			}
			c.seen[text] = true
			n++
			r := read(recoupe.Dispatch{ID: filepath.Base(path), Text: text})
			c.documents++
			c.attributions += len(r.Attributions)
			c.claims += len(r.Claims)
			c.check(r, filepath.Base(path))
			return nil
		})
		if err == io.EOF {
			return nil
		}
		return err
	})
}

// check compares every mention of a reading, as it leaves the program, with the text.
func (c *offsetCount) check(r recoupe.Reading, name string) {
	text := []rune(r.Dispatch.Text)
	for _, m := range mentionsOf(r) {
		c.spans += len(m.Spans)
		if why := misprinted(text, m); why != "" {
			c.wrong++
			if len(c.first) < 10 {
				c.first = append(c.first, fmt.Sprintf("%s: %q at %v: %s", name, m.Text, m.Spans, why))
			}
		}
	}
	for _, g := range r.Regions {
		if !onBorders(r.Dispatch.Text, g.Span) {
			c.wrong++
			c.first = append(c.first, fmt.Sprintf("%s: region %v cuts a character", name, g.Span))
		}
	}
}

// onBorders: the span lies in the text and cuts no character in two.
func onBorders(text string, sp recoupe.Span) bool {
	at := func(i int) bool { return i == len(text) || i >= 0 && i < len(text) && utf8.RuneStart(text[i]) }
	return sp.Start <= sp.End && at(sp.Start) && at(sp.End)
}

// misprinted says what is wrong with a mention, "" for nothing: its spans lie in
// the text, in order, and joined by blanks they are its words.
func misprinted(text []rune, m export.Mention) string {
	if len(m.Spans) == 0 {
		return ""
	}
	var words []string
	last := 0
	for _, sp := range m.Spans {
		if sp.Start < last || sp.End <= sp.Start || sp.End > len(text) {
			return "no span of the text"
		}
		words = append(words, string(text[sp.Start:sp.End]))
		last = sp.End
	}
	if got := strings.Join(words, " "); got != m.Text {
		return fmt.Sprintf("the text has %q", got)
	}
	return ""
}

// mentionsOf lists everything in a reading that has spans, in code points.
func mentionsOf(r recoupe.Reading) []export.Mention {
	var out []export.Mention
	e := export.OfReading(r)
	for _, a := range e.Attributions {
		out = append(out, a.Source.Mention, a.Cue.Mention, a.Content.Mention)
	}
	for _, c := range e.Claims {
		out = append(out, export.Mention{Text: c.Text, Spans: c.Spans}, c.Trigger)
		for _, a := range c.Actors {
			out = append(out, a.Mention)
		}
		for _, p := range c.Places {
			out = append(out, p.Mention)
		}
		for _, f := range c.Figures {
			out = append(out, f.Mention)
		}
		for _, l := range c.Links {
			out = append(out, l.Mention)
		}
		if c.Time != nil {
			out = append(out, c.Time.Mention)
		}
	}
	o := export.NewOffsets(r.Dispatch.Text)
	for _, p := range r.Places {
		out = append(out, o.Place(p).Mention)
	}
	for _, t := range r.Times {
		out = append(out, o.Time(t).Mention)
	}
	for _, a := range r.Attributions {
		if a.Uttered != nil {
			out = append(out, o.Time(*a.Uttered).Mention)
		}
	}
	return slices.DeleteFunc(out, func(m export.Mention) bool { return len(m.Spans) == 0 && m.Text == "" })
}
