// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"recoupe"
	"recoupe/actor"
	"recoupe/claim"
	"recoupe/token"
	"recoupe/ud"
)

// pieces are what random texts are made of: speakers, cues, clauses and marks in
// three languages, with the marks that open and close nothing.
var pieces = map[string][]string{
	"fr": {"Selon l'ONG", "le maire", "a affirmé", "que", "la route est coupée", ",", ".", "«", "»", "\"", "a-t-il ajouté", "aurait repris", "citant", "qui", "et", ":", "(", ")", "d'après", "12 000 déplacés", "ce que le ministère a démenti", "\n\n", "—", "“", "’", "a dit", "n'a pas confirmé"},
	"en": {"The mayor", "said", "that", "the road is open", ",", ".", "\"", "“", "”", "''", "'", "according to", "denied", "reportedly", "citing", "who", "but", ":", "KARIM", "— Ana Low", "\n\n", "has yet to confirm", "was quoted as saying", "which the army denied", "(", ")"},
	"ar": {"قال", "المحافظ", "إن", "الطريق مفتوح", "،", ".", "\"", "وأضاف", "أن", "بحسب", "نفت الوزارة", "نقلا عن", "مصدر عسكري", "وهو ما", "عن", "قوله", "«", "»", "\n\n", "مضيفا", "كما", ":"},
}

// TestAnyText: whatever a text is made of, every span of its reading lies in it
// and gives back the words printed for it, chains begin with the author, and a
// second reading is the same as the first.
func TestAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lang := rapid.SampledFrom([]string{"fr", "en", "ar"}).Draw(rt, "lang")
		words := rapid.SliceOfN(rapid.SampledFrom(pieces[lang]), 1, 30).Draw(rt, "words")
		d := recoupe.Dispatch{ID: "any", Lang: lang, Published: time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC), Text: strings.Join(words, " ")}
		r := reader().Read(d)
		reproduces(t, r)
		again := reader().Read(d)
		if len(again.Attributions) != len(r.Attributions) || len(again.Claims) != len(r.Claims) {
			rt.Fatalf("%q: read twice, read differently", d.Text)
		}
	})
}

// TestMaterial holds readings of the first documents of every set to the same promise.
func TestMaterial(t *testing.T) {
	data := filepath.Join("..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("the material (../shared) is not here")
	}
	for _, set := range []struct{ file, lang string }{
		{"attribution/polnear/dev.jsonl.gz", "en"},
		{"geoparsing/lgl-first-half.jsonl.gz", "en"},
		{"geoparsing/idrisi-d-ar-first-half.jsonl.gz", "ar"},
		{"geoparsing/hipe2020-fr-dev.jsonl.gz", "fr"},
		{"geoparsing/newseye-fr-dev.jsonl.gz", "fr"},
	} {
		t.Run(filepath.Base(set.file), func(t *testing.T) {
			t.Parallel()
			for _, text := range firstTexts(t, filepath.Join(data, set.file), 12) {
				reproduces(t, reader().Read(recoupe.Dispatch{ID: set.file, Lang: set.lang, Text: text[:min(len(text), 6000)]}))
			}
		})
	}
}

// firstTexts returns the "text" of the first n lines of a packed file of JSON lines.
func firstTexts(t *testing.T, path string, n int) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Skipf("%s is not here", path)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	r := bufio.NewReader(z)
	for len(out) < n {
		line, err := r.ReadBytes('\n')
		var d struct{ Text string }
		if json.Unmarshal(line, &d) == nil && d.Text != "" {
			out = append(out, strings.ToValidUTF8(d.Text, ""))
		}
		if err == io.EOF {
			break
		}
	}
	return out
}

