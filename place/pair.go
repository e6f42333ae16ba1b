// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"maps"
	"slices"
	"strings"

	"recoupe"
	"recoupe/geo"
)

// twoAnchors makes the place of a relation with two anchors: "entre A et B", "à
// mi-chemin entre A et B", "sur la route A-B", "de A en direction de B". Behind a
// class noun "between" only describes ("X, ville située entre A et B").
func (r *run) twoAnchors(l *line, m *mention, rel *relation) (recoupe.Place, bool) {
	second := r.second(l, m)
	if second == nil || rel.lo > 0 && r.g.is("borderword", l.toks[rel.lo-1].low) { // that is the border itself
		return recoupe.Place{}, false
	}
	sp := l.spanOf(rel.lo, second.hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Relation: rel.name, Score: min(m.score, second.score)}
	r.fill(&p, m.entry)
	p.Name = r.display(m.entry) + " – " + r.display(second.entry)
	p.Why = []string{"said relative to " + r.display(m.entry) + " and " + r.display(second.entry)}
	shapePair(&p, m.entry.Point, second.entry.Point)
	for k := rel.lo - 1; k >= 0 && k >= rel.lo-3; k-- {
		if r.g.value("kind", l.toks[k].low) != "" {
			p.Role = "background"
		}
	}
	return p, true
}

// second is the other anchor: the next name, joined by a conjunction, a dash or a
// word for the end of the way.
func (r *run) second(l *line, m *mention) *mention {
	for _, n := range l.named {
		if n.lo <= m.hi || n.lo > m.hi+3 || n.entry == nil || !n.entry.Placed || !m.entry.Placed {
			continue
		}
		for k := m.hi + 1; k < n.lo; k++ {
			t := &l.toks[k]
			if !r.g.is("join", t.low) && !t.mark && !r.g.article(t.low) && r.g.value("kind", t.low) == "" && !r.g.is("linker", t.low) || t.comma || t.end {
				return nil
			}
		}
		return n
	}
	return nil
}

// shapePair draws what lies between two points (see shapeRelative).
func shapePair(p *recoupe.Place, a, b recoupe.LonLat) {
	d, ahead := geo.Distance(a, b), geo.Bearing(a, b)
	mid := geo.Move(a, d/2, ahead)
	p.Point, p.Uncertainty = &mid, 500*d
	switch p.Relation {
	case "midway":
		p.Core, p.Area, p.Uncertainty = geo.Disc(mid, 0.15*d), geo.Disc(mid, 0.25*d), 250*d
	case "along":
		p.Core, p.Area = geo.Corridor(a, b, 3), geo.Corridor(a, b, 6)
	default:
		half := max(3, 0.15*d)
		p.Core, p.Area = geo.Corridor(geo.Move(a, 0.1*d, ahead), geo.Move(a, 0.9*d, ahead), half), geo.Corridor(a, b, max(half, 0.3*d))
	}
}

// shapeTowards draws the way to b: the half of the corridor from a, where the text
// says from where; else a ring round b.
func (r *run) shapeTowards(l *line, m *mention, p *recoupe.Place, rr float64) recoupe.LonLat {
	b := m.entry.Point
	for k := len(l.named) - 1; k >= 0; k-- {
		n := l.named[k]
		if n.hi >= m.lo || n.entry == nil || !n.entry.Placed || n.lo == 0 || !r.g.is("from", l.toks[n.lo-1].low) {
			continue
		}
		a := n.entry.Point
		d := geo.Distance(a, b)
		mid := geo.Move(a, d/2, geo.Bearing(a, b))
		half := max(3, 0.15*d)
		p.Core, p.Area = geo.Corridor(mid, b, half), geo.Corridor(a, b, half)
		at := geo.Move(a, 0.75*d, geo.Bearing(a, b))
		p.Uncertainty = 1000 * geo.Farthest(at, p.Area)
		return at
	}
	p.Core, p.Area, p.Uncertainty = geo.Ring(b, rr, rr+10), geo.Ring(b, rr, rr+20), 1000*(rr+20)
	return b
}

