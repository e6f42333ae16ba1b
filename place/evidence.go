// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"recoupe/gazetteer"
)

// enough is the evidence from which a name is taken for a place.
const enough = 1.5

// accept keeps the proposals that are places. A name that is one in one sentence
// is one in the others (one sense per dispatch).
func (r *run) accept(lines []*line) {
	for _, l := range lines {
		for _, m := range l.proposed {
			if m.role == "skip" {
				continue
			}
			m.proof += r.proof(l, m)
			if m.proof >= enough && !l.titled {
				r.sure[gazetteer.Exact(m.name)] = true
			}
		}
	}
	for _, l := range lines {
		var last *mention
		for _, m := range l.proposed {
			if m.role == "skip" {
				continue
			}
			if r.sure[gazetteer.Exact(m.name)] {
				m.proof++
			}
			if last != nil && r.listedWith(l, last, m) {
				m.proof += 0.6
			}
			if m.proof >= enough && r.wanted(m) {
				l.named = append(l.named, m)
				last = m
			}
		}
		r.parents(l)
		r.plurals(l)
	}
}

// wanted leaves out what was not asked for.
func (r *run) wanted(m *mention) bool {
	return r.hint.All || m.role != "people" && m.role != "name"
}

// listedWith reports whether two names stand in one list: "Homs, Hama et Alep".
func (r *run) listedWith(l *line, a, b *mention) bool {
	if b.lo <= a.hi || b.lo > a.hi+3 {
		return false
	}
	for k := a.hi + 1; k < b.lo; k++ {
		if t := &l.toks[k]; !t.comma && !r.g.is("join", t.low) && !r.g.article(t.low) && !r.g.is("prep", t.low) {
			return false
		}
	}
	return true
}

// parents reads "Paris, Texas": a division behind a comma holds the name before it.
func (r *run) parents(l *line) {
	for k := 0; k+1 < len(l.named); k++ {
		a, b := l.named[k], l.named[k+1]
		if b.lo != a.hi+2 || !l.toks[a.hi+1].comma && l.toks[a.hi+1].form != "(" || len(b.cands) == 0 || a.role == "people" {
			continue
		}
		for _, c := range b.cands {
			if c.Kind == "region" || c.Kind == "country" || c.Kind == "county" {
				a.within = b
				break
			}
		}
	}
}

// proof weighs what speaks for a name being a place and what against it.
func (r *run) proof(l *line, m *mention) float64 {
	if m.fixed || m.generic {
		return 0
	}
	p := fame(m.cands) + r.before(l, m) + r.tagged(l, m) + recognised(l, m)
	if m.kind != "" {
		p += 2
	}
	if m.hi > m.nameLo { // a long match is seldom chance
		p++
	}
	if m.cands[0].Source != "" { // a place of the desk's own
		p++
	}
	if m.hi+2 < len(l.toks) && l.toks[m.hi+1].comma && !l.caseless && r.follows(l, m.hi+2) {
		p += 1.5
	}
	if l.caseless {
		return p
	}
	if r.surnames[gazetteer.Exact(m.name)] {
		p -= 1.5
	}
	if r.speaks(l, m) && m.cands[0].Population < 500_000 && m.cands[0].Kind != "country" {
		p--
	}
	return p
}

// fame is what the best reading adds: a country or a large city needs little else.
func fame(cands []gazetteer.Match) float64 {
	best := 0.2
	for _, c := range cands {
		if c.How != "exact" {
			continue
		}
		f := 0.2
		switch n := c.Population; {
		case c.Kind == "country":
			f = 2
		case c.Kind == "region":
			f = 1.5
		case n >= 1_000_000:
			f = 1.9
		case n >= 500_000:
			f = 1.6
		case n >= 100_000:
			f = 1.2
		case n >= 20_000:
			f = 0.8
		case n >= 1000 || c.Kind == "county" || n == 0 && c.Kind == "town": // of a town in the table without a number, nobody has counted
			f = 0.5
		}
		best = max(best, f)
	}
	return best
}

// before weighs the word before a name: a preposition of place, a title, another
// capital of a longer name.
func (r *run) before(l *line, m *mention) float64 {
	p := m.lo - 1
	if p >= 0 && r.g.article(l.toks[p].low) && !r.g.is("prep", l.toks[p].low) {
		p--
	}
	for p >= 0 && l.toks[p].mark && !l.toks[p].comma && !l.toks[p].end {
		p--
	}
	if l.toks[m.nameLo].clitic == "ب" || l.toks[m.nameLo].clitic == "ل" {
		return 0.8
	}
	if p < 0 {
		return 0
	}
	t := &l.toks[p]
	for _, ph := range r.g.phrases {
		if _, ok := l.endsWith(m.lo, ph.words); ok {
			return 1
		}
	}
	switch {
	case r.g.is("title", t.low) && !r.g.is("prep", t.low):
		return -2.5
	case t.comma || t.end || r.g.is("join", t.low):
		return 0
	case r.g.is("prep", t.low), r.g.value("direction", t.low) != "":
		return 1
	case t.capital && t.pos == "PROPN" && !r.g.common(t.low) && !l.titled && p == m.lo-1 && r.g.peoples[t.low] == "":
		return -2
	}
	return 0
}

// recognised weighs what a recogniser of names says, where one ran before: a name
// that it holds for a person's or an organisation's, or for a place's. Where no
// capital shows a name, it finds too many of the latter.
func recognised(l *line, m *mention) float64 {
	switch l.toks[m.hi-m.tail].entity {
	case "PERSON":
		return -1
	case "ORG", "GROUP", "UNIT", "MEDIA":
		return -0.6
	case "PLACE":
		if !l.caseless {
			return 0.6
		}
	}
	return 0
}

// tagged weighs the part of speech.
func (r *run) tagged(l *line, m *mention) float64 {
	if l.toks[m.nameLo].tag != 0 {
		return 0
	}
	switch l.toks[m.nameLo].pos {
	case "PROPN", "X":
		return 0.4
	case "":
		return 0
	case "NOUN":
		if l.caseless {
			return 0
		}
		return -0.3
	case "ADJ":
		return -0.6
	}
	return -1
}
