// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command world compiles the embedded gazetteer from the tables in a folder
// (cities.tsv.gz, divisions.tsv.gz, points.tsv, borders.tsv), so that nothing is parsed when
// the program starts. Run it after the tables or the rules of the keys change:
// `go generate ./gazetteer`.
package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"recoupe/gazetteer"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: world FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "world:", err)
		os.Exit(1)
	}
}

func run(folder string) error {
	var in []io.Reader
	for _, name := range []string{"cities.tsv.gz", "divisions.tsv.gz", "points.tsv", "borders.tsv"} {
		f, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		defer f.Close()
		var r io.Reader = f
		if strings.HasSuffix(name, ".gz") {
			if r, err = gzip.NewReader(f); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		in = append(in, r)
	}
	b, err := gazetteer.World(in[0], in[1], in[2], in[3])
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "world.places"), b, 0o644)
}
