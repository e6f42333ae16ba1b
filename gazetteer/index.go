// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sort"
)

// The kinds of keys.
const (
	exactKey    = 'e'
	skeletonKey = 's'
)

// refSize is the length of one entry of the embedded index: eight bytes of hash, four of entry number.
const refSize = 12

// keyRef says that a key leads to an entry.
type keyRef struct {
	hash  uint64
	entry int32
}

// hash is FNV-1a over the kind and the key.
func hash(kind byte, key string) uint64 {
	h := uint64(14695981039346656037)
	h = (h ^ uint64(kind)) * 1099511628211
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	return h
}

// find returns the entries of a key.
func (g *Gazetteer) find(kind byte, key string) []int32 {
	if key == "" {
		return nil
	}
	h := hash(kind, key)
	var out []int32
	n := len(g.keys) / refSize
	at := func(i int) uint64 { return binary.LittleEndian.Uint64([]byte(g.keys[i*refSize : i*refSize+8])) }
	for i := sort.Search(n, func(i int) bool { return at(i) >= h }); i < n && at(i) == h; i++ {
		if e := int32(binary.LittleEndian.Uint32([]byte(g.keys[i*refSize+8 : i*refSize+12]))); int(e) < len(g.entries) {
			out = append(out, e)
		}
	}
	i, _ := slices.BinarySearchFunc(g.extra, h, func(r keyRef, h uint64) int { return cmp.Compare(r.hash, h) })
	for ; i < len(g.extra) && g.extra[i].hash == h; i++ {
		out = append(out, g.extra[i].entry)
	}
	return out
}

// index computes the sorted keys of the entries from a number on.
func (g *Gazetteer) index(from int) []keyRef {
	var out []keyRef
	put := func(name string, i int32) {
		if k := Exact(name); k != "" {
			out = append(out, keyRef{hash(exactKey, k), i})
		}
		for _, k := range Skeletons(name) {
			if len(k) >= 2 {
				out = append(out, keyRef{hash(skeletonKey, k), i})
			}
		}
	}
	for i := from; i < len(g.entries); i++ {
		e := &g.entries[i]
		for name := range e.all {
			put(name, int32(i))
			if e.Kind == "region" {
				put(bare(name), int32(i))
			}
		}
	}
	slices.SortFunc(out, func(a, b keyRef) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.entry, b.entry)) })
	return slices.Compact(out)
}

// DefaultKeys computes the index that is embedded beside the tables; gen/keys writes it.
func DefaultKeys() ([]byte, error) {
	g, err := build(cityTable, divisionTable)
	if err != nil {
		return nil, err
	}
	var out []byte
	for _, r := range g.index(0) {
		out = binary.LittleEndian.AppendUint64(out, r.hash)
		out = binary.LittleEndian.AppendUint32(out, uint32(r.entry))
	}
	return out, nil
}
