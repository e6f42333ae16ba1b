// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/ud"
)

func TestMarkListed(t *testing.T) {
	kinds := map[string]string{"Gao": "PLACE", "Union du fleuve": "ORG", "fleuve": "PLACE", "Mardi": "NONE"}
	word := func(form, tag string) ud.Word { return ud.Word{Form: form, UPOS: tag} }
	for _, tt := range []struct {
		about string
		words []ud.Word
		ok    bool
		want  string
	}{
		{"the longest name", []ud.Word{word("Union", "PROPN"), word("du", "ADP"), word("fleuve", "NOUN"), word("à", "ADP"), word("Gao", "PROPN")}, true,
			"Union/B-ORG du/I-ORG fleuve/I-ORG à Gao/B-PLACE"},
		{"a listed word that is no proper noun", []ud.Word{word("le", "DET"), word("fleuve", "NOUN")}, true, "le fleuve"},
		{"a proper noun that is no name", []ud.Word{word("Mardi", "PROPN"), word("à", "ADP"), word("Gao", "PROPN")}, true, "Mardi à Gao/B-PLACE"},
		{"a proper noun that is not listed", []ud.Word{word("Vronza", "PROPN")}, false, "Vronza"},
	} {
		s := ud.Sentence{Words: tt.words}
		if ok := markListed(&s, kinds); ok != tt.ok || labelled(&s) != tt.want {
			t.Errorf("%s: %t, %s", tt.about, ok, labelled(&s))
		}
	}
}

// TestListed: a packed treebank is read, what the list does not know is left out, and the digests are those of the plain text.
func TestListed(t *testing.T) {
	dir := t.TempDir()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	bank := "1\tà\tà\tADP\t_\t_\t2\tcase\t_\t_\n2\tGao\tGao\tPROPN\t_\t_\t0\troot\t_\t_\n\n1\tVronza\tVronza\tPROPN\t_\t_\t0\troot\t_\t_\n\n"
	if _, err := w.Write([]byte(bank)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	for file, data := range map[string][]byte{"b.conllu.gz": z.Bytes(), "list.tsv": []byte("# remark\nPLACE\tGao\n")} {
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := Recipe{Name: filepath.Join(dir, "x.recipe"), Lang: "fr"}
	digests := map[string]string{}
	sents, err := r.marked(marked{format: "listed", path: "b.conllu.gz", pool: "list.tsv", times: 1}, dir, nil, digests)
	if err != nil || len(sents) != 1 {
		t.Fatalf("%d sentences, %v", len(sents), err)
	}
	if diff := cmp.Diff("à Gao/B-PLACE", labelled(&sents[0])); diff != "" {
		t.Error(diff)
	}
	if digests["b.conllu.gz"] != digest([]byte(bank)) || digests["list.tsv"] == "" {
		t.Errorf("digests %v", digests)
	}
}
