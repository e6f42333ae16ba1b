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
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/geo"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

// whereSets are the marked texts. The Arabic posts mark every string once, where it
// first stands in the text (all 2,136 do, be it inside a hashtag or another word),
// and whole written words, with the conjunction and preposition written onto them;
// what is found is laid onto the text in the same way there.
var whereSets = []struct {
	name, file, lang string
	once             bool
}{
	{"LGL", "lgl-first-half.jsonl.gz", "en", false},
	{"IDRISI English", "idrisi-d-en-first-half.jsonl.gz", "en", false},
	{"IDRISI Arabic", "idrisi-d-ar-first-half.jsonl.gz", "ar", true},
	{"HIPE-2020 French", "hipe2020-fr-dev.jsonl.gz", "fr", false},
	{"NewsEye French", "newseye-fr-dev.jsonl.gz", "fr", false},
	{"Le Temps French", "letemps-fr-dev.jsonl.gz", "fr", false},
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

// whereScore counts one set as data/geoparsing/score.py defines it. reach is the
// cap: gold places of which some reading of the same name lies within the distance.
type whereScore struct {
	gold, pred, exact, overlap  int
	placed, matched             int
	right20, right161           int
	reach20, reach161           int // of all gold places
	met20, met161               int // of those that were recognised
	reachRight20, reachRight161 int
}

// Where measures the recognition and resolution of places on the marked texts,
// with the embedded gazetteer alone and with all tables of the material imported.
func Where(w io.Writer, shared string) error {
	g, err := gazetteer.Default()
	if err != nil {
		return err
	}
	full, err := withPacks(g, shared)
	if err != nil {
		return err
	}
	names := name.Finders(packs.Names, g, actor.Default())
	fmt.Fprintln(w, "| set | gazetteer | gold, found | F1 exact | F1 overlap | P, R | within 161 km of all (cap) | within 20 km of all (cap) | recognised and in the gazetteer: @161, @20 | in the gazetteer, recognised or not: @161, @20 |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|")
	for _, set := range whereSets {
		docs, err := readMarked(filepath.Join(shared, "data", "geoparsing", set.file))
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(w, "| %s | not here |\n", set.name)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", set.file, err)
		}
		parsed := make([]parsedText, len(docs))
		for i, d := range docs {
			parsed[i] = parseText(d.Text, set.lang)
			if f := names(set.lang); f != nil {
				f.Find(parsed[i].sents)
			}
		}
		for _, table := range []struct {
			name string
			g    *gazetteer.Gazetteer
		}{{"embedded", g}, {"all packs", full}} {
			var s whereScore
			for i, d := range docs {
				s.add(d, findIn(place.Finder{Gazetteer: table.g}, d.Text, set.lang, parsed[i], set.once), table.g)
			}
			s.print(w, set.name, table.name)
		}
	}
	return whereNames(w, shared)
}

// withPacks adds every table of the material, country packs first.
func withPacks(g *gazetteer.Gazetteer, shared string) (*gazetteer.Gazetteer, error) {
	files, err := filepath.Glob(filepath.Join(shared, "data", "gazetteer", "wof-??.tsv.gz"))
	if err != nil {
		return nil, err
	}
	for _, file := range append(files, filepath.Join(shared, "data", "gazetteer", "geonames-cities1000.tsv.gz")) {
		info := gazetteer.PackInfo{Name: strings.TrimSuffix(filepath.Base(file), ".tsv.gz")}
		entries, err := gazetteer.ReadFiles([]string{file}, info, g)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if g, err = g.With(entries, info); err != nil {
			return nil, err
		}
	}
	return g, nil
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

type parsedText struct {
	regions []recoupe.Region
	sents   []ud.Sentence
}

func parseText(text, code string) parsedText {
	pack, ok := packs.Get(code)
	var habits token.Habits
	if ok {
		habits = pack.Habits()
	}
	regions, sents := token.With(text, code, habits)
	if ok {
		pack.ParseAll(sents, syntax.NewWork())
	}
	return parsedText{regions, sents}
}

// findIn keeps what is found by name. The sets mark peoples and the places in the
// names of institutions, so these are asked for; none marks the topic in a hashtag.
func findIn(f place.Finder, text, code string, p parsedText, once bool) []recoupe.Place {
	all := f.Find(text, code, p.regions, p.sents, place.Hint{All: true})
	all = slices.DeleteFunc(all, func(p recoupe.Place) bool {
		return p.Toponym.Empty() || p.Relation != "" || p.Role == "topic"
	})
	if !once {
		return all
	}
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(p recoupe.Place) bool {
		word := written(text, p.Toponym).In(text)
		again := seen[word]
		seen[word] = true
		return again
	})
	asMarked(text, all)
	return all
}

