// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"recoupe/gazetteer"
	"recoupe/geo"
)

// frenchName is a place with a French name that is asked.
type frenchName struct {
	id, name string
	division bool
}

// withoutFrench reads a table of Who's On First, takes the French names out of it,
// the main name too where it is one of them, and returns it with all French names.
func withoutFrench(path string) (string, []frenchName, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return "", nil, err
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<22)
	var out strings.Builder
	var asked []frenchName
	for sc.Scan() {
		row := strings.Split(sc.Text(), "\t")
		last := len(row) - 1
		var names map[string][]string
		if json.Unmarshal([]byte(row[last]), &names) == nil && row[3] != "country" {
			division := strings.Contains("county region macroregion", row[3])
			for _, n := range names["fr"] {
				asked = append(asked, frenchName{"wof:" + row[0], n, division})
			}
			if slices.Contains(names["fr"], row[last-1]) {
				row[last-1] = ""
			}
			delete(names, "fr")
			raw, err := json.Marshal(names)
			if err != nil {
				return "", nil, err
			}
			row[last], row[1] = string(raw), "" // by its own id alone
		}
		out.WriteString(strings.Join(row, "\t") + "\n")
	}
	return out.String(), asked, sc.Err()
}

// namesScore counts how asked names find their places.
type namesScore struct {
	asked, exact, found, first, five int
	// bearer counts first candidates that bear the asked name in French themselves, by its exact key:
	// a town and the province, or two villages, that share it.
	bearer int
	// best is how many could be first at most, with one answer for every name.
	best int
}

// whereNames measures how French names find their places in country packs without
// French names, as the reference's table does: all names; then those of places
// that are no divisions; then all with the class of the place said, as "la province
// de" says it. A place that the table holds twice within 2 km is right in either record.
func whereNames(w io.Writer, shared string) error {
	fmt.Fprintln(w, "\n| pack, French names out of the index | asked | written so | found | first (at most, with one answer a name) | first is a place of that name | in first five |\n|---|---|---|---|---|---|---|")
	for _, code := range []string{"sy", "lb", "iq", "eg", "ly", "ua"} {
		g, asked, err := packWithoutFrench(shared, code)
		if err != nil {
			return err
		}
		settled := slices.DeleteFunc(slices.Clone(asked), func(a frenchName) bool { return a.division })
		for _, row := range []struct {
			label string
			asked []frenchName
			class bool
		}{{code + ", all names", asked, false}, {"… of settlements", settled, false}, {"… all, class said", asked, true}} {
			s := askNames(g, row.asked, row.class)
			s.print(w, row.label)
		}
	}
	return nil
}

func packWithoutFrench(shared, code string) (*gazetteer.Gazetteer, []frenchName, error) {
	table, asked, err := withoutFrench(filepath.Join(shared, "data", "gazetteer", "wof-"+code+".tsv.gz"))
	if err != nil {
		return nil, nil, err
	}
	entries, err := gazetteer.ReadPack(strings.NewReader(table), gazetteer.PackInfo{Name: code, Country: strings.ToUpper(code)})
	if err != nil {
		return nil, nil, err
	}
	g, err := new(gazetteer.Gazetteer).With(entries, gazetteer.PackInfo{Name: code})
	return g, asked, err
}

// askNames looks every name up; with class, among divisions or among the rest, as the asked place is.
func askNames(g *gazetteer.Gazetteer, asked []frenchName, class bool) namesScore {
	s := namesScore{asked: len(asked)}
	bears, reached := map[string]bool{}, map[string][]*gazetteer.Entry{}
	for _, a := range asked {
		bears[gazetteer.Exact(a.name)+"\t"+a.id] = true
	}
	for _, a := range asked {
		e, ok := g.Get(a.id)
		if !ok {
			continue
		}
		candidates := g.Match(a.name)
		key := gazetteer.Exact(a.name)
		if class {
			candidates = slices.DeleteFunc(candidates, func(m gazetteer.Match) bool { return division(m.Entry) != a.division })
			key += fmt.Sprint(a.division)
		}
		if len(candidates) > 0 && (bears[gazetteer.Exact(a.name)+"\t"+candidates[0].ID] || samePlace(candidates[0].Entry, e)) {
			s.bearer++
		}
		k := slices.IndexFunc(candidates, func(m gazetteer.Match) bool { return samePlace(m.Entry, e) })
		if k >= 0 {
			s.count(k, candidates[k].How)
			reached[key] = append(reached[key], e)
		}
	}
	for _, list := range reached {
		s.best += mostAlike(list)
	}
	return s
}

func (s *namesScore) count(rank int, how string) {
	s.found++
	if how == "exact" {
		s.exact++
	}
	if rank == 0 {
		s.first++
	}
	if rank < 5 {
		s.five++
	}
}

// mostAlike is the size of the largest set of records that are one place.
func mostAlike(list []*gazetteer.Entry) int {
	most := 0
	for _, a := range list {
		n := 0
		for _, b := range list {
			if samePlace(a, b) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func division(e *gazetteer.Entry) bool {
	return e.Kind == "country" || e.Kind == "region" || e.Kind == "county"
}

func samePlace(a, b *gazetteer.Entry) bool {
	return a.ID == b.ID || division(a) == division(b) && !division(a) && geo.Distance(a.Point, b.Point) <= 2
}

func (s *namesScore) print(w io.Writer, label string) {
	pct := func(n int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(1, s.asked))) }
	fmt.Fprintf(w, "| %s | %d | %s | %s | %s (%s) | %s | %s |\n", label, s.asked, pct(s.exact), pct(s.found), pct(s.first), pct(s.best), pct(s.bearer), pct(s.five))
}
