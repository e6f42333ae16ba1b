// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package brief

import (
	"strconv"

	"recoupe"
)

// figures writes the bands that have a category: low and high with who said them, never a mean (F8).
func (b *writer) figures(e *recoupe.Event) string {
	out := ""
	for _, f := range e.Figures {
		if s := b.figure(f); s != "" {
			out += b.words["figure.join"] + s
		}
	}
	return out
}

// figure writes a band: in the words of the only one who gives it where they are in the language of the brief.
func (b *writer) figure(f recoupe.FigureBand) string {
	if f.Low == nil || b.counted(*f.Low, f.Category, f.Unit) == "" || f.Unit != "person" && f.Unit != "household" {
		return ""
	}
	amount := b.amount(f)
	if who := b.words["who."+f.Who]; who != "" {
		amount += " (" + who + ")"
	}
	if f.Best == nil && len(f.Values) == 1 && f.Values[0].Origin != "" {
		v := f.Values[0]
		if b.langs[v.Claim.Dispatch] == b.lang {
			amount = v.Figure.Text
		}
		return b.words.fill("figure.claim", "who", b.name(recoupe.Origin{Source: v.Origin}), "text", amount)
	}
	return b.words.fill("figure", "text", amount)
}

// amount is the band in figures.
func (b *writer) amount(f recoupe.FigureBand) string {
	count := func(n float64) string { return b.counted(n, f.Category, f.Unit) }
	switch {
	case f.High != nil && *f.High == *f.Low && !f.HighOpen:
		return count(*f.Low)
	case (f.High == nil || f.HighOpen && *f.High == *f.Low) && moreThan(f):
		return b.words.fill("figure.morethan", "count", count(*f.Low-1))
	case f.High == nil || f.HighOpen && *f.High == *f.Low:
		return b.words.fill("figure.atleast", "count", count(*f.Low))
	case f.Best != nil && len(f.Values) > 1:
		return b.words.fill("figure.best", "low", b.number(*f.Low), "count", count(*f.High), "best", b.number(*f.Best), "n", strconv.Itoa(len(f.Values)))
	}
	return b.words.fill("figure.between", "low", b.number(*f.Low), "count", count(*f.High))
}

// moreThan reports a band whose low end is the least number above one that was
// said: who says "more than 115,000" has not counted 115,001.
func moreThan(f recoupe.FigureBand) bool {
	for _, v := range f.Values {
		if v.Figure.Low != nil && *v.Figure.Low == *f.Low && v.Figure.Qualifier == "more_than" {
			return true
		}
	}
	return false
}
