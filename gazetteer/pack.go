// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"recoupe"
)

// PackInfo says what a pack is and where it comes from; it stands in the map's credit line.
type PackInfo struct{ Name, Licence, Origin, Country string }

// Limits on packs: beyond them a pack is refused, not cut.
const (
	maxLine  = 1 << 20
	maxName  = 400
	maxPlace = 2_000_000
)

// ReadPack reads the places of a pack: a GeoNames dump (19 columns, no header)
// or a table with a header line (name, lat and lon needed). The first bad line
// refuses the whole pack and is named in the error. Read archives with the
// archive packages; r is plain text.
func ReadPack(r io.Reader, info PackInfo) ([]Entry, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	var out []Entry
	seen := map[string]int{}
	var columns map[string]int
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSuffix(strings.TrimPrefix(sc.Text(), "\uFEFF"), "\r")
		if line == "" || line[0] == '#' {
			continue
		}
		if !utf8.ValidString(line) {
			return nil, bad(n, "not UTF-8")
		}
		f := strings.Split(line, "\t")
		if columns == nil {
			if columns = header(f); columns["name"] >= 0 && !dump(f) {
				continue
			}
			if !dump(f) {
				return nil, bad(n, "neither a header with name, lat and lon nor a GeoNames dump")
			}
		}
		e, err := row(f, columns, dump(f) && columns["name"] < 0, info)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if e.ID == "" {
			e.ID = fmt.Sprintf("%s:%d", info.Name, n)
		}
		if _, twice := seen[e.ID]; twice { // two records of one table may share a GeoNames id
			if i, ok := columns["wof_id"]; ok && f[i] != "" {
				e.ID = "wof:" + f[i]
			}
		}
		if first, twice := seen[e.ID]; twice {
			return nil, bad(n, fmt.Sprintf("id %s stands in line %d already", e.ID, first))
		}
		seen[e.ID] = n
		if out = append(out, e); len(out) > maxPlace {
			return nil, bad(n, "too many places for one pack")
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("after place %d: %w", len(out), err)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no place in it: %w", recoupe.ErrInvalid)
	}
	return out, nil
}

func bad(line int, what string) error {
	return fmt.Errorf("line %d: %s: %w", line, what, recoupe.ErrInvalid)
}

// dump reports whether a line is one of a GeoNames country dump.
func dump(f []string) bool {
	if len(f) != 19 {
		return false
	}
	_, err := strconv.Atoi(f[0])
	return err == nil
}

// header maps the known column names of a first line; name is -1 where it is none.
func header(f []string) map[string]int {
	c := map[string]int{"name": -1}
	for i, h := range f {
		c[strings.ToLower(strings.TrimSpace(h))] = i
	}
	_, lat := c["lat"]
	_, lon := c["lon"]
	if !lat || !lon {
		c["name"] = -1
	}
	return c
}

func row(f []string, columns map[string]int, isDump bool, info PackInfo) (Entry, error) {
	get := func(names ...string) string {
		for _, n := range names {
			if i, ok := columns[n]; ok && i >= 0 && i < len(f) && f[i] != "" {
				return f[i]
			}
		}
		return ""
	}
	var e Entry
	var lat, lon, pop, names string
	if isDump {
		e = Entry{ID: "gn:" + f[0], Name: f[1], Country: f[8], Kind: featureKind(f[6], f[7]), Zone: f[17]}
		lat, lon, pop = f[4], f[5], f[14]
		e.Division = f[8] + "." + f[10]
		for _, alt := range strings.Split(f[2]+","+f[3], ",") {
			names = appendName(names, "und", alt)
		}
	} else {
		if len(f) != countColumns(columns) {
			return e, fmt.Errorf("%d columns, not %d: %w", len(f), countColumns(columns), recoupe.ErrInvalid)
		}
		e = Entry{ID: rowID(get), Name: get("name"), Country: cmp.Or(strings.ToUpper(get("country")), info.Country), Kind: rowKind(get("placetype", "kind"), get("gn_fcode"))}
		e.Division = get("admin1", "region_id")
		lat, lon, pop = cmp.Or(get("lbl_lat"), get("lat")), cmp.Or(get("lbl_lon"), get("lon")), get("pop", "population")
		names = languageColumns(f, columns)
		if j := get("names_json"); j != "" {
			more, err := namesJSON(j)
			if err != nil {
				return e, err
			}
			names = strings.Trim(names+"|"+more, "|")
		}
	}
	if e.Name == "" {
		_, first, _ := strings.Cut(names, "=")
		e.Name, _, _ = strings.Cut(first, "|")
	}
	e.names, e.Pack, e.Placed = names, info.Name, true
	return e, finish(&e, lat, lon, pop)
}

