// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"recoupe"
)

const perPage = 50

type dispatchesPage struct {
	Query            DispatchQuery
	FromText, ToText string
	List             []recoupe.Dispatch
	Total            int
	Newer, Older     string
	Narrow           bool
}

// dispatches lists what was received, newest first.
func (d *desk) dispatches(w http.ResponseWriter, r *http.Request) {
	a := r.URL.Query()
	q := DispatchQuery{Text: a.Get("q"), Publisher: a.Get("publisher"), Lang: a.Get("in"), Limit: perPage}
	q.Offset = offsetOf(a)
	if t, err := time.ParseInLocation(time.DateOnly, a.Get("from"), d.Zone); err == nil {
		q.From = t
	}
	if t, err := time.ParseInLocation(time.DateOnly, a.Get("to"), d.Zone); err == nil {
		q.To = t.AddDate(0, 0, 1)
	}
	list, total, err := d.Library.Dispatches(r.Context(), q)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	page := dispatchesPage{Query: q, FromText: a.Get("from"), ToText: a.Get("to"), List: list, Total: total,
		Narrow: q.Text+q.Publisher+q.Lang != "" || !q.From.IsZero() || !q.To.IsZero()}
	page.Newer, page.Older = pager("/dispatches", a, q.Offset, total)
	demo := false
	for _, x := range list {
		demo = demo || x.Demonstration
	}
	d.render(w, r, http.StatusOK, "dispatches", d.locales[d.langOf(r)].t("nav.dispatches"), demo, page)
}

// offsetOf is where in a long list a reader is; nonsense is the beginning.
func offsetOf(q url.Values) int {
	n, err := strconv.Atoi(q.Get("offset"))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// pager returns the addresses of the parts of a list before and after offset, "" where there is none.
func pager(path string, address url.Values, offset, total int) (newer, older string) {
	at := func(n int) string {
		q := maps.Clone(address)
		q.Set("offset", strconv.Itoa(n))
		return path + "?" + q.Encode()
	}
	if offset > 0 {
		newer = at(max(0, offset-perPage))
	}
	if offset+perPage < total {
		older = at(offset + perPage)
	}
	return newer, older
}
