// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"fmt"
	"slices"
	"strconv"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
)

// places makes the places of one line: named ones, those taken up by a class
// word, and what is said relative to them.
func (r *run) places(l *line) []recoupe.Place {
	var out []recoupe.Place
	byToken, at := map[int]*mention{}, map[*mention]int{}
	for _, m := range l.named {
		byToken[m.lo] = m
	}
	for i := 0; i < len(l.toks); i++ {
		m := byToken[i]
		if m == nil {
			m = r.takenUp(l, i)
		}
		if m == nil {
			if p, ok := r.border(l, i); ok {
				out = append(out, p)
				continue
			}
			if p, ok := r.unnamed(l, i); ok {
				out = append(out, p)
			}
			continue
		}
		r.remember(l, m)
		at[m] = len(out)
		out = append(out, r.named(l, m))
		if m.entry != nil {
			out = append(out, r.relative(l, m)...)
		}
		for n, k := range at {
			if n.moved {
				out[k], n.moved = r.named(l, n), false
			}
		}
		i = m.hi
	}
	return r.joined(l, out)
}

// remember keeps the last entry of each class for what comes later.
func (r *run) remember(l *line, m *mention) {
	if m.entry == nil || l.heading || m.town != "" || r.owner(l, m) {
		return
	}
	switch m.entry.Kind {
	case "country":
		r.lastCountry = m.entry
	case "region", "county":
		r.lastRegion = m.entry
	default:
		r.lastTown = m.entry
	}
}

// owner: "Moscow's troops" are not in Moscow, and "the town" behind them is another one.
func (r *run) owner(l *line, m *mention) bool {
	k := m.hi + 1
	return r.g.lang == "en" && m.entry.Kind != "country" && k < len(l.toks) && (l.toks[k].low == "'s" || l.toks[k].low == "’s" || l.toks[k].low == "s")
}

// takenUp binds "la ville", "la province", "ce pays", "the city" to the last place of that class.
func (r *run) takenUp(l *line, i int) *mention {
	t := &l.toks[i]
	if !r.g.article(t.low) && r.g.lang != "ar" || i+1 >= len(l.toks) && r.g.lang != "ar" {
		return nil
	}
	k := i + 1
	if r.g.lang == "ar" {
		k = i
	}
	kind := r.g.value("kind", l.toks[k].low)
	if kind == "" {
		return nil
	}
	if k+1 < len(l.toks) && (r.g.linker(l.toks[k+1].low) && k+2 < len(l.toks) && l.toks[k+2].capital || l.toks[k+1].capital) {
		return nil // "la ville de X" is a named mention of its own
	}
	var e *gazetteer.Entry
	switch kind {
	case "city", "town":
		e = r.lastTown
	case "region":
		e = r.lastRegion
	case "country":
		e = r.lastCountry
	}
	if e == nil {
		return nil
	}
	return &mention{takenUp: true, lo: i, hi: k, nameLo: k, kind: kind, name: l.textOf(i, k), entry: e, score: 0.7, why: []string{"taken up: the last " + e.Kind + " named"}}
}

// named makes the place of a mention itself.
func (r *run) named(l *line, m *mention) recoupe.Place {
	lo := m.lo
	if m.kind == "" && lo > 0 && l.toks[lo-1].low == "la" && m.entry != nil && m.entry.Kind == "country" {
		lo--
	}
	sp := l.spanOf(lo, m.hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Why: m.why, Score: m.score, Others: others(m)}
	if !m.takenUp {
		p.Toponym = l.spanOf(m.nameLo, m.hi-m.tail)
	}
	if m.entry == nil {
		p.Name = m.name
		r.enclosing(l, &p, m)
		return p
	}
	if m.town != "" {
		p.Name, p.Kind, p.Country, p.Somewhere, p.Role = m.name, m.kind, m.entry.Country, true, m.role
		p.Why = append(p.Why, "somewhere in "+r.display(m.entry))
		r.shapeEntry(&p, m.entry)
		return p
	}
	r.fill(&p, m.entry)
	r.shapeEntry(&p, m.entry)
	if p.Role = m.role; p.Role == "" {
		p.Role = r.role(l, m)
	}
	return p
}

// enclosing places a name that no table has somewhere in the smallest region that
// the text gives for it, with that region's uncertainty.
func (r *run) enclosing(l *line, p *recoupe.Place, m *mention) {
	p.Kind, p.Role = m.kind, m.role
	p.Why = append(p.Why, "no reading is strong enough")
	in := r.lastRegion
	switch {
	case m.kind == "area":
		return
	case m.within != nil && m.within.entry != nil:
		in = m.within.entry
	case r.lastTown != nil && r.lastTown.Division != "" && (in == nil || in.Country != r.lastTown.Country):
		in, _ = r.f.Gazetteer.Get("div:" + r.lastTown.Division)
	}
	if in == nil {
		in = r.lastCountry
	}
	for _, n := range l.named {
		if in == nil && n.entry != nil && n.entry.Division != "" {
			in, _ = r.f.Gazetteer.Get("div:" + n.entry.Division)
		}
	}
	if in == nil || !in.Placed {
		return
	}
	p.Country, p.Somewhere = in.Country, true
	p.Why = append(p.Why, "somewhere in "+r.display(in))
	r.shapeEntry(p, in)
}

