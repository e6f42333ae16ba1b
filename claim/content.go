// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"recoupe"
)

// contentFrom gives the content that begins at word start: to the end of a
// quotation that is a sentence of its own, else to the end of the sentence less
// what the author says himself; on into the next sentences while a quotation runs.
func (f *finder) contentFrom(a *attribution, start int) []recoupe.Span {
	s := a.s
	if q, ok := f.directQuote(s, start); ok {
		return tidy(f.in.Dispatch.Text, []recoupe.Span{q})
	}
	end := f.contentEnd(a, start)
	if m := s.goesOn(a.head); m > start && m < end {
		end = m
	}
	for j := start + 1; j < end; j++ {
		if f.secondCue(a, j) || f.tail(a, j) || f.otherVoice(s, j) || f.unsplit(s, j) || f.semicolon(s, j) || f.mainAgain(a, j) {
			end = j
			break
		}
	}
	if end <= start {
		return nil
	}
	spans := []recoupe.Span{{Start: s.Words[start].Span.Start, End: s.endOf(end)}}
	spans = tidy(f.in.Dispatch.Text, minus(spans, f.glosses(s, start, end)...))
	if n := len(spans); end >= s.bodyEnd() && s.runsOut && n > 0 {
		if q := s.full[len(s.full)-1]; q.Start < spans[n-1].End {
			spans[n-1].End = trim(f.in.Dispatch.Text, recoupe.Span{Start: spans[n-1].Start, End: q.End}).End
		}
	}
	return spans
}

// goesOn: a French participle of speaking ends where the sentence goes on with the verb of the noun that it
// describes: "des soldats accusés d'avoir tué un berger | ont été acquittés"; -1 for none.
func (s *sentence) goesOn(i int) int {
	noun := s.head(i)
	if s.g.lang != "fr" || s.rel(i) != "acl" || noun < 0 || s.rel(noun) != "nsubj" || s.head(noun) < i || !s.finite(s.head(noun)) {
		return -1
	}
	first := s.head(noun)
	for _, k := range s.kids[s.head(noun)] {
		switch s.rel(k) {
		case "aux", "cop", "expl", "iobj", "advmod":
			if k > i && s.head(noun) > k {
				first = min(first, k)
			}
		}
	}
	return first
}

// unsplit: a full stop inside what was taken for one sentence, outside
// quotations: an Arabic sentence may begin with a conjunction behind it.
func (f *finder) unsplit(s *sentence, j int) bool {
	return f.g.lang == "ar" && s.Words[j].Form == "." && !s.quotedAt(j) && j+1 < s.n() && !s.punct(j+1)
}

// mainAgain: a conjunction and a clause with a subject of its own that the tree
// hangs on the cue and not on what is said: "claimed the attack, but the army has
// closed the road".
func (f *finder) mainAgain(a *attribution, j int) bool {
	s := a.s
	h := s.head(j)
	if s.pos(j) != "CCONJ" || s.quotedAt(j) || h < j || s.rel(h) != "conj" || s.head(h) != a.head || !s.finite(h) {
		return false
	}
	return s.subjectOf(h) > j && !a.entry.clause // a clause that is said may well have a second one
}

// semicolon: a semicolon outside quotations, and behind it a clause that no
// complementizer hangs on the cue: the author goes on himself, or somebody else
// is told of: "Moscow claimed the town; Kyiv has not confirmed it".
func (f *finder) semicolon(s *sentence, j int) bool {
	if s.Words[j].Form != ";" && s.Words[j].Form != "؛" || s.quotedAt(j) {
		return false
	}
	k := j + 1
	for k < s.n() && (s.pos(k) == "CCONJ" || s.pos(k) == "ADV") {
		k++
	}
	return k < s.n() && !f.g.is("complementizer", plain(s.low[k])) && !s.mark(k) && f.finiteIn(s, k, s.bodyEnd())
}

// directQuote returns the quotation that opens at word start if it is a
// sentence of its own: the mark that closes it stands behind a comma or stop, or
// beyond the sentence.
//
//	He said: "The road is open. It will stay so," before he left.
func (f *finder) directQuote(s *sentence, start int) (recoupe.Span, bool) {
	for k, q := range s.quotes {
		if q.Start != s.Words[start].Span.Start {
			continue
		}
		full := s.full[k]
		last := -1
		for i := start + 1; i < s.n() && s.Words[i].Span.End <= full.End; i++ {
			last = i
		}
		if full.End > q.End || last > start+1 && s.mark(last) && s.punct(last-1) {
			return full, true
		}
	}
	return recoupe.Span{}, false
}

