// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// insertion is a clause with a cue that stands behind or inside what it introduces.
type insertion struct {
	lo, hi  int // its words
	subject int // -1 where it has none of its own
	quoted  bool
	// relative: it stands behind a relative pronoun and before its verb, without commas.
	relative bool
}

// withInsertion reads a cue behind or inside what is said.
//
//	« La ville est sûre », a déclaré le maire.
//	La ville est sûre, a-t-il ajouté.
//	"The road is open," the governor said.
//	The road, the governor said, is open.
//	« La ville est sûre, assure le maire, et le restera. »
//
// UD: in French the predicate of the quotation is the head and the cue its
// parataxis; in English the cue is the head and the quotation its ccomp. Word
// order decides where the tree is wrong.
func (f *finder) withInsertion(a *attribution, found []*attribution) string {
	if !a.entry.quote && !a.entry.clause {
		return ""
	}
	in, ok := f.insertion(a)
	if !ok || !in.quoted && !f.insertable(a, in) {
		return ""
	}
	a.content = f.aroundInsertion(a, in, found)
	if len(a.content) == 0 {
		return ""
	}
	if a.source = f.impersonalSource(a, in); a.source == nil {
		a.source = f.speakerOf(a.s, a, in.subject, found)
		f.joinedSpeakers(a)
	}
	switch {
	case in.subject >= 0 && a.s.clitic(in.subject):
		return "quotation_inversion"
	case in.quoted:
		return "quotation_cue"
	case a.s.quotedAt(a.head):
		return "quotation_inside"
	}
	return "clause_cue"
}

// firstSpeaker: ", residents and a commander said": where a speaker is joined to the one that the
// tree knows, the first word behind the comma; else lo.
func (f *finder) firstSpeaker(s *sentence, lo int) int {
	if f.g.lang != "en" || lo < 3 || s.pos(lo-1) != "CCONJ" || !s.nominal(lo-2) {
		return lo
	}
	k := lo - 2
	for k > 0 && (s.nominal(k) || s.pos(k) == "DET" || s.pos(k) == "ADJ" || s.pos(k) == "NUM") {
		k--
	}
	if s.comma(k) && lo-k < 7 {
		return k + 1
	}
	return lo
}

// joinedSpeakers widens a source to whom firstSpeaker found before it.
func (f *finder) joinedSpeakers(a *attribution) {
	s, sp := a.s, a.source
	if sp == nil || len(sp.words) == 0 {
		return
	}
	if lo := f.firstSpeaker(s, sp.words[0]); lo < sp.words[0] {
		sp.words = span(lo, sp.words[len(sp.words)-1])
		sp.spans = s.spans(sp.words)
		sp.name = s.mention(sp.spans).Text
		sp.id = slug(sp.name)
	}
}

// impersonalSource: "a-t-on appris de source militaire", "a-t-on indiqué auprès
// du ministère": nobody is the subject, and the source stands behind the verb.
func (f *finder) impersonalSource(a *attribution, in insertion) *speaker {
	s := a.s
	if in.subject < 0 || !f.impersonal(s, in.subject) {
		return nil
	}
	for j := max(in.subject, a.cue[len(a.cue)-1]) + 1; j <= in.hi && j < s.n(); j++ {
		if s.pos(j) == "NOUN" || s.pos(j) == "PROPN" {
			if !f.timeAt(s, j) {
				return f.speakerAt(s, s.top(j, a.cue[len(a.cue)-1]))
			}
		}
	}
	return unknownSource()
}

// impersonal: the pronoun is nobody in particular ("on", "-t-on").
func (f *finder) impersonal(s *sentence, i int) bool {
	return f.g.is("impersonal", strings.TrimPrefix(strings.TrimPrefix(s.low[i], "-"), "t-"))
}

