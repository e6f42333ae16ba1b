// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"recoupe"
)

// gold is one treebank part as raw text with the places of its sentences and words, in letters without blanks.
type gold struct {
	text      string
	sentences map[[2]int]bool
	words     map[string]int
	nwords    int
	des       []int // starts of "des", in letters
	split     map[int]bool
}

func openTreebank(t testing.TB, path string) io.Reader {
	t.Helper()
	f, err := os.Open("../../shared/data/ud/" + path)
	if err != nil {
		t.Skipf("no treebank: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// readGold joins the "# text" lines by a space, paragraphs by an empty line.
func readGold(t testing.TB, path string) gold {
	g := gold{sentences: map[[2]int]bool{}, words: map[string]int{}, split: map[int]bool{}}
	var b strings.Builder
	at, from, skip := 0, 0, 0
	sc := bufio.NewScanner(openTreebank(t, path))
	sc.Buffer(nil, 1<<20)
	end := 0
	for sc.Scan() {
		line := sc.Text()
		switch {
		case strings.HasPrefix(line, "# newpar"), strings.HasPrefix(line, "# newdoc"):
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n") {
				b.WriteString("\n\n")
			}
		case strings.HasPrefix(line, "# text = "):
			if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
				b.WriteString(" ")
			}
			b.WriteString(line[len("# text = "):])
			skip = 0
		case line == "":
			g.sentences[[2]int{from, at}] = true
			from = at
		case line[0] != '#':
			f := strings.Split(line, "\t")
			if strings.Contains(f[0], ".") {
				continue
			}
			if a, z, ok := strings.Cut(f[0], "-"); ok {
				_ = a
				skip, _ = strconv.Atoi(z)
				end = at + letters(f[1])
				if strings.EqualFold(f[1], "des") {
					g.des = append(g.des, at)
					g.split[at] = true
				}
				continue
			}
			id, _ := strconv.Atoi(f[0])
			if id <= skip {
				g.words[fmt.Sprint(at, end, strings.ToLower(f[1]))]++
				if id == skip {
					at = end
				}
			} else {
				if strings.EqualFold(f[1], "des") {
					g.des = append(g.des, at)
				}
				g.words[fmt.Sprint(at, at+letters(f[1]))]++
				at += letters(f[1])
			}
			g.nwords++
		}
	}
	g.text = b.String()
	return g
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if !isBlank(r) {
			n++
		}
	}
	return n
}

// measure returns sentence F1, word F1, and the share of "des" decided rightly.
func measure(t testing.TB, path, code string, show int) (sf, wf, des float64) {
	g := readGold(t, path)
	regions, sents := Document(g.text, code, nil)
	index := make([]int, len(g.text)+1)
	n := 0
	for i, r := range g.text {
		index[i] = n
		if !isBlank(r) {
			n++
		}
	}
	for i := len(g.text); i > 0 && index[i] == 0; i-- {
		index[i] = n
	}
	at := func(sp recoupe.Span) (int, int) {
		for sp.End < len(g.text) && g.text[sp.End]&0xC0 == 0x80 {
			sp.End++
		}
		return index[sp.Start], index[sp.End]
	}
	hit, whit, nw, right := 0, 0, 0, 0
	sys := map[int]bool{}
	words := map[string]int{}
	for k, v := range g.words {
		words[k] = v
	}
	for i := range sents {
		a, z := at(regions[i].Span)
		if g.sentences[[2]int{a, z}] {
			hit++
		} else if show > 0 {
			show--
			t.Logf("S %s %q", regions[i].Kind, sents[i].Span.In(g.text))
		}
		k := 0
		for _, tok := range sents[i].Tokens {
			for ; k < tok.First; k++ {
				a, z := at(sents[i].Words[k].Span)
				whit += take(words, fmt.Sprint(a, z), t, &show, sents[i].Words[k].Form)
				nw++
			}
			a, z := at(tok.Span)
			if strings.EqualFold(tok.Form, "des") {
				sys[a] = true
			}
			for ; k <= tok.Last; k++ {
				whit += take(words, fmt.Sprint(a, z, strings.ToLower(sents[i].Words[k].Form)), t, &show, sents[i].Words[k].Form)
				nw++
			}
		}
		for ; k < len(sents[i].Words); k++ {
			a, z := at(sents[i].Words[k].Span)
			whit += take(words, fmt.Sprint(a, z), t, &show, sents[i].Words[k].Form)
			nw++
		}
	}
	for _, d := range g.des {
		if sys[d] == g.split[d] {
			right++
		}
	}
	f1 := func(hit, a, b int) float64 { return 200 * float64(hit) / float64(max(1, a+b)) }
	return f1(hit, len(sents), len(g.sentences)), f1(whit, nw, g.nwords), 100 * float64(right) / float64(max(1, len(g.des)))
}

func take(words map[string]int, k string, t testing.TB, show *int, form string) int {
	if words[k] > 0 {
		words[k]--
		return 1
	}
	if *show > 0 {
		t.Logf("W %s %q", k, form)
	}
	return 0
}

// TestTreebanks measures raw text against development parts and holds it to floors.
func TestTreebanks(t *testing.T) {
	tests := []struct {
		path, code            string
		sentences, words, des float64
	}{
		{"French-Sequoia/fr_sequoia-ud-dev.conllu", "fr", 75, 97, 50},
		{"French-GSD/fr_gsd-ud-dev.conllu.gz", "fr", 90, 97, 50},
		{"English-EWT/en_ewt-ud-dev.conllu.gz", "en", 70, 98, 0},
		{"English-GUM/en_gum_permissive-ud-dev.conllu.gz", "en", 70, 98, 0},
		{"Arabic-PUD/ar_pud-ud-dev.conllu", "ar", 90, 60, 0},
	}
	show, _ := strconv.Atoi(os.Getenv("TOKEN_SHOW"))
	for _, tt := range tests {
		if f := os.Getenv("TOKEN_ONLY"); f != "" && !strings.Contains(tt.path, f) {
			continue
		}
		sf, wf, des := measure(t, tt.path, tt.code, show)
		t.Logf("%-48s sentences %.2f words %.2f des %.1f", tt.path, sf, wf, des)
		if sf < tt.sentences || wf < tt.words || des < tt.des {
			t.Errorf("%s: below its floor of %.1f, %.1f, %.1f", tt.path, tt.sentences, tt.words, tt.des)
		}
	}
}
