// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	"recoupe"
)

// Shelf keeps records of the weaver by kind and key in a file of their own. Everything in it can be woven again from
// the dispatches, so that it does not wait for the disk: after a crash of the machine it may be older, or empty, and if
// it is half, it does not open. It is not safe for concurrent use, and nobody else may have the file open for writing.
type Shelf struct {
	db              *sql.DB
	conn            *sql.Conn
	get, put, erase *sql.Stmt
}

// shelfSchema numbers the tables of the file; one of another number is emptied.
const shelfSchema = 2

// kindBit is where the kind stands in the key of a row, above the record's own key.
const kindBit = 58

// OpenShelf opens or makes the file. Its records mean something only to the program that made them, and are as that
// wove: made names it, and a file that another one made is emptied.
func OpenShelf(ctx context.Context, path, made string) (_ *Shelf, err error) {
	q := url.Values{"_pragma": {"journal_mode(WAL)", "synchronous(OFF)", "cache_size(-65536)", "temp_store(MEMORY)"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s := &Shelf{db: db}
	if err := s.prepare(ctx, made); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), s.Close())
	}
	return s, nil
}

func (s *Shelf) prepare(ctx context.Context, made string) (err error) {
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return err
	}
	if is, err := s.madeBy(ctx, made); err != nil {
		return err
	} else if !is {
		if err := s.empty(ctx, made); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		to **sql.Stmt
		q  string
	}{{&s.get, "SELECT body FROM record WHERE id = ?"}, {&s.put, "INSERT INTO record (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"}, {&s.erase, "DELETE FROM record WHERE id = ?"}} {
		if *p.to, err = s.conn.PrepareContext(ctx, p.q); err != nil {
			return err
		}
	}
	_, err = s.conn.ExecContext(ctx, "BEGIN IMMEDIATE")
	return err
}

// madeBy reports whether the file has the present tables and the records of a program.
func (s *Shelf) madeBy(ctx context.Context, made string) (bool, error) {
	var have int
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil || have != shelfSchema {
		return false, err
	}
	var by string
	err := s.conn.QueryRowContext(ctx, "SELECT by FROM made").Scan(&by)
	return by == made, err
}

func (s *Shelf) empty(ctx context.Context, made string) error {
	for _, q := range []string{"BEGIN IMMEDIATE", "DROP TABLE IF EXISTS record", "DROP TABLE IF EXISTS made", "CREATE TABLE record (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
		"CREATE TABLE made (by TEXT NOT NULL) STRICT", fmt.Sprintf("PRAGMA user_version = %d", shelfSchema)} {
		if _, err := s.conn.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	if _, err := s.conn.ExecContext(ctx, "INSERT INTO made (by) VALUES (?)", made); err != nil {
		return err
	}
	_, err := s.conn.ExecContext(ctx, "COMMIT")
	return err
}

// row is the key of a row.
func row(kind int, key int64) (int64, error) {
	if kind < 1 || kind > 15 || key < 0 || key >= 1<<kindBit {
		return 0, fmt.Errorf("record %d of kind %d: %w", key, kind, recoupe.ErrInvalid)
	}
	return int64(kind)<<kindBit | key, nil
}

// Get returns a record, nil for none.
func (s *Shelf) Get(kind int, key int64) ([]byte, error) {
	id, err := row(kind, key)
	if err != nil {
		return nil, err
	}
	var body []byte
	if err := s.get.QueryRow(id).Scan(&body); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	return body, nil
}

// Put keeps a record, or removes it where the body is nil.
func (s *Shelf) Put(kind int, key int64, body []byte) error {
	id, err := row(kind, key)
	if err != nil {
		return err
	}
	if body == nil {
		_, err = s.erase.Exec(id)
		return err
	}
	_, err = s.put.Exec(id, body)
	return err
}

// Keys returns the keys of a kind in rising order.
func (s *Shelf) Keys(kind int) (out []int64, err error) {
	from, err := row(kind, 0)
	if err != nil {
		return nil, err
	}
	rows, err := s.conn.QueryContext(context.Background(), "SELECT id FROM record WHERE id BETWEEN ? AND ? ORDER BY id", from, from|(1<<kindBit-1))
	err = eachID(rows, err, func(id int64) { out = append(out, id-from) })
	return out, err
}

// Commit makes what was put part of the file.
func (s *Shelf) Commit() error {
	for _, q := range []string{"COMMIT", "BEGIN IMMEDIATE"} {
		if _, err := s.conn.ExecContext(context.Background(), q); err != nil {
			return err
		}
	}
	return nil
}

// Close gives up what was put since the last Commit.
func (s *Shelf) Close() error {
	for _, x := range []*sql.Stmt{s.get, s.put, s.erase} {
		if x != nil {
			_ = x.Close() // an open one keeps the file from being tidied up
		}
	}
	if s.conn != nil {
		_, _ = s.conn.ExecContext(context.Background(), "ROLLBACK")
		_ = s.conn.Close()
	}
	return s.db.Close()
}
