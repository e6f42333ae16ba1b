// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/ud"
)

// sentence is a parsed sentence with what the rules ask of it again and again.
type sentence struct {
	*ud.Sentence
	g         *grammar
	index     int // in Input.Sentences
	region    int
	paragraph int
	text      string // of the whole dispatch
	kids      [][]int
	// quotes are the quoted stretches with their marks, clipped to the sentence; full are the same unclipped.
	quotes, full []recoupe.Span
	// open and closed say that a quotation runs in from before, or out behind.
	runsIn, runsOut bool
	timed           []bool     // words of time expressions; nil where none were looked for
	low             []string   // lower-cased forms
	keys            [][]string // of every word, once asked for
}

func newSentence(g *grammar, s *ud.Sentence, index int, text string) *sentence {
	s = normal(g, s)
	v := &sentence{Sentence: s, g: g, index: index, region: s.Region, text: text, kids: make([][]int, len(s.Words)), low: make([]string, len(s.Words))}
	for i := range s.Words {
		w := &s.Words[i]
		v.low[i] = strings.ToLower(strings.ReplaceAll(w.Form, "’", "'"))
		if h := w.Head - 1; h >= 0 && h < len(s.Words) && h != i {
			v.kids[h] = append(v.kids[h], i)
		}
	}
	return v
}

func (s *sentence) n() int { return len(s.Words) }

func (s *sentence) head(i int) int { return s.Words[i].Head - 1 }

func (s *sentence) rel(i int) string { return s.Words[i].Base() }

func (s *sentence) lemma(i int) string {
	if l := s.Words[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return s.low[i]
}

func (s *sentence) pos(i int) string { return s.Words[i].UPOS }

func (s *sentence) verbal(i int) bool { return s.pos(i) == "VERB" || s.pos(i) == "AUX" }

func (s *sentence) nominal(i int) bool {
	p := s.pos(i)
	return p == "NOUN" || p == "PROPN" || p == "PRON" || p == "NUM" || p == "X"
}

// child returns the first child of i with one of the base relations, or -1.
func (s *sentence) child(i int, rels ...string) int {
	for _, k := range s.kids[i] {
		if slices.Contains(rels, s.rel(k)) {
			return k
		}
	}
	return -1
}

// byRelation returns the first child of i whose relation with subtype is rel, or -1.
func (s *sentence) byRelation(i int, rel string) int {
	for _, k := range s.kids[i] {
		if s.Words[k].Deprel == rel {
			return k
		}
	}
	return -1
}

// subtree returns the words below i and i itself in order; skip prunes branches (never i itself).
func (s *sentence) subtree(i int, skip func(k int) bool) []int {
	seen := make([]bool, s.n())
	out := []int{i}
	seen[i] = true
	for at := 0; at < len(out); at++ {
		for _, k := range s.kids[out[at]] {
			if !seen[k] && (skip == nil || !skip(k)) {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return out
}

// under reports whether i lies in the subtree of top.
func (s *sentence) under(i, top int) bool {
	for n := 0; i >= 0 && n <= s.n(); n++ {
		if i == top {
			return true
		}
		i = s.head(i)
	}
	return false
}

// spans turns word indexes into spans of text: words whose gap is white space only are joined.
func (s *sentence) spans(words []int) []recoupe.Span {
	var out []recoupe.Span
	for _, i := range words {
		sp := s.Words[i].Span
		if n := len(out); n > 0 {
			last := &out[n-1]
			if sp.Start <= last.End || strings.TrimSpace(s.text[last.End:sp.Start]) == "" {
				last.End = max(last.End, sp.End)
				continue
			}
		}
		out = append(out, sp)
	}
	return out
}

// words returns the indexes of the words that lie in sp.
func (s *sentence) wordsIn(sp recoupe.Span) []int {
	var out []int
	for i := range s.Words {
		if sp.Contains(s.Words[i].Span) {
			out = append(out, i)
		}
	}
	return out
}

func (s *sentence) mention(spans []recoupe.Span) recoupe.Mention { return mention(s.text, spans) }

func mention(text string, spans []recoupe.Span) recoupe.Mention {
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = sp.In(text)
	}
	return recoupe.Mention{Text: strings.Join(parts, " "), Spans: spans}
}

// quotedAt reports whether the word lies between quotation marks.
func (s *sentence) quotedAt(i int) bool {
	for _, q := range s.quotes {
		if q.Contains(s.Words[i].Span) {
			return true
		}
	}
	return false
}

// quoteOf returns the quotation that holds byte position at, or false.
func (s *sentence) quoteOf(at int) (recoupe.Span, bool) {
	for _, q := range s.quotes {
		if q.Start <= at && at < q.End {
			return q, true
		}
	}
	return recoupe.Span{}, false
}

// isMark reports whether a word is a double quotation mark of some kind.
func isMark(w string) bool {
	switch w {
	case `"`, "«", "»", "“", "”", "„", "''", "``":
		return true
	}
	return false
}

// closes reports whether word i is the mark that ends a quotation.
func (s *sentence) closes(i int) bool {
	for _, q := range s.full {
		if q.End == s.Words[i].Span.End && q.Start != s.Words[i].Span.Start {
			return true
		}
	}
	return false
}

// fullQuote returns the whole quotation that holds byte at, beyond the sentence too.
func (s *sentence) fullQuote(at int) (recoupe.Span, bool) {
	for k, q := range s.quotes {
		if q.Start <= at && at < q.End {
			return s.full[k], true
		}
	}
	return recoupe.Span{}, false
}

// dash reports whether word i is a dash between clauses.
func (s *sentence) dash(i int) bool {
	switch s.Words[i].Form {
	case "—", "–", "―", "--", "-":
		return true
	}
	return false
}

// mark reports whether word i is a quotation mark; a single one counts where it opens or closes a quotation.
func (s *sentence) mark(i int) bool {
	if i < 0 || i >= s.n() {
		return false
	}
	if isMark(s.Words[i].Form) {
		return true
	}
	sp := s.Words[i].Span
	if sp.Len() > 3 || s.pos(i) != "PUNCT" {
		return false
	}
	for _, q := range s.quotes {
		if q.Start == sp.Start || q.End == sp.End {
			return true
		}
	}
	return false
}

func (s *sentence) punct(i int) bool { return s.pos(i) == "PUNCT" || isMark(s.Words[i].Form) }

// bodyEnd returns the index behind the last word before the final stop.
func (s *sentence) bodyEnd() int {
	n := s.n()
	for n > 0 && strings.ContainsAny(s.Words[n-1].Form, ".!?…؟;:") && len([]rune(s.Words[n-1].Form)) <= 3 && s.punct(n-1) {
		n--
	}
	return n
}
