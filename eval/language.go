// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
	"recoupe/train"
	"recoupe/ud"
)

// languageSets are the development parts that no pack was trained on, with the
// bars for gold tokens (UPOS, FEATS, lemma, LAS) and raw text (sentences, words, LAS); 0 is no bar.
var languageSets = []struct {
	name, lang, file string
	gold             [4]float64
	raw              [3]float64
}{
	{"French Sequoia", "fr", "French-Sequoia/fr_sequoia-ud-dev.conllu", [4]float64{98.3, 97.3, 98.5, 88.0}, [3]float64{92, 99.3, 86.5}},
	{"English EWT", "en", "English-EWT/en_ewt-ud-dev.conllu.gz", [4]float64{96.5, 96.7, 97.5, 87.0}, [3]float64{82, 99.2, 83}},
	{"English GUM, permissive", "en", "English-GUM/en_gum_permissive-ud-dev.conllu.gz", [4]float64{}, [3]float64{}},
	{"Arabic PUD", "ar", "Arabic-PUD/ar_pud-ud-dev.conllu", [4]float64{92, 0, 0, 70}, [3]float64{0, 94, 0}},
}

// Language measures the embedded packs: gold tokens, raw text, speed, size, memory and load time.
func Language(w io.Writer, shared string) error {
	packTable(w)
	fmt.Fprintln(w, "\n| gold tokens | UPOS | FEATS | lemma | UAS | LAS |\n|---|---|---|---|---|---|")
	sets := map[string][]ud.Sentence{}
	for _, set := range languageSets {
		sents, err := readTreebank(filepath.Join(shared, "data", "ud", set.file))
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(w, "| %s: not here |\n", set.name)
			continue
		}
		if err != nil {
			return fmt.Errorf("%s: %w", set.file, err)
		}
		p, ok := packs.Get(set.lang)
		if !ok {
			continue
		}
		sets[set.name] = sents
		s := train.Measure(p, sents)
		fmt.Fprintf(w, "| %s | %s | %s | %s | %.2f | %s |\n", set.name, held(s["upos"], set.gold[0]), held(s["feats"], set.gold[1]),
			held(s["lemma"], set.gold[2]), s["uas"], held(s["las"], set.gold[3]))
	}
	if err := newsLines(w); err != nil {
		return err
	}
	fmt.Fprintln(w, "\n| raw text, F1 | sentences | words | UPOS | LAS | *des* |\n|---|---|---|---|---|---|")
	for _, set := range languageSets {
		sents, ok := sets[set.name]
		if !ok {
			continue
		}
		c := measureRaw(sents, set.lang)
		des := "–"
		if set.lang == "fr" {
			des = held(c.Des, 95)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %.2f | %s | %s |\n", set.name, held(c.Sentences, set.raw[0]), held(c.Words, set.raw[1]), c.UPOS, held(c.LAS, set.raw[2]), des)
	}
	for _, name := range []string{"French Sequoia", "English EWT"} {
		if sents, ok := sets[name]; ok {
			speedLines(w, name, sents)
		}
	}
	return nil
}

// newsLines measures the kept-out sentences of the news treebank.
func newsLines(w io.Writer) error {
	for _, code := range packs.Langs() {
		sents, err := train.News(code)
		if err != nil {
			return err
		}
		if p, ok := packs.Get(code); ok && len(sents) > 0 {
			s := train.Measure(p, sents)
			fmt.Fprintf(w, "| news of our own, %s (%d sentences) | %.2f | %.2f | %.2f | %.2f | %.2f |\n", code, len(sents), s["upos"], s["feats"], s["lemma"], s["uas"], s["las"])
		}
	}
	return nil
}

// held prints a figure beside its bar.
func held(got, bar float64) string {
	switch {
	case bar == 0:
		return fmt.Sprintf("%.2f", got)
	case got >= bar:
		return fmt.Sprintf("%.2f (bar %g, met)", got, bar)
	}
	return fmt.Sprintf("**%.2f** (bar %g)", got, bar)
}

func readTreebank(path string) ([]ud.Sentence, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, err
		}
		if raw, err = io.ReadAll(z); err != nil {
			return nil, err
		}
	}
	return ud.Read(bytes.NewReader(raw))
}

// measureRaw reads a treebank's text as a dispatch would be read.
func measureRaw(gold []ud.Sentence, code string) conll {
	text, base := ud.Join(gold)
	p, _ := packs.Get(code)
	_, got := token.With(text, code, p.Habits())
	p.ParseAll(got, syntax.NewWork())
	return scoreRaw(text, gold, base, got)
}

// packTable opens the packs anew and tells what they take.
func packTable(w io.Writer) {
	fmt.Fprintln(w, "| pack | file, MB (bar 8) | load, ms of processor time (bar 60) |\n|---|---|---|")
	before := heap()
	var kept []*syntax.Pack
	for _, code := range packs.Langs() {
		data := packs.File(code)
		start := cpuTime()
		p, err := syntax.Open(data)
		if err != nil {
			continue
		}
		kept = append(kept, p)
		fmt.Fprintf(w, "| %s | %.2f | %.0f |\n", code, float64(len(data))/1e6, (cpuTime()-start).Seconds()*1e3)
	}
	files := 0.0
	for _, code := range packs.Langs() {
		files += float64(len(packs.File(code))) / 1e6
	}
	fmt.Fprintf(w, "\n%d packs take %.0f MB of heap and %.0f MB of the program's file (bar 120).\n", len(kept), float64(heap()-before)/1e6, files)
	runtime.KeepAlive(kept)
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// speedLines reports words a second on one core, tags and trees, with a cold
// and a warm type cache, by processor time, the best of several runs.
func speedLines(w io.Writer, name string, sents []ud.Sentence) {
	p, _ := packs.Get(map[bool]string{true: "fr", false: "en"}[strings.HasPrefix(name, "French")])
	parsed, n := slices.Clone(sents), 0
	for i := range parsed {
		parsed[i].Words = slices.Clone(sents[i].Words)
		n += len(parsed[i].Words)
	}
	rate := func(work *syntax.Work) float64 {
		start := cpuTime()
		p.ParseAll(parsed, work)
		return float64(n) / (cpuTime() - start).Seconds()
	}
	var cold, warm float64
	for range 6 {
		work := syntax.NewWork()
		cold = max(cold, rate(work))
		warm = max(warm, rate(work))
	}
	fmt.Fprintf(w, "\nSpeed on %s, kernel %s, words a second of processor time: cold %.0f, warm %.0f (bar 27,000 with AVX2, 5,000 without).\n", name, syntax.Kernel(), cold, warm)
}
