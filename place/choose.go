// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
)

// group is one name of a document with its readings: one sense per dispatch.
type group struct {
	mentions []*mention
	readings []reading
	best     int // -1 for none
	settled  float64
	// shares say how likely each of the first readings is.
	shares [considered]float64
}

// considered is how many readings of a name count for the places near it.
const considered = 6

// reading is a candidate with what speaks for it.
type reading struct {
	gazetteer.Match
	base, near float64
	why        []string
}

func (a *reading) score() float64 { return a.base + a.near }

// resolve chooses an entry for every name of the document together. In this
// order of weight: what the text says of the place (class word, "Paris, Texas"),
// the countries and divisions in play, how large and well-known a reading is,
// nearness to the document's other places, and how the name is spelled.
func (r *run) resolve(lines []*line) {
	groups := r.groups(lines)
	r.inPlay(groups)
	for _, g := range groups {
		r.respellings(g)
		r.weigh(g)
	}
	for range 3 {
		for _, g := range groups {
			r.nearness(g, groups)
		}
		for _, g := range groups {
			g.pick()
		}
	}
	for _, g := range groups {
		if astray(g, groups) {
			continue
		}
		for _, m := range g.mentions {
			g.settle(m)
			r.doubt(g, m)
		}
	}
	for _, l := range lines { // a guess at a spelling that came to nothing
		l.named = slices.DeleteFunc(l.named, func(m *mention) bool { return m.guessed && m.entry == nil && m.kind == "" })
	}
}

// A town of under smallTown people that lies farther than farAway kilometres from all the other places of a
// text, which are named at least twice, and in a country that none of them is in, is a namesake.
const (
	smallTown = 20_000
	farAway   = 1500
)

// astray reports whether the likeliest reading of a name is such a town: the
// village that is meant is one that no table has, and lies somewhere near the others.
func astray(g *group, groups []*group) bool {
	if g.best < 0 || g.mentions[0].fixed || g.mentions[0].within != nil {
		return false
	}
	best, others := &g.readings[g.best], 0
	if k := best.Kind; k != "town" && k != "village" || best.Population >= smallTown {
		return false
	}
	for _, o := range groups {
		if o == g || o.best < 0 || o.mentions[0].guessed {
			continue
		}
		x := &o.readings[o.best]
		if x.Country == best.Country || x.Kind != "country" && near(x.Entry, best.Entry, farAway) {
			return false
		}
		if x.Kind != "country" {
			others += len(o.mentions)
		}
	}
	return others >= 2
}

// respellings keeps other spellings of a name only where they lie in a country in
// play, if any is; where none is, only what sounds the same: "Masisi" is no Masasi.
func (r *run) respellings(g *group) {
	for _, m := range g.mentions {
		if !m.guessed {
			continue
		}
		m.cands = slices.DeleteFunc(m.cands, func(c gazetteer.Match) bool {
			return len(r.countries) > 0 && r.countries[c.Country] == 0 || len(r.countries) == 0 && c.Apart > soundsAlike
		})
	}
}

// soundsAlike is how far apart two spellings may be that stand for one another without any other sign.
const soundsAlike = 0.1

func (r *run) groups(lines []*line) []*group {
	byKey := map[string]*group{}
	var out []*group
	for _, l := range lines {
		for _, m := range l.named {
			if len(m.cands) == 0 {
				continue
			}
			key := gazetteer.Exact(m.name) + "\t" + class(m.kind)
			if m.town != "" {
				key = gazetteer.Exact(m.town) + "\t"
			}
			if m.fixed {
				key = m.cands[0].ID
			}
			g := byKey[key]
			if g == nil {
				g = &group{best: -1}
				byKey[key] = g
				out = append(out, g)
			}
			g.mentions = append(g.mentions, m)
		}
	}
	return out
}

// class joins the kinds that a class word does not tell apart.
func class(kind string) string {
	switch kind {
	case "city", "town", "village", "quarter":
		return "settlement"
	}
	return kind
}

// inPlay counts the countries that the document speaks of: those of names that
// have readings in one country only, and of countries themselves.
func (r *run) inPlay(groups []*group) {
	for _, g := range groups {
		if g.mentions[0].guessed {
			continue
		}
		country, sure := "", true
		for _, c := range g.mentions[0].cands {
			if c.How != g.mentions[0].cands[0].How {
				break
			}
			if c.Kind == "country" && country == "" {
				country = c.Country
				continue
			}
			if c.Kind == "region" && country != "" && c.Country != country {
				sure = false
			}
			if country != "" && c.Country != country && c.Population*20 > g.mentions[0].cands[0].Population {
				sure = false
			}
			country = cmp.Or(country, c.Country)
		}
		if sure && country != "" {
			r.countries[country] += 0.6 + 0.4*math.Log2(float64(1+len(g.mentions)))
		}
	}
}

