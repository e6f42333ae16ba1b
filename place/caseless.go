// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"strings"
	"unicode/utf8"
)

// caselessAt reads a name in a script without capitals: the longest that the
// gazetteer knows as written, with the conjunction and preposition that are
// written onto its first word taken off.
func (r *run) caselessAt(l *line, i int) (*mention, int) {
	t := &l.toks[i]
	if len([]rune(t.low)) < 3 || r.g.common(t.low) || t.pos == "VERB" || t.pos == "ADV" || closedClass(t.pos) {
		return nil, i + 1
	}
	for j := min(i+4, len(l.toks)) - 1; j >= i; j-- {
		if !l.toks[j].letters || l.toks[j].tag != 0 || !r.oneRun(l, i, j) {
			continue
		}
		for _, name := range r.g.bareForms(l.textOf(i, j)) {
			c := exact(r.match(name))
			if len(c) == 0 || r.g.common(name) {
				continue
			}
			m := &mention{lo: i, hi: j, nameLo: i, name: name, cands: c}
			if name != l.textOf(i, j) {
				m.proof += 0.3
			}
			m.lo, m.kind = r.classBefore(l, i)
			return m, j + 1
		}
	}
	return nil, i + 1
}

// oneRun reports whether tokens i to j stand in one phrase, without marks between them.
func (r *run) oneRun(l *line, i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if l.toks[k].mark || closedClass(l.toks[k].pos) || l.toks[k].pos == "VERB" {
			return false
		}
	}
	return true
}

// arabicClassFirst reads a class word in the construct state and the noun, with
// its adjectives, that it is joined to: سد الوحدة, جامعة اليرموك. A name that no
// table has must be definite or stand behind a word for a district or way.
func (r *run) arabicClassFirst(l *line, i int) *mention {
	k := i + 1
	if k < len(l.toks) && l.toks[k].form == "#" {
		k++
	}
	t := &l.toks[k%len(l.toks)]
	if k >= len(l.toks) || !t.letters || t.mark || closedClass(t.pos) || t.pos == "VERB" || t.pos == "NUM" || r.g.is("title", t.low) || r.g.common(t.low) {
		return nil
	}
	word := r.g.stripClitics(l.toks[i].low, "before")
	kind := r.g.value("before", word)
	m := &mention{lo: i, hi: k, nameLo: i, kind: kind, proof: 2, generic: true}
	for j := min(k+4, len(l.toks)) - 1; j >= k; j-- {
		if !r.oneRun(l, k, j) || !l.toks[j].letters {
			continue
		}
		name := strings.ReplaceAll(l.textOf(k, j), "_", " ")
		for _, c := range exact(r.match(name)) {
			if agrees(kind, c.Kind) {
				m.cands = append(m.cands, c)
			}
		}
		if len(m.cands) > 0 {
			m.hi, m.name = j, name
			return m
		}
		if c := exact(r.match(name)); kind == "road" && len(c) > 0 && (c[0].Kind == "city" || c[0].Kind == "country") { // the way to a place, not its name
			return nil
		}
	}
	definite := strings.HasPrefix(t.low, "ال")
	if !definite && (kind == "site" || kind == "city" || t.pos == "ADJ" || t.pos == "ADV" || kind == "country" || kind == "region") && t.tag == 0 {
		return nil
	}
	for m.hi+1 < len(l.toks) && m.hi < k+2 && strings.HasPrefix(l.toks[m.hi+1].low, "ال") && (definite || m.hi > k) && (l.toks[m.hi+1].pos == "ADJ" || l.toks[m.hi+1].tag == t.tag && t.tag == 'p') {
		m.hi++
	}
	m.name = strings.ReplaceAll(l.textOf(k, m.hi), "_", " ")
	return m
}

// bareForms are the readings of a word with clitics: as written, without the
// conjunction, without the preposition, with the article that the preposition
// swallowed; the longer clitics first.
func (v *vocabulary) bareForms(w string) []string {
	out := []string{w}
	for _, p := range v.proclitics {
		rest, ok := strings.CutPrefix(w, p)
		if least := 4 - min(1, len(v.value("proclitic", p))); ok && utf8.RuneCountInString(rest) >= least {
			out = append(out, v.value("proclitic", p)+rest)
		}
	}
	return out
}

// stripClitics takes conjunction and preposition off a word that a class of the lexicon knows without them.
func (v *vocabulary) stripClitics(w, class string) string {
	for _, f := range v.bareForms(w) {
		if v.is(class, f) {
			return f
		}
	}
	return w
}

// bareDemonym takes the clitics off a word that names a people.
func (v *vocabulary) bareDemonym(w string) string {
	for _, f := range v.bareForms(w) {
		if v.peoples[f] != "" {
			return f
		}
		if rest, ok := strings.CutPrefix(f, "ال"); ok && v.peoples[rest] != "" {
			return rest
		}
	}
	return w
}
