// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"slices"
	"time"

	"recoupe"
)

// verdict is the state of an occurrence with what it rests on.
type verdict struct {
	state, support recoupe.State
	modifiers      []string
	missing        []string
	credibility    int
}

// bench is the origins by what they say: S for, C against, live and named; unnamed voices apart.
type bench struct {
	w          World
	on         time.Time
	for_       []recoupe.Origin
	against    []contrary
	unnamed    bool // somebody without a name says the opposite
	ever, live int  // origins that ever asserted it, and those that still do
}

// contrary is an origin against, and how: by a bare denial or by an alternative fact.
type contrary struct {
	recoupe.Origin
	alternative bool
	late        bool // said before the fact is said to have begun: cannot contradict it
}

// judge finds the state: the first of the nine that applies.
func (b *bench) judge() verdict {
	v := verdict{support: b.support(), credibility: 6}
	v.state = v.support
	switch {
	case b.ever > 0 && b.live == 0:
		v.state = recoupe.Withdrawn
	case len(b.for_) > 0 && b.disputed():
		v.state = recoupe.Disputed
	case len(b.for_) > 0 && b.denied():
		v.state = recoupe.Denied
	}
	if b.unnamed || len(b.against) > 0 && v.state == v.support {
		v.modifiers = append(v.modifiers, "possible_conflict")
	}
	v.credibility = b.credibility(v)
	v.missing = b.missing(v)
	if slices.Contains([]recoupe.State{recoupe.Reported, recoupe.Claimed}, v.support) && slices.ContainsFunc(b.for_, unknownRole) {
		v.modifiers = append(v.modifiers, "role_unknown")
	}
	return v
}

func unknownRole(o recoupe.Origin) bool { return o.Role == "unknown" }

// disputed: somebody against is a monitor, press, intergov or witness, or states an alternative.
func (b *bench) disputed() bool {
	return slices.ContainsFunc(b.against, func(c contrary) bool {
		return !c.late && (c.alternative || neutral(c.Origin))
	})
}

// denied: those against are bare denials by a side that has an interest in denying.
func (b *bench) denied() bool {
	return slices.ContainsFunc(b.against, func(c contrary) bool { return !c.late && side(c.Origin) })
}

func neutral(o recoupe.Origin) bool {
	return slices.Contains([]string{"monitor", "press", "intergov", "witness"}, o.Role)
}

func side(o recoupe.Origin) bool { return o.Role == "party" || o.Role == "aligned" }

// support is the state without contention.
func (b *bench) support() recoupe.State {
	n := len(b.for_)
	switch {
	case n == 0:
		return recoupe.Unsourced
	case slices.ContainsFunc(b.for_, func(o recoupe.Origin) bool { return o.Interest < 0 && o.Access == "first_hand" }):
		return recoupe.Acknowledged
	case n >= 2 && (slices.ContainsFunc(b.for_, neutral) || b.opposed()):
		return recoupe.Corroborated
	case n >= 2 && b.oneSide():
		return recoupe.OneSided
	case slices.ContainsFunc(b.for_, func(o recoupe.Origin) bool { return neutral(o) || unknownRole(o) }):
		return recoupe.Reported
	}
	return recoupe.Claimed
}

// opposed: two of those for it fight each other.
func (b *bench) opposed() bool {
	return b.pair(func(x, y string) bool { return b.w.Register.Opposed(x, y, b.on) })
}

// oneSide: all of those for it are of one side or allied.
func (b *bench) oneSide() bool {
	if !slices.ContainsFunc(b.for_, func(o recoupe.Origin) bool { return !side(o) }) {
		return !b.pair(func(x, y string) bool { return x != y && !b.w.Register.Allied(x, y, b.on) })
	}
	return false
}

func (b *bench) pair(is func(x, y string) bool) bool {
	for i := range b.for_ {
		for j := range i {
			if is(b.w.camp(b.for_[i].Source, b.on), b.w.camp(b.for_[j].Source, b.on)) {
				return true
			}
		}
	}
	return false
}

// credibility proposes the Admiralty digit: 1 only from corroboration, 2 for an admission, 5 for what is
// disputed by more than says it, 6 otherwise.
func (b *bench) credibility(v verdict) int {
	switch v.state {
	case recoupe.Corroborated:
		return 1
	case recoupe.Acknowledged:
		return 2
	case recoupe.Disputed:
		if len(b.against) > len(b.for_) || !slices.ContainsFunc(b.for_, neutral) && slices.ContainsFunc(b.against, func(c contrary) bool { return neutral(c.Origin) }) {
			return 5
		}
	}
	return 6
}

// missing says what the next state would need.
func (b *bench) missing(v verdict) []string {
	switch v.support {
	case recoupe.Unsourced:
		return []string{"a source that can be named"}
	case recoupe.Reported:
		if slices.ContainsFunc(b.for_, neutral) {
			return []string{"one independent origin away from CORROBORATED"}
		}
		return []string{"the role of " + b.for_[0].Name + " is not known", "one independent origin with a known role away from CORROBORATED"}
	case recoupe.Claimed, recoupe.OneSided:
		return []string{"one origin outside the camp of " + b.for_[0].Name + " away from CORROBORATED"}
	}
	return nil
}
