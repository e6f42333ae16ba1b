// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// settle chooses between neighbouring types by the means and the sides, once
// the roles of a claim are known (the table "choosing between neighbours"):
//
//  1. the means names the attack: "une attaque à la grenade" is VIO.GRENADE;
//  2. a place taken by the recognised government of that place is CTRL.REGAIN,
//     by anybody else CTRL.CAPTURE; without a fight, after the holder left, CTRL.TRANSFER;
//  3. armed men against armed men is VIO.CLASH, against others VIO.ATTACK;
//  4. combatants taken are CONS.CAPTURED, others taken by police LAW.ARREST.
func (f *finder) settle(c *recoupe.Claim, p *predicate) {
	if e := f.byMeans(p); e != "" {
		c.Event = e
	}
	if e := f.inConsequence(p); e != "" {
		c.Event = e
	}
	switch c.Event {
	case "CTRL.CAPTURE", "CTRL.REGAIN":
		c.Event = f.takenBy(c, p)
	case "CTRL.HOLD":
		if p.mode == "state" && (f.entered(p) || f.g.lang == "ar" && f.toBe(p)) {
			c.Event = "CTRL.CAPTURE"
			rename(c, p)
			c.Event = f.takenBy(c, p)
		}
	case "VIO.ATTACK":
		if armedSide(c, "agent") && armedSide(c, "target", "affected") && !f.g.is("execution", plain(p.s.lemma(p.trigger[0]))) {
			c.Event = "VIO.CLASH"
		}
	case "CONS.CAPTURED":
		if hasKind(c, []string{"target", "affected"}, "civilians", "person") && hasKind(c, []string{"agent"}, "security_force", "government") {
			c.Event = "LAW.ARREST"
		}
	}
	rename(c, p)
}

// rename gives the roles the names that they have in the settled type.
func rename(c *recoupe.Claim, p *predicate) {
	if c.Event == p.event {
		return
	}
	for i := range c.Actors {
		r := &c.Actors[i].Role
		switch {
		case c.Event == "VIO.CLASH" && (*r == "agent" || *r == "target"):
			*r = "party"
		case c.Event == "LAW.ARREST" && *r == "affected":
			*r = "target"
		case strings.HasPrefix(c.Event, "CONS.") && *r == "target":
			*r = "affected"
		case p.event == "CTRL.HOLD" && *r == "agent":
			*r = "gainer"
		case p.event == "CTRL.HOLD" && *r == "target":
			*r = "loser"
		}
	}
}

// firstConjunct climbs from a participle to the first of those that it is joined to: "killing two and wounding five".
func (s *sentence) firstConjunct(i int) int {
	for n := 0; n < 4 && s.rel(i) == "conj" && s.head(i) >= 0 && s.verbal(s.head(i)); n++ {
		i = s.head(i)
	}
	return i
}

// inConsequence: a participle of killing or wounding that only follows from the
// violence of its clause is the consequence: "shelled the market, killing two".
func (f *finder) inConsequence(p *predicate) string {
	s := p.s
	top := s.firstConjunct(p.head)
	h := s.head(top)
	if h < 0 || !strings.HasPrefix(p.event, "VIO.") || s.rel(top) != "advcl" || s.Words[p.head].Feat("VerbForm") == "Fin" || s.Words[p.head].Feat("Tense") == "Past" || s.child(p.head, "nsubj", "mark") >= 0 {
		return ""
	}
	above := slices.ContainsFunc(f.preds, func(q *predicate) bool {
		return q.s == s && q.head == h && (strings.HasPrefix(q.event, "VIO.") || q.event == "")
	})
	if !above {
		return ""
	}
	for _, key := range f.g.lookups(s, p.trigger[0]) {
		for _, t := range f.g.triggers[key] {
			if len(t.words) == 1 && t.pos == "VERB" && strings.HasPrefix(t.event, "CONS.") && len(t.guard) == 0 {
				return t.event
			}
		}
	}
	return ""
}

