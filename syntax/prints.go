// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"encoding/binary"
	"hash/fnv"
	"math/bits"
)

// prints maps forms to numbers below 65,536. A form is kept as a fingerprint of
// 16 bits in a hash table (linear probing), so that half a million of them take
// two megabytes; one unknown form in some thousands is taken for a known one.
// An entry is fingerprint<<16 | number, 0 is free; an eighth or more are free.
type prints []uint32

// newPrints makes room for n forms.
func newPrints(n int) prints { return make(prints, n+n/8+8) }

// slot returns the first slot to look at and the fingerprint of a form.
func (t prints) slot(form string) (int, uint32) {
	h := fnv.New64a()
	h.Write([]byte(form))
	x := h.Sum64()
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 32
	at, _ := bits.Mul64(x<<16, uint64(len(t))) // the upper 16 bits are the fingerprint's
	return int(at), uint32(x>>48) | 1
}

// put sets the number of a form; the table must have room.
func (t prints) put(form string, n int) {
	i, print := t.slot(form)
	for t[i] != 0 && t[i]>>16 != print {
		if i++; i == len(t) {
			i = 0
		}
	}
	t[i] = print<<16 | uint32(n)
}

// get returns the number of a form, 0 for an unknown one.
func (t prints) get(form string) int {
	if len(t) == 0 {
		return 0
	}
	i, print := t.slot(form)
	for n := 0; t[i] != 0 && n < len(t); n++ {
		if t[i]>>16 == print {
			return int(t[i] & 0xffff)
		}
		if i++; i == len(t) {
			i = 0
		}
	}
	return 0
}

// appendTo writes the table behind its length.
func (t prints) appendTo(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t)))
	for _, e := range t {
		b = binary.LittleEndian.AppendUint32(b, e)
	}
	return b
}

// readPrints reads what appendTo wrote and returns what follows it; false if it is cut off.
func readPrints(b []byte) (prints, []byte, bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := int(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if n > len(b)/4 {
		return nil, nil, false
	}
	t := make(prints, n)
	for i := range t {
		t[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return t, b[4*n:], true
}
