// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recoupe"
	"recoupe/actor"
	"recoupe/demo"
	"recoupe/desk"
	"recoupe/gazetteer"
	"recoupe/intake"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/read"
	"recoupe/token"
	"recoupe/weave"
)

// world is a library in memory that reads and weaves for real.
type world struct {
	mu       sync.Mutex
	readings []recoupe.Reading
	woven    recoupe.Woven
	feeds    []desk.Feed
	changes  chan desk.Change
	decided  []recoupe.Decision
	former   map[string]recoupe.Event
}

var stages = sync.OnceValue(func() *read.Reader {
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return &read.Reader{Pack: packs.Get, Names: name.Finders(packs.Names, g, actor.Default()), Places: place.Finder{Gazetteer: g}, Register: actor.Default()}
})

// demonstration is the demonstration day, read and woven once.
var demonstration = sync.OnceValue(func() *world {
	ds, err := demo.Day()
	if err != nil {
		panic(err)
	}
	w := &world{}
	var last time.Time // what says no date of its own comes with the one before
	for _, d := range ds {
		if d.Published.After(last) {
			last = d.Published
		}
		if d.Received = d.Published; d.Received.IsZero() {
			d.Received = last
		}
		w.readings = append(w.readings, stages().Read(d))
	}
	w.woven = weave.Weave(w.readings, weave.Options{Register: actor.Default()})
	return w
})

// day returns a world of its own that holds the demonstration day.
func day() *world {
	d := demonstration()
	return &world{readings: slices.Clone(d.readings), woven: d.woven, changes: make(chan desk.Change, 8)}
}

func (w *world) config() desk.Config {
	return desk.Config{
		Library: w, Intake: w, Feeds: w, Changes: w, Decisions: w, Lang: "fr", Zone: time.FixedZone("Asia/Damascus", 3*3600),
		Name: actor.Default().NameIn, Register: actor.Default(), Credits: []string{"Place names: GeoNames, CC BY 4.0"},
		Where: func(text, lang string) []recoupe.Place {
			regions, sents := token.Document(text, lang, nil)
			return stages().Places.Find(text, lang, regions, sents, place.Hint{})
		},
		Cities: func(west, south, east, north float64, limit int, _ string) []recoupe.Candidate {
			return stages().Places.Gazetteer.Box(west, south, east, north, limit)
		},
		PlaceName: func(id, lang string) string {
			if e, ok := stages().Places.Gazetteer.Get(id); ok {
				return cmp.Or(e.In(lang), e.Name)
			}
			return ""
		},
		Side: func(id, _ string, _ time.Time) desk.Side {
			switch e, _ := actor.Default().Get(id); e.Kind {
			case "armed_force", "government":
				return desk.Side{Letter: "G", Class: "state"}
			case "armed_group", "coalition":
				return desk.Side{Letter: "O", Class: "opposition"}
			}
			return desk.Side{}
		},
	}
}

// open serves a desk over the world until the test ends.
func (w *world) open(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(desk.New(w.config()))
	t.Cleanup(s.Close)
	return s
}

func (w *world) Dispatches(_ context.Context, q desk.DispatchQuery) ([]recoupe.Dispatch, int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []recoupe.Dispatch
	for _, r := range w.readings {
		d := r.Dispatch
		if strings.Contains(strings.ToLower(d.Title+d.Text), strings.ToLower(q.Text)) && strings.Contains(d.Publisher, q.Publisher) &&
			(q.Lang == "" || d.Lang == q.Lang) && (q.Replaces == "" || d.Replaces != nil && d.Replaces.ID == q.Replaces) && (!q.Demonstration || d.Demonstration) && !d.Published.Before(q.From) && (q.To.IsZero() || d.Published.Before(q.To)) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b recoupe.Dispatch) int {
		return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.ID, b.ID))
	})
	total := len(out)
	out = out[min(q.Offset, total):]
	return out[:min(q.Limit, len(out))], total, nil
}

func (w *world) Reading(_ context.Context, id string) (recoupe.Reading, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range w.readings {
		if r.Dispatch.ID == id {
			return r, nil
		}
	}
	return recoupe.Reading{}, recoupe.ErrNotFound
}

func (w *world) Woven(context.Context) (recoupe.Woven, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.woven, nil
}

