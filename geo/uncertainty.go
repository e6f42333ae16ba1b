// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package geo

import (
	"math"
	"strconv"
	"strings"
)

// HalfAngle is half the width in degrees of a compass direction: 45 for N, E, S
// and W, 22.5 for NE …, 11.25 for NNE … (Wieczorek, Guo & Hijmans 2004).
func HalfAngle(direction string) float64 {
	switch len(direction) {
	case 1:
		return 45
	case 2:
		return 22.5
	}
	return 11.25
}

var compass = []string{"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"}

// Degrees is the bearing of a compass direction; false for none.
func Degrees(direction string) (float64, bool) {
	for i, d := range compass {
		if d == direction {
			return float64(i) * 22.5, true
		}
	}
	return 0, false
}

// AtHeading is the uncertainty in km of a distance along a heading, with the
// extent of the anchor and the precision of the distance in extra (point-radius
// method: u = √((d + d′ − d cos α)² + (d sin α)²)).
func AtHeading(km, half, extra float64) float64 {
	a := half * deg
	return math.Hypot(km+extra-km*math.Cos(a), km*math.Sin(a))
}

// Precision is the uncertainty in km of a distance as written: the guide's rule
// (half a unit of the last digit that counts, at least 0.5 for integers), at
// least 15 % of it since reporters round, 25 % where they say "about".
func Precision(written string, km float64, about bool) float64 {
	share := 0.15
	if about {
		share = 0.25
	}
	return math.Max(guide(written), share*km)
}

func guide(written string) float64 {
	whole, frac, ok := strings.Cut(strings.ReplaceAll(written, ",", "."), ".")
	if ok {
		switch frac {
		case "5":
			return 0.25
		case "25", "75":
			return 0.125
		}
		return 0.5 * math.Pow(10, -float64(len(frac)))
	}
	n, err := strconv.Atoi(whole)
	if err != nil || n <= 0 {
		return 0.5
	}
	zeros := 0
	for m := n; m%10 == 0; m /= 10 {
		zeros++
	}
	return math.Max(0.5, 0.5*math.Pow(10, float64(min(zeros, len(whole)-2))))
}
