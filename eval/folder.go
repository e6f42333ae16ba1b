// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"recoupe"
	"recoupe/archive"
	"recoupe/flow"
	"recoupe/sqlite"
	"recoupe/weave"
)

// folderSizes are the numbers of dispatches in a data folder at which one more is timed.
var folderSizes = []int{1_000, 3_000, 10_000, 20_000}

// single is how many dispatches are timed one by one at each size.
const single = 500

// Folder measures a data folder as made-up traffic arrives: the time from a reading to the woven state in the store, the
// time to have the woven state read again for a page, the time to go on after a crash, memory and disk.
func Folder(w io.Writer, sizes []int) error {
	dir, err := os.MkdirTemp("", "folder")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	d, err := newDesk(dir, NewTraffic(1), deskAtHand)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n### One more dispatch in a data folder, milliseconds of processor time (made-up traffic, %d dispatches at hand)\n\n| dispatches | events | rows of the ledger | median | p99 | longest | state for a page, one dispatch later | go on after a crash | Go heap MB | process MB | desk.db MB | shelf.db MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n", deskAtHand)
	for _, size := range sizes {
		if err := d.measure(w, size); err != nil {
			return errors.Join(err, d.close())
		}
	}
	return d.close()
}

// deskAtHand is how many dispatches the desk's weaver holds in memory.
const deskAtHand = 5000

// folderDesk is a data folder under made-up traffic, without pages.
type folderDesk struct {
	dir     string
	traffic *Traffic
	options weave.Options
	atHand  int
	store   *sqlite.Store
	archive *archive.Archive
	shelf   *sqlite.Shelf
	flow    *flow.Flow
	// reading is what is read of the dispatches that arrive next.
	reading map[string]recoupe.Reading
	now     time.Time
	n       int
}

func newDesk(dir string, t *Traffic, atHand int) (*folderDesk, error) {
	reg, err := t.Register()
	if err != nil {
		return nil, err
	}
	d := &folderDesk{dir: dir, traffic: t, options: weave.Options{Register: reg}, atHand: atHand, reading: map[string]recoupe.Reading{}}
	if d.archive, err = archive.Open(filepath.Join(dir, "archive")); err != nil {
		return nil, err
	}
	if d.store, err = sqlite.Open(context.Background(), d.file("desk.db")); err != nil {
		return nil, errors.Join(err, d.archive.Close())
	}
	d.start()
	return d, nil
}

func (d *folderDesk) file(name string) string { return filepath.Join(d.dir, name) }

// start begins a run of the program.
func (d *folderDesk) start() {
	d.flow = flow.New(flow.Config{Store: d.store, Archive: d.archive, Weaver: d.weaver, Now: func() time.Time { return d.now }, Read: func(x recoupe.Dispatch) recoupe.Reading {
		r := d.reading[x.ID]
		delete(d.reading, x.ID)
		return r
	}})
}

func (d *folderDesk) weaver(ctx context.Context, anew bool) (w *weave.Weaver, err error) {
	if d.shelf != nil {
		d.shelf.Close()
	}
	if anew {
		os.Remove(d.file("shelf.db"))
	}
	if d.shelf, err = sqlite.OpenShelf(ctx, d.file("shelf.db"), "folder"); err != nil {
		return nil, err
	}
	return weave.Open(d.options, d.shelf, d.atHand)
}

// crash ends the run without a word: what the shelf has of no checkpoint is lost.
func (d *folderDesk) crash() {
	if d.shelf != nil {
		d.shelf.Close()
		d.shelf = nil
	}
	d.start()
}

func (d *folderDesk) close() error {
	err := d.flow.Close()
	if d.shelf != nil {
		err = errors.Join(err, d.shelf.Close())
	}
	return errors.Join(err, d.store.Close(), d.archive.Close())
}

// arrive takes readings down together.
func (d *folderDesk) arrive(rs ...recoupe.Reading) error {
	ds := make([]recoupe.Dispatch, len(rs))
	for i, r := range rs {
		ds[i] = r.Dispatch
		d.reading[r.Dispatch.ID] = r
		if r.Dispatch.Received.After(d.now) {
			d.now = r.Dispatch.Received
		}
	}
	d.n += len(rs)
	_, err := d.flow.AddAll(context.Background(), ds)
	return err
}

// grow takes traffic down up to a size.
func (d *folderDesk) grow(size, together int) error {
	for d.n < size {
		rs := make([]recoupe.Reading, min(together, size-d.n))
		for i := range rs {
			rs[i] = d.traffic.Next()
		}
		if err := d.arrive(rs...); err != nil {
			return err
		}
	}
	return nil
}

// measure prints the line of one size.
func (d *folderDesk) measure(w io.Writer, size int) error {
	ctx := context.Background()
	if err := d.grow(size-single, batch); err != nil {
		return err
	}
	var adds []time.Duration
	for d.n < size-1 {
		r := d.traffic.Next()
		began := cpuTime()
		if err := d.arrive(r); err != nil {
			return err
		}
		adds = append(adds, cpuTime()-began)
	}
	if _, err := d.store.Woven(ctx, time.Time{}); err != nil {
		return err
	}
	if err := d.grow(size, 1); err != nil {
		return err
	}
	began := cpuTime()
	now, err := d.store.Woven(ctx, time.Time{})
	if err != nil {
		return err
	}
	page := cpuTime() - began
	heap := heapMB()
	d.crash()
	began = cpuTime()
	err = d.arrive(d.traffic.Next())
	fmt.Fprintf(w, "| %d | %d | %d | %.1f | %.1f | %.0f | %.0f | %d | %d | %d | %d | %d |\n", size, len(now.Events), len(now.Holds), ms(adds, .5), ms(adds, .99), ms(adds, 1),
		float64(page.Microseconds())/1000, (cpuTime() - began).Milliseconds(), heap, processMB(), fileMB(d.file("desk.db")), fileMB(d.file("shelf.db")))
	return err
}
