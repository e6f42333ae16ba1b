// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"slices"
	"strings"
	"sync"

	"recoupe/lexicon"
)

// words is what a language says about actors, from lexicon/<lang>/actors.txt and demonyms.txt.
type words struct {
	lang     string
	heads    map[string][]head // by first key, longest first
	side     map[string]string
	label    map[string]bool
	field    map[string]string
	pronoun  map[string]string
	det      map[string]string
	same     map[string]bool
	link     map[string]bool
	lead     map[string]bool
	group    map[string]bool // collective nouns: singular in form, plural in sense
	not      [][]string
	demonym  map[string]string
	speaks   map[string]bool // verbs of saying, first words of cues
	says     map[string]bool // prepositions of source: selon, according
	party    map[string]bool // prepositions before an actor rather than a place: avec, contre
	twoWords map[string]bool // first keys of demonyms of two words
	time     map[string]bool // days, which stand behind a noun and do not describe it
	deed     map[string]bool // nouns of what armed men do or do it with
}

// head is a noun that makes an actor.
type head struct {
	keys []string
	kind string
	tags []string
	// refer lists the kinds that "the agency", "l'ONG" may take up.
	refer []string
	word  string
}

func (h *head) is(tag string) bool { return slices.Contains(h.tags, tag) }

var lexica = map[string]func() *words{
	"fr": sync.OnceValue(func() *words { return loadWords("fr") }),
	"en": sync.OnceValue(func() *words { return loadWords("en") }),
	"ar": sync.OnceValue(func() *words { return loadWords("ar") }),
}

// wordsOf returns the lists of a language, nil where there are none.
func wordsOf(lang string) *words {
	if f := lexica[lang]; f != nil {
		return f()
	}
	return nil
}

// loadWords reads the embedded lists; a broken list is a broken build and panics.
func loadWords(lang string) *words {
	w := &words{lang: lang, heads: map[string][]head{}, side: map[string]string{}, label: map[string]bool{}, field: map[string]string{},
		pronoun: map[string]string{}, det: map[string]string{}, same: map[string]bool{}, link: map[string]bool{}, lead: map[string]bool{},
		group: map[string]bool{}, demonym: map[string]string{}, speaks: map[string]bool{}, says: map[string]bool{}, party: map[string]bool{}, twoWords: map[string]bool{}, time: map[string]bool{}, deed: map[string]bool{}}
	for _, row := range table(lang + "/actors.txt") {
		w.add(row)
	}
	for _, row := range table(lang + "/demonyms.txt") {
		if len(row) > 1 {
			ks := keys(row[0])
			w.demonym[strings.Join(ks, " ")] = row[1]
			if len(ks) > 1 {
				w.twoWords[ks[0]] = true
			}
		}
	}
	for _, row := range table(lang + "/cues.txt") {
		ks := keys(row[0])
		if len(row) < 3 || len(ks) == 0 {
			continue
		}
		switch row[1] {
		case "verb":
			w.speaks[ks[0]] = true
		case "prep":
			w.says[ks[0]] = true
		}
	}
	for _, row := range table(lang + "/triggers.txt") { // what only somebody does: to accuse, to support
		if ks := keys(row[0]); len(row) > 2 && len(ks) > 0 && row[1] == "VERB" && strings.HasPrefix(row[2], "DIP.") && row[2] != "DIP.CONSULT" {
			w.speaks[ks[0]] = true
		}
	}
	for k := range w.heads {
		slices.SortStableFunc(w.heads[k], func(a, b head) int { return len(b.keys) - len(a.keys) })
	}
	return w
}

func table(name string) [][]string {
	rows, err := lexicon.Table(name)
	if err != nil {
		panic(err)
	}
	return rows
}

func (w *words) add(row []string) {
	value := ""
	if len(row) > 2 {
		value = row[2]
	}
	ks := keys(row[1])
	if len(ks) == 0 {
		return
	}
	k := strings.Join(ks, " ")
	switch row[0] {
	case "head":
		f := strings.Fields(value)
		h := head{keys: ks, kind: f[0], word: row[1]}
		for _, t := range f[1:] {
			if r, ok := strings.CutPrefix(t, "refer="); ok {
				h.refer = strings.Split(r, "|")
			} else {
				h.tags = append(h.tags, t)
			}
		}
		w.heads[ks[0]] = append(w.heads[ks[0]], h)
	case "side":
		w.side[k] = value
		if row[0] == "side" && value == "" {
			w.side[k] = row[1]
		}
	case "label":
		w.label[k] = true
	case "field":
		w.field[k] = value
	case "pronoun":
		w.pronoun[k] = value
	case "det":
		if _, ok := w.det[k]; !ok || value == "def" {
			w.det[k] = value
		}
	case "deed":
		w.deed[k] = true
	case "same":
		w.same[k] = true
	case "link":
		w.link[k] = true
	case "lead":
		w.lead[k] = true
	case "party":
		w.party[k] = true
	case "collective":
		w.group[k] = true
	case "time":
		w.time[k] = true
	case "acts":
		w.speaks[ks[0]] = true
	case "notactor":
		w.not = append(w.not, ks)
	}
}

// officeWord: the key begins a head noun ("general", "president") and is no name.
func (w *words) officeWord(key string) bool { return len(w.heads[key]) > 0 || w.field[key] != "" }
