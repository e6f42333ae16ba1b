// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import "recoupe"

// Weave brings the weaver to the state of a list of readings and returns it: it puts in those that are new or read
// anew, drops those that are gone, and weaves again what that touches. Readings count as the same while their
// claims are the same slice.
func (w *Weaver) Weave(rs []recoupe.Reading) recoupe.Woven {
	here := map[string]bool{}
	for i := range rs {
		id := rs[i].Dispatch.ID
		here[id] = true
		if d := w.byID(id); d == nil || !d.readFrom(&rs[i]) {
			w.Put(rs[i])
		}
	}
	for _, id := range sortedKeys(w.ids) {
		if !here[id] {
			w.Drop(id)
		}
	}
	return w.Woven()
}

func (d *doc) readFrom(r *recoupe.Reading) bool {
	if d.Revision != r.Dispatch.Revision || d.Digest != r.Dispatch.Digest || len(d.read) != len(r.Claims) {
		return false
	}
	return len(d.read) == 0 || &d.read[0] == &r.Claims[0]
}
