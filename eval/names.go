// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"recoupe"
	"recoupe/actor"
	"recoupe/gazetteer"
	"recoupe/name"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/train"
	"recoupe/ud"
)

//go:embed gold/names-fr.txt
var nameGold embed.FS

// nameScore counts exact spans with their types.
type nameScore struct{ gold, found, right int }

func (s nameScore) f1() float64 { return 200 * float64(s.right) / float64(max(1, s.gold+s.found)) }

// nameSets are the sets of marked sentences; of the first ones only where first says how many.
var nameSets = []struct {
	name, lang, file string
	first            int
	written          bool
	bar              float64
}{
	{"WNUT-17 dev", "en", "data/ner/wnut17/dev.conll.gz", 0, false, 45},
	{"Wojood sample, val", "ar", "data/ner/wojood-sample/val.txt.gz", 0, true, 0},
	{"ANERcorp, first 1,200 sentences", "ar", "data/ner/anercorp/train.txt.gz", 1200, true, 75},
}

// Names measures the name finder. French: our own news sentences, eight types.
// The others have three: armed groups, units and media count as organisations,
// peoples and weapons are left out, as are the mentions of re3d that are no
// names (pronouns, common nouns).
func Names(w io.Writer, shared string) error {
	fmt.Fprintln(w, "| names, exact spans and types | precision | recall | F1 |\n|---|---|---|---|")
	raw, err := nameGold.ReadFile("gold/names-fr.txt")
	if err != nil {
		return err
	}
	texts, err := train.ReadBracketed(string(raw))
	if err != nil {
		return err
	}
	for half, label := range []string{"French news of our own, first half", "French news of our own, second half"} {
		printNames(w, label, scoreBracketed(texts, "fr", half), 88)
	}
	for _, set := range nameSets {
		raw, err := os.ReadFile(filepath.Join(shared, set.file))
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(w, "| %s: not here |\n", set.name)
			continue
		}
		if err != nil {
			return err
		}
		sents, err := train.ReadMarked("columns", set.file, raw)
		if err != nil {
			return err
		}
		if set.first > 0 {
			sents = sents[:min(set.first, len(sents))]
		}
		score := scoreWith
		if set.written {
			score = scoreWritten
		}
		printNames(w, set.name, score(nameFinder(set.lang), sents, set.lang), set.bar)
	}
	s, err := scoreRe3d(filepath.Join(shared, "data/events/re3d/dev/docs.jsonl"))
	if err != nil {
		fmt.Fprintln(w, "| re3d: not here |")
		return nil
	}
	printNames(w, "re3d dev", s, 60)
	return nil
}

func printNames(w io.Writer, label string, s nameScore, bar float64) {
	fmt.Fprintf(w, "| %s | %.1f | %.1f | %s |\n", label, 100*float64(s.right)/float64(max(1, s.found)), 100*float64(s.right)/float64(max(1, s.gold)), held(s.f1(), bar))
}

// nameFinder is the finder of the default build.
func nameFinder(lang string) *name.Finder { return nameFinders()(lang) }

// nameFinders makes them; a broken embedded gazetteer is a broken build.
var nameFinders = sync.OnceValue(func() func(string) *name.Finder {
	g, err := gazetteer.Default()
	if err != nil {
		panic(err)
	}
	return name.Finders(packs.Names, g, actor.Default())
})

// span is a typed stretch of a text.
type span struct {
	recoupe.Span
	kind string
}

func (s *nameScore) add(gold, got map[span]bool) {
	s.gold += len(gold)
	s.found += len(got)
	for k := range got {
		if gold[k] {
			s.right++
		}
	}
}

// findNames reads a text and returns its names; contractions before a name are not part of it.
func findNames(f *name.Finder, text, lang string, coarse bool) map[span]bool {
	p, _ := packs.Get(lang)
	_, sents := token.With(text, lang, p.Habits())
	p.ParseAll(sents, syntax.NewWork())
	out := map[span]bool{}
	for _, n := range f.Find(sents) {
		if k := coarseKind(n.Type, coarse); k != "" {
			words := sents[n.Sentence].Words
			out[span{recoupe.Span{Start: words[n.First].Span.Start, End: words[n.Last].Span.End}, k}] = true
		}
	}
	return out
}

// coarseKind maps a type to person, organisation or place, "" for the others; all types stay if not coarse.
func coarseKind(kind string, coarse bool) string {
	switch {
	case !coarse:
		return kind
	case kind == name.Group || kind == name.Unit || kind == name.Media:
		return name.Organisation
	case kind == name.People || kind == name.Weapon:
		return ""
	}
	return kind
}

// scoreBracketed scores every other sentence, from half on, of a file with names as "[PER Nom]".
func scoreBracketed(texts []train.Marked, lang string, half int) nameScore {
	f := nameFinder(lang)
	var s nameScore
	for i := 1 - half; i < len(texts); i += 2 {
		gold := map[span]bool{}
		for _, n := range texts[i].Names {
			gold[span{n.Span, n.Type}] = true
		}
		s.add(gold, findNames(f, texts[i].Text, lang, false))
	}
	return s
}

