// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// cueAt returns the longest cue of one of the kinds that begins at word i, with its words.
func (f *finder) cueAt(s *sentence, i int, kinds ...string) (entry, []int) {
	for _, key := range f.keys(s, i) {
		for _, e := range f.g.cues[key] {
			if !slices.Contains(kinds, e.kind) {
				continue
			}
			if e.kind == "verb" && !f.verbHere(s, i, e) || e.reflexive && !f.selfDone(s, i) || e.class == "relay" && f.ofPlace(s, i) {
				continue
			}
			if e.class == "relay" && e.kind == "phrase" && s.pos(i) == "NOUN" && s.child(i, "case", "det") >= 0 {
				continue // "à plusieurs reprises par"
			}
			if words := f.match(s, i, e.words); words != nil {
				return f.orReflexive(s, i, e), words
			}
		}
	}
	return entry{}, nil
}

// ofPlace: what a participle says is said of a place: "trois villages ont été
// repris par l'armée" passes on nobody's words.
func (f *finder) ofPlace(s *sentence, i int) bool {
	if s.Words[i].Feat("VerbForm") != "Part" {
		return false
	}
	k := s.child(i, "nsubj")
	if k < 0 && (s.rel(i) == "acl" || s.rel(i) == "amod") {
		k = s.head(i)
	}
	return k >= 0 && !s.relative(k) && f.isA(s, k, "place")
}

// selfDone: the verb is reflexive, or in Arabic a passive, which names no speaker.
func (f *finder) selfDone(s *sentence, i int) bool {
	if f.g.lang != "ar" {
		return s.reflexive(i)
	}
	r := []rune(s.low[i])
	return len(r) > 1 && r[1] == 'ُ' || f.g.is("passive-form", plain(s.low[i]))
}

// orReflexive prefers the reflexive entry of a verb that has a reflexive
// clitic: "se demander si" asks, "demander de" orders.
func (f *finder) orReflexive(s *sentence, i int, e entry) entry {
	if e.kind != "verb" || e.reflexive || !f.selfDone(s, i) {
		return e
	}
	for _, o := range f.g.cues[e.words[0]] {
		if o.kind == "verb" && o.reflexive && sameWords(o.words, e.words) {
			return o
		}
	}
	return e
}

// verbHere: the word is tagged as a verb, or is one all the same: the root of a
// sentence right before a complementizer ("The charity estimates that …"), or an
// Arabic form that is only a verb or its participle.
func (f *finder) verbHere(s *sentence, i int, e entry) bool {
	switch {
	case s.verbish(i):
		return true
	case f.g.lang == "ar":
		return f.g.value("form", f.unprefixed(plain(s.low[i]))) != "" || i == 0 && s.pos(i) != "PUNCT"
	}
	return e.clause && s.pos(i) == "NOUN" && i > 0 && i+1 < s.n() && f.g.is("complementizer", s.low[i+1]) &&
		(s.rel(i) == "root" || s.nominal(i-1) && !f.finiteIn(s, 0, i))
}

// verbish: the word is tagged as a verb, or has an auxiliary all the same ("a démenti").
func (s *sentence) verbish(i int) bool { return s.verbal(i) || s.byRelation(i, "aux:tense") >= 0 }

// unprefixed cuts a conjunction that is written as one word with the form.
func (f *finder) unprefixed(form string) string {
	if f.g.value("form", form) != "" || f.g.hasVerb(form) {
		return form
	}
	for prefix := range f.g.classes["prefix"] {
		if rest, ok := strings.CutPrefix(form, prefix); ok && len([]rune(rest)) > 2 {
			form = rest
			break
		}
	}
	for _, suffix := range []string{"ه", "ها"} { // "نفته الوزارة": the object
		if rest, ok := strings.CutSuffix(form, suffix); ok && (f.g.value("form", rest) != "" || f.g.hasVerb(rest)) {
			return rest
		}
	}
	return form
}

