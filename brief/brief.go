// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package brief writes attributed prose from woven events.
//
// In: a woven state, the readings that it rests on, a language (French,
// English, Arabic). Out: sentences, each with the claims it rests on and a mood that
// matches the state: the indicative with the origins named for what is
// corroborated or acknowledged, "according to" for what one origin says, the
// conditional of report for what nobody vouches for, both sides for what is
// disputed, "no source given" for the rest. Withdrawn events are left out. It
// adds nothing: no sentence without a claim that stands in a captured text.
package brief

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/actor"
)

// writer writes one brief.
type writer struct {
	lang   string
	words  words
	claims map[recoupe.ClaimRef]*recoupe.Claim
	langs  map[string]string // of dispatches
}

// Write writes a brief in a language: one sentence for each event that stands, in the order of events.
func Write(w recoupe.Woven, rs []recoupe.Reading, lang string) recoupe.Brief {
	b := &writer{lang: lang, words: wordsOf(lang), claims: map[recoupe.ClaimRef]*recoupe.Claim{}, langs: map[string]string{}}
	for i := range rs {
		b.langs[rs[i].Dispatch.ID] = rs[i].Dispatch.Lang
		for k := range rs[i].Claims {
			b.claims[recoupe.ClaimRef{Dispatch: rs[i].Dispatch.ID, Claim: rs[i].Claims[k].ID}] = &rs[i].Claims[k]
		}
	}
	out := recoupe.Brief{Lang: lang, Title: b.title(w)}
	for i := range w.Events {
		if s, ok := b.event(&w.Events[i]); ok {
			out.Sentences = append(out.Sentences, s)
		}
	}
	return out
}

func (b *writer) title(w recoupe.Woven) string {
	var last time.Time
	for _, e := range w.Events {
		for _, o := range e.Origins {
			if o.Last.After(last) {
				last = o.Last
			}
		}
	}
	if last.IsZero() {
		return b.words["title"]
	}
	return b.words.fill("title.date", "date", b.date(last))
}

func (b *writer) date(t time.Time) string {
	return b.words.fill("date", "day", strconv.Itoa(t.Day()), "month", b.words["month."+t.Format("01")], "year", strconv.Itoa(t.Year()))
}

// event writes one sentence. Events that no claim carries any more have none.
func (b *writer) event(e *recoupe.Event) (recoupe.BriefSentence, bool) {
	rests := b.rests(e)
	if e.State == recoupe.Withdrawn || len(rests) == 0 || b.words["type."+e.Type] == "" {
		return recoupe.BriefSentence{}, false
	}
	key := "state." + string(e.State)
	if alt := key + ".hedged"; slices.Contains(e.Modifiers, "hedged") && b.words[alt] != "" {
		key = alt
	}
	key = b.byCount(key, e.Named)
	who, against := b.names(e, false), b.names(e, true)
	subject, several := who, len(b.bearers(e, false)) > 1
	if e.State == recoupe.Denied || e.State == recoupe.Disputed {
		subject, several = against, len(b.bearers(e, true)) > 1
	}
	text := b.words.fill(b.agrees(key, subject, several), "clause", b.clause(e), "who", who, "against", against, "n", strconv.Itoa(e.Named))
	text += b.quote(e) + b.figures(e)
	return recoupe.BriefSentence{Text: b.finish(text), Claims: rests, Event: e.ID}, true
}

// rests are the claims that a sentence rests on: the words of every origin that stands.
func (b *writer) rests(e *recoupe.Event) []recoupe.ClaimRef {
	var out []recoupe.ClaimRef
	for _, o := range e.Origins {
		if o.Withdrawn {
			continue
		}
		for _, ref := range b.standing(e, o) {
			if c := b.claims[ref]; c != nil && len(c.Spans) > 0 && !slices.Contains(out, ref) {
				out = append(out, ref)
			}
		}
	}
	return out
}

// standing are the claims of an origin without those that it said the opposite of
// since, whichever stands for it: who says in the morning that nobody has come in, and at noon that somebody has, says the latter.
func (b *writer) standing(e *recoupe.Event, o recoupe.Origin) []recoupe.ClaimRef {
	negated := slices.Contains(e.Modifiers, "negated")
	var same []recoupe.ClaimRef
	add := func(ref recoupe.ClaimRef) {
		if c := b.claims[ref]; c != nil && (c.Polarity == recoupe.Negative) == negated {
			same = append(same, ref)
		}
	}
	for _, ref := range o.Claims {
		add(ref)
	}
	for _, c := range o.Collapsed {
		if len(same) == 0 && c.Rule == sameSource {
			add(c.Claim)
		}
	}
	if o.Against || len(same) == 0 {
		return o.Claims
	}
	return same
}

// sameSource is the rule by which claims of one source are one origin.
const sameSource = "O1"

