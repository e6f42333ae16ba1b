// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"recoupe/archive"
	"recoupe/brief"
	"recoupe/export"
	"recoupe/intake"
)

type addCommand struct {
	dataFlag
	hints
	extraction
	Files []string `arg:"" name:"file" help:"Files, folders, JSON Lines or web addresses."`
}

// Run adds everything that can be added and reports the rest.
func (c *addCommand) Run(s *streams) error {
	if err := c.check(); err != nil {
		return err
	}
	f, err := c.open(s.ctx, nil)
	if err != nil {
		return err
	}
	if f.flow.Read, err = c.reader(s.ctx, f.reader); err != nil {
		return errors.Join(err, f.close())
	}
	var failed error
	for _, name := range c.Files {
		n, err := c.one(s, f, name)
		if err != nil {
			failed = errors.Join(failed, withName(name, err))
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

func (c *addCommand) one(s *streams, f *folder, name string) (int, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		ds, err := intake.Dir(os.DirFS(name), c.intake())
		if err != nil {
			return 0, err
		}
		if err := keep(f, name); err != nil {
			return 0, err
		}
		added, err := f.flow.AddAll(s.ctx, ds)
		return len(added), err
	}
	h := c.intake()
	raw, err := slurp(s.ctx, s.in, name, &h)
	if err != nil {
		return 0, err
	}
	if filepath.Ext(name) == ".jsonl" {
		ds, err := intake.JSONLines(bytesReader(raw), h)
		if err != nil {
			return 0, err
		}
		if _, err := f.archive.Put(raw, name, time.Now()); err != nil {
			return 0, err
		}
		added, err := f.flow.AddAll(s.ctx, ds)
		return len(added), err
	}
	_, added, err := f.flow.Add(s.ctx, raw, h)
	if added {
		return 1, err
	}
	return 0, err
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
		_, err := f.flow.Poll(s.ctx)
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

type briefCommand struct {
	dataFlag
	Lang string `default:"fr" enum:"fr,en,ar" help:"Language of the brief."`
}

// Run writes a brief of all that a data folder holds.
func (c *briefCommand) Run(s *streams) error {
	return c.with(s, func(f *folder) error {
		rs, err := f.store.Readings(s.ctx)
		if err != nil {
			return err
		}
		w, err := f.store.Woven(s.ctx, time.Time{})
		if err != nil {
			return err
		}
		return export.WriteBrief(s.out, brief.Write(w, rs, c.Lang))
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
