// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"net/url"
	"slices"

	"recoupe"
)

type tryPage struct {
	Text, In string
	Places   []tried
	MapLink  string
	Examples []example
}

// example is a phrase to begin with.
type example struct{ Text, Lang, Link string }

type tried struct {
	recoupe.Place
	Display string
}

// maxPhrase bounds a phrase to try, in bytes.
const maxPhrase = 4000

// tryWhere shows which places a phrase names and the areas that they stand for.
func (d *desk) tryWhere(w http.ResponseWriter, r *http.Request) {
	if d.Where == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	l := d.locales[d.langOf(r)]
	page := tryPage{Text: r.URL.Query().Get("text"), In: first(r.URL.Query().Get("in"), l.code)}
	for _, p := range d.phrase(page.Text, page.In) {
		page.Places = append(page.Places, tried{Place: p, Display: l.place(p)})
	}
	for _, code := range Langs {
		text := d.locales[code].t("try.example")
		page.Examples = append(page.Examples, example{text, code, "/try/where?" + url.Values{"text": {text}, "in": {code}}.Encode()})
	}
	page.MapLink = "/api/where.json?" + url.Values{"text": {page.Text}, "in": {page.In}}.Encode()
	d.render(w, r, http.StatusOK, "try", l.t("nav.try"), false, page)
}

func (d *desk) phrase(text, in string) []recoupe.Place {
	if text == "" || len(text) > maxPhrase {
		return nil
	}
	return anchored(d.Where(text, in))
}

// anchored leaves out the names that only anchor a relative place: in "10 km from X" the area is not X itself.
func anchored(ps []recoupe.Place) []recoupe.Place {
	var out []recoupe.Place
	for i, p := range ps {
		inner := p.Relation == "" && slices.ContainsFunc(ps, func(q recoupe.Place) bool {
			return q.Relation != "" && recoupe.Hull(q.Spans).Contains(recoupe.Hull(ps[i].Spans))
		})
		if !inner {
			out = append(out, p)
		}
	}
	return out
}

// whereJSON serves the areas of a phrase for the map.
func (d *desk) whereJSON(w http.ResponseWriter, r *http.Request) {
	if d.Where == nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	l := d.locales[d.langOf(r)]
	var out collection
	for i, p := range d.phrase(r.URL.Query().Get("text"), first(r.URL.Query().Get("in"), l.code)) {
		out.place(p, properties{ID: p.ID, Title: l.place(p), State: "PLACE", Kind: "place", Until: forever, Index: i})
	}
	sendJSON(w, d, out.finish())
}
