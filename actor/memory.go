// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"slices"
	"strings"
	"unicode"

	"recoupe"
)

// memory is what a document has said about actors so far.
type memory struct {
	ids   map[string]bool
	all   []Mention
	alias map[string]Mention // key → actor: acronyms and surnames that the document introduced
	word  map[string]*Mention
}

func newMemory() memory {
	return memory{ids: map[string]bool{}, alias: map[string]Mention{}, word: map[string]*Mention{}}
}

// last returns the latest mention that passes, no pronouns.
func (m *memory) last(pass func(*Mention) bool) *Mention {
	for i := len(m.all) - 1; i >= 0; i-- {
		if x := &m.all[i]; !x.Pronoun && pass(x) {
			return x
		}
	}
	return nil
}

func (f *finder) remember(v *view, m *Mention) {
	f.mem.ids[m.ID] = true
	f.mem.all = append(f.mem.all, *m)
	if m.Rule == "description" && m.Head >= 0 {
		c := *m
		for j := range v.runs {
			if v.word[j] == m.Head {
				for _, k := range v.keysAt(j) {
					f.mem.word[k] = &c
				}
			}
		}
	}
	if m.Kind == "person" && !m.Anonymous && !m.Pronoun && m.Rule != "description" {
		f.surname(m)
	}
}

// surname lets the last part of a full name stand for the person from now on;
// of three parts and more also those between, as in Spanish, where the family
// name stands last but one.
func (f *finder) surname(m *Mention) {
	rs := runs(f.text, m.Span.Start, m.Span.End)
	if len(rs) < 2 {
		return
	}
	c := *m
	c.Rule = "alias"
	for _, r := range rs[1:] {
		if written(f.text[r.span.Start:r.span.End]) == "" && f.lang != "ar" || len(r.key) < 3 || len(r.key) < 5 && r != rs[len(rs)-1] || f.w.officeWord(r.key) {
			continue
		}
		if _, old := f.mem.alias[r.key]; !old {
			f.mem.alias[r.key] = c
		}
	}
}

// aliases finds the acronyms and surnames that earlier sentences introduced.
func (v *view) aliases() {
	for j, r := range v.runs {
		if v.taken[j] {
			continue
		}
		form := written(v.f.text[r.span.Start:r.span.End])
		if form == "" && v.f.lang != "ar" {
			continue
		}
		a, ok := v.f.mem.alias[r.key]
		if !ok || a.Kind != "person" && form != "caps" && v.f.lang != "ar" {
			continue
		}
		m := v.mention(j, j)
		v.adopt(&m, &a)
		m.Rule = "alias"
		v.take(j, j)
		v.found = append(v.found, m)
	}
}

// acronyms ties "(OSDH)" to the name before it, widening the mention, and remembers it.
func (v *view) acronyms() {
	for i := range v.found {
		m := &v.found[i]
		if m.Pronoun || m.Kind == "civilians" {
			continue
		}
		rest := v.f.text[m.Span.End:v.sentenceEnd()]
		trimmed := strings.TrimLeft(rest, " \u00a0\"»”")
		if !strings.HasPrefix(trimmed, "(") {
			continue
		}
		closing := strings.IndexByte(trimmed, ')')
		if closing < 0 || closing > 24 {
			continue
		}
		inner := strings.TrimSpace(trimmed[1:closing])
		if !acronym(inner) {
			continue
		}
		from := m.Span.End + len(rest) - len(trimmed)
		end := from + closing + 1
		if other := v.within(from, end); other != nil && other.ID != m.ID && other.Known && m.Known {
			continue
		} else if other != nil && other.Known && !m.Known {
			keep := *m
			v.adopt(m, other)
			m.Loaded = keep.Loaded
		}
		m.Span.End = end
		v.fill(m)
		c := *m
		c.Rule = "alias"
		for _, k := range keys(inner) {
			v.f.mem.alias[k] = c
			break
		}
	}
}

func (v *view) sentenceEnd() int { return clip(v.s.Span, len(v.f.text)).End }

// within returns a mention that lies wholly between two offsets.
func (v *view) within(from, to int) *Mention {
	for i := range v.found {
		if v.found[i].Span.Start >= from && v.found[i].Span.End <= to {
			return &v.found[i]
		}
	}
	return nil
}

// acronym: two to eight letters, mostly capitals ("OSDH", "HTS", "RSF", "MoD"); Arabic has none.
func acronym(s string) bool {
	up, n := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			up++
			n++
		case unicode.IsLetter(r), unicode.IsDigit(r):
			n++
		case r == '.', r == '-':
		default:
			return false
		}
	}
	return n >= 2 && n <= 9 && up*2 > n
}

