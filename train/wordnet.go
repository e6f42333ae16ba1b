// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// senseFiles is the number of the lexicographer file of a synset (lexnames(5WN)).
type senseFiles map[string]string

// readWordNet reads WordNet's index, data and exception files (wndb(5WN)). A
// form gets its parts of speech, the file of its first sense ("noun 18" is
// persons), its inflections by rule and by exception, and, where WordNet
// writes it with a capital, that it is a name.
func readWordNet(e entries, dir string, digests map[string]string) error {
	for _, pos := range [...]string{"noun", "verb", "adj", "adv"} {
		files := senseFiles{}
		if err := readSynsets(e, filepath.Join(dir, "data."+pos), pos, files, digests); err != nil {
			return err
		}
		irregular, err := readExceptions(e, filepath.Join(dir, pos+".exc"), pos, digests)
		if err != nil {
			return err
		}
		err = eachRow(filepath.Join(dir, "index."+pos), digests, func(row []string) {
			f := strings.Fields(row[0])
			if len(f) < 8 || strings.HasPrefix(row[0], " ") || strings.Contains(f[0], "_") {
				return
			}
			first := pos + " " + files[firstSynset(f)]
			e.add(f[0], pos)
			e.add(f[0], first)
			inflect(e, f[0], pos, first, irregular)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// firstSynset is the first of the synset offsets that end an index line.
func firstSynset(f []string) string {
	pointers, err := strconv.Atoi(f[3])
	if at := 6 + pointers; err == nil && at < len(f) {
		return f[at]
	}
	return ""
}

// readSynsets fills in files and tags the words written with a capital.
func readSynsets(e entries, path, pos string, files senseFiles, digests map[string]string) error {
	return eachRow(path, digests, func(row []string) {
		f := strings.Fields(row[0])
		if len(f) < 6 || strings.HasPrefix(row[0], " ") {
			return
		}
		files[f[0]] = f[1]
		n, err := strconv.ParseInt(f[3], 16, 32)
		if err != nil {
			return
		}
		for i := 0; i < int(n) && 4+2*i < len(f); i++ {
			addName(e, f[4+2*i], pos+" "+f[1])
		}
	})
}

// addName tags the capitalised parts of a name: alone, or as part of a longer one.
func addName(e entries, name, file string) {
	parts := strings.Split(name, "_")
	kind := "name "
	if len(parts) > 1 {
		kind = "part of name "
	}
	for _, p := range parts {
		if r, _ := utf8.DecodeRuneInString(p); unicode.IsUpper(r) {
			e.add(p, kind+file)
		}
	}
}

// readExceptions tags irregular forms and returns the lemmas that have one.
func readExceptions(e entries, path, pos string, digests map[string]string) (map[string]bool, error) {
	irregular := map[string]bool{}
	err := eachRow(path, digests, func(row []string) {
		f := strings.Fields(row[0])
		if len(f) < 2 || strings.Contains(f[0], "_") {
			return
		}
		e.add(f[0], pos+" irregular")
		e.add(f[0], scriptTag(f[0], f[1]))
		irregular[f[1]] = true
	})
	if err != nil {
		return nil, fmt.Errorf("read exceptions: %w", err)
	}
	return irregular, nil
}

// endings are the regular inflections of English by part of speech.
var endings = map[string][]string{"noun": {"s"}, "verb": {"s", "ed", "ing"}, "adj": {"er", "est"}}

// inflect tags the regular forms of a lemma; an irregular verb has no -ed.
func inflect(e entries, lemma, pos, first string, irregular map[string]bool) {
	if utf8.RuneCountInString(lemma) < 2 || strings.ContainsAny(lemma, "0123456789.'/") {
		return
	}
	for _, end := range endings[pos] {
		if end == "ed" && irregular[lemma] {
			continue
		}
		for _, form := range regular(lemma, end) {
			e.add(form, pos+" -"+end)
			e.add(form, first)
			e.add(form, scriptTag(form, lemma))
		}
	}
}

// regular spells lemma+ending: try+ed tried, make+ing making, stop+ed stopped
// (and, because stress decides, also offer+ed offered).
func regular(lemma, end string) []string {
	n := len(lemma)
	last, before := lemma[n-1], lemma[n-2]
	vowel := func(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
	switch {
	case last == 'y' && !vowel(before) && end == "s":
		return []string{lemma[:n-1] + "ies"}
	case last == 'y' && !vowel(before) && end[0] == 'e':
		return []string{lemma[:n-1] + "i" + end}
	case end == "s":
		for _, hiss := range [...]string{"s", "x", "z", "ch", "sh"} {
			if strings.HasSuffix(lemma, hiss) {
				return []string{lemma + "es"}
			}
		}
		return []string{lemma + "s"}
	case last == 'e' && before != 'e' && before != 'y':
		return []string{lemma[:n-1] + end}
	case n > 2 && !vowel(last) && strings.IndexByte("wxy", last) < 0 && vowel(before) && !vowel(lemma[n-3]):
		return []string{lemma + end, lemma + string(last) + end}
	}
	return []string{lemma + end}
}
