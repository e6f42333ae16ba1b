// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"sync"
)

// Group is the model for the languages of one script.
type Group struct {
	// Script is an ISO 15924 code.
	Script string
	// Codes are the languages; "" is none of them.
	Codes []string
	// Bias is what every language starts from.
	Bias []float32
	// Scale is the worth of one unit of a weight.
	Scale float32
	// Hashes are the pieces that count, in ascending order.
	Hashes []uint32
	// Weights are len(Codes) numbers for every piece.
	Weights []int8
}

//go:embed identify.bin
var embedded []byte

// table is the embedded table; a broken one is a broken build.
var table = sync.OnceValue(func() *model {
	groups, err := Decode(embedded)
	if err != nil {
		panic(err)
	}
	m := &model{groups: map[string]*group{}}
	for _, g := range groups {
		m.groups[g.Script] = &group{codes: g.Codes, bias: g.Bias, scale: float64(g.Scale), hashes: g.Hashes, weights: g.Weights}
	}
	return m
})

type model struct{ groups map[string]*group }

type group struct {
	codes   []string
	bias    []float32
	scale   float64
	hashes  []uint32
	weights []int8
}

// row returns the weights of a piece, nil if it does not count.
func (g *group) row(hash uint32) []int8 {
	i, ok := slices.BinarySearch(g.hashes, hash)
	if !ok {
		return nil
	}
	return g.weights[i*len(g.codes) : (i+1)*len(g.codes)]
}

const (
	magic   = "RLID"
	version = 1
)

// Encode writes groups as Decode reads them: the magic, a version byte, the
// number of groups, each group, and a CRC-32C of all before it. Strings have a
// length byte, numbers are little-endian.
func Encode(groups []Group) []byte {
	b := append([]byte(magic), version, byte(len(groups)))
	for _, g := range groups {
		b = appendString(b, g.Script)
		b = append(b, byte(len(g.Codes)))
		for i, c := range g.Codes {
			b = appendString(b, c)
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(g.Bias[i]))
		}
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(g.Scale))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(g.Hashes)))
		for _, h := range g.Hashes {
			b = binary.LittleEndian.AppendUint32(b, h)
		}
		for _, w := range g.Weights {
			b = append(b, byte(w))
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func appendString(b []byte, s string) []byte { return append(append(b, byte(len(s))), s...) }

// errTable is what Decode says of anything that Encode did not write.
var errTable = errors.New("language table: damaged or of another version")

// Decode reads what Encode wrote, and nothing else.
func Decode(b []byte) ([]Group, error) {
	if len(b) < len(magic)+6 || string(b[:len(magic)]) != magic || b[len(magic)] != version {
		return nil, errTable
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if crc32.Checksum(body, castagnoli) != sum {
		return nil, errTable
	}
	r := reader{b: body[len(magic)+1:]}
	groups := make([]Group, r.byte())
	for i := range groups {
		groups[i] = r.group()
	}
	if r.short || len(r.b) > 0 {
		return nil, fmt.Errorf("%w: %d bytes too many or too few", errTable, len(r.b))
	}
	return groups, nil
}

// reader takes pieces off the front of b; short says that there were too few.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.short = true
		return make([]byte, max(0, min(n, 8)))
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) byte() byte     { return r.take(1)[0] }
func (r *reader) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) string() string { return string(r.take(int(r.byte()))) }

func (r *reader) group() Group {
	g := Group{Script: r.string()}
	n := int(r.byte())
	for range n {
		g.Codes = append(g.Codes, r.string())
		g.Bias = append(g.Bias, math.Float32frombits(r.uint32()))
	}
	g.Scale = math.Float32frombits(r.uint32())
	rows := int(r.uint32())
	if r.short || rows*(4+n) > len(r.b) {
		r.short = true
		return g
	}
	g.Hashes = make([]uint32, rows)
	for i := range g.Hashes {
		g.Hashes[i] = r.uint32()
	}
	g.Weights = make([]int8, rows*n)
	for i, w := range r.take(rows * n) {
		g.Weights[i] = int8(w)
	}
	return g
}
