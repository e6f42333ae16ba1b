// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"cmp"
	"slices"
	"strings"

	"recoupe"
)

// function is what an argument does in the grammar of its clause.
type function string

const (
	subject function = "subject"
	object  function = "object"
	with    function = "with"    // avec, entre, with, between
	against function = "against" // contre, against
	from    function = "from"    // from, à (taken from)
	to      function = "to"
	benefit function = "for"
)

type argument struct {
	head int
	fn   function
}

// roles reads the actors of a claim from the tree.
func (f *finder) roles(p *predicate) []recoupe.Role {
	s := p.s
	var out []recoupe.Role
	seen := map[string]bool{}
	for _, i := range f.instruments(p) {
		r := recoupe.Role{Role: "instrument"}
		if f.thing(p, argument{head: i}, &r) && !seen[r.ID] {
			seen[r.ID] = true
			out = append(out, r)
		}
	}
	args := f.arguments(p)
	p.suffered = p.suffers(args, func(i int) bool { return p.event == "CONS.DISPLACED" && f.isA(s, i, "place") }) && (p.nominal || slices.Contains(p.trigger, p.head)) || f.fled(p) // "a fait douze morts": the subject did it
	for _, a := range args {
		if f.isInstrument(s, a.head) && p.event != "VIO.INTERCEPT" && !(f.g.lang == "ar" && moves(p.event)) { // a drone hits, whoever sent it
			f.note(s, "role", []int{a.head}, false, "a means: whoever sent it acts")
			k := f.sentBy(s, a)
			if k < 0 {
				continue
			}
			a.head = k
		}
		if p.attr != nil && p.attr.s == p.s && !p.speech && slices.Contains(p.words, a.head) && !p.attr.holds(p.s.Words[a.head].Span) && !p.ownPromise(a.head) { // a wrong arc into the cue phrase
			f.note(s, "role", []int{a.head}, false, "outside the content that holds the claim")
			continue
		}
		if of := f.counted(s, a.head); of >= 0 && slices.Contains(p.trigger, of) || a.fn == benefit && f.g.has("quantity-noun", s, a.head) {
			continue // "des milliers de morts", "pour la plupart des femmes"
		}
		if p.attr != nil && s.relative(a.head) && len(p.attr.content) > 0 && s.Words[a.head].Span.Start == p.attr.content[0].Start {
			continue // the complementizer, taken for a pronoun: "a confié à l'agence que"
		}
		if roleName(p, a.fn) == "" || a.fn == object && f.fled(p) {
			continue // "fled the town": what they fled did not suffer it
		}
		if p.attr != nil && slices.ContainsFunc(p.attr.relays, func(sp *speaker) bool { return p.attr.s == s && sp.head == a.head }) {
			f.note(s, "role", []int{a.head}, false, "passes on what is said and has no part in it")
			continue
		}
		r, ok := f.role(p, a)
		key := r.ID + "\x00" + r.Role
		switch {
		case !ok:
			f.note(s, "role", []int{a.head}, false, "neither an actor nor a thing that an event keeps")
			continue
		case seen[key]:
			f.note(s, "role", []int{a.head}, false, "a duplicate: "+r.Name+" has the role already")
			continue
		}
		seen[key] = true
		out = append(out, r)
	}
	out = f.claimant(p, f.whose(p, out))
	out = f.spoken(p, f.sent(p, out))
	slices.SortStableFunc(out, func(a, b recoupe.Role) int {
		return cmp.Compare(recoupe.Hull(a.Spans).Start, recoupe.Hull(b.Spans).Start)
	})
	return out
}

