// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package figure

import (
	"strconv"
	"strings"
)

// amount is what the words of a number say, before any qualifier.
type amount struct {
	low, best, high *float64
	// qualifier is exact, or that of a vague word.
	qualifier string
	// article marks "un", which may be no number; digits that it is written in figures.
	article, digits bool
	// definite says that it has the Arabic article: "الاثنين" is a day, "الاثنين الآخرين" a number.
	definite bool
}

func exactly(v float64) amount { return amount{low: &v, best: &v, high: &v, qualifier: "exact"} }

// amount reads the longest number at i: a vague word or a numeral.
func (p *pass) amount(i int) (amount, int, bool) {
	v, end, ok := p.vague(i)
	n, k, exact := p.numeral(i)
	if exact && (!ok || k > end) {
		return n, k, true
	}
	return v, end, ok
}

// vague reads "des dizaines", "a handful of": low|high|best|qualifier in the lexicon.
func (p *pass) vague(i int) (amount, int, bool) {
	m, ok := p.find(i, "vague")
	if !ok {
		return amount{}, i, false
	}
	f := strings.Split(m.Val, "|")
	if len(f) != 4 {
		return amount{}, i, false
	}
	return amount{low: bound(f[0]), high: bound(f[1]), best: bound(f[2]), qualifier: f[3]}, m.End, true
}

func bound(s string) *float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil
	}
	return &v
}

// numeral reads "1 200", "3,5 millions", "vingt-cinq", "ثلاثة وعشرين ألفا".
func (p *pass) numeral(i int) (amount, int, bool) {
	t := tally{arabic: p.b.Arabic()}
	j := i
	digits := false
	for {
		k := p.joined(j, j > i)
		v, mult, end, ok := p.word1(k, &t)
		if !ok || !t.take(v, mult, k > j) {
			break
		}
		digits = digits || p.ls[k].Width > 0
		t.figures = digits
		j = end
	}
	if j == i {
		return amount{}, i, false
	}
	a := exactly(t.value())
	a.digits, a.definite = digits, p.ls[i].Bare != "" && !digits
	a.article = j == i+1 && t.value() == 1 && p.upos(i) != "NUM"
	if a.article && p.plural(j) {
		return amount{}, i, false // "pas de blessés": the treebank's lemma of this "de" is "un"
	}
	return a, j, true
}

// joined skips what may stand between two words of one numeral.
func (p *pass) joined(i int, inside bool) int {
	if !inside || i+1 >= len(p.ls) {
		return i
	}
	if p.key(i) == "-" && p.ls[i].Glued || p.is(i, "and") || p.b.Arabic() && p.key(i) == "و" {
		return i + 1
	}
	return i
}

// word1 reads one word of a numeral: digits, a number word, or a multiplier.
func (p *pass) word1(i int, t *tally) (v float64, mult bool, end int, ok bool) {
	if i >= len(p.ls) {
		return 0, false, i, false
	}
	if p.ls[i].Width > 0 {
		if t.begun {
			return 0, false, i, false
		}
		v, end = p.figures(i)
		return v, false, end, v >= 0
	}
	if m, ok := p.find(i, "num"); ok {
		return m.Num, false, m.End, true
	}
	if m, ok := p.find(i, "mult"); ok {
		return m.Num, true, m.End, true
	}
	return 0, false, i, false
}

// figures reads digits with separators of thousands and decimals; -1 where
// they are no number ("10:30", "3/4", "12345678901").
func (p *pass) figures(i int) (float64, int) {
	n := p.ls[i].Num
	if n < 0 {
		return -1, i
	}
	v, j := float64(n), i+1
	first := p.ls[i].Width
	for first <= 3 && n > 0 {
		k, ok := p.thousands(j)
		if !ok {
			break
		}
		v, j = v*1000+float64(p.ls[k].Num), k+1
	}
	if (p.key(j) == "." || p.key(j) == "," || p.key(j) == "٫") && p.digitsGlued(j) {
		frac, width := p.ls[j+1].Num, p.ls[j+1].Width
		scale := 1.0
		for range width {
			scale *= 10
		}
		return v + float64(frac)/scale, j + 2
	}
	return v, j
}

// thousands reads a separator and exactly three digits at j, and returns the lexeme of the digits.
func (p *pass) thousands(j int) (int, bool) {
	if j < len(p.ls) && p.ls[j].Width == 3 && p.ls[j].Num >= 0 && !p.ls[j].Glued {
		return j, p.oneSpace(j)
	}
	switch p.key(j) {
	case ".", ",", "٬", "'":
		if p.digitsGlued(j) && p.ls[j+1].Width == 3 && !p.is(j+2, "mult") {
			return j + 1, true
		}
	}
	return 0, false
}

// oneSpace reports whether the tokenizer took the digits before and at j as one number.
func (p *pass) oneSpace(j int) bool { return p.word[j] >= 0 && p.word[j] == p.word[j-1] }

func (p *pass) digitsGlued(j int) bool {
	return j+1 < len(p.ls) && p.ls[j].Glued && p.ls[j+1].Glued && p.ls[j+1].Num >= 0
}

// tally adds number words up as they are said.
type tally struct {
	total, group, last float64
	// big is the last multiplier from a thousand on.
	big            float64
	begun, figures bool
	arabic         bool
}

// take adds a word; false where it begins another number. Joined says that "et", "and", "و" or a hyphen stood before.
func (t *tally) take(v float64, mult, joined bool) bool {
	ok := true
	switch {
	case mult:
		ok = t.times(v)
	case !t.begun:
		t.group = v
	case t.figures:
		ok = false
	case t.group == 4 && v == 20: // quatre-vingts
		t.group = 80
	case t.last == 10 && joined && v >= 7 && v <= 9: // dix-sept
		t.group += v
	case v > 0 && v < lowest(t.group):
		t.group += v
	case t.arabic && joined && t.last > 0 && t.last < 10 && v >= 20 && v < 100: // خمسة وعشرون
		t.group += v
	default:
		ok = false
	}
	t.begun, t.last = true, v
	return ok
}

// times takes a multiplier: "deux cents", "mille", "three million".
func (t *tally) times(v float64) bool {
	switch {
	case v < 1000 && t.group == 0:
		t.group = v
	case v < 1000:
		t.group *= v
	case t.big > 0 && v >= t.big, t.begun && t.group == 0:
		return false
	case t.group == 0:
		t.total, t.big = v, v
	default:
		t.total, t.group, t.big = t.total+t.group*v, 0, v
	}
	return true
}

func (t *tally) value() float64 { return t.total + t.group }

// lowest returns the power of ten, or the score, under which a word may still be added to g.
func lowest(g float64) float64 {
	n := int(g)
	switch {
	case n == 0:
		return 1000
	case n%100 == 0:
		return 100
	case n%100 == 60 || n%100 == 80: // soixante-quinze, quatre-vingt-dix
		return 20
	case n%10 == 0 && n%100 >= 20:
		return 10
	}
	return 0
}
