// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
)

// ownPromise: the speaker says of himself what he will do: "the rebels vowed to withdraw".
func (p *predicate) ownPromise(i int) bool {
	return p.attr.rule == "verb_infinitive" && p.attr.entry.class == "promise" && p.attr.source.head == i
}

// spoken: who accuses, orders or promises is who is quoted as doing so, where the tree shows nobody else.
func (f *finder) spoken(p *predicate, out []recoupe.Role) []recoupe.Role {
	if !p.speech || f.g.lang != "en" || slices.ContainsFunc(out, func(r recoupe.Role) bool {
		return r.Role != "target" && r.Role != "beneficiary" && r.Role != "affected"
	}) {
		return out
	}
	a := f.cueOf(p.s, p.head)
	if a == nil || !a.source.explicit || a.s.pos(a.source.head) == "PRON" || a.source.id == "" || a.source.id == unknownSource().id {
		return out
	}
	sp := a.source
	r := recoupe.Role{Role: roleName(p, subject), ID: sp.id, Name: sp.name, Kind: sp.kind}
	r.Mention = p.s.mention(sp.spans)
	r.As = r.Text
	return append(out, r)
}

// toldWhat is whom a verb of ordering or accusing has as its object: he does what
// the infinitive or gerund i says. "The envoy urged the rebels to leave", "accused
// them of shelling the town"; -1 for none.
func (f *finder) toldWhat(s *sentence, verb, i int) int {
	if s.rel(i) == "conj" || s.finite(i) || f.g.lang != "en" {
		return -1
	}
	e, words := f.cueAt(s, verb, "verb")
	if words == nil || e.class != "order_demand" && e.class != "accuse" && !f.g.is("told", s.lemma(verb)) {
		return -1
	}
	if k := s.child(verb, "obj", "iobj"); k > verb && k < i {
		return k
	}
	if k := s.byRelation(verb, "nsubj:pass"); k >= 0 { // "were ordered to leave"
		return k
	}
	return -1
}

// blamed is on whom a verb of blaming puts the blame: "blamed the attack on the rebels"; -1 for nobody.
func (f *finder) blamed(s *sentence, verb int) int {
	if !f.g.has("blaming", s, verb) {
		return -1
	}
	for _, k := range s.kids[verb] {
		if c := s.child(k, "case"); s.rel(k) == "obl" && c >= 0 && f.g.is("upon", s.low[c]) && !f.timeAt(s, k) {
			return k
		}
	}
	return -1
}

// isAccused: a French participle of accusing describes who is accused, not who speaks: "des soldats accusés
// d'avoir tué un berger".
func (f *finder) isAccused(a *attribution) bool {
	return f.g.lang == "fr" && a.entry.class == "accuse" && a.s.passiveParticiple(a.head)
}

// accuser is the agent of a passive of accusing, unknown where none is named.
func (f *finder) accuser(s *sentence, head int) *speaker {
	if k := f.agent(s, head); k >= 0 {
		return f.speakerAt(s, k)
	}
	return unknownSource()
}

// accusedOf: who is accused of a deed, or on whom it is blamed, is said to have done it.
func (f *finder) accusedOf(p *predicate, add func(int, function)) {
	s := p.s
	family, _, _ := cut(p.event)
	if p.attr == nil || p.attr.s != s || p.attr.entry.class != "accuse" || f.g.lang != "en" || family != "VIO" && family != "CTRL" {
		return
	}
	verb := p.attr.head
	if k := f.blamed(s, verb); k >= 0 && s.head(p.head) == verb {
		add(k, subject)
		return
	}
	if c := s.child(p.head, "case"); c >= 0 && f.g.is("accused-of", s.low[c]) {
		if k := s.child(verb, "obj", "iobj"); k > verb && k < p.head {
			add(k, subject)
		} else if k := s.byRelation(verb, "nsubj:pass"); k >= 0 {
			add(k, subject)
		}
	}
}

// upon adds on whom the noun of a phrase falls: "imposed sanctions on six men",
// "opened fire on the crowd"; and on whom a deed is blamed.
func (f *finder) upon(p *predicate, add func(int, function)) {
	s, t := p.s, p.trigger[len(p.trigger)-1]
	if f.g.lang == "en" && len(p.trigger) > 1 && t != p.head && s.nominal(t) && p.mode != "fall" {
		for _, k := range s.kids[t] {
			if c := s.child(k, "case"); s.rel(k) == "nmod" && c >= 0 && f.g.is("upon", s.low[c]) && !f.timeAt(s, k) {
				add(k, against)
			}
		}
	}
	if k := f.blamed(s, p.head); k >= 0 && p.event == "DIP.ACCUSE" {
		add(k, against)
	}
}
