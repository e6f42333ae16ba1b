// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"recoupe/store"
	"recoupe/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "desk.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

// TestAbandoned leaves a transaction open, as a killed process does, and opens the file again.
func TestAbandoned(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "desk.db")
	s, err := Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(ctx, storetest.Sample("kept", time.Unix(0, 0), "gardé")); err != nil {
		t.Fatal(err)
	}
	tx, err := s.write.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := insertDispatch(ctx, tx, storetest.Sample("lost", time.Unix(0, 0), "perdu")); err != nil {
		t.Fatal(err)
	}
	copyPath := filepath.Join(t.TempDir(), "desk.db")
	for _, ext := range []string{"", "-wal"} { // what a crash leaves on the disk
		b, err := os.ReadFile(path + ext)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copyPath+ext, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(tx.Rollback(), s.Close()); err != nil {
		t.Fatal(err)
	}
	again, err := Open(ctx, copyPath)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	ds, n, err := again.Dispatches(ctx, store.Query{})
	if err != nil || n != 1 || ds[0].ID != "kept" {
		t.Errorf("after the crash: %v %d %v; want the committed dispatch alone", ds, n, err)
	}
}

func TestOpenNotADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	if err := os.WriteFile(path, []byte("this is a letter, not a database, and it is long enough to be read as one ..............."), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Open(context.Background(), path); err == nil {
		s.Close()
		t.Error("a text file was opened as a database")
	}
}
