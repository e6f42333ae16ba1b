// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"math"
	"unicode/utf8"
)

// sure is the least probability with which a language is named; below it the text is of no known language.
const sure = 0.4

// Identify returns the language of a text as an ISO 639-1 code (639-3 where
// there is none) with a confidence in 0..1; "" and 0 where it cannot be told.
//
//  1. The script that most letters belong to decides first; where only one
//     language of the table is written in it, that is the answer.
//  2. Among the languages of a script a linear model over the pieces of words
//     decides, in which "none of them" is a class of its own.
//  3. Names, numbers, codes and addresses carry no language: too few letters,
//     or no language clearly before the others, is unknown.
//
// Of a long text the beginning, the middle and the end are looked at.
func Identify(text string) (string, float64) {
	text = sample(text)
	script, n := mainScript(text)
	if n < 2 {
		return "", 0
	}
	if code := only[script]; code != "" {
		return code, 1
	}
	g := table().groups[script]
	if g == nil {
		return "", 0
	}
	code, p := g.best(text)
	if p < sure {
		return "", 0
	}
	return code, p
}

// window is how many bytes are looked at in one place of a long text.
const window = 4096

// sample returns a text of bounded length: the whole, or three windows of it.
func sample(text string) string {
	if len(text) <= 3*window {
		return text
	}
	mid := len(text) / 2
	return cut(text, 0, window) + " " + cut(text, mid, mid+window) + " " + cut(text, len(text)-window, len(text))
}

// cut returns text[from:to] moved inwards to whole characters.
func cut(text string, from, to int) string {
	for from < to && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > from && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[from:to]
}

// best returns the likeliest language of the group with its probability, "" for none of them.
func (g *group) best(text string) (string, float64) {
	scores := make([]float64, len(g.codes))
	for i := range scores {
		scores[i] = float64(g.bias[i])
	}
	known := 0
	Pieces(text, func(hash uint32) {
		if row := g.row(hash); row != nil {
			known++
			for i, w := range row {
				scores[i] += float64(w) * g.scale
			}
		}
	})
	if known == 0 {
		return "", 0
	}
	top := 0
	for i := range scores {
		if scores[i] > scores[top] {
			top = i
		}
	}
	// The languages that are not told apart have several classes: together they are one.
	sum, strangers, best := 0.0, 0.0, -1
	for i, s := range scores {
		p := math.Exp(s - scores[top])
		sum += p
		switch {
		case g.codes[i] == "":
			strangers += p
		case best < 0 || s > scores[best]:
			best = i
		}
	}
	p := math.Exp(scores[best] - scores[top])
	if strangers > p {
		return "", 0
	}
	return g.codes[best], p / sum
}
