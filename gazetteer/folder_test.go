// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"recoupe"
)

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, raw []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarred(t *testing.T, name, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	dump      = "999001\tJabal Sample\tJabal Sample\t\t35.2\t36.8\tT\tHLL\tSY\t\t10\t\t\t\t0\t\t400\tAsia/Damascus\t2024-01-01\n"
	nameTable = "1\t999001\tar\tجبل العينة\t1\t\t\t\t\t\n2\t999001\tlink\thttps://example.org\t\t\t\t\t\t\n3\t170017\tfr\tHamath\t\t\t\t1\t\t\n"
	record    = `{"type":"Feature","id":5,"properties":{"wof:id":5,"wof:name":"Tell Sample","wof:placetype":"locality","wof:country":"SY","lbl:latitude":35.5,"lbl:longitude":36.5,"name:ara_x_preferred":["تل العينة"]},"geometry":{"type":"Point","coordinates":[36.5,35.5]}}`
	outlines  = "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"id\":\"x:1\",\"name\":\"Sample District\",\"placetype\":\"county\",\"country\":\"SY\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[36,35],[37,35],[37,36],[36,36],[36,35]]]}},\n{\"type\":\"Feature\",\"properties\":{\"id\":\"x:2\",\"name\":\"Sample Road\",\"placetype\":\"road\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[36,35],[36.5,35.5]]}}]}\n"
)

// TestReadFiles tells the formats by looking at the file.
func TestReadFiles(t *testing.T) {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name       string
		data       []byte
		places     int
		asked, has string
	}{
		{"SY.zip", zipped(t, map[string]string{"SY.txt": dump, "readme.txt": "not a table"}), 1, "Jabal Sample", "gn:999001"},
		{"both.zip", zipped(t, map[string]string{"a/SY.txt": dump, "b/alternateNames.txt": nameTable}), 2, "جبل العينة", "gn:999001"},
		{"names.txt", []byte(nameTable), 1, "Hamath", "gn:170017"},
		{"own.tsv.gz", gzipped(t, []byte(ownTable)), 2, "جسر النهر الكبير", "x:1"},
		{"record.geojson", []byte(record), 1, "تل العينة", "wof:5"},
		{"records.tar.gz", gzipped(t, tarred(t, "data/5/5.geojson", record)), 1, "Tell Sample", "wof:5"},
		{"outlines.geojson", []byte(outlines), 2, "Sample Road", "x:2"},
	} {
		entries, err := ReadFiles([]string{write(t, tt.name, tt.data)}, PackInfo{Name: "p", Country: "SY"}, g)
		if err != nil || len(entries) != tt.places {
			t.Errorf("%s: %d places, %v, want %d", tt.name, len(entries), err, tt.places)
			continue
		}
		w, err := g.With(entries, PackInfo{Name: "p"})
		if err != nil {
			t.Fatal(err)
		}
		ok := false
		for _, m := range w.Match(tt.asked) {
			ok = ok || m.ID == tt.has
		}
		if !ok {
			t.Errorf("%s: %s is not found", tt.name, tt.asked)
		}
	}
	e, _ := mustWith(t, g, outlines).Get("x:1")
	if e == nil || len(e.Area()) != 1 || e.Division == "SY.10" {
		t.Errorf("the outline of a district is lost: %+v", e)
	}
}

func mustWith(t *testing.T, g *Gazetteer, geojson string) *Gazetteer {
	t.Helper()
	entries, err := ReadFiles([]string{write(t, "x.geojson", []byte(geojson))}, PackInfo{Name: "p"}, g)
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.With(entries, PackInfo{Name: "p"})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestBadFiles are refused, with the file and line where there is one.
func TestBadFiles(t *testing.T) {
	whole := gzipped(t, []byte(strings.Repeat(strings.Replace(dump, "999001", "1", 1), 1)+strings.Repeat("# remark that packs well\n", 10)+dump))
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"cut.gz", whole[:len(whole)/2], "cut"},
		{"damaged.zip", []byte("PK\x03\x04 no archive"), "no zip"},
		{"inside.zip", zipped(t, map[string]string{"SY.txt": dump + strings.Replace(dump, "35.2", "135.2", 1)}), "SY.txt line 2"},
		{"twice.txt", []byte(dump + dump), "line 2"},
		{"bomb.tsv.gz", gzipped(t, []byte("id\tname\tlat\tlon\n"+strings.Repeat("\n", 80<<20))), "unpacks to more"},
		{"name.txt", []byte("1\t2\ten\t" + strings.Repeat("x", 10_000) + "\t\t\t\t\t\t\n"), "line 1"},
		{"broken.geojson", []byte("{\"type\":\n\"Feature\",,}"), "line 2"},
		{"range.geojson", []byte(strings.Replace(outlines, "[36.5,35.5]", "[36.5,95.5]", 1)), "line 3"},
		{"open.geojson", []byte(strings.Replace(outlines, "[36,36],[36,35]]", "[36,36],[36,36]]", 1)), "line 2"},
	} {
		got, err := ReadFiles([]string{write(t, tt.name, tt.data)}, PackInfo{Name: "p", Country: "SY"}, nil)
		if !errors.Is(err, recoupe.ErrInvalid) || !strings.Contains(err.Error(), tt.want) || got != nil {
			t.Errorf("%s: %d places, %v; want an error with %q", tt.name, len(got), err, tt.want)
		}
	}
}

