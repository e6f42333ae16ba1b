// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package phrase finds the phrases of a lexicon in a text.
//
// In: a text and a book of phrases, each with a kind and a value. Out: the text
// cut into lexemes (runs of letters, runs of digits, single signs) with spans
// and folded keys, and the phrases that begin at any of them. It knows only how
// words are written: the Arabic article and the particles written together with
// the next word are seen through, nothing else is analysed, and of several
// phrases it will not choose one.
package phrase

import (
	"strconv"
	"strings"

	"recoupe"
	"recoupe/lang"
	"recoupe/lexicon"
)

// Entry is what a phrase means: a kind that the reader of the book knows, and a value.
type Entry struct {
	Kind, Val string
	// Num is Val as a number, 0 where it is none.
	Num float64
}

// Match is an entry found at some lexeme; End is the lexeme after it.
type Match struct {
	Entry
	End int
}

type node struct {
	next map[string]*node
	here []Entry
}

// Book holds the phrases of one language. It is made once and then only read.
type Book struct {
	arabic bool
	root   node
	words  map[string]bool
	kinds  map[string][][2]string
}

// New returns an empty book; the language decides how words are cut.
func New(code string) *Book {
	return &Book{arabic: code == "ar", words: map[string]bool{}, kinds: map[string][][2]string{}}
}

// Load returns the book of lexicon files with the columns phrase, kind, value.
// A broken line is a broken build: a test finds it.
func Load(code string, files ...string) *Book {
	b := New(code)
	for _, name := range files {
		rows, err := lexicon.Table(code + "/" + name)
		if err != nil {
			panic(err)
		}
		for _, row := range rows {
			if len(row) != 3 {
				panic("lexicon " + code + "/" + name + ": " + strings.Join(row, " "))
			}
			b.Add(row[0], row[1], row[2])
		}
	}
	return b
}

// Add enters a phrase. Its words are cut and folded as a text's would be.
func (b *Book) Add(phrase, kind, val string) {
	e := Entry{Kind: kind, Val: val}
	b.kinds[kind] = append(b.kinds[kind], [2]string{lang.Fold(phrase), lang.Fold(val)})
	e.Num, _ = strconv.ParseFloat(val, 64)
	n := &b.root
	for _, l := range cut(phrase, recoupe.Span{End: len(phrase)}) {
		if n.next == nil {
			n.next = map[string]*node{}
		}
		if n.next[l.Key] == nil {
			n.next[l.Key] = &node{}
		}
		n = n.next[l.Key]
		b.words[l.Key] = true
	}
	n.here = append(n.here, e)
}

// Of returns the phrases of a kind with their values, both folded, in the order
// of entry: endings and prefixes, which are no words of a text.
func (b *Book) Of(kind string) [][2]string { return b.kinds[kind] }

// Has reports whether a word stands in some phrase of the book.
func (b *Book) Has(key string) bool { return b.words[key] }

// Arabic reports whether the book is of a language written with clitics.
func (b *Book) Arabic() bool { return b.arabic }

// Matches appends every phrase that begins at lexeme i to out. A lexeme is
// known by its key, by its key without the article, and by its lemma.
func (b *Book) Matches(ls []Lexeme, i int, out []Match) []Match {
	return walk(&b.root, ls, i, out)
}

func walk(n *node, ls []Lexeme, i int, out []Match) []Match {
	for _, e := range n.here {
		out = append(out, Match{e, i})
	}
	if i >= len(ls) || n.next == nil {
		return out
	}
	l := &ls[i]
	if m := n.next[l.Key]; m != nil {
		out = walk(m, ls, i+1, out)
	}
	if l.Bare != "" {
		if m := n.next[l.Bare]; m != nil {
			out = walk(m, ls, i+1, out)
		}
	}
	if l.Lemma != "" && l.Lemma != l.Key && l.Lemma != l.Bare {
		if m := n.next[l.Lemma]; m != nil {
			out = walk(m, ls, i+1, out)
		}
	}
	return out
}
