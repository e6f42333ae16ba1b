// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package figure finds the numbers of people and things in a parsed sentence.
//
// In: a sentence with its words, tags and tree, and the number lexicon of its
// language. Out: figures in text order, each with low, best and high as its
// words allow ("au moins 12" is 12 and open above, "des dizaines" 20 to 99 with
// no best), the unit, what is counted as happening to it (killed, displaced), who,
// and whether it is a part or a running total. Households stay households and
// are never made persons. Dates, hours, ages, ranks, codes and parts of names
// are no figures. It will not average, convert or compare: package confirm does
// what may be done with figures of several origins.
package figure

import (
	"recoupe"
	"recoupe/phrase"
	"recoupe/ud"
)

// Scopes of a figure that its words can say.
const (
	// Part is a figure said to be some of another: "dont cinq enfants".
	Part = "part"
	// Cumulative is a running total: "depuis le début de l'offensive".
	Cumulative = "cumulative"
)

// Find returns the figures of a sentence, none where the language has no lexicon.
func Find(text string, s *ud.Sentence, lang string) []recoupe.Figure {
	load, ok := books[lang]
	if !ok {
		return nil
	}
	p := newPass(text, s, load())
	for i := 0; i < len(p.ls); {
		i = p.figure(i)
	}
	out := make([]recoupe.Figure, 0, len(p.found))
	for i := range p.found {
		f := &p.found[i]
		f.close(p, i)
		if (f.Unit != "" || f.Category != "") && (!f.article || personal(f.Category)) { // a bare number says nothing
			out = append(out, f.Figure)
		}
	}
	return out
}

// pass is one reading of a sentence.
type pass struct {
	text string
	sent *ud.Sentence
	b    *phrase.Book
	ls   []phrase.Lexeme
	// word is the index of the syntactic word of each lexeme, -1 for none.
	word  []int
	found []found
	// part says that a word for "of whom" was met and its list goes on.
	part bool
	last int // lexeme after the last figure
	seen []phrase.Match
}

// found is a figure with its place in the sentence.
type found struct {
	recoupe.Figure
	from, to int // lexemes
	// head is the word that is counted, or the number itself; -1 for none.
	head int
	// counted says that the lexicon knows the unit.
	counted bool
	// bare says that no noun follows the number.
	bare bool
	// article says that the number may be an article: it stands only with a category.
	article bool
}

func newPass(text string, s *ud.Sentence, b *phrase.Book) *pass {
	p := &pass{text: text, sent: s, b: b, ls: b.Cut(text, s.Span), last: -1}
	p.word = make([]int, len(p.ls))
	w := 0
	for i := range p.ls {
		for w < len(s.Words) && s.Words[w].Span.End <= p.ls[i].Span.Start {
			w++
		}
		p.word[i] = -1
		if w < len(s.Words) && s.Words[w].Span.Overlaps(p.ls[i].Span) {
			p.word[i] = p.inside(w, i)
			p.lemma(i)
		}
	}
	return p
}

// find returns the longest phrase of a kind that begins at lexeme i.
func (p *pass) find(i int, kind string) (phrase.Match, bool) {
	var best phrase.Match
	ok := false
	p.seen = p.b.Matches(p.ls, i, p.seen[:0])
	for _, m := range p.seen {
		if m.Kind == kind && (!ok || m.End > best.End) {
			best, ok = m, true
		}
	}
	return best, ok
}

func (p *pass) is(i int, kind string) bool { _, ok := p.find(i, kind); return ok }

func (p *pass) key(i int) string {
	if i < 0 || i >= len(p.ls) {
		return ""
	}
	return p.ls[i].Key
}

// upos is the tag of the word at lexeme i.
func (p *pass) upos(i int) string {
	if w := p.at(i); w != nil {
		return w.UPOS
	}
	return ""
}

// plural: the word at lexeme i is a plural noun.
func (p *pass) plural(i int) bool {
	w := p.at(i)
	return w != nil && w.UPOS == "NOUN" && w.Feat("Number") == "Plur"
}

func (p *pass) at(i int) *ud.Word {
	if i < 0 || i >= len(p.ls) || p.word[i] < 0 {
		return nil
	}
	return &p.sent.Words[p.word[i]]
}

// figure reads a figure at lexeme i, if there is one, and returns where to go on.
func (p *pass) figure(i int) int {
	if m, ok := p.find(i, "part"); ok {
		p.part = len(p.found) > 0
		return m.End
	}
	p.leavePart(i)
	f, end, ok := p.counted(i)
	if !ok {
		return max(end, i+1)
	}
	f.Mention = p.mention(f.from, f.to)
	if p.part {
		f.Scope = Part
	}
	p.found = append(p.found, f)
	p.last = end
	return end
}

// leavePart ends the list after "dont" at a verb of its own or a full stop.
func (p *pass) leavePart(i int) {
	switch p.upos(i) {
	case "AUX", "VERB":
		if i >= p.last {
			p.part = p.part && p.is(i, "unit")
		}
	case "PUNCT":
		p.part = p.part && (p.key(i) == "," || p.key(i) == "،")
	}
}

func (p *pass) mention(from, to int) recoupe.Mention {
	at := recoupe.Span{Start: p.ls[from].Span.Start, End: p.ls[to-1].Span.End}
	return recoupe.Mention{Text: at.In(p.text), Spans: []recoupe.Span{at}}
}
