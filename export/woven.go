// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// wovenJSON is the contract.
type wovenJSON struct {
	Events         []Event         `json:"events"`
	Contradictions []Contradiction `json:"contradictions"`
	Ledger         []Hold          `json:"ledger"`
	// Stories are groups of dispatches that report one incident, by text evidence alone.
	Stories [][]string `json:"stories,omitempty"`
}

// Event is a set of claims about one occurrence.
type Event struct {
	ID           string   `json:"id"`
	Type         string   `json:"type"`
	Places       []Place  `json:"places"`
	Time         *Time    `json:"time"`
	State        string   `json:"state"`
	Support      string   `json:"support,omitempty"`
	Modifiers    []string `json:"modifiers"`
	Origins      []Origin `json:"origins"`
	Named        int      `json:"origins_named"`
	Max          int      `json:"origins_max"`
	Publications int      `json:"publications"`
	Claims       []Ref    `json:"claims"`
	Figures      []Band   `json:"figures"`
	Drift        []Drift  `json:"drift,omitempty"`
	Missing      []string `json:"missing"`
	Credibility  int      `json:"credibility,omitempty"`
}

// Drift is a word that a copy has otherwise than its siblings.
type Drift struct {
	Claim  Ref    `json:"claim"`
	Like   Ref    `json:"like"`
	Slot   string `json:"slot"`
	Was    string `json:"was"`
	Became string `json:"became"`
}

// Ref names a claim.
type Ref struct {
	Dispatch string `json:"dispatch"`
	Claim    string `json:"claim"`
}

// Origin is a speaker with its claims and what collapsed into it.
type Origin struct {
	Source    *string    `json:"source"`
	Name      string     `json:"name"`
	Role      string     `json:"role"`
	Access    string     `json:"access"`
	Interest  int        `json:"interest"`
	Against   bool       `json:"against,omitempty"`
	Withdrawn bool       `json:"withdrawn,omitempty"`
	First     *string    `json:"first"`
	Last      *string    `json:"last"`
	Claims    []Ref      `json:"claims"`
	Collapsed []Collapse `json:"collapsed"`
}

// Collapse is a claim that adds nothing to the count.
type Collapse struct {
	Claim Ref    `json:"claim"`
	Rule  string `json:"rule"`
	Why   string `json:"why"`
}

// Band is what the origins say about one number.
type Band struct {
	Low      *float64 `json:"low"`
	Best     *float64 `json:"best"`
	High     *float64 `json:"high"`
	HighOpen bool     `json:"high_open,omitempty"`
	Unit     *string  `json:"unit"`
	Category *string  `json:"category"`
	Who      *string  `json:"who"`
	Scope    *string  `json:"scope"`
	Said     []Said   `json:"said"`
}

// Said is one origin's value.
type Said struct {
	Origin *string  `json:"origin"`
	Low    *float64 `json:"low"`
	Best   *float64 `json:"best"`
	High   *float64 `json:"high"`
	Text   string   `json:"text"`
	Claim  Ref      `json:"claim"`
	AsOf   *string  `json:"as_of"`
}

// Contradiction is a pair of claims that cannot both hold.
type Contradiction struct {
	A    Ref    `json:"a"`
	B    Ref    `json:"b"`
	Slot string `json:"slot"`
	Why  string `json:"why"`
}

// Hold is one row of the ledger.
type Hold struct {
	ID         string  `json:"id"`
	Claim      Ref     `json:"claim"`
	Origin     *string `json:"origin"`
	Place      Place   `json:"place"`
	Relation   string  `json:"relation"`
	Controller *string `json:"controller"`
	Opponent   *string `json:"opponent"`
	Extent     string  `json:"extent"`
	ValidFrom  *string `json:"valid_from"`
	ValidTo    *string `json:"valid_to"`
	Said       *string `json:"said"`
	Polarity   string  `json:"polarity"`
	Hedged     bool    `json:"hedged,omitempty"`
	Status     string  `json:"status"`
	KnownFrom  *string `json:"known_from"`
	KnownTo    *string `json:"known_to"`
}

