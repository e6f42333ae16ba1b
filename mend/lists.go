// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend

import (
	"strings"
	"sync"

	"recoupe/lexicon"
)

// lists are the words of Arabic that the rules ask for.
type lists struct {
	// classes are those of mend.txt and of grammar.txt.
	classes map[string]map[string]bool
	// verbs and nouns are the single words of triggers.txt and cues.txt; actors the heads of actors.txt.
	verbs, nouns, actors map[string]bool
}

func (l *lists) is(class, form string) bool { return l.classes[class][plain(form)] }

// arabic reads the embedded lists once; a broken list is a broken build and panics.
var arabic = sync.OnceValue(func() *lists {
	l := &lists{classes: map[string]map[string]bool{}, verbs: map[string]bool{}, nouns: map[string]bool{}, actors: map[string]bool{}}
	for _, file := range []string{"ar/mend.txt", "ar/grammar.txt"} {
		for _, row := range table(file) {
			if l.classes[row[0]] == nil {
				l.classes[row[0]] = map[string]bool{}
			}
			l.classes[row[0]][plain(row[1])] = true
		}
	}
	for _, file := range []string{"ar/triggers.txt", "ar/cues.txt"} {
		for _, row := range table(file) {
			switch word := plain(row[0]); {
			case len(row) < 3, strings.ContainsRune(word, ' '):
			case strings.EqualFold(row[1], "verb"):
				l.verbs[word] = true
			case strings.EqualFold(row[1], "noun"):
				l.nouns[word] = true
			}
		}
	}
	for _, row := range table("ar/actors.txt") {
		if row[0] == "head" && !strings.ContainsRune(row[1], ' ') {
			l.actors[plain(row[1])] = true
		}
	}
	return l
})

func table(name string) [][]string {
	rows, err := lexicon.Table(name)
	if err != nil {
		panic(err)
	}
	return rows
}

// plain drops vowel marks and the lengthening stroke.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x064B && r <= 0x0652 || r == 0x0640 || r == 0x0670 {
			return -1
		}
		return r
	}, s)
}
