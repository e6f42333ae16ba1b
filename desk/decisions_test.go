// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"recoupe"
)

// submit sends a form and follows where it leads.
func submit(t *testing.T, s *httptest.Server, path string, form url.Values) (status int, body, at string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Language", "en")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	at = res.Request.URL.Path
	res.Body.Close()
	status, body = get(t, s, at, "en")
	if at == path {
		status = res.StatusCode
	}
	return status, body, at
}

func value(c recoupe.ClaimRef) string { return c.Dispatch + " " + c.Claim }

// twoOf finds an event of several claims, and another of its family.
func twoOf(t *testing.T, w *world) (a, b recoupe.Event) {
	t.Helper()
	for _, e := range w.woven.Events {
		if len(e.Claims) > 1 && a.ID == "" {
			a = e
		}
	}
	for _, e := range w.woven.Events {
		if e.ID != a.ID && e.Type == a.Type {
			return a, e
		}
	}
	t.Fatal("the demonstration day has no two events of one type")
	return
}

func holds(w *world, a, b recoupe.ClaimRef) bool {
	return slices.ContainsFunc(w.woven.Events, func(e recoupe.Event) bool { return slices.Contains(e.Claims, a) && slices.Contains(e.Claims, b) })
}

// TestDecide joins two events, sees it on the page of the one, undoes it and reads that it was undone.
func TestDecide(t *testing.T) {
	w := day()
	s := w.open(t)
	a, b := twoOf(t, w)
	status, body, at := submit(t, s, "/decisions", url.Values{"together": {"1"}, "a": {value(a.Claims[0])}, "b": {value(b.Claims[0])}, "reason": {"one & the same"}, "by": {"K."}})
	if status != http.StatusOK || !strings.HasPrefix(at, "/events/") || !strings.Contains(body, "one &amp; the same") || !strings.Contains(body, "Undo the decision") {
		t.Fatalf("after joining: %d at %s", status, at)
	}
	if !holds(w, a.Claims[0], b.Claims[0]) {
		t.Error("the claims are not in one event")
	}
	status, body, _ = submit(t, s, "/decisions", url.Values{"undo": {"d1"}})
	if status != http.StatusOK || !strings.Contains(body, "undone") || strings.Contains(body, "Undo the decision") || holds(w, a.Claims[0], b.Claims[0]) {
		t.Errorf("after undoing: %d, still one event: %v", status, holds(w, a.Claims[0], b.Claims[0]))
	}
	// And apart: the last claim of the event leaves it.
	last := a.Claims[len(a.Claims)-1]
	if submit(t, s, "/decisions", url.Values{"a": {value(last)}, "b": {value(a.Claims[0])}}); holds(w, a.Claims[0], last) {
		t.Error("the claims are still in one event")
	}
}

// TestDecideRefused: what names no claims changes nothing and says so.
func TestDecideRefused(t *testing.T) {
	w := day()
	s := w.open(t)
	for _, form := range []url.Values{{"a": {"nothing"}, "b": {"demo-01 c1"}}, {"a": {"demo-01 c1"}, "b": {"nowhere c1"}}, {"undo": {"d9"}}, {}} {
		if status, body, _ := submit(t, s, "/decisions", form); status < 400 || status >= 500 || len(w.decided) != 0 {
			t.Errorf("%v: %d, %d decisions: %.80s", form, status, len(w.decided), body)
		}
	}
}

// TestDecisionsJSON: the same over the interface for programs.
func TestDecisionsJSON(t *testing.T) {
	w := day()
	s := w.open(t)
	a, b := twoOf(t, w)
	call := func(method, path, body string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		return send(t, r)
	}
	pair := func(c recoupe.ClaimRef) string { return `["` + c.Dispatch + `","` + c.Claim + `"]` }
	status, body := call("POST", "/api/decisions", `{"together":true,"a":`+pair(a.Claims[0])+`,"b":`+pair(b.Claims[0])+`,"by":"K."}`)
	var got struct {
		ID       string
		Together bool
		A        [2]string
		Undone   bool
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || status != 200 || !got.Together || got.A[1] != a.Claims[0].Claim || got.Undone {
		t.Fatalf("%d %s", status, body)
	}
	if status, body = call("POST", "/api/decisions/"+got.ID+"/undo", ""); status != 200 || !strings.Contains(body, `"undone":true`) {
		t.Errorf("undo: %d %s", status, body)
	}
	if status, body = call("GET", "/api/decisions.json", ""); status != 200 || strings.Count(body, `"id"`) != 1 {
		t.Errorf("list: %d %s", status, body)
	}
	for _, bad := range []string{"", "{", `{"a":["x"]}`, `{"together":true,"a":["x","c1"],"b":["y","c1"]}`, `{"colour":"red"}`} {
		if status, _ = call("POST", "/api/decisions", bad); status < 400 || status >= 500 {
			t.Errorf("%q: %d", bad, status)
		}
	}
	if status, _ = call("POST", "/api/decisions/d9/undo", ""); status != http.StatusNotFound {
		t.Errorf("undo what is not: %d", status)
	}
}

// TestFormer: the address of an event that is no more leads to the one that has its claims.
func TestFormer(t *testing.T) {
	w := day()
	w.former = map[string]recoupe.Event{"e-old": {ID: "e-old", Successor: w.woven.Events[0].ID}, "e-lost": {ID: "e-lost"}}
	s := w.open(t)
	if status, body := get(t, s, "/events/e-old", "en"); status != 200 || !strings.Contains(body, "Origins") {
		t.Errorf("an old id: %d", status)
	}
	for _, id := range []string{"e-lost", "e-never"} {
		if status, _ := get(t, s, "/events/"+id, "en"); status != http.StatusNotFound {
			t.Errorf("%s: %d", id, status)
		}
	}
}

// TestWithdraw: a reader takes a dispatch out with a reason; its page says so, and its claims stand for nothing.
func TestWithdraw(t *testing.T) {
	w := day()
	s := w.open(t)
	id := w.woven.Events[0].Claims[0].Dispatch
	if status, _, _ := submit(t, s, "/dispatches/"+id+"/withdraw", url.Values{"reason": {""}}); status < 400 {
		t.Errorf("without a reason: %d", status)
	}
	status, body, at := submit(t, s, "/dispatches/"+id+"/withdraw", url.Values{"reason": {"a forgery"}})
	if status != 200 || at != "/dispatches/"+id || !strings.Contains(body, "w-"+id) {
		t.Errorf("%d at %s", status, at)
	}
	for _, e := range w.woven.Events {
		for _, o := range e.Origins {
			if !o.Withdrawn && slices.ContainsFunc(o.Claims, func(c recoupe.ClaimRef) bool { return c.Dispatch == id }) && len(o.Claims) == 1 && len(o.Collapsed) == 0 {
				t.Errorf("%s still rests on %s", e.ID, id)
			}
		}
	}
}
