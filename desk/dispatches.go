// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
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
	q.Offset, _ = strconv.Atoi(a.Get("offset"))
	q.Offset = max(0, q.Offset)
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
	if q.Offset > 0 {
		page.Newer = offsetLink(a, max(0, q.Offset-perPage))
	}
	if q.Offset+len(list) < total {
		page.Older = offsetLink(a, q.Offset+perPage)
	}
	demo := false
	for _, x := range list {
		demo = demo || x.Demonstration
	}
	d.render(w, r, http.StatusOK, "dispatches", d.locales[d.langOf(r)].t("nav.dispatches"), demo, page)
}

func offsetLink(a url.Values, n int) string {
	q := url.Values{}
	for k, vs := range a {
		q[k] = vs
	}
	q.Set("offset", strconv.Itoa(n))
	return "/dispatches?" + q.Encode()
}
