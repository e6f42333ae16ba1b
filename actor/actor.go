// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package actor knows who is who: a register of states, organs, armed groups,
// agencies, observatories and people who hold office, with dated camps and
// memberships, and a finder of every mention of an actor in a text.
//
// In: register files (register/*.txt, embedded, and what a user adds), a text
// with its sentences and the date on which it was printed. Out: entries by id
// or by name, who stands with whom on a date, and mentions with span, id, kind
// and camp. Names that the register lacks become actors of their own, typed
// from their head noun. It will not judge anybody: a label given by one side
// is flagged and never becomes a name. It knows no geography beyond country
// codes and decides nothing about claims.
package actor

import (
	"time"

	"recoupe"
)

// Entry is one actor of the register.
type Entry struct {
	// ID is stable: lower case, "ru-mfa", "hts".
	ID string
	// Kind is state, government, ministry, armed_force, security_force, armed_group, coalition, agency,
	// observatory, broadcaster, newspaper, intergov, ngo, organisation, person or civilians.
	Kind string
	// Role is what the actor is to the counting of origins: party, monitor, press or intergov.
	Role string
	// Country is an ISO 3166-1 alpha-2 code, "" for none.
	Country string
	// Names holds display name and aliases per language; the first is the display name.
	Names map[string][]string
	// Active bounds the time in which the actor exists under these names.
	Active Period
	// Camps and Organs are dated: the side, and the bodies that the actor speaks for.
	Camps, Organs []Membership
	// Generic lists what the actor is when nothing but its class is named in its country: army, gov, rebels, police, tv, mfa, mod …
	Generic []string
	// Leads names the armed group that leads a coalition.
	Leads string

	capitals map[string][]string
}

// Membership is being on a side or part of a body for a time.
type Membership struct {
	Of string
	Period
}

// Period is a time with open ends; the zero time is open. To is exclusive.
type Period struct{ From, To time.Time }

// Holds reports whether t lies in p. An unknown t lies in periods that are still open.
func (p Period) Holds(t time.Time) bool {
	if t.IsZero() {
		return p.To.IsZero()
	}
	return (p.From.IsZero() || !t.Before(p.From)) && (p.To.IsZero() || t.Before(p.To))
}

// Name returns the display name in a language, falling back to English, French and any other.
func (e *Entry) Name(lang string) string {
	for _, l := range []string{lang, "en", "fr", "ar", "ru", "uk", "he"} {
		if n := e.Names[l]; len(n) > 0 {
			return n[0]
		}
	}
	return e.ID
}

// CampOn returns the side that the actor is on at a time, "" for none or unknown.
func (e *Entry) CampOn(t time.Time) string { return memberOn(e.Camps, t) }

// OrganOn returns the id of the body that the actor speaks for at a time, "" for none.
func (e *Entry) OrganOn(t time.Time) string { return memberOn(e.Organs, t) }

func memberOn(ms []Membership, t time.Time) string {
	for _, m := range ms {
		if m.Holds(t) {
			return m.Of
		}
	}
	if t.IsZero() && len(ms) > 0 {
		return ms[len(ms)-1].Of
	}
	return ""
}

// Mention is one stretch of text that stands for an actor.
type Mention struct {
	// Sentence is an index into the sentences given; Words are its words, Head the word that heads them.
	Sentence int
	Words    []int
	Head     int
	Span     recoupe.Span
	Text     string
	// ID is the register's id, or one made from the wording ("x-…") for an actor that the register lacks.
	ID string
	// Name is the register's display name, else the wording.
	Name, Kind, Country string
	// Camp is the side on the date of the text, "" is unknown.
	Camp string
	// Known says that ID is in the register.
	Known bool
	// Anonymous marks a source without a name ("une source militaire"); Loaded a wording that is one side's label.
	Anonymous, Loaded bool
	// Pronoun marks a pronoun resolved to its antecedent.
	Pronoun bool
	// Plural is the number by sense: "the army" may be taken up by "they".
	Plural bool
	// Rule says how the mention was found: name, alias, description, refers_back, pronoun.
	Rule string
}

// NameIn returns the display name of an actor in a language, "" where the register lacks the id.
func (r *Register) NameIn(id, lang string) string {
	e, ok := r.Get(id)
	if !ok {
		return ""
	}
	return e.Name(lang)
}
