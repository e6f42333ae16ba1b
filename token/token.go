// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package token cuts the canonical text of a dispatch into regions, sentences
// and words by the conventions of the Universal Dependencies treebanks.
//
// In: the text and its language code. Out: regions that cover everything but
// white space, and for every region one sentence whose words carry spans, not
// parsed (Head -1). Structure comes first: what is a heading, navigation, a
// caption, a by-line or a dateline is told from lines, never from a model.
// Offsets always reproduce the text; no form is ever a cleaned copy of more
// than its own word. Languages without a lexicon are cut by the common rules.
// It will not tag, parse, or decide who speaks.
package token

import (
	"recoupe"
	"recoupe/ud"
)

// Document returns the regions of text and one sentence for each of them.
// choose decides about ambiguous contractions; nil takes the default rule.
func Document(text, lang string, choose Chooser) ([]recoupe.Region, []ud.Sentence) {
	return With(text, lang, Habits{Choose: choose})
}

// With is Document with all that a pack has learnt about cutting text.
func With(text, lang string, h Habits) ([]recoupe.Region, []ud.Sentence) {
	d := document{text: text, rules: rulesFor(lang), habits: h}
	for n, par := range d.paragraphs() {
		d.paragraph(n, par)
	}
	return d.regions, d.sents
}

type document struct {
	text string
	*rules
	habits  Habits
	pars    []block
	regions []recoupe.Region
	sents   []ud.Sentence
}

// paragraph appends the regions of one block.
func (d *document) paragraph(n int, b block) {
	atoms := scan(d.text, b.start, b.end, *d.rules)
	if len(atoms) == 0 {
		return
	}
	if b.kind != recoupe.Sentence {
		d.add(b.kind, n, atoms)
		return
	}
	if k := d.dateline(atoms); k > 0 {
		d.add(recoupe.Dateline, n, atoms[:k])
		atoms = atoms[k:]
	}
	from := 0
	for _, to := range sentences(d.text, atoms, d.rules, d.habits) {
		kind := recoupe.Sentence
		if from > 0 && to == len(atoms) && d.signs(d.text[atoms[from].start:atoms[to-1].end]) {
			kind = recoupe.Byline
		}
		d.add(kind, n, atoms[from:to])
		from = to
	}
}

// add appends one region with its sentence.
func (d *document) add(kind recoupe.RegionKind, par int, atoms []atom) {
	span := recoupe.Span{Start: atoms[0].start, End: atoms[len(atoms)-1].end}
	expand(d.text, atoms, d.rules, d.habits)
	s := ud.Sentence{Span: span, Region: len(d.regions)}
	for i, a := range atoms {
		glued := i+1 < len(atoms) && atoms[i+1].start == a.end
		addAtom(&s, d.text, a, glued)
	}
	d.regions = append(d.regions, recoupe.Region{Kind: kind, Span: span, Paragraph: par})
	d.sents = append(d.sents, s)
}

// addAtom appends one written token. The words of a contraction share its
// span, except where their forms put together are what is written (don't:
// do, n't): then each has its own part.
func addAtom(s *ud.Sentence, text string, a atom, glued bool) {
	whole := recoupe.Span{Start: a.start, End: a.end}
	misc := ""
	if glued {
		misc = "SpaceAfter=No"
	}
	if a.words == nil {
		s.Words = append(s.Words, ud.Word{Form: text[a.start:a.end], Head: -1, Span: whole, Misc: misc})
		return
	}
	first := len(s.Words)
	from := a.start
	for i, w := range a.words {
		sp := whole
		if a.cuts != nil {
			sp = recoupe.Span{Start: from, End: a.cuts[i]}
			from = a.cuts[i]
		}
		s.Words = append(s.Words, ud.Word{Form: w, Head: -1, Span: sp})
	}
	s.Tokens = append(s.Tokens, ud.Token{First: first, Last: len(s.Words) - 1, Form: text[a.start:a.end], Span: whole, Misc: misc})
}
