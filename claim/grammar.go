// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"recoupe/lexicon"
)

// entry is one cue of the lexicon.
type entry struct {
	lemma string
	words []string // of a multiword cue, lower case
	kind  string   // verb, prep, phrase, adv, adj, noun
	class string
	// frames: what the cue takes; reflexive: only with se.
	clause, quote, object, infinitive, reflexive bool
	// preps are the prepositions that open a nominal content.
	preps []string
}

// trigger is one word or phrase that carries an event.
type trigger struct {
	words []string
	pos   string // VERB, NOUN, ADJ, PHRASE
	event string
	mode  string // kind within the type: "threat" of "DIP.PRESSURE/threat"
	guard []guard
}

// guard is a condition on the surroundings: obj=place, prep=de, subj=force …
type guard struct{ key, value string }

// asks: the trigger has a guard with the key.
func (t *trigger) asks(key string) bool {
	return slices.ContainsFunc(t.guard, func(g guard) bool { return g.key == key })
}

// grammar is the closed-class knowledge of one language.
type grammar struct {
	lang     string
	classes  map[string]map[string]string // class → entry → value
	cues     map[string][]entry           // by first word, longest first
	triggers map[string][]trigger         // by first word, longest first
	endings  []ending                     // regular endings and what the lemma has instead
	demonyms map[string]string            // adjective of a people → country
}

var grammars = map[string]func() *grammar{
	"fr": sync.OnceValue(func() *grammar { return loadGrammar("fr") }),
	"en": sync.OnceValue(func() *grammar { return loadGrammar("en") }),
	"ar": sync.OnceValue(func() *grammar { return loadGrammar("ar") }),
}

// grammarOf returns the grammar of a language, nil where there is none.
func grammarOf(lang string) *grammar {
	if load := grammars[lang]; load != nil {
		return load()
	}
	return nil
}

// loadGrammar reads the embedded lists; a broken list is a broken build and panics.
func loadGrammar(lang string) *grammar {
	g := &grammar{lang: lang, classes: map[string]map[string]string{}, cues: map[string][]entry{}, triggers: map[string][]trigger{}}
	for _, row := range append(table(lang+"/grammar.txt"), table(lang+"/classes.txt")...) {
		if row[0] == "ending" {
			g.endings = append(g.endings, ending{row[1], strings.Join(row[2:], "")})
			continue
		}
		if g.classes[row[0]] == nil {
			g.classes[row[0]] = map[string]string{}
		}
		value := ""
		if len(row) > 2 {
			value = row[2]
		}
		g.classes[row[0]][plain(row[1])] = value
	}
	g.demonyms = demonymsOf(lang)
	for _, row := range table(lang + "/cues.txt") {
		g.addCue(row)
	}
	for _, row := range table(lang + "/triggers.txt") {
		g.addTrigger(row)
	}
	for k := range g.cues {
		slices.SortStableFunc(g.cues[k], func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	for k := range g.triggers {
		slices.SortStableFunc(g.triggers[k], func(a, b trigger) int {
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.narrow(), a.narrow()))
		})
	}
	return g
}

func table(name string) [][]string {
	rows, err := lexicon.Table(name)
	if err != nil {
		panic(err)
	}
	return rows
}

func (g *grammar) addCue(row []string) {
	if len(row) < 3 {
		return
	}
	e := entry{lemma: row[0], kind: row[1], class: row[2], words: splitPhrase(row[0])}
	frames := ""
	if len(row) > 3 {
		frames = row[3]
	}
	for _, f := range strings.FieldsFunc(frames, func(r rune) bool { return r == ',' || r == ' ' || r == '|' }) {
		e.setFrame(f)
	}
	if len(e.words) == 0 {
		return
	}
	if g.lang == "ar" && e.kind == "verb" {
		e.bringPreposition(g)
	}
	g.cues[e.words[0]] = append(g.cues[e.words[0]], e)
	if rest, ok := strings.CutPrefix(e.words[0], "ب"); ok && g.lang == "ar" && (e.kind == "prep" || e.kind == "phrase") && rest != "" {
		split := e // where the tokens cut the preposition off: "ب" "حسب"
		split.words = append([]string{"ب", rest}, e.words[1:]...)
		g.cues["ب"] = append(g.cues["ب"], split)
	}
	if g.lang == "ar" && e.kind == "verb" {
		for _, form := range perfects(e.words[0]) {
			if !slices.ContainsFunc(g.cues[form], func(x entry) bool { return x.lemma == e.lemma }) {
				g.cues[form] = append(g.cues[form], e)
			}
		}
	}
}

