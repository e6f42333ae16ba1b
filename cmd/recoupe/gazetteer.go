// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"recoupe"
	"recoupe/fetch"
	"recoupe/gazetteer"
)

type gazetteerCommand struct {
	Add    gazetteerAdd    `cmd:"" help:"Fetch the places of countries from GeoNames and import them."`
	Import gazetteerImport `cmd:"" help:"Import places from a file or folder: GeoNames, Who's On First, tables, GeoJSON."`
	List   gazetteerList   `cmd:"" help:"List the packs in use."`
	Put    gazetteerPut    `cmd:"" help:"Add one place of your own: a hill, a base, a bridge, a crossing, a dam, an axis."`
	Remove gazetteerRemove `cmd:"" help:"Take a pack out."`
}

// packsFlag is the folder of the place packs.
type packsFlag struct {
	Packs string `type:"path" env:"RECOUPE_PACKS" placeholder:"DIR" help:"Folder of the place packs; by default recoupe/packs among the user's files."`
	Data  string `type:"path" placeholder:"DIR" help:"A data folder: its own packs are meant, which its desk uses beside the user's."`
}

// packsIn is where a data folder keeps packs of its own.
func packsIn(data string) string { return filepath.Join(data, "packs") }

// folder is where packs are kept: in the data folder if one is said, else in the
// folder of the flag, else in the user's own.
func (p packsFlag) folder() (string, error) {
	if p.Data != "" {
		return packsIn(p.Data), nil
	}
	if p.Packs != "" {
		return p.Packs, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for place packs (say --packs): %w", err)
	}
	return filepath.Join(dir, "recoupe", "packs"), nil
}

type gazetteerImport struct {
	packsFlag
	Files   []string `arg:"" help:"Files or folders, gzip, zip and tar included."`
	Name    string   `help:"Name of the pack; by default the file's."`
	Country string   `placeholder:"SY" help:"Country of places that name none."`
	Licence string   `help:"Licence of the places, kept and shown."`
	Origin  string   `help:"Where the places come from, kept and shown."`
}

// Run imports every file as a pack of its own, or not at all; a bad one does not keep the others out.
func (c *gazetteerImport) Run(s *streams) error {
	if c.Name != "" && len(c.Files) > 1 {
		return usageError{"--name is for one file"}
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	var failed error
	for _, file := range c.Files {
		info := gazetteer.PackInfo{Name: cmp.Or(c.Name, packNameOf(file)), Country: strings.ToUpper(c.Country), Licence: c.Licence, Origin: cmp.Or(c.Origin, filepath.Base(file)), Imported: today()}
		if err := importFiles(s, dir, []string{file}, info); err != nil {
			failed = s.tell(failed, fmt.Errorf("import %s: %w", file, err))
		}
	}
	return failed
}

func today() string { return time.Now().UTC().Format(time.DateOnly) }

// packNameOf is a file's name without its endings.
func packNameOf(file string) string {
	name := filepath.Base(filepath.Clean(file))
	for _, end := range []string{".gz", ".zip", ".tar", ".tgz", ".tsv", ".txt", ".csv", ".geojson", ".json"} {
		name = strings.TrimSuffix(name, end)
	}
	return name
}

func importFiles(s *streams, dir string, files []string, info gazetteer.PackInfo) error {
	below, err := gazetteer.Open(dir)
	if err != nil {
		return err
	}
	entries, err := gazetteer.ReadFiles(files, info, below)
	if err != nil {
		return err
	}
	if info, err = gazetteer.Install(dir, entries, info); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s\t%d places\n", info.Name, info.Places)
	return nil
}

type gazetteerAdd struct {
	packsFlag
	Countries []string `arg:"" help:"Country codes of two letters: SY LB."`
	From      string   `default:"https://download.geonames.org/export/dump" help:"Address of the folder of dumps."`
	client    *fetch.Client
}

// maxDump bounds a country's dump, packed.
const maxDump = 1 << 30

// Run fetches the country dump and its names, continues what an earlier run
// left, and imports both as one pack.
func (c *gazetteerAdd) Run(s *streams) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	if c.client == nil {
		c.client = fetch.New(fetch.Options{MaxBytes: maxDump, Timeout: 2 * time.Hour, AllowLoopback: onThisMachine(c.From)})
	}
	for _, code := range c.Countries {
		code = strings.ToUpper(code)
		if len(code) != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z' {
			return usageError{code + " is no country code of two letters"}
		}
		if err := c.add(s, dir, code); err != nil {
			return fmt.Errorf("add %s: %w", code, err)
		}
	}
	return nil
}

