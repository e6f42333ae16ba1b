// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"

	"recoupe"
	"recoupe/link"
)

// enough is how many texts are needed to tell rare words from common ones.
const enough = 100

// Stories groups dispatches that report one incident by text evidence alone, also where no claim was read: the ids
// of each group of two or more, sorted. Which words are rare only many texts can tell: of fewer than a hundred it
// groups none.
func Stories(rs []recoupe.Reading) [][]string {
	if len(rs) < enough {
		return nil
	}
	texts := make([]link.Text, len(rs))
	for i := range rs {
		d := &rs[i].Dispatch
		texts[i] = link.Text{ID: d.ID, Title: d.Title, Body: d.Text, Lang: d.Lang, Address: d.URL, Printed: printed(d)}
	}
	var out [][]string
	for _, g := range link.Stories(texts) {
		if len(g) < 2 {
			continue
		}
		var ids []string
		for _, i := range g {
			ids = append(ids, texts[i].ID)
		}
		slices.Sort(ids)
		out = append(out, ids)
	}
	slices.SortFunc(out, func(a, b []string) int { return slices.Compare(a, b) })
	return out
}
