// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package when

import (
	"slices"
	"strings"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/ud"
)

// tense is what the governing verb says about the direction of a bare date.
type tense string

const (
	past    tense = "past"
	present tense = "present"
	future  tense = "future"
	// preterite is the English simple past: "fought for three days" is over.
	preterite tense = "preterite"
	unknown   tense = ""
)

// tenseAt returns the tense of the verb that governs lexemes from to to, by the
// tree. A past form right before them governs them whatever the tree says: "more
// will follow the drones launched overnight".
func (p *parser) tenseAt(s *ud.Sentence, from, to int) tense {
	if w := p.wordBefore(s, from); w >= 0 && s.Words[w].UPOS == "VERB" && s.Words[w].Feat("Tense") == "Past" {
		return p.verbTense(s, w)
	}
	w := p.headOf(s, from, to)
	for range len(s.Words) {
		if w < 0 {
			break
		}
		if v := &s.Words[w]; v.UPOS == "VERB" || v.UPOS == "AUX" || p.hasCopula(s, w) {
			if t := p.verbTense(s, w); t != unknown {
				return t
			}
		}
		w = s.Words[w].Head - 1
	}
	return unknown
}

// wordBefore is the word that ends right before a lexeme, -1 for none.
func (p *parser) wordBefore(s *ud.Sentence, at int) int {
	if at == 0 {
		return -1
	}
	end := p.ls[at-1].Span.End
	return slices.IndexFunc(s.Words, func(w ud.Word) bool { return w.Span.End == end })
}

// headOf is the word of the expression whose head lies outside it.
func (p *parser) headOf(s *ud.Sentence, from, to int) int {
	lo, hi := p.ls[from].Span.Start, p.ls[to-1].Span.End
	in := func(w int) bool { return w >= 0 && s.Words[w].Span.Start >= lo && s.Words[w].Span.End <= hi }
	for k := range s.Words {
		if in(k) && !in(s.Words[k].Head-1) {
			if s.Words[k].UPOS != "ADP" || s.Words[k].Head == 0 {
				return k
			}
		}
	}
	return -1
}

func (p *parser) hasCopula(s *ud.Sentence, w int) bool {
	for k := range s.Words {
		if s.Words[k].Head == w+1 && s.Words[k].Base() == "cop" {
			return true
		}
	}
	return false
}

// verbTense reads the form of the verb and its auxiliaries. The French
// conditional is the reporting one: it says how sure, not when.
func (p *parser) verbTense(s *ud.Sentence, w int) tense {
	v := &s.Words[w]
	found := unknown
	for k := range s.Words {
		c := &s.Words[k]
		if k != w && (c.Head != w+1 || c.Base() != "aux" && c.Base() != "cop" && c.Base() != "mark" && c.Base() != "advmod" && c.Base() != "compound") {
			continue
		}
		if p.looksAhead(c) {
			return future
		}
		switch {
		case c.Feat("Tense") == "Fut":
			return future
		case k == w && p.lang == "en" && c.Feat("Tense") == "Past" && c.Feat("VerbForm") == "Fin":
			return preterite
		case c.Feat("Tense") == "Past" || c.Feat("Tense") == "Imp" || c.Feat("Aspect") == "Perf":
			found = past
		case c.Feat("Tense") == "Pres" && c.Feat("VerbForm") == "Fin" && found == unknown && c.UPOS == "VERB":
			found = present
		case c.Feat("Mood") == "Cnd" && found == unknown:
			found = past
		}
	}
	if v.Feat("VerbForm") == "Inf" && found == unknown {
		return p.planned(s, w)
	}
	return found
}

// looksAhead reports whether a word is a sign of the future: "will", "سوف", "سيصل".
func (p *parser) looksAhead(w *ud.Word) bool {
	form := lang.Fold(w.Form)
	if w.UPOS == "AUX" || w.UPOS == "PART" || w.UPOS == "ADV" {
		if p.b.Has(form) && p.lexeme(form, "future") {
			return true
		}
	}
	return p.b.Arabic() && w.UPOS == "VERB" && p.futureForm(form)
}

// lexeme reports whether a single word has a kind in the lexicon.
func (p *parser) lexeme(key, kind string) bool {
	q := parser{lang: p.lang, b: p.b, ls: p.b.Cut(key, spanOf(key)), text: key}
	q.here, q.done = make([][]match, len(q.ls)), make([]bool, len(q.ls))
	m, ok := q.find(0, kind)
	return ok && m.End == len(q.ls)
}

// planned: an infinitive under a verb that looks ahead ("prévoit de", "plans to", "va") is future.
func (p *parser) planned(s *ud.Sentence, w int) tense {
	h := s.Words[w].Head - 1
	if h < 0 {
		return unknown
	}
	v := &s.Words[h]
	if p.lexeme(lang.Fold(v.Lemma), "plan") && v.Feat("Tense") != "Past" && v.Feat("Tense") != "Imp" {
		return future
	}
	return unknown
}

// lexicalTense is the tense that the words give an expression where there is no
// tree: past where a participle stands right before it and no sign of the future
// right before that ("drones launched overnight", but not "will be launched
// overnight"), future where there is such a sign anywhere.
func (p *parser) lexicalTense(e expr) tense {
	switch {
	case p.participle(e.from-1) && !p.looksAheadIn(e.from-4, e.from-1):
		return past
	case p.looksAheadIn(0, len(p.ls)):
		return future
	}
	return unknown
}

// looksAheadIn reports whether one of the lexemes from up to to is a sign of the future.
func (p *parser) looksAheadIn(from, to int) bool {
	for i := max(0, from); i < to; i++ {
		if p.is(i, "future") || p.ls[i].Letter() && len(p.at(i)) == 0 && p.futureForm(p.ls[i].Key) {
			return true
		}
	}
	return false
}

// participle reports whether a lexeme ends like a past participle.
func (p *parser) participle(i int) bool {
	if i < 0 || !p.ls[i].Letter() {
		return false
	}
	return slices.ContainsFunc(p.b.Of("pastend"), func(e [2]string) bool {
		return strings.HasSuffix(p.ls[i].Key, e[0]) && len(p.ls[i].Key) > len(e[0])+2
	})
}

// futureForm: endings of the French future, the Arabic particle sa- before an imperfect verb.
func (p *parser) futureForm(key string) bool {
	for _, e := range p.b.Of("futureend") {
		if strings.HasSuffix(key, e[0]) && len(key) > len(e[0])+2 {
			return true
		}
	}
	for _, e := range p.b.Of("futurestart") {
		if strings.HasPrefix(key, e[0]) && utf8.RuneCountInString(key) >= 4 {
			return true
		}
	}
	return false
}
