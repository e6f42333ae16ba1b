// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"fmt"

	"recoupe/eval"
)

type evalCommand struct {
	Shared string   `default:"../shared" help:"Folder of the material."`
	Parts  []string `arg:"" optional:"" help:"Parts to measure; all if left out."`
}

// Run measures the program; a part whose material is missing says so and is left out.
func (c *evalCommand) Run(s *streams) error {
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
