// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"strconv"
	"strings"
	"testing"

	"recoupe"
)

// wire counts the spellings asked, found at all and found first, within 8 km of the expected position.
func wire(t *testing.T, g *Gazetteer, raw string) (asked, found, first int) {
	t.Helper()
	for _, line := range strings.Split(raw, "\n") {
		f := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(f) < 3 || f[0] == "spelling" {
			continue
		}
		if f[1] == "" { // a hill that no source has
			asked++
			continue
		}
		lat, err1 := strconv.ParseFloat(f[1], 64)
		lon, err2 := strconv.ParseFloat(f[2], 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("line %q", line)
		}
		asked++
		n, hit := 0, false
		for _, m := range g.Match(f[0]) {
			if m.Country != "SY" || m.Kind == "region" || m.Kind == "county" || m.Kind == "country" {
				continue
			}
			if meters(m.Point, recoupe.LonLat{lon, lat}) < 8000 {
				hit = true
				if n == 0 {
					first++
				}
				break
			}
			n++
		}
		if hit {
			found++
		} else {
			t.Logf("not found: %s", f[0])
		}
	}
	return asked, found, first
}
