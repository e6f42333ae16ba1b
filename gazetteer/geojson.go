// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"recoupe"
)

// maxJSON is the largest GeoJSON file that is read, unpacked.
const maxJSON = 512 << 20

// feature is a GeoJSON feature or a record of Who's On First.
type feature struct {
	Type       string
	ID         any
	Properties map[string]any
	Geometry   *struct {
		Type        string
		Coordinates json.RawMessage
	}
	Features []json.RawMessage
}

// geojson reads a feature, a collection of features, or a record of Who's On First.
func (c *collector) geojson(r io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(r, maxJSON+1))
	if err != nil {
		return fmt.Errorf("line 1: %w", err)
	}
	if len(raw) > maxJSON {
		return bad(1, "too large")
	}
	raw = bytes.TrimPrefix(raw, []byte("\uFEFF"))
	var f feature
	if err := json.Unmarshal(raw, &f); err != nil {
		line := 1
		if s := (*json.SyntaxError)(nil); errors.As(err, &s) {
			line += bytes.Count(raw[:min(int(s.Offset), len(raw))], []byte("\n"))
		}
		return bad(line, "not GeoJSON")
	}
	if f.Type != "FeatureCollection" {
		return c.feature(&f, 1)
	}
	at := 0
	for _, one := range f.Features {
		at += max(0, bytes.Index(raw[at:], one))
		line := 1 + bytes.Count(raw[:at], []byte("\n"))
		at += len(one)
		var f feature
		if err := json.Unmarshal(one, &f); err != nil {
			return bad(line, "not a feature")
		}
		if err := c.feature(&f, line); err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) feature(f *feature, line int) error {
	if f.Geometry == nil || f.gone() {
		return nil
	}
	e := Entry{Name: f.text("name", "wof:name", "shapeName", "ADM2_EN", "ADM1_EN", "NAME"), Country: cmp.Or(strings.ToUpper(f.text("country", "wof:country", "iso_a2")), c.info.Country),
		Kind: rowKind(f.text("placetype", "wof:placetype", "kind"), ""), Source: f.text("source"), names: f.names(), ID: f.id(), Division: f.text("region_id")}
	if id, ok := f.Properties["wof:hierarchy"].([]any); ok && len(id) > 0 {
		if h, ok := id[0].(map[string]any); ok {
			e.Division = text(h["region_id"])
		}
	}
	if len(e.Country) != 2 {
		e.Country = c.info.Country
	}
	if e.Name == "" {
		_, first, _ := strings.Cut(e.names, "=")
		e.Name, _, _ = strings.Cut(first, "|")
	}
	if err := f.place(&e); err != nil {
		return fmt.Errorf("line %d: %w", line, err)
	}
	return c.add(e, line)
}

// place sets point, extent and shape.
func (f *feature) place(e *Entry) error {
	area, lines, point, err := f.geometry()
	if err != nil {
		return err
	}
	lat, lon := f.text("lbl:latitude", "geom:latitude"), f.text("lbl:longitude", "geom:longitude")
	if lat == "" || lon == "" || lat == "0" && lon == "0" {
		lat, lon = strconv.FormatFloat(point[1], 'f', -1, 64), strconv.FormatFloat(point[0], 'f', -1, 64)
	}
	if err := finishEntry(e, lat, lon, f.text("wof:population", "pop", "population")); err != nil {
		return err
	}
	var far float64
	switch {
	case len(area) > 0:
		e.shape = packArea(area)
		for _, poly := range area {
			for _, p := range poly[0] {
				far = max(far, meters(e.Point, p))
			}
		}
	case len(lines) > 0:
		e.shape = PackLines(lines)
	}
	if far > 0 {
		e.Radius = far
	}
	return nil
}

