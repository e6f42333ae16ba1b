// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"recoupe/actor"
)

// actorAt returns the actor mention that word i belongs to; one that i heads wins.
func (s *sentence) actorAt(f *finder, i int) *actor.Mention {
	var best *actor.Mention
	for k := range f.in.Actors {
		m := &f.in.Actors[k]
		if m.Sentence != s.index || !m.Span.Contains(s.Words[i].Span) {
			continue
		}
		if best == nil || m.Head == i && best.Head != i || (m.Head == i) == (best.Head == i) && m.Span.Len() < best.Span.Len() {
			best = m
		}
	}
	return best
}

// seen reads what pictures show: "où l'on peut voir des soldats": presence of
// whoever is seen, never control. It returns false where i is no verb of seeing
// inside what a showing attribution shows.
func (f *finder) seen(s *sentence, i int) (*predicate, bool) {
	if !f.g.is("image-verb", plain(s.lemma(i))) {
		return nil, false
	}
	shown := false
	for _, a := range f.attrs {
		shown = shown || a.s == s && a.rule == "show_images" && a.holds(s.Words[i].Span)
	}
	if !shown {
		return nil, false
	}
	p := &predicate{s: s, head: i, main: i, trigger: []int{i}, rule: "seen"}
	if h := s.head(i); h >= 0 && s.rel(i) == "xcomp" {
		p.main = h
	}
	if o := s.child(i, "obj", "nsubj"); o >= 0 {
		if m := s.actorAt(f, o); m != nil && armed(m.Kind) {
			p.event = "MIL.DEPLOY"
		}
	}
	p.words = f.clauseWords(s, p.main)
	for len(p.words) > 0 && (f.g.is("complementizer", s.low[p.words[0]]) || s.g.is("where", s.low[p.words[0]]) || s.punct(p.words[0])) {
		p.words = p.words[1:]
	}
	return p, true
}

// armed reports whether an actor of this kind under arms is present rather than passing by.
func armed(kind string) bool {
	switch kind {
	case "armed_force", "security_force", "armed_group", "coalition", "foreign_force":
		return true
	}
	return false
}
