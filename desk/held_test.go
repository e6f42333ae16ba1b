// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestHeld: a place of the ledger at two times of knowledge, its history and the nearest front; sides have names.
func TestHeld(t *testing.T) {
	w := day()
	s := w.open(t)
	status, body := get(t, s, "/ledger/places/gn:170017", "en")
	for _, want := range []string{"Hama", "vacated", "accepted", "Everything that was said", "km away"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if status != http.StatusOK || strings.Contains(body, ">syria-assad<") {
		t.Errorf("status %d, or a side without a name", status)
	}
	var late, early struct {
		State, Status string
		Rows          []string
	}
	for _, tt := range []struct {
		query string
		into  any
	}{{"", &late}, {"?on=2024-12-05T20:00&known=2024-12-04T12:00", &early}} {
		if status, body := get(t, s, "/api/ledger/places/gn:170017"+tt.query, "en"); status != 200 || json.Unmarshal([]byte(body), tt.into) != nil {
			t.Fatalf("%s: %d %s", tt.query, status, body)
		}
	}
	if late.State != "VACATED" || late.Status != "accepted" || early.State == "VACATED" || len(late.Rows) == 0 {
		t.Errorf("late %+v, early %+v", late, early)
	}
	if status, _ := get(t, s, "/ledger/places/gn:1", "en"); status != http.StatusNotFound {
		t.Errorf("a place that nobody speaks of: %d", status)
	}
}

// TestChanges: what became known in a time, and nothing before anybody spoke.
func TestChanges(t *testing.T) {
	s := day().open(t)
	var some, none map[string][]string
	for _, tt := range []struct {
		query string
		into  any
	}{{"?from=2024-12-05T00:00&to=2024-12-06T00:00", &some}, {"?from=2020-01-01&to=2020-01-02", &none}} {
		if status, body := get(t, s, "/api/ledger/changes.json"+tt.query, "en"); status != 200 || json.Unmarshal([]byte(body), tt.into) != nil {
			t.Fatalf("%s: %d %s", tt.query, status, body)
		}
	}
	if len(some["begun"]) == 0 || len(none["begun"])+len(none["ended"]) != 0 {
		t.Errorf("some %v, none %v", some, none)
	}
	if status, _ := get(t, s, "/api/ledger/changes.json", "en"); status != http.StatusBadRequest {
		t.Errorf("without times: %d", status)
	}
	if status, body := get(t, s, "/ledger/changes?from=2024-12-05T00:00", "en"); status != 200 || !strings.Contains(body, "Became known") {
		t.Errorf("the page: %d", status)
	}
}