// clause is the event as noun phrase and verb, in the mood of its state.
func (b *writer) clause(e *recoupe.Event) string {
	entry := b.words["type."+e.Type]
	at := strings.LastIndexByte(entry, ' ')
	noun, class := entry[:at], entry[at+1:]
	mood := "fact."
	p, ok := mainPlace(e)
	if several := class + "p"; ok && p.Count > 1 && b.words["fact."+several] != "" && strings.Contains(noun, "{") {
		class = several
	}
	switch {
	case slices.Contains(e.Modifiers, "negated"):
		mood = "not."
	case slices.Contains(e.Modifiers, "hedged"), e.State == recoupe.Unsourced:
		mood = "report."
	}
	noun, rest := b.place(e, noun)
	return b.words.fill(mood+class, "noun", noun) + rest + b.sides(e) + b.when(e)
}

// place puts the place into the noun phrase where that has room for it ("the capture {of}"), else behind the
// verb. Behind a bar stands what is said where no place is known: "{name|a place}".
func (b *writer) place(e *recoupe.Event, noun string) (inside, behind string) {
	p, ok := mainPlace(e)
	before, slot, _ := strings.Cut(noun, "{")
	slot, after, hasSlot := strings.Cut(slot, "}")
	slot, without, _ := strings.Cut(slot, "|")
	of := func(s string) string { return strings.Join(strings.Fields(before+s+after), " ") }
	switch {
	case !ok:
		return of(without), ""
	case hasSlot && (p.Relation == "" || p.Count > 0):
		return of(b.words.fill(b.wide("place."+slot, p), "name", b.placeName(p))), ""
	}
	return of(without), " " + b.placePhrase(p)
}

// wide is the entry for a country, region or district where the language has one of its own.
func (b *writer) wide(key string, p recoupe.Place) string {
	for _, k := range []string{key + "." + p.Kind, key} {
		if p.Count == 0 && b.words[k] != "" {
			return k
		}
	}
	return key
}

// mainPlace is the first place that can be named.
func mainPlace(e *recoupe.Event) (recoupe.Place, bool) {
	for _, p := range e.Places {
		if p.Name != "" {
			return p, true
		}
	}
	return recoupe.Place{}, false
}

func (b *writer) placeName(p recoupe.Place) string {
	if p.Count > 0 {
		return b.words.fill(b.byCount("place.set", p.Count), "count", strconv.Itoa(p.Count), "name", p.Name)
	}
	return p.Name
}

func (b *writer) placePhrase(p recoupe.Place) string {
	if p.Count > 0 {
		return b.words.fill("place.near", "name", p.Name)
	}
	key := "place." + p.Relation
	switch {
	case p.Relation == "" && (p.Kind == "country" || p.Kind == "region" || p.Kind == "county"):
		key = b.inside(p)
	case p.Relation == "", b.words[key] == "", p.Relation == "distance_from" && p.Distance == nil, p.Relation == "direction_from" && len(p.Directions) == 0:
		key = "place"
		if p.Relation != "" {
			key = "place.near"
		}
	}
	if len(p.Directions) > 0 && (p.Relation == "part_of" || p.Relation == "direction_from" && p.Kind == "country") { // "the east of the country", not what lies beyond it
		key = "place.direction_in"
	}
	km, directions, in := "", []string{}, []string{}
	if p.Distance != nil {
		km = b.number(*p.Distance)
	}
	for _, d := range p.Directions {
		directions = append(directions, b.words["direction."+d])
		in = append(in, b.words["direction.in."+d])
	}
	return b.words.fill(key, "name", p.Name, "of", b.of(p), "in", strings.Join(in, b.words["and"]), "km", km, "direction", strings.Join(directions, b.words["and"]))
}

// inside is the entry for what lies in a country or division: French says "en
// Syrie", "au Liban", "aux Pays-Bas" by the gender, number and first letter of
// the country, which its ending tells but for those in the table.
func (b *writer) inside(p recoupe.Place) string {
	if p.Kind != "country" || b.words["place.wide.au"] == "" {
		return b.wide("place.wide", p)
	}
	name := strings.ToLower(p.Name)
	switch own := b.words["in."+name]; {
	case own != "":
		return "place.wide." + own
	case strings.HasSuffix(name, "s"):
		return "place.wide.aux"
	case vowel(p.Name), strings.HasSuffix(name, "e"):
		return "place.wide.en"
	}
	return "place.wide.au"
}

// Of is the name of a place behind French "de" with its article: "du Liban", "de la Syrie", "de l'Ukraine", "d'Alep".
func Of(p recoupe.Place) string {
	b := &writer{lang: "fr", words: wordsOf("fr")}
	return strings.TrimPrefix(elide("x "+b.of(p)), "x ")
}

