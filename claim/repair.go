// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"slices"
	"strings"

	"recoupe/ud"
)

// repair is a mistake that the English parser makes again and again, known by
// its shape: find says whether it is there at word i, mend puts it right.
type repair struct {
	find func(g *grammar, s *ud.Sentence, i int) bool
	mend func(g *grammar, s *ud.Sentence, i int)
}

// repairs of English trees, in the order in which they are tried:
//
//   - "a war *monitor* said": a noun taken for a verb beside the noun that describes it;
//   - "rejected *claims* that": a noun of saying taken for a verb behind a verb;
//   - "The union *imposed* sanctions": a verb taken for a participle of its object;
//   - "Fighters *seized* the town, a monitor said": a verb taken for a participle of its subject;
//   - ", regional *governor* Ola Brun wrote": a title torn from the name;
//   - ", the governor Ola Brun *wrote*": a verb of saying taken for a relative clause;
//   - "the brigade *fighting* there said": a gerund taken for the subject;
//   - "fighters *advanced* to": a verb taken for an adjective;
//   - "said its forces, backed by jets, *killed*": a subject taken for an object;
//   - "abducted at least 20 *students*": an object taken for an adverbial, because a preposition stands before its number;
//   - "shot down 64 of 82 *drones*": what a number counts hung on the verb;
//   - "blamed the attack on the *rebels*": who is blamed hung on the deed;
//   - "were killed by *shelling*": a noun of a deed taken for a clause;
//   - "accused them of *opening* fire": a gerund taken for an adjective;
//   - "had all but *captured* the town": an auxiliary taken for the verb;
//   - "said *it* repelled an attack": the subject of an act taken for an empty word;
//   - "analysts *warn*": a present taken for an infinitive.
var repairs = []repair{
	{nounAsVerb, mendNounAsVerb},
	{saidNounAsVerb, mendSaidNounAsVerb},
	{verbOfObject, mendVerbOfObject},
	{verbOfSubject, mendVerbOfSubject},
	{titleTorn, mendTitleTorn},
	{saysBehind, mendSaysBehind},
	{speakerActing, mendSpeakerActing},
	{adjectiveAsVerb, mendAdjectiveAsVerb},
	{subjectAsObject, mendSubjectAsObject},
	{bareOblique, func(_ *grammar, s *ud.Sentence, i int) { s.Words[i].Deprel = "obj" }},
	{numberOf, func(_ *grammar, s *ud.Sentence, i int) {
		s.Words[i].Head, s.Words[i].Deprel = countedBy(s, i)+1, "nmod"
	}},
	{blamedOn, func(_ *grammar, s *ud.Sentence, i int) {
		s.Words[i].Head, s.Words[i].Deprel = s.Words[s.Words[i].Head-1].Head, "obl"
	}},
	{deedAsClause, mendDeedAsClause},
	{gerundAsAdjective, mendGerundAsAdjective},
	{allBut, mendAllBut},
	{emptyIt, func(_ *grammar, s *ud.Sentence, i int) { s.Words[i].Deprel = "nsubj" }},
	{presentAsInfinitive, func(_ *grammar, s *ud.Sentence, i int) { s.Words[i].Feats = "Mood=Ind|Tense=Pres|VerbForm=Fin" }},
}

// mended applies the repairs to a copy of the sentence; the sentence itself where nothing is broken.
func mended(g *grammar, s *ud.Sentence) *ud.Sentence {
	out := s
	for i := range s.Words {
		for _, r := range repairs {
			if !r.find(g, out, i) {
				continue
			}
			if out == s {
				c := *s
				c.Words = slices.Clone(s.Words)
				out = &c
			}
			r.mend(g, out, i)
		}
	}
	return out
}

const finitePast = "Mood=Ind|Tense=Past|VerbForm=Fin"

func lowAt(s *ud.Sentence, i int) string {
	if i < 0 || i >= len(s.Words) {
		return ""
	}
	return strings.ToLower(s.Words[i].Form)
}

// childOf returns the first word with one of the relations that hangs on word i, or -1.
func childOf(s *ud.Sentence, i int, relations ...string) int {
	for k := range s.Words {
		if s.Words[k].Head-1 == i && slices.Contains(relations, s.Words[k].Base()) {
			return k
		}
	}
	return -1
}

