// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"cmp"
	"io"
	"slices"
	"time"

	"recoupe"
	"recoupe/brief"
	"recoupe/export"
	"recoupe/gazetteer"
)

type briefCommand struct {
	dataFlag
	Lang string `default:"fr" enum:"fr,en,ar" help:"Language of the brief."`
}

// Run writes a brief of all that a data folder holds.
func (c *briefCommand) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		rs, err := f.store.Readings(s.ctx)
		if err != nil {
			return err
		}
		w, err := f.store.Woven(s.ctx, time.Time{})
		if err != nil {
			return err
		}
		return writeBrief(s.out, f.reader.Places.Gazetteer, w, rs, c.Lang)
	})
}

// writeBrief writes a brief with the names that places have in its language.
func writeBrief(out io.Writer, g *gazetteer.Gazetteer, w recoupe.Woven, rs []recoupe.Reading, lang string) error {
	w.Events = slices.Clone(w.Events)
	for i := range w.Events {
		ps := slices.Clone(w.Events[i].Places)
		for k := range ps {
			if ps[k].Relation != "between" { // it has two names
				ps[k].Name = cmp.Or(placeName(g, ps[k].ID, lang), ps[k].Name)
			}
		}
		w.Events[i].Places = ps
	}
	return export.WriteBrief(out, brief.Write(w, rs, lang))
}

// placeName is an entry's name in a language, "" for what is no entry.
func placeName(g *gazetteer.Gazetteer, id, lang string) string {
	if e, ok := g.Get(id); ok {
		return cmp.Or(e.In(lang), e.Name)
	}
	return ""
}
