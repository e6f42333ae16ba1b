// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package export writes what the program knows in the forms that leave it: the
// JSON contract of docs/formats.md, the table for a terminal, and a brief.
//
// In: readings and woven events in the program's words. Out: bytes with
// offsets in Unicode code points, unknown as null. It decides nothing, drops
// nothing and guesses nothing.
package export

import (
	"encoding/json"
	"io"
	"time"
	"unicode/utf8"

	"recoupe"
)

// Offsets converts byte offsets of one text into code points; build one per text.
type Offsets struct {
	text  string
	marks []int // code points before every 64th byte
}

// NewOffsets indexes text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, marks: make([]int, len(text)/64+1)}
	n := 0
	for i := range len(text) {
		if i%64 == 0 {
			o.marks[i/64] = n
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%64 == 0 {
		o.marks[len(text)/64] = n // the end itself
	}
	return o
}

// Runes returns the number of code points before byte i.
func (o *Offsets) Runes(i int) int {
	i = max(0, min(i, len(o.text)))
	if i/64 >= len(o.marks) {
		i = len(o.text)
	}
	at := min(i/64, len(o.marks)-1)
	n := o.marks[at]
	for _, c := range []byte(o.text[at*64 : i]) {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// Reading is one dispatch with its attributions and claims, by the contract.
type Reading struct {
	Dispatch     Dispatch      `json:"dispatch"`
	Attributions []Attribution `json:"attributions"`
	Claims       []Claim       `json:"claims"`
	Notes        []string      `json:"notes,omitempty"`
}

// Dispatch is the head of a document.
type Dispatch struct {
	ID            string  `json:"id"`
	Publisher     *string `json:"publisher"`
	Title         *string `json:"title"`
	Lang          *string `json:"lang"`
	Published     *string `json:"published"`
	Digest        string  `json:"digest"`
	URL           *string `json:"url,omitempty"`
	Demonstration bool    `json:"demonstration,omitempty"`
}

// Span is a range of code points, end exclusive.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Mention is a text with its spans; spans are null where the words are not in the text.
type Mention struct {
	Text  string `json:"text"`
	Spans []Span `json:"spans"`
}

// Attribution is who says what with which words.
type Attribution struct {
	ID      string   `json:"id"`
	Parent  *string  `json:"parent"`
	Source  Source   `json:"source"`
	Cue     Cue      `json:"cue"`
	Content Content  `json:"content"`
	Chain   []string `json:"chain"`
	Stance  string   `json:"stance"`
	Uttered *Range   `json:"uttered"`
	Rule    string   `json:"rule"`
}

// Source is the speaker.
type Source struct {
	Mention
	ID        *string `json:"id"`
	Name      *string `json:"name"`
	Kind      *string `json:"kind"`
	Explicit  bool    `json:"explicit"`
	Anonymous bool    `json:"anonymous,omitempty"`
}

// Cue is the word that signals speech.
type Cue struct {
	Mention
	Lemma string `json:"lemma"`
	Class string `json:"class"`
}

// Content is what is said.
type Content struct {
	Mention
	Type string `json:"type"`
}

// Range is an interval reduced to its outer bounds.
type Range struct {
	Text  string  `json:"text,omitempty"`
	Start *string `json:"start"`
	End   *string `json:"end"`
}

// Claim is one proposition.
type Claim struct {
	ID          string       `json:"id"`
	Attribution *string      `json:"attribution"`
	Text        string       `json:"text"`
	Spans       []Span       `json:"spans"`
	Trigger     Mention      `json:"trigger"`
	Event       *string      `json:"event"`
	Mode        *string      `json:"mode"`
	Polarity    string       `json:"polarity"`
	Modality    string       `json:"modality"`
	Commitment  []Commitment `json:"commitment"`
	Actors      []Actor      `json:"actors"`
	Places      []Place      `json:"places"`
	Time        *Time        `json:"time"`
	Figures     []Figure     `json:"figures"`
	Background  bool         `json:"background,omitempty"`
	Ongoing     bool         `json:"ongoing,omitempty"`
	Rule        string       `json:"rule"`
	Links       []Link       `json:"links,omitempty"`
}

// Link ties a claim to an earlier one of its dispatch, with the words that say so.
type Link struct {
	Mention
	Relation string `json:"relation"`
	Claim    string `json:"claim"`
}

// Commitment is one member's value.
type Commitment struct {
	Source string `json:"source"`
	Value  string `json:"value"`
}

// Actor is a role with the wording of the source.
type Actor struct {
	Mention
	ID     *string `json:"id"`
	Name   *string `json:"name"`
	Role   string  `json:"role"`
	As     string  `json:"as"`
	Kind   *string `json:"kind,omitempty"`
	Camp   *string `json:"camp,omitempty"`
	Loaded bool    `json:"loaded,omitempty"`
}

// Place is an entry or an area with its uncertainty in metres.
type Place struct {
	Mention
	ID          *string      `json:"id"`
	Name        *string      `json:"name"`
	Relation    *string      `json:"relation"`
	Area        recoupe.Area `json:"area"`
	Core        recoupe.Area `json:"core,omitempty"`
	Uncertainty *int         `json:"uncertainty_m"`
	Lat         *float64     `json:"lat"`
	Lon         *float64     `json:"lon"`
	Kind        *string      `json:"kind,omitempty"`
	Country     *string      `json:"country,omitempty"`
	Directions  []string     `json:"directions,omitempty"`
	Distance    *float64     `json:"distance_km,omitempty"`
	Count       int          `json:"count,omitempty"`
	Somewhere   bool         `json:"somewhere,omitempty"`
	Role        *string      `json:"role,omitempty"`
}

// Time is an interval with its grain.
type Time struct {
	Mention
	Start  *string  `json:"start"`
	End    *string  `json:"end"`
	Grain  *string  `json:"grain"`
	EDTF   *string  `json:"edtf"`
	Timex3 *Timex   `json:"timex3,omitempty"`
	Which  *string  `json:"which,omitempty"`
	Anchor *string  `json:"anchor,omitempty"`
	Flags  []string `json:"flags,omitempty"`
	// The soft side of each bound, an instant certainly inside, and what date and zone it is counted from.
	StartLatest *string `json:"start_latest,omitempty"`
	EndEarliest *string `json:"end_earliest,omitempty"`
	Contains    *string `json:"contains,omitempty"`
	DateFrom    *string `json:"date_from,omitempty"`
	ZoneFrom    *string `json:"zone_from,omitempty"`
	Rule        *string `json:"rule,omitempty"`
}

// Timex is a TimeML reading.
type Timex struct {
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`
}

// Figure is a number with its bounds.
type Figure struct {
	Mention
	Low       *float64 `json:"low"`
	Best      *float64 `json:"best"`
	High      *float64 `json:"high"`
	Unit      *string  `json:"unit"`
	Category  *string  `json:"category"`
	Qualifier *string  `json:"qualifier"`
	Who       *string  `json:"who,omitempty"`
	Scope     *string  `json:"scope,omitempty"`
}

// OfReading converts a reading to the contract.
func OfReading(r recoupe.Reading) Reading {
	o := NewOffsets(r.Dispatch.Text)
	out := Reading{Dispatch: dispatch(r.Dispatch), Attributions: []Attribution{}, Claims: []Claim{}, Notes: r.Notes}
	for _, a := range r.Attributions {
		out.Attributions = append(out.Attributions, o.attribution(a))
	}
	for _, c := range r.Claims {
		out.Claims = append(out.Claims, o.claim(c))
	}
	return out
}

// WriteReadings writes one JSON object a line for each reading.
func WriteReadings(w io.Writer, rs ...recoupe.Reading) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rs {
		if err := enc.Encode(OfReading(r)); err != nil {
			return err
		}
	}
	return nil
}

func dispatch(d recoupe.Dispatch) Dispatch {
	return Dispatch{ID: d.ID, Publisher: opt(d.Publisher), Title: opt(d.Title), Lang: opt(d.Lang), Published: published(d),
		Digest: d.Digest, URL: opt(d.URL), Demonstration: d.Demonstration}
}

func published(d recoupe.Dispatch) *string {
	if d.Published.IsZero() {
		return nil
	}
	s := d.Published.Format(time.RFC3339)
	if d.PublishedDay {
		s = d.Published.Format(time.DateOnly)
	}
	return &s
}

func opt(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func (o *Offsets) spans(spans []recoupe.Span) []Span {
	if len(spans) == 0 {
		return nil
	}
	out := make([]Span, len(spans))
	for i, s := range spans {
		out[i] = Span{o.Runes(s.Start), o.Runes(s.End)}
	}
	return out
}

func (o *Offsets) mention(m recoupe.Mention) Mention { return Mention{m.Text, o.spans(m.Spans)} }

func (o *Offsets) attribution(a recoupe.Attribution) Attribution {
	out := Attribution{ID: a.ID, Parent: opt(a.Parent), Chain: a.Chain, Stance: string(a.Stance), Rule: a.Rule}
	out.Source = Source{Mention: o.mention(a.Source.Mention), ID: opt(a.Source.ID), Name: opt(a.Source.Name), Kind: opt(a.Source.Kind),
		Explicit: a.Source.Explicit, Anonymous: a.Source.Anonymous}
	out.Cue = Cue{o.mention(a.Cue.Mention), a.Cue.Lemma, a.Cue.Class}
	out.Content = Content{o.mention(a.Content.Mention), string(a.Content.Type)}
	if a.Uttered != nil {
		out.Uttered = &Range{Text: a.Uttered.Text, Start: stamp(a.Uttered.Start), End: stamp(a.Uttered.End)}
	}
	return out
}

func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.Format(time.RFC3339)
	return &s
}

func (o *Offsets) claim(c recoupe.Claim) Claim {
	out := Claim{ID: c.ID, Attribution: opt(c.Attribution), Text: c.Text, Spans: o.spans(c.Spans), Trigger: o.mention(c.Trigger), Event: opt(c.Event), Mode: opt(c.Mode),
		Polarity: string(c.Polarity), Modality: string(c.Modality), Commitment: []Commitment{}, Actors: []Actor{}, Places: []Place{}, Figures: []Figure{},
		Background: c.Background, Ongoing: c.Ongoing, Rule: c.Rule}
	for _, m := range c.Commitment {
		out.Commitment = append(out.Commitment, Commitment{m.Source, string(m.Value)})
	}
	for _, a := range c.Actors {
		out.Actors = append(out.Actors, Actor{o.mention(a.Mention), opt(a.ID), opt(a.Name), a.Role, a.As, opt(a.Kind), opt(a.Camp), a.Loaded})
	}
	for _, p := range c.Places {
		out.Places = append(out.Places, o.Place(p))
	}
	if c.Time != nil {
		t := o.Time(*c.Time)
		out.Time = &t
	}
	for _, l := range c.Links {
		out.Links = append(out.Links, Link{o.mention(l.Mention), l.Relation, l.Claim})
	}
	for _, f := range c.Figures {
		out.Figures = append(out.Figures, Figure{o.mention(f.Mention), f.Low, f.Best, f.High, opt(f.Unit), opt(f.Category), opt(f.Qualifier), opt(f.Who), opt(f.Scope)})
	}
	return out
}

// Place converts a place to the contract.
func (o *Offsets) Place(p recoupe.Place) Place {
	out := Place{Mention: o.mention(p.Mention), ID: opt(p.ID), Name: opt(p.Name), Relation: opt(p.Relation), Area: p.Area, Core: p.Core, Kind: opt(p.Kind),
		Country: opt(p.Country), Directions: p.Directions, Distance: p.Distance, Count: p.Count, Somewhere: p.Somewhere, Role: opt(p.Role)}
	if p.Point != nil {
		lat, lon, u := degrees(p.Point[1]), degrees(p.Point[0]), int(p.Uncertainty+0.5)
		out.Lat, out.Lon, out.Uncertainty = &lat, &lon, &u
	}
	return out
}

// degrees rounds to five decimals, about one metre.
func degrees(x float64) float64 {
	if x < 0 {
		return -degrees(-x)
	}
	return float64(int64(x*1e5+0.5)) / 1e5
}

// Time converts an interval to the contract.
func (o *Offsets) Time(t recoupe.Interval) Time {
	out := Time{Mention: o.mention(t.Mention), Start: stamp(t.Start), End: stamp(t.End), Grain: opt(t.Grain), EDTF: opt(t.EDTF), Which: opt(t.Which), Anchor: opt(t.Anchor), Flags: t.Flags,
		StartLatest: stamp(t.StartLatest), EndEarliest: stamp(t.EndEarliest), Contains: stamp(t.Contains), DateFrom: opt(t.DateFrom), ZoneFrom: opt(t.ZoneFrom), Rule: opt(t.Rule)}
	if t.Timex.Value != "" {
		out.Timex3 = &Timex{t.Timex.Type, t.Timex.Value, t.Timex.Mod}
	}
	return out
}