// bringPreposition makes "تحدث عن" a verb that takes a noun with عن: in Arabic
// the subject stands between the two.
func (e *entry) bringPreposition(g *grammar) {
	if len(e.words) == 2 && g.is("preposition", e.words[1]) {
		e.preps = append(e.preps, e.words[1])
		e.words = e.words[:1]
	}
}

// perfects returns the third-person forms of an Arabic perfect that agencies
// write: feminine, plural and dual (قال: قالت، قالوا، قالا؛ نفى: نفت، نفوا). The
// lemma of the tagger is not sure enough to do without them.
func perfects(verb string) []string {
	stem := strings.TrimSuffix(strings.TrimSuffix(verb, "ى"), "ا")
	return []string{stem + "ت", stem + "وا", verb + "ا", stem + "تا"}
}

// setFrame notes what a cue takes, in the words of the lexicon: que, that, 0, أن, si (a clause); quote; obj; inf, de+inf, to, ing; any other word is a preposition.
func (e *entry) setFrame(f string) {
	switch {
	case f == "refl":
		e.reflexive = true
	case f == "quote", f == "inv", strings.HasPrefix(f, "quote"):
		e.quote = true
	case strings.HasPrefix(f, "obj"), f == "nom":
		e.object = true
	case f == "inf", strings.Contains(f, "+inf"), f == "to", f == "ing":
		e.infinitive = true
	case strings.HasPrefix(f, "que"), strings.HasPrefix(f, "that"), f == "0", f == "clause", f == "si", f == "whether", f == "wh",
		strings.ContainsAny(f, "أإ") && f != "إلى":
		e.clause = true
	default:
		e.preps = append(e.preps, strings.TrimSuffix(f, "ـ"))
	}
}

func (g *grammar) addTrigger(row []string) {
	if len(row) < 3 {
		return
	}
	t := trigger{words: splitPhrase(row[0]), pos: row[1]}
	t.event, t.mode, _ = strings.Cut(row[2], "/")
	if t.event == "-" {
		t.event = ""
	}
	if len(row) > 3 {
		for _, f := range strings.FieldsFunc(row[3], func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
			if k, v, ok := strings.Cut(f, "="); ok {
				t.guard = append(t.guard, guard{k, v})
			}
		}
	}
	if len(t.words) > 0 {
		g.triggers[t.words[0]] = append(g.triggers[t.words[0]], t)
	}
}

// splitPhrase cuts a lexicon entry into words; a remark in brackets is dropped.
func splitPhrase(s string) []string {
	if i := strings.IndexByte(s, '('); i > 0 {
		s = s[:i]
	}
	s = strings.ReplaceAll(plain(s), "'", "' ")
	return strings.Fields(s)
}

// plain lower-cases and drops Arabic vowel marks and tatweel, so that lemma and entry meet.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x064B && r <= 0x0652, r == 0x0640, r == 0x0670:
			return -1
		case r == '’':
			return '\''
		}
		return r
	}, strings.ToLower(s))
}

func (g *grammar) is(class, word string) bool {
	_, ok := g.classes[class][word]
	return ok
}

func (g *grammar) value(class, word string) string { return g.classes[class][word] }

// wide classes of a guard hold almost anybody or anything.
var wide = map[string]bool{"body": true, "person": true, "human": true, "force": true, "place": true, "event": true, "figure": true, "state": true, "property": true}

// narrow says how much the guards of a trigger ask for: one that names its nouns more than one that names a wide class.
func (t *trigger) narrow() int {
	n := 0
	for _, g := range t.guard {
		n += 3
		if first, _, _ := strings.Cut(g.value, "|"); wide[first] {
			n--
		}
	}
	return n
}

func (g *grammar) hasClass(class string) bool { return len(g.classes[class]) > 0 }

// isNounCue reports whether a noun means something said: claim, annonce, نبأ.
func (g *grammar) isNounCue(lemma string) bool {
	return slices.ContainsFunc(g.cues[plain(lemma)], func(e entry) bool { return e.kind == "noun" })
}

// hasVerb reports whether the lexicon has a verb that begins with the word.
func (g *grammar) hasVerb(word string) bool {
	return slices.ContainsFunc(g.cues[word], func(e entry) bool { return e.kind == "verb" })
}
