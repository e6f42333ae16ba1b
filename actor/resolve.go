// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import "strings"

// resolve says which actor a phrase means. The rules are tried in order:
//
//  1. it holds the name of an actor of its kind ("l'agence officielle Sana"): that one;
//  2. it is a part of a named body ("les unités de l'armée", "HTS fighters"): that body;
//  3. a coalition is known by who leads it ("la coalition dominée par X");
//  4. "the same source" is the last one of that noun;
//  5. its class, country or side names one of the register ("l'armée syrienne", "les forces du régime");
//  6. a definite class noun alone takes up the last actor of that class ("l'agence", "the group");
//  7. else it is an actor of its own, typed from the head.
func (v *view) resolve(p *phrase) (Mention, bool) {
	m := Mention{Sentence: v.index, Head: p.word, Span: v.phraseSpan(p)}
	v.fill(&m)
	m.Rule, m.Kind, m.Country = "description", p.head.kind, p.country
	m.Loaded = p.label
	m.Plural = v.plural(p) || pluralKind(m.Kind)
	switch {
	case v.byName(p, &m), v.byPart(p, &m), v.byLeader(p, &m), v.bySame(p, &m), v.byClass(p, &m), v.byReference(p, &m):
		m.Loaded = p.label
		m.Plural = m.Plural || v.plural(p)
		return m, true
	}
	switch p.head.kind {
	case "state", "civilians", "media", "organisation", "intergov", "newspaper", "agency":
		if p.head.kind == "state" {
			return m, false
		}
	}
	m.ID, m.Name = v.own(p, &m)
	if p.head.kind == "source" {
		m.Kind = "person"
	}
	m.Anonymous = p.head.is("anon") && p.named == nil
	m.Camp = v.campOf(p, &m)
	return m, true
}

// own makes id and name of an actor that the register lacks: the wording without its article.
func (v *view) own(p *phrase, m *Mention) (string, string) {
	a := p.first
	for a < p.hf {
		if _, det := v.f.w.det[v.runs[a].key]; !det {
			break
		}
		a++
	}
	var ks []string
	for j := a; j <= p.last; j++ {
		k := v.runs[j].key
		if j == p.hf && v.f.lang == "ar" && m.Span.Start > v.runs[j].span.Start {
			for _, b := range bare(k) {
				if b.cut > 0 {
					k = b.key
					break
				}
			}
		}
		ks = append(ks, k)
	}
	name := v.f.text[max(v.runs[a].span.Start, m.Span.Start):m.Span.End]
	return slug(ks), name
}

func (v *view) plural(p *phrase) bool {
	if p.word < 0 {
		return false
	}
	w := &v.s.Words[p.word]
	if n := w.Feat("Number"); n == "Plur" || n == "Dual" {
		return true
	}
	if w.UPOS == "" && v.f.lang != "ar" && strings.HasSuffix(v.runs[p.hl].key, "s") {
		return true
	}
	return v.f.w.group[v.runs[p.hl].key]
}

func (v *view) adopt(m *Mention, from *Mention) {
	text, span, words, head, sent := m.Text, m.Span, m.Words, m.Head, m.Sentence
	*m = *from
	m.Text, m.Span, m.Words, m.Head, m.Sentence = text, span, words, head, sent
	m.Pronoun, m.Rule = false, "description"
}

func (v *view) byName(p *phrase, m *Mention) bool {
	if p.named == nil {
		return false
	}
	v.adopt(m, p.named)
	return true
}

