// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"recoupe/lang"
	"recoupe/lexicon"
	"recoupe/ud"
)

// lists are the words of a language that type names: lexicon/XX/names.txt has
// a class and a word a line, lexicon/XX/demonyms.txt the peoples.
type lists struct {
	// class holds the classes of a lower-cased word: title, unit, group, org, media, weapon, weaponname, placeword, ordinal.
	class    map[string][]string
	demonyms map[string]bool
}

var cache sync.Map // of *lists, by language code

func listsFor(code string) *lists {
	if l, ok := cache.Load(code); ok {
		return l.(*lists)
	}
	l := &lists{class: map[string][]string{}, demonyms: map[string]bool{}}
	for _, row := range table(code, "names") {
		if len(row) > 1 {
			if k := key(row[1]); !slices.Contains(l.class[k], row[0]) {
				l.class[k] = append(l.class[k], row[0])
			}
		}
	}
	for _, row := range table(code, "demonyms") {
		l.demonyms[key(row[0])] = true
	}
	cache.Store(code, l)
	return l
}

func table(code, name string) [][]string {
	rows, err := lexicon.Table(code + "/" + name + ".txt")
	if err != nil {
		return nil
	}
	return rows
}

func key(s string) string { return folded(lang.Norm(s)) }

// is reports whether a word, or its lemma, is of a class.
func (l *lists) is(w *ud.Word, class string) bool {
	for _, c := range l.class[key(w.Form)] {
		if c == class {
			return true
		}
	}
	for _, c := range l.class[key(w.Lemma)] {
		if c == class {
			return true
		}
	}
	return false
}

// at finds a name that begins at word i by lists and patterns alone:
//
//  1. a people ("kurdes", "Syrian");
//  2. a weapon: a listed type name, or letters with a number behind a weapon word ("un char T-72");
//  3. a unit: an ordinal and a unit word, with what belongs to it ("la 25e division", "the 105th Brigade").
func (l *lists) at(s *ud.Sentence, i int) (Name, bool) {
	w := &s.Words[i]
	switch {
	case l.demonyms[key(w.Form)] && (w.UPOS == "ADJ" || w.UPOS == "NOUN" || w.UPOS == "PROPN"):
		return Name{First: i, Last: i, Type: People, Why: "list of peoples: " + w.Form}, true
	case l.is(w, "weaponname") && capitalised(w.Form):
		return Name{First: i, Last: l.serial(s, i), Type: Weapon, Why: "list of weapons: " + w.Form}, true
	case i > 0 && l.is(&s.Words[i-1], "weapon") && designation(w.Form):
		return Name{First: i, Last: l.serial(s, i), Type: Weapon, Why: "designation behind " + s.Words[i-1].Form}, true
	case ordinal(w.Form) && i+1 < len(s.Words) && l.is(&s.Words[i+1], "unit"):
		return Name{First: i, Last: l.unitEnd(s, i+1), Type: Unit, Why: "numbered unit: " + s.Words[i+1].Form}, true
	}
	return Name{}, false
}

// unitEnd returns the end of a unit's name behind its unit word: adjectives,
// "de" with a common noun, and a name (3e brigade blindée, 6e bataillon d'infanterie).
func (l *lists) unitEnd(s *ud.Sentence, i int) int {
	for i+1 < len(s.Words) {
		w := &s.Words[i+1]
		switch {
		case w.UPOS == "ADJ" || w.UPOS == "PROPN":
			i++
		case w.UPOS == "ADP" && i+2 < len(s.Words) && s.Words[i+2].UPOS == "NOUN" && s.Words[i+2].Base() == "nmod" && !capitalised(s.Words[i+2].Form) && w.Head == i+3:
			i += 2
		default:
			return i
		}
	}
	return i
}

// serial returns the end of a designation: "T - 72", "Fajr - 5".
func (l *lists) serial(s *ud.Sentence, i int) int {
	if i+2 < len(s.Words) && s.Words[i+1].Form == "-" && designation(s.Words[i+2].Form) {
		return i + 2
	}
	if i+1 < len(s.Words) && len(s.Words[i+1].Form) > 1 && s.Words[i+1].Form[0] == '-' && unicode.IsDigit(rune(s.Words[i+1].Form[1])) {
		return i + 1
	}
	return i
}

// designation reports letters or digits with at least one digit or all capitals: "T-72", "S300", "72".
func designation(s string) bool {
	digit, lower := false, false
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsLower(r):
			lower = true
		}
	}
	r := []rune(s)
	return len(r) > 0 && (unicode.IsUpper(r[0]) && digit || digit && !lower && len(r) <= 4)
}

// ordinal reports a number with an ordinal ending: "3e", "25ème", "105th", "1er".
func ordinal(s string) bool {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n > 4 {
		return false
	}
	switch s[n:] {
	case "e", "er", "re", "è", "ème", "eme", "ère", "st", "nd", "rd", "th", "°", "º":
		return true
	}
	return false
}

// refine gives a name its finer type by the words in it or right before it:
// a unit, group or media word makes an organisation one of these.
func (l *lists) refine(s *ud.Sentence, n *Name) {
	flat(s, n)
	if n.Type == Place {
		l.landform(s, n)
	}
	if n.Type != Organisation && n.Type != Place {
		return
	}
	for k := n.First; k <= n.Last; k++ {
		w := &s.Words[k]
		for _, c := range [...]struct{ class, kind string }{{"unit", Unit}, {"media", Media}, {"group", Group}} {
			if l.is(w, c.class) && (n.Type == Organisation || k == n.First) {
				n.Type, n.Why = c.kind, "list of "+c.class+" words: "+w.Form
				return
			}
		}
	}
}

// flat takes the rest of a name that the tree hangs on its words as flat: "Bab el - Mandeb".
func flat(s *ud.Sentence, n *Name) {
	for n.Last+1 < len(s.Words) {
		w := &s.Words[n.Last+1]
		if w.Base() != "flat" || w.Head-1 < n.First || w.Head-1 > n.Last || !capitalised(w.Form) && !strings.Contains(w.Form, "-") {
			return
		}
		n.Last++
	}
}

// landform takes the common noun that is part of a place's name into it: "lac
// Tchad", "détroit de Bab el-Mandeb"; not "village de Solenzo".
func (l *lists) landform(s *ud.Sentence, n *Name) {
	k := n.First - 1
	for k > 0 && n.First-k <= 2 && (s.Words[k].UPOS == "ADP" || s.Words[k].UPOS == "DET") {
		k--
	}
	if k >= 0 && l.is(&s.Words[k], "landform") {
		n.First, n.Why = k, "list of landforms: "+s.Words[k].Form
	}
}
