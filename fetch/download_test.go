// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package fetch

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recoupe"
)

// TestDownload is broken off once, goes on where it stopped, and starts over where the file has changed.
func TestDownload(t *testing.T) {
	body := bytes.Repeat([]byte("0123456789"), 20_000)
	tag, breakAt, ranges := `"one"`, 70_000, 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", tag)
		if r.Header.Get("Range") != "" {
			ranges++
		}
		if n := breakAt; n > 0 {
			breakAt = 0 // before the client can see the break: the test sets it again
			w.Header().Set("Content-Length", "200000")
			w.Write(body[:n])
			panic(http.ErrAbortHandler)
		}
		http.ServeContent(w, r, "pack.zip", time.Time{}, bytes.NewReader(body))
	}))
	defer s.Close()
	c := New(Options{AllowLoopback: true, MaxBytes: 1 << 20})
	name := filepath.Join(t.TempDir(), "pack.zip")
	get := func() error { return c.Download(t.Context(), s.URL+"/pack.zip", name, nil) }
	if err := get(); err == nil {
		t.Fatal("a broken download was taken for whole")
	}
	if _, err := os.Stat(name); err == nil {
		t.Fatal("half a file stands under the full name")
	}
	if err := get(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); !bytes.Equal(got, body) || ranges != 1 {
		t.Errorf("got %d bytes after %d ranges, want %d after 1", len(got), ranges, len(body))
	}
	breakAt = 70_000
	if err := get(); err == nil {
		t.Fatal("not broken off")
	}
	tag, body = `"two"`, bytes.Repeat([]byte("abcdefghij"), 20_000)
	if err := get(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); !bytes.Equal(got, body) {
		t.Error("two versions of a file were joined")
	}
}

func TestDownloadRefused(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/big" {
			http.NotFound(w, r)
			return
		}
		w.Write(make([]byte, 3000))
	}))
	defer s.Close()
	name := filepath.Join(t.TempDir(), "x")
	for _, tt := range []struct {
		address  string
		loopback bool
		want     error
	}{
		{s.URL + "/none", true, recoupe.ErrNotFound},
		{s.URL + "/big", true, recoupe.ErrInvalid},
		{s.URL + "/big", false, recoupe.ErrForbidden},
		{"file:///etc/passwd", true, recoupe.ErrInvalid},
	} {
		c := New(Options{AllowLoopback: tt.loopback, MaxBytes: 1000})
		if err := c.Download(t.Context(), tt.address, name, nil); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.address, err, tt.want)
		}
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s: a refused file is there", tt.address)
		}
	}
}
