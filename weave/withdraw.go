// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/lang"
)

// standing is whether a dispatch may still be used: why not, and from when on it was known that it may not.
type standing struct {
	why   string
	until time.Time
}

// restand works out again where what a notice replaces stands, and the other notices about it.
func (w *Weaver) restand(replaces *recoupe.Replacement) {
	if replaces == nil {
		return
	}
	if old := w.byID(replaces.ID); old != nil {
		w.stand(old)
	}
	for _, no := range w.notices[replaces.ID] {
		w.stand(w.doc(no))
	}
}

func (w *Weaver) stand(d *doc) {
	if s := w.standingOf(d); s != d.standing {
		d.standing = s
		w.alter(d)
		for _, c := range d.claims {
			w.touch(c)
			for _, p := range c.pairs {
				w.touch(w.claim(p.other))
			}
		}
	}
}

// standingOf: a kill withdraws, else a correction, else a newer version of the same text. A notice counts when it
// comes from the publisher of the text or from an agency that the text credits, and is not older than it; one
// for something that never came waits. The earliest notice of the strongest kind says since when.
func (w *Weaver) standingOf(d *doc) standing {
	var s standing
	for _, no := range w.notices[d.ID] {
		n := w.doc(no)
		kind := n.Replaces.Kind
		if n == d || !entitled(n, d) || !n.said.IsZero() && n.said.Before(d.said) || s.why == "kill" && kind != "kill" {
			continue
		}
		if s.why == "" || kind == "kill" && s.why != "kill" || n.known.Before(s.until) {
			s = standing{kind, n.known}
		}
	}
	if x := d.Replaces; s.why == "" && x != nil && x.Kind != "kill" {
		for _, no := range w.notices[x.ID] {
			n := w.doc(no)
			if n.Replaces.Kind != "kill" && samePublisher(n, d) && newer(n, d) && (s.why == "" || n.known.Before(s.until)) {
				s = standing{"correction", n.known}
			}
		}
	}
	return s
}

func samePublisher(a, b *doc) bool {
	return lang.Fold(a.Publisher) == lang.Fold(b.Publisher)
}

// entitled: who may withdraw a text.
func entitled(notice, old *doc) bool {
	from := lang.Fold(notice.Publisher)
	if from == "" || old.Publisher == "" || from == lang.Fold(old.Publisher) {
		return true
	}
	return slices.ContainsFunc(old.Credits, func(c string) bool { return lang.Fold(c) == from })
}

func newer(a, b *doc) bool {
	return cmp.Or(cmp.Compare(a.Revision, b.Revision), a.said.Compare(b.said), strings.Compare(a.ID, b.ID)) > 0
}

// gone says why a claim may not be used any more, and from when on: its dispatch is withdrawn, or it was copied
// from a text that was killed: a kill reaches those who reprinted it.
func (w *Weaver) gone(x *said) standing {
	s := x.doc.standing
	if s.why != "" {
		return s
	}
	for _, p := range x.pairs {
		if !p.taken {
			continue
		}
		if from := w.claim(p.other).doc; from.standing.why == "kill" && (s.why == "" || from.standing.until.Before(s.until)) {
			s = from.standing
		}
	}
	return s
}
