// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
)

// verbal reads a speech verb: with a clause ("a affirmé que P"), with a
// quotation or clause before it ("« P », a dit X"), after a colon, with an
// infinitive ("dit avoir repris") or with a noun ("a fait état de combats").
func (f *finder) verbal(s *sentence, e entry, words []int, found []*attribution) *attribution {
	head := words[0]
	words = f.untail(s, words)
	group := f.verbGroup(s, words)
	a := &attribution{s: s, cue: group, head: head, entry: e}
	a.negated = f.negated(s, head)
	a.unknown = s.conditional(head)
	for _, try := range []func(*attribution, []*attribution) string{f.withInsertion, f.withClause, f.withColon, f.withInfinitive, f.withNoun} {
		rule := try(a, found)
		if rule == "" {
			continue
		}
		if a.source == nil {
			a.source = f.subject(s, head, found)
		}
		if a.source == nil {
			f.note(s, rule, group, false, "nobody speaks")
			return nil
		}
		a.rule = rule
		f.note(s, rule, group, true, a.source.name+": "+s.mention(a.content).Text)
		return a
	}
	f.note(s, "verb", group, false, "no clause, quotation or noun that is said")
	return nil
}

// withClause: V que P. UD ccomp (or xcomp) to the right; fallback: a
// complementizer within reach of the verb, before any other finite verb.
func (f *finder) withClause(a *attribution, found []*attribution) string {
	s, head := a.s, a.head
	if !a.entry.clause {
		return ""
	}
	start := -1
	if c := s.child(head, "ccomp", "csubj"); c > head {
		if m := s.child(c, "mark"); m > head {
			start = m
		} else if f.g.lang != "fr" || s.punctBetween(head, c, ":") {
			start = s.subtree(c, nil)[0]
			for start <= a.cue[len(a.cue)-1] || s.punct(start) && !s.mark(start) {
				start++
			}
			if f.g.lang == "fr" {
				start = -1
			}
		}
	}
	if m := f.complementizer(s, head); m >= 0 && (start < 0 || m < start) {
		start = m
	}
	if start < 0 || start >= s.bodyEnd() {
		return ""
	}
	rule := "verb_que"
	if s.subjectOf(head) < 0 && len(found) > 0 && s.coordinated(head, a.cue[0]) {
		rule = "verb_que_coordinated"
		a.source = found[len(found)-1].source
	}
	a.content = f.contentFrom(a, start)
	if len(a.content) == 0 {
		return ""
	}
	return rule
}

// complementizer looks right of the verb for "que"/"that"/أن, over adverbials
// and insertions, but not over another finite verb.
func (f *finder) complementizer(s *sentence, head int) int {
	for j := head + 1; j < s.n() && j < head+14; j++ {
		if f.g.is("complementizer", plain(s.low[j])) && (s.pos(j) == "SCONJ" || s.pos(j) == "ADP" || s.pos(j) == "PART" || s.head(j) > j) {
			if s.low[j] == "si" || s.low[j] == "if" || s.low[j] == "comment" || s.low[j] == "how" {
				if s.head(j) < 0 || !s.under(s.head(j), head) {
					continue
				}
			}
			return j
		}
		if s.pos(j) == "VERB" && s.Words[j].Feat("VerbForm") != "Part" && !s.under(j, head) || s.mark(j) {
			return -1
		}
	}
	return -1
}

func (s *sentence) punctBetween(lo, hi int, mark string) bool {
	for i := lo + 1; i < hi; i++ {
		if s.Words[i].Form == mark {
			return true
		}
	}
	return false
}

// coordinated reports whether a conjunction stands right before the verb group that begins at lo.
func (s *sentence) coordinated(head, lo int) bool {
	for j := lo - 1; j >= 0 && j >= lo-3; j-- {
		if s.pos(j) == "CCONJ" || s.comma(j) {
			return true
		}
		if s.pos(j) != "ADV" && s.pos(j) != "PRON" {
			return false
		}
	}
	return false
}

