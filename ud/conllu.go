// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ud

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recoupe"
)

// maxLine bounds one line of CoNLL-U.
const maxLine = 1 << 20

// Read reads CoNLL-U (https://universaldependencies.org/format.html). Empty
// nodes are dropped. A malformed line is an error with its number that wraps
// recoupe.ErrInvalid. Spans are rebuilt over the "# text" comment, or over the
// forms joined by SpaceAfter, and count from 0 in every sentence.
func Read(r io.Reader) ([]Sentence, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), maxLine)
	var out []Sentence
	var s Sentence
	line := 0
	flush := func() {
		if len(s.Words) > 0 {
			s.place()
			out = append(out, s)
		}
		s = Sentence{}
	}
	for sc.Scan() {
		line++
		text := strings.TrimRight(sc.Text(), "\r")
		switch {
		case strings.TrimSpace(text) == "":
			flush()
		case text[0] == '#':
			s.Comments = append(s.Comments, strings.TrimSpace(text[1:]))
		default:
			if err := s.add(text); err != nil {
				return nil, fmt.Errorf("CoNLL-U line %d: %w", line, err)
			}
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("CoNLL-U line %d: %w", line+1, err)
	}
	flush()
	for i := range out {
		for k := range out[i].Words {
			if h := out[i].Words[k].Head; h > len(out[i].Words) {
				return nil, fmt.Errorf("CoNLL-U sentence %d: word %d has head %d of %d words: %w", i+1, k+1, h, len(out[i].Words), recoupe.ErrInvalid)
			}
		}
	}
	return out, nil
}

// add reads one line of a word, a multiword token or an empty node.
func (s *Sentence) add(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10: %w", len(f), recoupe.ErrInvalid)
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	if lo, hi, ok := strings.Cut(f[0], "-"); ok {
		a, err1 := strconv.Atoi(lo)
		b, err2 := strconv.Atoi(hi)
		if err1 != nil || err2 != nil || a != len(s.Words)+1 || b <= a || b-a > 20 {
			return fmt.Errorf("token range %q: %w", f[0], recoupe.ErrInvalid)
		}
		s.Tokens = append(s.Tokens, Token{First: a - 1, Last: b - 1, Form: f[1], Misc: blank(f[9])})
		return nil
	}
	id, err := strconv.Atoi(f[0])
	if err != nil || id != len(s.Words)+1 {
		return fmt.Errorf("word id %q, want %d: %w", f[0], len(s.Words)+1, recoupe.ErrInvalid)
	}
	head := -1
	if f[6] != "_" {
		if head, err = strconv.Atoi(f[6]); err != nil || head < 0 || head == id {
			return fmt.Errorf("head %q of word %d: %w", f[6], id, recoupe.ErrInvalid)
		}
	}
	lemma := f[2]
	if lemma == "_" && f[1] != "_" {
		lemma = ""
	}
	s.Words = append(s.Words, Word{Form: f[1], Lemma: lemma, UPOS: blank(f[3]), XPOS: blank(f[4]), Feats: blank(f[5]),
		Head: head, Deprel: blank(f[7]), Deps: blank(f[8]), Misc: blank(f[9])})
	return nil
}

func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

func filled(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// place gives words and tokens their spans.
func (s *Sentence) place() {
	text, have := "", false
	for _, c := range s.Comments {
		if t, ok := strings.CutPrefix(c, "text = "); ok {
			text, have = t, true
		}
	}
	for k := len(s.Tokens) - 1; k >= 0; k-- { // a range past the last word is cut
		if s.Tokens[k].Last >= len(s.Words) {
			s.Tokens = s.Tokens[:k]
		}
	}
	at, token := 0, 0
	for i := 0; i < len(s.Words); {
		form, misc, last := s.Words[i].Form, s.Words[i].Misc, i
		if token < len(s.Tokens) && s.Tokens[token].First == i {
			form, misc, last = s.Tokens[token].Form, s.Tokens[token].Misc, s.Tokens[token].Last
		}
		if have {
			if k := strings.Index(text[min(at, len(text)):], form); k >= 0 {
				at += k
			}
		}
		sp := recoupe.Span{Start: at, End: at + len(form)}
		for k := i; k <= last; k++ {
			s.Words[k].Span = sp
		}
		if last > i {
			s.Tokens[token].Span = sp
			token++
		}
		at = sp.End
		if !have && !strings.Contains(misc, "SpaceAfter=No") {
			at++
		}
		i = last + 1
	}
	s.Span = recoupe.Span{Start: 0, End: at}
}

// Write writes sentences as CoNLL-U, with "SpaceAfter=No" where spans touch.
func Write(w io.Writer, sents []Sentence) error {
	b := bufio.NewWriter(w)
	for i := range sents {
		sents[i].write(b)
	}
	return b.Flush()
}

func (s *Sentence) write(b *bufio.Writer) {
	for _, c := range s.Comments {
		fmt.Fprintf(b, "# %s\n", c)
	}
	token := 0
	for i := range s.Words {
		w := &s.Words[i]
		inside := false
		if token < len(s.Tokens) && i >= s.Tokens[token].First {
			t := &s.Tokens[token]
			if i == t.First {
				fmt.Fprintf(b, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", t.First+1, t.Last+1, t.Form, filled(s.space(t.Misc, t.Span, t.Last)))
			}
			inside = true
			if i == t.Last {
				token++
			}
		}
		misc := w.Misc
		if !inside {
			misc = s.space(misc, w.Span, i)
		}
		head := "_"
		if w.Head >= 0 {
			head = strconv.Itoa(w.Head)
		}
		fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i+1, w.Form, filled(w.Lemma), filled(w.UPOS), filled(w.XPOS), filled(w.Feats), head,
			filled(w.Deprel), filled(w.Deps), filled(misc))
	}
	b.WriteByte('\n')
}

// space adds SpaceAfter=No to misc where the next word begins right behind sp.
func (s *Sentence) space(misc string, sp recoupe.Span, last int) string {
	if last+1 >= len(s.Words) || s.Words[last+1].Span.Start != sp.End || strings.Contains(misc, "SpaceAfter=No") {
		return misc
	}
	if misc == "" {
		return "SpaceAfter=No"
	}
	return misc + "|SpaceAfter=No"
}

// Join lays the texts of sentences out as one: a space between them, an empty
// line before a "newpar" or "newdoc" comment. It returns where each begins.
func Join(sents []Sentence) (string, []int) {
	var b strings.Builder
	base := make([]int, len(sents))
	for i := range sents {
		text, par := "", false
		for _, c := range sents[i].Comments {
			if t, ok := strings.CutPrefix(c, "text = "); ok {
				text = t
			}
			par = par || strings.HasPrefix(c, "newpar") || strings.HasPrefix(c, "newdoc")
		}
		switch {
		case i == 0:
		case par:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		base[i] = b.Len()
		b.WriteString(text)
	}
	return b.String(), base
}
