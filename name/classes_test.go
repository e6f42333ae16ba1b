// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func grouped() *Classes {
	return NewClasses([]string{"sergeant", "Corporal", "river", "corporal"}, [][]uint16{{1, 10}, {1, 11}, {0, 12}, {5, 55}})
}

func TestClasses(t *testing.T) {
	c := grouped()
	if c.Len() != 3 {
		t.Errorf("%d words, want 3: of two spellings of a word the first counts", c.Len())
	}
	for _, tt := range []struct {
		form string
		want []uint16
	}{
		{"sergeant", []uint16{1, 10}}, {"SERGEANT", []uint16{1, 10}}, {"corporal", []uint16{1, 11}}, {"#river", []uint16{0, 12}},
		{"lance-corporal", []uint16{1, 11}}, {"admiral", nil}, {"", nil},
	} {
		if diff := cmp.Diff(tt.want, c.look(tt.form)); diff != "" {
			t.Errorf("%q: %s", tt.form, diff)
		}
	}
	var none *Classes
	if none.look("river") != nil || none.Len() != 0 || NewClasses(nil, nil) != nil {
		t.Error("no table knows a word")
	}
}

func TestClassesFile(t *testing.T) {
	for _, c := range []*Classes{grouped(), nil} {
		data := append(c.append(nil), 7, 7)
		again, rest, ok := readClasses(data)
		if !ok || len(rest) != 2 {
			t.Fatalf("read back: %t, %d bytes left", ok, len(rest))
		}
		if again.Len() != c.Len() {
			t.Errorf("%d words read back, want %d", again.Len(), c.Len())
		}
		if diff := cmp.Diff(c.look("corporal"), again.look("corporal")); diff != "" {
			t.Error(diff)
		}
	}
	whole := grouped().append(nil)
	for n := range len(whole) {
		if _, _, ok := readClasses(whole[:n]); ok {
			t.Errorf("the first %d of %d bytes were taken", n, len(whole))
		}
	}
	if _, _, ok := readClasses([]byte{1, 2, 0, 0, 0, 5, 0, 1, 0, 1, 0}); ok {
		t.Error("a table with one word twice was taken")
	}
}

// TestGrains: a class that training showed as a title makes an unseen word of it one.
func TestGrains(t *testing.T) {
	words, rows := []string{"warden", "shelf"}, [][]uint16{{1}, {2}}
	var sents []string
	for i := range 26 {
		title, thing := "title"+string(rune('a'+i)), "thing"+string(rune('a'+i))
		words, rows = append(words, title, thing), append(rows, []uint16{1}, []uint16{2})
		sents = append(sents, "the/DET "+title+"/NOUN lomond/NOUN/B-PERSON left/VERB", "the/DET "+thing+"/NOUN lomond/NOUN left/VERB")
	}
	f := NewFinder("xx", nil, nil)
	f.Classes = NewClasses(words, rows)
	m := Learn(f, parsedAll(sents), 20)
	for _, tt := range []struct {
		words string
		want  []string
	}{{"the/DET warden/NOUN lomond/NOUN left/VERB", []string{"lomond:PERSON"}}, {"the/DET shelf/NOUN lomond/NOUN left/VERB", nil}} {
		got := parsedAll([]string{tt.words})
		if diff := cmp.Diff(tt.want, found(got, NewFinder("xx", m, nil).Find(got))); diff != "" {
			t.Errorf("%s: %s", tt.words, diff)
		}
	}
}
