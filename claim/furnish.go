// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe"
	"recoupe/actor"
)

// furnish gives a claim its actors, places, time and figures.
func (f *finder) furnish(c *recoupe.Claim, p *predicate) {
	c.Actors = f.roles(p)
	for i := range f.in.Places {
		pl := &f.in.Places[i]
		if len(pl.Spans) > 0 && f.ownsOrShares(p, recoupe.Hull(pl.Spans)) && !f.insideActor(p.s, pl.Spans) && !f.sponsored(p.s, pl.Spans) && pl.Role != "government" {
			c.Places = append(c.Places, *pl)
		}
	}
	c.Places = slices.DeleteFunc(c.Places, func(p recoupe.Place) bool { return f.redundant(c, p) })
	if len(c.Places) == 0 {
		f.placesOfObjects(c, p)
	}
	if p.s.index < len(f.in.Times) {
		for i := range f.in.Times[p.s.index] {
			t := f.in.Times[p.s.index][i]
			if f.ownsOrShares(p, recoupe.Hull(t.Spans)) && !f.datesSomeSpeech(p.s, &t) && c.Time == nil && t.Timex.Type != "SET" && !mereLength(&t) {
				t.Which = "event"
				c.Time = &t
			}
		}
	}
	if p.s.index < len(f.in.Figures) {
		for _, g := range f.in.Figures[p.s.index] {
			mine := f.owns(p, recoupe.Hull(g.Spans))
			if g.Unit == "person" {
				mine = f.counts(p, recoupe.Hull(g.Spans))
			}
			if mine && !f.insideName(p.s, g.Spans) {
				if p.event == "VIO.INTERCEPT" && g.Category == "killed" { // "en ont abattu 61": drones, whatever they are
					g.Unit, g.Category = "", ""
				}
				c.Figures = append(c.Figures, g)
			}
		}
	}
}

// ownsOrShares: what people suffer in an event happened where and when that did: "tués par des tirs près de la frontière".
func (f *finder) ownsOrShares(p *predicate, sp recoupe.Span) bool {
	if f.owns(p, sp) {
		return true
	}
	s := p.s
	if !strings.HasPrefix(p.event, "CONS.") || p.nominal || f.g.lang != "fr" {
		return false
	}
	return slices.ContainsFunc(f.preds, func(q *predicate) bool {
		return q.s == s && q.nominal && strings.HasPrefix(q.event, "VIO.") && s.rel(q.head) == "obl" && s.head(q.head) == p.head && f.owns(q, sp)
	})
}

// counts: the figure at sp is of the claim whose clause it stands in, or of the one whom it counts the people of
// from outside its clause: "les combats ont poussé des milliers d'habitants à fuir" counts who fled. Of two that each
// tell what people suffered, each counts its own: "sept civils ont été tués et 3 000 personnes ont fui".
func (f *finder) counts(p *predicate, sp recoupe.Span) bool {
	owner := f.owns(p, sp)
	if slices.ContainsFunc(f.preds, func(q *predicate) bool {
		return q.s == p.s && !q.nominal && strings.HasPrefix(q.event, "CONS.") && f.covers(q, sp)
	}) {
		return owner
	}
	for _, q := range f.preds {
		if q.s != p.s || q.nominal || !strings.HasPrefix(q.event, "CONS.") {
			continue
		}
		k, _ := f.inheritedSubject(q.s, q.main)
		if k >= 0 && q.s.Words[k].Span.Overlaps(sp) && !slices.Contains(q.words, k) {
			return q == p
		}
	}
	return owner
}