// arguments lists the nominals that depend on the verb, on the verbs above it,
// on the trigger noun, and through coordination and relative clauses.
func (f *finder) arguments(p *predicate) []argument {
	s := p.s
	var out []argument
	add := func(i int, fn function) {
		for _, k := range f.oneAndAll(p, i) {
			out = append(out, argument{k, fn})
		}
	}
	heads := []int{p.head}
	if p.main != p.head {
		heads = append(heads, p.main)
	}
	if t := p.trigger[0]; t != p.head && !s.verbal(t) {
		heads = append(heads, t)
	}
	if t := p.trigger[len(p.trigger)-1]; p.mode == "fall" && t != p.head && s.nominal(t) {
		heads = append(heads, t) // "into the hands of the rebels"
	}
	f.upon(p, add)
	hasSubject := false
	for _, h := range heads {
		for _, k := range s.kids[h] {
			if slices.Contains(p.trigger, k) {
				continue
			}
			if c := s.child(k, "nmod"); c > k && f.g.has("profit", s, k) && s.child(k, "case") >= 0 { // "au profit des rebelles"
				add(c, to)
				continue
			}
			fn, ok := f.functionOf(s, k, h != p.main && h != p.head || p.nominal)
			if ok && fn == object && s.rel(k) == "nmod" && f.doer(p, k) {
				fn = subject
			}
			if !ok {
				fn, ok = f.annexed(p, h, k)
			}
			if f.g.lang == "ar" {
				fn, ok = f.arabicFunction(p, h, k, fn, ok)
			}
			if !ok {
				hasSubject = hasSubject || f.g.lang == "ar" && s.rel(k) == "nsubj"
				continue
			}
			if a := f.cueOf(s, p.head); p.speech && a != nil && a.s == s && a.source.head == k { // ", a dénoncé son avocat"
				fn = subject
			}
			hasSubject = hasSubject || fn == subject || s.rel(k) == "nsubj"
			if fn == subject && slices.Contains(p.trigger, h) && strings.HasPrefix(p.event, "CONS.") {
				fn = f.doneBy(s, h) // "l'armée a perdu trente hommes"
			}
			if fn == subject && !slices.Contains(p.trigger, h) {
				if f.g.has("perceive", s, h) { // "nous avons entendu des tirs": who hears does not shoot
					continue
				}
				fn = f.doneBy(s, h)
			}
			add(k, fn)
		}
	}
	if s.torn(p.head) {
		add(s.head(p.head), object)
	}
	if h := s.head(p.head); s.passiveParticiple(p.head) && h >= 0 && !slices.ContainsFunc(s.kids[p.head], func(k int) bool { return f.bareObject(s, k) }) {
		add(h, object)
	} else if !hasSubject && !p.nominal {
		carrier := !slices.Contains(p.trigger, p.head)
		if k, fn := f.inheritedSubject(s, p.main); carrier && f.g.has("perceive", s, p.head) {
		} else if k >= 0 && !s.sufferedAbove(p.main, k) {
			if carrier && fn == subject {
				fn = f.doneBy(s, p.head)
			}
			add(k, fn)
		} else if k := f.subjectBefore(s, p.main); k >= 0 {
			add(k, subject)
		}
	}
	if p.nominal {
		f.profiteer(p, add)
		f.outerArguments(p, add)
		f.accusedOf(p, add)
	}
	if f.g.lang == "ar" {
		f.arabicArguments(p, add)
	}
	if family, _, _ := cut(p.event); family == "CONS" && s.pos(p.head) == "PROPN" && s.child(p.head, "cop") >= 0 {
		add(p.head, object) // "among the victims was Ana Ruiz"
	}
	return out
}

// oneAndAll lists a nominal with its conjuncts and, where somebody does or
// suffers violence, the names in apposition to it: "three reporters: Ana Ruiz,
// Karim Adel and Leila Haddad".
func (f *finder) oneAndAll(p *predicate, i int) []int {
	s := p.s
	out := []int{i}
	conjuncts := func(of int, pos string) {
		for _, k := range s.kids[of] {
			if s.rel(k) == "conj" && s.child(of, "acl") >= 0 && (s.child(k, "acl") >= 0 || s.pos(k) == "NUM") {
				continue // "onze soldats tués et vingt capturés": each has its own
			}
			if s.rel(k) == "conj" && (s.pos(k) == pos || pos == "" && s.nominal(k)) {
				out = append(out, k)
			}
		}
	}
	conjuncts(i, "")
	switch family, _, _ := cut(p.event); family {
	case "VIO", "CONS", "LAW":
	default:
		return out
	}
	for _, k := range s.kids[i] {
		if s.rel(k) == "appos" && s.pos(k) == "PROPN" && s.pos(i) != "PROPN" && !f.placed(s.Words[k].Span) && f.isA(s, i, "person") {
			out = append(out, k)
			conjuncts(k, "PROPN")
		}
	}
	return out
}

