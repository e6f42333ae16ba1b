// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"recoupe"
	"recoupe/store"
)

// SetWoven keeps a state from a known time on. A state equal to the last one is not kept again.
func (s *Store) SetWoven(ctx context.Context, w store.Woven, known time.Time) error {
	body, err := pack(w)
	if err != nil {
		return fmt.Errorf("keep the woven state: %w", err)
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		var last []byte
		err := tx.QueryRowContext(ctx, "SELECT body FROM woven ORDER BY seq DESC LIMIT 1").Scan(&last)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if bytes.Equal(last, body) {
			return nil
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO woven (known_from, body) VALUES (?, ?)", known.UnixMicro(), body)
		return err
	})
}

// Woven returns the last state kept at or before a known time; the zero time is now.
func (s *Store) Woven(ctx context.Context, known time.Time) (store.Woven, error) {
	var body []byte
	var w store.Woven
	q, args := "SELECT body FROM woven ORDER BY seq DESC LIMIT 1", []any(nil)
	if !known.IsZero() {
		q, args = "SELECT body FROM woven WHERE known_from <= ? ORDER BY known_from DESC, seq DESC LIMIT 1", []any{known.UnixMicro()}
	}
	err := s.read.QueryRowContext(ctx, q, args...).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return w, nil
	}
	if err != nil {
		return w, fmt.Errorf("read the woven state: %w", err)
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return w, fmt.Errorf("read the woven state: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return w, fmt.Errorf("read the woven state: %w", err)
	}
	return w, json.Unmarshal(raw, &w)
}

func pack(w store.Woven) ([]byte, error) {
	raw, err := json.Marshal(w)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(raw); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Feeds returns all feeds by address.
func (s *Store) Feeds(ctx context.Context) ([]store.Feed, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM feed ORDER BY url")
	if err != nil {
		return nil, fmt.Errorf("list feeds: %w", err)
	}
	defer rows.Close()
	var out []store.Feed
	for rows.Next() {
		var body []byte
		var f store.Feed
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(body, &f); err != nil {
			return nil, fmt.Errorf("stored feed: %w", err)
		}
		out = append(out, f)
	}
	return out, rows.Err()
}

// SetFeed adds or changes a feed.
func (s *Store) SetFeed(ctx context.Context, f store.Feed) error {
	body, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO feed (url, body) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET body = excluded.body", f.URL, body)
		return err
	})
}

// DeleteFeed stops following a feed.
func (s *Store) DeleteFeed(ctx context.Context, url string) error {
	return s.tx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM feed WHERE url = ?", url)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("feed %s: %w", url, recoupe.ErrNotFound)
		}
		return nil
	})
}
