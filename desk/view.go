// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// card is an event as a list shows it.
type card struct {
	recoupe.Event
	Name    string
	Label   label
	Support label
	// Voices are the origins with their latest words, at most a few.
	Voices []voice
	// Most is how many origins there are if every unnamed voice is its own.
	Most, More int
	// Where names the places; Copies counts the claims that collapsed into origins.
	Where          string
	Copies         int
	Contradictions []conflict
	Hedged         bool
	Figures        []string
	Last           time.Time
	Demonstration  bool
}

// label is a state with its words.
type label struct{ State, Words string }

// voice is an origin with one of its claims.
type voice struct {
	recoupe.Origin
	Display string
	Quote   quote
}

// quote is a claim's words with where they stand.
type quote struct {
	Ref            recoupe.ClaimRef
	Text, Lang     string
	Publisher      string
	Published      recoupe.Dispatch
	Hedged, Denied bool
	// Refused says that the speaker denies the words.
	Refused bool
	// Missing says that the claim is no longer in its dispatch.
	Missing bool
}

// conflict is a contradiction between two quotes.
type conflict struct {
	recoupe.Contradiction
	Left, Right         quote
	LeftWho, RightWho   string
	LeftLink, RightLink string
}

// voicesShown bounds how many origins a card quotes.
const voicesShown = 3

// viewer makes views in one language for one request.
type viewer struct {
	d   *desk
	l   *locale
	ctx context.Context
	w   recoupe.Woven
	// against maps a claim to the contradictions that it is part of.
	against map[recoupe.ClaimRef][]recoupe.Contradiction
}

func (d *desk) viewer(ctx context.Context, lang string) (*viewer, error) {
	w, err := d.Library.Woven(ctx)
	if err != nil {
		return nil, err
	}
	v := &viewer{d: d, l: d.locales[lang], ctx: ctx, w: w, against: map[recoupe.ClaimRef][]recoupe.Contradiction{}}
	for _, c := range w.Contradictions {
		v.against[c.A] = append(v.against[c.A], c)
		if c.A != c.B {
			v.against[c.B] = append(v.against[c.B], c)
		}
	}
	return v, nil
}

func (v *viewer) card(e recoupe.Event) card {
	c := card{Event: e, Name: v.l.eventName(e.Type), Label: v.label(e, e.State), Support: v.label(e, e.Support), Last: last(e)}
	for _, o := range e.Origins {
		if !o.Withdrawn && !o.Against {
			c.Most++
		}
		if len(c.Voices) < voicesShown {
			c.Voices = append(c.Voices, v.voice(o))
		} else {
			c.More++
		}
	}
	c.Hedged = slices.Contains(e.Modifiers, "hedged")
	for _, f := range e.Figures {
		if s := v.l.band(f); s != "" {
			c.Figures = append(c.Figures, s)
		}
	}
	if c.Credibility == 6 {
		c.Credibility = 0 // cannot be judged: nothing to show
	}
	c.Contradictions = v.conflicts(e)
	c.Where = v.l.placesLine(e.Places)
	for _, o := range e.Origins {
		c.Copies += len(o.Collapsed)
	}
	for _, ref := range e.Claims {
		if _, r, ok := v.d.shelf.claim(v.ctx, ref); ok && r.Dispatch.Demonstration {
			c.Demonstration = true
			break
		}
	}
	return c
}

func last(e recoupe.Event) time.Time {
	var t time.Time
	for _, o := range e.Origins {
		if o.Last.After(t) {
			t = o.Last
		}
	}
	return t
}

// label puts a state into words: "recoupé (2)", "rapporté par OSDH".
func (v *viewer) label(e recoupe.Event, s recoupe.State) label {
	key := "state." + string(s)
	var who string
	for _, o := range e.Origins {
		if o.Withdrawn || s == recoupe.Denied != o.Against || s == recoupe.Acknowledged && o.Interest >= 0 {
			continue
		}
		if who = v.actor(o.Source, o.Name); who != "" {
			break
		}
	}
	switch s {
	case recoupe.Corroborated, recoupe.OneSided:
		return label{string(s), v.l.t(key+".n", v.l.number(float64(e.Named)))}
	case recoupe.Reported, recoupe.Claimed, recoupe.Denied, recoupe.Acknowledged:
		if who != "" {
			return label{string(s), v.l.t(key+".by", who)}
		}
	}
	return label{string(s), v.l.t(key)}
}

