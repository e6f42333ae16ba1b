// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"recoupe"
)

// A compiled table is one file: a header of fixed size, then sections that are
// never parsed as a whole. All integers are little-endian.
//
//	header   magic, checksum of all that follows, then the counts and positions below
//	records  one of recordSize bytes for each place; texts are positions in the texts section
//	buckets  where the keys of each first bits begin
//	keys     the four bytes of hash behind the bucket's bits, four of record number, four of the name that has the key, sorted:
//	         one look-up in a thousand million meets a key that is not its own
//	texts    each a length (varint) and its bytes
//	info     the pack's PackInfo as JSON
const (
	magic      = "RcpPlc03"
	headerSize = 64
	recordSize = 52
	keySize    = 12
)

// The kinds of keys.
const (
	exactKey    = 'e'
	skeletonKey = 's'
	looseKey    = 'l'
	idKey       = 'i'
	memberKey   = 'm'
	cellKey     = 'c'
)

// cellSize is the side of a cell of the spatial index in degrees.
const cellSize = 0.25

// layer is one compiled table.
type layer struct {
	records, buckets, keys, texts string
	shift                         uint
	info                          PackInfo
}

// hash is FNV-1a over the kind and the key, mixed so that its first bits are even.
func hash(kind byte, key string) uint64 {
	h := uint64(14695981039346656037)
	h = (h ^ uint64(kind)) * 1099511628211
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	return h
}

// hashTail is what a key keeps of its hash: what comes after the bits that choose the bucket.
func hashTail(h uint64, bits uint) uint32 { return uint32(h << bits >> 32) }

