// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/name"
	"recoupe/ud"
)

func labelled(s *ud.Sentence) string {
	var out []string
	for _, w := range s.Words {
		if w.Entity == "" {
			out = append(out, w.Form)
		} else {
			out = append(out, w.Form+"/"+w.Entity)
		}
	}
	return strings.Join(out, " ")
}

func TestReadMarked(t *testing.T) {
	for _, tt := range []struct{ name, format, text, want string }{
		{"BIO", "columns", "Omar B-PER\nZein I-PER\npart O\n", "Omar/B-PERSON Zein/I-PERSON part"},
		{"IOB1", "columns", "Omar I-PER\nZein I-PER\nGao I-LOC\n", "Omar/B-PERSON Zein/I-PERSON Gao/B-PLACE"},
		{"BIOES", "columns", "Omar B-Person\nZein E-Person\nGao S-Location\n", "Omar/B-PERSON Zein/I-PERSON Gao/B-PLACE"},
		{"other classes", "columns", "Nil B-PRODUCT\n", "Nil"},
		{"numbered", "numbered", "# text = x\n1\tGao\tB-LOC\t-\t-\n", "Gao/B-PLACE"},
		{"noun classes", "classes", "1\tGao\tGao\tNPP\ts=p\tInstitution\n2\tpont\tpont\tNC\ts=c\tArtifact\n", "Gao/B-INSTITUTION pont"},
	} {
		got, err := ReadMarked(tt.format, tt.name, []byte(tt.text))
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %d sentences, %v", tt.name, len(got), err)
		}
		if diff := cmp.Diff(tt.want, labelled(&got[0])); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	if _, err := ReadMarked("pages", "x", nil); err == nil {
		t.Error("an unknown format was taken")
	}
}

func TestSettleInstitutions(t *testing.T) {
	sents, err := ReadMarked("classes", "x", []byte("1\tGao\tGao\tNPP\ts=p\tInstitution\n2\tSénat\tSénat\tNPP\ts=p\tInstitution\n"))
	if err != nil {
		t.Fatal(err)
	}
	settleInstitutions(sents, func(s string) name.Rank {
		if s == "Gao" {
			return name.SomePlace
		}
		return name.NoPlace
	})
	if diff := cmp.Diff("Gao/B-PLACE Sénat/B-ORG", labelled(&sents[0])); diff != "" {
		t.Error(diff)
	}
}

func TestVary(t *testing.T) {
	sents, err := ReadMarked("columns", "x", []byte("À O\nGao B-LOC\n, O\nOmar B-PER\nZein I-PER\nrit O\n\nRien O\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := readPool("# remark\nPLACE\tBir Hassan\nPERSON\tAnna Roy\n", "fr")
	got := p.vary(sents, 6, 1)
	if len(got) != 6 { // the sentence without a name has no variants
		t.Fatalf("%d variants", len(got))
	}
	seen := map[string]bool{}
	for i := range got {
		seen[labelled(&got[i])] = true
	}
	want := map[string]bool{"À Bir/B-PLACE Hassan/I-PLACE , Anna/B-PERSON Roy/I-PERSON rit": true, "À Bir/B-PLACE Hassan/I-PLACE , Roy/B-PERSON rit": true}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Error(diff)
	}
}
