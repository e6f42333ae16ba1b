// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import "slices"

// clauses hangs the clause behind a complementizer on its verb, whatever the
// parser took for its head:
//
//	ذكرت المصادر أن مسلحين مجهولين خطفوا أربعة    خطفوا is the head, مسلحين its subject
//
// The verb is the first one behind the complementizer; between the two stand
// the subject and what describes it, and no other clause.
func (m *mender) clauses() {
	for j := 1; j < len(m.words); j++ {
		if !m.l.is("complementizer", m.words[j].Form) || m.words[j].UPOS == "VERB" {
			continue
		}
		v := m.clauseVerb(j)
		if v < 0 {
			continue
		}
		m.words[j].UPOS = "SCONJ"
		m.said(j, v)
		subject := m.subjectBetween(j, v)
		if m.words[j].Head-1 == v && (subject < 0 || m.words[subject].Head-1 == v) {
			continue
		}
		m.raise(j, v, subject)
	}
}

// results hangs a clause of what followed on the verb told last before it, and not on the verb of saying:
//
//	قال متحدث إن القوات قصفت المخيم، ما أدى إلى مقتل اثنين    the speaker says so too
func (m *mender) results() {
	for v := 2; v < len(m.words); v++ {
		if m.words[v].UPOS != "VERB" || !m.l.is("result-opener", m.words[v-1].Form) || m.words[v-2].UPOS != "PUNCT" || !m.l.is("result", m.words[v].Form) {
			continue
		}
		u := v - 2
		for u >= 0 && m.words[u].UPOS != "VERB" {
			u--
		}
		if h := m.words[v].Head - 1; u >= 0 && h < u && !m.under(v, u) {
			m.hang(v, u, "advcl")
		}
	}
}

// said makes the clause behind a complementizer what the verb above it says,
// unless the word before makes it a circumstance: "أعلن الجيش، الثلاثاء، أنه انسحب".
func (m *mender) said(j, v int) {
	h := m.words[v].Head - 1
	if h < 0 || h >= j || m.words[h].UPOS != "VERB" || m.l.is("before-complementizer", m.words[j-1].Form) {
		return
	}
	switch m.words[v].Base() {
	case "advcl", "parataxis", "xcomp":
		m.words[v].Deprel = "ccomp"
	}
}

// clauseVerb is the first verb behind the complementizer at j, or -1 where
// something that opens another clause comes first.
func (m *mender) clauseVerb(j int) int {
	for k := j + 1; k < len(m.words) && k < j+12; k++ {
		w := &m.words[k]
		switch {
		case w.UPOS == "VERB":
			return k
		case w.UPOS == "PUNCT", m.l.is("relative", w.Form), m.l.is("complementizer", w.Form), w.UPOS == "CCONJ" && k > j+1 && k+1 < len(m.words) && m.words[k+1].UPOS == "VERB":
			return -1
		}
	}
	return -1
}

// subjectBetween is the first nominal between complementizer and verb that no preposition governs, or -1.
func (m *mender) subjectBetween(j, v int) int {
	for k := j + 1; k < v; k++ {
		switch m.words[k].UPOS {
		case "ADP":
			if k == j+1 || !m.l.is("than", m.words[k-1].Form) { // "أكثر من ألف جندي"
				return -1
			}
		case "NOUN", "PROPN":
			if m.l.is("than", m.words[k].Form) || m.l.is("round", m.words[k].Form) && k+1 < v && m.nominal(k+1) {
				continue
			}
			if !m.timeWord(k) {
				return k
			}
		case "PRON":
			return k
		}
	}
	return -1
}

// raise makes v the head of the clause that begins at j. The words between are
// the subject's, and the clause takes the place that its false head had.
func (m *mender) raise(j, v, subject int) {
	head, relation := m.outside(j, v)
	for k := j; k < v; k++ {
		if h := m.words[k].Head - 1; h < j || h > v { // what the parser hung outside belongs to the clause
			m.hang(k, v, m.words[k].Deprel)
		}
	}
	if h := m.words[v].Head - 1; h >= j && h < v || h == -1 && head >= 0 || h > v {
		m.hang(v, head, clausal(relation))
	}
	if subject >= 0 {
		m.hang(subject, v, "nsubj")
		for k := subject + 1; k < v; k++ { // no word of the phrase but its head hangs on the verb
			if m.words[k].UPOS == "ADJ" && m.words[k].Head-1 == v {
				m.hang(k, subject, "amod")
			}
		}
	}
	m.hang(j, v, "mark")
	for k := v + 1; k < len(m.words); k++ { // what hung on the false head behind the verb is the verb's
		if h := m.words[k].Head - 1; h >= j && h < v && h == subject && slices.Contains([]string{"obj", "obl", "xcomp", "conj"}, m.words[k].Base()) {
			m.hang(k, v, m.words[k].Deprel)
		}
	}
}

// clausal is the relation of a clause in the place of a nominal.
func clausal(relation string) string {
	switch relation {
	case "obj", "obl", "dep":
		return "ccomp"
	case "nsubj":
		return "csubj"
	case "nmod":
		return "acl"
	}
	return relation
}

// outside is the head outside the clause of whatever the parser made its head,
// with the relation; without one the last verb before the complementizer.
func (m *mender) outside(j, v int) (int, string) {
	for k := j; k <= v; k++ {
		if h := m.words[k].Head - 1; h >= 0 && h < j && m.words[k].Base() != "mark" && m.words[k].Base() != "case" {
			return h, m.words[k].Deprel
		}
	}
	for k := j - 1; k >= 0; k-- {
		if m.words[k].UPOS == "VERB" {
			return k, "ccomp"
		}
	}
	return -1, "root"
}
