// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package ud

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

const bridge = `# text = Près du pont.
1	Près	près	ADV	_	_	0	root	_	_
2-3	du	_	_	_	_	_	_	_	_
2	de	de	ADP	_	_	4	case	_	_
3	le	le	DET	_	Definite=Def|PronType=Art	4	det	_	_
4	pont	pont	NOUN	_	Gender=Masc|Number=Sing	1	obl:arg	_	SpaceAfter=No
5	.	.	PUNCT	_	_	1	punct	_	_

`

func TestReadWrite(t *testing.T) {
	sents, err := Read(strings.NewReader(bridge))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, sents); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bridge, b.String()); diff != "" {
		t.Error(diff)
	}
	w := sents[0].Words
	if w[1].Span != w[2].Span || w[1].Span != (recoupe.Span{Start: 6, End: 8}) {
		t.Errorf("the words of du span %v and %v", w[1].Span, w[2].Span)
	}
	if got := w[3].Base(); got != "obl" {
		t.Errorf("relation without subtype: %s", got)
	}
	if w[3].Feat("Number") != "Sing" || w[3].Feat("Num") != "" {
		t.Errorf("Number=%s Num=%s", w[3].Feat("Number"), w[3].Feat("Num"))
	}
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"columns":       "1\tPont\tpont\n",
		"number":        strings.Replace(bridge, "4\tpont", "7\tpont", 1),
		"head":          strings.Replace(bridge, "\t1\tobl:arg", "\t9\tobl:arg", 1),
		"own head":      strings.Replace(bridge, "\t1\tobl:arg", "\t4\tobl:arg", 1),
		"range":         strings.Replace(bridge, "2-3", "3-2", 1),
		"negative head": strings.Replace(bridge, "\t1\tobl:arg", "\t-1\tobl:arg", 1),
	} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// FuzzRead: what is read can be written and read again to the same.
func FuzzRead(f *testing.F) {
	f.Add(bridge)
	f.Add("1-9\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Add("1.1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, text string) {
		sents, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := Write(&b, sents); err != nil {
			t.Fatal(err)
		}
		again, err := Read(&b)
		if err != nil {
			t.Fatalf("what was written is refused: %v", err)
		}
		if len(again) != len(sents) {
			t.Fatalf("%d sentences became %d", len(sents), len(again))
		}
	})
}
