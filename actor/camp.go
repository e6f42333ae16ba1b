// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import "time"

// Allied reports whether two camps are the same or declared allies at a time.
func (r *Register) Allied(a, b string, on time.Time) bool {
	return a != "" && a == b || r.bound(a, b, false, on)
}

// Opposed reports whether two camps fight each other at a time.
func (r *Register) Opposed(a, b string, on time.Time) bool {
	return a != b && r.bound(a, b, true, on)
}

func (r *Register) bound(a, b string, foe bool, on time.Time) bool {
	if r == nil || a == "" || b == "" {
		return false
	}
	for i := range r.bonds {
		o := &r.bonds[i]
		if o.foe == foe && (o.a == a && o.b == b || o.a == b && o.b == a) && o.Holds(on) {
			return true
		}
	}
	return false
}

// RoleTowards returns what an actor is towards a statement about the given
// camps: party if it is on one of those sides or opposed to one as a side of
// its own, aligned if it is a declared ally, else its own role. Actors that are
// not in the register are "unknown".
func (r *Register) RoleTowards(id string, camps []string, on time.Time) string {
	e, ok := r.Get(id)
	if !ok {
		return "unknown"
	}
	own := e.CampOn(on)
	if e.Role == "monitor" || e.Role == "intergov" || own == "" && e.Role == "press" {
		return e.Role
	}
	for _, c := range camps {
		if own != "" && own == c {
			return "party"
		}
	}
	for _, c := range camps {
		if r.Allied(own, c, on) {
			return "aligned"
		}
	}
	if own == "" {
		return "unknown"
	}
	return "party"
}

// SameBody reports whether two actors speak for one body at a time (rule O4):
// the same actor, one the organ of the other, or two organs of one body.
func (r *Register) SameBody(a, b string, on time.Time) bool {
	if a == b {
		return a != ""
	}
	for _, x := range r.bodies(a, on) {
		for _, y := range r.bodies(b, on) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// bodies returns the actor and the bodies above it, at most four deep.
func (r *Register) bodies(id string, on time.Time) []string {
	var out []string
	for n := 0; id != "" && n < 5; n++ {
		out = append(out, id)
		e, ok := r.Get(id)
		if !ok {
			break
		}
		id = e.OrganOn(on)
	}
	return out
}
