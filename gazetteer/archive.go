// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"recoupe"
)

// Limits on what an archive unpacks to.
const (
	maxUnpacked = 4 << 30
	maxRatio    = 120 // names pack to a quarter, GeoJSON to a twentieth
	freeUnpack  = 32 << 20
)

// ReadFiles reads one pack by looking at its files: tables (ReadPack), GeoJSON
// with names, records of Who's On First, any of these in gzip, zip or tar, or
// folders of them. below, which may be nil, is what further names may belong to.
// An error says the file and the line.
func ReadFiles(names []string, info PackInfo, below *Gazetteer) ([]Entry, error) {
	c := newCollector(info)
	for _, name := range names {
		st, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		switch {
		case st.IsDir():
			err = c.folder(name)
		case strings.HasSuffix(name, ".zip"):
			err = c.zip(name)
		default:
			err = c.file(name, st.Size())
		}
		if err != nil {
			return nil, err
		}
	}
	return c.finish(below)
}

func (c *collector) folder(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !wanted(name) {
			return err
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		return c.file(name, st.Size())
	})
}

func (c *collector) zip(name string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return fmt.Errorf("%s is no zip archive: %w", filepath.Base(name), recoupe.ErrInvalid)
	}
	defer z.Close()
	for _, f := range z.File {
		if !wanted(f.Name) || f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("%s: %w: %v", f.Name, recoupe.ErrInvalid, err)
		}
		err = c.content(&bounded{r: r, packed: int64(f.CompressedSize64)}, f.Name)
		if err = errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) file(name string, size int64) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return c.unpack(bufio.NewReaderSize(f, 64<<10), filepath.Base(name), size)
}

// unpack opens gzip and tar, and hands on what is neither.
func (c *collector) unpack(r *bufio.Reader, name string, size int64) error {
	if head, _ := r.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		z, err := gzip.NewReader(r)
		if err != nil {
			return fmt.Errorf("%s: %w: %v", name, recoupe.ErrInvalid, err)
		}
		return c.untar(bufio.NewReaderSize(&bounded{r: z, packed: size}, 64<<10), strings.TrimSuffix(name, ".gz"))
	}
	return c.untar(r, name)
}

func (c *collector) untar(r *bufio.Reader, name string) error {
	if head, _ := r.Peek(262); len(head) < 262 || string(head[257:262]) != "ustar" {
		return c.content(r, name)
	}
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w: %v", name, recoupe.ErrInvalid, err)
		}
		if h.Typeflag == tar.TypeReg && wanted(h.Name) {
			if err := c.content(t, h.Name); err != nil {
				return err
			}
		}
	}
}

// wanted leaves out what packs hold besides places: read-me files, hidden files
// and the alternative geometries of Who's On First.
func wanted(name string) bool {
	base := strings.ToLower(path.Base(filepath.ToSlash(name)))
	if strings.HasPrefix(base, ".") || strings.Contains(base, "readme") || strings.Contains(base, "-alt-") || strings.Contains(name, "__MACOSX") {
		return false
	}
	switch path.Ext(strings.TrimSuffix(base, ".gz")) {
	case ".txt", ".tsv", ".csv", ".geojson", ".json":
		return !strings.Contains(base, "iso-languagecodes")
	}
	return false
}

// content reads one unpacked file.
func (c *collector) content(r io.Reader, name string) error {
	b := bufio.NewReaderSize(r, 64<<10)
	head, err := b.Peek(64)
	if err != nil && len(head) == 0 && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s line 1: %w: %v", name, recoupe.ErrInvalid, err)
	}
	if bytes.HasPrefix(bytes.TrimLeft(head, "\uFEFF \t\r\n"), []byte("{")) {
		err = c.geojson(b)
	} else {
		err = c.table(b)
	}
	if err != nil {
		return fmt.Errorf("%s %w", path.Base(filepath.ToSlash(name)), err)
	}
	return nil
}

// bounded refuses to unpack a bomb.
type bounded struct {
	r            io.Reader
	packed, read int64
}

// Read reads until the bound.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.read += int64(n)
	if b.read > maxUnpacked || b.read > freeUnpack && b.read > maxRatio*b.packed {
		return n, fmt.Errorf("unpacks to more than %d times its size: %w", maxRatio, recoupe.ErrInvalid)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("damaged or cut short: %w", recoupe.ErrInvalid)
	}
	return n, err
}
