// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package archive

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recoupe"
)

var day = time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC)

func filled(t *testing.T, texts ...string) string {
	t.Helper()
	dir := t.TempDir()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range texts {
		if _, err := a.Put([]byte(text), "x.txt", day); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestPutGet(t *testing.T) {
	dir := filled(t, "un", "deux", "un")
	if n, err := Verify(dir); n != 2 || err != nil {
		t.Fatalf("Verify = %d, %v; want 2 entries: the same bytes are kept once", n, err)
	}
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	digest, err := a.Put([]byte("trois"), "", day)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := a.Get(digest); err != nil || string(got) != "trois" {
		t.Errorf("Get = %q, %v", got, err)
	}
	if n, err := Verify(dir); n != 3 || err != nil {
		t.Errorf("after opening again: %d, %v", n, err)
	}
	if _, err := a.Get(strings.Repeat("0", 64)); !errors.Is(err, recoupe.ErrNotFound) {
		t.Errorf("unknown capture: %v", err)
	}
}

// TestVerifyFindsChanges damages an archive in every way and wants the entry named.
func TestVerifyFindsChanges(t *testing.T) {
	logOf := func(dir string) string { return filepath.Join(dir, "log.jsonl") }
	edit := func(t *testing.T, path string, f func([]byte) []byte) {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f(b), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   string
	}{
		{"a changed date", func(t *testing.T, dir string) {
			edit(t, logOf(dir), func(b []byte) []byte { return bytes.Replace(b, []byte("10:00"), []byte("11:00"), 1) })
		}, "entry 1: the log line was changed"},
		{"a removed entry", func(t *testing.T, dir string) {
			edit(t, logOf(dir), func(b []byte) []byte { return b[bytes.IndexByte(b, '\n')+1:] })
		}, "entry 1: the chain is broken"},
		{"a lost capture", func(t *testing.T, dir string) {
			files, _ := filepath.Glob(filepath.Join(dir, "*", "*.gz"))
			os.Remove(files[0])
		}, "not found"},
		{"a changed capture", func(t *testing.T, dir string) {
			files, _ := filepath.Glob(filepath.Join(dir, "*", "*.gz"))
			other, _ := os.ReadFile(files[1])
			os.WriteFile(files[0], other, 0o644)
		}, "was changed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filled(t, "un", "deux", "trois")
			tt.damage(t, dir)
			if _, err := Verify(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Verify: %v, want %q", err, tt.want)
			}
		})
	}
}

// TestCutShort leaves half a log line, as a full disk or a crash does.
func TestCutShort(t *testing.T) {
	dir := filled(t, "un", "deux")
	f, err := os.OpenFile(filepath.Join(dir, "log.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"n":3,"rec`); err != nil {
		t.Fatal(err)
	}
	f.Close()
	a, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Put([]byte("trois"), "", day); err != nil {
		t.Fatal(err)
	}
	a.Close()
	if n, err := Verify(dir); n != 3 || err != nil {
		t.Errorf("Verify = %d, %v; want 3 whole entries", n, err)
	}
}
