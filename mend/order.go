// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import (
	"strings"

	"recoupe/ud"
)

// orders gives every verb its subject and object by the order of words. Behind
// the verb stand the subject, then the object, each a noun phrase without a
// preposition; behind a plural verb, one with its subject before it, or one of
// the passive, stands one of them only.
//
//	اتهمت الوزارة الجماعة بالقصف          two phrases: who, whom
//	اقتحمت قوة إسرائيلية مخيم جنين        the same
//	شنته قوات الشمال                      the object is written with the verb
func (m *mender) orders() {
	for v := range m.words {
		if m.words[v].UPOS == "VERB" {
			m.order(v)
		}
	}
}

func (m *mender) order(v int) {
	i := v + 1
	object := -1
	if i < len(m.words) && m.suffix(i) {
		object, i = i, i+1
	}
	if i >= len(m.words) || !m.opens(i) || m.takesClause(v) && m.timeWord(i) {
		return
	}
	end := m.phrase(i)
	first := m.headOf(i, end)
	m.partOf(i, end)
	subject := m.before(v)
	second := end < len(m.words) && m.opens(end)
	switch {
	case m.goesOnAccusing(v, end):
		if object < 0 {
			m.settle(i, end, first, v, "obj")
		}
		return
	case m.passive(v, second):
		m.settle(i, end, first, v, "nsubj:pass")
		return
	case subject >= 0 || m.words[v].Feat("Number") == "Plur" || m.noSubject(v, i, first):
		if object < 0 {
			m.settle(i, end, first, v, "obj")
		}
		return
	}
	m.settle(i, end, first, v, "nsubj")
	if object >= 0 {
		m.hang(object, v, "obj")
		return
	}
	if second {
		last := m.phrase(end)
		m.settle(end, last, m.headOf(end, last), v, "obj")
	}
}

// partOf hangs the whole on a number that counts a part of it: "أربعة من العمال".
func (m *mender) partOf(i, end int) {
	if m.words[i].UPOS == "NUM" && end == i+1 && end+1 < len(m.words) && plain(m.words[end].Form) == "من" && m.nominal(end+1) && !m.under(i, end+1) {
		m.hang(end+1, i, "nmod")
		m.hang(end, end+1, "case")
	}
}

// passive: the verb is tagged as one, and no second phrase shows that it is not,
// unless it is written with the vowel of the passive.
func (m *mender) passive(v int, second bool) bool {
	w := &m.words[v]
	if w.Feat("Voice") != "Pass" {
		return false
	}
	if r := []rune(w.Form); second && (len(r) < 2 || r[1] != 'ُ') {
		w.Feats = strings.Replace(w.Feats, "Voice=Pass", "Voice=Act", 1)
		return false
	}
	return true
}

// goesOnAccusing: behind a conjunction and with one phrase only, which ends
// before word end, the subject is that of the verb before: "نفى ذلك، واتهم إسرائيل".
func (m *mender) goesOnAccusing(v, end int) bool {
	return v > 0 && m.words[v-1].UPOS == "CCONJ" && m.l.is("accuses", m.words[v].Form) && (end >= len(m.words) || !m.opens(end))
}

// noSubject: the phrase that begins at word i cannot be the subject of verb v:
// it has the ending of an object, counts men behind a feminine verb, or is something of whoever goes on acting.
func (m *mender) noSubject(v, i, first int) bool {
	if m.words[i].UPOS != "NUM" {
		return m.accusative(first) || m.ofTheSame(v, first)
	}
	return m.words[v].Feat("Gender") == "Fem" && m.words[first].Feat("Gender") == "Masc"
}

// ofTheSame: behind a conjunction and a verb, a noun of the other gender with a possessive belongs to the subject of before:
//
//	انسحبت القوات من المدينة وأعادت انتشارها    the forces redeployed
//	وانسحبت قواته                             agrees with its verb: the forces left
func (m *mender) ofTheSame(v, noun int) bool {
	if v == 0 || m.words[v-1].UPOS != "CCONJ" || m.words[noun].UPOS != "NOUN" || noun+1 >= len(m.words) || !m.suffix(noun+1) {
		return false
	}
	of, is := m.words[v].Feat("Gender"), m.words[noun].Feat("Gender")
	return of == "Fem" && is == "Masc" && m.words[noun].Feat("Number") == "Sing" || of == "Masc" && is == "Fem"
}

