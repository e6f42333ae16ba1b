// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"net/http"
	"strings"

	"recoupe"
)

type feedsPage struct {
	Feeds   []Feed
	Problem string
	URL     string
}

func (d *desk) feeds(w http.ResponseWriter, r *http.Request) {
	d.showFeeds(w, r, http.StatusOK, feedsPage{})
}

func (d *desk) showFeeds(w http.ResponseWriter, r *http.Request, status int, p feedsPage) {
	if d.Feeds == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	list, err := d.Feeds.Feeds(r.Context())
	if err != nil {
		d.fail(w, r, err)
		return
	}
	p.Feeds = list
	d.render(w, r, status, "feeds", d.locales[d.langOf(r)].t("nav.feeds"), false, p)
}

// changeFeeds follows a feed or stops following it.
func (d *desk) changeFeeds(w http.ResponseWriter, r *http.Request) {
	if d.Feeds == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	url, err := strings.TrimSpace(r.FormValue("url")), error(nil)
	if r.FormValue("remove") != "" {
		err = d.Feeds.RemoveFeed(r.Context(), url)
	} else {
		err = d.Feeds.AddFeed(r.Context(), url)
	}
	if err != nil {
		d.showFeeds(w, r, statusOf(err), feedsPage{URL: url, Problem: err.Error()})
		return
	}
	http.Redirect(w, r, "/feeds", http.StatusSeeOther)
}
