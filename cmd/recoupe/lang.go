// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"recoupe/name"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/train"
)

type langCommand struct {
	List   langList   `cmd:"" help:"List the language packs with their scores."`
	Add    langAdd    `cmd:"" help:"Add a language pack, or put one in the place of that of the build."`
	Remove langRemove `cmd:"" help:"Take an added pack out."`
}

type langList struct{ languagesFlag }

// Run lists the packs of the build and those that were added, which win.
func (c *langList) Run(s *streams) error {
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "pack\ttag\tfeatures\tlemma\tLAS\ttrained on")
	row := func(code, remark string, p *syntax.Pack) {
		fmt.Fprintf(w, "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%s%s\n", code, p.Scores["upos"], p.Scores["feats"], p.Scores["lemma"], p.Scores["las"], strings.Join(p.Banks, ", "), remark)
	}
	added := c.added(packEnding)
	for _, code := range packs.Langs() {
		p, _ := packs.Get(code)
		remark := ""
		if slices.Contains(added, code) {
			remark = " (not used: another was added)"
		}
		row(code, remark, p)
	}
	var failed error
	for _, code := range added {
		p, err := c.pack(code)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		row(code, " (added"+terms(p.Licence)+")", p)
	}
	return errors.Join(c.listNames(w), w.Flush(), failed)
}

// listNames lists the name models of the build and those that were added, which win.
func (c *langList) listNames(w io.Writer) error {
	var failed error
	added := c.added(namesEnding)
	for _, code := range packs.Langs() {
		if m := packs.Names(code); m != nil && !slices.Contains(added, code) {
			fmt.Fprintf(w, "%s names\t\t\t\t\t%s\n", code, m.Licence)
		}
	}
	for _, code := range added {
		m, err := c.names(code)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		fmt.Fprintf(w, "%s names\t\t\t\t\tadded%s\n", code, terms(m.Licence))
	}
	return failed
}

type trainCommand struct {
	Recipe    string `arg:"" type:"existingfile" help:"The recipe file."`
	Treebanks string `default:"../shared/data/ud" help:"Folder of the treebanks that the recipe names."`
	Out       string `required:"" help:"The pack file to write."`
}

// Run trains a pack and writes it whole or not at all. Stopped, it goes on
// from its .part file when called again; the scores go to a .scores file.
func (c *trainCommand) Run(s *streams) error {
	f, err := os.Open(c.Recipe)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := train.ReadRecipe(c.Recipe, f)
	if err != nil {
		return err
	}
	if len(r.Marked) > 0 {
		return c.names(s, r)
	}
	data, p, err := train.Run(s.ctx, r, c.Treebanks, c.Out+".part", s.err)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out+".new", data, 0o644); err != nil {
		return err
	}
	if err := c.scores(p); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %d bytes, tag %.2f, features %.2f, lemma %.2f, LAS %.2f on the development part\n", c.Out, len(data), p.Scores["upos"], p.Scores["feats"], p.Scores["lemma"], p.Scores["las"])
	if err := os.Rename(c.Out+".new", c.Out); err != nil {
		return err
	}
	if err := os.Remove(c.Out + ".part"); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// names trains a name model.
func (c *trainCommand) names(s *streams, r train.Recipe) error {
	p, ok := packs.Get(r.Lang)
	if !ok {
		return fmt.Errorf("a name model needs the language pack of %q", r.Lang)
	}
	data, _, err := train.Names(r, c.Treebanks, p, name.InGazetteer(newFinder().Gazetteer))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s: %d bytes\n", c.Out, len(data))
	return os.WriteFile(c.Out, data, 0o644)
}

// scores writes the scores beside the pack, one a line.
func (c *trainCommand) scores(p *syntax.Pack) error {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(p.Scores)) {
		fmt.Fprintf(&b, "%s\t%g\n", name, p.Scores[name])
	}
	return os.WriteFile(strings.TrimSuffix(c.Out, ".pack")+".scores", []byte(b.String()), 0o644)
}