func pastParticiple(w *ud.Word) bool {
	return w.UPOS == "VERB" && w.Feat("VerbForm") == "Part" && w.Feat("Tense") == "Past"
}

func nounAsVerb(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if i == 0 || !(w.Deprel == "nsubj" && (w.UPOS == "AUX" || w.UPOS == "VERB")) && !(w.Deprel == "aux" && !g.is("auxiliary", plain(w.Lemma))) {
		return false
	}
	p := &s.Words[i-1]
	return p.Deprel == "nsubj" && p.Head == w.Head && (p.UPOS == "NOUN" || p.UPOS == "ADJ" || p.UPOS == "PROPN")
}

func mendNounAsVerb(_ *grammar, s *ud.Sentence, i int) {
	s.Words[i].UPOS, s.Words[i].Feats, s.Words[i].Deprel = "NOUN", "Number=Sing", "nsubj"
	s.Words[i-1].Head, s.Words[i-1].Deprel = i+1, "compound"
}

func saidNounAsVerb(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if i == 0 || w.UPOS != "VERB" || s.Words[i-1].UPOS != "VERB" || s.Words[i-1].Feat("VerbForm") != "Fin" || lowAt(s, i+1) != "that" {
		return false
	}
	return w.Head == i && g.isNounCue(plain(w.Lemma))
}

func mendSaidNounAsVerb(_ *grammar, s *ud.Sentence, i int) {
	w := &s.Words[i]
	w.UPOS, w.Feats, w.Deprel = "NOUN", "Number=Plur", "obj"
	if c := childOf(s, i, "ccomp"); c > i {
		s.Words[c].Deprel = "acl"
	}
}

func verbOfObject(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	return pastParticiple(w) && w.Deprel == "amod" && w.Head-1 > i && s.Words[w.Head-1].UPOS == "NOUN" && childOf(s, i, "nsubj") >= 0 && childOf(s, i, "nsubj") < i
}

func mendVerbOfObject(_ *grammar, s *ud.Sentence, i int) {
	w := &s.Words[i]
	n := w.Head - 1
	for k := range s.Words {
		if s.Words[k].Head-1 == n && slices.Contains([]string{"punct", "advcl", "parataxis", "obl", "ccomp", "mark", "nsubj", "advmod", "conj"}, s.Words[k].Base()) {
			s.Words[k].Head = i + 1
		}
	}
	w.Feats, w.Head, w.Deprel = finitePast, s.Words[n].Head, s.Words[n].Deprel
	s.Words[n].Head, s.Words[n].Deprel = i+1, "obj"
}

// verbOfSubject: the noun that word i describes from behind and another one behind a
// comma are both the subject of one verb.
func verbOfSubject(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	n := w.Head - 1
	verb := pastParticiple(w) && w.Deprel == "acl" || w.UPOS == "ADJ" && w.Deprel == "amod" && strings.HasSuffix(lowAt(s, i), "ed")
	behind := pastParticiple(w) && w.Deprel == "amod" && childOf(s, i, "obj") > i // "A strike on the city overnight wounded six"
	return n >= 0 && (verb && n == i-1 || behind && n < i && noVerb(s, n+1, i)) && s.Words[n].Deprel == "nsubj" && commaBetween(s, i, s.Words[n].Head-1) >= 0
}

func noVerb(s *ud.Sentence, lo, hi int) bool {
	return !slices.ContainsFunc(s.Words[lo:hi], func(w ud.Word) bool { return w.UPOS == "VERB" || w.UPOS == "PUNCT" })
}

// saysBehind: ", the governor Ola Brun *wrote*": a verb of saying with its speaker behind the last comma, taken for a
// relative clause of a noun before it though no relative stands there.
func saysBehind(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if w.UPOS != "VERB" || w.Base() != "acl" && !saidBelow(g, s, i) || w.Feat("VerbForm") != "Fin" || !g.hasVerb(plain(w.Lemma)) || i == 0 || s.Words[i-1].UPOS != "PROPN" && s.Words[i-1].UPOS != "NOUN" {
		return false
	}
	for k := i - 1; k > w.Head-1; k-- {
		switch u := &s.Words[k]; {
		case u.Form == ",":
			return told(s, i) >= 0
		case u.UPOS == "VERB", u.UPOS == "AUX", u.UPOS == "SCONJ", u.UPOS == "ADP", u.Feat("PronType") == "Rel":
			return false
		}
	}
	return false
}

