// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"strings"
	"unicode/utf8"

	"recoupe/lang"
	"recoupe/token"
)

// Cut chooses among the ways to cut a written word into clitics and stem the
// one with the highest score; it is a token.Cutter.
func (p *Pack) Cut(w string, ways [][]string, before, after []string) int {
	best, top := 0, 0
	for i, way := range ways {
		if s := p.Clitics.Score(p.CliticRows(way, before, after)); i == 0 || s > top {
			best, top = i, s
		}
	}
	return best
}

// CliticRows returns the features of one way to cut a word: its clitics, its
// stem and the letters of it, whether the stem is known, and the neighbours.
func (p *Pack) CliticRows(way, before, after []string) []uint32 {
	rows := make([]uint32, 0, 48)
	add := func(kind, v string) { rows = append(rows, feature("c"+kind, v)) }
	k := token.Stem(way)
	pre, suf := strings.Join(way[:k], "+"), strings.Join(way[k+1:], "+")
	stem := lang.Norm(way[k])
	shape := pre + "_" + suf
	known := p.known(stem)
	add("way", shape)
	add("whole", strings.Join(way, "+"))
	add("stem", stem)
	add("known", known)
	add("shapeknown", shape+known)
	add("len", shape+bucket(utf8.RuneCountInString(stem)))
	r := []rune(stem)
	for n := 1; n <= 4 && n <= len(r); n++ {
		add("head", shape+" "+string(r[:n]))
		add("tail", shape+" "+string(r[len(r)-n:]))
		if n > 1 {
			add("h", string(r[:n]))
			add("t", string(r[len(r)-n:]))
		}
	}
	add("p1", shape+" "+near(before, len(before)-1))
	add("n1", shape+" "+near(after, 0))
	add("p1t", shape+" "+tail(near(before, len(before)-1), 2))
	add("n1h", shape+" "+headOf(near(after, 0), 2))
	add("n1k", shape+" "+p.known(near(after, 0)))
	return rows
}

// known says how well a form is known: by the treebanks' words, by other lists, or not.
func (p *Pack) known(form string) string {
	out := ""
	if p.forms[form] > 0 {
		out = "form "
	}
	for _, t := range p.Lexicon.Lookup(form) {
		if tag := p.Lexicon.Tags[t]; !strings.HasPrefix(tag, "lemma ") {
			out += tag + " "
		}
	}
	return out
}

func headOf(s string, k int) string {
	r := []rune(s)
	return string(r[:min(k, len(r))])
}
