// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"fmt"
	"slices"
	"strings"

	"recoupe/eval"
)

type evalCommand struct {
	Shared string   `default:"../shared" help:"Folder of the material."`
	Parts  []string `arg:"" optional:"" help:"Parts to measure; all if left out."`
}

// known refuses a part that there is none of.
func known(parts []string) error {
	var names []string
	for _, p := range eval.Parts() {
		names = append(names, p.Name)
	}
	for _, p := range parts {
		if !slices.Contains(names, p) {
			return usageError{fmt.Sprintf("there is no part %q; there are %s", p, strings.Join(names, ", "))}
		}
	}
	return nil
}

// Run measures the program; a part whose material is missing says so and is left out.
func (c *evalCommand) Run(s *streams) error {
	if err := known(c.Parts); err != nil {
		return err
	}
	r := newReader()
	for _, p := range eval.Parts() {
		if !p.Wanted(c.Parts) {
			continue
		}
		fmt.Fprintf(s.out, "## %s\n\n", p.Name)
		if err := p.Run(s.out, c.Shared, r.Read); err != nil {
			fmt.Fprintf(s.out, "left out: %v\n", err)
		}
		fmt.Fprintln(s.out)
	}
	return nil
}
