// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package sqlite keeps everything in one SQLite file: the store of one machine.
//
// In and out: as package store says. WAL, one writer connection and a pool of
// readers, foreign keys on, every query in a total order; the text search runs
// over folded text, so that accents and Arabic spelling do not matter. It does
// not capture bytes (package archive does) and computes nothing.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"sort"
	"strings"
	"time"
	"unicode"

	_ "modernc.org/sqlite" // the driver

	"recoupe"
	"recoupe/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is a store in one file.
type Store struct {
	write, read *sql.DB
	present     present
}

var _ store.Store = (*Store)(nil)

// Open opens or makes the file and brings it to the present schema.
func Open(ctx context.Context, path string) (*Store, error) {
	dsn := func(mode string) string {
		q := url.Values{"_pragma": {"busy_timeout(5000)", "foreign_keys(1)", "journal_mode(WAL)", "synchronous(FULL)"}, "_txlock": {"immediate"}}
		if mode != "" {
			q = url.Values{"_pragma": {"busy_timeout(5000)", "foreign_keys(1)", "query_only(1)"}}
		}
		return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
	}
	w, err := sql.Open("sqlite", dsn(""))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	w.SetMaxOpenConns(1)
	s := &Store{write: w}
	if err := s.migrate(ctx); err != nil {
		w.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	r, err := sql.Open("sqlite", dsn("ro"))
	if err != nil {
		w.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	r.SetMaxOpenConns(4)
	s.read = r
	return s, nil
}

// Close ends all connections.
func (s *Store) Close() error { return errors.Join(s.read.Close(), s.write.Close()) }

// migrate applies the files of migrations in order; the schema's number is PRAGMA user_version.
func (s *Store) migrate(ctx context.Context) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	sort.Strings(names)
	var have int
	if err := s.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have > len(names) {
		return fmt.Errorf("the file has schema %d, this program knows %d: use a newer recoupe: %w", have, len(names), recoupe.ErrInvalid)
	}
	for i, name := range names[have:] {
		step, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		err = s.tx(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, string(step)); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", have+i+1))
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// tx runs f in one writing transaction.
func (s *Store) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		// The engine may have rolled back already, as on a full disk: the first reason is the one to tell.
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		// A commit that failed leaves the only writing connection inside the transaction.
		_, _ = s.write.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	return nil
}

// micros is a time in microseconds since 1970, NULL for the zero time.
func micros(t time.Time) sql.NullInt64 {
	if t.IsZero() {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: t.UnixMicro(), Valid: true}
}

// match makes an FTS5 query of folded words, all of which must occur. Control
// characters part words: a NUL would end the query.
func match(folded string) string {
	var out []string
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		if !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		out = append(out, `"`+strings.ReplaceAll(w, `"`, `""`)+`"`)
	}
	return strings.Join(out, " ")
}
