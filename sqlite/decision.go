// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"recoupe"
)

// AddDecision keeps what a person decided.
func (s *Store) AddDecision(ctx context.Context, d recoupe.Decision) error {
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	err = s.tx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "INSERT INTO decision (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", d.ID, body)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, recoupe.ErrConflict)
		}
		return updateStale(ctx, tx, 1)
	})
	if err != nil {
		return fmt.Errorf("keep decision %s: %w", d.ID, err)
	}
	return nil
}

// UndoDecision marks a decision undone. One that is undone already stays as it is.
func (s *Store) UndoDecision(ctx context.Context, id string, at time.Time) error {
	err := s.tx(ctx, func(tx *sql.Tx) error {
		d, err := findDecision(ctx, tx, id)
		if err != nil || d.Undone {
			return err
		}
		d.Undone, d.UndoneAt = true, at
		body, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE decision SET body = ? WHERE id = ?", body, id); err != nil {
			return err
		}
		return updateStale(ctx, tx, 1)
	})
	if err != nil {
		return fmt.Errorf("undo decision %s: %w", id, err)
	}
	return nil
}

func findDecision(ctx context.Context, tx *sql.Tx, id string) (d recoupe.Decision, err error) {
	var body []byte
	err = tx.QueryRowContext(ctx, "SELECT body FROM decision WHERE id = ?", id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return d, recoupe.ErrNotFound
	}
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(body, &d)
}

// Decisions returns all decisions in the order in which they were made.
func (s *Store) Decisions(ctx context.Context) ([]recoupe.Decision, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT body FROM decision ORDER BY rank")
	if err != nil {
		return nil, fmt.Errorf("list decisions: %w", err)
	}
	defer rows.Close()
	var out []recoupe.Decision
	for rows.Next() {
		var body []byte
		var d recoupe.Decision
		if err := rows.Scan(&body); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(body, &d); err != nil {
			return nil, fmt.Errorf("stored decision: %w", err)
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// Event returns the last version of an event that was ever kept. Where it is no more, its successor is the event that
// has most of its claims now, the first of those that have as many.
func (s *Store) Event(ctx context.Context, id string) (recoupe.Event, error) {
	var e recoupe.Event
	var body []byte
	var ended bool
	err := s.read.QueryRowContext(ctx, "SELECT body, until IS NOT NULL FROM event_part JOIN woven_part ON part = woven_part.id WHERE event = ?", id).Scan(&body, &ended)
	if errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("event %s: %w", id, recoupe.ErrNotFound)
	}
	if err != nil {
		return e, fmt.Errorf("event %s: %w", id, err)
	}
	if err := inflate(body, &e); err != nil || !ended {
		return e, err
	}
	w, err := s.Woven(ctx, time.Time{})
	if err != nil {
		return e, err
	}
	e.Successor = successor(&e, w.Events)
	return e, nil
}

func successor(old *recoupe.Event, now []recoupe.Event) string {
	was := map[recoupe.ClaimRef]bool{}
	for _, c := range old.Claims {
		was[c] = true
	}
	best, most := "", 0
	for i := range now {
		n := 0
		for _, c := range now[i].Claims {
			if was[c] {
				n++
			}
		}
		if n > most {
			best, most = now[i].ID, n
		}
	}
	return best
}
