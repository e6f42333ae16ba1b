// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package place finds the places that a text speaks of and makes areas of them.
//
// In: a text with its regions and parsed sentences, and a gazetteer. Out:
// every mention in text order, named ("Hama"), taken up ("la ville") or
// relative ("à environ 10 km de la ville"), with the entry chosen and why, the
// runners-up, an area and its uncertainty. It does not say which place an event
// happened at (package claim does), and where the evidence is weak it gives no
// entry rather than a guess.
package place

import (
	"cmp"
	"slices"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/ud"
)

// Finder finds places with a gazetteer. It is safe for any number of goroutines.
type Finder struct{ Gazetteer *gazetteer.Gazetteer }

// Hint is what is known beside the text.
type Hint struct {
	// Country is the ISO code of the country that the publisher or dateline speaks of; "" is unknown.
	Country string
	// Names are stretches of text that are names of people and organisations: no place begins inside one.
	Names []recoupe.Span
}

// Zone returns the commonest time zone of a country, "" if unknown.
func (f Finder) Zone(country string) string {
	if f.Gazetteer == nil {
		return ""
	}
	return f.Gazetteer.Zone(country)
}

// Find returns the places of a document in text order.
func (f Finder) Find(text, lang string, regions []recoupe.Region, sents []ud.Sentence, hint Hint) []recoupe.Place {
	g := vocabularyOf(lang)
	if g == nil || f.Gazetteer == nil {
		return nil
	}
	r := &run{f: f, g: g, text: text, hint: hint, votes: map[string]int{}}
	if hint.Country != "" {
		r.votes[hint.Country] = 2
	}
	lines := make([]*line, len(sents))
	for i := range sents {
		lines[i] = newLine(text, &sents[i], lang)
		lines[i].heading = sents[i].Region >= 0 && sents[i].Region < len(regions) && regions[sents[i].Region].Kind != recoupe.Sentence
		r.names(lines[i])
	}
	for _, l := range lines {
		for _, m := range l.named {
			r.vote(m)
		}
	}
	var out []recoupe.Place
	for _, l := range lines {
		out = append(out, r.places(l)...)
	}
	slices.SortStableFunc(out, func(a, b recoupe.Place) int {
		return cmp.Or(cmp.Compare(recoupe.Hull(a.Spans).Start, recoupe.Hull(b.Spans).Start), cmp.Compare(recoupe.Hull(b.Spans).End, recoupe.Hull(a.Spans).End))
	})
	return out
}

// run is the state of one document.
type run struct {
	f     Finder
	g     *vocabulary
	text  string
	hint  Hint
	votes map[string]int // countries in play
	// last entry of each class, for "la ville", "la province", "ce pays".
	lastTown, lastRegion, lastCountry *gazetteer.Entry
}

// mention is a run of tokens that names or takes up a place.
type mention struct {
	lo, hi int // tokens, inclusive, with class words and article
	name   string
	nameLo int
	// takenUp marks a class word that refers back: it names nothing itself.
	takenUp bool
	kind    string // of the class word, "" for none
	cands   []gazetteer.Match
	entry   *gazetteer.Entry
	why     []string
	score   float64
}

// names finds the named mentions of a line.
func (r *run) names(l *line) {
	for i := 0; i < len(l.toks); i++ {
		if !r.mayBegin(l, i) {
			continue
		}
		hi, cands := r.longest(l, i)
		if hi < 0 {
			continue
		}
		m := &mention{lo: i, hi: hi, nameLo: i, cands: cands, name: l.textOf(i, hi)}
		m.lo, m.kind = r.classBefore(l, i)
		if !r.evident(l, m) {
			continue
		}
		l.named = append(l.named, m)
		i = hi
	}
}

