// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

import "time"

// State is how well an event's assertion stands.
type State string

// States in order of precedence: the first that applies.
const (
	Withdrawn    State = "WITHDRAWN"
	Disputed     State = "DISPUTED"
	Denied       State = "DENIED"
	Acknowledged State = "ACKNOWLEDGED"
	Corroborated State = "CORROBORATED"
	OneSided     State = "ONE_SIDED"
	Reported     State = "REPORTED"
	Claimed      State = "CLAIMED"
	Unsourced    State = "UNSOURCED"
)

// ClaimRef names a claim of a dispatch.
type ClaimRef struct{ Dispatch, Claim string }

// Event is a set of claims about one occurrence, linked and never merged.
type Event struct {
	ID   string
	Type string
	// Claims are in order of publication, then of dispatch and claim id.
	Claims []ClaimRef
	Places []Place
	// Time is the intersection of what the claims say, or their hull where that is empty; nil is not said.
	Time *Interval
	// State is the label; Support is the state without contention.
	State, Support State
	Modifiers      []string
	// Origins are the named origins (n), then the unnamed ones.
	Origins []Origin
	// Named is n, Publications is k.
	Named, Publications int
	Figures             []FigureBand
	// Drifts are words that one copy has otherwise than its siblings; the event is woven with what the siblings say.
	Drifts []Drift
	// Missing is what would be needed for the next state, one line each.
	Missing []string
	// Credibility is the proposed Admiralty digit 1 to 6.
	Credibility int
	// Successor is the id of the event this one was merged into; "" for none.
	Successor string
}

// Origin is a speaker on whom a group of claims depends.
type Origin struct {
	// Source is the actor id; "" for an unnamed origin.
	Source, Name string
	// Role is party, aligned, monitor, press, intergov, witness or unknown, towards this event.
	Role string
	// Access is first_hand, compiled or relayed.
	Access string
	// Interest is +1 if being believed benefits the origin, -1 if it harms it.
	Interest int
	Named    bool
	// Against says that the origin asserts the opposite.
	Against bool
	// Withdrawn says that every claim of it was withdrawn.
	Withdrawn bool
	Claims    []ClaimRef
	// Collapsed are claims that add nothing to the count, each with its reason (rules O1 to O6).
	Collapsed []Collapse
	First     time.Time
	Last      time.Time
}

// Collapse is a claim that depends on an origin already counted.
type Collapse struct {
	Claim ClaimRef
	// Rule is O1 to O6; Why a sentence for people.
	Rule, Why string
}

// Drift is a word that a copy has otherwise than its siblings: a town, a distance, a number, a year.
type Drift struct {
	// Claim is the copy's; Like is that of a copy with the word that is believed.
	Claim, Like ClaimRef
	// Slot is place, distance, figure or time.
	Slot string
	// Was is the word that is believed, Became what the copy has in its place.
	Was, Became string
}

// FigureBand is what the origins say about one number; never an average.
type FigureBand struct {
	Low, Best, High            *float64
	HighOpen                   bool
	Unit, Category, Who, Scope string
	Values                     []FigureSaid
}

// FigureSaid is one origin's current value.
type FigureSaid struct {
	Figure Figure
	Origin string
	Claim  ClaimRef
	AsOf   time.Time
}

// Contradiction is a pair of claims that cannot both hold, with the slot that differs.
type Contradiction struct {
	A, B ClaimRef
	// Slot is occurrence, holder, extent, place, time, author, figure or distance.
	Slot string
	Why  string
}

// Hold is one row of the ledger: who is said to hold which place, by whom, since when, as known from when.
// Rows are never changed: a row's KnownTo is closed and another row inserted.
type Hold struct {
	ID    string
	Claim ClaimRef
	// Origin is the actor id of the innermost speaker; "" is the author's own voice.
	Origin string
	// Place is the place spoken of; Place.Count > 0 is a set of unnamed places and paints nothing.
	Place Place
	// Relation is held, partly_held, vacated, entered, contested, besieged, threatened, line_cut, repelled, handed_over.
	Relation string
	// Controller holds or moves, Opponent is on the other side; actor ids, "" is not said.
	Controller, Opponent string
	ControllerName       string
	// Extent is whole, part, outskirts, line or unknown.
	Extent string
	// Valid is world time, nil is unknown; Said is when it was uttered or published.
	Valid    *Interval
	Said     time.Time
	Polarity Polarity
	// Hedged rows are never accepted.
	Hedged bool
	// Status is accepted, claimed, disputed, presupposed or stale.
	Status             string
	KnownFrom, KnownTo time.Time
}

// Woven is the state between dispatches: everything that rests on more than one of them.
type Woven struct {
	Events         []Event
	Contradictions []Contradiction
	// Holds is the ledger.
	Holds []Hold
	// Stories are groups of dispatches that report one incident, by id, from text evidence alone; nil where nobody asked.
	Stories [][]string
}

// Strand is what of a Woven changes as one: an event with the contradictions that speak of it, or the rows of the
// ledger that one event makes. One without parts is gone.
type Strand struct {
	// ID names it among all strands, whatever it holds.
	ID    string
	Parts []Part
}

// Part is an event, a contradiction or a row of the ledger.
type Part struct {
	// Rank orders the parts of one kind as they stand in a Woven, byte by byte. Of those that two strands have the same
	// contradiction is one.
	Rank          string
	Event         *Event
	Contradiction *Contradiction
	Hold          *Hold
}

// Brief is attributed prose; every sentence rests on claims.
type Brief struct {
	Lang      string
	Title     string
	Sentences []BriefSentence
}

// BriefSentence is one sentence with the claims it rests on.
type BriefSentence struct {
	Text   string
	Claims []ClaimRef
	Event  string
}
