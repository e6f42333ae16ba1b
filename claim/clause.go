// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import "slices"

// withClause: V que P. UD ccomp to the right; fallback: a complementizer within
// reach of the verb, and where the language needs none the clause itself.
func (f *finder) withClause(a *attribution, found []*attribution) string {
	s := a.s
	if !a.entry.clause && !(a.entry.quote && s.mark(a.cue[len(a.cue)-1]+1)) {
		return ""
	}
	start := f.clauseStart(a)
	if start < 0 || start >= s.bodyEnd() {
		return ""
	}
	rule := "verb_que"
	if s.subjectOf(a.head) < 0 && len(found) > 0 && s.coordinated(a.head, a.cue[0]) && f.sharesSubject(a, found) {
		rule = "verb_que_coordinated"
		a.source = found[len(found)-1].source
	}
	a.content = f.contentFrom(a, start)
	return rule
}

// sharesSubject: no other nominal stands right before the verb.
func (f *finder) sharesSubject(a *attribution, _ []*attribution) bool {
	return f.leftSubject(a.s, a.head, a.cue[0]) < 0
}

// clauseStart finds the first word of the clause that a verb reports, or -1.
func (f *finder) clauseStart(a *attribution) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	if q := f.overAdverbials(a, last+1); len(a.entry.words) == 1 && a.entry.quote && q < s.bodyEnd() && s.mark(q) && !s.closes(q) {
		return q
	}
	start := -1
	c := s.child(a.head, "ccomp", "csubj")
	if c > a.head {
		if m := s.child(c, "mark"); m > last {
			start = m
		} else if f.g.lang != "fr" {
			start = s.subtree(c, nil)[0]
			for start <= last || s.punct(start) && !s.mark(start) {
				start++
			}
		}
	}
	if m := f.complementizer(s, max(a.head, f.lastVerb(a))); m >= 0 && (start < 0 || m < start) {
		start = m
	} else if m > start && m <= start+3 && f.g.lang == "ar" && !f.g.is("complementizer", plain(s.low[start])) {
		start = m // a wrong arc took the speaker's name for the clause
	}
	if start >= 0 && s.semicolonIn(last, start) {
		return -1 // a wrong arc to the next clause
	}
	if start >= 0 && f.g.is("complementizer", plain(s.low[start])) {
		return f.nounBefore(a, start)
	}
	if z := f.bareClause(a, last); z >= 0 && (start < 0 || z < start && f.foreign(a, z, start)) {
		return z
	}
	return start
}

// semicolonIn: a semicolon outside quotations stands between the two words.
func (s *sentence) semicolonIn(lo, hi int) bool {
	for j := lo + 1; j < hi; j++ {
		if (s.Words[j].Form == ";" || s.Words[j].Form == "؛") && !s.quotedAt(j) {
			return true
		}
	}
	return false
}

// lastVerb is the last verb of a cue of several words: "quoted as saying".
func (f *finder) lastVerb(a *attribution) int {
	last := a.cue[len(a.cue)-1]
	if len(a.entry.words) > 1 && a.s.verbal(last) {
		return last
	}
	return -1
}

// nounBefore moves the start back where the clause hangs on a noun or an
// infinitive that is what the verb takes: "a démenti l'idée que P", "dit espérer que P".
func (f *finder) nounBefore(a *attribution, m int) int {
	s, last := a.s, a.cue[len(a.cue)-1]
	for j := last + 1; j < m; j++ {
		if s.Words[j].Feat("VerbForm") == "Inf" && s.pos(j) == "VERB" && s.under(j, a.head) {
			return max(last+1, min(j, s.subtree(j, nil)[0]))
		}
	}
	o := m - 1
	if o <= last || s.pos(o) != "NOUN" || f.g.is("told", s.lemma(a.head)) {
		return m
	}
	c := s.head(m)
	described := c >= 0 && s.rel(c) == "acl" && s.head(c) == o
	switch {
	case f.g.is("fact-noun", s.lemma(o)): // "insister sur le fait que"
		return max(last+1, s.determinerOf(o, last+1))
	case f.g.isNounCue(s.lemma(o)) && s.rel(o) == "obj", described && a.entry.object && s.rel(o) == "obj" && s.Words[c].Deprel != "acl:relcl":
		return max(last+1, s.nounPhrase(o)[0])
	case described && f.relayedBy(a, o):
		return m // "was quoted as saying by the agency that": a wrong arc to who quoted
	case described && f.g.lang == "fr" && s.child(o, "case") >= 0 && a.entry.clause && s.child(a.head, "ccomp", "obj") < 0:
		return m // "a déclaré dans des vidéos que": a wrong arc to the adverbial
	case described && f.toldTo(a, o):
		return m
	case described:
		return -1 // "posted a video that shows", "commented on reports that"
	}
	return m
}

