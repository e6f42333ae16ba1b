// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
)

// verbal reads a speech verb: with a clause ("a affirmé que P"), with a
// quotation or clause before it ("« P », a dit X"), after a colon, with an
// infinitive ("dit avoir repris") or with a noun ("a fait état de combats").
func (f *finder) verbal(s *sentence, e entry, words []int, found []*attribution) *attribution {
	head := words[0]
	group := s.verbGroup(words)
	a := &attribution{s: s, cue: group, head: head, entry: e}
	a.negated = f.negated(s, head)
	a.unknown = s.conditional(head)
	for _, try := range []func(*attribution, []*attribution) string{f.withClause, f.withQuotation, f.withColon, f.withInfinitive, f.withNoun} {
		rule := try(a, found)
		if rule == "" {
			continue
		}
		if a.source == nil {
			a.source = f.subject(s, head, found)
		}
		if a.source == nil {
			f.note(s, rule, group, false, "nobody speaks")
			return nil
		}
		a.rule = rule
		f.note(s, rule, group, true, a.source.name+": "+s.mention(a.content).Text)
		return a
	}
	f.note(s, "verb", group, false, "no clause, quotation or noun that is said")
	return nil
}

// withClause: V que P. UD ccomp (or xcomp) to the right; fallback: a
// complementizer within reach of the verb, before any other finite verb.
func (f *finder) withClause(a *attribution, found []*attribution) string {
	s, head := a.s, a.head
	if !a.entry.clause {
		return ""
	}
	start := -1
	if c := s.child(head, "ccomp", "csubj"); c > head {
		if m := s.child(c, "mark"); m > head {
			start = m
		} else if f.g.lang != "fr" || s.punctBetween(head, c, ":") {
			start = s.subtree(c, nil)[0]
			for start <= a.cue[len(a.cue)-1] || s.punct(start) && !isMark(s.Words[start].Form) {
				start++
			}
			if f.g.lang == "fr" {
				start = -1
			}
		}
	}
	if m := f.complementizer(s, head); m >= 0 && (start < 0 || m < start) {
		start = m
	}
	if start < 0 || start >= s.bodyEnd() {
		return ""
	}
	rule := "verb_que"
	if s.subjectOf(head) < 0 && len(found) > 0 && s.coordinated(head, a.cue[0]) {
		rule = "verb_que_coordinated"
		a.source = found[len(found)-1].source
	}
	a.content = f.contentFrom(a, start)
	if len(a.content) == 0 {
		return ""
	}
	return rule
}

// complementizer looks right of the verb for "que"/"that"/أن, over adverbials
// and insertions, but not over another finite verb.
func (f *finder) complementizer(s *sentence, head int) int {
	for j := head + 1; j < s.n() && j < head+14; j++ {
		if f.g.is("complementizer", plain(s.low[j])) && (s.pos(j) == "SCONJ" || s.pos(j) == "ADP" || s.pos(j) == "PART" || s.head(j) > j) {
			if s.low[j] == "si" || s.low[j] == "if" || s.low[j] == "comment" || s.low[j] == "how" {
				if s.head(j) < 0 || !s.under(s.head(j), head) {
					continue
				}
			}
			return j
		}
		if s.pos(j) == "VERB" && s.Words[j].Feat("VerbForm") != "Part" && !s.under(j, head) || isMark(s.Words[j].Form) {
			return -1
		}
	}
	return -1
}

