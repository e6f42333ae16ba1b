// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/syntax"
	"recoupe/token"
	"recoupe/ud"
)

// own is a text of two sentences without a stop between them, and one with "des" of both kinds.
const own = `# newpar
# text = Bilan de la nuit
1	Bilan	bilan	NOUN	_	_	0	root	_	_
2	de	de	ADP	_	_	4	case	_	_
3	la	le	DET	_	_	4	det	_	_
4	nuit	nuit	NOUN	_	_	1	nmod	_	_

# text = Le pont tient.
1	Le	le	DET	_	_	2	det	_	_
2	pont	pont	NOUN	_	_	3	nsubj	_	_
3	tient	tenir	VERB	_	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	_	_	3	punct	_	_

# text = La mort des otages cause des heurts.
1	La	le	DET	_	_	2	det	_	_
2	mort	mort	NOUN	_	_	6	nsubj	_	_
3-4	des	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	les	le	DET	_	_	5	det	_	_
5	otages	otage	NOUN	_	_	2	nmod	_	_
6	cause	causer	VERB	_	_	0	root	_	_
7	des	un	DET	_	_	8	det	_	_
8	heurts	heurt	NOUN	_	_	6	obj	_	SpaceAfter=No
9	.	.	PUNCT	_	_	6	punct	_	_

`

func ownPack(t *testing.T, lang, text string) *syntax.Pack {
	t.Helper()
	sents, err := ud.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	h := header(Recipe{Lang: lang, Hidden: 8, MinScript: 1}, []loaded{{treebank{}, sents}}, nil)
	p := syntax.New(h, h.NewNet())
	var many []ud.Sentence // often enough to learn ends from
	for range leastEnds {
		many = append(many, sents...)
	}
	learnHabits(p, []loaded{{treebank{weight: 1}, many}}, []int{0})
	return p
}

// read cuts a text and returns its sentences as words between bars.
func read(p *syntax.Pack, text string) []string {
	_, sents := token.With(text, p.Lang, p.Habits())
	var out []string
	for _, s := range sents {
		var words []string
		for _, w := range s.Words {
			words = append(words, w.Form)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

func TestHabits(t *testing.T) {
	p := ownPack(t, "fr", own)
	want := []string{"Bilan de la nuit", "Le pont tient .", "La mort de les otages cause des heurts ."}
	if diff := cmp.Diff(want, read(p, "Bilan de la nuit Le pont tient. La mort des otages cause des heurts.")); diff != "" {
		t.Error(diff)
	}
	few := syntax.New(p.Header, p.Net)
	sents, err := ud.Read(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	if learnHabits(few, []loaded{{treebank{weight: 1}, sents}}, []int{0}); few.Ends.Learnt() {
		t.Error("ends were learnt from three sentences")
	}
	bare := syntax.New(p.Header, p.Net)
	bare.Ends, bare.Splits = syntax.Linear{}, syntax.Linear{}
	want = []string{"Bilan de la nuit Le pont tient ."}
	if diff := cmp.Diff(want, read(bare, "Bilan de la nuit Le pont tient.")); diff != "" {
		t.Errorf("without habits the rules cut: %s", diff)
	}
}

// ownArabic: "and in the village", "village" and "our village" with touching clitics.
const ownArabic = `# text = وبقرية قرية قريتنا
1	و	و	CCONJ	_	_	3	cc	_	SpaceAfter=No
2	ب	ب	ADP	_	_	3	case	_	SpaceAfter=No
3	قرية	قرية	NOUN	_	_	0	root	_	_
4	قرية	قرية	NOUN	_	_	3	nmod	_	_
5	قريت	قرية	NOUN	_	_	4	nmod	_	SpaceAfter=No
6	نا	نا	PRON	_	_	5	nmod	_	_

`

func TestClitics(t *testing.T) {
	p := ownPack(t, "ar", ownArabic)
	want := []string{"و ب قرية قرية قريت نا"}
	if diff := cmp.Diff(want, read(p, "وبقرية قرية قريتنا")); diff != "" {
		t.Error(diff)
	}
}

func TestNews(t *testing.T) {
	for _, lang := range []string{"fr", "en", "ar"} {
		sents, err := News(lang)
		if err != nil || len(sents) < 30 {
			t.Errorf("%s: %d sentences, %v", lang, len(sents), err)
		}
	}
	if sents, err := News("xx"); sents != nil || err != nil {
		t.Errorf("xx: %d sentences, %v", len(sents), err)
	}
}
