// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed register/*.txt
var files embed.FS

// Register is a set of entries that can be looked up. It is never changed after loading.
type Register struct {
	entries []Entry
	byID    map[string]int
	names   map[string][]name // by first key
	shapes  map[string][]int  // names by tolerant shape
	generic map[string][]int  // "SY army" → entries
	bonds   []bond
}

// bond says that two camps stand together or against each other for a time.
type bond struct {
	a, b string
	foe  bool
	Period
}

// Default returns the register that ships with the program.
var Default = sync.OnceValue(func() *Register {
	r, err := load(files)
	if err != nil {
		panic(err)
	}
	return r
})

func load(fsys fs.FS) (*Register, error) {
	list, err := fs.Glob(fsys, "register/*.txt")
	if err != nil {
		return nil, err
	}
	slices.Sort(list)
	r := &Register{byID: map[string]int{}}
	for _, name := range list {
		f, err := fsys.Open(name)
		if err != nil {
			return nil, err
		}
		err = r.read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r, r.index()
}

// Extend returns a register with the entries of a user's file added. An entry
// with the id of an existing one replaces it.
func (r *Register) Extend(in io.Reader) (*Register, error) {
	out := &Register{entries: slices.Clone(r.entries), byID: map[string]int{}, bonds: slices.Clone(r.bonds)}
	for i, e := range out.entries {
		out.byID[e.ID] = i
	}
	if err := out.read(in); err != nil {
		return nil, err
	}
	return out, out.index()
}

// read adds the records of a file: lines "key value", an empty line between records, "#" comments.
func (r *Register) read(in io.Reader) error {
	sc := bufio.NewScanner(in)
	var e *Entry
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, _ := strings.Cut(line, " ")
		value = strings.TrimSpace(value)
		switch key {
		case "ally", "foe":
			if err := r.bind(key, value); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
			continue
		case "id":
			e = r.slot(value)
			continue
		}
		if e == nil {
			return fmt.Errorf("line %d: %q before the first id", n, key)
		}
		if err := e.set(key, value); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return sc.Err()
}

// slot makes room for an entry, emptying the one that had the id.
func (r *Register) slot(id string) *Entry {
	i, ok := r.byID[id]
	if !ok {
		i = len(r.entries)
		r.entries = append(r.entries, Entry{})
		r.byID[id] = i
	}
	r.entries[i] = Entry{ID: id, Names: map[string][]string{}, capitals: map[string][]string{}}
	return &r.entries[i]
}

func (e *Entry) set(key, value string) (err error) {
	switch key {
	case "kind":
		e.Kind = value
	case "role":
		e.Role = value
	case "country":
		e.Country = value
	case "active":
		e.Active, err = period(value)
	case "camp":
		e.Camps, err = member(e.Camps, value)
	case "of":
		e.Organs, err = member(e.Organs, value)
	case "generic":
		e.Generic = strings.Fields(value)
	case "leads":
		e.Leads = value
	case "ar", "en", "fr", "he", "ru", "uk":
		e.Names[key] = append(e.Names[key], split(value)...)
	case "capital":
		lang, names, _ := strings.Cut(value, " ")
		e.capitals[lang] = append(e.capitals[lang], split(names)...)
	default:
		err = fmt.Errorf("unknown key %q", key)
	}
	return err
}

func split(s string) []string {
	var out []string
	for _, n := range strings.Split(s, "|") {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// member reads "FROM..TO id" or "id".
func member(ms []Membership, s string) ([]Membership, error) {
	m := Membership{Of: s}
	if first, rest, ok := strings.Cut(s, " "); ok {
		p, err := period(first)
		if err != nil {
			return ms, err
		}
		m = Membership{Of: strings.TrimSpace(rest), Period: p}
	}
	return append(ms, m), nil
}

func (r *Register) bind(key, s string) error {
	f := strings.Fields(s)
	if len(f) < 2 || len(f) > 3 {
		return fmt.Errorf("%s wants two camps and a period", key)
	}
	b := bond{a: f[0], b: f[1], foe: key == "foe"}
	if len(f) == 3 {
		p, err := period(f[2])
		if err != nil {
			return err
		}
		b.Period = p
	}
	r.bonds = append(r.bonds, b)
	return nil
}

// period reads "2015-09-30..2024-12-08"; either end may be missing.
func period(s string) (Period, error) {
	from, to, ok := strings.Cut(s, "..")
	if !ok {
		return Period{}, fmt.Errorf("period %q has no two dots", s)
	}
	var p Period
	var err error
	if from != "" {
		if p.From, err = time.Parse(time.DateOnly, from); err != nil {
			return p, err
		}
	}
	if to != "" {
		p.To, err = time.Parse(time.DateOnly, to)
	}
	return p, err
}

// index fills in what follows from the records: roles from kinds, camps from bodies, and the look-up tables.
func (r *Register) index() error {
	r.names, r.shapes, r.generic = map[string][]name{}, map[string][]int{}, map[string][]int{}
	for i := range r.entries {
		e := &r.entries[i]
		if e.Kind == "" {
			return fmt.Errorf("entry %s has no kind", e.ID)
		}
		for _, o := range e.Organs {
			if _, ok := r.byID[o.Of]; !ok {
				return fmt.Errorf("entry %s: %s is not in the register", e.ID, o.Of)
			}
		}
		if e.Role == "" {
			e.Role = roleOf(e)
		}
	}
	for range 3 { // bodies of bodies
		for i := range r.entries {
			r.inherit(&r.entries[i])
		}
	}
	for i := range r.entries {
		e := &r.entries[i]
		r.indexNames(i)
		for _, g := range e.Generic {
			key := e.Country + " " + g
			r.generic[key] = append(r.generic[key], i)
		}
	}
	for k := range r.names {
		slices.SortStableFunc(r.names[k], func(a, b name) int { return len(b.keys) - len(a.keys) })
	}
	return nil
}

// inherit gives an entry without a side the sides of the bodies that it speaks for, while it does.
func (r *Register) inherit(e *Entry) {
	if len(e.Camps) > 0 {
		return
	}
	for _, o := range e.Organs {
		for _, c := range r.entries[r.byID[o.Of]].Camps {
			if p, ok := overlap(o.Period, c.Period); ok {
				e.Camps = append(e.Camps, Membership{c.Of, p})
			}
		}
	}
}

func overlap(a, b Period) (Period, bool) {
	p := a
	if p.From.IsZero() || b.From.After(p.From) {
		p.From = b.From
	}
	if p.To.IsZero() || !b.To.IsZero() && b.To.Before(p.To) {
		p.To = b.To
	}
	return p, p.To.IsZero() || p.From.Before(p.To)
}

// roleOf is the role that a kind has unless the register says otherwise.
func roleOf(e *Entry) string {
	switch e.Kind {
	case "agency", "broadcaster", "newspaper", "media":
		if len(e.Organs) > 0 {
			return "party"
		}
		return "press"
	case "observatory", "ngo", "organisation":
		return "monitor"
	case "intergov":
		return "intergov"
	}
	return "party"
}

// Get returns the entry with an id.
func (r *Register) Get(id string) (Entry, bool) {
	if r == nil {
		return Entry{}, false
	}
	i, ok := r.byID[id]
	if !ok {
		return Entry{}, false
	}
	return r.entries[i], true
}

// All returns the entries in the order of their files.
func (r *Register) All() []Entry { return slices.Clone(r.entries) }

// Generic returns the actor that a class noun means in a country at a time ("the army" in Syria), "" for none.
func (r *Register) Generic(country, class string, on time.Time) (Entry, bool) {
	for _, i := range r.generic[country+" "+class] {
		if r.entries[i].Active.Holds(on) {
			return r.entries[i], true
		}
	}
	if list := r.generic[country+" "+class]; on.IsZero() && len(list) > 0 {
		return r.entries[list[len(list)-1]], true
	}
	return Entry{}, false
}