// toldTo: noun o is whom a verb of saying tells what it says, or where, not a thing that its clause describes:
// "said to reporters that", "said in an interview that", not "spoke of a plan that".
func (f *finder) toldTo(a *attribution, o int) bool {
	s, c := a.s, a.s.child(o, "case")
	v := s.head(o + 1)
	return f.g.lang == "en" && s.rel(o) == "obl" && s.head(o) == a.head && c > a.head && !f.g.is("topic-case", s.low[c]) &&
		!slices.Contains(a.entry.preps, s.low[c]) && s.Words[v].Deprel == "acl" && s.child(v, "nsubj") > o+1 &&
		a.entry.clause && s.child(a.head, "ccomp", "obj") < 0 && !f.g.isNounCue(s.lemma(o)) && !f.g.has("fact-noun", s, o)
}

// relayedBy: noun o is the agency by which somebody "was quoted as saying".
func (f *finder) relayedBy(a *attribution, o int) bool {
	c := a.s.child(o, "case")
	return c >= 0 && f.quotedSpeaker(a.s, a) && f.g.is("agent", a.s.low[c])
}

// bareClause is a clause without a complementizer right behind the verb, in
// English and Arabic: a noun phrase and a finite verb with no comma before it.
//
//	The minister said on Monday the road was open.
func (f *finder) bareClause(a *attribution, last int) int {
	s := a.s
	if f.g.lang != "en" {
		return -1
	}
	start := f.overAdverbials(a, last+1)
	if start >= s.n() {
		return -1
	}
	if s.mark(start) {
		return start
	}
	if !s.nominal(start) && s.pos(start) != "DET" && s.pos(start) != "ADJ" || s.relative(start) {
		return -1
	}
	for j := start; j < s.bodyEnd() && j < start+14; j++ {
		switch {
		case s.comma(j), s.mark(j), s.pos(j) == "SCONJ", j > start && s.relative(j):
			return -1
		case s.verbal(j) && s.Words[j].Feat("VerbForm") == "Fin":
			if c := s.clause(j); c >= 0 && s.rel(c) == "acl" || j == start || !s.under(j, a.head) && !f.strayed(a, c) {
				return -1
			}
			return start
		}
	}
	return -1
}

// strayed: a wrong arc hung the clause of a verb without a clause on the verb of saying above it.
func (f *finder) strayed(a *attribution, c int) bool {
	s := a.s
	return c >= 0 && s.rel(c) == "ccomp" && s.child(a.head, "ccomp", "xcomp", "obj") < 0 && s.rel(a.head) == "ccomp" && s.head(c) == s.head(a.head)
}

// overAdverbials skips adverbs, dates and the listener between a verb and what it reports.
func (f *finder) overAdverbials(a *attribution, i int) int {
	s := a.s
	for i < s.n() {
		switch {
		case s.pos(i) == "ADV" && s.head(i) == a.head, f.timeAt(s, i), s.pos(i) == "ADP" && i+1 < s.n() && f.timeAt(s, i+1):
			i++
		case s.head(i) >= 0 && s.listener(i, a.head):
			k := i
			for k < s.n() && s.listener(k, a.head) {
				k++
			}
			i = k
		default:
			return i
		}
	}
	return i
}

