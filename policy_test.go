// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe_test

import (
	"bufio"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// packages returns every folder below the root that holds Go files.
func packages(t *testing.T) []string {
	t.Helper()
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") {
			seen[filepath.ToSlash(filepath.Dir(path))] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for p := range seen {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

func allowed(t *testing.T) map[string][]string {
	t.Helper()
	f, err := os.Open("allow.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]string{".": nil}
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := strings.TrimSpace(sc.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("allow.txt: no colon in %q", line)
		}
		out[name] = strings.Fields(rest)
	}
	return out
}

// TestImports holds every package to allow.txt.
func TestImports(t *testing.T) {
	allow := allowed(t)
	for _, dir := range packages(t) {
		may, ok := allow[dir]
		if !ok {
			t.Errorf("package %s has no line in allow.txt", dir)
			continue
		}
		if slices.Contains(may, "*") {
			continue
		}
		p, err := build.ImportDir(dir, 0)
		if err != nil {
			if _, none := err.(*build.NoGoError); none {
				continue
			}
			t.Fatal(err)
		}
		for _, imp := range p.Imports {
			if dir == "." && (imp == "recoupe" || strings.Contains(strings.SplitN(imp, "/", 2)[0], ".")) {
				t.Errorf("the root package imports %s; it may import the standard library only", imp)
			}
			own, found := strings.CutPrefix(imp, "recoupe/")
			if found && !slices.Contains(may, own) {
				t.Errorf("%s imports %s, which allow.txt does not allow", dir, own)
			}
		}
	}
}

// TestPackageComments wants a comment on every package that says what comes in and out.
func TestPackageComments(t *testing.T) {
	for _, dir := range packages(t) {
		p, err := build.ImportDir(dir, build.ImportComment)
		if err != nil {
			continue
		}
		if len(p.Doc) < 20 {
			t.Errorf("package %s has no package comment", dir)
		}
	}
}

// TestHeaders wants the licence line at the top of every Go file.
func TestHeaders(t *testing.T) {
	for _, dir := range packages(t) {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.PackageClauseOnly)
			if err != nil {
				t.Fatal(err)
			}
			ok := false
			for _, c := range f.Comments {
				ok = ok || strings.Contains(c.Text(), "Apache License, Version 2.0") || strings.Contains(c.Text(), "DO NOT EDIT")
			}
			if !ok {
				t.Errorf("%s has no licence line", name)
			}
		}
	}
}