// written widens a span to the beginning of the word that it stands in.
func written(text string, sp recoupe.Span) recoupe.Span {
	for sp.Start > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:sp.Start])
		if !unicode.IsLetter(r) {
			break
		}
		sp.Start -= n
	}
	return sp
}

// asMarked lays the places of a set that marks every string once onto the first place where the string stands.
func asMarked(text string, found []recoupe.Place) {
	for i := range found {
		name := written(text, found[i].Toponym).In(text)
		if at := strings.Index(text, name); at >= 0 {
			found[i].Toponym = recoupe.Span{Start: at, End: at + len(name)}
		}
	}
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
		var at *recoupe.Place
		if pair[k] >= 0 {
			at = &found[pair[k]]
		}
		s.resolve(recoupe.LonLat{*t.Lon, *t.Lat}, at, g.MatchExact(t.Surface))
	}
}

// resolve counts one gold place: what was chosen for it, and what the gazetteer could have given.
func (s *whereScore) resolve(want recoupe.LonLat, got *recoupe.Place, readings []gazetteer.Match) {
	s.placed++
	nearest, d := 1e9, 1e9
	for _, m := range readings {
		if m.Placed {
			nearest = min(nearest, geo.Distance(want, m.Point))
		}
	}
	if got != nil && got.Point != nil {
		d = geo.Distance(want, *got.Point)
	}
	n := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	s.matched += n(got != nil)
	s.right20, s.right161 = s.right20+n(d <= 20), s.right161+n(d <= 161)
	s.reach20, s.reach161 = s.reach20+n(nearest <= 20), s.reach161+n(nearest <= 161)
	s.met20, s.met161 = s.met20+n(got != nil && nearest <= 20), s.met161+n(got != nil && nearest <= 161)
	s.reachRight20, s.reachRight161 = s.reachRight20+n(d <= 20 && nearest <= 20), s.reachRight161+n(d <= 161 && nearest <= 161)
}

func (s *whereScore) print(w io.Writer, name, table string) {
	f1 := func(hit int) float64 { return 2 * float64(hit) / float64(max(1, s.gold+s.pred)) }
	share := func(n, of int) float64 { return float64(n) / float64(max(1, of)) }
	fmt.Fprintf(w, "| %s | %s | %d, %d | %.3f | %.3f | %.3f, %.3f |", name, table, s.gold, s.pred, f1(s.exact), f1(s.overlap), share(s.overlap, s.pred), share(s.overlap, s.gold))
	if s.placed == 0 {
		fmt.Fprintln(w, " no coordinates | | | |")
		return
	}
	fmt.Fprintf(w, " %.3f (%.3f) | %.3f (%.3f) | %.3f, %.3f | %.3f, %.3f |\n", share(s.right161, s.placed), share(s.reach161, s.placed), share(s.right20, s.placed), share(s.reach20, s.placed),
		share(s.reachRight161, s.met161), share(s.reachRight20, s.met20), share(s.reachRight161, s.reach161), share(s.reachRight20, s.reach20))
}