// deniedCue: the act of speaking is negated, by a negation on the cue or on a
// verb above it, or by a verb that says it was not done: "n'a pas voulu dire",
// "refused to confirm", "has yet to confirm".
func (f *finder) deniedCue(s *sentence, head int) bool {
	denied := f.negated(s, head)
	if f.notYet(s, head) {
		denied = true
	}
	for n, k := 0, head; n < 3; n++ {
		h := f.governorOf(s, k)
		if h < 0 {
			break
		}
		if f.negated(s, h) || f.g.value("implicative", plain(s.lemma(h))) == "-" {
			denied = !denied
		}
		k = h
	}
	return denied
}

// keys are what a word may be called in the lexicon of cues: its lemma and form,
// and for a verb whose lemma the lexicon lacks what its ending points to; in
// Arabic also without the conjunction that is written as one word with it.
//
//	démenti → démentir    وأضاف → أضاف    تقول → قال
func (f *finder) keys(s *sentence, i int) []string {
	lemma, form := plain(s.lemma(i)), plain(s.low[i])
	if f.g.lang != "ar" {
		reports := i+1 < s.n() && f.g.is("complementizer", s.low[i+1]) // "Le maire doute que", tagged as a noun
		if f.g.hasVerb(lemma) || !s.verbish(i) && s.pos(i) != "ADJ" && !reports {
			return []string{lemma, form}
		}
		return f.g.lookups(s, i)
	}
	out := []string{lemma, form}
	if rest := f.unprefixed(form); rest != form {
		form = rest
		out = append(out, rest)
	}
	if v := f.g.value("form", form); v != "" {
		out = append(out, v)
	}
	return out
}

// match finds the words of a phrase from word i on, letting up to two adverbs stand between.
func (f *finder) match(s *sentence, i int, phrase []string) []int {
	words := []int{i}
	at := i + 1
	for _, p := range phrase[1:] {
		for gap := 0; at < s.n() && gap < 3 && (s.pos(at) == "ADV" || f.timeAt(s, at) || f.described(s, i, at)) && !f.matches(s, at, p); gap++ {
			at++
		}
		if k := s.particle(i, p); k >= 0 { // "pushed the rebels back"
			words = append(words, k)
			at = max(at, k+1)
			continue
		}
		if n := s.contraction(at, p); n > 0 { // "aux" is two words
			words, at = append(words, span(at, at+n-1)...), at+n
			continue
		}
		if at < s.n() && f.g.is("joined", p) && strings.HasPrefix(s.low[at], p) && len(s.low[at]) > len(p)+2 {
			continue // a preposition written as one word with its noun, which the cue leaves to the source
		}
		if at >= s.n() || !f.matches(s, at, p) {
			if len(phrase) == 2 && f.overObject(s, i, phrase) {
				return words
			}
			return nil
		}
		words = append(words, at)
		at++
	}
	return words
}

// overObject: the preposition of a verb of demand stands behind its object: "appelle Israël à la retenue".
func (f *finder) overObject(s *sentence, verb int, phrase []string) bool {
	o, p := s.child(verb, "obj"), phrase[1]
	demand := slices.ContainsFunc(f.g.cues[phrase[0]], func(e entry) bool { return e.class == "order_demand" && sameWords(e.words, phrase) })
	return demand && f.g.is("told-case", p) && s.verbal(verb) && o > verb && slices.ContainsFunc(s.kids[verb], func(k int) bool {
		c := s.child(k, "case", "mark")
		return k > o && (s.rel(k) == "obl" || s.rel(k) == "xcomp" || s.rel(k) == "ccomp") && c > o && same(s, c, p)
	})
}

// particle returns the particle p of a phrasal verb (UD compound:prt, or an
// adverb of its own), wherever it stands behind the verb, or -1.
func (s *sentence) particle(verb int, p string) int {
	if !s.verbal(verb) {
		return -1
	}
	for _, k := range s.kids[verb] {
		if k > verb && k < verb+8 && s.low[k] == p && (s.Words[k].Deprel == "compound:prt" || s.rel(k) == "advmod" && s.pos(k) != "ADJ") {
			return k
		}
	}
	return -1
}

