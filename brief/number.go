// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package brief

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// number writes a number with the language's mark between thousands, as an agency does: 115 001 in
// French, 115,001 in English and Arabic. Numbers of four digits have none in French.
func (b *writer) number(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	mark := b.words["number.thousands"]
	if mark == "" || len(whole) < 5 && b.words["number.four"] == "" {
		mark = ""
	}
	for i := len(whole) - 3; i > 0 && mark != "" && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + mark + whole[i:]
	}
	if rest != "" {
		whole += b.words["number.decimal"] + rest
	}
	return whole
}

// counted writes a number of a category in the form that the number asks for:
// "1 mort", "12 morts", «12 قتيلا»; a form behind a mark of exclamation says the number itself: «قتيلان».
// Households have forms of their own; "" is a category that has none.
func (b *writer) counted(n float64, category, unit string) string {
	key := "category." + category
	if unit == "household" {
		key += ".household"
	}
	form := cmp.Or(b.words[key+"."+b.plural(n)], b.words[key])
	if own, says := strings.CutPrefix(form, "!"); says || form == "" {
		return own
	}
	if !strings.Contains(form, "{n}") {
		form = "{n} " + form
	}
	return strings.ReplaceAll(form, "{n}", b.number(n))
}

// plural is the class of a whole number after CLDR's rules for the three languages.
func (b *writer) plural(n float64) string {
	if n != math.Trunc(n) {
		return "other"
	}
	switch hundred := int(math.Mod(n, 100)); {
	case n == 1, n == 0 && b.lang == "fr":
		return "one"
	case b.lang != "ar":
		return "other"
	case n == 2:
		return "two"
	case hundred >= 3 && hundred <= 10:
		return "few"
	case hundred >= 11:
		return "many"
	}
	return "other"
}

// byCount is the entry for a class of numbers where there is one: «بحسب مصدرين مستقلين».
func (b *writer) byCount(key string, n int) string {
	if own := key + "." + b.plural(float64(n)); b.words[own] != "" {
		return own
	}
	return key
}

// agrees is the ending of the entry whose verb agrees with a subject: ".p" for
// several names, and for one that is a plural itself ("the Syrian government
// forces say", "les forces … affirment"); in Arabic, whose verb comes first, ".f" for a feminine first word.
func (b *writer) agrees(key, subject string, several bool) string {
	first, _, _ := strings.Cut(subject, " ")
	ending := ""
	switch {
	case b.lang == "ar":
		if strings.HasSuffix(first, "ة") || strings.HasSuffix(first, "ات") || b.words["feminine."+first] != "" {
			ending = ".f"
		}
	case several, strings.EqualFold(first, "les"), b.lang == "en" && b.words["plural."+head(subject)] != "":
		ending = ".p"
	}
	if b.words[key+ending] != "" {
		return key + ending
	}
	return key
}

// head is the word that an English name is about: the last one before "of", "for" or the like.
func head(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		if i > 0 && (w == "of" || w == "for" || w == "in" || w == "against" || w == "to") {
			return words[i-1]
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
