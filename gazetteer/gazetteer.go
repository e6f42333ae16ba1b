// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package gazetteer finds places by name, across spellings and scripts.
//
// In: a name as written. Out: candidates with ids, coordinates, kinds and the
// reason why they match. It does not choose among them (package place does).
// The default table is GeoNames' (24,361 cities, 252 countries, their
// first-level divisions; where there is or was war, data/theatres.tsv, 11,717 smaller places, the second-level
// divisions and all spellings; CC BY 4.0), put together by the program in gen; finer tables are packs that a user imports into a folder
// (Open, Folder). Every table is one compiled file that is mapped, not read, so
// that hundreds of thousands of places cost neither memory nor time at start.
package gazetteer

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	"recoupe"
)

// worldTable is the compiled default table, made by gen/world from the tables beside it.
//
//go:embed data/world.places
var worldTable string

//go:generate go run ./gen/world data

// Entry is one place.
type Entry struct {
	ID, Name, Kind, Country, Division, Zone string
	Population                              int
	Point                                   recoupe.LonLat
	// Placed is false for a division of which no city is known.
	Placed bool
	// names holds "fr=Alep|ar=حلب": kept as one string, cut when asked for.
	names string
	// minor places are found by the sound of their names, never guessed at, while a table is compiled.
	minor bool
	// also are spellings that are found and not kept with the record, while a table is compiled.
	also []string
	// shape is the packed outline or course, "" where only a point is known.
	shape string
	// parent and county are the names of the divisions as the pack writes them, until they are resolved.
	parent, county string
	// Pack is the name of the pack that the entry came from, "" for the default table.
	Pack string
	// Source is who says that the place is there, for places that a user added.
	Source string
	// Radius is the extent in metres where it is known or can be estimated.
	Radius float64
}

// Gazetteer is an index over entries. Its places never change once it is built; it is safe for any number of goroutines.
type Gazetteer struct {
	layers []*layer
	// recent are the last names asked: a dispatch and its neighbours ask the same ones again and again.
	mu     sync.Mutex
	recent map[string][]Match
}

// maxRecent bounds the names that are remembered.
const maxRecent = 4096

// remembered returns what was found for a name not long ago.
func (g *Gazetteer) remembered(name string) ([]Match, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	m, ok := g.recent[name]
	return m, ok
}

func (g *Gazetteer) remember(name string, m []Match) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.recent == nil || len(g.recent) >= maxRecent {
		g.recent = make(map[string][]Match, maxRecent)
	}
	g.recent[strings.Clone(name)] = m
}

var standard = sync.OnceValues(func() (*Gazetteer, error) {
	l, err := readLayer(worldTable)
	if err != nil {
		return nil, err
	}
	return &Gazetteer{layers: []*layer{l}}, nil
})

// Default returns the embedded gazetteer, opened on first use.
func Default() (*Gazetteer, error) { return standard() }

// extent is the radius in metres of a populated place: 7,000 people per km², at
// least 500 m; without a population it goes by the kind.
func extent(kind string, population int) float64 {
	if population > 0 {
		return max(500, 1000*math.Sqrt(float64(population)/(7000*math.Pi)))
	}
	switch kind {
	case "city":
		return 5000
	case "town":
		return 2500
	case "base":
		return 2000
	case "crossing", "bridge":
		return 500
	}
	return 1000
}

// In returns the preferred name in a language, "" where there is none.
func (e *Entry) In(lang string) string {
	for p := range strings.SplitSeq(e.names, "|") {
		if l, n, ok := strings.Cut(p, "="); ok && l == lang {
			return n
		}
	}
	return ""
}

// all yields every name of an entry.
func (e *Entry) all(yield func(string) bool) {
	if e.Name != "" && !yield(e.Name) {
		return
	}
	for p := range strings.SplitSeq(e.names, "|") {
		if _, n, ok := strings.Cut(p, "="); ok && !yield(n) {
			return
		}
	}
}

// settled reports whether people live there: a city, town, village or quarter.
func (e *Entry) settled() bool {
	switch e.Kind {
	case "city", "town", "village", "quarter":
		return true
	}
	return false
}

// division reports whether an entry is a country or a division of one.
func (e *Entry) division() bool {
	return e.Kind == "country" || e.Kind == "region" || e.Kind == "county"
}

// meters is the equirectangular distance, good enough to rank.
func meters(a, b recoupe.LonLat) float64 {
	const r = 6371008.8 * math.Pi / 180
	dx := math.Abs(a[0] - b[0])
	if dx > 180 {
		dx = 360 - dx
	}
	return r * math.Hypot(dx*math.Cos((a[1]+b[1])/2*math.Pi/180), a[1]-b[1])
}

