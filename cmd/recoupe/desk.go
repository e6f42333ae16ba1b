// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/demo"
	"recoupe/desk"
	"recoupe/flow"
	"recoupe/gazetteer"
	"recoupe/intake"
	"recoupe/place"
	"recoupe/store"
	"recoupe/syntax"
)

type deskCommand struct {
	dataFlag
	extraction
	Listen string `default:"127.0.0.1:8080" help:"Address to listen on."`
	Demo   bool   `help:"Load the demonstration day into an empty data folder."`
	Lang   string `default:"fr" enum:"fr,en,ar" help:"Language of the pages for readers who state none."`
	Zone   string `default:"Asia/Damascus" help:"Time zone in which times are shown."`
	NoPoll bool   `help:"Do not follow feeds."`
}

// Run serves the desk until it is interrupted.
func (c *deskCommand) Run(s *streams) error {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return usageError{fmt.Sprintf("--zone %q is no time zone; write one such as Asia/Damascus", c.Zone)}
	}
	if _, _, err := net.SplitHostPort(c.Listen); err != nil {
		return usageError{fmt.Sprintf("--listen %q is no address; write one such as 127.0.0.1:8080", c.Listen)}
	}
	ln, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Listen, err)
	}
	log := slog.New(slog.NewTextHandler(s.err, nil))
	f, err := c.open(s.ctx, log)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	if f.left != nil {
		log.Warn(f.left.Error())
	}
	if f.flow.Read, err = c.reader(s.ctx, f.reader); err != nil {
		return errors.Join(err, ln.Close(), f.close())
	}
	if err := f.flow.CatchUp(s.ctx); err != nil {
		return errors.Join(err, ln.Close(), f.close())
	}
	if c.Demo {
		if err := loadDemo(s.ctx, f.flow, log); err != nil {
			return errors.Join(err, ln.Close(), f.close())
		}
	}
	if addr, ok := ln.Addr().(*net.TCPAddr); ok && !addr.IP.IsLoopback() {
		log.Warn("the desk has no accounts: everybody who reaches this address can read and add", "address", ln.Addr().String())
	}
	fmt.Fprintf(s.out, "the desk is open at http://%s\n", ln.Addr())
	err = serve(s.ctx, ln, c.handler(f, zone, log), f.flow, !c.NoPoll)
	return errors.Join(err, f.close())
}

// serve answers until ctx ends; feeds are followed beside.
func serve(ctx context.Context, ln net.Listener, h http.Handler, fl *flow.Flow, poll bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	done := make(chan error, 2)
	go func() { done <- srv.Serve(ln) }()
	followed := make(chan error, 1)
	go func() {
		if !poll {
			followed <- nil
			return
		}
		followed <- fl.Follow(ctx)
	}()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		stop, end := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer end()
		if err := srv.Shutdown(stop); err != nil {
			srv.Close()
		}
		err = <-done
	}
	cancel()
	<-followed
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// loadDemo adds the demonstration day to an empty store.
func loadDemo(ctx context.Context, f *flow.Flow, log *slog.Logger) error {
	_, n, err := f.Store.Dispatches(ctx, store.Query{Limit: 1})
	if err != nil || n > 0 {
		return err
	}
	ds, err := demo.Day()
	if err != nil {
		return err
	}
	added, err := f.AddAll(ctx, ds)
	log.Info("demonstration day loaded", "dispatches", len(added))
	return err
}

// credits name whose places and lines the map shows: the embedded tables, then the packs.
func credits(g *gazetteer.Gazetteer) []string {
	out := []string{"Place names: GeoNames (geonames.org), CC BY 4.0, changed", "Base map: Natural Earth, public domain"}
	for _, p := range g.Packs() {
		line := p.Name + ": " + cmp.Or(p.Origin, "origin not stated")
		if p.Licence != "" {
			line += ", " + p.Licence
		}
		out = append(out, line)
	}
	return out
}

func (c *deskCommand) handler(f *folder, zone *time.Location, log *slog.Logger) http.Handler {
	register := actor.Default()
	finder := f.reader.Places
	return desk.New(desk.Config{
		Library: library{f}, Intake: library{f}, Feeds: library{f}, Changes: library{f}, Decisions: library{f},
		Where: func(text, lang string) []recoupe.Place {
			return findPlaces(finder, text, lang, place.Hint{}, syntax.NewWork())
		},
		Cities: func(west, south, east, north float64, limit int, lang string) []recoupe.Candidate {
			return named(finder.Gazetteer, finder.Gazetteer.Box(west, south, east, north, limit), lang)
		},
		Side: func(id, country string, on time.Time) desk.Side { return side(register, id, country, on) },
		Name: register.NameIn, Register: register,
		PlaceName: func(id, lang string) string { return placeName(finder.Gazetteer, id, lang) },
		Zone:      zone, Lang: c.Lang, Log: log,
		Credits: credits(finder.Gazetteer),
	})
}

