// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"encoding/binary"
	"math"

	"recoupe"
)

// The kinds of shapes.
const (
	lineShape    = 'L'
	polygonShape = 'P'
)

// PackLines packs courses of roads, rivers and borders into a text: counts as
// varints, positions as differences of hundred-thousandths of a degree.
func PackLines(lines []recoupe.Ring) string {
	b := binary.AppendUvarint([]byte{lineShape}, uint64(len(lines)))
	for _, l := range lines {
		b = appendRing(b, l)
	}
	return string(b)
}

// packArea packs polygons the same way.
func packArea(a recoupe.Area) string {
	b := binary.AppendUvarint([]byte{polygonShape}, uint64(len(a)))
	for _, poly := range a {
		b = binary.AppendUvarint(b, uint64(len(poly)))
		for _, r := range poly {
			b = appendRing(b, r)
		}
	}
	return string(b)
}

func appendRing(b []byte, r recoupe.Ring) []byte {
	b = binary.AppendUvarint(b, uint64(len(r)))
	var x, y int64
	for _, p := range r {
		px, py := int64(math.Round(p[0]*1e5)), int64(math.Round(p[1]*1e5))
		b = binary.AppendVarint(binary.AppendVarint(b, px-x), py-y)
		x, y = px, py
	}
	return b
}

// unpacker reads a packed shape; bad becomes true at the first byte that makes no sense.
type unpacker struct {
	rest []byte
	bad  bool
}

func (u *unpacker) count() int {
	n, k := binary.Uvarint(u.rest)
	if k <= 0 || n > uint64(len(u.rest)) {
		u.bad = true
		return 0
	}
	u.rest = u.rest[k:]
	return int(n)
}

func (u *unpacker) step() int64 {
	n, k := binary.Varint(u.rest)
	if k <= 0 {
		u.bad = true
		return 0
	}
	u.rest = u.rest[k:]
	return n
}

func (u *unpacker) ring() recoupe.Ring {
	n := u.count()
	r := make(recoupe.Ring, 0, n)
	var x, y int64
	for range n {
		x, y = x+u.step(), y+u.step()
		r = append(r, recoupe.LonLat{float64(x) / 1e5, float64(y) / 1e5})
	}
	return r
}

// Lines is the course of a road, river or border; nil where it is not known.
func (e *Entry) Lines() []recoupe.Ring {
	if e.shape == "" || e.shape[0] != lineShape {
		return nil
	}
	u := unpacker{rest: []byte(e.shape[1:])}
	var out []recoupe.Ring
	for range u.count() {
		out = append(out, u.ring())
	}
	if u.bad {
		return nil
	}
	return out
}

// Area is the outline of a place where a pack has one; nil where it is not known.
func (e *Entry) Area() recoupe.Area {
	if e.shape == "" || e.shape[0] != polygonShape {
		return nil
	}
	u := unpacker{rest: []byte(e.shape[1:])}
	var out recoupe.Area
	for range u.count() {
		var poly recoupe.Polygon
		for range u.count() {
			poly = append(poly, u.ring())
		}
		out = append(out, poly)
	}
	if u.bad {
		return nil
	}
	return out
}

// Border returns the line between two countries, given by their codes; nil where
// they have none in common.
func (g *Gazetteer) Border(a, b string) []recoupe.Ring {
	if a > b {
		a, b = b, a
	}
	if e, ok := g.Get("border:" + a + "-" + b); ok {
		return e.Lines()
	}
	return nil
}
