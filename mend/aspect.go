// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

// aspects makes auxiliaries of verbs that only say that something goes on or
// no longer does:
//
//	لا تزال القوات تسيطر على الجسر    goes on: لا denies nothing
//	لم تعد القوات تسيطر على الجسر     has ended: لم denies the verb that follows
//
// Without a verb behind them they stay the head, and the negation of the first
// kind is fixed on them.
func (m *mender) aspects() {
	m.almost()
	for i := 1; i < len(m.words); i++ {
		neg := i - 1
		if !m.l.is("negation", m.words[neg].Form) {
			continue
		}
		on, ended := m.l.is("aspect", m.words[i].Form), m.l.is("no-more", m.words[i].Form)
		if !on && !ended {
			continue
		}
		m.words[neg].UPOS = "PART"
		if on {
			m.hang(neg, i, "fixed")
			m.words[neg].Feats = ""
		}
		v := m.verbAfter(i)
		if v < 0 {
			continue
		}
		m.hang(v, m.words[i].Head-1, m.words[i].Deprel)
		m.adopt(i, v)
		m.words[i].UPOS = "AUX"
		m.hang(i, v, "aux")
		if on {
			m.hang(neg, i, "fixed")
		} else {
			m.hang(neg, v, "advmod")
		}
	}
}

// almost makes an auxiliary of a verb that says that what follows was near:
//
//	كاد المسلحون يسيطرون على المطار
func (m *mender) almost() {
	for i := range m.words {
		if !m.l.is("near", m.words[i].Form) || m.words[i].UPOS == "AUX" {
			continue
		}
		if v := m.verbAfter(i); v >= 0 && m.words[v].Head-1 >= i || v >= 0 && m.words[i].Head == 0 {
			m.hang(v, m.words[i].Head-1, m.words[i].Deprel)
			m.adopt(i, v)
			m.words[i].UPOS = "AUX"
			m.hang(i, v, "aux")
		}
	}
}

// verbAfter returns the next verb of the clause behind word i, or -1.
func (m *mender) verbAfter(i int) int {
	for j := i + 1; j < len(m.words) && j < i+10; j++ {
		w := &m.words[j]
		switch {
		case w.UPOS == "VERB":
			if w.Head-1 == j {
				return -1
			}
			return j
		case w.UPOS == "PUNCT", w.UPOS == "SCONJ", w.UPOS == "CCONJ", m.l.is("complementizer", w.Form), m.l.is("relative", w.Form):
			return -1
		}
	}
	return -1
}