// WriteWoven writes one JSON object, by the contract. Offsets count in the texts of the readings.
func WriteWoven(w io.Writer, x recoupe.Woven, readings []recoupe.Reading) error {
	texts := map[string]*Offsets{}
	for _, r := range readings {
		texts[r.Dispatch.ID] = NewOffsets(r.Dispatch.Text)
	}
	out := wovenJSON{Events: []Event{}, Contradictions: []Contradiction{}, Ledger: []Hold{}, Stories: x.Stories}
	for _, e := range x.Events {
		out.Events = append(out.Events, event(e, texts))
	}
	for _, c := range x.Contradictions {
		out.Contradictions = append(out.Contradictions, Contradiction{ref(c.A), ref(c.B), c.Slot, c.Why})
	}
	for _, h := range x.Holds {
		out.Ledger = append(out.Ledger, hold(h, texts))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func ref(r recoupe.ClaimRef) Ref { return Ref(r) }

func refs(rs []recoupe.ClaimRef) []Ref {
	out := make([]Ref, len(rs))
	for i, r := range rs {
		out[i] = Ref(r)
	}
	return out
}

// offsetsOf picks the text that spans of a claim count in; without it spans are left out.
func offsetsOf(texts map[string]*Offsets, claims ...recoupe.ClaimRef) *Offsets {
	for _, c := range claims {
		if o := texts[c.Dispatch]; o != nil {
			return o
		}
	}
	return NewOffsets("")
}

func event(e recoupe.Event, texts map[string]*Offsets) Event {
	o := offsetsOf(texts, e.Claims...)
	out := Event{ID: e.ID, Type: e.Type, Places: []Place{}, State: string(e.State), Support: string(e.Support), Modifiers: nonNil(e.Modifiers), Origins: []Origin{},
		Named: e.Named, Max: len(e.Origins), Publications: e.Publications, Claims: refs(e.Claims), Figures: []Band{}, Missing: nonNil(e.Missing), Credibility: e.Credibility}
	for _, p := range e.Places {
		out.Places = append(out.Places, o.Place(p))
	}
	if e.Time != nil {
		t := o.Time(*e.Time)
		out.Time = &t
	}
	for _, g := range e.Origins {
		x := Origin{Source: opt(g.Source), Name: g.Name, Role: g.Role, Access: g.Access, Interest: g.Interest, Against: g.Against, Withdrawn: g.Withdrawn,
			First: stamp(g.First), Last: stamp(g.Last), Claims: refs(g.Claims), Collapsed: []Collapse{}}
		for _, c := range g.Collapsed {
			x.Collapsed = append(x.Collapsed, Collapse{ref(c.Claim), c.Rule, c.Why})
		}
		out.Origins = append(out.Origins, x)
	}
	for _, b := range e.Figures {
		out.Figures = append(out.Figures, band(b))
	}
	for _, d := range e.Drifts {
		out.Drift = append(out.Drift, Drift{ref(d.Claim), ref(d.Like), d.Slot, d.Was, d.Became})
	}
	return out
}

func nonNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func band(b recoupe.FigureBand) Band {
	out := Band{Low: b.Low, Best: b.Best, High: b.High, HighOpen: b.HighOpen, Unit: opt(b.Unit), Category: opt(b.Category), Who: opt(b.Who), Scope: opt(b.Scope), Said: []Said{}}
	for _, v := range b.Values {
		out.Said = append(out.Said, Said{opt(v.Origin), v.Figure.Low, v.Figure.Best, v.Figure.High, v.Figure.Text, ref(v.Claim), stamp(v.AsOf)})
	}
	return out
}

func hold(h recoupe.Hold, texts map[string]*Offsets) Hold {
	out := Hold{ID: h.ID, Claim: ref(h.Claim), Origin: opt(h.Origin), Place: offsetsOf(texts, h.Claim).Place(h.Place), Relation: h.Relation, Controller: opt(h.Controller),
		Opponent: opt(h.Opponent), Extent: h.Extent, Said: stamp(h.Said), Polarity: string(h.Polarity), Hedged: h.Hedged, Status: h.Status,
		KnownFrom: stamp(h.KnownFrom), KnownTo: stamp(h.KnownTo)}
	if h.Valid != nil {
		out.ValidFrom, out.ValidTo = stamp(h.Valid.Start), stamp(h.Valid.End)
	}
	return out
}

// WriteWovenTable prints events for people: state, what, who says so, and what is missing.
func WriteWovenTable(w io.Writer, st Style, x recoupe.Woven, readings []recoupe.Reading) error {
	if st.Width <= 0 {
		st.Width = 100
	}
	st.Width = max(60, min(st.Width, 160))
	claims := map[recoupe.ClaimRef]recoupe.Claim{}
	for _, r := range readings {
		for _, c := range r.Claims {
			claims[recoupe.ClaimRef{Dispatch: r.Dispatch.ID, Claim: c.ID}] = c
		}
	}
	b := bufio.NewWriter(w)
	for _, e := range x.Events {
		st.event(b, e, claims)
	}
	if len(x.Contradictions) > 0 {
		fmt.Fprintf(b, "%s\n", st.paint(bold, "Contradictions"))
		for _, c := range x.Contradictions {
			fmt.Fprintf(b, "  %s  %s: %s\n      %s\n  %s %s\n", st.paint(red, pad(c.Slot, 11)), c.A.Dispatch, isolate(claims[c.A].Text), c.Why, strings.Repeat(" ", 12), isolate(claims[c.B].Text))
		}
		fmt.Fprintln(b)
	}
	if len(x.Holds) > 0 {
		fmt.Fprintf(b, "%s\n", st.paint(bold, "Ledger: who is said to hold what"))
		for _, h := range x.Holds {
			st.hold(b, h)
		}
	}
	return b.Flush()
}

func (st Style) stateColor(s recoupe.State) string {
	switch s {
	case recoupe.Corroborated, recoupe.Acknowledged:
		return green
	case recoupe.Disputed, recoupe.Denied, recoupe.Withdrawn:
		return red
	}
	return yellow
}

func (st Style) event(b *bufio.Writer, e recoupe.Event, claims map[recoupe.ClaimRef]recoupe.Claim) {
	head := fmt.Sprintf("%d named of %d origins, %d publications", e.Named, len(e.Origins), e.Publications)
	fmt.Fprintf(b, "%s %s %s\n", st.paint(st.stateColor(e.State), pad(string(e.State), 13)), st.paint(bold, pad(e.Type, eventWidth)), st.paint(dim, head))
	if len(e.Claims) > 0 {
		for _, line := range wrap(strings.Join(strings.Fields(claims[e.Claims[0]].Text), " "), st.Width-30) {
			fmt.Fprintf(b, "%30s%s\n", "", isolate(line))
		}
	}
	if e.Time != nil {
		fmt.Fprintf(b, "%30s%s\n", "", st.paint(dim, timeLine(*e.Time)))
	}
	for _, o := range e.Origins {
		sign := "+"
		if o.Against {
			sign = "−"
		}
		name := o.Name
		if !o.Named {
			name = strings.TrimSpace("(unnamed) " + name)
		}
		line := fmt.Sprintf("%s %s, %s", sign, isolate(name), o.Role)
		if n := len(o.Collapsed); n > 0 {
			line += fmt.Sprintf(", %d more that depend on it (%s)", n, o.Collapsed[0].Rule)
		}
		if o.Withdrawn {
			line += ", withdrawn"
		}
		fmt.Fprintf(b, "%30s%s\n", "", st.paint(cyan, line))
	}
	for _, d := range e.Drifts {
		fmt.Fprintf(b, "%30s%s\n", "", st.paint(dim, fmt.Sprintf("· %s has %s for %s (%s)", d.Claim.Dispatch, isolate(d.Became), isolate(d.Was), d.Slot)))
	}
	for _, m := range slices.Concat(e.Modifiers, e.Missing) {
		fmt.Fprintf(b, "%30s%s\n", "", st.paint(dim, "· "+m))
	}
	fmt.Fprintln(b)
}

func (st Style) hold(b *bufio.Writer, h recoupe.Hold) {
	when := "date not said"
	if h.Valid != nil && !h.Valid.Start.IsZero() {
		when = "since " + h.Valid.Start.Format("2 Jan 15:04")
	} else if !h.Said.IsZero() {
		when = "said " + h.Said.Format(time.DateOnly)
	}
	place := placeWords(h.Place)
	if h.Place.Count > 0 {
		place = fmt.Sprintf("%d unnamed places near %s", h.Place.Count, h.Place.Name)
	}
	who := h.ControllerName
	if who == "" {
		who = h.Controller
	}
	by := h.Origin
	if by == "" {
		by = "own voice"
	}
	relation := h.Relation
	if h.Polarity == recoupe.Negative {
		relation = "not " + relation
	}
	status := h.Status
	if !h.KnownTo.IsZero() {
		status = "was " + status
	}
	fmt.Fprintf(b, "  %s %s %s %s  %s\n", st.paint(st.ledgerColor(h.Status), pad(status, 15)), pad(place, 26), pad(relation, 12), pad(who, 30), st.paint(dim, "according to "+by+", "+when))
}

// placeWords names a place with its relation: "N, NE of Hama", "10 km from Hama".
func placeWords(p recoupe.Place) string {
	name := p.Name
	if len(p.Directions) > 0 {
		name = strings.Join(p.Directions, ", ") + " of " + name
	}
	switch {
	case p.Distance != nil:
		return fmt.Sprintf("%g km %s", *p.Distance, name)
	case p.Relation == "" || len(p.Directions) > 0:
		return name
	}
	return strings.ReplaceAll(p.Relation, "_", " ") + " " + name
}

func (st Style) ledgerColor(status string) string {
	if status == "accepted" {
		return green
	}
	return yellow
}

// WriteBrief prints a brief as text, each sentence with the claims it rests on.
func WriteBrief(w io.Writer, br recoupe.Brief) error {
	b := bufio.NewWriter(w)
	if br.Title != "" {
		fmt.Fprintf(b, "%s\n\n", br.Title)
	}
	for _, s := range br.Sentences {
		var refs []string
		for _, c := range s.Claims {
			refs = append(refs, c.Dispatch+"#"+c.Claim)
		}
		fmt.Fprintf(b, "%s [%s]\n", s.Text, strings.Join(refs, ", "))
	}
	return b.Flush()
}
