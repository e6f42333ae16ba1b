// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
	"recoupe/ud"
)

// Reportative returns the words in the conditional of report of a parsed
// sentence of text: the verbs by which the author passes on what he does not vouch for.
func Reportative(sn *ud.Sentence, text, lang string) []recoupe.Span {
	g := grammarOf(lang)
	if g == nil || len(sn.Words) == 0 {
		return nil
	}
	f := &finder{g: g, in: Input{Dispatch: recoupe.Dispatch{Text: text, Lang: lang}}}
	s := newSentence(sn, 0, text)
	var out []recoupe.Span
	for i := range s.Words {
		if w := s.conditionalWord(i); w >= 0 && f.reportative(s, i) {
			out = append(out, s.Words[w].Span)
		}
	}
	return out
}

// conditional reports whether the verb or one of its auxiliaries is in the conditional (Mood=Cnd).
func (s *sentence) conditional(i int) bool { return s.conditionalWord(i) >= 0 }

// conditionalWord returns the word of the verb group of i that is in the conditional, or -1.
func (s *sentence) conditionalWord(i int) int {
	if s.Words[i].Feat("Mood") == "Cnd" {
		return i
	}
	for _, k := range s.kids[i] {
		if (s.rel(k) == "aux" || s.rel(k) == "cop") && s.Words[k].Feat("Mood") == "Cnd" {
			return k
		}
	}
	return -1
}

// reportative decides the French conditional of report (reference: the past
// form, or third person "serait" as copula or passive in a main or relative
// clause) against hypothesis, attenuation and future in the past.
//
//	L'armée aurait repris le pont.          reportative
//	Si l'aide arrivait, il serait sauvé.    hypothesis
//	Il a dit qu'il aurait fini jeudi.       future in the past
func (f *finder) reportative(s *sentence, i int) bool {
	if f.g.lang != "fr" {
		return false
	}
	w := s.conditionalWord(i)
	if w < 0 || f.g.is("conditional-other", s.lemma(i)) || f.hypothetical(s) || f.underPastSpeech(s, i) {
		return false
	}
	if w != i && s.rel(w) == "aux" && (s.lemma(w) == "avoir" || s.lemma(w) == "être") {
		return s.Words[i].Feat("VerbForm") == "Part" || s.pos(i) == "VERB"
	}
	if w != i && s.rel(w) == "cop" && s.lemma(w) == "être" && s.pos(i) != "ADJ" {
		return s.rel(i) == "root" || s.rel(i) == "acl" || s.rel(i) == "conj"
	}
	return false
}

func (f *finder) hypothetical(s *sentence) bool {
	for i := range s.Words {
		if f.g.is("condition", s.low[i]) && (s.pos(i) == "SCONJ" || s.pos(i) == "ADV") || s.low[i] == "s'" && s.pos(i) == "SCONJ" || s.Words[i].Form == "?" {
			return true
		}
	}
	return false
}

// underPastSpeech: the clause is the ccomp of a speech verb in the past.
func (f *finder) underPastSpeech(s *sentence, i int) bool {
	for n, k := 0, i; n < s.n() && k >= 0; n, k = n+1, s.head(k) {
		if s.rel(k) == "ccomp" {
			h := s.head(k)
			if h >= 0 && f.g.cues[plain(s.lemma(h))] != nil {
				return true
			}
		}
	}
	return false
}

// bareConditional: a clause in the conditional of report without a cue of its
// own is carried over from the last attribution of the paragraph. Indicative
// relative clauses inside it stay the author's.
func (f *finder) bareConditional(s *sentence, found []*attribution) *attribution {
	for i := range s.Words {
		if !s.verbal(i) || !f.reportative(s, i) {
			continue
		}
		w := s.conditionalWord(i)
		covered := slices.ContainsFunc(found, func(a *attribution) bool { return a.holds(s.Words[i].Span) })
		if covered {
			f.note(s, "conditional", []int{w}, false, "the clause has a cue of its own")
			continue
		}
		a := &attribution{s: s, cue: []int{w}, head: w, rule: "conditional_implicit_source", conditional: true,
			entry: entry{lemma: s.lemma(w) + "[Mood=Cnd]", class: "unconfirmed_report"}}
		a.source = &speaker{name: "", id: "x-unknown", anon: true}
		if f.lastSpeaker != nil && f.lastIn == s.paragraph {
			carried := *f.lastSpeaker
			carried.words, carried.spans, carried.explicit = nil, nil, false
			a.source = &carried
		}
		a.content = f.conditionalClause(s, i)
		f.note(s, a.rule, []int{w}, len(a.content) > 0, "not vouched for; carried from "+a.source.name)
		if len(a.content) > 0 {
			return a
		}
	}
	return nil
}

// conditionalClause is the clause of verb i without the relative clauses in the indicative.
func (f *finder) conditionalClause(s *sentence, i int) []recoupe.Span {
	sub := s.subtree(i, func(k int) bool {
		return s.indicativeRelative(k) || s.rel(k) == "parataxis" || s.rel(k) == "conj" && s.head(k) == i && s.verbal(k) && !s.conditional(k)
	})
	for len(sub) > 0 && s.punct(sub[len(sub)-1]) && !isMark(s.Words[sub[len(sub)-1]].Form) {
		if s.low[sub[len(sub)-1]] == ")" {
			break
		}
		sub = sub[:len(sub)-1]
	}
	for len(sub) > 0 && (s.pos(sub[0]) == "CCONJ" || s.comma(sub[0])) {
		sub = sub[1:]
	}
	return tidy(f.in.Dispatch.Text, s.spans(sub))
}

// indicativeRelative: a relative clause whose finite verb is in the indicative.
func (s *sentence) indicativeRelative(k int) bool {
	if s.Words[k].Deprel != "acl:relcl" && !(s.rel(k) == "acl" && s.relativePronoun(k) >= 0) {
		return false
	}
	if s.conditional(k) {
		return false
	}
	return true
}

// relativePronoun returns the pronoun that opens the relative clause of k, or -1.
func (s *sentence) relativePronoun(k int) int {
	for _, c := range s.subtree(k, nil) {
		if s.Words[c].Feat("PronType") == "Rel" || s.low[c] == "qui" || s.low[c] == "dont" || s.low[c] == "où" || s.low[c] == "which" || s.low[c] == "who" {
			return c
		}
		if c >= k {
			break
		}
	}
	return -1
}
