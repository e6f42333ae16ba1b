// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"context"
	"io"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recoupe/syntax"
	"recoupe/ud"
)

// bank is a small treebank of our own.
const bank = `# text = Le pont tient.
1	Le	le	DET	_	Definite=Def|Number=Sing	2	det	_	_
2	pont	pont	NOUN	_	Number=Sing	3	nsubj	_	_
3	tient	tenir	VERB	_	Number=Sing|Person=3	0	root	_	SpaceAfter=No
4	.	.	PUNCT	_	_	3	punct	_	_

# text = Des routes restent coupées.
1	Des	un	DET	_	Definite=Ind|Number=Plur	2	det	_	_
2	routes	route	NOUN	_	Number=Plur	4	nsubj	_	_
3	restent	rester	AUX	_	Number=Plur|Person=3	4	cop	_	_
4	coupées	couper	ADJ	_	Number=Plur	0	root	_	SpaceAfter=No
5	.	.	PUNCT	_	_	4	punct	_	_

# text = La mort des otages
1	La	le	DET	_	Definite=Def|Number=Sing	2	det	_	_
2	mort	mort	NOUN	_	Number=Sing	0	root	_	_
3-4	des	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	les	le	DET	_	Definite=Def|Number=Plur	5	det	_	_
5	otages	otage	NOUN	_	Number=Plur	2	nmod	_	_

`

const words1 = "pont\tpont\tNOUN\tGender=Masc|Number=Sing\t3\nroute\troute\tNOUN\tGender=Fem|Number=Sing\t2\n"

// folder holds the treebank and a recipe that names it.
func folder(t *testing.T, more string) (string, Recipe) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"bank.conllu": bank, "words.tsv": words1} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r, err := ReadRecipe("own", strings.NewReader("lang fr\ntrain bank.conllu 0\ndev bank.conllu\nhidden 8\nminscript 1\nbatch 9\n"+more))
	if err != nil {
		t.Fatal(err)
	}
	return dir, r
}

// TestGradients compares every gradient with difference quotients.
func TestGradients(t *testing.T) {
	sents, err := ud.Read(strings.NewReader(bank))
	if err != nil {
		t.Fatal(err)
	}
	banks := []loaded{{treebank{weight: 1}, sents}}
	h := header(Recipe{Lang: "fr", Hidden: 8, MinScript: 1}, banks, nil)
	h.Lexicon = syntax.NewLexicon(map[string][]string{"pont": {"noun", "m"}, "routes": {"noun"}, "le": {"m"}}, 1)
	p := syntax.New(h, h.NewNet())
	m := newModel(p, 1)
	m.randomise()
	m.tables(p)
	ex := m.examples(banks)
	for _, q := range m.order { // no zeros, so that every path carries something
		for i := range q.M.W {
			q.M.W[i] += 0.05 * float32(m.rng.NormFloat64())
			if strings.HasPrefix(q.Name, "arc") || strings.HasPrefix(q.Name, "lab") { // away from the kink of the leaky ReLU
				q.M.W[i] += float32(1-i%2*2) * map[bool]float32{true: 2}[q.M.Rows == 1]
			}
		}
	}
	m.dropIn, m.dropOut = 0.2, 0.2
	loss := func() float64 {
		m.rng = rand.New(rand.NewSource(5)) // the same masks every time
		m.transpose()
		l := m.learn(ex, 1/float32(words(ex)))
		return (l.tags + l.arcs + l.labels) / float64(words(ex))
	}
	m.zero()
	loss()
	checked := 0
	gradients := make([][]float32, len(m.order))
	for k, q := range m.order {
		gradients[k] = append([]float32(nil), q.g...)
	}
	for k, q := range m.order {
		g := gradients[k]
		for _, i := range probes(g) {
			const eps = 2e-3
			was := q.M.W[i]
			q.M.W[i] = was + eps
			up := loss()
			q.M.W[i] = was - eps
			down := loss()
			q.M.W[i] = was
			want, got := (up-down)/(2*eps), float64(g[i])
			if math.Abs(want-got) > 2e-3+0.05*math.Abs(want) {
				t.Errorf("%s[%d]: gradient %g, quotient %g", q.Name, i, got, want)
			}
			checked++
		}
	}
	if checked < 100 {
		t.Errorf("only %d gradients checked", checked)
	}
}

