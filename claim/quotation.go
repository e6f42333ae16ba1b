// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"recoupe"
)

// continueQuotations gives a quotation that nobody introduces to the speaker
// before: it is a further part of what he says.
//
//	« Nous tiendrons », a dit le maire. « La ville est calme. »
//
// It must be a sentence or more of its own, and stand in the paragraph of the
// speaker, or be the whole of the next one.
func (f *finder) continueQuotations() {
	for _, q := range f.quoted {
		if f.introduced(q) || !q.alone {
			continue
		}
		a := f.speakingBefore(q)
		if a == nil {
			continue
		}
		a.content = append(a.content, trim(f.in.Dispatch.Text, q.span))
		f.note(q.s, "quotation_continued", q.s.wordsIn(q.span), true, "goes on from "+a.source.name)
	}
}

// introduced: an attribution whose cue stands outside the quotation says it, or a part of it.
func (f *finder) introduced(q quotation) bool {
	for _, a := range f.attrs {
		cue := a.s.Words[a.head].Span
		if q.span.Contains(cue) && a.rule != "quotation_inside" {
			continue
		}
		for _, c := range a.content {
			if c.Overlaps(q.span) {
				return true
			}
		}
	}
	return false
}

// speakingBefore returns the attribution that a quotation without a cue goes on from, or nil.
func (f *finder) speakingBefore(q quotation) *attribution {
	var last *attribution
	for _, a := range f.attrs {
		if a.s.Words[a.head].Span.Start >= q.span.Start {
			break
		}
		if a.s.quotedAt(a.head) && a.rule != "quotation_inside" || a.conditional {
			continue
		}
		last = a
	}
	if last == nil || last.s.paragraph == q.s.paragraph {
		return last
	}
	if q.s.paragraph == last.s.paragraph+1 && q.opensParagraph {
		return last
	}
	return nil
}

// quotation is one quoted stretch of a paragraph.
type quotation struct {
	span recoupe.Span
	s    *sentence // in which it opens
	// alone: it begins and ends with sentences; opensParagraph: nothing stands before it.
	alone, opensParagraph bool
}
