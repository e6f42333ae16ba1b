// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"recoupe/store"
	"recoupe/storetest"
)

// TestMain is also the child of TestKilled: it adds dispatches and says each one that is kept, until it is killed.
func TestMain(m *testing.M) {
	path := os.Getenv("RECOUPE_TEST_WRITER")
	if path == "" {
		os.Exit(m.Run())
	}
	ctx := context.Background()
	s, err := Open(ctx, path)
	for i := 0; err == nil; i++ {
		if _, err = s.Add(ctx, storetest.Sample(fmt.Sprintf("d%d", i), time.Unix(int64(i), 0), "texte")); err == nil {
			fmt.Printf("d%d\n", i)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestKilled kills a process in the middle of its writing: all that it had said to be kept is there.
func TestKilled(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "desk.db")
	child := exec.Command(self)
	child.Env = append(os.Environ(), "RECOUPE_TEST_WRITER="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for sc := bufio.NewScanner(out); sc.Scan(); {
		said[sc.Text()] = true
		if len(said) == 25 {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the child ended by itself")
	}
	ctx := context.Background()
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var check string
	if err := s.read.QueryRowContext(ctx, "PRAGMA integrity_check").Scan(&check); err != nil || check != "ok" {
		t.Errorf("integrity: %s, %v", check, err)
	}
	for id := range said {
		if r, err := s.Reading(ctx, id); err != nil || len(r.Claims) != 1 {
			t.Errorf("%s was said to be kept: %v", id, err)
		}
	}
	if stale, err := s.Stale(ctx); err != nil || !stale {
		t.Errorf("stale %v, %v; want true: nothing was woven", stale, err)
	}
}

// TestFull fills the file to its limit: one line of error, and work goes on when there is room.
func TestFull(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	limit := func(pages int) {
		t.Helper()
		if _, err := s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(1)
	var failed error
	n := 0
	for ; n < 100 && failed == nil; n++ {
		_, failed = s.Add(ctx, storetest.Sample(fmt.Sprintf("d%d", n), time.Unix(0, 0), strings.Repeat("texte ", 1000)))
	}
	if failed == nil || !strings.Contains(failed.Error(), "full") || strings.Contains(failed.Error(), "\n") {
		t.Fatalf("after %d dispatches: %v; want one line about a full disk", n, failed)
	}
	limit(1 << 20)
	if _, err := s.Add(ctx, storetest.Sample("again", time.Unix(0, 0), "texte")); err != nil {
		t.Error(err)
	}
	if _, total, err := s.Dispatches(ctx, store.Query{}); err != nil || total != n {
		t.Errorf("%d dispatches, %v; want the %d that were kept", total, err, n)
	}
}

// TestCommitFails ends a transaction behind the store's back, as a failing disk does.
func TestCommitFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s, err := Open(ctx, filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	cancel()
	if _, err := s.Add(ctx, storetest.Sample("a", time.Unix(0, 0), "texte")); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
	if added, err := s.Add(context.Background(), storetest.Sample("a", time.Unix(0, 0), "texte")); err != nil || !added {
		t.Errorf("afterwards: %v %v", added, err)
	}
}
