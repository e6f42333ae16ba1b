// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recoupe"
)

// TestWorld holds the embedded table to the tables beside it and the rules of the keys.
func TestWorld(t *testing.T) {
	var in []io.Reader
	for _, name := range []string{"cities.tsv.gz", "divisions.tsv.gz", "points.tsv", "borders.tsv"} {
		raw, err := os.ReadFile(filepath.Join("data", name))
		if err != nil {
			t.Fatal(err)
		}
		var r io.Reader = bytes.NewReader(raw)
		if strings.HasSuffix(name, ".gz") {
			if r, err = gzip.NewReader(r); err != nil {
				t.Fatal(err)
			}
		}
		in = append(in, r)
	}
	want, err := World(in[0], in[1], in[2], in[3])
	if err != nil {
		t.Fatal(err)
	}
	if worldTable != string(want) {
		t.Error("data/world.places is not what the tables give: run go generate ./gazetteer")
	}
	if err := verify(worldTable); err != nil {
		t.Error(err)
	}
}

func TestDefault(t *testing.T) {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	cities := 0
	for i := range g.layers[0].len() {
		if e := g.layers[0].entry(int32(i)); e.settled() {
			cities++
		}
	}
	if cities != 36078 {
		t.Errorf("%d cities, want 36078", cities)
	}
	for _, tt := range []struct{ name, want string }{{"Hama", "gn:170017"}, {"حماة", "gn:170017"}, {"Alep", "gn:170063"}, {"Deir ez-Zor", "gn:170794"},
		{"Kobani", "gn:172256"}, {"Lachin", "gn:147625"}, {"Berdzor", "gn:147625"}, // names that GeoNames lists in no language
		{"Masisi", "div:CD.11.03"}, {"Walikale", "div:CD.11.04"}, // divisions without a town that is counted
		{"Rutshuru", "@-1.1867,29.4467"}} { // of the newer list
		found := false
		for _, m := range g.Match(tt.name) {
			found = found || m.ID == tt.want
		}
		if !found {
			t.Errorf("Match(%q) lacks %s", tt.name, tt.want)
		}
	}
	if e, ok := g.Get("div:CD.11.04"); !ok || !e.Placed || e.Radius < 50_000 {
		t.Errorf("a division without a town is as uncertain as what it lies in: %+v", e)
	}
	if m := g.Match("Qwrtzpsdf"); len(m) != 0 {
		t.Errorf("a name that is none has %d readings", len(m))
	}
}

const ownTable = "# ours\nid\tname\tlat\tlon\tplacetype\tpop\tar\nx:1\tNahr Kabir Bridge\t34.6\t36.1\tbridge\t\tجسر النهر الكبير\nx:2\tTell Abiad Est\t36.7\t38.95\tlocality\t6000\t\n"

func TestReadPack(t *testing.T) {
	got, err := ReadPack(strings.NewReader(ownTable), PackInfo{Name: "ours", Country: "SY"})
	if err != nil || len(got) != 2 {
		t.Fatalf("%d places, %v", len(got), err)
	}
	if got[0].Kind != "bridge" || got[0].Country != "SY" || got[0].In("ar") != "جسر النهر الكبير" || got[1].Kind != "town" {
		t.Errorf("got %+v", got)
	}
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.With(got, PackInfo{Name: "ours"})
	if err != nil {
		t.Fatal(err)
	}
	if m := w.Match("جسر النهر الكبير"); len(m) == 0 || m[0].ID != "x:1" {
		t.Errorf("the pack's bridge is not found: %v", m)
	}
	if len(g.Match("Nahr Kabir Bridge")) != 0 || len(g.Packs()) != 0 {
		t.Error("adding a pack changed the gazetteer it was added to")
	}
}

