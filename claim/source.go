// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/actor"
)

// speaker is a source as the rules see it.
type speaker struct {
	words    []int // in the sentence; nil if carried over
	spans    []recoupe.Span
	head     int
	id       string
	name     string
	kind     string
	explicit bool
	anon     bool
	// body is the organisation that a person speaks for ("la porte-parole de la diplomatie russe").
	body *actor.Mention
}

// modifiers of a source that belong to its "full" form only.
var outside = []string{"acl", "advcl", "parataxis", "orphan", "cc", "conj", "discourse", "list", "obl", "dep"}

// nounPhrase returns the words of the shortest full noun phrase around head:
// determiner, adjectives, complements, a name in apposition and an acronym in
// brackets, without relative clauses and without the preposition before it.
//
//	"la porte-parole du ministère, Anna Petrova, a dit" → la porte-parole du ministère, Anna Petrova
//	"l'ONG, basée à Genève, a dit" → l'ONG
func (s *sentence) nounPhrase(head int) []int {
	sub := s.subtree(head, func(k int) bool {
		h := s.head(k)
		if s.rel(k) == "case" || s.rel(k) == "mark" || s.rel(k) == "cop" {
			return h == head
		}
		return slices.Contains(outside, s.rel(k)) && !(s.rel(k) == "conj" && h != head)
	})
	in := make(map[int]bool, len(sub))
	for _, i := range sub {
		in[i] = true
	}
	lo, hi := head, head
	for lo > 0 && in[lo-1] && !s.comma(lo-1) && !isMark(s.Words[lo-1].Form) {
		lo--
	}
	for hi+1 < s.n() {
		next := hi + 1
		switch {
		case s.comma(next):
			end := s.nameAfter(next, head, in)
			if end < 0 {
				return span(lo, hi)
			}
			hi = end
		case s.low[next] == "(":
			end := s.acronym(next)
			if end < 0 {
				return span(lo, hi)
			}
			hi = end
		case in[next] && !isMark(s.Words[next].Form):
			hi = next
		default:
			return span(lo, hi)
		}
	}
	return span(lo, hi)
}

func span(lo, hi int) []int {
	out := make([]int, 0, hi-lo+1)
	for i := lo; i <= hi; i++ {
		out = append(out, i)
	}
	return out
}

func (s *sentence) comma(i int) bool { return s.Words[i].Form == "," || s.Words[i].Form == "،" }

// nameAfter returns the last word of a proper name in apposition behind the comma at i, or -1.
func (s *sentence) nameAfter(i, head int, in map[int]bool) int {
	j := i + 1
	for j < s.n() && s.pos(j) == "PROPN" && (in[j] || s.under(j, head)) {
		j++
	}
	if j == i+1 || j < s.n() && !s.punct(j) && !s.verbal(j) && s.pos(j) != "ADP" && s.pos(j) != "PRON" && s.pos(j) != "CCONJ" && s.pos(j) != "SCONJ" {
		return -1
	}
	return j - 1
}

// acronym returns the closing bracket of "(OSDH)" or "(ex-Front X)" opening at i, or -1.
func (s *sentence) acronym(i int) int {
	for j := i + 1; j < s.n() && j < i+5; j++ {
		if s.low[j] == ")" {
			if j > i+1 && (s.pos(i+1) == "PROPN" || strings.ToUpper(s.Words[i+1].Form) == s.Words[i+1].Form) {
				return j
			}
			return -1
		}
	}
	return -1
}

// speakerAt makes a speaker of the noun phrase or pronoun headed by head.
func (f *finder) speakerAt(s *sentence, head int) *speaker {
	if s.pos(head) == "PRON" && !f.g.is("pronoun", strings.Trim(s.low[head], "-")) {
		if a := s.antecedent(head); a >= 0 {
			head = a
		}
	}
	words := f.sourceWords(s, head)
	sp := &speaker{words: words, head: head, explicit: true}
	sp.spans = s.spans(words)
	if s.clitic(head) || s.pos(head) == "PRON" {
		sp.spans = []recoupe.Span{cliticSpan(s.Words[head].Form, s.Words[head].Span)}
		f.resolvePronoun(s, sp)
		return sp
	}
	f.resolve(s, sp)
	return sp
}

