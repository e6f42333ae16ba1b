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
		if d := w.docs[id]; d == nil || !sameReading(d.r, &rs[i]) {
			w.Put(rs[i])
		}
	}
	for _, id := range sortedKeys(w.docs) {
		if !here[id] {
			w.Drop(id)
		}
	}
	return w.Woven()
}

func sameReading(a, b *recoupe.Reading) bool {
	if a.Dispatch.Revision != b.Dispatch.Revision || a.Dispatch.Digest != b.Dispatch.Digest || len(a.Claims) != len(b.Claims) {
		return false
	}
	return len(a.Claims) == 0 || &a.Claims[0] == &b.Claims[0]
}