func (w *world) Add(_ context.Context, s desk.Submission) (recoupe.Dispatch, error) {
	h := intake.Hints{Publisher: s.Publisher, Lang: s.Lang, Name: s.Name}
	if !s.Published.IsZero() {
		h.Date = s.Published.Format(time.DateOnly)
	}
	if len(s.Raw) == 0 {
		return recoupe.Dispatch{}, recoupe.ErrForbidden
	}
	d, err := intake.Read(s.Raw, h)
	if err != nil {
		return d, err
	}
	r := stages().Read(d)
	w.mu.Lock()
	w.readings = append(w.readings, r)
	w.weave()
	w.mu.Unlock()
	if w.changes != nil {
		w.changes <- desk.Change{Seq: int64(len(w.readings)), Kind: "dispatch", ID: d.ID, Text: d.Title}
	}
	return r.Dispatch, nil
}

func (w *world) Decisions(context.Context) ([]recoupe.Decision, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.decided), nil
}

func (w *world) Decide(_ context.Context, together bool, a, b recoupe.ClaimRef, by, reason string) (recoupe.Decision, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	d := recoupe.Decision{ID: fmt.Sprintf("d%d", len(w.decided)+1), Together: together, By: by, Reason: reason, At: time.Date(2024, 12, 4, 20, len(w.decided), 0, 0, time.UTC)}
	var ok bool
	for _, r := range w.readings {
		if r.Dispatch.ID == a.Dispatch {
			d.A, ok = r.Anchor(a.Claim)
		}
	}
	for _, r := range w.readings {
		if r.Dispatch.ID == b.Dispatch && ok {
			d.B, ok = r.Anchor(b.Claim)
		}
	}
	if !ok || d.B.Dispatch == "" {
		return d, recoupe.ErrNotFound
	}
	w.decided = append(w.decided, d)
	w.weave()
	return d, nil
}

func (w *world) Undo(_ context.Context, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range w.decided {
		if w.decided[i].ID == id {
			w.decided[i].Undone, w.decided[i].UndoneAt = true, time.Date(2024, 12, 4, 21, 0, 0, 0, time.UTC)
			w.weave()
			return nil
		}
	}
	return recoupe.ErrNotFound
}

func (w *world) Withdraw(_ context.Context, id, _, reason string) (recoupe.Dispatch, error) {
	old, err := w.Reading(context.Background(), id)
	if err != nil || reason == "" {
		return recoupe.Dispatch{}, cmp.Or(err, error(recoupe.ErrInvalid))
	}
	n := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: "w-" + id, Publisher: old.Dispatch.Publisher, Text: reason, Published: old.Dispatch.Published.Add(time.Hour), Received: old.Dispatch.Published.Add(time.Hour),
		Replaces: &recoupe.Replacement{ID: id, Kind: "kill"}}}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.readings = append(w.readings, n)
	w.weave()
	return n.Dispatch, nil
}

func (w *world) Former(_ context.Context, id string) (recoupe.Event, error) {
	if e, ok := w.former[id]; ok {
		return e, nil
	}
	return recoupe.Event{}, recoupe.ErrNotFound
}

func (w *world) weave() {
	w.woven = weave.Weave(w.readings, weave.Options{Register: actor.Default(), Decisions: w.decided})
}

func (w *world) Feeds(context.Context) ([]desk.Feed, error) { return w.feeds, nil }

func (w *world) AddFeed(_ context.Context, address string) error {
	if u, err := url.Parse(address); err != nil || u.Host == "" {
		return recoupe.ErrInvalid
	}
	w.feeds = append(w.feeds, desk.Feed{URL: address})
	return nil
}

func (w *world) RemoveFeed(_ context.Context, address string) error {
	w.feeds = slices.DeleteFunc(w.feeds, func(f desk.Feed) bool { return f.URL == address })
	return nil
}

func (w *world) Subscribe(ctx context.Context, _ int64) <-chan desk.Change {
	out := make(chan desk.Change)
	go func() {
		defer close(out)
		for {
			select {
			case c := <-w.changes:
				select {
				case out <- c:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// get fetches a page in a language.
func get(t *testing.T, s *httptest.Server, path, lang string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Language", lang)
	return send(t, r)
}

func send(t *testing.T, r *http.Request) (status int, body string) {
	t.Helper()
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// article is a page of our own of the kind that the desk is made for.
const article = `Selon l'Observatoire syrien des droits de l'homme (OSDH), "les troupes gouvernementales ont engagé une contre-attaque" dans la nuit. Elles auraient repoussé les combattants de Hayat Tahrir al-Cham (HTS).
Combats au nord
L'agence Sana a affirmé mercredi que l'armée menait de violents combats au nord-est de la ville de Hama.
Selon l'Observatoire, les troupes gouvernementales ont pu "repousser HTS à environ 10 km" de la ville de Hama et ont repris deux villages environnants.`
