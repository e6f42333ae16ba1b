// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recoupe/ud"
)

// treebanks are the development parts that speed is measured on.
var treebanks = []struct{ name, lang, file string }{
	{"Sequoia", "fr", "French-Sequoia/fr_sequoia-ud-dev.conllu"},
	{"EWT", "en", "English-EWT/en_ewt-ud-dev.conllu.gz"},
}

// shipped opens a pack of the default build.
func shipped(t testing.TB, lang string) *Pack {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "packs", lang+".pack"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// treebank reads a treebank of the material, whose folder lies beside the project; it skips without it.
func treebank(t testing.TB, file string) []ud.Sentence {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", "ud", file))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no treebanks beside the project")
	}
	if err == nil && strings.HasSuffix(file, ".gz") {
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(raw)); err == nil {
			raw, err = io.ReadAll(z)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	sents, err := ud.Read(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return sents
}

// fresh copies sentences with their forms alone.
func fresh(sents []ud.Sentence) []ud.Sentence {
	out := slices.Clone(sents)
	for i := range out {
		out[i].Words = slices.Clone(sents[i].Words)
	}
	return out
}

// BenchmarkParseAll parses a whole development part again and again: warm with
// the Work of the round before, cold with a new one.
func BenchmarkParseAll(b *testing.B) {
	for _, tb := range treebanks {
		for _, cold := range []bool{false, true} {
			name := tb.name + map[bool]string{false: "/warm", true: "/cold"}[cold]
			b.Run(name, func(b *testing.B) {
				sents, p, w := fresh(treebank(b, tb.file)), shipped(b, tb.lang), NewWork()
				words := 0
				for i := range sents {
					words += len(sents[i].Words)
				}
				for b.Loop() {
					if cold {
						w = NewWork()
					}
					p.ParseAll(sents, w)
				}
				b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
			})
		}
	}
}

// BenchmarkOpen reads the packs of the default build.
func BenchmarkOpen(b *testing.B) {
	for _, lang := range []string{"fr", "en", "ar"} {
		b.Run(lang, func(b *testing.B) {
			data, err := os.ReadFile(filepath.Join("..", "packs", lang+".pack"))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Open(data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
