// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDays(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"published 2024-05-06", "2024-05-06"},
		{"on 6/5/2024 in the morning", "2024-05-06"},
		{"May 6, 2024 · Shared", "2024-05-06"},
		{"الاثنين 6 أيار 2024", "2024-05-06"},
		{"le 6 mai 2024", "2024-05-06"},
		{"6 تشرين الثاني 2024", "2024-11-06"},
		{"call 2024-555-0199", "0001-01-01"},
		{"room 13 of 2024", "0001-01-01"},
	} {
		if got := FirstDate(tt.text).Format(time.DateOnly); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestSerials: numbers in addresses, by host and section, and what is none.
func TestSerials(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://www.paper.example/en/220936/?fbclid=IwAR0123456789", "220936 paper.example en"},
		{"https://paper.example/news/article/139296/", "139296 paper.example "},
		{"https://paper.example/?p=251506&lang=ar", "251506 paper.example p="},
		{"https://social.example/page/posts/pfbid02kaW4qumPtw4mDRMF4QV2pqNeub1s2ZrJ", "none"},
		{"https://paper.example/a-town-in-the-north", "none"},
		{"not an address 123456", "none"},
		{"", "none"},
	} {
		got := "none"
		if s, ok := serialOf(tt.address); ok {
			got = fmt.Sprintf("%d %s", s.n, s.host)
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.address, got, tt.want)
		}
	}
}

// dayOf is a day since 1970.
func dayOf(s string) int {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return ordinal(d)
}

// TestBelieve: a text without a date is of the day that it names; the weekday says of which year, the number in the
// address narrows it further, and what stands far down counts for little.
func TestBelieve(t *testing.T) {
	var texts []sketch
	add := func(id, address, body, printed string) {
		x := Text{ID: id, Body: body, Address: address}
		if printed != "" {
			x.Printed = time.Unix(int64(dayOf(printed))*86400, 0).UTC()
		}
		s, _ := newSketch(&x)
		texts = append(texts, s)
	}
	at := func(n int) string { return fmt.Sprintf("https://paper.example/news/%d/", n) }
	for i, d := range []string{"2021-09-01", "2021-12-01", "2022-03-01", "2022-06-01", "2022-09-01", "2023-06-01"} {
		add(fmt.Sprint("k", i), at(10000+1000*i), "A known day.", d)
	}
	add("weekday and date", "", "Shells fell on the mill on Saturday, December 11, officials said.", "")
	add("number alone", at(12020), "Shells fell on the mill.", "")
	add("date and number", at(13990), "Shells fell on the mill on August 30.", "")
	add("an older date far down", "", strings.Repeat("word ", 200)+"as on May 5 of that year. Today is Wednesday.", "")
	add("nothing", "", "Shells fell on the mill.", "")
	s := stretchOf(texts)
	s.date(texts)
	for _, tt := range []struct {
		i    int
		day  string
		mass float64 // within two days, at least
	}{{6, "2021-12-11", .7}, {7, "2022-03-03", .4}, {8, "2022-08-30", .7}} {
		p := texts[tt.i].belief
		sum := 0.0
		for d := dayOf(tt.day) - s.first - 2; d <= dayOf(tt.day)-s.first+2; d++ {
			sum += p[d]
		}
		if sum < tt.mass {
			t.Errorf("text %d: %.2f of its days lie near %s, want %.2f", tt.i, sum, tt.day, tt.mass)
		}
	}
	if p := texts[9].belief; slices.Max(p) > .1 {
		t.Errorf("a date far down is believed: %.2f", slices.Max(p))
	}
	if texts[10].belief != nil {
		t.Error("a text that says nothing of its day is thought to")
	}
}

// TestClock: numbers that do not go with the days date nothing.
func TestClock(t *testing.T) {
	s := stretchOf([]sketch{{days: days{printed: dayOf("2022-01-01")}}, {days: days{printed: dayOf("2022-12-31")}}})
	row := func(days ...string) (out []numbered) {
		for i, d := range days {
			p := make([]float64, len(s.monthDay))
			p[dayOf(d)-s.first] = 1
			out = append(out, numbered{int64(1000 + 100*i), p})
		}
		return
	}
	c := s.newClock(row("2022-02-01", "2022-03-01", "2022-09-01", "2022-04-01", "2022-05-01", "2022-06-01"))
	if len(c) != 5 {
		t.Fatalf("%d ticks, want 5: the one out of row is left out", len(c))
	}
	if e := c.at(1050); e.low > dayOf("2022-02-16") || e.high < dayOf("2022-02-16") || e.at < float64(dayOf("2022-02-10")) || e.at > float64(dayOf("2022-02-20")) {
		t.Errorf("a number between two: %+v", e)
	}
	if e := c.at(1_000_000); e.width != 0 {
		t.Errorf("a number far behind all: %+v", e)
	}
	if c := s.newClock(row("2022-09-01", "2022-03-01", "2022-08-01", "2022-02-01", "2022-07-01", "2022-01-20")); c != nil {
		t.Errorf("numbers in no order make a clock: %v", c)
	}
}

// TestTogether: one day speaks for one incident, another against, an unknown one for nothing.
func TestTogether(t *testing.T) {
	s := stretchOf([]sketch{{days: days{printed: dayOf("2022-01-01")}}, {days: days{printed: dayOf("2022-12-31")}}})
	on := func(d string) *spread {
		return newSpread(s.believe(&days{printed: dayOf(d)}, estimate{}))
	}
	same := together(newSpread(smear(on("2022-05-05").p)), on("2022-05-05"))
	next := together(newSpread(smear(on("2022-05-05").p)), on("2022-05-06"))
	far := together(newSpread(smear(on("2022-05-05").p)), on("2022-08-06"))
	if !(same > next && next > 0 && far < 0) || together(nil, on("2022-05-05")) != 0 {
		t.Errorf("same %.2f, next %.2f, far %.2f", same, next, far)
	}
}

func FuzzSerial(f *testing.F) {
	f.Add("https://paper.example/en/220936/?a=1")
	f.Add("http://[::1]/%zz/99999999999999999999")
	f.Fuzz(func(t *testing.T, s string) {
		if x, ok := serialOf(s); ok && (x.n < 0 || x.host == "") {
			t.Errorf("%q: %+v", s, x)
		}
		unglue(s)
		namesIn(s)
	})
}