// listener: the word belongs to the indirect object, or to the object of a verb that takes a clause too.
func (s *sentence) listener(i, head int) bool {
	for n, k := 0, i; k >= 0 && n < 6; n, k = n+1, s.head(k) {
		if s.head(k) == head {
			return k > head && (s.rel(k) == "iobj" || s.rel(k) == "obj" && s.child(head, "ccomp", "xcomp") >= 0)
		}
	}
	return false
}

// foreign: between z and start stands a word that no adverbial or object of the
// verb holds, so that the tree cut the clause short.
func (f *finder) foreign(a *attribution, z, start int) bool {
	s := a.s
	for i := z; i < start; i++ {
		if s.punct(i) {
			continue
		}
		k := i
		for n := 0; n < s.n() && s.head(k) >= 0 && s.head(k) != a.head; n++ {
			k = s.head(k)
		}
		switch s.rel(k) {
		case "obl", "obj", "iobj", "advmod", "nmod", "advcl":
		default:
			return true
		}
	}
	return false
}

// complementizer looks right of the verb for "que"/"that"/أن, over adverbials
// and insertions, but not over another finite verb.
func (f *finder) complementizer(s *sentence, head int) int {
	for j := head + 1; j < s.n() && j < head+14; j++ {
		if f.opensClause(s, j) {
			if f.g.is("interrogative", plain(s.low[j])) && j > head+1 && (s.head(j) < 0 || !s.under(s.head(j), head)) {
				continue
			}
			return j
		}
		if end := s.quotedName(j); end > j { // "قالت مصادر لـ\"الجريدة\" إن"
			j = end
			continue
		}
		if s.rel(j) == "conj" && (s.finite(j) || f.cueParticiple(s, j)) && j > head+2 && s.pos(j) == "VERB" {
			return -1 // what the next verb says
		}
		if s.mark(j) || s.pos(j) == "VERB" && (!s.under(j, head) && (s.Words[j].Feat("VerbForm") != "Part" || s.finite(j)) || f.participleCue(s, j)) {
			return -1
		}
	}
	return -1
}

// cueParticiple: a participle that shares the auxiliary of the verb before it and says something itself: "a reconnu un repli et assuré que".
func (f *finder) cueParticiple(s *sentence, j int) bool {
	_, words := f.cueAt(s, j, "verb")
	return words != nil && s.Words[j].Feat("VerbForm") == "Part" && s.child(j, "aux") < 0
}

// quotedName returns the mark that closes the quotation that opens at word j if
// that holds a name of at most four words, else j.
func (s *sentence) quotedName(j int) int {
	if !s.mark(j) || s.closes(j) {
		return j
	}
	for k := j + 1; k < s.n() && k < j+6; k++ {
		if s.mark(k) {
			return k
		}
		if s.verbal(k) || s.punct(k) {
			return j
		}
	}
	return j
}

// opensClause: the word is a complementizer here and no pronoun or preposition.
func (f *finder) opensClause(s *sentence, j int) bool {
	if !f.g.is("complementizer", plain(s.low[j])) || f.g.lang == "fr" && j > 0 && f.g.is("resume", s.low[j-1]) {
		return false // "ce que" takes up a thing
	}
	if j > 0 && f.g.is("before-complementizer", plain(s.low[j-1])) {
		return false // "غير أن", "بعد أن" are conjunctions
	}
	switch s.pos(j) {
	case "SCONJ", "PART":
		return true
	case "PRON", "DET":
		return f.g.lang == "fr" && s.head(j) > j || j > 0 && s.pos(j-1) == "NOUN" && s.rel(j-1) == "root"
	}
	return f.g.lang == "ar" || s.pos(j) == "ADP" || s.head(j) > j
}

// coordinated reports whether a conjunction stands right before the verb group that begins at lo.
func (s *sentence) coordinated(head, lo int) bool {
	for j := lo - 1; j >= 0 && j >= lo-3; j-- {
		if s.pos(j) == "CCONJ" || s.comma(j) {
			return true
		}
		if s.pos(j) != "ADV" && s.pos(j) != "PRON" {
			return false
		}
	}
	return false
}
