// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

// frame is one way in which a speech verb takes what is said. It fills in the
// content, and the source where the frame itself shows it, and returns the name
// of the rule, or "" if the frame is not there.
type frame func(a *attribution, found []*attribution) string

// frames in the order in which they are tried.
func (f *finder) frames() []frame {
	return []frame{f.withResumption, f.withAs, f.withInsertion, f.withClause, f.withColon, f.withPassive, f.withState, f.withInfinitive, f.withNoun, f.withNothing}
}

// verbal reads a speech verb: with a clause ("a affirmé que P"), set into a
// quotation or clause ("« P », a dit X"), before a colon, in the passive, with an
// infinitive ("dit avoir repris") or with a noun ("a fait état de combats").
func (f *finder) verbal(s *sentence, e entry, words []int, found []*attribution) *attribution {
	head := words[0]
	if f.governs(s, head) && (e.class == "fear_hope" || e.class == "decline") {
		if _, inner := f.cueAt(s, f.infinitiveOf(s, head), "verb"); inner != nil { // "n'a pas voulu dire"
			f.note(s, "verb", words, false, "its infinitive is the cue")
			return nil
		}
	}
	if f.g.lang == "ar" && head > 0 && f.g.value("degree", plain(s.low[head-1])) == "PS" && s.Words[head].Feat("Aspect") == "Imp" {
		f.note(s, "verb", words, false, "it may be said, and has not been: قد with the imperfect")
		return nil
	}
	if f.ofNoun(s, head) {
		f.note(s, "verb", words, false, "a participle without its auxiliary, which describes its noun")
		return nil
	}
	group := f.verbGroup(s, f.untail(s, words))
	a := &attribution{s: s, cue: group, head: head, entry: f.senses(e)}
	a.negated = f.deniedCue(s, head)
	a.unknown = s.conditional(head) || f.quotedSpeaker(s, a)
	for _, try := range f.frames() {
		rule := try(a, found)
		if rule == "" || len(a.content) == 0 {
			continue
		}
		if a.source == nil {
			a.source = f.subject(s, head, found)
			if f.isAccused(a) {
				a.source = f.accuser(s, head)
			}
			f.passedOn(a)
		}
		if a.source == nil {
			f.note(s, rule, group, false, f.whyNobody(s, head))
			return nil
		}
		a.rule, a.entry = rule, f.sense(e, rule, a)
		if f.g.lang == "fr" && a.entry.class == "claim_responsibility" && a.source.head >= 0 && f.nobody(s, a.source.head) {
			f.note(s, rule, group, false, "what nobody says to have done was done, and nobody speaks")
			return nil
		}
		a.fear = f.g.is("fear", plain(a.entry.words[0]))
		f.trimSource(a)
		f.note(s, rule, group, true, a.source.name+": "+s.mention(a.content).Text)
		return a
	}
	if f.trace {
		f.note(s, "verb", group, false, f.whyNothingSaid(a))
	}
	return nil
}

// senses gives an entry the frames of all entries of the same words, until the
// frame that is found tells which one is meant.
func (f *finder) senses(e entry) entry {
	for _, o := range f.g.cues[e.words[0]] {
		if o.kind == e.kind && o.reflexive == e.reflexive && sameWords(o.words, e.words) {
			e.clause, e.quote = e.clause || o.clause, e.quote || o.quote
			e.object, e.infinitive = e.object || o.object, e.infinitive || o.infinitive
			e.preps = append(e.preps, o.preps...)
		}
	}
	return e
}

// sense chooses among the entries of the same words: "ask whether" is a
// question and "ask to" an order; "vow that" asserts and "vow to" promises.
func (f *finder) sense(e entry, rule string, a *attribution) entry {
	asks := false
	for _, i := range a.s.wordsIn(a.content[0]) {
		asks = f.g.is("interrogative", plain(a.s.low[i]))
		break
	}
	for _, o := range f.g.cues[e.words[0]] {
		if o.kind != e.kind || o.reflexive != e.reflexive || !sameWords(o.words, e.words) {
			continue
		}
		fits := false
		switch {
		case asks:
			fits = o.class == "question"
		case rule == "verb_infinitive":
			fits = o.infinitive
		case rule == "verb_noun" || rule == "verb_passive":
			fits = o.object
		default:
			fits = o.clause || o.quote
		}
		if fits {
			return o
		}
	}
	return e
}

