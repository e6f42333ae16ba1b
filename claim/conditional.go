// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

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
	s := newSentence(g, sn, 0, text)
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

// reportative decides whether the French conditional of word i passes on what
// others say, against hypothesis, attenuation and the future in the past. Out
// of the question are modals, the first and second person, sentences with a
// condition or a question, and what a past verb of saying announced. Then:
//
//  1. the past form: "L'armée aurait repris le pont."
//  2. any form in a sentence with "selon": "Selon l'ONG, ils seraient cent."
//  3. "serait" with a noun or as passive in a main or relative clause: "Le chef serait un ancien officier."
//  4. verbs that give an origin, amount or possession: "Le bilan avoisinerait cent morts."
//
// Not so:
//
//	Si l'aide arrivait, il serait sauvé.    hypothesis
//	Il a dit qu'il aurait fini jeudi.       future in the past
//	On aurait dit un champ de bataille.     comparison
func (f *finder) reportative(s *sentence, i int) bool {
	return f.g.lang == "fr" && s.conditionalWord(i) >= 0 && f.whyNoReport(s, i) == ""
}

// whyNoReport says which of the other uses the French conditional of word i has, "" where it reports.
func (f *finder) whyNoReport(s *sentence, i int) string {
	w := s.conditionalWord(i)
	switch {
	case s.Words[w].Feat("Person") == "1" || s.Words[w].Feat("Person") == "2":
		return "the first or second person softens what it says"
	case f.g.is("conditional-other", s.lemma(i)) || f.modal(s, i):
		return "a modal verb in the conditional softens what it says"
	case f.hypothetical(s):
		return "the sentence has a condition or a question"
	case f.butFor(s, i):
		return "it supposes what would have been without something that there was"
	case f.likened(s, i):
		return "it likens one thing to another"
	case f.underSpeech(s, i):
		return "a verb of saying above it makes it the future in the past"
	case s.pastConditional(i, w), f.sentenceSource(s):
		return ""
	case s.lemma(w) == "être" && (w == i || s.rel(w) == "cop" || s.rel(w) == "aux"):
		if s.pos(i) != "ADJ" && s.pos(i) != "PRON" && s.mainOrRelative(i) {
			return ""
		}
		return "the present conditional of être judges, or stands in a clause below another"
	case w == i && f.g.is("stative", s.lemma(i)):
		return ""
	}
	return "the present conditional of a verb of doing supposes"
}

// pastConditional: "aurait repris", "serait parti", "aurait été un hôpital".
func (s *sentence) pastConditional(i, w int) bool {
	if w == i || s.rel(w) != "aux" || s.lemma(w) != "avoir" && s.lemma(w) != "être" {
		return false
	}
	return s.Words[i].Feat("VerbForm") == "Part" || s.pos(i) == "VERB" || s.child(i, "cop") > w
}

func (s *sentence) mainOrRelative(i int) bool {
	return s.rel(i) == "root" || s.rel(i) == "acl" || s.rel(i) == "conj"
}

// butFor: "sans l'intervention de l'armée, la ville serait tombée": a definite noun behind "sans" opens the clause.
func (f *finder) butFor(s *sentence, i int) bool {
	return slices.ContainsFunc(s.kids[i], func(k int) bool {
		c, d := s.child(k, "case"), s.child(k, "det")
		return k < i && s.rel(k) == "obl" && c >= 0 && f.g.is("without", plain(s.low[c])) && d >= 0 && !s.indefinite(d)
	})
}

// likened: "on aurait dit", "on aurait cru": a comparison.
func (f *finder) likened(s *sentence, i int) bool {
	sub := s.child(i, "nsubj")
	return sub >= 0 && f.impersonal(s, sub) && f.g.hasVerb(plain(s.lemma(i)))
}

