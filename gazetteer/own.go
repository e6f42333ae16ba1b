// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"recoupe"
)

// Own is a place that a user adds: it has a source like everything else.
type Own struct {
	Name, Kind, Source, Country, Day string
	// At is "lat,lon"; several draw the axis of a road or river.
	At    string
	Names map[string]string
}

// ownName is the pack of the desk's own places; ownTable its table, one line a place.
const (
	ownName   = "own"
	ownHeader = "id\tname\tplacetype\tcountry\tlat\tlon\tpath\tsource\tadded\tnames_json\n"
)

// Put adds a place to the table own.tsv of a folder and compiles it as the pack
// "own". A place of the same name and kind is replaced.
func Put(folder string, o Own) error {
	row, err := o.row()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file := filepath.Join(folder, ownName+".tsv")
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = []byte(ownHeader), nil
	}
	if err != nil {
		return err
	}
	id, _, _ := strings.Cut(row, "\t")
	lines := slices.DeleteFunc(strings.SplitAfter(string(raw), "\n"), func(l string) bool { return l == "" || strings.HasPrefix(l, id+"\t") })
	text := strings.Join(lines, "") + row
	info := PackInfo{Name: ownName, Origin: "the desk's own places", Imported: o.Day}
	entries, err := ReadPack(strings.NewReader(text), info)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if _, err := Install(folder, entries, info); err != nil {
		return err
	}
	return replace(file, []byte(text))
}

// Own returns the desk's own places of a name, those that Put added.
func (g *Gazetteer) Own(name string) []Match {
	var out []Match
	key := ""
	for _, l := range g.layers {
		if l.info.Name != ownName || len(name) > maxAsked {
			continue
		}
		if key == "" {
			key = Exact(name)
		}
		for f := range l.find(exactKey, key) {
			e := l.entry(f.i)
			out = append(out, Match{Entry: &e, How: hows[0]})
		}
	}
	return out
}

// row is the line of a place. The middle of a drawn axis is its point.
func (o Own) row() (string, error) {
	if strings.TrimSpace(o.Source) == "" || Exact(o.Name) == "" {
		return "", fmt.Errorf("a place needs a name and a source: %w", recoupe.ErrInvalid)
	}
	path, err := parsePath(o.At)
	if err != nil || len(path) == 0 {
		return "", fmt.Errorf("position %.60q is not LAT,LON: %w", o.At, recoupe.ErrInvalid)
	}
	at, drawn := path[len(path)/2], ""
	if len(path) > 1 {
		drawn = strings.Join(strings.Fields(o.At), " ")
	}
	names, err := json.Marshal(o.lists())
	if err != nil {
		return "", err
	}
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace
	id := fmt.Sprintf("own:%08x", uint32(hash(idKey, o.Kind+" "+Exact(o.Name))))
	return strings.Join([]string{id, clean(o.Name), o.Kind, o.Country, fmt.Sprint(at[1]), fmt.Sprint(at[0]), drawn, clean(o.Source), o.Day, string(names)}, "\t") + "\n", nil
}

func (o Own) lists() map[string][]string {
	m := map[string][]string{}
	for lang, n := range o.Names {
		m[lang] = []string{n}
	}
	return m
}
