// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command gen fits the weights by which texts are taken for reports of one incident, lexicon/*/story.txt.
//
// In: the sets of texts with the incidents that people assigned, which are not part of the program. Out: the two tables,
// the same bytes for the same texts, and on standard output how well weights that were fitted to one half of the
// incidents do on the other, both ways. Package link explains the features and does the fitting.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"recoupe/eval"
	"recoupe/link"
)

func main() {
	shared := flag.String("shared", "../shared", "folder of the material")
	out := flag.String("out", "lexicon", "folder of the tables, one folder a language")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	sets, err := eval.LinkingSets(*shared)
	if err == nil {
		err = run(os.Stdout, sets, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run fits the table of every set and writes it below a folder.
func run(w io.Writer, sets []eval.LinkingSet, folder string) error {
	fmt.Fprintf(w, "| set | fitted to | measured on | B³ P / R / F | pairwise P / R / F |\n|---|---|---|---|---|\n")
	for _, s := range sets {
		if len(s.Texts) == 0 {
			return fmt.Errorf("the texts of %s are not here", s.Name)
		}
		a, b := halves(s.Labelled)
		judge(w, s, "first half", "second half", a, b)
		judge(w, s, "second half", "first half", b, a)
		if err := write(filepath.Join(folder, s.Lang, "story.txt"), s); err != nil {
			return err
		}
	}
	return nil
}

// judge fits weights to some texts and groups others by them.
func judge(w io.Writer, s eval.LinkingSet, fitted, measured string, a, b link.Labelled) {
	b3, pairs := eval.GradeStories(b, link.Fit(s.Lang, a).Stories(b.Texts))
	fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", s.Name, fitted, measured, b3, pairs)
}

// halves parts texts so that those of one incident stay together: incidents go to either half in turn, as they come.
func halves(l link.Labelled) (a, b link.Labelled) {
	side := map[string]*link.Labelled{}
	for i, x := range l.Incidents {
		if side[x] == nil {
			side[x] = [2]*link.Labelled{&a, &b}[len(side)%2]
		}
		h := side[x]
		h.Texts, h.Incidents = append(h.Texts, l.Texts[i]), append(h.Incidents, x)
	}
	return
}

// header stands above every table.
const header = `# Weights by which texts are taken for reports of one incident: feature<TAB>weight; sorted. Package link explains them.
# Fitted by logistic regression (Newton, ridge 1) to %d development texts with the incidents that people assigned: go run ./link/gen
`

// write fits the table of a set to all of it and writes its file.
func write(name string, s eval.LinkingSet) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, header, len(s.Texts))
	if err := link.Fit(s.Lang, s.Labelled).Write(&b, s.Lang); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make the folder of the table: %w", err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}