// placesOfObjects gives a claim without a place the place that it is done to and that stands outside its clause:
// "Bombardée depuis une semaine, la ville de X", "la ville de X, que l'armée a reprise".
func (f *finder) placesOfObjects(c *recoupe.Claim, p *predicate) {
	s := p.s
	if family, _, _ := cut(p.event); p.event == "" || family == "DIP" {
		return
	}
	for _, a := range f.arguments(p) {
		k := a.head
		if a.fn != object {
			continue
		}
		if ant := s.antecedent(k); s.relative(k) && ant >= 0 {
			k = ant
		}
		words := s.nounPhrase(k)
		for i := range f.in.Places {
			pl := &f.in.Places[i]
			if len(pl.Spans) > 0 && pl.ID != "" && pl.Role != "government" && overlapsAny(s.spans(words), recoupe.Hull(pl.Spans)) && !f.insideName(s, pl.Spans) {
				c.Places = append(c.Places, *pl)
			}
		}
	}
	c.Places = slices.DeleteFunc(c.Places, func(p recoupe.Place) bool { return f.redundant(c, p) })
}

// mereLength: "after two days of clashes" says how long, not when.
func mereLength(t *recoupe.Interval) bool {
	return t.Timex.Type == "DURATION" && t.Start.IsZero() && t.End.IsZero()
}

// redundant places are the anchor of a relative place of the same claim, the
// claim's own agent ("la Russie"), and an address or apposition.
func (f *finder) redundant(c *recoupe.Claim, p recoupe.Place) bool {
	sp := recoupe.Hull(p.Spans)
	for _, q := range c.Places {
		if o := recoupe.Hull(q.Spans); q.Relation != "" && o != sp && o.Contains(sp) {
			return true
		}
	}
	for _, a := range c.Actors {
		if p.Kind == "country" && p.Relation == "" && recoupe.Hull(a.Spans).Overlaps(sp) || a.Kind == "government" && recoupe.Hull(a.Spans) == sp {
			return true // "accusé par Kinshasa": the capital is who acts
		}
	}
	return p.ID == "" && !c.Background
}

// sponsored: the place names who watches over something: "sous l'égide du Qatar".
func (f *finder) sponsored(s *sentence, spans []recoupe.Span) bool {
	words := s.wordsIn(recoupe.Hull(spans))
	if len(words) == 0 {
		return false
	}
	h := s.head(s.headOf(words))
	return h >= 0 && f.g.has("auspices", s, h)
}

// owns: of all claims whose clause covers sp, p is the one with the smallest clause.
func (f *finder) owns(p *predicate, sp recoupe.Span) bool {
	if sp.Empty() || !f.covers(p, sp) {
		return false
	}
	for _, q := range f.preds {
		if q == p || q.s != p.s || !f.covers(q, sp) {
			continue
		}
		if len(q.words) < len(p.words) || len(q.words) == len(p.words) && q.trigger[0] < p.trigger[0] {
			return false
		}
	}
	return true
}

func (f *finder) covers(p *predicate, sp recoupe.Span) bool {
	for _, w := range p.words {
		ws := p.s.Words[w].Span
		if ws.Overlaps(sp) && !p.s.punct(w) && p.s.pos(w) != "ADP" && p.s.pos(w) != "DET" {
			return true
		}
	}
	return false
}

// insideActor: the words are part of an actor's name ("Observatoire syrien").
func (f *finder) insideActor(s *sentence, spans []recoupe.Span) bool {
	h := recoupe.Hull(spans)
	for i := range f.in.Actors {
		m := &f.in.Actors[i]
		if m.Sentence == s.index && m.Span.Contains(h) && m.Span != h && m.Kind != "civilians" {
			return true
		}
	}
	return false
}

// insideName: the figure is a part of a known name: "M23", "اللواء 444".
func (f *finder) insideName(s *sentence, spans []recoupe.Span) bool {
	h := recoupe.Hull(spans)
	return slices.ContainsFunc(f.in.Actors, func(m actor.Mention) bool {
		return m.Sentence == s.index && m.Known && m.Span.Contains(h) && h.Start > m.Span.Start
	})
}

func (f *finder) datesSomeSpeech(s *sentence, t *recoupe.Interval) bool {
	for _, a := range f.voices[s.index] {
		if a.s == s && len(a.cue) > 0 && f.datesSpeech(a, t) {
			return true
		}
	}
	return false
}

