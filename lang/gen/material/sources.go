// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package material

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"recoupe/lexicon"
)

// treebanks reads the "# text" lines of CoNLL-U. A development part is kept
// out where there is a training part, else every fifth run of it.
func treebanks(f Folders, l language) ([]Sample, error) {
	var out []Sample
	if f.Treebanks == "" {
		return nil, nil
	}
	for _, bank := range append(slices.Clone(l.banks), l.test...) {
		files, err := filepath.Glob(filepath.Join(f.Treebanks, bank, "*.conllu*"))
		if err != nil {
			return nil, err
		}
		whole := slices.ContainsFunc(files, func(s string) bool { return strings.Contains(s, "-ud-train") })
		for _, name := range files {
			if strings.Contains(name, "_nc-") {
				continue // the non-commercial part of GUM
			}
			texts, err := textLines(name)
			if err != nil {
				return nil, err
			}
			dev := whole && strings.Contains(name, "-ud-dev")
			for i, t := range texts {
				out = append(out, Sample{Source: "ud", Text: t, Held: dev || !whole && held(i) || slices.Contains(l.test, bank)})
			}
		}
	}
	return out, nil
}

func textLines(name string) ([]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return nil, err
		}
	}
	var out []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if t, ok := strings.CutPrefix(sc.Text(), "# text = "); ok {
			out = append(out, t)
		}
	}
	return out, sc.Err()
}

// help reads the paragraphs and titles of the GNOME help, less those that were left in English.
func help(f Folders, l language) ([]Sample, error) {
	var out []Sample
	root := filepath.Join(f.Fetched, "help")
	for _, dir := range l.help {
		pages, err := filepath.Glob(filepath.Join(root, dir, "gnome-help", "*.page"))
		if err != nil || f.Fetched == "" {
			return nil, err
		}
		for i, name := range pages {
			own, err := mallard(name)
			if err != nil {
				return nil, err
			}
			english := map[string]bool{}
			if dir != "C" {
				ps, err := mallard(filepath.Join(root, "C", "gnome-help", filepath.Base(name)))
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					return nil, err
				}
				for _, p := range ps {
					english[p] = true
				}
			}
			for _, p := range own {
				if !english[p] {
					out = append(out, Sample{Source: "help", Text: p, Held: i%5 == 4})
				}
			}
		}
	}
	return out, nil
}

// mallard returns the text of a page's titles, paragraphs and list items.
func mallard(name string) ([]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	d := xml.NewDecoder(file)
	d.Strict = false
	var out []string
	var b strings.Builder
	depth := 0
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "p" || t.Name.Local == "title" || t.Name.Local == "desc" {
				depth++
			}
		case xml.CharData:
			if depth > 0 {
				b.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "p" || t.Name.Local == "title" || t.Name.Local == "desc" {
				if depth--; depth == 0 {
					if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
						out = append(out, s)
					}
					b.Reset()
				}
			}
		}
	}
}

// declarations reads the Universal Declaration of Human Rights in a language.
func declarations(f Folders, l language) ([]Sample, error) {
	var out []Sample
	for _, name := range l.udhr {
		ps, err := declaration(f, name)
		if err != nil {
			return nil, err
		}
		for i, p := range ps {
			out = append(out, Sample{Source: "declaration", Text: p, Held: i%5 == 4})
		}
	}
	return out, nil
}

