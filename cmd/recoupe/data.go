// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"recoupe/archive"
	"recoupe/fetch"
	"recoupe/flow"
	"recoupe/read"
	"recoupe/sqlite"
	"recoupe/weave"
)

// folder is a data folder: the archive, the store, and a lock that keeps a second process out.
type folder struct {
	store   *sqlite.Store
	archive *archive.Archive
	flow    *flow.Flow
	reader  *read.Reader
	shelf   *sqlite.Shelf // of the weaver, nil before it is used
	unlock  func() error
	left    error // why the place packs are left out, if they are
}

// dataFlag is the folder that a command works on.
type dataFlag struct {
	Data string `default:"data" type:"path" help:"The data folder."`
}

// exists refuses to look into a folder that nobody made.
func (c dataFlag) exists() error {
	if _, err := os.Stat(filepath.Join(c.Data, "desk.db")); err != nil {
		return fmt.Errorf("there is no data folder at %s: add something first, or say --data", c.Data)
	}
	return nil
}

// open opens the data folder and makes it where it is missing.
func (c dataFlag) open(ctx context.Context, log *slog.Logger) (*folder, error) {
	if err := os.MkdirAll(c.Data, 0o755); err != nil {
		return nil, fmt.Errorf("open data folder: %w", err)
	}
	unlock, err := lock(filepath.Join(c.Data, "lock"))
	if err != nil {
		return nil, fmt.Errorf("data folder %s: %w", c.Data, err)
	}
	a, err := archive.Open(filepath.Join(c.Data, "archive"))
	if err != nil {
		return nil, errors.Join(err, unlock())
	}
	s, err := sqlite.Open(ctx, filepath.Join(c.Data, "desk.db"))
	if err != nil {
		return nil, errors.Join(err, a.Close(), unlock())
	}
	f := &folder{store: s, archive: a, reader: newReader(), unlock: unlock}
	f.openPlaces(c.Data)
	f.flow = flow.New(flow.Config{Store: s, Archive: a, Read: f.reader.Read, Weaver: f.weaver(filepath.Join(c.Data, "shelf.db")), Fetch: fetch.New(fetch.Options{}), Now: time.Now, Log: log})
	return f, nil
}

// atHand is how many dispatches the weaver of a data folder holds in memory; the others lie on its shelf.
const atHand = 5000

// weaver opens the weaver of the folder over its shelf in a file.
func (f *folder) weaver(path string) func(ctx context.Context, anew bool) (*weave.Weaver, error) {
	return func(ctx context.Context, anew bool) (w *weave.Weaver, err error) {
		if err := f.closeShelf(); err != nil {
			return nil, err
		}
		if anew {
			for _, end := range []string{"", "-wal", "-shm"} {
				if err := os.Remove(path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return nil, fmt.Errorf("weave anew: %w", err)
				}
			}
		}
		if f.shelf, err = sqlite.OpenShelf(ctx, path, program()); err != nil {
			return nil, err
		}
		return weave.Open(weaveOptions(), f.shelf, atHand)
	}
}

func (f *folder) closeShelf() error {
	if f.shelf == nil {
		return nil
	}
	err := f.shelf.Close()
	f.shelf = nil
	return err
}

// program names this program by what is in its file: what another one wove, by other rules, is woven anew.
var program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	file, err := os.Open(path)
	if err != nil {
		return "unknown"
	}
	defer file.Close()
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.Copy(sum, file)
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%d %08x", n, sum.Sum32())
})

// openPlaces lets the folder's own packs be read beside the user's; broken ones are left out, all of them.
func (f *folder) openPlaces(data string) {
	places, err := (packsFlag{Packs: os.Getenv("RECOUPE_PACKS"), Data: data}).finder()
	if err != nil {
		f.left = fmt.Errorf("the place packs are left out: %w", err)
		return
	}
	f.reader.Places = places
}

// warn says on standard error that what is read now is read without the place packs.
func (f *folder) warn(s *streams) {
	if f.left != nil {
		fmt.Fprintln(s.err, "recoupe:", oneLine(f.left))
	}
}

func (f *folder) close() error {
	return errors.Join(f.flow.Close(), f.closeShelf(), f.store.Close(), f.archive.Close(), f.unlock())
}
