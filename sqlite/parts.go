// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"io"
	"slices"
)

// Kinds of part of a woven state.
const (
	partEvent = 1 + iota
	partContradiction
	partHold
)

// part is one event, contradiction or hold, known by what it says.
type part struct {
	id, place int64
	digest    [sha256.Size]byte
	json      []byte
}

// gap lies between the places of two neighbours when both are new.
const gap = int64(1) << 32

// encodeParts makes parts of a list.
func encodeParts[T any](list []T) ([]part, error) {
	out := make([]part, len(list))
	for i, x := range list {
		b, err := json.Marshal(x)
		if err != nil {
			return nil, err
		}
		out[i] = part{json: b, digest: sha256.Sum256(b)}
	}
	return out, nil
}

// difference says which of the present parts end and which of the new ones
// begin, with places that keep both in order. Parts that say the same and stand
// in the same order stay as they are.
func difference(present, next []part) (ended []int64, begun []part) {
	kept := stays(present, next)
	ended, begun, ok := fit(present, next, kept)
	if !ok { // no room between two neighbours: lay all of them out again
		ended, begun, _ = fit(present, next, slices.Repeat([]int{-1}, len(next)))
	}
	return ended, begun
}

// stays returns, for each new part, the index of the present one that stays in
// its stead, -1 for none: a longest rising sequence of the equal ones.
func stays(present, next []part) []int {
	where := map[[sha256.Size]byte][]int{}
	for i, p := range present {
		where[p.digest] = append(where[p.digest], i)
	}
	same, back := make([]int, len(next)), make([]int, len(next))
	var ends []int // ends[k]: where a rising sequence of k+1 ends lowest
	for i, n := range next {
		same[i] = -1
		if q := where[n.digest]; len(q) > 0 {
			same[i], where[n.digest] = q[0], q[1:]
			k, _ := slices.BinarySearchFunc(ends, same[i], func(e, v int) int { return same[e] - v })
			back[i] = -1
			if k > 0 {
				back[i] = ends[k-1]
			}
			ends = append(ends[:k], append([]int{i}, ends[min(k+1, len(ends)):]...)...)
		}
	}
	out := slices.Repeat([]int{-1}, len(next))
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = back[i] {
			out[i] = same[i]
		}
	}
	return out
}

// fit finds places for the new parts between those that stay.
func fit(present, next []part, kept []int) (ended []int64, begun []part, ok bool) {
	stay := map[int]bool{}
	for _, k := range kept {
		stay[k] = true
	}
	for i, p := range present {
		if !stay[i] {
			ended = append(ended, p.id)
		}
	}
	for i := 0; i < len(next); {
		if kept[i] >= 0 {
			i++
			continue
		}
		j := i
		for j < len(next) && kept[j] < 0 {
			j++
		}
		n, first, step := int64(j-i), int64(0), gap
		switch {
		case i > 0 && j < len(next):
			low, high := present[kept[i-1]].place, present[kept[j]].place
			step = (high - low) / (n + 1)
			first = low + step
		case i > 0:
			first = present[kept[i-1]].place + gap
		case j < len(next):
			first = present[kept[j]].place - n*gap
		}
		if step == 0 {
			return nil, nil, false
		}
		for ; i < j; i++ {
			p := next[i]
			p.place, first = first, first+step
			begun = append(begun, p)
		}
	}
	return ended, begun, true
}

func deflate(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func inflate(b []byte, v any) error {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(b)))
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, v)
}
