// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
	"recoupe/lang"
)

// speaker reads voices off the chains of one dispatch.
type speaker struct {
	reg      *actor.Register
	r        *recoupe.Reading
	byID     map[string]*recoupe.Attribution
	author   confirm.Voice
	sections map[string]confirm.Voice
}

func newSpeaker(r *recoupe.Reading, reg *actor.Register) *speaker {
	s := &speaker{reg: reg, r: r, byID: map[string]*recoupe.Attribution{}, sections: map[string]confirm.Voice{}}
	for i := range r.Attributions {
		s.byID[r.Attributions[i].ID] = &r.Attributions[i]
	}
	s.author = s.authorVoice()
	return s
}

// authorVoice is whose voice the unattributed text is: the publisher where it is a side, a monitor or an agency
// itself; an agency that is credited (O3); else a voice without a name.
func (s *speaker) authorVoice() confirm.Voice {
	d := &s.r.Dispatch
	if e, ok := s.find(d.Publisher); ok && speaksForItself(e) {
		return confirm.Voice{ID: e.ID, Name: e.Name(d.Lang), Kind: e.Kind, Named: true}
	}
	for _, c := range d.Credits {
		if e, ok := s.find(c); ok && e.Kind == "agency" {
			return confirm.Voice{ID: e.ID, Name: e.Name(d.Lang), Kind: e.Kind, Named: true, Agencies: true}
		}
	}
	if len(d.Credits) > 0 {
		return confirm.Voice{ID: "agency:" + lang.Fold(d.Credits[0]), Name: d.Credits[0], Agencies: true}
	}
	key := d.Publisher
	if key == "" {
		key = d.ID
	}
	return confirm.Voice{ID: "own:" + lang.Fold(key), Name: d.Publisher, Own: true}
}

// speaksForItself: sides, their organs, monitors and agencies vouch for what they print; other media have only
// the say of those whom they name.
func speaksForItself(e actor.Entry) bool {
	return e.Role != "press" || e.Kind == "agency"
}

// find looks a printed name up in the register.
func (s *speaker) find(name string) (actor.Entry, bool) {
	if name == "" || s.reg == nil {
		return actor.Entry{}, false
	}
	e, score, ok := s.reg.MatchOn(name, s.r.Dispatch.Lang, s.r.Dispatch.Published)
	return e, ok && score >= 1
}

// voice is the innermost nameable speaker of a claim's chain.
func (s *speaker) voice(c *recoupe.Claim) confirm.Voice {
	a := s.byID[c.Attribution]
	if a == nil {
		return s.author
	}
	if v, ok := s.sections[a.ID]; ok {
		return v
	}
	v := s.innermost(a)
	v.Shows = a.Cue.Class == "show_evidence"
	s.sections[a.ID] = v
	return v
}

func (s *speaker) innermost(a *recoupe.Attribution) confirm.Voice {
	if nameable(&a.Source) {
		return confirm.Voice{ID: a.Source.ID, Name: s.name(a.Source.ID, a.Source.Name), Kind: a.Source.Kind, Named: true}
	}
	for i := len(a.Chain) - 1; i >= 0; i-- {
		if e, ok := s.reg.Get(a.Chain[i]); ok && a.Chain[i] != a.Source.ID {
			return confirm.Voice{ID: e.ID, Name: e.Name(s.r.Dispatch.Lang), Kind: e.Kind, Named: true}
		}
	}
	id := a.Source.ID
	if id == "" {
		id = "x-unknown"
	}
	return confirm.Voice{ID: id, Name: a.Source.Name, Kind: a.Source.Kind, Camp: s.side(a), Anonymous: true}
}

// side is the camp that an anonymous source belongs to, where the text says so of the same words as an actor.
func (s *speaker) side(a *recoupe.Attribution) string {
	at := recoupe.Hull(a.Source.Spans)
	for i := range s.r.Claims {
		for _, r := range s.r.Claims[i].Actors {
			if r.Camp != "" && r.ID == a.Source.ID && recoupe.Hull(r.Spans) == at {
				return r.Camp
			}
		}
	}
	return ""
}

func (s *speaker) name(id, fallback string) string {
	if n := s.reg.NameIn(id, s.r.Dispatch.Lang); n != "" {
		return n
	}
	return fallback
}

// made marks ids that were made from a wording because the register lacks the actor.
const made = "x-"

// nameable: a register's actor, or a name of its own. "The director", "residents" and silent sources have none.
func nameable(src *recoupe.Source) bool {
	if src.Anonymous || src.ID == "" || src.ID == recoupe.Author || src.ID == "x-unknown" {
		return false
	}
	if !strings.HasPrefix(src.ID, made) {
		return true
	}
	words := strings.Fields(src.Name)
	if len(words) == 0 {
		return false
	}
	return slices.ContainsFunc(words, properName)
}

// properName: a capital in scripts that have capitals; elsewhere any word may be one.
func properName(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'«“(`))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
