// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"math"
	"time"
)

// Angles of the sun's centre below which a moment of the day is defined, in degrees.
const (
	horizon      = -0.833
	nautical     = -12
	astronomical = -18
)

// sun returns when the sun's centre passes the altitude alt on the day of t at
// the place: in the morning (rising) or in the evening. It follows the NOAA solar
// calculator (Meeus, Astronomical Algorithms), good to two minutes. ok is false
// where the sun does not reach that altitude on that day.
func sun(t time.Time, lat, lon, alt float64, rising bool) (time.Time, bool) {
	y, m, d := t.Date()
	noon := time.Date(y, m, d, 12, 0, 0, 0, t.Location())
	guess := noon
	for range 2 { // the second pass uses the declination of the hour found
		minutes, ok := solarMinutes(guess, lat, lon, alt, rising)
		if !ok {
			return time.Time{}, false
		}
		midnight := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
		guess = midnight.Add(time.Duration(minutes * float64(time.Minute))).In(t.Location())
	}
	return guess.Round(time.Minute), true
}

// solarMinutes returns minutes after midnight UTC of the local day of t.
func solarMinutes(t time.Time, lat, lon, alt float64, rising bool) (float64, bool) {
	c := (float64(t.Unix())/86400 + 2440587.5 - 2451545) / 36525
	sin := func(deg float64) float64 { return math.Sin(deg * math.Pi / 180) }
	cos := func(deg float64) float64 { return math.Cos(deg * math.Pi / 180) }
	l0 := math.Mod(280.46646+c*(36000.76983+c*0.0003032), 360)
	g := 357.52911 + c*(35999.05029-0.0001537*c)
	ecc := 0.016708634 - c*(0.000042037+0.0000001267*c)
	centre := sin(g)*(1.914602-c*(0.004817+0.000014*c)) + sin(2*g)*(0.019993-0.000101*c) + sin(3*g)*0.000289
	omega := 125.04 - 1934.136*c
	long := l0 + centre - 0.00569 - 0.00478*sin(omega)
	tilt := 23 + (26+(21.448-c*(46.815+c*(0.00059-c*0.001813)))/60)/60 + 0.00256*cos(omega)
	decl := math.Asin(sin(tilt)*sin(long)) * 180 / math.Pi
	k := math.Pow(math.Tan(tilt/2*math.Pi/180), 2)
	eot := 4 * 180 / math.Pi * (k*sin(2*l0) - 2*ecc*sin(g) + 4*ecc*k*sin(g)*cos(2*l0) - k*k/2*sin(4*l0) - 1.25*ecc*ecc*sin(2*g))
	h := sin(alt)/(cos(lat)*cos(decl)) - math.Tan(lat*math.Pi/180)*math.Tan(decl*math.Pi/180)
	if math.IsNaN(h) || h < -1 || h > 1 {
		return 0, false
	}
	angle := math.Acos(h) * 180 / math.Pi
	if !rising {
		angle = -angle
	}
	return 720 - 4*(lon+angle) - eot, true
}

// dawn runs from the sun at -18 degrees to half an hour after sunrise (rule D1);
// where the sun stays above -18, from -12, else from one hour before sunrise.
func dawn(d stretch, lat, lon float64) (stretch, bool) {
	rise, ok := sun(d.lo, lat, lon, horizon, true)
	if !ok {
		return stretch{}, false
	}
	return stretch{twilight(d, lat, lon, rise, true), rise.Add(30 * time.Minute)}, true
}

// dusk runs from sunset to the sun at -18 degrees (rule D2).
func dusk(d stretch, lat, lon float64) (stretch, bool) {
	set, ok := sun(d.lo, lat, lon, horizon, false)
	if !ok {
		return stretch{}, false
	}
	return stretch{set, twilight(d, lat, lon, set, false)}, true
}

func twilight(d stretch, lat, lon float64, at time.Time, rising bool) time.Time {
	for _, alt := range []float64{astronomical, nautical} {
		if t, ok := sun(d.lo, lat, lon, alt, rising); ok {
			return t
		}
	}
	if rising {
		return at.Add(-time.Hour)
	}
	return at.Add(time.Hour)
}
