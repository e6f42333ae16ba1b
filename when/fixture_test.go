// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"recoupe"
)

// fixture is a line of ../shared/data/time/expressions.jsonl.
type fixture struct {
	ID, Lang, Text, Ref, Zone, Tense string
	Narrated                         *string
	Lat, Lon                         float64
	Expect                           struct {
		Start, End  *string
		StartLatest *string `json:"start_latest"`
		EndEarliest *string `json:"end_earliest"`
		OpenStart   bool    `json:"open_start"`
		OpenEnd     bool    `json:"open_end"`
		Contains    *string
		Grain       string
		EDTF        *string
		Timex3      string
		Type        string  `json:"timex3_type"`
		Mod         *string `json:"timex3_mod"`
		Rule        string
		Flags       []string
	}
}

func (f *fixture) context(t *testing.T) Context {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			if v, err = time.ParseInLocation(time.DateOnly, s, time.FixedZone("", 3*3600)); err != nil {
				t.Fatal(err)
			}
		}
		return v
	}
	c := Context{Lang: f.Lang, Published: at(f.Ref), Zone: time.FixedZone("+03", 3*3600), ZoneFrom: "place", Lat: &f.Lat, Lon: &f.Lon, Tense: f.Tense}
	if f.Narrated != nil {
		c.Narrated = &recoupe.Interval{Start: at(*f.Narrated)}
	}
	return c
}

// differences lists what is not as expected; solar bounds have three minutes.
func (f *fixture) differences(got recoupe.Interval) []string {
	var out []string
	say := func(name string, got, want any) {
		if fmt.Sprint(got) != fmt.Sprint(want) {
			out = append(out, fmt.Sprintf("%s %v, want %v", name, got, want))
		}
	}
	bound := func(name string, got time.Time, want *string) {
		switch {
		case want == nil && got.IsZero():
		case want == nil:
			say(name, got.Format(time.RFC3339), nil)
		case got.IsZero():
			say(name, nil, *want)
		default:
			w, _ := time.Parse(time.RFC3339, *want)
			if math.Abs(w.Sub(got).Minutes()) > 3 {
				say(name, got.Format(time.RFC3339), *want)
			}
		}
	}
	or := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	e := f.Expect
	bound("start", got.Start, e.Start)
	bound("start_latest", got.StartLatest, e.StartLatest)
	bound("end_earliest", got.EndEarliest, e.EndEarliest)
	bound("end", got.End, e.End)
	bound("contains", got.Contains, e.Contains)
	say("open", []bool{got.OpenStart, got.OpenEnd}, []bool{e.OpenStart, e.OpenEnd})
	say("grain", got.Grain, e.Grain)
	say("edtf", got.EDTF, or(e.EDTF))
	say("timex3", got.Timex, recoupe.Timex{Type: e.Type, Value: e.Timex3, Mod: or(e.Mod)})
	say("rule", got.Rule, e.Rule)
	say("flags", got.Flags, slices.Clip(e.Flags))
	return out
}

// TestTable reads the whole table of reference/time.md, in three languages.
func TestTable(t *testing.T) {
	file, err := os.Open("../../shared/data/time/expressions.jsonl")
	if err != nil {
		t.Skip("no ../shared/data/time/expressions.jsonl: the table of expressions is not checked")
	}
	defer file.Close()
	n, right := 0, 0
	for sc := bufio.NewScanner(file); sc.Scan(); n++ {
		var f fixture
		if err := json.Unmarshal(sc.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		got := Resolve(f.Text, f.context(t))
		if len(got) != 1 {
			t.Errorf("%s %q: %d expressions %v", f.ID, f.Text, len(got), got)
			continue
		}
		if d := f.differences(got[0]); len(d) > 0 {
			t.Errorf("%s %q: %s", f.ID, f.Text, strings.Join(d, "; "))
			continue
		}
		right++
	}
	t.Logf("%d of %d", right, n)
}
