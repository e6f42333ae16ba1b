// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"slices"
	"strings"
)

// With returns a gazetteer that holds the places of packs too; g itself is
// unchanged, so that a reader never sees half a pack. A place that g holds by
// id gains the names of the pack.
func (g *Gazetteer) With(entries []Entry, infos ...PackInfo) *Gazetteer {
	n := &Gazetteer{entries: slices.Clone(g.entries), keys: g.keys, byID: make(map[string]int32, len(g.byID)+len(entries)),
		members: make(map[string][]int32, len(g.members)), packs: append(slices.Clone(g.packs), infos...)}
	for k, v := range g.byID {
		n.byID[k] = v
	}
	for k, v := range g.members {
		n.members[k] = slices.Clip(v)
	}
	from := len(n.entries)
	var merged []int32
	same := n.divisions(entries)
	for _, e := range entries {
		if code, ok := same[e.ID]; ok {
			e.ID = code
		}
		if code, ok := same[e.Division]; ok {
			e.Division = strings.TrimPrefix(code, "div:")
		}
		if i, ok := n.byID[e.ID]; ok {
			n.entries[i].names = strings.Trim(n.entries[i].names+"|"+e.names+"|und="+e.Name, "|")
			merged = append(merged, i)
			continue
		}
		n.add(e)
	}
	n.extra = append(slices.Clone(g.extra), n.index(from)...)
	for _, i := range merged {
		one := &Gazetteer{entries: []Entry{n.entries[i]}}
		for _, r := range one.index(0) {
			n.extra = append(n.extra, keyRef{r.hash, i})
		}
	}
	slices.SortFunc(n.extra, func(a, b keyRef) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.entry, b.entry)) })
	n.extra = slices.Compact(n.extra)
	return n
}

// Packs lists the packs in use, in the order of import.
func (g *Gazetteer) Packs() []PackInfo { return slices.Clone(g.packs) }

// divisions maps the ids of a pack's country and first-level divisions to the
// entries of g that are the same: same country and equal skeleton.
func (g *Gazetteer) divisions(entries []Entry) map[string]string {
	out := map[string]string{}
	for i := range entries {
		e := &entries[i]
		if e.Kind == "country" && e.Country != "" {
			if _, ok := g.byID["cc:"+e.Country]; ok {
				out[e.ID] = "cc:" + e.Country
			}
		}
		if e.Kind != "region" || e.Country == "" {
			continue
		}
	names:
		for name := range e.all {
			for _, k := range Skeletons(bare(name)) {
				for _, j := range g.find(skeletonKey, k) {
					if d := &g.entries[j]; d.Kind == "region" && d.Country == e.Country {
						out[e.ID] = d.ID
						if e.Division != "" {
							out[e.Division] = d.ID
						}
						break names
					}
				}
			}
		}
	}
	return out
}