// sentenceSource: a preposition of source stands in the sentence.
func (f *finder) sentenceSource(s *sentence) bool {
	for i := range s.Words {
		e, words := f.cueAt(s, i, "prep")
		if words == nil || e.class != "assert" {
			continue
		}
		if x := f.complement(s, words); x >= 0 && f.namesSource(s, e, words, x) || words[len(words)-1]+1 < s.n() && f.g.is("which", s.low[words[len(words)-1]+1]) {
			return true
		}
	}
	return false
}

// hypothetical: the sentence has a condition ("si", "sinon", "dans ce cas") or is a question.
func (f *finder) hypothetical(s *sentence) bool {
	for i := range s.Words {
		if f.g.is("condition", s.low[i]) && (s.pos(i) == "SCONJ" || s.pos(i) == "ADV") && !f.reportedQuestion(s, i) ||
			s.low[i] == "s'" && s.pos(i) == "SCONJ" || s.Words[i].Form == "?" {
			return true
		}
	}
	low := " " + strings.Join(s.low, " ") + " "
	for phrase := range f.g.classes["condition-phrase"] {
		if strings.Contains(low, " "+phrase+" ") {
			return true
		}
	}
	return false
}

// reportedQuestion: "si" opens what a verb asks or says whether, and no condition.
func (f *finder) reportedQuestion(s *sentence, i int) bool {
	c := s.head(i)
	return c >= 0 && s.rel(c) == "ccomp" && s.head(c) >= 0 && s.head(c) < i
}

// modal: a modal auxiliary stands in the group: "aurait dû être introduite".
func (f *finder) modal(s *sentence, i int) bool {
	for _, k := range s.kids[i] {
		if s.rel(k) == "aux" && f.g.is("conditional-other", s.lemma(k)) {
			return true
		}
	}
	return false
}

// underSpeech: the clause hangs on a verb or noun of saying that makes the
// conditional something else: in the past its future ("il a promis que l'aide
// arriverait"), in the first person a softened opinion ("je pense que ce serait
// bien"). Verbs that show ("ont montré que") promise nothing.
func (f *finder) underSpeech(s *sentence, i int) bool {
	for n, k := 0, i; n < s.n() && k >= 0; n, k = n+1, s.head(k) {
		h := s.head(k)
		if s.Words[k].Deprel == "acl:relcl" && s.pastConditional(i, s.conditionalWord(i)) {
			return false // "a dit que des comptes qui auraient servi …": what they did lies behind, and is hearsay
		}
		if h < 0 || s.rel(k) != "ccomp" && !(s.rel(k) == "acl" && (f.clausal(s, k) || f.g.isNounCue(s.lemma(h)))) {
			continue
		}
		cues := f.g.cues[plain(s.lemma(h))]
		if len(cues) == 0 {
			continue
		}
		if sub := s.child(h, "nsubj"); sub >= 0 && f.g.is("first-person", s.low[sub]) || cues[0].class != "show_evidence" && s.past(h) {
			return true
		}
	}
	return false
}

// clausal: the clause opens with a complementizer, not with a relative pronoun.
func (f *finder) clausal(s *sentence, i int) bool {
	m := s.child(i, "mark")
	return m >= 0 && f.g.is("complementizer", plain(s.low[m]))
}

// past: the verb is in a past tense; a noun or participle takes the tense of the verb above it.
func (s *sentence) past(i int) bool {
	for n := 0; i >= 0 && n < 6; n, i = n+1, s.head(i) {
		if t := s.Words[i].Feat("Tense"); t == "Past" || t == "Imp" {
			return true
		}
		if s.finite(i) {
			return s.child(i, "aux") >= 0 && s.Words[i].Feat("VerbForm") == "Part"
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
		covered := slices.ContainsFunc(found, func(a *attribution) bool { return a.holds(s.Words[i].Span) || a.head == i })
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
		if s.Words[c].Feat("PronType") == "Rel" || s.g.is("relative-form", s.low[c]) {
			return c
		}
		if c >= k {
			break
		}
	}
	return -1
}