func (s *sentence) punctBetween(lo, hi int, mark string) bool {
	for i := lo + 1; i < hi; i++ {
		if s.Words[i].Form == mark {
			return true
		}
	}
	return false
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

// subjectOf returns the subject of a verb, or -1.
func (s *sentence) subjectOf(head int) int {
	for _, k := range s.kids[head] {
		if s.rel(k) == "nsubj" && s.Words[k].Deprel != "nsubj:pass" {
			return k
		}
	}
	return -1
}

// contentFrom gives the content that begins at word start: to the end of the
// sentence, less a coordinated second cue, an inserted attribution, and the
// author's gloss between two quotations; on into the next sentences while a
// quotation runs.
func (f *finder) contentFrom(a *attribution, start int) []recoupe.Span {
	s := a.s
	end := f.contentEnd(a, start)
	for j := start + 1; j < end; j++ {
		if f.secondCue(s, j) || f.tail(s, j, a.head) {
			end = j
			break
		}
	}
	if end <= start {
		return nil
	}
	text := f.in.Dispatch.Text
	spans := []recoupe.Span{{Start: s.Words[start].Span.Start, End: s.endOf(end)}}
	spans = minus(spans, f.glosses(s, start, end)...)
	spans = tidy(text, spans)
	if end >= s.bodyEnd() {
		spans = append(spans, f.runOn(s)...)
	}
	return spans
}

// contentEnd is the end of the sentence, or of the quotation that the cue itself stands in.
func (f *finder) contentEnd(a *attribution, start int) int {
	s := a.s
	end := s.bodyEnd()
	if q, ok := s.quoteOf(s.Words[a.head].Span.Start); ok && !isMark(s.Words[start].Form) {
		for end > start && s.Words[end-1].Span.End > q.End {
			end--
		}
		for end > start && isMark(s.Words[end-1].Form) && s.Words[end-1].Span.End >= q.End {
			end--
		}
	}
	return end
}

// secondCue: ", et a ajouté que": a conjunction and a speech verb without a subject of its own.
func (f *finder) secondCue(s *sentence, j int) bool {
	if s.pos(j) != "CCONJ" || s.quotedAt(j) {
		return false
	}
	for k := j + 1; k < s.n() && k < j+6; k++ {
		if s.pos(k) == "VERB" {
			e, words := f.cueAt(s, k, "verb")
			return words != nil && e.clause && f.complementizer(s, k) == k+len(words) && s.subjectOf(k) < 0
		}
		if s.pos(k) != "AUX" && s.pos(k) != "ADV" && s.pos(k) != "PRON" {
			return false
		}
	}
	return false
}

// tail: what follows a comma and hangs on the speech verb, not on what is said:
// ", selon X", ", citant X", ", ce que Y a démenti", ", tout en niant".
func (f *finder) tail(s *sentence, j, head int) bool {
	if !s.comma(j) || s.quotedAt(j) || j+1 >= s.n() {
		return false
	}
	k := j + 1
	if _, words := f.cueAt(s, k, "adp", "prep", "mwe", "phrase"); words != nil && f.complement(s, words) >= 0 {
		return !f.g.is("norm", s.lemma(f.complement(s, words)))
	}
	if s.low[k] == "ce" && k+1 < s.n() && (s.low[k+1] == "que" || s.low[k+1] == "qu'") {
		return true
	}
	for m := k; m < s.n() && m < k+5; m++ {
		if s.head(m) == head && s.rel(m) == "advcl" && s.Words[m].PArc > 0.8 && s.verbal(m) {
			return true
		}
	}
	return false
}

// glosses are appositions that the author slips between two quoted parts of a
// mixed quotation: « A » de X, une ville du nord, « B ».
func (f *finder) glosses(s *sentence, start, end int) []recoupe.Span {
	var out []recoupe.Span
	quotes := 0
	for j := start; j < end; j++ {
		if isMark(s.Words[j].Form) {
			quotes++
		}
		if !s.comma(j) || s.quotedAt(j) || quotes == 0 || j+1 >= end || s.pos(j+1) != "DET" && s.Words[j+1].Feat("Definite") != "Ind" {
			continue
		}
		if s.Words[j+1].Feat("Definite") != "Ind" && s.Words[j+1].Feat("PronType") != "Ind" {
			continue
		}
		k := j + 1
		for k < end && !s.comma(k) && !isMark(s.Words[k].Form) && !(s.verbal(k) && s.Words[k].Feat("VerbForm") == "Fin") {
			k++
		}
		if k < end && s.comma(k) && k+1 < end && isMark(s.Words[k+1].Form) {
			out = append(out, recoupe.Span{Start: s.Words[j].Span.Start, End: s.Words[k].Span.End})
			j = k
		}
	}
	return out
}

// runOn gives the rest of a quotation that runs over the end of the sentence.
func (f *finder) runOn(s *sentence) []recoupe.Span {
	var out []recoupe.Span
	for at := s; at.runsOut; {
		next := f.after(at)
		if next == nil || !next.runsIn || len(next.quotes) == 0 {
			break
		}
		out = append(out, trim(f.in.Dispatch.Text, next.quotes[0]))
		at = next
		if next.quotes[0].End < next.Span.End {
			break
		}
	}
	return out
}

func (f *finder) after(s *sentence) *sentence {
	for i := s.index + 1; i < len(f.sents); i++ {
		if f.sents[i] != nil {
			return f.sents[i]
		}
	}
	return nil
}

func (f *finder) before(s *sentence) *sentence {
	for i := s.index - 1; i >= 0; i-- {
		if f.sents[i] != nil {
			return f.sents[i]
		}
	}
	return nil
}

// withInfinitive: "dit avoir repris la ville": the subject speaks of itself.
func (f *finder) withInfinitive(a *attribution, _ []*attribution) string {
	s, head := a.s, a.head
	if !a.entry.infinitive {
		return ""
	}
	c := s.child(head, "xcomp", "ccomp")
	if c <= head || !s.verbal(c) || s.Words[c].Feat("VerbForm") == "Fin" {
		return ""
	}
	a.content = f.contentFrom(a, max(s.subtree(c, nil)[0], a.cue[len(a.cue)-1]+1))
	return "verb_infinitive"
}

// withNoun: relay, denial, confirmation, order or showing with a noun that carries an event or is quoted.
func (f *finder) withNoun(a *attribution, _ []*attribution) string {
	s, head := a.s, a.head
	last := a.cue[len(a.cue)-1]
	if !a.entry.object {
		return ""
	}
	o := s.child(head, "obj")
	if o < 0 {
		o = s.child(head, "obl", "iobj")
	}
	if len(a.entry.words) > 1 || o <= last { // "fait état de N": N is behind the last word of the cue
		for o = last + 1; o < s.n() && (s.pos(o) == "DET" || s.pos(o) == "ADJ" || isMark(s.Words[o].Form) || s.pos(o) == "NUM" || s.pos(o) == "ADP"); o++ {
		}
	}
	if len(a.entry.words) == 1 && (a.entry.class == "show_evidence" || a.entry.class == "relay") {
		for j := last + 1; j < s.bodyEnd() && j < last+9 && !s.comma(j) && !s.verbal(j); j++ {
			if f.images(s, j) { // a wrong arc may hide the pictures behind an adverbial
				o = j
				break
			}
		}
	}
	if o <= last || o >= s.bodyEnd() || !s.nominal(o) && s.pos(o) != "ADJ" {
		return ""
	}
	rule := "verb_noun"
	switch images := f.images(s, o); {
	case a.entry.class == "show_evidence" || a.entry.class == "relay" && images:
		if !images {
			return ""
		}
		rule = "show_images"
	case len(a.entry.words) > 1:
		rule = strings.ReplaceAll(a.entry.lemma, " ", "_")
	case !slices.Contains([]string{"relay", "deny", "confirm", "concede", "claim_responsibility", "claim_distanced", "accuse", "order_demand", "warn_threat"}, a.entry.class):
		return ""
	}
	start := last + 1
	if lo := s.subtree(o, nil)[0]; lo > start && rule != "show_images" {
		start = lo
	}
	for start < o && (s.pos(start) == "ADP" && s.Words[start].Span != s.Words[min(start+1, s.n()-1)].Span || s.pos(start) == "ADV" || f.timeAt(s, start) || s.pos(start) == "NOUN" && s.rel(start) == "obl") {
		start++
	}
	if rule == "show_images" {
		start = s.determinerOf(o, start)
	}
	if rule == "verb_noun" && !f.eventful(s, start) {
		return ""
	}
	a.content = f.contentFrom(a, start)
	return rule
}

// determinerOf steps back from a noun over its adjectives to its determiner, not before word least.
func (s *sentence) determinerOf(noun, least int) int {
	i := noun
	for i > least && (s.pos(i-1) == "ADJ" || s.pos(i-1) == "DET" || s.pos(i-1) == "NUM" || s.Words[i-1].Span == s.Words[i].Span) {
		i--
	}
	return i
}

// images reports whether the object is what shows: images, une vidéo, footage.
func (f *finder) images(s *sentence, o int) bool {
	return f.g.is("image", plain(s.lemma(o))) || f.g.is("image", strings.TrimSuffix(plain(s.lemma(o)), "s"))
}

// eventful reports whether an event noun or a quotation follows word i before the sentence ends.
func (f *finder) eventful(s *sentence, i int) bool {
	for j := i; j < s.bodyEnd() && j < i+14; j++ {
		if isMark(s.Words[j].Form) {
			return true
		}
		if t, _ := f.triggerAt(s, j); t != nil && t.event != "" {
			return true
		}
	}
	return false
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
