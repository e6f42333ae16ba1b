// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package name finds the names in a dispatch: persons, organisations, armed
// groups, military units, places, peoples, weapons and media.
//
// In: sentences that syntax has tagged. Out: names with their words, their
// type and why they have it, and for an acronym the long form that it stands
// for. A linear model (averaged perceptron with Viterbi decoding, Collins
// 2002) tells persons, organisations and places by words, shapes, tags, the
// gazetteer and word lists; lists and patterns make the finer types, and then
// Why says which list decided. It will not say who somebody is (package actor)
// or where a place lies (package place).
package name

import (
	"strings"

	"recoupe/ud"
)

// The types of names.
const (
	Person       = "PERSON"
	Organisation = "ORG"
	Group        = "GROUP" // an armed group
	Unit         = "UNIT"  // a military unit
	Place        = "PLACE"
	People       = "NORP" // a people, faith or side
	Weapon       = "WEAPON"
	Media        = "MEDIA"
)

// Name is one name: words First to Last of sentence Sentence.
type Name struct {
	Sentence, First, Last int
	Type                  string
	// Why is "model", or the list or pattern that decided, with the word that it found.
	Why string
	// Long is the index of the name that this one is a short form of, -1 for none.
	Long int
}

// Finder finds names in one language. It is safe for any number of goroutines.
type Finder struct {
	// Model may be nil: then only lists and patterns find names.
	Model *Model
	// Classes are the word classes of the language, nil for none; those of the model, or what a model is to learn with.
	Classes *Classes
	lists   *lists
	// register holds the names of known actors.
	register map[string]listed
	// Place says what the gazetteer knows of a name; nil knows none.
	Place func(string) Rank
}

// NewFinder returns a finder for a language.
func NewFinder(lang string, m *Model, place func(string) Rank) *Finder {
	f := &Finder{Model: m, lists: listsFor(lang), Place: place}
	if m != nil {
		f.Classes = m.classes
	}
	return f
}

// Find returns the names of a dispatch in their order and writes their BIO tags into Word.Entity.
func (f *Finder) Find(sents []ud.Sentence) []Name {
	var out []Name
	for i := range sents {
		s := &sents[i]
		labels := f.label(s)
		out = append(out, f.names(i, s, labels)...)
	}
	out = tie(sents, out)
	f.agree(sents, out)
	for _, n := range out {
		mark(&sents[n.Sentence], n)
	}
	return out
}

// label returns the model's label of every word.
func (f *Finder) label(s *ud.Sentence) []int {
	if f.Model == nil {
		return make([]int, len(s.Words))
	}
	return f.Model.decode(f.rows(s))
}

// names joins labels into names, types them, and adds what lists and patterns find outside of them.
func (f *Finder) names(sentence int, s *ud.Sentence, labels []int) []Name {
	var out []Name
	taken := make([]bool, len(s.Words))
	for i := 0; i < len(s.Words); i++ {
		n, ok := f.registered(s, i)
		if !ok || cuts(labels, n) {
			continue
		}
		n.Sentence, n.Long = sentence, -1
		out = append(out, n)
		for k := n.First; k <= n.Last; k++ {
			taken[k] = true
		}
		i = n.Last
	}
	for i := 0; i < len(labels); i++ {
		if labels[i] == 0 || taken[i] {
			continue
		}
		last := i
		for last+1 < len(labels) && !taken[last+1] && labels[last+1] == inside(labels[i]) {
			last++
		}
		n := Name{Sentence: sentence, First: i, Last: last, Type: kinds[(labels[i]-1)/2], Why: "model", Long: -1}
		out = append(out, n)
		for k := i; k <= last; k++ {
			taken[k] = true
		}
		i = last
	}
	for i := range s.Words {
		if n, ok := f.lists.at(s, i); ok && !overlaps(taken, n) {
			n.Sentence, n.Long = sentence, -1
			out = append(out, n)
			for k := n.First; k <= n.Last; k++ {
				taken[k] = true
			}
		}
	}
	sortNames(out)
	for i := range out {
		f.lists.refine(s, &out[i])
	}
	return out
}

// cuts reports whether the model sees a longer name around a listed one.
func cuts(labels []int, n Name) bool {
	first, last := n.First, n.Last
	for first > 0 && labels[first] > 0 && labels[first]%2 == 0 {
		first--
	}
	for last+1 < len(labels) && labels[last+1] > 0 && labels[last+1]%2 == 0 {
		last++
	}
	return last-first > n.Last-n.First
}

func overlaps(taken []bool, n Name) bool {
	for k := n.First; k <= n.Last; k++ {
		if taken[k] {
			return true
		}
	}
	return false
}

func sortNames(ns []Name) {
	for i := 1; i < len(ns); i++ {
		for k := i; k > 0 && ns[k].First < ns[k-1].First; k-- {
			ns[k], ns[k-1] = ns[k-1], ns[k]
		}
	}
}

// mark writes the BIO tags of a name.
func mark(s *ud.Sentence, n Name) {
	s.Words[n.First].Entity = "B-" + n.Type
	for k := n.First + 1; k <= n.Last; k++ {
		s.Words[k].Entity = "I-" + n.Type
	}
}

// text returns the forms of a name, joined by blanks.
func text(sents []ud.Sentence, n Name) string {
	var b strings.Builder
	for k := n.First; k <= n.Last; k++ {
		if k > n.First {
			b.WriteByte(' ')
		}
		b.WriteString(sents[n.Sentence].Words[k].Form)
	}
	return b.String()
}