// passiveParticiple: "dominée par X", "villages taken by Y": the noun is what it is done to.
func (s *sentence) passiveParticiple(i int) bool {
	return s.rel(i) == "acl" && s.Words[i].Feat("VerbForm") == "Part" && s.Words[i].Feat("Tense") != "Pres" && s.child(i, "aux", "nsubj", "obj") < 0
}

// functionOf maps a UD relation to a function.
func (f *finder) functionOf(s *sentence, k int, nominal bool) (function, bool) {
	core := s.rel(k) == "nsubj" || s.rel(k) == "obj"
	if !s.nominal(k) && !(core && s.pos(k) == "ADJ") && !(f.g.lang == "en" && s.pos(k) == "NUM" && s.rel(k) == "obj" && f.figureUnit(s, k) == "person") { // "les blessés", "the wounded", "killing two"
		return "", false
	}
	switch s.Words[k].Deprel {
	case "nsubj:pass":
		return object, true
	case "obl:agent":
		return subject, true
	}
	switch s.rel(k) {
	case "nsubj":
		return subject, true
	case "obj":
		return object, true
	case "iobj":
		return to, true
	case "obl", "nmod":
		if !nominal && f.bareObject(s, k) {
			return object, true
		}
		return f.byPreposition(s, k, nominal)
	}
	return "", false
}

// annexed is the complement of an event noun without a preposition: the first
// term of the Arabic construct (مقتل جنديين, قصف الجيش), an English genitive ("the
// army's attack"). Of a consequence it is who suffers, of a move or an attack by
// armed men who does it, else what it is done to.
func (f *finder) annexed(p *predicate, h, k int) (function, bool) {
	s := p.s
	carried := f.g.lang == "ar" && h == p.trigger[0] && !s.verbal(h) // "أسفر عن مقتل طفلين": a verb carries the noun
	if !p.nominal && !carried || s.rel(k) != "nmod" || !s.nominal(k) {
		return "", false
	}
	if c := s.child(k, "case"); c >= 0 && s.low[c] != "'s" && s.low[c] != "'" && s.low[c] != "’s" {
		return "", false
	}
	family, _, _ := cut(p.event)
	switch p.event {
	case "CTRL.WITHDRAW", "CTRL.ADVANCE", "CTRL.HOLD", "MIL.SURRENDER", "MIL.DEPLOY":
		return subject, true
	}
	if m := s.actorAt(f, k); family != "CONS" && m != nil && (armed(m.Kind) || m.Kind == "state" || m.Kind == "government") {
		return subject, true
	}
	return object, true
}

// byPreposition maps an oblique's preposition to a function.
func (f *finder) byPreposition(s *sentence, k int, nominal bool) (function, bool) {
	c := s.child(k, "case")
	if c < 0 {
		return "", false
	}
	if nominal && f.g.is("upon", plain(s.low[c])) && !f.timeAt(s, k) { // "a strike on a depot"
		return against, true
	}
	switch plain(s.low[c]) {
	case "avec", "entre", "with", "between", "مع", "بين":
		return with, true
	case "contre", "against", "ضد":
		return against, true
	case "par", "by":
		return subject, true
	case "de", "du", "des", "d'", "of", "من":
		if nominal {
			return object, true
		}
		return from, true
	case "from":
		return from, true
	case "pour", "for", "ل":
		return benefit, true
	case "à", "au", "aux", "to", "إلى":
		return to, true
	}
	return "", false
}

