// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"
	"unicode"
)

// suffixed: a pronoun is written together with word i.
func (s *sentence) suffixed(i int) bool {
	return i+1 < s.n() && s.written(i+1)
}

// written: word i is a pronoun written together with the word before it.
func (s *sentence) written(i int) bool {
	return i > 0 && s.pos(i) == "PRON" && s.Words[i].Span.Start <= s.Words[i-1].Span.End && s.Words[i].Span.Start >= s.Words[i-1].Span.Start
}

// written: of word j of an Arabic sentence.
func (f *finder) written(s *sentence, j int) bool { return f.g.lang == "ar" && s.written(j) }

// described: word at is an adjective between two words of an Arabic phrase that
// begins at word i: "وقف فوري لإطلاق النار".
func (f *finder) described(s *sentence, i, at int) bool {
	return f.g.lang == "ar" && at > i && s.pos(at) == "ADJ" && s.nominal(i)
}

// onlyWhen: noun k says when or in spite of what the verb i is done, and is not what it carries.
func (f *finder) onlyWhen(s *sentence, i, k int) bool {
	c := s.child(k, "case")
	return c >= 0 && k > i && f.g.is("when-case", plain(s.low[c]))
}

// arabicFunction settles what nominal k does under h where prepositions decide:
//
//   - the last preposition of a phrase brings in its object: "قضى على العناصر";
//   - behind بيد or في قبضة stands who gains a place that fell: "سقطت بيد المتمردين";
//   - what a verb of result brings about has its cause as subject, not as victim:
//     "أسفر القصف عن مقتل طفلين".
func (f *finder) arabicFunction(p *predicate, h, k int, fn function, ok bool) (function, bool) {
	s := p.s
	if !s.nominal(k) || f.timeAt(s, k) {
		return fn, ok
	}
	if c := s.child(k, "case"); c >= 0 && (slices.Contains(p.trigger, c) || s.Words[c].Span.Start < s.Words[k].Span.Start && f.endsIn(p, c)) {
		if p.mode == "fall" {
			return to, true
		}
		return object, true
	}
	if h == p.head && h != p.trigger[0] && (fn == subject || fn == to) && f.g.has("amounts", s, h) {
		return object, true // "ارتفعت حصيلة القتلى إلى تسعة"
	}
	if c := s.child(k, "case"); p.nominal && ok && fn == object && strings.HasPrefix(p.event, "VIO.") && c >= 0 && plain(s.low[c]) == "من" {
		return "", false // "إطلاق صواريخ من لبنان": from where
	}
	if fn == subject && f.g.has("finds", s, h) {
		return "", false // who finds the dead did not kill them
	}
	if fn == subject && !p.nominal && h == p.head && h != p.trigger[0] && f.g.has("result", s, h) {
		return "", false
	}
	return fn, ok
}

// endsIn: the phrase of the trigger ends in the preposition c, though another one of the same form was matched.
func (f *finder) endsIn(p *predicate, c int) bool {
	last := p.trigger[len(p.trigger)-1]
	return len(p.trigger) > 1 && p.s.pos(last) == "ADP" && plain(p.s.low[last]) == plain(p.s.low[c])
}

// arabicArguments adds who gains a place that fell, by the order of words where
// the tree hangs him elsewhere, and the accused of what he is accused of.
func (f *finder) arabicArguments(p *predicate, add func(int, function)) {
	s := p.s
	if p.mode == "fall" {
		for j := p.trigger[len(p.trigger)-1] + 1; j < s.n() && j < p.trigger[len(p.trigger)-1]+4; j++ {
			if s.nominal(j) {
				add(j, to)
				break
			}
		}
	}
	if a := p.attr; a != nil && a.s == s && a.entry.class == "accuse" && p.nominal {
		for _, k := range s.kids[a.head] {
			if s.rel(k) == "obj" && k < p.head && s.nominal(k) && !s.suffixed(k) {
				add(k, subject)
			}
		}
	}
}