// probes are the places of the six largest gradients and of six others.
func probes(g []float32) []int {
	var out []int
	for range 6 {
		best := 0
		for i := range g {
			if taken := contains(out, i); !taken && (contains(out, best) || math.Abs(float64(g[i])) > math.Abs(float64(g[best]))) {
				best = i
			}
		}
		out = append(out, best)
	}
	for k := range 6 {
		out = append(out, k*len(g)/6)
	}
	return out
}

func contains(list []int, x int) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// zero clears all gradients.
func (m *model) zero() {
	for _, q := range m.order {
		clear(q.g)
		q.untouch()
	}
}

// TestRunSame: the same recipe, files and seed give the same pack, another seed another; and it learns.
func TestRunSame(t *testing.T) {
	dir, r := folder(t, "epochs 150\ndropout 0.1\nlexicon tagged words.tsv\n")
	run := func(r Recipe) ([]byte, *syntax.Pack) {
		data, p, err := Run(context.Background(), r, dir, "", io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return data, p
	}
	a, p := run(r)
	b, _ := run(r)
	if !bytes.Equal(a, b) {
		t.Error("two runs differ")
	}
	r.Seed++
	if c, _ := run(r); bytes.Equal(a, c) {
		t.Error("another seed gave the same pack")
	}
	if p.Scores["upos"] < 90 || p.Scores["las"] < 80 {
		t.Errorf("it did not learn 14 words by heart: %v", p.Scores)
	}
	if len(p.Data) != 2 {
		t.Errorf("digests of %d files, want those of the treebank and the word list", len(p.Data))
	}
}

// stopAfter cancels a training at its nth line of progress.
type stopAfter struct {
	n    int
	stop context.CancelFunc
}

func (s *stopAfter) Write(b []byte) (int, error) {
	s.n -= bytes.Count(b, []byte("\n"))
	if s.n <= 0 {
		s.stop()
	}
	return len(b), nil
}

// TestRunResumes: a training that was stopped and goes on ends with the same bytes; one of another seed starts anew.
func TestRunResumes(t *testing.T) {
	dir, r := folder(t, "epochs 5\n")
	whole, _, err := Run(context.Background(), r, dir, "", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	part := filepath.Join(dir, "part")
	ctx, stop := context.WithCancel(context.Background())
	if _, _, err := Run(ctx, r, dir, part, &stopAfter{3, stop}); err == nil {
		t.Fatal("it was not stopped")
	}
	var log bytes.Buffer
	again, _, err := Run(context.Background(), r, dir, part, &log)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole, again) || !strings.Contains(log.String(), "going on after epoch 2") {
		t.Errorf("going on gave another pack, or began anew:\n%s", log.String())
	}
	r.Seed++
	log.Reset()
	if _, _, err := Run(context.Background(), r, dir, part, &log); err != nil || strings.Contains(log.String(), "going on") {
		t.Errorf("the state of another training was taken (%v):\n%s", err, log.String())
	}
}

func TestReadRecipeRefuses(t *testing.T) {
	for _, text := range []string{
		"lang fr\n", "lang fr\ntrain a 0\ndev b\nspeed 3\n", "lang fr\ntrain a nine\ndev b\n", "lang fr\ntrain a 8\ndev b\n",
		"lang fr\ntrain a 0\nfold 0 2 2\n", "lang fr\ntrain a 0\nfold 0 x 2\n", "lang fr\ntrain a 0\nfold 0\n", "lang fr\ntrain a 0\ndev b\nvectors x\n",
		"lang fr\ntrain a 0\ndev b\nhidden many\n", "lang fr\ntrain a 0\ndev b\ndropout 1.5\n", "lang fr\ntrain a 0\ndev b\nlexicon x\n",
	} {
		if _, err := ReadRecipe("r", strings.NewReader(text)); err == nil {
			t.Errorf("taken: %q", text)
		}
	}
}

func TestRegular(t *testing.T) {
	for _, tt := range []struct{ lemma, end, want string }{
		{"try", "s", "tries"}, {"try", "ed", "tried"}, {"try", "ing", "trying"}, {"make", "ing", "making"}, {"see", "ing", "seeing"},
		{"stop", "ed", "stoped stopped"}, {"crash", "s", "crashes"}, {"rebel", "s", "rebels"}, {"large", "est", "largest"},
	} {
		if got := strings.Join(regular(tt.lemma, tt.end), " "); got != tt.want {
			t.Errorf("%s+%s: got %s, want %s", tt.lemma, tt.end, got, tt.want)
		}
	}
}
