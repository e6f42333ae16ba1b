// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"

	"recoupe"
	"recoupe/link"
)

// Decision is what a person decided about two claims.
type Decision = recoupe.Decision

// Anchor names a claim by where it stands.
type Anchor = recoupe.Anchor

// drift is how far, in bytes, a trigger may have moved since the decision was made.
const drift = 40

// find is the claim that an anchor names now: of the same kind of event, nearest to where it stood.
func (w *Weaver) find(a Anchor) (recoupe.ClaimRef, bool) {
	d := w.docs[a.Dispatch]
	if d == nil {
		return recoupe.ClaimRef{}, false
	}
	var best *said
	distance := drift + 1
	for _, x := range d.claims {
		at := recoupe.Hull(x.claim.Trigger.Spans).Start
		if n := max(at-a.Start, a.Start-at); n < distance && link.Group(x.claim.Event) == link.Group(a.Event) {
			best, distance = x, n
		}
	}
	if best == nil {
		return recoupe.ClaimRef{}, false
	}
	return best.item.Ref, true
}

// Decide takes in decisions in place of those before, and weaves again what they concern.
func (w *Weaver) Decide(ds []Decision) {
	for _, old := range w.Decisions {
		w.apply(old, false)
	}
	w.Decisions = slices.Clone(ds)
	for _, d := range w.Decisions {
		w.apply(d, true)
	}
}

// decide applies the decisions that concern a dispatch that has just come.
func (w *Weaver) decide(d *doc) {
	for _, x := range w.Decisions {
		if x.A.Dispatch == d.r.Dispatch.ID || x.B.Dispatch == d.r.Dispatch.ID {
			w.apply(x, true)
		}
	}
}

func (w *Weaver) apply(d Decision, on bool) {
	a, ok1 := w.find(d.A)
	b, ok2 := w.find(d.B)
	if !ok1 || !ok2 || d.Undone {
		return
	}
	for _, ref := range []recoupe.ClaimRef{a, b, w.opener(a), w.opener(b)} {
		w.touched[ref] = true
	}
	if !d.Together {
		w.linker.Part(a, b, on)
	}
}

// joins are the pairs of openers that decisions hold together now.
func (w *Weaver) joins() [][2]recoupe.ClaimRef {
	var out [][2]recoupe.ClaimRef
	for _, d := range w.Decisions {
		a, ok1 := w.find(d.A)
		b, ok2 := w.find(d.B)
		if !ok1 || !ok2 || d.Undone || !d.Together {
			continue
		}
		x, _ := w.linker.Opener(a)
		y, _ := w.linker.Opener(b)
		if x != y {
			out = append(out, [2]recoupe.ClaimRef{x, y})
		}
	}
	return out
}

// parts are the openers that are one event by decision, the event's own among them.
func (w *Weaver) parts(opener recoupe.ClaimRef) []recoupe.ClaimRef {
	out := []recoupe.ClaimRef{opener}
	if len(w.Decisions) == 0 {
		return out
	}
	joins := w.joins()
	for i := 0; i < len(out); i++ {
		for _, j := range joins {
			for k := range 2 {
				if j[k] == out[i] && !slices.Contains(out, j[1-k]) {
					out = append(out, j[1-k])
				}
			}
		}
	}
	return out
}

// merged is the opener under which an event is kept: the first of those that are one by decision.
func (w *Weaver) merged(opener recoupe.ClaimRef) recoupe.ClaimRef {
	if len(w.Decisions) == 0 {
		return opener
	}
	best := opener
	for _, o := range w.parts(opener) {
		if x, y := w.said[o], w.said[best]; x != nil && (y == nil || order(x, y) < 0) {
			best = o
		}
	}
	return best
}