// contraction returns the number of words of the written token at word i if it is p, else 0.
func (s *sentence) contraction(i int, p string) int {
	n := 1
	for i+n < s.n() && s.Words[i+n].Span == s.Words[i].Span {
		n++
	}
	if i >= s.n() || n == 1 || strings.ToLower(s.Words[i].Span.In(s.text)) != p {
		return 0
	}
	return n
}

// matches: word i is the word p of a phrase; in Arabic also with the article, or before a suffix.
func (f *finder) matches(s *sentence, i int, p string) bool {
	if f.g.lang == "ar" && s.nominal(i) && utf8.RuneCountInString(p) > 2 {
		form := plain(s.low[i])
		if strings.TrimPrefix(form, "ال") == p || s.suffixed(i) && strings.TrimSuffix(form, "ت")+"ة" == p {
			return true
		}
	}
	return same(s, i, p)
}

func same(s *sentence, i int, p string) bool {
	return plain(s.lemma(i)) == p || plain(s.low[i]) == p || p == "de" && (s.low[i] == "d'" || s.low[i] == "du" || s.low[i] == "des")
}

// verbGroup returns the group around a verbal cue: auxiliaries, negation and
// adverbs to the left, the words of the cue, adverbs inside; never the subject.
//
//	"n'a pas encore confirmé", "se demandent", "has also denied"
func (f *finder) verbGroup(s *sentence, words []int) []int {
	head := words[0]
	lo := f.groupStart(s, head)
	for h := f.governorOf(s, head); h >= 0 && h < lo && lo-h <= 3; h = f.governorOf(s, h) {
		lo = f.groupStart(s, h) // "n'a pas voulu dire", "refused to confirm"
	}
	if lo > 1 && f.g.is("not-yet", s.low[lo-2]) && !s.verbal(lo-1) { // "has yet to confirm"
		for lo = lo - 2; lo > 0 && s.verbal(lo-1); lo-- {
		}
	}
	var out []int
	for k := lo; k < head; k++ {
		if f.g.lang == "ar" && (s.pos(k) == "ADJ" || s.pos(k) == "NUM" || s.pos(k) == "X") {
			continue // of the subject that stands between: "كانت الوزارة الروسية قد أعلنت"
		}
		if s.clitic(k) || s.pos(k) == "PRON" && !s.reflexiveAt(k) || s.punct(k) || s.pos(k) == "NOUN" || s.pos(k) == "PROPN" || s.pos(k) == "DET" {
			continue
		}
		out = append(out, k)
	}
	for k := head; k <= words[len(words)-1]; k++ {
		out = append(out, k)
	}
	return out
}

// groupStart returns the first word of the verb group of head.
func (f *finder) groupStart(s *sentence, head int) int {
	lo := head
	for _, k := range s.kids[head] {
		if (s.rel(k) == "aux" || s.reflexiveAt(k) && k == head-1) && k < lo && head-k <= 5 {
			lo = k
		}
	}
	if lo == head { // fallback: an auxiliary right before, adverbs or a clitic between
		for k := head - 1; k >= 0 && head-k <= 3; k-- {
			if s.pos(k) == "AUX" {
				lo = k
				break
			}
			if s.pos(k) != "ADV" && s.pos(k) != "PART" && !s.clitic(k) {
				break
			}
		}
	}
	for lo > 0 && f.leads(s, lo-1) {
		lo--
	}
	return lo
}

// leads: the word before a verb group belongs to it: a negation, a reflexive
// clitic, in English an adverb between subject and verb.
func (f *finder) leads(s *sentence, k int) bool {
	switch {
	case s.Words[k].Feat("Polarity") == "Neg" && (s.pos(k) == "ADV" || s.pos(k) == "PART"), f.g.is("negator", plain(s.low[k])):
		return true
	case s.reflexiveAt(k):
		return true
	case f.g.lang == "en" && s.pos(k) == "ADV" && k > 0 && !s.punct(k-1):
		return s.nominal(k-1) || s.low[k-1] == ")" || s.pos(k-1) == "AUX"
	}
	return false
}

