// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package recoupe_test

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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

// source parses every Go file that is no test.
func source(t *testing.T, see func(name string, f *ast.File, fset *token.FileSet)) {
	t.Helper()
	for _, dir := range packages(t) {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			see(name, f, fset)
		}
	}
}

// TestDocumented wants a comment on every exported function, method and type that begins with its name.
func TestDocumented(t *testing.T) {
	source(t, func(name string, f *ast.File, _ *token.FileSet) {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) && !strings.HasPrefix(d.Doc.Text(), d.Name.Name+" ") {
					t.Errorf("%s: %s has no comment that begins with its name", name, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					ts, ok := s.(*ast.TypeSpec)
					if ok && ts.Name.IsExported() && !strings.HasPrefix(d.Doc.Text()+ts.Doc.Text(), ts.Name.Name+" ") {
						t.Errorf("%s: type %s has no comment that begins with its name", name, ts.Name.Name)
					}
				}
			}
		}
	})
}

// exportedReceiver reports a function, or a method of an exported type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// TestFormatted wants every Go file as gofmt writes it.
func TestFormatted(t *testing.T) {
	for _, dir := range packages(t) {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if want, err := format.Source(raw); err != nil || !bytes.Equal(want, raw) {
				t.Errorf("%s is not as gofmt writes it (%v)", name, err)
			}
		}
	}
}

// TestLength wants files split at some 500 lines and functions that one screen holds.
func TestLength(t *testing.T) {
	source(t, func(name string, f *ast.File, fset *token.FileSet) {
		if n := fset.Position(f.FileEnd).Line; n > 500 {
			t.Errorf("%s has %d lines: split it by idea", name, n)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line; n > 90 {
					t.Errorf("%s: %s has %d lines", name, fn.Name.Name, n)
				}
			}
		}
	})
}

// outside finds what a page would load from elsewhere: scripts, styles, fonts, pictures, requests.
var outside = regexp.MustCompile(`(?i)(<(script|link|img|iframe|source)[^>]*(src|href)\s*=\s*["']?(https?:)?//|@import\s+(url\()?["']?(https?:)?//|url\(\s*["']?(https?:)?//|(fetch|EventSource|WebSocket)\(\s*["'` + "`" + `](https?:|wss?:)?//)`)

// TestAssets: no page, style or script of the desk loads anything from another machine.
func TestAssets(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("desk", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "node_modules" || n == "dist" || n == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		switch filepath.Ext(name) {
		case ".html", ".css", ".ts", ".js", ".svg":
			raw, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			seen++
			if m := outside.Find(raw); m != nil {
				t.Errorf("%s loads from elsewhere: %s", name, m)
			}
		}
		return nil
	})
	if err != nil || seen == 0 {
		t.Errorf("%d assets seen, %v", seen, err)
	}
}
