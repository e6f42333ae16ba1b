// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package gazetteer finds places by name, across spellings and scripts.
//
// In: a name as written. Out: candidates with ids, coordinates, kinds and the
// reason why they match. It does not choose among them (package place does),
// and reads nothing but the tables it was given. The default table is
// GeoNames' (24,361 cities, 252 countries, their first-level divisions; CC BY
// 4.0), taken from Debian's libgeonames by the program in gen.
package gazetteer

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"recoupe"
)

//go:embed data/cities.tsv.gz
var cityTable []byte

//go:embed data/divisions.tsv.gz
var divisionTable []byte

// keyTable is the sorted index of all keys of the two tables, made by gen/keys; nothing of it is parsed at start.
//
//go:embed data/keys.bin
var keyTable string

//go:generate go run ./gen/keys data/keys.bin

// Entry is one place.
type Entry struct {
	ID, Name, Kind, Country, Division, Zone string
	Population                              int
	Point                                   recoupe.LonLat
	// Placed is false for a division of which no city is known.
	Placed bool
	// names holds "fr=Alep|ar=حلب": kept as one string, cut when asked for.
	names string
	// Pack is the name of the pack that the entry came from, "" for the default table.
	Pack string
	// Radius is the extent in metres where it is known or can be estimated.
	Radius float64
}

// Gazetteer is an index over entries. It is immutable once built and safe for any number of goroutines.
type Gazetteer struct {
	entries []Entry
	keys    string // the embedded index of the first entries
	extra   []keyRef
	byID    map[string]int32
	members map[string][]int32 // cities of a country or division
	packs   []PackInfo
}

var standard = sync.OnceValues(func() (*Gazetteer, error) {
	g, err := build(cityTable, divisionTable)
	if err == nil {
		g.keys = keyTable
	}
	return g, err
})

// Default returns the embedded gazetteer, opened on first use.
func Default() (*Gazetteer, error) { return standard() }

func build(cities, divisions []byte) (*Gazetteer, error) {
	g := &Gazetteer{entries: make([]Entry, 0, 29_000), byID: make(map[string]int32, 29_000), members: map[string][]int32{}}
	if err := lines(cities, g.addCity); err != nil {
		return nil, fmt.Errorf("embedded cities: %w", err)
	}
	if err := lines(divisions, g.addDivision); err != nil {
		return nil, fmt.Errorf("embedded divisions: %w", err)
	}
	return g, nil
}

