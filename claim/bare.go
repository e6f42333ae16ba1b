// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"strings"
	"unicode"

	"recoupe"
)

// withoutVerb reads speech that no verb introduces, in a sentence where nobody
// speaks otherwise; nil if there is none.
func (f *finder) withoutVerb(s *sentence) *attribution {
	for _, try := range []func(*sentence) *attribution{f.transcript, f.clearStatement, f.credited, f.headline} {
		if a := try(s); a != nil {
			f.note(s, a.rule, a.cue, true, a.source.name+": "+s.mention(a.content).Text)
			return a
		}
	}
	return nil
}

// transcript: a paragraph that opens with a name and a colon is what that person says.
//
//	KARIM: Well, the road is open. We will see.
func (f *finder) transcript(s *sentence) *attribution {
	if f.before(s) != nil && f.before(s).paragraph == s.paragraph {
		return nil
	}
	colon := 0
	for colon < s.n() && colon < 6 && s.Words[colon].Form != ":" && f.nameWord(s, colon) {
		colon++
	}
	if colon == 0 || colon+2 >= s.n() || s.Words[colon].Form != ":" || f.placeAt(s, 0) {
		return nil
	}
	sp := recoupe.Span{Start: s.Words[colon+1].Span.Start, End: f.paragraphEnd(s)}
	return &attribution{s: s, source: f.speakerOver(s, span(0, colon-1)), cue: []int{colon}, head: colon, rule: "name_colon",
		entry: entry{lemma: ":", class: "assert"}, content: tidy(s.text, []recoupe.Span{sp})}
}

// nameWord: the word is a proper name or written in capitals.
func (f *finder) nameWord(s *sentence, i int) bool {
	w := s.Words[i].Form
	return s.pos(i) == "PROPN" || len(w) > 1 && strings.ToUpper(w) == w && unicode.IsLetter(firstRune(w))
}

func (f *finder) placeAt(s *sentence, i int) bool {
	for j := range f.in.Places {
		if overlapsAny(f.in.Places[j].Spans, s.Words[i].Span) && f.mentionAt(s, i, s.Words[i].Span) == nil {
			return true
		}
	}
	return false
}

// paragraphEnd is the byte behind the last sentence of the paragraph.
func (f *finder) paragraphEnd(s *sentence) int {
	end := s.Span.End
	for at := f.after(s); at != nil && at.paragraph == s.paragraph; at = f.after(at) {
		end = at.Span.End
	}
	return end
}

// headline: a sentence that opens with an actor and a colon is what he says, as
// headlines and posts have it: "Rebel spokesman: we have entered the town". The clause
// behind the colon has a verb of its own, and its speaker speaks for himself or is an office.
func (f *finder) headline(s *sentence) *attribution {
	colon := 1
	for colon < s.n() && colon < 8 && s.Words[colon].Form != ":" && (s.nominal(colon) || s.pos(colon) == "ADJ" || s.pos(colon) == "ADP" || s.pos(colon) == "PART" || s.pos(colon) == "DET") {
		colon++
	}
	if f.g.lang != "en" || colon+2 >= s.n() || s.Words[colon].Form != ":" || s.mark(colon+1) || f.placeAt(s, 0) || !f.finiteIn(s, colon+1, s.n()) {
		return nil
	}
	m := f.mentionAt(s, colon-1, s.Words[colon-1].Span)
	if m == nil || m.Kind == "civilians" || m.Span.Start > s.Words[colon-1].Span.Start {
		return nil
	}
	sp := recoupe.Span{Start: s.Words[colon+1].Span.Start, End: s.endOf(s.bodyEnd())}
	return &attribution{s: s, source: f.speakerOver(s, span(0, colon-1)), cue: []int{colon}, head: colon, rule: "name_colon",
		entry: entry{lemma: ":", class: "assert"}, content: tidy(s.text, []recoupe.Span{sp})}
}

// clearStatement: a person or body is said to be somehow, then a colon and a
// quotation: "Le maire est catégorique : « La route est ouverte. »".
func (f *finder) clearStatement(s *sentence) *attribution {
	for j := 2; j+2 < s.n(); j++ {
		if s.Words[j].Form != ":" || !s.mark(j+1) || s.closes(j+1) || s.quotedAt(j) {
			continue
		}
		root := s.clause(j)
		for i := range s.Words[:j] {
			if s.rel(i) == "root" {
				root = i
			}
		}
		if root < 0 || root >= j {
			return nil
		}
		sub := s.child(root, "nsubj")
		if sub < 0 || sub > j {
			return nil
		}
		if !f.couldSpeak(s, sub) {
			sub = s.child(sub, "nmod")
		}
		if sub < 0 || !f.couldSpeak(s, sub) {
			return nil
		}
		a := &attribution{s: s, cue: []int{j}, head: j, rule: "quotation_colon", entry: entry{lemma: ":", class: "assert"}}
		a.source = f.speakerAt(s, sub)
		if a.content = f.contentFrom(a, j+1); len(a.content) > 0 {
			return a
		}
	}
	return nil
}

// couldSpeak: the noun is an actor, an office or a human being.
func (f *finder) couldSpeak(s *sentence, i int) bool {
	return f.mentionAt(s, i, s.Words[i].Span) != nil || f.g.has("office", s, i) || f.g.has("human-noun", s, i)
}

// credited: a quotation, a dash and a name: "« Nous tiendrons. » — Ahmad Karim".
// The name may be cut off as a sentence of its own.
func (f *finder) credited(s *sentence) *attribution {
	d := s.n() - 1
	for d > 0 && f.nameWord(s, d) {
		d--
	}
	if d == s.n()-1 || s.n()-d > 7 || !s.dash(d) {
		return nil
	}
	quoted := s
	if d == 0 {
		if quoted = f.before(s); quoted == nil || quoted.paragraph != s.paragraph {
			return nil
		}
	}
	if len(quoted.full) == 0 {
		return nil
	}
	q := quoted.full[len(quoted.full)-1]
	if trim(s.text, recoupe.Span{Start: q.End, End: s.Words[d].Span.Start}).Len() > 0 {
		return nil
	}
	return &attribution{s: s, source: f.speakerOver(s, span(d+1, s.n()-1)), cue: []int{d}, head: d, rule: "quotation_credit",
		entry: entry{lemma: "—", class: "assert"}, content: tidy(s.text, []recoupe.Span{q})}
}

// speakerOver makes a speaker of just these words.
func (f *finder) speakerOver(s *sentence, words []int) *speaker {
	sp := &speaker{words: words, head: words[0], explicit: true, spans: s.spans(words)}
	f.resolve(s, sp)
	return sp
}

func (f *finder) after(s *sentence) *sentence {
	for i := s.index + 1; i < len(f.sents); i++ {
		if f.sents[i] != nil {
			return f.sents[i]
		}
	}
	return nil
}

func (f *finder) before(s *sentence) *sentence {
	for i := s.index - 1; i >= 0; i-- {
		if f.sents[i] != nil {
			return f.sents[i]
		}
	}
	return nil
}