// inheritedSubject: of a conjunct the subject of the first verb, of a relative
// clause or participle the noun it hangs on, of an infinitive the subject above.
func (f *finder) inheritedSubject(s *sentence, i int) (int, function) {
	for n := 0; n < 5; n++ {
		h := s.head(i)
		if h < 0 || f.g.lang == "ar" && f.markBefore(s, i) > h {
			return -1, "" // behind أن stands a clause with a subject of its own
		}
		switch s.rel(i) {
		case "conj", "xcomp", "advcl", "ccomp":
			if s.rel(i) == "ccomp" && (s.finite(i) || s.child(i, "mark") >= 0 || i < h) {
				return -1, "" // "Shelling killed two, the mayor said": what is said before its verb has a subject of its own or none
			}
			if k := f.controller(s, h, i); k >= 0 {
				return k, subject
			}
			if k := f.toldWhat(s, h, i); k >= 0 {
				return k, subject
			}
			if a := f.cueOf(s, h); a != nil && a.entry.class == "accuse" && s.reflexive(h) {
				return -1, "" // "se sont mutuellement accusées d'avoir attaqué": each says it of the other
			}
			for _, k := range s.kids[h] {
				if s.rel(k) == "nsubj" {
					if s.Words[k].Deprel == "nsubj:pass" && s.passiveToo(i) || s.apposedPassive(i) || f.g.lang == "en" && s.byRelation(i, "aux:pass") >= 0 {
						return k, object
					}
					return k, subject
				}
			}
			i = h
		case "acl":
			if v := s.head(h); v >= 0 && f.threatens(s, v) && f.infinitiveOnObject(s, v) == i {
				i = v
				if k := s.child(v, "nsubj"); k >= 0 {
					return k, subject
				}
				continue
			}
			if k := f.forcedBy(s, h, i); k >= 0 {
				return k, subject
			}
			if k := f.accusedBeside(s, h, i); k >= 0 {
				return k, subject
			}
			return s.wholeSubject(h), subject
		default:
			return -1, ""
		}
	}
	return -1, ""
}

// controller is whom the verb above an infinitive has do it: its object, or whom an order goes to; -1 where the
// subject of the verb itself does it.
//
//	La capitale accuse le groupe d'avoir ouvert le feu.    the group opened fire
//	Le groupe menace la capitale de couper la route.       so did who threatens
func (f *finder) controller(s *sentence, h, i int) int {
	if f.g.lang != "fr" || s.rel(i) != "xcomp" && s.rel(i) != "ccomp" && s.rel(i) != "advcl" || i < h {
		return -1
	}
	a := f.cueOf(s, h)
	if m := s.child(i, "mark"); (m < 0 || s.pos(m) == "SCONJ") && !(a != nil && a.entry.class == "accuse" && !s.finite(i)) {
		return -1
	}
	if f.threatens(s, h) {
		return -1
	}
	for _, k := range s.kids[h] {
		switch {
		case k < h || k > i || !s.nominal(k) || f.timeAt(s, k):
		case s.rel(k) == "obj" && s.rel(i) != "advcl", f.ordered(s, h, k):
			return k
		}
	}
	return -1
}

// forcedBy: an infinitive that the tree hangs on the agent of a passive is what the subject was made to do: "les
// miliciens ont été contraints par l'armée d'évacuer la ville"; -1 for a noun that has an infinitive of its own.
func (f *finder) forcedBy(s *sentence, agent, i int) int {
	v := s.head(agent)
	if f.g.lang != "fr" || v < 0 || s.Words[agent].Deprel != "obl:agent" || s.Words[i].Feat("VerbForm") != "Inf" || s.actorAt(f, agent) == nil {
		return -1
	}
	return s.byRelation(v, "nsubj:pass")
}

// accusedBeside: an infinitive that the tree hangs on the accuser tells what the accused did: "des soldats accusant
// la milice d'avoir tiré"; -1 where no participle of accusing with an object stands between.
func (f *finder) accusedBeside(s *sentence, accuser, i int) int {
	for _, k := range s.kids[accuser] {
		if a := f.cueOf(s, k); f.g.lang == "fr" && k < i && s.rel(k) == "acl" && !s.finite(i) && a != nil && a.entry.class == "accuse" {
			return s.child(k, "obj")
		}
	}
	return -1
}

// threatens: who promises or threatens something will do it himself.
func (f *finder) threatens(s *sentence, verb int) bool {
	a := f.cueOf(s, verb)
	return a != nil && (a.entry.class == "promise" || a.entry.class == "warn_threat")
}

