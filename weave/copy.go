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

// recopy works out what a dispatch shares with the others, and marks the claims for which that is not what it was.
func (w *Weaver) recopy(d *doc) {
	if d == nil {
		return
	}
	was := w.pairsOf(d)
	same := w.sever(d)
	for _, u := range w.prints.Of(d.ID) {
		a, b := w.byID(u.A), w.byID(u.B)
		if a == nil || b == nil {
			continue
		}
		if u.Kind == reprint.Same {
			a.same, b.same = append(a.same, b.no), append(b.same, a.no)
			w.alter(a)
			w.alter(b)
		}
		for _, p := range copies(a, b, u) {
			p[0].pairs = append(p[0].pairs, pair{p[1].No, u.From == b.ID})
			p[1].pairs = append(p[1].pairs, pair{p[0].No, u.From == a.ID})
			w.alter(a)
			w.alter(b)
		}
	}
	w.markCopies(was, w.pairsOf(d))
	for _, no := range same {
		if !slices.Contains(d.same, no) {
			w.rename(w.doc(no))
		}
	}
	w.rename(d)
}

// uncopy forgets what a dispatch shares with the others.
func (w *Weaver) uncopy(d *doc) {
	was := w.pairsOf(d)
	same := w.sever(d)
	w.markCopies(was, nil)
	for _, no := range same {
		w.rename(w.doc(no))
	}
}

// copying is one claim with the words of another, seen from the first.
type copying struct{ of, with uint32 }

// pairsOf lists the pairs of the claims of a dispatch with others, from both sides, and whether the first took its words.
func (w *Weaver) pairsOf(d *doc) map[copying]bool {
	out := map[copying]bool{}
	for _, x := range d.claims {
		for _, p := range x.pairs {
			out[copying{x.No, p.other}] = p.taken
			for _, q := range w.claim(p.other).pairs {
				if q.other == x.No {
					out[copying{p.other, x.No}] = q.taken
				}
			}
		}
	}
	return out
}

// sever cuts a dispatch off from those that share passages with it, and returns those that had its whole text.
func (w *Weaver) sever(d *doc) (same []uint32) {
	for _, x := range d.claims {
		for _, p := range x.pairs {
			y := w.claim(p.other)
			y.pairs = slices.DeleteFunc(y.pairs, func(q pair) bool { return q.other == x.No })
			w.alter(y.doc)
			w.alter(d)
		}
		x.pairs = nil
	}
	if len(d.same) > 0 {
		w.alter(d)
	}
	same, d.same = d.same, nil
	for _, no := range same {
		o := w.doc(no)
		o.same = slices.DeleteFunc(o.same, func(s uint32) bool { return s == d.no })
		w.alter(o)
	}
	return same
}

// markCopies marks the claims of pairs that came or went, or of which another is the original now.
func (w *Weaver) markCopies(was, is map[copying]bool) {
	for c, taken := range was {
		if now, ok := is[c]; !ok || now != taken {
			w.copied(w.claim(c.of), w.claim(c.with))
		}
	}
	for c := range is {
		if _, ok := was[c]; !ok {
			w.copied(w.claim(c.of), w.claim(c.with))
		}
	}
}

// copied marks x after a pair with y came or went: its origin may be another, and, if y is killed, its standing.
func (w *Weaver) copied(x, y *said) {
	w.doubt(x, y)
	if y.doc.standing.why == "kill" {
		w.touch(x)
		return
	}
	w.again[x.No] = true
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
			w.alter(o)
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
