// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"strings"
)

// close settles what needs the whole sentence: the category, the whole of a part, the scope.
func (f *found) close(p *pass, i int) {
	if f.Unit == "rank" || f.Category == "distance" {
		return
	}
	if f.Category == "" {
		f.category(p, i)
	}
	if f.Scope == Part && i > 0 {
		f.inherit(&p.found[i-1])
	}
	if f.Unit == "" && personal(f.Category) {
		f.Unit = "person"
	}
	if f.Who == "" && f.bare && f.Unit == "person" && f.Category != "" {
		f.Who = "all"
	}
	if f.Scope == "" && p.cumulates(f) {
		f.Scope = Cumulative
	}
}

// personal categories happen to people.
func personal(category string) bool {
	switch category {
	case "killed", "injured", "missing", "captured", "displaced", "arrested", "detained", "abducted", "released", "hostage", "casualty":
		return true
	}
	return false
}

// suffered categories happen to people alone; things too are captured, released and missing.
func suffered(category string) bool {
	switch category {
	case "killed", "injured", "arrested", "detained", "abducted", "displaced":
		return true
	}
	return false
}

// inherit: "12 morts, dont 5 enfants" are five children killed.
func (f *found) inherit(whole *found) {
	if f.Category == "" && (f.Unit == "" || f.Unit == "person") {
		f.Category = whole.Category
	}
	if f.Unit == "" {
		f.Unit = whole.Unit
	}
}

// category asks the tree, then the words around.
func (f *found) category(p *pass, i int) {
	c, decided := p.justBefore(f.from), false
	if c == "" {
		c, decided = p.treeCategory(f.head)
	}
	if c == "" && !decided && !f.article {
		c = p.nearCategory(f, i)
	}
	if c == "deployed" && f.Unit == "person" && f.Who != "fighter" { // sent to hospital
		return
	}
	if !f.counted && f.Unit != "" && suffered(c) { // a noun that the lexicon lacks: whom this happens to are people
		f.Unit = "person"
	}
	if c == "" || f.Unit != "person" && f.Unit != "household" && f.Unit != "" && (suffered(c) || c == "casualty") {
		return
	}
	f.Category = c
}

// act returns what a word does to those it counts: "tués", "displaced", "مقتل".
func (p *pass) act(w int) string {
	for i, v := range p.word {
		if v == w {
			if m, ok := p.find(i, "act"); ok {
				return m.Val
			}
		}
	}
	return ""
}

// treeCategory climbs from the counted word. Decided says that the tree speaks
// against every category: "12 soldiers killed a man" counts no dead.
func (p *pass) treeCategory(head int) (string, bool) {
	if head < 0 {
		return "", false
	}
	if c := p.modifierCategory(head); c != "" {
		return c, false
	}
	if c := p.act(head); c != "" && p.sent.Words[head].UPOS != "NUM" {
		return c, false
	}
	w := head
	for range 4 {
		word := &p.sent.Words[w]
		up := word.Head - 1
		if up < 0 {
			return "", false
		}
		switch word.Base() {
		case "nsubj", "csubj":
			if word.Deprel != "nsubj:pass" && p.hasObject(up) {
				return "", true
			}
			return p.act(up), false
		case "obl":
			if p.doer(w) {
				return "", true
			}
			if p.sent.Words[up].UPOS == "NOUN" {
				return p.act(up), false
			}
			return "", false
		case "obj", "iobj", "nmod", "compound", "dep", "parataxis":
			if c := p.act(up); c != "" || word.Base() == "obj" {
				return c, false
			}
		}
		w = up
	}
	return "", false
}

// doer: "tués par 12 soldats" counts no dead.
func (p *pass) doer(w int) bool {
	if p.sent.Words[w].Deprel == "obl:agent" {
		return true
	}
	for i, v := range p.word {
		if v >= 0 && p.sent.Words[v].Head == w+1 && p.sent.Words[v].Base() == "case" && p.is(i, "agent") {
			return true
		}
	}
	return false
}

// modifierCategory reads "familles déplacées", "personnes qui ont été tuées", "people killed".
func (p *pass) modifierCategory(head int) string {
	for k := range p.sent.Words {
		w := &p.sent.Words[k]
		if w.Head != head+1 || k < head {
			continue
		}
		switch w.Base() {
		case "amod", "acl":
			if c := p.act(k); c != "" && !p.hasObject(k) {
				return c
			}
		}
	}
	return ""
}

func (p *pass) hasObject(verb int) bool {
	for k := range p.sent.Words {
		w := &p.sent.Words[k]
		if w.Head == verb+1 && (w.Base() == "obj" || w.Base() == "ccomp" || w.Base() == "xcomp") && !p.juxtaposed(verb, k) {
			return true
		}
	}
	return false
}

// juxtaposed: a semicolon stands between two words, so that neither is the object of the other.
func (p *pass) juxtaposed(a, b int) bool {
	for k := a; k < b; k++ {
		if f := p.sent.Words[k].Form; f == ";" || f == "؛" {
			return true
		}
	}
	return false
}

// nearCategory looks for an act in the clause: first before the number ("مقتل 12"),
// then after it ("12 civils, dont 5 enfants, ont été tués"), past other figures
// that are only listed with this one.
func (p *pass) nearCategory(f *found, i int) string {
	for k := f.from - 1; k >= max(0, f.from-f.sight()) && !p.breaks(k) && !p.pauses(k) && !p.inFigure(k, i); k-- {
		if m, ok := p.find(k, "act"); ok && !p.denied(k) {
			return m.Val
		}
	}
	for k := f.to; k < min(len(p.ls), f.to+14) && !p.breaks(k); k++ {
		if g := p.figureAt(k); g != nil && g.Category != "" && g.Scope != Part {
			return ""
		}
		if m, ok := p.find(k, "act"); ok {
			if p.figureAt(m.End) != nil { // "3 أشخاص وإصابة 10": the act of the next figure
				return ""
			}
			return m.Val
		}
	}
	return ""
}

// sight is how far before the number its act may stand: a bare number has it near.
func (f *found) sight() int {
	if f.bare {
		return 4
	}
	return 8
}

func (p *pass) denied(k int) bool {
	w := p.at(k)
	return w != nil && w.UPOS == "AUX"
}

func (p *pass) breaks(k int) bool {
	return strings.Contains(".;:!?؛؟", p.key(k))
}

func (p *pass) pauses(k int) bool { return p.key(k) == "," || p.key(k) == "،" }

func (p *pass) inFigure(k, i int) bool {
	g := p.figureAt(k)
	return g != nil && g != &p.found[i]
}

func (p *pass) figureAt(k int) *found {
	for g := range p.found {
		if p.found[g].from <= k && k < p.found[g].to {
			return &p.found[g]
		}
	}
	return nil
}

// cumulates: a toll "depuis", "so far", "in total" is a running one. A word of
// beginning after the number must not be the start of a place ("depuis deux villages").
func (p *pass) cumulates(f *found) bool {
	if f.Category == "" || f.Category == "places" {
		return false
	}
	for k := max(0, f.from-8); k < min(len(p.ls), f.to+12); k++ {
		if k >= f.from && k < f.to {
			continue
		}
		if k > f.to && p.breaks(k) {
			return false
		}
		if m, ok := p.find(k, "cumul"); ok && p.figureAt(m.End) == nil {
			return true
		}
	}
	return false
}
