// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/confirm"
)

// across finds what events say against each other: other holders of one place, and what a word presupposes.
// For each event it returns the contrary assertions, and the contradictions, one for each pair of speakers.
func (w *weaver) across(groups [][]*said) (map[int][]confirm.Assertion, []recoupe.Contradiction) {
	type word struct {
		event int
		x     *said
	}
	byPlace := map[string][]word{}
	for i, g := range groups {
		for _, x := range g {
			if !strings.HasPrefix(x.claim.Event, "CTRL.") {
				continue
			}
			for _, id := range placeIDs(x) {
				byPlace[id] = append(byPlace[id], word{i, x})
			}
		}
	}
	foreign := map[int][]confirm.Assertion{}
	type key struct {
		a, b int
		x, y string
		slot string
	}
	seen := map[key]bool{}
	var out []recoupe.Contradiction
	for _, id := range sortedKeys(byPlace) {
		words := byPlace[id]
		for j, b := range words {
			for _, a := range words[:j] {
				if a.event == b.event {
					continue
				}
				x, y := a.x.assertion(), b.x.assertion()
				c, ok := w.world.Across(&x, &y)
				k := key{a.event, b.event, a.x.voice.ID, b.x.voice.ID, c.Slot}
				if !ok || seen[k] {
					continue
				}
				seen[k] = true
				out = append(out, recoupe.Contradiction{A: x.Ref, B: y.Ref, Slot: c.Slot, Why: c.Why})
				foreign[a.event] = append(foreign[a.event], against(y, c.Slot))
				foreign[b.event] = append(foreign[b.event], against(x, c.Slot))
			}
		}
	}
	return foreign, out
}

// against makes an assertion of another event a voice against this one.
func against(a confirm.Assertion, slot string) confirm.Assertion {
	a.Foreign, a.Opposite, a.Slot = true, true, slot
	return a
}

func placeIDs(x *said) []string {
	var out []string
	for _, s := range x.item.Spots {
		if s.ID != "" && !slices.Contains(out, s.ID) {
			out = append(out, s.ID)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
