// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// documents calls do with every text of a file of the material, whatever its form:
//
//   - JSON lines: every string of a record that is running text, and lists of words joined by blanks;
//   - treebanks: the sentences, up to the next document;
//   - one word a line: the words, up to the next document;
//   - tables: every cell that is running text;
//   - a plain text: itself.
//
// Programs, licences, pictures and maps are no documents.
func documents(path string, do func(text string) error) error {
	name := strings.TrimSuffix(filepath.Base(path), ".gz")
	if strings.Contains(path, "licence") || strings.HasPrefix(name, "LICENSE") {
		return nil
	}
	switch ext := filepath.Ext(name); {
	case ext == ".jsonl":
		return jsonTexts(path, do)
	case ext == ".conllu" && !strings.Contains(path, "wikineural"):
		return treebankTexts(path, do)
	case slices.Contains([]string{".tok", ".bio", ".conll", ".conllu", ".iob2"}, ext), ext == ".tsv" && strings.Contains(path, "/ner/"), ext == ".txt" && strings.Contains(path, "/ner/"):
		return columnTexts(path, do)
	case ext == ".tsv", ext == ".rels":
		return tableTexts(path, do)
	case ext == ".txt":
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return do(string(raw))
	}
	return nil
}

// running: four words or more, and no address or code.
func running(s string) bool {
	return len(s) > 15 && !strings.HasPrefix(s, "http") && len(strings.Fields(s)) >= 4
}

func jsonTexts(path string, do func(string) error) error {
	return eachLine(path, func(line []byte) error {
		var record map[string]any
		if err := json.Unmarshal(line, &record); err != nil {
			return err
		}
		var texts []string
		runningIn(record, &texts)
		for _, t := range texts {
			if err := do(t); err != nil {
				return err
			}
		}
		return nil
	})
}

// runningIn collects the running texts of a JSON value, in order of their keys.
func runningIn(v any, into *[]string) {
	switch v := v.(type) {
	case string:
		if running(v) {
			*into = append(*into, v)
		}
	case []any:
		var words []string
		for _, e := range v {
			if s, ok := e.(string); ok && !running(s) {
				words = append(words, s)
				continue
			}
			runningIn(e, into)
		}
		if s := strings.Join(words, " "); running(s) {
			*into = append(*into, s)
		}
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			if k != "conllu" && k != "labels" {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		for _, k := range keys {
			runningIn(v[k], into)
		}
	}
}

// pageLines is after how many sentences a document without a mark of its end is cut.
const pageLines = 30

func treebankTexts(path string, do func(string) error) error {
	p := page{do: do}
	err := eachLine(path, func(raw []byte) error {
		line := string(raw)
		if strings.HasPrefix(line, "# newdoc") {
			return p.turn()
		}
		if text, ok := strings.CutPrefix(line, "# text = "); ok {
			return p.sentence(text)
		}
		return nil
	})
	return p.end(err)
}

// columnTexts reads files with one word a line: the first column that is no number.
func columnTexts(path string, do func(string) error) error {
	p := page{do: do}
	var words []string
	err := eachLine(path, func(raw []byte) error {
		f := strings.Fields(string(raw))
		if len(f) == 0 {
			text := strings.Join(words, " ")
			words = words[:0]
			return p.sentence(text)
		}
		if strings.HasPrefix(f[0], "# newdoc") || f[0] == "-DOCSTART-" || f[0] == "#" {
			return p.turn()
		}
		if len(f) > 2 && strings.Trim(f[0], "0123456789") == "" {
			f = f[1:]
		}
		if words = append(words, f[0]); len(words) >= 400 { // files without ends of sentences
			text := strings.Join(words, " ")
			words = words[:0]
			return p.sentence(text)
		}
		return nil
	})
	if err == nil {
		err = p.sentence(strings.Join(words, " "))
	}
	return p.end(err)
}

func tableTexts(path string, do func(string) error) error {
	return eachLine(path, func(raw []byte) error {
		if strings.HasPrefix(string(raw), "#") {
			return nil
		}
		for _, cell := range strings.Split(string(raw), "\t") {
			if running(cell) {
				if err := do(cell); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// page gathers sentences into documents.
type page struct {
	lines []string
	do    func(string) error
}

func (p *page) sentence(text string) error {
	if text != "" {
		p.lines = append(p.lines, text)
	}
	if len(p.lines) >= pageLines {
		return p.turn()
	}
	return nil
}

// turn hands the document over.
func (p *page) turn() error {
	if len(p.lines) == 0 {
		return nil
	}
	text := strings.Join(p.lines, "\n")
	p.lines = p.lines[:0]
	return p.do(text)
}

func (p *page) end(err error) error {
	if err != nil {
		return err
	}
	return p.turn()
}
