// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"recoupe/lang"
)

// Text is a dispatch as stories see it.
type Text struct {
	ID, Title, Body, Lang string
	// Address is where it stood, "" is unknown: publishers number their pages.
	Address string
	// Printed is when it was printed; the zero time is unknown.
	Printed time.Time
}

// Stories groups texts that report one incident, by text evidence alone: words,
// rare names, what stands in the lead, dates and counts of people. It needs no
// claims and no trees, and so serves languages without a pack. How rare a word
// is, the texts themselves say. The result lists indices, each text once, and
// does not depend on the order of the texts.
func Stories(texts []Text) [][]int { return weights().Stories(texts) }

// Stories groups texts as the function of that name does, by these weights.
func (w Weights) Stories(texts []Text) [][]int {
	c, order := newCorpus(texts)
	groups := agglomerate(len(order), c.pairs(w), storyThreshold, c.near)
	out := make([][]int, len(groups))
	for i, g := range groups {
		for _, k := range g {
			out[i] = append(out[i], order[k])
		}
		slices.Sort(out[i])
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// storyThreshold is the mean probability from which two groups are one story.
const storyThreshold = 0.25

// How much of a text is looked at, in code points: what comes later is background and furniture.
const (
	bodyRunes = 3000
	leadRunes = 300
	dayRunes  = 3000
)

// sketch is a text reduced to what stories compare.
type sketch struct {
	lang     string
	vector   map[string]float64
	lead     map[string]bool
	counts   map[string]bool // "3 dead": a number with the word behind it
	days     days
	serial   serial
	numbered bool
	// belief spreads the text over the days it may be of, smeared over those of other reports of its incident.
	own, belief  []float64
	days1, days2 *spread
	// places are the places named, firstPlace the first.
	places map[string]bool
	// names are what may be names by their consonants, numbers those of one or two digits.
	names, numbers map[string]bool
	script         byte
	firstPlace     string
}

// corpus is the texts with the frequency of their words.
type corpus struct {
	stretch   stretch
	texts     []sketch
	frequency map[string]int
	placed    map[string]int // texts that name a place
	named     map[string]int // texts that have a name, by its consonants
}

// newCorpus sketches texts in the order of their ids, and says in which.
func newCorpus(texts []Text) (*corpus, []int) {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(texts[a].ID, texts[b].ID) })
	c := &corpus{texts: make([]sketch, len(order)), frequency: map[string]int{}, placed: map[string]int{}, named: map[string]int{}}
	words := make([]map[string]int, len(order))
	for n, i := range order {
		c.texts[n], words[n] = newSketch(&texts[i])
		for w := range words[n] {
			c.frequency[w]++
		}
		for p := range c.texts[n].places {
			c.placed[p]++
		}
		for k := range c.texts[n].names {
			c.named[k]++
		}
	}
	for n := range c.texts {
		c.texts[n].vector = c.vector(words[n])
	}
	c.stretch = stretchOf(c.texts)
	c.stretch.date(c.texts)
	return c, order
}

func newSketch(t *Text) (sketch, map[string]int) {
	body := head(t.Body, bodyRunes)
	s := sketch{lang: t.Lang, lead: map[string]bool{}, counts: map[string]bool{}, days: daysOf(t)}
	s.serial, s.numbered = serialOf(t.Address)
	words := map[string]int{}
	for _, w := range tokens(t.Title + " " + body) {
		if utf8.RuneCountInString(w) >= 3 || isNumber(w) {
			words[w]++
		}
	}
	for _, w := range tokens(t.Title + " " + head(t.Body, leadRunes)) {
		s.lead[w] = true
	}
	lead := t.Title + " " + head(t.Body, nameRunes)
	s.script, s.names, s.numbers = scriptOf(lead), namesIn(lead), map[string]bool{}
	for _, w := range tokens(lead) {
		if isNumber(w) && len(w) <= 2 {
			s.numbers[w] = true
		}
	}
	ts := tokens(body)
	s.places, s.firstPlace = placesIn(t.Title + " " + head(t.Body, placeRunes))
	for i := 0; i+1 < len(ts); i++ {
		if isNumber(ts[i]) && len(ts[i]) <= 2 {
			s.counts[ts[i]+" "+ts[i+1]] = true
		}
	}
	return s, words
}

// vector weighs words by how often they stand here and how rare they are; words of one text or of a third of all say nothing.
func (c *corpus) vector(words map[string]int) map[string]float64 {
	v := map[string]float64{}
	sum := 0.0
	for _, w := range sortedWords(words) {
		n := c.frequency[w]
		if n < 2 || 10*n > 3*len(c.texts) {
			continue
		}
		x := (1 + math.Log(float64(words[w]))) * c.rarity(w)
		v[w] = x
		sum += x * x
	}
	for w := range v {
		v[w] /= math.Sqrt(sum)
	}
	return v
}

func sortedWords[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for w := range m {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// rarity is the inverse document frequency of a word.
func (c *corpus) rarity(w string) float64 {
	if c.frequency[w] == 0 {
		return 0
	}
	return math.Log(float64(len(c.texts)) / float64(c.frequency[w]))
}

// head returns the first n code points.
func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func isNumber(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

// tokens folds a text and cuts it into words. Letters that writers set apart to get past filters ("قـ.ـصف") are
// joined again, and the Arabic article with what is written on it is taken off.
func tokens(s string) []string {
	ws := strings.FieldsFunc(lang.Fold(joinLetters(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range ws {
		ws[i] = unprefixed(w)
	}
	return ws
}

const tatweel = 'ـ'

// joinLetters drops runs of tatweel with the stops and blanks that stand between two of them.
func joinLetters(s string) string {
	if !strings.ContainsRune(s, tatweel) {
		return s
	}
	rs := []rune(s)
	out := rs[:0]
	for i := 0; i < len(rs); i++ {
		if rs[i] != tatweel {
			out = append(out, rs[i])
			continue
		}
		j := i + 1
		for j < len(rs) && (rs[j] == tatweel || rs[j] == '.' || rs[j] == '*' || rs[j] == ' ') {
			j++
		}
		for j > i+1 && rs[j-1] == ' ' { // a word that only ends in one
			j--
		}
		i = j - 1
	}
	return string(out)
}

var written = []string{"وال", "بال", "فال", "كال", "لل", "ال"}

// unprefixed takes the article, and conjunction or preposition before it, off an Arabic word.
func unprefixed(w string) string {
	for _, p := range written {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return w
}
