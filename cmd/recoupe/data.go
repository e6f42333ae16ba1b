// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
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
	r := f.reader
	w := weave.New(weaveOptions())
	f.flow = flow.New(flow.Config{Store: s, Archive: a, Read: r.Read, Weave: w.Weave, Decided: w.Decide, Fetch: fetch.New(fetch.Options{}), Now: time.Now, Log: log})
	return f, nil
}

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
	return errors.Join(f.store.Close(), f.archive.Close(), f.unlock())
}
