// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"slices"
)

// left takes adjectives, English describing nouns and the article before the head.
func (v *view) left(p *phrase) {
	for p.first > 0 && p.hf-p.first < 7 {
		n := p.first - 1
		if !v.joined(n, p.first) && !v.possessive(n, p.first) {
			return
		}
		key := v.runs[n].key
		if d, ok := v.f.w.det[key]; ok {
			if v.f.w.link[key] && d != "def" {
				if k := v.word[n]; k >= 0 && v.s.Words[k].UPOS == "ADP" {
					return
				}
			}
			p.det = d
			p.first = n
			return
		}
		if v.f.w.same[key] {
			p.same = true
			p.first = n
			continue
		}
		if key == "s" && v.f.lang == "en" { // "Russia's defence ministry"
			p.first = n
			continue
		}
		if v.f.lang == "en" || v.f.lang == "fr" && v.leftAdjective(p, n) {
			if m := v.ending(n); m != nil && v.f.lang == "en" && v.leftward(p, n) {
				if p.named == nil && p.complement == nil {
					v.settle(p, m, m.Kind != p.head.kind)
				}
				p.first = v.runAt(m.Span.Start)
				if p.det == "" {
					p.det = "def"
				}
				continue
			}
			if v.known(n) || v.leftward(p, n) {
				p.first = n
				continue
			}
		}
		return
	}
}

func (v *view) possessive(a, b int) bool {
	s := v.f.text[v.runs[a].span.End:v.runs[b].span.Start]
	return s == "'" || s == "’"
}

func (v *view) leftAdjective(p *phrase, n int) bool {
	k := v.word[n]
	return v.parsed && k >= 0 && p.word >= 0 && v.s.Words[k].Head-1 == p.word && (v.s.Words[k].Base() == "amod" || v.s.Words[k].Base() == "nummod" || v.s.Words[k].UPOS == "ADJ")
}

// leftward: the tree makes run n part of the phrase, or there is no tree and the word is capitalised or adjoining a name.
func (v *view) leftward(p *phrase, n int) bool {
	k := v.word[n]
	if k < 0 || p.word < 0 {
		return false
	}
	if !v.parsed {
		return v.ending(n) != nil || v.known(n) || n > 0 && written(v.f.text[v.runs[n].span.Start:v.runs[n].span.End]) != ""
	}
	if v.governed(k) {
		return false // "at least 12 civilians": the bound is no part of who
	}
	switch v.s.Words[k].Base() {
	case "amod", "compound", "nmod", "nummod", "flat", "det":
		return v.under(k, p.word)
	case "case":
		return v.runs[n].key == "s" && v.under(k, p.word)
	}
	return false
}

// governed: a preposition hangs on the word.
func (v *view) governed(k int) bool {
	for _, c := range v.kids[k] {
		if w := &v.s.Words[c]; c < k && w.Base() == "case" && w.UPOS == "ADP" {
			return true
		}
	}
	return false
}

// ending returns the mention found that ends with run n, or nil.
func (v *view) ending(n int) *Mention {
	for i := range v.found {
		if v.found[i].Span.End == v.runs[n].span.End {
			return &v.found[i]
		}
	}
	return nil
}

func (v *view) runAt(start int) int {
	for i := range v.runs {
		if v.runs[i].span.End > start {
			return i
		}
	}
	return len(v.runs) - 1
}

// settle decides whether an inner mention is the phrase itself or completes it.
func (v *view) settle(p *phrase, m *Mention, linked bool) {
	c := *m
	if !linked && (c.Kind == p.head.kind || slices.Contains(p.head.refer, c.Kind) || alike(p.head.kind, c.Kind)) {
		p.named = &c
		return
	}
	p.complement = &c
}
