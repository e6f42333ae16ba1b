// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"recoupe"
	"recoupe/export"
	"recoupe/fetch"
	"recoupe/intake"
	"recoupe/packs"
	"recoupe/read"
	"recoupe/weave"
)

// hints are the flags that say what a dispatch does not say of itself.
type hints struct {
	Date      string `placeholder:"2024-12-04" help:"When it was published: a day or an RFC 3339 time."`
	Publisher string `help:"Who published it."`
	Lang      string `placeholder:"fr" help:"Its language, an ISO 639-1 code."`
}

// check refuses a language or a date that is none before anything is read.
func (h hints) check() error {
	if err := checkLang(h.Lang); err != nil {
		return err
	}
	if h.Date == "" {
		return nil
	}
	if _, _, _, err := intake.ParseDate(h.Date); err != nil {
		return fmt.Errorf("--date %w", err)
	}
	return nil
}

// checkLang refuses what has not the form of a language code.
func checkLang(code string) error {
	if code == "" || (len(code) == 2 || len(code) == 3) && strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") == "" {
		return nil
	}
	return usageError{fmt.Sprintf("--lang %q is no language code; write one such as fr", code)}
}

// checkRules refuses a language too whose times and places the build has no rules for.
func checkRules(code string) error {
	if err := checkLang(code); err != nil {
		return err
	}
	if has := packs.Langs(); code != "" && !slices.Contains(has, code) {
		return usageError{fmt.Sprintf("--lang %q is not read here; the build has %s", code, strings.Join(has, ", "))}
	}
	return nil
}

func (h hints) intake() intake.Hints {
	return intake.Hints{Publisher: h.Publisher, Lang: h.Lang, Date: h.Date}
}

type readCommand struct {
	hints
	extraction
	Format  string   `enum:"table,json,brief" default:"table" help:"table, json or brief."`
	JSON    bool     `help:"Short for --format json."`
	Explain bool     `help:"Print trees, the rules that fired, and for every candidate that was dropped its reason."`
	Files   []string `arg:"" optional:"" name:"file" help:"Files, web addresses, or - for standard input (the default)."`
}

// Run reads every file in turn; one that cannot be read is an error, the others are printed.
func (c *readCommand) Run(s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	if c.Explain && (c.JSON || c.Format != "table") {
		return usageError{"--explain prints trees and rules for people; it has no other form"}
	}
	r := newReader()
	readOne, err := c.reader(s.ctx, r)
	if err != nil {
		return err
	}
	dispatches, failed := loadAll(s, c.Files, c.intake())
	if c.Explain {
		for _, d := range dispatches {
			reading, trace := r.Explain(d)
			if c.Extractor == "llm" { // the trace is the rules' own; the claims are those of both
				reading = readOne(d)
			}
			explain(s.out, reading, trace)
		}
		return failed
	}
	readings := make([]recoupe.Reading, len(dispatches))
	for i, d := range dispatches {
		readings[i] = readOne(d)
	}
	if err := c.print(s, readings); err != nil {
		return err
	}
	return failed
}

// print writes the readings; notes, which the table shows, go to standard error beside the other forms.
func (c *readCommand) print(s *streams, readings []recoupe.Reading) error {
	if c.JSON || c.Format != "table" {
		for _, r := range readings {
			for _, n := range r.Notes {
				fmt.Fprintf(s.err, "recoupe: %s: %s\n", r.Dispatch.ID, n)
			}
		}
	}
	switch {
	case c.JSON || c.Format == "json":
		return export.WriteReadings(s.out, readings...)
	case c.Format == "brief":
		lang := c.Lang
		if lang == "" && len(readings) > 0 {
			lang = readings[0].Dispatch.Lang
		}
		return writeBrief(s.out, newFinder().Gazetteer, weave.Weave(readings, weaveOptions()), readings, lang)
	}
	if len(readings) == 0 {
		return nil
	}
	return export.WriteTable(s.out, style(s.out), readings...)
}

// loadAll takes in files, addresses and standard input. It returns what could
// be taken in and the last error; those before it are told.
func loadAll(s *streams, names []string, h intake.Hints) ([]recoupe.Dispatch, error) {
	if len(names) == 0 {
		names = []string{"-"}
	}
	var out []recoupe.Dispatch
	var failed error
	for _, name := range names {
		d, err := load(s, name, h)
		if err != nil {
			failed = s.tell(failed, err)
			continue
		}
		out = append(out, d)
	}
	return out, failed
}

func load(s *streams, name string, h intake.Hints) (recoupe.Dispatch, error) {
	raw, err := slurp(s.ctx, s.in, name, &h)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	d, err := intake.Read(raw, h)
	if err != nil {
		return d, fmt.Errorf("%s: %w", shown(name), err)
	}
	return d, nil
}

// shown is a file's name for people.
func shown(name string) string {
	if name == "-" || name == "" {
		return "standard input"
	}
	return name
}

// slurp reads one file, address or stream, bounded.
func slurp(ctx context.Context, in io.Reader, name string, h *intake.Hints) ([]byte, error) {
	switch {
	case name == "-":
		h.Name = "standard input"
		return bounded(in, "standard input")
	case strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://"):
		page, err := fetch.New(fetch.Options{}).Get(ctx, name, fetch.Conditional{})
		if err != nil {
			return nil, err
		}
		h.URL, h.ContentType = page.URL, page.ContentType
		return page.Body, nil
	}
	if name == "" {
		return nil, usageError{"the name of a file is empty"}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h.Name = name
	return bounded(f, name)
}

func bounded(r io.Reader, name string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, intake.MaxBytes+1))
	if err != nil {
		if pe, ok := errors.AsType[*fs.PathError](err); ok {
			err = pe.Err // its name stands before it
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return raw, nil
}

// explain prints the tree of every sentence and the rules that looked at it.
func explain(w io.Writer, r recoupe.Reading, t read.Trace) {
	for i := range t.Sentences {
		sn := &t.Sentences[i]
		fmt.Fprintf(w, "# %s\n", strings.Join(strings.Fields(sn.Span.In(r.Dispatch.Text)), " "))
		for k := range sn.Words {
			wd := &sn.Words[k]
			fmt.Fprintf(w, "%3d  %-18s %-16s %-6s %3d  %-14s %.2f  %s\n", k+1, wd.Form, wd.Lemma, wd.UPOS, wd.Head, wd.Deprel, wd.PArc, wd.Feats)
		}
		for _, st := range t.Steps {
			if st.Sentence != i {
				continue
			}
			sign := "-"
			if st.Taken {
				sign = "+"
			}
			fmt.Fprintf(w, "  %s %-26s %q: %s\n", sign, st.Rule, st.Words, st.Why)
		}
		for _, c := range r.Claims {
			if sn.Span.Contains(recoupe.Hull(c.Trigger.Spans)) {
				fmt.Fprintf(w, "  = %s %s %s %s%s %v %q\n", c.ID, c.Rule, c.Event, c.Polarity, c.Modality, c.Commitment, c.Text)
			}
		}
		fmt.Fprintln(w)
	}
}
