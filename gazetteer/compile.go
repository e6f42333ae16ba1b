// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"math/bits"
	"slices"

	"recoupe"
)

// compile writes entries as one table (see layer). known says which ids an
// earlier table holds; nil is none.
func compile(entries []Entry, info PackInfo, known func(id string) bool) ([]byte, error) {
	info.Places = len(entries)
	c := compiler{at: map[string]uint32{}, numbers: map[string]uint32{}}
	c.text("")
	for i := range entries {
		c.add(&entries[i], int32(i), known)
	}
	if len(c.texts) > math.MaxUint32>>1 {
		return nil, fmt.Errorf("the names of %d places are too long: %w", len(entries), recoupe.ErrInvalid)
	}
	c.writeNames()
	slices.SortFunc(c.keys, func(a, b keyRef) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.name, b.name), cmp.Compare(a.entry, b.entry))
	})
	c.keys = slices.Compact(c.keys)
	return c.bytes(info)
}

// writeNames stores the folded names with their sounds, those of one skeleton side
// by side and those that sound alike together, so that a search reads them in one
// stretch, and points the keys at them.
func (c *compiler) writeNames() {
	order := make([]int, len(c.names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &c.names[i], &c.names[j]
		return cmp.Or(cmp.Compare(a.skeleton, b.skeleton), cmp.Compare(a.sounds, b.sounds), cmp.Compare(a.exact, b.exact))
	})
	at := make([]uint32, len(c.names))
	for _, i := range order {
		at[i] = c.text(c.names[i].exact + "|" + c.names[i].sounds)
	}
	for k := range c.keys {
		if n := c.keys[k].name; n > 0 {
			c.keys[k].name = at[n-1]
		}
	}
}

// keyRef says that a key leads to an entry, and by which of its names.
type keyRef struct {
	hash  uint64
	entry int32
	name  uint32 // position of the folded name and its sounds, before they are written its number from 1; 0 for keys that are no names
}

// spelt is a folded name with what it is sorted by.
type spelt struct{ exact, skeleton, sounds string }

type compiler struct {
	records, texts []byte
	at             map[string]uint32
	keys           []keyRef
	names          []spelt
	numbers        map[string]uint32 // of a folded name
	minor          bool              // the entry that is added is minor
}

// text returns the position of a text, stored once.
func (c *compiler) text(s string) uint32 {
	if at, ok := c.at[s]; ok {
		return at
	}
	at := uint32(len(c.texts))
	c.texts = binary.AppendUvarint(c.texts, uint64(len(s)))
	c.texts = append(c.texts, s...)
	c.at[s] = at
	return at
}

func (c *compiler) add(e *Entry, i int32, known func(string) bool) {
	c.index(e, i)
	for _, s := range []string{e.ID, e.Name, e.names, e.Kind, e.Division, e.Zone, e.Source, e.shape} {
		c.records = binary.LittleEndian.AppendUint32(c.records, c.text(s))
	}
	tail := [4]byte{}
	copy(tail[:2], e.Country)
	if e.Placed {
		tail[2] |= placedFlag
	}
	if known != nil && known(e.ID) {
		tail[2] |= knownFlag
	}
	tail[3] = byte(bits.Len(uint(len(e.names))))
	c.records = append(c.records, tail[:]...)
	c.records = binary.LittleEndian.AppendUint32(c.records, uint32(min(max(0, e.Population), math.MaxUint32)))
	c.records = binary.LittleEndian.AppendUint32(c.records, math.Float32bits(float32(e.Radius)))
	for _, d := range e.Point {
		c.records = binary.LittleEndian.AppendUint32(c.records, uint32(int32(math.Round(d*perDegree))))
	}
}

// index adds the keys of an entry.
func (c *compiler) index(e *Entry, i int32) {
	put := func(kind byte, key string) {
		if key != "" {
			c.keys = append(c.keys, keyRef{hash(kind, key), i, 0})
		}
	}
	c.minor = e.minor
	put(idKey, e.ID)
	if e.settled() {
		put(memberKey, e.Division)
		if e.Kind == "city" || e.Kind == "town" {
			put(memberKey, e.Country)
		}
	}
	if e.Placed {
		c.keys = append(c.keys, keyRef{cellHash(cell(e.Point[0], e.Point[1])), i, 0})
	}
	var done []string
	for name := range e.all {
		done = c.name(name, i, done)
		if e.division() {
			done = c.name(bare(name), i, done)
		}
	}
	for _, name := range e.also {
		done = c.spelling(name, i, done)
	}
}

// spelling adds a name that is found and never shown. Where it has the skeleton of a name
// of the entry, the search by sound finds the entry without it: then the exact key is all it needs.
func (c *compiler) spelling(name string, i int32, done []string) []string {
	ws := words(name)
	exact, skeletons := exactOf(ws), skeletonsOf(ws)
	if exact == "" || slices.Contains(done, exact) {
		return done
	}
	for _, d := range done {
		if slices.Contains(Skeletons(d), skeletons[0]) {
			c.keys = append(c.keys, keyRef{hash(exactKey, exact), i, 0})
			return append(done, exact)
		}
	}
	return c.name(name, i, done)
}

// name adds the keys of a name that is not among those done.
func (c *compiler) name(name string, i int32, done []string) []string {
	ws := words(name)
	exact := exactOf(ws)
	if exact == "" || slices.Contains(done, exact) {
		return done
	}
	skeletons := skeletonsOf(ws)
	n := c.number(exact, skeletons[0])
	c.keys = append(c.keys, keyRef{hash(exactKey, exact), i, n})
	for _, s := range skeletons {
		if len(s) >= 2 {
			c.keys = append(c.keys, keyRef{hash(skeletonKey, s), i, n})
			if !c.minor {
				c.keys = append(c.keys, keyRef{hash(looseKey, Loose(s)), i, n})
			}
		}
	}
	return append(done, exact)
}

// number is the number of a folded name, counted from 1.
func (c *compiler) number(exact, skeleton string) uint32 {
	n, ok := c.numbers[exact]
	if !ok {
		c.names = append(c.names, spelt{exact, skeleton, sounds(exact)})
		n = uint32(len(c.names))
		c.numbers[exact] = n
	}
	return n
}

func (c *compiler) bytes(info PackInfo) ([]byte, error) {
	raw, err := json.Marshal(info)
	if err != nil {
		return nil, err
	}
	n := min(24, bits.Len(uint(len(c.keys)/4)))
	out := make([]byte, headerSize, headerSize+len(c.records)+4<<n+len(c.keys)*keySize+len(c.texts)+len(raw)+4)
	copy(out, magic)
	for i, v := range []int{len(c.records) / recordSize, n, len(c.keys), len(c.texts)} {
		binary.LittleEndian.PutUint32(out[16+4*i:], uint32(v))
	}
	out = append(out, c.records...)
	next := 0
	for b := range 1<<n + 1 {
		for next < len(c.keys) && (n == 0 && b > 0 || n > 0 && c.keys[next].hash>>(64-n) < uint64(b)) {
			next++
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(next))
	}
	for _, k := range c.keys {
		out = binary.LittleEndian.AppendUint32(out, hashTail(k.hash, uint(n)))
		out = binary.LittleEndian.AppendUint32(out, uint32(k.entry))
		out = binary.LittleEndian.AppendUint32(out, k.name)
	}
	out = append(append(out, c.texts...), raw...)
	binary.LittleEndian.PutUint32(out[8:], crc32.Checksum(out[12:], castagnoli))
	return out, nil
}
