// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"fmt"
	"slices"
	"strings"

	"recoupe"
)

// note records a step; it costs nothing where no trace is kept.
func (f *finder) note(s *sentence, rule string, words []int, taken bool, why string) {
	if !f.trace {
		return
	}
	spans := s.spans(words)
	f.steps = append(f.steps, Step{Sentence: s.index, Rule: rule, Words: s.mention(spans).Text, Span: recoupe.Hull(spans), Taken: taken, Why: why})
	for _, w := range words {
		f.toldOf(s)[w] = true
	}
}

// toldOf returns which words of a sentence the present stage has spoken of.
func (f *finder) toldOf(s *sentence) []bool {
	if f.told == nil {
		f.told = map[int][]bool{}
	}
	if f.told[s.index] == nil {
		f.told[s.index] = make([]bool, s.n())
	}
	return f.told[s.index]
}

// whyNoAttribution gives every cue of the text that no step has spoken of its
// reason, and every region its own; for a trace only.
func (f *finder) whyNoAttribution() {
	if !f.trace {
		return
	}
	for i := range f.in.Sentences {
		s := f.sents[i]
		if s == nil {
			f.skipped(i)
			continue
		}
		for w := range s.Words {
			if !f.toldOf(s)[w] {
				f.droppedCue(s, w)
			}
		}
		for w := range s.Words {
			if f.g.lang == "fr" && s.verbal(w) && s.conditionalWord(w) >= 0 && s.conditionalWord(w) == w || s.rel(w) == "aux" && s.Words[w].Feat("Mood") == "Cnd" {
				f.droppedConditional(s, w)
			}
		}
	}
	f.told = nil
}

// skipped notes that a sentence stands in a region that is not read for claims.
func (f *finder) skipped(i int) {
	sn := &f.in.Sentences[i]
	if len(sn.Words) == 0 || sn.Region < 0 || sn.Region >= len(f.in.Regions) {
		return
	}
	if why := whyNoClaimsIn(f.in.Regions[sn.Region].Kind); why != "" {
		f.steps = append(f.steps, Step{Sentence: i, Rule: "region", Words: sn.Span.In(f.in.Dispatch.Text), Span: sn.Span, Why: why})
	}
}

// whyNoClaimsIn says why the sentences of a region make no claims of their own, "" where they do.
func whyNoClaimsIn(k recoupe.RegionKind) string {
	switch k {
	case recoupe.Heading:
		return "a heading announces what the text below it claims"
	case recoupe.Navigation:
		return "a line of navigation points elsewhere"
	case recoupe.Caption:
		return "a caption describes a picture"
	case recoupe.Byline:
		return "a by-line names who wrote the text"
	case recoupe.Dateline:
		return "a dateline says where and when the text was written"
	}
	return ""
}

// droppedCue notes why the longest cue at word i, if there is one, makes no attribution.
func (f *finder) droppedCue(s *sentence, i int) {
	var best entry
	var words []int
	for _, key := range f.keys(s, i) {
		for _, e := range f.g.cues[key] {
			if m := f.match(s, i, e.words); len(m) > len(words) {
				best, words = e, m
			}
		}
	}
	if words != nil {
		f.note(s, best.kind, words, false, f.whyNoCue(s, i, best, words))
	}
}

// whyNoCue is the reason of a cue that no rule looked at.
func (f *finder) whyNoCue(s *sentence, i int, e entry, words []int) string {
	for _, a := range f.voices[s.index] {
		if a.s == s && slices.Contains(a.cue, i) {
			return fmt.Sprintf("a part of the cue %q", s.mention(s.spans(a.cue)).Text)
		}
		if a.s == s && slices.Contains(a.source.words, i) {
			return fmt.Sprintf("a part of the source %q", s.mention(a.source.spans).Text)
		}
	}
	switch {
	case e.reflexive && !f.selfDone(s, i):
		return "a cue only with its reflexive pronoun"
	case e.kind == "verb":
		return fmt.Sprintf("no verb here: tagged %s, and no clause opens behind it", s.pos(i))
	case e.kind == "noun":
		return fmt.Sprintf("no noun here: tagged %s", s.pos(i))
	case e.kind == "adv" || e.kind == "adj":
		return whyNoHedge(e)
	}
	return fmt.Sprintf("a phrase of the class %s attributes nothing by itself", e.class)
}

// whyNoHedge is the reason of an adverb or adjective of report that holds nothing.
func whyNoHedge(e entry) string {
	switch {
	case e.kind == "adj":
		return "it describes no event noun"
	case e.class != "unconfirmed_report":
		return fmt.Sprintf("an adverb of the class %s passes nothing on", e.class)
	}
	return "it stands by no verb"
}

// whyNothingSaid lists, for a verb of saying, what it takes and why that is not there.
func (f *finder) whyNothingSaid(a *attribution) string {
	s, last := a.s, a.cue[len(a.cue)-1]
	var why []string
	if a.entry.clause {
		why = append(why, "no clause opens behind it")
	}
	if a.entry.quote || a.entry.clause {
		why = append(why, f.whyNoInsertion(a))
	}
	if a.entry.infinitive {
		why = append(why, "no infinitive follows")
	}
	if a.entry.object || len(a.entry.preps) > 0 {
		switch o := f.saidNoun(a); {
		case o <= last || o >= s.n():
			why = append(why, "no noun that it takes follows")
		case a.entry.class == "show_evidence":
			why = append(why, fmt.Sprintf("%q is no picture", s.Words[o].Form))
		default:
			why = append(why, fmt.Sprintf("%q is neither an event nor something said", s.Words[o].Form))
		}
	}
	if a.entry.class == "deny" || a.entry.class == "confirm" {
		why = append(why, "nothing was said before that it could answer")
	}
	return strings.Join(why, "; ")
}

// whyNoInsertion says why the verb is not set into what it introduces.
func (f *finder) whyNoInsertion(a *attribution) string {
	in, ok := f.insertion(a)
	switch {
	case !ok:
		return "no quotation, comma or colon sets it off"
	case in.subject < 0:
		return "set off, but without a subject"
	case !f.finiteIn(a.s, 0, in.lo) && !f.finiteIn(a.s, in.hi+1, a.s.bodyEnd()):
		return "set off, but no clause stands around it"
	}
	return "set off, but a verb of this class is not set into what it says"
}

// whyNobody says why a verb of saying with a content has no source.
func (f *finder) whyNobody(s *sentence, head int) string {
	switch {
	case s.child(head, "expl") >= 0:
		return "an impersonal verb: nobody speaks"
	case s.passive(head):
		return "a passive without an agent: nobody speaks"
	}
	return "a content without a source: no subject, and no actor before the verb"
}

// whyNoRelay says why a relay phrase lengthens no chain.
func (f *finder) whyNoRelay(s *sentence, words []int) string {
	if f.complement(s, words) < 0 {
		return "no noun follows that could pass it on"
	}
	return "the sentence has no attribution whose chain it could lengthen"
}

// droppedConditional notes why a French conditional passes nothing on.
func (f *finder) droppedConditional(s *sentence, w int) {
	i := w
	if s.rel(w) == "aux" && s.head(w) >= 0 {
		i = s.head(w)
	}
	for _, a := range f.voices[s.index] {
		if a.s == s && a.conditional && slices.Contains(a.cue, w) {
			return
		}
	}
	if f.reportative(s, i) {
		return // it was noted that the clause has a cue of its own, or hedges its claim
	}
	f.note(s, "conditional", []int{w}, false, f.whyNoReport(s, i))
}