// means are the types that a word of means can turn an attack into, the one that says most first.
var means = []string{"VIO.CHEMICAL", "VIO.SUICIDE", "VIO.GRENADE", "VIO.AIRSTRIKE", "VIO.SHELLING", "VIO.IED"}

// byMeans returns the type that the means of an attack name, "" where they say no more than the trigger.
func (f *finder) byMeans(p *predicate) string {
	switch p.event {
	case "VIO.ATTACK", "VIO.OFFENSIVE", "VIO.CLASH", "VIO.IED", "VIO.SHELLING", "VIO.AIRSTRIKE", "VIO.GRENADE":
	default:
		return ""
	}
	at := slices.Index(means, p.event)
	for n, event := range means {
		if at >= 0 && n >= at {
			return ""
		}
		if p.event == "VIO.CLASH" && event != "VIO.CHEMICAL" {
			return ""
		}
		if f.withMeans(p, "means-"+event) {
			return event
		}
	}
	return ""
}

// withMeans: a word of the class is part of the trigger, describes it, is its
// instrument or does it: "grenade attack", "attacked with mortars", "raids by warplanes".
func (f *finder) withMeans(p *predicate, class string) bool {
	s := p.s
	for _, t := range append(slices.Clone(p.trigger), p.head) {
		for _, k := range s.subtree(t, func(k int) bool {
			return s.detached(k) && !(s.rel(k) == "advcl" && f.g.is("means-case", plain(s.low[k])))
		}) {
			if f.g.has(class, s, k) && f.hangs(s, k, t) && !f.inPassing(s, k) {
				return true
			}
		}
	}
	return false
}

// inPassing: the word belongs to a circumstance of the lexicon, which names no
// means of the attack: "une offensive avec une couverture aérienne" is no air strike.
func (f *finder) inPassing(s *sentence, k int) bool {
	for i := max(0, k-5); i <= k; i++ {
		for _, words := range f.meansAt(s, i) {
			if slices.Contains(words, k) {
				return true
			}
		}
	}
	return false
}

// detached branches tell something else: clauses and conjuncts with verbs of their own.
func (s *sentence) detached(k int) bool {
	switch s.rel(k) {
	case "advcl", "ccomp", "parataxis", "acl", "csubj":
		return s.Words[k].Deprel != "acl" || s.finite(k) || s.child(k, "obj") < 0
	case "conj":
		return s.verbal(k)
	case "obj":
		return false
	}
	return false
}

// hangs: the word describes the trigger or is its means, not its place or victim.
func (f *finder) hangs(s *sentence, k, top int) bool {
	for n := 0; k >= 0 && k != top && n < 4; n++ {
		switch s.rel(k) {
		case "obl", "nmod":
			c := s.child(k, "case")
			if c < 0 && s.Words[k].Deprel == "nmod:poss" {
				break
			}
			if c < 0 || !f.g.is("means-case", plain(s.low[c])) {
				return f.g.lang == "ar" && s.rel(k) == "nmod"
			}
		case "nsubj", "compound", "amod", "conj", "obj", "xcomp", "acl", "flat", "advcl", "nummod", "appos", "fixed":
		default:
			return false
		}
		k = s.head(k)
	}
	return true
}

// takenBy tells regaining from capturing by the side of the one who gains, and
// a hand-over by the fighting that is not said.
func (f *finder) takenBy(c *recoupe.Claim, p *predicate) string {
	if f.afterLeaving(p) {
		return "CTRL.TRANSFER"
	}
	side := ""
	for i := range c.Actors {
		if c.Actors[i].Role != "gainer" {
			continue
		}
		if v := f.side(&c.Actors[i], c.Places, p.s); side == "" || v == "government" {
			side = v
		}
	}
	switch side {
	case "government":
		return "CTRL.REGAIN"
	case "other":
		return "CTRL.CAPTURE"
	}
	return c.Event
}