// onThisMachine reports whether an address is of a mirror on this machine.
func onThisMachine(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
}

func (c *gazetteerAdd) add(s *streams, dir, code string) error {
	tmp := filepath.Join(dir, "fetched")
	if err := os.MkdirAll(tmp, 0o755); err != nil {
		return err
	}
	var files []string
	for _, part := range []struct{ path, name string }{{"/" + code + ".zip", code + ".zip"}, {"/alternatenames/" + code + ".zip", code + "-names.zip"}} {
		file := filepath.Join(tmp, part.name)
		if _, err := os.Stat(file); err != nil {
			if err := c.client.Download(s.ctx, strings.TrimSuffix(c.From, "/")+part.path, file, progressBar(s.err, part.name)); err != nil {
				return err
			}
		}
		files = append(files, file)
	}
	info := gazetteer.PackInfo{Name: "geonames-" + strings.ToLower(code), Country: code, Licence: "CC BY 4.0", Origin: "GeoNames (geonames.org)", Imported: today()}
	err := importFiles(s, dir, files, info)
	if err == nil || errors.Is(err, recoupe.ErrInvalid) { // what is damaged must be fetched anew
		for _, f := range files {
			err = errors.Join(err, os.Remove(f))
		}
	}
	return err
}

// progressBar draws on a terminal and is silent elsewhere.
func progressBar(w io.Writer, name string) func(have, want int64) {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	var last time.Time
	return func(have, want int64) {
		done := want > 0 && have >= want
		if now := time.Now(); done || now.Sub(last) > 100*time.Millisecond {
			last = now
			fmt.Fprint(w, "\r", barOf(name, have, want))
		}
		if done {
			fmt.Fprintln(w)
		}
	}
}

// barOf is one line of progress: name, bar, bytes.
func barOf(name string, have, want int64) string {
	const width = 30
	if want <= 0 {
		return fmt.Sprintf("%-14s %d kB", name, have/1000)
	}
	full := int(width * have / want)
	return fmt.Sprintf("%-14s [%s%s] %3d %% of %d kB", name, strings.Repeat("#", full), strings.Repeat(" ", width-full), 100*have/want, want/1000)
}

type gazetteerList struct {
	packsFlag
	JSON  bool `name:"json" help:"One JSON object a line."`
	Check bool `help:"Compare every pack with its checksum."`
}

// Run lists the packs in the order of their import.
func (c *gazetteerList) Run(s *streams) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	g, err := gazetteer.Open(dir)
	if err == nil && c.Check {
		err = gazetteer.Check(dir)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(s.out)
		for _, p := range g.Packs() {
			if err := enc.Encode(p); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "pack\tplaces\tcountry\timported\tlicence\torigin")
	for _, p := range g.Packs() {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\n", p.Name, p.Places, cmp.Or(p.Country, "-"), cmp.Or(p.Imported, "-"), cmp.Or(p.Licence, "-"), p.Origin)
	}
	return w.Flush()
}

type gazetteerRemove struct {
	packsFlag
	Name string `arg:"" help:"Name of the pack."`
}

// Run takes a pack out of the folder.
func (c *gazetteerRemove) Run(*streams) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	return gazetteer.Remove(dir, c.Name)
}

type gazetteerPut struct {
	packsFlag
	Name    string            `arg:"" help:"Name of the place."`
	Kind    string            `required:"" enum:"hill,base,bridge,crossing,dam,road,camp,site,village,quarter,river" help:"hill, base, bridge, crossing, dam, road, camp, site, village, quarter or river."`
	At      string            `required:"" placeholder:"LAT,LON" help:"Position; several, with blanks between, draw a road or river."`
	Source  string            `required:"" help:"Who says that it is there: kept with the place."`
	Country string            `placeholder:"SY" help:"Country code."`
	Names   map[string]string `placeholder:"ar=NAME" help:"Names in other languages."`
}

// Run adds one line to the desk's own places and compiles them anew.
func (c *gazetteerPut) Run(s *streams) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	return gazetteer.Put(dir, gazetteer.Own{Name: c.Name, Kind: c.Kind, At: c.At, Source: c.Source, Country: strings.ToUpper(c.Country), Names: c.Names, Day: today()})
}
