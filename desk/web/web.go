// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package web embeds the desk's bundle: the scripts, the map engine's worker
// and the base map, each compressed once when the bundle is made.
//
// In: the folder dist, which the program in build fills. Out: an http.Handler
// over it. Without a bundle the program still builds and the desk says that the
// bundle is missing. It holds no page and no word.
package web

import (
	"compress/gzip"
	"embed"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var dist embed.FS

// Bundled reports whether the bundle was made before the program was built.
func Bundled() bool {
	_, err := fs.Stat(dist, "dist/desk.js.gz")
	return err == nil
}

// Version names the bundle, for addresses that a browser may keep; "" without one.
func Version() string {
	raw, err := dist.ReadFile("dist/version")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(raw))
}

// Handler serves the bundle by file name.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	name := path.Base(path.Clean("/" + r.URL.Path))
	raw, err := dist.Open("dist/" + name + ".gz")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer raw.Close()
	h := w.Header()
	h.Set("Content-Type", kind(name))
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") != "" {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		io.Copy(w, raw)
		return
	}
	plain, err := gzip.NewReader(raw)
	if err != nil {
		http.Error(w, "broken bundle", http.StatusInternalServerError)
		return
	}
	io.Copy(w, plain)
}

func kind(name string) string {
	switch path.Ext(name) {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	}
	return mime.TypeByExtension(path.Ext(name))
}