// named gives candidates the names that they have in a language.
func named(g *gazetteer.Gazetteer, cs []recoupe.Candidate, lang string) []recoupe.Candidate {
	for i := range cs {
		if e, ok := g.Get(cs[i].ID); ok {
			cs[i].Name = cmp.Or(e.In(lang), e.Name)
		}
	}
	return cs
}

// library shows a data folder to the desk in the desk's words.
type library struct{ f *folder }

func (l library) Dispatches(ctx context.Context, q desk.DispatchQuery) ([]recoupe.Dispatch, int, error) {
	return l.f.store.Dispatches(ctx, store.Query{Text: q.Text, Publisher: q.Publisher, Lang: q.Lang, Replaces: q.Replaces, Demonstration: q.Demonstration, From: q.From, To: q.To, Offset: q.Offset, Limit: q.Limit})
}

func (l library) Reading(ctx context.Context, id string) (recoupe.Reading, error) {
	return l.f.store.Reading(ctx, id)
}

func (l library) Woven(ctx context.Context) (recoupe.Woven, error) {
	w, err := l.f.store.Woven(ctx, time.Time{})
	return w, err
}

// Add takes a submission of the desk down.
func (l library) Add(ctx context.Context, s desk.Submission) (recoupe.Dispatch, error) {
	h := intake.Hints{Publisher: s.Publisher, Lang: s.Lang, Name: s.Name}
	if !s.Published.IsZero() {
		h.Date = s.Published.Format(time.RFC3339)
		if s.PublishedDay {
			h.Date = s.Published.Format(time.DateOnly)
		}
	}
	if len(s.Raw) == 0 && s.URL != "" {
		d, _, err := l.f.flow.AddURL(ctx, s.URL, h)
		return d, err
	}
	d, _, err := l.f.flow.Add(ctx, s.Raw, h)
	return d, err
}

func (l library) Feeds(ctx context.Context) ([]desk.Feed, error) {
	fs, err := l.f.store.Feeds(ctx)
	out := make([]desk.Feed, len(fs))
	for i, f := range fs {
		out[i] = desk.Feed{URL: f.URL, Title: f.Title, LastTried: f.LastTried, LastGood: f.LastGood, Error: f.Error, Received: f.Received}
	}
	return out, err
}

func (l library) AddFeed(ctx context.Context, url string) error { return l.f.flow.AddFeed(ctx, url) }

func (l library) RemoveFeed(ctx context.Context, url string) error {
	return l.f.store.DeleteFeed(ctx, url)
}

// Decisions, Decide, Undo and Former let people join events and part them.
func (l library) Decisions(ctx context.Context) ([]recoupe.Decision, error) {
	return l.f.store.Decisions(ctx)
}

// Decide keeps a decision and weaves.
func (l library) Decide(ctx context.Context, together bool, a, b recoupe.ClaimRef, by, reason string) (recoupe.Decision, error) {
	return l.f.flow.Decide(ctx, together, a, b, by, reason)
}

// Undo marks a decision undone and weaves.
func (l library) Undo(ctx context.Context, id string) error { return l.f.flow.Undo(ctx, id) }

// Withdraw takes a dispatch out.
func (l library) Withdraw(ctx context.Context, id, by, reason string) (recoupe.Dispatch, error) {
	return l.f.flow.Withdraw(ctx, id, by, reason)
}

// Former is an event that is no more.
func (l library) Former(ctx context.Context, id string) (recoupe.Event, error) {
	return l.f.store.Event(ctx, id)
}

// Subscribe passes changes on in the desk's words.
func (l library) Subscribe(ctx context.Context, seq int64) <-chan desk.Change {
	out := make(chan desk.Change)
	go func() {
		defer close(out)
		for c := range l.f.flow.Subscribe(ctx, seq) {
			select {
			case out <- desk.Change(c):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// side gives an actor its sign on the map of a place: the organs of the place's own state, its armed groups, or
// somebody from elsewhere. An armed group is one of the place's own where the register gives it no country.
func side(r *actor.Register, id, country string, on time.Time) desk.Side {
	e, ok := r.Get(id)
	if !ok || !e.Active.Holds(on) {
		return desk.Side{Letter: "?", Class: "unknown"}
	}
	if e.Country != "" && country != "" && e.Country != country {
		return desk.Side{Letter: "E", Class: "foreign"}
	}
	switch e.Kind {
	case "government", "armed_force", "security_force", "ministry", "state":
		return desk.Side{Letter: "G", Class: "state"}
	case "armed_group", "coalition":
		return desk.Side{Letter: "O", Class: "opposition"}
	}
	return desk.Side{Letter: "?", Class: "unknown"}
}
