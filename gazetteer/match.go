// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"math"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
)

// maxAsked is the longest name that is looked up, in bytes.
const maxAsked = 200

// Match is an entry with how it was found: exact, skeleton or loose.
type Match struct {
	*Entry
	How string
	// Distance is the edit distance of the exact keys over the length of the asked one, 0 for exact.
	Distance float64
	// Apart is the distance of the sounds, comparable across scripts; 0 for the same name.
	Apart float64
}

// Another spelling is at most so far from the asked name in sound, and in edits
// where the skeleton is short or loose.
const (
	maxApart = 0.4
	maxEdits = 0.34
)

// asked is a name with its keys.
type asked struct {
	exact, sounds string
	skeletons     []string
	exactHash     uint64
	keys          []skeletonHash
	script        byte
	runes         int
}

// skeletonHash is the hash of a skeleton; short says that it has two letters.
type skeletonHash struct {
	hash  uint64
	short bool
}

func ask(name string) asked {
	ws := words(name)
	q := asked{exact: exactOf(ws), skeletons: skeletonsOf(ws)}
	q.script, q.runes, q.sounds = scriptOf(q.exact), utf8.RuneCountInString(q.exact), sounds(q.exact)
	q.exactHash = hash(exactKey, q.exact)
	for _, k := range q.skeletons {
		if len(k) >= 2 {
			q.keys = append(q.keys, skeletonHash{hash(skeletonKey, k), len(k) == 2})
		}
	}
	return q
}

// Match returns the entries a name may mean, best first: exact before skeleton
// before loose, weighed with the distance of the sounds and the population, so
// that a well-known place under another spelling comes before a hamlet that
// happens to be written so. Skeletons of one letter never match, of two only
// within a third of edits; loose keys only where nothing else answers. Beyond
// thirty other spellings and a hundred readings the less likely are left out.
func (g *Gazetteer) Match(name string) []Match {
	if len(name) > maxAsked {
		return nil
	}
	m, ok := g.remembered(name)
	if !ok {
		m = g.search(name)
		g.remember(name, m)
	}
	return slices.Clone(m)
}

func (g *Gazetteer) search(name string) []Match {
	q := ask(name)
	if q.exact == "" {
		return nil
	}
	w := rooms.Get().(*room)
	defer rooms.Put(w)
	hits := g.spelled(&q, w)
	if b := bare(name); b != name && !slices.ContainsFunc(hits, func(h hit) bool { return h.how == 0 }) {
		d := ask(b)
		if divisions := g.divided(g.spelled(&d, new(room))); len(divisions) > 0 {
			return g.unpack(&d, divisions, w)
		}
	}
	if len(hits) == 0 {
		for n, l := range g.layers {
			hits = g.once(q.loose(l, n, hits), n, len(hits))
		}
	}
	return g.unpack(&q, hits, w)
}

