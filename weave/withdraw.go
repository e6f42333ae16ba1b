// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
	"recoupe/lang"
)

// withdraw marks the dispatches that others replace: by a kill, by a correction, by a newer revision. A notice
// counts when it comes from the publisher of the text or from an agency that the text credits, and is not
// older than it. A notice for something that never came waits: it takes effect when that comes.
func (w *weaver) withdraw() {
	latest := map[string]*doc{}
	for _, d := range w.docs {
		x := d.r.Dispatch.Replaces
		if x == nil || x.ID == d.r.Dispatch.ID {
			continue
		}
		old := w.byID[x.ID]
		if old == nil || !entitled(&d.r.Dispatch, &old.r.Dispatch) || !d.said.IsZero() && d.said.Before(old.said) {
			continue
		}
		old.end(d, x.Kind)
		if x.Kind == "kill" {
			continue
		}
		// Of several revisions of one text only the newest stands.
		if other := latest[x.ID]; other != nil {
			if newer(d, other) {
				d, other = other, d
			}
			d.end(other, "correction")
			d = other
		}
		latest[x.ID] = d
	}
}

// entitled: who may withdraw a text.
func entitled(notice, old *recoupe.Dispatch) bool {
	from := lang.Fold(notice.Publisher)
	if from == "" || old.Publisher == "" || from == lang.Fold(old.Publisher) {
		return true
	}
	return slices.ContainsFunc(old.Credits, func(c string) bool { return lang.Fold(c) == from })
}

func newer(a, b *doc) bool {
	return cmp.Or(cmp.Compare(a.r.Dispatch.Revision, b.r.Dispatch.Revision), a.said.Compare(b.said), strings.Compare(a.r.Dispatch.ID, b.r.Dispatch.ID)) > 0
}

// end withdraws a dispatch from the time at which the notice was known; the earliest notice counts.
func (d *doc) end(notice *doc, kind string) {
	if d.withdrawn == "kill" && kind != "kill" {
		return
	}
	if d.withdrawn == "" || kind == "kill" && d.withdrawn != "kill" || notice.known.Before(d.until) {
		d.withdrawn, d.until = kind, notice.known
	}
	for _, x := range d.claims {
		x.withdrawn = d.withdrawn
	}
}
