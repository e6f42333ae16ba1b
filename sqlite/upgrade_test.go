// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/storetest"
)

// TestUpgrade opens a file of the schema in which the woven state had no strands: nothing is lost, the order stays, and
// what was known before stays readable after all was woven anew.
func TestUpgrade(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "desk.db")
	before(t, path)
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	hour := func(n int) time.Time { return time.Unix(int64(n)*3600, 0) }
	want := func(when string, at time.Time, want ...string) {
		t.Helper()
		w, err := s.Woven(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, read(w)); d != "" {
			t.Errorf("%s (-want +got)\n%s", when, d)
		}
	}
	want("in the first hour", hour(1), "gone", "e1")
	want("in the second hour", hour(2), "e0", "e1", "h")
	want("now", time.Time{}, "e0", "e1", "h")
	var ids []string
	for r, err := range s.Unwoven(ctx, "") {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.Dispatch.ID)
	}
	if d := cmp.Diff([]string{"a"}, ids); d != "" {
		t.Errorf("to be woven anew (-want +got)\n%s", d)
	}
	if _, err := s.Replace(ctx, storetest.All(recoupe.Strand{ID: "1", Parts: []recoupe.Part{{Rank: "1", Event: &recoupe.Event{ID: "e1"}}}}), hour(3)); err != nil {
		t.Fatal(err)
	}
	want("woven anew", time.Time{}, "e1")
	want("still in the second hour", hour(2), "e0", "e1", "h")
	if e, err := s.Event(ctx, "gone"); err != nil || e.ID != "gone" {
		t.Errorf("an event of before: %+v, %v", e, err)
	}
}

// before makes a file of the third schema with one dispatch and two states.
func before(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	exec := func(q string, args ...any) {
		t.Helper()
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"001_first.sql", "002_known.sql", "003_decisions.sql"} {
		step, err := migrations.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		exec(string(step))
	}
	exec("PRAGMA user_version = 3")
	r := storetest.Sample("a", time.Unix(0, 0), "texte")
	dispatch, err1 := json.Marshal(r.Dispatch)
	reading, err2 := encodeReading(r)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	exec("INSERT INTO dispatch (id, publisher, lang, published, received, digest, body) VALUES ('a', 'P', 'fr', 0, 0, 'd', ?)", dispatch)
	exec("INSERT INTO reading (rank, body) VALUES (1, ?)", reading)
	exec("INSERT INTO woven (seq, known_from) VALUES (1, 3600000000), (2, 7200000000)")
	for i, p := range []struct {
		since, place int64
		until        any
		value        any
	}{
		{1, -1 << 33, 2, recoupe.Event{ID: "gone"}}, {1, 1 << 32, nil, recoupe.Event{ID: "e1"}}, {2, -1 << 32, nil, recoupe.Event{ID: "e0"}}, {2, 0, nil, recoupe.Hold{ID: "h"}},
	} {
		raw, err1 := json.Marshal(p.value)
		body, err2 := deflate(raw)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		kind := partHold
		if e, ok := p.value.(recoupe.Event); ok {
			kind = partEvent
			exec("INSERT INTO woven_part (id, since, until, kind, place, digest, body) VALUES (?, ?, ?, ?, ?, x'00', ?)", i+1, p.since, p.until, kind, p.place, body)
			exec("INSERT INTO event_part (event, part) VALUES (?, ?)", e.ID, i+1)
			continue
		}
		exec("INSERT INTO woven_part (id, since, until, kind, place, digest, body) VALUES (?, ?, ?, ?, ?, x'00', ?)", i+1, p.since, p.until, kind, p.place, body)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