func u32(s string, at int) uint32 {
	b := s[at : at+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// perDegree is how finely positions are kept: to the centimetre.
const perDegree = 1e7

func degrees(s string, at int) float64 { return float64(int32(u32(s, at))) / perDegree }

// readLayer opens a compiled table. It checks the header and the sizes of the
// sections; whether the bytes are those that were written, verify says.
func readLayer(data string) (*layer, error) {
	if len(data) < headerSize || data[:8] != magic {
		return nil, fmt.Errorf("not a compiled table of places: %w", recoupe.ErrInvalid)
	}
	places, bits, keys, texts := int(u32(data, 16)), uint(u32(data, 20)), int(u32(data, 24)), int(u32(data, 28))
	at, rest := headerSize, len(data)-headerSize
	take := func(n int) string {
		if n < 0 || n > rest {
			rest = -1
			return ""
		}
		s := data[at : at+n]
		at, rest = at+n, rest-n
		return s
	}
	l := &layer{records: take(places * recordSize), shift: 64 - bits}
	if bits > 28 || rest < 0 {
		return nil, fmt.Errorf("compiled table is cut short: %w", recoupe.ErrInvalid)
	}
	l.buckets, l.keys, l.texts = take(4*(1<<bits+1)), take(keys*keySize), take(texts)
	if rest < 0 || json.Unmarshal([]byte(data[at:]), &l.info) != nil {
		return nil, fmt.Errorf("compiled table is cut short: %w", recoupe.ErrInvalid)
	}
	return l, nil
}

// verify compares the checksum.
func verify(data string) error {
	if len(data) < headerSize {
		return fmt.Errorf("compiled table is cut short: %w", recoupe.ErrInvalid)
	}
	if crc32.Checksum([]byte(data[12:]), castagnoli) != u32(data, 8) {
		return fmt.Errorf("compiled table is damaged: %w", recoupe.ErrInvalid)
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// found is a record with the name that led to it.
type found struct {
	i    int32
	name uint32
}

// find yields the records of a key; one comes once for every name that has the key.
func (l *layer) find(kind byte, key string) func(func(found) bool) { return l.lookup(hash(kind, key)) }

func (l *layer) lookup(h uint64) func(func(found) bool) {
	return func(yield func(found) bool) {
		b := 0
		if l.shift < 64 {
			b = int(h >> l.shift)
		}
		if 4*b+8 > len(l.buckets) {
			return
		}
		from, to, tail := int(u32(l.buckets, 4*b)), int(u32(l.buckets, 4*b+4)), hashTail(h, 64-l.shift)
		for at := from * keySize; at < to*keySize && at+keySize <= len(l.keys); at += keySize {
			k := u32(l.keys, at)
			if k > tail {
				return
			}
			if i := u32(l.keys, at+4); k == tail && int(i) < l.len() && !yield(found{int32(i), u32(l.keys, at+8)}) {
				return
			}
		}
	}
}

// name gives a folded name and its sounds.
func (l *layer) name(at uint32) (fold, sound string) {
	t := l.text(at)
	if i := strings.IndexByte(t, '|'); i >= 0 {
		return t[:i], t[i+1:]
	}
	return t, ""
}

// population of a record, without unpacking the rest.
func (l *layer) population(i int32) uint32 { return u32(l.records, int(i)*recordSize+36) }

// kind of a record, without unpacking the rest.
func (l *layer) kind(i int32) string { return l.text(u32(l.records, int(i)*recordSize+12)) }

// named is how long all names of a record are together, in doublings.
func (l *layer) named(i int32) byte { return l.records[int(i)*recordSize+35] }

// id of a record, without unpacking the rest.
func (l *layer) id(i int32) string { return l.text(u32(l.records, int(i)*recordSize)) }

func (l *layer) len() int { return len(l.records) / recordSize }

// text reads a text by its position; a position outside is an empty text.
func (l *layer) text(at uint32) string {
	if int(at) >= len(l.texts) {
		return ""
	}
	if n := l.texts[at]; n < 0x80 && int(at)+1+int(n) <= len(l.texts) { // nearly all are short
		return l.texts[int(at)+1 : int(at)+1+int(n)]
	}
	head := l.texts[at:min(len(l.texts), int(at)+binary.MaxVarintLen32)]
	var n uint64
	for i := range len(head) {
		n |= uint64(head[i]&0x7f) << (7 * i)
		if head[i] < 0x80 {
			from := int(at) + i + 1
			return l.texts[from:min(len(l.texts), from+int(n))]
		}
	}
	return ""
}

// entry unpacks a record.
func (l *layer) entry(i int32) Entry {
	r := l.records[int(i)*recordSize : int(i+1)*recordSize]
	t := func(n int) string { return l.text(u32(r, 4*n)) }
	return Entry{ID: t(0), Name: t(1), names: t(2), Kind: t(3), Division: t(4), Zone: t(5), Source: t(6), shape: t(7),
		Country: strings.TrimRight(r[32:34], "\x00"), Placed: r[34]&placedFlag != 0, Pack: l.info.Name,
		Population: int(u32(r, 36)), Radius: float64(math.Float32frombits(u32(r, 40))),
		Point: recoupe.LonLat{degrees(r, 44), degrees(r, 48)}}
}

// The flags of a record.
const (
	placedFlag = 1 << iota
	knownFlag  // an earlier table holds the id too
)

func (l *layer) known(i int32) bool { return l.records[int(i)*recordSize+34]&knownFlag != 0 }

// within yields the records of the cells that a box touches. A box of more than
// ten thousand cells walks the whole table instead.
func (l *layer) within(west, south, east, north float64) func(func(int32) bool) {
	x0, y0 := cell(west, south)
	x1, y1 := cell(east, north)
	return func(yield func(int32) bool) {
		if (x1-x0+1)*(y1-y0+1) > 10_000 {
			for i := range l.len() {
				if !yield(int32(i)) {
					return
				}
			}
			return
		}
		for x := x0; x <= x1; x++ {
			for y := y0; y <= y1; y++ {
				for f := range l.lookup(cellHash(x, y)) {
					if !yield(f.i) {
						return
					}
				}
			}
		}
	}
}

func cell(lon, lat float64) (x, y int) {
	return int(math.Floor(lon / cellSize)), int(math.Floor(lat / cellSize))
}

func cellHash(x, y int) uint64 {
	return hash(cellKey, string([]byte{byte(x), byte(x >> 8), byte(y), byte(y >> 8)}))
}
