// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"recoupe"
)

type addPage struct {
	Submission
	Date, Text, Problem string
}

func (d *desk) addForm(w http.ResponseWriter, r *http.Request) {
	if d.Intake == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	d.showAdd(w, r, http.StatusOK, addPage{})
}

func (d *desk) showAdd(w http.ResponseWriter, r *http.Request, status int, p addPage) {
	d.render(w, r, status, "add", d.locales[d.langOf(r)].t("nav.add"), false, p)
}

// add takes a pasted text, a file or an address, and leads to what was read from it.
func (d *desk) add(w http.ResponseWriter, r *http.Request) {
	if d.Intake == nil {
		d.fail(w, r, recoupe.ErrNotFound)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	p, err := d.submission(r)
	if err == nil {
		var added recoupe.Dispatch
		if added, err = d.Intake.Add(r.Context(), p.Submission); err == nil {
			d.shelf.clear()
			http.Redirect(w, r, "/dispatches/"+pathEscape(added.ID), http.StatusSeeOther)
			return
		}
	}
	l := d.locales[d.langOf(r)]
	status := statusOf(err)
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		status = http.StatusRequestEntityTooLarge
	}
	p.Problem = l.t(fmt.Sprintf("error.%d", status))
	if status != http.StatusInternalServerError && status != http.StatusRequestEntityTooLarge {
		p.Problem += " " + strings.ReplaceAll(err.Error(), "\n", " ")
	} else if status == http.StatusInternalServerError {
		d.Log.Error("add", "error", err)
	}
	d.showAdd(w, r, status, p)
}

func (d *desk) submission(r *http.Request) (addPage, error) {
	var p addPage
	if err := r.ParseMultipartForm(8 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return p, err
	}
	p.Text, p.Date = r.FormValue("text"), strings.TrimSpace(r.FormValue("date"))
	p.URL, p.Publisher, p.Lang = strings.TrimSpace(r.FormValue("url")), strings.TrimSpace(r.FormValue("publisher")), r.FormValue("in")
	p.Raw, p.Name = []byte(p.Text), "pasted.txt"
	if f, head, err := r.FormFile("file"); err == nil {
		defer f.Close()
		if head.Size > 0 {
			if p.Raw, err = readAll(f); err != nil {
				return p, err
			}
			p.Name = head.Filename
		}
	}
	if strings.TrimSpace(string(p.Raw)) == "" && p.URL == "" {
		return p, fmt.Errorf("%w: %s", recoupe.ErrInvalid, d.locales[d.langOf(r)].t("add.empty"))
	}
	if p.Date != "" {
		if err := p.date(d.Zone); err != nil {
			return p, err
		}
	}
	return p, nil
}

// date reads "2024-12-04" or "2024-12-04T14:30".
func (p *addPage) date(zone *time.Location) error {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, p.Date, zone); err == nil {
			p.Published, p.PublishedDay = t, layout == time.DateOnly
			return nil
		}
	}
	return fmt.Errorf("%w: date %q", recoupe.ErrInvalid, p.Date)
}
