// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"sort"
	"strings"
	"sync"

	"recoupe"
	"recoupe/lang"
)

// A pack file is, little-endian: magic, version, header length, header (JSON),
// the tables of the lexicon and of the vectors if it has them, then the matrices in the order of Net.Matrices, then the CRC-32C of all
// before. An embedding is a float32 scale a row and a signed byte a number; a
// matrix is a float32 scale a column and a signed byte a number; a bias is float32.
const (
	magic   = "RCPK"
	version = 1
	// maxPack bounds a pack file and its expansion.
	maxPack = 64 << 20
)

// Header is what a pack says about itself.
type Header struct {
	Lang   string
	Hidden int
	// House is the treebank id that prediction uses; Banks names the ids.
	House int
	Banks []string
	Tables
	// Readings are the tags with their features that the house's treebank has (Reading); none leaves every choice free.
	Readings []string `json:",omitempty"`
	// Irregular are the forms whose lemma no script makes (Irregular).
	Irregular []string `json:",omitempty"`
	Lexicon   Lexicon
	Vectors   Vectors
	// Splits tells ambiguous contractions, Ends the ends of sentences, Clitics the parts of a written word.
	Splits  Linear `json:"Contractions"`
	Ends    Linear
	Clitics Linear
	// Recipe, Data (file → SHA-256), Seed, Epochs, Scores and Licence tell where it comes from.
	Recipe  string
	Data    map[string]string
	Seed    int64
	Epochs  int
	Scores  map[string]float64
	Licence string
}

// Pack is a trained model of one language. It is immutable and safe for any number of goroutines.
type Pack struct {
	Header
	Net      *Net
	forms    map[string]int
	order    []attribute
	readings readings
	lemmas   map[formTag]string
	interns  sync.Map
}

// attribute is the place of an attribute in Header.Attributes and in the output of the feature head.
type attribute struct{ attr, at int }

// New makes a pack of its parts.
func New(h Header, n *Net) *Pack {
	p := &Pack{Header: h, Net: n, forms: make(map[string]int, len(h.Forms))}
	for i, f := range h.Forms {
		p.forms[f] = i
	}
	at := 0
	for i, a := range h.Attributes {
		p.order = append(p.order, attribute{i, at})
		at += len(a.Values)
	}
	sort.SliceStable(p.order, func(i, j int) bool {
		return strings.ToLower(h.Attributes[p.order[i].attr].Name) < strings.ToLower(h.Attributes[p.order[j].attr].Name)
	})
	p.learn(h.Readings)
	p.memorise(h.Irregular)
	return p
}

// FormIndex returns the row of a lower-cased form, 0 for an unknown one.
func (p *Pack) FormIndex(form string) int { return p.forms[form] }

func (p *Pack) norm(form string) string { return lang.Norm(form) }

// intern returns one copy of a feature string.
func (p *Pack) intern(s string) string {
	if v, ok := p.interns.Load(s); ok {
		return v.(string)
	}
	p.interns.Store(s, s)
	return s
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Bytes writes the pack file; weights are rounded to eight bits.
func (p *Pack) Bytes() ([]byte, error) {
	head, err := json.Marshal(p.Header)
	if err != nil {
		return nil, err
	}
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, version)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(head)))
	b = append(b, head...)
	if len(p.Lexicon.Tags) > 0 {
		b = p.Lexicon.table.appendTo(b)
	}
	if p.Vectors.Rows > 0 {
		b = p.Vectors.table.appendTo(b)
	}
	for _, m := range p.Net.Matrices() {
		b = appendMatrix(b, m)
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli)), nil
}

func appendMatrix(b []byte, m Named) []byte {
	if strings.HasSuffix(m.Name, ".b") || m.M.Rows == 1 {
		for _, v := range m.M.W {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
		}
		return b
	}
	scales := scalesOf(m)
	for _, s := range scales {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(s))
	}
	for i, v := range m.M.W {
		s := scales[scaleIndex(m, i)]
		q := 0.0
		if s > 0 {
			q = math.Round(float64(v / s))
		}
		b = append(b, byte(int8(max(-127, min(127, q)))))
	}
	return b
}

func scaleIndex(m Named, i int) int {
	if m.Embedding {
		return i / m.M.Cols
	}
	return i % m.M.Cols
}

func scalesOf(m Named) []float32 {
	n := m.M.Cols
	if m.Embedding {
		n = m.M.Rows
	}
	out := make([]float32, n)
	for i, v := range m.M.W {
		k := scaleIndex(m, i)
		out[k] = max(out[k], float32(math.Abs(float64(v))))
	}
	for k := range out {
		out[k] /= 127
	}
	return out
}

