// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"recoupe/lang"
)

// Classes are groups of words that are used alike ("corporal", "sergeant"), in
// one or more grains, from coarse to fine. It holds fingerprints of the words,
// not the words. A nil table knows no word.
type Classes struct {
	// prints are the fingerprints of the words, ascending; of has one row of grains numbers a word.
	prints []uint32
	of     []uint16
	grains int
}

// NewClasses makes a table of words and their classes, one row of equally many numbers a word.
// Of words with the same fingerprint the first, which should be the commoner, stays.
func NewClasses(words []string, rows [][]uint16) *Classes {
	if len(words) == 0 || len(words) != len(rows) {
		return nil
	}
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	prints := make([]uint32, len(words))
	for i, w := range words {
		prints[i] = fingerprint(key(w))
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(prints[a], prints[b]) })
	c := &Classes{grains: len(rows[0])}
	for _, i := range order {
		if n := len(c.prints); n > 0 && c.prints[n-1] == prints[i] {
			continue
		}
		c.prints = append(c.prints, prints[i])
		c.of = append(c.of, rows[i]...)
	}
	return c
}

// Len is the number of words.
func (c *Classes) Len() int {
	if c == nil {
		return 0
	}
	return len(c.prints)
}

// row returns the classes of a lower-cased word, coarsest first, nil for an unknown word.
func (c *Classes) row(low string) []uint16 {
	if c == nil {
		return nil
	}
	i, ok := slices.BinarySearch(c.prints, fingerprint(low))
	if !ok {
		return nil
	}
	return c.of[i*c.grains : (i+1)*c.grains]
}

// look returns the classes of a form; what is written with a hyphen or behind
// "@" and "#" has those of its last part if it is unknown as a whole.
func (c *Classes) look(form string) []uint16 {
	low := strings.TrimLeft(strings.ToLower(lang.Norm(form)), "#@")
	if r := c.row(low); r != nil {
		return r
	}
	if i := strings.LastIndexByte(low, '-'); i >= 0 {
		return c.row(low[i+1:])
	}
	return nil
}

// fingerprint is FNV-1a.
func fingerprint(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// append writes the table: grains, number of words, fingerprints, classes.
func (c *Classes) append(b []byte) []byte {
	if c == nil {
		return append(b, 0)
	}
	b = append(b, byte(c.grains))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(c.prints)))
	last := uint32(0)
	for _, p := range c.prints {
		b = binary.AppendUvarint(b, uint64(p-last))
		last = p
	}
	for g := range c.grains {
		for i := g; i < len(c.of); i += c.grains {
			b = binary.LittleEndian.AppendUint16(b, c.of[i])
		}
	}
	return b
}

// readClasses reads what append wrote and returns the rest; false if b does not hold it.
func readClasses(b []byte) (*Classes, []byte, bool) {
	if len(b) == 0 {
		return nil, nil, false
	}
	c := &Classes{grains: int(b[0])}
	b = b[1:]
	if c.grains == 0 {
		return nil, b, true
	}
	if len(b) < 4 {
		return nil, nil, false
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n == 0 || n > len(b) {
		return nil, nil, false
	}
	c.prints = make([]uint32, n)
	last := uint64(0)
	for i := range c.prints {
		d, k := binary.Uvarint(b)
		if last += d; k <= 0 || last > 1<<32-1 || i > 0 && d == 0 {
			return nil, nil, false
		}
		c.prints[i], b = uint32(last), b[k:]
	}
	if len(b) < 2*n*c.grains {
		return nil, nil, false
	}
	c.of = make([]uint16, n*c.grains)
	for g := range c.grains {
		for i := range n {
			c.of[i*c.grains+g] = binary.LittleEndian.Uint16(b)
			b = b[2:]
		}
	}
	return c, b, true
}
