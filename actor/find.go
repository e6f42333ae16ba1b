// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/ud"
)

// finder works through one document.
type finder struct {
	r     *Register
	w     *words
	lang  string
	text  string
	sents []ud.Sentence
	on    time.Time
	// theatre is the country that the document is about: whose army "the army" is.
	theatre string
	hits    [][]hit
	runs    [][]run
	mem     memory
	out     []Mention
}

// Find returns the mentions of actors in the sentences of a document, in text
// order: names of the register, noun phrases typed from their head noun, names
// that the document itself introduces ("… (OSDH)", a surname), what refers back
// ("l'ONG", "the agency") and third-person pronouns with a likely antecedent.
//
// The sentences may be unparsed: phrases are then cut by word order. On is the
// date of the text; the zero time takes camps as they stand last.
func (r *Register) Find(text, lang string, sents []ud.Sentence, on time.Time) []Mention {
	return r.FindIn(text, lang, sents, on, nil)
}

// FindIn is Find with the countries of the towns that the text names, counted:
// "the army" near one of them is the army of its country.
func (r *Register) FindIn(text, lang string, sents []ud.Sentence, on time.Time, scene map[string]int) []Mention {
	if r == nil {
		return nil
	}
	w := wordsOf(lang)
	if w == nil {
		w = &words{lang: lang}
	}
	f := &finder{r: r, w: w, lang: lang, text: text, sents: sents, on: on, mem: newMemory()}
	f.runs = make([][]run, len(sents))
	f.hits = make([][]hit, len(sents))
	for i := range sents {
		sp := clip(sents[i].Span, len(text))
		f.runs[i] = runs(text, sp.Start, sp.End)
		f.hits[i] = f.ownNames(f.runs[i], r.scan(text, lang, f.runs[i]))
	}
	f.theatre = f.mainCountry(scene)
	for i := range sents {
		f.sentence(i)
	}
	slices.SortStableFunc(f.out, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Sentence, b.Sentence), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	return f.out
}

func clip(s recoupe.Span, n int) recoupe.Span {
	s.Start = min(max(s.Start, 0), n)
	s.End = min(max(s.End, s.Start), n)
	return s
}

// mainCountry is the country that names, adjectives and towns of the text point to most.
func (f *finder) mainCountry(scene map[string]int) string {
	score := map[string]int{}
	for c, n := range scene {
		score[c] += 3 * n
	}
	for i := range f.sents {
		for _, h := range f.hits[i] {
			seen := map[string]bool{}
			for _, e := range h.entries {
				c := f.r.entries[e].Country
				if c == "" || seen[c] {
					continue
				}
				seen[c] = true
				switch f.r.entries[e].Kind {
				case "armed_force", "armed_group", "coalition", "security_force", "government":
					score[c] += 3
				case "agency", "broadcaster", "newspaper":
					if len(f.r.entries[e].Organs) > 0 {
						score[c]++
					}
				default:
					score[c] += 2
				}
			}
		}
		for j := range f.runs[i] {
			if c, _ := f.demonym(f.runs[i], j); c != "" {
				score[c] += 2
			}
		}
	}
	best := ""
	for c, n := range score {
		// A front needs a force of its own: countries that only comment lose to those with an army or rebels in the register.
		if best == "" || n > score[best] || n == score[best] && c < best {
			best = c
		}
	}
	return best
}

// demonym reads an adjective of nationality at run j; it returns the country and the number of runs.
func (f *finder) demonym(rs []run, j int) (string, int) {
	if f.w.twoWords[rs[j].key] && j+1 < len(rs) {
		if c := f.w.demonym[rs[j].key+" "+rs[j+1].key]; c != "" {
			return c, 2
		}
	}
	k := rs[j].key
	if c := f.w.demonym[k]; c != "" {
		if k == "us" && written(f.text[rs[j].span.Start:rs[j].span.End]) != "caps" {
			return "", 0
		}
		return c, 1
	}
	if f.lang == "ar" {
		for _, v := range bare(k) {
			if c := f.w.demonym[unarticled(v.key)]; c != "" {
				return c, 1
			}
		}
	}
	return "", 0
}

