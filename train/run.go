// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"recoupe/lang"
	"recoupe/syntax"
	"recoupe/ud"
)

// treebank is a training file with its id and weight.
type treebank struct {
	path   string
	id     int
	weight float32
}

// Run trains the pack of a recipe and returns the bytes of its file. Files
// are looked for below root, progress goes to log, and after every epoch the
// state goes to the file part, from which a later run with the same recipe and
// data goes on ("" for none).
func Run(ctx context.Context, r Recipe, root, part string, log io.Writer) ([]byte, *syntax.Pack, error) {
	banks, digests, err := r.load(root)
	if err != nil {
		return nil, nil, err
	}
	dev := r.Fold.cut(banks)
	p, err := r.start(root, banks, digests)
	if err != nil {
		return nil, nil, err
	}
	h := &p.Header
	if r.Base == "" || len(r.Raw) > 0 { // else the base's habits stay
		learnHabits(p, banks, r.Raw)
	}
	m := newModel(p, r.Seed)
	if r.Base == "" {
		m.randomise()
	}
	m.dropIn, m.dropOut = r.Dropout, r.Dropout
	m.tables(p)
	examples := m.examples(banks)
	fmt.Fprintf(log, "%s: %d sentences, %d words, %d forms, %d feature values, %d lemma scripts, %d relations\n",
		r.Lang, len(examples), words(examples), len(h.Forms), h.FeatWidth(), len(h.Scripts), len(h.Rels))
	if r.Dev != "" {
		if dev, err = readFile(r.find(root, r.Dev)); err != nil {
			return nil, nil, err
		}
	}
	if err := m.epochs(ctx, r, part, examples, dev, log); err != nil {
		return nil, nil, err
	}
	data, err := p.Bytes()
	if err != nil {
		return nil, nil, err
	}
	rounded, err := syntax.Open(data) // score what is shipped
	if err != nil {
		return nil, nil, err
	}
	p.Scores = Measure(rounded, dev)
	data, err = p.Bytes()
	return data, p, err
}

type loaded struct {
	treebank
	sents []ud.Sentence
}

// find returns where a file of the recipe is: below root, from the recipe's own folder for "./…", or where an absolute path says.
func (r Recipe) find(root, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	if strings.HasPrefix(path, "./") {
		return filepath.Join(filepath.Dir(r.Name), path)
	}
	return filepath.Join(root, path)
}

func (r Recipe) load(root string) ([]loaded, map[string]string, error) {
	var out []loaded
	digests := map[string]string{}
	for _, b := range r.Train {
		path := r.find(root, b.path)
		raw, err := readPlain(path)
		if err != nil {
			return nil, nil, err
		}
		digests[b.path] = digest(raw)
		sents, err := decode(raw, path)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, loaded{b, sents})
	}
	return out, digests, nil
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func readFile(path string) ([]ud.Sentence, error) {
	raw, err := readPlain(path)
	if err != nil {
		return nil, err
	}
	return decode(raw, path)
}

// readPlain reads a file, unpacked where its name ends in .gz.
func readPlain(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return plain(raw, path)
}