// mayBegin: a capitalised word, or any word in a script without capitals, outside names of others.
func (r *run) mayBegin(l *line, i int) bool {
	t := &l.toks[i]
	if !t.letters || r.g.common(t.low) {
		return false
	}
	for _, n := range r.hint.Names {
		if n.Overlaps(t.span) {
			return false
		}
	}
	if l.caseless {
		return len([]rune(t.low)) > 2 && t.pos != "VERB" && t.pos != "ADP"
	}
	if i > 0 && l.toks[i-1].capital && !r.g.opener(l.toks[i-1].low) && !l.heading && l.toks[i-1].pos != "DET" && l.toks[i-1].pos != "ADP" && !l.toks[i-1].end {
		return false // inside a longer name
	}
	return t.capital
}

// longest returns the end of the longest run from i that the gazetteer knows.
func (r *run) longest(l *line, i int) (int, []gazetteer.Match) {
	best, found := -1, []gazetteer.Match(nil)
	for j := i; j < len(l.toks) && j < i+5; j++ {
		t := &l.toks[j]
		if j > i && !(t.capital || l.caseless && t.letters || t.form == "-" || r.g.linker(t.low)) {
			break
		}
		if !t.letters || j > i && r.g.linker(t.low) {
			continue
		}
		name := l.textOf(i, j)
		if l.caseless {
			name = r.g.stripPrefix(name)
		}
		c := r.f.Gazetteer.Match(name)
		if id := r.g.value("alias", name); id != "" {
			if e, ok := r.f.Gazetteer.Get(id); ok {
				c = []gazetteer.Match{{Entry: e, How: "exact"}}
			}
		}
		if l.caseless {
			c = slices.DeleteFunc(c, func(m gazetteer.Match) bool { return m.How != "exact" })
		}
		if len(c) > 0 && (c[0].How == "exact" || len([]rune(name)) > 4) {
			best, found = j, c
		}
	}
	if best >= 0 && best+1 < len(l.toks) && l.toks[best+1].capital && !l.heading && !l.caseless && !l.toks[best].end && !l.toks[best+1].mark {
		if n := &l.toks[best+1]; n.pos == "PROPN" || n.pos == "" {
			return -1, nil // "Washington Post"
		}
	}
	return best, found
}

// classBefore takes in the article and class word before a name: "la province de" Hama.
func (r *run) classBefore(l *line, i int) (int, string) {
	j := i - 1
	for j >= 0 && r.g.linker(l.toks[j].low) {
		j--
	}
	if j < 0 || j < i-3 {
		return i, ""
	}
	kind := r.g.value("kind", l.toks[j].low)
	if kind == "" {
		return i, ""
	}
	if j > 0 && r.g.article(l.toks[j-1].low) {
		j--
	}
	return j, kind
}

// evident: a name needs a preposition, a class word, a list, or a strong match to be a place.
func (r *run) evident(l *line, m *mention) bool {
	best := m.cands[0]
	big := best.How == "exact" && (best.Population >= 50_000 || best.Kind == "country")
	if best.How != "exact" && best.Distance > 0.34 {
		return false
	}
	if m.kind != "" {
		return true
	}
	p := m.lo - 1
	if p >= 0 && r.g.article(l.toks[p].low) && !r.g.is("prep", l.toks[p].low) {
		if best.Kind == "country" {
			return true
		}
		p--
	}
	for p >= 0 && l.toks[p].mark && !l.toks[p].comma {
		p--
	}
	if p < 0 {
		return big
	}
	if l.toks[p].comma || r.g.is("join", l.toks[p].low) {
		return big
	}
	if r.g.is("prep", l.toks[p].low) || r.g.value("direction", l.toks[p].low) != "" {
		return best.How == "exact" || len(gazetteer.Skeleton(m.name)) >= 3
	}
	return big && (l.toks[m.nameLo].pos == "PROPN" || l.toks[m.nameLo].pos == "")
}

// vote counts the country of a mention whose readings agree on one.
func (r *run) vote(m *mention) {
	country := ""
	for _, c := range m.cands {
		if c.How != m.cands[0].How {
			break
		}
		if country != "" && c.Country != country && c.Population*20 > m.cands[0].Population {
			return
		}
		if country == "" {
			country = c.Country
		}
	}
	r.votes[country]++
}