func (s *sentence) reflexiveAt(k int) bool {
	return s.pos(k) == "PRON" && s.g.is("reflexive", s.low[k])
}

// untail drops the preposition at the end of a cue before an infinitive, which
// belongs to what is said: "a menacé | de bombarder".
func (f *finder) untail(s *sentence, words []int) []int {
	last := words[len(words)-1]
	if len(words) < 2 || last+1 >= s.n() || s.pos(last) != "ADP" && s.pos(last) != "PART" {
		return words
	}
	if s.pos(last+1) == "VERB" && s.Words[last+1].Feat("VerbForm") == "Inf" || s.pos(last+1) == "AUX" && s.Words[last+1].Feat("VerbForm") == "Inf" {
		return words[:len(words)-1]
	}
	return words
}

// negated reports a negation on word i: UD advmod Polarity=Neg, a negative word
// on the verb, or a subject that is nobody ("aucune source n'a confirmé").
func (f *finder) negated(s *sentence, i int) bool {
	for _, k := range s.kids[i] {
		if f.g.lang == "ar" && (s.pos(k) == "PRON" && (k > i || s.relative(k)) || s.rel(k) == "fixed" || k+1 < s.n() && f.g.is("complementizer", plain(s.low[k+1]))) {
			continue // "وهو ما نفته", "ما أسفر عن": ما takes up what was said; "لا تزال" and "غير أن" deny nothing
		}
		if d := s.child(k, "det"); f.g.lang == "fr" && f.g.is("negation", s.low[k]) && d >= 0 && !f.g.is("negation", plain(s.low[d])) {
			continue // "par une personne"
		}
		if s.Words[k].Feat("Polarity") == "Neg" || f.g.is("negation", plain(s.low[k])) {
			if f.notOnly(s, k) || f.g.is("restriction", plain(s.low[k])) { // "n'ont pu que repousser l'assaut"
				continue
			}
			if !f.g.is("negator", plain(s.low[k])) {
				return true
			}
			// "ne" alone: look for its second half near the verb.
			for j := k + 1; j < s.n() && j < k+6; j++ {
				if f.g.is("negation", plain(s.low[j])) {
					return !f.notOnly(s, j)
				}
			}
			if f.bareNegation(s, i) {
				return true
			}
		}
		if s.rel(k) == "nsubj" && f.nobody(s, k) {
			return true
		}
		if (s.rel(k) == "mark" || s.rel(k) == "case") && k < i && s.Words[i].Feat("VerbForm") == "Inf" && f.g.is("without", plain(s.low[k])) {
			return true // "sans parvenir à s'en emparer"
		}
	}
	if f.g.lang == "ar" && i > 0 && f.g.is("negation", plain(s.low[i-1])) && s.low[i-1] != "ما" && s.rel(i-1) != "fixed" {
		return true
	}
	return false
}

// bareNegation: a few verbs above an infinitive are denied by "ne" alone: "la garnison n'a pu repousser l'assaut";
// with "que" right behind it only limits: "n'ont pu que constater".
func (f *finder) bareNegation(s *sentence, i int) bool {
	return f.g.has("bare-negation", s, i) && f.infinitiveOf(s, i) > i && !f.g.is("restriction", plain(s.low[i+1]))
}

// notOnly: "not only killed soldiers but also burned the post", "n'ont pas seulement pris": the negation denies nothing.
func (f *finder) notOnly(s *sentence, k int) bool {
	return k+1 < s.n() && f.g.is("not-only", plain(s.low[k+1]))
}

// nobody: the noun carries a negative determiner: "aucune source", "no official".
func (f *finder) nobody(s *sentence, noun int) bool {
	if s.pos(noun) == "PRON" && s.Words[noun].Feat("PronType") == "Neg" {
		return true
	}
	d := s.child(noun, "det", "advmod", "amod")
	if f.g.lang == "fr" && f.g.is("negation", s.low[noun]) && s.child(noun, "det") < 0 { // "par personne"
		return true
	}
	return d >= 0 && d < noun && f.g.is("negation", plain(s.low[d]))
}