func declaration(f Folders, name string) ([]string, error) {
	if f.Fetched == "" {
		return nil, nil
	}
	file, err := os.Open(filepath.Join(f.Fetched, "udhr", "declaration", name+".html"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	doc, err := html.Parse(file)
	if err != nil {
		return nil, err
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.P {
			var b strings.Builder
			for c := range n.Descendants() {
				if c.Type == html.TextNode {
					b.WriteString(c.Data)
				}
			}
			text := strings.ReplaceAll(b.String(), "\u1361", " ") // the Ethiopic word space
			out = append(out, strings.Join(strings.Fields(text), " "))
		}
	}
	return out, nil
}

// strangers are the declarations in languages that the list lacks: what "none of them" looks like.
func strangers(f Folders, l list) ([]Sample, error) {
	files, err := filepath.Glob(filepath.Join(f.Fetched, "udhr", "declaration", "*.html"))
	if err != nil || f.Fetched == "" {
		return nil, err
	}
	known := slices.Clone(l.skip)
	groups := map[string]bool{}
	for _, x := range l.languages {
		known = append(known, x.udhr...)
		groups[x.script] = true
	}
	var out []Sample
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		if slices.Contains(known, name) {
			continue
		}
		ps, err := declaration(f, name)
		if err != nil {
			return nil, err
		}
		script := scriptOf(strings.Join(ps, " "))
		if !groups[script] {
			continue
		}
		for k, p := range ps {
			out = append(out, Sample{Script: script, Stranger: i, Source: "declaration", Text: p, Held: k%5 == 4})
		}
	}
	return out, nil
}

// scriptOf returns the ISO 15924 code of the commonest of the scripts in which several languages are told apart.
func scriptOf(text string) string {
	tables := map[string]*unicode.RangeTable{
		"Latn": unicode.Latin, "Arab": unicode.Arabic, "Cyrl": unicode.Cyrillic, "Hebr": unicode.Hebrew, "Deva": unicode.Devanagari, "Ethi": unicode.Ethiopic,
	}
	count := map[string]int{}
	for _, r := range text {
		for name, t := range tables {
			if unicode.Is(t, r) {
				count[name]++
			}
		}
	}
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// labels reads the names and keywords of Unicode CLDR: countries, languages, days, months, things.
func labels(f Folders, l language) ([]Sample, error) {
	var out []Sample
	for _, code := range l.labels {
		var files []string
		for _, pattern := range [...]string{"cldr-annotations-full/annotations/%/annotations", "cldr-localenames-full/main/%/territories", "cldr-localenames-full/main/%/languages", "cldr-dates-full/main/%/ca-gregorian", "cldr-dates-full/main/%/dateFields"} {
			found, err := filepath.Glob(filepath.Join(f.Fetched, strings.Replace(pattern, "%", code, 1)+".json"))
			if err != nil || f.Fetched == "" {
				return nil, err
			}
			files = append(files, found...)
		}
		seen := map[string]bool{}
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			var v any
			if err := json.Unmarshal(raw, &v); err != nil {
				return nil, err
			}
			strs(v, func(s string) {
				if !seen[s] && strings.ContainsFunc(s, unicode.IsLower) || strings.ContainsFunc(s, func(r rune) bool { return r > 0x500 && unicode.IsLetter(r) }) && !seen[s] {
					seen[s] = true
					out = append(out, Sample{Source: "cldr", Text: s})
				}
			})
		}
	}
	return out, nil
}

// strs calls f with every string that is a value, in the order of the keys.
func strs(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, x := range v {
			strs(x, f)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if k != "identity" {
				strs(v[k], f)
			}
		}
	}
}

// words reads the program's own list of words of a language.
func words(_ Folders, l language) ([]Sample, error) {
	name := l.code + "/language.txt"
	if !lexicon.Has(name) {
		return nil, nil
	}
	lines, err := lexicon.Lines(name)
	return []Sample{{Source: "words", Text: strings.Join(lines, " ")}}, err
}

// fortunes reads collections of sayings, which only test: no table was trained on the like.
func fortunes(f Folders, l language) ([]Sample, error) {
	var out []Sample
	for _, name := range l.prose {
		raw, err := os.ReadFile(filepath.Join(f.Fetched, "fortunes", l.code, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for s := range strings.SplitSeq(string(raw), "\n%\n") {
			if s = strings.Join(strings.Fields(s), " "); s != "" {
				out = append(out, Sample{Source: "fortune", Text: s, Held: true})
			}
		}
	}
	return out, nil
}
