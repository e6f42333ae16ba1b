// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

import "time"

// Decision is what a person decided about two claims: that they are one event, or that they are not. Decisions
// are kept, never deleted: one that no longer holds is marked undone. They name places in texts, not numbers of
// claims, and so survive that an archive is read again.
type Decision struct {
	ID string
	// Together joins the events of the two claims, else the claims are kept apart.
	Together bool
	A, B     Anchor
	// By and Reason are for people.
	By, Reason string
	At         time.Time
	// Undone says that it holds no longer, UndoneAt since when.
	Undone   bool
	UndoneAt time.Time
}

// Anchor names a claim by its dispatch and where the word stands that carries its event.
type Anchor struct {
	Dispatch string
	// Start is the first byte of the trigger, Event the type of the claim when the decision was made.
	Start int
	Event string
}

// Anchor names a claim of a reading so that it can be found again when the dispatch is read anew.
func (r *Reading) Anchor(claim string) (Anchor, bool) {
	for i := range r.Claims {
		if c := &r.Claims[i]; c.ID == claim {
			return Anchor{r.Dispatch.ID, Hull(c.Trigger.Spans).Start, c.Event}, true
		}
	}
	return Anchor{}, false
}

// moved is how far, in bytes, a trigger may have moved since a claim was named.
const moved = 40

// At is the claim of a reading that an anchor names now, the nearest of its kind; "" for none.
func (r *Reading) At(a Anchor) string {
	best, distance := "", moved+1
	for i := range r.Claims {
		c := &r.Claims[i]
		at := Hull(c.Trigger.Spans).Start
		n := 2 * max(at-a.Start, a.Start-at)
		if c.Event != a.Event {
			n++
		}
		if n < 2*distance && n < 2*moved+2 {
			best, distance = c.ID, (n+1)/2
		}
	}
	return best
}