// weigh gives every reading of a group its base.
func (r *run) weigh(g *group) {
	m := g.mentions[0]
	total := 1.0
	for _, n := range r.countries {
		total += n
	}
	none := !slices.ContainsFunc(m.cands, func(c gazetteer.Match) bool { return agrees(m.kind, c.Kind) })
	called, seat := none && inTown(m.kind), none && class(m.kind) == "settlement"
	for _, c := range m.cands {
		if called && c.How == "exact" && agrees("town", c.Kind) {
			// "the hospital of Hama", which no table has, is somewhere in Hama
		} else if seat && c.How == "exact" && c.Kind == "county" {
			// the town, which no table has, that the district is called after is somewhere in it
		} else if m.kind != "" && m.town == "" && !agrees(m.kind, c.Kind) {
			continue
		}
		x := reading{Match: c, why: []string{c.How + " match"}}
		kind := m.kind
		if m.town != "" {
			kind = ""
		}
		x.base = prior(&c, kind) - 2*c.Apart - 0.8*float64(rankOf(c.How))
		if n := r.countries[c.Country]; n > 0 {
			x.base += 2 * n / total
			x.why = append(x.why, fmt.Sprintf("%s is in play", c.Country))
		}
		if m.kind != "" && !m.generic {
			x.why = append(x.why, "said to be a "+m.kind)
		}
		for _, o := range g.mentions {
			if o.within != nil && holds(o.within, &c) {
				x.base += 3
				x.why = append(x.why, "said to be in "+o.within.name)
				break
			}
		}
		g.readings = append(g.readings, x)
	}
	g.pick()
}

// prior is what is known of a place before the text is read: country, then large
// city, then division, then town; a division only where the text says so. A town that nobody has counted comes before the district that is called after it.
func prior(c *gazetteer.Match, kind string) float64 {
	p := 0.5 * math.Log10(float64(c.Population)+1)
	switch {
	case c.Kind == "country":
		return 5
	case c.Kind == "region" && kind == "":
		return min(p, 3) - 0.5
	case c.Kind == "county" && kind == "":
		return 0.3
	case c.Kind == "quarter" || c.Kind == "site":
		return p - 0.3
	case c.Kind == "town" && c.Population == 0:
		return 0.4
	}
	return p
}

// holds reports whether a division named behind a place contains a reading.
func holds(within *mention, c *gazetteer.Match) bool {
	for _, d := range within.cands {
		switch {
		case d.ID == c.ID:
		case d.Kind == "country" && d.Country == c.Country:
			return true
		case d.Kind == "region" && d.Division == c.Division && c.Division != "":
			return true
		case d.Kind == "county" && d.Country == c.Country && near(d.Entry, c.Entry, 60):
			return true
		}
	}
	return false
}

func near(a, b *gazetteer.Entry, km float64) bool {
	return a.Placed && b.Placed && geo.Distance(a.Point, b.Point) <= km
}

// nearness weighs the readings of a group by the places chosen for the others:
// the same division, and how near. It counts half for a village that is called like
// a large city, and lifts nothing over a country by itself.
func (r *run) nearness(g *group, groups []*group) {
	largest := 0
	for k := range g.readings {
		if e := g.readings[k]; e.Kind == "city" && e.How == "exact" {
			largest = max(largest, e.Population)
		}
	}
	for k := range g.readings {
		x := &g.readings[k]
		x.near = 0
		if x.Kind == "country" || !x.Placed {
			continue
		}
		far := 1 - homeWeight*r.atHome(x) // how surely no other place is near
		for _, o := range groups {
			if o != g {
				far *= 1 - 0.8*o.beside(x)
			}
		}
		x.near = 3 * (1 - far)
		if largest > 400_000 && x.Population*100 < largest {
			x.near *= 0.5
		}
	}
}

// homeWeight is how much the publisher's town counts beside a place of the text.
const homeWeight = 0.4

// atHome is how near a reading is to the place that the hint gives.
func (r *run) atHome(x *reading) float64 {
	if r.hint.Home == nil || !r.hint.Home.Placed || r.hint.Home.Kind == "country" {
		return 0
	}
	if r.hint.Home.ID == x.ID {
		return 1
	}
	return together(x, &reading{Match: gazetteer.Match{Entry: r.hint.Home}})
}

