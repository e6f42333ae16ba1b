// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"strconv"
	"strings"
)

// relation is what stands before an anchor: "à environ 10 km au nord-est de".
type relation struct {
	name       string // the program's word for it
	lo         int    // first token
	directions []direction
	km         float64
	written    string // the number as written
	about      bool
	hours      bool
	bound      string // less, more: "à moins de 10 km"
	beyond     bool   // the mover stands at the distance or beyond it
	route      bool   // a road or axis
	suburb     bool
	somewhere  bool
	inner      bool // "dans le nord de": inside
}

// direction is a compass point with its own tokens.
type direction struct {
	point  string
	lo, hi int
}

// relationBefore reads the words before the anchor that begins at token a.
func (r *run) relationBefore(l *line, a int) *relation {
	j := r.skipLinkers(l, a)
	if d := r.directions(l, j, a); d != nil {
		return d
	}
	if d := r.distance(l, r.skipByRoad(l, j)); d != nil {
		return d
	}
	for _, p := range r.g.phrases {
		lo, ok := l.endsWith(a, p.words) // "close to", بالقرب من end in a linker themselves
		for end := j; end < a && !ok; end++ {
			lo, ok = l.endsWith(end, p.words)
		}
		if !ok {
			continue
		}
		if name := p.relation; j < a || r.g.lang == "ar" || name != "border" && name != "along" {
			return &relation{name: relationName(name), lo: lo, route: name == "route", suburb: name == "suburb"}
		}
	}
	if rel := r.quarters(l, j); rel != nil {
		return rel
	}
	if lo, ok := r.some(l, j); ok {
		return &relation{name: "part_of", lo: lo, somewhere: true}
	}
	return nil
}

// skipByRoad steps left over "de route", "'s drive" behind a time or distance.
func (r *run) skipByRoad(l *line, j int) int {
	k := j
	for k > 1 && (r.g.is("byroad", l.toks[k-1].low) || k < j && r.g.linker(l.toks[k-1].low)) {
		k--
	}
	return k
}

// quarters reads "les quartiers est de", "the western and northern parts of",
// الأحياء الشرقية في: sides of a town or division.
func (r *run) quarters(l *line, j int) *relation {
	if r.g.lang == "ar" && j > 0 && l.toks[j-1].low == "في" {
		j--
	}
	rel := &relation{name: "part_of", inner: true}
	at := j
	if r.g.lang == "en" { // the noun stands last
		if at--; at < 1 || !r.g.is("urban", l.toks[at].low) {
			return nil
		}
	}
	for at > 0 {
		lo, point := r.compass(l, at)
		if point == "" {
			break
		}
		rel.directions = append([]direction{{point, lo, at - 1}}, rel.directions...)
		if at = lo; at > 1 && (r.g.is("join", l.toks[at-1].low) || l.toks[at-1].comma) {
			at--
		}
	}
	if r.g.lang != "en" {
		if at--; at < 0 || !r.g.is("urban", l.toks[at].low) {
			return nil
		}
	}
	if len(rel.directions) == 0 {
		return nil
	}
	if rel.lo = at; at > 0 && r.g.article(l.toks[at-1].low) {
		rel.lo--
	}
	return rel
}

// directionsAfter reads the adjectives that Arabic puts behind the name: ريف حماة
// الشمالي والغربي.
func (r *run) directionsAfter(l *line, m *mention) *relation {
	if r.g.lang != "ar" {
		return nil
	}
	rel := &relation{name: "part_of", lo: m.lo, inner: true}
	for k := m.hi + 1; k < len(l.toks); k++ {
		if r.g.is("join", l.toks[k].low) {
			continue
		}
		low := strings.TrimPrefix(l.toks[k].low, "و")
		p := ""
		if strings.HasPrefix(low, "ال") {
			p = r.g.value("direction", low)
		}
		if p == "" {
			break
		}
		rel.directions = append(rel.directions, direction{p, m.lo, k})
	}
	if len(rel.directions) == 0 {
		return nil
	}
	return rel
}

