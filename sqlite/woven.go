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

// SetWoven keeps a state from a known time on. What did not change is not
// written again; a state equal to the last one is not kept.
func (s *Store) SetWoven(ctx context.Context, w recoupe.Woven, known time.Time) error {
	events, err1 := encodeParts(w.Events)
	contradictions, err2 := encodeParts(w.Contradictions)
	holds, err3 := encodeParts(w.Holds)
	if err := errors.Join(err1, err2, err3); err != nil {
		return fmt.Errorf("keep the woven state: %w", err)
	}
	err := s.tx(ctx, func(tx *sql.Tx) error {
		var seq int64
		if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) + 1 FROM woven").Scan(&seq); err != nil {
			return err
		}
		first := seq == 1
		for i, next := range [][]part{events, contradictions, holds} {
			present, err := findParts(ctx, tx, partEvent+i)
			if err != nil {
				return err
			}
			ended, begun := difference(present, next)
			if len(ended)+len(begun) == 0 {
				continue
			}
			if err := insertState(ctx, tx, seq, known); err != nil {
				return err
			}
			first = false
			if err := insertParts(ctx, tx, seq, partEvent+i, ended, begun); err != nil {
				return err
			}
		}
		if first { // even an empty state is known from a time on
			if err := insertState(ctx, tx, seq, known); err != nil {
				return err
			}
		}
		return updateStale(ctx, tx, 0)
	})
	if err != nil {
		return fmt.Errorf("keep the woven state: %w", err)
	}
	return nil
}

func findParts(ctx context.Context, tx *sql.Tx, kind int) ([]part, error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, place, digest FROM woven_part WHERE until IS NULL AND kind = ? ORDER BY place, id", kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []part
	for rows.Next() {
		var p part
		var digest []byte
		if err := rows.Scan(&p.id, &p.place, &digest); err != nil {
			return nil, err
		}
		copy(p.digest[:], digest)
		out = append(out, p)
	}
	return out, rows.Err()
}

func insertState(ctx context.Context, tx *sql.Tx, seq int64, known time.Time) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO woven (seq, known_from) VALUES (?, ?) ON CONFLICT (seq) DO NOTHING", seq, known.UnixMicro())
	return err
}

func insertParts(ctx context.Context, tx *sql.Tx, seq int64, kind int, ended []int64, begun []part) error {
	end, err := tx.PrepareContext(ctx, "UPDATE woven_part SET until = ? WHERE id = ?")
	if err != nil {
		return err
	}
	defer end.Close()
	for _, id := range ended {
		if _, err := end.ExecContext(ctx, seq, id); err != nil {
			return err
		}
	}
	begin, err := tx.PrepareContext(ctx, "INSERT INTO woven_part (since, kind, place, digest, body) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer begin.Close()
	for _, p := range begun {
		body, err := deflate(p.json)
		if err != nil {
			return err
		}
		res, err := begin.ExecContext(ctx, seq, kind, p.place, p.digest[:], body)
		if err != nil {
			return err
		}
		if kind == partEvent {
			if err := nameEvent(ctx, tx, res, p.json); err != nil {
				return err
			}
		}
	}
	return nil
}

// nameEvent notes which part is the last that held an event.
func nameEvent(ctx context.Context, tx *sql.Tx, res sql.Result, body []byte) error {
	var e struct{ ID string }
	if err := json.Unmarshal(body, &e); err != nil {
		return err
	}
	part, err := res.LastInsertId()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO event_part (event, part) VALUES (?, ?) ON CONFLICT (event) DO UPDATE SET part = excluded.part", e.ID, part)
	return err
}

func updateStale(ctx context.Context, tx *sql.Tx, stale int) error {
	_, err := tx.ExecContext(ctx, "UPDATE weaving SET stale = ? WHERE one = 1 AND stale <> ?", stale, stale)
	return err
}

// Stale reports whether readings were kept or changed since the state was last woven.
func (s *Store) Stale(ctx context.Context) (bool, error) {
	var stale bool
	err := s.read.QueryRowContext(ctx, "SELECT stale FROM weaving WHERE one = 1").Scan(&stale)
	if err != nil {
		return false, fmt.Errorf("ask whether the woven state is stale: %w", err)
	}
	return stale, nil
}

// Woven returns the last state kept at or before a known time; the zero time is now.
func (s *Store) Woven(ctx context.Context, known time.Time) (recoupe.Woven, error) {
	var w recoupe.Woven
	q, args := "SELECT kind, body FROM woven_part WHERE until IS NULL ORDER BY kind, place, id", []any(nil)
	if !known.IsZero() {
		var seq int64
		err := s.read.QueryRowContext(ctx, "SELECT seq FROM woven WHERE known_from <= ? ORDER BY known_from DESC, seq DESC LIMIT 1", known.UnixMicro()).Scan(&seq)
		if errors.Is(err, sql.ErrNoRows) {
			return w, nil
		}
		if err != nil {
			return w, fmt.Errorf("read the woven state: %w", err)
		}
		q = `SELECT kind, body FROM (
			SELECT * FROM woven_part WHERE until IS NULL AND since <= ?1
			UNION ALL SELECT * FROM woven_part WHERE until > ?1 AND since <= ?1) ORDER BY kind, place, id`
		args = []any{seq}
	}
	rows, err := s.read.QueryContext(ctx, q, args...)
	if err != nil {
		return w, fmt.Errorf("read the woven state: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind int
		var body []byte
		if err := rows.Scan(&kind, &body); err != nil {
			return w, fmt.Errorf("read the woven state: %w", err)
		}
		if err := addPart(&w, kind, body); err != nil {
			return w, fmt.Errorf("read the woven state: %w", err)
		}
	}
	return w, rows.Err()
}

func addPart(w *recoupe.Woven, kind int, body []byte) error {
	switch kind {
	case partEvent:
		return grow(&w.Events, body)
	case partContradiction:
		return grow(&w.Contradictions, body)
	}
	return grow(&w.Holds, body)
}

func grow[T any](list *[]T, body []byte) error {
	var x T
	if err := inflate(body, &x); err != nil {
		return err
	}
	*list = append(*list, x)
	return nil
}
