// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
)

// base is the commitment that the proposition has by its own form, before any cue.
func (f *finder) base(p *predicate) (recoupe.Value, recoupe.Modality, recoupe.Polarity) {
	value, mod, pol := recoupe.CTPlus, recoupe.Asserted, recoupe.Positive
	if p.negative != (p.mode == "deny" || p.mode == "end") { // who denies responsibility claims none; a siege that is lifted is over
		value, pol = recoupe.CTMinus, recoupe.Negative
	}
	effect := f.effectOf(p)
	if effect == "" && p.nominal && f.g.lang == "ar" {
		effect = f.purposed(p)
	}
	if f.ruledOut(p) || f.g.lang == "ar" && f.untrue(p) {
		value, pol = flip(value), opposite(pol)
	}
	if effect == "-" {
		value, pol = flip(value), opposite(pol)
	}
	if (effect == "" || effect == "+" || effect == "-") && !p.nominal && !(p.speech && f.g.lang == "ar") {
		switch m := f.mood(p); m {
		case "":
		case "-": // "دون أن تنسحب القوات"
			value, pol = flip(value), opposite(pol)
		default:
			effect = m
		}
	}
	switch effect {
	case "?":
		return recoupe.Uu, recoupe.Possible, pol
	case "!":
		return recoupe.Uu, recoupe.Future, pol
	case "=":
		return recoupe.Uu, recoupe.Ordered, pol
	case "~":
		return weaken(value, recoupe.PRPlus, recoupe.PRMinus), recoupe.Possible, pol
	}
	if p.nominal {
		return value, mod, pol
	}
	if f.future(p) {
		return recoupe.Uu, recoupe.Future, pol
	}
	switch f.degree(p) {
	case "PS":
		return weaken(value, recoupe.PSPlus, recoupe.PSMinus), recoupe.Possible, pol
	case "PR":
		return weaken(value, recoupe.PRPlus, recoupe.PRMinus), recoupe.Possible, pol
	}
	return value, mod, pol
}

// ruledOut: the clause is the subject of a word that says it is not so: "il est exclu que P", "il est faux que P".
func (f *finder) ruledOut(p *predicate) bool {
	s := p.s
	h := s.head(p.main)
	return h >= 0 && (s.rel(p.main) == "ccomp" || s.rel(p.main) == "csubj") && f.g.has("ruled-out", s, h) && (s.passive(h) || s.child(h, "cop") >= 0) && !f.negated(s, h)
}

// effectOf is what the verbs above a proposition make of it: those that govern
// its infinitive, those whose noun it is ("حاول السيطرة على"), and words that say
// that it did not happen after all ("almost captured", "have yet to capture").
func (f *finder) effectOf(p *predicate) string {
	s, e := p.s, p.effect
	if t := p.trigger[0]; t != p.head && s.verbal(p.head) && !s.verbal(t) {
		if v := f.g.valueOf("implicative", s, p.head); v != "" && !f.g.has("infinitive-only", s, p.head) {
			e = compose(e, v)
		}
	}
	if f.notYet(s, p.head) {
		return compose("", "-")
	}
	if p.nominal && f.owed(s, p.head) {
		return "="
	}
	if v := f.proposed(p); v != "" {
		e = compose(e, v)
	}
	for _, k := range s.kids[p.head] {
		if (s.rel(k) == "advmod" || f.g.lang == "ar" && s.rel(k) == "aux") && k < p.head && f.g.is("near", plain(s.low[k])) && s.verbal(p.head) {
			return compose(e, "-")
		}
	}
	if i := p.head; i > 1 && f.g.is("near", s.low[i-2]+" "+s.low[i-1]) { // "all but captured"
		e = compose(e, "-")
	}
	return e
}