// scoreWith scores sentences that come as words.
func scoreWith(f *name.Finder, sents []ud.Sentence, lang string) nameScore {
	p, _ := packs.Get(lang)
	w := syntax.NewWork()
	var s nameScore
	for i := range sents {
		gold := entities(&sents[i])
		one := []ud.Sentence{sents[i]}
		one[0].Words = slices.Clone(one[0].Words)
		p.Parse(&one[0], w)
		for k := range one[0].Words {
			one[0].Words[k].Entity = ""
		}
		f.Find(one)
		s.add(gold, entities(&one[0]))
	}
	return s
}

// scoreWritten scores sentences that come in written words as a reading cuts
// them: a name is right if it lies in the very words that are marked, with or
// without the preposition that is written onto the first ("بدمشق").
func scoreWritten(f *name.Finder, sents []ud.Sentence, lang string) nameScore {
	var s nameScore
	for i := range sents {
		m := train.Spaced(&sents[i])
		gold, got := map[span]bool{}, map[span]bool{}
		for _, n := range m.Names {
			if k := coarseKind(n.Type, true); k != "" {
				gold[span{n.Span, k}] = true
			}
		}
		for n := range findNames(f, m.Text, lang, true) {
			got[span{widened(m.Text, n.Span), n.kind}] = true
		}
		s.add(gold, got)
	}
	return s
}

// widened takes a span to the blanks around it.
func widened(text string, sp recoupe.Span) recoupe.Span {
	sp.Start = strings.LastIndexByte(text[:sp.Start], ' ') + 1
	if n := strings.IndexByte(text[sp.End:], ' '); n >= 0 {
		sp.End += n
	} else {
		sp.End = len(text)
	}
	return sp
}

// entities reads BIO tags as coarse spans of word indexes.
func entities(s *ud.Sentence) map[span]bool {
	out := map[span]bool{}
	for i := 0; i < len(s.Words); i++ {
		kind, ok := strings.CutPrefix(s.Words[i].Entity, "B-")
		if !ok {
			continue
		}
		last := i
		for last+1 < len(s.Words) && s.Words[last+1].Entity == "I-"+kind {
			last++
		}
		if k := coarseKind(kind, true); k != "" {
			out[span{recoupe.Span{Start: i, End: last + 1}, k}] = true
		}
	}
	return out
}

// scoreRe3d scores the names of re3d: mentions of the three types whose words
// all begin with a capital, small words between them apart.
func scoreRe3d(path string) (nameScore, error) {
	var s nameScore
	file, err := os.Open(path)
	if err != nil {
		return s, err
	}
	defer file.Close()
	f := nameFinder("en")
	dec := json.NewDecoder(file)
	for dec.More() {
		var d struct {
			Text     string
			Entities []struct {
				Begin, End int
				Type       string
			}
		}
		if err := dec.Decode(&d); err != nil {
			return s, err
		}
		at := byteOffsets(d.Text)
		gold := map[span]bool{}
		for _, e := range d.Entities {
			kind := map[string]string{"Organisation": name.Organisation, "Location": name.Place, "Person": name.Person}[e.Type]
			if kind == "" || e.End >= len(at) {
				continue
			}
			sp := recoupe.Span{Start: at[e.Begin], End: at[e.End]}
			if trimmed, ok := namePart(d.Text, sp); ok {
				gold[span{trimmed, kind}] = true
			}
		}
		s.add(gold, findNames(f, d.Text, "en", true))
	}
	return s, nil
}

// byteOffsets maps code points to bytes.
func byteOffsets(text string) []int {
	var out []int
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// namePart takes a leading article off a mention; false where it is no name.
func namePart(text string, sp recoupe.Span) (recoupe.Span, bool) {
	t := sp.In(text)
	for _, article := range []string{"the ", "The ", "a ", "an "} {
		if rest, ok := strings.CutPrefix(t, article); ok {
			sp.Start += len(article)
			t = rest
			break
		}
	}
	if noNames[strings.ToLower(t)] {
		return sp, false
	}
	for _, w := range strings.Fields(t) {
		small := len(w) <= 3 && w != "his" && w != "her"
		if !small && strings.ToLower(w[:1]) == w[:1] {
			return sp, false
		}
	}
	return sp, strings.ToLower(t) != t
}

// noNames are the pronouns that re3d marks as mentions too.
var noNames = map[string]bool{"i": true, "we": true, "he": true, "she": true, "it": true, "they": true, "you": true, "who": true, "his": true, "her": true, "its": true,
	"their": true, "our": true, "my": true, "us": true, "them": true, "him": true, "me": true, "those": true, "these": true, "this": true, "that": true}