// beside is how likely the name of a group stands for a place together with x.
func (g *group) beside(x *reading) float64 {
	sum := 0.0
	for k := range min(len(g.readings), considered) {
		if b := &g.readings[k]; g.shares[k] > 0.02 && b.Kind != "country" && b.Placed && b.ID != x.ID {
			sum += g.shares[k] * together(x, b)
		}
	}
	return sum
}

// together is 1 for two places side by side, and half of it at 85 km; a division
// is together with what lies in it.
func together(x, b *reading) float64 {
	same := b.Division != "" && b.Division == x.Division
	switch {
	case b.Kind == "region" && same:
		return 0.9
	case b.Kind == "region":
		return 0
	case same:
		return max(0.35, math.Exp(-geo.Distance(x.Point, b.Point)/120))
	case math.Abs(x.Point[1]-b.Point[1]) > 4: // more than 440 km: not worth the sine
		return 0
	}
	return math.Exp(-geo.Distance(x.Point, b.Point) / 80)
}

// pick takes the best reading and notes how sure it is.
func (g *group) pick() {
	if len(g.readings) == 0 {
		return
	}
	slices.SortStableFunc(g.readings, func(a, b reading) int { return cmp.Compare(b.score(), a.score()) })
	g.best = 0
	g.settled = 1
	if len(g.readings) > 1 {
		g.settled = min(1, 0.3+g.readings[0].score()-g.readings[1].score())
	}
	if g.mentions[0].fixed {
		g.settled = 1
	}
	g.share()
}

// share makes likelihoods of the scores.
func (g *group) share() {
	total := 0.0
	for k := range g.shares {
		g.shares[k] = 0
		if k < len(g.readings) {
			g.shares[k] = math.Exp((g.readings[k].score() - g.readings[0].score()) / softness)
		}
		total += g.shares[k]
	}
	for k := range g.shares {
		g.shares[k] /= total
	}
}

// softness is the difference of scores at which a reading is e times as likely as another.
const softness = 0.5

// settle gives a mention the choice of its group, with the runners-up.
func (g *group) settle(m *mention) {
	if g.best < 0 {
		return
	}
	best := g.readings[g.best]
	if best.How != "exact" && (best.Distance > 0.34 && m.kind == "" || best.Kind == "country" || best.Kind == "region" && m.kind == "") {
		return
	}
	inPlay := slices.ContainsFunc(best.why, func(w string) bool { return strings.HasSuffix(w, " is in play") })
	if best.How != "exact" && (best.Apart > soundsAlike || best.Distance > 0.34) && best.near <= 0.5 && !inPlay {
		return // nothing but a likeness of sounds speaks for it
	}
	m.entry, m.why = best.Entry, slices.Clone(best.why)
	m.score = max(0.05, min(1, best.score()/6*(0.5+g.settled/2)))
	if best.near > 0.5 {
		m.why = append(m.why, "near the other places")
	}
	m.cands = nil
	for _, x := range g.readings {
		m.cands = append(m.cands, x.Match)
	}
}

// doubt answers with the enclosing division where two settlements of it weigh the
// same and lie more than 20 km apart: a larger uncertainty, not a guess.
func (r *run) doubt(g *group, m *mention) {
	if m.entry == nil || m.fixed || len(g.readings) < 2 {
		return
	}
	a, b := &g.readings[0], &g.readings[1]
	if a.score()-b.score() > 0.02 || a.Division == "" || a.Division != b.Division || a.Kind == "region" || b.Kind == "region" || near(a.Entry, b.Entry, 20) {
		return
	}
	if e, ok := r.f.Gazetteer.Get("div:" + a.Division); ok && e.Placed {
		m.entry = e
		m.why = append(m.why, "two places of that name weigh the same: somewhere in "+e.Name)
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

// agrees reports whether an entry may be what the class word says.
func agrees(said, kind string) bool {
	switch said {
	case "city", "town", "village", "quarter":
		return kind == "city" || kind == "town" || kind == "village" || kind == "quarter"
	case "region":
		return kind == "region" || kind == "county"
	case "county":
		return kind == "region" || kind == "county" || kind == "city" || kind == "town" || kind == "village" || kind == "quarter"
	case "country":
		return kind == "country"
	}
	return said == kind
}

// others are the runners-up of a choice.
func others(m *mention) []recoupe.Candidate {
	var out []recoupe.Candidate
	for _, c := range m.cands {
		if m.entry != nil && c.ID == m.entry.ID {
			continue
		}
		x := c.Candidate()
		x.Why = []string{c.How}
		out = append(out, x)
		if len(out) == 4 {
			break
		}
	}
	return out
}