func sameWords(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// withColon: X V : « P ». UD parataxis or ccomp behind a colon.
func (f *finder) withColon(a *attribution, _ []*attribution) string {
	s := a.s
	if !a.entry.quote && !a.entry.clause {
		return ""
	}
	for j := a.cue[len(a.cue)-1] + 1; j < s.bodyEnd(); j++ {
		if s.Words[j].Form == ":" && j+1 < s.n() {
			a.content = f.contentFrom(a, j+1)
			return "verb_colon"
		}
		if s.verbal(j) && s.Words[j].Feat("VerbForm") == "Fin" {
			break
		}
	}
	return ""
}

// withInfinitive: the subject speaks of itself, or tells somebody what to do.
//
//	L'armée dit avoir repris la ville.
//	The army denied having lost the town.
//	The general ordered his troops to leave.
func (f *finder) withInfinitive(a *attribution, _ []*attribution) string {
	s, last := a.s, a.cue[len(a.cue)-1]
	if !a.entry.infinitive || a.entry.class == "fear_hope" && !s.finite(a.head) { // "accusé d'avoir voulu partir": a purpose, no wish uttered
		return ""
	}
	c := s.child(a.head, "xcomp", "ccomp")
	if c <= last || !s.verbal(c) || s.Words[c].Feat("VerbForm") == "Fin" || s.semicolonIn(last, c) {
		if c = s.child(a.head, "advcl"); a.entry.class != "order_demand" || c <= last || s.Words[c].Feat("VerbForm") != "Inf" { // "urged the state on Monday to help"
			c = f.infinitiveAfter(s, last)
		}
		if c < 0 {
			c = f.infinitiveOnObject(s, a.head)
		}
		if c < 0 {
			return ""
		}
	}
	start := c
	if sub := s.subtree(c, nil); sub[0] > last {
		start = sub[0]
	}
	for start-1 > last && (s.pos(start-1) == "AUX" || s.pos(start-1) == "ADV" && s.Words[start-1].Feat("Polarity") == "Neg") { // "n'avoir rien vu"
		start--
	}
	if o := s.child(a.head, "obj", "iobj"); o > last && o < c && (f.g.lang == "en" && a.entry.class != "assert" || a.entry.class == "accuse") {
		start = min(start, s.nounPhrase(o)[0]) // whom one orders or accuses is a part of what is said
	}
	for len(a.cue) > 1 && a.cue[len(a.cue)-1] > a.head && s.pos(a.cue[len(a.cue)-1]) != "VERB" && s.pos(a.cue[len(a.cue)-1]) != "NOUN" {
		a.cue = a.cue[:len(a.cue)-1] // "a demandé aux rebelles de": the preposition is no part of the cue
	}
	a.content = f.contentFrom(a, max(start, a.cue[len(a.cue)-1]+1))
	return "verb_infinitive"
}

// ofNoun: a verb that takes a bare infinitive only in the passive stands without its auxiliary right behind a noun,
// which it describes and which says nothing: "men believed to be rebels attacked the post".
func (f *finder) ofNoun(s *sentence, i int) bool {
	return f.g.has("passive-to", s, i) && !s.passive(i) && s.child(i, "aux") < 0 && s.Words[i].Feat("Tense") == "Past" &&
		i > 0 && i+1 < s.n() && s.low[i+1] == "to" && f.infinitiveAfter(s, i) >= 0 && (s.nominal(i-1) || s.comma(i-1))
}

// infinitiveOnObject is an infinitive with a preposition that the tree hangs on the object of the verb:
// "menacent la capitale de couper la route"; -1 for none.
func (f *finder) infinitiveOnObject(s *sentence, head int) int {
	o := s.child(head, "obj", "iobj")
	if o < head {
		return -1
	}
	x := s.child(o, "acl")
	if x > o && s.Words[x].Deprel == "acl" && s.Words[x].Feat("VerbForm") == "Inf" && s.child(x, "mark") >= 0 && !f.g.has("fact-noun", s, o) && f.g.valueOf("implicative", s, o) == "" {
		return x
	}
	return -1
}

// withState: "s'est dit prêt à partir", "s'est déclarée favorable à un accord":
// the speaker says of himself how he is; an adjective or participle right behind.
func (f *finder) withState(a *attribution, _ []*attribution) string {
	s, last := a.s, a.cue[len(a.cue)-1]
	if !f.g.is("self-said", s.lemma(a.head)) || !s.reflexive(a.head) || last+1 >= s.bodyEnd() {
		return ""
	}
	j := last + 1
	for j < s.bodyEnd() && s.pos(j) == "ADV" {
		j++
	}
	switch {
	case j >= s.bodyEnd():
		return ""
	case s.pos(j) == "ADJ", s.Words[j].Feat("VerbForm") == "Part", s.pos(j) == "NOUN" && s.child(j, "det") < 0 && s.child(j, "case") < 0:
	default:
		return ""
	}
	a.content = f.contentFrom(a, last+1)
	return "says_itself"
}

// infinitiveAfter is the fallback without a tree: an infinitive or gerund right
// behind word last, with nothing but its preposition or adverbs between.
func (f *finder) infinitiveAfter(s *sentence, last int) int {
	for j := last + 1; j < s.n() && j < last+5; j++ {
		form := s.Words[j].Feat("VerbForm")
		if s.verbal(j) && !f.participleCue(s, j) && (form == "Inf" || form == "Ger" || form == "Part" && (s.Words[j].Feat("Tense") != "Past" || s.pos(j) == "AUX")) {
			return j
		}
		if s.pos(j) != "ADP" && s.pos(j) != "PART" && s.pos(j) != "ADV" {
			return -1
		}
	}
	return -1
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