// fill copies what identifies an entry.
func (r *run) fill(p *recoupe.Place, e *gazetteer.Entry) {
	p.ID, p.Name, p.Kind, p.Country = e.ID, r.display(e), e.Kind, e.Country
}

// display is the name in the language of the text, else the first one.
func (r *run) display(e *gazetteer.Entry) string {
	if n := e.In(r.g.lang); n != "" {
		return n
	}
	return e.Name
}

// role tells governments and addresses from places where things happen.
func (r *run) role(l *line, m *mention) string {
	for k := m.lo - 1; k >= 0 && k >= m.lo-3; k-- {
		if r.g.is("seat", l.toks[k].low) {
			return "seat"
		}
		if l.toks[k].comma {
			break
		}
	}
	if m.kind == "" && (m.entry.Kind == "country" || m.entry.Population > 300_000) && (r.speaks(l, m) || r.asSource(l, m)) {
		return "government"
	}
	return ""
}

// speaks reports whether a name is the subject of a verb of speech, by itself or
// joined to one: "Paris et Londres ont démenti".
func (r *run) speaks(l *line, m *mention) bool {
	t := &l.toks[m.nameLo]
	rel, head := t.rel, t.head
	if rel == "conj" && head >= 0 && head < len(l.sent.Words) {
		rel, head = l.sent.Words[head].Base(), l.sent.Words[head].Head-1
	}
	if rel == "nsubj" && head >= 0 && head < len(l.sent.Words) && r.g.speech[l.sent.Words[head].Lemma] {
		return true
	}
	for k := m.hi + 1; m.lo == 0 && k < len(l.toks) && k <= m.hi+3; k++ { // a sentence that begins so, whatever its tree
		if t := &l.toks[k]; t.pos != "AUX" && t.pos != "ADV" && t.pos != "PART" && t.rel != "aux" {
			return t.pos == "VERB" && r.g.spoken(t)
		}
	}
	return false
}

// asSource reports whether a name stands right behind the words before a source: "selon Moscou".
func (r *run) asSource(l *line, m *mention) bool {
	for _, words := range r.g.sourced {
		if _, ok := l.endsWith(m.lo, words); ok {
			return true
		}
	}
	return false
}

// relative makes the places said relative to a mention: one for each compass
// point outside it, one for everything else.
func (r *run) relative(l *line, m *mention) []recoupe.Place {
	hi := m.hi
	rel := r.directionsAfter(l, m)
	if rel != nil {
		hi = rel.directions[len(rel.directions)-1].hi
	} else if rel = r.relationBefore(l, m.lo); rel == nil {
		return nil
	}
	switch rel.name {
	case "between", "midway", "along":
		if p, ok := r.twoAnchors(l, m, rel); ok {
			return []recoupe.Place{p}
		}
		if rel.name != "along" {
			return nil
		}
		if rel.route {
			rel.name = "towards"
		}
	}
	if rel.name != "direction_from" || len(rel.directions) < 2 {
		p := r.relate(l, m, rel, rel.lo, hi, rel.directions)
		r.describes(l, rel.lo, &p)
		return []recoupe.Place{p}
	}
	var out []recoupe.Place
	for k, d := range rel.directions {
		hi := d.hi
		if k == len(rel.directions)-1 {
			hi = m.hi
		}
		out = append(out, r.relate(l, m, rel, d.lo, hi, rel.directions[k:k+1]))
	}
	return out
}

// describes marks a distance in apposition, "X, à 10 km de Y": it says where X is,
// no event happens there. It checks the reading chosen for X; where that is not
// there and another one is, that one is taken.
func (r *run) describes(l *line, lo int, p *recoupe.Place) {
	if !directed(p) || lo < 2 || !l.toks[lo-1].comma {
		return
	}
	for _, n := range l.named {
		if n.hi != lo-2 || n.role != "" {
			continue
		}
		p.Role = "background"
		if n.entry == nil || !n.entry.Placed {
			continue
		}
		n.moved = true
		if e := r.readingIn(n, p.Area); e != nil {
			n.entry = e
			n.why = append(n.why, "where the text says: "+p.Text)
		} else {
			n.why = append(n.why, "conflict: not where the text says: "+p.Text)
		}
	}
}

