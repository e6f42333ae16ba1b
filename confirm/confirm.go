// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package confirm says how well an event stands: who independently says so, who
// says otherwise, and what numbers are given.
//
// In: the assertions of one event, each with its speaker, its sign and whether
// it was withdrawn; the pairs of them that are copies; the register of actors
// with dated camps and bodies. Out: an event with origins (rules O1 to O6),
// state, modifiers, figures (F0 to F8), the missing condition and a proposed
// credibility digit; and contradictions by slot. It counts origins, never
// documents, and when in doubt it counts fewer. It computes no probability of
// truth, averages no figure and learns no reliability of sources.
package confirm

import (
	"cmp"
	"strings"
	"time"

	"recoupe"
	"recoupe/actor"
)

// Assertion is one claim as somebody's word.
type Assertion struct {
	Ref   recoupe.ClaimRef
	Claim *recoupe.Claim
	Voice Voice
	// Publisher and Lang are those of the dispatch; Document names it after exact copies are merged.
	Publisher, Lang, Document string
	// Said is when it was uttered or, unknown, printed.
	Said time.Time
	// Opposite says that the speaker asserts that it did not happen.
	Opposite bool
	// Hedged marks what the author or the speaker does not vouch for.
	Hedged bool
	// Drifts are the slips of the copy: the claim is as its siblings say, the text is not.
	Drifts []recoupe.Drift
	// Withdrawn is why the dispatch may not be used any more, "" where it may.
	Withdrawn string
	// Foreign marks an assertion of another event that contradicts this one, in Slot.
	Foreign bool
	Slot    string
}

// Voice is the innermost nameable speaker of a chain.
type Voice struct {
	// ID is the actor's id, or a key for a voice without a name.
	ID, Name, Kind string
	// Camp is the side of an anonymous voice ("a rebel source"), "" where it is not known.
	Camp string
	// Named says that the speaker can be named; Anonymous that a source is spoken of without a name.
	Named, Anonymous bool
	// Own marks the author's own voice, Agencies a text that only carries an agency's credit.
	Own, Agencies bool
	// Shows marks what is seen on pictures that the speaker shows.
	Shows bool
	// Reporter marks an outlet's own people on the spot.
	Reporter bool
}

// Link says that two assertions, given by index, depend on one speaker.
type Link struct {
	A, B int
	Rule string
	Why  string
}

// World is what is known about actors.
type World struct{ Register *actor.Register }

// order sorts assertions by time, dispatch and claim.
func order(a, b *Assertion) int {
	if c := a.Said.Compare(b.Said); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Ref.Dispatch, b.Ref.Dispatch), cmp.Compare(len(a.Ref.Claim), len(b.Ref.Claim)), strings.Compare(a.Ref.Claim, b.Ref.Claim))
}

// camp is the side of a speaker when it spoke.
func (w World) camp(id string, on time.Time) string {
	e, ok := w.Register.Get(id)
	if !ok {
		return ""
	}
	return e.CampOn(on)
}