func relationName(class string) string {
	switch class {
	case "suburb":
		return "at_edge_of"
	case "border":
		return "at_border"
	case "route":
		return "along"
	}
	return class
}

// skipLinkers steps left over "de", "de la", "of" and quotation marks before token a.
func (r *run) skipLinkers(l *line, a int) int {
	j := a
	for j > 0 && (r.g.linker(l.toks[j-1].low) && l.toks[j-1].low != "à" || l.toks[j-1].mark && !l.toks[j-1].comma && !l.toks[j-1].end) {
		j--
	}
	return j
}

// directions reads "au nord-est (et au nord-ouest)", "l'ouest et le nord", "northern".
// j is the token behind the last direction word, a the anchor.
func (r *run) directions(l *line, j, a int) *relation {
	rel := &relation{}
	at := j
	for at > 0 {
		lo, point := r.compass(l, at)
		if point == "" || lo > 0 && r.g.is("urban", l.toks[lo-1].low) { // "les quartiers est"
			break
		}
		inner, from := r.insidePrefix(l, lo, at, a)
		rel.directions = append([]direction{{point, from, at - 1}}, rel.directions...)
		rel.inner = inner
		rel.lo = from
		at = from
		if at > 0 && r.g.is("join", l.toks[at-1].low) || at > 0 && l.toks[at-1].comma {
			if _, p := r.compass(l, at-1); p != "" {
				at--
				continue
			}
		}
		break
	}
	if len(rel.directions) == 0 {
		return nil
	}
	rel.name = "direction_from"
	if rel.inner || rel.directions[0].point == "C" {
		rel.name = "part_of"
		if lo, ok := r.some(l, r.skipLinkers(l, rel.lo)); ok {
			rel.lo, rel.somewhere = lo, true
		}
		return rel
	}
	if d := r.distance(l, rel.lo); d != nil { // "10 km au nord-est de"
		d.directions = rel.directions
		return d
	}
	return rel
}

// compass reads a compass point that ends right before token at.
func (r *run) compass(l *line, at int) (int, string) {
	if at <= 0 {
		return at, ""
	}
	if at > 1 {
		if p := r.g.value("direction", l.toks[at-2].low+" "+l.toks[at-1].low); p != "" {
			return at - 2, p
		}
	}
	if at > 2 && l.toks[at-2].form == "-" { // north-east cut at its hyphen
		if p := r.g.value("direction", l.toks[at-3].low+"-"+l.toks[at-1].low); p != "" {
			return at - 3, p
		}
	}
	return at - 1, r.g.value("direction", l.toks[at-1].low)
}

// insidePrefix tells "au nord de" (outside) from "dans le nord de", "le nord
// de", "northern" (a part), and gives the first token of the phrase. lo and at are
// the compass point, a the anchor.
func (r *run) insidePrefix(l *line, lo, at, a int) (bool, int) {
	in, isIn := r.longestOf(l, lo, "inside")
	out, isOut := r.longestOf(l, lo, "outside")
	switch {
	case isOut && (!isIn || out < in):
		return false, out
	case isIn:
		return true, in
	}
	return r.g.lang == "en" && at == a && !r.g.linker(l.toks[a-1].low), lo // "northern Syria", no "of"
}

// longestOf finds the longest phrase of a class that ends right before token j, and where it begins.
func (r *run) longestOf(l *line, j int, class string) (int, bool) {
	best, found := j, false
	for p := range r.g.classes[class] {
		if lo, ok := l.endsWith(j, surface(p)); ok && lo < best {
			best, found = lo, true
		}
	}
	return best, found
}

// some reads "plusieurs zones de" right before token j.
func (r *run) some(l *line, j int) (int, bool) { return r.longestOf(l, j, "some") }

// number reads digits of either script, with a comma or stop.
func number(s string) (float64, bool) {
	s = strings.Map(func(c rune) rune {
		switch {
		case c >= '٠' && c <= '٩':
			return c - '٠' + '0'
		case c == ',' || c == '٫':
			return '.'
		case c == ' ' || c == '\u00a0' || c == '\u202f':
			return -1
		}
		return c
	}, s)
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n > 0 && n < 20000
}
