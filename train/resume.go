// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"os"
)

// A state file holds a training between two epochs: the key of what is being
// trained, the number of epochs and steps done, then of every parameter the
// weights and Adam's two moments, and a CRC-32 of all that. It is written whole
// or not at all, and a run goes on from it as if it had never stopped, because
// every epoch draws its random numbers from a seed of its own.

// state is the head of a state file.
type state struct {
	Key         string
	Epoch, Step int
}

// key names what is being trained: recipe, tables and the digests of the data.
func (m *model) key(r Recipe) (string, error) {
	head, err := json.Marshal(m.pack.Header)
	if err != nil {
		return "", err
	}
	return digest(append(head, fmt.Sprintf("%+v", r)...)), nil
}

// save writes the state after an epoch; no path is no file.
func (m *model) save(path string, s state) error {
	if path == "" {
		return nil
	}
	head, err := json.Marshal(s)
	if err != nil {
		return err
	}
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	b = append(b, head...)
	for _, p := range m.order {
		for _, x := range [...][]float32{p.M.W, p.m, p.v} {
			for _, v := range x {
				b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
			}
		}
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b))
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// resume reads the state of an earlier run of the same training. It returns
// the epochs done: 0 where there is no file or it belongs to another training.
func (m *model) resume(path, key string) (int, error) {
	b, err := os.ReadFile(path)
	if path == "" || errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	var s state
	body, ok := checked(b, &s)
	if !ok || s.Key != key || len(body) != 12*m.size() {
		return 0, nil
	}
	for _, p := range m.order {
		for _, x := range [...][]float32{p.M.W, p.m, p.v} {
			for i := range x {
				x[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
			}
			body = body[4*len(x):]
		}
	}
	m.step = s.Step
	return s.Epoch, nil
}

// checked reads the head of a state file and returns what follows it.
func checked(b []byte, s *state) ([]byte, bool) {
	if len(b) < 8 || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, false
	}
	n := int(binary.LittleEndian.Uint32(b))
	if n > len(b)-8 || json.NewDecoder(bytes.NewReader(b[4:4+n])).Decode(s) != nil {
		return nil, false
	}
	return b[4+n : len(b)-4], true
}

// size is the number of weights.
func (m *model) size() int {
	n := 0
	for _, p := range m.order {
		n += len(p.M.W)
	}
	return n
}
