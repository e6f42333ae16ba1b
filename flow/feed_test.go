// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package flow

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe/fetch"
	"recoupe/intake"
	"recoupe/store"
)

// TestPollServer follows one feed of a real server through what servers do, on a clock that the test moves.
func TestPollServer(t *testing.T) {
	const modified = "Wed, 04 Dec 2024 08:00:00 GMT"
	var asked []string
	answer := func(w http.ResponseWriter) {}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match")+"|"+r.Header.Get("If-Modified-Since"))
		answer(w)
	}))
	defer srv.Close()
	f, m := newFlow(t, nil)
	f.Fetch = fetch.New(fetch.Options{AllowLoopback: true, Timeout: 5 * time.Second})
	now := time.Date(2024, 12, 4, 9, 0, 0, 0, time.UTC)
	f.Now = func() time.Time { return now }
	if err := f.AddFeed(t.Context(), srv.URL+"/feed"); err != nil {
		t.Fatal(err)
	}
	serve := func(body string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", modified)
			fmt.Fprint(w, body)
		}
	}
	status := func(code int, header ...string) func(http.ResponseWriter) {
		return func(w http.ResponseWriter) {
			for i := 0; i+1 < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	known := `"v1"|` + modified
	steps := []struct {
		name     string
		answer   func(http.ResponseWriter)
		asked    string // what the request says it has
		received int
		failures int
		err      string
		wait     time.Duration // at least, until the next
	}{
		{"first time", serve(rss), "|", 2, 0, "", Interval},
		{"as it was", status(http.StatusNotModified), known, 2, 0, "", Interval},
		{"the same again", serve(rss), known, 2, 0, "", Interval},
		{"out of order", status(http.StatusInternalServerError), known, 2, 1, "the server answers 500 Internal Server Error", 2 * Interval},
		{"asked to wait", status(http.StatusTooManyRequests, "Retry-After", "7200"), known, 2, 2, "the server answers 429 Too Many Requests", 2 * time.Hour},
		{"a page in its place", serve("<html><body>Moved</body></html>"), known, 2, 3, "neither RSS nor Atom", 8 * Interval},
		{"empty is not silent", serve(`<rss version="2.0"><channel><title>Agence du Nord</title></channel></rss>`), known, 2, 0, "", Interval},
		{"gone", status(http.StatusGone), known, 2, 1, "the server answers 410 Gone", 2 * Interval},
	}
	for _, s := range steps {
		asked, answer = nil, s.answer
		if _, err := f.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := m.feeds[srv.URL+"/feed"]
		if diff := cmp.Diff([]string{s.asked}, asked); diff != "" {
			t.Errorf("%s: requests (-want +got)\n%s", s.name, diff)
		}
		if got.Received != s.received || got.Failures != s.failures || !strings.Contains(got.Error, s.err) || (s.err == "") != (got.Error == "") || strings.Contains(got.Error, "\n") {
			t.Errorf("%s: %+v", s.name, got)
		}
		if wait := got.Next.Sub(now); wait < s.wait || wait > s.wait+s.wait/5 {
			t.Errorf("%s: asked again after %v, want %v and little more", s.name, wait, s.wait)
		}
		if s.err == "" && !got.LastGood.Equal(now) {
			t.Errorf("%s: last good %v, want %v", s.name, got.LastGood, now)
		}
		now = got.Next
	}
}

// TestPollPolite: feeds of one host are not asked all at once; those of others do not wait for them.
func TestPollPolite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		at := map[string]time.Time{}
		w := web{}
		for _, u := range []string{"https://a.example/1", "https://a.example/2", "https://b.example/1"} {
			w[u] = func() (fetch.Page, error) {
				at[u] = time.Now()
				return fetch.Page{NotModified: true}, nil
			}
		}
		f, m := newFlow(t, w)
		start := time.Now()
		for u := range w {
			m.feeds[u] = store.Feed{URL: u, Next: start}
		}
		if _, err := f.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
		if gap := at["https://a.example/2"].Sub(at["https://a.example/1"]); gap < perHost {
			t.Errorf("two feeds of one host within %v, want %v", gap, perHost)
		}
		if took := time.Since(start); took > 2*perHost {
			t.Errorf("three feeds of two hosts took %v", took)
		}
		// Nothing is due: nobody is asked, and the wait ends before the next is.
		clear(at)
		wait, err := f.Poll(t.Context())
		if err != nil || len(at) > 0 || wait <= 0 || wait > time.Minute {
			t.Errorf("asked %v, wait %v, %v", at, wait, err)
		}
	})
}

