// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
	"recoupe/confirm"
)

// file keeps a claim about control under the places that it speaks of.
func (w *Weaver) file(x *said) {
	for _, id := range places(x) {
		at, _ := slices.BinarySearchFunc(w.places[id], x, order)
		w.places[id] = slices.Insert(w.places[id], at, x)
	}
}

func (w *Weaver) unfile(x *said) {
	for _, id := range places(x) {
		if w.places[id] = slices.DeleteFunc(w.places[id], func(y *said) bool { return y == x }); len(w.places[id]) == 0 {
			delete(w.places, id)
		}
	}
}

func order(a, b *said) int {
	return cmp.Or(a.doc.said.Compare(b.doc.said), compareRefs(a.item.Ref, b.item.Ref))
}

// places are the ids of the places that a claim about control speaks of.
func places(x *said) []string {
	if !strings.HasPrefix(x.claim.Event, "CTRL.") {
		return nil
	}
	var out []string
	for _, s := range x.item.Spots {
		if s.ID != "" && !slices.Contains(out, s.ID) {
			out = append(out, s.ID)
		}
	}
	return out
}

// neighbours are the claims about control of one place that were said near a claim in time.
func (w *Weaver) neighbours(x *said) []*said {
	var out []*said
	for _, id := range places(x) {
		list := w.places[id]
		from, _ := slices.BinarySearchFunc(list, x, func(y, x *said) int {
			if y.doc.said.Before(x.doc.said.Add(-confirm.Persistence)) {
				return -1
			}
			return 1
		})
		for _, y := range list[from:] {
			if y.doc.said.After(x.doc.said.Add(confirm.Persistence)) {
				break
			}
			if y != x && !slices.Contains(out, y) {
				out = append(out, y)
			}
		}
	}
	return out
}

// across finds what other events say against the claims of one, and it against them: other holders of one place,
// and what a word presupposes. Of several pairs of two speakers about two events the first counts.
func (w *Weaver) across(members []*said, opener recoupe.ClaimRef) ([]confirm.Assertion, []recoupe.Contradiction) {
	type key struct {
		event      recoupe.ClaimRef
		a, b, slot string
	}
	type found struct {
		first, second, other *said
		event                recoupe.ClaimRef
		clash                confirm.Clash
	}
	var all []found
	for _, x := range members {
		for _, y := range w.neighbours(x) {
			event := w.opener(y.item.Ref)
			if event == opener {
				continue
			}
			first, second := x, y
			if order(y, x) < 0 {
				first, second = y, x
			}
			a, b := w.assertion(first), w.assertion(second)
			if c, ok := w.world.Across(&a, &b); ok {
				all = append(all, found{first, second, y, event, c})
			}
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(order(a.first, b.first), order(a.second, b.second)) })
	seen := map[key]bool{}
	var foreign []confirm.Assertion
	var out []recoupe.Contradiction
	for _, f := range all {
		k := key{f.event, f.first.voice.ID, f.second.voice.ID, f.clash.Slot}
		if seen[k] {
			continue
		}
		seen[k] = true
		a := w.assertion(f.other)
		a.Foreign, a.Opposite, a.Slot = true, true, f.clash.Slot
		foreign = append(foreign, a)
		out = append(out, recoupe.Contradiction{A: f.first.item.Ref, B: f.second.item.Ref, Slot: f.clash.Slot, Why: f.clash.Why})
	}
	return foreign, out
}
