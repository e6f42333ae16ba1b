// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package read turns a dispatch into its reading: it runs the stages token,
// syntax, name, mend, actor, place, when, figure and claim, once each, in that order.
//
// In: a dispatch with canonical text, and the packs that the reader was made
// with. Out: regions, attributions, claims, places and times with spans of that
// text, and notes on what could not be read. It is a pure function of the
// dispatch and the packs: no clock, no network, no disk. It will not fetch,
// store or compare dispatches.
package read

import (
	"fmt"
	"sync"
	"time"
	_ "time/tzdata" // zones must be known wherever the binary runs

	"recoupe"
	"recoupe/actor"
	"recoupe/claim"
	"recoupe/figure"
	"recoupe/lang"
	"recoupe/mend"
	"recoupe/name"
	"recoupe/place"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
	"recoupe/when"
)

// Reader reads dispatches. It is safe for any number of goroutines.
type Reader struct {
	// Pack returns the language pack, false where there is none.
	Pack func(lang string) (*syntax.Pack, bool)
	// Names returns the name finder of a language, nil where there is none; nil finds no names
	// beside those that the register and the gazetteer know.
	Names    func(lang string) *name.Finder
	Places   place.Finder
	Register *actor.Register

	work sync.Pool
}

// Trace is how a reading came about, for people.
type Trace struct {
	Sentences []ud.Sentence
	Steps     []claim.Step
}

// Read reads d. A text that cannot be read yields fewer claims and a note, never an error.
func (r *Reader) Read(d recoupe.Dispatch) recoupe.Reading {
	out, _ := r.read(d, claim.Find)
	return out
}

// Explain is Read with its trace.
func (r *Reader) Explain(d recoupe.Dispatch) (recoupe.Reading, Trace) {
	return r.read(d, claim.Explain)
}

func (r *Reader) read(d recoupe.Dispatch, find func(claim.Input) claim.Found) (recoupe.Reading, Trace) {
	if d.Lang == "" {
		d.Lang, _ = lang.Identify(d.Text)
	}
	if out, trace, ok := r.mixed(d, find); ok {
		return out, trace
	}
	return r.single(d, find)
}

// single reads a text in one language.
func (r *Reader) single(d recoupe.Dispatch, find func(claim.Input) claim.Found) (recoupe.Reading, Trace) {
	var notes []string
	pack, known := r.Pack(d.Lang)
	var habits token.Habits
	if known {
		habits = pack.Habits()
	}
	regions, sents := token.With(d.Text, d.Lang, habits)
	if !known {
		notes = append(notes, noPack(d.Lang))
		return recoupe.Reading{Dispatch: d, Regions: regions, Notes: notes}, Trace{Sentences: sents}
	}
	r.parse(pack, sents)
	r.names(d.Lang, sents)
	mend.Sentences(d.Lang, sents)
	in := claim.Input{Dispatch: d, Regions: regions, Sentences: sents, Register: r.Register}
	in.Places = r.Places.Find(d.Text, d.Lang, regions, sents, place.Hint{Home: r.Places.Home(d.Publisher)})
	in.Actors = r.Register.FindIn(d.Text, d.Lang, sents, d.Published, scene(in.Places))
	in.Times = r.times(d, regions, sents, in.Places)
	in.Figures = make([][]recoupe.Figure, len(sents))
	for i := range sents {
		in.Figures[i] = figure.Find(d.Text, &sents[i], d.Lang)
	}
	found := find(in)
	out := recoupe.Reading{Dispatch: d, Regions: regions, Attributions: found.Attributions, Claims: found.Claims, Places: in.Places, Notes: notes}
	for _, ts := range in.Times {
		out.Times = append(out.Times, ts...)
	}
	return out, Trace{Sentences: sents, Steps: found.Trace}
}

// scene counts the countries of the settled towns of a text, capitals apart, which may stand for a government.
func scene(places []recoupe.Place) map[string]int {
	out := map[string]int{}
	for _, p := range places {
		switch p.Kind {
		case "city", "town", "village":
			if p.Country != "" && p.Role == "" && len(p.Why) > 0 && p.Why[0] == "exact match" { // no guess at a spelling
				out[p.Country]++
			}
		}
	}
	return out
}

func noPack(code string) string {
	if code == "" {
		return "the language could not be told: no claims were read"
	}
	return fmt.Sprintf("there is no language pack for %q: no claims were read", code)
}

func (r *Reader) parse(pack *syntax.Pack, sents []ud.Sentence) {
	w, _ := r.work.Get().(*syntax.Work)
	if w == nil {
		w = syntax.NewWork()
	}
	defer r.work.Put(w)
	pack.ParseAll(sents, w)
}

// names marks the names in Word.Entity, where actor and place read them.
func (r *Reader) names(lang string, sents []ud.Sentence) {
	if r.Names == nil {
		return
	}
	if f := r.Names(lang); f != nil {
		f.Find(sents)
	}
}

// datelines are the spans of the regions in which a dispatch says where and when it was written.
func datelines(regions []recoupe.Region) []recoupe.Span {
	var out []recoupe.Span
	for _, g := range regions {
		if g.Kind == recoupe.Dateline {
			out = append(out, g.Span)
		}
	}
	return out
}

// times finds the time expressions of every sentence, in the zone of the first
// settled place, else of the publisher, counted from the dateline's day, else the page's.
func (r *Reader) times(d recoupe.Dispatch, regions []recoupe.Region, sents []ud.Sentence, places []recoupe.Place) [][]recoupe.Interval {
	ctx := when.Context{Lang: d.Lang, Published: d.Published, PublishedDay: d.PublishedDay}
	ctx.Zone, ctx.ZoneFrom = r.zone(d, places)
	ctx = when.Dateline(d.Text, datelines(regions), ctx)
	for _, p := range places {
		if p.Point != nil && p.Role == "" && p.Kind != "country" {
			lat, lon := p.Point[1], p.Point[0]
			ctx.Lat, ctx.Lon = &lat, &lon
			break
		}
	}
	out := make([][]recoupe.Interval, len(sents))
	for i := range sents {
		out[i] = when.Find(d.Text, &sents[i], ctx)
		for k := range out[i] {
			t := out[i][k]
			if t.Grain == "day" && !t.Start.IsZero() && t.Timex.Type == "DATE" {
				ctx.Narrated = &t
			}
		}
	}
	return out
}

// zone: stated by the publisher, else the country that the text's places vote for.
func (r *Reader) zone(d recoupe.Dispatch, places []recoupe.Place) (*time.Location, string) {
	votes := map[string]int{}
	best := ""
	for _, p := range places {
		if p.Country == "" || p.Role != "" {
			continue
		}
		votes[p.Country]++
		if votes[p.Country] > votes[best] || votes[p.Country] == votes[best] && p.Country < best {
			best = p.Country
		}
	}
	if name := r.Places.Zone(best); name != "" {
		if loc, err := time.LoadLocation(name); err == nil {
			return loc, "place"
		}
	}
	if d.Zone != "" {
		if loc, err := time.LoadLocation(d.Zone); err == nil {
			return loc, "publisher"
		}
	}
	return nil, "none"
}
