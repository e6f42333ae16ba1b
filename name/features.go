// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/ud"
)

// longestPlace is the number of words of a place name looked up in the gazetteer.
const longestPlace = 4

// word is what the features of a word and its neighbours are made of.
type word struct {
	low, shape, upos, head string
	classes                []string
	place                  string
	grains                 []uint16
}

// rows returns the features of every word of a sentence.
func (f *Finder) rows(s *ud.Sentence) [][]uint32 {
	ws := f.words(s)
	out := make([][]uint32, len(ws))
	for i := range ws {
		out[i] = ws.features(i)
	}
	return out
}

type wordList []word

func (f *Finder) words(s *ud.Sentence) wordList {
	ws := make(wordList, len(s.Words))
	for i := range s.Words {
		w := &s.Words[i]
		norm := lang.Norm(w.Form)
		ws[i] = word{low: folded(norm), shape: shape(norm), upos: w.UPOS, classes: f.lists.class[key(w.Form)], grains: f.Classes.look(w.Form)}
		if len(ws[i].classes) == 0 {
			ws[i].classes = f.lists.class[key(w.Lemma)]
		}
		if f.lists.demonyms[ws[i].low] {
			ws[i].classes = append(ws[i].classes[:len(ws[i].classes):len(ws[i].classes)], "people")
		}
		if h := w.Head - 1; h >= 0 && h < len(s.Words) {
			ws[i].head = w.Base() + " " + strings.ToLower(s.Words[h].Lemma)
		}
	}
	f.places(s, ws)
	return ws
}

// folded is a form in lower case; of scripts without capitals also with one
// letter for those that writers mix (أ and ا, ى and ي), for texts differ in that.
func folded(norm string) string {
	if caseless(norm) {
		return lang.Fold(norm)
	}
	return strings.ToLower(norm)
}

// places marks the longest place names of the gazetteer, B at the first word
// and I behind. In scripts without capitals, where many a village has the name
// of a common word, those of little known places are marked b and i; and what
// is a known place as it is written is none cut into a preposition and a rest
// (بغداد, لبنان).
func (f *Finder) places(s *ud.Sentence, ws wordList) {
	if f.Place == nil {
		return
	}
	for _, t := range s.Tokens {
		if t.Last > t.First && t.Last < len(ws) && caseless(t.Form) && f.Place(t.Form) == KnownPlace {
			ws[t.Last].place = "B"
		}
	}
	for i := 0; i < len(ws); i++ {
		if !nameLike(s.Words[i].Form) || ws[i].place != "" {
			continue
		}
		for n := min(longestPlace, len(ws)-i); n > 0; n-- {
			if !nameLike(s.Words[i+n-1].Form) {
				continue
			}
			rank := f.Place(joined(s, i, i+n-1))
			if rank == NoPlace {
				continue
			}
			first, rest := "B", "I"
			if rank == SomePlace && caseless(s.Words[i].Form) {
				first, rest = "b", "i"
			}
			ws[i].place = first
			for k := i + 1; k < i+n; k++ {
				ws[k].place = rest
			}
			i += n - 1
			break
		}
	}
}

// caseless reports a word of a script without capitals.
func caseless(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Lo, r)
}

// nameLike reports words that a place name may begin or end with: capitalised, or of a script without capitals.
func nameLike(s string) bool {
	r := []rune(s)
	return len(r) > 1 && (unicode.IsUpper(r[0]) || unicode.Is(unicode.Lo, r[0]))
}

// joined writes words as they stand in the text, blanks where their spans do not touch.
func joined(s *ud.Sentence, a, b int) string {
	var t strings.Builder
	for k := a; k <= b; k++ {
		if k > a && s.Words[k].Span.Start != s.Words[k-1].Span.End {
			t.WriteByte(' ')
		}
		t.WriteString(s.Words[k].Form)
	}
	return t.String()
}

// shape folds letters and digits: "T-72" is "A-9", "Deir" is "Aa".
func shape(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'A'
		case unicode.IsLower(r):
			c = 'a'
		case unicode.IsDigit(r):
			c = '9'
		case unicode.IsLetter(r):
			c = 'x'
		}
		if c != last {
			b.WriteRune(c)
		}
		last = c
	}
	return b.String()
}

// at returns word i, or an empty one beyond the sentence.
func (ws wordList) at(i int) word {
	if i < 0 || i >= len(ws) {
		return word{low: "|", shape: "|", upos: "|"}
	}
	return ws[i]
}

func (ws wordList) features(i int) []uint32 {
	w, p, q, n, m := ws.at(i), ws.at(i-1), ws.at(i-2), ws.at(i+1), ws.at(i+2)
	rows := make([]uint32, 0, 48)
	add := func(kind, v string) { rows = append(rows, hash(kind, v)) }
	add("", "")
	add("w", w.low)
	add("s", w.shape)
	add("ss", p.shape+w.shape+n.shape)
	add("u", w.upos)
	add("uu", p.upos+w.upos+n.upos)
	add("us", w.upos+w.shape)
	add("p", p.low)
	add("q", q.low)
	add("n", n.low)
	add("m", m.low)
	add("pw", p.low+" "+w.low)
	add("wn", w.low+" "+n.low)
	add("ps", p.low+w.shape)
	add("ns", n.low+w.shape)
	add("qp", q.low+" "+p.low+w.shape)
	add("h", w.head)
	add("hs", w.head+w.shape)
	r := []rune(w.low)
	for k := 2; k <= 4 && k < len(r); k++ {
		add("x", string(r[len(r)-k:])+w.shape)
		add("y", string(r[:k])+w.shape)
	}
	add("g", w.place)
	add("gs", w.place+w.shape+w.upos)
	add("gp", w.place+" "+p.low)
	add("gn", n.place+p.place+w.place)
	add("first", bit(i == 0)+w.shape+w.upos)
	for _, o := range [...]struct {
		kind string
		w    word
	}{{"c", w}, {"cp", p}, {"cq", q}, {"cn", n}} {
		for _, c := range o.w.classes {
			add(o.kind, c)
			add(o.kind+"s", c+w.shape)
		}
	}
	ws.grains(i, add)
	return rows
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// hash is FNV-1a of kind and value, mixed, cut to the number of rows.
func hash(kind, value string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(kind); i++ {
		h = (h ^ uint32(kind[i])) * 16777619
	}
	h = (h ^ 0xff) * 16777619
	for i := 0; i < len(value); i++ {
		h = (h ^ uint32(value[i])) * 16777619
	}
	h ^= h >> 15
	h *= 0x85ebca6b
	h ^= h >> 13
	return h & (rowCount - 1)
}

// grains adds the word classes of a word and of its neighbours.
func (ws wordList) grains(i int, add func(kind, v string)) {
	w := ws.at(i)
	for _, o := range [...]struct {
		kind string
		at   int
	}{{"k", i}, {"kp", i - 1}, {"kn", i + 1}, {"kq", i - 2}, {"km", i + 2}} {
		for g, c := range ws.at(o.at).grains {
			v := strconv.Itoa(g) + ":" + strconv.Itoa(int(c))
			add(o.kind, v)
			if o.at == i {
				add("ks", v+w.shape)
			}
		}
	}
	for g, c := range w.grains {
		v := strconv.Itoa(g) + ":" + strconv.Itoa(int(c))
		if p := ws.at(i - 1).grains; p != nil {
			add("kpk", v+" "+strconv.Itoa(int(p[g])))
		}
		if n := ws.at(i + 1).grains; n != nil {
			add("knk", v+" "+strconv.Itoa(int(n[g])))
		}
	}
}
