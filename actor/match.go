// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// name is one spelling of one entry.
type name struct {
	keys  []string
	entry int
	lang  string
	// form says how each run is written in the register: "caps", "title" or "" (any case).
	form []string
	// capital marks the seat of a government: "Damascus said".
	capital bool
}

func (r *Register) indexNames(i int) {
	e := &r.entries[i]
	for _, lang := range []string{"en", "fr", "ar", "he", "ru", "uk"} {
		for _, s := range e.Names[lang] {
			r.addName(s, lang, i, false)
		}
		for _, s := range e.capitals[lang] {
			r.addName(s, lang, i, true)
		}
	}
}

func (r *Register) addName(s, lang string, entry int, capital bool) {
	rs := runs(s, 0, len(s))
	if len(rs) == 0 {
		return
	}
	n := name{entry: entry, lang: lang, capital: capital}
	for _, x := range rs {
		n.keys = append(n.keys, x.key)
		n.form = append(n.form, written(s[x.span.Start:x.span.End]))
	}
	for k := range r.names[n.keys[0]] {
		old := &r.names[n.keys[0]][k]
		if old.entry == entry && old.capital == capital && equal(old.keys, n.keys) {
			for i := range old.form { // "SANA" and "Sana": either will do
				old.form[i] = looser(old.form[i], n.form[i])
			}
			return
		}
	}
	r.names[n.keys[0]] = append(r.names[n.keys[0]], n)
	if sh := shape(n.keys); !capital && len(sh) >= 3 {
		r.shapes[sh] = append(r.shapes[sh], entry)
	}
}

// looser returns the form that demands less of the text.
func looser(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	if a == "title" || b == "title" {
		return "title"
	}
	return "caps"
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// written tells how a word is capitalised: "caps" (OSDH), "title" (Sana) or "".
func written(s string) string {
	first := firstRune(s)
	if !unicode.IsUpper(first) {
		return ""
	}
	if utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s {
		return "caps"
	}
	return "title"
}

// Match finds the entry that a name means. The number is 1 for a name of the
// register in any case and accents, .9 for an acronym with stops, .8 for
// another transliteration. Names that several entries share give the one that
// is active at the time, if one is.
func (r *Register) Match(s, lang string) (Entry, float64, bool) {
	return r.MatchOn(s, lang, time.Time{})
}

// MatchOn is Match with the date on which the name was used.
func (r *Register) MatchOn(s, lang string, on time.Time) (Entry, float64, bool) {
	ks := keys(s)
	if r == nil || len(ks) == 0 {
		return Entry{}, 0, false
	}
	for len(ks) > 1 && articles[ks[0]] && ks[0] != "al" && ks[0] != "el" {
		ks = ks[1:]
	}
	if i := r.exact(ks, lang, on); i >= 0 {
		return r.entries[i], 1, true
	}
	if joined := strings.Join(ks, ""); len(joined) == len(ks) && len(ks) > 1 { // "H.T.S."
		if i := r.exact([]string{joined}, lang, on); i >= 0 {
			return r.entries[i], .9, true
		}
	}
	if i := r.exact([]string{unarticled(ks[0])}, lang, on); len(ks) == 1 && i >= 0 {
		return r.entries[i], .95, true
	}
	if sh := shape(ks); len(sh) >= 3 && (len(ks) > 1 || len(sh) >= 4) {
		if i := r.pick(r.shapes[sh], on); i >= 0 {
			return r.entries[i], .8, true
		}
	}
	return Entry{}, 0, false
}

func (r *Register) exact(ks []string, lang string, on time.Time) int {
	var found []int
	own := false
	for _, n := range r.names[ks[0]] {
		if n.capital || !equal(n.keys, ks) {
			continue
		}
		if n.lang == lang && !own {
			own, found = true, nil
		}
		if n.lang == lang || !own {
			found = append(found, n.entry)
		}
	}
	return r.pick(found, on)
}

// pick chooses among entries that share a name: the one active at the time,
// else the last of the list; -1 where distinct ones remain of equal standing by shape only.
func (r *Register) pick(found []int, on time.Time) int {
	for _, i := range found {
		if r.entries[i].Active.Holds(on) {
			return i
		}
	}
	if len(found) > 0 {
		return found[len(found)-1]
	}
	return -1
}
