// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"recoupe"
)

func TestSegments(t *testing.T) {
	text := "He said: they left and fled."
	layers := []layer{
		{recoupe.Span{Start: 9, End: 27}, "claim", "c1"}, {recoupe.Span{Start: 14, End: 18}, "trigger", "c1"},
		{recoupe.Span{Start: 19, End: 27}, "claim", "c2"}, {recoupe.Span{Start: 3, End: 7}, "cue", "a1"},
	}
	got := segments(text, recoupe.Span{End: len(text)}, layers, map[string]int{"c1": 9, "c2": 19})
	want := []segment{
		{Text: "He "},
		{Text: "said", Kinds: []string{"cue"}},
		{Text: ": "},
		{Text: "they ", Kinds: []string{"claim"}, Claims: []string{"c1"}, Starts: []string{"c1"}},
		{Text: "left", Kinds: []string{"claim", "trigger"}, Claims: []string{"c1"}},
		{Text: " ", Kinds: []string{"claim"}, Claims: []string{"c1"}},
		{Text: "and fled", Kinds: []string{"claim"}, Claims: []string{"c1", "c2"}, Starts: []string{"c2"}},
		{Text: "."},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSegmentsProperty: whatever overlaps, the segments are the text and each claim begins once.
func TestSegmentsProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(1, 60, -1).Draw(t, "text")
		n := rapid.IntRange(0, 8).Draw(t, "layers")
		var layers []layer
		first := map[string]int{}
		for i := range n {
			a := rapid.IntRange(0, len(text)).Draw(t, "start")
			b := rapid.IntRange(a, len(text)).Draw(t, "end")
			id := string(rune('a' + i))
			layers = append(layers, layer{recoupe.Span{Start: a, End: b}, "claim", id})
			first[id] = a
		}
		var b strings.Builder
		starts := map[string]int{}
		for _, s := range segments(text, recoupe.Span{End: len(text)}, layers, first) {
			b.WriteString(s.Text)
			for _, id := range s.Starts {
				starts[id]++
			}
		}
		if b.String() != text {
			t.Fatalf("got %q, want %q", b.String(), text)
		}
		for _, l := range layers {
			if want := 1; !l.Empty() && starts[l.id] != want {
				t.Fatalf("claim %s begins %d times", l.id, starts[l.id])
			}
		}
	})
}

func TestLanes(t *testing.T) {
	v := &viewer{d: &desk{Config: Config{Zone: zone}}, l: mustLocales()["ar"]}
	row := func(says, relation string, day int, status string) holdView {
		return holdView{Says: says, Side: Side{"G", "state"}, Hold: recoupe.Hold{Relation: relation, Said: date(day), Status: status, Controller: "x"}}
	}
	p := ledgerPlace{Rows: []holdView{row("A", "threatened", 1, "claimed"), row("A", "held", 1, "accepted"), row("A", "vacated", 3, "claimed")}}
	s := v.scaleOf([]ledgerPlace{p})
	want := []lane{
		// Days 1 to 4 on a strip that runs from right to left: held from day 1 to 3, vacated on day 3.
		{Name: "A", Bars: []bar{{X: "33.33", W: "66.67", Mirrored: true, Class: "state", Letter: "G"}, {X: "0.00", W: "33.33", Mirrored: true, Class: "state", Letter: "∅", Hatch: true, Open: true}}},
		{Name: "A", Around: true, Bars: []bar{{X: "0.00", W: "100.00", Mirrored: true, Class: "state", Letter: "G", Hatch: true, Open: true}}},
	}
	if diff := cmp.Diff(want, s.lanes(p)); diff != "" {
		t.Error(diff)
	}
	if got := len(s.ticks(v.l)); got != 4 {
		t.Errorf("%d ticks, want 4", got)
	}
}

func TestFoldRows(t *testing.T) {
	row := func(says, relation string) holdView {
		return holdView{Says: says, Hold: recoupe.Hold{Relation: relation}}
	}
	got := foldRows([]holdView{row("A", "held"), row("B", "held"), row("A", "held"), row("A", "vacated"), row("A", "held")})
	var times []int
	for _, r := range got {
		times = append(times, r.Times)
	}
	// The last row is not folded: A said something else in between.
	if diff := cmp.Diff([]int{2, 1, 1, 1}, times); diff != "" {
		t.Error(diff)
	}
}

var zone = time.UTC

func date(day int) time.Time { return time.Date(2024, 12, day, 0, 0, 0, 0, zone) }
