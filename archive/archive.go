// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package archive keeps captured bytes for ever, with a log that shows any change.
//
// In: bytes as captured. Out: their SHA-256, and the bytes again. Every entry
// of the log carries the hash of the one before, so that a changed, lost or
// inserted entry is found and named. Bytes are on the disk before Put returns;
// the same bytes are kept once. It never deletes and never rewrites.
package archive

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"recoupe"
)

// Archive is a folder of captures. It is safe for any number of goroutines of one process.
type Archive struct {
	dir  string
	mu   sync.Mutex
	log  *os.File
	last entry
}

// entry is one line of the log.
type entry struct {
	N        int       `json:"n"`
	Received time.Time `json:"received"`
	Digest   string    `json:"digest"`
	Size     int       `json:"size"`
	Name     string    `json:"name,omitempty"`
	Previous string    `json:"previous"`
	// Hash is the SHA-256 of the entry with an empty Hash.
	Hash string `json:"hash"`
}

func (e entry) sum() string {
	e.Hash = ""
	b, err := json.Marshal(e)
	if err != nil {
		return ""
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Open opens or makes the archive in dir. A last line cut short by a crash is taken off.
func Open(dir string) (*Archive, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	a := &Archive{dir: dir}
	path := filepath.Join(dir, "log.jsonl")
	whole, err := a.replay(path)
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	if a.log, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644); err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	if err := errors.Join(a.log.Truncate(whole), seekEnd(a.log)); err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	return a, nil
}

func seekEnd(f *os.File) error {
	_, err := f.Seek(0, io.SeekEnd)
	return err
}

// replay reads the log up to its last whole line and remembers the last entry.
func (a *Archive) replay(path string) (whole int64, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	end := bytes.LastIndexByte(b, '\n') + 1
	lines := bytes.Split(bytes.TrimSpace(b[:end]), []byte("\n"))
	if len(lines[len(lines)-1]) == 0 {
		return int64(end), nil
	}
	if err := json.Unmarshal(lines[len(lines)-1], &a.last); err != nil {
		return 0, fmt.Errorf("%s line %d: %w", path, len(lines), err)
	}
	return int64(end), nil
}

// Close closes the log.
func (a *Archive) Close() error { return a.log.Close() }

func (a *Archive) path(digest string) string { return filepath.Join(a.dir, digest[:2], digest+".gz") }

// Put keeps raw and returns its SHA-256 in hexadecimal; bytes that are there already are kept once.
func (a *Archive) Put(raw []byte, name string, received time.Time) (string, error) {
	h := sha256.Sum256(raw)
	digest := hex.EncodeToString(h[:])
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := os.Stat(a.path(digest)); err == nil {
		return digest, nil
	}
	if err := a.writeFile(digest, raw); err != nil {
		return "", fmt.Errorf("archive %s: %w", name, err)
	}
	e := entry{N: a.last.N + 1, Received: received.UTC(), Digest: digest, Size: len(raw), Name: name, Previous: a.last.Hash}
	e.Hash = e.sum()
	line, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	if _, err := a.log.Write(append(line, '\n')); err != nil {
		return "", fmt.Errorf("archive %s: %w", name, err)
	}
	if err := a.log.Sync(); err != nil {
		return "", fmt.Errorf("archive %s: %w", name, err)
	}
	a.last = e
	return digest, nil
}

// writeFile writes beside the final name, syncs, and renames.
func (a *Archive) writeFile(digest string, raw []byte) error {
	path := a.path(digest)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	z := gzip.NewWriter(f)
	_, err = z.Write(raw)
	if err = errors.Join(err, z.Close(), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// Get returns captured bytes by their digest.
func (a *Archive) Get(digest string) ([]byte, error) {
	if len(digest) != 64 {
		return nil, fmt.Errorf("digest %q: %w", digest, recoupe.ErrInvalid)
	}
	f, err := os.Open(a.path(digest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("capture %s: %w", digest, recoupe.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("capture %s: %w", digest, err)
	}
	return io.ReadAll(z)
}

// Verify reads everything again. It returns the number of entries, and one
// error for every entry whose hash, chain or bytes are not what they were.
func Verify(dir string) (int, error) {
	f, err := os.Open(filepath.Join(dir, "log.jsonl"))
	if err != nil {
		return 0, fmt.Errorf("verify archive: %w", err)
	}
	defer f.Close()
	a := &Archive{dir: dir}
	var errs []error
	bad := func(n int, format string, args ...any) {
		errs = append(errs, fmt.Errorf("entry %d: "+format, append([]any{n}, args...)...))
	}
	previous, n := "", 0
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		n++
		var e entry
		if err := json.Unmarshal(sc.Bytes(), &e); err != nil {
			bad(n, "the log line cannot be read: %v", err)
			continue
		}
		if e.N != n || e.Previous != previous {
			bad(n, "the chain is broken: an entry was changed, removed or put in before it")
		}
		if e.Hash != e.sum() {
			bad(n, "the log line was changed")
		}
		previous = e.Hash
		if len(e.Digest) != 64 {
			continue
		}
		raw, err := a.Get(e.Digest)
		if err != nil {
			bad(n, "%v", err)
			continue
		}
		if h := sha256.Sum256(raw); hex.EncodeToString(h[:]) != e.Digest || len(raw) != e.Size {
			bad(n, "capture %s was changed", e.Digest)
		}
	}
	return n, errors.Join(append(errs, sc.Err())...)
}
