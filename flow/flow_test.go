// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"recoupe"
	"recoupe/archive"
	"recoupe/fetch"
	"recoupe/intake"
	"recoupe/store"
)

// memory is a store in memory: as much of one as these tests need.
type memory struct {
	store.Store
	readings []recoupe.Reading
	feeds    map[string]store.Feed
	decided  []recoupe.Decision
	// strands are as they were kept last; states are the readings that there were at each state, whole counts Replace.
	strands map[string]recoupe.Strand
	states  []int
	whole   int
	full    error // what keeping fails with
}

func (m *memory) Add(_ context.Context, r recoupe.Reading) (bool, error) {
	for _, x := range m.readings {
		if x.Dispatch.ID == r.Dispatch.ID {
			return false, nil
		}
	}
	m.readings = append(m.readings, r)
	return true, nil
}
func (m *memory) Dispatches(_ context.Context, q store.Query) (out []recoupe.Dispatch, n int, err error) {
	for _, r := range slices.Backward(m.readings) {
		if q.URL == "" || r.Dispatch.URL == q.URL {
			out = append(out, r.Dispatch)
		}
	}
	return out, len(out), nil
}
func (m *memory) Stale(context.Context) (bool, error) {
	return len(m.readings) > 0 && (len(m.states) == 0 || m.states[len(m.states)-1] < len(m.readings)), nil
}
func (m *memory) Unwoven(_ context.Context, mark string) iter.Seq2[recoupe.Reading, error] {
	from := 0
	if n, err := strconv.Atoi(mark); err == nil {
		from = m.states[n-1]
	}
	return func(yield func(recoupe.Reading, error) bool) {
		for _, r := range m.readings[from:] {
			if !yield(r, nil) {
				return
			}
		}
	}
}
func (m *memory) Changed(_ context.Context, mark string) ([]string, error) {
	if n, err := strconv.Atoi(mark); err != nil || n > len(m.states) {
		return nil, recoupe.ErrNotFound
	}
	return nil, nil
}
func (m *memory) Amend(_ context.Context, xs iter.Seq2[recoupe.Strand, error], _ time.Time) (string, error) {
	for x, err := range xs {
		if err = errors.Join(err, m.full); err != nil {
			return "", err
		}
		if m.strands[x.ID] = x; len(x.Parts) == 0 {
			delete(m.strands, x.ID)
		}
	}
	m.states = append(m.states, len(m.readings))
	return strconv.Itoa(len(m.states)), nil
}
func (m *memory) Replace(ctx context.Context, xs iter.Seq2[recoupe.Strand, error], known time.Time) (string, error) {
	clear(m.strands)
	m.whole++
	return m.Amend(ctx, xs, known)
}

// events are the claims of each event.
func (m *memory) events() (out []string) {
	for _, x := range m.strands {
		for _, p := range x.Parts {
			if p.Event != nil {
				out = append(out, fmt.Sprint(p.Event.Claims))
			}
		}
	}
	slices.Sort(out)
	return out
}
func (m *memory) Reading(_ context.Context, id string) (recoupe.Reading, error) {
	for _, r := range m.readings {
		if r.Dispatch.ID == id {
			return r, nil
		}
	}
	return recoupe.Reading{}, recoupe.ErrNotFound
}
func (m *memory) AddDecision(_ context.Context, d recoupe.Decision) error {
	m.decided = append(m.decided, d)
	return nil
}
func (m *memory) UndoDecision(_ context.Context, id string, at time.Time) error {
	for i := range m.decided {
		if m.decided[i].ID == id {
			m.decided[i].Undone, m.decided[i].UndoneAt = true, at
			return nil
		}
	}
	return recoupe.ErrNotFound
}
func (m *memory) Decisions(context.Context) ([]recoupe.Decision, error) { return m.decided, nil }
func (m *memory) Feeds(context.Context) ([]store.Feed, error) {
	var out []store.Feed
	for _, f := range m.feeds {
		out = append(out, f)
	}
	return out, nil
}
func (m *memory) SetFeed(_ context.Context, f store.Feed) error {
	m.feeds[f.URL] = f
	return nil
}

// web answers addresses from a table.
type web map[string]func() (fetch.Page, error)

