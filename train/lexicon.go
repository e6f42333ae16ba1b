// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bufio"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"recoupe"
	"recoupe/lang"
	"recoupe/syntax"
)

// leastTagged is the number of forms that a lexicon tag needs to be kept.
const leastTagged = 20

// list is a word list that a recipe names, with its format:
//
//	tagged    form, lemma, UPOS, features, count (tab-separated): the lexicon of a treebank
//	paradigms form, stem, code of the inflection (tab-separated): an expanded spelling dictionary
//	wordnet   the folder of WordNet's database files
//	places    a gazetteer with a line of column names, among them one named as the recipe's language
//	names     type and name (tab-separated)
type list struct{ kind, path string }

// entries are the tags of every lower-cased form.
type entries map[string][]string

func (e entries) add(form, tag string) {
	form = strings.ToLower(lang.Norm(form))
	for _, t := range e[form] {
		if t == tag {
			return
		}
	}
	e[form] = append(e[form], tag)
}

// lexicon reads the word lists of a recipe. Paths are taken from root unless absolute.
func (r Recipe) lexicon(root string, digests map[string]string) (syntax.Lexicon, error) {
	all := entries{}
	for _, l := range r.Lists {
		path := r.find(root, l.path)
		places := func(e entries, path string, digests map[string]string) error {
			return readPlaces(e, path, r.Lang, digests)
		}
		read, ok := map[string]func(entries, string, map[string]string) error{"tagged": readTagged, "paradigms": readParadigms,
			"wordnet": readWordNet, "places": places, "names": readNames}[l.kind]
		if !ok {
			return syntax.Lexicon{}, fmt.Errorf("lexicon %q: no format of that name: %w", l.kind, recoupe.ErrInvalid)
		}
		if err := read(all, path, digests); err != nil {
			return syntax.Lexicon{}, err
		}
	}
	return syntax.NewLexicon(all, leastTagged), nil
}

// eachRow calls f with the tab-separated fields of every line of a file, plain or gzipped.
func eachRow(path string, digests map[string]string, f func(row []string)) error {
	raw, err := readPlain(path)
	if err != nil {
		return err
	}
	digests[filepath.Base(path)] = digest(raw)
	sc := bufio.NewScanner(bytes.NewReader(raw))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		f(strings.Split(sc.Text(), "\t"))
	}
	return sc.Err()
}

// readTagged: the tag of a form is its UPOS with gender, number, mood, tense, person and verb form.
func readTagged(e entries, path string, digests map[string]string) error {
	return eachRow(path, digests, func(row []string) {
		if len(row) < 4 || row[2] == "_" {
			return
		}
		tag := row[2]
		for _, f := range strings.Split(row[3], "|") {
			switch name, _, _ := strings.Cut(f, "="); name {
			case "Gender", "Number", "Mood", "Tense", "Person", "VerbForm":
				tag += " " + f
			}
		}
		e.add(row[0], tag)
		e.add(row[0], scriptTag(row[0], row[1]))
	})
}

func scriptTag(form, lemma string) string {
	return "lemma " + syntax.LemmaScript(lang.Norm(form), lang.Norm(lemma))
}

// readParadigms: the tag of a form is its inflection code with the script that makes the stem of it.
func readParadigms(e entries, path string, digests map[string]string) error {
	return eachRow(path, digests, func(row []string) {
		if len(row) < 3 {
			return
		}
		script := syntax.LemmaScript(lang.Norm(row[0]), lang.Norm(row[1]))
		e.add(row[0], row[2]+" "+script)
		e.add(row[0], "lemma "+script)
	})
}

// readPlaces: the words of a place's name in the given language are tagged as places or as parts of one.
func readPlaces(e entries, path, code string, digests map[string]string) error {
	column := -1
	err := eachRow(path, digests, func(row []string) {
		switch {
		case column < 0:
			column = max(slices.Index(row, code), 0)
		case column < len(row):
			e.addParts(row[column], "place")
		}
	})
	if err == nil && column <= 0 {
		return fmt.Errorf("%s: no column named %q: %w", path, code, recoupe.ErrInvalid)
	}
	return err
}

// readNames: the words of a name are tagged with its type.
func readNames(e entries, path string, digests map[string]string) error {
	return eachRow(path, digests, func(row []string) {
		if len(row) == 2 && row[0] != "" && row[0][0] != '#' {
			e.addParts(row[1], "name "+row[0])
		}
	})
}

// addParts tags the word of a name, or each of several as a part.
func (e entries) addParts(name, tag string) {
	words := strings.Fields(name)
	if len(words) > 1 {
		tag += " part"
	}
	for _, w := range words {
		e.add(w, tag)
	}
}
