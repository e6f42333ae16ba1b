// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"math"
	"strings"
	"testing"

	"recoupe/ud"
)

const goldTree = `# newpar
# text = La route des villages est coupée.
1	La	le	DET	_	_	2	det	_	_
2	route	route	NOUN	_	_	7	nsubj:pass	_	_
3-4	des	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	les	le	DET	_	_	5	det	_	_
5	villages	village	NOUN	_	_	2	nmod	_	_
6	est	être	AUX	_	_	7	aux:pass	_	_
7	coupée	couper	VERB	_	_	0	root	_	SpaceAfter=No
8	.	.	PUNCT	_	_	7	punct	_	_

`

func treeOf(t *testing.T, text string) []ud.Sentence {
	t.Helper()
	s, err := ud.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScoreRaw(t *testing.T) {
	gold := treeOf(t, goldTree)
	text, base := ud.Join(gold)
	tests := []struct {
		name, system    string
		words, las, des float64
	}{
		{"the same", goldTree, 100, 100, 100},
		{"a subtype is no error", strings.Replace(goldTree, "nsubj:pass", "nsubj", 1), 100, 100, 100},
		{"a wrong head is", strings.Replace(goldTree, "5\tcase", "2\tcase", 1), 100, 87.5, 100},
		{"des left whole", `# text = La route des villages est coupée.
1	La	le	DET	_	_	2	det	_	_
2	route	route	NOUN	_	_	6	nsubj	_	_
3	des	un	DET	_	_	4	det	_	_
4	villages	village	NOUN	_	_	2	nmod	_	_
5	est	être	AUX	_	_	6	aux	_	_
6	coupée	couper	VERB	_	_	0	root	_	SpaceAfter=No
7	.	.	PUNCT	_	_	6	punct	_	_

`, 2 * 6 * 100. / 15, 2 * 6 * 100. / 15, 0},
	}
	for _, tt := range tests {
		got := scoreRaw(text, gold, base, treeOf(t, tt.system))
		if math.Abs(got.Words-tt.words) > 1e-9 || math.Abs(got.LAS-tt.las) > 1e-9 || got.Des != tt.des || got.Sentences != 100 {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}