func TestReadDump(t *testing.T) {
	line := "999001\tJabal Sample\tJabal Sample\tجبل العينة\t35.2\t36.8\tT\tHLL\tSY\t\t10\t\t\t\t0\t\t400\tAsia/Damascus\t2024-01-01\n"
	got, err := ReadPack(strings.NewReader(line), PackInfo{Name: "dump"})
	if err != nil || len(got) != 1 || got[0].Kind != "hill" || got[0].Division != "SY.10" || got[0].ID != "gn:999001" {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestBadPacks refuses a pack at its first bad line and names the line.
func TestBadPacks(t *testing.T) {
	head := "id\tname\tlat\tlon\n"
	for _, tt := range []struct{ name, in, want string }{
		{"latitude", head + "a\tA\t91\t0\n", "line 2"},
		{"not a number", head + "a\tA\t1\t0\nb\tB\tNaN\t0\n", "line 3"},
		{"id twice", head + "a\tA\t1\t0\na\tB\t1\t0\n", "line 3"},
		{"short line", head + "a\tA\t1\n", "line 2"},
		{"long name", head + "a\t" + strings.Repeat("x", 10_000) + "\t1\t0\n", "line 2"},
		{"no header", "hello\n", "line 1"},
		{"not UTF-8", head + "a\t\xff\xfe\t1\t0\n", "line 2"},
		{"empty", "", "no place"},
	} {
		_, err := ReadPack(strings.NewReader(tt.in), PackInfo{Name: "p"})
		if !errors.Is(err, recoupe.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzReadPack(f *testing.F) {
	f.Add(ownTable)
	f.Add("999001\tA\tA\tب\t35.2\t36.8\tT\tHLL\tSY\t\t10\t\t\t\t0\t\t400\tAsia/Damascus\t2024-01-01\n")
	f.Fuzz(func(t *testing.T, in string) {
		got, err := ReadPack(strings.NewReader(in), PackInfo{Name: "p"})
		if err != nil && got != nil {
			t.Error("half a pack")
		}
		for _, e := range got {
			if e.Name == "" || !(e.Point[1] >= -90 && e.Point[1] <= 90 && e.Point[0] >= -180 && e.Point[0] <= 180) {
				t.Errorf("bad entry %+v", e)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := readLayer(worldTable); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	g, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	names := []string{"Hama", "Alep", "Deir ez-Zor", "حلب", "Khattab", "Kharkiv", "London", "Salamiyeh"}
	i := 0
	for b.Loop() {
		g.search(names[i%len(names)])
		i++
	}
}

// TestSyrianPack measures the newswire spellings with the country pack, where the material is there.
func TestSyrianPack(t *testing.T) {
	f, err := os.Open("../../shared/data/gazetteer/wof-sy.tsv.gz")
	if err != nil {
		t.Skip("needs ../shared: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := ReadPack(z, PackInfo{Name: "wof-sy", Country: "SY"})
	if err != nil {
		t.Fatal(err)
	}
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.With(entries, PackInfo{Name: "wof-sy"})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../../shared/data/gazetteer/wire-spellings-sy.tsv")
	if err != nil {
		t.Skip(err)
	}
	asked, found, first := wire(t, w, string(raw))
	t.Logf("%d places; wire spellings %d, found %d, first %d", len(entries), asked, found, first)
	if found < 59 || first < 50 {
		t.Errorf("found %d, first %d of %d", found, first, asked)
	}
}

// BenchmarkMatchPacks searches names of all kinds with every pack of the material loaded, none of them remembered.
func BenchmarkMatchPacks(b *testing.B) {
	g, names := allPacks(b)
	i := 0
	for b.Loop() {
		g.search(names[i%len(names)])
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "look-ups/s")
}

// allPacks opens the sixteen country packs and gives names to ask them: every fiftieth, in all languages.
func allPacks(b *testing.B) (*Gazetteer, []string) {
	b.Helper()
	files, err := filepath.Glob("../../shared/data/gazetteer/wof-??.tsv.gz")
	if err != nil || len(files) == 0 {
		b.Skip("needs ../shared")
	}
	g, err := Default()
	if err != nil {
		b.Fatal(err)
	}
	var names []string
	for _, f := range files {
		entries, err := ReadFiles([]string{f}, PackInfo{Name: filepath.Base(f)}, g)
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < len(entries); i += 50 {
			for n := range entries[i].all {
				names = append(names, n)
			}
		}
		if g, err = g.With(entries, PackInfo{Name: filepath.Base(f)}); err != nil {
			b.Fatal(err)
		}
	}
	return g, names
}

// TestClassWord: a division is found with a class word that its names lack, never a
// settlement; a name that has the word itself comes before.
func TestClassWord(t *testing.T) {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ asked, id, how string }{
		{"Gouvernorat d'Alep", "div:SY.09", "skeleton"},
		{"district of Hama", "div:SY.10", "skeleton"},
		{"Hama Governorate", "div:SY.10", "exact"},
	} {
		m := g.Match(tt.asked)
		if len(m) == 0 || m[0].ID != tt.id || m[0].How != tt.how {
			t.Errorf("%s: %+v, want %s %s", tt.asked, m, tt.id, tt.how)
		}
		for _, x := range m {
			if x.settled() {
				t.Errorf("%s may be the settlement %s", tt.asked, x.Name)
			}
		}
	}
}

// TestBox: a box with a side that is no number, or upside down, is empty; one
// beyond the globe holds what lies in it.
func TestBox(t *testing.T) {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, b := range [][4]float64{{nan, 30, 40, 40}, {30, nan, 40, 40}, {30, 30, nan, 40}, {30, 30, 40, nan}, {40, 30, 30, 40}} {
		if got := g.Box(b[0], b[1], b[2], b[3], 5); len(got) != 0 {
			t.Errorf("%v holds %d places", b, len(got))
		}
	}
	if got := g.Box(-inf, -inf, inf, inf, 5); len(got) != 5 {
		t.Errorf("the world has %d places, want 5", len(got))
	}
	if got := g.Box(36, 35, 37, 36, -1); len(got) != 0 {
		t.Errorf("a limit below zero gives %d places", len(got))
	}
}