// toldAlready: the noun belongs to the phrase or clause of another claim that
// tells the same event: "انفجار عبوة", "صد هجوما", "هجوما شنته القوات".
func (f *finder) toldAlready(s *sentence, i int, t *trigger) bool {
	for _, p := range f.preds {
		if p.s != s || p.speech {
			continue
		}
		if p.event == t.event && (s.head(i) == p.head || slices.Contains(p.trigger, s.head(i)) && s.rel(i) == "nmod" || s.head(p.head) == i && s.rel(p.head) == "acl") {
			return true
		}
		if p.event == "CTRL.HOLD" && s.head(i) == p.head && (s.rel(i) == "obj" || s.rel(i) == "obl" && s.child(i, "case") >= 0 && slices.Contains(p.trigger, s.child(i, "case"))) {
			return true // a foiled attack
		}
	}
	return false
}

// afterCondition: a word of condition opens the sentence or what is said in it, and word i comes behind it.
//
//	إذا انسحب الجيش سقطت المدينة
func (f *finder) afterCondition(s *sentence, i int) bool {
	for j := 0; j < i; j++ {
		if f.g.is("condition", plain(s.low[j])) && s.pos(j) != "NOUN" && !s.quotedAt(j) {
			return true
		}
	}
	return false
}

// unreached says what the words before أن make of the verb behind it: "!" it is
// to come, "?" it may be, "-" it is not so, "" they decide nothing. A subjunctive
// behind أن alone has not been reached either.
//
//	من المقرر أن تنسحب    دون أن تنسحب    يمكن أن تنسحب
func (f *finder) unreached(s *sentence, i int) string {
	m := f.markBefore(s, i)
	if m < 1 {
		return ""
	}
	for j := m - 1; j >= 0 && j >= m-6 && !s.punct(j); j-- {
		if v := f.g.valueOf("expects", s, j); v != "" {
			return v
		}
		if j == m-1 && f.g.is("before-complementizer", plain(s.low[j])) {
			return ""
		}
	}
	if s.Words[i].Feat("Mood") == "Sub" && plain(s.low[m]) == "أن" && f.cueOver(s, m) == nil {
		return "!"
	}
	return ""
}

// markBefore is the complementizer of verb i, before it with at most its subject between; -1 for none.
func (f *finder) markBefore(s *sentence, i int) int {
	for j := i - 1; j >= 0 && j > i-8; j-- {
		if f.g.is("complementizer", plain(s.low[j])) {
			return j
		}
		if s.verbal(j) && s.rel(j) != "aux" || s.punct(j) {
			return -1
		}
	}
	return -1
}

// cueOver is the attribution whose content begins at word m, or nil.
func (f *finder) cueOver(s *sentence, m int) *attribution {
	for _, a := range f.voices[s.index] {
		if a.s == s && len(a.content) > 0 && a.content[0].Start == s.Words[m].Span.Start {
			return a
		}
	}
	return nil
}

// toBe: a state of control behind أن is one to come: "حاولت القوات أن تسيطر".
func (f *finder) toBe(p *predicate) bool {
	s := p.s
	return s.Words[p.head].Feat("Mood") == "Sub" || f.future(p) || slices.ContainsFunc(s.kids[p.head], func(k int) bool { return f.g.is("near", plain(s.low[k])) })
}

// arabicName is the phrase around a noun as far as its own words go: second
// terms and adjectives, nothing behind a preposition, mark or point of the compass.
func (f *finder) arabicName(s *sentence, i int) []int {
	hi := i
	for k := i + 1; k < s.n(); k++ {
		if !s.nominal(k) && s.pos(k) != "ADJ" || f.g.is("case", plain(s.low[k])) || s.verbal(k) || f.timeAt(s, k) {
			break
		}
		if h := s.head(k); h < i || h > hi || strings.HasPrefix(plain(s.low[hi]), "ال") && s.pos(k) != "ADJ" {
			break
		}
		hi = k
	}
	return span(i, hi)
}

// sentBy is the actor whose weapon does it: "استهدفت مدفعية الجيش القرية"; -1 for none.
func (f *finder) sentBy(s *sentence, a argument) int {
	if f.g.lang != "ar" || a.fn != subject {
		return -1
	}
	for _, k := range s.kids[a.head] {
		if s.rel(k) == "nmod" && s.child(k, "case") < 0 && s.actorAt(f, k) != nil {
			return k
		}
	}
	return -1
}

