// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"recoupe"
	"recoupe/archive"
	"recoupe/export"
	"recoupe/flow"
	"recoupe/intake"
)

type addCommand struct {
	dataFlag
	hints
	extraction
	Files []string `arg:"" name:"file" help:"Files, folders, JSON Lines (.jsonl, .ndjson), web addresses, or - for standard input."`
}

// Run adds everything that can be added and reports the rest.
func (c *addCommand) Run(s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	if slices.Contains(c.Files, "") {
		return usageError{"the name of a file is empty"}
	}
	f, err := c.open(s.ctx, nil)
	if err != nil {
		return err
	}
	if f.flow.Read, err = c.reader(s.ctx, f.reader); err != nil {
		return errors.Join(err, f.close())
	}
	f.warn(s)
	var failed error
	for _, name := range c.Files {
		n, err := c.one(s, f, name)
		if err != nil {
			failed = s.tell(failed, withName(name, err))
		}
		if err == nil || n > 0 {
			fmt.Fprintf(s.out, "%s: %d new\n", shown(name), n)
		}
	}
	return errors.Join(failed, f.close())
}

// withName puts the name of a file before an error that lacks it.
func withName(name string, err error) error {
	if strings.Contains(err.Error(), name) && name != "-" {
		return err
	}
	return fmt.Errorf("%s: %w", shown(name), err)
}

// one adds a file, folder, address or stream and counts what is new, also where a part of it is bad.
func (c *addCommand) one(s *streams, f *folder, name string) (int, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		ds, bad := intake.Dir(os.DirFS(name), c.intake())
		return addGood(s, f, ds, bad, func() error { return keep(f, name) })
	}
	h := c.intake()
	raw, err := slurp(s.ctx, s.in, name, &h)
	if err != nil {
		return 0, err
	}
	if holdsRecords(name, raw) {
		ds, bad := intake.JSONLines(bytesReader(raw), h)
		return addGood(s, f, ds, bad, func() error {
			_, err := f.archive.Put(raw, shown(name), time.Now())
			return err
		})
	}
	_, added, err := f.flow.Add(s.ctx, raw, h)
	if added {
		return 1, err
	}
	return 0, err
}

// holdsRecords: a file says by its ending that it is JSON Lines, a stream by its first character.
func holdsRecords(name string, raw []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return true
	}
	return name == "-" && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{"))
}

// addGood keeps the captured bytes and adds what could be taken in; bad is what is wrong with the rest.
func addGood(s *streams, f *folder, ds []recoupe.Dispatch, bad error, keep func() error) (int, error) {
	if len(ds) == 0 {
		return 0, bad
	}
	if err := keep(); err != nil {
		return 0, err
	}
	added, err := f.flow.AddAll(s.ctx, ds)
	return len(added), errors.Join(bad, err)
}

// keep archives the files of a folder as they are.
func keep(f *folder, dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		name := filepath.Join(dir, e.Name())
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := f.archive.Put(raw, name, time.Now()); err != nil {
			return err
		}
	}
	return nil
}

type feedCommand struct {
	Add    feedAdd    `cmd:"" help:"Follow a feed."`
	List   feedList   `cmd:"" help:"List feeds and how they fare."`
	Remove feedRemove `cmd:"" help:"Stop following a feed."`
	Poll   feedPoll   `cmd:"" help:"Ask the feeds that are due, once."`
}

type feedAdd struct {
	dataFlag
	URL string `arg:"" help:"Address of an RSS, Atom or JSON feed."`
}

type feedRemove struct {
	dataFlag
	URL string `arg:"" help:"Address of the feed."`
}

type feedList struct{ dataFlag }

type feedPoll struct{ dataFlag }

// with opens the data folder, runs f and closes it.
func (c dataFlag) with(s *streams, f func(*folder) error) error {
	if err := c.exists(); err != nil {
		return err
	}
	d, err := c.open(s.ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(f(d), d.close())
}

// Run follows a feed.
func (c *feedAdd) Run(s *streams) error {
	if _, err := flow.FeedAddress(c.URL); err != nil {
		return err
	}
	f, err := c.open(s.ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(f.flow.AddFeed(s.ctx, c.URL), f.close())
}

// Run stops following a feed.
func (c *feedRemove) Run(s *streams) error {
	return c.with(s, func(f *folder) error { return f.store.DeleteFeed(s.ctx, c.URL) })
}

// Run asks the feeds that are due.
func (c *feedPoll) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		f.warn(s)
		wait, err := f.flow.Poll(s.ctx)
		if err == nil {
			fmt.Fprintf(s.err, "recoupe: the next look is due in %s\n", wait.Round(time.Second))
		}
		return err
	})
}

// Run lists feeds.
func (c *feedList) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		feeds, err := f.store.Feeds(s.ctx)
		if err != nil {
			return err
		}
		if len(feeds) == 0 {
			fmt.Fprintln(s.err, "recoupe: no feed is followed; recoupe feed add follows one")
		}
		w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
		for _, x := range feeds {
			state := "not asked yet"
			if x.Error != "" {
				state = fmt.Sprintf("failed %d times: %s", x.Failures, x.Error)
			} else if !x.LastGood.IsZero() {
				state = "answered " + x.LastGood.Format(time.DateTime)
			}
			fmt.Fprintf(w, "%s\t%s\t%d dispatches\t%s\n", x.URL, x.Title, x.Received, state)
		}
		return w.Flush()
	})
}

type archiveCommand struct {
	Verify archiveVerify `cmd:"" help:"Read every capture again and check the chain of hashes."`
	Reread archiveReread `cmd:"" help:"Read every dispatch again with the packs and rules of this build, and weave."`
}

type archiveVerify struct{ dataFlag }

// Run checks the archive; a change is an error that names the entry.
func (c *archiveVerify) Run(s *streams) error {
	if err := c.exists(); err != nil {
		return err
	}
	n, err := archive.Verify(filepath.Join(c.Data, "archive"))
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%d entries, all as they were\n", n)
	return nil
}

type archiveReread struct{ dataFlag }

// Run reads all dispatches again, as is wanted after an upgrade; what people decided stays.
func (c *archiveReread) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		f.warn(s)
		n := 0
		changed, err := f.flow.Reread(s.ctx, func(done, _ int) { n = done })
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%d read again, %d with more or fewer claims\n", n, changed)
		return nil
	})
}

type exportCommand struct {
	dataFlag
	What string `arg:"" enum:"readings,woven" default:"woven" help:"readings or woven."`
}

// Run writes JSON by the contract.
func (c *exportCommand) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		rs, err := f.store.Readings(s.ctx)
		if err != nil {
			return err
		}
		if c.What == "readings" {
			return export.WriteReadings(s.out, rs...)
		}
		w, err := f.store.Woven(s.ctx, time.Time{})
		if err != nil {
			return err
		}
		return export.WriteWoven(s.out, w, rs)
	})
}

type withdrawCommand struct {
	dataFlag
	By       string `help:"Who says so."`
	Reason   string `required:"" help:"Why it may not be used any more."`
	Dispatch string `arg:"" help:"The id of the dispatch."`
}

// Run takes a dispatch out of everything that rests on it.
func (c *withdrawCommand) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		d, err := f.flow.Withdraw(s.ctx, c.Dispatch, c.By, c.Reason)
		if err == nil {
			fmt.Fprintf(s.out, "%s withdraws %s\n", d.ID, c.Dispatch)
		}
		return err
	})
}