// proposed: an event noun behind a noun of words or attempts has not happened by that: "la proposition de trêve",
// "une tentative d'assassinat", "a plan for an attack".
func (f *finder) proposed(p *predicate) string {
	s, h := p.s, p.s.head(p.head)
	if p.nominal && f.g.lang == "fr" {
		if (s.Words[p.head].Deprel == "nsubj:pass" || s.rel(p.head) == "obj") && h >= 0 && f.g.has("call-off", s, h) && !f.negated(s, h) {
			return "-" // "la rencontre a été annulée"
		}
		if s.Words[p.head].Deprel == "nsubj" && h >= 0 && f.takesPlace(s, h) && f.negated(s, h) {
			return "-"
		}
		if slices.ContainsFunc(s.kids[p.head], func(k int) bool {
			return s.rel(k) == "acl" && f.g.has("planned", s, k) && s.Words[k].Feat("VerbForm") == "Part"
		}) {
			return "!" // "une rencontre prévue vendredi"
		}
	}
	if f.calledFor(p) {
		return "="
	}
	if !p.nominal || s.rel(p.head) != "nmod" || h < 0 || s.pos(h) != "NOUN" || f.g.lang != "fr" {
		return ""
	}
	if c := s.child(p.head, "case"); c < 0 || !f.g.is("issued-by", plain(s.low[c])) || s.child(p.head, "det") >= 0 {
		return ""
	}
	if v := f.g.valueOf("implicative", s, h); v != "" {
		return v
	}
	if f.g.has("words-noun", s, h) {
		return "!"
	}
	return ""
}

// takesPlace: the verb only says that its subject happens: "l'offensive n'a pas eu lieu", "le vote s'est tenu".
func (f *finder) takesPlace(s *sentence, h int) bool {
	if o := s.child(h, "obj"); o == h+1 {
		return f.g.is("take-place", plain(s.lemma(h))+" "+plain(s.lemma(o)))
	}
	return f.g.has("take-place", s, h) && (s.reflexive(h) || f.g.is("être", plain(s.lemma(h))))
}

// calledFor: the noun is what a noun of demand asks for: "calls for the withdrawal of troops", "renewed his call for a truce".
func (f *finder) calledFor(p *predicate) bool {
	s, c := p.s, p.s.child(p.head, "case")
	if !p.nominal || c < 1 || !f.g.is("asked-case", s.low[c]) {
		return false
	}
	h := s.head(p.head)
	return s.pos(c-1) == "NOUN" && f.asks(s, c-1) || s.rel(p.head) == "nmod" && s.pos(h) == "NOUN" && f.asks(s, h)
}

// notYet: "have yet to capture".
func (f *finder) notYet(s *sentence, i int) bool {
	return i > 1 && f.g.is("not-yet", s.low[i-2]) && !s.verbal(i-1)
}

func weaken(v, plus, minus recoupe.Value) recoupe.Value {
	if v == recoupe.CTMinus {
		return minus
	}
	return plus
}

func opposite(p recoupe.Polarity) recoupe.Polarity {
	if p == recoupe.Positive {
		return recoupe.Negative
	}
	return recoupe.Positive
}

// flip turns the polarity of a value.
func flip(v recoupe.Value) recoupe.Value {
	switch v {
	case recoupe.CTPlus:
		return recoupe.CTMinus
	case recoupe.CTMinus:
		return recoupe.CTPlus
	case recoupe.PRPlus:
		return recoupe.PRMinus
	case recoupe.PRMinus:
		return recoupe.PRPlus
	case recoupe.PSPlus:
		return recoupe.PSMinus
	case recoupe.PSMinus:
		return recoupe.PSPlus
	}
	return v
}

// future: the finite verb is in the future, or has a word that makes it one ("will", سوف).
func (f *finder) future(p *predicate) bool {
	s := p.s
	if s.Words[p.main].Feat("Tense") == "Fut" {
		return true
	}
	for _, k := range s.kids[p.main] {
		if s.rel(k) == "aux" && s.Words[k].Feat("Tense") == "Fut" || k < p.main && f.g.is("future-word", plain(s.low[k])) {
			return true
		}
	}
	return false
}

