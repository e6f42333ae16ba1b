// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recoupe"
)

// publishAttributions turns the working records into the program's words, in text order.
func (f *finder) publishAttributions() []recoupe.Attribution {
	out := make([]recoupe.Attribution, 0, len(f.attrs))
	for _, a := range f.attrs {
		out = append(out, f.publish(a))
	}
	return out
}

// order sorts the attributions by cue and numbers them.
func (f *finder) order() {
	slices.SortStableFunc(f.attrs, func(a, b *attribution) int {
		return cmp.Compare(a.s.Words[a.head].Span.Start, b.s.Words[b.head].Span.Start)
	})
	for i, a := range f.attrs {
		a.id = fmt.Sprintf("a%d", i+1)
	}
}

func (f *finder) publish(a *attribution) recoupe.Attribution {
	s := a.s
	r := recoupe.Attribution{ID: a.id, Rule: a.rule, Stance: stance(a), Chain: chain(a)}
	if a.parent != nil {
		r.Parent = a.parent.id
	}
	kind := a.source.kind
	r.Source = recoupe.Source{Mention: s.mention(a.source.spans), ID: a.source.id, Name: a.source.name, Kind: kind, Explicit: a.source.explicit, Anonymous: a.source.anon}
	r.Cue = recoupe.Cue{Mention: s.mention(s.spans(a.cue)), Lemma: a.entry.lemma, Class: a.entry.class}
	if len(a.cue) > 0 {
		r.Cue.Head = s.Words[a.head].Span
	}
	r.Content = recoupe.Content{Mention: mention(f.in.Dispatch.Text, a.content), Type: f.contentType(a.content)}
	r.Uttered = f.uttered(a)
	return r
}

// chain lists the ids from the author outwards to the source.
func chain(a *attribution) []string {
	var ids []string
	for at := a; at != nil; at = at.parent {
		part := []string{}
		if at.unknown {
			part = append(part, unknownRelay)
		}
		for _, r := range at.relays {
			part = append(part, r.id)
		}
		ids = append(append(part, at.source.id), ids...)
	}
	return slices.Compact(append([]string{recoupe.Author}, ids...))
}

// contentType: direct if all of it lies in quotations, mixed if a part does, else indirect.
func (f *finder) contentType(spans []recoupe.Span) recoupe.ContentType {
	text := f.in.Dispatch.Text
	quoted, outside := false, false
	for _, sp := range spans {
		rest := []recoupe.Span{sp}
		for _, q := range f.quoted {
			if q.span.Overlaps(sp) {
				quoted = true
				rest = minus(rest, q.span)
			}
		}
		for _, r := range rest {
			outside = outside || strings.Trim(r.In(text), " ,.;:!?،؛؟\u00a0\u202f\n") != ""
		}
	}
	switch {
	case quoted && !outside:
		return recoupe.Direct
	case quoted:
		return recoupe.Mixed
	}
	return recoupe.Indirect
}

// uttered is the time expression that hangs on the cue and not on what is said.
func (f *finder) uttered(a *attribution) *recoupe.Interval {
	s := a.s
	if s.index >= len(f.in.Times) || len(a.cue) == 0 || a.conditional {
		return nil
	}
	for i := range f.in.Times[s.index] {
		t := &f.in.Times[s.index][i]
		if f.datesSpeech(a, t) {
			u := *t
			u.Which = "utterance"
			return &u
		}
	}
	return nil
}

// datesSpeech: the expression lies outside the content and outside the source,
// in the clause of the cue; or inside a showing clause before what is shown.
func (f *finder) datesSpeech(a *attribution, t *recoupe.Interval) bool {
	if len(t.Spans) == 0 || t.Timex.Type == "SET" {
		return false
	}
	h := recoupe.Hull(t.Spans)
	if a.holds(h) || recoupe.Hull(a.source.spans).Contains(h) {
		return false
	}
	for _, b := range f.voices[a.s.index] { // a second cue of the same sentence shares the first one's day
		if b != a && b.s == a.s && b.holds(h) {
			return false
		}
	}
	if a.rule == "selon_x" {
		return false
	}
	if a.rule == "verb_que_coordinated" {
		return true
	}
	lo, hi := a.s.Words[a.cue[0]].Span.Start, a.hull().Start
	if hi < lo { // the content stands first
		return h.Start > lo
	}
	return h.Start >= lo && h.End <= hi || h.End <= lo
}

