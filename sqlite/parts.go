// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/json"
	"io"

	"recoupe"
)

// Kinds of part of a woven state.
const (
	partEvent = 1 + iota
	partContradiction
	partHold
)

// part is one event, contradiction or hold, known by where it stands and what it says.
type part struct {
	id     int64
	kind   int
	rank   string
	digest [sha256.Size]byte
	json   []byte
}

// encodePart makes a part ready to be kept.
func encodePart(p recoupe.Part) (part, error) {
	kind, v := partHold, any(p.Hold)
	switch {
	case p.Event != nil:
		kind, v = partEvent, p.Event
	case p.Contradiction != nil:
		kind, v = partContradiction, p.Contradiction
	}
	b, err := json.Marshal(v)
	return part{kind: kind, rank: p.Rank, digest: sha256.Sum256(b), json: b}, err
}

// decodePart reads what encodePart made.
func decodePart(kind int, rank string, body []byte) (p recoupe.Part, err error) {
	p.Rank = rank
	switch kind {
	case partEvent:
		p.Event = new(recoupe.Event)
		err = inflate(body, p.Event)
	case partContradiction:
		p.Contradiction = new(recoupe.Contradiction)
		err = inflate(body, p.Contradiction)
	default:
		p.Hold = new(recoupe.Hold)
		err = inflate(body, p.Hold)
	}
	return p, err
}

// difference says which of the present parts of a strand end and which of the new ones begin.
func difference(present, next []part) (ended []int64, begun []part) {
	type key struct {
		kind   int
		rank   string
		digest [sha256.Size]byte
	}
	stays := map[key]int64{}
	for i := range present {
		stays[key{present[i].kind, present[i].rank, present[i].digest}] = present[i].id
	}
	seen := map[key]bool{}
	for _, n := range next {
		k := key{n.kind, n.rank, n.digest}
		if _, is := stays[k]; !is && !seen[k] {
			begun = append(begun, n)
		}
		seen[k] = true
	}
	for i := range present {
		if !seen[key{present[i].kind, present[i].rank, present[i].digest}] {
			ended = append(ended, present[i].id)
		}
	}
	return ended, begun
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
