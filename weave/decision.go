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

// find is the claim that an anchor names now: of the same kind of event, nearest to where it stood; nil for none.
func (w *Weaver) find(a Anchor) *said {
	d := w.byID(a.Dispatch)
	if d == nil {
		return nil
	}
	var best *said
	distance := drift + 1
	for _, x := range d.claims {
		at := recoupe.Hull(x.claim.Trigger.Spans).Start
		if n := max(at-a.Start, a.Start-at); n < distance && link.Group(x.claim.Event) == link.Group(a.Event) {
			best, distance = x, n
		}
	}
	return best
}

// Decide takes in decisions in place of those before, and weaves again what they concern.
func (w *Weaver) Decide(ds []Decision) {
	if !w.begin() {
		return
	}
	defer w.end()
	was := w.Decisions
	for _, old := range was {
		if !holds(ds, old) {
			w.apply(old, false)
		}
	}
	w.Decisions = slices.Clone(ds)
	for _, d := range ds {
		if !holds(was, d) {
			w.apply(d, true)
		}
	}
}

// holds reports whether a decision is among others as it is.
func holds(ds []Decision, d Decision) bool {
	return slices.ContainsFunc(ds, func(x Decision) bool {
		x.At, x.UndoneAt = d.At, d.UndoneAt // the same moment may be written in two ways
		return x == d
	})
}

// decide applies the decisions that concern a dispatch that has just come.
func (w *Weaver) decide(d *doc) {
	for _, x := range w.Decisions {
		if x.A.Dispatch == d.ID || x.B.Dispatch == d.ID {
			w.apply(x, true)
		}
	}
}

// part weaves again what decisions hold together with a dispatch that goes.
func (w *Weaver) part(d *doc) {
	for _, x := range w.Decisions {
		if x.A.Dispatch != d.ID && x.B.Dispatch != d.ID || x.Undone {
			continue
		}
		if a, b := w.find(x.A), w.find(x.B); a != nil && b != nil {
			w.stir(a, b)
		}
	}
}

func (w *Weaver) apply(d Decision, on bool) {
	a, b := w.find(d.A), w.find(d.B)
	if a == nil || b == nil || d.Undone {
		return
	}
	w.stir(a, b)
	if !d.Together {
		w.linker.Part(&a.Node, &b.Node, on)
	}
}

// stir touches all claims of the events that two claims are in.
func (w *Weaver) stir(a, b *said) {
	for _, x := range []*said{a, b} {
		for _, o := range []uint32{x.No, x.Root, w.opener(x)} {
			w.touch(w.claim(o))
			for _, m := range w.claim(o).Members {
				w.touched[m] = true
			}
		}
	}
}

// joins are the pairs of openers that decisions hold together now.
func (w *Weaver) joins() [][2]uint32 {
	var out [][2]uint32
	for _, d := range w.Decisions {
		if d.Undone || !d.Together {
			continue
		}
		if a, b := w.find(d.A), w.find(d.B); a != nil && b != nil && a.Root != b.Root {
			out = append(out, [2]uint32{a.Root, b.Root})
		}
	}
	return out
}

// parts are the openers that are one event by decision, the event's own among them.
func (w *Weaver) parts(opener uint32) []uint32 {
	out := []uint32{opener}
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
func (w *Weaver) merged(opener uint32) uint32 {
	if len(w.Decisions) == 0 {
		return opener
	}
	best := opener
	for _, o := range w.parts(opener) {
		if order(w.claim(o), w.claim(best)) < 0 {
			best = o
		}
	}
	return best
}
