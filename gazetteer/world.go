// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"recoupe"
)

// World compiles the default table. cities has nine columns: GeoNames id, name,
// country, division, time zone, population, latitude, longitude, names;
// divisions three: code ("SY", "SY.10"), name, names; points three: country,
// latitude, longitude of the middle of its largest piece of land; borders two:
// the countries ("SY-TR"), the packed line in base64. The point of a division is the middle of its cities, its radius what holds nine tenths of them.
func World(cities, divisions, points, borders io.Reader) ([]byte, error) {
	w := world{members: map[string][]int32{}, points: map[string]recoupe.LonLat{}}
	for _, t := range []struct {
		name string
		from io.Reader
		add  func([]string) error
	}{{"points", points, w.addPoint}, {"cities", cities, w.addCity}, {"divisions", divisions, w.addDivision}, {"borders", borders, w.addBorder}} {
		if err := rows(t.from, t.add); err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return compile(w.entries, PackInfo{Name: "", Origin: "GeoNames (geonames.org)", Licence: "CC BY 4.0"}, nil)
}

// world is the default table while it is put together.
type world struct {
	entries []Entry
	members map[string][]int32 // cities of a country or division
	points  map[string]recoupe.LonLat
}

func rows(r io.Reader, add func([]string) error) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		if line[0] == '#' {
			continue
		}
		if err := add(strings.Split(strings.TrimSuffix(line, "\n"), "\t")); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (w *world) addPoint(f []string) error {
	if len(f) != 3 {
		return recoupe.ErrInvalid
	}
	lat, err1 := strconv.ParseFloat(f[1], 64)
	lon, err2 := strconv.ParseFloat(f[2], 64)
	w.points[f[0]] = recoupe.LonLat{lon, lat}
	return cmp.Or(err1, err2)
}

// addBorder adds a line that is found by its id alone.
func (w *world) addBorder(f []string) error {
	if len(f) != 2 {
		return recoupe.ErrInvalid
	}
	line, err := base64.StdEncoding.DecodeString(f[1])
	w.entries = append(w.entries, Entry{ID: "border:" + f[0], Kind: "border", shape: string(line)})
	return err
}

func (w *world) addCity(f []string) error {
	if len(f) != 9 {
		return recoupe.ErrInvalid
	}
	pop, err1 := strconv.Atoi(f[5])
	lat, err2 := strconv.ParseFloat(f[6], 64)
	lon, err3 := strconv.ParseFloat(f[7], 64)
	if err := cmp.Or(err1, err2, err3); err != nil {
		return err
	}
	e := Entry{ID: "gn:" + f[0], Name: f[1], Kind: "city", Country: f[2], Division: f[2] + "." + f[3], Zone: f[4], Population: pop,
		Point: recoupe.LonLat{lon, lat}, Placed: true, names: f[8]}
	if pop < 20_000 {
		e.Kind = "town"
	}
	e.Radius = extent(e.Kind, pop)
	i := int32(len(w.entries))
	w.entries = append(w.entries, e)
	w.members[e.Country] = append(w.members[e.Country], i)
	w.members[e.Division] = append(w.members[e.Division], i)
	return nil
}

func (w *world) addDivision(f []string) error {
	if len(f) != 3 {
		return recoupe.ErrInvalid
	}
	e := Entry{ID: "cc:" + f[0], Name: f[1], Kind: "country", Country: f[0], names: f[2]}
	if i := strings.IndexByte(f[0], '.'); i > 0 {
		e.ID, e.Kind, e.Country, e.Division = "div:"+f[0], "region", f[0][:i], f[0]
	}
	w.locate(&e, w.members[f[0]])
	if p, ok := w.points[f[0]]; ok {
		e.Point, e.Placed = p, true
	}
	w.entries = append(w.entries, e)
	return nil
}

// locate puts a division in the middle of the box of its cities, which lies
// nearer to the middle of its land than the mean of its people does.
func (w *world) locate(e *Entry, cities []int32) {
	votes := map[string]int{}
	low, high := recoupe.LonLat{math.Inf(1), math.Inf(1)}, recoupe.LonLat{math.Inf(-1), math.Inf(-1)}
	for _, i := range cities {
		c := &w.entries[i]
		for k := range 2 {
			low[k], high[k] = min(low[k], c.Point[k]), max(high[k], c.Point[k])
		}
		e.Population += c.Population
		votes[c.Zone] += c.Population + 1
		if votes[c.Zone] > votes[e.Zone] || votes[c.Zone] == votes[e.Zone] && c.Zone < e.Zone {
			e.Zone = c.Zone
		}
	}
	if len(cities) == 0 {
		return
	}
	e.Point, e.Placed = recoupe.LonLat{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2}, true
	var far []float64
	for _, i := range cities {
		far = append(far, meters(e.Point, w.entries[i].Point))
	}
	slices.Sort(far)
	e.Radius = max(10_000, far[len(far)*9/10])
}