// countColumns is the number of columns of the header.
func countColumns(columns map[string]int) int {
	n := 0
	for _, i := range columns {
		n = max(n, i+1)
	}
	return n
}

func rowID(get func(...string) string) string {
	if id := get("gn_id", "geonameid"); id != "" && id != "0" {
		return "gn:" + id
	}
	if id := get("wof_id"); id != "" {
		return "wof:" + id
	}
	return get("id")
}

// finish checks and sets what every row has: a name, a position in range, a population.
func finish(e *Entry, lat, lon, pop string) error {
	y, err1 := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(lon, 64)
	if err := cmp.Or(err1, err2); err != nil || math.IsNaN(x) || math.IsNaN(y) || math.Abs(y) > 90 || math.Abs(x) > 180 {
		return fmt.Errorf("position %q %q is not on the globe: %w", lat, lon, recoupe.ErrInvalid)
	}
	if e.Name == "" || len(e.Name) > maxName {
		return fmt.Errorf("name of %d bytes: %w", len(e.Name), recoupe.ErrInvalid)
	}
	e.Point = recoupe.LonLat{x, y}
	if pop != "" {
		n, err := strconv.ParseFloat(pop, 64)
		if err != nil || n < 0 || n > 2e9 {
			return fmt.Errorf("population %q: %w", pop, recoupe.ErrInvalid)
		}
		e.Population = int(n)
	}
	if e.Kind == "village" && e.Population >= 20_000 {
		e.Kind = "city"
	} else if e.Kind == "village" && e.Population >= 5_000 {
		e.Kind = "town"
	}
	e.Radius = extent(e.Kind, e.Population)
	return nil
}

// languageColumns collects the columns headed by a language code.
func languageColumns(f []string, columns map[string]int) string {
	var heads []string
	for h, i := range columns {
		if len(h) == 2 && i >= 0 && i < len(f) && f[i] != "" && h != "id" {
			heads = append(heads, h)
		}
	}
	slices.Sort(heads)
	names := ""
	for _, h := range heads {
		names = appendName(names, h, f[columns[h]])
	}
	return names
}

func appendName(names, lang, name string) string {
	name = strings.TrimSpace(strings.ReplaceAll(name, "|", " "))
	if name == "" || len(name) > maxName {
		return names
	}
	if names != "" {
		names += "|"
	}
	return names + lang + "=" + name
}

func namesJSON(raw string) (string, error) {
	var m map[string][]string
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return "", fmt.Errorf("names_json: %w", recoupe.ErrInvalid)
	}
	langs := make([]string, 0, len(m))
	for l := range m {
		langs = append(langs, l)
	}
	slices.Sort(langs)
	names := ""
	for _, l := range langs {
		list := m[l]
		if l == "ar" { // some lists begin with a Latin form
			slices.SortStableFunc(list, func(a, b string) int { return script(b) - script(a) })
		}
		for _, n := range list {
			names = appendName(names, l, n)
		}
	}
	return names, nil
}

func script(s string) int {
	if hasArabic(s) {
		return 1
	}
	return 0
}

// rowKind maps the place types of tables to the program's kinds.
func rowKind(placetype, code string) string {
	switch placetype {
	case "locality", "":
		return "village"
	case "neighbourhood", "localadmin":
		return "quarter"
	case "campus":
		return "site"
	}
	if code != "" && placetype == "" {
		return featureKind("", code)
	}
	return placetype
}

// featureKind maps GeoNames feature classes and codes to the program's kinds.
func featureKind(class, code string) string {
	switch {
	case strings.HasPrefix(code, "PCL"):
		return "country"
	case code == "ADM1":
		return "region"
	case code == "ADM2":
		return "county"
	case code == "PPLX":
		return "quarter"
	case code == "BDG":
		return "bridge"
	case code == "AIRB" || code == "MILB" || code == "INSM":
		return "base"
	case code == "CMP" || code == "CMPRF":
		return "camp"
	case class == "P" || strings.HasPrefix(code, "PPL"):
		return "village"
	case class == "T":
		return "hill"
	case class == "R":
		return "road"
	case class == "H" && strings.HasPrefix(code, "STM"):
		return "river"
	case class == "H":
		return "lake"
	case class == "A":
		return "county"
	}
	return "site"
}