// withInfinitive: "dit avoir repris la ville": the subject speaks of itself.
func (f *finder) withInfinitive(a *attribution, _ []*attribution) string {
	s, head := a.s, a.head
	if !a.entry.infinitive {
		return ""
	}
	c := s.child(head, "xcomp", "ccomp")
	if c <= head || !s.verbal(c) || s.Words[c].Feat("VerbForm") == "Fin" {
		return ""
	}
	a.content = f.contentFrom(a, max(s.subtree(c, nil)[0], a.cue[len(a.cue)-1]+1))
	return "verb_infinitive"
}

// withNoun: relay, denial, confirmation, order or showing with a noun that carries an event or is quoted.
func (f *finder) withNoun(a *attribution, _ []*attribution) string {
	s, head := a.s, a.head
	last := a.cue[len(a.cue)-1]
	if !a.entry.object {
		return ""
	}
	o := s.child(head, "obj")
	if o < 0 {
		o = s.child(head, "obl", "iobj")
	}
	if len(a.entry.words) > 1 || o <= last { // "fait état de N": N is behind the last word of the cue
		for o = last + 1; o < s.n() && (s.pos(o) == "DET" || s.pos(o) == "ADJ" || s.mark(o) || s.pos(o) == "NUM" || s.pos(o) == "ADP"); o++ {
		}
	}
	if len(a.entry.words) == 1 && (a.entry.class == "show_evidence" || a.entry.class == "relay") {
		for j := last + 1; j < s.bodyEnd() && j < last+9 && !s.comma(j) && !s.verbal(j); j++ {
			if f.images(s, j) { // a wrong arc may hide the pictures behind an adverbial
				o = j
				break
			}
		}
	}
	if o <= last || o >= s.bodyEnd() || !s.nominal(o) && s.pos(o) != "ADJ" {
		return ""
	}
	rule := "verb_noun"
	switch images := f.images(s, o); {
	case a.entry.class == "show_evidence" || a.entry.class == "relay" && images:
		if !images {
			return ""
		}
		rule = "show_images"
	case len(a.entry.words) > 1:
		rule = strings.ReplaceAll(a.entry.lemma, " ", "_")
	case !slices.Contains([]string{"relay", "deny", "confirm", "concede", "claim_responsibility", "claim_distanced", "accuse", "order_demand", "warn_threat"}, a.entry.class):
		return ""
	}
	start := last + 1
	if lo := s.subtree(o, nil)[0]; lo > start && rule != "show_images" {
		start = lo
	}
	for start < o && (s.pos(start) == "ADP" && s.Words[start].Span != s.Words[min(start+1, s.n()-1)].Span || s.pos(start) == "ADV" || f.timeAt(s, start) || s.pos(start) == "NOUN" && s.rel(start) == "obl") {
		start++
	}
	if rule == "show_images" {
		start = s.determinerOf(o, start)
	}
	if rule == "verb_noun" && !f.eventful(s, start) {
		return ""
	}
	a.content = f.contentFrom(a, start)
	return rule
}

// determinerOf steps back from a noun over its adjectives to its determiner, not before word least.
func (s *sentence) determinerOf(noun, least int) int {
	i := noun
	for i > least && (s.pos(i-1) == "ADJ" || s.pos(i-1) == "DET" || s.pos(i-1) == "NUM" || s.Words[i-1].Span == s.Words[i].Span) {
		i--
	}
	return i
}

// images reports whether the object is what shows: images, une vidéo, footage.
func (f *finder) images(s *sentence, o int) bool {
	return f.g.is("image", plain(s.lemma(o))) || f.g.is("image", strings.TrimSuffix(plain(s.lemma(o)), "s"))
}

// eventful reports whether an event noun or a quotation follows word i before the sentence ends.
func (f *finder) eventful(s *sentence, i int) bool {
	for j := i; j < s.bodyEnd() && j < i+14; j++ {
		if s.mark(j) {
			return true
		}
		if t, _ := f.triggerAt(s, j); t != nil && t.event != "" {
			return true
		}
	}
	return false
}

// timeAt reports whether word i lies in a time expression.
func (f *finder) timeAt(s *sentence, i int) bool {
	if s.index >= len(f.in.Times) {
		return false
	}
	for _, t := range f.in.Times[s.index] {
		for _, sp := range t.Spans {
			if sp.Contains(s.Words[i].Span) {
				return true
			}
		}
	}
	return false
}
