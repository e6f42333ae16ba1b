// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe/actor"
	"recoupe/export"
	"recoupe/gazetteer"
	"recoupe/packs"
	"recoupe/place"
	"recoupe/read"
)

// TestOffsets holds the first documents of every file of the material to the
// promise that every span gives back its words; `recoupe eval offsets` reads them all.
func TestOffsets(t *testing.T) {
	shared := filepath.Join("..", "..", "shared")
	if _, err := os.Stat(filepath.Join(shared, "data")); err != nil {
		t.Skip("the material (../shared) is not here")
	}
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	r := &read.Reader{Pack: packs.Get, Places: place.Finder{Gazetteer: g}, Register: actor.Default()}
	for _, set := range offsetSets {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			c := offsetCount{seen: map[string]bool{}}
			if err := c.set(filepath.Join(shared, set), 3, r.Read); err != nil {
				t.Fatal(err)
			}
			if c.wrong > 0 || c.documents == 0 {
				t.Errorf("%d documents, %d of %d spans wrong: %q", c.documents, c.wrong, c.spans, c.first)
			}
		})
	}
}

// TestMisprinted: what the comparison calls wrong.
func TestMisprinted(t *testing.T) {
	text := []rune("Été à Hama, dit l'ONG")
	for _, tt := range []struct {
		name  string
		text  string
		spans []export.Span
		right bool
	}{
		{"one span, counted in code points", "Été", []export.Span{{Start: 0, End: 3}}, true},
		{"two spans", "Été dit", []export.Span{{Start: 0, End: 3}, {Start: 12, End: 15}}, true},
		{"counted in bytes", "Hama", []export.Span{{Start: 9, End: 13}}, false},
		{"past the end", "ONG", []export.Span{{Start: 18, End: 22}}, false},
		{"out of order", "dit Été", []export.Span{{Start: 12, End: 15}, {Start: 0, End: 3}}, false},
		{"empty", "", []export.Span{{Start: 3, End: 3}}, false},
		{"carried over, without spans", "l'ONG", nil, true},
	} {
		if why := misprinted(text, export.Mention{Text: tt.text, Spans: tt.spans}); (why == "") != tt.right {
			t.Errorf("%s: %q", tt.name, why)
		}
	}
}

// TestDocuments: every form of file gives its texts.
func TestDocuments(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct {
		file, content string
		want          []string
	}{
		{"a.jsonl", `{"id": "x", "text": "The road is open again.", "tokens": ["The", "bridge", "is", "still", "shut"], "url": "http://a b c d e f g"}`,
			[]string{"The road is open again.", "The bridge is still shut"}},
		{"b.conllu", "# newdoc id = 1\n# text = The road is open.\n1\tThe\n\n# text = It rains.\n\n# newdoc id = 2\n# text = Night falls.\n",
			[]string{"The road is open.\nIt rains.", "Night falls."}},
		{"c.bio", "The O\nroad O\n\nis O\n-DOCSTART- O\nshut O\n", []string{"The road", "is shut"}},
		{"d.tsv", "# remark of four words\nn\tthe road is open now\tx\n", []string{"the road is open now"}},
		{"e.txt", "As it stands.", []string{"As it stands."}},
		{"f.py", "not a text of the set", nil},
	} {
		path := filepath.Join(dir, tt.file)
		if err := os.WriteFile(path, []byte(tt.content), 0o644); err != nil {
			t.Fatal(err)
		}
		var got []string
		if err := documents(path, func(s string) error { got = append(got, s); return nil }); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.file, d)
		}
	}
}
