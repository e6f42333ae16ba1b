// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recoupe/fetch"
	"recoupe/gazetteer"
)

func archiveOf(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGazetteerAdd fetches a dump and its names, is broken off, goes on, and keeps
// the old pack when the new dump is damaged.
func TestGazetteerAdd(t *testing.T) {
	row := "999001\tJabal Sample\tJabal Sample\t\t35.2\t36.8\tT\tHLL\tSY\t\t10\t\t\t\t0\t\t400\tAsia/Damascus\t2024-01-01\n"
	places := archiveOf(t, "SY.txt", row)
	names := archiveOf(t, "SY.txt", "1\t999001\tar\tجبل العينة\t1\t\t\t\t\t\n")
	cut, ranges := true, 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("Range") != "" {
			ranges++
		}
		switch r.URL.Path {
		case "/SY.zip":
			http.ServeContent(w, r, "SY.zip", time.Time{}, bytes.NewReader(places))
		case "/alternatenames/SY.zip":
			if cut {
				cut = false
				w.Header().Set("Content-Length", "100000")
				w.Write(names[:20])
				w.(http.Flusher).Flush()
				panic(http.ErrAbortHandler)
			}
			http.ServeContent(w, r, "SY.zip", time.Time{}, bytes.NewReader(names))
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	dir := t.TempDir()
	add := func(code string) (string, error) {
		var out bytes.Buffer
		c := gazetteerAdd{packsFlag: packsFlag{Packs: dir}, Countries: []string{code}, From: s.URL, client: fetch.New(fetch.Options{AllowLoopback: true, MaxBytes: 1 << 20})}
		err := c.Run(&streams{ctx: t.Context(), out: &out, err: &out})
		return out.String(), err
	}
	if _, err := add("sy"); err == nil || !strings.Contains(err.Error(), "add SY") {
		t.Fatalf("a broken download: %v", err)
	}
	if out, err := add("sy"); err != nil || out != "geonames-sy\t1 places\n" || ranges != 1 {
		t.Fatalf("%q, %v, %d ranges", out, err, ranges)
	}
	if _, err := add("lb"); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a country without a dump: %v", err)
	}
	places = archiveOf(t, "SY.txt", row+strings.Replace(row, "35.2", "999", 1))
	if _, err := add("sy"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a damaged dump: %v", err)
	}
	g, err := gazetteer.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if m := g.MatchExact("جبل العينة"); len(m) != 1 || m[0].ID != "gn:999001" || m[0].Division != "SY.10" {
		t.Errorf("the old pack is not in place: %+v", m)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "fetched", "*")); len(left) != 0 {
		t.Errorf("left over: %v", left)
	}
}

// TestBar draws progress on one line.
func TestBar(t *testing.T) {
	for _, tt := range []struct {
		have, want int64
		bar        string
	}{
		{500_000, 1_000_000, "SY.zip         [###############               ]  50 % of 1000 kB"},
		{1000, 0, "SY.zip         1 kB"},
	} {
		if got := barOf("SY.zip", tt.have, tt.want); got != tt.bar {
			t.Errorf("got %q, want %q", got, tt.bar)
		}
	}
	if progressBar(&bytes.Buffer{}, "x") != nil {
		t.Error("progress is drawn where there is no terminal")
	}
}

// BenchmarkWhereStart opens the gazetteer with every pack of the folder in RECOUPE_PACKS.
func BenchmarkWhereStart(b *testing.B) {
	dir := os.Getenv("RECOUPE_PACKS")
	for b.Loop() {
		if _, err := gazetteer.Open(dir); err != nil {
			b.Fatal(err)
		}
	}
}

// TestOnThisMachine: only a mirror that a person names on the machine itself may be reached there.
func TestOnThisMachine(t *testing.T) {
	for address, want := range map[string]bool{
		"http://127.0.0.1:8080/dump": true, "http://localhost/dump": true, "http://[::1]/dump": true,
		"http://10.0.0.1/dump": false, "https://download.geonames.org/export/dump": false, "http://localhost.example.org/": false, "://": false,
	} {
		if got := onThisMachine(address); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}
