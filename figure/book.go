// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"strings"
	"sync"

	"recoupe/lang"
	"recoupe/lexicon"
	"recoupe/phrase"
)

// books holds the lexicon of each language, read when first asked for.
var books = map[string]func() *phrase.Book{
	"fr": sync.OnceValue(func() *phrase.Book { return load("fr") }),
	"en": sync.OnceValue(func() *phrase.Book { return load("en") }),
	"ar": sync.OnceValue(func() *phrase.Book { return load("ar") }),
}

// load reads numbers.txt: class, word or phrase, value. The word between the two
// numbers of a range is entered as a phrase of its own, of the class "then".
func load(code string) *phrase.Book {
	rows, err := lexicon.Table(code + "/numbers.txt")
	if err != nil {
		panic(err)
	}
	b := phrase.New(code)
	for _, row := range rows {
		if len(row) < 2 || len(row) > 3 {
			panic("lexicon " + code + "/numbers.txt: " + strings.Join(row, " "))
		}
		val := ""
		if len(row) == 3 {
			val = row[2]
		}
		b.Add(row[1], row[0], val)
		if row[0] == "between" {
			b.Add(val, "then", row[1])
		}
	}
	return b
}

// inside picks, of the words written as one token, the one that lexeme i shows.
func (p *pass) inside(w, i int) int {
	for k := w; k < len(p.sent.Words) && p.sent.Words[k].Span.Overlaps(p.ls[i].Span); k++ {
		if lang.Fold(p.sent.Words[k].Form) == p.ls[i].Key {
			return k
		}
	}
	return w
}

// lemma gives lexeme i a second key: its lemma where the lexicon knows that,
// else the form without the endings of number and person.
func (p *pass) lemma(i int) {
	l, w := &p.ls[i], p.at(i)
	if !l.Letter() || w.Span.Len() > l.Span.Len()+1 {
		return
	}
	if w.UPOS == "DET" && w.Feat("Number") == "Plur" {
		return // "de blessés": the article is of "un" and counts nobody
	}
	if lemma := lang.Fold(w.Lemma); w.Lemma != "" && p.b.Has(lemma) {
		l.Lemma = lemma
		return
	}
	for _, e := range p.b.Of("ending") {
		if stem, ok := strings.CutSuffix(l.Key, e[0]); ok && len(stem) > 1 && p.b.Has(stem+e[1]) {
			l.Lemma = stem + e[1]
			return
		}
	}
}
