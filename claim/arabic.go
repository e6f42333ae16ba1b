// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"strings"
	"unicode/utf8"
)

// arabicKeys gives the citation forms that an Arabic word may belong to: noun
// without article (الأسر → أسر), and of a finite verb the third person masculine
// of the perfect, as the lexicon has it: تستعيد → استعاد, ينفي → نفى, يصيبون → أصاب.
// It is generous; a form that no entry has finds nothing. A first person plural
// is looked for in verbs only: نصيب is a name or a share more often than "we hit".
func arabicKeys(form string, verb bool) []string {
	var out []string
	if rest, ok := strings.CutPrefix(form, "ال"); ok && utf8.RuneCountInString(rest) > 1 {
		out = append(out, rest)
	}
	stem := strings.TrimPrefix(form, "س")
	for _, p := range []string{"ي", "ت", "ن"} {
		rest, ok := strings.CutPrefix(stem, p)
		if !ok || utf8.RuneCountInString(rest) < 2 || p == "ن" && !verb {
			continue
		}
		for _, end := range []string{"", "ون", "وا", "ان", "ن"} {
			base, ok := strings.CutSuffix(rest, end)
			if ok && utf8.RuneCountInString(base) > 1 {
				out = append(out, perfectsOf(base)...)
			}
		}
	}
	return out
}

// perfectsOf gives the perfects that an imperfect stem may have: as it stands,
// with the alif of the derived forms, with the alif of hollow verbs, with a weak end.
func perfectsOf(base string) []string {
	bases := []string{base}
	if end, ok := strings.CutSuffix(base, "ي"); ok {
		bases = append(bases, end+"ى")
	}
	for _, weak := range []string{"ي", "و"} { // يستعيد, يقول
		if i := strings.LastIndex(base, weak); i > 0 && i+len(weak) < len(base) {
			bases = append(bases, base[:i]+"ا"+base[i+len(weak):])
		}
	}
	var out []string
	for _, b := range bases {
		out = append(out, b, "ا"+b, "أ"+b)
	}
	return out
}

// derived: the perfect of a derived form that no noun shares (its noun has
// another shape), so that it is a verb whatever the tagger says: استهدف, أعلن.
func derived(lemma string) bool {
	n := utf8.RuneCountInString(lemma)
	return n >= 5 && strings.HasPrefix(lemma, "ا") || n >= 4 && strings.HasPrefix(lemma, "أ")
}

// turnsAgainst: at word j begins "غير أن", "إلا أن", "لكن", and somebody speaks
// behind it: what was said before ends there. His verb may stand behind him.
//
//	أعلنت الجماعة سيطرتها على المعسكر، غير أن الجيش نفى ذلك
func (f *finder) turnsAgainst(s *sentence, j int) bool {
	if s.quotedAt(j) || j+1 >= s.n() {
		return false
	}
	two := f.g.is("against", plain(s.low[j])) && f.g.is("complementizer", plain(s.low[j+1]))
	if !two && !f.g.is("against-word", plain(s.low[j])) {
		return false
	}
	for k := j + 1; k < s.n() && k < j+10 && !s.punct(k); k++ {
		if s.pos(k) != "VERB" {
			continue
		}
		_, words := f.cueAt(s, k, "verb")
		return words != nil
	}
	return false
}
