// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"strings"
	"unicode"

	"recoupe"
	"recoupe/actor"
	"recoupe/lang"
)

// resolve ties a speaker to the actor mention that overlaps its head best.
func (f *finder) resolve(s *sentence, sp *speaker) {
	hull := recoupe.Hull(sp.spans)
	if f.nobody(s, sp.head) {
		sp.id, sp.name, sp.anon = "x-unknown", s.mention(sp.spans).Text, true
		return
	}
	if last := f.lastSpeaker; last != nil && f.same(s, sp) {
		sp.id, sp.name, sp.kind, sp.body, sp.anon = last.id, last.name, last.kind, last.body, last.anon
		return
	}
	best := f.mentionAt(s, sp.head, hull)
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence == s.index && hull.Contains(m.Span) && !m.Span.Contains(s.Words[sp.head].Span) && m.Kind != "person" {
			if f.g.is("office", s.lemma(sp.head)) && sp.body == nil {
				sp.body = m
			}
		}
	}
	if owner := f.issuer(s, sp.head); owner != nil && (best == nil || !best.Known && best.Rule == "description") {
		sp.id, sp.name, sp.kind, sp.anon = owner.ID, owner.Name, owner.Kind, owner.Anonymous
		return
	}
	if best == nil {
		f.named(s, sp)
		sp.anon = f.unnamed(s, sp.head)
		return
	}
	sp.id, sp.name, sp.kind, sp.anon = best.ID, best.Name, best.Kind, best.Anonymous || !best.Known && (best.Kind == "civilians" || best.Rule == "description" && f.unnamed(s, sp.head))
	if f.g.lang == "ar" && !best.Known && best.Span != hull { // the mention drew in the listener, or left out for whom he speaks
		f.named(s, sp)
	}
	if sp.id == "" {
		sp.id = slug(sp.name)
	}
}

// issuer is the body whose words a paper holds: "un communiqué de l'armée", "the
// ministry's statement" speak for it; nil where none is named.
func (f *finder) issuer(s *sentence, head int) *actor.Mention {
	if !f.g.has("paper", s, head) {
		return nil
	}
	for _, k := range s.kids[head] {
		if s.rel(k) != "nmod" && s.rel(k) != "compound" || s.pos(k) == "PRON" {
			continue
		}
		c := s.child(k, "case")
		if c >= 0 && !f.g.is("issued-by", plain(s.low[c])) {
			continue // "un rapport sur l'armée"
		}
		if m := f.mentionAt(s, k, s.Words[k].Span); m != nil && m.Kind != "civilians" && (m.Known || c >= 0) {
			return m
		}
	}
	return nil
}

// unnamed: one of many, brought in by an indefinite article, and not for the body
// whose office he holds: "un officier", "a resident", but "un porte-parole du ministère".
func (f *finder) unnamed(s *sentence, head int) bool {
	if s.pos(head) != "NOUN" || f.g.has("office", s, head) {
		return false
	}
	d := s.child(head, "det")
	return d >= 0 && s.indefinite(d) && s.child(head, "appos", "flat") < 0
}

// same: "la même source", "the same official", "المصدر نفسه": whoever spoke last.
func (f *finder) same(s *sentence, sp *speaker) bool {
	for _, w := range sp.words {
		if f.g.is("same", plain(s.low[w])) {
			return true
		}
	}
	w := sp.words[len(sp.words)-1] + 1
	return f.g.lang == "ar" && w < s.n() && f.g.is("same", plain(s.low[w]))
}

// mentionAt returns the actor mention that covers word head and fits best into hull.
func (f *finder) mentionAt(s *sentence, head int, hull recoupe.Span) *actor.Mention {
	var best *actor.Mention
	score := -1
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence != s.index || !m.Span.Overlaps(hull) || f.g.is("not-name", m.Name) {
			continue
		}
		v := min(m.Span.End, hull.End) - max(m.Span.Start, hull.Start)
		if m.Span.Contains(s.Words[head].Span) {
			v += 1000
		} else if m.Kind == "person" && f.properName(s, m) && m.Span.Start > s.Words[head].Span.Start && (m.ID != "" || strings.ContainsAny(m.Span.In(s.text), " \u00a0")) {
			v += 1500 // "the spokeswoman, Anna Petrova": the name wins over the office
		} else {
			continue
		}
		if v > score {
			best, score = m, v
		}
	}
	return best
}

// properName: the mention begins with a name, not with an office.
func (f *finder) properName(s *sentence, m *actor.Mention) bool {
	return len(m.Words) == 0 || m.Words[0] < s.n() && s.pos(m.Words[0]) == "PROPN"
}

// resolvePronoun gives a pronoun the last speaker of the text, or for "we" the body that he speaks for.
func (f *finder) resolvePronoun(s *sentence, sp *speaker) {
	low := strings.Trim(s.low[sp.head], "-")
	low = strings.TrimPrefix(low, "t-")
	if m := f.mentionAt(s, sp.head, s.Words[sp.head].Span); m != nil && m.ID != "" && !f.g.is("first-person", low) {
		sp.id, sp.name, sp.kind = m.ID, m.Name, m.Kind
		if last := f.lastSpeaker; last != nil && last.id == m.ID { // the same speaker speaks for the same body
			sp.body = last.body
		}
		return
	}
	if m := f.lastBody(s, sp.head); m != nil && f.g.is("thing", low) && (f.lastSpeaker == nil || f.lastSpeaker.kind == "person" || f.lastSpeaker.anon) {
		sp.id, sp.name, sp.kind = m.ID, m.Name, m.Kind
		return
	}
	if last := f.lastSpeaker; last != nil && f.g.is("first-person", low) && last.body != nil {
		sp.id, sp.name, sp.kind = last.body.ID, last.body.Name, last.body.Kind
		return
	}
	if last := f.lastSpeaker; last != nil {
		sp.id, sp.name, sp.kind, sp.body = last.id, last.name, last.kind, last.body
		return
	}
	sp.name = s.Words[sp.head].Form
	sp.id = slug(sp.name)
}

// lastBody is the last actor before word i that is no person, in this sentence or the one before.
func (f *finder) lastBody(s *sentence, i int) *actor.Mention {
	var last *actor.Mention
	for k := range f.in.Actors {
		m := &f.in.Actors[k]
		if m.Sentence > s.index || m.Span.Start >= s.Words[i].Span.Start {
			break
		}
		if m.Sentence >= s.index-1 && m.Kind != "person" && m.Kind != "civilians" && !m.Pronoun {
			last = m
		}
	}
	return last
}

// slug makes an id of a name that the register lacks, as package actor makes
// its own: folded words with hyphens between.
func slug(name string) string {
	var keys []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		if k := lang.Fold(w); k != "" {
			keys = append(keys, k)
		}
	}
	return "x-" + strings.Join(keys, "-")
}

// named gives a speaker the name and id of his own words, the article left out of the id.
func (f *finder) named(s *sentence, sp *speaker) {
	sp.name = s.mention(sp.spans).Text
	if at := sp.spans[0].Start; f.g.lang == "ar" && strings.HasPrefix(sp.name, "ل") && strings.HasSuffix(s.text[:at], "ل") {
		sp.name = "ا" + sp.name // للمحافظ is ل and المحافظ
	}
	sp.id = slug(sp.name)
	if w := sp.words; len(w) > 1 && s.pos(w[0]) == "DET" && len(sp.spans) > 0 && s.Words[w[1]].Span.Start > sp.spans[0].Start {
		sp.id = slug(recoupe.Span{Start: s.Words[w[1]].Span.Start, End: sp.spans[len(sp.spans)-1].End}.In(s.text))
	}
}
