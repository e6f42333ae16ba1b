// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"recoupe"
)

// Dir reads a folder in the order of its names: every .txt, .htm and .html with
// its side-car (name.json or name.txt.json) where there is one, and every
// .jsonl and .ndjson. A .json that belongs to no text is taken in if it holds a
// record of its own (an object with "text" or "file", or lines of them); other
// JSON, other files, hidden ones and folders below are left alone. It returns
// what could be taken in and what is wrong with the rest: the first bad files by
// their names, and how many more there are.
func Dir(dir fs.FS, h Hints) ([]recoupe.Dispatch, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, fmt.Errorf("read the folder: %w", err)
	}
	names := map[string]bool{}
	for _, e := range entries {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
			names[e.Name()] = true
		}
	}
	sidecars := map[string]string{}
	used := map[string]bool{}
	for name := range names {
		if !isText(name) {
			continue
		}
		for _, side := range []string{name + ".json", strings.TrimSuffix(name, path.Ext(name)) + ".json"} {
			if names[side] {
				sidecars[name], used[side] = side, true
				break
			}
		}
	}
	var out []recoupe.Dispatch
	var bad faults
	for _, name := range sorted(names) {
		if used[name] {
			continue
		}
		ds, err := file(dir, name, sidecars[name], h)
		out = append(out, ds...)
		if err != nil {
			bad.add(fmt.Errorf("%s: %w", name, err))
		}
	}
	if len(out) == 0 && bad.err() == nil {
		bad.add(fmt.Errorf("the folder holds no dispatches: %w", recoupe.ErrInvalid))
	}
	return out, bad.err()
}

func sorted(names map[string]bool) []string {
	out := make([]string, 0, len(names))
	for n := range names {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func isText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".htm", ".html":
		return true
	}
	return false
}

// file reads one file of a folder.
func file(dir fs.FS, name, side string, h Hints) ([]recoupe.Dispatch, error) {
	ext := strings.ToLower(path.Ext(name))
	if !isText(name) && ext != ".json" && ext != ".jsonl" && ext != ".ndjson" {
		return nil, nil
	}
	raw, err := readFile(dir, name)
	if err != nil {
		return nil, err
	}
	if ext == ".json" && !holdsRecord(raw) {
		return nil, nil
	}
	if !isText(name) {
		return records(bytes.NewReader(raw), h, dir)
	}
	rec := Record{}
	if side != "" {
		b, err := readFile(dir, side)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &rec); err != nil {
			return nil, fmt.Errorf("side-car %s: not JSON as documented: %v: %w", side, err, recoupe.ErrInvalid)
		}
	}
	rec.Text, rec.File = "", name
	d, err := rec.dispatch(h, dir)
	if err != nil {
		return nil, err
	}
	return []recoupe.Dispatch{d}, nil
}

// holdsRecord reports whether JSON begins with an object that has a text or
// names a file, or is broken, which its reader will say better.
func holdsRecord(raw []byte) bool {
	var first map[string]json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).Decode(&first); err != nil {
		return true
	}
	return first["text"] != nil || first["file"] != nil
}