// saidBelow: the verb of saying was taken for what the verb before it says, which says nothing.
func saidBelow(g *grammar, s *ud.Sentence, i int) bool {
	h := s.Words[i].Head - 1
	return s.Words[i].Base() == "ccomp" && h >= 0 && h < i && s.Words[h].UPOS == "VERB" && !g.hasVerb(plain(s.Words[h].Lemma)) && childOf(s, i, "mark") < 0
}

// titleTorn: ", regional *governor* Ola Brun wrote": the title before a name that says something hangs on a noun before the comma.
func titleTorn(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	v := sayingBehind(g, s, i+1)
	if w.UPOS != "NOUN" || w.Deprel != "appos" || w.Head > i || v < 0 || s.Words[v-1].UPOS != "PROPN" || s.Words[i+1].UPOS != "PROPN" {
		return false
	}
	return slices.ContainsFunc(s.Words[w.Head:i], func(u ud.Word) bool { return u.Form == "," })
}

func mendTitleTorn(g *grammar, s *ud.Sentence, i int) {
	name := &s.Words[i+1]
	if name.Deprel != "nsubj" {
		name.Head, name.Deprel = sayingBehind(g, s, i+1)+1, "nsubj"
	}
	s.Words[i].Head, s.Words[i].Deprel = i+2, "nmod:desc"
}

// told is the verb above the noun that word i hangs on, -1 for none.
func told(s *ud.Sentence, i int) int {
	v := s.Words[i].Head - 1
	for n := 0; v >= 0 && s.Words[v].UPOS != "VERB" && n < len(s.Words); n++ {
		v = s.Words[v].Head - 1
	}
	return v
}

// mendSaysBehind puts the verb of saying above what is told; behind the comma its first noun is the subject and a name is in apposition.
func mendSaysBehind(_ *grammar, s *ud.Sentence, i int) {
	v := told(s, i)
	s.Words[i].Head, s.Words[i].Deprel = s.Words[v].Head, s.Words[v].Deprel
	s.Words[v].Head, s.Words[v].Deprel = i+1, "ccomp"
	subject := -1
	for k := range i {
		switch w := &s.Words[k]; {
		case w.Base() != "nsubj" || w.Head-1 != i:
		case k < v:
			w.Head = v + 1
		case subject < 0:
			subject = k
		default:
			w.Head, w.Deprel = subject+1, "appos"
		}
	}
}

// commaBetween is the comma between word i and verb v behind which v has its nearer subject, or -1.
func commaBetween(s *ud.Sentence, i, v int) int {
	comma := -1
	for k := i + 1; k < v; k++ {
		if s.Words[k].Form == "," {
			comma = k
		}
		if comma >= 0 && s.Words[k].Base() == "nsubj" && s.Words[k].Head-1 == v {
			return comma
		}
	}
	return -1
}

func mendVerbOfSubject(_ *grammar, s *ud.Sentence, i int) {
	n := s.Words[i].Head - 1
	v := s.Words[n].Head - 1
	comma := commaBetween(s, i, v)
	for k := i + 1; k < comma; k++ { // what was hung behind its place
		w := &s.Words[k]
		if w.Base() == "obj" && w.Head-1 > k+1 || w.Base() == "advcl" && w.Head-1 == v {
			w.Head = i + 1
		}
	}
	s.Words[i].UPOS, s.Words[i].Feats, s.Words[i].Head, s.Words[i].Deprel = "VERB", finitePast, v+1, "ccomp"
	s.Words[n].Head = i + 1
}

// speakerActing: "the brigade fighting there said": the noun before the gerund is who says it.
func speakerActing(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if i == 0 || w.UPOS != "VERB" || w.Feat("VerbForm") != "Ger" || s.Words[i-1].Base() != "nsubj" || s.Words[i-1].Head-1 != i {
		return false
	}
	v := sayingBehind(g, s, i)
	return v > 0 && childOf(s, v, "nsubj") < 0
}

