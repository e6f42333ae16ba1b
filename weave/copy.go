// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"recoupe"
	"recoupe/confirm"
	"recoupe/reprint"
)

// copies finds what dispatches took from each other: pairs of claims whose words are one, documents that are
// one, and words copied from a text that was withdrawn.
func (w *weaver) copies() {
	x := reprint.New(reprint.Defaults())
	for _, d := range w.docs {
		x.Add(reprint.Doc{ID: d.r.Dispatch.ID, Publisher: d.r.Dispatch.Publisher, Text: d.r.Dispatch.Text, Published: d.said, Credits: d.r.Dispatch.Credits, Agency: w.agency(d)})
	}
	for _, u := range x.All() {
		a, b := w.byID[u.A], w.byID[u.B]
		if u.Kind == reprint.Same {
			w.sameDocument(a, b)
		}
		for _, p := range pairs(a, b, u) {
			w.pairs[p.a.item.Ref] = append(w.pairs[p.a.item.Ref], p)
			p.a, p.b = p.b, p.a
			w.pairs[p.a.item.Ref] = append(w.pairs[p.a.item.Ref], p)
		}
	}
}

func (w *weaver) agency(d *doc) bool {
	if w.Register == nil {
		return false
	}
	e, score, ok := w.Register.MatchOn(d.r.Dispatch.Publisher, d.r.Dispatch.Lang, d.said)
	return ok && score >= 1 && e.Kind == "agency"
}

func (w *weaver) sameDocument(a, b *doc) {
	name := min(a.document, b.document)
	for _, d := range w.docs {
		if d.document == a.document || d.document == b.document {
			d.document = name
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

// retract withdraws words that were copied from a killed text: a kill reaches those who reprinted it.
func (w *weaver) retract() {
	for _, d := range w.docs {
		if d.withdrawn != "kill" {
			continue
		}
		for _, x := range d.claims {
			for _, p := range w.pairs[x.item.Ref] {
				if p.from == d.r.Dispatch.ID && p.b.withdrawn == "" {
					p.b.withdrawn = "kill"
				}
			}
		}
	}
}

// links are the copies among the assertions of one event.
func (w *weaver) links(members []*said) []confirm.Link {
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
	return out
}
