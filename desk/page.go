// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"recoupe"
	"recoupe/desk/web"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed style.css
var css []byte

// pageSet is the pages in one language.
type pageSet map[string]*template.Template

func mustPages(ls map[string]*locale, zone *time.Location) map[string]*pageSet {
	names, err := pageFiles.ReadDir("pages")
	if err != nil {
		panic(err)
	}
	out := map[string]*pageSet{}
	for code, l := range ls {
		shared := template.Must(template.New("").Funcs(funcs(l, zone)).ParseFS(pageFiles, "pages/layout.html", "pages/parts.html"))
		set := pageSet{}
		for _, f := range names {
			name := strings.TrimSuffix(f.Name(), ".html")
			if name == "layout" || name == "parts" {
				continue
			}
			set[name] = template.Must(template.Must(shared.Clone()).ParseFS(pageFiles, path.Join("pages", f.Name())))
		}
		out[code] = &set
	}
	return out
}

// funcs are what templates may call, in one language.
func funcs(l *locale, zone *time.Location) template.FuncMap {
	return template.FuncMap{
		"t":      l.t,
		"n":      l.n,
		"num":    l.number,
		"day":    func(t time.Time) string { return l.day(inZone(t, zone)) },
		"moment": func(t time.Time) string { return l.moment(inZone(t, zone)) },
		"told":   func(t time.Time) string { return l.told(t, zone) },
		"printed": func(d recoupe.Dispatch) string {
			if d.PublishedDay {
				return l.day(d.Published)
			}
			return l.moment(inZone(d.Published, zone))
		},
		"iso": func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(time.RFC3339)
		},
		"interval":  func(i *recoupe.Interval) string { return l.interval(i, zone) },
		"place":     l.place,
		"figure":    l.figure,
		"lower":     strings.ToLower,
		"join":      strings.Join,
		"esc":       url.PathEscape,
		"langName":  func(code string) string { return l.word("lang."+code, code) },
		"word":      l.word,
		"dirOf":     dirOf,
		"seq":       func(xs ...any) []any { return xs },
		"float":     func(n int) float64 { return float64(n) },
		"ordinal":   func(id string) string { return strings.TrimLeft(id, "c") },
		"langs":     func() []string { return textLangs },
		"pageLangs": func() []string { return Langs },
		"km":        l.length,
		"mapOf":     func(src, label string, slider, tall bool) mapView { return mapView{src, label, slider, tall} },
		"states":    l.states,
		"zoneName":  func() string { return zone.String() },
	}
}

// word returns the words for a key, or a plain fallback where the locale has none.
func (l *locale) word(key, fallback string) string {
	if l.has(key) {
		return l.t(key)
	}
	return fallback
}

func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}

// dirOf is the direction of a language's script; "auto" where it is unknown.
func dirOf(lang string) string {
	switch lang {
	case "ar", "he", "fa", "ur":
		return "rtl"
	case "":
		return "auto"
	}
	return "ltr"
}

// frame is what every page has.
type frame struct {
	Lang, Dir, Theme, Path, Back string
	Title, Section               string
	Langs                        []string
	Version, Style               string
	Bundled, Live, CanAdd        bool
	CanFollow, CanTry            bool
	Demonstration                bool
	Body                         any
}

// mapView is a map on a page: where its areas come from and what it has beside.
type mapView struct {
	Src, Label   string
	Slider, Tall bool
}

// textLangs are the languages that a person may state for a text.
var textLangs = []string{"fr", "en", "ar", "es", "ru", "tr", "de", "uk", "he", "fa"}

// styleVersion names the style sheet, for addresses that a browser may keep.
var styleVersion = func() string { sum := sha256.Sum256(css); return hex.EncodeToString(sum[:6]) }()

// render writes a page, whole or not at all. A library that holds demonstration dispatches marks every page.
func (d *desk) render(w http.ResponseWriter, r *http.Request, status int, name, title string, demo bool, body any) {
	code := d.langOf(r)
	f := frame{
		Lang: code, Dir: d.locales[code].dir, Theme: themeOf(r), Path: r.URL.Path, Back: back(r.URL), Langs: Langs, Section: name, Title: title,
		Version: web.Version(), Style: styleVersion, Bundled: web.Bundled(), Live: d.Changes != nil, CanAdd: d.Intake != nil, CanFollow: d.Feeds != nil,
		CanTry: d.Where != nil, Demonstration: demo || d.shelf.holdsDemonstration(r.Context()), Body: body,
	}
	var b bytes.Buffer
	if err := (*d.pages[code])[name].ExecuteTemplate(&b, "layout", f); err != nil {
		d.Log.Error("page", "name", name, "error", err)
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", code)
	h.Set("Vary", "Cookie, Accept-Language")
	h.Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	w.Write(b.Bytes())
}

// back is the present page without the wishes for language and theme.
func back(u *url.URL) string {
	q := u.Query()
	q.Del("lang")
	q.Del("theme")
	if len(q) == 0 {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + q.Encode()
}

// problem is an error as readers see it.
type problem struct {
	Status int
	Line   string
}

// fail shows an error as a page with its status.
func (d *desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOf(err)
	l := d.locales[d.langOf(r)]
	line := l.t(fmt.Sprintf("error.%d", status))
	if status == http.StatusInternalServerError {
		d.Log.Error("request", "path", r.URL.Path, "error", err)
	} else if status != http.StatusNotFound {
		line += " " + err.Error()
	}
	d.render(w, r, status, "problem", l.t("error.title"), false, problem{status, line})
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, recoupe.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, recoupe.ErrInvalid):
		return http.StatusUnprocessableEntity
	case errors.Is(err, recoupe.ErrForbidden):
		return http.StatusForbidden
	case errors.Is(err, recoupe.ErrConflict):
		return http.StatusConflict
	}
	return http.StatusInternalServerError
}

func (d *desk) missing(w http.ResponseWriter, r *http.Request) { d.fail(w, r, recoupe.ErrNotFound) }

func styleSheet(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.Write(css)
}

//go:embed icon.svg
var icon []byte

func iconFile(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	w.Write(icon)
}
