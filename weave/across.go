// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"slices"

	"recoupe"
	"recoupe/confirm"
)

func order(a, b *said) int { return a.Node.Compare(&b.Node) }

// rivals are the claims that contradict one from another event, or would if they were not in its own or withdrawn.
func (w *Weaver) rivals(x *said) []*said {
	var out []*said
	for _, y := range w.around(x) {
		a, b := w.assertion(x), w.assertion(y)
		a.Withdrawn, b.Withdrawn = "", ""
		if order(y, x) < 0 {
			a, b = b, a
		}
		if _, ok := w.world.Across(&a, &b); ok {
			out = append(out, y)
		}
	}
	return out
}

// across finds what other events say against the claims of one, and it against them: other holders of one place,
// and what a word presupposes. Of several pairs of two speakers about two events the first counts.
func (w *Weaver) across(members []*said, opener uint32) ([]confirm.Assertion, []recoupe.Contradiction) {
	type key struct {
		event      uint32
		a, b, slot string
	}
	type found struct {
		first, second, other *said
		event                uint32
		clash                confirm.Clash
	}
	var all []found
	for _, x := range members {
		for _, y := range w.around(x) {
			event := w.opener(y)
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
		out = append(out, recoupe.Contradiction{A: f.first.Ref, B: f.second.Ref, Slot: f.clash.Slot, Why: f.clash.Why})
	}
	return foreign, out
}