// insertable: without quotation marks only a verb that plainly reports, with a
// subject of its own, stands inside what it says.
func (f *finder) insertable(a *attribution, in insertion) bool {
	if in.relative {
		return a.entry.clause
	}
	set := f.g.lang == "fr" && a.entry.class == "accuse" && a.s.rel(a.head) == "parataxis" // ", a dénoncé son avocat"
	if in.subject < 0 || !a.entry.clause || !set && !slices.Contains([]string{"assert", "assert_strong", "assert_factive", "relay", "concede", "confirm", "opinion_estimate", "claim_distanced", "warn_threat", "show_evidence"}, a.entry.class) {
		return false
	}
	if a.s.quotedAt(a.head) { // inside a quotation only a noun behind the verb, as French papers write
		return f.g.lang == "fr" && in.subject > a.head
	}
	return f.finiteIn(a.s, 0, in.lo) || f.finiteIn(a.s, in.hi+1, a.s.bodyEnd()) || a.s.pastTakenBefore(in.lo)
}

// insertion finds the bounds of the clause of the cue: a quotation, comma or
// dash before it, and a stop, comma, dash or quotation behind it.
func (f *finder) insertion(a *attribution) (insertion, bool) {
	s := a.s
	in := insertion{lo: a.cue[0], hi: a.cue[len(a.cue)-1], subject: f.insertedSubject(a)}
	if in.subject == nobodyHere {
		return in, false
	}
	if f.g.lang == "en" && s.passive(a.head) && s.child(a.head, "xcomp") > a.head {
		return in, false // "more than 3,000 are thought to have fled"
	}
	if in.subject >= 0 {
		p := f.sourceWords(s, in.subject)
		in.lo, in.hi = min(in.lo, p[0]), max(in.hi, p[len(p)-1])
		in.lo = f.firstSpeaker(s, in.lo)
	}
	before := in.lo - 1
	for before >= 0 && !s.punct(before) && (s.pos(before) == "ADV" || s.pos(before) == "CCONJ" || s.pos(before) == "PRON" && s.rel(before) != "nsubj") {
		before--
	}
	if before >= 0 && s.comma(before) && s.mark(before-1) {
		before--
	}
	switch {
	case before < 0 && f.quoteJustBefore(s) != nil, before >= 0 && s.mark(before) && s.closes(before):
		in.quoted = true
	case before >= 0 && in.subject >= 0 && f.g.is("relative", s.low[before]) && s.finiteNext(in.hi):
		in.lo, in.relative = before+1, true // "a video that it said showed the town"
		return in, true
	case before >= 0 && !s.comma(before) && !s.dash(before) && f.finalVoice(a, &in, before):
		in.lo = before + 1
		return in, true
	case before < 0, !s.comma(before) && !s.dash(before):
		return in, false
	}
	in.lo = before + 1
	return in, f.closesInsertion(a, &in)
}

// finalVoice: in English who says it may end the sentence without a comma:
// "Four people were killed on Sunday a monitoring group said." A clause with a
// finite verb stands before it, nothing but a date or place behind it.
func (f *finder) finalVoice(a *attribution, in *insertion, before int) bool {
	s := a.s
	if f.g.lang != "en" || a.entry.class != "assert" && a.entry.class != "assert_strong" && a.entry.class != "relay" || in.subject < 0 || s.pos(in.subject) == "PRON" && in.subject > a.head || !f.finiteIn(s, 0, in.lo) || s.quotedAt(a.head) {
		return false
	}
	if f.g.is("relative", s.low[before]) || f.g.is("as", s.low[before]) || s.pos(before) == "SCONJ" || s.pos(before) == "ADP" || s.pos(before) == "CCONJ" || s.verbal(before) {
		return false
	}
	for i := in.hi + 1; i < s.bodyEnd(); i++ {
		if !f.timeAt(s, i) && s.pos(i) != "ADV" && s.pos(i) != "ADP" && s.pos(i) != "DET" && s.pos(i) != "NOUN" || i == in.hi+1 && s.nominal(i) && !f.timeAt(s, i) {
			return false
		}
	}
	in.hi = s.bodyEnd() - 1
	return true
}

