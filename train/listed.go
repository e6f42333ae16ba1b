// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"os"
	"strings"

	"recoupe/ud"
)

// longestListed is the number of words of a listed name.
const longestListed = 8

// listed marks the names of a treebank from a list of "TYPE<TAB>name" lines,
// words apart. A stretch counts only where the treebank has a proper noun in
// it. Sentences with a proper noun that the list does not know are left out:
// they would teach that it is no name. NONE is what is listed as no name.
func (r Recipe) listed(m marked, raw []byte, root string, digests map[string]string) ([]ud.Sentence, error) {
	sents, err := decode(raw, m.path)
	if err != nil {
		return nil, err
	}
	list, err := os.ReadFile(r.find(root, m.pool))
	if err != nil {
		return nil, err
	}
	digests[m.pool] = digest(list)
	kinds := map[string]string{}
	for line := range strings.Lines(string(list)) {
		if kind, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			kinds[name] = kind
		}
	}
	var out []ud.Sentence
	for i := range sents {
		if markListed(&sents[i], kinds) {
			out = append(out, sents[i])
		}
	}
	return out, nil
}

// markListed marks the longest listed names; false if a proper noun is not listed.
func markListed(s *ud.Sentence, kinds map[string]string) bool {
	for i := 0; i < len(s.Words); i++ {
		last, kind := longestIn(s, i, kinds)
		switch {
		case kind == "" && s.Words[i].UPOS == "PROPN":
			return false
		case kind == "" || kind == "NONE":
			i = max(i, last)
			continue
		}
		s.Words[i].Entity = "B-" + kind
		for k := i + 1; k <= last; k++ {
			s.Words[k].Entity = "I-" + kind
		}
		i = last
	}
	return true
}

// longestIn returns the last word and the type of the longest listed name that begins at word i and holds a proper noun.
func longestIn(s *ud.Sentence, i int, kinds map[string]string) (int, string) {
	name, proper, last, kind := "", false, -1, ""
	for k := i; k < len(s.Words) && k < i+longestListed; k++ {
		if k > i {
			name += " "
		}
		name += s.Words[k].Form
		proper = proper || s.Words[k].UPOS == "PROPN"
		if t := kinds[name]; t != "" && proper {
			last, kind = k, t
		}
	}
	return last, kind
}
