// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

// shown is what the tests compare of a dispatch.
func shown(ds []recoupe.Dispatch) []string {
	var out []string
	for _, d := range ds {
		s := strings.Join([]string{d.ID, d.Publisher, d.Lang, strings.TrimSpace(d.Text)}, "|")
		if d.Replaces != nil {
			s += "|" + d.Replaces.Kind + " " + d.Replaces.ID
		}
		out = append(out, s)
	}
	return out
}

func TestJSONLines(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
		err      string
	}{
		{"two records", `{"id":"a","publisher":"Nord","lang":"fr","text":"Le pont a rouvert."}
{"id":"b","text":"The road has been reopened to traffic."}`, []string{"a|Nord|fr|Le pont a rouvert.", "b||en|The road has been reopened to traffic."}, ""},
		{"unknown fields are let be", `{"id":"a","text":"Le pont a rouvert hier.","mood":"x"}`, []string{"a||fr|Le pont a rouvert hier."}, ""},
		{"tags in a text are text", `{"id":"a","lang":"fr","text":"<p>Le pont"}`, []string{"a||fr|<p>Le pont"}, ""},
		{"a kill may be its fields alone", `{"id":"k","lang":"en","replaces":{"id":"a","kind":"kill"}}`, []string{"k||en|KILL a|kill a"}, ""},
		{"a correction", `{"id":"c","lang":"fr","text":"Douze, et non dix.","replaces":{"id":"a","kind":"correction"}}`, []string{"c||fr|Douze, et non dix.|correction a"}, ""},
		{"a bad record does not stop the others", `{"id":"a","text":""}
{"id":"b","lang":"fr","text":"Le pont"}`, []string{"b||fr|Le pont"}, "record 1: it is empty: invalid"},
		{"an impossible date", `{"id":"a","text":"Le pont","published":"2024-02-30"}`, nil, `record 1: "2024-02-30" is not a date: write 2024-12-04 or 2024-12-04T10:00:00Z: invalid`},
		{"an unknown kind", `{"id":"a","text":"Le pont","replaces":{"id":"b","kind":"update"}}`, nil, `record 1: replaces wants an id and the kind "correction" or "kill": invalid`},
		{"a file that cannot be reached", `{"file":"../secret.txt"}`, nil, `record 1: file "../secret.txt" cannot be reached from here: invalid`},
		{"control characters in labels", `{"id":"a\u001b[31m","publisher":"Nord\nEst\u0007","lang":"fr","text":"Le pont","replaces":{"id":"b\u001b","kind":"kill"}}`, []string{"a[31m|Nord Est|fr|Le pont|kill b"}, ""},
		{"cut short", `{"id":"a","text":"Le pont`, nil, "record 1: not JSON as documented: unexpected EOF: invalid"},
		{"a broken line does not stop the others", `{"id":"a","lang":"fr","text":"Le pont"}
{"id":"b","text":
{"id":"c",
  "lang":"fr","text":7}
{"id":"d","lang":"fr","text":"La route"}`, []string{"a||fr|Le pont", "d||fr|La route"}, "record 2: not JSON as documented: invalid character '{' after object key:value pair: invalid\nrecord 3: not JSON as documented: \"text\" may not be of type number: invalid"},
		{"the first bad ones are named, the others counted", `{
[]
{"id":"a","text":""}
{"text":3}
{"id":"b","lang":"fr","text":"Le pont"}
{"id":"c","published":"2024-02-30","text":"Le pont"}
null`, []string{"b||fr|Le pont"}, "record 1: not JSON as documented: invalid character '[' looking for beginning of object key string: invalid\nrecord 2: it is empty: invalid\nrecord 3: not JSON as documented: \"text\" may not be of type number: invalid\nand 2 more: invalid"},
		{"nothing", " \n", nil, "it is empty: invalid"},
	}
	for _, tt := range tests {
		ds, err := JSONLines(strings.NewReader(tt.in), Hints{})
		if diff := cmp.Diff(tt.want, shown(ds)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
		if got := message(err); got != tt.err || err != nil && !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %q, want %q", tt.name, got, tt.err)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestRecordFields(t *testing.T) {
	in := `{"id":"a","publisher":"Nord","title":"Le pont","lang":"fr","published":"2024-12-04T10:00:00+01:00","received":"2024-12-04T09:05:00Z","zone":"Asia/Damascus","url":"https://nord.example/1","text":"Le pont.","rights":"© Nord","credits":["AFP"],"revision":2,"demonstration":true}`
	ds, err := JSONLines(strings.NewReader(in), Hints{Publisher: "Autre", Date: "2020-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	want := recoupe.Dispatch{
		ID: "a", Publisher: "Nord", Title: "Le pont", Lang: "fr", Text: "Le pont.", URL: "https://nord.example/1", Digest: ds[0].Digest,
		Published: time.Date(2024, 12, 4, 9, 0, 0, 0, time.UTC), Received: time.Date(2024, 12, 4, 9, 5, 0, 0, time.UTC),
		Zone: "Asia/Damascus", Rights: "© Nord", Credits: []string{"AFP"}, Revision: 2, Demonstration: true,
	}
	if diff := cmp.Diff(want, ds[0]); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDir(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	tests := []struct {
		name string
		dir  fstest.MapFS
		want []string
		err  string
	}{
		{"texts in the order of their names, with and without side-cars", fstest.MapFS{
			"b.txt": file("Le pont a rouvert hier soir."), "a.txt": file("Deux villages"), "a.json": file(`{"id":"n1","publisher":"Nord","lang":"fr"}`),
			"c.html": file("<p>La route est ouverte depuis hier."), "c.html.json": file("\ufeff" + `{"id":"n3"}`),
		}, []string{"n1|Nord|fr|Deux villages", "e57ebbc75f72a49b||fr|Le pont a rouvert hier soir.", "n3||fr|La route est ouverte depuis hier."}, ""},
		{"records, alone and in lines", fstest.MapFS{
			"x.json": file(`{"id":"x","lang":"fr","file":"text/x.txt"}`), "text/x.txt": file("Le pont"), "y.jsonl": file(`{"id":"y","lang":"fr","text":"La route"}`),
		}, []string{"x||fr|Le pont", "y||fr|La route"}, ""},
		{"hidden and other files are left alone", fstest.MapFS{".a.txt": file("x"), "a.pdf": file("%PDF"), "b.txt": file("Le pont a rouvert hier soir.")}, []string{"e57ebbc75f72a49b||fr|Le pont a rouvert hier soir."}, ""},
		{"a bad file does not stop the others", fstest.MapFS{"a.txt": file(""), "b.txt": file("Le pont a rouvert hier soir.")}, []string{"e57ebbc75f72a49b||fr|Le pont a rouvert hier soir."}, "a.txt: it is empty: invalid"},
		{"JSON that is no record is left alone", fstest.MapFS{"a.txt": file("Le pont"), "notes.json": file(`{"title":"notes","claims":[]}`), "scores.json": file("{\n  \"f1\": 1\n}")}, []string{"a0c0e6be4076f5e1||fr|Le pont"}, ""},
		{"a bad side-car names itself", fstest.MapFS{"a.txt": file("Le pont"), "a.json": file("{")}, nil, "a.txt: side-car a.json: not JSON as documented: unexpected end of JSON input: invalid"},
		{"nothing", fstest.MapFS{}, nil, "the folder holds no dispatches: invalid"},
	}
	for _, tt := range tests {
		ds, err := Dir(tt.dir, Hints{})
		if diff := cmp.Diff(tt.want, shown(ds)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
		if got := message(err); got != tt.err {
			t.Errorf("%s: error %q, want %q", tt.name, got, tt.err)
		}
	}
}

func FuzzJSONLines(f *testing.F) {
	f.Add(`{"id":"a","text":"x"}` + "\n" + `{"file":"b"}`)
	f.Add(`{"replaces":{"id":"a","kind":"kill"}}`)
	f.Add(`[[[[`)
	f.Fuzz(func(t *testing.T, s string) {
		ds, err := JSONLines(strings.NewReader(s), Hints{})
		if err == nil && len(ds) == 0 {
			t.Fatal("neither a dispatch nor an error")
		}
		if err != nil && !errors.Is(err, recoupe.ErrInvalid) {
			t.Fatalf("error %v", err)
		}
	})
}
