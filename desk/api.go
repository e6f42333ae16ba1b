// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"recoupe"
)

type city struct {
	Name string         `json:"name"`
	At   recoupe.LonLat `json:"at"`
	Size int            `json:"size"`
	Kind string         `json:"kind"`
}

// citiesJSON serves names for the map inside a box.
func (d *desk) citiesJSON(w http.ResponseWriter, r *http.Request) {
	box, ok := boxOf(r.URL.Query().Get("box"))
	out := []city{}
	if ok && d.Cities != nil {
		for _, p := range d.Cities(box[0], box[1], box[2], box[3], 160, d.langOf(r)) {
			if p.Kind == "region" || p.Kind == "county" {
				continue
			}
			out = append(out, city{Name: p.Name, At: round(p.Point), Size: p.Population, Kind: p.Kind})
		}
	}
	w.Header().Set("Cache-Control", "max-age=3600")
	w.Header().Set("Vary", "Cookie, Accept-Language")
	sendJSON(w, d, out)
}

func boxOf(s string) (box [4]float64, ok bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 4 {
		return box, false
	}
	for i, p := range parts {
		x, err := strconv.ParseFloat(p, 64)
		if err != nil || !(-360 <= x && x <= 360) {
			return box, false
		}
		box[i] = x
	}
	return box, true
}

// eventsJSON serves the filtered events with their labels.
func (d *desk) eventsJSON(w http.ResponseWriter, r *http.Request, v *viewer) {
	type row struct {
		ID           string        `json:"id"`
		Type         string        `json:"type"`
		State        recoupe.State `json:"state"`
		Label        string        `json:"label"`
		Origins      int           `json:"origins"`
		Publications int           `json:"publications"`
		Places       []string      `json:"places"`
		Claims       [][2]string   `json:"claims"`
	}
	out := []row{}
	for _, e := range v.filter(eventQueryOf(r.URL.Query(), d.Zone)) {
		x := row{ID: e.ID, Type: e.Type, State: e.State, Label: v.label(e, e.State).Words, Origins: e.Named, Publications: e.Publications, Places: []string{}}
		for _, p := range e.Places {
			x.Places = append(x.Places, v.l.place(p))
		}
		for _, c := range e.Claims {
			x.Claims = append(x.Claims, [2]string{c.Dispatch, c.Claim})
		}
		out = append(out, x)
	}
	sendJSON(w, d, out)
}

func sendJSON(w http.ResponseWriter, d *desk, v any) {
	raw, err := json.Marshal(v)
	if err != nil {
		d.Log.Error("encode", "error", err)
		http.Error(w, "could not be encoded", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Write(raw)
}