// byPart: "les combattants de X", "les unités de l'armée", "les forces du régime", "Hamas-run ministry" is no part.
func (v *view) byPart(p *phrase, m *Mention) bool {
	c := p.complement
	if c == nil || !p.head.is("part") && !p.head.is("member") {
		return false
	}
	switch c.Kind {
	case "armed_force", "security_force", "armed_group", "coalition", "intergov":
		loaded := c.Loaded
		v.adopt(m, c)
		m.Loaded = loaded
		return true
	case "government", "person", "state", "ministry":
		class := "army"
		if p.head.is("police") {
			class = "police"
		}
		if p.head.is("army") || p.head.is("police") || p.head.is("member") {
			return v.generic(m, or(c.Country, v.f.theatre), class)
		}
	}
	return false
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// generic adopts what a class means in a country on the date of the text.
func (v *view) generic(m *Mention, country, class string) bool {
	if country == "" || class == "" {
		return false
	}
	e, ok := v.f.r.Generic(country, class, v.f.on)
	if !ok {
		return false
	}
	v.entry(m, &e, "description")
	return true
}

// byLeader: "la coalition de rebelles dominée par le groupe X", "the coalition led by X", "the X-led alliance".
func (v *view) byLeader(p *phrase, m *Mention) bool {
	if p.head.kind != "coalition" {
		return false
	}
	var ids []string
	if p.complement != nil {
		ids = append(ids, p.complement.ID)
	}
	led := -1
	for j := p.hl + 1; j < len(v.runs) && j <= p.hl+12; j++ {
		for _, k := range v.keysAt(j) {
			if v.f.w.lead[k] {
				led = j
			}
		}
		if led >= 0 && led < j {
			for i := range v.found {
				if f := &v.found[i]; f.Span.Start >= v.runs[led].span.End && v.runAt(f.Span.Start) <= led+6 {
					ids = append(ids, f.ID)
				}
			}
			break
		}
	}
	for _, id := range ids {
		for i := range v.f.r.entries {
			if e := &v.f.r.entries[i]; e.Leads == id && e.Active.Holds(v.f.on) {
				v.entry(m, e, "description")
				return true
			}
		}
	}
	if p.side == "rebels" || v.rebelAfter(p) {
		return v.generic(m, or(p.country, v.f.theatre), "coalition") || v.generic(m, or(p.country, v.f.theatre), "rebels")
	}
	return false
}

// rebelAfter: "la coalition de rebelles".
func (v *view) rebelAfter(p *phrase) bool {
	return p.complement != nil && p.complement.Kind == "armed_group"
}

// bySame: "la même source", "the same official".
func (v *view) bySame(p *phrase, m *Mention) bool {
	if !p.same {
		return false
	}
	last := v.f.mem.word[p.head.keys[0]]
	if last == nil {
		last = v.f.mem.last(func(x *Mention) bool { return x.Kind == m.Kind || p.head.kind == "source" && x.Anonymous })
	}
	if last == nil {
		return false
	}
	v.adopt(m, last)
	m.Rule = "refers_back"
	return true
}

// byClass reads class, country and side.
func (v *view) byClass(p *phrase, m *Mention) bool {
	country := or(p.country, v.f.theatre)
	definite := p.det == "def" || p.det == "" && (p.country != "" || p.side == "gov")
	switch {
	case p.head.is("label") && v.f.lang == "en" && !v.plural(p): // "the terrorist" is one man
		return false
	case p.label && strings.HasPrefix(p.head.kind, "armed"), p.label && p.head.kind == "organisation":
		return v.enemy(m, country)
	case p.head.is("rebels") || p.side == "rebels" && (p.head.is("army") || p.head.is("member") || p.head.is("part")):
		return v.generic(m, country, "rebels")
	case p.side == "armed" && p.head.is("army"):
		return false
	case p.head.is("army") && p.side == "gov":
		return v.generic(m, country, "army")
	case p.head.is("army") && p.complement == nil && p.country != "" && p.rest == 0:
		return v.generic(m, p.country, "army")
	case p.head.is("army") && !p.head.is("part") && p.rest == 0 && definite && p.country == "":
		return v.generic(m, v.f.theatre, "army")
	case p.head.is("army") && p.head.is("part") && !p.head.is("member") && definite && p.rest == 0 && p.complement == nil && v.isForce(p):
		if last := v.f.mem.last(func(x *Mention) bool { return x.Kind == "armed_force" && x.Known }); last != nil {
			v.adopt(m, last)
			m.Rule = "refers_back"
			return true
		}
	case p.head.is("police") && p.complement == nil && definite && p.rest == 0:
		return v.generic(m, country, "police")
	case p.head.is("gov") && p.head.kind == "government" && (definite || p.country != "") && p.rest == 0 && v.central(p):
		if p.country == "" && p.complement != nil {
			return false
		}
		return v.generic(m, or(p.country, country), "gov")
	case p.head.is("gov") && p.complement != nil && p.complement.Kind == "person" && p.complement.Country != "":
		return v.generic(m, p.complement.Country, "gov")
	case p.head.kind == "ministry":
		return v.ministry(p, m, country)
	case p.head.is("tv") && (p.country != "" || p.side == "state-media" || p.side == "gov" || strings.Contains(p.head.word, "tat")) && p.complement == nil && p.rest == 0:
		return v.generic(m, country, "tv")
	case p.head.kind == "agency" && (p.side == "state-media" || p.side == "gov") && p.rest == 0:
		return v.generic(m, country, "agency")
	}
	return false
}

// isForce: "les forces", "the troops", not "des avions".
func (v *view) isForce(p *phrase) bool { return v.f.w.group[p.head.keys[0]] }

// central: the government, the regime, the authorities; a town hall or a court is somebody else.
func (v *view) central(p *phrase) bool {
	switch p.head.keys[0] {
	case "gouvernement", "regime", "autorites", "autorite", "pouvoir", "executif", "junte", "government", "authorities", "authority", "junta", "حكومه", "نظام", "سلطات", "سلطه":
		return true
	}
	return false
}

// ministry: the field and the country name one of the register; "la diplomatie russe" is the foreign ministry.
func (v *view) ministry(p *phrase, m *Mention, country string) bool {
	field := p.field
	if field == "" {
		if f, ok := v.f.w.field[p.head.keys[0]]; ok {
			field = f
		}
	}
	if field == "" {
		return false
	}
	if p.complement != nil && p.complement.Kind == "armed_group" {
		return false
	}
	return v.generic(m, country, field)
}

// enemy: one side's label for the other. It resolves to the armed opponents that the text spoke of last, never
// to one that the label may not mean: "terrorists" alone is nobody's name.
func (v *view) enemy(m *Mention, country string) bool {
	if last := v.f.mem.last(func(x *Mention) bool { return x.Kind == "coalition" && x.Known }); last != nil {
		v.adopt(m, last)
		return true
	}
	if last := v.f.mem.last(func(x *Mention) bool { return x.Kind == "armed_group" && x.Known }); last != nil {
		v.adopt(m, last)
		return true
	}
	return v.generic(m, country, "coalition")
}

// byReference: a definite class noun alone takes up the last actor of its class.
func (v *view) byReference(p *phrase, m *Mention) bool {
	if p.det != "def" || p.rest > 0 || p.complement != nil || p.head.is("label") && v.f.lang == "en" && !v.plural(p) {
		return false
	}
	kinds := p.head.refer
	if p.head.kind == "person" && p.head.is("office") && p.country == "" && p.field == "" {
		kinds = []string{"person"}
	}
	if p.head.is("member") && p.head.kind == "armed_group" {
		kinds = []string{"armed_group", "coalition"}
	}
	if len(kinds) == 0 {
		return false
	}
	last := v.f.mem.last(func(x *Mention) bool {
		return (x.Known || x.Rule == "alias") && has(kinds, x.Kind) && (p.country == "" || x.Country == "" || x.Country == p.country) && (p.head.kind != "person" || !x.Anonymous)
	})
	if last == nil {
		return false
	}
	v.adopt(m, last)
	m.Rule = "refers_back"
	return true
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// campOf gives soldiers, policemen and officials the side of the government of their country.
func (v *view) campOf(p *phrase, m *Mention) string {
	switch m.Kind {
	case "armed_force", "security_force", "government", "ministry":
	default:
		return ""
	}
	if p.side == "armed" || p.label || p.det == "poss" && p.country == "" { // whose they are says owners
		return ""
	}
	if e, ok := v.f.r.Generic(or(p.country, v.f.theatre), "gov", v.f.on); ok {
		return e.CampOn(v.f.on)
	}
	return ""
}
