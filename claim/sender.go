// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
	"recoupe/actor"
)

// sender is whose deed or weapon a noun names, by what stands before it: "an
// Israeli strike", "army helicopters", "the brigade's shelling"; nil for nobody.
func (f *finder) sender(s *sentence, noun int) *actor.Mention {
	for _, k := range s.kids[noun] {
		switch {
		case s.rel(k) == "amod", s.rel(k) == "compound", s.Words[k].Deprel == "nmod:poss":
		default:
			continue
		}
		if m := s.actorAt(f, k); m != nil && !m.Span.Contains(s.Words[noun].Span) && ableToSend(m) {
			return m
		}
		if m := f.sender(s, k); m != nil && s.rel(k) == "compound" {
			return m
		}
	}
	return nil
}

// ableToSend: somebody under arms, or a state or government.
func ableToSend(m *actor.Mention) bool {
	return armed(m.Kind) || m.Kind == "state" || m.Kind == "government"
}

// sent adds the sender of the trigger, of the weapon, or of the deed that is the
// subject, where a claim of violence or movement has nobody who does it.
func (f *finder) sent(p *predicate, out []recoupe.Role) []recoupe.Role {
	family, _, _ := cut(p.event)
	switch {
	case family == "VIO", p.event == "CONS.KILLED", p.event == "CONS.INJURED", p.event == "CTRL.WITHDRAW", p.event == "CTRL.ADVANCE", p.event == "CTRL.SIEGE", p.event == "CTRL.CAPTURE":
	default:
		return out
	}
	name := roleName(p, subject)
	if family == "CONS" {
		name = "agent"
	}
	if slices.ContainsFunc(out, func(r recoupe.Role) bool { return r.Role == "agent" || r.Role == "gainer" || r.Role == "party" }) {
		return out
	}
	for _, noun := range f.sendable(p) {
		if m := f.sender(p.s, noun); m != nil {
			r := recoupe.Role{Role: name, ID: m.ID, Name: m.Name, Kind: m.Kind, Camp: m.Camp, Loaded: m.Loaded}
			r.Mention = p.s.mention([]recoupe.Span{m.Span})
			r.As = r.Text
			return append(out, r)
		}
	}
	return out
}

// sendable are the nouns of a claim whose sender does it.
func (f *finder) sendable(p *predicate) []int {
	s := p.s
	var out []int
	for _, t := range append(slices.Clone(p.trigger), p.head) {
		if s.nominal(t) {
			out = append(out, t)
		}
		for _, k := range s.kids[t] {
			switch {
			case s.rel(k) == "nsubj" && s.Words[k].Deprel != "nsubj:pass", s.Words[k].Deprel == "obl:agent":
				out = append(out, k)
			case f.isInstrument(s, k) && (s.rel(k) == "obl" || s.rel(k) == "nmod"):
				out = append(out, k)
			}
		}
	}
	return out
}

// shareSettings gives a consequence the place and time of the violence that it
// is told to come from, and the other way round, where only one of them has any:
//
//	"An air strike on the market in Sarqan killed five people on Monday."
//	"Rockets hit Sarqan, wounding three."
func (f *finder) shareSettings(claims []recoupe.Claim, told []*predicate) {
	if f.g.lang != "en" {
		return
	}
	for i, p := range told {
		happened, _, _ := cut(claims[i].Event)
		if happened != "CONS" && happened != "VIO" || p.nominal {
			continue
		}
		for k, q := range told {
			if happened == "VIO" && p.s == q.s && p.s.rel(p.s.compounded(q.head)) != "obl" {
				continue
			}
			if family, _, _ := cut(q.event); q.s == p.s && (family == "VIO" || q.event == "") && q.attr == p.attr && f.comesFrom(p, q) {
				share(&claims[i], &claims[k])
			}
		}
	}
}

// compounded is the noun that word i is a part of: "strike" of "drone strike".
func (s *sentence) compounded(i int) int {
	for n := 0; n < 3 && s.rel(i) == "compound" && s.head(i) >= 0; n++ {
		i = s.head(i)
	}
	return i
}

// comesFrom: the violence of q is the subject of the consequence p, its means or
// occasion ("killed in an air strike", "when a shell hit"), or the clause that it
// is only a participle of.
func (f *finder) comesFrom(p, q *predicate) bool {
	s := p.s
	if top := s.compounded(q.head); s.head(top) == p.head && (s.rel(top) == "nsubj" || s.rel(top) == "obl") {
		return true
	}
	switch {
	case s.rel(s.firstConjunct(p.head)) == "advcl" && s.head(s.firstConjunct(p.head)) == q.head && !s.finite(p.head):
		return true
	case s.rel(q.head) == "advcl" && s.head(q.head) == p.head && s.finite(q.head):
		return f.g.has("when-word", s, s.subtree(q.head, nil)[0])
	}
	return false
}

func share(a, b *recoupe.Claim) {
	for _, two := range [][2]*recoupe.Claim{{a, b}, {b, a}} {
		if to, from := two[0], two[1]; len(to.Places) == 0 {
			to.Places = slices.Clone(from.Places)
		}
		if to, from := two[0], two[1]; to.Time == nil && from.Time != nil {
			t := *from.Time
			to.Time = &t
		}
	}
}
