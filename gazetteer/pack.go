// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"recoupe"
)

// PackInfo says what a pack is and where it comes from; it stands in the map's credit line.
type PackInfo struct {
	Name    string `json:"name"`
	Licence string `json:"licence,omitempty"`
	Origin  string `json:"origin,omitempty"`
	Country string `json:"country,omitempty"`
	// Imported is the day of import (2024-12-04), Order the place among the packs.
	Imported string `json:"imported,omitempty"`
	Order    int    `json:"order,omitempty"`
	Places   int    `json:"places"`
}

// Limits on packs: beyond them a pack is refused, not cut.
const (
	maxLine  = 1 << 20
	maxName  = 400
	maxPlace = 3_000_000
)

// ReadPack reads the places of a table: a GeoNames country dump (19 columns, no
// header), a GeoNames table of names (8 or 10 columns, no header), or a table with
// a header line (name, lat and lon needed). The first bad line refuses the whole
// pack and is named in the error. r is plain text; ReadFile opens archives.
func ReadPack(r io.Reader, info PackInfo) ([]Entry, error) {
	c := newCollector(info)
	if err := c.table(r); err != nil {
		return nil, err
	}
	return c.finish(nil)
}

// collector gathers the entries of a pack from one or several files.
type collector struct {
	info PackInfo
	out  []Entry
	seen map[string]int // id to line
	// names are the further names of GeoNames ids.
	names map[string]string
}

func newCollector(info PackInfo) *collector {
	return &collector{info: info, seen: map[string]int{}, names: map[string]string{}}
}

// finish joins further names to their places. Names of places that the pack
// lacks go to those of below, which may be nil; the rest is left out.
func (c *collector) finish(below *Gazetteer) ([]Entry, error) {
	c.homeland(below)
	c.counties()
	for i := range c.out {
		e := &c.out[i]
		if n, ok := c.names[e.ID]; ok {
			e.names = joinNames(n, e.names)
			delete(c.names, e.ID)
		}
	}
	if below != nil {
		ids := make([]string, 0, len(c.names))
		for id := range c.names {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			if e, ok := below.Get(id); ok {
				e.names = c.names[id]
				c.out = append(c.out, *e)
			}
		}
	}
	if len(c.out) == 0 {
		return nil, fmt.Errorf("no place in it: %w", recoupe.ErrInvalid)
	}
	return c.out, nil
}

// homeland gives places without a country that of the one country in the pack.
func (c *collector) homeland(below *Gazetteer) {
	code := ""
	for i := range c.out {
		if e := &c.out[i]; e.Kind == "country" && below != nil {
			if code != "" {
				return
			}
			code = below.countryOf(e)
		}
	}
	for i := range c.out {
		if c.out[i].Country == "" {
			c.out[i].Country = code
		}
	}
}

// countryOf is the code of the country that an entry is, by its names.
func (g *Gazetteer) countryOf(e *Entry) string {
	for name := range e.all {
		for _, m := range g.MatchExact(name) {
			if m.Kind == "country" && strings.HasPrefix(m.ID, "cc:") {
				return m.Country
			}
		}
	}
	return ""
}

// counties makes second-level divisions of the column that names them: each in the
// middle of its places.
func (c *collector) counties() {
	type box struct{ low, high recoupe.LonLat }
	boxes, order := map[string]*box{}, []string{}
	for i := range c.out {
		e := &c.out[i]
		if e.county == "" {
			continue
		}
		key := e.Country + "\t" + e.parent + "\t" + e.county
		b := boxes[key]
		if b == nil {
			b = &box{e.Point, e.Point}
			boxes[key], order = b, append(order, key)
		}
		for k := range 2 {
			b.low[k], b.high[k] = min(b.low[k], e.Point[k]), max(b.high[k], e.Point[k])
		}
	}
	for _, key := range order {
		f, b := strings.Split(key, "\t"), boxes[key]
		at := recoupe.LonLat{(b.low[0] + b.high[0]) / 2, (b.low[1] + b.high[1]) / 2}
		c.out = append(c.out, Entry{ID: fmt.Sprintf("%s:%08x", c.info.Name, uint32(hash(idKey, key))), Name: f[2], Kind: "county", Country: f[0], parent: f[1],
			Point: at, Placed: true, Radius: max(15_000, meters(at, b.high)), Pack: c.info.Name})
	}
}

func joinNames(a, b string) string { return strings.Trim(a+"|"+b, "|") }

func (c *collector) add(e Entry, line int) error {
	if e.Name == "" { // a record that nobody could find
		return nil
	}
	if e.ID == "" {
		e.ID = fmt.Sprintf("%s:%x", c.info.Name, uint32(hash(idKey, fmt.Sprint(e.Country, e.Name, e.Point, e.parent))))
		if _, twice := c.seen[e.ID]; twice { // a table without ids may hold a place twice
			return nil
		}
	}
	if first, twice := c.seen[e.ID]; twice {
		return bad(line, fmt.Sprintf("id %s stands in line %d already", e.ID, first))
	}
	c.seen[e.ID] = line
	e.Pack = c.info.Name
	if c.out = append(c.out, e); len(c.out) > maxPlace {
		return bad(line, "too many places for one pack")
	}
	return nil
}

func (c *collector) table(r io.Reader) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	var t table
	n := 0
	for sc.Scan() {
		n++
		line := strings.TrimSuffix(strings.TrimPrefix(sc.Text(), "\uFEFF"), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if !utf8.ValidString(line) {
			return bad(n, "not UTF-8")
		}
		if err := c.row(&t, strings.Split(line, "\t"), n); err != nil {
			return err
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("line %d: %w: %v", n+1, recoupe.ErrInvalid, err)
	}
	return nil
}

// table is what is known of a table after its first line.
type table struct {
	kind    byte // d dump, n names, h with a header; 0 before the first line
	columns map[string]int
	width   int
}

func (c *collector) row(t *table, f []string, n int) error {
	if t.kind == 0 {
		switch t.kind, t.width = kindOf(f), len(f); t.kind {
		case 0:
			return bad(n, "neither a header with name, lat and lon nor a table of GeoNames")
		case 'h':
			t.columns = header(f)
			return nil
		}
	}
	if len(f) != t.width {
		return bad(n, fmt.Sprintf("%d columns, not %d", len(f), t.width))
	}
	if t.kind == 'n' {
		return c.alternate(f, n)
	}
	var e Entry
	var err error
	if t.kind == 'd' {
		e, err = dumpRow(f)
	} else {
		e, err = c.tableRow(t.columns, f)
	}
	if err != nil {
		return fmt.Errorf("line %d: %w", n, err)
	}
	return c.add(e, n)
}

func bad(line int, what string) error {
	return fmt.Errorf("line %d: %s: %w", line, what, recoupe.ErrInvalid)
}