// degree returns PS or PR for an adverb or modal of doubt on the verb, or for a
// verb of seeming above it.
func (f *finder) degree(p *predicate) string {
	s := p.s
	for _, k := range s.kids[p.main] {
		phrase := s.fixedPhrase(k)
		switch r := s.rel(k); {
		case r == "obl" && k > 0 && s.child(k, "case") == k-1: // "sans doute", by another tree
			phrase = plain(s.low[k-1]) + " " + phrase
		case r != "advmod" && r != "aux" && r != "compound":
			continue
		}
		if v := f.g.value("degree", phrase); v != "" {
			if p.negative && f.g.is("ability", phrase) {
				continue // "could not hold the town": it did not
			}
			if f.g.lang == "ar" && s.low[k] == "قد" && s.Words[p.main].Feat("Aspect") == "Perf" {
				continue // قد with the perfect affirms
			}
			return v
		}
	}
	if h := s.head(p.main); h >= 0 && (s.rel(p.main) == "ccomp" || s.rel(p.main) == "csubj" || s.rel(p.main) == "xcomp") {
		if f.negated(s, h) { // "il n'est pas exclu que P"
			if v := f.g.valueOf("seem-denied", s, h); v != "" {
				return v
			}
		}
		if f.ofNoun(s, h) && !s.finite(p.main) {
			return "PR" // "men believed to have fled"
		}
		return f.g.valueOf("seem", s, h)
	}
	return ""
}

// fixedPhrase is word k with the words that are fixed on it: "sans doute".
func (s *sentence) fixedPhrase(k int) string {
	out := plain(s.low[k])
	for _, c := range s.kids[k] {
		if s.rel(c) == "fixed" && c > k {
			out += " " + plain(s.low[c])
		}
	}
	return out
}

// commitment composes the values along the chain, from the inside out
// (FactBank; the table of composition rules in docs/design.md).
func (f *finder) commitment(p *predicate) ([]recoupe.Commitment, recoupe.Modality, recoupe.Polarity) {
	value, mod, pol := f.base(p)
	chain := []recoupe.Commitment{}
	if p.attr == nil {
		author := value
		if f.hedged(p) {
			author, mod = weaken(value, recoupe.PSPlus, recoupe.PSMinus), recoupe.ReportedAs
		}
		return append(chain, recoupe.Commitment{Source: recoupe.Author, Value: author}), mod, pol
	}
	author := recoupe.Uu
	inner := true
	for a := p.attr; a != nil; a = a.parent {
		said := recoupe.Uu
		if inner {
			said, author, mod = f.through(a, value, mod)
			inner = false
		} else if a.entry.class == "deny" && !a.negated {
			mod = recoupe.DeniedAs
			if n := len(chain); chain[n-1].Source == a.source.id { // who denies what he would seem to tell himself
				chain[n-1].Value = flip(chain[n-1].Value)
			}
			if nounOf(p.attr) || f.rumour(p.attr) { // "denied reports that P" denies P
				said = flip(value)
			}
		}
		chain = append(chain, recoupe.Commitment{Source: a.source.id, Value: said})
		for i := len(a.relays) - 1; i >= 0; i-- {
			chain = append(chain, recoupe.Commitment{Source: a.relays[i].id, Value: recoupe.Uu})
		}
		if a.unknown {
			chain = append(chain, recoupe.Commitment{Source: unknownRelay, Value: recoupe.Uu})
		}
	}
	if f.hedged(p) && mod == recoupe.Asserted {
		mod, author = recoupe.ReportedAs, recoupe.PSPlus
	}
	if p.attr.parent != nil && author == recoupe.CTPlus {
		author = recoupe.Uu
	}
	chain = slices.CompactFunc(chain, func(a, b recoupe.Commitment) bool { return a.Source == b.Source })
	return append(chain, recoupe.Commitment{Source: recoupe.Author, Value: author}), mod, pol
}

