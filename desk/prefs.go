// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

var themes = []string{"auto", "light", "dark"}

// langOf is the reader's language: asked for in the address, kept in a cookie, stated by the browser, or the desk's own.
func (d *desk) langOf(r *http.Request) string {
	if l := r.URL.Query().Get("lang"); d.locales[l] != nil {
		return l
	}
	if c, err := r.Cookie("lang"); err == nil && d.locales[c.Value] != nil {
		return c.Value
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return d.Lang
	}
	for _, t := range tags {
		base, _ := t.Base()
		if d.locales[base.String()] != nil {
			return base.String()
		}
	}
	return d.Lang
}

func themeOf(r *http.Request) string {
	if t := r.URL.Query().Get("theme"); slices.Contains(themes, t) {
		return t
	}
	if c, err := r.Cookie("theme"); err == nil && slices.Contains(themes, c.Value) {
		return c.Value
	}
	return "auto"
}

// prefs keeps language and theme in cookies and goes back to the page.
func (d *desk) prefs(w http.ResponseWriter, r *http.Request) {
	if l := r.FormValue("lang"); d.locales[l] != nil {
		keep(w, "lang", l)
	}
	if t := r.FormValue("theme"); slices.Contains(themes, t) {
		keep(w, "theme", t)
	}
	http.Redirect(w, r, localPath(r.FormValue("back")), http.StatusSeeOther)
}

func keep(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

// localPath lets a page lead back to this desk only.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n") {
		return "/"
	}
	return p
}