// actor is the display name of an actor in the reader's language.
func (v *viewer) actor(id, name string) string {
	if v.d.Name != nil && id != "" {
		if n := v.d.Name(id, v.l.code); n != "" {
			return n
		}
	}
	if id == recoupe.Author {
		return v.l.t("author")
	}
	if name != "" {
		return name
	}
	return id
}

func (v *viewer) voice(o recoupe.Origin) voice {
	x := voice{Origin: o, Display: v.actor(o.Source, o.Name)}
	if x.Display == "" {
		x.Display = v.l.t("origin.unnamed")
	}
	var best quote
	for _, ref := range o.Claims {
		q := v.quote(ref)
		if q.Missing {
			continue
		}
		same := q.Lang == v.l.code && best.Lang != v.l.code
		newer := q.Lang == best.Lang && !q.Published.Published.Before(best.Published.Published)
		if best.Text == "" || same || newer {
			best = q
		}
	}
	x.Quote = best
	return x
}

func (v *viewer) quote(ref recoupe.ClaimRef) quote {
	c, r, ok := v.d.shelf.claim(v.ctx, ref)
	if !ok {
		return quote{Ref: ref, Missing: true}
	}
	q := quote{
		Ref: ref, Text: claimText(&c), Lang: r.Dispatch.Lang, Publisher: r.Dispatch.Publisher,
		Published: r.Dispatch, Hedged: hedged(&c), Denied: c.Polarity == recoupe.Negative, Refused: c.Modality == recoupe.DeniedAs,
	}
	q.Published.Text = ""
	return q
}

// claimText is the words of a claim in one line.
func claimText(c *recoupe.Claim) string {
	s := c.Text
	if s == "" {
		s = c.Trigger.Text
	}
	return strings.Join(strings.Fields(s), " ")
}

// conflicts are the contradictions with a leg in the event, each once.
func (v *viewer) conflicts(e recoupe.Event) []conflict {
	var out []conflict
	for _, c := range v.contradictions(e) {
		out = append(out, v.conflict(c))
	}
	return out
}

// contradictions are those that claims of an event are part of.
func (v *viewer) contradictions(e recoupe.Event) []recoupe.Contradiction {
	var out []recoupe.Contradiction
	seen := map[recoupe.Contradiction]bool{}
	for _, ref := range e.Claims {
		for _, c := range v.against[ref] {
			if !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	return out
}

func (v *viewer) conflict(c recoupe.Contradiction) conflict {
	return conflict{Contradiction: c, Left: v.quote(c.A), Right: v.quote(c.B), LeftWho: v.speaker(c.A), RightWho: v.speaker(c.B),
		LeftLink: claimLink(c.A), RightLink: claimLink(c.B)}
}

func claimLink(ref recoupe.ClaimRef) string {
	return "/dispatches/" + pathEscape(ref.Dispatch) + "#" + ref.Claim
}

// speaker is the innermost speaker of a claim.
func (v *viewer) speaker(ref recoupe.ClaimRef) string {
	c, r, ok := v.d.shelf.claim(v.ctx, ref)
	if !ok {
		return ""
	}
	if a := attribution(&r, c.Attribution); a != nil {
		return v.actor(a.Source.ID, a.Source.Name)
	}
	if r.Dispatch.Publisher != "" {
		return r.Dispatch.Publisher
	}
	return v.l.t("author")
}

func attribution(r *recoupe.Reading, id string) *recoupe.Attribution {
	for i := range r.Attributions {
		if id != "" && r.Attributions[i].ID == id {
			return &r.Attributions[i]
		}
	}
	return nil
}
