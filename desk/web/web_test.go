// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"recoupe/desk/web"
)

func ask(path, encoding string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	web.Handler().ServeHTTP(w, r)
	return w
}

// TestServe wants each file packed for those who take it so, and plain for the others.
func TestServe(t *testing.T) {
	if !web.Bundled() {
		t.Skip("the bundle was not made (make web)")
	}
	tests := []struct{ name, kind string }{
		{"desk.js", "text/javascript"}, {"map.js", "text/javascript"}, {"map.css", "text/css"}, {"maplibre-gl-worker.mjs", "text/javascript"}, {"countries-110m.json", "application/json"},
	}
	for _, tt := range tests {
		packed, plain := ask("/"+tt.name+"?v="+web.Version(), "gzip, br"), ask("/"+tt.name, "")
		if packed.Code != http.StatusOK || packed.Header().Get("Content-Encoding") != "gzip" || !strings.HasPrefix(packed.Header().Get("Content-Type"), tt.kind) {
			t.Errorf("%s: status %d, %v", tt.name, packed.Code, packed.Header())
			continue
		}
		if !strings.Contains(packed.Header().Get("Cache-Control"), "immutable") || strings.Contains(plain.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: only an address with a version may be kept for ever", tt.name)
		}
		z, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(z)
		if err != nil || string(raw) != plain.Body.String() || plain.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: packed and plain differ (%v)", tt.name, err)
		}
	}
}

func TestServeNothingElse(t *testing.T) {
	for _, path := range []string{"/", "/none.js", "/version", "/README", "/../web.go", "/.gitignore"} {
		if w := ask(path, "gzip"); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", path, w.Code)
		}
	}
}
