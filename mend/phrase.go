// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import "strings"

// phrase returns the end of the noun phrase that begins at word i. In Arabic
// its form shows where it must end:
//
//   - behind a noun with the article, a suffix or a plural or dual that has kept
//     its ن no second term can follow, only an adjective or a name in apposition;
//   - behind an adjective no noun can follow at all.
//
// Complements with prepositions are left to the tree.
func (m *mender) phrase(i int) int {
	j := i
	for j < len(m.words) && (m.words[j].UPOS == "NUM" || m.words[j].UPOS == "DET" || m.words[j].UPOS == "ADV" && j > i) { // what counts comes first
		j++
	}
	if j >= len(m.words) || !m.nominal(j) {
		return max(j, i+1)
	}
	for k := j + 1; k < len(m.words); k++ {
		if !m.goesOn(j, k) {
			return k
		}
	}
	return len(m.words)
}

// goesOn: word k belongs to the noun phrase whose noun is at j and that reaches up to k.
func (m *mender) goesOn(j, k int) bool {
	w, last := &m.words[k], k-1
	switch w.UPOS {
	case "PRON":
		return m.suffix(k)
	case "ADJ":
		return !m.closedBy(last) || article(plain(w.Form)) == m.definite(j, last)
	case "NOUN", "PROPN", "X", "NUM":
	default:
		return false
	}
	if m.timeWord(k) || m.adverbial(k) || m.accusative(k) {
		return false
	}
	if strings.HasPrefix(w.Entity, "B-") && m.words[last].Entity != "" { // two names side by side: "حملت حماس إسرائيل المسؤولية"
		return false
	}
	if w.UPOS == "PROPN" {
		return m.words[last].UPOS == "PROPN" || !m.closedBy(last) || strings.HasSuffix(m.words[k].Entity, "PERSON") && m.titled(j)
	}
	if w.UPOS == "NUM" {
		return m.words[last].UPOS == "PROPN" && w.Head-1 >= j && w.Head-1 < k
	}
	return !m.closedBy(last) && m.words[last].UPOS != "PROPN"
}

// definite: an adjective that describes the phrase from j to last has the article.
func (m *mender) definite(j, last int) bool {
	for k := j; k <= last; k++ {
		if article(plain(m.words[k].Form)) || m.words[k].UPOS == "PROPN" || m.words[k].UPOS == "PRON" {
			return true
		}
	}
	return false
}

// closedBy: no second term can follow word i.
func (m *mender) closedBy(i int) bool {
	w := &m.words[i]
	form := plain(w.Form)
	switch {
	case w.UPOS == "ADJ", w.UPOS == "PRON", article(form):
		return true
	case w.UPOS == "PROPN":
		return true
	}
	return strings.HasSuffix(form, "ون") || participle(form) || strings.HasSuffix(form, "تين") || m.accusative(i)
}

// accusative: the ending of an indefinite object, which no second term has.
func (m *mender) accusative(i int) bool {
	form := m.words[i].Form
	return strings.HasSuffix(form, "ًا") || strings.HasSuffix(form, "اً") || strings.HasSuffix(form, "ا") && m.words[i].Feat("Case") == "Acc" && m.words[i].UPOS != "PROPN"
}

// titled: the noun is an office or a person, behind which a name stands.
func (m *mender) titled(j int) bool {
	return m.l.is("office", strings.TrimPrefix(plain(m.words[j].Form), "ال"))
}

func (m *mender) nominal(i int) bool {
	switch m.words[i].UPOS {
	case "NOUN", "PROPN", "ADJ", "X":
		return true
	}
	return false
}

// headOf is the noun of the phrase from i to end: behind what counts it.
func (m *mender) headOf(i, end int) int {
	for k := i; k < end; k++ {
		if m.nominal(k) {
			return k
		}
	}
	return i
}