// sentence finds the mentions of one sentence: names first, then phrases from
// right to left so that a complement is known before the noun that it completes.
func (f *finder) sentence(i int) {
	v := f.view(i)
	v.names()
	v.phrases()
	v.persons()
	v.entities()
	v.acronyms()
	v.drop()
	slices.SortStableFunc(v.found, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	v.pronouns()
	v.owners()
	for k := range v.found {
		f.remember(v, &v.found[k])
	}
	v.attributes()
	f.out = append(f.out, v.found...)
}

// view is one sentence with what was found in it so far.
type view struct {
	f      *finder
	index  int
	s      *ud.Sentence
	runs   []run
	hits   []hit
	word   []int // run → word, -1 for none
	taken  []bool
	found  []Mention
	parsed bool
	kids   [][]int
}

func (f *finder) view(i int) *view {
	s := &f.sents[i]
	v := &view{f: f, index: i, s: s, runs: f.runs[i], hits: f.hits[i], taken: make([]bool, len(f.runs[i]))}
	v.word = make([]int, len(v.runs))
	at := 0
	for j, r := range v.runs {
		v.word[j] = -1
		for at < len(s.Words) && s.Words[at].Span.End <= r.span.Start {
			at++
		}
		for k := at; k < len(s.Words) && s.Words[k].Span.Start < r.span.End; k++ {
			if v.word[j] < 0 || betterWord(s, k, v.word[j]) {
				v.word[j] = k
			}
		}
	}
	v.kids = make([][]int, len(s.Words))
	for k := range s.Words {
		h := s.Words[k].Head
		if h >= 0 {
			v.parsed = true
		}
		if h > 0 && h <= len(s.Words) && h-1 != k {
			v.kids[h-1] = append(v.kids[h-1], k)
		}
	}
	return v
}

// betterWord prefers the content word of a multiword token ("du": le over de is no gain; "بالمدينة": the noun).
func betterWord(s *ud.Sentence, k, old int) bool {
	if s.Words[old].Span != s.Words[k].Span {
		return false
	}
	switch s.Words[k].UPOS {
	case "NOUN", "PROPN", "ADJ":
		return true
	}
	return false
}

// mention makes a mention of runs a to b.
func (v *view) mention(a, b int) Mention {
	m := Mention{Sentence: v.index, Head: -1, Span: recoupe.Span{Start: v.runs[a].span.Start, End: v.runs[b].span.End}}
	v.fill(&m)
	return m
}

// fill sets text and words of a mention from its span, and its head by the tree.
func (v *view) fill(m *Mention) {
	m.Text = m.Span.In(v.f.text)
	m.Words = nil
	for k := range v.s.Words {
		if v.s.Words[k].Span.Overlaps(m.Span) {
			m.Words = append(m.Words, k)
		}
	}
	if m.Head >= 0 && slices.Contains(m.Words, m.Head) {
		return
	}
	m.Head = -1
	for _, k := range m.Words {
		h := v.s.Words[k].Head - 1
		if v.parsed && !slices.Contains(m.Words, h) && v.s.Words[k].UPOS != "PUNCT" && v.s.Words[k].UPOS != "ADP" && v.s.Words[k].UPOS != "DET" {
			m.Head = k
			break
		}
	}
	if m.Head < 0 && len(m.Words) > 0 {
		m.Head = m.Words[0]
		if v.f.lang == "en" {
			m.Head = m.Words[len(m.Words)-1]
		}
	}
}

// entry fills in what the register knows.
func (v *view) entry(m *Mention, e *Entry, rule string) {
	m.ID, m.Name, m.Kind, m.Country, m.Known, m.Rule = e.ID, e.Name(v.f.lang), e.Kind, e.Country, true, rule
	m.Camp = e.CampOn(v.f.on)
	m.Plural = pluralKind(e.Kind)
}

// pluralKind: a body of people may be taken up by "they".
func pluralKind(kind string) bool {
	switch kind {
	case "armed_force", "security_force", "armed_group", "coalition", "civilians":
		return true
	}
	return false
}

// slug makes an id of a wording for an actor that the register lacks.
func slug(ks []string) string {
	return "x-" + strings.Join(ks, "-")
}
