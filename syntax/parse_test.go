// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"fmt"
	"math/rand"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/ud"
)

// drawn makes sentences of words with numbers below types, some sentences empty, one longer than a window.
func drawn(rng *rand.Rand, types int) []ud.Sentence {
	var out []ud.Sentence
	for i := range 40 {
		n := rng.Intn(30)
		if i == 20 {
			n = 2*windowRows + 11
		}
		var forms []string
		for range n {
			forms = append(forms, fmt.Sprintf("mot%d", rng.Intn(types)))
		}
		out = append(out, sentence(forms...))
	}
	return out
}

// TestParseAll: sentences parsed together, alone, and with types that come and
// go in the cache get the same answer to the last bit, by every kernel.
func TestParseAll(t *testing.T) {
	p := small(t)
	sents := drawn(rand.New(rand.NewSource(7)), 400)
	eachKernel(t, func(t *testing.T) {
		want := fresh(sents)
		for i := range want {
			p.Parse(&want[i], NewWork())
		}
		w := NewWork()
		for round := range 3 {
			got := fresh(sents)
			p.ParseAll(got, w)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("round %d: %s", round, diff)
			}
			for i := range 2 * cacheSize {
				w.types.window++
				w.types.get(typeKey{pack: p, form: fmt.Sprintf("autre%d", i)})
			}
		}
	})
}

// TestTypeCache: a full cache gives up what was met once before what was met
// again, and never a type of the window at hand.
func TestTypeCache(t *testing.T) {
	p, c := small(t), NewWork().types
	met := func(form string) bool {
		_, fresh := c.get(typeKey{pack: p, form: form})
		return !fresh
	}
	c.window = 1
	met("often")
	met("once")
	for i := range cacheSize {
		c.window++
		met(fmt.Sprint(i))
		met("often")
	}
	if !met("often") || met("once") {
		t.Error("the cache gave up the wrong type")
	}
	if len(c.index) != cacheSize || len(c.clock) != cacheSize {
		t.Errorf("%d types are kept, %d places", len(c.index), len(c.clock))
	}
	c.window++
	first, _ := c.get(typeKey{pack: p, form: "first of the window"})
	for i := range cacheSize - 1 {
		met(fmt.Sprint("window ", i))
	}
	if c.index[first.key] != first {
		t.Error("a type of the window at hand was given up")
	}
}

// TestParseLong: 3,000 words without an end, of one word or of noise, are
// answered with one root, in the memory of one window.
func TestParseLong(t *testing.T) {
	rng := rand.New(rand.NewSource(9))
	for name, word := range map[string]func() string{
		"one word": func() string { return "pont" },
		"noise": func() string {
			b := make([]byte, 1+rng.Intn(300)) // broken UTF-8 among it
			rng.Read(b)
			return string(b)
		},
		"marks": func() string { return string("(),.;:-?!/"[rng.Intn(10)]) },
	} {
		var s ud.Sentence
		for range 3000 {
			s.Words = append(s.Words, ud.Word{Form: word(), Head: -1})
		}
		p, w := small(t), NewWork()
		p.Parse(&s, w)
		roots := 0
		for _, x := range s.Words {
			if x.Head == 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("%s: %d roots", name, roots)
		}
		if most := 2 * windowRows * p.Net.L1.Out(); cap(w.g) > most {
			t.Errorf("%s: %d gates are kept, a window needs %d", name, cap(w.g), most)
		}
		for k := range w.types.index {
			if len(k.form) >= longForm {
				t.Fatalf("%s: a form of %d bytes is kept", name, len(k.form))
			}
		}
	}
}

// TestParseTurns: one Work serves two packs in turns, and neither gets the other's answers.
func TestParseTurns(t *testing.T) {
	p, q := small(t), small(t)
	q.UPOS, q.Scripts = []string{"ADV", "VERB"}, []string{"l0a", "l1b"}
	for _, m := range q.Net.Matrices() {
		for i := range m.M.W {
			m.M.W[i] = -m.M.W[i]
		}
	}
	w := NewWork()
	for range 2 {
		for _, pack := range []*Pack{p, q} {
			want, got := sentence("le", "pont", "gare"), sentence("le", "pont", "gare")
			pack.Parse(&want, NewWork())
			pack.Parse(&got, w)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// TestKernelsAgree parses the treebanks beside the project by every kernel: the trees are the same to the letter.
func TestKernelsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("the portable kernel takes seconds")
	}
	for _, tb := range treebanks {
		sents, p := treebank(t, tb.file), shipped(t, tb.lang)
		sents = sents[:min(len(sents), 60)]
		var want []ud.Sentence
		eachKernel(t, func(t *testing.T) {
			got := fresh(sents)
			p.ParseAll(got, NewWork())
			for i := range got {
				for k := range got[i].Words {
					w := &got[i].Words[k]
					w.PTag, w.PArc, w.PRel = 0, 0, 0
				}
			}
			if want == nil {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s kernel: %s", tb.name, Kernel(), diff)
			}
		})
	}
}
