// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// thing makes a role of a nominal that is no known actor but suffers or serves
// violence: property that is hit, a person known by name only, a weapon. Kind is
// property, person, weapon or organisation.
func (f *finder) thing(p *predicate, a argument, r *recoupe.Role) bool {
	s := p.s
	family, _, _ := cut(p.event)
	accused := r.Role == "target" && (p.event == "DIP.ACCUSE" || p.event == "DIP.RESP")
	if family != "VIO" && family != "CONS" && family != "LAW" && !accused || s.pos(a.head) == "PRON" || f.g.lang == "ar" && numeral(s.low[a.head]) {
		return false
	}
	if a.fn == from { // "abducted from a school"
		return false
	}
	switch r.Role {
	case "instrument":
		r.Kind = "weapon"
	case "target", "affected", "beneficiary":
		switch {
		case accused && s.pos(a.head) == "PROPN" && !f.timeAt(s, a.head):
			r.Kind = "organisation"
			if s.child(a.head, "flat") >= 0 {
				r.Kind = "person" // first name and surname stand side by side
			}
		case f.timeAt(s, a.head):
			return false
		case p.event == "VIO.INTERCEPT" && f.isInstrument(s, a.head):
			r.Kind = "weapon"
		case f.g.has("human-noun", s, a.head), f.g.lang == "en" && s.pos(a.head) == "NUM" && f.figureUnit(s, a.head) == "person":
			r.Kind = "person"
		case r.Role == "affected" && f.figureUnit(s, a.head) == "person" && !f.g.has("quantity-noun", s, a.head): // "plus de 100 000 Arméniens"
			r.Kind = "civilians"
		case p.event == "VIO.INTERCEPT" && f.g.has("weapon-noun", s, a.head):
			r.Kind = "weapon"
		case f.g.has("property-noun", s, a.head):
			r.Kind = "property"
		case s.pos(a.head) == "PROPN" && !f.placed(s.Words[a.head].Span) && p.event != "VIO.DESTROY":
			r.Kind = "person"
		default:
			return false
		}
	case "agent", "party":
		if f.g.has("human-noun", s, a.head) {
			r.Kind = "person"
			break
		}
		if s.pos(a.head) != "PROPN" || f.placed(s.Words[a.head].Span) || f.timeAt(s, a.head) || f.g.has("weapon-noun", s, a.head) {
			return false
		}
		r.Kind = "organisation"
		if s.child(a.head, "flat") >= 0 {
			r.Kind = "person" // first name and surname stand side by side
		}
	default:
		return false
	}
	words := f.nameWords(s, a.head)
	r.Mention = s.mention(s.spans(words))
	r.As, r.Name = r.Text, r.Text
	r.ID = slug(r.Name)
	return true
}

// nameWords is the phrase around a head without what only adds to it: article,
// relative clause, apposition, complements, conjuncts.
func (f *finder) nameWords(s *sentence, i int) []int {
	if f.g.lang == "ar" {
		return f.arabicName(s, i)
	}
	words := s.subtree(i, func(k int) bool {
		switch s.rel(k) {
		case "amod", "compound", "flat", "nummod":
			return k > i && s.rel(k) == "nummod"
		case "nmod":
			c := s.child(k, "case")
			return c >= 0 && s.head(k) == i && s.low[c] != "of" && s.low[c] != "de" && s.low[c] != "d'" && s.low[c] != "du" && s.low[c] != "'s" && s.low[c] != "des"
		case "case", "det":
			return s.head(k) == i
		case "punct":
			return !s.joined(k)
		}
		return true
	})
	return words
}

// joined: a hyphen or quotation mark inside a name.
func (s *sentence) joined(k int) bool { return s.low[k] == "-" || isMark(s.Words[k].Form) }

// instruments are the weapons of an attack: with, by or using one, one that
// explodes or hits, one that the trigger names.
func (f *finder) instruments(p *predicate) []int {
	family, _, _ := cut(p.event)
	if family != "VIO" && p.event != "CONS.KILLED" && p.event != "CONS.INJURED" {
		return nil
	}
	s := p.s
	var out []int
	if p.event == "VIO.INTERCEPT" {
		return nil // the weapon is what it is done to
	}
	for _, t := range append(slices.Clone(p.trigger), p.head) {
		if f.isInstrument(s, t) {
			out = append(out, t)
		}
		for _, k := range s.kids[t] {
			if of := f.counted(s, k); of >= 0 && f.isInstrument(s, of) {
				out = append(out, of) // "20 kg of dynamite"
				continue
			}
			if !f.isInstrument(s, k) {
				continue
			}
			switch s.rel(k) {
			case "nsubj", "obj", "obl", "compound", "nmod":
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (f *finder) isInstrument(s *sentence, i int) bool {
	if !s.nominal(i) {
		return false
	}
	if f.g.lang == "ar" {
		return f.g.has("instrument-noun", s, i)
	}
	lemma := plain(s.lemma(i)) // no stems: "bombing" is no bomb
	return f.g.is("instrument-noun", lemma) || f.g.is("instrument-noun", strings.TrimSuffix(lemma, "s"))
}

// tornSubject is the noun right before an active verb that hangs on a word behind it, which no subject can:
// "Israel struck targets" with Israel as part of the targets; -1 for none.
func (s *sentence) tornSubject(i int) int {
	j := i - 1
	for j >= 0 && (s.pos(j) == "AUX" || s.pos(j) == "ADV") {
		j--
	}
	if j >= 0 && s.nominal(j) && s.head(j) > i && s.byRelation(i, "aux:pass") < 0 && s.child(i, "nsubj") < 0 && s.child(j, "case") < 0 {
		return j
	}
	return -1
}

// subjectBefore is the last actor before an active verb that has lost its
// subject to a wrong arc: no other finite verb, preposition or comma stands between.
func (f *finder) subjectBefore(s *sentence, i int) int {
	if k := s.tornSubject(i); k >= 0 {
		return k
	}
	if s.byRelation(i, "aux:pass") >= 0 || !s.finite(i) && s.rel(i) != "amod" {
		return -1
	}
	for j := i - 1; j >= 0 && i-j < 12; j-- {
		switch {
		case s.verbal(j) && s.rel(j) != "aux" && s.pos(j) != "AUX" && s.rel(j) != "amod", s.comma(j), s.pos(j) == "SCONJ", s.pos(j) == "CCONJ":
			return -1
		case s.nominal(j) && s.child(j, "case") < 0:
			if m := s.actorAt(f, j); m != nil && (m.Head == j || m.Head < 0) {
				return j
			}
		}
	}
	return -1
}
