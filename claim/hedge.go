// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

// hedge reads a word by which the author passes on what he does not vouch for,
// without a speaker: an adverb ("reportedly", "prétendument") over its clause,
// an adjective ("le prétendu retrait", "the alleged attack") over its noun.
// Adverbs of likelihood are the author's own doubt and make no attribution.
func (f *finder) hedge(s *sentence, i int, found []*attribution) *attribution {
	e, words := f.cueAt(s, i, "adv", "adj")
	if words == nil || f.g.value("degree", plain(s.low[i])) != "" || f.g.value("degree", plain(s.lemma(i))) != "" {
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
	case e.kind == "adj" && e.class == "claim_distanced" && s.rel(i) == "amod" && f.eventIn(s, []int{s.head(i)}):
		a.rule, a.content = "hedge_adjective", tidy(s.text, s.spans(f.nounClause(s, s.head(i))))
	}
	if len(a.content) == 0 {
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
