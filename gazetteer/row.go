// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"recoupe"
)

// kindOf tells a table by its first line.
func kindOf(f []string) byte {
	if h := header(f); h["name"] >= 0 {
		return 'h'
	}
	if _, err := strconv.Atoi(f[0]); err != nil {
		return 0
	}
	switch len(f) {
	case 19:
		return 'd'
	case 8, 10:
		return 'n'
	}
	return 0
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

// notNames are what GeoNames' table of names holds besides names.
const notNames = " link post iata icao faac unlc wkdt abbr phon piny tcid "

// alternate takes one row of GeoNames' table of names.
func (c *collector) alternate(f []string, n int) error {
	if _, err := strconv.Atoi(f[1]); err != nil {
		return bad(n, fmt.Sprintf("%q is no GeoNames id", f[1]))
	}
	if strings.Contains(notNames, " "+f[2]+" ") {
		return nil
	}
	if len(f[3]) > maxName {
		return bad(n, fmt.Sprintf("name of %d bytes", len(f[3])))
	}
	id, lang := "gn:"+f[1], cmp.Or(f[2], "und")
	if len(f) > 7 && f[7] == "1" { // a historic name is found, never shown
		lang = "und"
	}
	one := appendName("", lang, f[3])
	if f[4] == "1" {
		c.names[id] = joinNames(one, c.names[id])
	} else {
		c.names[id] = joinNames(c.names[id], one)
	}
	return nil
}

// dumpRow reads a row of a GeoNames country dump.
func dumpRow(f []string) (Entry, error) {
	if _, err := strconv.Atoi(f[0]); err != nil {
		return Entry{}, fmt.Errorf("%q is no GeoNames id: %w", f[0], recoupe.ErrInvalid)
	}
	e := Entry{ID: "gn:" + f[0], Name: f[1], Country: f[8], Kind: featureKind(f[6], f[7]), Zone: f[17], Division: f[8] + "." + f[10]}
	for _, alt := range strings.Split(f[2]+","+f[3], ",") {
		e.names = appendName(e.names, "und", alt)
	}
	return e, finishEntry(&e, f[4], f[5], f[14])
}

// tableRow reads a row of a table with a header.
func (c *collector) tableRow(columns map[string]int, f []string) (Entry, error) {
	get := func(names ...string) string {
		for _, n := range names {
			if i, ok := columns[n]; ok && f[i] != "" {
				return f[i]
			}
		}
		return ""
	}
	e := Entry{ID: c.rowID(get), Name: get("name"), Country: cmp.Or(strings.ToUpper(get("country")), c.info.Country),
		Kind: rowKind(get("placetype", "kind"), get("gn_fcode")), Zone: get("tz", "zone"), Source: get("source"),
		Division: get("admin1", "region_id"), parent: get("state", "admin1_name"), county: get("county", "admin2_name"), names: languageColumns(f, columns)}
	if j := get("names_json"); j != "" {
		more, err := namesJSON(j)
		if err != nil {
			return e, err
		}
		e.names = joinNames(e.names, more)
	}
	if path := get("path"); path != "" {
		line, err := parsePath(path)
		if err != nil {
			return e, err
		}
		e.shape = PackLines([]recoupe.Ring{line})
	}
	if e.Name == "" {
		_, first, _ := strings.Cut(e.names, "=")
		e.Name, _, _ = strings.Cut(first, "|")
	}
	if len(e.Country) > 2 {
		return e, fmt.Errorf("country %q is no code of two letters: %w", e.Country, recoupe.ErrInvalid)
	}
	return e, finishEntry(&e, cmp.Or(get("lbl_lat"), get("lat")), cmp.Or(get("lbl_lon"), get("lon")), get("pop", "population"))
}

// rowID is the id of a row: GeoNames' where it has one that is new, else that of
// Who's On First, whose tables may give one GeoNames id twice.
func (c *collector) rowID(get func(...string) string) string {
	wof := get("wof_id")
	if id := get("gn_id", "geonameid"); id != "" && id != "0" {
		if _, twice := c.seen["gn:"+id]; !twice || wof == "" {
			return "gn:" + id
		}
	}
	if wof != "" {
		return "wof:" + wof
	}
	return get("id")
}

// parsePath reads "lat,lon lat,lon …".
func parsePath(s string) (recoupe.Ring, error) {
	var out recoupe.Ring
	for _, p := range strings.Fields(s) {
		lat, lon, _ := strings.Cut(p, ",")
		var e Entry
		e.Name = "path"
		if err := finishEntry(&e, lat, lon, ""); err != nil {
			return nil, err
		}
		out = append(out, e.Point)
	}
	return out, nil
}

// finishEntry checks and sets what every row has: a name, a position in range, a population.
func finishEntry(e *Entry, lat, lon, pop string) error {
	y, err1 := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(lon, 64)
	if err := cmp.Or(err1, err2); err != nil || math.IsNaN(x) || math.IsNaN(y) || math.Abs(y) > 90 || math.Abs(x) > 180 {
		return fmt.Errorf("position %.40q %.40q is not on the globe: %w", lat, lon, recoupe.ErrInvalid)
	}
	if len(e.Name) > maxName {
		return fmt.Errorf("name of %d bytes: %w", len(e.Name), recoupe.ErrInvalid)
	}
	e.Point, e.Placed = recoupe.LonLat{x, y}, true
	if pop != "" {
		n, err := strconv.ParseFloat(pop, 64)
		if err != nil || !(n >= 0) || n > 2e9 {
			return fmt.Errorf("population %.40q: %w", pop, recoupe.ErrInvalid)
		}
		e.Population = int(n)
	}
	if e.Kind == "village" && e.Population >= 20_000 {
		e.Kind = "city"
	} else if e.Kind == "village" && e.Population >= 5_000 {
		e.Kind = "town"
	}
	e.Radius = extent(e.Kind, e.Population)
	if e.Kind == "region" || e.Kind == "country" {
		e.Radius = 50_000
	} else if e.Kind == "county" {
		e.Radius = 15_000
	}
	return nil
}

// languageColumns collects the columns headed by a language code.
func languageColumns(f []string, columns map[string]int) string {
	var heads []string
	for h, i := range columns {
		if len(h) == 2 && i >= 0 && f[i] != "" && h != "id" && h != "tz" {
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
	return namesOf(m), nil
}

// namesOf joins lists of names per language in the order of the languages.
func namesOf(m map[string][]string) string {
	langs := make([]string, 0, len(m))
	for l := range m {
		langs = append(langs, l)
	}
	slices.Sort(langs)
	names := ""
	for _, l := range langs {
		list := m[l]
		if l == "ar" { // some lists begin with a Latin form
			slices.SortStableFunc(list, func(a, b string) int { return inArabic(b) - inArabic(a) })
		}
		for _, n := range list {
			names = appendName(names, l, n)
		}
	}
	return names
}

func inArabic(s string) int {
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
	case "neighbourhood", "localadmin", "borough", "macrohood":
		return "quarter"
	case "campus":
		return "site"
	case "macroregion":
		return "region"
	case "macrocounty", "dependency":
		return "county"
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
	case code == "DAM":
		return "dam"
	case code == "CRSG" || code == "BDRB" || code == "CSTM":
		return "crossing"
	case code == "AIRB" || code == "MILB" || code == "INSM" || code == "AIRP":
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
