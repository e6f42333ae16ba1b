// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"fmt"
	"math"
	"slices"

	"recoupe"
	"recoupe/gazetteer"
)

// choose picks the entry of a named mention: the class word is a hard
// constraint, then the form of the name, the countries in play, the size, and
// that a city comes before a division of the same name.
func (r *run) choose(m *mention) {
	type scored struct {
		gazetteer.Match
		score float64
		why   []string
	}
	var list []scored
	for _, c := range m.cands {
		if m.kind != "" && !agrees(m.kind, c.Kind) {
			continue
		}
		s := scored{Match: c, why: []string{c.How + " match"}}
		s.score = 1 - 0.25*float64(rankOf(c.How)) - 0.5*c.Distance
		if c.Population > 0 {
			s.score += math.Log10(float64(c.Population)) / 12
		}
		if v := r.votes[c.Country]; v > 0 {
			s.score += math.Min(0.6, 0.2*float64(v))
			s.why = append(s.why, fmt.Sprintf("%s named %d times", c.Country, v))
		}
		switch {
		case c.How != "exact" && (c.Kind == "country" || c.Kind == "region"):
			s.score--
		case c.Kind == "country":
			s.score += 0.6
		case c.Kind == "region" && m.kind == "":
			s.score -= 0.5
		}
		if m.kind != "" {
			s.why = append(s.why, "said to be a "+m.kind)
		}
		list = append(list, s)
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	best := list[0]
	if best.How != "exact" && (best.Distance > 0.34 && m.kind == "" || best.Kind == "country" || best.Kind == "region" && m.kind == "") {
		return
	}
	m.entry, m.score, m.why = best.Entry, math.Min(1, best.score/2), best.why
	m.cands = m.cands[:0:0]
	for _, s := range list {
		m.cands = append(m.cands, s.Match)
	}
}

func rankOf(how string) int {
	switch how {
	case "exact":
		return 0
	case "skeleton":
		return 1
	}
	return 2
}

// agrees: a class word of the text fits a kind of the gazetteer.
func agrees(said, kind string) bool {
	switch said {
	case "city", "town", "village", "quarter":
		return kind == "city" || kind == "town" || kind == "village" || kind == "quarter"
	case "region", "county":
		return kind == "region" || kind == "county"
	case "country":
		return kind == "country"
	}
	return said == kind
}

// others lists the runners-up of a choice, at most four.
func others(m *mention) []recoupe.Candidate {
	var out []recoupe.Candidate
	for _, c := range m.cands {
		if m.entry != nil && c.ID == m.entry.ID {
			continue
		}
		out = append(out, recoupe.Candidate{ID: c.ID, Name: c.Name, Kind: c.Kind, Country: c.Country, Region: c.Division, Point: c.Point, Population: c.Population, Why: []string{c.How}})
		if len(out) == 4 {
			break
		}
	}
	return out
}
