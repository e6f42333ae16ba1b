// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/actor"
	"recoupe/ud"
)

// sent makes a tagged sentence of "form/UPOS" words; "form/UPOS/B-TYPE" carries a name.
func sent(words string) ud.Sentence {
	var s ud.Sentence
	at := 0
	for _, f := range strings.Fields(words) {
		p := strings.Split(f, "/")
		w := ud.Word{Form: p[0], Lemma: strings.ToLower(p[0]), UPOS: p[1], Head: -1, Span: recoupe.Span{Start: at, End: at + len(p[0])}}
		if len(p) > 2 {
			w.Entity = p[2]
		}
		at = w.Span.End + 1
		s.Words = append(s.Words, w)
	}
	return s
}

// found prints names as "words:TYPE".
func found(sents []ud.Sentence, ns []Name) []string {
	var out []string
	for _, n := range ns {
		out = append(out, text(sents, n)+":"+n.Type)
	}
	return out
}

func TestLists(t *testing.T) {
	tests := []struct {
		lang, words string
		want        []string
	}{
		{"fr", "Des/DET soldats/NOUN russes/ADJ reculent/VERB", []string{"russes:NORP"}},
		{"fr", "Un/DET char/NOUN T-72/PROPN brûle/VERB", []string{"T-72:WEAPON"}},
		{"fr", "Un/DET char/NOUN vieux/ADJ brûle/VERB", nil},
		{"fr", "La/DET 25e/ADJ division/NOUN avance/VERB", []string{"25e division:UNIT"}},
		{"fr", "Le/DET 25e/ADJ jour/NOUN commence/VERB", nil},
		{"en", "The/DET 105th/ADJ Brigade/PROPN left/VERB", []string{"105th Brigade:UNIT"}},
		{"en", "The/DET 105th/ADJ day/NOUN passed/VERB", nil},
		{"en", "A/DET Kornet/PROPN hit/VERB", []string{"Kornet:WEAPON"}},
	}
	for _, tt := range tests {
		sents := []ud.Sentence{sent(tt.words)}
		got := NewFinder(tt.lang, nil, nil).Find(sents)
		if diff := cmp.Diff(tt.want, found(sents, got)); diff != "" {
			t.Errorf("%s: %s", tt.words, diff)
		}
		for _, n := range got {
			if n.Why == "model" || sents[0].Words[n.First].Entity != "B-"+n.Type {
				t.Errorf("%s: %+v, tag %s", tt.words, n, sents[0].Words[n.First].Entity)
			}
		}
	}
}

// own is a small marked text.
var own = []string{
	"Le/DET général/NOUN Samir/PROPN/B-PERSON Daher/PROPN/I-PERSON est/AUX arrivé/VERB à/ADP Marjal/PROPN/B-PLACE",
	"Le/DET colonel/NOUN Omar/PROPN/B-PERSON Zein/PROPN/I-PERSON est/AUX parti/VERB de/ADP Tel-Amra/PROPN/B-PLACE",
	"Le/DET Comité/PROPN/B-ORG des/ADP/I-ORG eaux/NOUN/I-ORG a/AUX quitté/VERB Marjal/PROPN/B-PLACE",
	"Le/DET Front/PROPN/B-GROUP du/ADP/I-GROUP fleuve/NOUN/I-GROUP a/AUX attaqué/VERB à/ADP Qasr/PROPN/B-PLACE",
	"La/DET route/NOUN est/AUX coupée/VERB depuis/ADP lundi/NOUN",
}

func learnt(t testing.TB) *Model {
	t.Helper()
	return Learn(NewFinder("fr", nil, nil), parsedAll(own), 20)
}

// parsedAll makes sentences of several lines.
func parsedAll(lines []string) []ud.Sentence {
	var out []ud.Sentence
	for _, l := range lines {
		out = append(out, sent(l))
	}
	return out
}

func TestLearn(t *testing.T) {
	f := NewFinder("fr", learnt(t), nil)
	sents := []ud.Sentence{
		sent("Le/DET général/NOUN Walid/PROPN Zein/PROPN est/AUX arrivé/VERB à/ADP Qasr/PROPN"),
		sent("Le/DET Front/PROPN du/ADP fleuve/NOUN a/AUX quitté/VERB Marjal/PROPN"),
		sent("Zein/PROPN est/AUX parti/VERB"),
	}
	got := f.Find(sents)
	want := []string{"Walid Zein:PERSON", "Qasr:PLACE", "Front du fleuve:GROUP"}
	if diff := cmp.Diff(want, found(sents, got)[:3]); diff != "" {
		t.Error(diff)
	}
}

func TestAgree(t *testing.T) {
	sents := []ud.Sentence{sent("Walid/PROPN Zein/PROPN part/VERB"), sent("Zein/PROPN rit/VERB")}
	names := []Name{{0, 0, 1, Person, "model", -1}, {1, 0, 0, Place, "model", -1}}
	NewFinder("fr", nil, nil).agree(sents, names)
	if names[1].Type != Person {
		t.Errorf("a surname behind its full name: %+v", names[1])
	}
}

func TestModelFile(t *testing.T) {
	m := learnt(t)
	data, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.emit, again.emit); diff != "" || m.pair != again.pair {
		t.Error("a model read back differs")
	}
	for name, b := range map[string][]byte{"empty": nil, "cut": data[:len(data)/2], "foreign": append([]byte("XXXX"), data[4:]...)} {
		if _, err := Open(b); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// FuzzOpen: whatever the bytes, an error or a model that labels.
func FuzzOpen(f *testing.F) {
	data, err := learnt(f).Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:40])
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Open(b)
		if err != nil {
			return
		}
		s := sent("Le/DET Front/PROPN part/VERB")
		NewFinder("fr", m, nil).Find([]ud.Sentence{s})
	})
}

func TestRegister(t *testing.T) {
	f := NewFinder("fr", nil, nil).WithRegister([]actor.Entry{
		{ID: "front-est", Kind: "armed_group", Names: map[string][]string{"fr": {"Front de l'Est", "ORD"}}},
		{ID: "army", Kind: "armed_force", Names: map[string][]string{"fr": {"armée de l'Est"}}},
	})
	for _, tt := range []struct {
		words string
		want  []string
	}{
		{"Le/DET Front/PROPN de/ADP l'/DET Est/PROPN recule/VERB", []string{"Front de l' Est:GROUP"}},
		{"Le/DET front/NOUN est/AUX calme/ADJ", nil},
		{"ORD/PROPN avance/VERB", []string{"ORD:GROUP"}},
		{"Ord/CCONJ il/PRON pleut/VERB", nil},
		{"l'/DET armée/NOUN de/ADP l'/DET Est/PROPN", nil},
	} {
		sents := []ud.Sentence{sent(tt.words)}
		if diff := cmp.Diff(tt.want, found(sents, f.Find(sents))); diff != "" {
			t.Errorf("%s: %s", tt.words, diff)
		}
	}
}

func TestLandform(t *testing.T) {
	for _, tt := range []struct{ words, want string }{
		{"Le/DET lac/NOUN Kosso/PROPN", "lac Kosso"}, {"le/DET col/NOUN de/ADP Kosso/PROPN", "col de Kosso"}, {"le/DET village/NOUN de/ADP Kosso/PROPN", "Kosso"},
	} {
		s := sent(tt.words)
		n := Name{First: len(s.Words) - 1, Last: len(s.Words) - 1, Type: Place}
		listsFor("fr").refine(&s, &n)
		if got := text([]ud.Sentence{s}, n); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.words, got, tt.want)
		}
	}
}
