// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"recoupe"
)

// suffix ends the names of compiled packs.
const suffix = ".places"

// packName is what a pack may be called; the name is also its file.
var packName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$`)

// Open returns the default gazetteer with the packs of folders on top, folder by
// folder, in the order of their import. A folder that is missing or empty is no
// error; a pack that cannot be opened is.
func Open(folders ...string) (*Gazetteer, error) {
	g, err := Default()
	if err != nil {
		return nil, err
	}
	layers := slices.Clip(g.layers)
	for _, folder := range folders {
		if folder == "" {
			continue
		}
		packs, err := folderPacks(folder)
		if err != nil {
			return nil, err
		}
		layers = append(layers, packs...)
	}
	return &Gazetteer{layers: layers}, nil
}

func folderPacks(folder string) ([]*layer, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*"+suffix))
	if err != nil {
		return nil, err
	}
	var out []*layer
	for _, name := range names {
		data, err := mapped(name)
		if err != nil {
			return nil, fmt.Errorf("open pack: %w", err)
		}
		l, err := readLayer(data)
		if err != nil {
			return nil, fmt.Errorf("open pack %s: %w", filepath.Base(name), err)
		}
		out = append(out, l)
	}
	slices.SortStableFunc(out, func(a, b *layer) int {
		return cmp.Or(cmp.Compare(a.info.Order, b.info.Order), cmp.Compare(a.info.Name, b.info.Name))
	})
	return out, nil
}

// Install compiles a pack into a folder, which is made where it is missing. A
// pack of the same name is replaced in one step: whoever opens the folder finds
// the old one or the new one, and an error leaves the old one.
func Install(folder string, entries []Entry, info PackInfo) (PackInfo, error) {
	if !packName.MatchString(info.Name) {
		return info, fmt.Errorf("pack name %.40q: letters, digits, dot, dash and underscore only: %w", info.Name, recoupe.ErrInvalid)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return info, err
	}
	below, err := Open(folder)
	if err != nil {
		return info, err
	}
	below = below.without(&info)
	b, err := Compile(entries, info, below)
	if err != nil {
		return info, err
	}
	info.Places = len(entries)
	return info, replace(filepath.Join(folder, info.Name+suffix), b)
}

// without takes out the pack that info replaces and gives info its place, or the last.
func (g *Gazetteer) without(info *PackInfo) *Gazetteer {
	out, last := &Gazetteer{}, 0
	info.Order = 0
	for _, l := range g.layers {
		if l.info.Name == info.Name {
			info.Order = l.info.Order
			continue
		}
		out.layers, last = append(out.layers, l), max(last, l.info.Order)
	}
	if info.Order == 0 {
		info.Order = last + 1
	}
	return out
}

// replace writes a file beside its place, to the disk, and moves it there.
func replace(name string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".import-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// Remove takes a pack out of a folder.
func Remove(folder, name string) error {
	if !packName.MatchString(name) {
		return fmt.Errorf("pack %.40q: %w", name, recoupe.ErrNotFound)
	}
	err := os.Remove(filepath.Join(folder, name+suffix))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("pack %s: %w", name, recoupe.ErrNotFound)
	}
	return err
}

// Check compares every pack of a folder with its checksum and names the first that differs.
func Check(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*"+suffix))
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := verify(string(b)); err != nil {
			return fmt.Errorf("pack %s: %w", strings.TrimSuffix(filepath.Base(name), suffix), err)
		}
	}
	return nil
}
