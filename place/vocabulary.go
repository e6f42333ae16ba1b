// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"slices"
	"strings"
	"sync"

	"recoupe/lexicon"
)

// vocabulary is what place phrases of one language are made of (lexicon/XX/place.txt).
type vocabulary struct {
	lang    string
	classes map[string]map[string]string
	// phrases of a relation, split into words, longest first.
	phrases []phrase
	speech  map[string]bool
	// sourced are the words before a source: selon, according to.
	sourced [][]string
	// peoples are adjectives and names of peoples and their country.
	peoples map[string]string
}

type phrase struct {
	words    []string
	relation string
}

var vocabularies = map[string]func() *vocabulary{
	"fr": sync.OnceValue(func() *vocabulary { return load("fr") }),
	"en": sync.OnceValue(func() *vocabulary { return load("en") }),
	"ar": sync.OnceValue(func() *vocabulary { return load("ar") }),
}

func vocabularyOf(lang string) *vocabulary {
	if f := vocabularies[lang]; f != nil {
		return f()
	}
	return nil
}

// load reads the embedded list; a broken list is a broken build and panics.
func load(lang string) *vocabulary {
	v := &vocabulary{lang: lang, classes: map[string]map[string]string{}, speech: map[string]bool{}, peoples: map[string]string{}}
	rows, err := lexicon.Table(lang + "/place.txt")
	if err != nil {
		panic(err)
	}
	more, err := lexicon.Table(lang + "/place-names.txt")
	if err != nil {
		panic(err)
	}
	for _, row := range append(rows, more...) {
		value := ""
		if len(row) > 2 {
			value = row[2]
		}
		if v.classes[row[0]] == nil {
			v.classes[row[0]] = map[string]string{}
		}
		v.classes[row[0]][row[1]] = value
		if row[0] == "relation" {
			v.phrases = append(v.phrases, phrase{surface(row[1]), value})
		}
	}
	for _, p := range v.phrases {
		if len(p.words) == 1 {
			v.classes["prep"][p.words[0]] = ""
		}
	}
	slices.SortStableFunc(v.phrases, func(a, b phrase) int { return len(b.words) - len(a.words) })
	numbers, err := lexicon.Table(lang + "/numbers.txt")
	if err != nil {
		panic(err)
	}
	v.classes["num"] = map[string]string{}
	for _, row := range numbers {
		if row[0] == "num" && len(row) > 2 {
			v.classes["num"][row[1]] = row[2]
		}
	}
	peoples, err := lexicon.Table(lang + "/demonyms.txt")
	if err != nil {
		panic(err)
	}
	for _, row := range peoples {
		v.peoples[row[0]] = row[1]
	}
	cues, err := lexicon.Table(lang + "/cues.txt")
	if err != nil {
		panic(err)
	}
	for _, row := range cues {
		switch {
		case len(row) > 1 && row[1] == "verb": // "appeler à": the verb itself
			verb, _, _ := strings.Cut(row[0], " ")
			v.speech[verb] = true
		case len(row) > 1 && row[1] == "prep" && row[0] != "pour" && row[0] != "suivant":
			v.sourced = append(v.sourced, surface(row[0]))
			if v.classes["source"] == nil {
				v.classes["source"] = map[string]string{}
			}
			v.classes["source"][surface(row[0])[0]] = ""
		}
	}
	return v
}

// surface cuts a phrase into words as tokens are cut: elided articles apart.
func surface(s string) []string { return strings.Fields(strings.ReplaceAll(s, "'", "' ")) }

func (v *vocabulary) is(class, word string) bool {
	_, ok := v.classes[class][word]
	return ok || class == "join" && (word == "et" || word == "and" || word == "ou" || word == "or" || word == "و")
}

func (v *vocabulary) value(class, word string) string { return v.classes[class][word] }

// whole reports whether a word is known to the lexicon as it is written, with what is joined to it.
func (v *vocabulary) whole(w string) bool {
	return v.is("prep", w) || v.is("unit", w) || v.is("dual", w) || v.value("direction", w) != "" || v.is("byroad", w) || v.value("kind", w) != ""
}

// spoken reports whether a token is a verb of speech, by its lemma or, where the
// tagger missed that, by the form of a participle: démenti, affirmé.
func (v *vocabulary) spoken(t *tok) bool {
	stem, regular := strings.CutSuffix(t.low, "é")
	return v.speech[t.lemma] || v.speech[t.low+"r"] || regular && v.speech[stem+"er"]
}

// linker joins a relation or class word to the name behind it: de, d', of, من.
func (v *vocabulary) linker(w string) bool {
	return v.is("linker", w) || v.article(w) && v.lang == "fr"
}

func (v *vocabulary) article(w string) bool {
	switch w {
	case "le", "la", "l'", "les", "the", "du", "des", "ce", "cette", "cet", "this", "that":
		return true
	}
	return false
}

// common words never begin a name, whatever their capital.
func (v *vocabulary) common(w string) bool {
	return v.is("never", w) || v.is("source", w) || v.article(w) || v.is("prep", w) || v.is("linker", w) || v.value("direction", w) != "" || v.value("kind", w) != "" || v.is("urban", w)
}

// stripPrefix drops Arabic proclitics before a name: و ف ب ل ك.
func (v *vocabulary) stripPrefix(w string) string {
	if v.lang != "ar" {
		return w
	}
	for _, p := range []string{"وال", "بال", "فال", "كال"} {
		if rest, ok := strings.CutPrefix(w, p); ok && len([]rune(rest)) > 2 {
			return "ال" + rest
		}
	}
	if rest, ok := strings.CutPrefix(w, "لل"); ok && len([]rune(rest)) > 2 {
		return "ال" + rest
	}
	return w
}