// sayingBehind is the finite verb of saying that follows word i with at most two words between, or -1.
func sayingBehind(g *grammar, s *ud.Sentence, i int) int {
	for v := i + 1; v < len(s.Words) && v < i+4 && s.Words[v].UPOS != "PUNCT"; v++ {
		if s.Words[v].UPOS == "VERB" && s.Words[v].Feat("VerbForm") == "Fin" && g.hasVerb(plain(s.Words[v].Lemma)) {
			return v
		}
	}
	return -1
}

func mendSpeakerActing(g *grammar, s *ud.Sentence, i int) {
	v := sayingBehind(g, s, i)
	for k := i + 1; k < v; k++ {
		if s.Words[k].Head-1 == v {
			s.Words[k].Head = i + 1
		}
	}
	s.Words[i-1].Head, s.Words[i-1].Deprel = v+1, "nsubj"
	s.Words[i].Head, s.Words[i].Deprel = i, "acl"
}

// adjectiveAsVerb: "fighters *advanced* to": a past form taken for an adjective, with a subject and no copula.
func adjectiveAsVerb(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	return i > 0 && w.UPOS == "ADJ" && strings.HasSuffix(lowAt(s, i), "ed") && w.Head-1 > i && childOf(s, i, "nsubj") == i-1 && childOf(s, i, "cop", "aux") < 0
}

func mendAdjectiveAsVerb(_ *grammar, s *ud.Sentence, i int) {
	s.Words[i].UPOS, s.Words[i].Feats, s.Words[i].Deprel = "VERB", finitePast, "ccomp"
}

// subjectAsObject: "said its forces, backed by jets, killed": the noun behind the
// verb of saying is the subject of the verb behind the commas.
func subjectAsObject(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	v := w.Head - 1
	if w.Base() != "advcl" || w.UPOS != "VERB" || w.Feat("VerbForm") != "Fin" && !(pastParticiple(w) && childOf(s, i, "obj") > i) || v < 0 || v > i || i == 0 || s.Words[i-1].Form != "," || childOf(s, i, "nsubj", "mark") >= 0 {
		return false
	}
	o := childOf(s, v, "obj")
	return o > v && o < i && lowAt(s, o+1) == "," && g.hasVerb(plain(s.Words[v].Lemma))
}

func mendSubjectAsObject(_ *grammar, s *ud.Sentence, i int) {
	o := childOf(s, s.Words[i].Head-1, "obj")
	s.Words[o].Head, s.Words[o].Deprel = i+1, "nsubj"
	s.Words[i].Deprel, s.Words[i].Feats = "ccomp", finitePast
}

func bareOblique(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	h := w.Head - 1
	if w.Deprel != "obl" || h < 0 || h > i || w.UPOS != "NOUN" || s.Words[h].UPOS != "VERB" || childOf(s, i, "case") >= 0 || childOf(s, h, "obj") >= 0 {
		return false
	}
	n := childOf(s, i, "nummod")
	q := -1
	if n >= 0 {
		q = childOf(s, n, "nmod", "advmod", "obl")
	}
	return q >= 0 && childOf(s, q, "case") >= 0
}

func numberOf(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	n := countedBy(s, i)
	return w.Base() == "obl" && n >= 0 && s.Words[n].Head == w.Head && s.Words[n].Base() == "obj"
}

// countedBy is the number right before the "of" of noun i, or -1.
func countedBy(s *ud.Sentence, i int) int {
	of := childOf(s, i, "case")
	if of < 1 || lowAt(s, of) != "of" || s.Words[of-1].UPOS != "NUM" {
		return -1
	}
	return of - 1
}

func blamedOn(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	o := w.Head - 1
	if w.Base() != "nmod" || o < 0 || s.Words[o].Base() != "obj" || s.Words[o].Head < 1 || !g.is("blaming", plain(s.Words[s.Words[o].Head-1].Lemma)) {
		return false
	}
	c := childOf(s, i, "case")
	return c >= 0 && g.is("upon", lowAt(s, c))
}

