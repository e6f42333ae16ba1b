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

// World compiles the default table. cities has ten columns: GeoNames id (or "@" and
// the position), name, country, division, time zone, population, latitude, longitude, names, county;
// divisions three: code ("SY", "SY.10", "SY.10.164946"), name, names; points three: country,
// latitude, longitude of the middle of its largest piece of land; borders two:
// the countries ("SY-TR"), the packed line in base64. The point of a division is the middle of its cities, its radius
// what holds nine tenths of them; a county is at least as wide as its share of what it lies in, and lies in the middle of that if none of its cities is known.
func World(cities, divisions, points, borders io.Reader) ([]byte, error) {
	w := world{members: map[string][]int32{}, points: map[string]recoupe.LonLat{}, at: map[string]int{}, counties: map[string][]int{}}
	for _, t := range []struct {
		name string
		from io.Reader
		add  func([]string) error
	}{{"points", points, w.addPoint}, {"cities", cities, w.addCity}, {"divisions", divisions, w.addDivision}, {"borders", borders, w.addBorder}} {
		if err := Rows(t.from, t.add); err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
	}
	w.spread()
	return compile(w.entries, PackInfo{Name: "", Origin: "GeoNames (geonames.org)", Licence: "CC BY 4.0"}, nil)
}

// world is the default table while it is put together.
type world struct {
	entries  []Entry
	members  map[string][]int32 // cities of a country or division
	points   map[string]recoupe.LonLat
	at       map[string]int   // countries and divisions by their codes
	counties map[string][]int // those of a first-level division
}

// Rows calls add with the columns of every line of a tab-separated table that is no comment; an error names the line.
func Rows(r io.Reader, add func([]string) error) error {
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

// minorBelow is the population under which a place is no answer to a name that is spelt otherwise and sounds otherwise.
const minorBelow = 15_000

func (w *world) addCity(f []string) error {
	if len(f) != 10 || f[0] == "" {
		return recoupe.ErrInvalid
	}
	pop, err1 := strconv.Atoi(f[5])
	lat, err2 := strconv.ParseFloat(f[6], 64)
	lon, err3 := strconv.ParseFloat(f[7], 64)
	if err := cmp.Or(err1, err2, err3); err != nil {
		return err
	}
	id := f[0]
	if id[0] != '@' {
		id = "gn:" + id
	}
	e := Entry{ID: id, Name: f[1], Kind: "city", Country: f[2], Division: f[2] + "." + f[3], Zone: f[4], Population: pop,
		Point: recoupe.LonLat{lon, lat}, Placed: true}
	e.names, e.also = cutSpellings(f[8])
	e.minor = pop < minorBelow
	if pop < 20_000 {
		e.Kind = "town"
	}
	e.Radius = extent(e.Kind, pop)
	i := int32(len(w.entries))
	w.entries = append(w.entries, e)
	w.members[e.Country] = append(w.members[e.Country], i)
	w.members[e.Division] = append(w.members[e.Division], i)
	if f[9] != "" {
		county := e.Division + "." + f[9]
		w.members[county] = append(w.members[county], i)
	}
	return nil
}

// cutSpellings takes the names that are in no language from the others: those are found, not shown.
func cutSpellings(names string) (kept string, also []string) {
	for p := range strings.SplitSeq(names, "|") {
		if n, ok := strings.CutPrefix(p, "und="); ok {
			also = append(also, n)
		} else {
			kept = joinNames(kept, p)
		}
	}
	return kept, also
}

func (w *world) addDivision(f []string) error {
	if len(f) != 3 {
		return recoupe.ErrInvalid
	}
	e := Entry{ID: "cc:" + f[0], Name: f[1], Kind: "country", Country: f[0], names: f[2]}
	if i := strings.IndexByte(f[0], '.'); i > 0 {
		e.ID, e.Kind, e.Country, e.Division = "div:"+f[0], "region", f[0][:i], f[0]
		if last := strings.LastIndexByte(f[0], '.'); last > i {
			e.Kind, e.Division, e.minor = "county", f[0][:last], true
			if b := bare(e.Name); b != e.Name { // the class word of the list is English
				e.names = joinNames(e.names, "fr="+b)
			}
			w.counties[e.Division] = append(w.counties[e.Division], len(w.entries))
		}
	}
	w.at[f[0]] = len(w.entries)
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

// spread gives every county the room of its share at least.
func (w *world) spread() {
	for code, counties := range w.counties {
		i, known := w.at[code]
		if !known || !w.entries[i].Placed {
			continue
		}
		of := &w.entries[i]
		for _, j := range counties {
			c := &w.entries[j]
			c.Radius = max(c.Radius, of.Radius/math.Sqrt(float64(len(counties))))
			if !c.Placed {
				c.Point, c.Placed, c.Radius, c.Zone = of.Point, true, of.Radius, of.Zone
			}
		}
	}
}
