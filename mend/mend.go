// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package mend puts right in a tree what the grammar of its language rules out.
//
// In: a parsed sentence with its names marked. Out: the same words with other
// tags and arcs where a closed list of rules has one reading only: an Arabic
// noun with the article has no second term, a plural verb follows its subject,
// a clause behind أن hangs on its verb. It judges by the shape and order of
// words, since they are surer than the arcs of a parser with little to learn
// from. It will not change words or spans, and a tree that its rules would turn
// into a circle stays as it was.
package mend

import (
	"slices"

	"recoupe/ud"
)

// Sentences mends the trees of a text in place; languages without rules stay as they are.
func Sentences(lang string, sents []ud.Sentence) {
	if lang != "ar" {
		return
	}
	for i := range sents {
		Arabic(&sents[i])
	}
}

// Arabic mends one Arabic sentence in place, in this order:
//
//  1. tags that a form cannot have (tags.go);
//  2. verbs that only say that something goes on or has ended (aspect.go);
//  3. clauses behind a complementizer, and what followed (clause.go);
//  4. the subject and object of every verb, by the order of words (order.go);
//  5. what describes the noun right before it, and what إلى governs (describe.go).
//
// A sentence that was not parsed stays as it is.
func Arabic(s *ud.Sentence) {
	if len(s.Words) == 0 || slices.ContainsFunc(s.Words, func(w ud.Word) bool { return w.Head < 0 }) {
		return
	}
	before := slices.Clone(s.Words)
	m := &mender{words: s.Words, l: arabic()}
	m.tags()
	m.aspects()
	m.clauses()
	m.results()
	m.orders()
	m.describe()
	m.moves()
	if !m.tree() {
		copy(s.Words, before)
	}
}

// mender works through one sentence.
type mender struct {
	words []ud.Word
	l     *lists
}

// hang makes word i depend on word head, counted from 0; -1 makes it the root.
func (m *mender) hang(i, head int, relation string) {
	if i == head {
		return
	}
	m.words[i].Head, m.words[i].Deprel = head+1, relation
}

// adopt hangs the dependents of one word on another.
func (m *mender) adopt(from, to int) {
	for k := range m.words {
		if m.words[k].Head-1 == from && k != to {
			m.words[k].Head = to + 1
		}
	}
}

// child returns the first dependent of i with one of the base relations, or -1.
func (m *mender) child(i int, relations ...string) int {
	for k := range m.words {
		if m.words[k].Head-1 == i && slices.Contains(relations, m.words[k].Base()) {
			return k
		}
	}
	return -1
}

// under: word i is top or lies below it.
func (m *mender) under(i, top int) bool {
	for n := 0; i >= 0 && n <= len(m.words); n++ {
		if i == top {
			return true
		}
		i = m.words[i].Head - 1
	}
	return false
}

// tree: there is one root, and every word is below it.
func (m *mender) tree() bool {
	root := -1
	for i := range m.words {
		if m.words[i].Head == 0 {
			if root >= 0 {
				return false
			}
			root = i
		}
	}
	if root < 0 {
		return false
	}
	for i := range m.words {
		if !m.under(i, root) {
			return false
		}
	}
	return true
}
