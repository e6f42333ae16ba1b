// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package claim takes the knot of voices apart: it finds who says what
// (attributions), with which words, how surely, and the propositions (claims)
// that the text carries.
//
// In: the canonical text of a dispatch with its regions and parsed sentences,
// and the places, times, figures and actors that other stages found in it.
// Out: attributions and claims with spans, chains, commitment, roles, places,
// times and figures, and on demand a trace of the rules that fired. It will
// not resolve names, decide what is true, or link claims to each other.
//
// Attributions follow PARC (Pareti 2012): source, cue, content. Commitment
// values are FactBank's (Saurí & Pustejovsky 2009). Rules read Universal
// Dependencies and fall back on word order where the tree is doubtful.
package claim

import (
	"recoupe"
	"recoupe/actor"
	"recoupe/ud"
)

// Input is everything that the rules look at.
type Input struct {
	Dispatch  recoupe.Dispatch
	Regions   []recoupe.Region
	Sentences []ud.Sentence
	// Places of the whole text; Times and Figures per sentence.
	Places  []recoupe.Place
	Times   [][]recoupe.Interval
	Figures [][]recoupe.Figure
	// Actors are all mentions of actors, in text order.
	Actors []actor.Mention
	// Register resolves ids; nil resolves none.
	Register *actor.Register
}

// Found is what the rules made of a dispatch.
type Found struct {
	Attributions []recoupe.Attribution
	Claims       []recoupe.Claim
	// Trace says which rule fired or gave up where; filled by Explain only.
	Trace []Step
}

// Step is one decision of a rule, for people. Every cue and every event word of
// a text, every verb that heads a clause and every sentence of a region without
// claims has one: what became of it, or its own reason why nothing did.
type Step struct {
	// Sentence is an index into Input.Sentences.
	Sentence int
	Rule     string
	// Words is the text that the rule looked at, Span where it stands.
	Words string
	Span  recoupe.Span
	// Taken says whether the rule fired; Why gives the reason.
	Taken bool
	Why   string
}

// Find reads all sentences of a dispatch.
func Find(in Input) Found { return run(in, false) }

// Explain is Find with a trace.
func Explain(in Input) Found { return run(in, true) }

func run(in Input, trace bool) Found {
	g := grammarOf(in.Dispatch.Lang)
	if g == nil {
		return Found{}
	}
	f := &finder{in: in, g: g, trace: trace, void: map[int][]bool{}}
	f.prepare()
	f.attributions()
	f.whyNoAttribution()
	f.claims()
	f.whyNoClaim()
	f.echo()
	return Found{Attributions: f.publishAttributions(), Claims: f.publishClaims(), Trace: f.steps}
}
