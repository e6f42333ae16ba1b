// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"slices"

	"recoupe"
	"recoupe/brief"
)

// briefPage is attributed prose with what each sentence rests on.
type briefPage struct {
	Title, In string
	Query     eventQuery
	Sentences []sentenceView
}

type sentenceView struct {
	Text  string
	Event string
	Label label
	// Rests are the claims, one for each dispatch and speaker.
	Rests []rest
}

type rest struct{ Who, Publisher, Link string }

// restsShown bounds how many claims are named behind a sentence.
const restsShown = 6

// brief writes what stands among the events that a reader asks for.
func (d *desk) brief(w http.ResponseWriter, r *http.Request, v *viewer) {
	page := briefPage{In: v.l.code, Query: eventQueryOf(r.URL.Query(), d.Zone)}
	if in := r.URL.Query().Get("in"); d.locales[in] != nil {
		page.In = in
	}
	events := v.filter(page.Query)
	if id := r.URL.Query().Get("event"); id != "" {
		e, ok := v.find(id)
		if !ok {
			d.fail(w, r, recoupe.ErrNotFound)
			return
		}
		events = []recoupe.Event{e}
	}
	readings, demo := v.readings(events)
	b := brief.Write(recoupe.Woven{Events: d.locales[page.In].renamed(events), Contradictions: v.w.Contradictions}, readings, page.In)
	page.Title = b.Title
	for _, s := range b.Sentences {
		page.Sentences = append(page.Sentences, v.sentence(s))
	}
	d.render(w, r, http.StatusOK, "brief", v.l.t("nav.brief"), demo, page)
}

// renamed gives the places of events their names in the language.
func (l *locale) renamed(events []recoupe.Event) []recoupe.Event {
	out := slices.Clone(events)
	for i := range out {
		out[i].Places = slices.Clone(out[i].Places)
		for k := range out[i].Places {
			out[i].Places[k].Name = l.nameOf(out[i].Places[k]) // the brief says itself what is a region
		}
	}
	return out
}

// readings are those that the claims of events come from, each once, and whether one is a demonstration.
func (v *viewer) readings(events []recoupe.Event) (out []recoupe.Reading, demo bool) {
	seen := map[string]bool{}
	for _, e := range events {
		for _, ref := range e.Claims {
			if seen[ref.Dispatch] {
				continue
			}
			seen[ref.Dispatch] = true
			if r, err := v.d.shelf.reading(v.ctx, ref.Dispatch); err == nil {
				out = append(out, r)
				demo = demo || r.Dispatch.Demonstration
			}
		}
	}
	return out, demo
}

func (v *viewer) sentence(s recoupe.BriefSentence) sentenceView {
	out := sentenceView{Text: s.Text, Event: s.Event}
	if e, ok := v.find(s.Event); ok {
		out.Label = v.label(e, e.State)
	}
	for _, ref := range s.Claims {
		x := rest{v.speaker(ref), v.quote(ref).Publisher, claimLink(ref)}
		same := slices.ContainsFunc(out.Rests, func(o rest) bool { return o.Who == x.Who && o.Publisher == x.Publisher })
		if !same && len(out.Rests) < restsShown {
			out.Rests = append(out.Rests, x)
		}
	}
	return out
}