// publishClaims turns predicates into claims, in text order.
func (f *finder) publishClaims() []recoupe.Claim {
	slices.SortStableFunc(f.preds, func(a, b *predicate) int {
		if d := cmp.Compare(a.s.index, b.s.index); d != 0 {
			return d
		}
		return cmp.Compare(a.trigger[0], b.trigger[0])
	})
	out := make([]recoupe.Claim, 0, len(f.preds))
	told := make([]*predicate, 0, len(f.preds))
	for _, p := range f.preds {
		c := f.claim(p)
		if len(c.Spans) == 0 {
			f.note(p.s, p.rule, p.trigger, false, "all its words belong to what others say")
			continue
		}
		c.ID = fmt.Sprintf("c%d", len(out)+1)
		out, told = append(out, c), append(told, p)
	}
	f.shareSettings(out, told)
	f.links(out, told)
	return out
}

func (f *finder) claim(p *predicate) recoupe.Claim {
	s := p.s
	spans := f.propositionSpans(p)
	c := recoupe.Claim{Mention: s.mention(spans), Trigger: s.mention(s.spans(p.trigger)), Event: p.event, Mode: p.mode, Background: p.background, Region: s.region, Rule: p.rule}
	if p.attr != nil {
		c.Attribution = p.attr.id
	}
	c.Commitment, c.Modality, c.Polarity = f.commitment(p)
	slices.Reverse(c.Commitment)
	c.Ongoing = f.ongoing(p)
	f.furnish(&c, p)
	f.settle(&c, p)
	return c
}

// propositionSpans is the clause, inside the content that holds it.
func (f *finder) propositionSpans(p *predicate) []recoupe.Span {
	s := p.s
	spans := s.spans(p.words)
	if p.attr != nil {
		var in []recoupe.Span
		for _, sp := range spans {
			for _, c := range p.attr.content {
				lo, hi := max(sp.Start, c.Start), min(sp.End, c.End)
				if lo < hi {
					in = append(in, recoupe.Span{Start: lo, End: hi})
				}
			}
		}
		if len(in) > 0 {
			spans = in
		}
	} else {
		for _, a := range f.voices[s.index] {
			if a.s == s && !a.holds(s.Words[p.trigger[0]].Span) && !p.speech {
				spans = minus(spans, a.content...)
			}
		}
	}
	return f.balance(s, tidy(s.text, spans))
}

// balance drops a quotation mark whose partner lies outside the claim.
func (f *finder) balance(s *sentence, spans []recoupe.Span) []recoupe.Span {
	for i, sp := range spans {
		t := sp.In(s.text)
		for _, m := range []string{`"`, "«", "»", "“", "”"} {
			for strings.HasPrefix(t, m) && !f.pairInside(s, sp, sp.Start) {
				sp.Start += len(m)
				sp = trim(s.text, sp)
				t = sp.In(s.text)
			}
			for strings.HasSuffix(t, m) && !f.pairInside(s, sp, sp.End-len(m)) {
				sp.End -= len(m)
				sp = trim(s.text, sp)
				t = sp.In(s.text)
			}
		}
		spans[i] = sp
	}
	return slices.DeleteFunc(spans, recoupe.Span.Empty)
}

// pairInside: the quotation whose mark stands at byte at begins and ends within sp.
func (f *finder) pairInside(s *sentence, sp recoupe.Span, at int) bool {
	for _, q := range s.quotes {
		if q.Start <= at && at < q.End {
			return sp.Start <= q.Start && q.End <= sp.End
		}
	}
	return false
}

// ongoing: an imperfect under a past speech verb, a present progressive, or "en cours".
func (f *finder) ongoing(p *predicate) bool {
	s := p.s
	w := &s.Words[p.main]
	if w.Feat("Tense") == "Imp" || w.Feat("Tense") == "Pres" && w.Feat("VerbForm") == "Fin" {
		return p.event != ""
	}
	for _, k := range s.kids[p.main] {
		if (s.rel(k) == "cop" || s.rel(k) == "aux") && (s.Words[k].Feat("Tense") == "Pres" && s.Words[k].Feat("VerbForm") == "Fin" && s.lemma(k) != "avoir" && w.Deprel != "" && s.Words[k].Deprel != "aux:tense" || s.Words[k].Feat("Tense") == "Imp") {
			return p.event != "" && (f.g.lang != "en" || w.Feat("VerbForm") == "Ger" || w.Feat("Tense") == "Pres")
		}
	}
	return false
}