// TestInstall replaces a pack in one step, keeps its place, and leaves the old one after an error.
func TestInstall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "packs")
	entries, err := ReadPack(strings.NewReader(ownTable), PackInfo{Name: "ours", Country: "SY"})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ours", "theirs", "ours"} {
		if _, err := Install(dir, entries, PackInfo{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	g, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if p := g.Packs(); len(p) != 2 || p[0].Name != "ours" || p[0].Places != 2 {
		t.Errorf("packs %+v", p)
	}
	if m := g.Match("Nahr Kabir Bridge"); len(m) != 1 {
		t.Errorf("a place of two packs comes %d times", len(m))
	}
	if _, err := Install(dir, entries, PackInfo{Name: "../out"}); !errors.Is(err, recoupe.ErrInvalid) {
		t.Errorf("a name that leaves the folder: %v", err)
	}
	file := filepath.Join(dir, "ours"+suffix)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(dir); err != nil {
		t.Error(err)
	}
	for _, broken := range [][]byte{raw[:len(raw)/2], []byte("nothing"), nil} {
		if err := os.WriteFile(file, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); !errors.Is(err, recoupe.ErrInvalid) || !strings.Contains(err.Error(), "ours") {
			t.Errorf("%d bytes: %v", len(broken), err)
		}
	}
	raw[len(raw)/2] ^= 0xff
	if err := os.WriteFile(file, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Check(dir); !errors.Is(err, recoupe.ErrInvalid) {
		t.Errorf("a changed byte: %v", err)
	}
	if err := Remove(dir, "ours"); err != nil {
		t.Error(err)
	}
	if err := Remove(dir, "ours"); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

// TestPut adds a place in one line, with a source, and replaces it.
func TestPut(t *testing.T) {
	dir := t.TempDir()
	for _, o := range []Own{
		{Name: "Hill 112", Kind: "hill", At: "35.21,36.71", Source: "a map of the front", Country: "SY", Names: map[string]string{"ar": "التلة ١١٢"}},
		{Name: "Hill 112", Kind: "hill", At: "35.22,36.72", Source: "a better map", Country: "SY"},
		{Name: "Route Nine", Kind: "road", At: "35,36 35.1,36.1 35.2,36.2", Source: "own drive"},
	} {
		if err := Put(dir, o); err != nil {
			t.Fatal(err)
		}
	}
	g, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m := g.MatchExact("Hill 112")
	if len(m) != 1 || m[0].Point != (recoupe.LonLat{36.72, 35.22}) || m[0].Source != "a better map" || m[0].Kind != "hill" {
		t.Errorf("hill: %+v", m)
	}
	if m := g.Own("hill 112"); len(m) != 1 || m[0].Name != "Hill 112" {
		t.Errorf("own: %+v", m)
	}
	if m := g.Own("Hama"); len(m) != 0 {
		t.Errorf("a city is the desk's own: %+v", m)
	}
	if m := g.MatchExact("Route Nine"); len(m) != 1 || len(m[0].Lines()) != 1 || len(m[0].Lines()[0]) != 3 {
		t.Errorf("road: %+v", m)
	}
	for _, o := range []Own{{Name: "X", Kind: "hill", At: "35,36"}, {Name: "X", Kind: "hill", At: "here", Source: "s"}, {Name: "X", Kind: "hill", At: "95,36", Source: "s"}, {Kind: "hill", At: "35,36", Source: "s"}} {
		if err := Put(dir, o); !errors.Is(err, recoupe.ErrInvalid) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestShapes packs and unpacks courses and outlines to a metre.
func TestShapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 20).Draw(t, "points")
		line := make(recoupe.Ring, n)
		for i := range line {
			line[i] = recoupe.LonLat{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		}
		e := Entry{shape: PackLines([]recoupe.Ring{line})}
		got := e.Lines()
		if len(got) != 1 || len(got[0]) != n || e.Area() != nil {
			t.Fatalf("got %v", got)
		}
		for i := range line {
			if meters(got[0][i], line[i]) > 1.2 {
				t.Fatalf("%v became %v", line[i], got[0][i])
			}
		}
	})
}

func FuzzReadLayer(f *testing.F) {
	f.Add(worldTable[:headerSize])
	small, err := compile([]Entry{{ID: "x:1", Name: "Sample", Kind: "hill", Placed: true}}, PackInfo{Name: "p"}, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(small))
	f.Fuzz(func(t *testing.T, data string) {
		l, err := readLayer(data)
		if err != nil {
			return
		}
		g := &Gazetteer{layers: []*layer{l}}
		g.Match("Sample")
		for i := range min(l.len(), 10) {
			e := l.entry(int32(i))
			e.Lines()
			e.Area()
		}
	})
}

// TestLookupOfAnything never fails, however long or odd the name.
func TestLookupOfAnything(t *testing.T) {
	g, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"", " ", "'", "ال", "-", strings.Repeat("a", 10_000), strings.Repeat("ح", 99), "\xff\xfe"} {
		if m := g.Match(name); len(m) > maxCandidates {
			t.Errorf("%.20q has %d readings", name, len(m))
		}
	}
}