// readingIn is the reading of a name that lies in an area, the chosen one if it does; nil for none.
func (r *run) readingIn(n *mention, a recoupe.Area) *gazetteer.Entry {
	if geo.Contains(a, n.entry.Point) {
		return n.entry
	}
	for _, c := range n.cands {
		if c.Placed && geo.Contains(a, c.Point) {
			return c.Entry
		}
	}
	return nil
}

func (r *run) relate(l *line, m *mention, rel *relation, lo, hi int, dirs []direction) recoupe.Place {
	sp := l.spanOf(lo, hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Relation: rel.name, Somewhere: rel.somewhere, Score: m.score}
	r.fill(&p, m.entry)
	for _, d := range dirs {
		p.Directions = append(p.Directions, d.point)
	}
	if rel.name == "distance_from" {
		km := rel.km
		p.Distance = &km
	}
	p.Why = append(slices.Clone(m.why), "said relative to "+p.Name)
	if rel.beyond {
		p.Why = append(p.Why, "at the distance or beyond it")
	}
	r.shapeRelative(l, m, &p, rel)
	return p
}

// unnamed reads sets of places without names: "deux villages environnants",
// "three nearby towns", and parts of the town spoken of: "des places désertes".
func (r *run) unnamed(l *line, i int) (recoupe.Place, bool) {
	if p, ok := r.surrounding(l, i); ok {
		return p, true
	}
	return r.urban(l, i)
}

func (r *run) surrounding(l *line, i int) (recoupe.Place, bool) {
	if r.lastTown == nil || i+1 >= len(l.toks) {
		return recoupe.Place{}, false
	}
	n, counted := r.count(l.toks[i].low)
	if !counted {
		return recoupe.Place{}, false
	}
	class, adjective := -1, false
	hi := i
	for k := i + 1; k < len(l.toks) && k <= i+4; k++ {
		low := l.toks[k].low
		kind := r.g.value("kind", singular(low))
		if kind == "" {
			kind = r.g.value("kind", low)
		}
		switch {
		case class < 0 && (kind == "village" || kind == "town" || kind == "city"):
			class, hi = k, k
		case r.g.is("around-adj", low):
			adjective, hi = true, max(hi, k)
		case l.toks[k].comma || l.toks[k].end:
			k = len(l.toks)
		}
	}
	if class < 0 || !adjective {
		return recoupe.Place{}, false
	}
	sp := l.spanOf(i, hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Relation: "around", Count: n, Score: 0.6, Why: []string{"unnamed, round the last town named"}}
	r.fill(&p, r.lastTown)
	p.Kind = "village"
	r.shapeRelative(l, &mention{entry: r.lastTown}, &p, &relation{name: "around"})
	r.inRing(&p, r.lastTown)
	return p, true
}

// inRing lists the settlements of an area as candidates: it does not choose.
func (r *run) inRing(p *recoupe.Place, anchor *gazetteer.Entry) {
	n := 0
	for _, e := range r.f.Gazetteer.Around(anchor.Point, radius(anchor)+15) {
		if e.ID == anchor.ID || !geo.Contains(p.Area, e.Point) {
			continue
		}
		if n++; n <= 8 {
			p.Others = append(p.Others, e.Candidate())
		}
	}
	p.Why = append(p.Why, fmt.Sprintf("%d settlements known there", n))
}

// singular drops a plural s: enough for class words.
func singular(w string) string {
	if len(w) > 3 && w[len(w)-1] == 's' {
		return w[:len(w)-1]
	}
	return w
}

// count reads a small number of places; "several" is two or more.
func (r *run) count(w string) (int, bool) {
	if n, ok := number(w); ok && n == float64(int(n)) && n > 1 && n < 10 {
		return int(n), true
	}
	n, err := strconv.Atoi(r.g.value("count", w))
	return n, err == nil
}

// urban: squares, streets, districts of the town named last in the same sentence or before.
func (r *run) urban(l *line, i int) (recoupe.Place, bool) {
	if r.lastTown == nil || i+1 >= len(l.toks) || !r.g.article(l.toks[i].low) && l.toks[i].low != "some" || !r.g.is("urban", l.toks[i+1].low) {
		return recoupe.Place{}, false
	}
	hi := i + 1
	for hi+1 < len(l.toks) && l.toks[hi+1].pos == "ADJ" {
		hi++
	}
	sp := l.spanOf(i, hi)
	p := recoupe.Place{Mention: recoupe.Mention{Text: sp.In(l.text), Spans: []recoupe.Span{sp}}, Relation: "inside", Somewhere: true, Score: 0.5, Why: []string{"inside the last town named"}}
	r.fill(&p, r.lastTown)
	r.shapeRelative(l, &mention{entry: r.lastTown}, &p, &relation{name: "inside"})
	return p, true
}