func (w web) Get(_ context.Context, address string, _ fetch.Conditional) (fetch.Page, error) {
	if answer, ok := w[address]; ok {
		return answer()
	}
	return fetch.Page{}, fmt.Errorf("fetch %s: status 404: %w", address, recoupe.ErrNotFound)
}

func newFlow(t *testing.T, w web) (*Flow, *memory) {
	t.Helper()
	a, err := archive.Open(filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	m := &memory{feeds: map[string]store.Feed{}, strands: map[string]recoupe.Strand{}}
	return New(Config{Store: m, Archive: a, Fetch: w, Now: time.Now, Weaver: newBoard().weaver,
		Read: func(d recoupe.Dispatch) recoupe.Reading { return recoupe.Reading{Dispatch: d} }}), m
}

func TestAdd(t *testing.T) {
	f, m := newFlow(t, nil)
	ctx := t.Context()
	changes := f.Subscribe(ctx, 0)
	for i, want := range []bool{true, false} {
		_, added, err := f.Add(ctx, []byte("Des combats ont éclaté près du pont."), intake.Hints{Name: "a.txt"})
		if err != nil || added != want {
			t.Errorf("delivery %d: added %v, %v; want %v", i+1, added, err, want)
		}
	}
	if c := <-changes; c.Kind != "dispatch" || c.Seq != 1 {
		t.Errorf("change %+v", c)
	}
	if len(m.states) != 2 || m.whole != 1 { // of nothing, and of one dispatch
		t.Errorf("woven %d times, %d of them whole", len(m.states), m.whole)
	}
	if _, _, err := f.Add(ctx, []byte{}, intake.Hints{}); !errors.Is(err, recoupe.ErrInvalid) {
		t.Errorf("empty input: %v", err)
	}
	if _, _, err := f.AddURL(ctx, "https://example.org/none", intake.Hints{}); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("missing page: %v", err)
	}
}

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Agence du Nord</title>
<item><title>Combats</title><link>https://example.org/1</link><guid>1</guid><description>Des combats ont éclaté au nord de la ville.</description></item>
<item><title>Trêve</title><link>https://example.org/2</link><guid>2</guid><description>Une trêve a été conclue dans la soirée.</description></item>
</channel></rss>`

// TestPoll follows a feed that works, one that is as it was, and one that fails, on a clock of its own.
func TestPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := map[string]int{}
		w := web{
			"https://good.example/feed": func() (fetch.Page, error) {
				asked["good"]++
				if asked["good"] > 1 {
					return fetch.Page{NotModified: true}, nil
				}
				return fetch.Page{Body: []byte(rss)}, nil
			},
			"https://bad.example/feed": func() (fetch.Page, error) {
				asked["bad"]++
				return fetch.Page{}, errors.New("status 500\nmore")
			},
		}
		f, m := newFlow(t, w)
		ctx, cancel := context.WithCancel(t.Context())
		for url := range w {
			if err := f.AddFeed(ctx, url); err != nil {
				t.Fatal(err)
			}
		}
		done := make(chan error)
		go func() { done <- f.Follow(ctx) }()
		time.Sleep(2 * time.Hour)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		good, bad := m.feeds["https://good.example/feed"], m.feeds["https://bad.example/feed"]
		if len(m.readings) != 2 || good.Received != 2 || good.Title != "Agence du Nord" || good.Error != "" {
			t.Errorf("good feed: %d readings, %+v", len(m.readings), good)
		}
		if bad.Error != "status 500" || bad.Failures != asked["bad"] {
			t.Errorf("bad feed: %+v after %d requests", bad, asked["bad"])
		}
		if asked["good"] < 7 || asked["good"] > 9 {
			t.Errorf("good feed asked %d times in two hours, want about eight", asked["good"])
		}
		if asked["bad"] != 3 {
			t.Errorf("bad feed asked %d times in two hours, want 3: at once, after half an hour, after an hour more", asked["bad"])
		}
	})
}

func TestAddFeedRefuses(t *testing.T) {
	f, _ := newFlow(t, nil)
	for _, address := range []string{"", "ftp://example.org/feed", "file:///etc/passwd", "nonsense"} {
		if err := f.AddFeed(t.Context(), address); !errors.Is(err, recoupe.ErrInvalid) || strings.Count(err.Error(), "\n") > 1 {
			t.Errorf("AddFeed(%q) = %v", address, err)
		}
	}
}
