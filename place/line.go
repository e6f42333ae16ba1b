// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/ud"
)

// tok is a written token: the words of a contraction are one.
type tok struct {
	form, low, pos, rel, lemma string
	span                       recoupe.Span
	head                       int // word index of the head, -1 for none
	capital, letters           bool
	clitic                     string // the preposition written onto an Arabic word
	tag                        byte   // w: a hashtag of one name, p: a part of one
	mark, comma, end           bool
	entity                     string // the type of name that a recogniser found, "" for none
}

// line is a sentence as written tokens.
type line struct {
	text     string
	toks     []tok
	sent     *ud.Sentence
	named    []*mention
	heading  bool
	caseless bool
	// titled is a line in title case: a capital says nothing.
	titled bool
	// proposed are the names before the whole document has been seen.
	proposed []*mention
}

func newLine(text string, s *ud.Sentence, lang string, whole func(string) bool) *line {
	wholes := map[int]ud.Token{} // words that the lexicon knows with their clitics
	for _, t := range s.Tokens {
		if form := t.Span.In(text); whole(form) || strings.ContainsAny(form, "#_") {
			wholes[t.First] = t
		}
	}
	inside := -1
	l := &line{text: text, sent: s, caseless: lang == "ar" || lang == "fa" || lang == "he"}
	for i := range s.Words {
		w := &s.Words[i]
		if i > 0 && w.Span == s.Words[i-1].Span {
			l.content(w)
			continue
		}
		if i <= inside {
			continue
		}
		span := w.Span
		if t, ok := wholes[i]; ok {
			span, inside = t.Span, t.Last
		}
		form := span.In(text)
		first, _ := utf8.DecodeRuneInString(form)
		t := tok{form: form, low: strings.ToLower(strings.ReplaceAll(form, "’", "'")), pos: w.UPOS, rel: w.Base(), lemma: strings.ToLower(w.Lemma), span: span, head: w.Head - 1,
			capital: unicode.IsUpper(first) || articled(form), letters: unicode.IsLetter(first)}
		t.mark = !strings.ContainsFunc(form, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		t.comma = form == "," || form == "،"
		t.end = strings.ContainsAny(form, ".!?:;")
		_, t.entity, _ = strings.Cut(w.Entity, "-")
		if strings.HasPrefix(form, "#") || strings.Contains(form, "_") {
			l.toks = append(l.toks, hashtag(t)...)
			continue
		}
		if parts := compound(t); parts != nil && !l.caseless {
			l.toks = append(l.toks, parts...)
			continue
		}
		l.toks = append(l.toks, t)
	}
	l.titled = l.titleCase()
	return l
}

// articled reports whether a word is a name behind its article: "ez-Zor", "al-Bab".
func articled(form string) bool {
	article, name, ok := strings.Cut(form, "-")
	first, _ := utf8.DecodeRuneInString(name)
	return ok && unicode.IsUpper(first) && gazetteer.Article(article)
}

// compound cuts "Homs-Hama" into names and dash, which a longer name joins again; nil for other words.
func compound(t tok) []tok {
	i := strings.IndexByte(t.form, '-')
	if i < 3 || !t.capital || strings.Count(t.form, "-") > 1 {
		return nil
	}
	first, _ := utf8.DecodeRuneInString(t.form[i+1:])
	if !unicode.IsUpper(first) || len(t.form)-i < 4 {
		return nil
	}
	part := func(lo, hi int) tok {
		p := t
		p.form, p.span = t.form[lo:hi], recoupe.Span{Start: t.span.Start + lo, End: t.span.Start + hi}
		p.low = strings.ToLower(p.form)
		return p
	}
	a, dash, b := part(0, i), part(i, i+1), part(i+1, len(t.form))
	dash.pos, dash.mark, dash.capital, dash.letters = "PUNCT", true, false, false
	return []tok{a, dash, b}
}

// titleCase reports a line whose words nearly all begin with a capital.
func (l *line) titleCase() bool {
	words, capitals := 0, 0
	for i := range l.toks {
		if l.toks[i].letters && len(l.toks[i].form) > 3 {
			words++
			if l.toks[i].capital {
				capitals++
			}
		}
	}
	return words > 3 && capitals*10 >= words*8
}

// content gives a token of several words the tag of the last that is no clitic: وبالمدينة is a noun.
func (l *line) content(w *ud.Word) {
	if len(l.toks) == 0 || w.UPOS == "PRON" || w.UPOS == "PUNCT" {
		return
	}
	t := &l.toks[len(l.toks)-1]
	if t.pos == "ADP" {
		t.clitic = t.lemma
	}
	if t.pos == "CCONJ" || t.pos == "ADP" || t.pos == "PART" {
		t.pos, t.rel, t.head, t.lemma = w.UPOS, w.Base(), w.Head-1, strings.ToLower(w.Lemma)
	}
}

// hashtag cuts "#floods_Kuwait" into its words; spans stay exact. A tag of one
// word is marked as whole, the words of a longer one as its parts.
func hashtag(t tok) []tok {
	var out []tok
	at := 0
	for part := range strings.SplitSeq(t.form, "_") {
		lead := len(part) - len(strings.TrimLeft(part, "#"))
		if word := part[lead:]; word != "" {
			w := t
			w.form, w.low, w.pos, w.tag = word, strings.ToLower(word), "PROPN", 'p'
			w.span = recoupe.Span{Start: t.span.Start + at + lead, End: t.span.Start + at + len(part)}
			first, _ := utf8.DecodeRuneInString(word)
			w.capital, w.letters = unicode.IsUpper(first), unicode.IsLetter(first)
			w.mark = false
			out = append(out, w)
		}
		at += len(part) + 1
	}
	if len(out) == 1 {
		out[0].tag = 'w'
	}
	return out
}

func (l *line) textOf(lo, hi int) string { return l.spanOf(lo, hi).In(l.text) }

func (l *line) spanOf(lo, hi int) recoupe.Span {
	return recoupe.Span{Start: l.toks[lo].span.Start, End: l.toks[hi].span.End}
}

// endsWith reports whether the words of a phrase stand right before token i, and where they begin.
func (l *line) endsWith(i int, words []string) (int, bool) {
	lo := i - len(words)
	if lo < 0 {
		return 0, false
	}
	for k, w := range words {
		if l.toks[lo+k].low != w {
			return 0, false
		}
	}
	return lo, true
}