// drop removes mentions that another mention of the same actor covers.
func (v *view) drop() {
	v.found = slices.DeleteFunc(v.found, func(m Mention) bool {
		for i := range v.found {
			o := &v.found[i]
			if o.Span.Contains(m.Span) && o.Span != m.Span && o.ID == m.ID && (o.Kind != "person" || o.Rule != "description") {
				return true
			}
			if o.Span.Contains(m.Span) && o.Span != m.Span && !m.Known && m.Kind == "civilians" {
				return true
			}
		}
		return false
	})
}

// persons ties an office to the name behind it ("la porte-parole du ministère, Anna Petrova", "General Nour")
// and makes a person of a name that the register lacks.
func (v *view) persons() {
	for i := range v.found {
		p := &v.found[i]
		if p.Kind != "person" || p.Rule != "description" && p.Rule != "refers_back" || p.Pronoun {
			continue
		}
		a := v.runEnding(p.Span.End) + 1
		if a >= len(v.runs) || a == 0 {
			continue
		}
		between := v.f.text[p.Span.End:v.runs[a].span.Start]
		if t := strings.TrimSpace(between); t != "" && t != "," && t != "،" {
			continue
		}
		if o := v.at(a); o != nil {
			if o.Kind == "person" && o.Rule != "description" {
				v.join(p, o)
			}
			continue
		}
		if b := v.properEnd(a, strings.Contains(between, ",")); b >= a {
			m := v.mention(a, b)
			m.Kind, m.Country, m.Rule, m.Name = "person", p.Country, "name", m.Text
			m.ID = slug(keys(m.Text))
			m.Camp = p.Camp
			v.take(a, b)
			v.join(p, &m)
			v.found = append(v.found, m)
			return
		}
	}
}

// join widens an office by the name of who holds it.
func (v *view) join(p *Mention, o *Mention) {
	head := p.Head
	sp := recoupe.Span{Start: p.Span.Start, End: o.Span.End}
	v.adopt(p, o)
	p.Span, p.Head = sp, head
	v.fill(p)
	p.Anonymous = false
	p.Rule = "description"
}

// properEnd returns the last run of a capitalised name that begins at run a, or a-1.
// Behind a comma a single name needs the tag PROPN and must not begin a clause.
func (v *view) properEnd(a int, comma bool) int {
	b := a - 1
	for j := a; j < len(v.runs) && j < a+4; j++ {
		if v.taken[j] || j > a && !v.joined(j-1, j) {
			break
		}
		form := written(v.f.text[v.runs[j].span.Start:v.runs[j].span.End])
		k := v.word[j]
		if k >= 0 && v.s.Words[k].UPOS != "" {
			if v.s.Words[k].UPOS != "PROPN" {
				break
			}
		} else if form == "" {
			break
		}
		if form == "" && v.f.lang != "ar" {
			break
		}
		b = j
	}
	if comma && b <= a && !v.parsed {
		return a - 1
	}
	return b
}

// entities makes actors of what the name layer marked as a person or a body and nothing else found.
func (v *view) entities() {
	for k := 0; k < len(v.s.Words); k++ {
		kind := entityKind(v.s.Words[k].Entity)
		if kind == "" || v.s.Words[k].Entity[0] != 'B' {
			continue
		}
		e := k
		for e+1 < len(v.s.Words) && strings.HasPrefix(v.s.Words[e+1].Entity, "I-") {
			e++
		}
		sp := recoupe.Span{Start: v.s.Words[k].Span.Start, End: v.s.Words[e].Span.End}
		if v.overlapped(sp) {
			continue
		}
		m := Mention{Sentence: v.index, Head: -1, Span: sp, Kind: kind, Rule: "name"}
		v.fill(&m)
		ks := keys(m.Text)
		if len(ks) == 0 {
			continue
		}
		m.ID, m.Name = slug(ks), m.Text
		v.found = append(v.found, m)
	}
}

func entityKind(tag string) string {
	_, t, ok := strings.Cut(tag, "-")
	if !ok {
		return ""
	}
	switch strings.ToUpper(t) {
	case "PER", "PERSON", "PERS":
		return "person"
	case "ORG", "ORGANISATION", "ORGANIZATION":
		return "organisation"
	case "GROUP":
		return "armed_group"
	case "UNIT":
		return "armed_force"
	case "MEDIA":
		return "media"
	}
	return ""
}

func (v *view) overlapped(sp recoupe.Span) bool {
	for i := range v.found {
		if v.found[i].Span.Overlaps(sp) && v.found[i].Rule != "description" || v.found[i].Span == sp {
			return true
		}
	}
	return false
}
