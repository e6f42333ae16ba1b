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
func (w *Weaver) index(d *doc, text string) {
	touched := w.prints.Add(reprint.Doc{ID: d.ID, Publisher: d.Publisher, Text: text, Published: d.said, Credits: d.Credits, Agency: w.agency(d)})
	for _, id := range touched {
		w.recopy(w.byID(id))
	}
	w.recopy(d)
}

func (w *Weaver) agency(d *doc) bool {
	if w.Register == nil {
		return false
	}
	e, score, ok := w.Register.MatchOn(d.Publisher, d.Lang, d.said)
	return ok && score >= 1 && e.Kind == "agency"
}

// recopy works out what a dispatch shares with the others.
func (w *Weaver) recopy(d *doc) {
	if d == nil {
		return
	}
	w.uncopy(d)
	for _, u := range w.prints.Of(d.ID) {
		a, b := w.byID(u.A), w.byID(u.B)
		if a == nil || b == nil {
			continue
		}
		if u.Kind == reprint.Same {
			a.same, b.same = append(a.same, b.no), append(b.same, a.no)
		}
		for _, p := range copies(a, b, u) {
			w.pair(p[0], p[1], u.From == b.ID)
			w.pair(p[1], p[0], u.From == a.ID)
		}
	}
	w.rename(d)
}

// pair notes that x is a copy of y, or the other way round; taken says that x's text took from y's.
func (w *Weaver) pair(x, y *said, taken bool) {
	x.pairs = append(x.pairs, pair{y.No, taken})
	w.copied(x, y)
}

// copied marks x after a pair with y came or went: its origin may be another, and, if y is killed, its standing.
func (w *Weaver) copied(x, y *said) {
	if y.doc.standing.why == "kill" {
		w.touch(x)
		return
	}
	w.again[x.No] = true
}

// uncopy forgets what a dispatch shares with the others.
func (w *Weaver) uncopy(d *doc) {
	for _, x := range d.claims {
		for _, p := range x.pairs {
			y := w.claim(p.other)
			y.pairs = slices.DeleteFunc(y.pairs, func(q pair) bool { return q.other == x.No })
			w.copied(y, x)
			w.copied(x, y)
		}
		x.pairs = nil
	}
	old := d.same
	d.same = nil
	for _, no := range old {
		o := w.doc(no)
		o.same = slices.DeleteFunc(o.same, func(s uint32) bool { return s == d.no })
		w.rename(o)
	}
}

// rename gives all dispatches that have one text, directly or over others, the least id of them as their document.
func (w *Weaver) rename(d *doc) {
	seen := map[uint32]bool{d.no: true}
	queue := []*doc{d}
	least := d.ID
	for i := 0; i < len(queue); i++ {
		for _, no := range queue[i].same {
			if !seen[no] {
				seen[no] = true
				o := w.doc(no)
				queue = append(queue, o)
				least = min(least, o.ID)
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

// pair is another claim with the same words; taken says that the dispatch of this one took them from that of the other.
type pair struct {
	other uint32
	taken bool
}

// covers is how far apart, in bytes, the triggers of two copies of one claim may lie after their passages are
// laid over each other.
const covers = 60

// passage is how many words a copied stretch needs before the claims in it are copies.
const passage = 12

// copies matches the claims of two dispatches inside the passages that they share.
func copies(a, b *doc, u reprint.Reuse) [][2]*said {
	var out [][2]*said
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
				out = append(out, [2]*said{x, y})
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
	at := make(map[uint32]int, len(members))
	for i, m := range members {
		at[m.No] = i
	}
	var out []confirm.Link
	for i, m := range members {
		for _, p := range m.pairs {
			if j, ok := at[p.other]; ok && j < i {
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