func decode(raw []byte, path string) ([]ud.Sentence, error) {
	sents, err := ud.Read(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return sents, nil
}

// plain unpacks a file whose name ends in .gz.
func plain(raw []byte, path string) ([]byte, error) {
	if !strings.HasSuffix(path, ".gz") {
		return raw, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if raw, err = io.ReadAll(z); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return raw, nil
}

// header collects the tables from the training sentences, sorted.
func header(r Recipe, banks []loaded, digests map[string]string) syntax.Header {
	count := map[string]int{}
	upos, rels, scripts := map[string]int{}, map[string]int{}, map[string]int{}
	attrs := map[string]map[string]bool{}
	for _, b := range banks {
		for i := range b.sents {
			for k := range b.sents[i].Words {
				w := &b.sents[i].Words[k]
				form := lang.Norm(w.Form)
				count[strings.ToLower(form)]++
				upos[w.UPOS]++
				rels[relation(w.Deprel)]++
				scripts[syntax.LemmaScript(form, lang.Norm(w.Lemma))]++
				for _, f := range strings.Split(w.Feats, "|") {
					if name, value, ok := strings.Cut(f, "="); ok {
						if attrs[name] == nil {
							attrs[name] = map[string]bool{}
						}
						attrs[name][value] = true
					}
				}
			}
		}
	}
	h := syntax.Header{Lang: r.Lang, Hidden: r.Hidden, House: r.House, Banks: r.Banks, Recipe: r.Name, Data: digests, Seed: r.Seed, Epochs: r.Epochs, Licence: r.Licence}
	h.Forms = append([]string{""}, frequent(count, 2)...)
	h.UPOS, h.Rels = frequent(upos, 1), frequent(rels, 1)
	h.Scripts = frequent(scripts, r.MinScript)
	if !slices.Contains(h.Scripts, "l0") {
		h.Scripts = append(h.Scripts, "l0")
	}
	for _, name := range sortedKeys(attrs) {
		values := append([]string{""}, sortedKeys(attrs[name])...)
		h.Attributes = append(h.Attributes, syntax.Attribute{Name: name, Values: values})
	}
	h.Readings, h.Irregular = readings(banks, r.House), irregular(banks, h.Scripts)
	return h
}

// relation drops rare second subtypes; the label keeps one subtype.
func relation(rel string) string {
	if i := strings.IndexByte(rel, ':'); i >= 0 {
		if j := strings.IndexByte(rel[i+1:], ':'); j >= 0 {
			return rel[:i+1+j]
		}
	}
	return rel
}

func frequent(count map[string]int, least int) []string {
	var out []string
	for _, k := range sortedKeys(count) {
		if count[k] >= least && k != "" {
			out = append(out, k)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// tables are the indexes of the outputs.
type tables struct {
	upos, rels, scripts map[string]int
	values              []map[string]int
	attrs               map[string]int
}

func (m *model) tables(p *syntax.Pack) {
	m.index = tables{upos: index(p.UPOS), rels: index(p.Rels), scripts: index(p.Scripts), attrs: map[string]int{}}
	for i, a := range p.Attributes {
		m.index.attrs[a.Name] = i
		m.index.values = append(m.index.values, index(a.Values))
	}
}

func index(list []string) map[string]int {
	out := make(map[string]int, len(list))
	for i, s := range list {
		out[s] = i
	}
	return out
}

// examples turns sentences into indexes; a sentence is left out with a word that
// has no head, or a tag or relation that the tables of a base do not have.
func (m *model) examples(banks []loaded) [][]example {
	var out [][]example
	for _, b := range banks {
		for i := range b.sents {
			if ex := m.example(&b.sents[i], b.treebank); ex != nil && len(ex) <= syntax.MaxWords {
				out = append(out, ex)
			}
		}
	}
	return out
}

func (m *model) example(s *ud.Sentence, b treebank) []example {
	out := make([]example, len(s.Words))
	for k := range s.Words {
		w := &s.Words[k]
		if w.Head < 0 {
			return nil
		}
		form := lang.Norm(w.Form)
		m.count[strings.ToLower(form)]++
		upos, known := m.index.upos[w.UPOS]
		rel, named := m.index.rels[relation(w.Deprel)]
		if !named {
			rel, named = m.index.rels[w.Base()]
		}
		if !known || !named {
			return nil
		}
		script, ok := m.index.scripts[syntax.LemmaScript(form, lang.Norm(w.Lemma))]
		if !ok {
			script = m.index.scripts["l0"]
		}
		ex := example{form: form, shape: syntax.Shape(form, k == 0) + syntax.Shapes*b.id, upos: upos, script: script,
			head: w.Head, rel: rel, feats: make([]int, len(m.index.values)), weight: b.weight}
		for _, f := range strings.Split(w.Feats, "|") {
			if name, value, ok := strings.Cut(f, "="); ok {
				if a, ok := m.index.attrs[name]; ok {
					ex.feats[a] = m.index.values[a][value]
				}
			}
		}
		out[k] = ex
	}
	return out
}

func words(sents [][]example) int {
	n := 0
	for _, s := range sents {
		n += len(s)
	}
	return n
}

// epochs runs the training loop: batches of whole sentences of similar length,
// shuffled; the rate warms up over 100 steps and falls linearly to 5 %.
func (m *model) epochs(ctx context.Context, r Recipe, part string, sents [][]example, dev []ud.Sentence, log io.Writer) error {
	key, err := m.key(r)
	if err != nil {
		return err
	}
	done, err := m.resume(part, key)
	if err != nil {
		return err
	}
	if done > 0 {
		fmt.Fprintf(log, "going on after epoch %d of %s\n", done, part)
	}
	start := time.Now()
	for e := done; e < r.Epochs; e++ {
		loss, err := m.epoch(ctx, r, e, sents)
		if err != nil {
			return err
		}
		if err := m.save(part, state{Key: key, Epoch: e + 1, Step: m.step}); err != nil {
			return err
		}
		left := time.Duration(float64(time.Since(start)) / float64(e+1-done) * float64(r.Epochs-e-1)).Round(time.Second)
		fmt.Fprintf(log, "epoch %d/%d  %s  %v left", e+1, r.Epochs, loss, left)
		if e%4 == 3 || e == r.Epochs-1 {
			s := Measure(m.pack, dev)
			fmt.Fprintf(log, "  dev UPOS %.2f FEATS %.2f lemma %.2f UAS %.2f LAS %.2f", s["upos"], s["feats"], s["lemma"], s["uas"], s["las"])
		}
		fmt.Fprintln(log)
	}
	return nil
}

// epoch goes once over all sentences, in an order and with masks that seed and epoch decide.
func (m *model) epoch(ctx context.Context, r Recipe, e int, sents [][]example) (string, error) {
	m.rng = rand.New(rand.NewSource(r.Seed + 1_000_003*int64(e+1)))
	batches := m.batches(sents, r.Batch)
	total := len(batches) * r.Epochs
	var sum learnt
	for k, b := range batches {
		if err := ctx.Err(); err != nil {
			return "", fmt.Errorf("stopped in epoch %d: %w", e+1, err)
		}
		rate := float32(r.Rate) * (1 - 0.95*float32(m.step)/float32(total))
		if m.step < 100 {
			rate *= float32(m.step+1) / 100
		}
		sum.add(m.learnBatch(b, (r.Seed+1_000_003*int64(e+1))*1_000_003+int64(k)))
		m.adam(max(rate, 0))
	}
	n := float64(words(sents))
	return fmt.Sprintf("loss: tags %.3f arcs %.3f labels %.3f", sum.tags/n, sum.arcs/n, sum.labels/n), nil
}

func (m *model) batches(sents [][]example, size int) [][][]example {
	order := m.rng.Perm(len(sents))
	sort.SliceStable(order, func(i, j int) bool { return len(sents[order[i]])/4 < len(sents[order[j]])/4 })
	var out [][][]example
	var b [][]example
	n := 0
	for _, i := range order {
		if n > 0 && n+len(sents[i]) > size {
			out, b, n = append(out, b), nil, 0
		}
		b = append(b, sents[i])
		n += len(sents[i])
	}
	if len(b) > 0 {
		out = append(out, b)
	}
	m.rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// Measure scores a pack on gold tokens: shares in per cent of words with the
// right tag, features, lemma, head, and head with relation without subtype.
func Measure(p *syntax.Pack, gold []ud.Sentence) map[string]float64 {
	w := syntax.NewWork()
	var n, upos, feats, lemma, uas, las float64
	for i := range gold {
		s := gold[i]
		s.Words = slices.Clone(s.Words)
		p.Parse(&s, w)
		for k := range s.Words {
			g, x := &gold[i].Words[k], &s.Words[k]
			n++
			upos += b2f(g.UPOS == x.UPOS)
			feats += b2f(g.Feats == x.Feats)
			lemma += b2f(lang.Norm(g.Lemma) == x.Lemma)
			uas += b2f(g.Head == x.Head)
			las += b2f(g.Head == x.Head && g.Base() == x.Base())
		}
	}
	pc := func(x float64) float64 { return math.Round(1e4*x/max(n, 1)) / 100 }
	return map[string]float64{"words": n, "upos": pc(upos), "feats": pc(feats), "lemma": pc(lemma), "uas": pc(uas), "las": pc(las)}
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