// room is what a search works in; it is used again, since a common name fills it.
type room struct {
	hits, kept []hit
	order      []uint64
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// spelled finds the records of all tables by exact key and by skeleton.
func (g *Gazetteer) spelled(q *asked, w *room) []hit {
	hits := w.hits[:0]
	for n, l := range g.layers {
		hits = g.once(q.match(l, n, hits), n, len(hits))
	}
	w.hits = hits
	return hits
}

// divided keeps divisions, which are asked for with a class word that their names
// lack ("Gouvernorat de Hama"): another spelling of them, not the name itself.
func (g *Gazetteer) divided(hits []hit) []hit {
	hits = slices.DeleteFunc(hits, func(h hit) bool {
		kind := g.layers[h.layer].kind(h.i)
		return kind != "region" && kind != "county"
	})
	for k := range hits {
		hits[k].how = 1
	}
	return hits
}

// MatchExact returns the entries one of whose names is the asked one, best first.
func (g *Gazetteer) MatchExact(name string) []Match {
	if len(name) > maxAsked {
		return nil
	}
	q := asked{exact: Exact(name)}
	if q.exact == "" {
		return nil
	}
	var hits []hit
	for n, l := range g.layers {
		from := len(hits)
		for f := range l.find(exactKey, q.exact) {
			hits = append(hits, hit{layer: int32(n), i: f.i, name: f.name})
		}
		hits = g.once(hits, n, from)
	}
	return g.unpack(&q, hits, new(room))
}

// hit is a record that may be meant. A common name has hundreds: it is kept small.
type hit struct {
	layer, how    int32 // how is 0 exact, 1 skeleton, 2 loose
	i             int32
	name          uint32 // the name that led to it
	sound, weight float32
}

// weigh sets the weight, low for a good match: the distance of the sounds, a step for every
// weaker kind of match, less a little for every doubling of the population and of
// the names that languages have for it: a known place has many. A settlement comes before the division that is called after it.
func (h *hit) weigh(l *layer) {
	h.weight = 2*h.sound + [...]float32{0, 0.12, 1}[h.how]
	switch l.kind(h.i) {
	case "region", "county":
		h.weight += 0.2
	case "country":
		h.weight -= 0.5 - 0.8*float32(h.how)
	case "village", "city", "town":
		h.weight -= 0.018*float32(bits.Len32(l.population(h.i))) + 0.004*float32(l.named(h.i))
	default:
		h.weight += 0.13
	}
}

// match finds the records of one table by exact key and by skeleton, one as often as names lead to it.
func (q *asked) match(l *layer, n int, hits []hit) []hit {
	for f := range l.lookup(q.exactHash) {
		hits = append(hits, hit{layer: int32(n), i: f.i, name: f.name})
	}
	for _, k := range q.keys {
		var last spelling
		for f := range l.lookup(k.hash) {
			if f.name != last.name { // records of one name stand together
				last.name = f.name
				last.near = q.spelling(l, &last, k.short)
			}
			if last.near {
				hits = append(hits, hit{layer: int32(n), how: 1, i: f.i, name: f.name, sound: float32(last.apart)})
			}
		}
	}
	return hits
}

// spelling is a name of a table with how far it sounds from the asked one; the
// names of one skeleton are read in the order of their sounds.
type spelling struct {
	name   uint32
	sound  string
	script byte
	apart  float64
	near   bool
}

// spelling reports whether a name of the same skeleton is another spelling of the asked one.
func (q *asked) spelling(l *layer, s *spelling, short bool) bool {
	fold, sound := l.name(s.name)
	if fold == q.exact || short && q.unlike(fold) {
		return false
	}
	if script := scriptOf(fold); sound != s.sound || script != s.script {
		s.sound, s.script, s.apart = sound, script, q.sound(sound, script)
	}
	return s.apart <= maxApart && (!short || q.letters(fold, sound) <= maxEdits)
}

// unlike reports whether a folded name in the same letters is too long or too short to be within maxEdits.
func (q *asked) unlike(fold string) bool {
	d := len(fold) - len(q.exact)
	return q.runes == len(q.exact) && float64(max(d, -d)) > maxEdits*float64(q.runes) && isASCII(fold)
}

// loose finds the records of one table by loose key: guesses.
func (q *asked) loose(l *layer, n int, hits []hit) []hit {
	for _, k := range q.skeletons {
		if len(k) < 3 {
			continue
		}
		for f := range l.find(looseKey, Loose(k)) {
			fold, sound := l.name(f.name)
			if q.letters(fold, sound) <= maxEdits {
				hits = append(hits, hit{layer: int32(n), how: 2, i: f.i, name: f.name, sound: float32(q.sound(sound, scriptOf(fold)))})
			}
		}
	}
	return hits
}

// sound is the distance of the sounds of the asked name and those of another in
// some script, with a little more across scripts.
func (q *asked) sound(sounds string, script byte) float64 {
	if script == q.script {
		return apart(q.sounds, sounds, false, maxApart)
	}
	return 0.02 + apart(q.sounds, sounds, script == 'a' || script == 'h' || q.script == 'a' || q.script == 'h', maxApart)
}

// letters is the edit distance to a folded name over the length of the asked
// one. Across scripts it is a third where the sounds are nearly the same, else 1.
func (q *asked) letters(fold, sound string) float64 {
	if len(fold) > 120 {
		return 1
	}
	if scriptOf(fold) == q.script {
		if d := len(fold) - len(q.exact); d > len(q.exact) || -d > len(q.exact)/2 {
			return 1
		}
		return float64(edits(q.exact, fold)) / float64(q.runes)
	}
	if q.sound(sound, scriptOf(fold)) <= 0.15 {
		return 0.34
	}
	return 1
}

// once drops the records of the last table, from a position on, that an earlier one holds too.
func (g *Gazetteer) once(hits []hit, last, from int) []hit {
	l := g.layers[last]
	kept := hits[:from]
	for _, h := range hits[from:] {
		if last == 0 || !l.known(h.i) || !g.merge(hits[:from], h, l.id(h.i)) {
			kept = append(kept, h)
		}
	}
	return kept
}

// merge gives a hit to the earlier one of the same id, if there is one; the better match stays.
func (g *Gazetteer) merge(earlier []hit, h hit, id string) bool {
	for k := range earlier {
		if o := &earlier[k]; g.layers[o.layer].id(o.i) == id {
			if h.how < o.how || h.how == o.how && h.sound < o.sound {
				*o = h
			}
			return true
		}
	}
	return false
}

// maxCandidates bounds the readings of a name, maxSpellings those under other spellings.
const (
	maxCandidates = 100
	maxSpellings  = 30
)

// unpack opens the records of the likeliest hits, in their order.
func (g *Gazetteer) unpack(q *asked, hits []hit, w *room) []Match {
	hits = g.likeliest(hits, w)
	out, entries := make([]Match, len(hits)), make([]Entry, len(hits))
	for k, h := range hits {
		l := g.layers[h.layer]
		entries[k] = l.entry(h.i)
		out[k] = Match{Entry: &entries[k], How: hows[h.how], Apart: float64(h.sound)}
		if h.how > 0 {
			fold, sound := l.name(h.name)
			out[k].Distance = q.letters(fold, sound)
		}
		if l.known(h.i) {
			if e, ok := g.Get(entries[k].ID); ok {
				out[k].Entry = e
			}
		}
	}
	return out
}

// likeliest puts the hits in the order of their weight and keeps each record once,
// in its likeliest hit, and no more than the bounds allow. What is sorted is one
// number a hit, the weight before the position: equals stay in the order of the tables.
func (g *Gazetteer) likeliest(hits []hit, w *room) []hit {
	order, out, spellings := w.order[:0], w.kept[:0], 0
	for k := range hits {
		hits[k].weigh(g.layers[hits[k].layer])
		order = append(order, ascending(hits[k].weight)<<32|uint64(k))
	}
	slices.Sort(order)
	for _, o := range order {
		h := hits[uint32(o)]
		if h.how > 0 && spellings == maxSpellings || slices.ContainsFunc(out, func(o hit) bool { return o.i == h.i && o.layer == h.layer }) {
			continue
		}
		if h.how > 0 {
			spellings++
		}
		if out = append(out, h); len(out) == maxCandidates {
			break
		}
	}
	w.order, w.kept = order, out
	return out
}

// ascending is a number whose order among unsigned integers is that of the floats.
func ascending(f float32) uint64 {
	b := math.Float32bits(f)
	if b>>31 == 1 {
		return uint64(^b)
	}
	return uint64(b | 1<<31)
}

var hows = [...]string{"exact", "skeleton", "loose"}

// scriptOf tells the script of a folded name: l Latin, c Cyrillic, h Hebrew, a Arabic.
func scriptOf(s string) byte {
	if isASCII(s) {
		return 'l'
	}
	for _, r := range s {
		switch {
		case r >= 0x400 && r < 0x530:
			return 'c'
		case r >= 0x590 && r < 0x600:
			return 'h'
		case r >= 0x600 && r < 0x780:
			return 'a'
		}
	}
	return 'l'
}

func hasArabic(s string) bool { return scriptOf(s) == 'a' }

// edits is the Levenshtein distance in code points.
func edits(a, b string) int {
	if a == b {
		return 0
	}
	if isASCII(a) && isASCII(b) && len(b) < 64 {
		return editsOf([]byte(a), []byte(b))
	}
	return editsOf([]rune(a), []rune(b))
}

func editsOf[T byte | rune](x, y []T) int {
	var small [65]int
	row := small[:]
	if len(y) >= len(row) {
		row = make([]int, len(y)+1)
	}
	for j := range len(y) + 1 {
		row[j] = j
	}
	for i, r := range x {
		prev := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := prev
			if r != q {
				cost++
			}
			prev = row[j+1]
			row[j+1] = min(row[j+1]+1, row[j]+1, cost)
		}
	}
	return row[len(y)]
}