// closesInsertion walks over what follows the cue to the mark that ends the
// insertion; a clause that begins there is what the cue introduces instead.
func (f *finder) closesInsertion(a *attribution, in *insertion) bool {
	s := a.s
	for i := in.hi + 1; i < s.bodyEnd(); i++ {
		switch {
		case s.low[i] == "(":
			i = s.bracketEnd(i)
		case s.comma(i), s.dash(i):
			in.hi = i - 1
			return true
		case s.mark(i):
			in.hi = i - 1
			return in.quoted || s.closes(i)
		case s.Words[i].Form == ":", f.g.is("complementizer", plain(s.low[i])) && s.pos(i) != "PRON" && s.pos(i) != "DET":
			return false
		case s.verbal(i) && s.Words[i].Feat("VerbForm") == "Fin" && !in.quoted:
			return false
		}
	}
	in.hi = s.bodyEnd() - 1
	return true
}

// finiteNext reports whether a finite verb stands right behind word i.
func (s *sentence) finiteNext(i int) bool {
	return i+1 < s.n() && s.verbal(i+1) && s.Words[i+1].Feat("VerbForm") == "Fin"
}

// bracketEnd returns the bracket that closes the one at word i, or i itself.
func (s *sentence) bracketEnd(i int) int {
	for j := i + 1; j < s.n(); j++ {
		if s.low[j] == ")" {
			return j
		}
	}
	return i
}

// nobodyHere says that the verb has its subject elsewhere and is no insertion.
const nobodyHere = -2

// insertedSubject finds the subject of an inserted cue: a clitic, the noun
// behind the verb, in English and Arabic also the noun before it; -1 for none.
func (f *finder) insertedSubject(a *attribution) int {
	s := a.s
	lo, hi := a.cue[0], a.cue[len(a.cue)-1]
	for i := lo; i <= hi+1 && i < s.n(); i++ {
		if s.clitic(i) {
			return i
		}
	}
	sub := s.child(a.head, "nsubj")
	for _, k := range s.kids[a.head] { // one behind the verb wins
		if s.rel(k) == "nsubj" && k > hi && !s.markIn(hi, k) && !f.startsContent(s, k) {
			return k
		}
	}
	switch {
	case sub >= 0 && f.g.lang == "fr" && s.markIn(sub, lo): // a wrong arc into the quotation: « Un blocus », commentait le maire
	case sub >= 0 && f.g.lang == "fr" && s.pos(sub) == "PRON" && !s.relative(sub):
		return sub
	case sub >= 0 && f.g.lang == "fr" && s.rel(a.head) == "parataxis" && lo > 0 && s.comma(lo-1): // the tree has it set in: ", a dit le maire", so a noun before the comma speaks not
	case sub >= 0 && f.g.lang == "fr":
		return nobodyHere
	}
	if f.g.lang != "fr" {
		if left := f.leftSubject(s, a.head, lo); left >= 0 {
			return left
		}
	}
	for i := hi + 1; i < s.n() && i < hi+6; i++ {
		if f.g.is("latter", plain(s.low[i])) && !(i+1 < s.n() && s.nominal(i+1)) {
			return i
		}
		if s.nominal(i) && !f.timeAt(s, i) {
			return s.top(i, hi)
		}
		partitive := s.pos(i) == "ADP" && i+1 < s.n() && s.Words[i].Span == s.Words[i+1].Span // "des diplomates", cut in two
		if s.pos(i) != "DET" && s.pos(i) != "ADJ" && s.pos(i) != "ADV" && !f.timeAt(s, i) && !partitive {
			break
		}
	}
	return -1
}

// markIn: a quotation mark stands between the two words.
func (s *sentence) markIn(lo, hi int) bool {
	for j := lo + 1; j < hi; j++ {
		if s.mark(j) {
			return true
		}
	}
	return false
}

// aroundInsertion gives what is said on both sides of an insertion.
func (f *finder) aroundInsertion(a *attribution, in insertion, found []*attribution) []recoupe.Span {
	s := a.s
	before := in.lo - 1
	var spans []recoupe.Span
	if in.relative {
		spans = append(spans, s.Words[before].Span)
		return append(spans, f.contentFrom(a, in.hi+1)...)
	}
	if before < 0 { // the quotation closed with the sentence before
		spans = append(spans, *f.quoteJustBefore(s))
	} else if start := f.startOf(s, before, found); start <= before {
		spans = append(spans, recoupe.Span{Start: s.Words[start].Span.Start, End: s.Words[before].Span.End})
		if q, ok := s.fullQuote(s.Words[start].Span.Start); ok && q.Start < s.Span.Start {
			spans[0].Start = q.Start
		}
	}
	if rest := f.resumed(a, in); !rest.Empty() {
		spans = append(spans, rest)
	}
	return tidy(f.in.Dispatch.Text, spans)
}

