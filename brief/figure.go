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
		if s := b.figure(e, f); s != "" {
			out += " ; " + s
		}
	}
	if b.lang == "en" {
		return joinEnglish(out)
	}
	return out
}

func joinEnglish(s string) string {
	if s == "" {
		return ""
	}
	return ";" + s[len(" ;"):]
}

func (b *writer) figure(e *recoupe.Event, f recoupe.FigureBand) string {
	what := b.words["category."+f.Category]
	if u := b.words["unit."+f.Unit]; u != "" && what != "" {
		what = u + " (" + what + ")"
	}
	if what == "" || f.Low == nil || f.Unit != "person" && f.Unit != "household" {
		return ""
	}
	if f.Best == nil && len(f.Values) == 1 && f.Values[0].Origin != "" {
		return b.words.fill("figure.claim", "who", b.name(recoupe.Origin{Source: f.Values[0].Origin}), "text", f.Values[0].Figure.Text)
	}
	switch {
	case f.High != nil && *f.High == *f.Low && !f.HighOpen:
		return b.words.fill("figure.exact", "low", number(*f.Low), "category", what)
	case f.High == nil || f.HighOpen && *f.High == *f.Low:
		return b.words.fill("figure.atleast", "low", number(*f.Low), "category", what)
	case f.Best != nil && len(f.Values) > 1:
		return b.words.fill("figure.best", "low", number(*f.Low), "high", number(*f.High), "best", number(*f.Best), "n", strconv.Itoa(len(f.Values)), "category", what)
	}
	return b.words.fill("figure.between", "low", number(*f.Low), "high", number(*f.High), "category", what)
}
