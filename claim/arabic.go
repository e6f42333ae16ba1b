// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"strings"
	"unicode/utf8"
)

// arabicKeys gives the citation forms that an Arabic word may belong to: noun
// without article (الأسر → أسر), and of a finite verb the third person masculine
// of the perfect, as the lexicon has it: تستعيد → استعاد, ينفي → نفى, يصيبون → أصاب.
// It is generous; a form that no entry has finds nothing.
func arabicKeys(form string) []string {
	var out []string
	if rest, ok := strings.CutPrefix(form, "ال"); ok && utf8.RuneCountInString(rest) > 1 {
		out = append(out, rest)
	}
	stem := strings.TrimPrefix(form, "س")
	for _, p := range []string{"ي", "ت", "ن"} {
		rest, ok := strings.CutPrefix(stem, p)
		if !ok || utf8.RuneCountInString(rest) < 2 {
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
