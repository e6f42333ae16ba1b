// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import "strings"

// pronouns gives third-person pronouns their likely antecedent.
//
//	"Les forces du régime ont attaqué. Ils auraient repris …": ils → les forces du régime
//
// Number decides by sense: a body of people may be "ils" or "they". Gender
// bars singular persons only ("elle" is no man's pronoun where the register or
// the office tells), never a body: "ils" may take up feminine "les forces".
func (v *view) pronouns() {
	if len(v.f.w.pronoun) == 0 {
		return
	}
	var made []Mention
	for k := range v.s.Words {
		w := &v.s.Words[k]
		if w.UPOS != "" && w.UPOS != "PRON" {
			continue
		}
		form := strings.Trim(strings.ToLower(w.Form), "-")
		form = strings.TrimPrefix(form, "t-")
		ks := keys(form)
		if len(ks) != 1 {
			continue
		}
		tags, ok := v.f.w.pronoun[ks[0]]
		if !ok || strings.Contains(tags, "neut") || v.expletive(k) {
			continue
		}
		m := Mention{Sentence: v.index, Span: w.Span, Head: k, Words: []int{k}, Text: w.Span.In(v.f.text), Pronoun: true}
		if a := v.antecedent(k, tags); a != nil {
			v.adopt(&m, a)
			m.Pronoun, m.Rule, m.Loaded = true, "pronoun", false
			m.Plural = strings.Contains(tags, "plur")
			made = append(made, m)
		}
	}
	v.found = append(v.found, made...)
}

// expletive: "il pleut", "il faut": an expl relation is nobody.
func (v *view) expletive(k int) bool { return v.s.Words[k].Base() == "expl" }

// antecedent weighs the mentions of this and the last three sentences.
func (v *view) antecedent(k int, tags string) *Mention {
	plural := strings.Contains(tags, "plur")
	speech := v.parsed && v.s.Words[k].Head > 0 && v.saying(v.s.Words[k].Head-1)
	var best *Mention
	score := 0
	weigh := func(m *Mention, back int, inView bool) {
		if m.Pronoun && m.Plural != plural || m.Kind == "state" && plural {
			return
		}
		n := 12 - 4*back
		if plural != m.Plural {
			if plural || m.Kind != "person" && !isBody(m.Kind) {
				return
			}
			n -= 2
		}
		if !plural && (m.Kind == "civilians" || m.Plural && !isBody(m.Kind)) {
			return
		}
		if !v.genderFits(m, tags) {
			return
		}
		if v.subject(m) {
			n += 4
		}
		switch {
		case !plural && m.Kind == "person" && !m.Anonymous:
			n += 4
		case plural && (m.Kind == "armed_force" || m.Kind == "armed_group" || m.Kind == "coalition" || m.Kind == "security_force"):
			n++
		case m.Kind == "source" || m.Anonymous:
			n--
		}
		if speech && v.spoke(m) {
			n += 6
		}
		if best == nil || n >= score {
			best, score = m, n
		}
	}
	for i := range v.f.mem.all {
		if m := &v.f.mem.all[i]; v.index-m.Sentence <= 3 {
			weigh(m, v.index-m.Sentence, false)
		}
	}
	at := v.s.Words[k].Span.Start
	for i := range v.found {
		if m := &v.found[i]; m.Span.End <= at && m.Span.Start < at {
			weigh(m, 0, true)
		}
	}
	return best
}

func isBody(kind string) bool {
	switch kind {
	case "person", "civilians", "state":
		return false
	}
	return true
}

// genderFits bars a pronoun of the other gender for a single person whose head word shows gender.
func (v *view) genderFits(m *Mention, tags string) bool {
	if m.Kind != "person" || m.Head < 0 || m.Sentence >= len(v.f.sents) || m.Head >= len(v.f.sents[m.Sentence].Words) {
		return true
	}
	g := v.f.sents[m.Sentence].Words[m.Head].Feat("Gender")
	for _, w := range m.Words {
		if x := &v.f.sents[m.Sentence].Words[w]; x.UPOS == "DET" && x.Feat("Gender") != "" {
			g = x.Feat("Gender")
		}
	}
	switch {
	case g == "Masc" && strings.Contains(tags, "fem"), g == "Fem" && strings.Contains(tags, "masc"):
		return false
	}
	return true
}

// subject: the head of the mention is the subject of its clause.
func (v *view) subject(m *Mention) bool {
	if m.Head < 0 || m.Head >= len(v.f.sents[m.Sentence].Words) {
		return false
	}
	d := v.f.sents[m.Sentence].Words[m.Head].Deprel
	if strings.HasPrefix(d, "nsubj") {
		return true
	}
	if d != "" {
		return false
	}
	return len(m.Words) > 0 && m.Words[0] == 0
}

// spoke: the mention is the subject of a verb of saying or the complement of "selon".
func (v *view) spoke(m *Mention) bool {
	if m.Head < 0 {
		return false
	}
	s := &v.f.sents[m.Sentence]
	if m.Head >= len(s.Words) {
		return false
	}
	o := view{f: v.f, s: s, kids: make([][]int, len(s.Words)), parsed: v.parsed}
	for k := range s.Words {
		if h := s.Words[k].Head; h > 0 && h <= len(s.Words) && h-1 != k {
			o.kids[h-1] = append(o.kids[h-1], k)
		}
	}
	return o.speaks(m.Head)
}
