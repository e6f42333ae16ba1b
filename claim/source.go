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
	words := s.fullPhrase(head)
	for len(words) > 1 && s.timed != nil && s.timed[words[len(words)-1]] && words[len(words)-1] > head {
		words = words[:len(words)-1] // "cinq personnes lundi"
	}
	for len(words) > 1 && s.timed != nil && s.timed[words[0]] && words[0] < head {
		words = words[1:] // "a indiqué mardi Moscou"
	}
	return words
}

// fullPhrase is nounPhrase with the days that a wrong arc hung on it.
func (s *sentence) fullPhrase(head int) []int {
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
	for lo > 0 && in[lo-1] && !s.comma(lo-1) && !s.mark(lo-1) {
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
		case in[next] && !s.mark(next):
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
	for j := i + 1; j < s.n() && j < i+7; j++ {
		if s.low[j] == ")" {
			if j > i+1 && (s.pos(i+1) == "PROPN" || strings.ToUpper(s.Words[i+1].Form) == s.Words[i+1].Form) {
				return j
			}
			return -1
		}
	}
	return -1
}

// speakerAt makes a speaker of the noun phrase or pronoun headed by head. A
// relative pronoun is a pronoun like others: its words stay, its noun says who.
func (f *finder) speakerAt(s *sentence, head int) *speaker {
	if s.relative(head) {
		if noun := s.relativeNoun(head); noun >= 0 {
			sp := f.speakerAt(s, noun)
			sp.words, sp.spans, sp.head = []int{head}, s.spans([]int{head}), head
			return sp
		}
	}
	if f.g.is("latter", plain(s.low[head])) {
		return f.latter(s, head)
	}
	words := f.sourceWords(s, head)
	sp := &speaker{words: words, head: head, explicit: true}
	sp.spans = s.spans(words)
	if s.pos(head) == "PRON" && f.nobody(s, head) {
		sp.id, sp.name, sp.anon = "x-unknown", s.mention(sp.spans).Text, true
		return sp
	}
	if s.clitic(head) || s.pos(head) == "PRON" {
		sp.words = []int{head}
		sp.spans = []recoupe.Span{cliticSpan(s.Words[head].Form, s.Words[head].Span)}
		f.resolvePronoun(s, sp)
		return sp
	}
	f.resolve(s, sp)
	return sp
}

// latter: "ce dernier", "the latter", "الأخير": whoever spoke last.
func (f *finder) latter(s *sentence, head int) *speaker {
	sp := &speaker{words: span(s.determinerOf(head, 0), head), head: head, explicit: true}
	sp.spans = s.spans(sp.words)
	if last := f.lastSpeaker; last != nil {
		sp.id, sp.name, sp.kind, sp.body, sp.anon = last.id, last.name, last.kind, last.body, last.anon
		return sp
	}
	sp.name = s.mention(sp.spans).Text
	sp.id = slug(sp.name)
	return sp
}

// relativeNoun is the noun of a relative pronoun: by the tree, else the nominal
// before it.
func (s *sentence) relativeNoun(i int) int {
	if a := s.antecedent(i); a >= 0 && a < i && s.nominal(a) {
		return a
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if s.nominal(k) && !s.relative(k) {
			return s.phraseHead(k)
		}
		if s.verbal(k) {
			break
		}
	}
	return -1
}

// sourceWords is the noun phrase of a source, completed by the actors that stand
// in it, by the name that follows a title, and by a second speaker.
func (f *finder) sourceWords(s *sentence, head int) []int {
	words := s.nounPhrase(head)
	lo, hi := words[0], words[len(words)-1]
	if s.pos(head) == "PRON" {
		return words
	}
	hi = f.cutPhrase(s, head, f.actorEnd(s, head, lo, hi))
	for hi+1 < s.n() && s.pos(hi+1) == "PROPN" && !f.timeAt(s, hi+1) && !f.speaksItself(s, hi+1) && f.cutPhrase(s, head, hi+1) > hi {
		hi++
	}
	if k := s.secondSpeaker(head, hi); k > 0 {
		hi = k
	}
	if lo > 0 && lo == head && s.pos(lo-1) == "DET" && s.head(lo-1) > hi { // an article that the tree hung elsewhere
		lo--
	}
	if hi+1 < s.n() && s.low[hi+1] == "(" {
		if end := s.acronym(hi + 1); end > 0 {
			hi = end
		}
	}
	hi = f.officeEnd(s, hi)
	return f.dropTail(s, span(lo, hi), head)
}

// dropTail cuts a preposition or conjunction off the end of a source: it opens what he says.
func (f *finder) dropTail(s *sentence, words []int, head int) []int {
	for n := len(words); n > 1; n-- {
		w := words[n-1]
		if w <= head || s.pos(w) != "ADP" && s.pos(w) != "CCONJ" && !f.g.is("preposition", plain(s.low[w])) && !(f.g.lang == "ar" && f.timeAt(s, w)) {
			return words[:n]
		}
	}
	return words[:1]
}

// officeEnd stretches an Arabic office over the body that it speaks for: "المتحدث باسم الجيش".
func (f *finder) officeEnd(s *sentence, hi int) int {
	j := hi + 1
	if j+1 < s.n() && f.g.is("preposition", plain(s.low[j])) {
		j++
	}
	if j+1 >= s.n() || !f.g.is("on-behalf", plain(s.low[j])) || !s.nominal(j+1) {
		return hi
	}
	end := j + 1
	for _, w := range s.nounPhrase(j + 1) {
		end = max(end, w)
	}
	return f.cutPhrase(s, j+1, end)
}

// cutPhrase ends the phrase of a speaker where a wrong arc drew in what he says
// ("أنّ") or whom he tells it ("أوضح المحافظ لوكالة الأنباء").
func (f *finder) cutPhrase(s *sentence, head, hi int) int {
	if f.g.lang != "ar" {
		return hi
	}
	named := f.mentionAt(s, head, s.Words[head].Span)
	for k := head + 1; k <= hi; k++ {
		form := plain(s.low[k])
		if f.listening(s, k) || f.g.is("his-words", form) || f.g.is("that-pronoun", form) {
			return k - 1
		}
		if e, words := f.cueAt(s, k, "phrase"); words != nil && e.class == "none" {
			return k - 1
		}
		if named != nil && named.Span.Contains(s.Words[k].Span) {
			continue
		}
		if f.g.is("complementizer", form) || f.g.is("quoted-from", form) {
			return k - 1
		}
	}
	return hi
}

// listening: word k is the preposition of the listener, or one word with it:
// "لوكالة", "للصحفيين". The listeners are media and their people.
func (f *finder) listening(s *sentence, k int) bool {
	form := plain(s.low[k])
	if form == "ل" {
		return k+1 < s.n() && (f.g.is("listener", plain(s.lemma(k+1))) || f.g.is("listener", plain(s.low[k+1])))
	}
	rest, ok := strings.CutPrefix(form, "ل")
	return ok && (f.g.is("listener", rest) || f.g.is("listener", "ا"+rest))
}

// speaksItself: a verb hangs on the name, which then is a subject of its own.
func (f *finder) speaksItself(s *sentence, i int) bool {
	h := s.head(i)
	if f.g.lang == "ar" && s.rel(i) == "obj" && h >= 0 && s.verbal(h) {
		return true // "اتهم الرئيس الأوكراني روسيا": whom he accuses
	}
	return s.rel(i) == "nsubj" && h >= 0 && h > i
}

// actorEnd stretches a noun phrase over the actors that begin in it, and over a
// person named behind a comma.
func (f *finder) actorEnd(s *sentence, head, lo, hi int) int {
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
			apposed := m.Kind == "person" && s.pos(first) == "PROPN" && first == hi+2 && s.comma(hi+1) && (last+1 >= s.n() || s.comma(last+1) || s.verbal(last+1) || s.clitic(last+1))
			if first >= lo && first <= hi && m.Span.Contains(s.Words[head].Span) || apposed {
				hi, again = last, true
			}
		}
	}
	return hi
}

// secondSpeaker returns the last word of a speaker joined to the first one by a
// conjunction right behind it ("le maire et le préfet ont dit"), or -1.
func (s *sentence) secondSpeaker(head, hi int) int {
	if hi+2 >= s.n() || s.pos(hi+1) != "CCONJ" {
		return -1
	}
	for _, k := range s.kids[head] {
		if s.rel(k) != "conj" || !s.nominal(k) || k <= hi {
			continue
		}
		p := s.nounPhrase(k)
		end := p[len(p)-1]
		if p[0] == hi+2 && (end+1 >= s.n() || s.verbal(end+1) || s.punct(end+1) || s.pos(end+1) == "ADV" || s.behindVerb(head) && s.opens(end+1)) {
			return end
		}
	}
	return -1
}

// behindVerb: word i is the subject of a verb that stands before it.
func (s *sentence) behindVerb(i int) bool { return s.rel(i) == "nsubj" && s.head(i) < i }

// opens: word i opens what is said or asked for: "دعت … إلى", "قالت … إن".
func (s *sentence) opens(i int) bool { return s.pos(i) == "ADP" || s.pos(i) == "SCONJ" }

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
