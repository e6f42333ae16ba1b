// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"

	"recoupe"
	"recoupe/confirm"
	"recoupe/reprint"
)

// index puts a dispatch into the index of fingerprints and works out its copies, and those of the dispatches for
// which something became furniture by it.
func (w *Weaver) index(d *doc) {
	x := &d.r.Dispatch
	touched := w.prints.Add(reprint.Doc{ID: x.ID, Publisher: x.Publisher, Text: x.Text, Published: d.said, Credits: x.Credits, Agency: w.agency(d)})
	for _, id := range append(touched, x.ID) {
		w.recopy(w.docs[id])
	}
}

func (w *Weaver) agency(d *doc) bool {
	if w.Register == nil {
		return false
	}
	e, score, ok := w.Register.MatchOn(d.r.Dispatch.Publisher, d.r.Dispatch.Lang, d.said)
	return ok && score >= 1 && e.Kind == "agency"
}

// recopy works out what a dispatch shares with the others.
func (w *Weaver) recopy(d *doc) {
	if d == nil {
		return
	}
	w.uncopy(d)
	for _, u := range w.prints.Of(d.r.Dispatch.ID) {
		a, b := w.docs[u.A], w.docs[u.B]
		if a == nil || b == nil {
			continue
		}
		if u.Kind == reprint.Same {
			a.same, b.same = append(a.same, b.r.Dispatch.ID), append(b.same, a.r.Dispatch.ID)
		}
		for _, p := range pairs(a, b, u) {
			w.pair(p)
			w.pair(pair{p.b, p.a, p.from})
		}
	}
	w.rename(d)
}

func (w *Weaver) pair(p pair) {
	w.pairs[p.a.item.Ref] = append(w.pairs[p.a.item.Ref], p)
	w.touch(p.a)
}

// uncopy forgets what a dispatch shares with the others.
func (w *Weaver) uncopy(d *doc) {
	for _, x := range d.claims {
		ref := x.item.Ref
		for _, p := range w.pairs[ref] {
			other := p.b.item.Ref
			w.pairs[other] = slices.DeleteFunc(w.pairs[other], func(q pair) bool { return q.b == x })
			w.touch(p.b)
		}
		if len(w.pairs[ref]) > 0 {
			w.touch(x)
		}
		delete(w.pairs, ref)
	}
	id := d.r.Dispatch.ID
	old := d.same
	d.same = nil
	for _, other := range old {
		if o := w.docs[other]; o != nil {
			o.same = slices.DeleteFunc(o.same, func(s string) bool { return s == id })
			w.rename(o)
		}
	}
}

// rename gives all dispatches that have one text, directly or over others, the least id of them as their document.
func (w *Weaver) rename(d *doc) {
	seen := map[string]bool{d.r.Dispatch.ID: true}
	queue := []*doc{d}
	least := d.r.Dispatch.ID
	for i := 0; i < len(queue); i++ {
		for _, id := range queue[i].same {
			if o := w.docs[id]; o != nil && !seen[id] {
				seen[id] = true
				queue = append(queue, o)
				least = min(least, id)
			}
		}
	}
	for _, o := range queue {
		if o.document != least {
			o.document = least
			for _, x := range o.claims {
				w.touch(x)
			}
		}
	}
}

// pair is two claims whose words are one; from is the dispatch that was copied, "" where that is unknown.
type pair struct {
	a, b *said
	from string
}

// covers is how far apart, in bytes, the triggers of two copies of one claim may lie after their passages are
// laid over each other.
const covers = 60

// passage is how many words a copied stretch needs before the claims in it are copies.
const passage = 12

// pairs matches the claims of two dispatches inside the passages that they share.
func pairs(a, b *doc, u reprint.Reuse) []pair {
	var out []pair
	for _, p := range u.Passages {
		if p.Tokens < passage {
			continue
		}
		for _, x := range a.claims {
			at := recoupe.Hull(x.claim.Trigger.Spans).Start
			if at < p.A.Start || at >= p.A.End {
				continue
			}
			want := p.B.Start + int(float64(at-p.A.Start)*float64(p.B.Len())/float64(p.A.Len()))
			if y := nearest(b.claims, x.claim.Event, want, p.B); y != nil {
				out = append(out, pair{x, y, u.From})
			}
		}
	}
	return out
}

// nearest is the claim of a type whose trigger stands closest to a place in the text.
func nearest(list []*said, event string, want int, in recoupe.Span) *said {
	var best *said
	distance := covers + 1
	for _, y := range list {
		at := recoupe.Hull(y.claim.Trigger.Spans).Start
		if d := max(at-want, want-at); y.claim.Event == event && in.Start <= at && at < in.End && d < distance {
			best, distance = y, d
		}
	}
	return best
}

// links are the copies among the assertions of one event.
func (w *Weaver) links(members []*said) []confirm.Link {
	at := map[recoupe.ClaimRef]int{}
	for i, m := range members {
		at[m.item.Ref] = i
	}
	var out []confirm.Link
	for i, m := range members {
		for _, p := range w.pairs[m.item.Ref] {
			if j, ok := at[p.b.item.Ref]; ok && j < i {
				out = append(out, confirm.Link{A: j, B: i, Rule: "O2", Why: "copied text"})
			}
		}
	}
	return append(out, w.translations(members)...)
}

// translations are the claims without a named speaker whose text is a probable translation of another one.
func (w *Weaver) translations(members []*said) []confirm.Link {
	var out []confirm.Link
	for i, m := range members {
		for j, o := range members {
			if i != j && !m.voice.Named && (j < i || o.voice.Named) && translation(m.doc, o.doc) {
				out = append(out, confirm.Link{A: min(i, j), B: max(i, j), Rule: "O6", Why: "probable translation"})
				break
			}
		}
	}
	return out
}
