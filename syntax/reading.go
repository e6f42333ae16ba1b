// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"math"
	"slices"
	"strings"
)

// A reading is a tag with a value for every attribute. The heads choose each
// of them alone and may put together what the language does not have, a noun
// with a tense; a pack that lists the readings of its house's treebank takes
// the likeliest of those instead.
type reading struct {
	upos   int
	values []byte // in the pack's order of attributes
}

// Reading writes a reading as a pack lists it: the tag, a space, the features.
func Reading(upos, feats string) string { return upos + " " + feats }

// key is the reading as a key of Pack.known: the values, then the tag.
func (r reading) key() string { return string(append(slices.Clone(r.values), byte(r.upos))) }

// readings are those that a pack lists; none if it lists none.
type readings struct {
	list  []reading
	known map[string]bool
}

// learn takes in the listed readings, up to one that has a tag or a feature that the tables lack.
func (p *Pack) learn(list []string) {
	p.readings = readings{known: make(map[string]bool, len(list))}
	for _, s := range list {
		r, ok := p.read(s)
		if !ok {
			return
		}
		p.readings.list = append(p.readings.list, r)
		p.readings.known[r.key()] = true
	}
}

// read turns a listed reading into indexes.
func (p *Pack) read(s string) (reading, bool) {
	tag, feats, _ := strings.Cut(s, " ")
	r := reading{slices.Index(p.UPOS, tag), make([]byte, len(p.order))}
	if r.upos < 0 {
		return r, false
	}
	for f := range strings.SplitSeq(feats, "|") {
		if f != "" && !p.set(r.values, f) {
			return r, false
		}
	}
	return r, true
}

// set puts the value of a feature "Name=Value" into its place.
func (p *Pack) set(values []byte, feature string) bool {
	name, value, _ := strings.Cut(feature, "=")
	for i, o := range p.order {
		if a := p.Attributes[o.attr]; a.Name == name {
			k := slices.Index(a.Values, value)
			values[i] = byte(max(k, 0))
			return k > 0
		}
	}
	return false
}

// choose returns the tag and puts the values of the likeliest reading into
// w.choice. The scores of a head are logarithms of its probabilities but for a constant, so
// that the likeliest reading is the one with the largest sum.
func (p *Pack) choose(upos, feats []float32, w *Work) int {
	w.choice = w.choice[:0]
	for _, o := range p.order {
		w.choice = append(w.choice, byte(argmax(feats[o.at:o.at+len(p.Attributes[o.attr].Values)])))
	}
	tag := argmax(upos)
	w.choice = append(w.choice, byte(tag))
	known := len(p.readings.list) == 0 || p.readings.known[string(w.choice)]
	w.choice = w.choice[:len(p.order)]
	if known {
		return tag
	}
	r := p.likeliest(upos, feats)
	copy(w.choice, r.values)
	return r.upos
}

// likeliest returns the listed reading with the largest sum of scores, the first of equals.
func (p *Pack) likeliest(upos, feats []float32) reading {
	best, top := 0, float32(math.Inf(-1))
	for k, r := range p.readings.list {
		sum := upos[r.upos]
		for i, o := range p.order {
			sum += feats[o.at+int(r.values[i])]
		}
		if sum > top {
			best, top = k, sum
		}
	}
	return p.readings.list[best]
}

// formTag is a normalised form with the index of a tag.
type formTag struct {
	form string
	upos int
}

// Irregular writes a form as a pack lists it: form, tag and lemma, a tab between.
func Irregular(form, upos, lemma string) string { return form + "\t" + upos + "\t" + lemma }

// memorise takes in the listed irregular forms, up to one that has no tag of the pack.
func (p *Pack) memorise(list []string) {
	p.lemmas = make(map[formTag]string, len(list))
	for _, s := range list {
		f := strings.Split(s, "\t")
		if len(f) != 3 || !slices.Contains(p.UPOS, f[1]) {
			return
		}
		p.lemmas[formTag{f[0], slices.Index(p.UPOS, f[1])}] = f[2]
	}
}