// contentEnd is the end of the sentence, or of the quotation that the cue itself
// stands in, or of the relative clause or brackets that the cue stands in.
func (f *finder) contentEnd(a *attribution, start int) int {
	s := a.s
	end := s.bodyEnd()
	if q, ok := s.quoteOf(s.Words[a.head].Span.Start); ok && !s.mark(start) {
		for end > start && s.Words[end-1].Span.End > q.End {
			end--
		}
		for end > start && s.mark(end-1) && s.Words[end-1].Span.End >= q.End {
			end--
		}
	}
	if e := f.relativeEnd(a, start, end); e > start {
		end = e
	}
	return end
}

// relativeEnd: a cue in a relative clause or participle between commas says no more than the
// clause: "Le maire, qui a dit que la ville tenait, a été tué", "Le groupe, accusé par l'armée de piller, nie". The clause ends
// at the first comma behind which the main verb follows without a subject.
func (f *finder) relativeEnd(a *attribution, start, end int) int {
	s := a.s
	sub := s.subjectOf(a.head)
	if !(s.rel(a.head) == "acl" && a.cue[0] > 0 && s.comma(a.cue[0]-1)) && (sub < 1 || !s.relative(sub) || !s.comma(sub-1)) {
		return end
	}
	for j := start + 1; j+1 < end; j++ {
		if s.comma(j) && !s.quotedAt(j) && (s.pos(j+1) == "AUX" || s.pos(j+1) == "VERB") && s.finite(j+1) {
			return j
		}
	}
	return end
}

// secondCue: ", et a ajouté que": a conjunction and a speech verb without a
// subject of its own, which opens a clause or hangs on the first cue.
func (f *finder) secondCue(a *attribution, j int) bool {
	s := a.s
	if s.pos(j) != "CCONJ" || s.quotedAt(j) || j < 1 || j+1 >= s.n() {
		return false
	}
	if f.g.lang == "ar" && s.pos(j+1) == "VERB" && s.comma(j-1) && !f.saidClause(a) {
		if _, words := f.cueAt(s, j+1, "verb"); words != nil {
			return true // "نفى وجود أسلحة، واتهم إسرائيل"
		}
	}
	for k := j + 1; k < s.n() && k < j+6; k++ {
		if s.pos(k) == "VERB" {
			e, words := f.cueAt(s, k, "verb")
			if words == nil || s.subjectOf(k) >= 0 {
				return false
			}
			takenUp := a.entry.class == "deny" && s.Words[k].Feat("VerbForm") == "Part" && s.child(k, "aux") < 0 // "a nié avoir tiré et accusé l'armée": nobody denies that he accuses
			return takenUp || e.clause && f.complementizer(s, k) == k+len(words) || s.head(k) == a.head && s.rel(k) == "conj"
		}
		if s.pos(k) != "AUX" && s.pos(k) != "ADV" && s.pos(k) != "PRON" {
			return false
		}
	}
	return false
}

// tail: what follows a comma and hangs on the speech verb, not on what is said:
// ", selon X", ", citant X", ", ce que Y a démenti", ", tout en niant", ", adding that".
func (f *finder) tail(a *attribution, j int) bool {
	s := a.s
	if !s.comma(j) || s.quotedAt(j) || j+1 >= s.n() {
		return false
	}
	k := j + 1
	if _, words := f.cueAt(s, k, "prep", "phrase"); words != nil {
		if x := f.complement(s, words); x >= 0 {
			return !f.g.is("norm", s.lemma(x))
		}
	}
	if f.resumesAt(s, k) {
		return true
	}
	for m := k + 1; m < s.n() && m < k+5; m++ {
		if first, _ := f.namedAgain(s, m); first == k {
			return true
		}
	}
	if f.participleCue(s, k) {
		return true
	}
	for m := k; m < s.n() && m < k+5; m++ {
		if s.head(m) == a.head && s.rel(m) == "advcl" && s.Words[m].PArc > 0.8 && s.verbal(m) {
			return true
		}
	}
	return false
}

// resumesAt: at word k begins ", ce que X a démenti", ", which X denied".
func (f *finder) resumesAt(s *sentence, k int) bool {
	first := k
	for first+1 < s.n() && f.joins(s, first) {
		first++
	}
	if !f.g.is("resume", s.low[first]) && !f.g.is("resume-relative", s.low[first]) && !f.resumedAt(s, k) {
		return false
	}
	for j := k + 1; j < s.n() && j < k+9; j++ {
		if _, words := f.cueAt(s, j, "verb"); words != nil && f.resumption(s, f.groupStart(s, j)) == k {
			return true
		}
	}
	return false
}