func lines(packed []byte, add func([]string) error) error {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(raw)) {
		n++
		if err := add(strings.Split(strings.TrimSuffix(line, "\n"), "\t")); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

func (g *Gazetteer) addCity(f []string) error {
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
	g.add(e)
	return nil
}

// extent is the radius in metres of a populated place: 7,000 people per km², at
// least 500 m; without a population 1, 2.5 or 5 km for village, town and city.
func extent(kind string, population int) float64 {
	if population > 0 {
		return max(500, 1000*math.Sqrt(float64(population)/(7000*math.Pi)))
	}
	switch kind {
	case "city":
		return 5000
	case "town":
		return 2500
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
	if !yield(e.Name) {
		return
	}
	for p := range strings.SplitSeq(e.names, "|") {
		if _, n, ok := strings.Cut(p, "="); ok && !yield(n) {
			return
		}
	}
}

// addDivision adds a country or division; its point is the population-weighted
// mean of its cities, its radius what holds nine tenths of them.
func (g *Gazetteer) addDivision(f []string) error {
	if len(f) != 3 {
		return recoupe.ErrInvalid
	}
	e := Entry{ID: "cc:" + f[0], Name: f[1], Kind: "country", Country: f[0], names: f[2]}
	if i := strings.IndexByte(f[0], '.'); i > 0 {
		e.ID, e.Kind, e.Country, e.Division = "div:"+f[0], "region", f[0][:i], f[0]
	}
	g.locate(&e, g.members[f[0]])
	g.add(e)
	return nil
}

func (g *Gazetteer) locate(e *Entry, cities []int32) {
	var x, y, w float64
	votes := map[string]int{}
	for _, i := range cities {
		c := &g.entries[i]
		p := float64(max(c.Population, 1000))
		x, y, w = x+p*c.Point[0], y+p*c.Point[1], w+p
		e.Population += c.Population
		votes[c.Zone] += c.Population + 1
		if votes[c.Zone] > votes[e.Zone] || votes[c.Zone] == votes[e.Zone] && c.Zone < e.Zone {
			e.Zone = c.Zone
		}
	}
	if w == 0 {
		return
	}
	e.Point, e.Placed = recoupe.LonLat{x / w, y / w}, true
	var far []float64
	for _, i := range cities {
		far = append(far, meters(e.Point, g.entries[i].Point))
	}
	slices.Sort(far)
	e.Radius = max(10_000, far[len(far)*9/10])
}

// meters is the equirectangular distance, good enough to rank.
func meters(a, b recoupe.LonLat) float64 {
	const r = 6371008.8 * math.Pi / 180
	dx := (a[0] - b[0]) * math.Cos((a[1]+b[1])/2*math.Pi/180)
	return r * math.Hypot(dx, a[1]-b[1])
}

func (g *Gazetteer) add(e Entry) {
	i := int32(len(g.entries))
	g.entries = append(g.entries, e)
	g.byID[e.ID] = i
	if e.Kind != "country" && e.Kind != "region" {
		g.members[e.Country] = append(g.members[e.Country], i)
		g.members[e.Division] = append(g.members[e.Division], i)
	}
}

// bare drops the class word of a division's name: "Hama Governorate" → "Hama".
func bare(name string) string {
	for _, w := range []string{" Governorate", " Province", " Region", " Oblast", " District", " State", "محافظة ", "Muhafazat "} {
		name = strings.TrimPrefix(strings.TrimSuffix(name, w), w)
	}
	return name
}

// Get returns an entry by its id.
func (g *Gazetteer) Get(id string) (*Entry, bool) {
	i, ok := g.byID[id]
	if !ok {
		return nil, false
	}
	return &g.entries[i], true
}

// Members returns the cities of a country ("SY") or division ("SY.10").
func (g *Gazetteer) Members(code string) []*Entry {
	var out []*Entry
	for _, i := range g.members[code] {
		out = append(out, &g.entries[i])
	}
	return out
}

// Match is an entry with how it was found: exact, skeleton or loose.
type Match struct {
	*Entry
	How string
	// Distance is the edit distance of the exact keys over the length of the asked one, 0 for exact.
	Distance float64
}

// Match returns all entries a name may mean, best first: exact before skeleton
// before loose, then by edit distance, then by population. Skeletons of one
// letter never match, of two only within a third of edits.
func (g *Gazetteer) Match(name string) []Match {
	key := Exact(name)
	if key == "" {
		return nil
	}
	seen := map[int32]bool{}
	var out []Match
	take := func(list []int32, how string) {
		for _, i := range list {
			if seen[i] {
				continue
			}
			seen[i] = true
			m := Match{Entry: &g.entries[i], How: how}
			if how != "exact" {
				m.Distance = g.nearest(key, i)
				if len(key) > 3*len(m.Name)+12 {
					continue
				}
			}
			out = append(out, m)
		}
	}
	take(g.find(exactKey, key), "exact")
	for _, k := range Skeletons(name) {
		if len(k) >= 2 {
			take(g.find(skeletonKey, k), "skeleton")
		}
	}
	out = slices.DeleteFunc(out, func(m Match) bool {
		return m.How == "skeleton" && m.Distance > 0.34 && (len(Skeleton(name)) < 3 || m.Distance > 0.6)
	})
	slices.SortStableFunc(out, func(a, b Match) int {
		return cmp.Or(cmp.Compare(rank(a.How), rank(b.How)), cmp.Compare(a.Distance, b.Distance), cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func rank(how string) int {
	switch how {
	case "exact":
		return 0
	case "skeleton":
		return 1
	}
	return 2
}

// nearest is the least edit distance between key and the entry's names in the same script, relative to its length.
func (g *Gazetteer) nearest(key string, i int32) float64 {
	e := &g.entries[i]
	best := 1.0
	arabicKey := hasArabic(key)
	for name := range e.all {
		if hasArabic(name) != arabicKey {
			continue
		}
		best = min(best, float64(edits(key, Exact(name)))/float64(max(1, len([]rune(key)))))
	}
	return best
}

func hasArabic(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x600 && r < 0x700 })
}

// edits is the Levenshtein distance in code points.
func edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		prev := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := prev
			if r != q {
				cost++
			}
			prev = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(y)]
}

// Lookup is Match as the program's candidates.
func (g *Gazetteer) Lookup(name string) []recoupe.Candidate {
	var out []recoupe.Candidate
	for _, m := range g.Match(name) {
		out = append(out, recoupe.Candidate{ID: m.ID, Name: m.Name, Kind: m.Kind, Country: m.Country, Region: m.Division, Point: m.Point,
			Population: m.Population, Why: []string{m.How}})
	}
	return out
}

// Zone returns the commonest IANA time zone of a country, "" if unknown.
func (g *Gazetteer) Zone(country string) string {
	if e, ok := g.Get("cc:" + country); ok {
		return e.Zone
	}
	return ""
}

// Box returns at most limit cities inside a box in degrees, the most populous first, then by id.
func (g *Gazetteer) Box(west, south, east, north float64, limit int) []recoupe.Candidate {
	var in []*Entry
	for i := range g.entries {
		e := &g.entries[i]
		if e.Placed && e.Population > 0 && e.Point[0] >= west && e.Point[0] <= east && e.Point[1] >= south && e.Point[1] <= north {
			in = append(in, e)
		}
	}
	slices.SortFunc(in, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(b.Population, a.Population), cmp.Compare(a.ID, b.ID))
	})
	out := make([]recoupe.Candidate, 0, limit)
	for _, e := range in[:min(limit, len(in))] {
		out = append(out, recoupe.Candidate{ID: e.ID, Name: e.Name, Kind: e.Kind, Country: e.Country, Region: e.Division, Point: e.Point, Population: e.Population})
	}
	return out
}
