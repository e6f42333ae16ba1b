// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"slices"
	"unicode"

	"recoupe"
)

// hit is a name of the register in a text.
type hit struct {
	first, last int // runs
	span        recoupe.Span
	entries     []int
	capital     bool
}

// scan finds the longest names at every run, without overlap.
func (r *Register) scan(text, lang string, rs []run) []hit {
	var out []hit
	shouting := allCaps(text, rs)
	for i := 0; i < len(rs); i++ {
		h, ok := r.at(text, lang, rs, i, shouting)
		if !ok {
			continue
		}
		out = append(out, h)
		i = h.last
	}
	return out
}

// allCaps: a heading in capitals says nothing about names.
func allCaps(text string, rs []run) bool {
	n := 0
	for _, x := range rs {
		if written(text[x.span.Start:x.span.End]) != "caps" {
			return false
		}
		n++
	}
	return n > 3
}

func (r *Register) at(text, lang string, rs []run, i int, shouting bool) (hit, bool) {
	var h hit
	n, own := 0, false
	for _, v := range bare(rs[i].key) {
		for k := range r.names[v.key] {
			nm := &r.names[v.key][k]
			if len(nm.keys) < n || !r.fits(text, nm, rs, i, shouting) {
				continue
			}
			mine := nm.lang == lang
			if len(nm.keys) > n || mine && !own {
				h = hit{first: i, last: i + len(nm.keys) - 1, capital: nm.capital}
				h.span = recoupe.Span{Start: rs[i].span.Start + clitic(text, rs[i].span, v.cut), End: rs[h.last].span.End}
				n, own = len(nm.keys), mine
			} else if own && !mine {
				continue
			}
			if !slices.Contains(h.entries, nm.entry) {
				h.entries = append(h.entries, nm.entry)
			}
			h.capital = h.capital && nm.capital
		}
		if n > 0 {
			break
		}
	}
	return h, n > 0
}

// clitic gives the bytes of the text that cut bytes of folded Arabic clitics take.
func clitic(text string, sp recoupe.Span, cut int) int {
	n := 0
	for i, r := range text[sp.Start:sp.End] {
		if cut <= 0 {
			return i
		}
		n = i
		if !unicode.IsMark(r) && r != 'ـ' {
			cut -= 2
		}
	}
	if cut > 0 {
		return n
	}
	return 0
}

// fits compares the runs and their capitals with a name.
func (r *Register) fits(text string, nm *name, rs []run, i int, shouting bool) bool {
	if i+len(nm.keys) > len(rs) {
		return false
	}
	for k := range nm.keys {
		if k > 0 && rs[i+k].key != nm.keys[k] {
			return false
		}
		if k > 0 && gap(text, rs[i+k-1].span.End, rs[i+k].span.Start) {
			return false
		}
		sp := rs[i+k].span
		got := written(text[sp.Start:sp.End])
		switch {
		case shouting || nm.form[k] == "":
		case got == "":
			return false
		case nm.form[k] == "caps" && got != "caps":
			return false
		}
	}
	return true
}

// gap: a name does not run over the end of a clause or into a bracket.
func gap(text string, from, to int) bool {
	for _, r := range text[from:to] {
		switch r {
		case ' ', '\u00a0', '\u202f', '\'', '’', '-', '‑', '–', '.', '/', '"', '«', '»', '“', '”', '\u200f', '\u200e', '&':
		default:
			return true
		}
	}
	return to-from > 6
}

// names makes mentions of the hits of a sentence.
func (v *view) names() {
	for _, h := range v.hits {
		e := v.choose(h)
		if e == nil || !v.isActor(e, h) {
			continue
		}
		m := v.mention(h.first, h.last)
		m.Span = h.span
		v.fill(&m)
		v.entry(&m, e, "name")
		v.take(h.first, h.last)
		v.found = append(v.found, m)
	}
	v.aliases()
}

// ownNames drops the entries of an Arabic name for an organ of state where the
// adjective right behind it is of another country: "القيادة العامة للجيش الليبي" is
// not the Syrian one.
func (f *finder) ownNames(rs []run, hits []hit) []hit {
	if f.lang != "ar" {
		return hits
	}
	return slices.DeleteFunc(hits, func(h hit) bool {
		n := h.last + 1
		if n >= len(rs) || gap(f.text, rs[h.last].span.End, rs[n].span.Start) {
			return false
		}
		country, _ := f.demonym(rs, n)
		return country != "" && !slices.ContainsFunc(h.entries, func(i int) bool {
			e := &f.r.entries[i]
			return e.Country == "" || e.Country == country || !organ(e.Kind)
		})
	})
}

// organ: a body of one state.
func organ(kind string) bool {
	switch kind {
	case "armed_force", "security_force", "government", "ministry":
		return true
	}
	return false
}