// resumedAt: the phrase of a noun that takes up what was said begins at word k.
func (f *finder) resumedAt(s *sentence, k int) bool {
	for j := k; j < s.n() && j < k+4 && (j == k || s.pos(j) == "ADJ" || s.pos(j) == "NOUN"); j++ {
		if f.resumedNoun(s, j) == k {
			return true
		}
	}
	return false
}

// participleCue: a participle or gerund of a speech verb opens at word k, over
// "en", "tout en", "while": the speaker goes on ("…, adding that", "مضيفا أن").
func (f *finder) participleCue(s *sentence, k int) bool {
	for m := k; m < s.n() && m < k+3; m++ {
		form := s.Words[m].Feat("VerbForm")
		participle := form == "Ger" || form == "Conv" || form == "Part" && s.Words[m].Feat("Tense") != "Past" || f.g.is("participle", f.unprefixed(plain(s.low[m])))
		if e, words := f.cueAt(s, m, "verb"); words != nil && participle && (e.clause || e.quote) {
			return true
		}
		if s.pos(m) != "ADP" && s.pos(m) != "ADV" && s.pos(m) != "SCONJ" && s.pos(m) != "CCONJ" {
			return false
		}
	}
	return false
}

// otherVoice: a conjunction and a clause in which somebody else speaks, or in
// which the same one takes something back: ", but residents said", ", mais le
// ministère a démenti", ", though she acknowledged".
func (f *finder) otherVoice(s *sentence, j int) bool {
	if f.g.lang == "ar" && f.turnsAgainst(s, j) {
		return true
	}
	if s.quotedAt(j) || s.pos(j) != "CCONJ" && s.pos(j) != "SCONJ" && !f.g.is("contrast", s.low[j]) {
		return false
	}
	if f.g.lang == "ar" && j+2 < s.n() && f.g.is("negation", plain(s.low[j+1])) && f.g.is("disclaimer", plain(s.low[j+2])) {
		return true // "ولم يتسن التحقق من ذلك": the author himself
	}
	if f.g.lang == "ar" && j+1 < s.n() && f.g.is("complementizer", plain(s.low[j+1])) {
		return false // "قالوا إن المدينة محاصرة، وإن روسيا تعلن": he goes on
	}
	subject := -1
	for k := j + 1; k < s.n() && k < j+10 && !s.comma(k) && !s.mark(k); k++ {
		if s.nominal(k) {
			subject = k
		}
		if s.pos(k) != "VERB" {
			continue
		}
		e, words := f.cueAt(s, k, "verb")
		if words != nil && f.g.lang == "ar" && k == j+1 && f.g.is("contrast", s.low[j]) {
			return true // the verb comes first
		}
		if words == nil || !e.clause || subject < 0 || s.relative(subject) {
			return false
		}
		if s.pos(subject) == "PRON" && !f.g.is("contrast", s.low[j]) {
			return false
		}
		return f.g.is("contrast", s.low[j]) || s.pos(j) == "CCONJ" && e.class == "assert"
	}
	return false
}

// glosses are appositions that the author slips between two quoted parts of a
// mixed quotation: « A » de X, une ville du nord, « B ».
func (f *finder) glosses(s *sentence, start, end int) []recoupe.Span {
	var out []recoupe.Span
	quotes := 0
	for j := start; j < end; j++ {
		if s.mark(j) {
			quotes++
		}
		if !s.comma(j) || s.quotedAt(j) || quotes == 0 || j+1 >= end || !s.indefinite(j+1) {
			continue
		}
		k := j + 1
		for k < end && !s.comma(k) && !s.mark(k) && !(s.verbal(k) && s.Words[k].Feat("VerbForm") == "Fin") {
			k++
		}
		if k < end && s.comma(k) && k+1 < end && s.mark(k+1) {
			out = append(out, recoupe.Span{Start: s.Words[j].Span.Start, End: s.Words[k].Span.End})
			j = k
		}
	}
	return out
}

// indefinite reports whether word i is an indefinite article.
func (s *sentence) indefinite(i int) bool {
	return s.Words[i].Feat("Definite") == "Ind" || s.pos(i) == "DET" && s.Words[i].Feat("PronType") == "Ind"
}

// relativeWord: the word opens a relative clause.
func (s *sentence) relativeWord(i int) bool {
	return s.Words[i].Feat("PronType") == "Rel" || s.g.lang == "fr" && s.g.is("resume-relative", s.low[i])
}