// sourceWords is the noun phrase of a source, completed by the actors that stand
// in it: a name that the tree cut short, and a person named behind a comma.
func (f *finder) sourceWords(s *sentence, head int) []int {
	words := s.nounPhrase(head)
	lo, hi := words[0], words[len(words)-1]
	for again := true; again; {
		again = false
		for i := range f.in.Actors {
			m := &f.in.Actors[i]
			if m.Sentence != s.index {
				continue
			}
			in := s.wordsIn(m.Span)
			if len(in) == 0 || in[len(in)-1] <= hi {
				continue
			}
			first, last := in[0], in[len(in)-1]
			apposed := m.Kind == "person" && first == hi+2 && s.comma(hi+1) && (last+1 >= s.n() || s.comma(last+1) || s.verbal(last+1) || s.clitic(last+1))
			if first >= lo && first <= hi && m.Span.Contains(s.Words[head].Span) || apposed {
				hi, again = last, true
			}
		}
	}
	if hi+1 < s.n() && s.low[hi+1] == "(" {
		if end := s.acronym(hi + 1); end > 0 {
			hi = end
		}
	}
	return span(lo, hi)
}

// clitic reports whether word i is a French subject clitic behind its verb.
func (s *sentence) clitic(i int) bool {
	return strings.HasPrefix(s.Words[i].Form, "-") && len(s.Words[i].Form) > 1
}

// cliticSpan cuts the hyphens and the euphonic t from "-t-elle".
func cliticSpan(form string, sp recoupe.Span) recoupe.Span {
	if i := strings.LastIndexByte(form, '-'); i >= 0 && i+1 < len(form) {
		sp.Start += i + 1
	}
	return sp
}

// antecedent of a relative pronoun: the noun that its clause hangs on.
func (s *sentence) antecedent(i int) int {
	for n, k := 0, i; n < 6 && k >= 0; n, k = n+1, s.head(k) {
		if strings.HasPrefix(s.Words[k].Deprel, "acl") {
			return s.head(k)
		}
	}
	return -1
}

// resolve ties a speaker to the actor mention that overlaps its head best.
func (f *finder) resolve(s *sentence, sp *speaker) {
	hull := recoupe.Hull(sp.spans)
	best := f.mentionAt(s, sp.head, hull)
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence == s.index && hull.Contains(m.Span) && !m.Span.Contains(s.Words[sp.head].Span) && m.Kind != "person" {
			if f.g.is("office", s.lemma(sp.head)) && sp.body == nil {
				sp.body = m
			}
		}
	}
	if best == nil {
		sp.name = s.mention(sp.spans).Text
		sp.id = slug(sp.name)
		return
	}
	sp.id, sp.name, sp.kind, sp.anon = best.ID, best.Name, best.Kind, best.Anonymous
	if sp.id == "" {
		sp.id = slug(sp.name)
	}
}

// mentionAt returns the actor mention that covers word head and fits best into hull.
func (f *finder) mentionAt(s *sentence, head int, hull recoupe.Span) *actor.Mention {
	var best *actor.Mention
	score := -1
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence != s.index || !m.Span.Overlaps(hull) {
			continue
		}
		v := min(m.Span.End, hull.End) - max(m.Span.Start, hull.Start)
		if m.Span.Contains(s.Words[head].Span) {
			v += 1000
		} else if m.Kind == "person" && m.Span.Start > s.Words[head].Span.Start {
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

// resolvePronoun gives a pronoun the last speaker of the text, or for "we" the body that he speaks for.
func (f *finder) resolvePronoun(s *sentence, sp *speaker) {
	low := strings.Trim(s.low[sp.head], "-")
	low = strings.TrimPrefix(low, "t-")
	if m := f.mentionAt(s, sp.head, s.Words[sp.head].Span); m != nil && m.ID != "" && !f.g.is("first-person", low) {
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

// slug makes an id of a name: lower case, letters and digits, hyphens between.
func slug(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return strings.ContainsRune(" '’\"«»“”(),.:;-\u00a0", r)
	}) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(w)
	}
	return "x-" + b.String()
}
