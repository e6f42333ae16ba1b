// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/actor"
	"recoupe/ud"
)

// marked makes names of the BIO tags of sentences, as a model would.
func marked(sents []ud.Sentence) []Name {
	var out []Name
	for i := range sents {
		for k := range sents[i].Words {
			pos, kind, _ := strings.Cut(sents[i].Words[k].Entity, "-")
			switch pos {
			case "B":
				out = append(out, Name{Sentence: i, First: k, Last: k, Type: kind, Why: "model", Long: -1})
			case "I":
				out[len(out)-1].Last = k
			}
		}
	}
	return out
}

func TestTie(t *testing.T) {
	for _, tt := range []struct {
		about string
		lines []string
		want  []string
	}{
		{"French, the letters taken for a place and later for nothing",
			[]string{"le/DET Haut/PROPN/B-ORG Comité/PROPN/I-ORG de/ADP/I-ORG coordination/NOUN/I-ORG (/PUNCT HCC/PROPN/B-PLACE )/PUNCT", "Le/DET HCC/PROPN part/VERB"},
			[]string{"HCC:ORG = Haut Comité de coordination", "HCC:ORG = Haut Comité de coordination"}},
		{"French, the article counts for nothing",
			[]string{"l'/DET Armée/NOUN/B-GROUP du/ADP/I-GROUP fleuve/NOUN/I-GROUP (/PUNCT AF/PROPN )/PUNCT"}, []string{"AF:GROUP = Armée du fleuve"}},
		{"English, with a small letter",
			[]string{"the/DET Council/PROPN/B-ORG of/ADP/I-ORG Dams/PROPN/I-ORG (/PUNCT CoD/PROPN )/PUNCT left/VERB", "CoD/PROPN/B-PERSON returned/VERB"},
			[]string{"CoD:ORG = Council of Dams", "CoD:ORG = Council of Dams"}},
		{"English, the letters first",
			[]string{"NVF/PROPN/B-GROUP (/PUNCT Northern/PROPN/B-GROUP Valley/PROPN/I-GROUP Front/PROPN/I-GROUP )/PUNCT attacked/VERB"}, []string{"NVF:GROUP = Northern Valley Front"}},
		{"Arabic, behind the article",
			[]string{"قوات/NOUN/B-GROUP الوادي/NOUN/I-GROUP المتحدة/ADJ/I-GROUP (/PUNCT قوم/NOUN )/PUNCT", "انسحبت/VERB قوم/NOUN"},
			[]string{"قوم:GROUP = قوات الوادي المتحدة", "قوم:GROUP = قوات الوادي المتحدة"}},
		{"Arabic, letters of another language",
			[]string{"لجنة/NOUN/B-ORG السدود/NOUN/I-ORG (/PUNCT CBD/X )/PUNCT"}, []string{"CBD:ORG = لجنة السدود"}},
		{"letters that do not fit", []string{"Le/DET Comité/PROPN/B-ORG (/PUNCT HCC/PROPN/B-PLACE )/PUNCT"}, nil},
		{"a place has no letters", []string{"Haute/PROPN/B-PLACE Corniche/PROPN/I-PLACE (/PUNCT HC/PROPN )/PUNCT"}, nil},
		{"a word is no acronym", []string{"Comité/PROPN/B-ORG des/ADP/I-ORG eaux/NOUN/I-ORG (/PUNCT Cde/NOUN )/PUNCT"}, nil},
		{"an Arabic word in brackets", []string{"لجنة/NOUN/B-ORG السدود/NOUN/I-ORG (/PUNCT سابقا/ADV )/PUNCT"}, nil},
		{"no bracket closes", []string{"Haut/PROPN/B-ORG Comité/PROPN/I-ORG (/PUNCT HC/PROPN puis/ADV rien/PRON )/PUNCT"}, nil},
	} {
		sents := parsedAll(tt.lines)
		names := tie(sents, marked(sents))
		var got []string
		for _, n := range names {
			if n.Long >= 0 {
				got = append(got, text(sents, n)+":"+n.Type+" = "+text(sents, names[n.Long]))
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.about, diff)
		}
	}
}

// TestTied: what only the brackets tell is marked in the words, with its reason.
func TestTied(t *testing.T) {
	f := NewFinder("fr", nil, nil).WithRegister([]actor.Entry{{ID: "front-est", Kind: "armed_group", Names: map[string][]string{"fr": {"Front de l'Est"}}}})
	sents := parsedAll([]string{"Le/DET Front/PROPN de/ADP l'/DET Est/PROPN (/PUNCT FE/PROPN )/PUNCT", "FE/PROPN recule/VERB", "fer/NOUN et/CCONJ feu/NOUN"})
	names := f.Find(sents)
	want := []string{"Front de l' Est:GROUP", "FE:GROUP", "FE:GROUP"}
	if diff := cmp.Diff(want, found(sents, names)); diff != "" {
		t.Fatal(diff)
	}
	if n := names[2]; n.Why != "short form of Front de l' Est" || n.Long != 0 || sents[1].Words[0].Entity != "B-GROUP" {
		t.Errorf("%+v, tag %q", n, sents[1].Words[0].Entity)
	}
}
