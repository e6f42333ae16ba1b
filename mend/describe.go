// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import "strings"

// describe hangs on the noun before it
//
//   - an adjective behind a complement, which is no object of the verb: "من الحي القديم";
//   - the second term of a noun of action, which is no verb: "مقتل عنصرين";
//   - a verb behind a relative pronoun: "وأوضح المصدر، الذي طلب عدم ذكر اسمه، أن";
//   - a verb right behind an indefinite noun, which opens a clause that describes
//     it: "رغم معارك استمرت أياما", "هجوما شنته القوات".
func (m *mender) describe() {
	seen := false
	for i := 1; i < len(m.words); i++ {
		w, prev := &m.words[i], i-1
		switch {
		case w.UPOS == "ADJ" && (w.Base() == "obj" || w.Base() == "nsubj") && m.nominal(prev) && m.words[prev].Head > 0 && w.Head-1 != prev && m.governed(prev):
			if article(plain(w.Form)) == m.definite(m.start(prev), prev) {
				m.hang(i, prev, "amod")
			}
		case m.nominal(i) && w.Head-1 == prev && m.words[prev].UPOS == "NOUN" && w.Base() == "nsubj" && m.child(prev, "cop") < 0 && m.l.nouns[plain(m.words[prev].Form)]:
			m.hang(i, prev, "nmod")
		case w.UPOS == "VERB" && w.Base() == "ccomp" && m.l.is("relative", m.words[prev].Form) && plain(m.words[prev].Form) != "ما" && m.relativeNoun(prev) >= 0:
			m.hang(i, m.relativeNoun(prev), "acl:relcl")
		case w.UPOS == "VERB" && seen && m.describes(i):
			m.hang(i, m.start(prev), "acl:relcl")
		}
		seen = seen || m.words[prev].UPOS == "VERB"
	}
}

// moves hangs on its verb what إلى governs, which no name takes: "سلموا المعبر إلى القوات".
func (m *mender) moves() {
	for i := 1; i+1 < len(m.words); i++ {
		if plain(m.words[i].Form) != "إلى" || m.words[i].UPOS != "ADP" || m.words[i].Head-1 <= i {
			continue
		}
		k := m.words[i].Head - 1
		h := m.words[k].Head - 1
		if h < 0 || h > i || m.suffix(h+1) || m.words[h].UPOS != "NOUN" && m.words[h].UPOS != "PROPN" || m.moving(h) {
			continue
		}
		for v := i - 1; v >= 0 && m.words[v].UPOS != "PUNCT"; v-- {
			if m.words[v].UPOS == "VERB" {
				m.hang(k, v, "obl")
				break
			}
		}
	}
}

// moving: a noun of action, or one that hangs on such a noun.
func (m *mender) moving(h int) bool {
	for n := 0; n < 3 && h >= 0; n++ {
		form := strings.TrimPrefix(plain(m.words[h].Form), "ال")
		if m.l.nouns[form] || m.l.is("noun", form) {
			return true
		}
		h = m.words[h].Head - 1
	}
	return false
}

// relativeNoun is the noun right before the relative pronoun at word i, over a comma; -1 for none.
func (m *mender) relativeNoun(i int) int {
	k := i - 1
	if k > 0 && m.words[k].UPOS == "PUNCT" {
		k--
	}
	if k < 0 || !m.nominal(k) {
		return -1
	}
	return m.start(k)
}

// governed: a preposition stands before the phrase that ends in word i.
func (m *mender) governed(i int) bool {
	s := m.start(i)
	return s > 0 && m.words[s-1].UPOS == "ADP"
}

// start is the first noun of the phrase that ends in word i.
func (m *mender) start(i int) int {
	for i > 0 && m.nominal(i-1) && m.words[i].Head > 0 && (m.words[i].Head-1 == i-1 || m.words[i].UPOS == "ADJ" && m.words[i].Head-1 < i) && m.goesOn(i-1, i) {
		i--
	}
	return i
}

// describes: verb i stands right behind an indefinite noun or its adjective, which is not its subject.
func (m *mender) describes(i int) bool {
	prev := &m.words[i-1]
	if prev.UPOS != "NOUN" && prev.UPOS != "ADJ" || article(plain(prev.Form)) {
		return false
	}
	noun := m.start(i - 1)
	if m.words[noun].UPOS != "NOUN" || m.definite(noun, i-1) || m.timeWord(noun) {
		return false
	}
	for k := noun; k < i; k++ {
		if m.words[k].Head-1 == i || m.under(k, i) {
			return false
		}
	}
	switch m.words[i].Base() {
	case "parataxis", "conj", "advcl", "acl", "xcomp", "dep":
		return true
	}
	return false
}
