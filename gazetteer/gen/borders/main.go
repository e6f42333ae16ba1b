// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command borders takes the middles of countries and the lines between them
// from the npm package world-atlas 2.0.2 (Natural Earth, public domain).
//
// In: countries-50m.json. Out: points.tsv (country, latitude, longitude of the
// middle of its largest piece of land) and borders.tsv (two countries, the packed
// line in base64). Natural Earth draws who administers; the lines are used for
// "at the border of" and never drawn as a claim.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"recoupe"
	"recoupe/gazetteer"
)

// topology is the part of TopoJSON that is read.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				ID, Type   string
				Arcs       json.RawMessage
				Properties struct{ Name string }
			}
		}
	}
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: borders countries-50m.json OUT-FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "borders:", err)
		os.Exit(1)
	}
}

func run(in, out string) error {
	raw, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		return err
	}
	t.decode()
	owners := map[int][]string{}
	var points []string
	for _, c := range t.Objects.Countries.Geometries {
		code := alpha2(c.ID)
		if code == "" && c.Properties.Name == "Kosovo" { // no number in ISO 3166
			code = "XK"
		}
		polygons, err := polygonArcs(c.Type, c.Arcs)
		if code == "" || err != nil {
			continue
		}
		var largest recoupe.Ring
		for _, p := range polygons {
			for _, a := range slices.Concat(p...) {
				if k := max(a, ^a); !slices.Contains(owners[k], code) {
					owners[k] = append(owners[k], code)
				}
			}
			if r := t.ring(p[0]); area(r) > area(largest) {
				largest = r
			}
		}
		m := middle(largest)
		points = append(points, fmt.Sprintf("%s\t%.4f\t%.4f\n", code, m[1], m[0]))
	}
	slices.Sort(points)
	if err := os.WriteFile(filepath.Join(out, "points.tsv"), []byte(strings.Join(points, "")), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "borders.tsv"), []byte(strings.Join(t.borders(owners), "")), 0o644)
}

// decode turns the quantised differences of the arcs into degrees.
func (t *topology) decode() {
	for _, arc := range t.Arcs {
		var x, y float64
		for i := range arc {
			x, y = x+arc[i][0], y+arc[i][1]
			arc[i] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
		}
	}
}

// alpha2 turns a numeric country code into two letters, "" where there is none.
func alpha2(numeric string) string {
	n, err := strconv.Atoi(numeric)
	if err != nil {
		return ""
	}
	r, err := language.EncodeM49(n)
	if err != nil || len(r.String()) != 2 {
		return ""
	}
	return r.String()
}

func polygonArcs(kind string, raw json.RawMessage) ([][][]int, error) {
	if kind == "Polygon" {
		var one [][]int
		err := json.Unmarshal(raw, &one)
		return [][][]int{one}, err
	}
	var many [][][]int
	err := json.Unmarshal(raw, &many)
	return many, err
}

// ring joins arcs; a negative number is an arc read backwards.
func (t *topology) ring(arcs []int) recoupe.Ring {
	var out recoupe.Ring
	for _, a := range arcs {
		pts := slices.Clone(t.Arcs[max(a, ^a)])
		if a < 0 {
			slices.Reverse(pts)
		}
		for _, p := range pts {
			out = append(out, recoupe.LonLat(p))
		}
	}
	return out
}

// area is the size of a ring on the cylinder of equal areas.
func area(r recoupe.Ring) float64 {
	var s float64
	for i := 0; i+1 < len(r); i++ {
		s += (r[i+1][0] - r[i][0]) * (math.Sin(r[i][1]*math.Pi/180) + math.Sin(r[i+1][1]*math.Pi/180))
	}
	return math.Abs(s)
}

// middle is the centroid of a ring on the cylinder of equal areas.
func middle(r recoupe.Ring) recoupe.LonLat {
	var s, x, y float64
	at := func(i int) (float64, float64) { return r[i][0], math.Sin(r[i][1] * math.Pi / 180) }
	for i := 0; i+1 < len(r); i++ {
		x0, y0 := at(i)
		x1, y1 := at(i + 1)
		c := x0*y1 - x1*y0
		s, x, y = s+c, x+(x0+x1)*c, y+(y0+y1)*c
	}
	return recoupe.LonLat{x / (3 * s), math.Asin(y/(3*s)) * 180 / math.Pi}
}

// borders are the arcs that two countries share.
func (t *topology) borders(owners map[int][]string) []string {
	lines := map[string][]recoupe.Ring{}
	for a := range t.Arcs {
		if o := owners[a]; len(o) == 2 {
			slices.Sort(o)
			lines[o[0]+"-"+o[1]] = append(lines[o[0]+"-"+o[1]], t.ring([]int{a}))
		}
	}
	var out []string
	for pair, l := range lines {
		out = append(out, pair+"\t"+base64.StdEncoding.EncodeToString([]byte(gazetteer.PackLines(l)))+"\n")
	}
	slices.Sort(out)
	return out
}