// startOf is the first word before an insertion that no earlier attribution has taken.
func (f *finder) startOf(s *sentence, before int, found []*attribution) int {
	start := 0
	for _, b := range found {
		for start < before && s.Words[start].Span.Start < b.hull().End && b.hull().Start <= s.Words[start].Span.Start {
			start++
		}
	}
	if start >= before {
		start = 0
	}
	for start < before && (s.comma(start) || f.joins(s, start) && start == 0) {
		start++
	}
	return start
}

// quoteJustBefore returns the quotation that ends the sentence before, where
// that ends in a mark of its own: "« Est-ce vrai ? » demanda le maire.", or nil.
func (f *finder) quoteJustBefore(s *sentence) *recoupe.Span {
	prev := f.before(s)
	if prev == nil || prev.paragraph != s.paragraph || len(prev.full) == 0 {
		return nil
	}
	q := prev.full[len(prev.full)-1]
	if q.End != prev.Words[prev.n()-1].Span.End || q.End > s.Span.Start {
		return nil
	}
	return &q
}

// resumed gives what goes on behind an insertion: « A », dit X, « B »; A, said X, A.
// Behind a quotation only another quotation goes on.
func (f *finder) resumed(a *attribution, in insertion) recoupe.Span {
	s := a.s
	i := in.hi + 1
	for i < s.n() && (s.comma(i) || s.dash(i)) {
		i++
	}
	end := s.bodyEnd()
	if i >= end || end-i < 2 {
		return recoupe.Span{}
	}
	if s.mark(i) && !s.closes(i) {
		if q, ok := f.directQuote(s, i); ok {
			return q
		}
		return recoupe.Span{Start: s.Words[i].Span.Start, End: s.endOf(end)}
	}
	if in.quoted || f.tail(a, i-1) || f.otherVoice(s, i) || !f.finiteIn(s, i, end) && f.finiteIn(s, 0, in.lo) {
		return recoupe.Span{}
	}
	if s.relativeWord(i) && s.pos(i) == "PRON" && in.subject >= 0 { // "…, a dit le maire, qui est resté"
		return recoupe.Span{}
	}
	return recoupe.Span{Start: s.Words[i].Span.Start, End: s.endOf(end)}
}

// pastTaken: a past form that is taken for a participle, of a clause or of a noun which nothing governs as a noun:
// "clashes raged in the town, the agency said" has no other verb before its comma.
func (s *sentence) pastTaken(i int) bool {
	w := &s.Words[i]
	if w.UPOS != "VERB" || w.Feat("VerbForm") != "Part" || w.Feat("Tense") != "Past" || s.child(i, "aux") >= 0 {
		return false
	}
	if w.Base() == "ccomp" {
		return true
	}
	if w.Base() != "acl" {
		return false
	}
	switch s.rel(s.head(i)) {
	case "ccomp", "root", "parataxis":
		return s.pos(s.head(i)) == "NOUN" || s.pos(s.head(i)) == "PROPN"
	}
	return false
}

// pastTakenBefore: such a form stands before word n.
func (s *sentence) pastTakenBefore(n int) bool {
	for i := range n {
		if s.pastTaken(i) {
			return true
		}
	}
	return false
}

func (f *finder) finiteIn(s *sentence, lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.verbal(i) && s.Words[i].Feat("VerbForm") == "Fin" {
			return true
		}
	}
	return false
}

func (f *finder) speakerOf(s *sentence, a *attribution, subject int, found []*attribution) *speaker {
	if subject >= 0 {
		return f.speakerAt(s, subject)
	}
	return f.subject(s, a.head, found)
}
