// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/ud"
)

const otherBank = `# text = Les yeux brillent
1	Les	le	DET	_	Number=Plur	2	det	_	_
2	yeux	œil	NOUN	_	Number=Plur	3	nsubj	_	_
3	brillent	briller	VERB	_	Mood=Ind|Number=Plur	0	root	_	_

# text = tient bon
1	tient	tenir	VERB	_	Number=Sing|Person=3	0	root	_	_
2	bon	bon	ADV	_	_	1	advmod	_	_

`

func bankOf(t *testing.T, text string, id int) loaded {
	t.Helper()
	sents, err := ud.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return loaded{treebank{id: id, weight: 1}, sents}
}

// TestReadings: only the house's treebank says what goes together.
func TestReadings(t *testing.T) {
	banks := []loaded{bankOf(t, bank, 0), bankOf(t, otherBank, 1)}
	want := []string{"ADV ", "DET Number=Plur", "NOUN Number=Plur", "VERB Mood=Ind|Number=Plur", "VERB Number=Sing|Person=3"}
	if diff := cmp.Diff(want, readings(banks, 1)); diff != "" {
		t.Error(diff)
	}
	if got := readings(banks, 7); len(got) != 0 {
		t.Errorf("an id without sentences has readings %q", got)
	}
}

// TestIrregularForms: a lemma that a script of the pack makes is not listed, nor a rarer second one.
func TestIrregularForms(t *testing.T) {
	banks := []loaded{bankOf(t, otherBank+otherBank+strings.Replace(otherBank, "œil", "yeu", 1), 0)}
	got := irregular(banks, []string{"l0", "l1", "l3", "l3r", "l4enir"})
	if diff := cmp.Diff([]string{"brillent\tVERB\tbriller", "yeux\tNOUN\tœil"}, got); diff != "" {
		t.Error(diff)
	}
	if got := irregular(banks, []string{"l0", "l1", "l3", "l2r", "l4enir", "l4œil"}); len(got) != 0 {
		t.Errorf("listed though a script makes it: %q", got)
	}
}
