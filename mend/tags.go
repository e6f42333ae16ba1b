// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import (
	"strings"
	"unicode/utf8"
)

const (
	perfectPlural = "Aspect=Perf|Gender=Masc|Number=Plur|Person=3|Tense=Past|Voice=Act"
	perfectSingle = "Aspect=Perf|Gender=Masc|Number=Sing|Person=3|Tense=Past|Voice=Act"
)

// tags gives words the part of speech that their form or place leaves them.
//
//   - وا ends verbs only: خطفوا.
//   - م before and ين or ون behind make participles, which are nouns here: مسلحين.
//   - the prepositions are a closed class: وصول is none.
//   - a word that carries an event is no name, unless it was marked as one: تظاهرة.
//   - a preposition written with its pronoun is no noun: به.
//   - a noun that names a body of people or an event is no adjective: "اتهمت الوزارة الجماعة".
//   - a point of the compass before a noun is its preposition: "خطفوا العمال غرب المدينة".
//   - بعد أن and قبل أن have a verb behind them, and what is written together
//     with it is its object: "بعد أن دخلها المسلحون".
//   - a perfect that no noun shares stands behind a conjunction: "وأصيب خمسة".
//   - ما behind the beginning of its clause takes up the clause before:
//     "ما أسفر عن"; it denies at the beginning only, and لم and لا elsewhere.
func (m *mender) tags() {
	for i := range m.words {
		m.tag(i)
	}
}

func (m *mender) tag(i int) {
	w := &m.words[i]
	form := plain(w.Form)
	switch {
	case w.UPOS == "PUNCT":
	case w.UPOS == "NUM":
		m.count(i)
	case w.UPOS != "VERB" && w.UPOS != "AUX" && pluralPerfect(form):
		w.UPOS, w.Feats = "VERB", perfectPlural
	case m.l.is("day", form) && i+1 < len(m.words) && plain(m.words[i+1].Form) == "من":
		w.UPOS = "NUM" // "اثنين من الخاطفين": the day has the article
	case w.UPOS != "ADP" && w.UPOS != "PRON" && m.l.is("with-pronoun", form):
		w.UPOS, w.Feats, w.Deprel = "ADP", "", "obl"
		m.adopt(i, w.Head-1)
	case w.UPOS == "PROPN" && w.Entity == "" && m.l.nouns[form]:
		w.UPOS = "NOUN"
	case w.UPOS == "VERB" && participle(form):
		w.UPOS, w.Feats = "NOUN", "Gender=Masc|Number=Plur"
	case w.UPOS == "ADP" && !m.l.is("case", form) && (m.l.nouns[form] || m.l.is("noun", form)):
		w.UPOS = "NOUN"
	case w.UPOS == "ADJ" && m.noAdjective(form):
		w.UPOS = "NOUN"
	case w.UPOS == "NOUN" && m.directs(i):
		m.direct(i)
	case (w.UPOS == "NOUN" || w.UPOS == "PROPN" || w.UPOS == "ADJ") && m.verbBehind(i):
		w.UPOS, w.Feats = "VERB", perfectSingle
		if i+1 < len(m.words) && m.suffix(i+1) {
			m.hang(i+1, i, "obj")
		}
	case form == "ما" && w.UPOS != "VERB" && m.takesUp(i):
		w.UPOS, w.Feats = "PRON", "PronType=Rel"
	}
}

// count hangs a number on the noun right behind it that has the same head.
func (m *mender) count(i int) {
	if i+1 < len(m.words) && m.nominal(i+1) && m.words[i+1].UPOS != "ADJ" && m.words[i].Head == m.words[i+1].Head && m.words[i].Head-1 != i+1 {
		m.hang(i, i+1, "nummod")
	}
}

func pluralPerfect(form string) bool {
	return strings.HasSuffix(form, "وا") && utf8.RuneCountInString(form) > 3 && !strings.HasPrefix(form, "ال")
}

func participle(form string) bool {
	return strings.HasPrefix(form, "م") && (strings.HasSuffix(form, "ين") || strings.HasSuffix(form, "ون")) && utf8.RuneCountInString(form) > 5
}

