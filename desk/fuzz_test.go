// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"recoupe/desk"
)

// FuzzQuery asks every page with any query: none fails, hangs or lets markup through.
func FuzzQuery(f *testing.F) {
	f.Add("q=Hama&state=DISPUTED&from=2024-12-04&offset=3", "hama")
	f.Add("known=2024-12-04T10:00&place=%00", "\"><script>")
	f.Add("box=NaN,0,1,1&in=xx&lang=yy&theme=zz", "à 10 km de Hama")
	f.Add("offset=99999999999999999999&event=..%2f", "شمال حماة")
	handler := desk.New(day().config())
	paths := []string{"/", "/map", "/ledger", "/brief", "/dispatches", "/try/where", "/api/map.json", "/api/where.json", "/api/cities.json", "/api/events.json"}
	f.Fuzz(func(t *testing.T, query, text string) {
		for _, path := range paths {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = query + "&text=" + url.QueryEscape(text)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError {
				t.Errorf("%s?%s: status %d", path, r.URL.RawQuery, w.Code)
			}
			if strings.Contains(w.Body.String(), "<script>") && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				t.Errorf("%s?%s: markup let through", path, r.URL.RawQuery)
			}
		}
	})
}
