// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"

	"recoupe/syntax"
)

// start returns the pack to train: a new one of the training sentences'
// tables, or, where the recipe has a base, that pack with its tables,
// vectors and weights. A base without a lexicon gets the recipe's.
func (r Recipe) start(root string, banks []loaded, digests map[string]string) (*syntax.Pack, error) {
	lexicon, err := r.lexicon(root, digests)
	if err != nil {
		return nil, err
	}
	if r.Base == "" {
		h := header(r, banks, digests)
		h.Lexicon = lexicon
		var vec syntax.Matrix
		if h.Vectors, vec, err = r.vectors(root, digests); err != nil {
			return nil, err
		}
		n := h.NewNet()
		copy(n.Vec.W, vec.W)
		return syntax.New(h, n), nil
	}
	raw, err := os.ReadFile(filepath.Join(filepath.Dir(r.Name), r.Base))
	if err != nil {
		return nil, err
	}
	p, err := syntax.Open(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Base, err)
	}
	digests[filepath.Base(r.Base)] = digest(raw)
	if len(p.Lexicon.Tags) == 0 && len(lexicon.Tags) > 0 {
		p = widened(p, lexicon, r.Seed)
	}
	p.Banks, p.House, p.Data, p.Licence = r.Banks, r.House, digests, r.Licence
	p.Recipe, p.Seed, p.Epochs = filepath.Base(r.Name), r.Seed, r.Epochs
	return p, nil
}

// widened gives a pack a lexicon: the layers that read the input get rows of
// zeros for its numbers, so that before training nothing changes.
func widened(p *syntax.Pack, l syntax.Lexicon, seed int64) *syntax.Pack {
	h := p.Header
	h.Lexicon = l
	wide := h.NewNet()
	was := p.Net
	fill(syntax.Named{Name: "lex", M: &wide.Lex, Embedding: true}, rand.New(rand.NewSource(seed)))
	old := map[string]*syntax.Matrix{}
	for _, m := range was.Matrices() {
		old[m.Name] = m.M
	}
	for _, m := range wide.Matrices() {
		if src := old[m.Name]; src != nil && len(src.W) == len(m.M.W) {
			copy(m.M.W, src.W)
		}
	}
	d, e := was.Input(), wide.Input()
	for q := range 3 {
		copy(wide.L1.W.W[q*e*wide.L1.Out():], was.L1.W.W[q*d*was.L1.Out():(q+1)*d*was.L1.Out()])
	}
	for _, pair := range [][2]*syntax.Layer{{&wide.UPOS, &was.UPOS}, {&wide.Feats, &was.Feats}, {&wide.Lemma, &was.Lemma}} {
		copy(pair[0].W.W, pair[1].W.W)
	}
	return syntax.New(h, wide)
}
