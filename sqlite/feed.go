// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"recoupe"
	"recoupe/store"
)

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
