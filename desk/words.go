// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import (
	"math"
	"strings"
	"unicode/utf8"

	"recoupe"
	"recoupe/brief"
	"recoupe/lang"
)

// place names a place with its relation: "nord-est de Hama", "deux villages sans nom (Hama)".
func (l *locale) place(p recoupe.Place) string {
	name := l.named(p)
	switch {
	case p.Count > 0:
		return l.t("rel.unnamed", l.number(float64(p.Count)), name)
	case p.Relation == "", p.Relation == "between":
	case p.Relation == "direction_from" || (p.Relation == "part_of" || p.Relation == "distance_from") && len(p.Directions) > 0:
		key := "dir."
		if p.Relation != "part_of" {
			key = "dirat."
		}
		var ds []string
		for _, d := range p.Directions {
			ds = append(ds, l.word(key+d, d))
		}
		side := strings.Join(ds, " "+l.t("dir.and")+" ")
		if p.Distance != nil {
			return l.elided(l.t("rel.direction_distance", l.number(*p.Distance), side, name))
		}
		return l.elided(l.ofCountry(l.t("rel."+p.Relation, side, name), name, p.Kind))
	case p.Distance != nil && l.has("rel.distance_from"):
		return l.elided(l.t("rel.distance_from", l.number(*p.Distance), name))
	case l.has("rel."+p.Relation) && strings.Count(l.t("rel."+p.Relation), "%s") == 1:
		name = l.elided(l.t("rel."+p.Relation, name))
	}
	if p.Somewhere {
		return l.t("rel.somewhere", name)
	}
	return name
}

// named is the name of a place or of its anchor in the reader's language.
func (l *locale) named(p recoupe.Place) string {
	name := l.nameOf(p)
	if l.placeName != nil && strings.HasPrefix(p.ID, division) && p.Relation != "between" {
		return l.t("place.division", name)
	}
	return name
}

// nameOf is the name alone, which says of a province no more than of its seat.
func (l *locale) nameOf(p recoupe.Place) string {
	name := first(p.Name, p.Text)
	if p.ID == "" || l.placeName == nil || p.Relation == "between" {
		return name
	}
	return first(l.placeName(p.ID, l.code), name)
}

// division begins the ids of provinces, which often share the name of their seat.
const division = "div:"

// ofCountry puts the article before a country behind French "de": "sud du Liban".
func (l *locale) ofCountry(s, name, kind string) string {
	if l.code != "fr" || kind != "country" {
		return s
	}
	return strings.Replace(s, "de "+name, brief.Of(recoupe.Place{Name: name, Kind: kind}), 1)
}

// elided joins French "de" to the name behind it: "d’Alep", "du Caire".
func (l *locale) elided(s string) string {
	if l.code != "fr" {
		return s
	}
	for _, article := range [][2]string{{" de Le ", " du "}, {" de Les ", " des "}} {
		s = strings.ReplaceAll(s, article[0], article[1])
	}
	before, name, found := strings.Cut(s, " de ")
	if first, _ := utf8.DecodeRuneInString(lang.Fold(name)); found && strings.ContainsRune("aeiouy", first) {
		return before + " d’" + name
	}
	return s
}

// figure writes low, best and high with unit and category, and never a mean.
func (l *locale) figure(b recoupe.FigureBand) string {
	var s string
	switch {
	case b.Low != nil && b.High != nil && *b.Low == *b.High && b.HighOpen:
		s = l.t("fig.atleast", l.number(*b.Low))
	case b.Low != nil && b.High != nil && *b.Low == *b.High:
		s = l.number(*b.Low)
	case b.Low != nil && b.High != nil:
		s = l.number(*b.Low) + "–" + l.number(*b.High)
		if b.HighOpen {
			s += " +"
		}
	case b.Low != nil:
		s = l.t("fig.atleast", l.number(*b.Low))
	case b.High != nil:
		s = l.t("fig.atmost", l.number(*b.High))
	case b.Best != nil:
		s = l.number(*b.Best)
	default:
		return l.t("fig.unknown")
	}
	last := b.Low // the number that the words behind agree with
	if b.High != nil {
		last = b.High
	}
	if b.Unit != "" {
		s += " " + l.counted("unit."+b.Unit, b.Unit, last)
	}
	if b.Category != "" && b.Category != "distance" && b.Category != "places" {
		s += " · " + l.counted("cat."+b.Category, b.Category, last)
	}
	if b.Who != "" && b.Who != "all" {
		s += " (" + l.word("who."+b.Who, b.Who) + ")"
	}
	return s
}

// counted is a word in the form that a number asks for, where the language has forms of it.
func (l *locale) counted(key, fallback string, n *float64) string {
	if n != nil && *n == math.Trunc(*n) && *n < 1e15 {
		if form := key + "." + l.plural(int(*n)); l.has(form) {
			return l.t(form)
		}
	}
	return l.word(key, fallback)
}

// band writes what the origins say about one number: in the words of the one who says it, or as a range. A number of
// things that the desk has no word for is left out.
func (l *locale) band(b recoupe.FigureBand) string {
	if b.Category == "" && !l.has("unit."+b.Unit) {
		return ""
	}
	if len(b.Values) == 1 {
		return l.said(b.Values[0].Figure)
	}
	return l.figure(b)
}

// said writes one number of one speaker.
func (l *locale) said(f recoupe.Figure) string {
	if f.Qualifier == "more_than" && f.Low != nil {
		// "More than 704" is kept as 705 and above; a reader is shown the words.
		low := *f.Low - 1
		return l.t("fig.morethan", l.figure(recoupe.FigureBand{Low: &low, High: &low, Unit: f.Unit, Category: f.Category, Who: f.Who}))
	}
	return l.figure(recoupe.FigureBand{Low: f.Low, Best: f.Best, High: f.High, Unit: f.Unit, Category: f.Category, Who: f.Who})
}

// length writes metres as a reader would.
func (l *locale) length(m float64) string {
	if m < 1000 {
		return l.t("unit.m", l.number(math.Round(m/50)*50))
	}
	return l.t("unit.km.n", l.number(math.Round(m/1000)))
}

// states are the labels of all states, for the page that explains them.
func (l *locale) states() []label {
	out := make([]label, len(states))
	for i, s := range states {
		out[i] = label{string(s), l.t("state." + string(s))}
	}
	return out
}

// eventName is the name of an event type.
func (l *locale) eventName(kind string) string {
	if kind == "" {
		return l.t("ev.none")
	}
	return l.word("ev."+kind, kind)
}
