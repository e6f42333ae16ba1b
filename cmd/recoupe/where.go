// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"fmt"
	"math"
	"slices"

	"recoupe"
	"recoupe/export"
	"recoupe/lang"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/syntax"
	"recoupe/token"
)

type whereCommand struct {
	packsFlag
	Lang string `placeholder:"fr" help:"Language of the texts."`
	Near string `placeholder:"PLACE" help:"A place that the text is about: settles which of several readings is meant."`
	File string `arg:"" optional:"" help:"A file, or - for standard input (the default)."`
}

// whereAnswer is one line out.
type whereAnswer struct {
	Text     string         `json:"text"`
	Mentions []whereMention `json:"mentions"`
}

// whereMention is one mention with its choice, area and runners-up.
type whereMention struct {
	export.Place
	Choice     *string          `json:"choice"`
	Score      float64          `json:"score"`
	Why        []string         `json:"why"`
	Candidates []whereCandidate `json:"candidates"`
}

type whereCandidate struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind"`
	Country string  `json:"country"`
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
}

// Run resolves one text a line.
func (c *whereCommand) Run(s *streams) error {
	if err := checkRules(c.Lang); err != nil {
		return err
	}
	finder, err := c.finder()
	if err != nil {
		return err
	}
	hint := place.Hint{All: true}
	if c.Near != "" {
		found := finder.Gazetteer.Match(c.Near)
		if len(found) == 0 {
			return usageError{fmt.Sprintf("--near %q is no place of the gazetteer", c.Near)}
		}
		hint.Country, hint.Home = found[0].Country, found[0].Entry
	}
	w := syntax.NewWork()
	return eachLine(s, c.File, func(line string) (any, error) {
		return whereLine(finder, line, c.Lang, hint, w), nil
	})
}

func whereLine(finder place.Finder, line, code string, hint place.Hint, w *syntax.Work) whereAnswer {
	out := whereAnswer{Text: line, Mentions: []whereMention{}}
	o := export.NewOffsets(line)
	for _, p := range findPlaces(finder, line, code, hint, w) {
		m := whereMention{Place: o.Place(p), Score: float64(int(p.Score*100+0.5)) / 100, Why: p.Why, Candidates: []whereCandidate{}}
		if p.ID != "" {
			id := p.ID
			m.Choice = &id
		}
		for _, x := range p.Others {
			m.Candidates = append(m.Candidates, whereCandidate{x.ID, x.Name, x.Kind, x.Country, degrees(x.Point[1]), degrees(x.Point[0])})
		}
		out.Mentions = append(out.Mentions, m)
	}
	return out
}

// degrees are given to five places, about a metre, as everywhere else.
func degrees(x float64) float64 { return math.Round(x*1e5) / 1e5 }

// findPlaces runs the stages that places need on a text of its own. Where
// nobody says the language and the text does not tell ("near Aleppo"), the
// language of the build counts in which most of it is a place or a relation.
func findPlaces(finder place.Finder, text, code string, hint place.Hint, w *syntax.Work) []recoupe.Place {
	if code != "" {
		return placesIn(finder, text, code, hint, w)
	}
	code, _ = lang.Identify(text)
	best := placesIn(finder, text, code, hint, w)
	if _, ok := languagePack(code); ok && len(best) > 0 {
		return best
	}
	for _, code := range slices.Backward(packs.Langs()) { // of equals, that in Latin letters
		if found := placesIn(finder, text, code, hint, w); understood(found) > understood(best) {
			best = found
		}
	}
	return best
}

// understood counts places and relations.
func understood(places []recoupe.Place) int {
	n := len(places)
	for _, p := range places {
		if p.Relation != "" {
			n++
		}
	}
	return n
}

func placesIn(finder place.Finder, text, code string, hint place.Hint, w *syntax.Work) []recoupe.Place {
	pack, ok := languagePack(code)
	var habits token.Habits
	if ok {
		habits = pack.Habits()
	}
	regions, sents := token.With(text, code, habits)
	for i := range regions { // a line without a final stop is text here, not a heading
		regions[i].Kind = recoupe.Sentence
	}
	if ok {
		pack.ParseAll(sents, w)
	}
	return finder.Find(text, code, regions, sents, hint)
}
