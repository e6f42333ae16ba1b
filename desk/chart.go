// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"time"
)

type chartPage struct {
	MapLink, KnownText     string
	Mapped, Total, Unnamed int
	Holds                  int
	KnownLimit             time.Time
	Drawn, Undrawn         []listed
}

// listed is an event as the map names it in words.
type listed struct {
	ID, Name, Where string
	Label           label
}

// chart shows the map alone, with its legend and the slider of time.
func (d *desk) chart(w http.ResponseWriter, r *http.Request, v *viewer) {
	page := chartPage{MapLink: "/api/map.json?" + r.URL.RawQuery, KnownText: r.URL.Query().Get("known"), KnownLimit: d.knownAt(r.URL.Query())}
	demo := false
	for _, e := range v.filter(eventQueryOf(r.URL.Query(), d.Zone)) {
		page.Total++
		x := listed{e.ID, v.l.eventName(e.Type), v.l.placesLine(e.Places), v.label(e, e.State)}
		if mapped(e) {
			page.Mapped++
			page.Drawn = append(page.Drawn, x)
		} else {
			page.Undrawn = append(page.Undrawn, x)
		}
		for _, ref := range e.Claims {
			if _, x, ok := d.shelf.claim(r.Context(), ref); ok {
				demo = demo || x.Dispatch.Demonstration
			}
			break
		}
	}
	for _, h := range v.w.Holds {
		if knownAt(h, page.KnownLimit) {
			page.Holds++
			if h.Place.Count > 0 {
				page.Unnamed++
			}
		}
	}
	d.render(w, r, http.StatusOK, "chart", v.l.t("nav.map"), demo, page)
}