// TestPollPages: an entry without a text is read from its page, once.
func TestPollPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		w := web{
			"https://a.example/feed": func() (fetch.Page, error) {
				return fetch.Page{Body: []byte(`<rss version="2.0"><channel><title>A</title><item><title>Le pont</title><link>https://a.example/1</link></item><item><title>Perdu</title><link>https://a.example/2</link></item></channel></rss>`)}, nil
			},
			"https://a.example/1": func() (fetch.Page, error) {
				asked++
				return fetch.Page{URL: "https://www.a.example/1?x", ContentType: "text/html", Body: []byte("<html><body><p>Le pont du nord a été rouvert mercredi, selon la mairie.</p></body></html>")}, nil
			},
		}
		f, m := newFlow(t, w)
		m.feeds["https://a.example/feed"] = store.Feed{URL: "https://a.example/feed"}
		for range 2 {
			time.Sleep(time.Hour)
			if _, err := f.Poll(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if len(m.readings) != 1 || m.readings[0].Dispatch.URL != "https://a.example/1" || asked != 1 {
			t.Errorf("%d dispatches after asking the page %d times: %+v", len(m.readings), asked, m.readings)
		}
		if feed := m.feeds["https://a.example/feed"]; feed.Error != "" || feed.Received != 1 {
			t.Errorf("feed %+v", feed)
		}
	})
}

// TestRevision: another text from the same address is the next revision, the same text is known.
func TestRevision(t *testing.T) {
	page := func(text, ad string) func() (fetch.Page, error) {
		return func() (fetch.Page, error) {
			return fetch.Page{URL: "https://a.example/1", ContentType: "text/html", Body: []byte("<html><!-- " + ad + " --><body><p>" + text + "</p></body></html>")}, nil
		}
	}
	w := web{}
	f, m := newFlow(t, w)
	steps := []struct {
		name     string
		page     func() (fetch.Page, error)
		added    bool
		revision int
	}{
		{"first", page("Dix personnes ont été blessées, selon la mairie.", "1"), true, 0},
		{"the same", page("Dix personnes ont été blessées, selon la mairie.", "1"), false, 0},
		{"other bytes around the same text", page("Dix personnes ont été blessées, selon la mairie.", "2"), false, 0},
		{"another text", page("Douze personnes ont été blessées, selon la mairie.", "3"), true, 1},
		{"and another", page("Treize personnes ont été blessées, selon la mairie.", "4"), true, 2},
	}
	last := ""
	for _, s := range steps {
		w["https://a.example/1"] = s.page
		d, added, err := f.AddURL(t.Context(), "https://a.example/1", intake.Hints{})
		if err != nil || added != s.added || d.Revision != s.revision {
			t.Errorf("%s: added %v, revision %d, %v", s.name, added, d.Revision, err)
		}
		if s.revision > 0 && (d.Replaces == nil || d.Replaces.ID != last || d.Replaces.Kind != "correction") {
			t.Errorf("%s: replaces %+v, want %s", s.name, d.Replaces, last)
		}
		last = d.ID
	}
	if len(m.readings) != 3 {
		t.Errorf("%d dispatches, want 3", len(m.readings))
	}
}

// TestBackoff: every failure doubles the wait, up to a day; feeds do not fall due together.
func TestBackoff(t *testing.T) {
	tests := []struct {
		failures int
		want     time.Duration
	}{
		{0, Interval}, {1, 2 * Interval}, {2, 4 * Interval}, {6, 64 * Interval}, {7, longest}, {1000, longest},
	}
	for _, tt := range tests {
		got := backoff("https://a.example/feed", tt.failures)
		if got < tt.want || got > tt.want+tt.want/10 {
			t.Errorf("backoff after %d failures = %v, want %v and at most a tenth more", tt.failures, got, tt.want)
		}
	}
	if backoff("https://a.example/1", 0) == backoff("https://b.example/2", 0) {
		t.Error("two feeds fall due together")
	}
}
