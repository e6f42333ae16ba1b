// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"strings"
	"unicode"

	"recoupe/ud"
)

// tie ties short forms to long ones: a name of capitals in brackets behind a
// long name whose initials it is made of, and the same letters later on.
//
//	le Haut Comité de coordination (HCC) … Le HCC a posé deux conditions.
func (f *Finder) tie(sents []ud.Sentence, names []Name) {
	long := map[string]int{}
	for i := range names {
		short := text(sents, names[i])
		if k, ok := long[short]; ok {
			names[i].Long, names[i].Type, names[i].Why = k, names[k].Type, "short form of "+text(sents, names[k])
			continue
		}
		if i == 0 || !f.bracketed(sents, names[i-1], names[i]) || !acronymOf(short, &sents[names[i-1].Sentence], names[i-1]) {
			continue
		}
		names[i].Long, names[i].Type, names[i].Why = i-1, names[i-1].Type, "short form of "+text(sents, names[i-1])
		long[short] = i - 1
	}
}

// bracketed reports whether b stands in brackets right behind a.
func (f *Finder) bracketed(sents []ud.Sentence, a, b Name) bool {
	if a.Sentence != b.Sentence || b.First != a.Last+2 {
		return false
	}
	w := sents[a.Sentence].Words
	return w[a.Last+1].Form == "(" && b.Last+1 < len(w) && w[b.Last+1].Form == ")"
}

// acronymOf reports whether the letters of short are, in order, initials of
// the words of a name, the first letter that of its first word or of the word
// behind its article.
func acronymOf(short string, s *ud.Sentence, n Name) bool {
	letters := []rune(strings.ToUpper(short))
	if len(letters) < 2 || strings.ToUpper(short) != short || strings.ContainsRune(short, ' ') {
		return false
	}
	k := 0
	for i := n.First; i <= n.Last && k < len(letters); i++ {
		first := []rune(strings.ToUpper(s.Words[i].Form))
		if len(first) > 0 && first[0] == letters[k] {
			k++
		} else if k == 0 && i > n.First+1 {
			return false
		}
	}
	return k == len(letters)
}

// agree carries types through the dispatch: a name seen twice has the type
// that lists decided, else the one it has most often; a surname alone is the
// person whose full name came before.
func (f *Finder) agree(sents []ud.Sentence, names []Name) {
	votes := map[string]map[string]int{}
	surnames := map[string]bool{}
	for _, n := range names {
		t := text(sents, n)
		if votes[t] == nil {
			votes[t] = map[string]int{}
		}
		weight := 1
		if n.Why != "model" {
			weight = 10
		}
		votes[t][n.Type] += weight
		if n.Type == Person && n.Last > n.First {
			surnames[sents[n.Sentence].Words[n.Last].Form] = true
		}
	}
	for i := range names {
		n := &names[i]
		t := text(sents, *n)
		if n.First == n.Last && n.Why == "model" && surnames[t] {
			n.Type, n.Why = Person, "surname of a person named before"
			continue
		}
		if best := winner(votes[t]); best != n.Type && n.Why == "model" {
			n.Type, n.Why = best, "the same name elsewhere"
		}
	}
}

// winner is the type with the most votes, the first by name of equals.
func winner(votes map[string]int) string {
	best := ""
	for t, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && t < best {
			best = t
		}
	}
	return best
}

func capitalised(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r)
	}
	return false
}