// noAdjective: a noun of the lexicon for a body of people or an event, with the
// article and a shape that no adjective of relation or participle has.
func (m *mender) noAdjective(form string) bool {
	bare, ok := strings.CutPrefix(form, "ال")
	return ok && (m.l.actors[bare] || m.l.nouns[bare]) && !strings.HasSuffix(bare, "ي") && !strings.HasSuffix(bare, "ية") && !strings.HasPrefix(bare, "م")
}

// directs: a point of the compass without the article, behind no preposition and
// before the noun from which it is counted.
func (m *mender) directs(i int) bool {
	return i > 0 && i+1 < len(m.words) && m.l.is("direction", m.words[i].Form) && m.words[i-1].UPOS != "ADP" && m.nominal(i+1) && m.words[i+1].UPOS != "ADJ"
}

// direct makes the point of the compass the preposition of the noun behind it.
func (m *mender) direct(i int) {
	if m.words[i+1].Head-1 != i {
		return
	}
	m.hang(i+1, m.words[i].Head-1, m.words[i].Deprel)
	if m.words[i+1].Base() == "obj" || m.words[i+1].Base() == "nsubj" {
		m.words[i+1].Deprel = "obl"
	}
	m.adopt(i, i+1)
	m.hang(i, i+1, "case")
	m.words[i].UPOS = "ADP"
}

// verbBehind: the word tagged as a noun stands where only a verb can.
func (m *mender) verbBehind(i int) bool {
	if i == 0 || article(plain(m.words[i].Form)) {
		return false
	}
	form := plain(m.words[i].Form)
	prev := &m.words[i-1]
	if plain(prev.Form) == "أن" && i > 1 && m.l.is("before-an", m.words[i-2].Form) {
		return m.l.verbs[form] || i+1 < len(m.words) && m.suffix(i+1)
	}
	if m.l.verbs[form] && !m.l.nouns[form] && m.afterSubject(i) {
		return true
	}
	if prev.UPOS != "CCONJ" || !m.l.verbs[form] || m.l.nouns[form] || i+1 >= len(m.words) {
		return false
	}
	next := &m.words[i+1]
	return next.UPOS == "NUM" || article(plain(next.Form)) || m.suffix(i+1)
}

// afterSubject: a definite noun behind a complementizer stands before word i,
// which cannot be its second term: "أن الجيش دخل المدينة".
func (m *mender) afterSubject(i int) bool {
	if !m.closedBy(i-1) || m.words[i-1].UPOS == "PRON" {
		return false
	}
	for k := i - 1; k > 0 && k > i-5; k-- {
		w := &m.words[k]
		if m.l.is("complementizer", w.Form) {
			return true
		}
		if !m.nominal(k) {
			return false
		}
	}
	return false
}

// suffix: word i is a pronoun written together with the word before it.
func (m *mender) suffix(i int) bool {
	return i > 0 && i < len(m.words) && m.words[i].UPOS == "PRON" && m.words[i].Span.Start <= m.words[i-1].Span.End && m.words[i].Span.Start >= m.words[i-1].Span.Start
}

// takesUp: ما before a verb of result, or behind a comma, a verb or a noun.
func (m *mender) takesUp(i int) bool {
	if i+1 >= len(m.words) || m.words[i+1].UPOS != "VERB" || m.l.is("aspect", m.words[i+1].Form) {
		return false
	}
	if m.l.is("result", m.words[i+1].Form) {
		return true
	}
	if i == 0 || m.l.is("case", m.words[i-1].Form) { // "وفق ما أفادت به الوكالة"
		return false
	}
	switch m.words[i-1].UPOS {
	case "NOUN", "PROPN", "ADJ", "VERB", "NUM":
		return true
	}
	return plain(m.words[i-1].Form) == "," || m.words[i-1].Form == "،"
}

func article(form string) bool {
	return strings.HasPrefix(form, "ال") && utf8.RuneCountInString(form) > 3
}