// follows: by the order of words p comes after q: "seized the town after the army withdrew", with no other clause between.
func (f *finder) follows(p, q *predicate) bool {
	s, after := p.s, false
	for j := p.trigger[0] + 1; j < q.trigger[0]; j++ {
		after = after || f.g.is("after", plain(s.low[j]))
		if s.pos(j) == "VERB" && s.finite(j) || s.pos(j) == "SCONJ" && !f.g.is("after", plain(s.low[j])) {
			return false
		}
	}
	return after
}

// entered: a state of control that is told as something achieved is its
// beginning: "have controlled the town", "managed to control it", "won by controlling it".
func (f *finder) entered(p *predicate) bool {
	s := p.s
	if p.main != p.head && p.effect == "+" || f.afterLeaving(p) {
		return true
	}
	for _, k := range s.kids[p.head] {
		if s.rel(k) == "aux" && f.g.is("perfect-aux", plain(s.lemma(k))) || s.rel(k) == "mark" && f.g.is("means-case", plain(s.low[k])) {
			return true
		}
	}
	return false
}

// side says whether an actor is on the side of the recognised government of
// the place: by its camp, else by what it is and whose; "" where nothing tells.
func (f *finder) side(a *recoupe.Role, places []recoupe.Place, s *sentence) string {
	country, own := f.theatre(places), f.countryOf(a, s)
	abroad := own != "" && country != "" && own != country
	switch a.Kind {
	case "armed_group", "coalition":
		gov, ok := f.in.Register.Generic(country, "gov", f.in.Dispatch.Published)
		if ok && a.Camp != "" && gov.CampOn(f.in.Dispatch.Published) == a.Camp {
			return "government"
		}
		return "other"
	case "armed_force", "security_force", "government", "ministry", "state":
		if abroad {
			return "other"
		}
		return "government"
	}
	return ""
}

// theatre is the country of the first settled place, else of the first settled place of the text.
func (f *finder) theatre(places []recoupe.Place) string {
	for _, list := range [][]recoupe.Place{places, f.in.Places} {
		for i := range list {
			switch p := &list[i]; p.Kind {
			case "city", "town", "village", "capital", "country", "region", "district", "county":
				if p.Country != "" && p.Role == "" {
					return p.Country
				}
			}
		}
	}
	return ""
}

// countryOf returns the country of the mention behind a role, "" for none.
func (f *finder) countryOf(a *recoupe.Role, s *sentence) string {
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence == s.index && m.ID == a.ID && overlapsAny(a.Spans, m.Span) {
			return m.Country
		}
	}
	return ""
}

// afterLeaving: the place was entered because its holder had left, or without
// a fight: a withdrawal hangs on the clause by "after" or "following".
func (f *finder) afterLeaving(p *predicate) bool {
	s := p.s
	for _, q := range f.preds {
		if q == p || q.s != s || q.event != "CTRL.WITHDRAW" {
			continue
		}
		if f.follows(p, q) {
			return true
		}
		if !s.under(q.head, p.main) {
			continue
		}
		for _, k := range s.kids[q.head] {
			if r := s.rel(k); (r == "mark" || r == "case" || r == "advmod") && f.g.is("after", plain(s.low[k])) {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.words, func(k int) bool {
		c := s.child(k, "case")
		return c >= 0 && f.g.is("without", plain(s.low[c])) && f.g.has("fight", s, k)
	})
}

// armedSide: an actor under arms has one of the roles, and nobody else has.
func armedSide(c *recoupe.Claim, roles ...string) bool {
	found := false
	for _, a := range c.Actors {
		if slices.Contains(roles, a.Role) {
			if !armed(a.Kind) {
				return false
			}
			found = true
		}
	}
	return found
}

func hasKind(c *recoupe.Claim, roles []string, kinds ...string) bool {
	return slices.ContainsFunc(c.Actors, func(a recoupe.Role) bool {
		return slices.Contains(roles, a.Role) && slices.Contains(kinds, a.Kind)
	})
}
