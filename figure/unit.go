// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"strings"

	"recoupe/lang"
)

// unit is what a number counts.
type unit struct {
	name, category, who string
	// head is the index of the counted word, else of the number; end the lexeme after the unit.
	head, end int
	// known says that the lexicon has it, time that it counts days, hours or times.
	known, time bool
}

// unitOf reads the value "unit category who" of the lexicon; "-" is none.
func unitOf(val string) unit {
	f := strings.Fields(val)
	u := unit{known: true}
	for i, to := range []*string{&u.name, &u.category, &u.who} {
		if i < len(f) && f[i] != "-" {
			*to = f[i]
		}
	}
	return u
}

// measure reports whether the unit is a measure, whose bounds need not be whole.
func (u unit) measure() bool {
	switch u.name {
	case "km", "m", "km2", "mile", "hectare", "percent":
		return true
	}
	return false
}

// reach is how many words may stand between a number and what it counts: "dix jeunes soldats".
const reach = 4

// unit reads what follows a number up to the noun that it counts. Num is the number's word.
func (p *pass) unit(i, num int) unit {
	none := unit{head: num, end: i}
	j := p.links(i)
	linked := j > i
	if j < len(p.ls) && p.ls[j].Letter() && p.is(j, "time") || p.is(p.hyphen(j), "time") {
		none.time, none.end = true, j
		return none
	}
	noun := -1
	for k := j; k < min(len(p.ls), j+reach); k++ {
		if m, ok := p.find(k, "unit"); ok {
			return p.compound(m.Val, k, m.End)
		}
		if k > j && p.is(k, "time") {
			break
		}
		stop, isNoun := p.between(k, linked && k == j)
		if isNoun && noun < 0 {
			noun = k
		}
		if stop {
			break
		}
	}
	if noun < 0 || linked && p.upos(j) == "PROPN" {
		return none
	}
	return unit{name: p.noun(noun), head: p.word[noun], end: noun + 1}
}

// hyphen skips the hyphen of "a 12-hour curfew".
func (p *pass) hyphen(i int) int {
	if p.key(i) == "-" && p.ls[i].Glued {
		return i + 1
	}
	return i
}

// links skips "de", "of the", "autres", "more".
func (p *pass) links(i int) int {
	for {
		m, ok := p.find(i, "link")
		if !ok {
			return i
		}
		i = m.End
		if p.key(i) == "'" {
			i++
		}
	}
}

// between decides whether the words of the counted noun phrase go on at k.
func (p *pass) between(k int, linked bool) (stop, noun bool) {
	if !p.ls[k].Letter() {
		return p.key(k) != `"` && p.key(k) != "«", false
	}
	switch p.upos(k) {
	case "NOUN":
		if p.b.Arabic() && p.ls[k].Key[0] < 0x80 {
			return true, false
		}
		head := p.at(k).Base() != "compound"
		return head, head
	case "ADJ", "ADV", "X", "NUM", "":
		return false, false
	case "VERB":
		return p.at(k).Base() != "amod", false
	case "PROPN":
		return linked, false
	case "DET":
		return !linked, false
	}
	return true, false
}

// compound reads a second unit after a first that modifies it: "civilian deaths", "soldats blessés".
func (p *pass) compound(val string, at, end int) unit {
	u := unitOf(val)
	u.head, u.end = p.word[at], end
	m, ok := p.find(end, "unit")
	if v, modifies := p.modified(at, end); modifies && !ok {
		return v
	}
	if !ok {
		if u.name == "" {
			u.name = p.noun(at)
		}
		return u
	}
	v := unitOf(m.Val)
	switch {
	case p.joins(at, end):
		v.head, v.end = p.word[end], m.End
		v.who, v.category = either(v.who, u.who), either(v.category, u.category)
		u = v
	case p.joins(end, at):
		u.who, u.category, u.end = either(u.who, v.who), either(u.category, v.category), m.End
	}
	if u.name == "" {
		u.name = p.noun(at)
	}
	return u
}

// modified is the noun that a unit only tells apart: "police stations" are stations,
// "an Israeli strike" is a strike.
func (p *pass) modified(at, end int) (unit, bool) {
	w := p.at(at)
	if w == nil || w.Base() != "compound" && w.Base() != "amod" || end >= len(p.ls) || p.word[end] != w.Head-1 || p.upos(end) != "NOUN" {
		return unit{}, false
	}
	return unit{name: p.noun(end), head: p.word[end], end: end + 1}, true
}

// joins reports whether the word at lexeme a modifies the one at b.
func (p *pass) joins(a, b int) bool {
	x, y := p.at(a), p.word[b]
	return x != nil && y >= 0 && x.Head == y+1
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// noun names a unit that the lexicon lacks: the lemma.
func (p *pass) noun(k int) string {
	if w := p.at(k); w != nil && w.Lemma != "" {
		return lang.Fold(w.Lemma)
	}
	return p.ls[k].Key
}