// nounOf: the attribution is a noun that names something said.
func nounOf(a *attribution) bool { return a.rule == "noun_that" || a.rule == "noun_selon_which" }

// rumour: words speak, and nobody in particular: "les rumeurs faisant état de P".
func (f *finder) rumour(a *attribution) bool {
	return a.source.head >= 0 && len(a.source.words) > 0 && f.g.isNounCue(a.s.lemma(a.source.head)) && a.source.kind == ""
}

// unknownRelay stands in a chain for whoever told the author of a statement in the conditional.
const unknownRelay = "unknown"

// through says what a cue makes of the base value: for its source, for the author, and the modality.
func (f *finder) through(a *attribution, value recoupe.Value, mod recoupe.Modality) (source, author recoupe.Value, m recoupe.Modality) {
	if a.negated {
		switch a.entry.class {
		case "deny", "confirm", "assert", "assert_strong", "relay", "concede", "claim_responsibility", "show_evidence", "assert_factive", "decline", "accuse", "claim_distanced":
			return recoupe.Uu, recoupe.Uu, mod
		case "opinion_estimate": // who does not believe it believes that it is not so
			return weaken(flip(value), recoupe.PRPlus, recoupe.PRMinus), recoupe.Uu, recoupe.Possible
		}
	}
	switch a.entry.class {
	case "deny":
		if value == recoupe.Uu { // who rejects a proposal says nothing of whether it comes true
			return recoupe.Uu, recoupe.Uu, mod
		}
		return flip(value), recoupe.Uu, recoupe.DeniedAs
	case "doubt":
		return weaken(value, recoupe.PSMinus, recoupe.PSPlus), recoupe.Uu, recoupe.Possible
	case "claim_distanced":
		return value, weaken(value, recoupe.PSPlus, recoupe.PSMinus), mod
	case "assert_factive", "confirm", "concede":
		return value, value, mod
	case "opinion_estimate":
		return weaken(value, recoupe.PRPlus, recoupe.PRMinus), recoupe.Uu, recoupe.Possible
	case "fear_hope":
		if a.fear {
			return recoupe.Uu, recoupe.Uu, recoupe.Possible
		}
		return recoupe.Uu, recoupe.Uu, recoupe.Wished
	case "order_demand":
		return recoupe.Uu, recoupe.Uu, recoupe.Ordered
	case "question", "decline":
		return recoupe.Uu, recoupe.Uu, recoupe.Asked
	case "warn_threat":
		return recoupe.Uu, recoupe.Uu, recoupe.Future
	case "promise":
		return recoupe.Uu, recoupe.Uu, recoupe.Future
	case "unconfirmed_report":
		return value, weaken(value, recoupe.PSPlus, recoupe.PSMinus), recoupe.ReportedAs
	}
	return value, recoupe.Uu, mod
}

// hedged: the clause is in the conditional of report, or carries "reportedly", inside or outside an attribution.
func (f *finder) hedged(p *predicate) bool {
	s := p.s
	if f.reportative(s, p.main) || p.main != p.head && f.reportative(s, p.head) {
		return true
	}
	for _, i := range []int{p.main, p.head} {
		for _, k := range s.kids[i] {
			for _, e := range f.g.cues[plain(s.low[k])] {
				if e.kind == "adv" && e.class == "unconfirmed_report" && s.rel(k) == "advmod" && f.g.value("degree", plain(s.low[k])) == "" && f.match(s, k, e.words) != nil {
					return true
				}
			}
		}
	}
	return false
}

// stance is the author's attitude that the cue shows.
func stance(a *attribution) recoupe.Stance {
	if a.negated {
		return recoupe.Neutral
	}
	switch a.entry.class {
	case "claim_distanced", "unconfirmed_report":
		return recoupe.Distanced
	case "assert_factive", "confirm", "concede":
		return recoupe.Endorsed
	}
	if a.unknown {
		return recoupe.Distanced
	}
	return recoupe.Neutral
}
