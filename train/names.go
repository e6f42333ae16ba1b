// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"recoupe"
	"recoupe/name"
	"recoupe/syntax"
	"recoupe/ud"
)

// nameEpochs is how often the marked sentences are gone through.
const nameEpochs = 10

// marked is a file of sentences with marked names in one of these formats:
//
//	columns   a token and its label a line (first and last column), an empty line behind a sentence
//	numbered  number, token and label in the first three columns
//	flow      columns without sentence ends: cut behind every full stop
//	classes   number, token, …, class: FrSemCor's noun classes
//	brackets  a sentence a line, its names as "[PER Anna Roy]"
//	listed    CoNLL-U whose names stand in a list of ours, which takes the place of the pool
//	own       CoNLL-U with Name=B-PERSON in the last column
type marked struct {
	format, path string
	// from is the number of sentences at the beginning that are passed over.
	from int
	// times is how often the file counts; pool is a file of names to vary its
	// sentences with: then every sentence gets so many variants.
	times int
	pool  string
}

// institution marks FrSemCor's class that covers towns and states too.
const institution = "INSTITUTION"

// settleInstitutions makes institutions that the gazetteer knows places, the others organisations.
func settleInstitutions(sents []ud.Sentence, place func(string) name.Rank) {
	for i := range sents {
		for k := range sents[i].Words {
			w := &sents[i].Words[k]
			pos, kind, _ := strings.Cut(w.Entity, "-")
			switch {
			case kind != institution:
			case place(w.Form) > name.NoPlace:
				w.Entity = pos + "-" + name.Place
			default:
				w.Entity = pos + "-" + name.Organisation
			}
		}
	}
}

// labelNames maps the labels of the corpora to types of names; what is not here is no name to us.
var labelNames = map[string]string{
	"PER": name.Person, "PERS": name.Person, "PERSON": name.Person, "LOC": name.Place, "LOCATION": name.Place, "GPE": name.Place,
	"FAC": name.Place, "FACILITY": name.Place, "PLACE": name.Place, "ORG": name.Organisation, "ORGANIZATION": name.Organisation,
	"ORGANISATION": name.Organisation, "CORPORATION": name.Organisation, "GROUP": name.Group, "NORP": name.People, "NATIONALITY": name.People,
	"GRP": name.Group, institution: institution, "UNIT": name.Unit, "MEDIA": name.Media, "WEAPON": name.Weapon,
}

// Names trains the name model of a recipe with the tags of a pack and returns its file.
func Names(r Recipe, root string, p *syntax.Pack, place func(string) name.Rank) ([]byte, *name.Model, error) {
	digests := map[string]string{}
	f := name.NewFinder(r.Lang, nil, place)
	var err error
	if f.Classes, err = r.classes(root, digests); err != nil {
		return nil, nil, err
	}
	var sents []ud.Sentence
	for _, m := range r.Marked {
		read, err := r.marked(m, root, p, digests)
		if err != nil {
			return nil, nil, err
		}
		settleInstitutions(read, place)
		times := m.times
		if m.pool != "" && m.format != "listed" {
			names, err := os.ReadFile(r.find(root, m.pool))
			if err != nil {
				return nil, nil, err
			}
			digests[m.pool] = digest(names)
			read = append(read, readPool(string(names), r.Lang).vary(read, times, 1)...)
			times = 1
		}
		tagAll(p, read)
		for range times {
			sents = append(sents, read...)
		}
	}
	m := name.Learn(f, sents, nameEpochs)
	m.Lang, m.Data, m.Licence, m.Eager = r.Lang, digests, r.Licence, r.Eager
	data, err := m.Bytes()
	return data, m, err
}

// marked reads a file of marked sentences, in words as they are to be learnt.
func (r Recipe) marked(m marked, root string, p *syntax.Pack, digests map[string]string) ([]ud.Sentence, error) {
	raw, err := readPlain(r.find(root, m.path))
	if err != nil {
		return nil, err
	}
	digests[m.path] = digest(raw)
	if m.format == "listed" {
		return r.listed(m, raw, root, digests)
	}
	if m.format == "brackets" {
		texts, err := ReadBracketed(string(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.path, err)
		}
		return cutTexts(texts, r.Lang, p), nil
	}
	sents, err := ReadMarked(m.format, strings.TrimSuffix(m.path, ".gz"), raw)
	sents = sents[min(m.from, len(sents)):]
	if err != nil || !r.Written {
		return sents, err
	}
	texts := make([]Marked, len(sents))
	for i := range sents {
		texts[i] = Spaced(&sents[i])
	}
	return cutTexts(texts, r.Lang, p), nil
}

