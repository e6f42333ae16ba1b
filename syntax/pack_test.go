// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"bytes"
	"errors"
	"hash/crc32"
	"math/rand"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/ud"
)

// small is a pack with random weights.
func small(t testing.TB) *Pack {
	t.Helper()
	h := Header{Lang: "fr", Hidden: 8, Banks: []string{"own"}, Tables: Tables{
		Forms: []string{"", "le", "pont"}, UPOS: []string{"DET", "NOUN"},
		Attributes: []Attribute{{"NumType", []string{"", "Card"}}, {"Number", []string{"", "Plur", "Sing"}}},
		Scripts:    []string{"l0", "l1"}, Rels: []string{"det", "root"},
	}, Lexicon: NewLexicon(map[string][]string{"le": {"det"}, "pont": {"noun"}, "gare": {"noun"}}, 1)}
	p := New(h, h.NewNet())
	rng := rand.New(rand.NewSource(3))
	for _, m := range p.Net.Matrices() {
		for i := range m.M.W {
			m.M.W[i] = rng.Float32() - 0.5
		}
	}
	return p
}

func sentence(forms ...string) ud.Sentence {
	var s ud.Sentence
	for _, f := range forms {
		s.Words = append(s.Words, ud.Word{Form: f, Head: -1})
	}
	return s
}

func TestPackRoundTrip(t *testing.T) {
	data, err := small(t).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.Bytes()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("a pack read and written differs (%v)", err)
	}
	s := sentence("Le", "pont", "le", "12")
	p.Parse(&s, NewWork())
	roots := 0
	for _, w := range s.Words {
		if w.Head == 0 {
			roots++
		}
		if w.Head < 0 || w.Head > 4 || w.PArc < 0 || w.PArc > 1 || w.PTag <= 0 {
			t.Errorf("word %+v", w)
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}

// TestFeatsOrder: UD sorts attributes without regard to case, "Number" before "NumType".
func TestFeatsOrder(t *testing.T) {
	p, w := small(t), NewWork()
	w.serve(p)
	p.choose([]float32{1, 0}, []float32{0, 1, 0, 0, 1}, w)
	got := p.feats(w)
	if want := "Number=Sing|NumType=Card"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestParseShared: one pack, many goroutines, the same answer as one alone.
func TestParseShared(t *testing.T) {
	p := small(t)
	want := sentence("le", "pont", "pont", "le", "gare")
	p.Parse(&want, NewWork())
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			w := NewWork()
			for range 20 {
				s := sentence("le", "pont", "pont", "le", "gare")
				p.Parse(&s, w)
				if diff := cmp.Diff(want, s); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	wg.Wait()
}

// TestParseSteady: parsing again what was parsed takes no memory.
func TestParseSteady(t *testing.T) {
	p, w := small(t), NewWork()
	s := drawn(rand.New(rand.NewSource(8)), 300)
	p.ParseAll(s, w)
	if n := testing.AllocsPerRun(3, func() { p.ParseAll(s, w) }); n > 0 {
		t.Errorf("%v allocations a text", n)
	}
}

func TestOpenRefuses(t *testing.T) {
	data, err := small(t).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	change := func(f func(b []byte) []byte) []byte { return f(bytes.Clone(data)) }
	for name, b := range map[string][]byte{
		"empty":     nil,
		"foreign":   []byte("PK\x03\x04 and sixteen more bytes"),
		"truncated": data[:len(data)-9],
		"damaged":   change(func(b []byte) []byte { b[len(b)/2] ^= 1; return b }),
		"newer":     change(func(b []byte) []byte { b[4] = 99; return b }),
		"left over": change(func(b []byte) []byte { return sign(append(b[:len(b)-4], 0)) }),
		"short":     change(func(b []byte) []byte { return sign(b[:len(b)-104]) }),
	} {
		if _, err := Open(b); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// sign appends the checksum that a hostile file would bring.
func sign(b []byte) []byte {
	c := crc32.Checksum(b, castagnoli)
	return append(b, byte(c), byte(c>>8), byte(c>>16), byte(c>>24))
}

// FuzzOpen: whatever the bytes, with a right checksum, Open answers with a pack that parses or an error.
func FuzzOpen(f *testing.F) {
	data, err := small(f).Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data[:400])
	f.Add([]byte("RCPK\x01\x00\x00\x00\x02\x00\x00\x00{}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		// the fuzzer changes the head; the weights behind it are those of a real file
		if len(b) < 400 && len(b) > 20 {
			b = append(bytes.Clone(b), data[400:len(data)-4]...)
		}
		p, err := Open(sign(b))
		if err != nil {
			if !errors.Is(err, recoupe.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		s := sentence("le", "pont", "12")
		p.Parse(&s, NewWork())
	})
}

func TestCommon(t *testing.T) {
	h := small(t).Header
	h.Lexicon = NewLexicon(map[string][]string{"effets": {"NOUN Number=Plur"}, "nice": {"ADJ", "place"}, "paul": {"name PER"}, "était": {"VERB Mood=Ind VerbForm=Fin"}, "porte": {"NOUN", "VERB Mood=Ind VerbForm=Fin"}}, 1)
	p := New(h, h.NewNet())
	for w, want := range map[string]bool{"Effets": true, "Nice": false, "Paul": false, "Sana": false} {
		if got := p.Common(w); got != want {
			t.Errorf("%s: %v", w, got)
		}
	}
	for _, tt := range []struct{ words, want string }{{"Effets connus", ""}, {"La porte", "?"}, {"La porte était close", "v"}} {
		if got := p.predicates(strings.Fields(tt.words)); got != tt.want {
			t.Errorf("%s: %q", tt.words, got)
		}
	}
}
