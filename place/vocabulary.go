// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"cmp"
	"maps"
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
	// proclitics are what is written onto a noun, the longest first.
	proclitics []string
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

// load reads the embedded lists.
func load(lang string) *vocabulary {
	v := &vocabulary{lang: lang, classes: map[string]map[string]string{}, speech: map[string]bool{}, peoples: map[string]string{}}
	v.loadPhrases()
	v.loadNumbers()
	v.loadNouns()
	for _, row := range v.rows("demonyms.txt") {
		v.peoples[row[0]] = row[1]
	}
	v.loadCues()
	return v
}

// rows reads one list of the language; a broken list is a broken build and panics.
func (v *vocabulary) rows(file string) [][]string {
	rows, err := lexicon.Table(v.lang + "/" + file)
	if err != nil {
		panic(err)
	}
	return rows
}

// loadPhrases reads the words of place phrases and of names by their class. A
// relation of one word is a preposition of place too.
func (v *vocabulary) loadPhrases() {
	for _, row := range append(v.rows("place.txt"), v.rows("place-names.txt")...) {
		value := ""
		if len(row) > 2 {
			value = row[2]
		}
		v.put(row[0], row[1], value)
		if row[0] == "relation" {
			v.phrases = append(v.phrases, phrase{surface(row[1]), value})
		}
	}
	for _, p := range v.phrases {
		if len(p.words) == 1 {
			v.put("prep", p.words[0], "")
		}
	}
	slices.SortStableFunc(v.phrases, func(a, b phrase) int { return len(b.words) - len(a.words) })
	v.proclitics = slices.SortedFunc(maps.Keys(v.classes["proclitic"]), func(a, b string) int {
		return cmp.Or(len(b)-len(a), cmp.Compare(a, b))
	})
}

// loadNouns reads the common nouns of a language without capitals that name
// bodies, events and things: by themselves they are no names of places.
func (v *vocabulary) loadNouns() {
	if v.lang != "ar" {
		return
	}
	for _, row := range v.rows("actors.txt") {
		if row[0] == "head" && !strings.Contains(row[1], " ") {
			v.put("noun", row[1], "")
		}
	}
	for _, row := range append(v.rows("classes.txt"), v.rows("mend.txt")...) {
		if strings.HasSuffix(row[0], "-noun") || row[0] == "time" || row[0] == "day" {
			v.put("noun", row[1], "")
		}
	}
}

// plainNoun: a single word is a common noun, with or without its article.
func (v *vocabulary) plainNoun(w string) bool {
	return v.is("noun", w) || v.is("noun", strings.TrimPrefix(w, "ال"))
}

func (v *vocabulary) loadNumbers() {
	for _, row := range v.rows("numbers.txt") {
		if row[0] == "num" && len(row) > 2 {
			v.put("num", row[1], row[2])
		}
	}
}

// loadCues reads the verbs of speech and the words before a source.
func (v *vocabulary) loadCues() {
	for _, row := range v.rows("cues.txt") {
		switch {
		case len(row) > 1 && row[1] == "verb": // "appeler à": the verb itself
			verb, _, _ := strings.Cut(row[0], " ")
			v.speech[verb] = true
		case len(row) > 1 && row[1] == "prep" && !v.is("unsourced", row[0]):
			words := surface(row[0])
			v.sourced = append(v.sourced, words)
			v.put("source", words[0], "")
		}
	}
}

func (v *vocabulary) put(class, word, value string) {
	if v.classes[class] == nil {
		v.classes[class] = map[string]string{}
	}
	v.classes[class][word] = value
}

// surface cuts a phrase into words as tokens are cut: elided articles apart.
func surface(s string) []string { return strings.Fields(strings.ReplaceAll(s, "'", "' ")) }

func (v *vocabulary) is(class, word string) bool {
	_, ok := v.classes[class][word]
	return ok
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

func (v *vocabulary) article(w string) bool { return v.is("article", w) }

// common words never begin a name, whatever their capital.
func (v *vocabulary) common(w string) bool {
	return v.is("never", w) || v.is("source", w) || v.article(w) || v.is("prep", w) || v.is("linker", w) || v.value("direction", w) != "" || v.value("kind", w) != "" || v.is("urban", w)
}
