// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build browser

package desk_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserDecide joins an event with another as an editor does, and takes it back.
func TestBrowserDecide(t *testing.T) {
	w := day()
	a, _ := twoOf(t, w)
	b := browse(t, w, 1280, 900)
	b.visit("/events/" + a.ID)
	claims := ask[int](b, `document.querySelectorAll(".history > li").length`)
	ask[bool](b, `(document.querySelector("#decide details.decide").open = true, true)`)
	b.do(chromedp.SetValue(chromedp.CSS("#decide input[name=reason]"), "the same fight"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS("#decide details.decide button"))); err != nil {
		t.Fatal(err)
	}
	b.await(`document.querySelectorAll("#decide .decision").length === 1`)
	if n := ask[int](b, `document.querySelectorAll(".history > li").length`); n <= claims {
		t.Errorf("%d claims after joining, %d before", n, claims)
	}
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS("#decide .decision button"))); err != nil {
		t.Fatal(err)
	}
	b.await(`document.querySelectorAll("#decide .decision.undone").length === 1`)
	if n := ask[int](b, `document.querySelectorAll(".history > li").length`); n != claims {
		t.Errorf("%d claims after undoing, want %d", n, claims)
	}
}