// of is "de l'Ukraine", "du Liban", "des Pays-Bas", "de la région de Hama" in French, the name elsewhere.
func (b *writer) of(p recoupe.Place) string {
	_, class, _ := strings.Cut(b.inside(p), "place.wide.")
	switch {
	case b.words["place.de"] == "":
		return p.Name
	case p.Kind != "country":
		return b.words.fill(b.wide("place.de", p), "name", p.Name)
	case class == "en" && vowel(p.Name):
		class = "vowel"
	}
	return b.words.fill("place.of."+class, "name", p.Name)
}

// sides names who acts, in brackets: the register's names, never one side's label.
func (b *writer) sides(e *recoupe.Event) string {
	var names []string
	for _, ref := range e.Claims {
		c := b.claims[ref]
		if c == nil {
			continue
		}
		for _, r := range c.Actors {
			n := actor.Default().NameIn(r.ID, b.lang)
			if n != "" && slices.Contains([]string{"agent", "gainer", "party", "loser"}, r.Role) && !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		if len(names) > 0 {
			return " (" + strings.Join(names, b.comma()) + ")"
		}
	}
	return ""
}

// when gives the day where somebody said it.
func (b *writer) when(e *recoupe.Event) string {
	if e.Time == nil || e.Time.Start.IsZero() || e.Time.End.Sub(e.Time.Start) > 48*time.Hour {
		return ""
	}
	return " " + b.date(e.Time.Start)
}

// names lists the origins for or against, with the article that a name takes.
func (b *writer) names(e *recoupe.Event, against bool) string {
	out := b.bearers(e, against)
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], b.comma()) + b.words["and"] + out[len(out)-1]
}

// bearers are the names of the origins for or against, each once.
func (b *writer) bearers(e *recoupe.Event, against bool) []string {
	var out []string
	for _, o := range e.Origins {
		if o.Withdrawn || o.Against != against || !o.Named || e.State == recoupe.Acknowledged && o.Interest >= 0 {
			continue
		}
		if n := b.name(o); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

func (b *writer) comma() string {
	if b.lang == "ar" {
		return "، "
	}
	return ", "
}

func (b *writer) name(o recoupe.Origin) string {
	n := actor.Default().NameIn(o.Source, b.lang)
	if n == "" {
		n = o.Name
	}
	first, _, _ := strings.Cut(n, " ")
	before := b.words["article."+strings.ToLower(first)]
	if e, ok := actor.Default().Get(o.Source); ok && before == "" {
		before = b.kind(e.Kind, n)
	}
	if before == "" && b.lang == "en" && (b.words["the."+head(n)] != "" || b.words["plural."+head(n)] != "") && strings.Contains(n, " ") {
		before = b.words["article"]
	}
	return before + n
}

// kind is what a name takes before it by the kind of its bearer, unless the name itself says the kind.
func (b *writer) kind(kind, name string) string {
	before := b.words["kind."+kind]
	word := strings.Fields(before)
	if len(word) > 0 && strings.Contains(strings.ToLower(name), word[len(word)-1]) {
		return ""
	}
	return before
}

// longest is how many bytes of a source's words are quoted.
const longest = 240

// quote gives the words of the first origin that spoke in the language of the brief.
func (b *writer) quote(e *recoupe.Event) string {
	if e.State == recoupe.Unsourced {
		return ""
	}
	for _, o := range e.Origins {
		if o.Withdrawn || o.Against || !o.Named {
			continue
		}
		for _, ref := range b.standing(e, o) {
			if c := b.claims[ref]; c != nil && b.langs[ref.Dispatch] == b.lang && len(c.Text) <= longest {
				return b.words.fill("quote", "text", plain(c.Text))
			}
		}
	}
	return ""
}

// plain takes the quotation marks and line ends out of words that are put in quotation marks.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"«»“”„`, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// finish makes a sentence: elisions, a capital, a full stop.
func (b *writer) finish(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ") // the blank in a number stays
	if b.lang == "fr" {
		s = elide(s)
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:] + "."
}

// elide writes "d'Alep", "qu'une" and "du Caire" for "de Alep", "que une" and "de Le Caire".
func elide(s string) string {
	s = contractions.Replace(s)
	words := strings.Split(s, " ")
	for i := 0; i+1 < len(words); i++ {
		if w := words[i]; (w == "de" || w == "que") && vowel(words[i+1]) {
			words[i] = w[:len(w)-1] + "'" + words[i+1]
			words = slices.Delete(words, i+1, i+2)
		}
	}
	return strings.Join(words, " ")
}

var contractions = strings.NewReplacer(" de Le ", " du ", " de Les ", " des ", " à Le ", " au ", " à Les ", " aux ")

func vowel(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return strings.ContainsRune("aeiouéèêàâîôûAEIOUÉÈÊÀÂÎÔÛ", r)
}
