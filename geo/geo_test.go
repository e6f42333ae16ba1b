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

// position draws any place, with a weight on the date line and the poles.
func position(t *rapid.T) recoupe.LonLat {
	lon := rapid.OneOf(rapid.Float64Range(-180, 180), rapid.Float64Range(179, 180), rapid.Float64Range(-180, -179)).Draw(t, "lon")
	lat := rapid.OneOf(rapid.Float64Range(-90, 90), rapid.Float64Range(85, 90), rapid.Float64Range(-90, -85), rapid.Just(0.0)).Draw(t, "lat")
	return recoupe.LonLat{lon, lat}
}

// TestAreasAreValid draws any area anywhere: closed rings, in range, no NaN, the
// outer ring counter-clockwise and its holes clockwise, no ring across itself.
func TestAreasAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := position(t)
		q := Move(p, rapid.Float64Range(0, 900).Draw(t, "km"), rapid.Float64Range(0, 360).Draw(t, "towards"))
		in, out := rapid.Float64Range(-5, 40).Draw(t, "inner"), rapid.Float64Range(-1, 300).Draw(t, "outer")
		b, h := rapid.Float64Range(-720, 720).Draw(t, "bearing"), rapid.Float64Range(1, 200).Draw(t, "half")
		sector := Sector(p, in, out, b, h)
		inside, ok := Intersect(sector, Disc(q, out))
		if ok != (len(inside) > 0) {
			t.Fatal("an empty intersection is said to be one")
		}
		for _, a := range []recoupe.Area{Ring(p, in, out), sector, Corridor(p, q, out), Union(sector, Disc(q, out)), inside, Without(Disc(p, out+1), sector),
			Part(Disc(p, out+1), p, b, h), Buffer([]recoupe.Ring{{p, q}}, in), Beside([]recoupe.Ring{{p, q}}, b, 10)} {
			checkArea(t, a)
		}
	})
}

func checkArea(t *rapid.T, a recoupe.Area) {
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
			if (signed(r) > 0) != (k == 0) {
				t.Fatalf("ring %d turns the wrong way: %v", k, r)
			}
			if i, j := crossing(r); i >= 0 {
				t.Fatalf("ring %d crosses itself at legs %d and %d: %v", k, i, j, r)
			}
		}
	}
}

// crossing finds two legs of a ring that cross, -1 for none.
func crossing(r recoupe.Ring) (int, int) {
	for i := 0; i+1 < len(r); i++ {
		for j := i + 2; j+1 < len(r); j++ {
			a, b, c, d := cross(r[i], r[i+1], r[j]), cross(r[i], r[i+1], r[j+1]), cross(r[j], r[j+1], r[i]), cross(r[j], r[j+1], r[i+1])
			const e = 1e-12
			if (a > e && b < -e || a < -e && b > e) && (c > e && d < -e || c < -e && d > e) {
				return i, j
			}
		}
	}
	return -1, -1
}

// TestDateLine cuts a disc at the date line into two that share no point.
func TestDateLine(t *testing.T) {
	a := Disc(recoupe.LonLat{179.95, 10}, 20)
	if len(a) != 2 {
		t.Fatalf("%d polygons, want 2", len(a))
	}
	for _, tt := range []struct {
		p    recoupe.LonLat
		want bool
	}{{recoupe.LonLat{179.9, 10}, true}, {recoupe.LonLat{-179.98, 10}, true}, {recoupe.LonLat{-179.8, 10}, false}, {recoupe.LonLat{0, 10}, false}} {
		if Contains(a, tt.p) != tt.want {
			t.Errorf("Contains(%v) = %v", tt.p, !tt.want)
		}
	}
}

func TestAlong(t *testing.T) {
	river := []recoupe.Ring{{{38, 35}, {38.1, 35.4}, {38, 36}}}
	near, east := Buffer(river, 5), Beside(river, 90, 25)
	if !Contains(near, recoupe.LonLat{38.05, 35.2}) || Contains(near, recoupe.LonLat{38.3, 35.4}) {
		t.Error("the strip along the river is not 5 km wide")
	}
	if !Contains(east, recoupe.LonLat{38.2, 35.4}) || Contains(east, recoupe.LonLat{37.95, 35.4}) {
		t.Error("the eastern bank is not east")
	}
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