// geometry reads the coordinates; point is the middle of the box of all.
func (f *feature) geometry() (area recoupe.Area, lines []recoupe.Ring, point recoupe.LonLat, err error) {
	var all []recoupe.Ring
	switch raw := f.Geometry.Coordinates; f.Geometry.Type {
	case "Point":
		var p recoupe.LonLat
		err = json.Unmarshal(raw, &p)
		all = []recoupe.Ring{{p}}
	case "LineString":
		lines = make([]recoupe.Ring, 1)
		err = json.Unmarshal(raw, &lines[0])
		all = lines
	case "MultiLineString":
		err = json.Unmarshal(raw, &lines)
		all = lines
	case "Polygon":
		area = make(recoupe.Area, 1)
		err = json.Unmarshal(raw, &area[0])
		all = slices.Concat(area...)
	case "MultiPolygon":
		var polys []recoupe.Polygon
		err = json.Unmarshal(raw, &polys)
		area, all = polys, slices.Concat(polys...)
	default:
		err = recoupe.ErrInvalid
	}
	if err != nil {
		return nil, nil, point, fmt.Errorf("geometry %.20q: %w", f.Geometry.Type, recoupe.ErrInvalid)
	}
	point, err = middle(all, area != nil)
	return area, lines, point, err
}

// middle checks the positions of rings and returns the middle of their box.
func middle(all []recoupe.Ring, closed bool) (recoupe.LonLat, error) {
	low, high, n := recoupe.LonLat{181, 91}, recoupe.LonLat{-181, -91}, 0
	for _, r := range all {
		if closed && (len(r) < 4 || r[0] != r[len(r)-1]) {
			return low, fmt.Errorf("a ring of %d positions is not closed: %w", len(r), recoupe.ErrInvalid)
		}
		for _, p := range r {
			if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
				return low, fmt.Errorf("position %v is not on the globe: %w", p, recoupe.ErrInvalid)
			}
			low = recoupe.LonLat{min(low[0], p[0]), min(low[1], p[1])}
			high = recoupe.LonLat{max(high[0], p[0]), max(high[1], p[1])}
			n++
		}
	}
	if n == 0 {
		return low, fmt.Errorf("a geometry without positions: %w", recoupe.ErrInvalid)
	}
	return recoupe.LonLat{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2}, nil
}

// gone reports whether a record of Who's On First is not of today.
func (f *feature) gone() bool {
	if list, ok := f.Properties["wof:superseded_by"].([]any); ok && len(list) > 0 {
		return true
	}
	switch d := f.text("edtf:deprecated"); d {
	case "", "uuuu", "..":
	default:
		return true
	}
	return f.text("mz:is_current") == "0"
}

func (f *feature) id() string {
	if m, ok := f.Properties["wof:concordances"].(map[string]any); ok {
		if id := text(m["gn:id"]); id != "" && id != "0" {
			return "gn:" + id
		}
	}
	if id := f.text("geonameid", "gn_id"); id != "" {
		return "gn:" + id
	}
	if id := f.text("wof:id", "wof_id"); id != "" {
		return "wof:" + id
	}
	return cmp.Or(f.text("id"), text(f.ID))
}

// text returns the first of the properties that is set, as a text.
func (f *feature) text(keys ...string) string {
	for _, k := range keys {
		if s := text(f.Properties[k]); s != "" {
			return s
		}
	}
	return ""
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

// nameKey is a property that holds a name in a language: name_fr, or
// name:fra_x_preferred with a list.
var nameKey = regexp.MustCompile(`^name[:_]([a-z]{2,3})(_x_(preferred|variant))?$`)

// threeLetters are the language codes of Who's On First and their two-letter form.
var threeLetters = map[string]string{"ara": "ar", "deu": "de", "eng": "en", "spa": "es", "fas": "fa", "fra": "fr", "heb": "he", "ita": "it", "kur": "ku", "rus": "ru", "tur": "tr", "ukr": "uk", "und": "und"}

func (f *feature) names() string {
	keys := make([]string, 0, len(f.Properties))
	for k := range f.Properties {
		keys = append(keys, k)
	}
	slices.Sort(keys) // preferred before variant
	m := map[string][]string{}
	for _, k := range keys {
		p := nameKey.FindStringSubmatch(k)
		if p == nil {
			continue
		}
		lang := p[1]
		if len(lang) == 3 {
			if lang = threeLetters[lang]; lang == "" {
				continue
			}
		}
		switch v := f.Properties[k].(type) {
		case string:
			m[lang] = append(m[lang], v)
		case []any:
			for _, x := range v {
				if s := text(x); s != "" {
					m[lang] = append(m[lang], s)
				}
			}
		}
	}
	return namesOf(m)
}