func (v *view) take(a, b int) {
	for i := a; i <= b; i++ {
		v.taken[i] = true
	}
}

// choose picks the entry of a hit: active on the date, of the country that the text is about.
func (v *view) choose(h hit) *Entry {
	best, score := -1, -1
	for _, i := range h.entries {
		e := &v.f.r.entries[i]
		n := 0
		if e.Active.Holds(v.f.on) {
			n += 4
		}
		if e.Country != "" && e.Country == v.f.theatre {
			n += 2
		}
		if _, ok := v.f.mem.ids[e.ID]; ok {
			n += 3
		}
		if n > score {
			best, score = i, n
		}
	}
	if best < 0 {
		return nil
	}
	return &v.f.r.entries[best]
}

// isActor tells the state that acts from the country where something happens,
// and the government from its capital.
func (v *view) isActor(e *Entry, h hit) bool {
	if e.Kind != "state" && !h.capital {
		return true
	}
	k := v.word[h.first]
	if v.word[h.last] >= 0 {
		k = v.word[h.last]
	}
	if k < 0 {
		return false
	}
	head := v.topOf(h)
	if h.capital {
		return v.speaks(head)
	}
	if before := v.before(h.first); before != "" {
		return v.f.w.party[before] || v.f.w.says[before]
	}
	if !v.parsed {
		return true
	}
	for n := 0; n < 6; n++ {
		switch v.s.Words[head].Base() {
		case "nsubj", "obj", "iobj", "root", "appos", "dislocated", "vocative":
			return true
		case "conj":
			head = v.s.Words[head].Head - 1
			if head < 0 {
				return false
			}
			continue
		case "obl", "nmod":
			for _, c := range v.kids[head] {
				if v.s.Words[c].Base() == "case" {
					k := keys(v.s.Words[c].Form)
					return len(k) > 0 && (v.f.w.party[k[0]] || v.f.w.says[k[0]])
				}
			}
			return v.s.Words[head].Deprel == "obl:agent"
		}
		return false
	}
	return false
}

// topOf returns the word of a hit that the tree hangs on something outside it.
func (v *view) topOf(h hit) int {
	top := v.word[h.first]
	for i := h.first; i <= h.last; i++ {
		k := v.word[i]
		if k < 0 {
			continue
		}
		if top < 0 {
			top = k
		}
		p := v.s.Words[k].Head - 1
		if p < 0 || v.s.Words[p].Span.Start < h.span.Start || v.s.Words[p].Span.Start >= h.span.End {
			return k
		}
	}
	return max(top, 0)
}

// before returns the preposition right before run i (an article may stand between), "" for none.
func (v *view) before(i int) string {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		k := v.word[j]
		if k >= 0 && v.s.Words[k].UPOS == "ADP" || k >= 0 && v.s.Words[k].UPOS == "" && v.f.w.link[v.runs[j].key] {
			return v.runs[j].key
		}
		if _, det := v.f.w.det[v.runs[j].key]; !det {
			return ""
		}
	}
	return ""
}

// speaks: word k is the subject of a verb of saying, or stands behind "selon".
func (v *view) speaks(k int) bool {
	for n := 0; n < 3 && k >= 0; n++ {
		w := &v.s.Words[k]
		p := w.Head - 1
		switch w.Base() {
		case "nsubj":
			return p >= 0 && v.saying(p)
		case "obj", "iobj": // "Kinshasa accuse Kigali"
			if p >= 0 && v.saying(p) {
				return true
			}
		case "nmod", "appos", "flat": // "a indiqué mardi Moscou", hung on the day
			if p >= 0 && v.f.isTime(v.s.Words[p].Form) && v.s.Words[p].Head > 0 && v.saying(v.s.Words[p].Head-1) {
				return true
			}
		case "obl":
			if w.Deprel == "obl:agent" { // "accusé par Kinshasa": towns do nothing
				return true
			}
		case "conj":
			k = p
			continue
		}
		break
	}
	if k < 0 {
		return false
	}
	for _, c := range v.kids[k] {
		if ks := keys(v.s.Words[c].Form); len(ks) > 0 && v.f.w.says[ks[0]] {
			return true
		}
	}
	if v.parsed {
		return false
	}
	for j := k + 1; j < len(v.s.Words) && j <= k+3; j++ {
		if v.saying(j) {
			return true
		}
	}
	return false
}

// isTime: the word is a day.
func (f *finder) isTime(form string) bool {
	ks := keys(form)
	return len(ks) == 1 && f.w.time[ks[0]]
}

// saying reports whether word k is a verb of the cue lexicon.
func (v *view) saying(k int) bool {
	for _, s := range []string{v.s.Words[k].Lemma, v.s.Words[k].Form} {
		if ks := keys(s); len(ks) > 0 && v.f.w.speaks[ks[0]] {
			return true
		}
	}
	return false
}
