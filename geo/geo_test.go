// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"recoupe"
)

var hama = recoupe.LonLat{36.75783, 35.13179}

// TestPublished holds the formulas to the published and recomputed values.
func TestPublished(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"9 km NE", AtHeading(9, 22.5, 0), 3.512},
		{"9 km NE, d′ 4.119", AtHeading(9, 22.5, 4.119), 5.911},
		{"10 km NE", AtHeading(10, 22.5, 0), 3.902},
		{"10 km N, d′ 4.5", AtHeading(10, 45, 4.5), 10.256},
		{"10 km NE, d′ 4.5", AtHeading(10, 22.5, 4.5), 6.506},
		{"10 km NNE, d′ 4.5", AtHeading(10, 11.25, 4.5), 5.082},
		{"10 km NbE, d′ 4.5", AtHeading(10, 5.625, 4.5), 4.653},
		{"10 km NE, d′ 6.5", AtHeading(10, 22.5, 6.5), 8.208},
		{"about 10 km NE of a city of 4.577 km", AtHeading(10, 22.5, 4.577+2.5), 8.722},
		{"10.1", guide("10.1"), 0.05}, {"10.25", guide("10.25"), 0.125}, {"10.5", guide("10.5"), 0.25},
		{"10", guide("10"), 0.5}, {"33", guide("33"), 0.5}, {"100", guide("100"), 5}, {"140", guide("140"), 5}, {"200", guide("200"), 5},
	} {
		if math.Abs(tt.got-tt.want) > 0.0006 {
			t.Errorf("%s: %.4f, want %.4f", tt.name, tt.got, tt.want)
		}
	}
}

func TestMove(t *testing.T) {
	for _, tt := range []struct {
		bearing  float64
		lat, lon float64
	}{{45, 35.19536, 36.83565}, {315, 35.19536, 36.68001}, {0, 35.22172, 36.75783}} {
		got := Move(hama, 10, tt.bearing)
		if math.Abs(got[1]-tt.lat) > 1e-5 || math.Abs(got[0]-tt.lon) > 1e-5 {
			t.Errorf("Move(10 km, %v°) = %v, want %v %v", tt.bearing, got, tt.lat, tt.lon)
		}
		if d := Distance(hama, got); math.Abs(d-10) > 1e-6 {
			t.Errorf("distance back is %v", d)
		}
	}
}

// TestAreasAreValid draws any area anywhere: closed, in range, no NaN, outer ring counter-clockwise.
func TestAreasAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := recoupe.LonLat{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		q := Move(p, rapid.Float64Range(0.1, 500).Draw(t, "km"), rapid.Float64Range(0, 360).Draw(t, "towards"))
		in, out := rapid.Float64Range(-5, 40).Draw(t, "inner"), rapid.Float64Range(-1, 300).Draw(t, "outer")
		b, h := rapid.Float64Range(-720, 720).Draw(t, "bearing"), rapid.Float64Range(1, 200).Draw(t, "half")
		for _, a := range []recoupe.Area{Ring(p, in, out), Sector(p, in, out, b, h), Corridor(p, q, out)} {
			for _, poly := range a {
				for k, r := range poly {
					if len(r) < 4 || r[0] != r[len(r)-1] {
						t.Fatalf("ring %d of %d points is not closed", k, len(r))
					}
					for _, c := range r {
						if math.IsNaN(c[0]) || math.IsNaN(c[1]) || math.Abs(c[0]) > 180 || math.Abs(c[1]) > 90 {
							t.Fatalf("position %v", c)
						}
					}
				}
			}
		}
	})
}

func TestSector(t *testing.T) {
	a := Sector(hama, 4.6, 10, 45, 22.5)
	if !Contains(a, Move(hama, 7, 45)) || Contains(a, Move(hama, 7, 90)) || Contains(a, Move(hama, 3, 45)) || Contains(a, Move(hama, 12, 45)) {
		t.Error("sector does not cover what it should")
	}
	if signed(a[0][0]) <= 0 {
		t.Error("outer ring is clockwise")
	}
}

func TestWedge(t *testing.T) {
	square := Hull([]recoupe.LonLat{{36, 34}, {38, 34}, {38, 36}, {36, 36}, {37, 35}})
	w := recoupe.Area{{Wedge(square, recoupe.LonLat{37, 35}, 270, 45)}}
	if !Contains(w, recoupe.LonLat{36.3, 35}) || Contains(w, recoupe.LonLat{37.7, 35}) || Contains(w, recoupe.LonLat{37, 35.8}) {
		t.Error("the western wedge is not west")
	}
}