// border reads the line between two countries that begins at token i: "à la
// frontière syro-turque", "the Syrian-Turkish border", الحدود السورية التركية,
// "the border between Syria and Turkey".
func (r *run) border(l *line, i int) (recoupe.Place, bool) {
	if !r.g.is("borderword", l.toks[i].low) {
		return recoupe.Place{}, false
	}
	lo, hi, codes := i, i, []string(nil)
	for k := i + 1; k < len(l.toks) && k <= i+8 && len(codes) < 2 && !l.toks[k].end && !(l.toks[k].comma && len(codes) > 0); k++ {
		if more := r.nationsAt(l, k); len(more) > 0 {
			codes, hi = append(codes, more...), k
		}
	}
	if r.g.lang == "en" && len(codes) < 2 {
		codes, hi = nil, i
		for k := i - 1; k >= 0 && k >= i-4; k-- {
			if more := r.nationsAt(l, k); len(more) > 0 {
				codes, lo = append(codes, more...), k
			}
		}
	}
	if len(codes) == 1 {
		codes = append(codes, r.neighbour(codes[0]))
	}
	if len(codes) < 2 || codes[0] == codes[1] || codes[1] == "" {
		return recoupe.Place{}, false
	}
	line := r.f.Gazetteer.Border(codes[0], codes[1])
	if line == nil {
		return recoupe.Place{}, false
	}
	return r.borderPlace(l, lo, hi, codes, line), true
}

// neighbour is the country behind "the Turkish border" seen from the text: the last
// one named that has a border with it, else the one most in play, "" for none.
func (r *run) neighbour(country string) string {
	if r.lastCountry != nil && r.f.Gazetteer.Border(country, r.lastCountry.Country) != nil {
		return r.lastCountry.Country
	}
	best, most := "", 0.0
	for _, code := range slices.Sorted(maps.Keys(r.countries)) {
		if n := r.countries[code]; n > most && r.f.Gazetteer.Border(country, code) != nil {
			best, most = code, n
		}
	}
	return best
}

// nationsAt reads the countries that token k names as peoples or by name; a
// compound like "syro-turque" names two.
func (r *run) nationsAt(l *line, k int) []string {
	low := l.toks[k].low
	if a, b, ok := strings.Cut(low, "-"); ok {
		first, second := r.g.value("pair", a), r.g.peoples[b]
		if first == "" {
			first = r.g.peoples[a]
		}
		if first != "" && second != "" {
			return []string{first, second}
		}
	}
	if l.caseless {
		low = r.g.bareDemonym(low)
	}
	if c := r.g.value("pair", low); c != "" {
		return []string{c}
	}
	if c := r.g.peoples[low]; c != "" {
		return []string{c}
	}
	for _, m := range l.named {
		if m.nameLo <= k && k <= m.hi && m.entry != nil && m.entry.Kind == "country" {
			return []string{m.entry.Country}
		}
	}
	return nil
}

func (r *run) borderPlace(l *line, lo, hi int, codes []string, line []recoupe.Ring) recoupe.Place {
	for lo > 0 && (r.g.article(l.toks[lo-1].low) || r.g.is("prep", l.toks[lo-1].low)) && !l.toks[lo-1].comma {
		lo--
	}
	sp := l.spanOf(lo, hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Relation: "at_border", Score: 0.8, ID: "border:" + min(codes[0], codes[1]) + "-" + max(codes[0], codes[1]), Kind: "border"}
	var names []string
	for _, c := range codes[:2] {
		if e, ok := r.f.Gazetteer.Get("cc:" + c); ok {
			names = append(names, r.display(e))
		}
	}
	p.Name = strings.Join(names, " – ")
	p.Why = []string{"the line between " + strings.Join(names, " and ")}
	p.Core, p.Area = geo.Buffer(line, 5), geo.Buffer(line, 15)
	at, reach := geo.Circle(p.Area)
	p.Point, p.Uncertainty = &at, 1000*reach
	return p
}
