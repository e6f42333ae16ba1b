// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"errors"
	"fmt"
	"strings"

	"recoupe/intake"
	"recoupe/lang"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

type parseCommand struct {
	Lang string `placeholder:"fr" help:"Language of the text, an ISO 639-1 code; told from the text if left out."`
	In   string `enum:"text,conllu" default:"text" help:"text, or conllu to keep its words and parse them anew."`
	File string `arg:"" optional:"" help:"A file, or - for standard input (the default)."`
}

// Run prints trees as CoNLL-U.
func (c *parseCommand) Run(s *streams) error {
	if err := checkLang(c.Lang); err != nil {
		return err
	}
	sents, code, err := c.sentences(s)
	if err != nil {
		return err
	}
	if code == "" {
		return errors.New("the language could not be told: say --lang")
	}
	pack, ok := languagePack(code)
	if !ok {
		return fmt.Errorf("there is no language pack for %q; the build has %s", code, strings.Join(packs.Langs(), ", "))
	}
	pack.ParseAll(sents, syntax.NewWork())
	markNames(sents, code)
	return ud.Write(s.out, sents)
}

// markNames writes names into the last column: Name=B-PLACE.
func markNames(sents []ud.Sentence, code string) {
	f := nameFinder(code)
	if f == nil {
		return
	}
	f.Find(sents)
	for i := range sents {
		for k := range sents[i].Words {
			w := &sents[i].Words[k]
			switch {
			case w.Entity == "":
			case w.Misc == "":
				w.Misc = "Name=" + w.Entity
			default:
				w.Misc += "|Name=" + w.Entity
			}
		}
	}
}

func (c *parseCommand) sentences(s *streams) ([]ud.Sentence, string, error) {
	name := c.File
	if name == "" {
		name = "-"
	}
	var h intake.Hints
	raw, err := slurp(s.ctx, s.in, name, &h)
	if err != nil {
		return nil, "", err
	}
	if c.In == "conllu" {
		sents, err := ud.Read(bytesReader(raw))
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", shown(name), err)
		}
		if c.Lang == "" {
			return nil, "", usageError{"parse --in conllu needs --lang"}
		}
		return sents, c.Lang, nil
	}
	h.Lang = c.Lang
	d, err := intake.Read(raw, h)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", shown(name), err)
	}
	if d.Lang == "" {
		d.Lang, _ = lang.Identify(d.Text)
	}
	var habits token.Habits
	if pack, ok := languagePack(d.Lang); ok {
		habits = pack.Habits()
	}
	_, sents := token.With(d.Text, d.Lang, habits)
	for i := range sents {
		text := sents[i].Span.In(d.Text)
		sents[i].Comments = append(sents[i].Comments, "text = "+oneLine(fmt.Errorf("%s", text)))
	}
	return sents, d.Lang, nil
}
