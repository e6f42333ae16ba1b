// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

func TestTypos(t *testing.T) {
	for _, tt := range []struct {
		x, y string
		want bool
	}{
		{"hamas", "hama", true}, {"hmaa", "hama", true}, {"homs", "hama", false}, {"aleppo", "alepo", true}, {"tartus", "tadmor", false},
		{"kafranbel", "kafrenbil", true}, {"حماه", "حماس", true}, {"so", "to", false},
	} {
		if got := misspelt(tt.x, tt.y); got != tt.want {
			t.Errorf("misspelt(%s, %s) = %v", tt.x, tt.y, got)
		}
	}
	for _, tt := range []struct {
		m, n string
		want bool
	}{
		{"10", "100", true}, {"45", "54", true}, {"10", "15", false}, {"4", "11", false}, {"7", "700", true}, {"12", "12", false},
	} {
		if got := mistyped(tt.m, tt.n); got != tt.want {
			t.Errorf("mistyped(%s, %s) = %v", tt.m, tt.n, got)
		}
	}
	if got := digits("١٬٢٠٠"); got != "1200" {
		t.Errorf("digits: %s", got)
	}
}

// slipped is a copy of a page in which the town is written as given and, where it is a town, found.
func slipped(id string, hour int, town string) recoupe.Reading {
	r := withText(reading(id, "Paper "+id, hour, told{by: "sohr", event: "VIO.CLASH", place: town, camps: clash}), strings.Replace(copied, "Alif", town, 1), 40)
	r.Claims[0].Text = "Fighters of both sides exchanged heavy fire round the old mill of " + town
	for i := range r.Claims[0].Places {
		r.Claims[0].Places[i].Text = town
	}
	return r
}

// slipsOf writes events with their places and slips.
func slipsOf(w recoupe.Woven) []string {
	var out []string
	for _, e := range w.Events {
		s := fmt.Sprintf("%s k%d", e.Type, e.Publications)
		for _, p := range e.Places {
			s += " " + p.Name
		}
		for _, d := range e.Drifts {
			s += fmt.Sprintf(", %s of %s for %s of %s", d.Became, d.Claim.Dispatch, d.Was, d.Like.Dispatch)
		}
		out = append(out, s)
	}
	return out
}

// TestSlips: a slip is told in any order of arrival, on the shelf too, and told no more when the copies that tell it go.
func TestSlips(t *testing.T) {
	rs := []recoupe.Reading{slipped("a", 5, "Alif"), slipped("b", 6, "Jim"), slipped("c", 7, "Alif"), slipped("d", 8, "Allif")}
	all := []string{"VIO.CLASH k3 Alif, Jim of b for Alif of a, Allif of d for Alif of a"}
	parted := []string{"VIO.CLASH k2 Alif, Allif of d for Alif of a", "VIO.CLASH k1 Jim"}
	for n := range 24 {
		w := New(options)
		left := append([]recoupe.Reading{}, rs...)
		for k, m := 4, n; k > 0; k-- {
			w.Put(left[m%k])
			left = append(left[:m%k:m%k], left[m%k+1:]...)
			m /= k
		}
		if d := cmp.Diff(all, slipsOf(w.Woven())); d != "" {
			t.Fatalf("order %d (-want +got)\n%s", n, d)
		}
		w.Drop("c")
		if d := cmp.Diff([]string{"VIO.CLASH k2 Alif, Allif of d for Alif of a", "VIO.CLASH k1 Jim"}, slipsOf(w.Woven())); d != "" {
			t.Fatalf("order %d, without c (-want +got)\n%s", n, d)
		}
		w.Put(rs[2])
		if d := cmp.Diff(all, slipsOf(w.Woven())); d != "" {
			t.Fatalf("order %d, c again (-want +got)\n%s", n, d)
		}
	}
	later := slipped("b", 5+48, "Jim") // another day's news in the same words
	if d := cmp.Diff(parted, slipsOf(Weave([]recoupe.Reading{rs[0], later, rs[2], rs[3]}, options))); d != "" {
		t.Errorf("two days later (-want +got)\n%s", d)
	}
}

// TestSlipRecord: a claim that was read otherwise than it is meant comes back from its record as it was.
func TestSlipRecord(t *testing.T) {
	w := New(options)
	for _, r := range []recoupe.Reading{slipped("a", 5, "Alif"), slipped("d", 8, "Allif")} {
		w.Put(r)
	}
	d := w.byID("d")
	var r docRecord
	unpack(pack(d.record()), &r)
	got := r.doc(d.no, d.first).claims[0]
	if got.asRead == nil || got.asRead.Claim.Text != d.claims[0].asRead.Claim.Text || len(got.asRead.Item.Spots) != 0 || len(got.Spots) != 1 || len(got.asRead.Drifts) != 1 {
		t.Errorf("came back as %+v, meant %+v", got.asRead, got.Item)
	}
}