// TestBadInput: what cannot be read gives a clear answer and no panic.
func TestBadInput(t *testing.T) {
	for _, tt := range []struct{ name, lang, text string }{
		{"empty", "fr", ""},
		{"white space", "fr", " \n\n\t "},
		{"no language", "", "Selon la mairie, la route est coupée."},
		{"a language without a pack", "xx", "Selon la mairie, la route est coupée."},
		{"unbalanced marks", "fr", "« Selon » la mairie « \" “ , a dit \" que « « »."},
		{"only marks", "en", "\" \" '' '' ‘ ’ “ ” , , : —"},
		{"mixed scripts", "fr", "Selon قال إن the mayor said «الطريق مفتوح» que la route 道路 est coupée."},
		{"HTML left in", "en", "<p>The mayor <b>said</b> the road &amp; bridge is &laquo;open&raquo;.</p>"},
		{"a table of numbers", "en", "1\t2\t3\n4\t5\t6\n7\t8\t9\n"},
		{"one long line", "en", strings.Repeat("The mayor said the road is open and ", 400)},
		{"cues only", "fr", "dit dit que que selon selon d'après a affirmé a-t-il"},
		{"Arabic cues only", "ar", "قال إن قال أن وأضاف نفى بحسب نقلا عن"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			reproduces(t, reader().Read(recoupe.Dispatch{ID: tt.name, Lang: tt.lang, Text: tt.text}))
		})
	}
}

// FuzzFind looks for claims in any text with any tags and trees: words, tags,
// features and arcs are drawn from a seed, so that no rule can count on a tree.
func FuzzFind(f *testing.F) {
	for lang, words := range pieces {
		f.Add(lang, strings.Join(words, " "), uint64(len(words)))
	}
	f.Add("en", "'a 'b' c' \"d", uint64(3))
	f.Fuzz(func(t *testing.T, lang, text string, seed uint64) {
		if len(text) > 4000 {
			t.Skip("long texts are for the benchmark")
		}
		findIn(t, lang, strings.ToValidUTF8(text, "?"), seed)
	})
}

// TestAnyTree is FuzzFind over shuffled pieces and two hundred seeds a language.
func TestAnyTree(t *testing.T) {
	for lang, words := range pieces {
		for seed := range uint64(200) {
			shuffled := slices.Clone(words)
			rand.New(rand.NewPCG(seed, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			findIn(t, lang, strings.Join(shuffled, " "), seed)
		}
	}
}

// findIn finds the claims of a text with the tags and trees of a seed.
func findIn(t *testing.T, lang, text string, seed uint64) {
	t.Helper()
	d := recoupe.Dispatch{ID: "fuzz", Lang: lang, Text: text}
	in := claim.Input{Dispatch: d, Register: actor.Default()}
	in.Regions, in.Sentences = token.Document(text, lang, nil)
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range in.Sentences {
		anyTree(&in.Sentences[i], rng)
	}
	in.Actors = in.Register.Find(text, lang, in.Sentences, time.Time{})
	found := claim.Explain(in)
	reproduces(t, recoupe.Reading{Dispatch: d, Attributions: found.Attributions, Claims: found.Claims})
}

var (
	anyTag     = []string{"NOUN", "PROPN", "PRON", "VERB", "AUX", "ADP", "DET", "ADJ", "ADV", "CCONJ", "SCONJ", "PART", "NUM", "PUNCT"}
	anyDeprel  = []string{"root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:mod", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "amod", "nmod", "nmod:poss", "case", "mark", "det", "aux", "aux:pass", "aux:tense", "cop", "conj", "cc", "appos", "flat", "fixed", "parataxis", "expl:subj", "advmod", "punct", "compound:prt"}
	anyFeature = []string{"", "Mood=Ind|Tense=Past|VerbForm=Fin", "Mood=Cnd|Person=3|VerbForm=Fin", "VerbForm=Inf", "Tense=Past|VerbForm=Part", "Tense=Pres|VerbForm=Part", "PronType=Rel", "Polarity=Neg", "Definite=Ind", "Aspect=Perf", "Tense=Fut"}
)

// anyTree gives a sentence tags and arcs by chance: heads may form cycles.
func anyTree(s *ud.Sentence, rng *rand.Rand) {
	for i := range s.Words {
		w := &s.Words[i]
		w.UPOS, w.Deprel, w.Feats = anyTag[rng.IntN(len(anyTag))], anyDeprel[rng.IntN(len(anyDeprel))], anyFeature[rng.IntN(len(anyFeature))]
		w.Head = rng.IntN(len(s.Words) + 1)
		w.PArc, w.Lemma = rng.Float32(), strings.ToLower(w.Form)
	}
}
