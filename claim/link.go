// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"

	"recoupe"
)

// links ties the claims of a sentence that a word of cause or of sequence joins:
//
//	La ville est tombée à la suite d'une offensive.     the fall: cause, the offensive
//	Following the strikes, families fled.               the flight: after, the strikes
//
// The word stands before the earlier event and in, or at the border of, the
// clause of the later one. Words of time say that one came after the other and
// never that it was the cause.
func (f *finder) links(claims []recoupe.Claim, preds []*predicate) {
	for lo := 0; lo < len(preds); {
		hi := lo
		for hi < len(preds) && preds[hi].s == preds[lo].s {
			hi++
		}
		if hi-lo > 1 {
			f.linksIn(preds[lo].s, claims[lo:hi], preds[lo:hi])
		}
		lo = hi
	}
}

// linksIn ties the claims of one sentence.
func (f *finder) linksIn(s *sentence, claims []recoupe.Claim, preds []*predicate) {
	for i := range s.Words {
		words, relation := f.connective(s, i)
		if words == nil {
			continue
		}
		earlier := f.earlier(s, words, preds)
		later := f.later(s, words, earlier, preds)
		if earlier < 0 || later < 0 || preds[later].attr != preds[earlier].attr && !preds[earlier].background {
			continue
		}
		l := recoupe.Link{Mention: s.mention(s.spans(words)), Relation: relation, Claim: claims[earlier].ID}
		claims[later].Links = append(claims[later].Links, l)
		f.note(s, "link", words, true, relation+": "+claims[later].ID+" "+claims[earlier].ID)
	}
}

// connective returns the longest connective at word i and what it says.
func (f *finder) connective(s *sentence, i int) (words []int, relation string) {
	for phrase, r := range f.g.classes["link"] {
		p := splitPhrase(phrase)
		first := same(s, i, p[0]) || s.contraction(i, p[0]) > 0
		if !first || f.g.lang != "ar" && s.verbal(i) && s.rel(i) != "case" && s.rel(i) != "mark" {
			continue
		}
		if m := f.match(s, i, p); len(m) > len(words) {
			words, relation = m, r
		}
	}
	return words, relation
}

// earlier is the claim right behind a connective, in the phrase or clause that it opens; -1 for none.
func (f *finder) earlier(s *sentence, words []int, preds []*predicate) int {
	last := words[len(words)-1]
	for n, p := range preds {
		t := p.trigger[0]
		if p.speech || t <= last || t > last+12 {
			continue
		}
		for j := last + 1; j < t; j++ {
			if s.comma(j) {
				return -1
			}
		}
		return n
	}
	return -1
}

// later is the claim that the connective hangs on: the smallest clause that
// holds it, else the one before it, else the one behind its phrase.
func (f *finder) later(s *sentence, words []int, earlier int, preds []*predicate) int {
	if earlier < 0 {
		return -1
	}
	best, at := -1, words[0]
	for n, p := range preds {
		if n == earlier || p.speech || p.event == "" && p.background {
			continue
		}
		if slices.Contains(p.words, at) && (best < 0 || len(p.words) < len(preds[best].words)) {
			best = n
		}
	}
	if best >= 0 {
		return best
	}
	if earlier > 0 && preds[earlier-1].trigger[0] < at && !preds[earlier-1].speech {
		return earlier - 1
	}
	if at == 0 && earlier+1 < len(preds) && !preds[earlier+1].speech {
		return earlier + 1
	}
	return -1
}