// opens: a noun phrase without a preposition and not of time begins at word i.
func (m *mender) opens(i int) bool {
	switch m.words[i].UPOS {
	case "NOUN", "PROPN", "NUM", "DET", "X":
		return !m.timeWord(i) && !m.adverbial(i)
	case "ADJ":
		return participleNoun(plain(m.words[i].Form)) && !m.adverbial(i)
	}
	return false
}

// participleNoun: a plural participle may stand for people: محللون.
func participleNoun(form string) bool { return participle(strings.TrimPrefix(form, "ال")) }

// adverbial: an accusative of manner, a word of the closed class of prepositions, or a masdar that begins a phrase of its own.
func (m *mender) adverbial(i int) bool {
	form := plain(m.words[i].Form)
	if rest, ok := strings.CutPrefix(form, "ب"); ok && !m.l.nouns[form] && (m.l.nouns[rest] || m.l.is("noun", rest)) {
		return true // a preposition that was not cut off: بانتهاك
	}
	return m.l.is("case", form) || m.l.is("adverb", form) || m.words[i].Base() == "case" || m.words[i].Base() == "advmod" && m.words[i].UPOS != "NOUN" && m.words[i].UPOS != "NUM"
}

func (m *mender) timeWord(i int) bool {
	form := plain(m.words[i].Form)
	bare := strings.TrimPrefix(form, "ال")
	return m.l.is("time", bare) || bare != form && m.l.is("day", bare) // أحد and اثنين are numbers too
}

// before returns the subject that stands before verb v, or -1.
func (m *mender) before(v int) int {
	for k := 0; k < v; k++ {
		if m.words[k].Head-1 != v || m.words[k].Base() != "nsubj" {
			continue
		}
		if m.dateline(k, v) {
			m.words[k].Deprel = "dep"
			continue
		}
		return k
	}
	return -1
}

// dateline: a dash or colon separates word k at the beginning of the sentence
// from verb v: where a dispatch was written, and nobody's subject.
//
//	سرقان - أعلن الجيش أنه انسحب
func (m *mender) dateline(k, v int) bool {
	if k > 5 {
		return false
	}
	for j := k + 1; j < v; j++ {
		switch m.words[j].Form {
		case "-", "–", "—", ":":
			return true
		}
		if m.words[j].UPOS == "VERB" {
			return false
		}
	}
	return false
}

// takesClause: a complementizer stands behind the verb before the next verb.
func (m *mender) takesClause(v int) bool {
	for k := v + 1; k < len(m.words) && m.words[k].UPOS != "VERB"; k++ {
		if m.l.is("complementizer", m.words[k].Form) {
			return true
		}
	}
	return false
}

// settle hangs a phrase on the verb by its head, and words of it that hung elsewhere on the head.
func (m *mender) settle(lo, hi, head, v int, relation string) {
	if m.words[v].Head-1 >= lo && m.words[v].Head-1 < hi { // a verb below its own phrase is a relative clause
		return
	}
	if old := m.words[head].Base(); m.words[head].Head-1 != v || old != "nsubj" && old != "obj" {
		m.hang(head, v, relation)
	} else if old != strings.TrimSuffix(relation, ":pass") {
		m.words[head].Deprel = relation
	}
	for k := lo; k < hi; k++ {
		if h := m.words[k].Head - 1; k != head && (h < lo || h >= hi) {
			m.hang(k, head, inside(&m.words[k]))
		}
	}
}

// inside is the relation of a word within a noun phrase.
func inside(w *ud.Word) string {
	switch w.UPOS {
	case "ADJ":
		return "amod"
	case "NUM":
		return "nummod"
	}
	return "nmod"
}
