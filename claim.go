// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe

// Author is the id of the document's own voice, first in every chain.
const Author = "author"

// Source is whoever can say something.
type Source struct {
	// Mention is the shortest full noun phrase that names the source; no spans if it is not in the sentence.
	Mention
	// ID is the register's id, or one made from the name for a source the register lacks.
	ID string
	// Name is the register's display name, else the fullest name found in the dispatch.
	Name string
	// Kind is one of the kinds of Actor, or "author".
	Kind string
	// Explicit is false where the source is carried over and not named in the sentence.
	Explicit bool
	// Anonymous marks "une source militaire", "residents": a source without a name. Never merged with another one.
	Anonymous bool
}

// Cue is what signals that somebody speaks.
type Cue struct {
	Mention
	// Head is the token that carries the cue.
	Head Span
	// Lemma is the lexicon's entry: "affirmer", "faire état de", "selon".
	Lemma string
	// Class is the commitment class: assert, assert_strong, relay, deny … (lexicon).
	Class string
}

// ContentType is computed from the quotation marks.
type ContentType string

// Types of content: wholly, partly or not inside quotation marks.
const (
	Direct   ContentType = "direct"
	Mixed    ContentType = "mixed"
	Indirect ContentType = "indirect"
)

// Content is what is said: with "que"/"that" and quotation marks, without the final stop (PARC).
type Content struct {
	Mention
	Type ContentType
}

// Stance is the author's attitude to what he passes on.
type Stance string

// Stances of the author.
const (
	Neutral   Stance = "neutral"
	Distanced Stance = "distanced"
	Endorsed  Stance = "endorsed"
)

// Attribution is a source, a cue and a content, as in PARC (Pareti 2012).
type Attribution struct {
	ID string
	// Parent is the attribution inside whose content this one lies; "" for none.
	Parent  string
	Source  Source
	Cue     Cue
	Content Content
	// Chain holds source ids from the author outwards to the innermost speaker.
	Chain  []string
	Stance Stance
	// Uttered is when it was said, not when it happened; nil is unknown.
	Uttered *Interval
	// Rule names the rule that found it.
	Rule string
}

// Value is a FactBank commitment value (Saurí & Pustejovsky 2009).
type Value string

// FactBank values: certain, probable, possible, with polarity; certain but polarity unsaid; uncommitted.
const (
	CTPlus  Value = "CT+"
	CTMinus Value = "CT-"
	PRPlus  Value = "PR+"
	PRMinus Value = "PR-"
	PSPlus  Value = "PS+"
	PSMinus Value = "PS-"
	CTu     Value = "CTu"
	Uu      Value = "Uu"
)

// Commitment is how far one member of a chain vouches for a claim.
type Commitment struct {
	Source string
	Value  Value
}

// Modality is how a claim is put, apart from its polarity.
type Modality string

// Modalities of a claim.
const (
	Asserted   Modality = "asserted"
	ReportedAs Modality = "reported" // the reporting conditional, "reportedly"
	Possible   Modality = "possible"
	Future     Modality = "future"
	Wished     Modality = "wished"
	Ordered    Modality = "ordered"
	Asked      Modality = "asked"
	DeniedAs   Modality = "denied"
)

// Polarity is "+" or "-".
type Polarity string

// Polarities of a claim.
const (
	Positive Polarity = "+"
	Negative Polarity = "-"
)

// Claim is one proposition with everything that the text says about it.
type Claim struct {
	ID string
	// Attribution is the innermost attribution whose content holds the claim; "" for the author's own voice.
	Attribution string
	// Mention is the proposition without "que"/"that".
	Mention
	// Trigger is the word that carries the event.
	Trigger Mention
	// Event is a type of the event table ("VIO.CLASH"); "" where the table has none.
	Event string
	// Mode tells kinds of one type apart where other schemes do ("threat", "aid", "cease"); "" is the type itself.
	Mode       string
	Polarity   Polarity
	Modality   Modality
	Commitment []Commitment
	Actors     []Role
	Places     []Place
	// Time is when it happened; nil is not said.
	Time    *Interval
	Figures []Figure
	// Background marks gloss, presupposition and opinion: shown, never woven into events.
	Background bool
	// Ongoing marks what was still going on when it was said.
	Ongoing bool
	// Region is the index of the sentence in Reading.Regions.
	Region int
	Rule   string
	// Links tie the claim to others of its dispatch that it is said to come from.
	Links []Link
}

// Link says that a claim is told as the effect of another one, or as coming after it.
type Link struct {
	// Mention is the connective: "à la suite de", "after".
	Mention
	// Relation is cause or after.
	Relation string
	// Claim is the id of the earlier one.
	Claim string
}

// Role is an actor's part in a claim.
type Role struct {
	Mention
	// ID is the register's id, or one made from the name.
	ID   string
	Name string
	Kind string
	// Camp is the side the actor belonged to on the dispatch's date; "" is unknown.
	Camp string
	// Role is agent, party, target, affected, gainer, loser, beneficiary, instrument.
	Role string
	// As is the wording of the source ("les organisations terroristes"), kept with its speaker.
	As string
	// Loaded marks a wording that is one side's label.
	Loaded bool
}

// Figure is a number about people or things, never averaged.
type Figure struct {
	Mention
	// Low and High bound the number; nil is open. Best is nil where the words propose none.
	Low, Best, High *float64
	// Unit is person, household, village, km …
	Unit string
	// Category is killed, injured, displaced, captured, missing, distance, places …; "" is not said.
	Category string
	// Qualifier is exact, about, at_least, at_most, more_than, less_than, tens, several, ordinal …
	Qualifier string
	// Who is all, civilian, child, fighter …; "" is not said.
	Who string
	// Scope is event, cumulative, area; "" is not said.
	Scope string
}