// cutTexts cuts texts into words as a reading with the pack does.
func cutTexts(texts []Marked, lang string, p *syntax.Pack) []ud.Sentence {
	var out []ud.Sentence
	for _, t := range texts {
		out = append(out, t.Words(lang, p.Habits())...)
	}
	return out
}

// tagAll gives sentences the pack's tags, lemmas and heads.
func tagAll(p *syntax.Pack, sents []ud.Sentence) {
	p.ParseAll(sents, syntax.NewWork())
}

// ReadMarked reads sentences with marked names; Word.Entity gets our types.
func ReadMarked(format, path string, raw []byte) ([]ud.Sentence, error) {
	raw, err := plain(raw, path)
	if err != nil {
		return nil, err
	}
	switch format {
	case "own":
		return readOwn(raw)
	case "columns", "numbered", "flow", "classes":
		return readColumns(format, string(raw)), nil
	}
	return nil, fmt.Errorf("%s: no format %q: %w", path, format, recoupe.ErrInvalid)
}

func readOwn(raw []byte) ([]ud.Sentence, error) {
	sents, err := ud.Read(bytes.NewReader(raw))
	for i := range sents {
		for k := range sents[i].Words {
			for f := range strings.SplitSeq(sents[i].Words[k].Misc, "|") {
				if label, ok := strings.CutPrefix(f, "Name="); ok {
					sents[i].Words[k].Entity = label
				}
			}
		}
	}
	return sents, err
}

// readColumns reads one token a line.
func readColumns(format, text string) []ud.Sentence {
	var out []ud.Sentence
	var s ud.Sentence
	last := "" // the label before, as written
	flush := func() {
		if len(s.Words) > 0 {
			out = append(out, s)
		}
		s, last = ud.Sentence{}, ""
	}
	for line := range strings.Lines(text) {
		token, label, ok := column(format, strings.TrimSpace(line))
		if !ok {
			flush()
			continue
		}
		if token == "" {
			continue
		}
		at := 0
		if n := len(s.Words); n > 0 {
			at = s.Words[n-1].Span.End + 1
		}
		s.Words = append(s.Words, ud.Word{Form: token, Head: -1, Entity: bio(label, last), Span: recoupe.Span{Start: at, End: at + len(token)}})
		last = label
		if format == "flow" && (token == "." || len(s.Words) > 80) {
			flush()
		}
	}
	flush()
	return out
}

// column splits a line into token and label; false for the end of a sentence, an empty token for a remark.
func column(format, line string) (token, label string, ok bool) {
	f := strings.Fields(line)
	switch {
	case line == "":
		return "", "", false
	case strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "-DOCSTART-"):
		return "", "", true
	case format == "numbered" && len(f) > 2:
		return f[1], f[2], true
	case format == "classes" && len(f) > 5:
		return f[1], nounClass(f[3], f[5]), true
	case format == "columns" || format == "flow":
		if len(f) < 2 {
			return "", "", true
		}
		return f[0], f[1], true
	}
	return "", "", true
}

// nounClass keeps the classes of proper nouns.
func nounClass(tag, class string) string {
	if _, c, ok := strings.Cut(class, ":"); ok {
		class = c
	}
	switch {
	case tag != "NPP":
		return "O"
	case class == "Person":
		return "B-PER"
	case class == "Institution":
		return "B-" + institution
	}
	return "O"
}

// bio turns IOB1, IOB2 and BIOES labels into BIO of our types.
func bio(label, last string) string {
	pos, kind, ok := strings.Cut(label, "-")
	ours := labelNames[strings.ToUpper(kind)]
	if !ok || ours == "" {
		return ""
	}
	_, before, _ := strings.Cut(last, "-")
	if (pos == "I" || pos == "E") && before == kind {
		return "I-" + ours
	}
	return "B-" + ours
}