// ordered: somebody to whom a demand is made: "a demandé aux rebelles de partir".
func (f *finder) ordered(s *sentence, h, k int) bool {
	a, c := f.cueOf(s, h), s.child(k, "case")
	return a != nil && a.entry.class == "order_demand" && c >= 0 && s.rel(k) != "obj" && f.g.is("told-case", plain(s.low[c]))
}

// wholeSubject: where the whole sentence hangs on a noun, what hangs on its last
// conjunct is said of all: "The soldiers, the guards and the volunteers engaged in clashes".
func (s *sentence) wholeSubject(i int) int {
	top := i
	for s.rel(top) == "conj" && s.head(top) >= 0 && s.nominal(s.head(top)) {
		top = s.head(top)
	}
	if s.rel(top) == "root" {
		return top
	}
	return i
}

// torn: a verb behind its pronoun that the tree takes for a participle of its object: "it regained ground".
func (s *sentence) torn(i int) bool {
	return s.rel(i) == "amod" && s.verbal(i) && s.head(i) > i && i > 0 && s.pos(i-1) == "PRON" && s.Words[i-1].Feat("Poss") == "" && s.Words[i-1].Feat("PronType") == "Prs"
}

// apposedPassive: a past participle set off before or behind the clause of whom it describes: "Bombardée depuis une
// semaine, la ville se vide", "après avoir été chassés".
func (s *sentence) apposedPassive(i int) bool {
	w := &s.Words[i]
	return s.g.lang == "fr" && s.rel(i) == "advcl" && w.Feat("VerbForm") == "Part" && w.Feat("Tense") == "Past" && s.child(i, "obj") < 0 &&
		(s.child(i, "aux") < 0 && !s.g.is("être", s.lemma(i)) || s.byRelation(i, "aux:pass") >= 0)
}

// passiveToo: a participle that shares the passive of the verb before it: "were abducted and killed".
func (s *sentence) passiveToo(i int) bool {
	return s.rel(i) == "conj" && s.child(i, "obj", "nsubj") < 0 && (s.Words[i].Feat("VerbForm") == "Part" || s.Words[i].Feat("Voice") == "Pass") && s.Words[i].Feat("Tense") != "Pres"
}

// sufferedAbove: the subject above is of a passive, and the verb is a noun in all but its tag ("were killed in
// shelling"): whom it happened to has not done it.
func (s *sentence) sufferedAbove(i, subject int) bool {
	return s.Words[subject].Deprel == "nsubj:pass" && s.rel(i) == "advcl" && s.Words[i].Feat("VerbForm") != "Fin" && i > 0 && s.pos(i-1) != "PUNCT" && s.child(i, "mark", "case") >= 0
}

// doneBy is the function of the subject of a verb that only carries an event noun: who suffers it under
// "essuyer" and "subir", else who does it.
func (f *finder) doneBy(s *sentence, verb int) function {
	if f.g.has("undergo", s, verb) {
		return object
	}
	return subject
}

// outerArguments: "la perte de X a été un revers pour Y": Y is who it is told about.
func (f *finder) outerArguments(p *predicate, add func(int, function)) {
	s := p.s
	h := s.head(p.head)
	if h < 0 || s.rel(p.head) != "nsubj" && s.rel(p.head) != "obj" && s.rel(p.head) != "obl" {
		return
	}
	if c := s.child(p.head, "case"); c >= 0 && f.g.is("when-case", plain(s.low[c])) {
		return // "after the attack, the army deployed": when, not what
	}
	if s.rel(p.head) != "nsubj" { // "mènent une offensive", "engagées dans des combats"
		if k := s.child(h, "nsubj"); k >= 0 && f.cueOf(s, h) == nil && !f.g.has("perceive", s, h) && (f.g.has("light", s, h) || f.g.has("implicative", s, h)) {
			add(k, f.doneBy(s, h))
		}
		if p.rule == "circumstance" {
			if k := s.child(h, "nsubj"); k >= 0 {
				add(k, benefit)
			}
		}
		return
	}
	for _, k := range s.subtree(h, func(k int) bool { return k == p.head }) {
		if s.nominal(k) && (s.rel(k) == "obl" || s.rel(k) == "nmod") {
			if fn, ok := f.byPreposition(s, k, false); ok && fn == benefit {
				add(k, benefit)
			}
		}
	}
}
