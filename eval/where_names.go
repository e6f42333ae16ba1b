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
	"strings"

	"recoupe/gazetteer"
	"recoupe/geo"
)

// frenchName is a place with the French name that is asked.
type frenchName struct{ id, name string }

// withoutFrench reads a table of Who's On First, takes the French names out of it,
// and returns it with the first French name of every place that is no division.
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
		if json.Unmarshal([]byte(row[last]), &names) == nil {
			if fr := names["fr"]; len(fr) > 0 && !strings.Contains("country county region macroregion", row[3]) {
				asked = append(asked, frenchName{"wof:" + row[0], fr[0]})
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

// whereNames measures how French names find their places in country packs without
// French names: written so, by skeleton, and first among the candidates. A place
// that the table holds twice within 2 km is right in either record.
func whereNames(w io.Writer, shared string) error {
	fmt.Fprintln(w, "\n| pack, French names out of the index | asked | written so | found | first | first is a place of that name | in first five |\n|---|---|---|---|---|---|---|")
	for _, code := range []string{"sy", "lb", "iq", "eg", "ly", "ua"} {
		table, asked, err := withoutFrench(filepath.Join(shared, "data", "gazetteer", "wof-"+code+".tsv.gz"))
		if err != nil {
			return err
		}
		entries, err := gazetteer.ReadPack(strings.NewReader(table), gazetteer.PackInfo{Name: code, Country: strings.ToUpper(code)})
		if err != nil {
			return err
		}
		g, err := new(gazetteer.Gazetteer).With(entries, gazetteer.PackInfo{Name: code})
		if err != nil {
			return err
		}
		var exact, found, first, five, bearer int
		bears := map[string]bool{}
		for _, a := range asked {
			bears[a.name+"\t"+a.id] = true
		}
		for _, a := range asked {
			e, ok := g.Get(a.id)
			if !ok {
				continue
			}
			candidates := g.Match(a.name)
			if len(candidates) > 0 && (bears[a.name+"\t"+candidates[0].ID] || sameSpot(candidates[0].Entry, e)) {
				bearer++
			}
			for k, m := range candidates {
				if m.ID != a.id && !(m.Kind == e.Kind && sameSpot(m.Entry, e)) {
					continue
				}
				found++
				if m.How == "exact" {
					exact++
				}
				if k == 0 {
					first++
				}
				if k < 5 {
					five++
				}
				break
			}
		}
		pct := func(n int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(max(1, len(asked)))) }
		fmt.Fprintf(w, "| %s | %d | %s | %s | %s | %s | %s |\n", code, len(asked), pct(exact), pct(found), pct(first), pct(bearer), pct(five))
	}
	return nil
}

func sameSpot(a, b *gazetteer.Entry) bool {
	return geo.Distance(a.Point, b.Point) <= 2
}
