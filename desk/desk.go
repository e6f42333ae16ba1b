// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package desk serves the editor's desk: pages rendered on the server that read
// well without scripts, a small JSON interface, and server-sent events that
// keep an open page current.
//
// In: a Library to read from, and where there is one an Intake that takes new
// dispatches. Out: an http.Handler. Every word shown comes from a span or from
// the locale files. It will not fetch, read or weave dispatches itself, never
// averages figures, and sends no request to another machine.
package desk

import (
	"log/slog"
	"net/http"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/desk/web"
)

// Config is what a desk is made of. Only Library is needed.
type Config struct {
	Library Library
	// Intake takes new dispatches; nil makes a desk for reading only.
	Intake Intake
	// Feeds lists and changes the feeds that are followed; nil for none.
	Feeds Feeds
	// Decisions keeps what people decide about events; nil for a desk where nobody may.
	Decisions Decisions
	// Changes tells of new dispatches and events; nil makes a desk that is not live.
	Changes Changes
	// Where finds the places of a text, for trying out phrases; nil turns the page off.
	Where func(text, lang string) []recoupe.Place
	// Cities returns places for the map inside a box (west, south, east, north), the largest first, named in a language; nil for none.
	Cities func(west, south, east, north float64, limit int, lang string) []recoupe.Candidate
	// Side returns the sign of an actor that holds a place of a country on a day; nil draws every holder alike.
	Side func(actor, country string, on time.Time) Side
	// Register knows who stands in whose camp, for the state of a place; nil is no register: no change is then accepted.
	Register *actor.Register
	// Name returns an actor's display name in a language, "" where it is unknown; nil uses the names of the claims.
	Name func(actor, lang string) string
	// PlaceName returns a gazetteer entry's name in a language, "" where it is unknown; nil uses the names of the readings.
	PlaceName func(id, lang string) string
	// Zone is the zone in which times are shown; nil is UTC.
	Zone *time.Location
	// Lang is the language of the pages for readers who state none: fr, en or ar.
	Lang string
	// Credits are lines for the packs in use.
	Credits []string
	Log     *slog.Logger
}

// Side is how a holder is drawn: a letter and one of the colour classes
// state, opposition, foreign and unknown.
type Side struct{ Letter, Class string }

type desk struct {
	Config
	locales map[string]*locale
	pages   map[string]*pageSet
	shelf   *shelf
}

// New returns the desk. It panics only where the embedded pages or locales are
// broken, which a test finds.
func New(c Config) http.Handler {
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &desk{Config: c, locales: mustLocales(), shelf: newShelf(c.Library)}
	for _, l := range d.locales {
		l.placeName = d.PlaceName
	}
	if d.locales[d.Lang] == nil {
		d.Lang = "fr"
	}
	d.pages = mustPages(d.locales, d.Zone)
	return d.guard(d.routes())
}

func (d *desk) routes() *http.ServeMux {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", d.page(d.today))
	m.HandleFunc("GET /events/{id}", d.page(d.event))
	m.HandleFunc("GET /dispatches", d.dispatches)
	m.HandleFunc("GET /dispatches/{id}", d.dispatch)
	m.HandleFunc("POST /dispatches/{id}/withdraw", d.withdraw)
	m.HandleFunc("GET /ledger", d.page(d.ledger))
	m.HandleFunc("GET /ledger/places/{place}", d.held)
	m.HandleFunc("GET /ledger/changes", d.page(d.changes))
	m.HandleFunc("GET /api/ledger/places/{place}", d.heldJSON)
	m.HandleFunc("GET /api/ledger/changes.json", d.data(d.changesJSON))
	m.HandleFunc("GET /map", d.page(d.chart))
	m.HandleFunc("GET /brief", d.page(d.brief))
	m.HandleFunc("GET /add", d.addForm)
	m.HandleFunc("POST /add", d.add)
	m.HandleFunc("GET /feeds", d.feeds)
	m.HandleFunc("POST /feeds", d.changeFeeds)
	m.HandleFunc("GET /decisions", d.decisions)
	m.HandleFunc("POST /decisions", d.decide)
	m.HandleFunc("GET /try/where", d.tryWhere)
	m.HandleFunc("GET /about", d.about)
	m.HandleFunc("POST /prefs", d.prefs)
	m.HandleFunc("GET /live", d.live)
	m.HandleFunc("GET /api/map.json", d.data(d.mapJSON))
	m.HandleFunc("GET /api/where.json", d.whereJSON)
	m.HandleFunc("GET /api/cities.json", d.citiesJSON)
	m.HandleFunc("GET /api/events.json", d.data(d.eventsJSON))
	m.HandleFunc("GET /api/decisions.json", d.decisionsJSON)
	m.HandleFunc("POST /api/decisions", d.decideJSON)
	m.HandleFunc("POST /api/decisions/{id}/undo", d.undoJSON)
	m.HandleFunc("GET /api/dispatches/{id}", d.dispatchJSON)
	m.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	m.HandleFunc("GET /style.css", styleSheet)
	m.HandleFunc("GET /icon.svg", iconFile)
	m.Handle("GET /static/", http.StripPrefix("/static/", web.Handler()))
	m.HandleFunc("/", d.missing)
	return m
}

// page serves a handler that needs the woven state as a reader sees it; without one it shows the page that says why.
func (d *desk) page(h func(http.ResponseWriter, *http.Request, *viewer)) http.HandlerFunc {
	return d.viewed(h, d.fail)
}

// data is page for answers in JSON, which fail with a status alone.
func (d *desk) data(h func(http.ResponseWriter, *http.Request, *viewer)) http.HandlerFunc {
	return d.viewed(h, func(w http.ResponseWriter, _ *http.Request, err error) {
		http.Error(w, http.StatusText(statusOf(err)), statusOf(err))
	})
}

func (d *desk) viewed(h func(http.ResponseWriter, *http.Request, *viewer), fail func(http.ResponseWriter, *http.Request, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := d.viewer(r.Context(), d.langOf(r))
		if err != nil {
			fail(w, r, err)
			return
		}
		h(w, r, v)
	}
}

// policy is the Content-Security-Policy of every answer: nothing from elsewhere.
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; " +
	"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// guard sets the headers of every answer and refuses changes asked for by other sites.
func (d *desk) guard(next http.Handler) http.Handler {
	safe := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		safe.ServeHTTP(w, r)
	})
}
