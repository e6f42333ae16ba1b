// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"recoupe/ud"
)

// tier ties the short forms of a dispatch to the long ones.
type tier struct {
	sents []ud.Sentence
	names []Name
	// long leads from a short form to the index of its long one.
	long map[string]int
}

// tie ties short forms to long ones and returns the names, those that only this found among them:
//
//  1. letters in brackets behind the name of a body whose initials they are:
//     "le Haut Comité de coordination (HCC)", قوات سوريا الديمقراطية (قسد);
//  2. the long name in brackets behind the letters: "HCC (Haut Comité de coordination)";
//  3. the same letters elsewhere in the dispatch.
func tie(sents []ud.Sentence, names []Name) []Name {
	t := tier{sents: sents, names: names, long: map[string]int{}}
	for i := range names {
		t.brackets(i)
	}
	t.elsewhere()
	return t.sorted()
}

// brackets ties name i to what stands in brackets behind it.
func (t *tier) brackets(i int) {
	n := t.names[i]
	w := t.sents[n.Sentence].Words
	k := n.Last + 2
	if k+1 >= len(w) || w[n.Last+1].Form != "(" {
		return
	}
	at := t.beginning(n.Sentence, k)
	switch {
	case w[k+1].Form == ")" && body(n.Type) && acronymOf(w[k].Form, w[n.First:n.Last+1]):
		if at < 0 {
			at = len(t.names)
			t.names = append(t.names, Name{Sentence: n.Sentence, First: k, Last: k})
		}
		t.short(at, i)
	case at >= 0 && n.First == n.Last && body(t.names[at].Type) && t.closed(at) && acronymOf(w[n.First].Form, w[k:t.names[at].Last+1]):
		t.short(i, at)
	}
}

// closed reports whether a bracket closes right behind name i.
func (t *tier) closed(i int) bool {
	w := t.sents[t.names[i].Sentence].Words
	return t.names[i].Last+1 < len(w) && w[t.names[i].Last+1].Form == ")"
}

// body reports the types of names that are known by their letters.
func body(kind string) bool {
	return kind == Organisation || kind == Group || kind == Unit || kind == Media
}

// beginning returns the index of the name that begins at a word, -1 for none.
func (t *tier) beginning(sentence, word int) int {
	return slices.IndexFunc(t.names, func(n Name) bool { return n.Sentence == sentence && n.First == word })
}

// short makes name i a short form of name k.
func (t *tier) short(i, k int) {
	n := &t.names[i]
	n.Long, n.Type, n.Why = k, t.names[k].Type, "short form of "+text(t.sents, t.names[k])
	t.long[text(t.sents, *n)] = k
}

// elsewhere gives the short forms their long ones throughout the dispatch.
func (t *tier) elsewhere() {
	if len(t.long) == 0 {
		return
	}
	taken := map[[2]int]bool{}
	for i, n := range t.names {
		if k, ok := t.long[text(t.sents, n)]; ok && n.Long < 0 && k != i {
			t.short(i, k)
		}
		for w := n.First; w <= n.Last; w++ {
			taken[[2]int{n.Sentence, w}] = true
		}
	}
	for s := range t.sents {
		for w := range t.sents[s].Words {
			if k, ok := t.long[t.sents[s].Words[w].Form]; ok && !taken[[2]int{s, w}] {
				t.names = append(t.names, Name{Sentence: s, First: w, Last: w})
				t.short(len(t.names)-1, k)
			}
		}
	}
}

// sorted returns the names in the order of the text.
func (t *tier) sorted() []Name {
	order := make([]int, len(t.names))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.names[a].Sentence, t.names[b].Sentence), cmp.Compare(t.names[a].First, t.names[b].First))
	})
	place := make([]int, len(order))
	out := make([]Name, len(order))
	for to, from := range order {
		place[from] = to
		out[to] = t.names[from]
	}
	for i := range out {
		if out[i].Long >= 0 {
			out[i].Long = place[out[i].Long]
		}
	}
	return out
}

// acronymOf reports whether the letters of short are, in order, initials of
// the words of a name, the first letter that of its first word or of the word
// behind its article. Most of them are capitals where the script has any. In a
// text of another script Latin capitals in brackets need not fit: they are the
// letters of the name in its own language.
func acronymOf(short string, name []ud.Word) bool {
	letters := []rune(short)
	if !acronymLike(letters) {
		return false
	}
	if caseless(name[0].Form) && unicode.IsUpper(letters[0]) {
		return true
	}
	k := 0
	for i := range name {
		if k < len(letters) && slices.Contains(initials(name[i].Form), unicode.ToUpper(letters[k])) {
			k++
		} else if k == 0 && i > 0 {
			return false
		}
	}
	return k == len(letters)
}

// acronymLike reports two letters or more, mostly capitals ("HCC", "MoD"), or three of a script without them.
func acronymLike(letters []rune) bool {
	up, low, other := 0, 0, 0
	for _, r := range letters {
		switch {
		case unicode.IsUpper(r):
			up++
		case unicode.IsLower(r):
			low++
		case unicode.Is(unicode.Lo, r):
			other++
		default:
			return false
		}
	}
	return up > low && up+low > 1 || up+low == 0 && other > 2
}

// initials are the letters that may stand for a word: its first one, behind the Arabic article the next too.
func initials(form string) []rune {
	r := []rune(form)
	if len(r) == 0 {
		return nil
	}
	out := []rune{unicode.ToUpper(r[0])}
	if rest, ok := strings.CutPrefix(form, "ال"); ok && rest != "" {
		out = append(out, []rune(rest)[0])
	}
	return out
}
