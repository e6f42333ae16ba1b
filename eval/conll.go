// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"strings"
	"unicode"

	"recoupe"
	"recoupe/lang"
	"recoupe/ud"
)

// conll are the measures of the CoNLL 2018 shared task, F1 in per cent:
// words are aligned by the characters that they cover, white space apart.
type conll struct {
	Sentences, Words, UPOS, Feats, Lemma, UAS, LAS float64
	// Des is the share of written "des" rightly split or left whole.
	Des float64
}

// letters maps bytes of a text to the number of its characters before them, white space apart.
type letters []int

func countLetters(text string) letters {
	out := make(letters, len(text)+1)
	n := 0
	for i, r := range text {
		for k := i; k < i+len(string(r)) && k < len(out); k++ {
			out[k] = n
		}
		if !unicode.IsSpace(r) {
			n++
		}
	}
	out[len(text)] = n
	return out
}

// aligned is a word with its place in letters and its head as an index into the same list, -1 for the root.
type aligned struct {
	key  string
	word *ud.Word
	head int
}

// words lays sentences out as one list; base is the offset of a sentence's spans in the text.
func (l letters) words(sents []ud.Sentence, base []int) (out []aligned, bounds map[[2]int]bool) {
	bounds = map[[2]int]bool{}
	for i := range sents {
		s, first := &sents[i], len(out)
		keys := l.keys(s, base[i])
		for k := range s.Words {
			head := -1
			if h := s.Words[k].Head; h > 0 {
				head = first + h - 1
			}
			out = append(out, aligned{keys[k], &s.Words[k], head})
		}
		if len(s.Words) > 0 {
			bounds[[2]int{l[base[i]+s.Words[0].Span.Start], l[base[i]+s.Words[len(s.Words)-1].Span.End]}] = true
		}
	}
	return out, bounds
}

// keys name the words of a sentence by their letters; those of a multiword token also by their form.
func (l letters) keys(s *ud.Sentence, base int) []string {
	at := func(sp recoupe.Span) string { return fmt.Sprint(l[base+sp.Start], " ", l[base+sp.End]) }
	out := make([]string, len(s.Words))
	for k := range s.Words {
		out[k] = at(s.Words[k].Span)
	}
	for _, t := range s.Tokens {
		whole, from := "", t.Span.Start
		for _, w := range s.Words[t.First : t.Last+1] {
			whole += w.Form
		}
		for k := t.First; k <= t.Last; k++ {
			if whole != t.Form { // the forms are not what is written
				out[k] = at(t.Span) + " " + strings.ToLower(s.Words[k].Form)
				continue
			}
			to := from + len(s.Words[k].Form)
			out[k] = at(recoupe.Span{Start: from, End: to})
			from = to
		}
	}
	return out
}

// scoreRaw compares what was read from text with gold sentences whose spans begin at base.
func scoreRaw(text string, gold []ud.Sentence, base []int, got []ud.Sentence) conll {
	l := countLetters(text)
	g, gb := l.words(gold, base)
	s, sb := l.words(got, make([]int, len(got)))
	at := map[string][]int{}
	for i := range g {
		at[g[i].key] = append(at[g[i].key], i)
	}
	match := make([]int, len(s)) // gold word of a system word, -1
	for i := range s {
		match[i] = -1
		if q := at[s[i].key]; len(q) > 0 {
			match[i], at[s[i].key] = q[0], q[1:]
		}
	}
	var c conll
	for i, m := range match {
		if m < 0 {
			continue
		}
		c.add(s[i], g[m], i, match)
	}
	f1 := func(x *float64) { *x = 200 * *x / float64(len(g)+len(s)) }
	for _, x := range []*float64{&c.Words, &c.UPOS, &c.Feats, &c.Lemma, &c.UAS, &c.LAS} {
		f1(x)
	}
	same := 0
	for b := range sb {
		if gb[b] {
			same++
		}
	}
	c.Sentences = 200 * float64(same) / float64(len(gb)+len(sb))
	c.Des = desRight(l, gold, base, got)
	return c
}

func (c *conll) add(s, g aligned, i int, match []int) {
	c.Words++
	c.UPOS += one(s.word.UPOS == g.word.UPOS)
	c.Feats += one(s.word.Feats == g.word.Feats)
	c.Lemma += one(s.word.Lemma == lang.Norm(g.word.Lemma))
	head := s.head < 0 && g.head < 0 || s.head >= 0 && g.head >= 0 && match[s.head] == g.head
	c.UAS += one(head)
	c.LAS += one(head && s.word.Base() == g.word.Base())
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// desRight is the share of the written "des" of the gold text that are split where they should be.
func desRight(l letters, gold []ud.Sentence, base []int, got []ud.Sentence) float64 {
	split := desTokens(l, got, make([]int, len(got)))
	n, right := 0, 0.0
	for at, want := range desTokens(l, gold, base) {
		n++
		right += one(split[at] == want)
	}
	return 100 * right / float64(max(1, n))
}

// desTokens tells for every written "des" whether it is two words.
func desTokens(l letters, sents []ud.Sentence, base []int) map[int]bool {
	out := map[int]bool{}
	for i := range sents {
		for k := range sents[i].Words {
			if strings.EqualFold(sents[i].Words[k].Form, "des") {
				out[l[base[i]+sents[i].Words[k].Span.Start]] = false
			}
		}
		for _, t := range sents[i].Tokens {
			if strings.EqualFold(t.Form, "des") {
				out[l[base[i]+t.Span.Start]] = true
			}
		}
	}
	return out
}