// role makes the actor of an argument, if the argument is somebody.
func (f *finder) role(p *predicate, a argument) (recoupe.Role, bool) {
	s := p.s
	words := s.nounPhrase(a.head)
	r := recoupe.Role{Role: roleName(p, a.fn)}
	spans := s.spans(words)
	if f.nobody(s, a.head) {
		return r, false
	}
	if k := f.counted(s, a.head); k >= 0 {
		a.head, words = k, s.nounPhrase(k)
		spans = s.spans(words)
	}
	if k := f.namedBy(p, a); k >= 0 {
		a.head, words = k, f.nameWords(s, k)
		spans = s.spans(words)
	}
	if v := s.head(a.head); f.written(s, a.head) && v >= 0 && s.rel(v) == "acl" && s.head(v) >= 0 && s.head(v) < v {
		a.head, words = s.head(v), f.nameWords(s, s.head(v)) // "رهائن كان يحتجزهم مسلحون"
		spans = s.spans(words)
	}
	ref, refSent := a.head, s
	if s.pos(a.head) == "PRON" {
		spans = []recoupe.Span{cliticSpan(s.Words[a.head].Form, s.Words[a.head].Span)}
		if ant := s.antecedent(a.head); ant >= 0 && s.relative(a.head) {
			ref = ant
		}
	}
	r.Mention = s.mention(spans)
	r.As = r.Text
	m := refSent.actorAt(f, ref)
	if k := s.saidOfOneself(a.head); m == nil && k >= 0 && p.event != "" {
		m = s.actorAt(f, k)
	}
	if m == nil && s.pos(a.head) == "PRON" && !s.relative(a.head) {
		if sp := f.firstPerson(s, p, a.head); sp != nil {
			r.ID, r.Name, r.Kind = sp.id, sp.name, sp.kind
			if sp.body != nil {
				r.ID, r.Name, r.Kind, r.Camp = sp.body.ID, sp.body.Name, sp.body.Kind, sp.body.Camp
			}
			return r, true
		}
	}
	if m == nil {
		return r, f.thing(p, a, &r)
	}
	if s.pos(a.head) != "PRON" {
		r.Mention = s.mention(s.spans(s.bare(s.wordsIn(m.Span))))
		r.As = r.Text
	}
	r.ID, r.Name, r.Kind, r.Camp, r.Loaded = m.ID, m.Name, m.Kind, m.Camp, m.Loaded
	if f.ours(p, a.head, m) {
		f.ownForces(p, &r)
	}
	if r.ID == "" {
		r.ID = slug(r.Name)
	}
	return r, true
}

// namedBy returns the name in apposition to somebody who suffers or does violence
// and is only described: "the ambassador's daughter, Nadia Karim"; -1 for none.
func (f *finder) namedBy(p *predicate, a argument) int {
	s := p.s
	if m := s.actorAt(f, a.head); m != nil && (m.Kind != "person" || m.Rule != "description" || m.Name != strings.ToLower(m.Name)) || s.pos(a.head) == "PROPN" || !f.g.has("human-noun", s, a.head) && m == nil {
		return -1
	}
	for _, k := range s.kids[a.head] {
		if s.rel(k) == "appos" && s.pos(k) == "PROPN" && !f.placed(s.Words[k].Span) {
			return k
		}
	}
	return -1
}

// counted returns what a noun of quantity counts: "dizaines de soldats", "dozens of troops", "64 of 82 drones"; -1 for any other noun.
func (f *finder) counted(s *sentence, i int) int {
	if !f.g.has("quantity-noun", s, i) && !(f.g.lang != "fr" && s.pos(i) == "NUM") {
		return -1
	}
	for _, k := range s.kids[i] {
		if k > i && s.rel(k) == "nmod" && (s.nominal(k) || s.usedAsNoun(k)) {
			if of := f.counted(s, k); of >= 0 { // "des dizaines de milliers de morts"
				return of
			}
			return k
		}
	}
	return -1
}

