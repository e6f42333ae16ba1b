// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command gen trains the table by which languages are told apart and writes
// lang/identify.bin. In: the folders of package material. Out: the table, and
// on standard error how well it does on what was kept out. The same material
// gives the same table, byte for byte. It fetches nothing: see "make lang-table".
package main

import (
	"flag"
	"fmt"
	"os"

	"recoupe/lang"
	"recoupe/lang/gen/material"
)

func main() {
	f := material.Folders{}
	flag.StringVar(&f.Treebanks, "treebanks", "../shared/data/ud", "folder of the treebanks")
	flag.StringVar(&f.Fetched, "fetched", "build/lang", "folder of what make lang-material fetched")
	out := flag.String("out", "lang/identify.bin", "the table to write")
	without := flag.String("without", "", "leave a source out of training, to see how the table does on text of another kind")
	flag.Parse()
	if err := run(f, *out, *without); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(f material.Folders, out, without string) error {
	samples, err := material.Read(f)
	if err != nil {
		return err
	}
	byScript := map[string][]material.Sample{}
	for _, s := range samples {
		if !s.Held && s.Source != without {
			byScript[s.Script] = append(byScript[s.Script], s)
		}
	}
	var groups []lang.Group
	for _, g := range sizes {
		fmt.Fprintf(os.Stderr, "%s: %d texts\n", g.script, len(byScript[g.script]))
		if len(byScript[g.script]) == 0 {
			return fmt.Errorf("no text in script %s: fetch the material first", g.script)
		}
		groups = append(groups, train(g.script, g.rows, byScript[g.script], full))
	}
	return os.WriteFile(out, lang.Encode(groups), 0o644)
}
