// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"encoding/binary"
	"hash/fnv"
	"sort"
	"strings"
)

// LexSize is the width of the input that a lexicon's tags make.
const LexSize = 24

// Lexicon says what word lists know of a form: a set of tags such as "NOUN
// Gender=Fem". Forms are kept as fingerprints of 16 bits in a hash table, so
// that half a million of them take two megabytes; one unknown form in some
// thousands is taken for a known one.
type Lexicon struct {
	// Tags are sorted; Classes are the sets of tags that occur, as indexes. Classes[0] is empty.
	Tags    []string
	Classes [][]int
	table   []uint32 // fingerprint<<16 | class; 0 is free
}

// NewLexicon makes a lexicon of the tags of lower-cased normalised forms; tags
// of fewer than least forms are left out.
func NewLexicon(entries map[string][]string, least int) Lexicon {
	var l Lexicon
	index := l.tags(entries, least)
	forms := make([]string, 0, len(entries))
	for f := range entries {
		forms = append(forms, f)
	}
	sort.Strings(forms)
	size := 16
	for size*9 < len(forms)*10 {
		size *= 2
	}
	l.table = make([]uint32, size)
	l.Classes = [][]int{{}}
	classes := map[string]int{}
	for _, f := range forms {
		if c := l.class(entries[f], index, classes); c > 0 {
			l.put(f, c)
		}
	}
	return l
}

// tags fills in the frequent tags and returns their indexes.
func (l *Lexicon) tags(entries map[string][]string, least int) map[string]int {
	count := map[string]int{}
	for _, tags := range entries {
		for _, t := range tags {
			count[t]++
		}
	}
	for t, n := range count {
		if n >= least {
			l.Tags = append(l.Tags, t)
		}
	}
	sort.Strings(l.Tags)
	index := make(map[string]int, len(l.Tags))
	for i, t := range l.Tags {
		index[t] = i
	}
	return index
}

// class returns the number of a set of tags, a new one if need be; 0 for none and once numbers run out.
func (l *Lexicon) class(tags []string, index, classes map[string]int) int {
	sorted := append([]string(nil), tags...)
	sort.Strings(sorted)
	var set []int
	for i, t := range sorted {
		if k, ok := index[t]; ok && (i == 0 || t != sorted[i-1]) {
			set = append(set, k)
		}
	}
	if len(set) == 0 {
		return 0
	}
	key := strings.Join(sorted, "\x00")
	c, ok := classes[key]
	if !ok && len(l.Classes) < 1<<16 {
		c = len(l.Classes)
		classes[key] = c
		l.Classes = append(l.Classes, set)
	}
	return c
}

// place returns the first slot to look at and the fingerprint of a form.
func (l *Lexicon) place(form string) (int, uint32) {
	h := fnv.New64a()
	h.Write([]byte(form))
	x := h.Sum64()
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 32
	return int(x) & (len(l.table) - 1), uint32(x>>48) | 1
}

func (l *Lexicon) put(form string, class int) {
	i, print := l.place(form)
	for l.table[i] != 0 && l.table[i]>>16 != print {
		i = (i + 1) & (len(l.table) - 1)
	}
	l.table[i] = print<<16 | uint32(class)
}

// Lookup returns the tags of a lower-cased normalised form as indexes; none for an unknown one.
func (l *Lexicon) Lookup(form string) []int {
	if len(l.table) == 0 {
		return nil
	}
	i, print := l.place(form)
	for n := 0; l.table[i] != 0 && n < len(l.table); n++ {
		if l.table[i]>>16 == print {
			if c := int(l.table[i] & 0xffff); c < len(l.Classes) {
				return l.Classes[c]
			}
			return nil
		}
		i = (i + 1) & (len(l.table) - 1)
	}
	return nil
}

// appendTable writes the table behind its length.
func (l *Lexicon) appendTable(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(l.table)))
	for _, e := range l.table {
		b = binary.LittleEndian.AppendUint32(b, e)
	}
	return b
}

// readTable reads what appendTable wrote; false if it is cut off or no power of two.
func (l *Lexicon) readTable(b []byte) ([]byte, bool) {
	if len(b) < 4 {
		return nil, false
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n&(n-1) != 0 || n > len(b)/4 {
		return nil, false
	}
	l.table = make([]uint32, n)
	for i := range l.table {
		l.table[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return b[4*n:], true
}

// check refuses tags out of range.
func (l *Lexicon) check() string {
	if len(l.Tags) > 4096 || len(l.Classes) > 1<<16 {
		return "lexicon out of range"
	}
	for _, c := range l.Classes {
		for _, t := range c {
			if t < 0 || t >= len(l.Tags) {
				return "lexicon class out of range"
			}
		}
	}
	return ""
}