// within: the first word hangs on another part of the phrase than its head: "at least 12 civilians".
func (s *sentence) within(words []int) bool {
	h := s.head(words[0])
	return h >= 0 && slices.Contains(words, h) && slices.Contains(words, s.head(h))
}

// bare drops prepositions, conjunctions and marks at the beginning of a phrase.
func (s *sentence) bare(words []int) []int {
	for len(words) > 1 && (s.pos(words[0]) == "ADP" && !s.within(words) && s.Words[words[0]].Span != s.Words[words[1]].Span || s.pos(words[0]) == "SCONJ" || s.pos(words[0]) == "CCONJ" || s.punct(words[0])) {
		words = words[1:]
	}
	return words
}

// firstPerson: "we" in a quotation is the body of its speaker.
func (f *finder) firstPerson(s *sentence, p *predicate, i int) *speaker {
	if !f.g.is("first-person", s.low[i]) {
		return nil
	}
	for a := p.attr; a != nil; a = a.parent {
		if a.source.head != i || a.s != s {
			return a.source
		}
	}
	return nil
}

func (s *sentence) relative(i int) bool {
	return s.Words[i].Feat("PronType") == "Rel" || s.low[i] == "qui" || s.low[i] == "who" || s.low[i] == "which" || s.low[i] == "that"
}

// suffers: of a consequence without an object the subject is who suffers it: "twelve people died", "families fled".
// What they leave, or flee from, suffers nothing: "residents evacuated the district".
func (p *predicate) suffers(args []argument, ground func(int) bool) bool {
	family, _, _ := cut(p.event)
	return family == "CONS" && !slices.ContainsFunc(args, func(a argument) bool { return a.fn == object && !ground(a.head) })
}

// fled: people flee, and what they flee does not suffer it: "ont fui la ville", "fled the fighting".
func (f *finder) fled(p *predicate) bool {
	return p.event == "CONS.DISPLACED" && f.g.has("flee", p.s, p.head)
}

// roleName gives the role that a function has in an event.
func roleName(p *predicate, fn function) string {
	family, _, _ := cut(p.event)
	switch p.event {
	case "CTRL.CAPTURE", "CTRL.REGAIN", "CTRL.TRANSFER":
		give := p.mode == "give"
		switch {
		case p.mode == "fall" && fn != subject: // "fell to the rebels"
			return "gainer"
		case p.mode == "fall" && p.s.g.lang == "en": // "the garrison fell to the rebels"
			return "loser"
		case fn == with, fn == subject && !give, fn == to && give:
			return "gainer"
		case fn == object, fn == from, fn == against, fn == to, fn == subject:
			return "loser" // "repris aux rebelles", and who hands over
		}
		return "beneficiary"
	case "CTRL.LOSS":
		if fn == to {
			return "gainer"
		}
		return "loser"
	case "VIO.CLASH", "DIP.CONSULT", "DIP.AGREE":
		return "party"
	case "MIL.DEPLOY", "MIL.BASE", "CTRL.WITHDRAW", "CTRL.ADVANCE":
		if fn == subject || fn == object {
			return "agent"
		}
	}
	switch fn {
	case to:
		if family == "CONS" && len(p.trigger) > 1 { // "a coûté la vie à quatre soldats"
			return "affected"
		}
		if family == "CONS" {
			return ""
		}
		return "target"
	case subject:
		if p.suffered {
			return "affected"
		}
		return "agent"
	case object:
		if family == "CONS" || p.event == "" {
			return "affected"
		}
		if p.event == "LAW.RELEASE" || p.event == "DIP.SUPPORT" {
			return "beneficiary"
		}
		return "target"
	case with:
		return "party"
	case against:
		return "target"
	case benefit:
		return "beneficiary"
	case from:
		return ""
	}
	return "affected"
}

func cut(event string) (family, kind string, ok bool) {
	for i := range event {
		if event[i] == '.' {
			return event[:i], event[i+1:], true
		}
	}
	return event, "", false
}
