// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import "strings"

// owners says whose the forces of a possessive are: of whoever the clause, or
// the one above it that says it, has as subject.
//
//	"Le ministère russe affirme que ses troupes ont pris le pont": l'armée russe
//	"The group said its fighters had left": the group
//
// Only the sentence itself is asked; without an owner they stay an actor of their own.
func (v *view) owners() {
	for i := range v.found {
		m := &v.found[i]
		if m.Known || m.Pronoun || m.Rule != "description" || !v.possessed(m) {
			continue
		}
		class := "army"
		switch m.Kind {
		case "armed_force", "armed_group":
		case "security_force":
			class = "police"
		default:
			continue
		}
		if o := v.ownerOf(m); o != nil {
			v.belong(m, o, class)
		}
	}
}

// possessed: a possessive stands before the noun, or in Arabic is written onto it.
func (v *view) possessed(m *Mention) bool {
	if a := v.runAt(m.Span.Start); a >= 0 && a < len(v.runs) && v.f.w.det[v.runs[a].key] == "poss" {
		return true
	}
	if v.f.lang != "ar" || m.Head < 0 || m.Head >= len(v.s.Words) {
		return false
	}
	for _, k := range v.kids[m.Head] {
		w := &v.s.Words[k]
		if w.UPOS == "PRON" && w.Base() == "nmod" && w.Feat("Person") != "1" && w.Feat("Person") != "2" {
			return true
		}
	}
	return false
}

// ownerOf is the nearest subject above the noun, else the only actor before it in the sentence that could own it.
func (v *view) ownerOf(m *Mention) *Mention {
	below := -1
	for n, h := 0, m.Head; n < 8 && h >= 0 && h < len(v.s.Words); n, below, h = n+1, h, v.s.Words[h].Head-1 {
		if k := v.controller(h, below); k >= 0 {
			if o := v.owning(k, m); o != nil {
				return o
			}
		}
		for _, k := range v.kids[h] {
			if !strings.HasPrefix(v.s.Words[k].Deprel, "nsubj") || v.s.Words[k].Span.Overlaps(m.Span) {
				continue
			}
			if o := v.owning(k, m); o != nil {
				return o
			}
		}
	}
	return v.onlyOwner(m)
}

// controller is whom verb h tells to do what the infinitive below it says: "urged
// the state to withdraw its troops"; -1 for none.
func (v *view) controller(h, below int) int {
	if v.f.lang != "en" || below < 0 || v.s.Words[below].Base() != "xcomp" || v.s.Words[below].Feat("VerbForm") != "Inf" {
		return -1
	}
	for _, k := range v.kids[h] {
		if b := v.s.Words[k].Base(); k > h && k < below && (b == "obj" || b == "iobj") {
			return k
		}
	}
	return -1
}

// owning returns the actor whose mention word k heads, if it can own m.
func (v *view) owning(k int, m *Mention) *Mention {
	for i := range v.found {
		if o := &v.found[i]; o.Head == k && o.Span != m.Span && canOwn(o) {
			return o
		}
	}
	return nil
}

func (v *view) onlyOwner(m *Mention) *Mention {
	var only *Mention
	for i := range v.found {
		o := &v.found[i]
		if o.Span.End > m.Span.Start || !canOwn(o) {
			continue
		}
		if only != nil && only.ID != o.ID {
			return nil
		}
		only = o
	}
	return only
}

// canOwn: bodies that have men under arms, and people and organs of a country.
func canOwn(o *Mention) bool {
	switch o.Kind {
	case "armed_group", "coalition", "armed_force", "security_force":
		return true
	case "state", "government", "ministry", "person":
		return o.Country != ""
	}
	return false
}

// belong makes m its owner's: the owner itself where that is under arms, else the army or police of its country.
func (v *view) belong(m, o *Mention, class string) {
	switch o.Kind {
	case "armed_group", "coalition", "armed_force", "security_force":
		v.adopt(m, o)
		return
	}
	if v.generic(m, o.Country, class) {
		return
	}
	m.Country = o.Country
	if e, ok := v.f.r.Generic(o.Country, "gov", v.f.on); ok {
		m.Camp = e.CampOn(v.f.on)
	}
}