// Get returns an entry by its id: the record of the first table that holds it,
// with the names that the others add.
func (g *Gazetteer) Get(id string) (*Entry, bool) {
	var e *Entry
	for _, l := range g.layers {
		for f := range l.find(idKey, id) {
			x := l.entry(f.i)
			switch {
			case x.ID != id:
			case e == nil:
				e = &x
			default:
				e.join(&x)
			}
		}
	}
	return e, e != nil
}

// join adds what another record of the same place knows.
func (e *Entry) join(x *Entry) {
	e.names = joinNames(e.names, x.names)
	if x.Name != e.Name {
		e.names = appendName(e.names, "und", x.Name)
	}
	e.shape, e.Zone, e.Source = cmp.Or(e.shape, x.shape), cmp.Or(e.Zone, x.Zone), cmp.Or(e.Source, x.Source)
	if !e.Placed && x.Placed {
		e.Point, e.Placed, e.Radius = x.Point, true, x.Radius
	}
	if e.Population == 0 && x.Population > 0 {
		e.Population, e.Radius = x.Population, x.Radius
	}
}

// Members returns the cities of a country ("SY"), or all settlements of a division ("SY.10").
func (g *Gazetteer) Members(code string) []*Entry {
	var out []*Entry
	for _, l := range g.layers {
		for f := range l.find(memberKey, code) {
			e := l.entry(f.i)
			out = append(out, &e)
		}
	}
	return out
}

// Lookup is Match as the program's candidates.
func (g *Gazetteer) Lookup(name string) []recoupe.Candidate {
	var out []recoupe.Candidate
	for _, m := range g.Match(name) {
		c := m.Candidate()
		c.Why = []string{m.How}
		out = append(out, c)
	}
	return out
}

// Candidate is the entry as the program's vocabulary has it.
func (e *Entry) Candidate() recoupe.Candidate {
	return recoupe.Candidate{ID: e.ID, Name: e.Name, Kind: e.Kind, Country: e.Country, Region: e.Division, Point: e.Point, Population: e.Population}
}

// Zone returns the commonest IANA time zone of a country, "" if unknown.
func (g *Gazetteer) Zone(country string) string {
	if e, ok := g.Get("cc:" + country); ok {
		return e.Zone
	}
	return ""
}

// Box returns at most limit settlements with a known population inside a box in
// degrees, the most populous first, then by id; none for a box with a side that is no number.
func (g *Gazetteer) Box(west, south, east, north float64, limit int) []recoupe.Candidate {
	var in []Entry
	for e := range g.inside(west, south, east, north) {
		if e.Population > 0 && e.settled() {
			in = append(in, *e)
		}
	}
	slices.SortFunc(in, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	in = slices.CompactFunc(in, func(a, b Entry) bool { return a.ID == b.ID })
	in = in[:min(max(limit, 0), len(in))]
	out := make([]recoupe.Candidate, 0, len(in))
	for _, e := range in {
		out = append(out, e.Candidate())
	}
	return out
}

// Around returns the settlements within km of a position, nearest first, each once.
func (g *Gazetteer) Around(p recoupe.LonLat, km float64) []*Entry {
	dy := km / 111
	dx := dy / max(0.02, math.Cos(p[1]*math.Pi/180))
	var out []*Entry
	for e := range g.inside(p[0]-dx, p[1]-dy, p[0]+dx, p[1]+dy) {
		if e.settled() && meters(p, e.Point) <= km*1000 {
			x := *e
			out = append(out, &x)
		}
	}
	slices.SortFunc(out, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(meters(p, a.Point), meters(p, b.Point)), cmp.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(out, func(a, b *Entry) bool { return a.ID == b.ID })
}

// inside yields the placed entries of a box, table by table; the entry is valid
// until the next. A box with a side that is no number holds nothing.
func (g *Gazetteer) inside(west, south, east, north float64) func(func(*Entry) bool) {
	in := func(p recoupe.LonLat) bool {
		return p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north
	}
	return func(yield func(*Entry) bool) {
		if !(west <= east && south <= north) {
			return
		}
		west, south, east, north := max(west, -180), max(south, -90), min(east, 180), min(north, 90)
		for _, l := range g.layers {
			for i := range l.within(west, south, east, north) {
				if e := l.entry(i); e.Placed && in(e.Point) && !yield(&e) {
					return
				}
			}
		}
	}
}

// Packs lists the packs in use, in the order of import.
func (g *Gazetteer) Packs() []PackInfo {
	var out []PackInfo
	for _, l := range g.layers[1:] {
		out = append(out, l.info)
	}
	return out
}
