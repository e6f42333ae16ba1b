// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"recoupe"
)

// kinds are the types that the model tells; label 0 is no name, label 1+2k
// begins and 2+2k continues a name of kinds[k].
var kinds = [...]string{Person, Organisation, Place, People, Weapon}

const labels = 1 + 2*len(kinds)

// rowCount is the number of hashed features, a power of two.
const rowCount = 1 << 18

const (
	magic   = "RCNM"
	version = 2
)

// Model is the weights of a language: rowCount rows of one signed byte a
// label, then the weights of label pairs. It is immutable.
type Model struct {
	Lang string
	// Data (file → SHA-256), Scores and Licence tell where it comes from.
	Data    map[string]string
	Scores  map[string]float64
	Licence string
	// Eager is taken off the score of "no name": more names are found, more of them wrong.
	Eager int
	emit  []int8
	// classes are the word classes that it learnt with.
	classes *Classes
	pair    [labels * labels]int16
}

func inside(label int) int { return label + label%2 }

// follows reports whether label b may stand behind label a: a continuation only behind its own kind.
func follows(a, b int) bool {
	return b == 0 || b%2 == 1 || a != 0 && (a+1)/2 == (b+1)/2
}

// decode returns the best labels of words with the given features (Viterbi).
func (m *Model) decode(rows [][]uint32) []int {
	score := func(t int) (out [labels]float64) {
		var sum [labels]int32
		for _, r := range rows[t] {
			w := m.emit[int(r)*labels:][:labels]
			for l := range sum {
				sum[l] += int32(w[l])
			}
		}
		sum[0] -= int32(m.Eager)
		for l := range sum {
			out[l] = float64(sum[l])
		}
		return out
	}
	return viterbi(len(rows), score, func(a, b int) float64 { return float64(m.pair[a*labels+b]) })
}

// viterbi returns the labels with the highest sum of word and pair scores; label 0 stands before the first word.
func viterbi(n int, score func(t int) [labels]float64, pair func(a, b int) float64) []int {
	var last [labels]float64
	for l := range last {
		last[l] = math.Inf(-1)
	}
	last[0] = 0
	back := make([][labels]int8, n)
	for t := range n {
		var next [labels]float64
		here := score(t)
		for b := range labels {
			best, from := math.Inf(-1), 0
			for a := range labels {
				if v := last[a] + pair(a, b); follows(a, b) && v > best {
					best, from = v, a
				}
			}
			next[b] = best + here[b]
			back[t][b] = int8(from)
		}
		last = next
	}
	best := 0
	for l := range labels {
		if last[l] > last[best] {
			best = l
		}
	}
	out := make([]int, n)
	for t := n - 1; t >= 0; t-- {
		out[t] = best
		best = int(back[t][best])
	}
	return out
}

// Bytes writes the model file: magic, version, then gzipped a JSON head with
// its length before it, the weights, and their CRC-32.
func (m *Model) Bytes() ([]byte, error) {
	head, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	b = append(b, head...)
	for _, w := range m.emit {
		b = append(b, byte(w))
	}
	for _, w := range m.pair {
		b = binary.LittleEndian.AppendUint16(b, uint16(w))
	}
	b = m.classes.append(b)
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	out := bytes.NewBufferString(magic)
	out.WriteByte(version)
	z, err := gzip.NewWriterLevel(out, gzip.BestCompression)
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

// maxModel bounds the unpacked model.
const maxModel = 16 << 20

// IsModel reports whether data begins as a model file does.
func IsModel(data []byte) bool { return len(data) > 4 && string(data[:4]) == magic }

// Open reads a model file; a truncated, foreign or damaged one is refused with
// an error that wraps recoupe.ErrInvalid.
func Open(data []byte) (*Model, error) {
	bad := func(why string) (*Model, error) {
		return nil, fmt.Errorf("name model: %s: %w", why, recoupe.ErrInvalid)
	}
	if len(data) < 6 || string(data[:4]) != magic || data[4] != version {
		return bad("not a model file of this version")
	}
	z, err := gzip.NewReader(bytes.NewReader(data[5:]))
	if err != nil {
		return bad(err.Error())
	}
	b, err := io.ReadAll(io.LimitReader(z, maxModel))
	if err != nil {
		return bad(err.Error())
	}
	if len(b) < 8 || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return bad("truncated or damaged (checksum differs)")
	}
	n := int(binary.LittleEndian.Uint32(b))
	const weights = rowCount*labels + 2*labels*labels
	if n > len(b) || len(b) < 4+n+weights+4 {
		return bad("sizes do not fit")
	}
	m := &Model{emit: make([]int8, rowCount*labels)}
	if err := json.Unmarshal(b[4:4+n], m); err != nil {
		return bad(err.Error())
	}
	b = b[4+n:]
	for i := range m.emit {
		m.emit[i] = int8(b[i])
	}
	b = b[len(m.emit):]
	for i := range m.pair {
		m.pair[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	var ok bool
	if m.classes, b, ok = readClasses(b[2*len(m.pair):]); !ok || len(b) != 4 {
		return bad("word classes do not fit")
	}
	return m, nil
}
