// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"strings"
	"unicode/utf8"

	"recoupe/gazetteer"
)

// wellKnown is the population from which a name stands for its town though more could belong to it.
const wellKnown = 100_000

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
			if len(c) == 0 || r.g.common(name) || i == j && r.g.plainNoun(name) {
				continue
			}
			if end := r.nounEnd(l, i); j == i && i > 0 && end > i && l.toks[end].pos != "ADJ" && r.generics(l, i-1) && c[0].Population < wellKnown {
				return nil, end + 1 // معبر باب الهوى is no crossing at الباب
			}
			if end := r.nounEnd(l, i); j == i && end > i && r.g.is("bound", t.low) {
				return nil, end + 1 // nor is باب الهوى without its class word
			}
			m := &mention{lo: i, hi: j, nameLo: i, name: name, cands: c}
			if name != l.textOf(i, j) {
				m.proof += 0.3
			}
			m.lo, m.kind = r.classBefore(l, i)
			if end := r.nounEnd(l, i); j == i && m.kind != "" && end > j && l.toks[end].pos != "ADJ" && c[0].Population < wellKnown {
				m.hi, m.name, m.cands, m.generic, m.proof = end, l.textOf(i, end), nil, true, 2
			}
			return m, m.hi + 1
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
	if k >= len(l.toks) || !r.mayName(&l.toks[k]) {
		return nil
	}
	t, kind := &l.toks[k], r.g.value("before", r.g.stripClitics(l.toks[i].low, "before"))
	m := &mention{lo: i, hi: k, nameLo: i, kind: kind, proof: 2, generic: true}
	if hi, ok := r.arabicListed(l, m, k); ok {
		return m
	} else if hi == k { // the way to a place, not its name
		return nil
	}
	bound := r.g.is("bound", t.low)
	if !definite(t.low) && !bound && (kind == "site" || kind == "city" || t.pos == "ADJ" || t.pos == "ADV" || kind == "country" || kind == "region") && t.tag == 0 {
		return nil
	}
	m.hi = r.nounEnd(l, k)
	m.name = strings.ReplaceAll(l.textOf(k, m.hi), "_", " ")
	return m
}

// mayName reports whether an Arabic word may be the name behind its class word.
func (r *run) mayName(t *tok) bool {
	return t.letters && !t.mark && !closedClass(t.pos) && t.pos != "VERB" && t.pos != "NUM" && (!r.g.is("title", t.low) || r.g.is("bound", t.low)) && !r.g.common(t.low)
}

// arabicListed gives m the longest name from token k on that a table has for its
// kind. Of a road it returns k where the name is that of the town it leads to, else -1.
func (r *run) arabicListed(l *line, m *mention, k int) (int, bool) {
	for j := min(k+4, len(l.toks)) - 1; j >= k; j-- {
		if !r.oneRun(l, k, j) || !l.toks[j].letters {
			continue
		}
		name := strings.ReplaceAll(l.textOf(k, j), "_", " ")
		if e, ok := r.shortForm(name); ok && agrees(m.kind, e.Kind) {
			m.hi, m.name, m.cands, m.generic = j, name, []gazetteer.Match{{Entry: e, How: "exact"}}, false // مدينة الفاشر, by its short form
			return j, true
		}
		found := exact(r.match(name))
		for _, c := range found {
			if agrees(m.kind, c.Kind) {
				m.cands = append(m.cands, c)
			}
		}
		if len(m.cands) > 0 {
			m.hi, m.name = j, name
			return j, true
		}
		if m.kind == "road" && len(found) > 0 && (found[0].Kind == "city" || found[0].Kind == "country") {
			return k, false
		}
	}
	return -1, false
}

// shortForm is the entry of a short form of the lexicon behind its class word.
func (r *run) shortForm(name string) (*gazetteer.Entry, bool) {
	id := r.g.value("alias", name)
	if id == "" {
		id = r.g.value("behind", name)
	}
	if id == "" {
		return nil, false
	}
	return r.f.Gazetteer.Get(id)
}

// nounEnd is the last token of a name that begins at token k and stands in no
// table: with what أبو and the like are bound to, the definite noun behind an
// indefinite one (صباح الأحمد), and definite adjectives.
func (r *run) nounEnd(l *line, k int) int {
	hi := k
	follows := func(ok func(t *tok) bool) bool {
		return hi+1 < len(l.toks) && hi < k+3 && r.oneRun(l, hi, hi+1) && r.mayName(&l.toks[hi+1]) && ok(&l.toks[hi+1])
	}
	for r.g.is("bound", l.toks[hi].low) && follows(func(*tok) bool { return true }) {
		hi++
	}
	noun := func(t *tok) bool { return definite(t.low) && t.pos != "ADJ" && t.tag == l.toks[k].tag }
	if hi == k && !definite(l.toks[k].low) && follows(noun) {
		hi++
	}
	adjective := func(t *tok) bool {
		return definite(t.low) && (t.pos == "ADJ" || t.tag == 'p' && l.toks[k].tag == 'p')
	}
	for (definite(l.toks[k].low) || hi > k) && follows(adjective) {
		hi++
	}
	return hi
}

// definite reports whether an Arabic word has the article, and enough behind it.
func definite(w string) bool {
	return strings.HasPrefix(w, "ال") && utf8.RuneCountInString(w) > 3
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