// deedAsClause: "were killed by *shelling*": a noun of a deed taken for a clause of means, though nothing is done to anybody in it.
func deedAsClause(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	h := w.Head - 1
	return w.UPOS == "VERB" && strings.HasSuffix(lowAt(s, i), "ing") && w.Deprel == "advcl" && i > 0 && h >= 0 && h == i-2 && lowAt(s, i-1) == "by" && s.Words[i-1].Head-1 == i && childOf(s, h, "aux:pass") >= 0 && childOf(s, i, "obj", "nsubj", "ccomp", "xcomp") < 0
}

// mendDeedAsClause makes it the noun that does it; what is set off by a comma behind it, or hung far, is the verb's.
func mendDeedAsClause(_ *grammar, s *ud.Sentence, i int) {
	w := &s.Words[i]
	w.UPOS, w.Lemma, w.Feats, w.Deprel = "NOUN", lowAt(s, i), "Number=Sing", "obl:agent"
	s.Words[i-1].UPOS, s.Words[i-1].Deprel = "ADP", "case"
	if i+1 < len(s.Words) && s.Words[i+1].Form == "," {
		for k := i + 1; k < len(s.Words); k++ {
			if s.Words[k].Head-1 == i {
				s.Words[k].Head = w.Head
			}
		}
	}
}

func gerundAsAdjective(g *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if w.UPOS != "VERB" || w.Deprel != "amod" || w.Feat("VerbForm") != "Ger" || i < 2 || w.Head-1 != i+1 || s.Words[i-1].UPOS != "ADP" {
		return false
	}
	o := &s.Words[i-2]
	return o.Base() == "obj" && o.Head > 0 && slices.ContainsFunc(g.cues[plain(s.Words[o.Head-1].Lemma)], func(e entry) bool { return e.class == "accuse" })
}

func mendGerundAsAdjective(_ *grammar, s *ud.Sentence, i int) {
	accused := i - 2
	for k := i + 2; k < len(s.Words); k++ {
		if s.Words[k].Head-1 == accused && s.Words[k].Base() == "nmod" {
			s.Words[k].Head, s.Words[k].Deprel = i+1, "obl"
		}
	}
	s.Words[i+1].Head, s.Words[i+1].Deprel = i+1, "obj"
	s.Words[i-1].Head, s.Words[i-1].Deprel = i+1, "mark"
	s.Words[i].Head, s.Words[i].Deprel = s.Words[accused].Head, "advcl"
}

func allBut(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	return i > 2 && w.UPOS == "VERB" && lowAt(s, i-1) == "but" && lowAt(s, i-2) == "all" && w.Head-1 == i-3 && s.Words[i-3].Lemma == "have"
}

func mendAllBut(_ *grammar, s *ud.Sentence, i int) {
	have := i - 3
	for k := range s.Words {
		if s.Words[k].Head-1 == have && k != i {
			s.Words[k].Head = i + 1
		}
	}
	s.Words[i].Head, s.Words[i].Deprel = s.Words[have].Head, s.Words[have].Deprel
	s.Words[i].Feats = "Tense=Past|VerbForm=Part"
	s.Words[have].Head, s.Words[have].Deprel, s.Words[have].UPOS = i+1, "aux", "AUX"
	s.Words[i-1].Head, s.Words[i-1].Deprel = i+1, "advmod"
	s.Words[i-2].Head, s.Words[i-2].Deprel = i+1, "advmod"
}

func emptyIt(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	h := w.Head - 1
	return w.Deprel == "expl" && h == i+1 && s.Words[h].UPOS == "VERB" && s.Words[h].Feat("VerbForm") == "Fin" && s.Words[h].Base() == "ccomp" &&
		childOf(s, h, "obj") > h && childOf(s, h, "nsubj", "csubj", "ccomp", "xcomp") < 0
}

func presentAsInfinitive(_ *grammar, s *ud.Sentence, i int) bool {
	w := &s.Words[i]
	if w.UPOS != "VERB" || w.Feat("VerbForm") != "Inf" || childOf(s, i, "aux", "mark") >= 0 {
		return false
	}
	sub := childOf(s, i, "nsubj")
	return sub >= 0 && sub == i-1 && (w.Deprel == "root" || w.Deprel == "parataxis")
}
