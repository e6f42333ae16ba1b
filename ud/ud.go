// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package ud holds sentences, words and dependency trees in the terms of
// Universal Dependencies v2, and reads and writes CoNLL-U.
//
// In: words made by token, tags and arcs set by syntax, or CoNLL-U text. Out:
// the same, and questions about a tree (children, subtree, spans). It knows no
// language and no model, and it will not repair a tree.
package ud

import "recoupe"

// Word is a syntactic word. Words of one multiword token share its span.
type Word struct {
	// Form is as written (of a multiword token: the word's own form, "de" and "le" for "du").
	Form, Lemma, UPOS, XPOS string
	// Feats are the features in CoNLL-U form, sorted, "|" between; "" for none.
	Feats string
	// Head is the index of the head in Sentence.Words counted from 1; 0 is the root, -1 is not parsed.
	Head int
	// Deprel is the relation with its subtype ("obl:agent").
	Deprel string
	Deps   string
	Misc   string
	Span   recoupe.Span
	// PTag, PArc and PRel are probabilities 0 to 1 of the tag, of the arc, and of the relation given the arc.
	PTag, PArc, PRel float32
	// Entity is a BIO tag of the name layer ("B-PERSON"); "" for none.
	Entity string
}

// Token is a multiword token: words First to Last (indexes into Words, inclusive) written as one.
type Token struct {
	First, Last int
	Form        string
	Span        recoupe.Span
	Misc        string
}

// Sentence is a tree over words.
type Sentence struct {
	// Span covers the sentence in the canonical text.
	Span recoupe.Span
	// Region is the index of the region that it stands in.
	Region int
	Words  []Word
	// Tokens are the multiword tokens only, in order.
	Tokens []Token
	// Comments are the "# " lines without the mark, in order.
	Comments []string
}

// Base returns the relation of w without its subtype: "obl" of "obl:agent".
func (w *Word) Base() string {
	for i := 0; i < len(w.Deprel); i++ {
		if w.Deprel[i] == ':' {
			return w.Deprel[:i]
		}
	}
	return w.Deprel
}

// Feat returns the value of the feature called name, "" if w has none.
func (w *Word) Feat(name string) string {
	f := w.Feats
	for len(f) > 0 {
		pair := f
		if i := indexByte(f, '|'); i >= 0 {
			pair, f = f[:i], f[i+1:]
		} else {
			f = ""
		}
		if len(pair) > len(name) && pair[:len(name)] == name && pair[len(name)] == '=' {
			return pair[len(name)+1:]
		}
	}
	return ""
}

func indexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}