// Open reads a pack file. A truncated, foreign or damaged one is refused with
// an error that wraps recoupe.ErrInvalid.
func Open(data []byte) (*Pack, error) {
	bad := func(why string) (*Pack, error) {
		return nil, fmt.Errorf("language pack: %s: %w", why, recoupe.ErrInvalid)
	}
	switch {
	case len(data) < 16 || string(data[:4]) != magic:
		return bad("not a pack file")
	case len(data) > maxPack:
		return bad("larger than 64 MB")
	case binary.LittleEndian.Uint32(data[4:]) != version:
		return bad(fmt.Sprintf("version %d, this program reads version %d", binary.LittleEndian.Uint32(data[4:]), version))
	case crc32.Checksum(data[:len(data)-4], castagnoli) != binary.LittleEndian.Uint32(data[len(data)-4:]):
		return bad("truncated or damaged (checksum differs)")
	}
	size := int(binary.LittleEndian.Uint32(data[8:]))
	if size > len(data)-16 {
		return bad("header longer than the file")
	}
	var h Header
	if err := json.Unmarshal(data[12:12+size], &h); err != nil {
		return bad("header: " + err.Error())
	}
	if why := h.check(); why != "" {
		return bad(why)
	}
	n := h.NewNet()
	body, ok := data[12+size:len(data)-4], true
	if len(h.Lexicon.Tags) > 0 {
		if h.Lexicon.table, body, ok = readPrints(body); !ok {
			return bad("the lexicon ends early")
		}
	}
	if h.Vectors.Rows > 0 {
		if h.Vectors.table, body, ok = readPrints(body); !ok {
			return bad("the table of vectors ends early")
		}
	}
	for _, m := range n.Matrices() {
		if body, ok = readMatrix(body, m); !ok {
			return bad("weights end early at " + m.Name)
		}
	}
	if len(body) != 0 {
		return bad("bytes left over behind the weights")
	}
	p := New(h, n)
	if len(p.readings.list) != len(h.Readings) || len(p.lemmas) != len(h.Irregular) {
		return bad("a reading or an irregular form with a tag or feature that it does not have, or one twice")
	}
	return p, nil
}

// check refuses headers whose sizes make no sense before memory is taken for them.
func (h *Header) check() string {
	switch {
	case h.Hidden < 8 || h.Hidden > 512 || h.Hidden%8 != 0:
		return "hidden size out of range"
	case len(h.Forms) == 0 || len(h.Forms) > 200_000 || len(h.UPOS) == 0 || len(h.UPOS) > 64:
		return "tables out of range"
	case len(h.Scripts) == 0 || len(h.Scripts) > 10_000 || len(h.Rels) == 0 || len(h.Rels) > 200 || len(h.Readings) > 10_000 || len(h.Irregular) > 200_000 || len(h.Attributes) > 100 || !h.narrow() || h.FeatWidth() > 2000:
		return "tables out of range"
	case h.House < 0 || h.House >= Treebanks:
		return "treebank id out of range"
	}
	for _, l := range []Linear{h.Splits, h.Ends, h.Clitics} {
		if len(l.Weights) != 0 && !l.Learnt() {
			return "weights of the text cutter out of range"
		}
	}
	for _, why := range []string{h.Lexicon.check(), h.Vectors.check()} {
		if why != "" {
			return why
		}
	}
	for _, a := range h.Attributes {
		if len(a.Values) == 0 || a.Values[0] != "" {
			return "attribute " + a.Name + " lacks its absent value"
		}
	}
	return ""
}

// narrow reports whether every attribute's values can be told by one byte.
func (h *Header) narrow() bool {
	for _, a := range h.Attributes {
		if len(a.Values) > 256 {
			return false
		}
	}
	return true
}

func readMatrix(b []byte, m Named) ([]byte, bool) {
	if strings.HasSuffix(m.Name, ".b") || m.M.Rows == 1 {
		if len(b) < 4*len(m.M.W) {
			return nil, false
		}
		for i := range m.M.W {
			m.M.W[i] = finite(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
		}
		return b[4*len(m.M.W):], true
	}
	n := m.M.Cols
	if m.Embedding {
		n = m.M.Rows
	}
	if len(b) < 4*n+len(m.M.W) {
		return nil, false
	}
	scales := make([]float32, n)
	for i := range scales {
		scales[i] = finite(math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:])))
	}
	b = b[4*n:]
	cols := m.M.Cols
	for r := range m.M.Rows {
		row, raw := m.M.W[r*cols:(r+1)*cols], b[r*cols:(r+1)*cols]
		if m.Embedding {
			s := scales[r]
			for i, q := range raw {
				row[i] = float32(int8(q)) * s
			}
			continue
		}
		for i, q := range raw {
			row[i] = float32(int8(q)) * scales[i]
		}
	}
	return b[len(m.M.W):], true
}

// finite turns NaN and infinities of a hostile file into zero.
func finite(x float32) float32 {
	if x != x || x > math.MaxFloat32 || x < -math.MaxFloat32 {
		return 0
	}
	return x
}
