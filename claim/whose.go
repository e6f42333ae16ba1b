// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/actor"
)

// whose gives a claim without an agent the one that an adjective of a people names beside the event noun or its
// weapon: the army of that country, of an act of words its government.
//
//	deux frappes israéliennes, un drone russe a percuté un immeuble, American sanctions
func (f *finder) whose(p *predicate, roles []recoupe.Role) []recoupe.Role {
	class := ownerOf(p)
	name := roleName(p, subject)
	if class == "" || name == "" || slices.ContainsFunc(roles, func(r recoupe.Role) bool { return r.Role == name }) {
		return roles
	}
	s := p.s
	for _, t := range f.carriers(p) {
		for _, k := range s.kids[t] {
			country := f.g.demonyms[plain(s.low[k])]
			if country == "" && f.g.lang == "ar" {
				country = f.g.demonyms[strings.TrimPrefix(plain(s.low[k]), "ال")]
			}
			if country == "" || s.rel(k) != "amod" && s.rel(k) != "compound" || f.timeAt(s, k) {
				continue
			}
			e, ok := f.in.Register.Generic(country, class, f.in.Dispatch.Published)
			if !ok {
				continue
			}
			r := recoupe.Role{Mention: s.mention(s.spans([]int{k})), Role: name, ID: e.ID, Name: e.Name(f.g.lang), Kind: e.Kind, Camp: e.CampOn(f.in.Dispatch.Published)}
			r.As = r.Text
			return append(roles, r)
		}
	}
	return roles
}

// ours: forces of nobody known with a possessive of the first person: "nos forces ont repris la ville", said by a minister.
func (f *finder) ours(p *predicate, i int, m *actor.Mention) bool {
	d := p.s.child(i, "det", "nmod:poss")
	return d >= 0 && f.g.is("our", p.s.low[d]) && !m.Known && armed(m.Kind) && p.attr != nil && p.attr.source.head >= 0
}

// ownForces are those of the body that the speaker belongs to: an armed body itself, else the army of his country.
func (f *finder) ownForces(p *predicate, r *recoupe.Role) {
	a := p.attr
	o := f.mentionAt(a.s, a.source.head, recoupe.Hull(a.source.spans))
	if b := a.source.body; b != nil && (o == nil || o.Country == "" || armed(b.Kind)) {
		o = b
	}
	switch {
	case o == nil:
	case o.Known && armed(o.Kind):
		r.ID, r.Name, r.Kind, r.Camp = o.ID, o.Name, o.Kind, o.Camp
	case o.Country != "":
		if e, ok := f.in.Register.Generic(o.Country, "army", f.in.Dispatch.Published); ok {
			r.ID, r.Name, r.Kind, r.Camp = e.ID, e.Name(f.g.lang), e.Kind, e.CampOn(f.in.Dispatch.Published)
		}
	}
}

// claimant gives an act that somebody claims, without saying by whom it was done, the claimant as its agent:
// "le groupe a revendiqué la prise de la ville". Another voice on the same words tells of the same act.
func (f *finder) claimant(p *predicate, roles []recoupe.Role) []recoupe.Role {
	name := roleName(p, subject)
	if p.rule == "resumed_by" || p.rule == "bare_answer" || !p.nominal || p.attr == nil || p.attr.entry.class != "claim_responsibility" || p.attr.source.id == "" || p.attr.source.anon ||
		name == "" || slices.ContainsFunc(roles, func(r recoupe.Role) bool { return r.Role == name }) {
		return roles
	}
	sp := p.attr.source
	r := recoupe.Role{Mention: p.attr.s.mention(sp.spans), Role: name, ID: sp.id, Name: sp.name, Kind: sp.kind}
	if sp.body != nil {
		r.ID, r.Name, r.Kind, r.Camp = sp.body.ID, sp.body.Name, sp.body.Kind, sp.body.Camp
	}
	r.As = r.Text
	return append(roles, r)
}

// profiteer: "la chute de la ville aux mains des rebelles", with the hands hung on the verb above.
func (f *finder) profiteer(p *predicate, add func(int, function)) {
	s, h := p.s, p.s.head(p.head)
	if h < 0 {
		return
	}
	for _, k := range s.kids[h] {
		if c := s.child(k, "nmod"); k > p.head && c > k && f.g.has("profit", s, k) && s.child(k, "case") >= 0 {
			add(c, to)
		}
	}
}

// carriers are the nouns whose adjective says who acts: those of the trigger, and a weapon that does it.
func (f *finder) carriers(p *predicate) []int {
	s := p.s
	var out []int
	for _, t := range p.trigger {
		if s.nominal(t) {
			out = append(out, t)
		}
	}
	return append(out, f.instruments(p)...)
}

// ownerOf is the class of register entries whose adjective acts in an event of the type; "" where an adjective
// says whom it happened to ("otages israéliens") or nothing.
func ownerOf(p *predicate) string {
	switch family, _, _ := cut(p.event); {
	case p.event == "VIO.ABDUCT", p.event == "VIO.CLASH", p.event == "VIO.INTERCEPT", p.event == "DIP.AGREE", p.event == "DIP.CONSULT", p.event == "DIP.RESP", p.event == "CTRL.SIEGE" && !p.nominal:
		return ""
	case family == "VIO", family == "CTRL", family == "MIL":
		return "army"
	case family == "DIP":
		return "gov"
	}
	return ""
}

// doer: the complement of an event noun is who acts, where it is somebody who can: "une attaque des rebelles",
// "le soutien de l'Iran". Nouns of the class of-whom name what is done to their complement ("l'arrestation du général"),
// and so does any noun whose agent is named besides.
func (f *finder) doer(p *predicate, k int) bool {
	s := p.s
	t := s.head(k)
	if !f.g.hasClass("of-whom") || !slices.Contains(p.trigger, t) || !s.nominal(t) || f.g.has("of-whom", s, t) || f.agent(s, t) >= 0 {
		return false
	}
	switch family, _, _ := cut(p.event); {
	case p.event == "VIO.ABDUCT", p.event == "VIO.INTERCEPT", p.event == "VIO.DESTROY":
		return false
	case family != "VIO" && family != "DIP":
		return false
	}
	m := s.actorAt(f, k)
	if m == nil || m.Head != k && m.Head >= 0 {
		return false
	}
	switch m.Kind {
	case "state", "government", "ministry", "intergov", "ngo":
		return true
	}
	return armed(m.Kind)
}

// demonymsOf reads the adjectives of peoples of a language.
func demonymsOf(lang string) map[string]string {
	out := map[string]string{}
	for _, row := range table(lang + "/demonyms.txt") {
		if len(row) > 1 && !strings.Contains(row[0], " ") {
			out[plain(row[0])] = row[1]
		}
	}
	return out
}