// amount: a verb that says how many, whose subject counts those to whom something happened:
//
//	بلغ عدد النازحين ستين ألف شخص    ارتفعت حصيلة القتلى إلى تسعة
func (f *finder) amount(s *sentence, i int) ([]int, *trigger) {
	if !f.g.has("amounts", s, i) {
		return nil, nil
	}
	for k := i + 1; k < s.n() && k < i+4; k++ {
		if !f.g.has("amount-noun", s, k) {
			continue
		}
		for j := k + 1; j < s.n() && j < k+3 && s.pos(j) != "ADP"; j++ {
			if t, words := f.triggerAt(s, j); t != nil && strings.HasPrefix(t.event, "CONS.") {
				return words, t
			}
		}
	}
	return nil, nil
}

// moves: an event of troops on the ground, in which their tanks stand for them: "دخلت الدبابات إلى الحي".
func moves(event string) bool {
	family, _, _ := cut(event)
	return family == "CTRL" || family == "MIL"
}

// untrue: what stands behind "لا صحة ل" in the same clause is said not to be so.
//
//	لا صحة للأنباء التي تحدثت عن سقوط المطار
func (f *finder) untrue(p *predicate) bool {
	s := p.s
	for j := p.trigger[0] - 1; j > 0 && !s.comma(j); j-- {
		if f.g.is("truth", plain(s.low[j])) && f.g.is("negation", plain(s.low[j-1])) {
			return true
		}
	}
	return false
}

// purposed: a noun of action is what something is for, or what is asked for in
// return: it has not happened. "!" for such a noun, "" for any other.
//
//	اتفاق لتبادل الأسرى    خرجوا للمطالبة بالإفراج عنهم    مقابل إطلاق سراحهم
func (f *finder) purposed(p *predicate) string {
	s, i := p.s, p.head
	for n := 0; n < 3 && i >= 0 && !s.verbal(i); n++ {
		c := s.child(i, "case")
		h := s.head(i)
		switch {
		case c < 0:
		case f.g.is("return", plain(s.low[c])), f.g.is("purpose-case", plain(s.low[c])):
			return "!"
		case plain(s.low[c]) == "ل" && !slices.Contains(p.trigger, c) && h >= 0 && s.pos(p.head) == "NOUN" && (s.verbal(h) && !f.g.has("takes-l", s, h) || f.g.has("plan", s, h)):
			return "!"
		}
		if n > 0 && f.asks(s, i) {
			return "!"
		}
		i = h
	}
	return ""
}

// asks: the noun is a demand, call or promise.
func (f *finder) asks(s *sentence, i int) bool {
	return slices.ContainsFunc(f.g.lookups(s, i), func(k string) bool {
		return slices.ContainsFunc(f.g.cues[k], func(e entry) bool {
			return e.kind == "noun" && (e.class == "order_demand" || e.class == "promise" || e.class == "warn_threat")
		})
	})
}

// numeral: the word is written in digits and names nobody.
func numeral(form string) bool {
	return form != "" && !strings.ContainsFunc(form, func(r rune) bool { return !unicode.IsDigit(r) })
}

// hitBy is the event of the noun that a clause of a verb of hitting describes,
// which says what hit: "قصف صاروخي استهدف سوقا"; nil for any other verb.
func (f *finder) hitBy(s *sentence, i int, event string) *trigger {
	h := s.head(i)
	if f.g.lang != "ar" || event != "VIO.ATTACK" || s.rel(i) != "acl" || h < 0 || s.verbal(h) {
		return nil
	}
	if t, _ := f.triggerAt(s, h); t != nil && strings.HasPrefix(t.event, "VIO.") {
		return t
	}
	return nil
}

// saidClause: a complementizer stands right behind the cue or its subject: a clause is said, which may well go on.
func (f *finder) saidClause(a *attribution) bool {
	return f.complementizer(a.s, a.head) >= 0
}
