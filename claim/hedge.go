// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

// hedge reads a word by which the author passes on what he does not vouch for,
// without a speaker: an adverb ("reportedly", "prétendument") over its clause,
// an adjective ("le prétendu retrait", "the alleged attack") over its noun.
// Adverbs of likelihood are the author's own doubt and make no attribution.
func (f *finder) hedge(s *sentence, i int, found []*attribution) *attribution {
	e, words := f.cueAt(s, i, "adv", "adj")
	if words == nil {
		return nil
	}
	if f.g.value("degree", plain(s.low[i])) != "" || f.g.value("degree", plain(s.lemma(i))) != "" {
		f.note(s, "hedge", words, false, "the author's own doubt, which weakens his claim")
		return nil
	}
	for _, b := range found {
		if b.holds(s.Words[i].Span) {
			f.note(s, "hedge", words, false, "somebody says it already")
			return nil
		}
	}
	a := &attribution{s: s, cue: words, head: i, entry: e, source: unknownSource()}
	switch {
	case e.kind == "adv" && e.class == "unconfirmed_report" && s.rel(i) == "advmod" && s.head(i) >= 0:
		a.rule, a.content = "hedge_adverb", f.conditionalClause(s, f.clauseHead(s, i))
	case e.kind == "adj" && e.class == "claim_distanced" && s.rel(i) == "amod" && s.head(i) >= 0 && len(f.g.triggers[plain(s.lemma(s.head(i)))]) > 0:
		a.rule, a.content = "hedge_adjective", tidy(s.text, s.spans(f.nounClause(s, s.head(i))))
	}
	if len(a.content) == 0 {
		f.note(s, "hedge", words, false, whyNoHedge(e))
		return nil
	}
	f.note(s, a.rule, words, true, "not vouched for: "+s.mention(a.content).Text)
	return a
}

// clauseHead is the verb that an adverb of report stands by.
func (f *finder) clauseHead(s *sentence, i int) int {
	if c := s.clause(s.head(i)); c >= 0 {
		return c
	}
	return s.head(i)
}

// nounClaim reads a noun of saying with the clause that it introduces: "reports
// that P", "l'annonce par le ministère que P". Its source is whose noun it is.
func (f *finder) nounClaim(s *sentence, i int, found []*attribution) *attribution {
	e, words := f.cueAt(s, i, "noun")
	if words == nil || s.pos(i) != "NOUN" {
		return nil
	}
	m := f.clauseOfNoun(s, words[len(words)-1])
	if m < 0 {
		f.note(s, "noun_that", words, false, "no clause hangs on the noun")
		return nil
	}
	a := &attribution{s: s, cue: words, head: i, entry: e, rule: "noun_that", source: f.ownerOf(s, i, m)}
	if e.class == "unconfirmed_report" && f.reportDenied(s, words, a.source, found) {
		f.note(s, a.rule, words, false, "the object of another cue, which speaks of what nobody in particular said")
		return nil
	}
	if a.content = f.contentFrom(a, m); len(a.content) == 0 {
		f.note(s, a.rule, words, false, "its clause is empty")
		return nil
	}
	f.note(s, a.rule, words, true, "attributes "+s.mention(a.content).Text)
	return a
}

// reportDenied: the noun of nobody's saying opens the content of a cue before it:
// "denied reports that P" denies P, and the reports are nobody's.
func (f *finder) reportDenied(s *sentence, words []int, source *speaker, found []*attribution) bool {
	if source.id != unknownSource().id || len(found) == 0 {
		return false
	}
	a := found[len(found)-1]
	first := s.wordsIn(a.hull())
	return a.s == s && len(first) > 0 && words[0]-first[0] <= 2 && words[0] >= first[0] && a.entry.class == "deny"
}

// clauseOfNoun returns the complementizer of the clause that hangs on noun i, or -1.
func (f *finder) clauseOfNoun(s *sentence, i int) int {
	for j := i + 1; j < s.n() && j < i+8 && !s.comma(j) && s.pos(j) != "VERB"; j++ {
		if f.opensClause(s, j) && s.pos(j) != "PRON" {
			c := s.head(j)
			if c > j && s.rel(c) == "acl" && s.head(c) == i && s.Words[c].Deprel != "acl:relcl" {
				return j
			}
			return -1
		}
	}
	return -1
}

// ownerOf is whose statement a noun names: a possessive, or a complement that is
// an actor; nobody is known else.
func (f *finder) ownerOf(s *sentence, noun, limit int) *speaker {
	for _, k := range s.kids[noun] {
		if s.Words[k].Deprel == "nmod:poss" {
			return f.speakerAt(s, k)
		}
		if s.rel(k) == "nmod" && k > noun && k < limit && f.mentionAt(s, k, s.Words[k].Span) != nil {
			return f.speakerAt(s, k)
		}
	}
	return unknownSource()
}
