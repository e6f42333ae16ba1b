// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bytes"
	"fmt"
	"os"

	"recoupe"
	"recoupe/export"
	"recoupe/intake"
	"recoupe/weave"
)

type weaveCommand struct {
	hints
	extraction
	Format string   `enum:"table,json" default:"table" help:"table or json."`
	JSON   bool     `help:"Short for --format json."`
	Files  []string `arg:"" optional:"" name:"file" help:"Files, folders, JSON Lines, or - for standard input (the default)."`
}

// Run reads everything, weaves it and prints the result.
func (c *weaveCommand) Run(s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	dispatches, failed := c.gather(s)
	readOne, err := c.reader(s.ctx, newReader())
	if err != nil {
		return err
	}
	readings := make([]recoupe.Reading, len(dispatches))
	for i, d := range dispatches {
		readings[i] = readOne(d)
	}
	w := weave.Weave(readings, weaveOptions())
	if c.JSON || c.Format == "json" {
		w.Stories = weave.Stories(readings)
		if err := export.WriteWoven(s.out, w, readings); err != nil {
			return err
		}
		return failed
	}
	if err := export.WriteWovenTable(s.out, style(s.out), w, readings); err != nil {
		return err
	}
	return failed
}

// gather takes in files, folders with side-cars, and JSON Lines.
func (c *weaveCommand) gather(s *streams) ([]recoupe.Dispatch, error) {
	names := c.Files
	if len(names) == 0 {
		names = []string{"-"}
	}
	var out []recoupe.Dispatch
	var failed error
	for _, name := range names {
		ds, err := c.one(s, name)
		out = append(out, ds...)
		if err != nil {
			failed = s.tell(failed, err)
		}
	}
	return out, failed
}

func (c *weaveCommand) one(s *streams, name string) ([]recoupe.Dispatch, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		ds, err := intake.Dir(os.DirFS(name), c.intake())
		if err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
		return ds, err
	}
	h := c.intake()
	raw, err := slurp(s.ctx, s.in, name, &h)
	if err != nil {
		return nil, err
	}
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && trimmed[0] == '{' {
		ds, err := intake.JSONLines(bytes.NewReader(raw), h)
		if err != nil {
			return ds, fmt.Errorf("%s: %w", shown(name), err)
		}
		return ds, nil
	}
	d, err := intake.Read(raw, h)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown(name), err)
	}
	return []recoupe.Dispatch{d}, nil
}
