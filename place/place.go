// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package place finds the places that a text speaks of and makes areas of them.
//
// In: a text with its regions and parsed sentences, and a gazetteer. Out:
// every mention in text order, named ("Hama"), taken up ("la ville") or
// relative ("à environ 10 km de la ville"), with the entry chosen and why, the
// runners-up, an area and its uncertainty. It does not say which place an event
// happened at (package claim does), and where the evidence is weak it gives no
// entry rather than a guess.
package place

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/ud"
)

// Finder finds places with a gazetteer. It is safe for any number of goroutines.
type Finder struct{ Gazetteer *gazetteer.Gazetteer }

// Hint is what is known beside the text.
type Hint struct {
	// Country is the ISO code of the country that the publisher or dateline speaks of; "" is unknown.
	Country string
	// Home is a place that the text is likely to be near: the publisher's town (Finder.Home), or what a user says; nil is unknown.
	Home *gazetteer.Entry
	// Names are stretches of text that are names of people and organisations: no place begins inside one.
	Names []recoupe.Span
	// All asks for more than where something may happen: peoples ("Syrian"), places in the names of their own
	// institutions ("Springfield Police"), the topic in a hashtag; each says so in its Role.
	All bool
}

// Zone returns the commonest time zone of a country, "" if unknown.
func (f Finder) Zone(country string) string {
	if f.Gazetteer == nil {
		return ""
	}
	return f.Gazetteer.Zone(country)
}

// homeLeast is the population from which a town in a publisher's name is taken to be meant.
const homeLeast = 100_000

// Home is the town, division or country in a publisher's name ("The Harbour City
// Herald" of Harbour City), nil for none. A name of one word is no town: agencies are called so.
func (f Finder) Home(publisher string) *gazetteer.Entry {
	words := strings.Fields(publisher)
	for n := min(len(words)-1, 3); n > 0 && f.Gazetteer != nil; n-- {
		for i := 0; i+n <= len(words); i++ {
			for _, m := range f.Gazetteer.MatchExact(strings.Join(words[i:i+n], " ")) {
				if m.Placed && (m.Kind == "country" || m.Kind == "region" || m.Population >= homeLeast) {
					return m.Entry
				}
			}
		}
	}
	return nil
}

// Find returns the places of a document in text order.
func (f Finder) Find(text, lang string, regions []recoupe.Region, sents []ud.Sentence, hint Hint) []recoupe.Place {
	g := vocabularyOf(lang)
	if g == nil || f.Gazetteer == nil {
		return nil
	}
	r := &run{f: f, g: g, text: text, hint: hint, countries: map[string]float64{}, surnames: map[string]bool{}, sure: map[string]bool{}, matched: map[string][]gazetteer.Match{}, outlines: map[string]recoupe.Area{}}
	if hint.Country != "" {
		r.countries[hint.Country] = 2
	}
	if hint.Home != nil {
		r.countries[hint.Home.Country] += 0.5
	}
	lines := make([]*line, len(sents))
	for i := range sents {
		lines[i] = newLine(text, &sents[i], lang, g.whole)
		lines[i].heading = sents[i].Region >= 0 && sents[i].Region < len(regions) && regions[sents[i].Region].Kind != recoupe.Sentence
		r.propose(lines[i])
	}
	r.accept(lines)
	r.resolve(lines)
	var out []recoupe.Place
	for _, l := range lines {
		out = append(out, r.places(l)...)
	}
	slices.SortStableFunc(out, func(a, b recoupe.Place) int {
		return cmp.Or(cmp.Compare(recoupe.Hull(a.Spans).Start, recoupe.Hull(b.Spans).Start), cmp.Compare(recoupe.Hull(b.Spans).End, recoupe.Hull(a.Spans).End))
	})
	return out
}

// run is the state of one document.
type run struct {
	f    Finder
	g    *vocabulary
	text string
	hint Hint
	// countries in play and how often they are named.
	countries map[string]float64
	// surnames are the last words of longer names that are no places; sure are the folded names that are.
	surnames, sure map[string]bool
	matched        map[string][]gazetteer.Match
	outlines       map[string]recoupe.Area
	// last entry of each class, for "la ville", "la province", "ce pays".
	lastTown, lastRegion, lastCountry *gazetteer.Entry
}

// mention is a run of tokens that names or takes up a place.
type mention struct {
	lo, hi int // tokens, inclusive, with class words and article
	name   string
	nameLo int
	tail   int // tokens of a class word behind the name: "Hama province"
	// takenUp marks a class word that refers back: it names nothing itself.
	takenUp bool
	kind    string // of the class word, "" for none
	// generic marks a name made with a word for what it is ("Patapsco River"), which is a place also where no table has it.
	generic bool
	role    string
	town    string // the place that a generic name begins with, whose readings these are
	guessed bool   // known under another spelling only
	fixed   bool   // the entry is settled by an alias
	moved   bool   // the entry was changed by what the text says after the name
	cands   []gazetteer.Match
	entry   *gazetteer.Entry
	// within is the division that the text puts it in: "Paris, Texas".
	within *mention
	why    []string
	score  float64
	proof  float64
}

// match looks a name up once a document.
func (r *run) match(name string) []gazetteer.Match {
	m, ok := r.matched[name]
	if !ok {
		m = r.f.Gazetteer.Match(name)
		r.matched[name] = m
	}
	return m
}

// exact keeps the readings that are written as asked.
func exact(list []gazetteer.Match) []gazetteer.Match {
	var out []gazetteer.Match
	for _, m := range list {
		if m.How == "exact" {
			out = append(out, m)
		}
	}
	return out
}
