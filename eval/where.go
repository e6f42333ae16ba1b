// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/syntax"
	"recoupe/token"
)

// whereSets are the marked texts; bodies named after the language they are in.
var whereSets = []struct{ name, file, lang string }{
	{"LGL", "lgl-first-half.jsonl.gz", "en"},
	{"IDRISI English", "idrisi-d-en-first-half.jsonl.gz", "en"},
	{"IDRISI Arabic", "idrisi-d-ar-first-half.jsonl.gz", "ar"},
	{"HIPE-2020 French", "hipe2020-fr-dev.jsonl.gz", "fr"},
	{"NewsEye French", "newseye-fr-dev.jsonl.gz", "fr"},
	{"Le Temps French", "letemps-fr-dev.jsonl.gz", "fr"},
}

type toponym struct {
	Start, End int
	Surface    string
	Lat, Lon   *float64
}

type markedText struct {
	Text     string
	Toponyms []toponym
}

// whereScore counts one set as data/geoparsing/score.py defines it.
type whereScore struct {
	gold, pred, exact, overlap            int
	placed, known, right20, right161      int
	knownRight20, knownRight161, resolved int
}

// Where measures the recognition and resolution of places on the marked texts.
func Where(w io.Writer, shared string) error {
	g, err := gazetteer.Default()
	if err != nil {
		return err
	}
	for _, set := range whereSets {
		docs, err := readMarked(filepath.Join(shared, "data", "geoparsing", set.file))
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(w, "%s: not here\n", set.name)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", set.file, err)
		}
		var s whereScore
		for _, d := range docs {
			s.add(d, findIn(place.Finder{Gazetteer: g}, d.Text, set.lang), g)
		}
		s.print(w, set.name)
	}
	return nil
}

func readMarked(path string) ([]markedText, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	var out []markedText
	for sc.Scan() {
		var d markedText
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, sc.Err()
}

// findIn runs the stages that places need and keeps what is found by name.
func findIn(f place.Finder, text, code string) []recoupe.Place {
	pack, ok := packs.Get(code)
	var habits token.Habits
	if ok {
		habits = pack.Habits()
	}
	regions, sents := token.With(text, code, habits)
	if ok {
		work := syntax.NewWork()
		for i := range sents {
			pack.Parse(&sents[i], work)
		}
	}
	all := f.Find(text, code, regions, sents, place.Hint{})
	return slices.DeleteFunc(all, func(p recoupe.Place) bool {
		return p.Toponym.Empty() || p.Relation != ""
	})
}

func (s *whereScore) add(d markedText, found []recoupe.Place, g *gazetteer.Gazetteer) {
	type runeSpan struct{ start, end int }
	spans := make([]runeSpan, len(found))
	for i, p := range found {
		sp := p.Toponym
		spans[i] = runeSpan{utf8.RuneCountInString(d.Text[:sp.Start]), utf8.RuneCountInString(d.Text[:sp.End])}
	}
	s.pred += len(found)
	used := make([]bool, len(found))
	take := func(t toponym, exact bool) int {
		for i, sp := range spans {
			if !used[i] && (exact && sp.start == t.Start && sp.end == t.End || !exact && sp.start < t.End && t.Start < sp.end) {
				used[i] = true
				return i
			}
		}
		return -1
	}
	pair := make([]int, len(d.Toponyms))
	for k, t := range d.Toponyms {
		if pair[k] = take(t, true); pair[k] >= 0 {
			s.exact++
		}
	}
	for k, t := range d.Toponyms {
		s.gold++
		if pair[k] < 0 {
			pair[k] = take(t, false)
		}
		if pair[k] >= 0 {
			s.overlap++
		}
		if t.Lat == nil || t.Lon == nil {
			continue
		}
		var at *recoupe.LonLat
		if pair[k] >= 0 {
			at = found[pair[k]].Point
		}
		s.resolve(recoupe.LonLat{*t.Lon, *t.Lat}, at, exactlyKnown(g, t.Surface))
	}
}

func exactlyKnown(g *gazetteer.Gazetteer, name string) bool {
	m := g.Match(name)
	return len(m) > 0 && m[0].How == "exact"
}

func (s *whereScore) resolve(want recoupe.LonLat, got *recoupe.LonLat, known bool) {
	s.placed++
	if known {
		s.known++
	}
	if got == nil {
		return
	}
	s.resolved++
	d := geo.Distance(want, *got)
	if d <= 20 {
		s.right20++
	}
	if d <= 161 {
		s.right161++
	}
	if known && d <= 20 {
		s.knownRight20++
	}
	if known && d <= 161 {
		s.knownRight161++
	}
}

func (s *whereScore) print(w io.Writer, name string) {
	f1 := func(hit int) float64 { return 2 * float64(hit) / float64(max(1, s.gold+s.pred)) }
	share := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	fmt.Fprintf(w, "%-17s gold %d, found %d; F1 exact %.3f, overlap %.3f (P %.3f R %.3f)\n", name, s.gold, s.pred, f1(s.exact), f1(s.overlap), share(s.overlap, s.pred), share(s.overlap, s.gold))
	if s.placed > 0 {
		fmt.Fprintf(w, "%-17s of %d with coordinates: within 161 km %.3f, within 20 km %.3f; of %d in the gazetteer: %.3f, %.3f\n", "", s.placed,
			share(s.right161, s.placed), share(s.right20, s.placed), s.known, share(s.knownRight161, s.known), share(s.knownRight20, s.known))
	}
}
